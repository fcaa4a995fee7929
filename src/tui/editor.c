/* The editor: commands on a text, and the scroll that keeps the cursor in the pane. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/editor_private.h"

static const enum text_motion no_motion = TEXT_MOTION_COUNT;

/* Motions that a text knows by itself. */
static const enum text_motion motions[EDITOR_SELECT] = {
	[EDITOR_LEFT] = TEXT_LEFT, [EDITOR_RIGHT] = TEXT_RIGHT,
	[EDITOR_UP] = TEXT_MOTION_COUNT, [EDITOR_DOWN] = TEXT_MOTION_COUNT,
	[EDITOR_WORD_LEFT] = TEXT_WORD_LEFT, [EDITOR_WORD_RIGHT] = TEXT_WORD_RIGHT,
	[EDITOR_LINE_START] = TEXT_MOTION_COUNT, [EDITOR_LINE_END] = TEXT_MOTION_COUNT,
	[EDITOR_PAGE_UP] = TEXT_MOTION_COUNT, [EDITOR_PAGE_DOWN] = TEXT_MOTION_COUNT,
	[EDITOR_PARAGRAPH_UP] = TEXT_PARAGRAPH_UP, [EDITOR_PARAGRAPH_DOWN] = TEXT_PARAGRAPH_DOWN,
	[EDITOR_TEXT_START] = TEXT_START, [EDITOR_TEXT_END] = TEXT_END,
};

struct editor *editor_new(enum text_kind kind, bool ascii, struct buf *clipboard)
{
	struct editor *e = xcalloc(1, sizeof *e);

	e->text = text_new(kind);
	e->clipboard = clipboard;
	e->wrap.text = e->text;
	e->wrap.ascii = ascii;
	e->goal = -1;
	editor_resize(e, 1, 1);
	return e;
}

void editor_free(struct editor *e)
{
	if (e == NULL)
		return;
	wrap_release(&e->wrap);
	text_free(e->text);
	free(e);
}

const struct text *editor_text(const struct editor *e)
{
	return e->text;
}

/* Scrolling. */

/* The rows from `top` down to the one that starts at `start`, or -1 if that is not among the
 * first `most`. */
static int rows_between(const struct editor *e, size_t top, size_t start, int most)
{
	struct row row;

	if (top > start)
		return -1;
	wrap_row(&e->wrap, top, &row);
	for (int n = 0; n < most; n++) {
		if (row.start == start)
			return n;
		if (!wrap_next(&e->wrap, &row))
			break;
	}
	return -1;
}

/* Scrolls so that `row` is the one with this number in the pane, or as near as the text allows. */
static void put_row(struct editor *e, struct row row, int number)
{
	while (number-- > 0 && wrap_prev(&e->wrap, &row))
		;
	e->top = row.start;
}

/* No empty rows below the text while there is some above. */
static void fill_pane(struct editor *e)
{
	struct row row;
	int n = 1;

	wrap_row(&e->wrap, e->top, &row);
	while (n < e->rows && wrap_next(&e->wrap, &row))
		n++;
	if (n == e->rows)
		return;
	wrap_row(&e->wrap, e->top, &row);
	put_row(e, row, e->rows - n);
}

/* The least scrolling that shows the cursor; a jump of more than a page puts it in the middle. */
static void follow(struct editor *e)
{
	struct row top, row;
	size_t at = e->top < text_len(e->text) ? e->top : text_len(e->text);
	int n;

	wrap_find(&e->wrap, at, &top);
	e->top = top.start;
	wrap_find(&e->wrap, text_cursor(e->text), &row);
	n = rows_between(e, e->top, row.start, 2 * e->rows);
	if (n >= e->rows)
		put_row(e, row, e->rows - 1);
	else if (n < 0)
		put_row(e, row, rows_between(e, row.start, e->top, e->rows) >= 0 ? 0 : e->rows / 2);
	fill_pane(e);
}

/* After anything but a motion up or down: where the cursor is now is where it wants to be. */
void editor_settle(struct editor *e)
{
	e->goal = -1;
	follow(e);
}

void editor_resize(struct editor *e, int rows, int cols)
{
	e->rows = rows > 1 ? rows : 1;
	wrap_set_cols(&e->wrap, cols > 1 ? cols - 1 : 1);
	e->cols = cols > 1 ? cols : 1;
	follow(e);
}

bool editor_set(struct editor *e, const char *s, size_t len, size_t cursor, struct err *err)
{
	if (!text_set(e->text, s, len, err))
		return false;
	text_go(e->text, cursor, false);
	e->top = 0;
	editor_settle(e);
	return true;
}

int editor_rows(const struct editor *e, int cols, int most)
{
	struct wrap wrap = { .text = e->text, .ascii = e->wrap.ascii, .cols = cols > 1 ? cols - 1 : 1 };
	struct row row;
	int n = 1;

	wrap_row(&wrap, 0, &row);
	while (n < most && wrap_next(&wrap, &row))
		n++;
	return n;
}

void editor_cursor(const struct editor *e, int *row, int *col)
{
	size_t cursor = text_cursor(e->text);
	struct row r;

	*row = 0;
	wrap_row(&e->wrap, e->top, &r);
	while (!(cursor < r.end || (r.last && cursor == r.end)) && wrap_next(&e->wrap, &r))
		++*row;
	*col = wrap_col(&e->wrap, &r, cursor);
	*col = *col < e->cols ? *col : e->cols - 1;
}

/* Looking around. */

void editor_show(struct editor *e, size_t from, size_t to)
{
	e->killing = false;
	text_go(e->text, to, false);
	text_go(e->text, from, true);
	editor_settle(e);
}

struct editor_place editor_place(const struct editor *e)
{
	size_t from, to, cursor = text_cursor(e->text);
	bool selected = text_selection(e->text, &from, &to);

	return (struct editor_place){ cursor, selected && cursor == from ? to : from, e->top };
}

void editor_return(struct editor *e, const struct editor_place *place)
{
	text_go(e->text, place->anchor, false);
	text_go(e->text, place->cursor, true);
	e->top = place->top;
	editor_settle(e);
}

void editor_highlight(struct editor *e, const char *needle)
{
	e->needle = needle;
}

/* Motions by rows. */

/* Up (rows < 0) or down; how many rows it was in fact. */
static int move_rows(struct editor *e, int rows, bool select)
{
	struct row row;
	int n = 0;

	wrap_find(&e->wrap, text_cursor(e->text), &row);
	if (e->goal < 0)
		e->goal = wrap_col(&e->wrap, &row, text_cursor(e->text));
	for (; n > rows && wrap_prev(&e->wrap, &row); n--)
		;
	for (; n < rows && wrap_next(&e->wrap, &row); n++)
		;
	text_go(e->text, n == 0 ? text_cursor(e->text) : wrap_at(&e->wrap, &row, e->goal), select);
	return n;
}

/* The pane goes along, so that the cursor keeps its place in it. On the first and last row there
 * is no page more: to the start or end. */
static void move_page(struct editor *e, int direction, bool select)
{
	int page = e->rows > 1 ? e->rows - 1 : 1, n = move_rows(e, direction * page, select);
	struct row top;

	if (n == 0)
		text_move(e->text, direction < 0 ? TEXT_START : TEXT_END, select);
	wrap_row(&e->wrap, e->top, &top);
	for (; n < 0 && wrap_prev(&e->wrap, &top); n++)
		;
	for (; n > 0 && wrap_next(&e->wrap, &top); n--)
		;
	e->top = top.start;
}

static void move_to_row_end(struct editor *e, bool start, bool select)
{
	size_t cursor = text_cursor(e->text), to;
	struct row row;

	wrap_find(&e->wrap, cursor, &row);
	to = start ? row.start : wrap_end(&e->wrap, &row);
	if (to == cursor)
		to = text_where(e->text, cursor, start ? TEXT_LINE_START : TEXT_LINE_END);
	text_go(e->text, to, select);
}

static void move(struct editor *e, enum editor_command command, bool select)
{
	int goal = -1;

	switch (command) {
	case EDITOR_UP: case EDITOR_DOWN:
		move_rows(e, command == EDITOR_UP ? -1 : 1, select);
		goal = e->goal;
		break;
	case EDITOR_PAGE_UP: case EDITOR_PAGE_DOWN:
		move_page(e, command == EDITOR_PAGE_UP ? -1 : 1, select);
		goal = e->goal;
		break;
	case EDITOR_LINE_START: case EDITOR_LINE_END:
		move_to_row_end(e, command == EDITOR_LINE_START, select);
		break;
	default:
		assert(motions[command] != no_motion);
		text_move(e->text, motions[command], select);
		break;
	}
	e->goal = goal;
	follow(e);
}

void editor_point(struct editor *e, int row, int col, bool select)
{
	struct row r;

	wrap_row(&e->wrap, e->top, &r);
	while (row-- > 0 && wrap_next(&e->wrap, &r))
		;
	e->killing = false;
	text_go(e->text, wrap_at(&e->wrap, &r, col > 0 ? col : 0), select);
	editor_settle(e);
}

bool editor_command(struct editor *e, enum editor_command command, struct err *err)
{
	bool ok = true, killing = e->killing;

	e->killing = false;
	if (command < EDITOR_SELECT)
		move(e, command, false);
	else if (command <= EDITOR_SELECT_LAST)
		move(e, command - EDITOR_SELECT, true);
	else if (command == EDITOR_SELECT_ALL)
		text_select_all(e->text);
	else
		ok = editor_change(e, command, killing, err);
	if (command >= EDITOR_SELECT_ALL)
		editor_settle(e);
	return ok;
}
