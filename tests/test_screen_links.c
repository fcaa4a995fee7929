/* The matrix of evidence and claims on a real terminal: going about in it, linking, undoing, finding, what stays
 * for the next start, and how few bytes a step takes. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(links_screen, .fini = pty_cleanup, .timeout = 60);

/* As a person types: the terminal is given time to answer, so that it is no paste. */
static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

static struct pty *open_links(int rows, int cols)
{
	struct pty *p = example_start(rows, cols);

	pty_keys(p, "3");
	pty_wait_text(p, "26 items × 45 claims");
	return p;
}

static void leave(struct pty *p)
{
	pty_keys(p, "q");
	pty_wait_gone(p, "26 items");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

static void expect_shown(const char *what, const char *part, bool present)
{
	char *out = NULL;

	cr_expect(eq(int, example_command(&out, "show", what), 0));
	if ((strstr(out, part) != NULL) != present)
		cr_fail("\"%s\" in:\n%s", part, out);
	free(out);
}

Test(links_screen, link_see_it_and_undo)
{
	struct pty *p = open_links(24, 80);

	pty_keys(p, "l");
	pty_wait_text(p, "E1 does not support 1.1/2");
	pty_keys(p, "Space");
	pty_wait_text(p, "E1 now supports 1.1/2");
	pty_wait_text(p, "[●]");
	expect_shown("1.1/2", "Engineering handbook", true);
	pty_keys(p, "u");
	pty_wait_text(p, "undone: E1 linked to 1.1/2");
	pty_wait_text(p, "E1 does not support 1.1/2");
	expect_shown("1.1/2", "Engineering handbook", false);
	leave(p);
}

Test(links_screen, say_what_it_shows)
{
	struct pty *p = open_links(24, 80);

	pty_keys(p, "l");
	pty_wait_text(p, "E1 does not support 1.1/2");
	pty_keys(p, "m");
	pty_wait_text(p, "What E1 shows for 1.1/2");
	type(p, "The page on training");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Saved what E1 shows for 1.1/2");
	pty_wait_text(p, "with a note: The page on training");
	pty_wait_text(p, "[◆]");
	expect_shown("E1", "The page on training", true);
	leave(p);
}

/* A draft of such a note that was left behind is offered under its own name. */
Test(links_screen, an_unsaved_note_is_offered_again)
{
	struct pty *p = open_links(24, 80);

	pty_keys(p, "m");
	pty_wait_text(p, "What E1 shows for 1.1/1");
	type(p, "half a thought ");
	pty_hang_up(p);
	pty_wait_exit(p);
	p = pty_start(NULL, (const char *[]){ "assay", "-w", "x.assay", NULL });
	pty_wait_text(p, "of E1 on 1.1/1");
	pty_keys(p, "y");
	pty_wait_text(p, "What E1 shows for 1.1/1");
	pty_wait_text(p, "half a thought");
	pty_keys(p, "Esc");
	pty_wait_text(p, "Saved what E1 shows for 1.1/1");
	expect_shown("E1", "half a thought", true);
}

Test(links_screen, unlink_says_what_is_left)
{
	struct pty *p = open_links(24, 80);

	pty_keys(p, "Space");
	pty_wait_text(p, "E1 no longer supports 1.1/1, which is left with no support; u takes it back");
	pty_keys(p, "u");
	pty_wait_text(p, "E1 alone supports 1.1/1");
	leave(p);
}

Test(links_screen, scrolled_filtered_and_back)
{
	struct pty *p = open_links(24, 80);

	pty_keys(p, "G End");
	pty_wait_text(p, "E26 does not support 4.3/2");
	pty_expect_golden(p, "links-screen-scrolled-80x24.txt");
	pty_keys(p, "f");
	pty_wait_text(p, "claims: without support that counts");
	type(p, "theme 1");
	pty_keys(p, "Esc");
	pty_wait_gone(p, "claims: without");
	pty_keys(p, "f");
	pty_wait_text(p, "claims: without support that counts");
	type(p, "kind test");
	pty_keys(p, "Enter");
	pty_wait_text(p, "by reference · kind test");
	pty_expect_golden(p, "links-screen-filtered-80x24.txt");
	pty_keys(p, "f");
	pty_wait_text(p, "everything");
	pty_keys(p, "Enter");
	pty_wait_text(p, "─Links: 26 items × 45 claims, by reference ─");
	leave(p);
}

Test(links_screen, wide)
{
	struct pty *p = open_links(60, 200);

	pty_keys(p, "Tab");
	pty_wait_text(p, "E1 does not support 1.2/1");
	pty_keys(p, "f");
	pty_wait_text(p, "items: unused");
	type(p, "without");
	pty_keys(p, "Enter");
	pty_wait_text(p, "26 items × 11 of 45 claims, by reference · claims without support");
	pty_expect_golden(p, "links-screen-without-200x60.txt");
	leave(p);
}

/* Enter goes to the claim, i to the item; Esc leads back to both. */
Test(links_screen, to_the_claim_and_to_the_item)
{
	struct pty *p = open_links(24, 80);

	pty_keys(p, "j j l l l l");
	pty_wait_text(p, "E3 alone supports 1.1/5");
	pty_keys(p, "Enter");
	pty_wait_text(p, "asked as 1.1/5");
	pty_keys(p, "Esc");
	pty_wait_text(p, "E3 alone supports 1.1/5");
	pty_keys(p, "i");
	pty_wait_text(p, "─E3 ─");
	pty_keys(p, "Esc");
	pty_wait_text(p, "E3 alone supports 1.1/5");
	leave(p);
}

Test(links_screen, is_taken_up_again_on_the_next_start)
{
	struct pty *p = open_links(24, 80);

	pty_keys(p, "o z j j");
	pty_wait_text(p, "by weight");
	pty_wait_text(p, "of the 6 claims of 1.1 shown");
	pty_keys(p, ":");
	pty_wait_text(p, "Commands");
	type(p, "quit");
	pty_keys(p, "Enter");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	p = pty_start(NULL, (const char *[]){ "assay", "-w", "x.assay", NULL });
	pty_wait_text(p, "26 items × 45 claims, by weight");
	pty_wait_text(p, "of the 6 claims of 1.1 shown");
}

/* A step redraws the two heads, the guide and the words, not the matrix. */
Test(links_screen, a_step_sends_little)
{
	struct pty *p = open_links(24, 80);
	struct pty_counts before;
	size_t most = 0;

	pty_keys(p, "j j j j j j");
	pty_settle(p);
	for (int i = 0; i < 16; i++) {
		before = pty_counts(p);
		pty_keys(p, i % 4 == 3 ? "j" : "l");
		pty_settle(p);
		if (pty_counts(p).bytes - before.bytes > most)
			most = pty_counts(p).bytes - before.bytes;
	}
	cr_expect(most < 900, "%zu bytes", most);
	leave(p);
}
