/* Moments as people name them. */
#ifndef STORE_MOMENT_NAME_H
#define STORE_MOMENT_NAME_H

#include "core/work.h"
#include "store/moment.h"

/* Reads a baseline's name, a day (its end, where the reader is) or a hash of the history, in this order. `w`: of the
 * workspace, for its baselines. ERR_INPUT: none of these, with the baselines there are; or the moment is not in this
 * history. */
bool moment_read(struct store *st, const struct work *w, const char *name, struct moment *out, struct err *err);
/* The baseline of that name: its place in w->baseline, or -1. */
int moment_baseline(const struct work *w, const char *name);
/* The changes that give the newest moment a name, added to `c`. ERR_INPUT: there is such a baseline already, or it can be
 * no name. */
bool moment_give_name(struct store *st, const struct work *w, const char *name, const char *who, struct changes *c, struct err *err);
/* The day of a moment where the reader is. */
date moment_day(const struct moment *m);

#endif
