/* The saves of the history, filtered, newest first; earlier texts one at a time. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "store/history_filter.h"
#include "store/history_private.h"

enum {
	READ_SECONDS = 120,
	ENTRIES_LEAST = 64,             /* of any save: enough for the words about a few things, with all their fields */
	ENTRIES_AT_ONCE = 20000,        /* of all saves of a call, beyond that */
	PART = 2000,                    /* entries of a part of a save */
};

/* One run of reading. */
struct looking {
	struct store *st;
	struct history *h;
	struct history_private *p;
	size_t left;                    /* how many entries it may still read */
};

static void release_saves(struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->save[i].entry);
	free(h->save);
	arena_release(&h->arena);
	h->save = NULL;
	h->n = h->cap = 0;
}

static void release_private(struct history_private *p)
{
	if (!p)
		return;
	ops_release(&p->ops);
	free(p->beginning);
	free(p->match);
	free(p);
}

void history_release(struct history *h)
{
	release_saves(h);
	release_private(h->private);
	*h = (struct history){0};
}

void history_let_go(struct history *h)
{
	release_saves(h);
	h->arena = (struct arena){0};
}

static struct history_private *private_of(struct history *h)
{
	if (!h->private)
		h->private = xcalloc(1, sizeof *h->private);
	return h->private;
}

/* What was undone changes with every save. */
bool history_ops(struct store *st, struct history *h, const struct ops **out, struct err *err)
{
	struct history_private *p = private_of(h);
	struct chain newest;

	*out = &p->ops;
	if (!history_head(st, &newest, err))
		return false;
	if (p->ops_until == newest.seq)
		return true;
	ops_release(&p->ops);
	p->ops_until = 0;
	if (!ops_read(st, &p->ops, err))
		return false;
	p->ops_until = newest.seq;
	return true;
}

/* ---- which entries of a save pass ---------------------------------------------------------------------- */

/* Where the first match from an entry on is. */
static size_t match_from(const struct history_private *p, int64_t seq)
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
	return match_from(p, last + 1) - match_from(p, first);
}

/* The first entry of all is about the workspace itself. */
static size_t count_passing(const struct history_private *p, const struct history_save *s)
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
	size_t i = match_from(p, *from);
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

static bool unknown_entry(struct store *st, int64_t seq, struct err *err)
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
		return unknown_entry(st, e.seq, err);
	if (e.seq == 1 && strcmp(entity, "workspace") == 0)
		return true;
	if (!entity_read(entity, &e.entity) || !field_read(e.entity, field, &e.field))
		return unknown_entry(st, e.seq, err);
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

/* `n` of a save's entries, or all; where entries are missing from the file, fewer pass than were counted. */
static bool read_more(struct store *st, struct history *h, struct history_save *s, size_t n, struct err *err)
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

/* ---- putting saves together ------------------------------------------------------------------------- */

static void set_kind(struct looking *r, struct history_save *s)
{
	bool undo;
	const char *of;

	if (op_read(s->command, &undo, &of)) {
		s->kind = undo ? HISTORY_UNDO : HISTORY_REDO;
		s->of = arena_strdup(&r->h->arena, of);
	} else if (s->first == 1 || (s->first == 2 && r->p->beginning && strcmp(s->command, r->p->beginning) == 0)) {
		s->kind = HISTORY_BEGINNING;
	}
	s->undone = s->taken && s->kind == HISTORY_SAVE && !ops_stands(&r->p->ops, s->save, INT64_MAX);
}

/* The save a walk stands on. */
static bool add_save(struct looking *r, const struct save_walk *w, struct err *err)
{
	struct history *h = r->h;
	struct history_save s = { .save = arena_strdup(&h->arena, w->save), .command = arena_strdup(&h->arena, w->command),
		.who = arena_strdup(&h->arena, w->who), .at = arena_strdup(&h->arena, w->at), .first = w->first, .last = w->last,
		.taken = w->taken, .n_all = (size_t)(w->last - w->first) + 1 };

	s.n_pass = count_passing(r->p, &s);
	set_kind(r, &s);
	MEM_GROW(h->save, h->n, h->cap);
	struct history_save *added = &h->save[h->n++];
	*added = s;
	size_t before = r->left, want = s.n_pass <= r->left ? s.n_pass : ENTRIES_LEAST;
	if (!read_more(r->st, h, added, want, err))
		return false;
	r->left = before > added->n ? before - added->n : 0;
	return true;
}

/* The next save that has entries which pass. */
static bool next_save(struct looking *r, struct save_walk *w, bool *found, struct err *err)
{
	if (!r->p->partial)
		return save_walk_next(w, found, err);
	size_t i = match_from(r->p, w->before != 0 ? w->before : INT64_MAX);
	*found = i > 0;
	return !*found || save_walk_to(w, r->p->match[i - 1], found, err);
}

static bool read_saves(struct looking *r, const struct history_filter *f, size_t want, struct err *err)
{
	struct save_walk w = { .st = r->st, .before = r->h->next };
	bool found = true, ok = true;

	while (ok && found && r->h->n < want) {
		ok = next_save(r, &w, &found, err);
		if (ok && found && !w.sound)
			ok = unknown_entry(r->st, w.last, err);
		if (ok && found && filter_passes(f, &w))
			ok = add_save(r, &w, err);
		r->h->next = w.before;
	}
	save_walk_release(&w);
	r->h->end = ok && (!found || r->h->next == 1);
	return ok;
}

/* ---- what every call needs --------------------------------------------------------------------------- */

static bool read_beginning(struct store *st, struct history_private *p, struct err *err)
{
	bool row, sound = true;

	if (p->beginning)
		return true;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_AT, err, "i", (int64_t)1);
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	p->beginning = row ? xstrdup_or_null(stmt_column_text(q, 1, &sound)) : NULL;
	sqlite3_reset(q);
	return true;
}

static bool prepare(struct looking *r, const struct history_filter *f, struct err *err)
{
	const struct ops *ops;

	r->p = private_of(r->h);
	if (!read_beginning(r->st, r->p, err) || !history_ops(r->st, r->h, &ops, err))
		return false;
	if (r->p->partial || !filter_is_partial(f))
		return true;
	free(r->p->match);              /* of a try that failed */
	r->p->partial = filter_entries(r->st, f, &r->p->match, &r->p->n_match, err);
	return r->p->partial;
}

static bool begin(struct store *st, struct err *err)
{
	return conn_ready(st, READ_SECONDS, err) && read_begin(st, err);
}

static bool end(struct store *st, bool ok)
{
	read_end(st);
	assert(store_at_rest(st));
	return ok;
}

bool store_history(struct store *st, const struct history_filter *f, size_t max, struct history *h, struct err *err)
{
	struct looking r = { .st = st, .h = h, .left = ENTRIES_AT_ONCE };

	if (h->end)
		return true;
	return begin(st, err) && end(st, prepare(&r, f, err) && read_saves(&r, f, max <= SIZE_MAX - h->n ? h->n + max : SIZE_MAX, err));
}

bool store_history_more(struct store *st, struct history *h, struct history_save *s, size_t n, struct err *err)
{
	return s->n >= n || s->n == s->n_pass || (begin(st, err) && end(st, read_more(st, h, s, n, err)));
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
	if (!begin(st, err))
		return false;
	bool ok = read_entries(st, private_of(h), &part->save, &part->arena, &part->next, PART, err);
	if (ok && part->save.n == PART)
		leave_last(part);
	return end(st, ok);
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

static bool count_on(struct store *st, const struct history_private *p, struct history_save *s, size_t max, bool *done, struct err *err)
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
	return begin(st, err) && end(st, count_on(st, private_of(h), s, entries, done, err));
}

static bool read_of(struct looking *r, int64_t seq, struct err *err)
{
	struct history_filter all = HISTORY_ALL;
	struct save_walk w = { .st = r->st };
	bool found = false, done;
	bool ok = prepare(r, &all, err) && save_walk_to(&w, seq, &found, err) && (!found || add_save(r, &w, err));

	if (ok && found && r->h->save[0].n < r->h->save[0].n_pass)
		ok = count_on(r->st, r->p, &r->h->save[0], INT64_MAX, &done, err);
	save_walk_release(&w);
	return ok;
}

bool store_history_of(struct store *st, int64_t seq, struct history *h, struct err *err)
{
	struct looking r = { .st = st, .h = h, .left = ENTRIES_LEAST };

	return begin(st, err) && end(st, read_of(&r, seq, err));
}

/* ---- texts ---------------------------------------------------------------------------------------------- */

bool store_history_value(struct store *st, int64_t seq, char **value, struct err *err)
{
	*value = NULL;
	return conn_ready(st, READ_SECONDS, err) && stmt_text(st, STMT_HISTORY_VALUE, value, err, "i", seq);
}

bool store_history_before(struct store *st, const struct history_entry *e, int64_t first, char **value, struct err *err)
{
	*value = NULL;
	return e->made || (conn_ready(st, READ_SECONDS, err)
	    && stmt_text(st, STMT_HISTORY_BEFORE, value, err, "ttti", entity_name(e->entity), e->id, field_info(e->field)->key, first));
}

/* ---- names ---------------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool find_people(struct store *st, char ***name, size_t *n, struct err *err)
{
	struct save_walk w = { .st = st };
	struct map known = {0};
	size_t cap = 0;
	bool found = true, ok = true;

	while (ok && found) {
		ok = save_walk_next(&w, &found, err);
		if (!ok || !found || map_get(&known, w.who) >= 0)
			continue;
		map_put(&known, w.who, 0);
		MEM_GROW(*name, *n, cap);
		(*name)[(*n)++] = xstrdup(w.who);
	}
	save_walk_release(&w);
	map_release(&known);
	return ok;
}

bool store_history_people(struct store *st, char ***name, size_t *n, struct err *err)
{
	*name = NULL;
	*n = 0;
	if (!conn_ready(st, READ_SECONDS, err) || !read_begin(st, err))
		return false;
	bool ok = find_people(st, name, n, err);
	read_end(st);
	if (*n > 1)
		qsort(*name, *n, sizeof **name, compare_names);
	assert(store_at_rest(st));
	return ok;
}

bool store_find_ref(struct store *st, enum entity e, int ref, char **id, struct err *err)
{
	char *number = xasprintf("%d", ref);
	bool ok = conn_ready(st, READ_SECONDS, err) && stmt_text(st, STMT_REF_OWNER + (int)e, id, err, "t", number);

	free(number);
	return ok && (*id || err_set(err, ERR_INPUT, "there was never a %c%d", entity_letter(e), ref));
}
