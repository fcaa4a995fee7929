/* Undo, redo and the history on a real terminal. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(screen_history, .fini = pty_cleanup, .timeout = 60);

/* A status is set, undone, the program left; after coming back it is done again. */
Test(screen_history, undo_outlives_the_program)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "]");
	pty_wait_text(p, "asked as 1.1/2");
	pty_keys(p, "s");
	pty_wait_text(p, "Status of 1.1/2");
	pty_keys(p, "End Enter");
	pty_wait_text(p, "status not applicable");
	pty_keys(p, "u");
	pty_wait_text(p, "undone: status of 1.1/2, by Tester");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));

	p = example_open(24, 80);
	pty_keys(p, "C-r");
	pty_wait_text(p, "done again: status of 1.1/2, by Tester");
	pty_keys(p, "C-r");
	pty_wait_text(p, "Nothing of yours to do again");
	pty_keys(p, "H");
	pty_wait_text(p, "only 1.1/2");
	pty_wait_text(p, "redo: status of 1.1/2");
	pty_keys(p, "7 H");
	pty_wait_gone(p, "only 1.1/2");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* The import that made the example stays: it is its beginning. */
Test(screen_history, nothing_to_undo_in_what_was_just_made)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "u");
	pty_wait_text(p, "Nothing of yours to undo");
	pty_keys(p, "7");
	pty_wait_text(p, "the workspace");
	cr_expect(pty_running(p));
}
