/* The view of why on a canvas, and what its keys do: the example, nothing of it changed. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "workbench.h"


TestSuite(why_view, .init = workbench_begin_example, .fini = workbench_end, .timeout = 30);

Test(why_view, principle) { expect_screen(24, 80, false, "j w", "why-80x24.txt"); }
Test(why_view, claim) { expect_screen(24, 80, false, "] w", "why-claim-80x24.txt"); }
Test(why_view, small) { expect_screen(12, 40, false, "j w", "why-40x12.txt"); }
Test(why_view, item) { expect_screen(24, 80, false, "2 j j j j j j w", "why-item-80x24.txt"); }
Test(why_view, item_tried) { expect_screen(24, 80, false, "2 j j j j j j w t", "why-tried-80x24.txt"); }
Test(why_view, item_tried_ascii) { expect_screen(24, 80, true, "2 j j j j j j w t", "why-tried-ascii.txt"); }
Test(why_view, item_tried_small) { expect_screen(12, 40, false, "2 j j j j j j Enter w t", "why-tried-40x12.txt"); }
Test(why_view, gap) { expect_screen(24, 80, false, "4 w", "why-gap-80x24.txt"); }

/* Several at once, listed; each goes away by the same key; leaving forgets them; nothing was saved. */
Test(why_view, tries_come_and_go_and_change_nothing)
{
	struct workbench s;

	workbench_open(&s, 40, 80, false);
	press(&s, "j w j t");
	expect_in(&s, "if 1.1/2 developers trained were evidenced");
	expect_in(&s, "1 standing would change");
	press(&s, "End t");
	expect_in(&s, "if 1.1/2 developers trained were evidenced");
	expect_in(&s, "without E2 Version control and branching strategy");
	press(&s, "g t");
	expect_not_in(&s, "if 1.1/2");
	press(&s, "g t");
	expect_in(&s, "Nothing is tried any more");
	expect_not_in(&s, "Tried, nothing is saved");
	press(&s, "j t Esc");
	expect_in(&s, "Claims");
	press(&s, "w");
	expect_not_in(&s, "Tried, nothing is saved");
	cr_expect(eq(int, s.ui.saves, 0));
	cr_expect(eq(int, s.ui.work->answer[tree_find(s.ui.work->tree, "1.1.2.1")].status, STATUS_TO_ASSESS));
	workbench_close(&s);
}

/* What cannot be tried says why. */
Test(why_view, what_cannot_be_tried_is_told)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "j w t");
	expect_in(&s, "It follows from the claims below it");
	press(&s, "Esc 4 w t");
	expect_in(&s, "if G1 were closed");
	workbench_close(&s);
}

/* Enter goes to what the cursor stands on, Esc comes back to the view it was in, then out of it. */
Test(why_view, goes_there_and_comes_back)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 j j j j j j w j Enter");
	expect_in(&s, "1.2.2.1.2");
	cr_expect(eq(int, s.ui.current, VIEW_CLAIMS));
	press(&s, "Esc");
	expect_in(&s, "What rests on E7");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	press(&s, "Esc");
	expect_not_in(&s, "What rests on E7");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	workbench_close(&s);
}

/* From one why to the next, what is tried goes along; Esc goes back one by one. */
Test(why_view, leads_on_to_the_next)
{
	struct workbench s;

	workbench_open(&s, 40, 80, false);
	press(&s, "2 j j j j j j w t j w");
	expect_in(&s, "Why 1.2.2.1.2");
	expect_in(&s, "without E7");
	expect_in(&s, "asserted: evidenced, but no evidence that counts supports it");
	press(&s, "Esc");
	expect_in(&s, "What rests on E7");
	press(&s, "Esc Esc");
	cr_expect(s.ui.top == ui_view_layer(&s.ui));
	workbench_close(&s);
}

/* In the right pane of a claim, w is about the item the cursor stands on. */
Test(why_view, of_an_item_under_a_claim)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "j l j Tab j j w");
	expect_in(&s, "What rests on E");
	press(&s, "Esc");
	expect_in(&s, "Claims");
	workbench_close(&s);
}

/* The claim pane itself says why, where standing and status leave it open. */
Test(why_view, the_claim_pane_says_why)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, ": 4 . 2 . 1 Enter");
	expect_in(&s, "evidenced, but no evidence that");
	press(&s, ": 2 . 2 . 1 Enter");
	expect_in(&s, "partly evidenced; G1 is");
	press(&s, ": 1 . 1 . 2 . 1 Enter");
	expect_not_in(&s, "not assessed yet");
	workbench_close(&s);
}
