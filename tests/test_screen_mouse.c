/* The mouse on a real terminal: what it is asked to report, a click, and dragging the border of the list. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "pty.h"

TestSuite(screen_mouse, .fini = pty_cleanup, .timeout = 60);

/* The configuration that switches the mouse on, where the program looks for it. */
static struct pty *start_with_mouse(void)
{
	char folder[4096], name[4200];
	FILE *f;

	example_make();
	snprintf(folder, sizeof folder, "%s/config", pty_dir());
	snprintf(name, sizeof name, "mkdir -p '%s/assay'", folder);
	cr_assert(eq(int, pty_run((const char *[]){ "sh", "-c", name, NULL }, NULL, NULL, NULL), 0));
	snprintf(name, sizeof name, "%s/assay/config.yaml", folder);
	f = fopen(name, "w");
	cr_assert(f != NULL, "%s", name);
	cr_assert(fputs("mouse: true\n", f) >= 0 && fclose(f) == 0);
	snprintf(name, sizeof name, "XDG_CONFIG_HOME=%s", folder);
	struct pty *p = pty_start(&(struct pty_options){ .rows = 24, .cols = 80, .env = (const char *[]){ name, NULL } },
	    (const char *[]){ "assay", "-w", "x.assay", NULL });
	pty_wait_text(p, "32/45 met");
	return p;
}

/* SGR reports as a terminal sends them: rows and columns count from 1. */
static void report(struct pty *p, int code, int row, int col, char final)
{
	char bytes[40];
	int n = snprintf(bytes, sizeof bytes, "\033[<%d;%d;%d%c", code, col + 1, row + 1, final);

	pty_bytes(p, bytes, (size_t)n);
	pty_settle(p);
}

static bool has_output(struct pty *p, const char *what)
{
	size_t n;
	const char *all = pty_output(p, &n);

	return memmem(all, n, what, strlen(what)) != NULL;
}

static bool border_is_at(struct pty *p, void *col)
{
	int at = *(int *)col;

	return strcmp(pty_cell(p, 5, at).text, "│") == 0 && strcmp(pty_cell(p, 1, at).text, "┬") == 0;
}

Test(screen_mouse, the_border_is_dragged_and_kept)
{
	struct pty *p = start_with_mouse();
	int at = 36;

	cr_expect(has_output(p, "\033[?1002h") && has_output(p, "\033[?1006h") && !has_output(p, "\033[?1003h"));
	pty_wait(p, border_is_at, &at, "the border where it is by itself");
	report(p, 0, 8, 36, 'M');
	report(p, 32, 8, 40, 'M');
	report(p, 32, 9, 47, 'M');
	report(p, 0, 9, 47, 'm');
	at = 47;
	pty_wait(p, border_is_at, &at, "the border where it was dragged to");
	report(p, 32, 9, 60, 'M');
	cr_expect(border_is_at(p, &at), "moved although nothing is held");
	report(p, 0, 5, 10, 'M');
	report(p, 0, 5, 10, 'm');
	pty_wait_text(p, "1.3 ──");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
	cr_expect(has_output(p, "\033[?1002l"));

	p = example_open(24, 80);               /* the width is kept, the mouse is off here */
	pty_wait(p, border_is_at, &at, "the border where it was left");
	cr_expect(has_output(p, "\033[?1002h") == false && has_output(p, "\033[?1000h") == false);
	pty_keys(p, "-");
	at = 43;
	pty_wait(p, border_is_at, &at, "the border a step to the left");
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}
