/* Which saves pass a filter, and which of their entries. Private to the store. */
#ifndef STORE_HISTORY_FILTER_H
#define STORE_HISTORY_FILTER_H

#include "store/history_read.h"
#include "store/history_saves.h"

/* Whether it passes some entries of a save and others not. */
bool filter_is_partial(const struct history_filter *f);
/* The entries that pass a partial filter, oldest first; found by the index, whatever the history's length. *seq is yours
 * in either case. */
bool filter_entries(struct store *st, const struct history_filter *f, int64_t **seq, size_t *n, struct err *err);
/* Whether a save passes, its entries left aside. */
bool filter_passes(const struct history_filter *f, const struct save_walk *w);

#endif
