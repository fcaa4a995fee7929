/* Histories of two copies side by side: see lineage.h. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/merge.h"
#include "store/history_ops.h"
#include "store/lineage.h"
#include "store/private.h"

enum { READ_SECONDS = 300 };

/* ---- where they parted -------------------------------------------------------------------------------- */

static bool hash_at(struct store *st, int64_t seq, char out[HASH_TEXT], struct err *err)
{
	bool row, sound = true;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_HASH, err, "i", seq);

	out[0] = '\0';
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	const char *hash = row ? stmt_column_text(q, 0, &sound) : NULL;
	if (hash && sound && strlen(hash) == HASH_TEXT - 1)
		memcpy(out, hash, HASH_TEXT);
	if (row)
		sqlite3_reset(q);
	return true;
}

static bool same_at(struct store *mine, struct store *theirs, int64_t seq, bool *same, struct err *err)
{
	char a[HASH_TEXT], b[HASH_TEXT];

	if (!hash_at(mine, seq, a, err) || !hash_at(theirs, seq, b, err))
		return false;
	*same = a[0] && strcmp(a, b) == 0;
	return true;
}

/* Each entry holds the hash of the one before: where two are the same, so are all before them. */
static bool search(struct store *mine, struct store *theirs, int64_t last, int64_t *seq, struct err *err)
{
	int64_t low = 0, high = last;
	bool same;

	while (low < high) {
		int64_t middle = low + (high - low + 1) / 2;
		if (!same_at(mine, theirs, middle, &same, err))
			return false;
		if (same)
			low = middle;
		else
			high = middle - 1;
	}
	*seq = low;
	return true;
}

static bool moment_at(struct store *st, int64_t seq, char at[DATE_TIME_TEXT], struct err *err)
{
	bool row, sound = true;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_AT, err, "i", seq);

	if (!q || !stmt_next(st, q, &row, err))
		return false;
	const char *moment = row ? stmt_column_text(q, 3, &sound) : NULL;
	if (moment && sound && strlen(moment) == DATE_TIME_TEXT - 1)
		memcpy(at, moment, DATE_TIME_TEXT);
	if (row)
		sqlite3_reset(q);
	return true;
}

bool lineage_parted(struct store *mine, struct store *theirs, int64_t *seq, char at[DATE_TIME_TEXT], struct err *err)
{
	struct chain a, b;

	at[0] = '\0';
	if (!conn_ready(mine, READ_SECONDS, err) || !conn_ready(theirs, READ_SECONDS, err) || !history_head(mine, &a, err)
	    || !history_head(theirs, &b, err) || !search(mine, theirs, a.seq < b.seq ? a.seq : b.seq, seq, err))
		return false;
	bool ok = *seq == 0 || moment_at(mine, *seq, at, err);
	assert(store_at_rest(mine) && store_at_rest(theirs));
	return ok;
}

/* ---- what was said ------------------------------------------------------------------------------------ */

/* Columns of STMT_HISTORY_ALL and STMT_HISTORY_ENTITY. */
enum { COLUMN_SEQ, COLUMN_SAVE, COLUMN_COMMAND, COLUMN_WHO, COLUMN_AT, COLUMN_ENTITY, COLUMN_ID, COLUMN_FIELD, COLUMN_VALUE,
	COLUMN_TAKEN = 10 };

/* A walk along the chain. */
struct walk {
	struct store *st;
	struct facts *facts;
	int64_t parted, until;
	char save[ID_TEXT];
	struct map seen;                /* "evidence ID" of this save */
};

static bool unreadable(struct walk *w, sqlite3_stmt *q, struct err *err)
{
	store_damaged(w->st, err, "history entry %lld", (long long)sqlite3_column_int64(q, COLUMN_SEQ));
	return false;
}

/* false: an entry that says nothing of now; somebody had saved first. */
static bool how_said(const struct walk *w, int64_t seq, const char *command, bool taken, enum fact_how *how)
{
	const char *of;
	bool undo;

	if (seq <= w->parted)
		*how = FACT_SHARED;
	else if (taken && op_read(command, &undo, &of))
		*how = undo ? FACT_UNDONE : FACT_SAID;
	else if (taken)
		*how = strcmp(command, MERGE_COMMAND) == 0 ? FACT_MERGED : FACT_SAID;
	else
		*how = strcmp(command, MERGE_KEPT) == 0 ? FACT_KEPT : FACT_OPEN;
	if (taken)
		return true;
	return seq > w->parted && (strcmp(command, MERGE_KEPT) == 0 || strcmp(command, MERGE_OPEN) == 0);
}

static bool is_first(struct walk *w, const char *save, const char *entity, const char *id)
{
	char *key = xasprintf("%s %s", entity, id);

	if (strncmp(w->save, save, sizeof w->save) != 0) {
		map_clear(&w->seen);
		memset(w->save, 0, sizeof w->save);
		memcpy(w->save, save, strnlen(save, sizeof w->save - 1));
	}
	bool first = map_get(&w->seen, key) < 0;
	map_put(&w->seen, key, 0);
	free(key);
	return first;
}

static bool take_entry(struct walk *w, sqlite3_stmt *q, struct err *err)
{
	bool sound = true, taken = sqlite3_column_int64(q, COLUMN_TAKEN) != 0;
	int64_t seq = sqlite3_column_int64(q, COLUMN_SEQ);
	const char *save = stmt_column_text(q, COLUMN_SAVE, &sound), *command = stmt_column_text(q, COLUMN_COMMAND, &sound),
	    *entity = stmt_column_text(q, COLUMN_ENTITY, &sound), *field = stmt_column_text(q, COLUMN_FIELD, &sound);
	struct facts_entry e = { .id = stmt_column_text(q, COLUMN_ID, &sound), .value = stmt_column_text(q, COLUMN_VALUE, &sound),
		.who = stmt_column_text(q, COLUMN_WHO, &sound), .at = stmt_column_text(q, COLUMN_AT, &sound) };

	if (seq == 1)                   /* the workspace itself */
		return true;
	if (!sound || !save || !command || !entity || !field || !e.id || !e.who || !e.at || !entity_read(entity, &e.entity)
	    || !field_read(e.entity, field, &e.field))
		return unreadable(w, q, err);
	if (!how_said(w, seq, command, taken, &e.how))
		return true;
	e.first = taken && is_first(w, save, entity, e.id);
	facts_add(w->facts, &e);
	return true;
}

static bool walk(struct walk *w, sqlite3_stmt *q, struct err *err)
{
	bool row = true;

	while (q && row) {
		if (!stmt_next(w->st, q, &row, err))
			return false;
		if (row && w->until && sqlite3_column_int64(q, COLUMN_SEQ) > w->until)
			break;
		if (row && !take_entry(w, q, err)) {
			sqlite3_reset(q);
			return false;
		}
	}
	if (q)
		sqlite3_reset(q);
	return q != NULL;
}

bool lineage_facts(struct store *st, int64_t parted, int64_t until, struct facts *out, struct err *err)
{
	struct walk w = { .st = st, .facts = out, .parted = parted, .until = until };

	*out = (struct facts){0};
	if (!conn_ready(st, READ_SECONDS, err))
		return false;
	bool ok = walk(&w, stmt_open(st, STMT_HISTORY_ALL, err, ""), err);
	map_release(&w.seen);
	assert(store_at_rest(st));
	return ok;
}

bool lineage_facts_of(struct store *st, enum entity e, const char *id, int64_t until, struct facts *out, struct err *err)
{
	struct walk w = { .st = st, .facts = out, .parted = INT64_MAX, .until = until };
	bool ok = walk(&w, stmt_open(st, STMT_HISTORY_ENTITY, err, "tti", entity_name(e), id, until), err);

	map_release(&w.seen);
	return ok;
}
