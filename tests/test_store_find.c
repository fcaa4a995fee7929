/* Finding: texts by words, phrases and beginnings; whatever is typed is a question and never a command;
 * what was removed is not listed. */
#include "config.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/find.h"
#include "test_store_help.h"

static char *folder, *path;
static struct store *st;

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	folder = help_folder();
	path = help_workspace(folder);
	st = help_open(path, STORE_WRITE);
}

static void tear_down(void)
{
	store_close(st);
	free(path);
	help_remove(folder);
}

TestSuite(store_find, .init = set_up, .fini = tear_down, .timeout = 120);

static void set(enum entity e, const char *id, enum field f, const char *value)
{
	struct err err;

	cr_assert(help_set(st, e, id, -1, f, value, &err), "%s", err.text);
}

static size_t texts(const char *words)
{
	struct err err;
	struct hits h;
	size_t n;

	cr_assert(store_find(st, words, 1000, &h, &err), "%s: %s", words, err.text);
	n = h.n;
	hits_release(&h);
	return n;
}

/* Everything, as "kind ref-or-claim field; ...". */
static char *listed(const char *typed, unsigned kinds, size_t limit, bool once)
{
	struct seek *s = seek_new(typed);
	struct found_query q = { .typed = typed, .seek = s, .kinds = kinds, .limit = limit, .once = once };
	struct found_list l;
	struct work *w = help_load(st);
	struct err err = {0};
	struct buf b = {0};

	cr_assert(store_find_all(st, w, &q, &l, &err), "%s: %s", typed, err.text);
	for (size_t i = 0; i < l.n; i++)
		buf_addf(&b, "%s%s %s %s", i > 0 ? "; " : "", found_kind_name(l.item[i].kind), l.item[i].ref[0] != '\0' ? l.item[i].ref :
		    l.item[i].claim != NODE_NONE ? w->tree->node[l.item[i].claim].id : "-", l.item[i].field);
	if (l.more)
		buf_add(&b, "; more");
	buf_add(&b, "");
	found_list_release(&l);
	seek_free(s);
	work_free(w);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

static void expect_listed(const char *typed, const char *must)
{
	char *got = listed(typed, 0, 100, false);

	cr_expect_str_eq(got, must, "\"%s\": %s", typed, got);
	free(got);
}

Test(store_find, phrases_and_beginnings)
{
	set(ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "The pen test of March; a \"Prüfung\" by Renovate.");
	set(ENTITY_ANSWER, "2.1.1", FIELD_ARGUMENT, "A test with a pen tester");
	cr_expect_eq(texts("pen test"), 2);
	cr_expect_eq(texts("\"pen test\""), 1);
	cr_expect_eq(texts("\"test pen\""), 0);
	cr_expect_eq(texts("\"pen test"), 2, "a phrase that is still being typed");
	cr_expect_eq(texts("pen-test"), 2);
	cr_expect_eq(texts("\"tes\""), 0, "a phrase is of whole words");
	cr_expect_eq(texts("tes"), 2);
	cr_expect_eq(texts("PRUFUNG"), 1);
	cr_expect_eq(texts("\"pru\u0308fung by\""), 1);
	cr_expect_eq(texts("test pen march"), 1);
}

static const char *const hostile[] = {
	"", " ", "\"", "\"\"", "\"\"\"\"", "'", "\\", "AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR(a b, 2)", "a NOT b", "a AND", "OR b", "(", ")", "()", "*", "a*", "**",
	"^", "^a", "a ^ b", "text:", "text: a", "entity:answer", "id : x", "{text id}: a", "-a", "- a", "+a", "a + b", "a:b", "a.b", "\"a\" * \"b\"", "\"a b",
	"a\"b\"c", "\"; DROP TABLE search; --", "' OR 1=1 --", "%s%n%d", "?1", ":x", "@x", "$x", "#", ";", ",", "~", "`", "|", "&&", "<script>", "\t\n",
	"😀", "😀😀 👩‍👩‍👧", "…", "“quoted”", "\u202e", "\u200b", "\ufeff", "e\u0301", "\u0301", "漢字", "क्षि", "ß", "İ", "ﬁ", "\U0010ffff", "1.1.1", "1.1/1", "E1", "integrity-check",
	"rebuild", "\"AND\"", "\"a\"\"b\"", "a\"", "\"*", "\"a*\"", "1e9", "0x41", "-1", "1.", ".1", "/",
};

Test(store_find, any_text_is_a_question)
{
	char *got;

	help_everything(st, "a mark AND OR NOT NEAR 1.1.1 text");
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		texts(hostile[i]);
		got = listed(hostile[i], 0, 5, true);
		free(got);
	}
	cr_expect_gt(texts("NOT"), 0, "operators are words like others");
	cr_expect_gt(texts("a NEAR text"), 0);
	cr_expect_eq(texts("NOT zebra"), 0);
	cr_expect_eq(texts("*"), 0);
	cr_expect(help_clean(path));
}

Test(store_find, long_ones_too)
{
	struct buf b = {0};

	set(ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "a b c");
	for (int i = 0; i < 10000; i++)
		buf_addc(&b, "ab \"*c(."[i % 8]);
	texts(buf_str(&b));
	buf_clear(&b);
	buf_add_repeat(&b, "x", 10000);
	cr_expect_eq(texts(buf_str(&b)), 0);
	buf_clear(&b);
	buf_add_repeat(&b, "\"", 10000);
	cr_expect_eq(texts(buf_str(&b)), 0);
	buf_clear(&b);
	for (int i = 0; i < 2500; i++)
		buf_addf(&b, "w%d ", i);
	cr_expect_eq(texts(buf_str(&b)), 0);
	buf_insert(&b, 0, "\"", 1);
	cr_expect_eq(texts(buf_str(&b)), 0);
	buf_release(&b);
}

static void add_evidence(const char *title, const char *detail, char id[ID_TEXT], char **support)
{
	struct changes c = {0};
	struct err err;

	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, title);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, detail);
	*support = link_id(id, "1.1.1");
	changes_set(&c, ENTITY_SUPPORT, *support, 0, FIELD_SUPPORT_NOTE, "the zebra's page");
	cr_assert(store_save(st, "evidence add", &c, &err), "%s", err.text);
	changes_release(&c);
}

Test(store_find, what_was_removed_is_not_listed)
{
	char id[ID_TEXT], other[ID_TEXT], *link, *other_link;

	add_evidence("Zebra book", "About the zebra", id, &link);
	add_evidence("Another", "No Zebra here", other, &other_link);
	expect_listed("zebra", "evidence E1 title; evidence E1 detail; evidence E2 detail; link E1 note; link E2 note");
	set(ENTITY_SUPPORT, link, FIELD_SUPPORT_REMOVED, "true");
	expect_listed("zebra", "evidence E1 title; evidence E1 detail; evidence E2 detail; link E2 note");
	set(ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, "true");
	expect_listed("zebra", "evidence E2 detail; link E2 note");
	expect_listed("E1", "");
	cr_expect_eq(texts("zebra"), 5, "the index keeps them");
	free(link);
	free(other_link);
}

Test(store_find, titles_first_then_the_text_that_fits_best)
{
	char id[ID_TEXT], *link;

	set(ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "A very long text about this and that, in which somewhere far behind many other words the okapi is named once.");
	set(ENTITY_ANSWER, "1.1.1", FIELD_ANSWER_NOTE, "okapi, okapi");
	set(ENTITY_ANSWER, "2.1.1", FIELD_ASSUMPTIONS, "There is an okapi in the zoo.");
	add_evidence("The okapi", "nothing", id, &link);
	set(ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Okapi Portal");
	expect_listed("okapi", "evidence E1 title; assessment - product; note 1.1.1 note; assumptions 2.1.1 assumptions; argument 1.1.1 argument");
	free(link);
}

Test(store_find, every_kind)
{
	char *got;

	help_everything(st, "quagga");
	got = listed("quagga", 0, 100, true);
	for (int k = FOUND_EVIDENCE; k < FOUND_KIND_COUNT; k++) {
		char *one = listed("quagga", 1u << k, 100, true);

		cr_expect(strncmp(one, found_kind_name((enum found_kind)k), strlen(found_kind_name((enum found_kind)k))) == 0, "%s: \"%s\" of %s",
		    found_kind_name((enum found_kind)k), one, got);
		free(one);
	}
	free(got);
}

Test(store_find, so_many_and_no_more)
{
	char *got;

	set(ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "okapi");
	set(ENTITY_ANSWER, "1.1.1", FIELD_ANSWER_NOTE, "okapi");
	got = listed("okapi", 0, 2, false);
	cr_expect(strstr(got, "more") == NULL, "%s", got);
	free(got);
	got = listed("okapi", 0, 1, false);
	cr_expect(strstr(got, "; more") != NULL, "%s", got);
	free(got);
}

/* Where very many texts have the words, some of them are listed, and soon. */
Test(store_find, very_many)
{
	struct changes c = {0};
	struct err err;
	char id[ID_TEXT], *got;
	size_t n = 0;

	for (int i = 0; i < 2500; i++) {
		changes_new(&c, ENTITY_EVIDENCE, id);
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, "giraffe");
	}
	cr_assert(store_save(st, "evidence add", &c, &err), "%s", err.text);
	changes_release(&c);
	got = listed("giraffe", 0, 100, true);
	for (const char *s = got; (s = strstr(s, "evidence E")) != NULL; s++)
		n++;
	cr_expect_eq(n, 100);
	cr_expect(strncmp(got, "evidence E1 detail; evidence E2 ", 32) == 0, "%.40s", got);
	free(got);
}
