/* What an undo sets, and who built on what it takes away.
 *
 * To undo a save is to give each of its fields the value of the newest earlier entry that stands; to do it
 * again is to take back the save that undid it, in the same way. What was made by the save is removed,
 * with its fields kept, so that doing it again brings all of them back. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/history_private.h"
#include "store/history_saves.h"
#include "store/undo.h"

enum { UNDO_SECONDS = 120, LATER_MAX = 20, WORDS_THINGS = 3 };

struct job {
	struct store *st;
	struct undoing *u;
	const struct ops *ops;
	const struct history_save *back;        /* the save that is taken back: u->save, or the undo of it */
	int64_t until;                  /* its last entry: what came after it is later */
	const char *of;                 /* u->save's id */
	struct map planned;             /* "evidence ID" of every entity that it touches */
	struct map told;                /* a later save's id: place in u->later */
};

void undoing_release(struct undoing *u)
{
	for (size_t i = 0; i < u->n_later; i++) {
		free(u->later[i].who);
		free(u->later[i].at);
		free(u->later[i].command);
		buf_release(&u->later[i].what);
	}
	free(u->later);
	free(u->command);
	changes_release(&u->changes);
	history_release(&u->history);
	*u = (struct undoing){0};
}

/* ---- which save ---------------------------------------------------------------------------------------- */

/* Walking back from the newest: each save is looked at once, its entries are not. */
struct search {
	struct job *job;
	bool redo, anybody;
	int64_t last;                   /* of the save that was found; 0: none */
	bool over;
};

static bool is_mine(const struct search *s, const char *who)
{
	return s->anybody || (s->job->st->who && strcmp(who, s->job->st->who) == 0);
}

static void look_for_redo(struct search *s, const struct save_walk *w)
{
	bool undo;
	const char *of;

	if (!op_read(w->command, &undo, &of))
		s->over = true;                 /* something else was saved since */
	else if (undo && ops_stands(s->job->ops, w->save, INT64_MAX))
		s->last = w->last;
}

static void look_for_undo(struct search *s, const struct save_walk *w)
{
	bool undo;
	const char *of;

	if (!op_read(w->command, &undo, &of) && ops_stands(s->job->ops, w->save, INT64_MAX))
		s->last = w->last;
}

static void look_at(struct search *s, const struct save_walk *w)
{
	if (!w->sound || !w->taken || !is_mine(s, w->who))
		return;
	if (s->redo)
		look_for_redo(s, w);
	else
		look_for_undo(s, w);
}

static bool walk_back(struct search *s, struct err *err)
{
	struct save_walk w = { .st = s->job->st };
	bool found = true, ok = true;

	while (ok && found && !s->last && !s->over) {
		ok = save_walk_next(&w, &found, err);
		if (ok && found)
			look_at(s, &w);
	}
	save_walk_release(&w);
	return ok;
}

/* The save that ends with an entry, as the newest of `h`. */
static bool read_save(struct job *j, int64_t last, struct err *err)
{
	struct history_filter all = HISTORY_ALL;

	j->u->history.end = false;
	j->u->history.next = last + 1;
	return store_history(j->st, &all, 1, &j->u->history, err);
}

static bool find_last_of(struct job *j, const char *save, int64_t *last, struct err *err)
{
	struct save_walk w = { .st = j->st };
	bool found = true, ok = true;

	*last = 0;
	while (ok && found && !*last) {
		ok = save_walk_next(&w, &found, err);
		if (ok && found && strcmp(w.save, save) == 0)
			*last = w.last;
	}
	save_walk_release(&w);
	return ok;
}

/* All that they did; so far only the beginning of what is long was read. */
static bool read_entries(struct job *j, struct err *err)
{
	struct history *h = &j->u->history;

	for (size_t i = 0; i < h->n; i++)
		if (!store_history_more(j->st, h, &h->save[i], SIZE_MAX, err))
			return false;
	return true;
}

/* Fills in u->save, j->back. Saves are read one after the other, so places in the array, not pointers, are
 * kept until the last is there. */
static bool find(struct job *j, bool anybody, struct err *err)
{
	struct undoing *u = j->u;
	struct search s = { .job = j, .redo = u->redo, .anybody = anybody };
	int64_t first = 0;

	if (!walk_back(&s, err) || (s.last && !read_save(j, s.last, err)))
		return false;
	u->found = s.last && u->history.n == 1 && u->history.save[0].kind != HISTORY_BEGINNING;
	if (!u->found)
		return true;
	if (u->redo && (!find_last_of(j, u->history.save[0].of, &first, err) || (first && !read_save(j, first, err))))
		return false;
	u->found = u->history.n == (u->redo ? 2 : 1);
	if (!read_entries(j, err))
		return false;
	j->back = &u->history.save[0];
	u->save = &u->history.save[u->history.n - 1];
	j->until = j->back->last;
	j->of = u->save->save;
	return true;
}

/* ---- who built on it --------------------------------------------------------------------------------------- */

static bool describe(struct job *j, int64_t seq, struct undo_later *l, struct err *err)
{
	bool row, sound = true, undo;
	const char *of;
	sqlite3_stmt *q = stmt_open(j->st, STMT_HISTORY_AT, err, "i", seq);

	if (!q || !stmt_next(j->st, q, &row, err))
		return false;
	const char *command = row ? stmt_column_text(q, 1, &sound) : NULL;
	const char *who = row ? stmt_column_text(q, 2, &sound) : NULL;
	const char *at = row ? stmt_column_text(q, 3, &sound) : NULL;
	l->command = command && op_read(command, &undo, &of) ? xstrdup(undo ? "undo" : "redo") : xstrdup(command ? command : "?");
	l->who = xstrdup(who ? who : "?");
	l->at = xstrdup(at ? at : "");
	sqlite3_reset(q);
	return true;
}

/* `seq`: an entry of the save that did it. Things beyond the limit are not told: one is enough to ask. */
static bool tell(struct job *j, int64_t seq, const char *save, const struct history_entry *e, struct err *err)
{
	struct undoing *u = j->u;
	long at = map_get(&j->told, save);

	if (at < 0 && u->n_later >= LATER_MAX)
		return true;
	if (at < 0) {
		MEM_GROW(u->later, u->n_later, u->cap_later);
		u->later[u->n_later] = (struct undo_later){0};
		at = (long)u->n_later++;
		map_put(&j->told, save, (size_t)at);
		if (!describe(j, seq, &u->later[at], err))
			return false;
	}
	struct buf act = {0};
	struct buf *what = &u->later[at].what;
	history_act(j->st, e, &act);
	if (!strstr(buf_str(what), buf_str(&act)) && what->len < 200)
		buf_addf(what, "%s%s", what->len ? "; " : "", buf_str(&act));
	buf_release(&act);
	return true;
}

/* Whether a save that is none of this undo stands now and did not then, or the other way round. `*seq`: of
 * the undo or redo that made the difference. */
static bool differs(const struct job *j, int64_t *seq, const char *save)
{
	if (strcmp(save, j->of) == 0 || map_get(&j->ops->by_save, save) >= 0)
		return false;
	bool then = *seq <= j->until && ops_stands(j->ops, save, j->until);
	bool now = ops_stands(j->ops, save, INT64_MAX);
	long op = ops_latest(j->ops, save, INT64_MAX);
	if (then == now)
		return false;
	if (op >= 0 && j->ops->item[op].seq > j->until)
		*seq = j->ops->item[op].seq;
	return true;
}

struct touch { int64_t seq; char save[ID_TEXT]; struct history_entry e; };

/* What was ever saved of the entities from id `from` to id `to`; yours, ids too. */
static bool read_touches(struct job *j, enum entity e, const char *from, const char *to, struct touch **out, size_t *n, struct err *err)
{
	bool row = true;
	size_t cap = 0;
	sqlite3_stmt *q = stmt_open(j->st, STMT_HISTORY_TOUCHING, err, "ttt", entity_name(e), from, to);

	*out = NULL;
	*n = 0;
	while (q && row) {
		bool sound = true;
		if (!stmt_next(j->st, q, &row, err))
			return false;
		const char *save = row ? stmt_column_text(q, 1, &sound) : NULL;
		const char *id = row ? stmt_column_text(q, 3, &sound) : NULL;
		const char *field = row ? stmt_column_text(q, 4, &sound) : NULL;
		struct touch t = { .seq = row ? sqlite3_column_int64(q, 0) : 0, .e = { .entity = e } };
		if (!save || !id || !field || !sound || !id_valid(save) || !field_read(e, field, &t.e.field))
			continue;
		const char *removed = stmt_column_text(q, 5, &sound);
		t.e.gone = removed && strcmp(removed, "true") == 0;
		memcpy(t.save, save, ID_TEXT);
		t.e.id = arena_strdup(&j->u->history.arena, id);
		MEM_GROW(*out, *n, cap);
		(*out)[(*n)++] = t;
	}
	return q != NULL;
}

/* `f` FIELD_COUNT: any field of them. */
static bool tell_later(struct job *j, enum entity e, const char *from, const char *to, enum field f, struct err *err)
{
	struct touch *t = NULL;
	size_t n = 0;
	bool ok = read_touches(j, e, from, to, &t, &n, err);

	for (size_t i = 0; ok && i < n; i++) {
		int64_t seq = t[i].seq;
		if ((f == FIELD_COUNT || t[i].e.field == f) && differs(j, &seq, t[i].save))
			ok = tell(j, seq, t[i].save, &t[i].e, err);
	}
	free(t);
	return ok;
}

/* Challenges and waivers that lead to an entity. */
static bool tell_naming(struct job *j, const char *id, struct err *err)
{
	bool row = true, ok = true;
	struct changes found = {0};
	sqlite3_stmt *q = stmt_open(j->st, STMT_HISTORY_NAMING, err, "t", id);

	while (q && row && ok) {
		bool sound = true;
		ok = stmt_next(j->st, q, &row, err);
		const char *name = ok && row ? stmt_column_text(q, 0, &sound) : NULL;
		const char *from = ok && row ? stmt_column_text(q, 1, &sound) : NULL;
		enum entity e;
		if (name && from && sound && entity_read(name, &e))
			changes_set(&found, e, from, 0, entity_first(e), NULL);
	}
	for (size_t i = 0; q && ok && i < found.n; i++)
		ok = tell_later(j, found.item[i].entity, found.item[i].id, found.item[i].id, FIELD_COUNT, err);
	changes_release(&found);
	return q && ok;
}

/* An entity is to go: whatever was done to it since, and what hangs on it. */
static bool tell_of_entity(struct job *j, enum entity e, const char *id, struct err *err)
{
	char *from = xasprintf("%s ", id), *to = xasprintf("%s ~", id);
	bool ok = tell_later(j, e, id, id, FIELD_COUNT, err);

	if (ok && e == ENTITY_EVIDENCE)
		ok = tell_later(j, ENTITY_SUPPORT, from, to, FIELD_COUNT, err);
	if (ok && e == ENTITY_GAP)
		ok = tell_later(j, ENTITY_GAP_CLAIM, from, to, FIELD_COUNT, err);
	if (ok && (e == ENTITY_EVIDENCE || e == ENTITY_GAP))
		ok = tell_naming(j, id, err);
	free(from);
	free(to);
	return ok;
}

/* ---- what is to be set ------------------------------------------------------------------------------------ */

/* The newest value before the save that is taken back, of those that stand once it is. The save itself stands
 * again after a redo. */
static bool value_before(struct job *j, const struct history_entry *e, char **out, struct err *err)
{
	struct touch *t = NULL;
	size_t n = 0;
	int64_t at = 0;

	*out = NULL;
	if (!read_touches(j, e->entity, e->id, e->id, &t, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (t[i].seq < j->back->first && t[i].e.field == e->field
		    && (strcmp(t[i].save, j->of) == 0 || ops_stands(j->ops, t[i].save, INT64_MAX)))
			at = t[i].seq;
	free(t);
	return !at || stmt_text(j->st, STMT_HISTORY_VALUE, out, err, "i", at);
}

static bool removed_field(enum entity e, enum field *out)
{
	return field_read(e, "removed", out);
}

/* Made by the save, and of a kind that is removed as a whole. */
static bool is_made(const struct job *j, const struct history_entry *e)
{
	enum field removed;

	return !j->u->redo && e->fresh && e->entity != ENTITY_SCOPE && removed_field(e->entity, &removed);
}

/* Whether an item or gap is removed, and not by what is planned here. */
static bool owner_gone(struct job *j, const struct history_entry *e, bool *gone, struct err *err)
{
	enum entity owner = entity_owner(e->entity);
	enum field removed = owner == ENTITY_EVIDENCE ? FIELD_EVIDENCE_REMOVED : FIELD_GAP_REMOVED;
	char *id = xstrndup(e->id, strcspn(e->id, " ")), *key = xasprintf("%s %s", entity_name(owner), id), *value = NULL;
	bool ok = true;

	*gone = false;
	if (map_get(&j->planned, key) < 0)
		ok = row_value(j->st, removed, id, &value, err);
	*gone = store_same(value, "true");
	if (ok && *gone)
		ok = tell_later(j, owner, id, id, removed, err);
	free(id);
	free(key);
	free(value);
	return ok;
}

static bool set(struct job *j, const struct history_entry *e, enum field f, const char *value, struct err *err)
{
	int64_t revision;

	if (!stmt_number(j->st, STMT_REVISION + (int)e->entity, 0, &revision, err, "t", e->id))
		return false;
	changes_set(&j->u->changes, e->entity, e->id, revision, f, value);
	return true;
}

/* One field; where it is so already nothing is lost, and nobody is asked. */
static bool plan_value(struct job *j, const struct history_entry *e, enum field f, const char *value, struct err *err)
{
	char *now = NULL;
	bool gone = false, link = entity_is_link(e->entity);
	bool removes = field_is_removed(f) && store_same(value, "true");

	if (!row_value(j->st, f, e->id, &now, err))
		return false;
	bool is_so = store_same(now, value);
	free(now);
	if (is_so)
		return true;
	if (link && field_is_removed(f) && !removes) {
		if (!owner_gone(j, e, &gone, err))
			return false;
		if (gone)
			return true;            /* it cannot lead to what is not there */
	}
	if (!(removes ? tell_of_entity(j, e->entity, e->id, err) : tell_later(j, e->entity, e->id, e->id, f, err)))
		return false;
	return set(j, e, f, value, err);
}

/* What was made goes; the note of a link with it, as when it is unlinked: the same link may be made again. */
static bool plan_removal(struct job *j, const struct history_entry *e, struct err *err)
{
	enum field removed;

	if (e->entity == ENTITY_SUPPORT && !plan_value(j, e, FIELD_SUPPORT_NOTE, NULL, err))
		return false;
	return removed_field(e->entity, &removed) && plan_value(j, e, removed, "true", err);
}

static bool plan_field(struct job *j, const struct history_entry *e, struct err *err)
{
	enum field removed;
	char *value;
	size_t before = j->u->changes.n;

	if (!value_before(j, e, &value, err))
		return false;
	bool ok = plan_value(j, e, e->field, value, err);
	free(value);
	/* An earlier text on what somebody removed since would not be seen. */
	if (ok && j->u->changes.n > before && !field_is_removed(e->field) && removed_field(e->entity, &removed))
		ok = tell_later(j, e->entity, e->id, e->id, removed, err);
	return ok;
}

static bool plan_entry(struct job *j, const struct history_entry *e, struct map *removed, struct err *err)
{
	char *key = xasprintf("%s %s", entity_name(e->entity), e->id);
	bool done = map_get(removed, key) >= 0, made = is_made(j, e), ok = true;

	if (made && !done) {
		map_put(removed, key, 0);
		ok = plan_removal(j, e, err);
	} else if (!made) {
		ok = plan_field(j, e, err);
	}
	free(key);
	return ok;
}

/* A save that would change nothing is one all the same: it says that this was undone. */
static bool plan_something(struct job *j, struct err *err)
{
	const struct history_entry *e = &j->back->entry[0];
	char *now = NULL;

	if (j->u->changes.n)
		return true;
	bool ok = row_value(j->st, e->field, e->id, &now, err) && set(j, e, e->field, now, err);
	free(now);
	return ok;
}

static bool plan(struct job *j, struct err *err)
{
	struct map removed = {0};
	bool ok = true;

	for (size_t i = 0; i < j->back->n; i++) {
		char *key = xasprintf("%s %s", entity_name(j->back->entry[i].entity), j->back->entry[i].id);
		map_put(&j->planned, key, i);
		free(key);
	}
	for (size_t i = 0; ok && i < j->back->n; i++)
		ok = plan_entry(j, &j->back->entry[i], &removed, err);
	map_release(&removed);
	return ok && plan_something(j, err);
}

/* ---- for everybody -------------------------------------------------------------------------------------------- */

static bool work_out(struct job *j, bool anybody, struct err *err)
{
	if (!history_ops(j->st, &j->u->history, &j->ops, err) || !find(j, anybody, err))
		return false;
	if (!j->u->found)
		return true;
	j->u->command = xasprintf("%s %s", j->u->redo ? "redo" : "undo", j->of);
	return plan(j, err);
}

bool store_undo(struct store *st, bool redo, bool anybody, struct undoing *out, struct err *err)
{
	struct job j = { .st = st, .u = out };

	*out = (struct undoing){ .redo = redo };
	if (!conn_ready(st, UNDO_SECONDS, err))
		return false;
	bool held = st->in_snapshot;
	if (!held && !store_snapshot_begin(st, err))
		return false;
	bool ok = work_out(&j, anybody, err);
	if (!held)
		store_snapshot_end(st);
	map_release(&j.planned);
	map_release(&j.told);
	return ok;
}

bool store_undo_save(struct store *st, struct undoing *u, struct err *err)
{
	assert(u->found);
	return save_recorded(st, u->command, &u->changes, err);
}

void undoing_words(struct store *st, const struct undoing *u, struct buf *out)
{
	history_words(st, u->save, WORDS_THINGS, out);
	buf_addf(out, ", by %s", u->save->who);
}
