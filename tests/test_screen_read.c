/* The read-through on a real terminal: read, mark, jot, leave, go on; a note becomes evidence, and comes back. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(read_screen, .fini = pty_cleanup, .timeout = 60);

static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

static void key(struct pty *p, const char *name, const char *text)
{
	pty_keys(p, name);
	pty_wait_text(p, text);
	pty_settle(p);
}

static void leave(struct pty *p)
{
	pty_keys(p, "q");
	pty_settle(p);
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	pty_free(p);
}

Test(read_screen, read_mark_jot_and_go_on)
{
	struct pty *p = example_start(24, 80);
	char *out = NULL;

	key(p, "6", "0% read (0 of 18 sections)");
	key(p, "r", "1 is read: 1 of 18 sections");
	key(p, "r", "1.1 is read: 2 of 18 sections");
	key(p, "Tab", "1.2, 11% read");
	key(p, "m", "Note on 1.2.1");
	type(p, "SBOM of last week");
	key(p, "Esc", "Note: SBOM of last week");
	leave(p);

	p = example_open(24, 80);
	key(p, "6", "Here you were, at 1.2; 2 of 18 sections are read");
	pty_wait_text(p, "Note: SBOM of last week");

	pty_keys(p, "G");
	key(p, "Enter", "What shall this note become, for 1.2/1?");
	key(p, "e", "The note is E27 now, for 1.2/1");
	pty_wait_text(p, "Your notes (0)");
	key(p, "u", "note of reading of 1.2/1, by Tester");
	pty_wait_text(p, "Your notes (1)");
	leave(p);
	cr_expect(eq(int, example_command(&out, "history", NULL), 0));
	cr_expect(strstr(out, "E27") != NULL, "%s", out);
	cr_expect(strstr(out, "mark of reading of 1.1") != NULL, "%s", out);
	free(out);
}

/* The line goes while a note is being written: it is offered again. */
Test(read_screen, a_note_survives_a_hang_up)
{
	struct pty *p = example_start(24, 80);

	key(p, "6", "0 of 18");
	key(p, "J", "not read");
	key(p, "m", "Note on 1");
	type(p, "half a thought");
	pty_hang_up(p);
	pty_wait_exit(p);
	pty_free(p);
	p = example_open(24, 80);
	pty_wait_text(p, "of the read-through on 1,");
	key(p, "y", "half a thought");
	pty_wait_text(p, "Note on 1");
	pty_keys(p, "Esc");
	key(p, "6", "Note: half a thought");
}

/* A key costs little even with a note on everything, and nothing is sent while nothing happens. */
Test(read_screen, it_is_quiet)
{
	struct pty *p = example_start(60, 200);
	size_t bytes;

	key(p, "6", "Your notes (0)");
	bytes = pty_counts(p).bytes;
	pty_watch(p, 300);
	cr_expect(eq(sz, pty_counts(p).bytes, bytes));
	key(p, "j", "0 of 18");
	cr_expect(pty_counts(p).bytes - bytes < 400, "%zu bytes", pty_counts(p).bytes - bytes);
}
