/* Panes: a cursor and a window on a page. Scrolling is settled when state changes, never while
 * drawing. */
#include "config.h"

#include <limits.h>

#include "tui/page.h"

enum { SELECTED_PIECES = 4 };   /* pieces of a selected line that are marked: few cells, few bytes */

static bool is_stop(const struct pane *v, int line)
{
	const struct page_line *l = &v->page.line[line];

	return !l->continued && (!v->targets_only || l->target.kind != TARGET_NONE);
}

/* The stop nearest to `line`, looking down first. */
static int nearest_stop(const struct pane *v, int line)
{
	for (int i = line; i < v->page.n; i++)
		if (is_stop(v, i))
			return i;
	for (int i = line < v->page.n ? line : v->page.n - 1; i >= 0; i--)
		if (is_stop(v, i))
			return i;
	return line;
}

/* Half a window at the edge: on average fewer bytes a move than line by line. */
void pane_follow(struct pane *v)
{
	int last = v->page.n - v->rows, half = v->rows / 2;

	if (v->cursor < v->top)
		v->top = v->cursor <= half ? 0 : v->cursor - half;
	else if (v->rows > 0 && v->cursor >= v->top + v->rows)
		v->top = v->cursor - v->rows + 1 + half;
	v->top = clamp(v->top, 0, last < 0 ? 0 : last);
}

void pane_settle(struct pane *v, const struct target *t)
{
	int at = t != NULL && t->kind != TARGET_NONE ? page_find(&v->page, t) : -1;

	if (at < 0)
		at = clamp(v->cursor, 0, v->page.n > 0 ? v->page.n - 1 : 0);
	v->cursor = v->page.n > 0 ? nearest_stop(v, at) : 0;
	pane_follow(v);
}

/* One stop up or down. Where there is none any more the window itself moves, so that text after
 * the last stop can be read. */
static void step(struct pane *v, int way)
{
	for (int i = v->cursor + way; i >= 0 && i < v->page.n; i += way) {
		if (!is_stop(v, i))
			continue;
		if (v->targets_only && (i >= v->top + v->rows + v->rows / 2 || i < v->top - v->rows / 2 - 1))
			break;
		v->cursor = i;
		pane_follow(v);
		return;
	}
	if (v->targets_only) {
		int last = v->page.n - v->rows;

		v->top = clamp(v->top + way * (v->rows / 2 > 0 ? v->rows / 2 : 1), 0, last < 0 ? 0 : last);
	}
}

void pane_move(struct pane *v, int lines)
{
	for (; lines > 0; lines--)
		step(v, 1);
	for (; lines < 0; lines++)
		step(v, -1);
}

void pane_page(struct pane *v, int pages)
{
	int rows = v->rows > 1 ? v->rows - 1 : 1, last = v->page.n - v->rows;

	if (v->page.n == 0)
		return;
	v->top = clamp(v->top + pages * rows, 0, last < 0 ? 0 : last);
	v->cursor = nearest_stop(v, clamp(v->cursor + pages * rows, 0, v->page.n - 1));
	if (!v->targets_only)
		pane_follow(v);
}

void pane_to(struct pane *v, int line)
{
	if (v->page.n == 0)
		return;
	v->cursor = nearest_stop(v, clamp(line, 0, v->page.n - 1));
	if (line <= 0)
		v->top = 0;
	pane_follow(v);
	if (v->targets_only && line >= v->page.n)
		v->top = clamp(v->page.n - v->rows, 0, INT_MAX);
}

bool pane_do(struct pane *v, enum move m)
{
	switch (m) {
	case MOVE_UP: pane_move(v, -1); return true;
	case MOVE_DOWN: pane_move(v, 1); return true;
	case MOVE_PAGE_UP: pane_page(v, -1); return true;
	case MOVE_PAGE_DOWN: pane_page(v, 1); return true;
	case MOVE_HALF_UP: pane_move(v, -(v->rows / 2)); return true;
	case MOVE_HALF_DOWN: pane_move(v, v->rows / 2); return true;
	case MOVE_TOP: pane_to(v, 0); return true;
	case MOVE_BOTTOM: pane_to(v, INT_MAX); return true;
	default: return false;
	}
}

bool pane_mouse(struct pane *v, int button, int row)
{
	int line = v->top + row;

	if (button == 4 || button == 5) {
		pane_move(v, button == 4 ? -3 : 3);
		return true;
	}
	if (line < 0 || line >= v->page.n)
		return false;
	v->cursor = line;
	pane_settle(v, NULL);
	return true;
}

bool pane_at(const struct pane *v, struct target *t)
{
	if (v->cursor < 0 || v->cursor >= v->page.n || v->page.line[v->cursor].target.kind == TARGET_NONE)
		return false;
	*t = v->page.line[v->cursor].target;
	return true;
}

static void draw_line(const struct page_line *l, struct canvas *c, struct rect r, int row, bool selected)
{
	int col = l->indent, room = r.cols;

	if (l->right.text != NULL) {
		int used = canvas_text_right(c, r, row, l->right.style, l->right.text);

		room = r.cols - used - 1;
	}
	if (room < 0)
		room = 0;
	for (int i = 0; i < l->n && col < room; i++) {
		enum style s = selected && i < SELECTED_PIECES ? STYLE_SELECTED : l->piece[i].style;

		col += canvas_text_cut(c, r, row, col, room - col, s, l->piece[i].text);
	}
}

void pane_draw(const struct pane *v, struct canvas *c, struct rect r, bool focused)
{
	for (int i = 0; i < r.rows && v->top + i < v->page.n; i++)
		draw_line(&v->page.line[v->top + i], c, r, i, focused && v->top + i == v->cursor);
	if (focused && v->cursor >= v->top && v->cursor < v->top + r.rows)
		canvas_cursor(c, r.row + v->cursor - v->top, r.col);
}
