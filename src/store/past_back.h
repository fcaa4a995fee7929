/* A workspace as it was, by way of the present: only what was saved since is put back. Private to the store.
 *
 * What a field said then is in the history of its entity, so nothing else is read. The result is that of going through the
 * history from its beginning, entry by entry. */
#ifndef STORE_PAST_BACK_H
#define STORE_PAST_BACK_H

#include "core/past.h"
#include "store/store.h"

/* Some entities, each once. */
struct touched_list {
	struct { enum entity entity; char *id; } *item;
	size_t n, cap;
	struct map known;
};
void touched_release(struct touched_list *n);
/* All that a save named in the entries after `after` up to `until`; added. Inside a transaction, as are the others. */
bool touched_between(struct store *st, int64_t after, int64_t until, struct touched_list *n, struct err *err);
/* With them what a comparison of them asks for: the owners of links, and the links of owners. */
bool touched_around(struct store *st, struct touched_list *n, struct err *err);
/* What was said of them up to an entry. */
bool touched_facts(struct store *st, const struct touched_list *n, int64_t until, struct facts *out, struct err *err);

/* Whether the shorter way to the end of entry `seq` is back from the present. */
bool past_is_near(struct store *st, int64_t seq, bool *near, struct err *err);
/* A work that says what was so at entry `from` says after it what was so at `to`, earlier or later. In a transaction of its own
 * where there is none: what is between two entries never changes. */
bool past_move(struct store *st, struct work *w, int64_t from, int64_t to, struct err *err);
/* The texts of that moment, for p->reader; p->seq says which. */
void past_read_from(struct past *p, struct store *st, int64_t seq);

#endif
