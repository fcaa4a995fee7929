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

#endif
