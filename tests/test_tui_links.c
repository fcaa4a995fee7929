/* The Links view drawn on a canvas, without a terminal: the example at the sizes and in the characters that must work,
 * and the rows of a workspace that has more in it. UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "workbench.h"

static struct workbench screen;

/* Everything a cell can be: a bare title, a challenged link, an advisory claim, many claims, none, past review. */
static void make_mixed(void)
{
	static const char text[] =
	    "schema: assay/1\n"
	    "assessment: {title: Mixed, product: P, organisation: O, role: developer-distributor, catalogue: sscop-apc, catalogue-version: '1.0'}\n"
	    "evidence:\n"
	    "  - {ref: E1, title: carries much, detail: d, kind: log, owner: Kim, collected: 2026-03-01, supports: [{claim: 1.1/1}, {claim: 1.1/2},\n"
	    "     {claim: 1.1/3}, {claim: 1.2/1, note: the part on suppliers}, {claim: 1.3/1}, {claim: 'tree:1.2.3'}]}\n"
	    "  - {ref: E2, title: Bare title, owner: Sam, supports: [{claim: 1.1/1}, {claim: 1.1/4, note: chapter 2}]}\n"
	    "  - {ref: E3, title: unused and old, location: https://x.example, kind: audit, collected: 2024-01-01, review-by: 2025-01-01}\n"
	    "  - {ref: E4, title: another, location: https://y.example, kind: document, owner: Kim, collected: 2025-06-01, supports: [{claim: 1.1/1}]}\n"
	    "challenges:\n"
	    "  - {ref: C1, claim: 1.1/1, evidence: E4, text: It is not about this product., by: Ann, state: open}\n";

	document_workspace(text);
}

TestSuite(links, .init = workbench_begin, .fini = workbench_end, .timeout = 30);

static void expect_example(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	example_workspace();
	expect_screen(rows, cols, ascii, keys, golden);
}

static void expect_mixed(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	make_mixed();
	expect_screen(rows, cols, ascii, keys, golden);
}

Test(links, opened) { expect_example(24, 80, false, "3", "links-80x24.txt"); }
Test(links, in_ascii) { expect_example(24, 80, true, "3 j j l l l l", "links-ascii.txt"); }
Test(links, wide) { expect_example(60, 200, false, "3 Tab Tab j j j", "links-200x60.txt"); }
Test(links, small) { expect_example(12, 40, false, "3 l j", "links-40x12.txt"); }
Test(links, scrolled_both_ways) { expect_example(24, 80, false, "3 G End k k k", "links-scrolled-80x24.txt"); }
Test(links, scrolled_small) { expect_example(12, 40, false, "3 G End", "links-scrolled-40x12.txt"); }
Test(links, sorted_by_weight) { expect_example(24, 80, false, "3 o g", "links-weight-80x24.txt"); }
Test(links, folded) { expect_example(24, 80, false, "3 Tab z Tab Tab z j j", "links-folded-80x24.txt"); }
Test(links, all_folded) { expect_example(24, 80, true, "3 Z j j", "links-all-folded-ascii.txt"); }
Test(links, choices) { expect_example(24, 80, false, "3 l f", "links-choices-80x24.txt"); }
Test(links, claims_without_support) { expect_example(24, 80, false, "3 f w i t h o u t Enter", "links-without-80x24.txt"); }
Test(links, toggled) { expect_example(24, 80, false, "3 l Space", "links-toggled-80x24.txt"); }
Test(links, next_without_support) { expect_example(24, 80, false, "3 ] ] ] ]", "links-next-80x24.txt"); }
Test(links, help) { expect_example(24, 80, false, "3 ?", "links-help-80x24.txt"); }

Test(links, every_sign) { expect_mixed(24, 80, false, "3 Tab", "links-signs-80x24.txt"); }
Test(links, every_sign_in_ascii) { expect_mixed(24, 80, true, "3 j", "links-signs-ascii.txt"); }
Test(links, by_age) { expect_mixed(24, 80, false, "3 o o o", "links-age-80x24.txt"); }
Test(links, of_one_person_under_one_principle)
{
	expect_mixed(24, 80, false, "3 f k i m Enter f p r i n c i p l e Space 1 . 1 Enter", "links-filtered-80x24.txt");
}

/* ---- what must hold whatever it looks like ---------------------------------------------------------- */

static const char *item_in_hand(void)
{
	struct target t;

	ui_build(&screen.ui);
	return ui_item(&screen.ui, &t) ? t.id : "none";
}

static const char *claim_in_hand(void)
{
	struct target t;

	ui_build(&screen.ui);
	return ui_subject(&screen.ui, &t) ? t.id : "none";
}

static int ref_in_hand(void)
{
	int e = work_find_evidence(screen.ui.work, item_in_hand());

	return e >= 0 ? screen.ui.work->evidence[e].ref : 0;
}

/* Somebody else's item comes in at another place of the order, and another claim gets support. */
Test(links, the_cursor_stays_on_its_ids_when_others_save)
{
	struct err err = {0};
	struct changes c = {0};
	char id[ID_TEXT], *item, *claim;

	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 o o j j l l l");               /* by name */
	item = xstrdup(item_in_hand());
	claim = xstrdup(claim_in_hand());
	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "aaa comes first");
	cr_assert(store_save(screen.ui.store, "evidence add", &c, &err), "%s", err.text);
	changes_release(&c);
	cr_assert(ui_reload(&screen.ui, &err), "%s", err.text);
	cr_expect(eq(str, (char *)(uintptr_t)item_in_hand(), item));
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), claim));
	free(item);
	free(claim);
	workbench_close(&screen);
}

Test(links, unlinking_the_last_support_says_so_and_undo_takes_it_back)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 l Space");                     /* E1 on 1.1/2, which has nothing else */
	expect_said(&screen, "left with no support; u takes it back");
	cr_expect(eq(int, screen.ui.work->evidence[0].n_supports, 5));
	press(&screen, "u");
	cr_expect(eq(int, screen.ui.work->evidence[0].n_supports, 6));
	workbench_close(&screen);
}

/* What has just been linked would fall out of "unused": it stays until the cursor leaves. */
Test(links, what_was_just_linked_does_not_vanish_from_the_filter)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 f u n u s e d Enter");
	cr_expect(eq(int, ref_in_hand(), 3));
	press(&screen, "Space");
	cr_expect(eq(int, ref_in_hand(), 3));
	cr_expect(eq(int, screen.ui.work->evidence[2].n_supports, 1));
	workbench_close(&screen);
}

/* By weight, going down a column and linking each item: none moves until one asks for the order again. */
Test(links, linking_does_not_move_the_rows_about)
{
	static const int before[] = { 1, 2, 4, 3 };

	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 o g End");
	for (int i = 0; i < 4; i++) {
		cr_expect(eq(int, ref_in_hand(), before[i]));
		if (i >= 2)
			press(&screen, "Space h Space h Space l l");
		press(&screen, "j");
	}
	press(&screen, "3 g j");
	cr_expect(eq(int, ref_in_hand(), 4));
	workbench_close(&screen);
}

Test(links, finding_stays_in_the_matrix_and_leads_back)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 Tab / a n o t h e r Enter");
	cr_expect(eq(int, (int)screen.ui.current, VIEW_LINKS));
	cr_expect(eq(int, ref_in_hand(), 4));
	press(&screen, "/ 1 . 3 / 1 Enter");
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), "1.3.1.1"));
	cr_expect(eq(int, ref_in_hand(), 4));
	press(&screen, "Esc Esc");
	cr_expect(eq(int, ref_in_hand(), 1));
	workbench_close(&screen);
}

/* A claim that the filter hides is shown when one asks for it by name. */
Test(links, finding_what_the_filter_hides_shows_everything)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 f p r i n c i p l e Space 1 . 1 Enter / 4 . 3 / 2 Enter");
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), "4.3.2"));
	workbench_close(&screen);
}

Test(links, a_folded_principle_is_no_claim_to_link)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 z Space");
	expect_said(&screen, "z unfolds");
	cr_expect(eq(int, screen.ui.work->n_support, 9));
	workbench_close(&screen);
}

/* At 80x24 the first cell stands in row 4, column 28; see links-signs-80x24.txt. */
Test(links, a_click_goes_to_the_cell_and_the_wheel_scrolls)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3");
	cr_assert(click(&screen, 1, false, 5, 34));
	cr_expect(eq(int, ref_in_hand(), 2));
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), (char *)(uintptr_t)screen.ui.work->tree->node[screen.ui.work->tree->asked[3]].id));
	cr_assert(click(&screen, 5, false, 0, 0));
	cr_expect(eq(int, ref_in_hand(), 4));
	cr_assert(click(&screen, 1, false, 23, 79));
	cr_expect(eq(int, ref_in_hand(), 4));
	workbench_close(&screen);
}

/* The item that e links is the one to go on with. */
Test(links, what_is_linked_by_name_comes_under_the_cursor)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 e a n o t h e r Enter Enter");
	cr_expect(eq(int, (int)screen.ui.current, VIEW_LINKS));
	cr_expect(eq(int, ref_in_hand(), 4));
	workbench_close(&screen);
}

Test(links, removing_a_link_and_where_there_is_none_the_item)
{
	make_mixed();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 l D u");
	cr_expect(eq(int, screen.ui.work->evidence[0].n_supports, 5));
	press(&screen, "l l l D");
	cr_expect(eq(str, (char *)(uintptr_t)screen.ui.top->ops->name, "question"));
	press(&screen, "r");
	cr_expect(eq(int, screen.ui.work->n_evidence, 3));
	workbench_close(&screen);
}

Test(links, an_empty_workspace_can_be_walked_through)
{
	document_workspace("schema: assay/1\n");
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3 j k l h g G Home End PgUp PgDn C-u C-d Tab S-Tab Space m i z Z z o f Esc ] [ D L n H 3");
	press(&screen, "3");
	expect_drawn(&screen, "links-empty-80x24.txt");
	workbench_close(&screen);
}

static void expect_in_sight(void)
{
	struct canvas *c = workbench_canvas(&screen);
	int row, col;

	cr_assert(canvas_cursor_at(c, &row, &col));
	cr_assert(col > 1);                     /* a folded principle's cell is three columns wide */
	cr_expect(strcmp(canvas_cell(c, row, col - 1)->text, "[") == 0 || strcmp(canvas_cell(c, row, col - 2)->text, "[") == 0,
	    "row %d col %d of %dx%d", row, col, screen.ui.rows, screen.ui.cols);
	canvas_free(c);
}

/* At every width the cursor's cell is in brackets on the screen, wherever it goes. */
Test(links, the_cursor_is_always_in_sight)
{
	example_workspace();
	workbench_open(&screen, 24, 80, false);
	press(&screen, "3");
	for (int cols = 40; cols <= 240; cols += 7) {
		screen.ui.cols = cols;
		screen.ui.rows = 12 + cols % 20;
		ui_stale(&screen.ui);
		press(&screen, "Home g");
		for (int i = 0; i < 46; i++) {
			expect_in_sight();
			press(&screen, "l j");
		}
		press(&screen, "z");
		expect_in_sight();
		for (int i = 0; i < 46; i++) {
			expect_in_sight();
			press(&screen, "h k");
		}
		press(&screen, "End z");
	}
	workbench_close(&screen);
}
