/* Which gaps are asked for: by person, place in the tree, state and date, all at once. */
#ifndef CORE_GAP_FILTER_H
#define CORE_GAP_FILTER_H

#include "core/work.h"

enum gap_period {
	PERIOD_ANY,
	PERIOD_OVERDUE,
	PERIOD_WITHIN,                  /* due in `days` days or earlier: what is overdue too */
	PERIOD_NO_DATE,
};

struct gap_filter {
	bool outstanding;               /* only these */
	int state;                      /* enum gap_state, -1: any. Closed and accepted are shown with `outstanding` too */
	const char *owner;              /* a part of the name, whatever its case; NULL: anybody. Borrowed */
	bool owner_exactly;             /* the whole name */
	bool nobody;                    /* only those without an owner */
	int node;                       /* a claim of it is this node or below it; NODE_NONE: any */
	enum gap_period period;         /* of outstanding gaps: the others are not due */
	int days;
};
#define GAP_FILTER_ALL { .state = -1, .node = NODE_NONE }

/* Whether the gap is about the node, or about a claim below it. */
bool gap_about(const struct tree *t, const struct gap *g, int node);
bool gap_passes(const struct work *w, const struct gap *g, const struct gap_filter *f, date today);

#endif
