/* Going back from the present: see past_back.h. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/lineage.h"
#include "store/past_back.h"
#include "store/private.h"

enum { READ_SECONDS = 120 };

/* ---- which entities ----------------------------------------------------------------------------------- */

void touched_release(struct touched_list *n)
{
	for (size_t i = 0; i < n->n; i++)
		free(n->item[i].id);
	free(n->item);
	map_release(&n->known);
	*n = (struct touched_list){0};
}

static void add(struct touched_list *n, enum entity e, const char *id, size_t len)
{
	char *key = xasprintf("%s %.*s", entity_name(e), (int)len, id);

	if (map_get(&n->known, key) < 0) {
		MEM_GROW(n->item, n->n, n->cap);
		n->item[n->n].entity = e;
		n->item[n->n].id = xstrndup(id, len);
		map_put(&n->known, key, n->n++);
	}
	free(key);
}

/* Columns of STMT_HISTORY_TOUCHED. The first entry of all is about the workspace itself. */
static bool add_row(struct store *st, struct touched_list *n, sqlite3_stmt *q, struct err *err)
{
	bool sound = true;
	const char *entity = stmt_column_text(q, 0, &sound), *id = stmt_column_text(q, 1, &sound);
	enum entity e;

	if (!entity || !id || !sound || !entity_read(entity, &e))
		return store_damaged(st, err, "its history");
	add(n, e, id, strlen(id));
	return true;
}

bool touched_between(struct store *st, int64_t after, int64_t until, struct touched_list *n, struct err *err)
{
	bool row = true;
	assert(!sqlite3_get_autocommit(st->db));
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_TOUCHED, err, "ii", after > 1 ? after : 1, until);

	while (q && row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		if (row && !add_row(st, n, q, err)) {
			sqlite3_reset(q);
			return false;
		}
	}
	return q != NULL;
}

static bool add_links(struct store *st, struct touched_list *n, enum entity e, const char *owner, struct err *err)
{
	bool row = true;
	char *from = xasprintf("%s ", owner), *to = xasprintf("%s ~", owner);
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_SEQS, err, "ttt", entity_name(e), from, to);
	bool ok = q != NULL;

	while (ok && row) {
		bool sound = true;
		ok = stmt_next(st, q, &row, err);
		const char *id = ok && row ? stmt_column_text(q, 1, &sound) : NULL;
		if (id && sound)
			add(n, e, id, strlen(id));
	}
	free(from);
	free(to);
	return ok;
}

/* Links have owners and owners links, and neither leads further. */
bool touched_around(struct store *st, struct touched_list *n, struct err *err)
{
	size_t named = n->n;

	for (size_t i = 0; i < named; i++) {
		enum entity e = n->item[i].entity;
		char *id = n->item[i].id;           /* stays where it is when the array grows */

		if (entity_is_link(e))
			add(n, entity_owner(e), id, strcspn(id, " "));
		for (int link = 0; link < ENTITY_COUNT; link++)
			if (entity_owner((enum entity)link) == e && !add_links(st, n, (enum entity)link, id, err))
				return false;
	}
	return true;
}

bool touched_facts(struct store *st, const struct touched_list *n, int64_t until, struct facts *out, struct err *err)
{
	*out = (struct facts){0};
	for (size_t i = 0; i < n->n; i++)
		if (!lineage_facts_of(st, n->item[i].entity, n->item[i].id, until, out, err))
			return false;
	return true;
}

/* ---- which way ---------------------------------------------------------------------------------------- */

static bool save_at(struct store *st, int64_t seq, char **save, struct err *err)
{
	*save = NULL;
	return stmt_text(st, STMT_HISTORY_AT, save, err, "i", seq);
}

/* In the middle of a save links may be there before what they lead to: such a moment is never made from the present. */
static bool ends_save(struct store *st, int64_t seq, bool *ends, struct err *err)
{
	char *save, *next = NULL;
	bool ok = save_at(st, seq, &save, err) && save_at(st, seq + 1, &next, err);

	*ends = save && (!next || strcmp(save, next) != 0);
	free(save);
	free(next);
	return ok;
}

/* An entry that is undone costs more than one that is done. */
bool past_is_near(struct store *st, int64_t seq, bool *near, struct err *err)
{
	struct chain newest;

	if (!history_head(st, &newest, err))
		return false;
	*near = seq > 1 && seq <= newest.seq && newest.seq - seq <= seq / 2;
	return !*near || ends_save(st, seq, near, err);
}

/* ---- putting back ------------------------------------------------------------------------------------- */

static bool put_all(struct work *w, enum entity e, const char *id, const struct facts_item *it, struct err *err)
{
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++)
		if (!work_put(w, e, id, (enum field)f, facts_value(it, (enum field)f), err))
			return false;
	work_put_revision(w, e, id, it != NULL ? it->revision : 0);
	return true;
}

/* What was not there yet says nothing, not even a number, and counts as removed where there is such a thing. */
static bool take_out(struct work *w, enum entity e, const char *id, struct err *err)
{
	enum field removed;

	if (work_revision(w, e, id) == 0)
		return true;
	if (!put_all(w, e, id, NULL, err))
		return false;
	return e == ENTITY_SCOPE || !facts_removed_field(e, &removed) || work_put(w, e, id, removed, "true", err);
}

static bool put_back(struct work *w, const struct touched_list *n, const struct facts *f, struct err *err)
{
	for (size_t i = 0; i < n->n; i++) {
		enum entity e = n->item[i].entity;
		const char *id = n->item[i].id;
		const struct facts_item *it = facts_find(f, e, id);

		if (!(facts_there(it) ? put_all(w, e, id, it, err) : take_out(w, e, id, err)))
			return false;
	}
	return true;
}

/* What happened between two entries, and what was so at the second. */
static bool read_way(struct store *st, int64_t from, int64_t to, struct touched_list *n, struct facts *f, struct err *err)
{
	if (!read_begin(st, err))
		return false;
	bool ok = touched_between(st, from < to ? from : to, from < to ? to : from, n, err) && touched_facts(st, n, to, f, err);
	read_end(st);
	return ok;
}

bool past_move(struct store *st, struct work *w, int64_t from, int64_t to, struct err *err)
{
	struct touched_list n = {0};
	struct facts f = {0};
	bool ok = read_way(st, from, to, &n, &f, err);

	if (ok && n.n > 0)
		ok = (put_back(w, &n, &f, err) && work_settle(w, err)) || err_prefix(err, "%s", store_path(st));
	touched_release(&n);
	facts_release(&f);
	return ok;
}

/* ---- texts ---------------------------------------------------------------------------------------------- */

static bool read_then(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	const struct past *p = ctx;
	struct store *st = p->source;
	char *value = NULL;

	if (!conn_ready(st, READ_SECONDS, err))
		return false;
	bool ok = stmt_text(st, STMT_HISTORY_BEFORE, &value, err, "ttti", entity_name(field_info(f)->entity), id, field_info(f)->key, p->seq + 1);
	if (ok && value)
		buf_add(out, value);
	free(value);
	assert(store_at_rest(st));
	return ok;
}

void past_read_from(struct past *p, struct store *st, int64_t seq)
{
	p->source = st;
	p->seq = seq;
	p->reader = (struct reader){ .ctx = p, .text = read_then };
}
