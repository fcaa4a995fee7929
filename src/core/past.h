/* A workspace as it was at some moment: its facts, and the work and the texts that follow from them. Pure. */
#ifndef CORE_PAST_H
#define CORE_PAST_H

#include "core/facts.h"
#include "core/work.h"

struct past {
	struct facts facts;             /* whole texts, removed entities too; whoever makes it says of what */
	struct work *work;              /* borrows the tree it was built with */
	struct reader reader;           /* of the texts; lives as long as the struct stays where it is */
	void *source;                   /* borrowed, where the texts are not in the facts: whose the reader is, and of which moment */
	int64_t seq;
};

/* Makes work and reader from p->facts, which are there already; the struct must not move afterwards.
 * ERR_WORKSPACE: a fact that does not fit the tree, or a link that leads nowhere. Release it in either case. */
bool past_build(struct past *p, const struct tree *t, struct err *err);
void past_release(struct past *p);

#endif
