/* Items that are nearly the same: one document written down twice. Every item is looked at once; items are
 * never compared in pairs. Pure. */
#ifndef CORE_NEAR_H
#define CORE_NEAR_H

#include "core/work.h"

enum { NEAR_LOCATIONS_MAX = 2000 };     /* items, beyond which only titles are looked at, and no text is read */

/* The words and numbers of a title, folded, in their order, without what stands between them: two titles with the same
 * key say the same. Adds to out; nothing for an empty title. */
void title_key(struct buf *out, const char *title);

/* What items are alike by, for the register and lint both. Two titles with the same key have the same words, whatever
 * their endings and order. Adds to out. */
void near_title(struct buf *out, const char *title);
/* Two locations with the same key are the same places, in any order, however their addresses are written. Adds to out;
 * nothing where none of the lines is an address that tells one place from another. */
void near_places(struct buf *out, const char *lines);

struct near {
	int *other;                     /* by place in work->evidence: an item that this one is nearly the same as; -1: none */
	int n, n_near;
};
/* By title or by places. r NULL: titles only. Fails as the reader does. */
bool near_find(struct near *out, const struct work *w, const struct reader *r, struct err *err);
void near_release(struct near *n);

/* The same in pieces; lives no longer than the work does as it is. Fails as the reader does. */
struct near_search;
struct near_search *near_search_new(const struct work *w, const struct reader *r);
/* Looks at so many more; `more`: there are others. */
bool near_search_go_on(struct near_search *s, int items, bool *more, struct err *err);
const struct work *near_search_work(const struct near_search *s);
void near_search_take(struct near_search *s, struct near *out);        /* once there are no more: what near_find finds */
void near_search_free(struct near_search *s);

#endif
