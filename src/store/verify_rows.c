/* Verify: rows, long texts and the search index, held against what the history says they must be. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/verify.h"

/* ---- rows --------------------------------------------------------------------------------------------------------- */

static bool must_be(struct verify *v, int64_t seq, const char *is, struct err *err)
{
	char *value = NULL;

	if (seq && !stmt_text(v->st, STMT_HISTORY_VALUE, &value, err, "i", seq))
		return false;
	bool equal = store_same(value, is);
	free(value);
	return equal;
}

static void verify_search_row(struct verify *v, int64_t row, enum field f, const char *id, const char *value)
{
	struct err err;
	bool there, sound = true;
	const struct field_info *info = field_info(f);
	int64_t at;

	v->searchable++;
	if (!stmt_place(row, f, &at))
		return;                 /* the row is not in its place either, and that was told */
	sqlite3_stmt *q = stmt_open(v->st, STMT_SEARCH_GET, &err, "i", at);
	if (!q || !stmt_next(v->st, q, &there, &err)) {
		verify_tell_trouble(v, "search index", &err);
		return;
	}
	bool ok = there && store_same(stmt_column_text(q, 0, &sound), value) && store_same(stmt_column_text(q, 1, &sound), entity_name(info->entity))
	    && store_same(stmt_column_text(q, 2, &sound), id) && store_same(stmt_column_text(q, 3, &sound), info->key);
	sqlite3_reset(q);
	if (!ok || !sound)
		verify_tell_entity(v, "search index: ", info->entity, id, info->key, there ? "it holds another text" : "it is missing");
}

static void verify_field(struct verify *v, sqlite3_stmt *q, const struct expected *x, enum field f)
{
	struct err err;
	bool sound = true;
	int i = (int)f - (int)entity_first(x->entity);
	const char *value = stmt_column_text(q, ROW_FIRST_FIELD + i, &sound);

	if (!sound || !must_be(v, x->value[i], value, &err))
		verify_tell_entity(v, "", x->entity, x->id, field_info(f)->key, "it is not what was saved last");
	v->long_texts += stmt_is_parted(f) && verify_is_longer(value, TEXT_COLUMN);
	if (sound && value && stmt_search_slot(f))
		verify_search_row(v, sqlite3_column_int64(q, 0), f, x->id, value);
}

/* Rows are never deleted, so they are numbered from 1 without gaps. */
static void verify_row(struct verify *v, sqlite3_stmt *q, enum entity e, int64_t number)
{
	bool sound = true;
	const char *id = stmt_column_text(q, 2, &sound);
	char *key = xasprintf("%s %s", entity_name(e), id ? id : "");
	long i = sound ? map_get(&v->by_entity, key) : -1;

	free(key);
	if (i < 0) {
		verify_tell_entity(v, "", e, id ? id : "?", NULL, "the history knows nothing of it");
		return;
	}
	struct expected *x = &v->expected[i];
	x->seen = true;
	if (!store_id_fits(v->st, e, id))
		verify_tell_entity(v, "", e, id, NULL, "it belongs to nothing that the catalogue has");
	if (sqlite3_column_int64(q, 0) != number)
		verify_tell_entity(v, "", e, id, "row", "it is not in its place");
	if (sqlite3_column_int64(q, 1) != x->revision)
		verify_tell_entity(v, "", e, id, "revision", "it is not the number of its saves");
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++)
		verify_field(v, q, x, (enum field)f);
}

static void verify_entity(struct verify *v, enum entity e)
{
	struct err err;
	bool row = true;
	int64_t number = 0;
	sqlite3_stmt *q = stmt_open(v->st, STMT_ALL + (int)e, &err, "");

	while (q && row) {
		if (!stmt_next(v->st, q, &row, &err)) {
			verify_tell_trouble(v, entity_name(e), &err);
			return;
		}
		if (row)
			verify_row(v, q, e, ++number);
	}
	if (!q)
		verify_tell_trouble(v, entity_name(e), &err);
}

void verify_rows(struct verify *v)
{
	for (int e = 0; e < ENTITY_COUNT; e++)
		verify_entity(v, (enum entity)e);
	for (size_t i = 0; i < v->n; i++)
		if (!v->expected[i].seen)
			verify_tell_entity(v, "", v->expected[i].entity, v->expected[i].id, NULL, "it was saved and is missing");
}
