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

	s.n_pass = history_passing(r->p, &s);
	set_kind(r, &s);
	MEM_GROW(h->save, h->n, h->cap);
	struct history_save *added = &h->save[h->n++];
	*added = s;
	size_t before = r->left, want = s.n_pass <= r->left ? s.n_pass : ENTRIES_LEAST;
	if (!history_read_more(r->st, h, added, want, err))
		return false;
	r->left = before > added->n ? before - added->n : 0;
	return true;
}

/* The next save that has entries which pass. */
static bool next_save(struct looking *r, struct save_walk *w, bool *found, struct err *err)
{
	if (!r->p->partial)
		return save_walk_next(w, found, err);
	size_t i = history_match_from(r->p, w->before != 0 ? w->before : INT64_MAX);
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
			ok = history_unknown_entry(r->st, w.last, err);
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

bool history_begin(struct store *st, struct err *err)
{
	return conn_ready(st, READ_SECONDS, err) && read_begin(st, err);
}

bool history_end(struct store *st, bool ok)
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
	return history_begin(st, err) && history_end(st, prepare(&r, f, err) && read_saves(&r, f, max <= SIZE_MAX - h->n ? h->n + max : SIZE_MAX, err));
}

/* ---- one save alone ------------------------------------------------------------------------------------- */

static bool read_of(struct looking *r, int64_t seq, struct err *err)
{
	struct history_filter all = HISTORY_ALL;
	struct save_walk w = { .st = r->st };
	bool found = false, done;
	bool ok = prepare(r, &all, err) && save_walk_to(&w, seq, &found, err) && (!found || add_save(r, &w, err));

	if (ok && found && r->h->save[0].n < r->h->save[0].n_pass)
		ok = history_count_on(r->st, r->p, &r->h->save[0], INT64_MAX, &done, err);
	save_walk_release(&w);
	return ok;
}

bool store_history_of(struct store *st, int64_t seq, struct history *h, struct err *err)
{
	struct looking r = { .st = st, .h = h, .left = ENTRIES_LEAST };

	return history_begin(st, err) && history_end(st, read_of(&r, seq, err));
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
