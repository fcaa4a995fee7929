/* Which gap comes first, and why. Pure.
 *
 * A gap is read in one of four groups. Outstanding ones come first, the most urgent at the top: overdue before what is
 * not, then by priority, then by due date (of what is overdue: the longest overdue first), then by how many principles
 * it alone holds back, then by how many wait for it. What is not set comes after what is. Of two that are alike in all
 * of this the lower reference comes first. In the other groups the order is the same. */
#ifndef CORE_URGENCY_H
#define CORE_URGENCY_H

#include "core/standing.h"

enum urgency_group {
	URGENCY_OUTSTANDING,
	URGENCY_ACCEPTED,               /* nothing is planned, for the reason in its action */
	URGENCY_CLOSED,
	URGENCY_ASIDE,                  /* neither accepted nor closed, but none of its claims is in scope */
	URGENCY_GROUPS
};

struct urgency {
	int gap;                        /* index into work->gap */
	enum urgency_group group;
	int late;                       /* days since it was due, where it is overdue; else 0 */
	/* Principles in scope that cannot be claimed and have a claim that stands in the way with this gap: node
	 * indexes in tree order. Those of `alone` wait for nothing else: every claim in their way has this gap, no
	 * other outstanding one, and is neither open nor challenged. None of a gap that is not outstanding. */
	const int *waiting, *alone;
	int n_waiting, n_alone;
};

struct urgencies {
	struct urgency *item;           /* one a gap, in the order they are read */
	int n;
	int *principle;                 /* what waiting and alone point into */
};

/* Fills *out from scratch in O(n log n); release it when done. It names gaps by index: it dies with the next save. */
void urgency_compute(struct urgencies *out, const struct work *w, const struct standing *st, date today);
void urgency_release(struct urgencies *u);
/* The one of a gap. NULL: no such gap. */
const struct urgency *urgency_of(const struct urgencies *u, int gap);

/* Why it stands where it does: "overdue by 12 days; high; 2 principles wait for it, 4.1 for it alone"; of one that is not
 * outstanding, why not. */
void urgency_words(struct buf *out, const struct urgency *u, const struct work *w, date today);
/* A heading for a group: "outstanding", "nothing planned, because", "closed", "no claim in scope". */
const char *urgency_group_words(enum urgency_group g);

#endif
