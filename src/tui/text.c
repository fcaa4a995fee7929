/* A text: its contents, cursor and selection. Motions are in text_motion.c, changes in
 * text_edit.c. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/text_private.h"

struct text *text_new(enum text_kind kind)
{
	struct text *t = xcalloc(1, sizeof *t);

	t->kind = kind;
	t->changed_from = SIZE_MAX;
	return t;
}

void text_free(struct text *t)
{
	if (t == NULL)
		return;
	gap_release(&t->gap);
	undo_release(&t->undo);
	free(t);
}

/* Contents. */

size_t text_len(const struct text *t)
{
	return gap_len(&t->gap);
}

enum text_kind text_kind(const struct text *t)
{
	return t->kind;
}

uint64_t text_revision(const struct text *t)
{
	return t->revision;
}

size_t text_take_changed(struct text *t)
{
	size_t from = t->changed_from;

	t->changed_from = SIZE_MAX;
	return from;
}

const char *text_peek(const struct text *t, size_t at, size_t *len)
{
	return gap_peek(&t->gap, at, len);
}

const char *text_bytes(const struct text *t, size_t at, size_t len, char *scratch)
{
	size_t n;
	const char *p = gap_peek(&t->gap, at, &n);

	if (n >= len)
		return p;
	gap_read(&t->gap, at, len, scratch);
	return scratch;
}

void text_copy(const struct text *t, size_t from, size_t to, struct buf *out)
{
	assert(from <= to && to <= text_len(t));
	for (size_t n; from < to; from += n) {
		const char *p = gap_peek(&t->gap, from, &n);

		n = n < to - from ? n : to - from;
		buf_addn(out, p, n);
	}
}

void text_get(const struct text *t, struct buf *out)
{
	text_copy(t, 0, text_len(t), out);
}

/* Lines. */

size_t text_lines(const struct text *t)
{
	return gap_newlines(&t->gap) + 1;
}

size_t text_line_at(const struct text *t, size_t at)
{
	return gap_newlines_before(&t->gap, at);
}

size_t text_line_start(const struct text *t, size_t line)
{
	return line == 0 ? 0 : gap_newline(&t->gap, line - 1) + 1;
}

size_t text_line_end(const struct text *t, size_t line)
{
	return line + 1 < text_lines(t) ? gap_newline(&t->gap, line) : text_len(t);
}

/* Cursor and selection. */

size_t text_cursor(const struct text *t)
{
	return t->place.cursor;
}

bool text_selection(const struct text *t, size_t *from, size_t *to)
{
	bool forward = t->place.anchor < t->place.cursor;

	*from = forward ? t->place.anchor : t->place.cursor;
	*to = forward ? t->place.cursor : t->place.anchor;
	return *from < *to;
}

bool text_inside_character(const struct text *t, size_t at)
{
	size_t n;
	const char *p = gap_peek(&t->gap, at, &n);

	return n > 0 && utf8_is_tail(*p);
}

void text_go(struct text *t, size_t at, bool select)
{
	at = at < text_len(t) ? at : text_len(t);
	while (text_inside_character(t, at))
		at--;
	t->place.cursor = at;
	if (!select)
		t->place.anchor = at;
	t->open = OPEN_NOT;
}

void text_move(struct text *t, enum text_motion motion, bool select)
{
	size_t from, to;

	if (!select && text_selection(t, &from, &to) && (motion == TEXT_LEFT || motion == TEXT_RIGHT))
		text_go(t, motion == TEXT_LEFT ? from : to, false);
	else
		text_go(t, text_where(t, t->place.cursor, motion), select);
}

void text_select_all(struct text *t)
{
	t->place = (struct place){ .cursor = text_len(t), .anchor = 0 };
	t->open = OPEN_NOT;
}
