/* What an item of evidence carries, in words. */
#ifndef CLI_COST_H
#define CLI_COST_H

#include "base/buf.h"
#include "core/cost.h"

/* "; left with no support: 1.2/2; judge again: 1.2/5". Adds nothing where nothing is lost. */
void cost_words(struct buf *b, const struct cost *c, const struct tree *t);

#endif
