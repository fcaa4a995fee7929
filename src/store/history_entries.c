/* What lies in a save of the history: which of its entries pass, and reading them, all, a part at a time, or only to count. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/history_private.h"

enum { PART = 2000 };           /* entries of a part of a save */

/* ---- which entries of a save pass ---------------------------------------------------------------------- */

size_t history_match_from(const struct history_private *p, int64_t seq)
{
	size_t low = 0, high = p->n_match;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->match[middle] < seq)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t count_matches(const struct history_private *p, int64_t first, int64_t last)
{
	return history_match_from(p, last + 1) - history_match_from(p, first);
}

/* The first entry of all is about the workspace itself. */
size_t history_passing(const struct history_private *p, const struct history_save *s)
{
	return p->partial ? count_matches(p, s->first, s->last) : s->n_all - (s->first == 1);
}

/* From an entry on, the next stretch of entries that pass one after another, within the save; false: there is none. */
static bool next_stretch(const struct history_private *p, const struct history_save *s, int64_t *from, int64_t *to)
{
	if (!p->partial) {
		*to = s->last;
		return *from <= s->last;
	}
	size_t i = history_match_from(p, *from);
	if (i == p->n_match || p->match[i] > s->last)
		return false;
	*from = *to = p->match[i];
	while (++i < p->n_match && p->match[i] == *to + 1 && *to < s->last)
		++*to;
	return true;
}

/* ---- entries --------------------------------------------------------------------------------------- */

/* Columns of STMT_HISTORY_ENTRIES, and the first three of STMT_HISTORY_ABOUT. */
enum { COLUMN_SEQ, COLUMN_ENTITY, COLUMN_ID, COLUMN_FIELD, COLUMN_BASE, COLUMN_ABSENT, COLUMN_REMOVED };

bool history_unknown_entry(struct store *st, int64_t seq, struct err *err)
{
	return store_damaged(st, err, "history entry %lld is about nothing that this program knows", (long long)seq);
}

static const char *keep_id(struct history_save *s, struct arena *arena, const char *id)
{
	const char *before = s->n > 0 ? s->entry[s->n - 1].id : NULL;

	return before && strcmp(before, id) == 0 ? before : arena_strdup(arena, id);
}

static bool add_entry(struct store *st, struct history_save *s, struct arena *arena, sqlite3_stmt *q, struct err *err)
{
	struct history_entry e = { .seq = sqlite3_column_int64(q, COLUMN_SEQ), .fresh = sqlite3_column_int64(q, COLUMN_BASE) == 0,
		.absent = sqlite3_column_int64(q, COLUMN_ABSENT) != 0 };
	bool sound = true;
	const char *entity = stmt_column_text(q, COLUMN_ENTITY, &sound), *id = stmt_column_text(q, COLUMN_ID, &sound),
	    *field = stmt_column_text(q, COLUMN_FIELD, &sound);

	if (!sound || !entity || !id || !field)
		return history_unknown_entry(st, e.seq, err);
	if (e.seq == 1 && strcmp(entity, "workspace") == 0)
		return true;
	if (!entity_read(entity, &e.entity) || !field_read(e.entity, field, &e.field))
		return history_unknown_entry(st, e.seq, err);
	const char *removed = stmt_column_text(q, COLUMN_REMOVED, &sound);
	e.made = e.fresh && s->taken;
	e.gone = field_is_removed(e.field) && removed && sound && strcmp(removed, "true") == 0;
	e.id = keep_id(s, arena, id);
	MEM_GROW(s->entry, s->n, s->cap);
	s->entry[s->n++] = e;
	return true;
}

/* Adds the entries from *from on, `max` at most; *from is where it goes on. */
static bool read_stretch(struct store *st, struct history_save *s, struct arena *arena, int64_t *from, int64_t to, size_t max, struct err *err)
{
	bool row = true;
	size_t n = 0;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_ENTRIES, err, "iii", *from, to, (int64_t)max);

	while (q && row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		if (!row)
			break;
		if (!add_entry(st, s, arena, q, err)) {
			sqlite3_reset(q);
			return false;
		}
		*from = sqlite3_column_int64(q, COLUMN_SEQ) + 1;
		n++;
	}
	if (n < max)
		*from = to + 1;
	return q != NULL;
}

static bool read_entries(struct store *st, const struct history_private *p, struct history_save *s, struct arena *arena, int64_t *from,
    size_t until, struct err *err)
{
	int64_t to;

	while (s->n < until && next_stretch(p, s, from, &to))
		if (!read_stretch(st, s, arena, from, to, until - s->n, err))
			return false;
	return true;
}

/* How many things in a row some entries are about. */
static size_t count_things(const struct history_save *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += i == 0 || s->entry[i].entity != s->entry[i - 1].entity || strcmp(s->entry[i].id, s->entry[i - 1].id) != 0;
	return n;
}

bool history_read_more(struct store *st, struct history *h, struct history_save *s, size_t n, struct err *err)
{
	int64_t from = s->n > 0 ? s->entry[s->n - 1].seq + 1 : s->first;

	if (s->n >= n || s->n == s->n_pass)
		return true;
	if (!read_entries(st, h->private, s, &h->arena, &from, n < s->n_pass ? n : s->n_pass, err))
		return false;
	if (s->n < n)
		s->n_pass = s->n;
	return true;
}

bool store_history_more(struct store *st, struct history *h, struct history_save *s, size_t n, struct err *err)
{
	return s->n >= n || s->n == s->n_pass || (history_begin(st, err) && history_end(st, history_read_more(st, h, s, n, err)));
}

/* ---- a part at a time ------------------------------------------------------------------------------- */

void history_part_release(struct history_part *part)
{
	free(part->save.entry);
	arena_release(&part->arena);
	*part = (struct history_part){0};
}

/* The last entity may go on in the next part: it is left to it, unless it is the only one. */
static void leave_last(struct history_part *part)
{
	struct history_save *s = &part->save;
	size_t i = s->n;

	while (i > 1 && s->entry[i - 1].entity == s->entry[i - 2].entity && strcmp(s->entry[i - 1].id, s->entry[i - 2].id) == 0)
		i--;
	if (i > 1) {
		part->next = s->entry[i - 1].seq;
		s->n = i - 1;
	}
}

bool store_history_part(struct store *st, struct history *h, const struct history_save *s, struct history_part *part, struct err *err)
{
	struct history_entry *entry = part->save.entry;
	size_t cap = part->save.cap;

	arena_release(&part->arena);
	part->arena = (struct arena){0};
	part->save = *s;
	part->save.entry = entry;
	part->save.n = 0;
	part->save.cap = cap;
	part->next = part->next != 0 ? part->next : s->first;
	if (!history_begin(st, err))
		return false;
	bool ok = read_entries(st, h->private, &part->save, &part->arena, &part->next, PART, err);
	if (ok && part->save.n == PART)
		leave_last(part);
	return history_end(st, ok);
}

/* ---- counting ------------------------------------------------------------------------------------------ */

/* The thing an entry is about, to be compared with that of the next. */
struct thing { char *entity, *id; };

static bool is_other(struct thing *t, sqlite3_stmt *q)
{
	bool ignored = true;
	const char *entity = stmt_column_text(q, COLUMN_ENTITY, &ignored), *id = stmt_column_text(q, COLUMN_ID, &ignored);

	if (!entity || !id || (t->id && strcmp(t->id, id) == 0 && strcmp(t->entity, entity) == 0))
		return false;
	free(t->entity);
	free(t->id);
	*t = (struct thing){ xstrdup(entity), xstrdup(id) };
	return true;
}

/* *from: as for read_stretch. The entry that was counted last is read once more, for what it was about. */
static bool count_stretch(struct store *st, struct history_save *s, struct thing *t, int64_t *from, int64_t to, size_t *max, size_t *things,
    struct err *err)
{
	bool row = true;
	size_t n = 0;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_ABOUT, err, "iii", *from, to, (int64_t)*max);

	while (q && row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		if (!row)
			break;
		int64_t seq = sqlite3_column_int64(q, COLUMN_SEQ);
		if (seq != 1 && is_other(t, q) && seq != s->counted)
			++*things;
		*from = seq + 1;
		n++;
	}
	if (n < *max)
		*from = to + 1;
	*max -= n;
	return q != NULL;
}

bool history_count_on(struct store *st, const struct history_private *p, struct history_save *s, size_t max, bool *done, struct err *err)
{
	struct thing t = {0};
	int64_t from = s->counted != 0 ? s->counted : s->first, to = 0;
	size_t things = s->counting;
	bool ok = true, more = true;

	max += s->counted != 0;
	while (ok && max > 0 && (more = next_stretch(p, s, &from, &to)))
		ok = count_stretch(st, s, &t, &from, to, &max, &things, err);
	free(t.entity);
	free(t.id);
	if (!ok)
		return false;
	s->counting = things;
	s->counted = from - 1;
	*done = !more || from > s->last;
	if (*done)
		s->things = things;
	return true;
}

bool store_history_count(struct store *st, struct history *h, struct history_save *s, size_t entries, bool *done, struct err *err)
{
	*done = s->things != 0 || s->n == s->n_pass;
	if (*done) {
		s->things = s->things != 0 ? s->things : count_things(s);
		return true;
	}
	return history_begin(st, err) && history_end(st, history_count_on(st, h->private, s, entries, done, err));
}
