/* The best next step, with the reason why it comes before everything else. Pure. */
#ifndef CORE_NEXT_H
#define CORE_NEXT_H

#include "core/standing.h"

/* Why: the first of these that finds something; the order is the meaning. */
enum next_why {
	NEXT_OVERDUE_HIGH,      /* a gap of high priority, past its due date */
	NEXT_LAST_LITTLE,       /* a claim that alone keeps a principle from being claimed, and lacks one small thing */
	NEXT_CHALLENGE,         /* a challenge that nobody has answered */
	NEXT_OVERDUE,           /* any other gap past its due date */
	NEXT_LAST,              /* a claim that alone keeps a principle from being claimed */
	NEXT_WAITED_FOR,        /* the claim that most of those above wait for alone */
	NEXT_OPEN,              /* the first open claim in the order of the form */
	NEXT_IN_THE_WAY,        /* the first claim in that order that is answered, but neither met nor set aside */
	NEXT_STALE,             /* evidence past its review date */
	NEXT_NOTHING
};

/* What a claim lacks, where that is one small thing. */
enum next_lack { LACK_MORE, LACK_AFFIRMING, LACK_STATUS, LACK_EVIDENCE };

struct next {
	enum next_why why;
	int leaf;                       /* NODE_NONE: it is about something else */
	int gap, challenge, evidence;   /* index into the arrays of work; -1 */
	int above;                      /* the node that waits for the leaf: a principle, or the highest of `waiting` */
	int waiting;                    /* nodes above the leaf that wait for it alone */
	enum next_lack lack;
};

/* Claims with an outstanding gap are left to their plan. */
void next_step(struct next *out, const struct work *w, const struct standing *st, date today);
/* What it is: "1.2/1 suppliers identified", "G3 No recovery test", and why it comes first, as half a sentence. */
void next_what(struct buf *out, const struct next *n, const struct work *w);
void next_because(struct buf *out, const struct next *n, const struct work *w, const struct standing *st, date today);

#endif
