/* What is missing at one claim, down to the very item: everything that keeps it from being met. */
#ifndef CORE_REASON_H
#define CORE_REASON_H

#include "core/work.h"

enum reason_kind {
	REASON_INHERITED,       /* carried over and not affirmed */
	REASON_STATUS,          /* the status is not evidenced */
	REASON_CHALLENGE,       /* on the claim, open or answered */
	REASON_NO_EVIDENCE,     /* nothing is linked */
	REASON_BARE,            /* linked, but the item says neither where nor what */
	REASON_DOUBTED,         /* linked, but a challenge hangs on that link */
	REASON_GAP,             /* outstanding */
};

struct reason {
	enum reason_kind kind;
	int evidence, challenge, gap;   /* indexes into the arrays of work; -1 where there is none */
};

struct reasons {
	struct reason *item;
	size_t n, cap;
};

/* In the order above, links by the reference of their item. What is the matter with links is only
 * among it where none counts. None exactly where the claim is met, set aside or out of scope. */
void reasons_of(struct reasons *out, const struct work *w, int leaf);
void reasons_release(struct reasons *r);

/* "E5 Handbook is linked, but says neither where nor what". Heads of long texts only. Adds to out. */
void reason_words(struct buf *out, const struct work *w, int leaf, const struct reason *r);

#endif
