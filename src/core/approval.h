/* What an approval is of: a principle as it stands. Any later change to its answers, evidence, links or scope makes
 * it lapse. Pure. */
#ifndef CORE_APPROVAL_H
#define CORE_APPROVAL_H

#include "base/hash.h"
#include "core/work.h"

/* SHA-256 over everything a person looks at who approves a principle: whether it is in scope and why, and for every
 * leaf its answer and the evidence linked to it, with its notes. Not over ids and references, so that it outlives an
 * export. Fails as the reader does. */
bool approval_hash(const struct work *w, const struct reader *r, int principle, char out[HASH_TEXT], struct err *err);

/* The changes that record an approval of a principle as it stands, and those that take one back. `at`: now, as
 * date_time_now has it. `position` may be NULL. Fails as the reader does. */
bool approval_give(struct changes *c, const struct work *w, const struct reader *r, int principle, const char *by, const char *position,
    const char *at, struct err *err);
void approval_withdraw(struct changes *c, const struct work *w, int approval);

/* The newest approval of a principle: its place in work->approval, or -1. */
int approval_of(const struct work *w, int principle);
/* Whether what it was given for is still so. */
bool approval_stands(const struct work *w, const struct reader *r, int approval, bool *stands, struct err *err);

#endif
