/* What a history that is being read remembers from call to call. Private to the store. */
#ifndef STORE_HISTORY_PRIVATE_H
#define STORE_HISTORY_PRIVATE_H

#include "store/history_ops.h"
#include "store/history_read.h"

struct history_private {
	struct ops ops;
	int64_t ops_until;              /* the newest entry that ops know of; 0: they were not read */
	char *beginning;                /* the command the workspace was made with */
	bool partial;                   /* `match` says what passes: its entries, oldest first */
	int64_t *match;
	size_t n_match;
};

/* Which saves stand, as of now. Inside a transaction. Lives as long as the history. */
bool history_ops(struct store *st, struct history *h, const struct ops **out, struct err *err);

/* Every call of its own begins and ends so; `ok` is handed on. */
bool history_begin(struct store *st, struct err *err);
bool history_end(struct store *st, bool ok);

/* ---- history_entries.c: what lies in a save ---- */

/* Where the first match from an entry on is. */
size_t history_match_from(const struct history_private *p, int64_t seq);
/* How many entries of a save pass. */
size_t history_passing(const struct history_private *p, const struct history_save *s);
/* `n` of a save's entries, or all; where entries are missing from the file, fewer pass than were counted. Inside a
 * transaction, as is the next. */
bool history_read_more(struct store *st, struct history *h, struct history_save *s, size_t n, struct err *err);
/* Counts on, up to `max` entries; *done: s->things says how many. */
bool history_count_on(struct store *st, const struct history_private *p, struct history_save *s, size_t max, bool *done, struct err *err);
/* ERR_WORKSPACE; always false. */
bool history_unknown_entry(struct store *st, int64_t seq, struct err *err);

#endif
