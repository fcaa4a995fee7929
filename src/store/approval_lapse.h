/* What made an approval lapse. */
#ifndef STORE_APPROVAL_LAPSE_H
#define STORE_APPROVAL_LAPSE_H

#include "core/work.h"
#include "store/store.h"

/* For an approval that does not stand at the entry `until` of the history (0: now): adds the save after which what was
 * approved was no longer so, "status of 1.2/2, by Kim (2026-11-21 10:00)", or that it was given for something else. Not
 * cleaned for a terminal. Puts the workspace together as it was then, and looks at it as it was some ten times since: not for every key. ERR_WORKSPACE, ERR_BUSY. */
bool store_approval_lapse(struct store *st, const struct approval *a, int64_t until, struct buf *out, struct err *err);

#endif
