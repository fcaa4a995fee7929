/* Freshness: what is to be looked at again, and saying that it is still true. Pure. */
#ifndef CORE_AFFIRM_H
#define CORE_AFFIRM_H

#include "core/work.h"

/* The day by which everything is looked at again: the next review if it is set and to come, else the end of the cycle
 * that begins today, else today. */
date affirm_next_review(const struct assessment *a, date today);
/* Carried over and in scope: counts again only when it was affirmed. */
bool affirm_leaf_due(const struct work *w, int leaf);
/* To be reviewed by that day, or earlier. */
bool affirm_item_due(const struct evidence *e, date before);
/* When an item that is affirmed today is due next: after the review cycle; without one, after as long as it was valid
 * so far, from when it was collected or last affirmed. DATE_NONE: nothing says when. */
date affirm_next_by(const struct assessment *a, const struct evidence *e, date today);

/* The changes; `next` DATE_NONE leaves the review date as it is. */
void affirm_leaf(struct changes *c, const struct work *w, int leaf);
void affirm_item(struct changes *c, const struct evidence *e, date today, date next);

#endif
