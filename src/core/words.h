/* What differs between two texts, word by word: for showing an earlier text beside a later one.
 * Pure. Bounded: texts that have little in common cost no more than those that have much; beyond the
 * bound the part that differs is told as taken out whole and put in whole. */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include <stddef.h>

#include "base/buf.h"

enum words_kind { WORDS_SAME, WORDS_REMOVED, WORDS_ADDED };

struct words_run {
	enum words_kind kind;
	size_t at, len;                 /* bytes; of the old text where removed, else of the new one */
};

struct words_diff {
	struct words_run *run;          /* in reading order; never two of a kind in a row, what is removed before what is added */
	size_t n, cap;
};

/* `before` and `after` are valid UTF-8, borrowed only for the call. `out` is yours: words_diff_release. */
void words_diff(const char *before, const char *after, struct words_diff *out);
void words_diff_release(struct words_diff *d);

/* Both texts in one, added to `text`: what is gone as "[-gone-]", what is new as "{+new+}". The runs say
 * where in `text` each stands, its brackets with it. */
void words_mark(const char *before, const char *after, struct buf *text, struct words_diff *runs);

#endif
