/* Changes to a text, and their undo. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/field.h"
#include "tui/text_private.h"

enum { DELETING_MAX = 256 };            /* bytes deleted one by one in one step */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static size_t count_characters(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += !utf8_is_tail(s[i]);
	return n;
}

static size_t count_in_text(const struct text *t, size_t from, size_t to)
{
	size_t sum = 0;

	for (size_t n; from < to; from += n) {
		const char *p = text_peek(t, from, &n);

		n = n < to - from ? n : to - from;
		sum += count_characters(p, n);
	}
	return sum;
}

/* Whether the text may have s in place of from..to. */
static bool has_room(const struct text *t, size_t from, size_t to, const char *s, size_t len, struct err *err)
{
	size_t bytes = text_len(t) - (to - from) + len;

	if (t->kind == TEXT_LINES && bytes > FIELD_TEXT_MAX)
		return err_set(err, ERR_INPUT, "%zu bytes too many: %d (1 MiB) is the most a text may have",
		    bytes - FIELD_TEXT_MAX, FIELD_TEXT_MAX);
	if (t->kind == TEXT_LINE && bytes > FIELD_LINE_MAX) {
		size_t n = t->characters - count_in_text(t, from, to) + count_characters(s, len);

		if (n > FIELD_LINE_MAX)
			return err_set(err, ERR_INPUT, "%zu characters too many: %d is the most a line may have",
			    n - FIELD_LINE_MAX, FIELD_LINE_MAX);
	}
	return true;
}

/* The bytes themselves. */

static void replace(struct text *t, size_t from, size_t removed, const char *s, size_t added)
{
	text_count(t, from, from + removed, false);
	gap_remove(&t->gap, from, removed);
	gap_insert(&t->gap, from, s, added);
	text_count(t, from, from + added, true);
	t->changed_from = from < t->changed_from ? from : t->changed_from;
	t->revision++;
}

static char *take_out(const struct text *t, size_t from, size_t len)
{
	char *bytes = xmalloc(len + 1);

	gap_read(&t->gap, from, len, bytes);
	bytes[len] = '\0';
	return bytes;
}

/* A change as a step of its own. The cursor comes behind what was put in. */
static void change(struct text *t, size_t from, size_t to, const char *s, size_t len)
{
	struct step step = { .at = from, .removed = to - from, .added = len, .before = t->place };

	step.kept = to > from ? take_out(t, from, to - from) : NULL;
	replace(t, from, to - from, s, len);
	t->place.cursor = t->place.anchor = from + len;
	step.after = t->place;
	undo_add(&t->undo, &step);
	t->open = OPEN_NOT;
}

bool text_change(struct text *t, size_t from, size_t to, const char *s, size_t len, size_t cursor, struct err *err)
{
	if (!has_room(t, from, to, s, len, err))
		return false;
	change(t, from, to, s, len);
	t->place = (struct place){ .cursor = cursor, .anchor = cursor };
	undo_last(&t->undo)->after = t->place;
	return true;
}

/* Putting in. */

/* Whether s, typed at the cursor, goes on with the word that the newest step put there. */
static bool goes_on_typing(struct text *t, const char *s)
{
	struct step *last = undo_last(&t->undo);
	size_t from, to, n;

	if (t->open != OPEN_TYPING || last == NULL || text_selection(t, &from, &to))
		return false;
	if (last->at + last->added != t->place.cursor)
		return false;
	return is_space(*s) || !is_space(*text_peek(t, t->place.cursor - 1, &n));
}

static void type_on(struct text *t, const char *s, size_t len)
{
	struct step *last = undo_last(&t->undo);

	replace(t, t->place.cursor, 0, s, len);
	t->place.cursor = t->place.anchor = t->place.cursor + len;
	last->added += len;
	last->after = t->place;
}

static bool put(struct text *t, const char *s, size_t len, bool typed, struct err *err)
{
	size_t from, to;

	text_selection(t, &from, &to);
	if (!has_room(t, from, to, s, len, err))
		return false;
	if (len == 0 && from == to)
		return true;
	if (typed && len > 0 && goes_on_typing(t, s)) {
		type_on(t, s, len);
		return true;
	}
	change(t, from, to, s, len);
	t->open = typed ? OPEN_TYPING : OPEN_NOT;
	return true;
}

bool text_insert(struct text *t, const char *s, size_t len, struct text_taken *taken, struct err *err)
{
	struct text_taken ignored;
	struct buf in = {0};
	bool ok;

	taken = taken != NULL ? taken : &ignored;
	*taken = (struct text_taken){0};
	text_take_in(t->kind, s, len, &in, taken);
	ok = in.len == 0 || put(t, buf_str(&in), in.len, false, err);
	t->open = OPEN_NOT;
	buf_release(&in);
	return ok;
}

bool text_type(struct text *t, const char *s, struct err *err)
{
	struct text_taken taken = {0};
	struct buf in = {0};
	bool ok;

	text_take_in(t->kind, s, strlen(s), &in, &taken);
	ok = in.len == 0 || put(t, buf_str(&in), in.len, true, err);
	buf_release(&in);
	return ok;
}

bool text_newline(struct text *t, struct err *err)
{
	if (t->kind == TEXT_LINE)
		return err_set(err, ERR_INPUT, "this is one line: it has no line breaks");
	return put(t, "\n", 1, false, err);
}

bool text_set(struct text *t, const char *s, size_t len, struct err *err)
{
	size_t bad;
	char *copy;

	if (!utf8_valid(s, len, &bad))
		return err_set(err, ERR_INPUT, "byte %zu is not valid UTF-8", bad + 1);
	if (!has_room(t, 0, text_len(t), s, len, err))
		return false;
	copy = xmalloc(len + 1);
	memcpy(copy, s, len);
	for (size_t i = 0; t->kind == TEXT_LINE && i < len; i++) {
		if (copy[i] == '\n')
			copy[i] = ' ';
	}
	replace(t, 0, text_len(t), copy, len);
	free(copy);
	t->place = (struct place){0};
	undo_release(&t->undo);
	t->open = OPEN_NOT;
	return true;
}

/* Deleting. */

/* Whether taking out from..to goes on with what the newest step took out, a word's worth. */
static bool goes_on_deleting(struct text *t, size_t from, size_t to)
{
	struct step *last = undo_last(&t->undo);
	size_t n;
	bool space = is_space(*text_peek(t, from, &n));

	if (t->open != OPEN_DELETING || last == NULL || last->added > 0 || last->removed >= DELETING_MAX)
		return false;
	if (to == last->at)
		return !space || is_space(last->kept[0]);
	return from == last->at && (space || !is_space(last->kept[last->removed - 1]));
}

static void delete_on(struct text *t, size_t from, size_t to)
{
	struct step *last = undo_last(&t->undo);
	char *bytes = take_out(t, from, to - from);

	undo_grow(&t->undo, bytes, to - from, to == last->at);
	free(bytes);
	replace(t, from, to - from, "", 0);
	t->place.cursor = t->place.anchor = from;
	last->at = from;
	last->after = t->place;
}

bool text_delete(struct text *t, enum text_motion motion)
{
	size_t from, to, where = t->place.cursor;
	bool single = motion == TEXT_LEFT || motion == TEXT_RIGHT;

	if (text_selection(t, &from, &to)) {
		change(t, from, to, "", 0);
		return true;
	}
	where = text_where(t, where, motion);
	if (motion == TEXT_LINE_END && where == t->place.cursor)
		where = text_next(t, where);
	from = where < t->place.cursor ? where : t->place.cursor;
	to = where < t->place.cursor ? t->place.cursor : where;
	if (from == to)
		return false;
	if (single && goes_on_deleting(t, from, to))
		delete_on(t, from, to);
	else
		change(t, from, to, "", 0);
	t->open = single ? OPEN_DELETING : OPEN_NOT;
	return true;
}

/* Undo. */

/* Takes out the n bytes that the step has in the text, and puts the kept m ones in. */
static void swap(struct text *t, struct step *s, size_t n, size_t m)
{
	char *bytes = take_out(t, s->at, n);

	replace(t, s->at, n, s->kept == NULL ? "" : s->kept, m);
	undo_swap(&t->undo, s, bytes, n);
}

bool text_undo(struct text *t)
{
	struct step *s;

	t->open = OPEN_NOT;
	if (t->undo.done == 0)
		return false;
	s = &t->undo.step[t->undo.done - 1];
	swap(t, s, s->added, s->removed);
	t->undo.done--;
	t->place = s->before;
	return true;
}

bool text_redo(struct text *t)
{
	struct step *s;

	t->open = OPEN_NOT;
	if (t->undo.done == t->undo.n)
		return false;
	s = &t->undo.step[t->undo.done];
	swap(t, s, s->removed, s->added);
	t->undo.done++;
	t->place = s->after;
	return true;
}

void text_pause(struct text *t)
{
	t->open = OPEN_NOT;
}
