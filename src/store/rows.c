/* Everything into memory, long texts one at a time, and finding them by words. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/private.h"

enum {
	READ_SECONDS = 120,             /* for 100,000 items on a slow disk, many times over */
	FIND_SECONDS = 30
};

static bool damaged_field(struct store *st, enum field f, const char *id, struct err *err)
{
	struct buf name = {0};

	store_name_entity(st, &name, field_info(f)->entity, id);
	store_damaged(st, err, "%s, %s: not text", buf_str(&name), field_info(f)->key);
	buf_release(&name);
	return false;
}

/* The first field is put even if it is absent: so that an entity without any content is there. */
static bool put_row(struct store *st, struct work *w, enum entity e, sqlite3_stmt *q, struct err *err)
{
	int first = (int)entity_first(e), end = (int)entity_end(e);
	bool sound = true;
	const char *id = stmt_column_text(q, 2, &sound);

	if (!id || !sound)
		return store_damaged(st, err, "the id of a row of %s", entity_name(e));
	for (int f = first; f < end; f++) {
		const char *value = stmt_column_text(q, ROW_FIRST_FIELD + f - first, &sound);
		if (!sound)
			return damaged_field(st, (enum field)f, id, err);
		if ((value || f == first) && !work_put(w, e, id, (enum field)f, value, err))
			return err_prefix(err, "%s: it is damaged", st->path);
	}
	work_put_revision(w, e, id, sqlite3_column_int64(q, 1));
	return true;
}

static bool load_entity(struct store *st, struct work *w, enum entity e, struct err *err)
{
	bool row = true;
	sqlite3_stmt *q = stmt_open(st, STMT_LOAD + (int)e, err, "");

	if (!q)
		return false;
	while (row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		if (row && !put_row(st, w, e, q, err)) {
			sqlite3_reset(q);
			return false;
		}
	}
	return true;
}

static bool load_all(struct store *st, struct work *w, struct err *err)
{
	for (int e = 0; e < ENTITY_COUNT; e++)
		if (!load_entity(st, w, (enum entity)e, err))
			return false;
	return work_settle(w, err) || err_prefix(err, "%s: it is damaged", st->path);
}

/* What was seen, and when, is remembered inside the same moment: whatever is saved after it shows
 * as a change. */
static bool load_moment(struct store *st, struct work *w, struct err *err)
{
	struct chain head;

	if (!history_goes_on(st, err) || !load_all(st, w, err) || !history_head(st, &head, err)
	    || !stmt_number(st, STMT_DATA_VERSION, 0, &st->data_version, err, ""))
		return false;
	st->seen = head;
	st->changed = false;
	return true;
}

bool store_load(struct store *st, struct work **out, struct err *err)
{
	if (!conn_ready(st, READ_SECONDS, err))
		return false;
	struct work *w = work_new(st->tree);
	bool ok = read_begin(st, err);
	if (ok) {
		ok = load_moment(st, w, err);
		read_end(st);
	}
	assert(store_at_rest(st));
	if (ok)
		*out = w;
	else
		work_free(w);
	return ok;
}

bool row_value(struct store *st, enum field f, const char *id, char **out, struct err *err)
{
	return stmt_text(st, STMT_GET + (int)f, out, err, "t", id);
}

static bool read_text(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	struct store *st = ctx;
	bool row, sound = true;

	if (!conn_ready(st, READ_SECONDS, err))
		return false;
	sqlite3_stmt *q = stmt_open(st, STMT_GET + (int)f, err, "t", id);
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	const char *text = row ? stmt_column_text(q, 0, &sound) : NULL;
	if (text && sound)
		buf_add(out, text);
	sqlite3_reset(q);
	assert(store_at_rest(st));
	return sound || damaged_field(st, f, id, err);
}

struct reader store_reader(struct store *st)
{
	return (struct reader){ .ctx = st, .text = read_text };
}

/* ---- finding ------------------------------------------------------------------------------------- */

void hits_release(struct hits *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->item[i].id);
		free(h->item[i].excerpt);
	}
	free(h->item);
	*h = (struct hits){0};
}

/* What people type is never FTS5's query language: every word goes in as a string, each as the
 * beginning of a word: pen test becomes "pen"* "test"*. */
static void add_word(struct buf *query, const char *word, size_t len)
{
	buf_add(query, query->len ? " \"" : "\"");
	for (size_t i = 0; i < len; i++) {
		if (word[i] == '"')
			buf_addc(query, '"');
		buf_addc(query, word[i]);
	}
	buf_add(query, "\"*");
}

static void build_query(struct buf *query, const char *words)
{
	static const char blanks[] = " \t\n";

	for (words += strspn(words, blanks); *words; words += strspn(words, blanks)) {
		size_t len = strcspn(words, blanks);
		add_word(query, words, len);
		words += len;
	}
}

static bool take_hit(struct store *st, struct hits *out, sqlite3_stmt *q, struct err *err)
{
	struct hit h;
	bool sound = true;
	const char *entity = stmt_column_text(q, 0, &sound), *id = stmt_column_text(q, 1, &sound), *field = stmt_column_text(q, 2, &sound),
	    *excerpt = stmt_column_text(q, 3, &sound);

	if (!sound || !entity || !id || !field || !excerpt || !entity_read(entity, &h.entity) || !field_read(h.entity, field, &h.field)) {
		sqlite3_reset(q);
		return store_damaged(st, err, "its search index");
	}
	h.id = xstrdup(id);
	h.excerpt = xstrdup(excerpt);
	MEM_GROW(out->item, out->n, out->cap);
	out->item[out->n++] = h;
	return true;
}

static bool find(struct store *st, const char *query, size_t limit, struct hits *out, struct err *err)
{
	bool row = true;
	sqlite3_stmt *q = stmt_open(st, STMT_SEARCH_FIND, err, "ti", query, (int64_t)limit);

	if (!q)
		return false;
	while (row)
		if (!stmt_next(st, q, &row, err) || (row && !take_hit(st, out, q, err)))
			return false;
	return true;
}

bool store_find(struct store *st, const char *words, size_t limit, struct hits *out, struct err *err)
{
	struct buf query = {0};

	*out = (struct hits){0};
	if (!conn_ready(st, FIND_SECONDS, err))
		return false;
	build_query(&query, words);
	bool ok = !query.len || find(st, buf_str(&query), limit, out, err);
	if (!ok)
		hits_release(out);
	buf_release(&query);
	assert(store_at_rest(st));
	return ok;
}
