/* Moments on a real terminal: naming one, changing something, comparing, looking at it as it was, where nothing can be
 * changed, and returning; approving, and what makes that lapse; affirming. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(moments_screen, .fini = pty_cleanup, .timeout = 60);

/* As a person types: the terminal is given time to answer, so that it is no paste. */
static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

static void name_moment(struct pty *p, const char *name)
{
	char said[80];

	pty_keys(p, "B");
	pty_wait_text(p, "A name for this moment");
	type(p, name);
	pty_keys(p, "Esc");
	snprintf(said, sizeof said, "This moment is %s", name);
	pty_wait_text(p, said);
}

/* To the claim by its number, and another status for it. */
static void change_status(struct pty *p)
{
	pty_keys(p, ":");
	pty_wait_text(p, "Commands");
	type(p, "1.1/1");
	pty_keys(p, "Enter");
	pty_wait_text(p, "asked as 1.1/1");
	pty_keys(p, "s");
	pty_wait_text(p, "Status of 1.1/1");
	type(p, "not evid");
	pty_keys(p, "Enter");
	pty_wait_text(p, "1.1/1: status not evidenced");
}

static void command(struct pty *p, const char *name)
{
	pty_keys(p, ":");
	pty_wait_text(p, "Commands");
	type(p, name);
	pty_keys(p, "Enter");
	pty_wait_gone(p, "Commands");
}

Test(moments_screen, named_changed_compared_looked_at_and_back)
{
	struct pty *p = example_start(24, 80);

	name_moment(p, "start");
	change_status(p);
	pty_keys(p, "7 j j");
	pty_wait_text(p, "everything as it was");
	pty_keys(p, "c");
	pty_wait_text(p, "What changed since start");
	pty_wait_text(p, "! 1.1/1 framework documented: was met, is not evidenced");
	pty_keys(p, "o");
	pty_wait_text(p, "as it was on");
	pty_wait_text(p, "(start): nothing can be changed");
	pty_wait_text(p, "32/45 met");
	pty_wait_text(p, "status evidenced");
	pty_keys(p, "s");
	pty_wait_text(p, "Not changed; q returns to now");
	pty_keys(p, "u");
	pty_wait_text(p, "Not changed; q returns to now");
	pty_keys(p, "q");
	pty_wait_text(p, "This is now again");
	pty_wait_text(p, "31/45 met");
	pty_wait_text(p, "What changed since start");
	pty_keys(p, "Esc");
	pty_wait_gone(p, "What changed since start");
	pty_keys(p, "q");
	pty_wait_text(p, "status not evidenced");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* Others save all the time; one who looks back is told nothing and sees it on returning. */
Test(moments_screen, others_save_meanwhile)
{
	struct pty *p = example_start(24, 80);

	name_moment(p, "start");
	pty_keys(p, "7 j");
	pty_wait_text(p, "everything as it was");
	pty_keys(p, "o");
	pty_wait_text(p, "nothing can be changed");
	cr_expect(eq(int, example_command(NULL, "undo", "--any"), 0));
	pty_watch(p, 1500);
	pty_wait_text(p, "(start): nothing can be changed");
	pty_keys(p, "q");
	pty_wait_text(p, "This is now again");
	pty_keys(p, "k");
	pty_wait_gone(p, "baseline start ");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

Test(moments_screen, begun_at_a_moment)
{
	struct pty *p;

	example_make();
	cr_expect(eq(int, example_command(NULL, "baseline", "start"), 0));
	cr_expect(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "set", "1.1/1", "--status", "not-evidenced", NULL }, NULL, NULL, NULL), 0));
	p = pty_start(&(struct pty_options){ .rows = 24, .cols = 80 }, (const char *[]){ "assay", "-w", "x.assay", "--at", "start", NULL });
	pty_wait_text(p, "(start): nothing can be changed");
	pty_wait_text(p, "32/45 met");
	pty_keys(p, "q");
	pty_wait_text(p, "31/45 met");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	p = pty_start(&(struct pty_options){ .rows = 24, .cols = 80 }, (const char *[]){ "assay", "-w", "x.assay", "--at", "nowhere", NULL });
	cr_expect(eq(int, pty_wait_exit(p), 2));
	pty_wait_text(p, "'nowhere' is no baseline");
}

/* What made it lapse is found while the hand rests. */
Test(moments_screen, approved_and_lapsed)
{
	struct pty *p = example_start(24, 80);

	command(p, "1.3");
	pty_wait_text(p, "1.3 can be claimed");
	command(p, "approve");
	pty_wait_text(p, "Approve 1.3");
	pty_keys(p, "a");
	pty_wait_text(p, "Approval of 1.3");
	pty_keys(p, "Tab");
	type(p, "CTO");
	pty_keys(p, "C-s");
	pty_wait_text(p, "1.3 approved by Tester");
	pty_wait_text(p, "stands");
	cr_expect(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "evidence", "edit", "E7", "--detail", "Other words.", NULL }, NULL, NULL, NULL), 0));
	pty_wait_text(p, "lapsed with: detail of E7");
	command(p, "withdraw approval");
	pty_wait_text(p, "Withdraw the approval of 1.3");
	pty_keys(p, "w");
	pty_wait_text(p, "the newest approval was withdrawn");
	pty_wait_gone(p, "Approved by");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

Test(moments_screen, affirmed)
{
	struct pty *p;

	example_make();
	cr_expect(eq(int, pty_run((const char *[]){ "assay", "-w", "x.assay", "new", "next.assay", "--from", "x.assay", NULL }, NULL, NULL, NULL), 0));
	p = pty_start(&(struct pty_options){ .rows = 24, .cols = 80 }, (const char *[]){ "assay", "-w", "next.assay", NULL });
	pty_wait_text(p, "0/45 met");
	pty_keys(p, "]");
	pty_wait_text(p, "counts again when affirmed (v)");
	pty_keys(p, "v");
	pty_wait_text(p, "1.1/1 affirmed: it counts again, and stands as met");
	pty_wait_text(p, "1/45 met");
	pty_keys(p, "u");
	pty_wait_text(p, "0/45 met");
	command(p, "due");
	pty_wait_text(p, "carried over");
	pty_keys(p, "Esc q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}
