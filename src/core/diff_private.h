/* What the files of a comparison share. */
#ifndef CORE_DIFF_PRIVATE_H
#define CORE_DIFF_PRIVATE_H

#include "core/diff.h"
#include "core/standing.h"

struct comparing {
	struct diff *out;
	const struct diff_side *was, *is;
	struct standing was_standing, is_standing;
	struct map same_as;             /* "evidence ID" of the later side: place in the earlier one's facts, where ids differ */
	struct map met;                 /* "evidence ID" of the earlier side that was found in the later one */
};

/* The same entity in the earlier side, or NULL. */
const struct facts_item *diff_earlier(const struct comparing *c, const struct facts_item *later);

/* diff_words.c: sentences into `out`. `it` of the side where it is. */
void diff_name(const struct comparing *c, const struct facts *side, enum entity e, const char *id, struct buf *out);
void diff_field_words(const struct comparing *c, enum field f, const char *was, const char *is, struct buf *out);
void diff_title_words(const struct facts_item *it, struct buf *out);
void diff_line_words(const char *title, struct buf *out);        /* NULL: none */

#endif
