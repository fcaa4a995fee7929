/* Drawing the rows of an editor that are in its pane. Only reads. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "tui/editor_private.h"

struct pen {
	const struct editor *e;
	struct canvas *c;
	struct rect in;
	enum style style;
	size_t from, to;                /* the selection; both 0 for none */
	struct text_hits hits;          /* those that are seen */
	size_t hit;                     /* the first that does not end before what is drawn next */
	struct buf run, safe;           /* plain text not drawn yet, from run_col on, in run_style */
	int run_col;
	enum style run_style;
};

static void draw_run(struct pen *p, int row)
{
	if (p->run.len > 0)
		canvas_textn(p->c, p->in, row, p->run_col, p->run_style, p->run.data, p->run.len);
	buf_clear(&p->run);
}

static bool is_selected(const struct pen *p, size_t at)
{
	return p->from <= at && at < p->to;
}

/* Places come in order. */
static bool is_found(struct pen *p, size_t at)
{
	while (p->hit < p->hits.n && p->hits.item[p->hit].to <= at)
		p->hit++;
	return p->hit < p->hits.n && p->hits.item[p->hit].from <= at;
}

/* What a place looks like that would be drawn in `style`. */
static enum style style_at(struct pen *p, size_t at, enum style style)
{
	return is_selected(p, at) ? STYLE_SELECTED : is_found(p, at) ? STYLE_MATCH : style;
}

static void draw_blanks(struct pen *p, int row, int col, int width, enum style style)
{
	canvas_fill(p->c, rect_part(p->in, row, col, 1, width), " ", style);
}

/* A grapheme that is not just a letter: what is shown in place of another stands out. */
static void draw_grapheme(struct pen *p, int row, const struct unit *u)
{
	char scratch[UNIT_MAX];
	const char *s = text_bytes(p->e->text, u->at, u->len, scratch);
	enum style style = p->style;

	buf_clear(&p->safe);
	utf8_clean(&p->safe, s, u->len, false);
	if (p->safe.len != u->len || memcmp(p->safe.data, s, u->len) != 0)
		style = STYLE_MARK;
	style = style_at(p, u->at, style);
	if (canvas_textn(p->c, p->in, row, u->col, style, s, u->len) == 0)
		canvas_text(p->c, p->in, row, u->col, STYLE_MARK, ">");         /* wider than the pane */
}

static void draw_unit(struct pen *p, int row, const struct unit *u)
{
	enum style style = style_at(p, u->at, p->style);
	char scratch[1];

	if (u->plain && p->run.len > 0 && p->run_style == style) {
		buf_addc(&p->run, *text_bytes(p->e->text, u->at, 1, scratch));
		return;
	}
	draw_run(p, row);
	if (u->plain) {
		p->run_col = u->col;
		p->run_style = style;
		buf_addc(&p->run, *text_bytes(p->e->text, u->at, 1, scratch));
	} else if (u->tab) {
		draw_blanks(p, row, u->col, u->width, style);
	} else {
		draw_grapheme(p, row, u);
	}
}

static void draw_row(struct pen *p, int number, const struct row *row)
{
	struct walk walk;
	struct unit u;

	walk_start(&walk, p->e->text, p->e->wrap.ascii, row->start);
	while (walk.at < row->end && walk_next(&walk, &u))
		draw_unit(p, number, &u);
	draw_run(p, number);
	if (row->last && row->end < text_len(p->e->text) && is_selected(p, row->end))
		draw_blanks(p, number, walk.col, 1, STYLE_SELECTED);            /* the newline */
	walk_end(&walk);
}

/* What is found in the rows of the pane, and what began just above them. */
static void find_seen(struct pen *p)
{
	const struct editor *e = p->e;
	size_t behind = strlen(e->needle) * 2, from = e->top > behind ? e->top - behind : 0;
	struct row row;
	size_t n;

	while (from > 0 && utf8_is_tail(*text_peek(e->text, from, &n)))
		from--;
	wrap_row(&e->wrap, e->top, &row);
	for (int i = 1; i < e->rows && wrap_next(&e->wrap, &row); i++)
		;
	text_find_all(e->text, e->needle, from, row.end, &p->hits);
}

static void draw_more(const struct editor *e, struct canvas *c, struct rect in, bool above, bool below)
{
	bool ascii = canvas_ascii(c);
	const char *up = ascii ? "^" : "▲", *down = ascii ? "v" : "▼", *both = ascii ? "+" : "↕";

	if (e->cols < 2)
		return;
	if (above)
		canvas_text(c, in, 0, e->cols - 1, STYLE_DIM, below && e->rows == 1 ? both : up);
	if (below && !(above && e->rows == 1))
		canvas_text(c, in, e->rows - 1, e->cols - 1, STYLE_DIM, down);
}

void editor_draw(const struct editor *e, struct canvas *c, struct rect in, enum style style, bool focused)
{
	struct pen pen = { .e = e, .c = c, .in = in, .style = style };
	struct row row;
	bool more = true;
	int line, col;

	if (!text_selection(e->text, &pen.from, &pen.to))
		pen.from = pen.to = 0;
	pen.in = rect_part(in, 0, 0, e->rows, e->wrap.cols);
	canvas_fill(c, in, " ", style);
	if (e->needle != NULL)
		find_seen(&pen);
	wrap_row(&e->wrap, e->top, &row);
	for (line = 0; more && line < e->rows; line++) {
		draw_row(&pen, line, &row);
		more = wrap_next(&e->wrap, &row);
	}
	draw_more(e, c, in, e->top > 0, more);
	if (focused) {
		editor_cursor(e, &line, &col);
		canvas_cursor(c, in.row + line, in.col + col);
	}
	text_hits_release(&pen.hits);
	buf_release(&pen.run);
	buf_release(&pen.safe);
}
