/* Finding in a text, and replacing what was found. */
#ifndef TUI_TEXT_FIND_H
#define TUI_TEXT_FIND_H

#include "tui/text.h"

struct text_hit {
	size_t from, to;
};

/* Case does not count (full case folding). A hit is whole graphemes: "e" does not find the letter of an
 * "e" with a mark, "s" not the half of a sharp s, "ss" does. An empty needle is found nowhere.
 * The first hit that starts in from..to, and the last one that does. */
bool text_find(const struct text *t, const char *needle, size_t from, size_t to, struct text_hit *hit);
bool text_find_last(const struct text *t, const char *needle, size_t from, size_t to, struct text_hit *hit);

/* Hits, in order, none overlapping. Zero-initialise. */
struct text_hits {
	struct text_hit *item;
	size_t n, cap;
};
void text_hits_release(struct text_hits *h);
/* Adds all that start in from..to, one behind the other. */
void text_find_all(const struct text *t, const char *needle, size_t from, size_t to, struct text_hits *hits);

/* Puts `with` (cleaned as a paste is) in place of each of the hits: one step of undo; the cursor comes
 * behind the last. ERR_INPUT as for a change. */
bool text_replace(struct text *t, const struct text_hits *hits, const char *with, struct err *err);

#endif
