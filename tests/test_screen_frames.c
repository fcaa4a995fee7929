/* What is sent makes the screen that was drawn: random frames one after the other, on terminals of several kinds
 * and sizes, and after each of them every cell is compared with the canvas (tests/draw-frames). And the window
 * scrolls as before when we are gone.
 *
 * ASSAY_FRAMES_SECONDS=600 goes on so long, ASSAY_FRAMES_SEED=N begins with another seed; a frame that fails is
 * told with its seed, made as small as it still fails, with the bytes that were sent for it. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "catalogue/theme.h"
#include "example.h"
#include "frames.h"
#include "pty.h"

TestSuite(frames, .fini = pty_cleanup, .timeout = 1200);

enum {
	FRAMES = 14, OPS_MAX = 12,
	RUNS = 36,                      /* seeds in make check: every terminal in every size */
	PATIENCE_MS = 2000, SHRINK_MS = 250,
	MARKS_MAX = 4,                  /* on a character: what curses keeps of them */
	TOLD_MAX = 8,                   /* cells */
	BYTES_TOLD_MAX = 6000,
};

static const struct terminal {
	const char *name;
	int colours;
	bool italic, hides_cursor;
	bool plain_colours;             /* no underline where there is colour */
} terminal[] = {
	{ "xterm-256color", 256, true, true, false },
	{ "xterm", 8, true, true, false },
	{ "screen-256color", 256, false, true, false },
	{ "tmux-256color", 256, true, true, false },
	{ "linux", 8, false, true, true },
	{ "vt100", 0, false, false, false },
};
enum { TERMINALS = sizeof terminal / sizeof *terminal };
static const struct size { int rows, cols; } size[] = { { 12, 40 }, { 24, 80 }, { 60, 200 } };

struct frame {
	int rows, cols;                 /* drawn at this change of size; 0: at a key */
	bool unread;                    /* the terminal takes nothing of it before the next is drawn */
	uint64_t op[OPS_MAX];
	int n;
	const char *line;               /* or this text in the first row */
};

struct trial {
	uint64_t seed;
	const struct terminal *term;
	struct size size;
	bool utf8, ground;
	struct frame frame[FRAMES];
	int n;
};

/* ---- making ------------------------------------------------------------------------------------------- */

static uint64_t next_number(uint64_t *luck)
{
	*luck = *luck * 6364136223846793005U + 1442695040888963407U;
	return *luck >> 33;
}

static struct trial trial_of(uint64_t seed)
{
	struct trial t = { .seed = seed, .term = &terminal[seed % TERMINALS], .size = size[seed / TERMINALS % 3], .n = FRAMES };
	uint64_t luck = seed * 0x9e3779b97f4a7c15U;

	t.utf8 = next_number(&luck) % 4 != 0;
	t.ground = next_number(&luck) % 3 == 0;
	for (int i = 0; i < t.n; i++) {
		struct frame *f = &t.frame[i];
		bool small = next_number(&luck) % 2 == 0;

		f->n = 1 + (int)(next_number(&luck) % (small ? 2 : OPS_MAX));
		for (int k = 0; k < f->n; k++)
			f->op[k] = next_number(&luck);
		f->unread = i < t.n - 1 && next_number(&luck) % 6 == 0;
		if (i == 0 || next_number(&luck) % 10 != 0)
			continue;
		struct size to = size[next_number(&luck) % 3];
		f->rows = to.rows - (int)(next_number(&luck) % 4);
		f->cols = to.cols - (int)(next_number(&luck) % 9);
	}
	return t;
}

static void write_script(const struct trial *t, FILE *f)
{
	for (int i = 0; i < t->n; i++) {
		if (t->frame[i].line != NULL)
			fprintf(f, ":%s", t->frame[i].line);
		for (int k = 0; k < t->frame[i].n; k++)
			fprintf(f, "%s%llu", k > 0 ? " " : "", (unsigned long long)t->frame[i].op[k]);
		fprintf(f, "\n");
	}
}

/* ---- what should be seen ------------------------------------------------------------------------------- */

struct seen {
	char text[FRAMES_CELL_TEXT];
	int width;
	struct frames_look look;
};

static void put_seen(struct seen *row, int *col, const char *text, size_t n, int width, struct frames_look look)
{
	for (int i = 0; i < width; i++)
		row[*col + i] = (struct seen){ .width = i == 0 ? width : 0, .look = look };
	memcpy(row[*col].text, text, n);
	row[*col].text[n] = '\0';
	*col += width;
}

/* What terminals disagree on is left out (term_screen.c). */
static bool left_out(wchar_t ch, bool first)
{
	return ch == 0x200d || ch == 0xfe0e || ch == 0xfe0f || (!first && ch >= 0x1f3fb && ch <= 0x1f3ff);
}

/* A cell in as many characters as it has that take room, and blanks up to its width. */
static void put_cell(struct seen *row, int col, const struct frames_cell *cell)
{
	const char *s = cell->text;
	size_t len = strlen(s), from = 0, used = 0;
	char text[FRAMES_CELL_TEXT] = "";
	int end = col + cell->width, width = 0, marks = 0;
	wchar_t ch;

	for (int n; from < len && (n = mbtowc(&ch, s + from, len - from)) > 0; from += (size_t)n) {
		if (left_out(ch, from == 0))
			continue;
		if (wcwidth(ch) > 0) {
			if (width > 0)
				put_seen(row, &col, text, used, width, cell->look);
			used = 0;
			marks = 0;
			width = wcwidth(ch);
			if (col + width > end) {
				width = 0;
				break;
			}
		} else if (marks++ == MARKS_MAX) {
			continue;
		}
		memcpy(text + used, s + from, (size_t)n);
		used += (size_t)n;
	}
	if (width > 0)
		put_seen(row, &col, text, used, width, cell->look);
	while (col < end)
		put_seen(row, &col, "", 0, 1, cell->look);
}

static void should_see(const struct frames_shown *s, int row, struct seen *out)
{
	for (int col = 0, width; col < s->cols; col += width) {
		const struct frames_cell *cell = &s->cell[row * s->cols + col];
		bool corner = row == s->rows - 1 && col + cell->width >= s->cols - 1;

		width = cell->width;
		if (width > 1 && corner)
			for (int i = 0, at = col; i < width; i++)
				put_seen(out, &at, "", 0, 1, s->text);
		else
			put_cell(out, col, cell);
	}
}

/* A look as this terminal can have it, and without what does not show on a blank. */
static struct frames_look visible(const struct terminal *t, struct frames_look look, bool is_blank)
{
	bool coloured = look.fg >= 0 || look.bg >= 0;

	look.attr &= ~(unsigned)ATTR_DIM;       /* libvterm does not know it */
	if (!t->italic)
		look.attr &= ~(unsigned)ATTR_ITALIC;
	if (t->plain_colours && coloured)
		look.attr &= ~(unsigned)ATTR_UNDERLINE;
	if (is_blank) {
		look.attr &= ~(unsigned)(ATTR_BOLD | ATTR_ITALIC);
		if ((look.attr & (ATTR_UNDERLINE | ATTR_REVERSE)) == 0)
			look.fg = -1;
	}
	return look;
}

static struct seen seen_at(struct pty *p, int row, int col)
{
	struct pty_cell cell = pty_cell(p, row, col);
	struct seen out = { .width = cell.width, .look = { cell.fg, cell.bg, 0 } };

	snprintf(out.text, sizeof out.text, "%s", strcmp(cell.text, " ") == 0 ? "" : cell.text);
	out.look.attr = (cell.bold ? ATTR_BOLD : 0) | (cell.underline ? ATTR_UNDERLINE : 0) |
	    (cell.italic ? ATTR_ITALIC : 0) | (cell.reverse ? ATTR_REVERSE : 0);
	return out;
}

static bool same(const struct terminal *t, const struct seen *want, const struct seen *got)
{
	const char *text = strcmp(want->text, " ") == 0 ? "" : want->text;

	if (want->width != got->width || strcmp(text, got->text) != 0)
		return false;
	if (want->width == 0)
		return true;            /* libvterm has no look for the right half */
	struct frames_look a = visible(t, want->look, *text == '\0'), b = visible(t, got->look, *text == '\0');
	return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

/* ---- comparing ---------------------------------------------------------------------------------------- */

struct comparison {
	const struct trial *trial;
	struct frames_shown *shown;
	int frames;                     /* shown by now */
	FILE *why;                      /* NULL: whether is enough */
};

static void tell_cell(FILE *f, const char *name, const struct seen *s)
{
	fprintf(f, " %s \"%s\" width %d fg %d bg %d attr %u", name, s->text, s->width, s->look.fg, s->look.bg, s->look.attr);
}

static int compare_cells(struct pty *p, const struct comparison *c)
{
	const struct frames_shown *s = c->shown;
	struct seen want[FRAMES_COLS_MAX];
	int wrong = 0;

	for (int row = 0; row < s->rows; row++) {
		should_see(s, row, want);
		for (int col = 0; col < s->cols; col++) {
			struct seen got = seen_at(p, row, col);

			if (same(c->trial->term, &want[col], &got))
				continue;
			if (c->why == NULL)
				return 1;
			if (wrong++ >= TOLD_MAX)
				continue;
			fprintf(c->why, "row %d column %d:", row, col);
			tell_cell(c->why, "drawn", &want[col]);
			tell_cell(c->why, "seen", &got);
			fprintf(c->why, "\n");
		}
	}
	return wrong;
}

static bool cursor_fits(struct pty *p, const struct comparison *c)
{
	const struct frames_shown *s = c->shown;
	int row, col;

	pty_cursor(p, &row, &col);
	if (row == s->cursor_row && col == s->cursor_col && (pty_cursor_visible(p) == s->cursor_visible || !c->trial->term->hides_cursor))
		return true;
	if (c->why != NULL)
		fprintf(c->why, "the cursor is at %d, %d%s; drawn at %d, %d%s\n", row, col, pty_cursor_visible(p) ? "" : " hidden",
		    s->cursor_row, s->cursor_col, s->cursor_visible ? "" : " hidden");
	return false;
}

static bool screen_fits(struct pty *p, void *user)
{
	const struct comparison *c = user;

	return atomic_load(&c->shown->frames) == c->frames && cursor_fits(p, c) && compare_cells(p, c) == 0;
}

static void tell_bytes(FILE *f, const char *s, size_t n)
{
	for (size_t i = 0; i < n && i < BYTES_TOLD_MAX; i++) {
		unsigned char ch = (unsigned char)s[i];

		if (ch == 033)
			fprintf(f, "%s\\e", i > 0 && s[i - 1] != 033 ? "\n  " : "");
		else if (ch < 32 || ch == 127)
			fprintf(f, "\\%03o", ch);
		else
			fputc(ch, f);
	}
	fprintf(f, "\n");
}

static void tell(struct pty *p, struct comparison *c, FILE *f, size_t from)
{
	const struct trial *t = c->trial;
	size_t n;
	const char *output = pty_output(p, &n);

	c->why = f;
	fprintf(f, "seed %llu, TERM=%s, %dx%d, %s, %s ground, frame %d\n", (unsigned long long)t->seed, t->term->name, t->size.rows,
	    t->size.cols, t->utf8 ? "UTF-8" : "C", t->ground ? "a" : "no", c->frames - 1);
	if (atomic_load(&c->shown->frames) != c->frames)
		fprintf(f, "only %d frames were drawn\n", atomic_load(&c->shown->frames));
	cursor_fits(p, c);
	fprintf(f, "%d cells differ\n", compare_cells(p, c));
	for (int i = 0; i < t->n; i++) {
		if (t->frame[i].rows > 0)
			fprintf(f, "frame %d resized to %dx%d\n", i, t->frame[i].rows, t->frame[i].cols);
		if (t->frame[i].unread)
			fprintf(f, "frame %d unread\n", i);
	}
	write_script(t, f);
	fprintf(f, "sent for it:\n  ");
	tell_bytes(f, output + from, n - from);
}

/* ---- running ------------------------------------------------------------------------------------------- */

static struct frames_shown *map_shown(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	void *map;

	cr_assert(fd >= 0 && ftruncate(fd, sizeof(struct frames_shown)) == 0);
	map = mmap(NULL, sizeof(struct frames_shown), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	cr_assert(map != MAP_FAILED);
	close(fd);
	return map;
}

static struct pty *start(const struct trial *t)
{
	char program[PATH_MAX], colours[16];
	FILE *f;

	snprintf(program, sizeof program, "%s/script", pty_dir());
	f = fopen(program, "w");
	cr_assert(f != NULL);
	write_script(t, f);
	fclose(f);
	snprintf(colours, sizeof colours, "%d", t->term->colours);
	cr_assert(realpath("tests/draw-frames", program) != NULL);
	return pty_start(&(struct pty_options){ .rows = t->size.rows, .cols = t->size.cols, .term = t->term->name,
		.env = (const char *[]){ t->utf8 ? "LC_ALL=C.UTF-8" : "LC_ALL=C", NULL } },
	    (const char *[]){ program, "script", "shown", colours, t->ground ? "1" : "0", NULL });
}

/* A change of size that is none is no event. */
static void ask_for_frame(struct pty *p, const struct frame *f)
{
	int rows, cols;

	pty_size(p, &rows, &cols);
	if (f->rows > 0 && (f->rows != rows || f->cols != cols))
		pty_resize(p, f->rows, f->cols);
	else
		pty_bytes(p, "n", 1);
}

/* Without reading from the terminal, which may be full: it is not waited for. */
static void wait_drawn(const struct comparison *c, int patience)
{
	static const struct timespec moment = { .tv_nsec = 500 * 1000 };

	for (int i = 0; atomic_load(&c->shown->frames) != c->frames && i < patience * 2; i++)
		nanosleep(&moment, NULL);
}

/* The first frame that is not what was drawn, and why; -1: none. */
static int trial_run(const struct trial *t, int patience, FILE *why)
{
	char path[PATH_MAX];
	struct comparison c = { .trial = t };
	struct pty *p;
	int failed = -1;

	snprintf(path, sizeof path, "%s/shown", pty_dir());
	c.shown = map_shown(path);
	p = start(t);
	for (int i = 0; i < t->n && failed < 0; i++) {
		size_t before = pty_counts(p).bytes;

		if (i > 0)
			ask_for_frame(p, &t->frame[i]);
		c.frames = i + 1;
		if (t->frame[i].unread && i < t->n - 1)
			wait_drawn(&c, patience);
		else if (!pty_try(p, screen_fits, &c, patience)) {
			failed = i;
			if (why != NULL)
				tell(p, &c, why, before);
		}
	}
	pty_free(p);
	munmap(c.shown, sizeof *c.shown);
	return failed;
}

/* ---- making it small ----------------------------------------------------------------------------------- */

/* Whether it still fails in its last frame. */
static bool still_fails(struct trial *t)
{
	int failed = trial_run(t, SHRINK_MS, NULL);

	if (failed >= 0)
		t->n = failed + 1;
	return failed >= 0;
}

static bool without_frame(struct trial *t, int i)
{
	struct trial less = *t;

	memmove(&less.frame[i], &less.frame[i + 1], sizeof *less.frame * (size_t)(less.n - i - 1));
	less.n--;
	if (!still_fails(&less))
		return false;
	*t = less;
	return true;
}

static bool without_op(struct trial *t, int i, int k)
{
	struct trial less = *t;
	struct frame *f = &less.frame[i];

	memmove(&f->op[k], &f->op[k + 1], sizeof *f->op * (size_t)(f->n - k - 1));
	f->n--;
	if (!still_fails(&less))
		return false;
	*t = less;
	return true;
}

static void shrink(struct trial *t)
{
	bool smaller = true;

	while (smaller) {
		smaller = false;
		for (int i = 0; i < t->n; i++)
			if (t->n > 1 && without_frame(t, i))
				i--, smaller = true;
		for (int i = 0; i < t->n; i++)
			for (int k = 0; i < t->n && k < t->frame[i].n; k++)
				if (without_op(t, i, k))
					k--, smaller = true;
	}
}

/* ---- tests --------------------------------------------------------------------------------------------- */

static long number_of(const char *name, long otherwise)
{
	const char *s = getenv(name);

	return s != NULL && *s != '\0' ? atol(s) : otherwise;
}

static void expect_shown(struct trial t)
{
	char *text = NULL;
	size_t len = 0;
	FILE *why;
	int failed = trial_run(&t, PATIENCE_MS, NULL);

	if (failed < 0)
		return;
	t.n = failed + 1;
	shrink(&t);
	why = open_memstream(&text, &len);
	cr_assert(why != NULL);
	if (trial_run(&t, PATIENCE_MS, why) < 0)
		fprintf(why, "seed %llu failed in frame %d, and did not when tried again", (unsigned long long)t.seed, failed);
	fclose(why);
	cr_fail("%s", text);
	free(text);
}

Test(frames, what_is_sent_makes_what_was_drawn)
{
	long seconds = number_of("ASSAY_FRAMES_SECONDS", 0), first = number_of("ASSAY_FRAMES_SEED", 0);
	time_t end = time(NULL) + seconds;

	setlocale(LC_CTYPE, "C.UTF-8");
	for (long i = 0; seconds > 0 ? time(NULL) < end : i < RUNS; i++)
		expect_shown(trial_of((uint64_t)(first + i)));
}

/* Moved to the right, so that what is blanked before it ends within the last of them: curses, left to itself, writes
 * the first of them, goes back and inserts them all, and the first stays behind them (seed 100308, once). */
Test(frames, wide_characters_that_move)
{
	static const char *const line[] = {
		"        한국 漢", "              한국 漢", "        한국 漢", "   한국 漢, and the rest of the line",
		"         한국 漢, and the rest of the line", "漢字漢字漢字", "     漢字漢字漢字", "  漢字漢字漢字",
	};
	struct trial t = { .size = size[1], .utf8 = true, .n = sizeof line / sizeof *line };

	setlocale(LC_CTYPE, "C.UTF-8");
	for (int i = 0; i < t.n; i++)
		t.frame[i].line = line[i];
	for (int i = 0; i < TERMINALS; i++) {
		t.term = &terminal[i];
		expect_shown(t);
	}
}

/* The rows that scroll are the terminal's own again: in a window of other than 24 rows, and after it grew. */
static void expect_all_scrolls(int rows, int grown)
{
	char command[PATH_MAX + 64], region[16];
	struct pty *p;

	snprintf(command, sizeof command, "'%s' -w x.assay; for i in 1 2 3 4 5 6 7 8 9; do seq -f $i-%%g 10; done; printf end; read key", getenv("ASSAY"));
	p = pty_start(&(struct pty_options){ .rows = rows, .cols = 100 }, (const char *[]){ "sh", "-c", command, NULL });
	pty_wait_text(p, "met");
	if (grown != rows) {
		pty_resize(p, grown, 100);
		pty_settle(p);
	}
	snprintf(region, sizeof region, "\033[1;%dr", grown);
	cr_expect(strstr(pty_output(p, NULL), region) != NULL, "rows 1 to %d do not scroll", grown);
	pty_keys(p, "q");
	pty_wait_text(p, "end");
	for (int i = 0; i < grown - 1; i++) {
		char line[16];
		int n = 90 - (grown - 1) + i;

		snprintf(line, sizeof line, "%d-%d", n / 10 + 1, n % 10 + 1);
		cr_assert(eq(str, (char *)(uintptr_t)pty_row(p, i), line), "row %d of %d", i, grown);
	}
	pty_free(p);
}

Test(frames, the_whole_window_scrolls_afterwards)
{
	example_make();
	expect_all_scrolls(12, 12);
	expect_all_scrolls(24, 24);
	expect_all_scrolls(60, 60);
	expect_all_scrolls(24, 48);
	expect_all_scrolls(60, 20);
}
