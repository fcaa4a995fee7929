/* Several people at once on one workspace: seen quietly, never overwriting, never waiting for each other. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(people, .fini = pty_cleanup, .timeout = 60);

static struct pty *come_in(const char *user)
{
	const char *env[] = { user, NULL };
	struct pty *p = pty_start(&(struct pty_options){ .env = env }, (const char *[]){ "assay", "-w", "x.assay", NULL });

	pty_wait_text(p, "32/45 met");
	return p;
}

static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

Test(people, are_shown_and_leave_no_trace)
{
	struct pty *sam, *kim;

	example_make();
	sam = come_in("ASSAY_USER=Sam");
	kim = come_in("ASSAY_USER=Kim");
	pty_wait_text(sam, "Kim is here too");
	pty_wait_text(kim, "Sam is here too");
	pty_signal(kim, SIGKILL);
	pty_wait_exit(kim);
	pty_wait_gone(sam, "Kim is here too");
	pty_keys(sam, "q");
	cr_expect(eq(int, pty_wait_exit(sam), 0));
	cr_expect(ne(int, pty_run((const char *[]){ "ls", ".x.assay.here", NULL }, NULL, NULL, NULL), 0));
}

/* What Kim saves, Sam sees within two seconds; Sam's cursor stays where it is. */
Test(people, see_each_others_saves)
{
	struct pty *sam;

	example_make();
	sam = come_in("ASSAY_USER=Sam");
	pty_keys(sam, "]");
	pty_wait_text(sam, "asked as 1.1/2");
	cr_assert(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "--as", "Kim", "set", "1.1/3", "--status", "evidenced", NULL }, NULL,
	    NULL, NULL), 0));
	pty_wait_text(sam, "5 open");
	cr_expect(pty_find(sam, "asked as 1.1/2", NULL, NULL));
}

/* Two people save the same text: the second one chooses, and what is not chosen is in the history. */
Test(people, never_overwrite_each_other)
{
	struct pty *sam;
	char *out = NULL;

	example_make();
	sam = come_in("ASSAY_USER=Sam");
	pty_keys(sam, "]");
	pty_wait_text(sam, "asked as 1.1/2");
	pty_keys(sam, "a");
	pty_wait_text(sam, "Argument for 1.1.2.1");
	type(sam, "Sam says so.");
	cr_assert(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "--as", "Kim", "set", "1.1/2", "--argument", "Kim says no.", NULL },
	    NULL, NULL, NULL), 0));
	pty_keys(sam, "Esc");
	pty_wait_text(sam, "Somebody saved this meanwhile");
	pty_keys(sam, "b");
	pty_wait_text(sam, "Kim says no.");
	pty_wait_text(sam, "Sam says so.");
	pty_keys(sam, "Esc");
	pty_wait_gone(sam, "Argument for 1.1.2.1");
	example_command(&out, "show", "1.1/2");
	cr_expect(strstr(out, "Kim says no.") != NULL && strstr(out, "Sam says so.") != NULL, "%s", out);
	free(out);
	cr_expect(eq(int, example_command(NULL, "verify", NULL), 0));
}

/* The same text open twice is said, quietly. */
Test(people, see_that_a_text_is_open)
{
	struct pty *sam, *kim;

	example_make();
	sam = come_in("ASSAY_USER=Sam");
	kim = come_in("ASSAY_USER=Kim");
	for (int i = 0; i < 2; i++) {
		struct pty *p = i == 0 ? sam : kim;

		pty_keys(p, "]");
		pty_wait_text(p, "asked as 1.1/2");
		pty_keys(p, "a");
		pty_wait_text(p, "Argument for");
	}
	pty_wait_text(sam, "Kim has this open too");
	pty_keys(kim, "Esc");
	pty_wait_gone(sam, "Kim has this open too");
}

/* A lock that somebody holds for ever does not hold up a key; what was typed stays and is saved when it is free. */
Test(people, do_not_wait_for_a_lock)
{
	struct pty *sam, *holder;

	example_make();
	sam = come_in("ASSAY_USER=Sam");
	pty_keys(sam, "]");
	pty_wait_text(sam, "asked as 1.1/2");
	pty_keys(sam, "a");
	pty_wait_text(sam, "Argument for");
	type(sam, "Held up.");
	holder = pty_start(NULL, (const char *[]){ "python3", "-c",
	    "import sqlite3\nc = sqlite3.connect('x.assay', isolation_level=None)\nc.execute('begin exclusive')\nprint('held', flush=True)\ninput()\n",
	    NULL });
	pty_wait_text(holder, "held");
	pty_keys(sam, "Esc");
	pty_wait_text(sam, "trying again");
	type(sam, " Still typing.");
	pty_wait_text(sam, "Still typing.");
	pty_keys(holder, "Enter");
	pty_wait_exit(holder);
	pty_wait_gone(sam, "Argument for 1.1.2.1");
}
