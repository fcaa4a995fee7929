/* A gap on a real terminal, from its first word to closed, opened again and remembered. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(gap_screen, .fini = pty_cleanup, .timeout = 120);

static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

static void expect_command(const char *command, const char *operand, const char *words)
{
	char *said = NULL;

	cr_expect(eq(int, example_command(&said, command, operand), 0));
	cr_expect(strstr(said, words) != NULL, "\"%s\" is not in:\n%s", words, said);
	free(said);
}

/* To claim 1.2/3, which is evidenced; the palette goes there by its number. */
static void go_to_claim(struct pty *p)
{
	pty_keys(p, ":");
	pty_wait_text(p, "Commands");
	type(p, "1.2/3");
	pty_keys(p, "Enter");
	pty_wait_text(p, "asked as 1.2/3");
}

static void write_gap(struct pty *p)
{
	pty_keys(p, "p");
	pty_wait_text(p, "write down a new gap");
	pty_keys(p, "Enter");
	pty_wait_text(p, "New gap for 1.2/3");
	type(p, "Suppliers are not reviewed");
	pty_keys(p, "Tab");
	type(p, "Ask them once a year");
	pty_keys(p, "Tab");
	type(p, "Sam");
	pty_keys(p, "Tab");
	type(p, "2026-11-09");
	pty_keys(p, "Tab");
	type(p, "h");
	pty_settle(p);
	pty_keys(p, "F2");
	pty_wait_text(p, "Claims that G3 is on");
	pty_keys(p, "Enter");
	pty_wait_text(p, "G3 is on 1 claim");
}

Test(gap_screen, from_the_first_word_to_closed)
{
	struct pty *p = example_start(40, 120);

	go_to_claim(p);
	write_gap(p);

	/* The claim is partly evidenced now, and says so. */
	pty_keys(p, "s");
	pty_wait_text(p, "Status of 1.2/3");
	type(p, "partly");
	pty_keys(p, "Enter");
	pty_wait_text(p, "status partly evidenced");

	/* Listed: overdue in words, at the top, with the reason of its place. */
	pty_keys(p, "4");
	pty_wait_text(p, "OVERDUE 12 days ago, high, Sam");
	pty_keys(p, "g");
	pty_wait_text(p, "overdue by 12 days; high; 1.2 waits for it");
	expect_command("gaps", "--overdue", "Suppliers are not reviewed");

	/* Begun. */
	pty_keys(p, "s");
	pty_wait_text(p, "State of G3");
	type(p, "progress");
	pty_keys(p, "Enter");
	pty_wait_text(p, "G3 in progress");

	/* Edited. */
	pty_keys(p, "a");
	pty_wait_text(p, "2026-11-09");
	pty_keys(p, "End");
	type(p, " yet");
	pty_keys(p, "F2");
	pty_wait_text(p, "Suppliers are not reviewed yet");

	/* Closed, the status that fits taken. */
	pty_keys(p, "s");
	pty_wait_text(p, "what was missing is there");
	pty_keys(p, "Enter");
	pty_wait_text(p, "Closing G3: what do its claims say now?");
	pty_wait_text(p, "partly evidenced, now evidenced");
	pty_keys(p, "Enter");
	pty_wait_text(p, "G3 closed: 1.2/3 met");
	pty_wait_text(p, "closed (1)");

	/* Opened again, and remembered. */
	pty_keys(p, "G");
	pty_wait_text(p, "begun 20");
	pty_keys(p, "s");
	pty_wait_text(p, "State of G3");
	pty_keys(p, "Enter");
	pty_wait_text(p, "G3 open again");
	pty_wait_text(p, "opened");
	pty_keys(p, "q q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	expect_command("show", "G3", "again 20");
	expect_command("history", "G3", "gap close");
}

/* From the gap to a claim and back: one key each way. */
Test(gap_screen, to_a_claim_and_back)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "4 g");
	pty_wait_text(p, "Claims (2)");
	pty_keys(p, "Tab j j j j j Enter");
	pty_wait_text(p, "asked as 2.2/3");
	pty_keys(p, "Esc");
	pty_wait_text(p, "2.2 waits for it");
}

/* OSC 52 with the ticket in base64: its first words are enough. */
Test(gap_screen, a_ticket_for_the_clipboard)
{
	struct pty *p = example_start(24, 80);
	const char *out;
	size_t n;

	pty_keys(p, "4 g");
	pty_wait_text(p, "2.2 waits for it");
	pty_keys(p, "y");
	pty_wait_text(p, "this gap as a ticket");
	out = pty_output(p, &n);
	/* "The audit logs of " */
	cr_expect(memmem(out, n, "\033]52;c;VGhlIGF1ZGl0IGxvZ3Mgb2Yg", strlen("\033]52;c;VGhlIGF1ZGl0IGxvZ3Mgb2Yg")) != NULL);
}
