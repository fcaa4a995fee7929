/* The search index, asked for what somebody typed. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/find.h"
#include "store/private.h"

enum {
	FIND_SECONDS = 30,
	RANKED_MAX = 2000,              /* of more texts than that none is better than the others, and sorting takes its time */
};

/* ---- the question --------------------------------------------------------------------------------- */

/* What people type is never FTS5's query language: each word or phrase goes in as a string, "pen"* or "pen test".
 * The words are letters and numbers only (core/seek.c), so that no quote is in them. */
static void build_query(struct buf *query, const struct seek *seek)
{
	const char *words;
	bool begins;

	for (size_t i = 0; (words = seek_term(seek, i, &begins)) != NULL; i++) {
		assert(strchr(words, '"') == NULL);
		buf_addf(query, "%s\"%s\"%s", query->len > 0 ? " " : "", words, begins ? "*" : "");
	}
}

/* ---- the answer ----------------------------------------------------------------------------------- */

/* A bit for the slot of each field that is wanted. */
static int64_t wanted_slots(const struct find_taker *taker)
{
	uint64_t slots = 0;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (stmt_search_slot((enum field)f) != 0 && taker->wants(taker->ctx, (enum field)f))
			slots |= UINT64_C(1) << stmt_search_slot((enum field)f);
	return (int64_t)slots;
}

/* The best first, or, of very many, the first. */
static sqlite3_stmt *open_rows(struct store *st, const char *query, const struct find_taker *taker, struct err *err)
{
	int64_t n;

	if (!stmt_number(st, STMT_SEARCH_MANY, 0, &n, err, "ti", query, (int64_t)RANKED_MAX + 1))
		return NULL;
	return stmt_open(st, n > RANKED_MAX ? STMT_SEARCH_FIRST : STMT_SEARCH_BEST, err, "ti", query, wanted_slots(taker));
}

/* *enough: the taker has had enough. */
static bool take_row(struct store *st, sqlite3_stmt *q, const struct find_taker *taker, bool *enough, struct err *err)
{
	bool sound = true;
	const char *entity = stmt_column_text(q, 1, &sound), *id = stmt_column_text(q, 2, &sound), *key = stmt_column_text(q, 3, &sound),
	    *excerpt = stmt_column_text(q, 4, &sound);
	enum entity e;
	enum field f;

	if (!sound || !entity || !id || !key || !excerpt || !entity_read(entity, &e) || !field_read(e, key, &f))
		return store_damaged(st, err, "its search index");
	*enough = !taker->take(taker->ctx, f, id, excerpt);
	return true;
}

static bool find_rows(struct store *st, const char *query, const struct find_taker *taker, struct err *err)
{
	bool row = true, enough = false, ok = true;
	sqlite3_stmt *q = open_rows(st, query, taker, err);

	if (!q)
		return false;
	while (ok && row && !enough)
		ok = stmt_next(st, q, &row, err) && (!row || take_row(st, q, taker, &enough, err));
	sqlite3_reset(q);
	return ok;
}

bool store_find_each(struct store *st, const struct seek *seek, const struct find_taker *taker, struct err *err)
{
	struct buf query = {0};
	bool ok = true;

	if (seek_is_empty(seek))
		return true;
	build_query(&query, seek);
	ok = conn_ready(st, FIND_SECONDS, err) && read_begin(st, err);
	if (ok) {
		ok = find_rows(st, buf_str(&query), taker, err);
		read_end(st);
	}
	buf_release(&query);
	assert(store_at_rest(st));
	return ok;
}

/* ---- texts alone ---------------------------------------------------------------------------------- */

struct gathering { struct hits *out; size_t limit; };

static bool wants_any(void *ctx, enum field f)
{
	(void)ctx, (void)f;
	return true;
}

static bool gather(void *ctx, enum field f, const char *id, const char *excerpt)
{
	struct gathering *g = ctx;

	if (g->out->n >= g->limit)
		return false;
	MEM_GROW(g->out->item, g->out->n, g->out->cap);
	g->out->item[g->out->n++] = (struct hit){ .entity = field_info(f)->entity, .id = xstrdup(id), .field = f, .excerpt = xstrdup(excerpt) };
	return g->out->n < g->limit;
}

void hits_release(struct hits *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->item[i].id);
		free(h->item[i].excerpt);
	}
	free(h->item);
	*h = (struct hits){0};
}

bool store_find(struct store *st, const char *words, size_t limit, struct hits *out, struct err *err)
{
	struct gathering g = { .out = out, .limit = limit };
	struct find_taker taker = { .ctx = &g, .wants = wants_any, .take = gather };
	struct seek *seek = seek_new(words);

	*out = (struct hits){0};
	bool ok = store_find_each(st, seek, &taker, err);
	seek_free(seek);
	if (!ok)
		hits_release(out);
	return ok;
}

/* ---- everything ----------------------------------------------------------------------------------- */

struct listing { struct found_list *list; const struct found_query *q; const struct work *w; };

static bool list_wants(void *ctx, enum field f)
{
	struct listing *l = ctx;

	return found_wants(l->list, l->q, f);
}

static bool list_text(void *ctx, enum field f, const char *id, const char *excerpt)
{
	struct listing *l = ctx;

	found_add_text(l->list, l->q, l->w, f, id, excerpt);
	return !found_is_full(l->list, l->q);
}

bool store_find_all(struct store *st, const struct work *w, const struct found_query *q, struct found_list *out, struct err *err)
{
	struct listing l = { .list = out, .q = q, .w = w };
	struct find_taker taker = { .ctx = &l, .wants = list_wants, .take = list_text };
	bool ok;

	*out = (struct found_list){0};
	found_in_memory(out, q, w);
	ok = found_is_full(out, q) || store_find_each(st, q->seek, &taker, err);
	found_finish(out, q);
	return ok;
}
