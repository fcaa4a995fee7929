/* The views drawn on a canvas, without a terminal: the example at the sizes and in the characters that must work.
 * UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "workbench.h"


TestSuite(views, .init = workbench_begin_example, .fini = workbench_end, .timeout = 30);

/* The workspace's path and chain head differ from run to run: the Assessment view is shown without its end. */
Test(views, claims_80x24) { expect_screen(24, 80, false, "j l l", "claims-80x24.txt"); }
Test(views, claims_ascii) { expect_screen(24, 80, true, "j l l", "claims-ascii.txt"); }
Test(views, claims_wide) { expect_screen(60, 200, false, "]", "claims-200x60.txt"); }
Test(views, claims_small) { expect_screen(12, 40, false, "]", "claims-40x12.txt"); }
Test(views, claim_small) { expect_screen(12, 40, false, "] Enter", "claim-40x12.txt"); }
Test(views, too_small) { expect_screen(11, 40, false, "", "too-small.txt"); }
Test(views, form_order) { expect_screen(24, 80, false, "f j j", "claims-form-order.txt"); }
Test(views, evidence) { expect_screen(24, 80, false, "2 j j j", "evidence-80x24.txt"); }
Test(views, evidence_claims) { expect_screen(24, 80, false, "2 j j j Tab End", "evidence-claims-80x24.txt"); }
Test(views, gaps) { expect_screen(24, 80, false, "4 j", "gaps-80x24.txt"); }
Test(views, assessment) { expect_screen(24, 80, false, "8", "assessment-80x24.txt"); }
Test(views, status) { expect_screen(24, 80, false, "] s", "status-80x24.txt"); }
Test(views, find_evidence) { expect_screen(24, 80, false, "] e t e s t", "pick-evidence-80x24.txt"); }
Test(views, links) { expect_screen(24, 80, false, "2 L", "pick-claims-80x24.txt"); }
Test(views, argument) { expect_screen(24, 80, false, "f j a F3", "argument-80x24.txt"); }
Test(views, evidence_form) { expect_screen(24, 80, false, "2 a", "evidence-form-80x24.txt"); }
Test(views, evidence_form_end) { expect_screen(24, 80, false, "2 a S-Tab", "evidence-form-end-80x24.txt"); }
Test(views, remove) { expect_screen(24, 80, false, "2 j j j D", "remove-80x24.txt"); }
Test(views, help) { expect_screen(24, 80, false, "?", "help-80x24.txt"); }
Test(views, help_in_text) { expect_screen(24, 80, false, "] a F1", "help-text-80x24.txt"); }
Test(views, palette) { expect_screen(24, 80, false, ": g a p", "palette-80x24.txt"); }

/* In the room there is, the number of others is never cut off. */
Test(views, others_are_counted_in_any_width)
{
	static const struct { int cols; const char *words; } widths[] = {
		{ 120, "root and 5 others are here too" }, { 80, "6 others here" }, { 42, "+6" },
	};

	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		struct workbench s;

		workbench_open(&s, 24, widths[i].cols, false);
		people_release(&s.ui.people);
		s.ui.people = (struct people){ .item = xcalloc(6, sizeof *s.ui.people.item), .n = 6 };
		for (int person = 0; person < 6; person++)
			s.ui.people.item[person].who = xstrdup("root");
		expect_in(&s, widths[i].words);
		workbench_close(&s);
	}
}
