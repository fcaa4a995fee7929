/* What an item of evidence carries: what would be lost without it. */
#ifndef CORE_COST_H
#define CORE_COST_H

#include "core/work.h"

struct cost {
	int *without;           /* leaves in scope that would be left with no support that counts; tree order */
	int *some;              /* leaves in scope that would keep other support: to be judged again */
	int *principle;         /* principles above `without` */
	int n_without, n_some, n_principles;
};

/* Without the item's links to these leaves; leaf NULL: without all its links. Pure. */
void cost_of_evidence(struct cost *out, const struct work *w, int evidence, const int *leaf, int n_leaves);
void cost_release(struct cost *c);

#endif
