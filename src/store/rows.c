/* Everything into memory, long texts one at a time. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/private.h"

enum {
	READ_SECONDS = 120              /* for 100,000 items on a slow disk, many times over */
};

static bool damaged_field(struct store *st, enum field f, const char *id, struct err *err)
{
	struct buf name = {0};

	store_name_entity(st, &name, field_info(f)->entity, id);
	store_damaged(st, err, "%s, %s: not text", buf_str(&name), field_info(f)->key);
	buf_release(&name);
	return false;
}

/* SQLite keeps what it gave for a column until the next step. */
static bool put_row(struct store *st, struct work *w, enum entity e, sqlite3_stmt *q, struct err *err)
{
	int first = (int)entity_first(e), end = (int)entity_end(e);
	const char *value[FIELD_COUNT];
	bool sound = true;
	const char *id = stmt_column_text(q, 2, &sound);
	int64_t revision = sqlite3_column_int64(q, 1);

	if (!id || !sound)
		return store_damaged(st, err, "the id of a row of %s", entity_name(e));
	if (revision < 1 || revision == INT64_MAX)      /* it is counted on from */
		return store_damaged(st, err, "the revision of a row of %s", entity_name(e));
	for (int f = first; f < end; f++) {
		value[f - first] = stmt_column_text(q, ROW_FIRST_FIELD + f - first, &sound);
		if (!sound)
			return damaged_field(st, (enum field)f, id, err);
	}
	return work_put_row(w, e, id, value, revision, err) || err_prefix(err, "%s: it is damaged", st->path);
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

bool rows_load(struct store *st, struct work *w, struct err *err)
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

	if (!history_goes_on(st, err) || !rows_load(st, w, err) || !history_head(st, &head, err)
	    || !stmt_number(st, STMT_DATA_VERSION, 0, &st->data_version, err, ""))
		return false;
	st->seen = head;
	st->followed = true;
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
	const char *scanned = NULL;
	bool row, found, sound = true;

	if (!conn_ready(st, READ_SECONDS, err) || !row_scan_text(st, f, id, &scanned, &found, &sound, err))
		return false;
	if (found) {
		if (scanned && sound)
			buf_add(out, scanned);
		return sound || damaged_field(st, f, id, err);
	}
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
