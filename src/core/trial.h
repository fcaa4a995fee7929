/* Trying without changing: changes are really made, on a copy of the workspace in memory, so that what
 * a trial says is what doing it would say. Nothing of it is stored. */
#ifndef CORE_TRIAL_H
#define CORE_TRIAL_H

#include "core/change.h"
#include "core/standing.h"

struct trial {
	struct work *work;              /* as if it had been done */
	struct standing standing;       /* of that work */
};

/* Makes the changes on a copy of `w`, which stays as it is; `c` is borrowed. Fails as work_apply does,
 * with nothing to release. */
bool trial_run(struct trial *t, const struct work *w, const struct changes *c, struct err *err);
void trial_release(struct trial *t);

/* ---- what is tried: the changes that the commands make ------------------------------------------ */

/* Removes an item of evidence and its links. */
void change_remove_evidence(struct changes *c, const struct work *w, int evidence);
void change_status(struct changes *c, const struct work *w, int leaf, enum status s);
void change_close_gap(struct changes *c, const struct work *w, int gap);

/* ---- what it does -------------------------------------------------------------------------------- */

/* Nodes whose standing is another one than before. Node indexes. */
struct trial_effect {
	int *node;                      /* claims without claims below them first, then claims above, principles, themes */
	int n;
	int *gained, *lost;             /* principles that can, and that no longer can, be claimed; tree order */
	int n_gained, n_lost;
};
void trial_compare(struct trial_effect *out, const struct tree *t, const struct standing *before, const struct standing *after);
void trial_effect_release(struct trial_effect *e);

#endif
