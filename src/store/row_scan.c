/* Long texts inside a snapshot: who reads them all asks in the order of the rows as a rule, and is served from one scan.
 * What is not next in it is looked up by itself. */
#include "config.h"

#include <string.h>

#include "store/private.h"

enum {
	AHEAD = 4,              /* rows that are passed over: removed ones, or without a text */
	PATIENCE = 8,           /* scans begun in vain before it is given up until the end of the snapshot */
};

static sqlite3_stmt *running(const struct store *st, enum entity e)
{
	const struct row_scan *scan = &st->scan[e];

	return scan->q != NULL && scan->q == st->stmt[STMT_TEXTS + (int)e] ? scan->q : NULL;
}

/* SQLite keeps the row until the next step. */
static bool is_at(sqlite3_stmt *q, const char *id)
{
	const char *is = (const char *)sqlite3_column_text(q, 0);

	return is != NULL && strcmp(is, id) == 0;
}

static bool step(struct store *st, struct row_scan *scan, struct err *err)
{
	bool row;

	if (!stmt_next(st, scan->q, &row, err)) {
		scan->q = NULL;
		return false;
	}
	if (!row)
		scan->q = NULL;
	return true;
}

/* From the number of the row on: the scan outlives the id, which is the caller's. */
static bool begin(struct store *st, enum entity e, const char *id, struct err *err)
{
	struct row_scan *scan = &st->scan[e];
	int64_t row;

	if (!stmt_number(st, STMT_ROW + (int)e, 0, &row, err, "t", id))
		return false;
	if (row == 0)
		return true;
	scan->q = stmt_open(st, STMT_TEXTS + (int)e, err, "i", row);
	return scan->q != NULL && step(st, scan, err);
}

static bool seek(struct store *st, enum entity e, const char *id, struct err *err)
{
	struct row_scan *scan = &st->scan[e];

	if (running(st, e) == NULL)
		scan->q = NULL;
	for (int i = 0; scan->q != NULL && i < AHEAD && !is_at(scan->q, id); i++)
		if (!step(st, scan, err))
			return false;
	if (scan->q != NULL && is_at(scan->q, id)) {
		scan->in_vain = 0;
		return true;
	}
	scan->q = NULL;
	if (scan->in_vain++ >= PATIENCE)
		return true;
	return begin(st, e, id, err);
}

bool row_scan_text(struct store *st, enum field f, const char *id, const char **text, bool *found, bool *sound, struct err *err)
{
	enum entity e = field_info(f)->entity;
	int column = stmt_text_column(f);
	sqlite3_stmt *q = running(st, e);

	*found = false;
	if (!st->in_snapshot || column < 0)
		return true;
	if ((q == NULL || !is_at(q, id)) && !seek(st, e, id, err))
		return false;
	q = running(st, e);
	if (q == NULL || !is_at(q, id))
		return true;
	*found = true;
	*text = stmt_column_text(q, column, sound);
	return true;
}

void row_scan_end(struct store *st)
{
	for (int e = 0; e < ENTITY_COUNT; e++) {
		sqlite3_reset(st->stmt[STMT_TEXTS + e]);        /* also one that was given up; NULL is fine */
		st->scan[e] = (struct row_scan){0};
	}
}
