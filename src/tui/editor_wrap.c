/* Soft wrap: graphemes into rows, rows into a text of any size. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/editor_wrap.h"

enum {
	TAB_STOP = 8,
	LINE_LONG = 1024,               /* bytes; lines from here on get checkpoints */
	CHECKPOINT_EVERY = 512,
	LOOK_AHEAD = 8,                 /* bytes behind a grapheme that decide whether it ends there */
};

/* Graphemes. */

void walk_start(struct walk *w, const struct text *t, bool ascii, size_t at)
{
	*w = (struct walk){ .text = t, .ascii = ascii, .at = at };
}

void walk_end(struct walk *w)
{
	buf_release(&w->safe);
}

static bool is_plain(char c)
{
	return c >= 0x20 && c < 0x7F;
}

static int unit_width(struct walk *w, size_t len)
{
	char scratch[UNIT_MAX];
	const char *s = text_bytes(w->text, w->at, len, scratch);

	if (!w->ascii)
		return (int)utf8_width_n(s, len);
	buf_clear(&w->safe);
	utf8_ascii(&w->safe, s, len, false);
	return (int)w->safe.len;
}

bool walk_next(struct walk *w, struct unit *u)
{
	size_t n;
	const char *p = text_peek(w->text, w->at, &n);

	if (n == 0 || *p == '\n')
		return false;
	u->at = w->at;
	u->col = w->col;
	u->plain = is_plain(*p) && n > 1 && (unsigned char)p[1] < 0x80;
	u->len = u->plain ? 1 : text_next(w->text, w->at) - w->at;
	u->plain = u->plain || (u->len == 1 && is_plain(*p));
	u->tab = *p == '\t';
	u->blank = u->tab || (*p == ' ' && u->len == 1);
	assert(u->len <= UNIT_MAX);
	if (u->tab)
		u->width = TAB_STOP - w->col % TAB_STOP;
	else
		u->width = u->plain ? 1 : unit_width(w, u->len);
	w->at += u->len;
	w->col += u->width;
	return true;
}

/* Rows. */

void wrap_row(const struct wrap *w, size_t start, struct row *row)
{
	struct walk walk;
	struct unit u;
	size_t after_blank = start;

	*row = (struct row){ .start = start };
	walk_start(&walk, w->text, w->ascii, start);
	for (;;) {
		if (!walk_next(&walk, &u)) {
			row->end = row->seen = walk.at;
			row->last = true;
			break;
		}
		row->seen = walk.at;
		if (walk.col > w->cols) {
			if (u.blank || u.at == start)
				row->end = walk.at;
			else
				row->end = after_blank > start ? after_blank : u.at;
			break;
		}
		if (u.blank)
			after_blank = walk.at;
	}
	walk_end(&walk);
}

bool wrap_next(const struct wrap *w, struct row *row)
{
	if (row->last && row->end == text_len(w->text))
		return false;
	wrap_row(w, row->last ? row->end + 1 : row->end, row);
	return true;
}

int wrap_col(const struct wrap *w, const struct row *row, size_t at)
{
	struct walk walk;
	struct unit u;
	int col = 0;

	walk_start(&walk, w->text, w->ascii, row->start);
	while (walk.at < row->end && walk_next(&walk, &u) && walk.at <= at)
		col = walk.col;
	walk_end(&walk);
	return col;
}

size_t wrap_at(const struct wrap *w, const struct row *row, int col)
{
	struct walk walk;
	struct unit u;
	size_t at = row->start;

	walk_start(&walk, w->text, w->ascii, row->start);
	for (;;) {
		if (walk.at >= row->end) {
			at = row->last ? row->end : at;
			break;
		}
		if (!walk_next(&walk, &u))
			break;
		at = u.at;
		if (walk.col > col)
			break;
	}
	walk_end(&walk);
	return at;
}

size_t wrap_end(const struct wrap *w, const struct row *row)
{
	return row->last ? row->end : wrap_at(w, row, INT32_MAX);
}

/* Checkpoints. */

static void drop_line(struct checkpoints *line)
{
	line->used = false;
	line->n = 0;
}

void wrap_release(struct wrap *w)
{
	for (int i = 0; i < WRAP_LINES; i++)
		free(w->line[i].item);
	*w = (struct wrap){0};
}

void wrap_set_cols(struct wrap *w, int cols)
{
	if (cols == w->cols)
		return;
	w->cols = cols;
	for (int i = 0; i < WRAP_LINES; i++)
		drop_line(&w->line[i]);
}

/* Drops what depends on text that has changed since the last time. */
static void drop_changed(struct wrap *w)
{
	size_t from = text_take_changed(w->text);

	for (int i = 0; from != SIZE_MAX && i < WRAP_LINES; i++) {
		struct checkpoints *line = &w->line[i];

		while (line->n > 0 && line->item[line->n - 1].seen >= from)
			line->n--;
	}
}

/* Those of the line that starts there, empty if they are new. */
static struct checkpoints *line_checkpoints(struct wrap *w, size_t line_start)
{
	struct checkpoints *line;

	for (int i = 0; i < WRAP_LINES; i++) {
		line = &w->line[i];
		if (line->used && line->line_start == line_start)
			return line;
	}
	line = &w->line[w->turn];
	w->turn = (w->turn + 1) % WRAP_LINES;
	drop_line(line);
	line->used = true;
	line->line_start = line_start;
	return line;
}

/* The last checkpoint at or before `at`, else the line's start. */
static size_t nearest(const struct checkpoints *line, size_t at)
{
	size_t low = 0, high = line->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (line->item[middle].start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? line->line_start : line->item[low - 1].start;
}

static void note(struct checkpoints *line, size_t start, size_t seen)
{
	size_t last = line->n > 0 ? line->item[line->n - 1].start : line->line_start;

	if (start < last + CHECKPOINT_EVERY)
		return;
	MEM_GROW(line->item, line->n, line->cap);
	line->item[line->n++] = (struct checkpoint){ (uint32_t)start, (uint32_t)(seen + LOOK_AHEAD) };
}

void wrap_find(struct wrap *w, size_t at, struct row *row)
{
	size_t number, start;
	struct checkpoints *line = NULL;

	drop_changed(w);
	number = text_line_at(w->text, at);
	start = text_line_start(w->text, number);
	if (text_line_end(w->text, number) - start >= LINE_LONG) {
		line = line_checkpoints(w, start);
		start = nearest(line, at);
	}
	for (;;) {
		wrap_row(w, start, row);
		if (row->last || at < row->end)
			return;
		start = row->end;
		if (line != NULL)
			note(line, start, row->seen);
	}
}

bool wrap_prev(struct wrap *w, struct row *row)
{
	if (row->start == 0)
		return false;
	wrap_find(w, row->start - 1, row);
	return true;
}
