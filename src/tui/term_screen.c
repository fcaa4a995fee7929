/* The screen: curses works out what has to be sent for a canvas, and writes it into a file in memory
 * instead of to the terminal. The only file that includes curses. */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/term_colour.h"
#include "tui/term_screen.h"

#include <curses.h>
#include <term.h>                       /* last: it has macros such as `lines` */

enum {
	NAME_LEN_MAX = 64,              /* longer is no terminal's name */
	LINES_MAX = 200, COLUMNS_MAX = 500,
};

struct style_look {
	attr_t attr;
	int pair;
};

struct screen {
	FILE *paper;                    /* what curses writes to */
	SCREEN *curses;
	int rows, cols;
	int cursor_row, cursor_col;
	bool cursor_shown;
	bool wide;                      /* a row that is to be sent has characters of two columns */
	bool taken;                     /* curses has the terminal: it began, or begun again, and has not ended */
	struct term_colours colours;
	struct style_look look[STYLE_COUNT];
	uint64_t *shown;                /* a sum of each cell's content; 0: unknown */
	cchar_t *line;
};

/* ---- what curses wrote ----------------------------------------------------------------------- */

/* Moves it into `to`. */
static void take_paper(struct screen *s, struct buf *to)
{
	int fd = fileno(s->paper);
	char bytes[4096];
	ssize_t n;

	fflush(s->paper);
	if (lseek(fd, 0, SEEK_CUR) == 0)
		return;
	lseek(fd, 0, SEEK_SET);
	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_addn(to, bytes, (size_t)n);
	lseek(fd, 0, SEEK_SET);
	if (ftruncate(fd, 0) != 0)
		abort();                /* memory cannot be made smaller: nothing we could do is right */
}

/* Where it blanks a line up to the middle of a character of two columns, curses (6.4, TransformLine) takes the half
 * that is left for one of the new line's, and inserts what it has just written: a second copy stays behind it. */
void screen_frame(struct screen *s, struct buf *out)
{
	idcok(stdscr, !s->wide);
	doupdate();
	take_paper(s, out);
	s->wide = false;
	s->taken = true;
}

void screen_end(struct screen *s, struct buf *out)
{
	endwin();
	take_paper(s, out);
	s->taken = false;
}

/* ---- styles ------------------------------------------------------------------------------------ */

static attr_t curses_attr(unsigned attr)
{
	return ((attr & ATTR_BOLD) != 0 ? A_BOLD : 0) | ((attr & ATTR_DIM) != 0 ? A_DIM : 0) |
	    ((attr & ATTR_UNDERLINE) != 0 ? A_UNDERLINE : 0) | ((attr & ATTR_REVERSE) != 0 ? A_REVERSE : 0) |
	    ((attr & ATTR_ITALIC) != 0 ? A_ITALIC : 0);
}

static void start_colours(struct screen *s, bool wanted)
{
	s->colours = (struct term_colours){0};
	if (!wanted || !has_colors() || start_color() == ERR || COLORS < 8 || COLOR_PAIRS <= STYLE_COUNT)
		return;
	if (use_default_colors() == ERR)
		assume_default_colors(COLOR_WHITE, COLOR_BLACK);
	s->colours.count = COLORS;
	s->colours.direct = tigetflag("RGB") == 1;
}

static void forget_shown(struct screen *s)
{
	memset(s->shown, 0, (size_t)s->rows * (size_t)s->cols * sizeof *s->shown);
}

void screen_theme(struct screen *s, const struct theme *theme)
{
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct look *look = &theme->look[i];
		struct style_look *to = &s->look[i];

		*to = (struct style_look){ .attr = curses_attr(look->attr) };
		if (s->colours.count == 0 || (look->fg < 0 && look->bg < 0))
			continue;
		to->pair = i + 1;
		struct term_pair pair = term_colour_pair(&s->colours, look);
		init_extended_pair(to->pair, pair.fg, pair.bg);
		if (pair.bright)
			to->attr |= A_BOLD;
	}
	forget_shown(s);
}

/* ---- cells ------------------------------------------------------------------------------------- */

/* FNV-1a, byte by byte. */
static uint64_t add_byte(uint64_t sum, unsigned char byte)
{
	return (sum ^ byte) * 0x100000001b3U;
}

static uint64_t cell_sum(const struct cell *cell)
{
	uint64_t sum = add_byte(add_byte(0xcbf29ce484222325U, cell->style), cell->width);

	for (const char *p = cell->text; *p != '\0'; p++)
		sum = add_byte(sum, (unsigned char)*p);
	return sum != 0 ? sum : 1;
}

/* Joins emoji to one, or changes how wide they are, where a terminal knows it; wcwidth, and so we, count
 * each character by itself. Left out, every terminal agrees with us. */
static bool joins(uint32_t cp, bool first)
{
	return cp == 0x200d || cp == 0xfe0e || cp == 0xfe0f || (!first && cp >= 0x1f3fb && cp <= 0x1f3ff);
}

static void put_char(const struct screen *s, cchar_t *out, wchar_t *chars, int n, int style)
{
	int pair = s->look[style].pair;

	chars[n] = L'\0';
	setcchar(out, chars, s->look[style].attr, 0, &pair);
}

static int put_blanks(const struct screen *s, cchar_t *out, int n, int style)
{
	wchar_t blank[2] = L" ";

	for (int i = 0; i < n; i++)
		put_char(s, &out[i], blank, 1, style);
	return n;
}

/* A cell for curses, which holds one spacing character with its marks in each of its own. Returns how many
 * of those there are; together they are as wide as the cell. */
static int put_cell(const struct screen *s, cchar_t *out, const struct cell *cell)
{
	wchar_t chars[CCHARW_MAX + 1];
	int n = 0, cells = 0, used = 0;
	size_t len = strlen(cell->text), size;
	uint32_t cp;

	for (size_t at = 0; at < len && (size = utf8_decode(cell->text + at, len - at, &cp)) > 0; at += size) {
		int width = wcwidth((wchar_t)cp);

		if (joins(cp, at == 0) || width < 0 || used + width > cell->width)
			continue;
		if (width > 0) {
			if (n > 0)
				put_char(s, &out[cells++], chars, n, cell->style);
			used += width;
			n = 0;
		}
		if (n < CCHARW_MAX && (n > 0 || width > 0))
			chars[n++] = (wchar_t)cp;
	}
	if (n > 0)
		put_char(s, &out[cells++], chars, n, cell->style);
	return cells + put_blanks(s, out + cells, cell->width - used, cell->style);
}

/* Whether a cell cannot be shown there: a wide one that does not fit, or that touches the last corner or
 * the column before it, which curses fills by tricks for narrow ones where margins cannot be switched off
 * (tmux). */
static bool unfit(const struct screen *s, const struct cell *cell, int row, int col)
{
	int end = col + cell->width;

	return cell->width > 1 && (end > s->cols || (end >= s->cols - 1 && row == s->rows - 1));
}

/* The canvas's cell there, or a blank beyond its edge and in place of what cannot be shown. */
static const struct cell *cell_at(const struct screen *s, const struct canvas *c, int row, int col)
{
	static const struct cell blank = { .text = " ", .width = 1, .style = STYLE_TEXT };
	struct rect all = canvas_rect(c);
	const struct cell *cell;
	int base = col;

	if (row >= all.rows || col >= all.cols)
		return &blank;
	cell = canvas_cell(c, row, col);
	while (base > 0 && canvas_cell(c, row, base)->width == 0)
		base--;
	return unfit(s, canvas_cell(c, row, base), row, base) ? &blank : cell;
}

/* Gives curses what changed in a row: all between the first and the last changed cell. */
static bool show_row(struct screen *s, const struct canvas *c, int row)
{
	uint64_t *shown = s->shown + (size_t)row * (size_t)s->cols;
	int first = -1, last = -1, start = 0, n = 0;
	bool wide = false;

	for (int col = 0; col < s->cols; col++) {
		const struct cell *cell = cell_at(s, c, row, col);
		uint64_t sum = cell_sum(cell);

		wide = wide || cell->width > 1;
		if (cell->width > 0 && first < 0)
			start = col;
		if (shown[col] == sum)
			continue;
		shown[col] = sum;
		first = first < 0 ? start : first;
		last = col;
	}
	if (first < 0)
		return false;
	s->wide = s->wide || wide;
	for (int col = first; col <= last; col++) {
		const struct cell *cell = cell_at(s, c, row, col);

		if (cell->width > 0)
			n += put_cell(s, s->line + n, cell);
	}
	mvwadd_wchnstr(stdscr, row, first, s->line, n);
	return true;
}

static bool show_cursor(struct screen *s, const struct canvas *c)
{
	int row, col;
	bool visible = canvas_cursor_at(c, &row, &col), changed = visible != s->cursor_shown;

	if (row >= s->rows)
		row = s->rows - 1;
	if (col >= s->cols)
		col = s->cols - 1;
	if (changed)
		curs_set(visible ? 1 : 0);
	changed = changed || row != s->cursor_row || col != s->cursor_col;
	s->cursor_shown = visible;
	s->cursor_row = row;
	s->cursor_col = col;
	return changed;
}

bool screen_show(struct screen *s, const struct canvas *c)
{
	bool changed = show_cursor(s, c);

	for (int row = 0; row < s->rows; row++)
		changed = show_row(s, c, row) || changed;
	if (changed) {
		wmove(stdscr, s->cursor_row, s->cursor_col);
		wnoutrefresh(stdscr);
	}
	return changed;
}

void screen_repaint(struct screen *s)
{
	forget_shown(s);
	clearok(curscr, TRUE);
}

/* Without the delays in it: "$<50>". */
static void add_capability(struct buf *b, const char *s)
{
	while (s != NULL && *s != '\0') {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;

		if (end == NULL)
			buf_addc(b, *s);
		s = end == NULL ? s + 1 : end + 1;
	}
}

/* Curses tells the terminal once which rows scroll, all of the window's, when it takes it. A terminal that does
 * not forget that when its window grows, or was told after it grew, would keep it: outside these rows a terminal
 * may refuse to insert and delete, and whoever uses it after us would scroll a part of it. This moves the cursor:
 * the whole screen is drawn after it. */
static void scroll_all_rows(struct screen *s)
{
	char *region = change_scroll_region != NULL ? tiparm(change_scroll_region, 0, s->rows - 1) : NULL;
	struct buf b = {0};

	if (region == NULL)
		return;
	add_capability(&b, region);
	fwrite(b.data, 1, b.len, s->paper);
	fflush(s->paper);                       /* curses writes past stdio, and holds nothing back between two frames */
	buf_release(&b);
}

void screen_resize(struct screen *s, int rows, int cols)
{
	resize_term(rows, cols);
	s->rows = rows;
	s->cols = cols;
	if (s->taken)
		scroll_all_rows(s);
	s->shown = xreallocarray(s->shown, (size_t)rows * (size_t)cols, sizeof *s->shown);
	s->line = xreallocarray(s->line, (size_t)cols, sizeof *s->line);
	screen_repaint(s);
}

void screen_size(const struct screen *s, int *rows, int *cols)
{
	*rows = s->rows;
	*cols = s->cols;
}

/* ---- what the terminal can --------------------------------------------------------------------- */

enum terminal screen_terminal(const char *name)
{
	int known = 0;
	bool fit;

	if (strlen(name) > NAME_LEN_MAX || strchr(name, '/') != NULL)
		return TERMINAL_UNKNOWN;
	if (setupterm(name, STDOUT_FILENO, &known) != OK)
		return known == 1 ? TERMINAL_UNFIT : TERMINAL_UNKNOWN;
	fit = cursor_address != NULL && clear_screen != NULL;
	del_curterm(cur_term);
	return fit ? TERMINAL_FIT : TERMINAL_UNFIT;
}

const char *screen_capability(const char *name)
{
	const char *s = tigetstr(name);

	return s == (const char *)-1 ? NULL : s;
}

bool screen_ansi(void)
{
	return strncmp(cursor_address, "\033[", 2) == 0;
}

void screen_keypad(struct buf *out, bool on)
{
	add_capability(out, on ? keypad_xmit : keypad_local);
}

void screen_undo(struct buf *out)
{
	add_capability(out, keypad_local);
	add_capability(out, exit_attribute_mode);
	add_capability(out, orig_pair);
	add_capability(out, cursor_normal);
	add_capability(out, exit_ca_mode);
	if (exit_ca_mode == NULL)
		buf_add(out, "\r\n");
}

/* ---- opening ----------------------------------------------------------------------------------- */

/* A file in memory for curses to write to. */
static FILE *open_paper(void)
{
	int fd = memfd_create("assay-screen", MFD_CLOEXEC);

	return fd >= 0 ? fdopen(fd, "w+") : tmpfile();
}

/* Curses finds no window behind its file, and takes the terminfo entry's size or 24x80: that of the
 * window is asked for, and bounded, by our caller. It has to have taken the terminal before it is
 * told that size: else what it says of the other one, that rows 1 to 24 scroll, would come last. */
struct screen *screen_open(const char *name, bool colour)
{
	struct screen *s = xcalloc(1, sizeof *s);

	s->paper = open_paper();
	s->curses = s->paper != NULL ? newterm(name, s->paper, stdin) : NULL;
	if (s->curses == NULL) {
		screen_free(s);
		return NULL;
	}
	typeahead(-1);                          /* never stops half-way because a key came */
	nonl();
	s->cursor_shown = true;
	start_colours(s, colour);
	doupdate();
	s->taken = true;
	screen_resize(s, lines > 0 && lines <= LINES_MAX ? lines : 24, columns > 0 && columns <= COLUMNS_MAX ? columns : 80);
	return s;
}

void screen_free(struct screen *s)
{
	if (s == NULL)
		return;
	if (s->curses != NULL)
		delscreen(s->curses);
	if (s->paper != NULL)
		fclose(s->paper);
	free(s->shown);
	free(s->line);
	free(s);
}
