/* The Dashboard on a real terminal: opened, walked, a line opened, and back to it. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

#include "example.h"
#include "pty.h"

TestSuite(screen_dashboard, .fini = pty_cleanup, .timeout = 60);

static bool cursor_is(struct pty *p, void *user)
{
	int row, col;
	const int *want = user;

	pty_cursor(p, &row, &col);
	return row == want[0] && col == want[1];
}

Test(screen_dashboard, a_line_opens_and_esc_comes_back_to_it)
{
	struct pty *p = example_start(24, 80);
	int at[2];

	pty_keys(p, "5");
	pty_wait_text(p, "Gaps by due date");
	pty_settle(p);
	pty_keys(p, "l");
	pty_settle(p);
	pty_keys(p, "j");
	pty_settle(p);
	pty_cursor(p, &at[0], &at[1]);
	cr_expect(gt(int, at[1], 30), "in the second column");
	pty_keys(p, "Enter");
	pty_wait_text(p, "Customers are not told enough");
	pty_wait_text(p, "Gaps");
	pty_wait_gone(p, "Can be claimed today");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Can be claimed today");
	pty_wait(p, cursor_is, at, "the cursor where it was");
	pty_keys(p, "g");
	pty_settle(p);
	pty_keys(p, "Enter");
	pty_wait_text(p, "asked as 4.2/1");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Can be claimed today");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* Sizes while it is open, down to headings alone and up again. */
Test(screen_dashboard, follows_the_window)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "5");
	pty_wait_text(p, "Who has what");
	pty_resize(p, 12, 40);
	pty_wait_text(p, "Can be claimed today           7 of 14");
	pty_resize(p, 60, 200);
	pty_wait_text(p, "(nobody)");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* Somebody else's save is there without a key. */
Test(screen_dashboard, somebody_else_saves)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "5");
	pty_wait_text(p, "32 of 45 met");
	cr_assert(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "set", "1.1/1", "--status", "to-assess", NULL }, NULL, NULL, NULL), 0));
	pty_wait_text(p, "31 of 45 met");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* Nothing is sent while nothing happens, also after the history was read. */
Test(screen_dashboard, rests)
{
	struct pty *p = example_start(24, 80);
	struct pty_counts before;

	pty_keys(p, "5");
	pty_wait_text(p, "Who has what");
	pty_settle(p);
	pty_watch(p, 400);
	before = pty_counts(p);
	pty_watch(p, 600);
	cr_expect(eq(sz, pty_counts(p).bytes, before.bytes));
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}
