/* Finding on a real terminal: type, Enter goes there, n on, Esc back. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "example.h"
#include "pty.h"

TestSuite(find_screen, .fini = pty_cleanup, .timeout = 60);

static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

Test(find_screen, there_on_and_back)
{
	struct pty *p = example_start(24, 80);
	int row, col;

	pty_keys(p, "/");
	pty_wait_text(p, "words in quotes");
	type(p, "renov");
	pty_wait_text(p, "8 found");
	cr_assert(pty_find(p, "Renovate nor", &row, &col) || pty_find(p, "Renovate's", &row, &col));
	cr_expect(ne(str, (char *)(uintptr_t)pty_look(p, row, col), ""), "the word found is marked");
	pty_keys(p, "Enter");
	pty_wait_text(p, "1 of 8 with");
	pty_wait_text(p, "Automated dependency updates");
	pty_keys(p, "n");
	pty_wait_text(p, "asked as 1.2/5");
	pty_keys(p, "N");
	pty_wait_text(p, "Automated dependency updates");
	pty_keys(p, "Esc Esc Esc");
	pty_wait_text(p, "16/19");
	cr_expect(pty_running(p));
}

/* Typed faster than anybody reads: the line has every letter, and Enter meets all of them. */
Test(find_screen, keys_are_not_lost)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "/");
	pty_wait_text(p, "words in quotes");
	pty_bytes(p, "E12", 3);
	pty_wait_text(p, "1 found");
	pty_keys(p, "Enter");
	pty_wait_text(p, "1 of 1 with");
	pty_wait_text(p, "E12");
}
