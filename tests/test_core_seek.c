/* Searching: what words and phrases are found where, what is marked, what an excerpt shows, and in what order
 * things are listed. Any text is a search. */
#include "config.h"

#include <locale.h>

#include "base/utf8.h"
#include "core/found.h"
#include "test_core_support.h"

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
}

TestSuite(seek, .init = set_up, .timeout = 60);

static enum seek_fit fits(const char *typed, const char *text)
{
	struct seek *s = seek_new(typed);
	enum seek_fit fit = seek_in(s, text);

	seek_free(s);
	return fit;
}

static void expect_marked(const char *typed, const char *text, const char *must)
{
	struct seek *s = seek_new(typed);
	struct seek_places p;
	struct buf b = {0};
	size_t at = 0;

	seek_places(s, text, &p);
	for (size_t i = 0; i < p.n; at = p.item[i].at + p.item[i].len, i++) {
		buf_addn(&b, text + at, p.item[i].at - at);
		buf_addc(&b, '[');
		buf_addn(&b, text + p.item[i].at, p.item[i].len);
		buf_addc(&b, ']');
	}
	buf_add(&b, text + at);
	cr_expect_str_eq(buf_str(&b), must, "\"%s\": %s", typed, buf_str(&b));
	buf_release(&b);
	seek_places_release(&p);
	seek_free(s);
}

static void expect_excerpt(const char *typed, const char *text, size_t columns, const char *must)
{
	struct seek *s = seek_new(typed);
	struct buf b = {0};

	seek_excerpt(s, text, columns, &b);
	cr_expect_str_eq(buf_str(&b), must, "\"%s\": %s", typed, buf_str(&b));
	buf_release(&b);
	seek_free(s);
}

Test(seek, a_word_begins_a_word)
{
	cr_expect_eq(fits("renov", "done by Renovate"), SEEK_INSIDE);
	cr_expect_eq(fits("done", "done by Renovate"), SEEK_AT_START);
	cr_expect_eq(fits("nov", "done by Renovate"), SEEK_NOT);
	cr_expect_eq(fits("by renov", "done by Renovate"), SEEK_INSIDE);
	cr_expect_eq(fits("by house", "done by Renovate"), SEEK_NOT, "all words must be there");
	cr_expect_eq(fits("renovated", "done by Renovate"), SEEK_NOT);
	cr_expect_eq(fits("x", NULL), SEEK_NOT);
	cr_expect_eq(fits("x", ""), SEEK_NOT);
}

Test(seek, case_and_accents_do_not_matter)
{
	cr_expect_eq(fits("UBERPRUFUNG", "die Überprüfung"), SEEK_INSIDE);
	cr_expect_eq(fits("überp", "UBERPRUFUNG"), SEEK_AT_START);
	cr_expect_eq(fits("cafe", "cafe\xcc\x81 noir"), SEEK_AT_START, "an accent of its own");
	cr_expect_eq(fits("cafe\xcc\x81", "Café"), SEEK_AT_START);
	cr_expect_eq(fits("strasse", "Große Straße"), SEEK_INSIDE);
	cr_expect_eq(fits("ΟΔΟΣ", "οδός"), SEEK_AT_START);
	expect_marked("cafe", "un cafe\xcc\x81!", "un [cafe\xcc\x81]!");
}

Test(seek, phrases_are_whole_words_in_a_row)
{
	cr_expect_eq(fits("\"pen test\"", "a Pen, test it"), SEEK_INSIDE);
	cr_expect_eq(fits("\"pen test\"", "a pen tester"), SEEK_NOT);
	cr_expect_eq(fits("\"pen test\"", "test a pen"), SEEK_NOT);
	cr_expect_eq(fits("\"pen test", "a pen tester"), SEEK_INSIDE, "still being typed");
	cr_expect_eq(fits("\"test\"", "tester"), SEEK_NOT);
	cr_expect_eq(fits("pen-test", "a pen tester"), SEEK_INSIDE, "a word with a hyphen is a row too");
	cr_expect_eq(fits("pen-test", "test pen"), SEEK_NOT);
	cr_expect_eq(fits("x\"pen test\"y", "y pen test x"), SEEK_AT_START);
	cr_expect_eq(fits("1.2/2", "as 1.2/2 says"), SEEK_INSIDE);
	cr_expect_eq(fits("\"a a b\"", "a a a b"), SEEK_INSIDE);
}

Test(seek, nothing_is_found_by_nothing)
{
	static const char *const empty[] = { "", "   ", "\"", "\"\"", "\"\"\"", "?!", "- * ^ : ( )", "😀", "…", "\xcc\x81", "\n\t" };

	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
		struct seek *s = seek_new(empty[i]);

		cr_expect(seek_is_empty(s), "%s", empty[i]);
		cr_expect_eq(seek_in(s, "some text - * 😀"), SEEK_NOT);
		seek_free(s);
	}
}

Test(seek, whole_words_are_marked)
{
	expect_marked("ren", "Renovate renews, surrenders", "[Renovate] [renews], surrenders");
	expect_marked("the \"lock file\"", "The lock file, the file", "[The] [lock file], [the] file");
	expect_marked("a-b a", "a b a", "[a b] [a]");
	expect_marked("x", "nothing of it", "nothing of it");
	expect_marked("größe", "Die GRÖSSE zählt", "Die [GRÖSSE] zählt");
}

Test(seek, an_excerpt_shows_the_place)
{
	expect_excerpt("four", "one two\n  three\tfour", 40, "one two three four");
	expect_excerpt("twelve", "one two three four five six seven eight nine ten eleven twelve thirteen", 30, "… ten eleven twelve thirteen");
	expect_excerpt("one", "one two three four five six", 12, "one two thr…");
	expect_excerpt("none", "one two three four five six", 12, "one two thr…");
	expect_excerpt("x", "", 12, "");
	expect_excerpt("x", "x", 0, "");
}

/* Any text in any text: places lie in order inside it between characters, an excerpt fits its columns. */
Test(seek, anything_goes)
{
	static const char *const piece[] = { "a", "B", "é", "e\xcc\x81", " ", "\n", "\"", "-", "ß", "😀", "漢字", "क्षि", "\xff", "\xc3", "test", "ﬁ",
		"NEAR(", "*", "^", "İ", "\xcc\x81", "AND", "." };
	struct dice dice = { .state = 7 };

	for (int round = 0; round < 4000; round++) {
		struct buf typed = {0}, text = {0}, line = {0};
		struct seek_places p;
		struct seek *s;
		size_t at = 0, columns = (size_t)dice_below(&dice, 30);

		for (int i = dice_below(&dice, 12); i > 0; i--)
			buf_add(&typed, piece[dice_below(&dice, (int)(sizeof piece / sizeof *piece))]);
		for (int i = dice_below(&dice, 40); i > 0; i--)
			buf_add(&text, piece[dice_below(&dice, (int)(sizeof piece / sizeof *piece))]);
		s = seek_new(buf_str(&typed));
		seek_places(s, buf_str(&text), &p);
		for (size_t i = 0; i < p.n; i++) {
			cr_assert(p.item[i].at >= at && p.item[i].len > 0 && p.item[i].at + p.item[i].len <= text.len);
			at = p.item[i].at + p.item[i].len;
		}
		cr_assert(seek_in(s, buf_str(&text)) == SEEK_NOT || p.n > 0, "what fits is marked");
		seek_excerpt(s, buf_str(&text), columns, &line);
		cr_assert_leq(utf8_width(buf_str(&line)), columns);
		seek_places_release(&p);
		seek_free(s);
		buf_release(&typed);
		buf_release(&text);
		buf_release(&line);
	}
}

/* A page pasted into the line is a search of its first words, and quick. */
Test(seek, long_ones_are_bounded)
{
	struct buf typed = {0}, word = {0};
	struct seek *s;
	bool begins;

	for (int i = 0; i < 2000; i++)
		buf_addf(&typed, "word%d ", i);
	s = seek_new(buf_str(&typed));
	cr_expect(seek_term(s, SEEK_WORDS_MAX - 1, &begins) != NULL);
	cr_expect(seek_term(s, SEEK_WORDS_MAX, &begins) == NULL);
	cr_expect_eq(seek_in(s, buf_str(&typed)), SEEK_AT_START);
	seek_free(s);
	buf_add_repeat(&word, "x", 10000);
	cr_expect_eq(fits(buf_str(&word), buf_str(&word)), SEEK_AT_START);
	buf_release(&typed);
	buf_release(&word);
}

/* ---- the list ----------------------------------------------------------------------------------------- */

TestSuite(found, .init = set_up, .timeout = 60);

static struct tree *small_tree(void)
{
	static const struct node_in nodes[] = {
		{ .id = "1", .kind = NODE_THEME, .text = "Design", .label = "design", .aim = "Software is designed well" },
		{ .id = "1.1", .parent = "1", .kind = NODE_PRINCIPLE, .text = "A framework is followed", .label = "framework", .remark = "Not complete" },
		{ .id = "1.1.1", .parent = "1.1", .kind = NODE_CLAIM, .text = "Followed", .label = "c1", .asked_as = "1.1/1", .body = "Training is given" },
		{ .id = "1.1.2", .parent = "1.1", .kind = NODE_CLAIM, .text = "Tools", .label = "m" },
		{ .id = "1.1.2.1", .parent = "1.1.2", .kind = NODE_CLAIM, .text = "Everybody gets training", .label = "c2", .asked_as = "1.1/2" },
	};
	static const struct strategy_in strategies[] = { { .id = "S1.1", .text = "Split by training", .theme = "1", .attached_to = "1.1.2" } };
	static const char *const claims[] = { "1.1.1" };
	static const struct guidance_in guidance[] = { { .id = "IG-1", .text = "Plan the training", .place = "1.1", .claims = claims, .n_claims = 1 } };
	static const char *const themes[] = { "1" };
	static const struct role_in roles[] = { { .id = "developer", .text = "All", .themes = themes, .n_themes = 1 } };
	static const struct tree_in in = { .id = "t", .version = "1", .title = "t", .short_title = "t", .publisher = "p", .published_on = "2026-01-01",
		.licence = "l", .attribution = "a", .node = nodes, .n_nodes = 5, .strategy = strategies, .n_strategies = 1, .guidance = guidance,
		.n_guidance = 1, .role = roles, .n_roles = 1 };
	struct tree *t = tree_build(&in, no_complaint, NULL);

	cr_assert(t != NULL);
	return t;
}

static const char e1[] = "00000000000000000000000000000001", e2[] = "00000000000000000000000000000002", g1[] = "00000000000000000000000000000003";

static struct work *small_work(const struct tree *t)
{
	struct work *w = work_new(t);

	put(w, ENTITY_EVIDENCE, e1, FIELD_EVIDENCE_REF, "1");
	put(w, ENTITY_EVIDENCE, e1, FIELD_EVIDENCE_TITLE, "Plan for training");
	put(w, ENTITY_EVIDENCE, e1, FIELD_EVIDENCE_OWNER, "Trainer");
	put(w, ENTITY_EVIDENCE, e2, FIELD_EVIDENCE_REF, "12");
	put(w, ENTITY_EVIDENCE, e2, FIELD_EVIDENCE_TITLE, "Handbook");
	put(w, ENTITY_GAP, g1, FIELD_GAP_REF, "1");
	put(w, ENTITY_GAP, g1, FIELD_GAP, "Training is not recorded");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_ANSWER_OWNER, "Tramper");
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Train Portal");
	settle(w);
	return w;
}

/* The list as "kind ref-or-claim field; ...". */
static void expect_list_of(const char *typed, unsigned only, size_t limit, bool once, const char *must)
{
	struct tree *t = small_tree();
	struct work *w = small_work(t);
	struct seek *s = seek_new(typed);
	struct found_query q = { .typed = typed, .seek = s, .kinds = only, .limit = limit, .once = once };
	struct found_list l = {0};
	struct buf b = {0};

	found_in_memory(&l, &q, w);
	found_finish(&l, &q);
	for (size_t i = 0; i < l.n; i++) {
		const struct found *f = &l.item[i];

		buf_addf(&b, "%s%s %s %s", i > 0 ? "; " : "", found_kind_name(f->kind),
		    f->ref[0] != '\0' ? f->ref : f->claim != NODE_NONE ? t->node[f->claim].id : "-", f->field);
	}
	buf_add(&b, l.more ? "; more" : "");
	cr_expect_str_eq(buf_str(&b), must, "\"%s\": %s", typed, buf_str(&b));
	buf_release(&b);
	found_list_release(&l);
	seek_free(s);
	work_free(w);
	tree_free(t);
}

static void expect_list(const char *typed, const char *must)
{
	expect_list_of(typed, 0, 50, false, must);
}

Test(found, numbers_in_either_numbering)
{
	expect_list("1.1.2.1", "claim 1.1.2.1 number");
	expect_list("1.1/2", "claim 1.1.2.1 number");
	expect_list("tree:1.1.2.1", "claim 1.1.2.1 number");
	expect_list("1.1.2", "claim 1.1.2 number; claim 1.1.2.1 number");       /* people mean 1.1/2 as well */
	expect_list("1.1/", "claim 1.1.1 number; claim 1.1.2.1 number");
	expect_list("e12", "evidence E12 ref");
	expect_list("E1", "evidence E1 ref; evidence E12 ref");
	expect_list("12", "evidence E12 ref");
	expect_list("G1 1.1/1", "gap G1 ref; claim 1.1.1 number");
	expect_list("s1.1", "strategy S1.1 text");
	expect_list("IG-1", "guidance IG-1 text");
	expect_list("E99", "");
	expect_list("1.1/1 handbook", "");
	expect_list("999999999999999999999999999999", "");
	expect_list("E999999999999999999999999", "");
}

Test(found, titles_before_names_before_guidance)
{
	expect_list("train", "claim 1.1.1 body; gap G1 gap; claim 1.1.2.1 text; evidence E1 title; evidence E1 owner; assessment - product; "
	    "strategy S1.1 text; guidance IG-1 text");
	expect_list("tramp", "owner 1.1.1 owner");
	expect_list("followed", "claim 1.1.1 text; claim 1.1 text");
	expect_list("complete", "claim 1.1 remark");
	expect_list("designed", "claim 1 aim");
	expect_list("m", "claim 1.1.2 label");
}

Test(found, only_some_kinds_and_only_so_many)
{
	expect_list_of("train", 1u << FOUND_EVIDENCE, 50, false, "evidence E1 title; evidence E1 owner");
	expect_list_of("train", 1u << FOUND_EVIDENCE, 50, true, "evidence E1 title");
	expect_list_of("train", 1u << FOUND_EVIDENCE, 1, false, "evidence E1 title; more");
	expect_list_of("train", 1u << FOUND_EVIDENCE | 1u << FOUND_GAP, 2, true, "gap G1 gap; evidence E1 title");
	expect_list_of("train", 1u << FOUND_NOTE, 50, false, "");
}
