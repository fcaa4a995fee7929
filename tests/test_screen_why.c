/* The view of why on a real terminal: tried, gone, and the workspace as it was. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(screen_why, .fini = pty_cleanup, .timeout = 60);

Test(screen_why, a_trial_is_told_and_forgotten)
{
	struct pty *p = example_start(24, 80);
	char *before = NULL, *after = NULL;

	pty_keys(p, "2");
	pty_wait_text(p, "Evidence");
	pty_keys(p, "j j j j j j w");
	pty_wait_text(p, "What rests on E7");
	pty_wait_text(p, "Left with no support without it (3)");
	pty_keys(p, "t");
	pty_wait_text(p, "Tried, nothing is saved");
	pty_wait_text(p, "Could no longer be claimed: 1.3");
	pty_keys(p, "t");
	pty_wait_gone(p, "Tried, nothing is saved");
	pty_keys(p, "t");
	pty_wait_text(p, "Tried, nothing is saved");
	pty_keys(p, "Esc");
	pty_wait_gone(p, "What rests on E7");
	cr_expect(eq(int, example_command(&before, "why", "1.3"), 0));
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	cr_expect(eq(int, example_command(&after, "why", "1.3"), 0));
	cr_expect(strstr(after, "1.3 can be claimed") != NULL, "%s", after);
	cr_expect(eq(str, before, after));
	free(before);
	free(after);
}

/* The cursor of the terminal stands on the row in hand; a narrower window keeps it there. */
Test(screen_why, goes_to_a_claim_and_back_in_a_small_window)
{
	struct pty *p = example_start(12, 40);

	pty_keys(p, "j w");
	pty_wait_text(p, "Why 1.1");
	pty_keys(p, "j");
	pty_wait_text(p, "1.1/2 developers trained");
	pty_keys(p, "Enter");
	pty_wait_gone(p, "Why 1.1");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Why 1.1");
	pty_keys(p, "Esc q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}
