/* The register on a terminal of its own: many titles in a row and what becomes of them when the link drops; two items
 * made one, and a suggestion taken up, each taken back again. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(register_screen, .fini = pty_cleanup, .timeout = 120);

static void type(struct pty *p, const char *text)
{
	for (; *text != '\0'; text++) {
		pty_type(p, (char[]){ *text, '\0' });
		pty_settle(p);
	}
}

static struct pty *open_capture(void)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "2");
	pty_wait_text(p, "Evidence 26");
	pty_keys(p, "i");
	pty_wait_text(p, "Titles of new evidence");
	type(p, "Backup plan");
	pty_keys(p, "Enter");
	pty_wait_text(p, "E27 Backup plan");
	type(p, "Restore te");
	return p;
}

/* What was saved is there, and what stood in the line is offered. */
static void expect_draft(void)
{
	struct pty *p = example_open(24, 80);
	char *out = NULL;

	pty_wait_text(p, "Text that was never saved: Title of a new item of evidence");
	pty_keys(p, "y");
	pty_wait_text(p, "New item of evidence");
	pty_wait_text(p, "Restore te");
	pty_keys(p, "Esc");
	pty_wait_gone(p, "New item of evidence");
	pty_hang_up(p);
	pty_wait_exit(p);
	cr_expect(eq(int, example_command(&out, "show", "E27"), 0));
	cr_expect(strstr(out, "Backup plan") != NULL, "%s", out);
	free(out);
	cr_expect(eq(int, example_command(&out, "show", "E28"), 0));
	cr_expect(strstr(out, "Restore te") != NULL, "%s", out);
	free(out);
}

Test(register_screen, a_title_survives_a_hang_up)
{
	struct pty *p = open_capture();

	pty_hang_up(p);
	pty_wait_exit(p);
	expect_draft();
}

Test(register_screen, a_title_survives_a_kill)
{
	struct pty *p = open_capture();

	pty_watch(p, 1500);             /* a draft is written a second after the first key */
	pty_signal(p, SIGKILL);
	cr_expect(eq(int, pty_wait_exit(p), 128 + SIGKILL));
	expect_draft();
}

Test(register_screen, a_pasted_list_is_taken_back_at_once)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "2");
	pty_wait_text(p, "Evidence 26");
	pty_keys(p, "i");
	pty_wait_text(p, "Titles of new evidence");
	pty_paste(p, "Alpha plan\nBeta plan\nalpha PLAN\n");
	pty_wait_text(p, "E28 Beta plan");
	pty_wait_text(p, "named twice: alpha PLAN");
	pty_keys(p, "Esc");
	pty_wait_text(p, "2 items written");
	pty_keys(p, "u");
	pty_wait_text(p, "Evidence 26");
	pty_wait_text(p, "undone");
}

Test(register_screen, two_items_become_one_and_two_again)
{
	struct pty *p = example_start(24, 80);
	char *out = NULL;

	pty_keys(p, "2");
	pty_wait_text(p, "Evidence 26");
	pty_keys(p, "j M");
	pty_wait_text(p, "Which item goes into E2");
	type(p, "e19");
	pty_keys(p, "Enter");
	pty_wait_text(p, "One item of two");
	pty_keys(p, "j Space");
	pty_wait_text(p, "(●) E19");
	pty_keys(p, "C-s");
	pty_wait_text(p, "E19 merged into E2");
	pty_wait_text(p, "Evidence 25");
	cr_expect(eq(int, example_command(&out, "show", "E19"), 2));
	free(out);
	pty_keys(p, "u");
	pty_wait_text(p, "Evidence 26");
	cr_expect(eq(int, example_command(&out, "show", "E19"), 0));
	free(out);
	cr_expect(eq(int, example_command(NULL, "verify", NULL), 0));
}

Test(register_screen, a_suggestion_is_taken_up_and_taken_back)
{
	struct pty *p = example_start(40, 100);
	char *out = NULL;

	pty_keys(p, "2 f");
	pty_wait_text(p, "Show only evidence that");
	type(p, "audit log");
	pty_keys(p, "Enter");
	pty_wait_text(p, "1 of 26");
	pty_wait_text(p, "Could also serve");
	pty_keys(p, "Tab End Enter");
	pty_wait_text(p, "support 2.2/4?");
	pty_keys(p, "l");
	pty_wait_text(p, "What E18 shows for 2.2/4");
	type(p, "its keys");
	pty_keys(p, "Esc");
	pty_wait_text(p, "its keys");
	pty_wait_gone(p, "with 2.2/4");
	cr_expect(eq(int, example_command(&out, "show", "2.2/4"), 0));
	cr_expect(strstr(out, "its keys") != NULL, "%s", out);
	free(out);
	pty_keys(p, "u");
	pty_wait_gone(p, "its keys");
	pty_keys(p, "u");
	pty_wait_text(p, "with 2.2/4");
	cr_expect(eq(int, example_command(&out, "show", "2.2/4"), 0));
	cr_expect(strstr(out, "E18") == NULL, "%s", out);
	free(out);
}
