/* One run of `assay merge`: what is compared, and how it is told. */
#ifndef CLI_MERGE_H
#define CLI_MERGE_H

#include "cli/workspace.h"
#include "core/merge.h"

struct merging {
	struct context *c;
	const struct args *a;
	struct workspace ws;            /* ours */
	const char *path;               /* of the other, as given */
	struct store *other;            /* NULL: a document */
	char parted[DATE_TIME_TEXT];    /* when the two were one; "": a document */
	struct facts base, mine, theirs;
	struct changes fresh, differing;        /* of a document */
	struct merge m;
	bool dry, changed;
};

/* ---- merge_name.c: what people call it --------------------------------------------------------------- */

/* The number of an item's reference here, also of one that is only to come; 0: none. */
int merge_number(const struct merging *g, enum entity e, const char *id);
/* "1.2/2", "E12", "E12:1.2/2", "assessment". Adds to b. */
void merge_name(const struct merging *g, enum entity e, const char *id, struct buf *b);
/* What a choice is called: "1.2/2.argument", "E12.removed". Adds to b. */
void merge_choice_name(const struct merging *g, const struct merge_conflict *f, struct buf *b);
/* Whether it is called so; also by the number in the tree, and in any case of letters. */
bool merge_choice_is(const struct merging *g, const struct merge_conflict *f, const char *name);
/* A value in a few words, cut around `from`, the first byte that matters. Adds to b. */
void merge_value(const struct merging *g, enum field f, const char *value, size_t from, struct buf *b);
/* "Kim, 2026-11-20"; who is NULL: "somebody". Adds to b. */
void merge_by(const struct merge_word *w, struct buf *b);

/* Everything that is taken, an entity a row, in the order in which people read it. Yours (free). */
struct merge_row {
	const struct merge_part *part;  /* the first; the others of the entity follow in `all` */
	size_t first, n;                /* in all->item */
	int group, major, minor;        /* the order */
	bool fresh;                     /* the entity is new here */
	struct merge_word by;           /* who did it there, last */
};
struct merge_rows { struct merge_row *row; size_t n, cap; struct merge_parts all; };
void merge_rows_of(const struct merging *g, struct merge_rows *out);
void merge_rows_release(struct merge_rows *r);
/* The choices in the same order: places in g->m.conflict. Yours (free). */
size_t *merge_order(const struct merging *g);

/* ---- merge_ask.c: choosing --------------------------------------------------------------------------- */

/* By the options, or by asking on a terminal. ERR_INPUT: --take names no choice. */
bool merge_choose(struct merging *g, struct err *err);

/* ---- merge_report.c ---------------------------------------------------------------------------------- */

/* Once it is done, or foreseen; `saved` is what was, or would be, saved. */
void merge_report(struct merging *g, const struct changes *saved);
void merge_report_json(struct merging *g);
/* Both values of a choice, with who and when; whole texts or cut to a line each. */
void merge_put_sides(struct merging *g, const struct merge_conflict *f, bool whole);

#endif
