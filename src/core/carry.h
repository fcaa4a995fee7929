/* Carrying an assessment over into a new one: `new --from`. Pure. */
#ifndef CORE_CARRY_H
#define CORE_CARRY_H

#include "core/past.h"

struct carried {
	int answers, evidence, links, gaps, challenges;
	struct buf left;                /* claims of the old one that the new catalogue does not have: "1.9/1, 2.7/3"; release it */
};

/* Adds to `out` what a new workspace with the tree `t` begins with: the assessment's own fields except the days of
 * the assessment and of the next; scope; answers, marked as inherited until somebody affirms them; evidence and links;
 * outstanding gaps, open and answered challenges; waivers and refusals of what is carried over. Ids and references stay, so that the two can be
 * compared. Closed gaps, settled challenges, approvals, baselines, and what was read stay behind: they are the old
 * assessment's. Strings in `out` are its own. */
void carry_over(const struct past *old, const struct tree *t, struct changes *out, struct carried *count);

#endif
