/* Finding: the texts of the file, and one list of everything there is to be found in a workspace. */
#ifndef STORE_FIND_H
#define STORE_FIND_H

#include "core/found.h"
#include "core/seek.h"
#include "store/store.h"

/* Who takes the texts: best first, or, where very many have the words, as they were written. */
struct find_taker {
	void *ctx;
	/* Whether texts of this field are wanted: others are passed over unread. Asked before the first. */
	bool (*wants)(void *ctx, enum field f);
	/* One text with some words around the place; its strings are borrowed. false: enough. */
	bool (*take)(void *ctx, enum field f, const char *id, const char *excerpt);
};
bool store_find_each(struct store *st, const struct seek *seek, const struct find_taker *taker, struct err *err);

/* Everything the query fits, best first, removed entities left out. `w` is what is in memory of the same file. The list is
 * yours in any case (found_list_release): where the file cannot be read at the moment (ERR_BUSY), it holds what
 * memory has. */
bool store_find_all(struct store *st, const struct work *w, const struct found_query *q, struct found_list *out, struct err *err);

#endif
