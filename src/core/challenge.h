/* Challenges: who may do what to one in which state, and the changes that do it. Pure.
 *
 * Raised (open), answered, and then settled by who raised it, or overruled by the owner with a reason
 * that stays. A name is compared exactly, as it was given; it is what people say of themselves. */
#ifndef CORE_CHALLENGE_H
#define CORE_CHALLENGE_H

#include "core/work.h"

enum challenge_act { CHALLENGE_ANSWER, CHALLENGE_SETTLE, CHALLENGE_OVERRULE, CHALLENGE_REOPEN, CHALLENGE_EDIT, CHALLENGE_REMOVE };

/* Open or answered: somebody is still to act. */
bool challenge_waits(const struct challenge *c);
/* Of the whole workspace: in one state, and those that wait. */
int challenge_count(const struct work *w, enum challenge_state s);
int challenge_waiting(const struct work *w);
/* A waiting challenge weighs on its claim or link; not so where the item was removed or the link taken away. */
bool challenge_weighs(const struct work *w, const struct challenge *c);

/* "C4"; "a new challenge" where it has no number yet. Adds to out. */
void challenge_name(const struct challenge *c, struct buf *out);
/* What it is on: "1.2/2", "E7 for 1.2/2", "E7, removed, for 1.2/2". Adds to out. */
void challenge_place(const struct work *w, const struct challenge *c, struct buf *out);

/* Whether `who` may do this now. ERR_INPUT: one sentence that says who may, or why nobody. */
bool challenge_may(const struct work *w, const struct challenge *c, enum challenge_act act, const char *who, struct err *err);

/* A new challenge; `evidence` NULL: on the claim itself. The text is set by the caller, under `id`. */
void challenge_raise(struct changes *ch, const struct work *w, const char *id, int claim, const char *evidence, const char *by);
/* Puts it into the state that the act leads to; texts are set by the caller. */
void challenge_put_state(struct changes *ch, const struct challenge *c, enum challenge_act act);
/* No save may leave a challenge without its words, empty an answer, or overrule without a reason: ERR_INPUT. `w` as
 * it is before. */
bool challenge_check(const struct work *w, const struct changes *ch, struct err *err);
/* The text of a challenge with the word with which it was opened again below it. */
void challenge_reopened(struct buf *out, const char *text, const char *word);

#endif
