/* The work of an assessor, by keyboard alone, on a real terminal at 80x24: first start, evidence for
 * three claims, an argument, the status offered and taken, a gap over three claims, the dashboard. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(work, .fini = pty_cleanup, .timeout = 60);

/* As a person types: the terminal is given time to answer, so that it is no paste. */
static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

static struct pty *start_new(void)
{
	struct pty *p = pty_start(NULL, (const char *[]){ "assay", NULL });

	pty_wait_text(p, "Start an assessment");
	pty_keys(p, "Enter");
	pty_wait_text(p, "A new assessment");
	type(p, "Test Portal");
	pty_keys(p, "Tab");
	type(p, "Test Ltd");
	pty_keys(p, "Esc");
	pty_wait_text(p, "role for this product");
	pty_wait_text(p, "45 claims");
	pty_keys(p, "Enter");
	pty_wait_text(p, "delivered");
	pty_keys(p, "Enter");
	pty_wait_text(p, "0/45 met");
	return p;
}

/* The state that `assay show --json` prints, as one text. */
static char *show(const char *what)
{
	char *out = NULL;
	int status = pty_run((const char *[]){ "assay", "-w", "test-portal.assay", "show", what, NULL }, NULL, NULL, &out);

	cr_assert(eq(int, status, 0), "show %s: %s", what, out);
	return out;
}

static void expect_in(const char *text, const char *part)
{
	cr_expect(strstr(text, part) != NULL, "\"%s\" is missing in:\n%s", part, text);
}

Test(work, from_nothing_to_a_gap)
{
	struct pty *p = start_new();
	char *out;

	pty_keys(p, "]");                       /* the first claim that needs me: 1.1/1 */
	pty_wait_text(p, "asked as 1.1/1");
	pty_keys(p, "e");
	pty_wait_text(p, "Evidence for 1.1/1");
	type(p, "Engineering handbook");
	pty_keys(p, "Enter");
	pty_wait_text(p, "E1 for 1.1/1");       /* its form: what is done, where it is documented */
	type(p, "All teams work from it.");
	pty_keys(p, "Tab");
	type(p, "https://handbook.example.com");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Claims that E1 supports");
	pty_keys(p, "Down Space Down Space Enter");
	pty_wait_text(p, "E1 supports 3 claims");

	pty_keys(p, "a");
	pty_wait_text(p, "Argument for");
	type(p, "The handbook is the framework.");
	pty_keys(p, "Esc");
	pty_wait_text(p, "fitting status is: evidenced");
	pty_keys(p, "y");
	pty_wait_text(p, "1/45 met");

	pty_keys(p, "]");
	pty_wait_text(p, "asked as 1.1/2");
	pty_keys(p, "p");
	pty_wait_text(p, "New gap for 1.1/2");
	type(p, "Nobody is trained in the tools.");
	pty_keys(p, "Tab");
	type(p, "Hold a course.");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Claims that G1 is on");
	pty_keys(p, "Down Space Down Space Enter");
	pty_wait_text(p, "G1 is on 3 claims");
	pty_keys(p, "5");
	pty_wait_text(p, "Gaps by due date ────────────────── 1");
	pty_wait_text(p, "Nobody is trained");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));

	out = show("1.1/1");
	expect_in(out, "Engineering handbook");
	expect_in(out, "The handbook is the framework.");
	expect_in(out, "met");
	free(out);
	out = show("G1");
	expect_in(out, "Nobody is trained in the tools.");
	expect_in(out, "Hold a course.");
	expect_in(out, "1.1/2");
	expect_in(out, "1.1/3");
	expect_in(out, "1.1/4");
	free(out);
	out = show("E1");
	expect_in(out, "1.1/1");
	expect_in(out, "1.1/2");
	expect_in(out, "1.1/3");
	free(out);
}

/* At most six keys link an existing item to a claim: e, two letters, Enter, Enter. */
Test(work, linking_takes_few_keys)
{
	struct pty *p = example_start(24, 80);
	char *out = NULL;

	pty_keys(p, "]");
	pty_wait_text(p, "asked as 1.1/2");
	pty_keys(p, "e 8 Enter Enter");         /* by reference: E8 */
	pty_wait_text(p, "E8 supports 2 claims");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	pty_run((const char *[]){ "assay", "-w", "x.assay", "show", "1.1/2", NULL }, NULL, NULL, &out);
	expect_in(out, "E8");
	free(out);
}

Test(work, from_evidence_to_a_claim_and_back)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "2");
	pty_wait_text(p, "Engineering handbook");
	pty_keys(p, "Down Tab End");
	pty_wait_text(p, "Supports (1)");
	pty_keys(p, "Enter");
	pty_wait_text(p, "asked as 1.1/4");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Supports (1)");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* Where one was is taken up again. */
Test(work, the_place_is_remembered)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, ":");
	type(p, "3.3/2");
	pty_keys(p, "Enter");
	pty_wait_text(p, "asked as 3.3/2");
	pty_keys(p, "q");
	pty_wait_exit(p);
	p = pty_start(NULL, (const char *[]){ "assay", "-w", "x.assay", NULL });
	pty_wait_text(p, "asked as 3.3/2");
}

/* A paste without brackets into a view is never run as commands. */
Test(work, a_paste_is_no_commands)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "]");
	pty_wait_text(p, "asked as 1.1/2");
	pty_bytes(p, "Dsaqqqq remove everything\n", 26);
	pty_wait_text(p, "A paste came");
	pty_keys(p, "t");
	pty_wait_text(p, "thrown away");
	cr_expect(pty_running(p));
}
