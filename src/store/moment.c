/* Finding moments, and putting a workspace together as it was: see moment.h. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/lineage.h"
#include "store/moment.h"
#include "store/private.h"

enum { MOMENT_SECONDS = 60, HEAD_LEAST = 8 };

/* The row of a statement that gives seq, at and hash; *out all zero if there is none. */
static bool take_row(struct store *st, sqlite3_stmt *q, struct moment *out, bool *more, struct err *err)
{
	bool sound = true;

	*out = (struct moment){0};
	if (!q || !stmt_next(st, q, more, err))
		return false;
	if (!*more)
		return true;
	const char *at = stmt_column_text(q, 1, &sound), *hash = stmt_column_text(q, 2, &sound);
	if (!sound || !at || !hash || strlen(at) != DATE_TIME_TEXT - 1 || strlen(hash) != HASH_TEXT - 1) {
		sqlite3_reset(q);
		return store_damaged(st, err, "its history");
	}
	out->seq = sqlite3_column_int64(q, 0);
	memcpy(out->at, at, DATE_TIME_TEXT);
	memcpy(out->head, hash, HASH_TEXT);
	return true;
}

bool store_moment_now(struct store *st, struct moment *out, struct err *err)
{
	bool row;

	if (!conn_ready(st, MOMENT_SECONDS, err))
		return false;
	sqlite3_stmt *q = stmt_open(st, STMT_MOMENT_NOW, err, "");
	bool ok = take_row(st, q, out, &row, err);
	if (ok && row)
		sqlite3_reset(q);
	assert(store_at_rest(st));
	return ok;
}

bool store_moment_of_seq(struct store *st, int64_t seq, struct moment *out, struct err *err)
{
	bool row;

	if (!conn_ready(st, MOMENT_SECONDS, err))
		return false;
	sqlite3_stmt *q = stmt_open(st, STMT_MOMENT_OF_SEQ, err, "i", seq);
	bool ok = take_row(st, q, out, &row, err);
	if (ok && row)
		sqlite3_reset(q);
	assert(store_at_rest(st));
	return ok && (out->seq || err_set(err, ERR_INPUT, "the history has no entry %lld", (long long)seq));
}

/* Hashes that begin so lie between the digits followed by nothing and by what no digit is. */
static bool find_head(struct store *st, const char *head, struct moment *out, bool *several, struct err *err)
{
	struct moment second;
	bool row;
	char *end = xasprintf("%sg", head);
	sqlite3_stmt *q = stmt_open(st, STMT_MOMENT_OF_HEAD, err, "tt", head, end);
	bool ok = take_row(st, q, out, &row, err);

	*several = false;
	if (ok && row && (ok = take_row(st, q, &second, &row, err)))
		*several = row;
	if (ok && row)
		sqlite3_reset(q);
	free(end);
	return ok;
}

bool store_moment_of_head(struct store *st, const char *head, struct moment *out, struct err *err)
{
	bool several;

	if (strlen(head) < HEAD_LEAST || strlen(head) > HASH_TEXT - 1 || strspn(head, "0123456789abcdef") != strlen(head))
		return err_set(err, ERR_INPUT, "'%.80s' is no hash of the history; it has %d hexadecimal digits, of which the first %d are enough",
		    head, HASH_TEXT - 1, HEAD_LEAST);
	if (!conn_ready(st, MOMENT_SECONDS, err) || !find_head(st, head, out, &several, err))
		return false;
	assert(store_at_rest(st));
	if (several)
		return err_set(err, ERR_INPUT, "several entries of the history begin with %.80s; write more of the hash", head);
	return out->seq || err_set(err, ERR_INPUT, "no entry of the history has the hash %.80s", head);
}

bool store_moment_before(struct store *st, const char *before, struct moment *out, struct err *err)
{
	bool row;

	if (!conn_ready(st, MOMENT_SECONDS, err))
		return false;
	sqlite3_stmt *q = stmt_open(st, STMT_MOMENT_BEFORE, err, "t", before);
	bool ok = take_row(st, q, out, &row, err);
	if (ok && row)
		sqlite3_reset(q);
	assert(store_at_rest(st));
	return ok && (out->seq || err_set(err, ERR_INPUT, "nothing had been saved by then"));
}

bool store_past(struct store *st, int64_t seq, struct past *out, struct err *err)
{
	*out = (struct past){0};
	/* parted at the end of all days: nothing has to be remembered of how a value came */
	return lineage_facts(st, INT64_MAX, seq, &out->facts, err) && (past_build(out, st->tree, err) || err_prefix(err, "%s", st->path));
}
