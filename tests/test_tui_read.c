/* The Read-through on a canvas: the document as a text, marks, guidance, notes and what becomes of them.
 * UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "tui/read.h"
#include "tui/state.h"
#include "tui/views.h"
#include "workbench.h"

static struct workbench screen;

static void tear_down(void)
{
	workbench_close(&screen);
	workbench_end();
}

TestSuite(read_view, .init = workbench_begin_example, .fini = tear_down, .timeout = 30);

static struct read_view *the_view(void)
{
	return read_of(screen.ui.view[VIEW_READ]);
}

static void jot(const char *id, const char *note)
{
	struct changes c = {0};

	changes_set(&c, ENTITY_READ_THROUGH, id, work_revision(screen.ui.work, ENTITY_READ_THROUGH, id), FIELD_READ_NOTE, note);
	cr_assert(ui_save(&screen.ui, "read note", &c), "%s", screen.ui.message);
}

static void mark_all(void)
{
	struct changes c = {0};

	for (int i = reading_beside(screen.ui.work->tree, NODE_NONE, 1); i != NODE_NONE; i = reading_beside(screen.ui.work->tree, i, 1))
		changes_set(&c, ENTITY_READ_THROUGH, screen.ui.work->tree->node[i].id, screen.ui.work->read[i].revision, FIELD_READ, "true");
	cr_assert(ui_save(&screen.ui, "read", &c), "%s", screen.ui.message);
}

static char *value(enum field f, const char *id)
{
	struct buf b = {0};

	ui_text(&screen.ui, f, id, &b);
	buf_add(&b, "");
	return buf_steal(&b);
}

static void expect_value(enum field f, const char *id, const char *want)
{
	char *is = value(f, id);

	cr_expect(strcmp(is != NULL ? is : "", want) == 0, "%s of %s is \"%s\", not \"%s\"", field_info(f)->label, id, is, want);
	free(is);
}

static int node(const char *id)
{
	int n = tree_find(screen.ui.work->tree, id);

	cr_assert(n != NODE_NONE, "%s", id);
	return n;
}

static void expect_marks(const char *id, bool read, bool note)
{
	const struct read_through *r = &screen.ui.work->read[node(id)];

	cr_expect(r->read == read, "%s is %sread", id, r->read ? "" : "not ");
	cr_expect(r->has_note == note, "%s has %s note", id, r->has_note ? "a" : "no");
}

/* ---- the text ------------------------------------------------------------------------------------------------ */

Test(read_view, the_beginning) { expect_screen(24, 80, false, "6", "read-80x24.txt"); }
Test(read_view, the_beginning_small) { expect_screen(12, 40, false, "6", "read-40x12.txt"); }
Test(read_view, the_beginning_ascii) { expect_screen(24, 80, true, "6", "read-ascii.txt"); }
Test(read_view, a_section_read) { expect_screen(24, 80, false, "6 r r K", "read-section-80x24.txt"); }
Test(read_view, a_section_read_small) { expect_screen(12, 40, true, "6 r r K Tab", "read-section-40x12-ascii.txt"); }
Test(read_view, a_section_read_ascii) { expect_screen(24, 80, true, "6 r r K", "read-section-ascii.txt"); }
Test(read_view, how_claims_hang_together) { expect_screen(24, 80, false, "6 J J J PgDn PgDn", "read-together-80x24.txt"); }
Test(read_view, the_remark_of_the_source) { expect_screen(24, 80, false, "6 J J J J J", "read-remark-80x24.txt"); }
Test(read_view, guidance) { expect_screen(24, 80, false, "6 J J Space J k k k k k k", "read-guidance-80x24.txt"); }
Test(read_view, guidance_small) { expect_screen(12, 40, false, "6 J J f J k k k k", "read-guidance-40x12.txt"); }
Test(read_view, no_notes_yet) { expect_screen(24, 80, false, "6 G", "read-end-80x24.txt"); }

static void with_notes(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	workbench_open(&screen, rows, cols, ascii);
	jot("1.1.2.1", "Ask Kim for the training records of this year\nThe handbook names a course.");
	jot("1.2", "Which registries?");
	press(&screen, keys);
	expect_drawn(&screen, golden);
}

Test(read_view, notes_below_their_claims) { with_notes(24, 80, false, "6 J J", "read-notes-80x24.txt"); }
Test(read_view, notes_at_the_end) { with_notes(24, 80, false, "6 G K", "read-notes-end-80x24.txt"); }
Test(read_view, notes_at_the_end_small) { with_notes(12, 40, false, "6 G", "read-notes-end-40x12.txt"); }
Test(read_view, notes_at_the_end_ascii) { with_notes(24, 80, true, "6 G K", "read-notes-end-ascii.txt"); }
Test(read_view, wide) { with_notes(60, 200, false, "6 r r J Space", "read-200x60.txt"); }
Test(read_view, wide_ascii) { with_notes(30, 130, true, "6 r r", "read-130x30-ascii.txt"); }
Test(read_view, what_a_note_may_become) { with_notes(24, 80, false, "6 G K Tab Enter", "read-note-use-80x24.txt"); }
Test(read_view, which_claim) { with_notes(24, 80, false, "6 G Enter", "read-note-claim-80x24.txt"); }
Test(read_view, writing_a_note) { with_notes(24, 80, false, "6 J J Tab Tab m", "read-note-form-80x24.txt"); }

/* ---- walking -------------------------------------------------------------------------------------------------- */

Test(read_view, sections_and_claims)
{
	workbench_open(&screen, 24, 80, false);
	press(&screen, "6 J");
	cr_expect(strcmp(node_in_hand(&screen), "1") == 0, "%s", node_in_hand(&screen));
	expect_in_hand(&screen, "J", "1.1");
	expect_in_hand(&screen, "Tab", "1.1.1");
	expect_in_hand(&screen, "Tab", "1.1.2.1");
	expect_in_hand(&screen, "S-Tab", "1.1.1");
	expect_in_hand(&screen, "J", "1.2");
	expect_in_hand(&screen, "j Tab Tab K", "1.2");
	expect_in_hand(&screen, "K", "1.1");
	expect_in_hand(&screen, "g J", "1");
	expect_in_hand(&screen, "G", "");
	expect_in_hand(&screen, "J", "");
	expect_said(&screen, "Nothing comes after this");
}

/* Each line of the text is met going down, and the same ones going up; the cursor is always in sight. */
Test(read_view, line_by_line_at_every_size)
{
	static const int cols[] = { 40, 79, 120, 160, 200 };

	for (size_t i = 0; i < sizeof cols / sizeof *cols; i++) {
		struct canvas *c;
		int row, col;

		workbench_open(&screen, 12 + (int)i * 10, cols[i], i % 2 != 0);
		press(&screen, "6 f");
		for (int n = 1; n < the_view()->text.n; n++) {
			press(&screen, "j");
			cr_assert(eq(int, the_view()->cursor, n));
			cr_assert(the_view()->top <= n && n < the_view()->top + the_view()->rows);
		}
		c = workbench_canvas(&screen);
		cr_expect(canvas_cursor_at(c, &row, &col));
		canvas_free(c);
		press(&screen, "PgUp C-u C-d PgDn");
		cr_expect(eq(int, the_view()->cursor, the_view()->text.n - 1));
		for (int n = the_view()->text.n; n > 1; n--)
			press(&screen, "k");
		cr_expect(eq(int, the_view()->cursor, 0));
		cr_expect(eq(int, the_view()->top, 0));
		workbench_close(&screen);
	}
}

Test(read_view, the_mouse)
{
	int top;

	workbench_open(&screen, 24, 130, false);
	press(&screen, "6");
	click(&screen, 5, false, 10, 60);
	cr_expect(eq(int, the_view()->top, 3));
	click(&screen, 1, false, 4, 5);
	cr_expect(strcmp(node_in_hand(&screen), "1.2") == 0, "the outline: %s", node_in_hand(&screen));
	top = the_view()->top;
	click(&screen, 1, false, 9, 60);
	cr_expect(eq(int, the_view()->cursor, top + 7));
	click(&screen, 1, false, 9, 60);
	cr_expect(strcmp(screen.ui.top->ops->name, "Claims") == 0, "%s", screen.ui.top->ops->name);
}

Test(read_view, to_the_claim_and_back)
{
	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, "6 J J Tab Enter", "1.1.1");
	cr_expect(eq(int, screen.ui.current, VIEW_CLAIMS));
	expect_in_hand(&screen, "j j Esc", "1.1.1");
	cr_expect(eq(int, screen.ui.current, VIEW_READ));
}

/* ---- marks ------------------------------------------------------------------------------------------------------ */

Test(read_view, marking_goes_on_and_can_be_undone)
{
	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, "6 r", "1.1");
	expect_said(&screen, "1 is read: 1 of 18 sections");
	expect_marks("1", true, false);
	expect_in_hand(&screen, "Tab r", "1.2");
	expect_marks("1.1", true, false);
	expect_marks("1.1.1", false, false);
	expect_in_hand(&screen, "K r", "1.2");
	expect_said(&screen, "1.1 was read already");
	cr_expect(eq(int, screen.ui.saves, 2));
	press(&screen, "u");
	expect_marks("1.1", false, false);
	expect_marks("1", true, false);
	expect_in_hand(&screen, "C-r K K R", "1");
	expect_marks("1", false, false);
	expect_marks("1.1", true, false);
	expect_in_hand(&screen, "J J U", "1.3");
	expect_in_hand(&screen, "G U", "1");
}

Test(read_view, the_remark_leads_to_the_first_unread)
{
	workbench_open(&screen, 24, 80, false);
	press(&screen, "6 r r K K 1 ! n o t - r e a d Enter");
	cr_expect(eq(int, (int)screen.ui.current, VIEW_READ));
	expect_in(&screen, "not-read");
	expect_in_hand(&screen, "Esc", "1.2");
	press(&screen, "Esc");
	cr_expect(eq(int, (int)screen.ui.current, VIEW_CLAIMS));
}

Test(read_view, when_all_is_read)
{
	workbench_open(&screen, 24, 80, false);
	mark_all();
	press(&screen, "6");
	expect_said(&screen, "All 18 sections are read");
	press(&screen, "U");
	expect_said(&screen, "All sections are read");
	press(&screen, "G K r");
	cr_expect(strcmp(node_in_hand(&screen), "") == 0 && the_view()->line[the_view()->cursor].place.part == READ_LIST, "after the last section the notes");
	press(&screen, "r");
	expect_said(&screen, "These are your notes");
}

Test(read_view, a_reader_marks_nothing)
{
	workbench_open_as(&screen, &(struct tui_start){ .who = "Sam", .readonly = true });
	press(&screen, "6 r");
	expect_said(&screen, "Not changed");
	press(&screen, "m");
	cr_expect(strcmp(screen.ui.top->ops->name, "Read-through") == 0);
}

/* ---- the next session ------------------------------------------------------------------------------------------ */

static void again(int rows, int cols)
{
	state_keep(&screen.ui);
	workbench_close(&screen);
	workbench_open(&screen, rows, cols, false);
	state_restore(&screen.ui);
	rest(&screen);
}

Test(read_view, a_new_session_goes_on_where_one_was)
{
	int cursor;

	workbench_open(&screen, 24, 80, false);
	press(&screen, "6 r r Tab Tab j");
	cursor = the_view()->cursor;
	cr_expect(strcmp(node_in_hand(&screen), "1.2.2.1.1") == 0, "%s", node_in_hand(&screen));
	again(24, 80);
	cr_expect(eq(int, screen.ui.current, VIEW_READ));
	cr_expect(strcmp(node_in_hand(&screen), "1.2.2.1.1") == 0 && the_view()->cursor == cursor, "%s", node_in_hand(&screen));
	expect_said(&screen, "Here you were, at 1.2; 2 of 18 sections are read");
}

/* Where that section is read by now, from the first that is not. */
Test(read_view, a_new_session_begins_at_the_first_unread)
{
	workbench_open(&screen, 24, 80, false);
	press(&screen, "6 r r K Tab 1");
	again(24, 80);
	cr_expect(eq(int, screen.ui.current, VIEW_CLAIMS));
	press(&screen, "6");
	cr_expect(strcmp(node_in_hand(&screen), "1.2") == 0, "%s", node_in_hand(&screen));
	expect_said(&screen, "first section not read yet, 1.2; 2 of 18");
	press(&screen, "1 6");
	cr_expect(screen.ui.message == NULL || strstr(screen.ui.message, "not read yet") == NULL || strcmp(node_in_hand(&screen), "1.2") == 0);
}

/* A state file that was tampered with costs the place and no more. */
Test(read_view, a_place_that_is_none)
{
	static const char *const lines[] = { "", "-", "1.2", "1.2 99 5", "1.2 -1 -5", "1.2 0 999999999999", "9.9 0 0 1.1 9.9", "1.2 x y" };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char *line = xstrdup(lines[i]);

		workbench_open(&screen, 24, 80, false);
		read_view.restore(&screen.ui, screen.ui.view[VIEW_READ], line);
		press(&screen, "6 j k");
		cr_expect(the_view()->cursor >= 0 && the_view()->cursor < the_view()->text.n);
		free(line);
		workbench_close(&screen);
	}
}

/* ---- the text stays where it is --------------------------------------------------------------------------------- */

/* What is in sight, and a page around it, is all that is read from the file. */
Test(read_view, notes_out_of_sight_are_not_read)
{
	int waiting = 0, n = 0;

	workbench_open(&screen, 24, 80, false);
	for (int i = 0; i < screen.ui.work->tree->n_nodes; i++)
		jot(screen.ui.work->tree->node[i].id, "A note\nof several\nlines");
	press(&screen, "6");
	for (int i = 0; i < screen.ui.work->tree->n_nodes; i++) {
		waiting += the_view()->near[i] ? 0 : 1;
		n += the_view()->near[screen.ui.work->tree->n_nodes + i];
	}
	cr_expect(waiting > screen.ui.work->tree->n_nodes / 2, "%d wait", waiting);
	cr_expect(eq(int, n, 0), "the list at the end is far away");
	for (int i = 0; i < 100; i++) {
		press(&screen, i % 10 == 9 ? "PgUp" : i % 3 == 0 ? "PgDn" : "j");
		for (int row = the_view()->top; row < the_view()->top + the_view()->rows && row < the_view()->text.n; row++)
			cr_assert(the_view()->line[row].waits == false, "line %d in sight waits", row);
	}
}

/* Upwards over notes that were not read yet: each step is one line. */
Test(read_view, going_up_over_notes_does_not_jump)
{
	workbench_open(&screen, 24, 80, false);
	for (int i = 0; i < screen.ui.work->tree->n_nodes; i++)
		jot(screen.ui.work->tree->node[i].id, "A note\nof several\nlines");
	press(&screen, "6 G K");
	for (int i = 0; i < 200; i++) {
		struct read_view *v = the_view();
		struct read_place before = v->line[v->cursor - 1].place;
		int row = v->cursor - v->top;

		press(&screen, "k");
		cr_assert(memcmp(&before, &v->line[v->cursor].place, sizeof before) == 0, "step %d", i);
		cr_assert(abs(row - (v->cursor - v->top)) <= 1, "step %d: from row %d to %d", i, row, v->cursor - v->top);
	}
}

/* A save, another width and the guidance of other sections move nothing. */
Test(read_view, the_claim_in_hand_stays)
{
	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, "6 J J J J J Tab Tab j", "1.4.2");
	jot("1.1", "Something\nmore");
	expect_in_hand(&screen, "f", "1.4.2");
	screen.ui.cols = 200;
	ui_stale(&screen.ui);
	rest(&screen);
	cr_expect(strcmp(node_in_hand(&screen), "1.4.2") == 0, "%s", node_in_hand(&screen));
	expect_in_hand(&screen, "f", "1.4.2");
}

/* ---- what becomes of notes ------------------------------------------------------------------------------------------- */

Test(read_view, a_note_becomes_evidence_in_one_save)
{
	int n, saves, e;

	workbench_open(&screen, 24, 80, false);
	jot("1.1.2.1", "Training records\nkept by Kim\nsince 2024");
	n = screen.ui.work->n_evidence;
	saves = screen.ui.saves;
	press(&screen, "6 G K Tab Enter e");
	expect_said(&screen, "for 1.1/2");
	cr_assert(eq(int, screen.ui.work->n_evidence, n + 1));
	e = n;
	cr_expect(strcmp(screen.ui.work->evidence[e].title, "Training records") == 0);
	expect_value(FIELD_DETAIL, screen.ui.work->evidence[e].id, "kept by Kim\nsince 2024");
	cr_expect(work_find_support(screen.ui.work, e, node("1.1.2.1")) >= 0);
	expect_marks("1.1.2.1", false, false);
	cr_expect(eq(int, screen.ui.saves, saves + 1));
	press(&screen, "u");
	cr_expect(eq(int, screen.ui.work->n_evidence, n));
	expect_value(FIELD_READ_NOTE, "1.1.2.1", "Training records\nkept by Kim\nsince 2024");
}

Test(read_view, a_note_becomes_a_gap)
{
	int n;

	workbench_open(&screen, 24, 80, false);
	jot("1.1.2.1", "Nobody trains new people");
	n = screen.ui.work->n_gap;
	press(&screen, "6 J J Tab Tab j j Enter g");             /* on the note below its claim */
	expect_said(&screen, "on 1.1/2");
	cr_assert(eq(int, screen.ui.work->n_gap, n + 1));
	cr_expect(strcmp(screen.ui.work->gap[n].head, "Nobody trains new people") == 0);
	cr_assert(eq(int, screen.ui.work->gap[n].n_claims, 1));
	cr_expect(eq(int, screen.ui.work->gap[n].claim[0], node("1.1.2.1")));
	expect_marks("1.1.2.1", false, false);
}

Test(read_view, a_note_is_added_to_the_answer)
{
	char *before;
	struct buf want = {0};

	workbench_open(&screen, 24, 80, false);
	jot("1.1.1", "See also the wiki");
	before = value(FIELD_ARGUMENT, "1.1.1");
	buf_addf(&want, "%s\n\nSee also the wiki", before);
	press(&screen, "6 G K Tab Enter a");
	expect_value(FIELD_ARGUMENT, "1.1.1", buf_str(&want));
	expect_value(FIELD_READ_NOTE, "1.1.1", "");
	jot("1.1.1", "Ask Tom");
	press(&screen, "G K Tab Enter n");
	expect_value(FIELD_ANSWER_NOTE, "1.1.1", "Ask Tom");
	free(before);
	buf_release(&want);
}

/* One after the other: where a note was, the next is in hand. */
Test(read_view, notes_are_dealt_with_in_a_row)
{
	workbench_open(&screen, 24, 80, false);
	jot("1.1.1", "one");
	jot("1.1.2.1", "two\nthree");
	jot("1.4.1", "four");
	press(&screen, "6 G K Tab Tab Enter e");
	cr_expect(strcmp(node_in_hand(&screen), "1.4.1") == 0, "%s", node_in_hand(&screen));
	press(&screen, "Enter g");
	cr_expect(strcmp(node_in_hand(&screen), "1.1.1") == 0, "%s", node_in_hand(&screen));
	press(&screen, "Enter n");
	cr_expect(strcmp(node_in_hand(&screen), "") == 0, "%s", node_in_hand(&screen));
	cr_expect(eq(int, the_view()->line[the_view()->cursor].place.part, READ_LIST));
}

Test(read_view, a_note_on_a_principle_asks_for_the_claim)
{
	workbench_open(&screen, 24, 80, false);
	jot("1.2", "Which registries?");
	press(&screen, "6 G K Tab Enter Down Enter g");
	expect_said(&screen, "on 1.2/2");
	expect_marks("1.2", false, false);
}

Test(read_view, a_note_is_left_as_it_is)
{
	int saves;

	workbench_open(&screen, 24, 80, false);
	jot("1.1.2.1", "Stays");
	saves = screen.ui.saves;
	press(&screen, "6 G K Tab Enter Esc");
	cr_expect(eq(int, screen.ui.saves, saves));
	expect_value(FIELD_READ_NOTE, "1.1.2.1", "Stays");
	press(&screen, "Enter w");
	cr_expect(strcmp(screen.ui.top->ops->name, "form") == 0);
}

/* A note is found where it stands. */
Test(read_view, a_note_is_found)
{
	workbench_open(&screen, 24, 80, false);
	jot("1.1.2.1", "zymurgy");
	press(&screen, "/ z y m u r g y Enter");
	cr_expect(eq(int, screen.ui.current, VIEW_READ));
	cr_expect(strcmp(node_in_hand(&screen), "1.1.2.1") == 0, "%s", node_in_hand(&screen));
}

Test(read_view, evidence_without_leaving)
{
	workbench_open(&screen, 24, 80, false);
	press(&screen, "6 J J Tab Tab e h a n d b");
	cr_expect(strcmp(screen.ui.top->ops->name, "Read-through") != 0);
	press(&screen, "Enter Enter");
	cr_expect(screen.ui.work->n_supports[node("1.1.2.1")] > 0);
	cr_expect(strcmp(screen.ui.top->ops->name, "Read-through") == 0 && strcmp(node_in_hand(&screen), "1.1.2.1") == 0, "%s", node_in_hand(&screen));
}
