/* Finding moments, and putting a workspace together as it was: see moment.h. */
#include "config.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/lineage.h"
#include "store/moment.h"
#include "store/past_back.h"
#include "store/private.h"

enum { MOMENT_SECONDS = 60, PAST_SECONDS = 300, HEAD_LEAST = 8 };

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

static bool find_hash(struct store *st, const char *hash, struct moment *out, struct err *err)
{
	static const int ways[] = { STMT_MOMENT_NAMED, STMT_MOMENT_OF_HASH };
	bool row = false;

	for (size_t i = 0; i < sizeof ways / sizeof ways[0] && !row; i++) {
		sqlite3_stmt *q = stmt_open(st, ways[i], err, "t", hash);
		if (!take_row(st, q, out, &row, err))
			return false;
		if (row)
			sqlite3_reset(q);
	}
	return true;
}

/* Hashes that begin so lie between the digits followed by nothing and by what no digit is. */
static bool find_beginning(struct store *st, const char *head, struct moment *out, bool *several, struct err *err)
{
	struct moment second;
	bool row;
	char *end = xasprintf("%sg", head);
	sqlite3_stmt *q = stmt_open(st, STMT_MOMENT_OF_HEAD, err, "tt", head, end);
	bool ok = take_row(st, q, out, &row, err);

	if (ok && row && (ok = take_row(st, q, &second, &row, err)))
		*several = row;
	if (ok && row)
		sqlite3_reset(q);
	free(end);
	return ok;
}

static bool find_head(struct store *st, const char *head, struct moment *out, bool *several, struct err *err)
{
	*several = false;
	return strlen(head) == HASH_TEXT - 1 ? find_hash(st, head, out, err) : find_beginning(st, head, out, several, err);
}

bool store_moment_of_head(struct store *st, const char *head, struct moment *out, struct err *err)
{
	char asked[HASH_TEXT];
	bool several;

	if (strlen(head) < HEAD_LEAST || strlen(head) > HASH_TEXT - 1 || strspn(head, "0123456789abcdef") != strlen(head))
		return err_set(err, ERR_INPUT, "'%.80s' is no hash of the history; it has %d hexadecimal digits, of which the first %d are enough",
		    head, HASH_TEXT - 1, HEAD_LEAST);
	snprintf(asked, sizeof asked, "%s", head);       /* it may lie in *out */
	if (!conn_ready(st, MOMENT_SECONDS, err) || !find_head(st, asked, out, &several, err))
		return false;
	assert(store_at_rest(st));
	if (several)
		return err_set(err, ERR_INPUT, "several entries of the history begin with %.80s; write more of the hash", asked);
	return out->seq || err_set(err, ERR_INPUT, "no entry of the history has the hash %.80s", asked);
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

/* ---- by way of the present ---------------------------------------------------------------------------- */

/* The work of entry `*seq`, which is that of now, or of when `now` was loaded. */
static bool take_present(struct store *st, struct work **now, int64_t least, struct work **out, int64_t *seq, struct err *err)
{
	struct chain newest;

	if (now && *now && st->seen.seq >= least) {
		*out = *now;
		*now = NULL;
		*seq = st->seen.seq;
		return true;
	}
	*out = work_new(st->tree);
	if (!history_head(st, &newest, err) || !rows_load(st, *out, err))
		return false;
	*seq = newest.seq;
	return true;
}

static bool view_back(struct store *st, int64_t seq, struct work **now, struct past *out, struct err *err)
{
	int64_t present;

	past_read_from(out, st, seq);
	return take_present(st, now, seq, &out->work, &present, err) && past_move(st, out->work, present, seq, err);
}

static bool view(struct store *st, int64_t seq, struct work **now, struct past *out, struct err *err)
{
	bool near;

	if (!past_is_near(st, seq, &near, err))
		return false;
	return near ? view_back(st, seq, now, out, err) : store_past(st, seq, out, err);
}

/* The later one first: from it the earlier one is the shorter way. */
static bool pair_back(struct store *st, int64_t from, int64_t to, struct work **now, struct past *was, struct past *is, struct err *err)
{
	struct past *later = from > to ? was : is, *earlier = from > to ? is : was;
	int64_t end = from > to ? from : to, begin = from > to ? to : from;
	struct touched_list n = {0};

	past_read_from(earlier, st, begin);
	bool ok = view_back(st, end, now, later, err);
	if (ok) {
		earlier->work = work_copy(later->work);
		ok = past_move(st, earlier->work, end, begin, err) && touched_between(st, begin, end, &n, err) && touched_around(st, &n, err)
		    && touched_facts(st, &n, begin, &earlier->facts, err) && touched_facts(st, &n, end, &later->facts, err);
	}
	touched_release(&n);
	return ok;
}

static bool pair(struct store *st, int64_t from, int64_t to, struct work **now, struct past *was, struct past *is, struct err *err)
{
	bool near_from, near_to;

	if (!past_is_near(st, from, &near_from, err) || !past_is_near(st, to, &near_to, err))
		return false;
	if (near_from && near_to)
		return pair_back(st, from, to, now, was, is, err);
	return store_past(st, from, was, err) && store_past(st, to, is, err);
}

/* One consistent moment for all of it. */
static bool hold(struct store *st, bool *held, struct err *err)
{
	*held = st->in_snapshot;
	return conn_ready(st, PAST_SECONDS, err) && (*held || store_snapshot_begin(st, err));
}

static bool let_go(struct store *st, bool held, bool ok)
{
	if (!held)
		store_snapshot_end(st);
	return ok;
}

bool store_past_view(struct store *st, int64_t seq, struct work **now, struct past *out, struct err *err)
{
	bool held;

	*out = (struct past){0};
	return hold(st, &held, err) && let_go(st, held, view(st, seq, now, out, err));
}

static bool before(struct store *st, int64_t seq, const struct work *later, struct past *out, struct err *err)
{
	struct chain newest;
	bool near;

	if (!past_is_near(st, seq, &near, err) || !history_head(st, &newest, err))
		return false;
	if (!near)
		return store_past(st, seq, out, err);
	out->work = work_copy(later);
	past_read_from(out, st, seq);
	return past_move(st, out->work, newest.seq, seq, err);
}

bool store_past_before(struct store *st, int64_t seq, const struct work *later, struct past *out, struct err *err)
{
	bool held;

	*out = (struct past){0};
	return hold(st, &held, err) && let_go(st, held, before(st, seq, later, out, err));
}

/* Somebody else may have saved what this work does not know of yet. */
static bool is_of_now(const struct work *w, const struct touched_list *n, const struct facts *f)
{
	for (size_t i = 0; i < n->n; i++) {
		const struct facts_item *it = facts_find(f, n->item[i].entity, n->item[i].id);

		if (work_revision(w, n->item[i].entity, n->item[i].id) != (it != NULL ? it->revision : 0))
			return false;
	}
	return true;
}

static bool since(struct store *st, struct past *then, struct past *is, bool *same, struct err *err)
{
	struct touched_list n = {0};
	struct chain newest;

	facts_release(&then->facts);
	bool ok = history_head(st, &newest, err) && touched_between(st, then->seq, newest.seq, &n, err) && touched_around(st, &n, err)
	    && touched_facts(st, &n, then->seq, &then->facts, err) && touched_facts(st, &n, newest.seq, &is->facts, err);
	*same = ok && is_of_now(is->work, &n, &is->facts);
	touched_release(&n);
	return ok;
}

bool store_past_since(struct store *st, struct past *then, struct past *is, bool *same, struct err *err)
{
	bool held;

	assert(then->source);
	return hold(st, &held, err) && let_go(st, held, since(st, then, is, same, err));
}

bool store_past_pair(struct store *st, int64_t from, int64_t to, struct work **now, struct past *was, struct past *is, struct err *err)
{
	bool held;

	*was = *is = (struct past){0};
	return hold(st, &held, err) && let_go(st, held, pair(st, from, to, now, was, is, err));
}
