/* Sections and marks of the read-through, and what a note is split into. */
#include "config.h"

#include "core/reading.h"
#include "test_core_support.h"

static struct tree *tree;
static struct work *work;

static void set_up(void)
{
	tree = apc_tree();
	work = work_new(tree);
}

static void tear_down(void)
{
	work_free(work);
	tree_free(tree);
}

TestSuite(reading, .init = set_up, .fini = tear_down);

static int node(const char *id)
{
	int n = tree_find(tree, id);

	cr_assert(n != NODE_NONE, "%s", id);
	return n;
}

static void expect_count(int want_read, int want_all)
{
	int read, all;

	reading_count(work, &read, &all);
	cr_expect(eq(int, read, want_read));
	cr_expect(eq(int, all, want_all));
}

Test(reading, a_section_is_a_principle_or_a_theme)
{
	cr_expect(eq(int, reading_section(tree, node("1")), node("1")));
	cr_expect(eq(int, reading_section(tree, node("1.2")), node("1.2")));
	cr_expect(eq(int, reading_section(tree, node("1.2.2.1.1")), node("1.2")));
}

Test(reading, sections_follow_each_other_in_the_order_of_the_document)
{
	int n = 0, last = NODE_NONE;

	cr_expect(eq(int, reading_beside(tree, NODE_NONE, 1), node("1")));
	cr_expect(eq(int, reading_beside(tree, node("1"), 1), node("1.1")));
	cr_expect(eq(int, reading_beside(tree, node("1.1"), 1), node("1.2")));
	cr_expect(eq(int, reading_beside(tree, node("2"), -1), node("1.4")));
	cr_expect(eq(int, reading_beside(tree, node("1"), -1), NODE_NONE));
	for (int i = reading_beside(tree, NODE_NONE, 1); i != NODE_NONE; i = reading_beside(tree, i, 1), n++)
		last = i;
	cr_expect(eq(int, n, 18));
	cr_expect(eq(int, reading_beside(tree, NODE_NONE, -1), last));
}

/* A mark on a claim is no section's, a note is no mark, and what is out of scope is to be read as well. */
Test(reading, only_marks_on_sections_count)
{
	expect_count(0, 18);
	put(work, ENTITY_READ_THROUGH, "1.1", FIELD_READ, "true");
	put(work, ENTITY_READ_THROUGH, "1.1.1", FIELD_READ, "true");
	put(work, ENTITY_READ_THROUGH, "1.2", FIELD_READ_NOTE, "ask Tom");
	put(work, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "open-source");
	settle(work);
	expect_count(1, 18);
	cr_expect(eq(int, reading_notes(work), 1));
	put(work, ENTITY_READ_THROUGH, "1.1", FIELD_READ, NULL);
	settle(work);
	expect_count(0, 18);
}

Test(reading, the_next_unread_goes_round)
{
	put(work, ENTITY_READ_THROUGH, "1", FIELD_READ, "true");
	put(work, ENTITY_READ_THROUGH, "1.2", FIELD_READ, "true");
	settle(work);
	cr_expect(eq(int, reading_unread(work, NODE_NONE), node("1.1")));
	cr_expect(eq(int, reading_unread(work, node("1.2")), node("1.3")));
	for (int i = reading_beside(tree, NODE_NONE, 1); i != NODE_NONE; i = reading_beside(tree, i, 1))
		if (i != node("1.1"))
			put(work, ENTITY_READ_THROUGH, tree->node[i].id, FIELD_READ, "true");
	settle(work);
	cr_expect(eq(int, reading_unread(work, node("1.2")), node("1.1")));
	put(work, ENTITY_READ_THROUGH, "1.1", FIELD_READ, "true");
	settle(work);
	cr_expect(eq(int, reading_unread(work, node("1.2")), NODE_NONE));
	cr_expect(eq(int, reading_unread(work, NODE_NONE), NODE_NONE));
}

/* ---- notes ------------------------------------------------------------------------------------ */

static void expect_split(const char *note, const char *title, const char *detail)
{
	struct buf t = {0}, d = {0};

	reading_split(note, &t, &d);
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&t), (char *)(uintptr_t)title));
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&d), (char *)(uintptr_t)detail));
	buf_release(&t);
	buf_release(&d);
}

Test(reading, the_first_line_is_the_title)
{
	expect_split("Handbook", "Handbook", "");
	expect_split("Handbook\nchapter 3\nand 4\n", "Handbook", "chapter 3\nand 4");
	expect_split("\n  \n Handbook \n\n  indented\n", "Handbook", "  indented");
	expect_split("one\ttwo\nthree\tfour", "one two", "three\tfour");
	expect_split("", "", "");
}

/* A title has 1,000 characters at most; whatever it loses stands in the detail. */
Test(reading, a_long_first_line_is_cut_between_characters)
{
	struct buf note = {0}, title = {0}, detail = {0}, want = {0};
	struct err err = {0};

	buf_add_repeat(&note, "\xc3\xa9", FIELD_LINE_MAX + 1);
	buf_add_repeat(&want, "\xc3\xa9", FIELD_LINE_MAX);
	reading_split(buf_str(&note), &title, &detail);
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&title), (char *)(uintptr_t)buf_str(&want)));
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&detail), (char *)(uintptr_t)buf_str(&note)));
	cr_expect(field_check(FIELD_EVIDENCE_TITLE, buf_str(&title), &err), "%s", err.text);
	buf_release(&note);
	buf_release(&title);
	buf_release(&detail);
	buf_release(&want);
}

Test(reading, a_note_is_appended_as_a_paragraph)
{
	struct buf b = {0};

	reading_append(&b, "first");
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&b), "first"));
	buf_add(&b, "\n\n");
	reading_append(&b, "second");
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&b), "first\n\nsecond"));
	buf_release(&b);
}
