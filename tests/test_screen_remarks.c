/* Remarks on a real terminal: all of them, one explained and waived, what stands below a text that is being
 * written, and the reason that outlives a line that drops. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(screen_remarks, .fini = pty_cleanup, .timeout = 60);

/* Many characters in one read are a paste: one after the other. */
static void type(struct pty *p, const char *text)
{
	char one[2] = "";

	for (; *text != '\0'; text++) {
		one[0] = *text;
		pty_type(p, one);
		pty_settle(p);
	}
}

Test(screen_remarks, one_is_found_explained_and_waived)
{
	struct pty *p = example_start(24, 80);
	char *out = NULL;

	pty_keys(p, "!");
	pty_wait_text(p, "4.3/1      no-support");
	pty_expect_golden(p, "remarks-80x24.txt");
	pty_keys(p, "Down Down Enter");
	pty_wait_text(p, "w waive it, with a reason");
	pty_wait_text(p, "asked as 4.1/2");
	pty_expect_golden(p, "remark-explained-80x24.txt");
	pty_keys(p, "w");
	pty_wait_text(p, "Why may it stand? no-support on 4.1/2");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Say why the remark may stand");
	type(p, "The contract says it.");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Waived: no-support on 4.1/2");
	cr_expect(eq(int, example_command(&out, "lint", "--waived"), 0));
	cr_expect(strstr(out, "    The contract says it.") != NULL, "%s", out);
	free(out);
	pty_keys(p, "Tab G");
	pty_wait_text(p, "Remarks (all waived)");
	pty_keys(p, "!");
	pty_wait_text(p, "no evidence is linked     waived");
	pty_keys(p, "End Enter");
	pty_wait_text(p, "t take the waiver away");
	pty_wait_text(p, "Waived: The contract says it.");
	pty_keys(p, "t");
	pty_wait_text(p, "No longer waived");
	pty_keys(p, "u");
	pty_wait_text(p, "undone: ");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	cr_expect(eq(int, example_command(NULL, "verify", NULL), 0));
}

Test(screen_remarks, beside_the_claim_the_item_and_the_gap)
{
	struct pty *p;

	example_make();
	cr_assert(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "gap", "edit", "G1", "--due", "2026-11-01", NULL }, NULL, NULL, NULL), 0));
	cr_assert(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "evidence", "edit", "E1", "--review-by", "2026-01-01", NULL }, NULL, NULL, NULL), 0));
	cr_assert(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "evidence", "link", "E7", "1.3/3", NULL }, NULL, NULL, NULL), 0));
	p = example_open(24, 80);
	pty_keys(p, "4 Tab G");
	pty_wait_text(p, "gap-overdue");
	pty_wait_text(p, "was due on 2026-11-01");
	pty_keys(p, "2 Tab G");
	pty_wait_text(p, "past-review");
	pty_expect_golden(p, "remark-item-80x24.txt");
	pty_keys(p, "Enter");
	pty_wait_text(p, "may no longer be true");
	pty_keys(p, "Esc q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* What words call for stands below the text while it is written, and goes when it is mended; what is short is not blamed. */
Test(screen_remarks, below_a_text_that_is_being_written)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "]");
	pty_wait_text(p, "asked as 1.1/2");
	pty_keys(p, "a");
	pty_wait_text(p, "Argument for");
	type(p, "Yes");
	pty_wait_text(p, "Yes");
	cr_expect(strstr(pty_screen(p), "tick-box") == NULL, "%s", pty_screen(p));
	type(p, ", we do this. TBD");
	pty_wait_text(p, "blank-left: \"TBD\" in the argument");
	pty_keys(p, "Backspace Backspace Backspace");
	pty_wait_gone(p, "blank-left");
	pty_wait_text(p, "tick-box: \"Yes, we do\" in the argument");
	type(p, "The wiki tells how.");
	pty_keys(p, "Esc");
	pty_wait_gone(p, "Argument for");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* The line drops while the reason is typed: it is a draft, and leads back to the same remark. */
Test(screen_remarks, a_reason_is_a_draft)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "!");
	pty_wait_text(p, "4.3/1      no-support");
	pty_keys(p, "Down Enter w");
	pty_wait_text(p, "Why may it stand?");
	type(p, "Half a reas");
	pty_free(p);
	p = example_open(24, 80);
	pty_wait_text(p, "Reason to waive no-support on 4.1/1");
	pty_keys(p, "y");
	pty_wait_text(p, "Half a reas");
	type(p, "on.");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Waived: no-support on 4.1/1");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	p = example_open(24, 80);
	cr_expect(strstr(pty_screen(p), "Reason to waive") == NULL, "the draft is gone");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

Test(screen_remarks, in_a_narrow_window_and_in_ascii)
{
	struct pty *p;

	example_make();
	p = pty_start(&(struct pty_options){ .rows = 12, .cols = 40, .term = "vt100" },
	    (const char *[]){ "assay", "--ascii", "-w", "x.assay", NULL });
	pty_wait_text(p, "32/45 met");
	pty_keys(p, "!");
	pty_wait_text(p, "4.1/1      no-support");
	pty_keys(p, "Down Enter");
	pty_wait_text(p, "w waive it");
	pty_expect_golden(p, "remark-explained-40x12-ascii.txt");
	pty_keys(p, "Esc q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}
