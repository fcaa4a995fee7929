/* What an item of evidence carries, in words. */
#include "config.h"

#include "cli/cost.h"
#include "cli/describe.h"

void cost_words(struct buf *b, const struct cost *c, const struct tree *t)
{
	if (c->n_without > 0) {
		buf_add(b, "; left with no support: ");
		describe_claims(b, t, c->without, c->n_without);
	}
	if (c->n_some > 0) {
		buf_add(b, "; less support, judge again: ");
		describe_claims(b, t, c->some, c->n_some);
	}
}
