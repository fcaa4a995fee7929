/* What the strategies of a tree are called and what they mean, in plain words, for every screen, command and
 * report. Source: Claims, Arguments, Evidence (CAE), whose building blocks the APC's boxes name. */
#ifndef CORE_STRATEGY_H
#define CORE_STRATEGY_H

#include "base/buf.h"
#include "core/tree.h"

/* As people spell it: "time split". */
const char *strategy_kind_words(enum strategy_kind k);
/* One sentence: what arguing in this way means. */
const char *strategy_kind_meaning(enum strategy_kind k);

/* Whether its text says more than its kind: "Time split" does not. */
bool strategy_has_text(const struct strategy *s);
/* "argued by decomposition (S1.6): Decomposition on ...", "argued by time split (S1.4)" where the text
 * says no more than the kind, "note N1.1: ..."; with no sure place "argued somewhere below by ...". */
void strategy_words(struct buf *out, const struct strategy *s);
/* How sure its place is: "its place is inferred, fair: ...", "its place is not sure, unknown: ..."; nothing
 * where the place is certain. */
void strategy_basis(struct buf *out, const struct strategy *s);

/* Whether it is shown with this node: attached to it or, with no sure place, to its theme. */
bool strategy_is_with(const struct strategy *s, int node);
/* Whether it says only what the node's remark says already. */
bool strategy_is_remark(const struct tree *t, const struct strategy *s);

/* The nearest node at or above `node` that the source remarks on (1.4: its claims are not the whole of it),
 * NODE_NONE if there is none. */
int strategy_remarked(const struct tree *t, int node);

#endif
