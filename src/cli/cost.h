/* What an item of evidence carries: what would be lost without it. */
#ifndef CLI_COST_H
#define CLI_COST_H

#include "core/standing.h"

struct cost {
	int *without;           /* leaves in scope that would be left with no support that counts; tree order */
	int *some;              /* leaves in scope that would keep other support: to be judged again */
	int *principle;         /* principles above `without` */
	int n_without, n_some, n_principles;
};

/* Without the item's links to these leaves; leaf NULL: without all its links. Pure. */
void cost_of_evidence(struct cost *out, const struct work *w, int evidence, const int *leaf, int n_leaves);
void cost_release(struct cost *c);
/* "; left with no support: 1.2/2; judge again: 1.2/5". Adds nothing where nothing is lost. */
void cost_words(struct buf *b, const struct cost *c, const struct tree *t);

#endif
