/* draw-frames SCRIPT SHOWN COLOURS GROUND: draws what a script says on the terminal, the way the workbench does.
 *
 * Each line of the script is a frame, drawn over the one before at a key or a change of size: numbers, each of
 * which is something to draw, with all of its choices taken from the number; or ":" and a text, which is drawn
 * alone in the first row. What is on the canvas is put into the
 * file SHOWN (frames.h) before it is shown. COLOURS is how many the terminal has; with GROUND 1 all text has a
 * ground of its own. `q` ends. tests/test_screen_frames.c writes the script and looks at the terminal. */
#include "config.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "frames.h"
#include "tui/term.h"
#include "tui/term_colour.h"

struct drawing {
	struct canvas *canvas, *other;  /* the other: what is scrolled */
	struct theme theme;
	struct term_colours colours;
	struct frames_shown *shown;
	char *script, *next;            /* the rest of it; NULL: at its end */
	int drawn;
	bool repaint, leave;            /* before this frame is shown */
	uint64_t luck;                  /* where the choices come from */
};

/* ---- choices ----------------------------------------------------------------------------------------- */

/* 0 to n - 1, by splitmix64. */
static int pick(struct drawing *d, int n)
{
	uint64_t z = d->luck += 0x9e3779b97f4a7c15U;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return (int)((z ^ (z >> 31)) % (uint64_t)n);
}

static enum style pick_style(struct drawing *d)
{
	return pick(d, 2) == 0 ? STYLE_TEXT : (enum style)pick(d, STYLE_COUNT);
}

/* A part of the canvas, often at its edges and as wide as it is. */
static struct rect pick_rect(struct drawing *d)
{
	struct rect all = canvas_rect(d->canvas);
	int row = pick(d, all.rows), col = pick(d, 3) == 0 ? 0 : pick(d, all.cols);
	int rows = pick(d, 3) == 0 ? all.rows : 1 + pick(d, all.rows), cols = pick(d, 3) == 0 ? all.cols : 1 + pick(d, all.cols);

	return rect_part(all, row, col, rows, cols);
}

/* Characters that every wcwidth and every terminal agrees on, but for the emoji that we take apart. */
static const char *pick_word(struct drawing *d)
{
	static const char *const word[] = {
		"a", "is", "the", "claim", "evidence", "──────", "aaaaaaaaaaaaaaaa", "│", "◆", "1.2/3", "......", "   ", "          ",
		"é", "naïve", "e\u0301", "o\u0308\u0323", "n\u0303\u0301\u0308\u0323\u0300", "Ωμέγα", "привет", "日本語", "漢", "漢漢漢漢漢漢漢漢",
		"한국", "ｗｉｄｅ", "日\u0301本", "\U0001f600", "\U0001f600\U0001f600", "\U0001f469\u200d\U0001f680", "\u2764\ufe0f", "☎", "…",
	};

	return word[pick(d, (int)(sizeof word / sizeof *word))];
}

static void pick_text(struct drawing *d, struct buf *b, int words)
{
	static const char *const between[] = { " ", "", "  ", "     ", " " };

	for (int i = 0; i < words; i++) {
		buf_add(b, pick_word(d));
		buf_add(b, between[pick(d, 5)]);
	}
}

/* ---- things to draw ---------------------------------------------------------------------------------- */

static void draw_text(struct drawing *d, struct rect r)
{
	struct buf b = {0};
	enum style style = pick_style(d);

	pick_text(d, &b, 1 + pick(d, 12));
	if (pick(d, 4) == 0)
		canvas_text_right(d->canvas, r, 0, style, b.data);
	else
		canvas_text(d->canvas, r, 0, 0, style, b.data);
	buf_release(&b);
}

static void draw_paragraph(struct drawing *d, struct rect r)
{
	struct buf b = {0};

	pick_text(d, &b, 5 + pick(d, 60));
	canvas_fill(d->canvas, r, " ", STYLE_TEXT);
	canvas_paragraph(d->canvas, r, pick_style(d), b.data);
	buf_release(&b);
}

static void draw_box(struct drawing *d, struct rect r)
{
	canvas_hline(d->canvas, r, 0, 0, r.cols, STYLE_BORDER);
	canvas_hline(d->canvas, r, r.rows - 1, 0, r.cols, STYLE_BORDER);
	canvas_vline(d->canvas, r, 0, 0, r.rows, STYLE_BORDER);
	canvas_vline(d->canvas, r, 0, r.cols - 1, r.rows, STYLE_BORDER);
}

/* Rows and columns as the matrix of links has them: the same again and again, with gaps. */
static void draw_matrix(struct drawing *d, struct rect r)
{
	int every = 2 + pick(d, 12), dots = 1 + pick(d, 9);

	canvas_fill(d->canvas, r, " ", STYLE_TEXT);
	for (int row = 0; row < r.rows; row++) {
		for (int col = every; col < r.cols; col += every)
			canvas_text(d->canvas, r, row, col, STYLE_BORDER, canvas_ascii(d->canvas) ? "|" : "│");
		for (int i = pick(d, 3) == 0 ? pick(d, dots) : 0; i > 0; i--)
			canvas_text(d->canvas, r, row, pick(d, r.cols), pick_style(d), "◆");
	}
}

static void draw_list(struct drawing *d, struct rect r)
{
	int first = pick(d, 100), at = pick(d, r.rows);

	for (int row = 0; row < r.rows; row++) {
		struct rect line = rect_part(r, row, 0, 1, r.cols);
		enum style style = row == at ? STYLE_CURSOR : STYLE_TEXT;

		canvas_fill(d->canvas, line, " ", style);
		canvas_textf(d->canvas, line, 0, 1, style, "E%d  %s", first + row, pick_word(d));
		canvas_text_right(d->canvas, line, 0, style, "met");
	}
}

/* Everything in it moves, and what comes in is blank or what was there. */
static void scroll(struct drawing *d, struct rect r)
{
	struct rect all = canvas_rect(d->canvas), from = r;
	int down = pick(d, 2) == 0 ? 0 : pick(d, 7) - 3, right = down != 0 && pick(d, 3) != 0 ? 0 : pick(d, 21) - 10;

	canvas_resize(d->other, all.rows, all.cols);
	canvas_copy(d->other, all, d->canvas, 0, 0);
	if (pick(d, 2) == 0)
		canvas_fill(d->canvas, r, " ", STYLE_TEXT);
	from.row += down;
	from.col += right;
	canvas_copy(d->canvas, r, d->other, from.row, from.col);
}

/* As when one types in the middle of a line, or takes out a word there. */
static void edit_line(struct drawing *d, struct rect r)
{
	struct rect all = canvas_rect(d->canvas), rest;
	struct buf b = {0};
	int n;

	canvas_resize(d->other, all.rows, all.cols);
	canvas_copy(d->other, all, d->canvas, 0, 0);
	if (pick(d, 3) == 0) {
		canvas_copy(d->canvas, rect_part(all, r.row, r.col, 1, all.cols), d->other, r.row, r.col + 1 + pick(d, 12));
		return;
	}
	pick_text(d, &b, 1 + pick(d, 2));
	n = canvas_text(d->canvas, rect_part(all, r.row, r.col, 1, all.cols), 0, 0, pick_style(d), b.data);
	rest = rect_part(all, r.row, r.col + n, 1, all.cols);
	canvas_copy(d->canvas, rest, d->other, r.row, r.col);
	buf_release(&b);
}

static void place_cursor(struct drawing *d, struct rect r)
{
	canvas_cursor(d->canvas, r.row, r.col);
	canvas_cursor_visible(d->canvas, pick(d, 4) != 0);
}

/* One thing, all of it chosen by its number. */
static void draw(struct drawing *d, uint64_t number)
{
	struct canvas *c = d->canvas;

	d->luck = number;
	int what = pick(d, 100);
	struct rect r = pick_rect(d);
	if (what < 4)
		canvas_clear(c);
	else if (what < 22)
		draw_text(d, r);
	else if (what < 35)
		edit_line(d, r);
	else if (what < 42)
		draw_paragraph(d, r);
	else if (what < 50)
		draw_box(d, r);
	else if (what < 58)
		draw_matrix(d, r);
	else if (what < 64)
		draw_list(d, r);
	else if (what < 76)
		scroll(d, r);
	else if (what < 82)
		canvas_fill(c, r, pick(d, 2) == 0 ? " " : pick_word(d), pick_style(d));
	else if (what < 86)
		canvas_style(c, r, pick_style(d));
	else if (what < 90)
		canvas_bar(c, r, 0, 0, r.cols, pick_style(d), pick(d, 100), 100);
	else if (what < 94)
		canvas_fill(c, rect_part(canvas_rect(c), r.row, r.col, 1, canvas_rect(c).cols), " ", STYLE_TEXT);
	else if (what < 98)
		place_cursor(d, r);
	else if (pick(d, 2) == 0)
		d->repaint = true;
	else
		d->leave = true;
}

/* ---- frames ------------------------------------------------------------------------------------------ */

/* Of every kind: attributes alone, one colour, both, of all 256. */
static void make_theme(struct theme *t, bool ground)
{
	static const unsigned attr[] = { 0, ATTR_BOLD, ATTR_UNDERLINE, ATTR_REVERSE, ATTR_ITALIC, ATTR_BOLD | ATTR_REVERSE, ATTR_DIM };

	for (int i = 1; i < STYLE_COUNT; i++) {
		struct look *look = &t->look[i];

		look->fg = i % 3 == 0 && !ground ? COLOUR_DEFAULT : i % 3 == 1 ? i % 8 : 16 + i * 9 % 240;
		look->bg = ground || i % 4 == 3 ? (i % 4 == 3 ? i / 4 % 8 : 4) : COLOUR_DEFAULT;
		look->attr = attr[i % 7];
	}
	t->look[STYLE_TEXT] = (struct look){ ground ? 7 : COLOUR_DEFAULT, ground ? 4 : COLOUR_DEFAULT, 0 };
}

static struct frames_look look_of(const struct drawing *d, int style)
{
	const struct look *look = &d->theme.look[style];
	struct frames_look out = { -1, -1, look->attr };

	if (d->colours.count == 0 || (look->fg < 0 && look->bg < 0))
		return out;
	struct term_pair pair = term_colour_pair(&d->colours, look);
	out.fg = pair.fg;
	out.bg = pair.bg;
	out.attr |= pair.bright ? ATTR_BOLD : 0;
	return out;
}

static void put_shown(struct drawing *d)
{
	struct frames_shown *s = d->shown;
	struct rect all = canvas_rect(d->canvas);

	atomic_store(&s->frames, 0);
	s->rows = all.rows;
	s->cols = all.cols;
	s->cursor_visible = canvas_cursor_at(d->canvas, &s->cursor_row, &s->cursor_col);
	s->text = look_of(d, STYLE_TEXT);
	for (int row = 0; row < all.rows; row++) {
		for (int col = 0; col < all.cols; col++) {
			const struct cell *cell = canvas_cell(d->canvas, row, col);
			struct frames_cell *to = &s->cell[row * all.cols + col];

			memcpy(to->text, cell->text, sizeof cell->text);
			to->width = cell->width;
			to->look = look_of(d, cell->style);
		}
	}
	atomic_store(&s->frames, ++d->drawn);
}

/* The next line of the script; nothing at its end. */
static void draw_frame(struct drawing *d, struct term *t)
{
	char *end = d->next != NULL ? strchr(d->next, '\n') : NULL;

	if (end == NULL)
		return;
	*end = '\0';
	if (*d->next == ':') {
		canvas_clear(d->canvas);
		canvas_text(d->canvas, canvas_rect(d->canvas), 0, 0, STYLE_TEXT, d->next + 1);
		*d->next = '\0';
	}
	for (char *word = strtok(d->next, " "); word != NULL; word = strtok(NULL, " "))
		draw(d, strtoull(word, NULL, 10));
	d->next = end + 1;
	put_shown(d);
	if (d->repaint)
		term_repaint(t);
	if (d->leave) {
		term_leave(t);
		term_enter(t);
	}
	d->repaint = d->leave = false;
	term_show(t, d->canvas);
}

static void run(struct drawing *d, struct term *t)
{
	for (;;) {
		struct event ev;
		int rows, cols;

		draw_frame(d, t);
		do {
			ev = term_wait(t, -1);
		} while (ev.kind == EVENT_NONE);
		if (ev.kind == EVENT_HANGUP || (ev.kind == EVENT_KEY && ev.key == 'q'))
			return;
		term_size(t, &rows, &cols);
		if (rows > FRAMES_ROWS_MAX || cols > FRAMES_COLS_MAX)
			return;
		if (rows != canvas_rect(d->canvas).rows || cols != canvas_rect(d->canvas).cols)
			canvas_resize(d->canvas, rows, cols);
	}
}

/* ---- the whole --------------------------------------------------------------------------------------- */

static bool open_files(struct drawing *d, const char *script, const char *shown)
{
	int fd = open(shown, O_RDWR | O_CLOEXEC);
	void *map = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *d->shown, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	FILE *f = fopen(script, "re");
	size_t cap = 0;

	if (fd >= 0)
		close(fd);
	if (f == NULL || map == MAP_FAILED)
		return false;
	d->shown = map;
	bool read = getdelim(&d->script, &cap, '\0', f) >= 0;
	d->next = d->script;
	fclose(f);
	return read;
}

/* As the program itself: inside, characters have their width in any case. */
static bool utf8_terminal(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	setlocale(LC_CTYPE, "C.UTF-8");
	return false;
}

int main(int argc, char **argv)
{
	struct drawing d = {0};
	struct term_options o = { .ascii = !utf8_terminal() };
	struct term *t = NULL;
	struct err err = {0};
	char *said = NULL;
	int rows, cols;

	if (argc != 5 || !open_files(&d, argv[1], argv[2]))
		return 2;
	d.colours.count = atoi(argv[3]);
	o.colour = d.colours.count > 0;
	make_theme(&d.theme, strcmp(argv[4], "1") == 0);
	if (!term_open(&o, &d.theme, &t, &said, &err))
		return 3;
	term_size(t, &rows, &cols);
	d.canvas = canvas_new(rows, cols, o.ascii);
	d.other = canvas_new(rows, cols, o.ascii);
	run(&d, t);
	term_close(t);
	canvas_free(d.canvas);
	canvas_free(d.other);
	munmap(d.shown, sizeof *d.shown);
	free(d.script);
	free(said);
	return 0;
}
