/* Moments of a workspace: finding them in its history, and having it as it was then. */
#ifndef STORE_MOMENT_H
#define STORE_MOMENT_H

#include "core/past.h"
#include "store/store.h"

struct moment {
	int64_t seq;                    /* of the last entry that belongs to it; 0: there is none such */
	char at[DATE_TIME_TEXT];        /* when that was saved, UTC */
	char head[HASH_TEXT];           /* its hash */
};

/* The newest entry. */
bool store_moment_now(struct store *st, struct moment *out, struct err *err);
/* The entry of this number. ERR_INPUT: there is none. */
bool store_moment_of_seq(struct store *st, int64_t seq, struct moment *out, struct err *err);
/* The entry with this hash, whole or its first 8 digits and more. ERR_INPUT: none, or several. */
bool store_moment_of_head(struct store *st, const char *head, struct moment *out, struct err *err);
/* The end of the last save before the moment `before` (UTC, as recorded). ERR_INPUT: the workspace is younger. */
bool store_moment_before(struct store *st, const char *before, struct moment *out, struct err *err);

/* All that had been saved up to an entry, and what followed from it, with all facts: the whole history is read. *out is yours
 * (past_release) in either case, and must not be moved, as with those below. ERR_WORKSPACE, ERR_BUSY. */
bool store_past(struct store *st, int64_t seq, struct past *out, struct err *err);

/* The same to look at: work and reader; what facts there are is not said. Of a moment not long ago it costs a load and what was
 * saved since. The reader lives as long as the store. `now`: NULL, or the work that store_load gave last, after which nothing
 * was saved through this store: it is taken where it is of use, and then is NULL. */
bool store_past_view(struct store *st, int64_t seq, struct work **now, struct past *out, struct err *err);
/* The same, made from a copy of a work that says what was so at some later moment. */
bool store_past_before(struct store *st, int64_t seq, const struct work *later, struct past *out, struct err *err);
/* Two moments of this workspace, for diff_compare: the facts of what lies between them suffice it. */
bool store_past_pair(struct store *st, int64_t from, int64_t to, struct work **now, struct past *was, struct past *is, struct err *err);
/* For comparing a view with the present, as often as something is saved: gives `then` the facts of what lies between, and
 * those of now to `is`, whose work is there already. *same false: that work is not that of now, and nothing is to be compared. */
bool store_past_since(struct store *st, struct past *then, struct past *is, bool *same, struct err *err);

#endif
