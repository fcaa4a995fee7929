/* report/dot: what is drawn, that standing shows without colour, and that no text is more than text. */
#include "config.h"

#include "report/report.h"
#include "test_core_support.h"

static struct tree *tree;
static struct work *w;

/* 1 with 1.1 (asked 1.1.1, 1.1.2; advisory 1.1.3) and 1.2 (asked 1.2.1); strategies on 1.1, none sure on 1. */
static struct tree *small_tree(const char *label)
{
	static const char *const themes[] = { "1" };
	static const struct strategy_in strategies[] = {
		{ .id = "S1.1", .text = "Decomposition on parts", .theme = "1", .attached_to = "1.1", .kind = STRATEGY_DECOMPOSITION },
		{ .id = "S1.2", .text = "Substitution", .theme = "1", .basis = "unknown", .kind = STRATEGY_SUBSTITUTION },
		{ .id = "N1.1", .text = "Not the whole", .theme = "1", .attached_to = "1.1", .kind = STRATEGY_NOTE },
	};
	struct draft_tree d = {0};
	struct tree_in in;
	struct tree *t;

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL);
	draft_add(&d, "1.1.1", "1.1/1")->label = label;
	draft_add(&d, "1.1.2", "1.1/2");
	draft_add(&d, "1.1.3", NULL);
	draft_add(&d, "1.2", NULL);
	draft_add(&d, "1.2.1", "1.2/1");
	draft_role(&d, "developer-distributor", themes, 1, NULL, 0);
	draft_role(&d, "open-source", NULL, 0, NULL, 0);
	in = draft_in(&d);
	in.strategy = strategies;
	in.n_strategies = 3;
	t = tree_build(&in, no_complaint, NULL);
	draft_release(&d);
	return t;
}

static void start_with(const char *label)
{
	tree = small_tree(label);
	w = work_new(tree);
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "developer-distributor");
	put_evidence(w, 1, "one", "https://example.org");
	put_evidence(w, 2, "a bare title", NULL);
	settle(w);
}

static void start(void)
{
	start_with("first");
}

static void end(void)
{
	work_free(w);
	tree_free(tree);
}

TestSuite(dot, .init = start, .fini = end);

/* Yours. */
static char *drawn(const char *root, bool evidence)
{
	struct report r = { .work = w, .root = root != NULL ? tree_find(tree, root) : NODE_NONE, .evidence = evidence };
	struct standing st;
	struct buf b = {0};
	struct err err = {0};

	cr_assert(date_parse("2026-11-21", &r.as_of));
	settle(w);
	standing_compute(&st, w);
	r.standing = &st;
	cr_assert(report_dot(&r, &b, &err), "%s", err.text);
	standing_release(&st);
	return buf_steal(&b);
}

static void expect_in(const char *dot, const char *what, bool there)
{
	cr_expect(there == (strstr(dot, what) != NULL), "%s: %s\n%s", there ? "not there" : "there", what, dot);
}

/* The line that says what a box is; yours. */
static char *box(const char *dot, const char *name)
{
	char start_of[80];
	const char *at;

	snprintf(start_of, sizeof start_of, "\t\"%s\" [", name);
	at = strstr(dot, start_of);
	cr_assert(at != NULL, "no box %s in\n%s", name, dot);
	return xstrndup(at, strcspn(at, "\n"));
}

static void expect_box(const char *name, const char *what, bool there)
{
	char *dot = drawn(NULL, true), *line = box(dot, name);

	expect_in(line, what, there);
	free(line);
	free(dot);
}

Test(dot, claims_hang_on_the_strategy_between)
{
	char *dot = drawn(NULL, false);

	expect_in(dot, "\"claim 1.1\" -> \"strategy S1.1\";", true);
	expect_in(dot, "\"strategy S1.1\" -> \"claim 1.1.1\";", true);
	expect_in(dot, "\"claim 1.1\" -> \"claim 1.1.1\"", false);
	expect_in(dot, "\"claim 1.2\" -> \"claim 1.2.1\";", true);
	expect_in(dot, "\"claim 1\" -> \"claim 1.1\";", true);
	expect_in(dot, "evidence", false);
	free(dot);
	expect_box("strategy S1.1", "label=\"S1.1 decomposition\\nDecomposition on parts\", shape=parallelogram, style=\"solid\"", true);
}

Test(dot, notes_and_unsure_strategies_hang_on_the_side)
{
	char *dot = drawn(NULL, false);

	expect_in(dot, "\"claim 1\" -> \"strategy S1.2\" [dir=none, style=dotted];", true);
	expect_in(dot, "\"claim 1.1\" -> \"strategy N1.1\" [dir=none, style=dotted];", true);
	free(dot);
	expect_box("strategy S1.2", "its place is not sure", true);
	expect_box("strategy N1.1", "shape=note", true);
}

Test(dot, a_box_has_number_label_and_standing)
{
	put_answer(w, "1.1.1", "evidenced", "because");
	expect_box("claim 1.1.1", "label=\"1.1.1 (1.1/1)\\nfirst\\nasserted\"", true);
	expect_box("claim 1.1", "\\nunfinished, 0 of 2 met\"", true);
}

Test(dot, advisory_is_dashed)
{
	expect_box("claim 1.1.3", "dashed", true);
	expect_box("claim 1.1.3", "advisory, not asked", true);
	expect_box("claim 1.1.2", "dashed", false);
}

Test(dot, out_of_scope_is_grey)
{
	expect_box("claim 1.2.1", "gray", false);
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "open-source");
	expect_box("claim 1.2.1", "color=\"gray\", fontcolor=\"gray40\"", true);
	expect_box("claim 1.2.1", "out of scope", true);
	expect_box("claim 1.1.3", "dashed", true);
}

Test(dot, only_the_part_below_a_node)
{
	char *dot = drawn("1.2", false);

	expect_in(dot, "\"claim 1.2.1\" [", true);
	expect_in(dot, "1.1", false);
	expect_in(dot, "strategy", false);
	free(dot);
}

/* What is left of a box when its words and colours are taken away: shape, outlines and style. */
static char *look_of_leaf(void)
{
	char *dot = drawn(NULL, false), *line = box(dot, "claim 1.2.1"), *from = strstr(line, ", shape="), *fill;
	struct buf b = {0};

	cr_assert(from != NULL);
	fill = strstr(from, ", fillcolor=");
	buf_addn(&b, from, fill != NULL ? (size_t)(fill - from) : strcspn(from, "}"));
	free(line);
	free(dot);
	return buf_steal(&b);
}

Test(dot, standings_differ_without_colour)
{
	char *look[7];

	look[0] = look_of_leaf();                                                       /* open */
	put_answer(w, "1.2.1", "evidenced", "because");
	look[1] = look_of_leaf();                                                       /* asserted */
	put_link(w, ENTITY_SUPPORT, 1, "1.2.1", true);
	look[2] = look_of_leaf();                                                       /* met */
	put_answer(w, "1.2.1", "partly-evidenced", "because");
	look[3] = look_of_leaf();                                                       /* partly */
	put_answer(w, "1.2.1", "not-evidenced", NULL);
	look[4] = look_of_leaf();                                                       /* not evidenced */
	put_answer(w, "1.2.1", "not-applicable", "because");
	look[5] = look_of_leaf();                                                       /* set aside */
	put_challenge(w, 1, "1.2.1", 0, "open");
	look[6] = look_of_leaf();                                                       /* challenged */
	for (int i = 0; i < 7; i++)
		for (int j = 0; j < i; j++)
			cr_expect(strcmp(look[i], look[j]) != 0, "%d and %d: %s", i, j, look[i]);
	for (int i = 0; i < 7; i++)
		free(look[i]);
}

Test(dot, an_item_is_drawn_once)
{
	char *dot, *first;

	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	put_link(w, ENTITY_SUPPORT, 1, "1.2.1", true);
	put_link(w, ENTITY_SUPPORT, 2, "1.2.1", true);
	dot = drawn(NULL, true);
	first = strstr(dot, "\t\"evidence E1\" [label=\"E1\\none\", shape=cylinder];");
	cr_assert(first != NULL, "%s", dot);
	expect_in(first + 1, "\t\"evidence E1\" [", false);
	expect_in(dot, "\"claim 1.1.1\" -> \"evidence E1\";", true);
	expect_in(dot, "\"claim 1.2.1\" -> \"evidence E2\" [style=dashed, label=\"does not count\"];", true);
	free(dot);
}

/* Outside quoted strings there is nothing but our own words; inside, no quote ends one early. */
static void expect_sound(const char *dot)
{
	bool quoted = false;
	int braces = 0;

	for (const char *p = dot; *p != '\0'; p++) {
		cr_assert(strchr("\n\t", *p) != NULL || (unsigned char)*p >= 0x20, "a control character");
		if (quoted && *p == '\\')
			p++;
		else if (*p == '"')
			quoted = !quoted;
		else if (!quoted)
			braces += (*p == '{') - (*p == '}');
		cr_assert(quoted == false || *p != '\n', "a string goes over a line's end:\n%s", dot);
		cr_assert(quoted || strchr("<>&", *p) == NULL || (*p == '>' && p[-1] == '-'), "'%c' outside of a string", *p);
	}
	cr_expect(braces == 0 && !quoted);
}

Test(dot, hostile_text_is_only_text)
{
	static const char *const texts[] = {
		"\"]; evil [label=\"", "ends with \\", "\\N \\G \\\"", "<b>bold</b>", "&quot;]; evil", "one\ntwo\rthree\ttab", "\033]0;title\a\x7f",
		"\xe2\x80\xae" "turned", "} digraph {", "a word that is far longer than the columns of a label, without any blanks at all: "
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"\"\"\"\\\\\\\\", "{|} record", " ", "// # not a comment",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char *dot;

		end();
		start_with(texts[i]);
		put(w, ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "p\"; evil \\");
		put_evidence(w, 1, "\"]; <evil> &quot; \\", "here");
		put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
		dot = drawn(NULL, true);
		expect_sound(dot);
		expect_in(dot, "\xe2\x80\xae", false);
		free(dot);
	}
}

Test(dot, random_text_is_only_text)
{
	static const char bytes[] = "\"\\<>&{}[];=|#/\n\t N-x";
	struct dice d = { 4711 };

	for (int i = 0; i < 200; i++) {
		char text[64];
		int n = 1 + dice_below(&d, 60);
		char *dot;

		for (int k = 0; k < n; k++)
			text[k] = bytes[dice_below(&d, (int)sizeof bytes - 1)];
		text[n] = '\0';
		end();
		start_with(text);
		dot = drawn(NULL, true);
		expect_sound(dot);
		free(dot);
	}
}

Test(dot, the_same_again_is_the_same)
{
	char *one = drawn(NULL, true), *two = drawn(NULL, true);

	cr_expect(strcmp(one, two) == 0);
	expect_in(one, "as of 2026-11-21", true);
	free(one);
	free(two);
}

Test(dot, formats_are_found_by_name)
{
	struct err err = {0};

	cr_expect(report_format_find("dot", &err) == report_format_at(0));
	cr_expect(report_format_find("pdf", &err) == NULL && err.code == ERR_INPUT);
	cr_expect(strstr(err.text, "no format 'pdf': there is dot (") != NULL, "%s", err.text);
}
