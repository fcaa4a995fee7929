/* What was being typed survives: kill -9 at random moments, the terminal going away, SIGTERM. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <criterion/parameterized.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "example.h"
#include "pty.h"

enum { ROUNDS = 4, TYPED_MAX = 2000, CHARACTERS = 50, SECOND = 1000 };

TestSuite(drafts, .fini = pty_cleanup, .timeout = 120);

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

struct typing {
	char text[TYPED_MAX + 1];
	long at[TYPED_MAX];             /* when each character was typed */
	int n;
};

enum { WORD = 6 };

/* The n-th character of words of which none comes twice. */
static char character(int n)
{
	int word = n / (WORD + 1), place = n % (WORD + 1);

	return (char)(place == WORD ? ' ' : 'a' + (place == 0 ? word / 26 : place == 1 ? word : place) % 26);
}

/* Types whole words until `ms` after the first key, at about a hundred keys a second. */
static void type_for(struct pty *p, struct typing *t, long ms)
{
	long start = now_ms();

	while (t->n < TYPED_MAX && (now_ms() - start < ms || t->n % (WORD + 1) != WORD)) {
		char key[2] = { character(t->n), '\0' };

		t->at[t->n] = now_ms();
		t->text[t->n++] = key[0];
		pty_type(p, key);
		pty_watch(p, 8);
	}
	t->text[t->n] = '\0';
}

/* Until the program has read all of it: on a busy machine keys may still wait in the terminal, and what waits there was
 * never typed into the program. */
static void wait_read(struct pty *p, const struct typing *t)
{
	pty_wait_text(p, t->text + t->n - WORD);
}

static struct pty *open_argument(void)
{
	struct pty *p = example_start(24, 80);

	pty_keys(p, "]");
	pty_wait_text(p, "asked as 1.1/2");
	pty_keys(p, "a");
	pty_wait_text(p, "Argument for 1.1.2.1");
	return p;
}

/* Takes the draft up, saves it, and gives the argument as it is stored then. */
static char *take_up_draft(void)
{
	struct pty *p = example_open(24, 80);
	char *out = NULL;

	pty_wait_text(p, "Text that was never saved");
	pty_keys(p, "y");
	pty_wait_text(p, "Argument for 1.1.2.1");
	pty_keys(p, "Esc");
	pty_wait_gone(p, "Argument for 1.1.2.1");
	pty_hang_up(p);
	pty_wait_exit(p);
	example_command(&out, "export", NULL);
	return out;
}

/* The text of the argument of 1.1/2 in an export: one line, as it has no line breaks. */
static void expect_prefix(const char *export, const struct typing *t, long killed_at, int allowed)
{
	const char *claim = strstr(export, "- claim: 1.1/2\n"), *found;
	int kept, in_last_second = 0;
	char start[21];

	cr_assert(claim != NULL, "no answer was kept");
	snprintf(start, sizeof start, "%.20s", t->text);
	found = strstr(claim, start);
	cr_assert(found != NULL, "the draft does not begin with what was typed");
	for (kept = 0; t->text[kept] != '\0' && found[kept] == t->text[kept]; kept++)
		continue;
	while (kept < t->n && t->text[kept] == ' ')     /* a blank at the very end may end the export's line */
		kept++;
	for (int i = 0; i < t->n; i++)
		in_last_second += t->at[i] >= killed_at - SECOND;
	cr_expect(t->n - kept <= allowed || t->n - kept <= in_last_second, "%d of %d characters are lost, %d of the last second",
	    t->n - kept, t->n, in_last_second);
}

static void kill_while_typing(unsigned seed)
{
	struct typing t = {0};
	struct pty *p = open_argument();
	long killed_at;
	char *export;

	type_for(p, &t, SECOND + (long)(seed * 2654435761u >> 8) % 900);
	wait_read(p, &t);
	killed_at = now_ms();
	pty_signal(p, SIGKILL);
	cr_expect(eq(int, pty_wait_exit(p), 128 + SIGKILL));
	export = take_up_draft();
	expect_prefix(export, &t, killed_at, CHARACTERS);
	free(export);
	cr_expect(eq(int, example_command(NULL, "verify", NULL), 0));
	pty_cleanup();
}

ParameterizedTestParameters(drafts, survive_kill)
{
	static unsigned seeds[] = { 1, 2, 3, 4, 5 };

	return cr_make_param_array(unsigned, seeds, sizeof seeds / sizeof seeds[0]);
}

ParameterizedTest(unsigned *seed, drafts, survive_kill)
{
	for (unsigned i = 0; i < ROUNDS; i++)
		kill_while_typing(*seed * ROUNDS + i);
}

/* Ended by a signal that can be caught, nothing at all is lost. */
static void end_gently(bool hang_up, int sig)
{
	struct typing t = {0};
	struct pty *p = open_argument();
	char *export;

	type_for(p, &t, 300);
	if (hang_up)
		pty_hang_up(p);
	else
		pty_signal(p, sig);
	pty_wait_exit(p);
	export = take_up_draft();
	expect_prefix(export, &t, LONG_MAX, 0);
	free(export);
}

Test(drafts, survive_hang_up) { end_gently(true, 0); }
Test(drafts, survive_sigterm) { end_gently(false, SIGTERM); }
Test(drafts, survive_sighup) { end_gently(false, SIGHUP); }
