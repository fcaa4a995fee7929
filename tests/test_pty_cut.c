/* What a program writes is seen alike wherever it is cut, in the middle of a character too. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>

#include "pty.h"

TestSuite(cut, .fini = pty_cleanup, .timeout = 60);

static struct pty *run(const char *script)
{
	return pty_start(&(struct pty_options){ .rows = 4, .cols = 10 }, (const char *[]){ "sh", "-c", script, NULL });
}

/* The second part comes at a key, once the first was read. */
#define THEN "; read -r key; "

static void go_on(struct pty *p, size_t bytes)
{
	while (pty_counts(p).bytes < bytes)
		pty_watch(p, 10);
	pty_type(p, "\n");
}

static void expect_cell(struct pty *p, int row, int col, const char *text)
{
	struct pty_cell cell = pty_cell(p, row, col);

	cr_expect(eq(str, cell.text, (char *)(uintptr_t)text), "row %d, column %d", row, col);
}

Test(cut, between_the_bytes_of_a_character)
{
	struct pty *p = run("stty -echo; printf 'one\\nn\\303'" THEN "printf '\\251n\\346\\227'" THEN "printf '\\245 end'; read key");

	go_on(p, 7);            /* the newline is two bytes */
	go_on(p, 11);
	pty_wait_text(p, "end");
	expect_cell(p, 1, 1, "é");
	expect_cell(p, 1, 3, "日");
	expect_cell(p, 1, 6, "e");
}

/* In the last column above all. */
Test(cut, between_a_letter_and_its_mark)
{
	struct pty *p = run("stty -echo; printf '\\033[?2026h\\033[2;10H\\033(Be'" THEN "printf '\\314\\201\\033[1;1Hend\\033[?2026l'; read key");

	go_on(p, 19);
	pty_wait_text(p, "end");
	expect_cell(p, 1, 9, "e\u0301");
	expect_cell(p, 2, 0, "");
}

/* What comes outside of a frame is seen at once, though more of it may follow. */
Test(cut, what_is_whole_is_shown)
{
	struct pty *p = run("printf 'a prompt\\303\\251'; read key");

	pty_wait_text(p, "a prompté");
}

/* A program that ends within a frame: its last words are seen too. */
Test(cut, the_end_within_a_frame)
{
	struct pty *p = run("printf '\\033[?2026hlast words'");

	pty_wait_exit(p);
	pty_wait_text(p, "last words");
}
