/* A workspace as it was at some moment: its facts, and the work and the texts that follow from them. Pure. */
#ifndef CORE_PAST_H
#define CORE_PAST_H

#include "core/facts.h"
#include "core/work.h"

struct past {
	struct facts facts;             /* whole texts, removed entities too */
	struct work *work;              /* borrows the tree it was built with */
	struct reader reader;           /* of the facts' texts; lives as long as they stay where they are */
};

/* Makes work and reader from p->facts, which are there already; the struct must not move afterwards.
 * ERR_WORKSPACE: a fact that does not fit the tree, or a link that leads nowhere. Release it in either case. */
bool past_build(struct past *p, const struct tree *t, struct err *err);
void past_release(struct past *p);

#endif
