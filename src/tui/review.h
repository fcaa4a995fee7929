/* A review: everything is read, and nothing is changed but challenges.
 *
 * They go into the workspace, or, where it is not to be written, into a document beside it that its owner
 * brings in with `assay merge`. What the document holds lies over the workspace in memory, so that the
 * reviewer sees it like the rest. Who reviews is taken at their word; the file's own rights are what holds. */
#ifndef TUI_REVIEW_H
#define TUI_REVIEW_H

#include "core/change.h"
#include "core/work.h"
#include "tui/tui.h"

struct store;
struct review;

#define REVIEW_REFUSES "Not changed: a review changes only challenges; c raises one"

/* Begins one on an opened workspace. `aside`: it is not to be written. Takes up what the person's document holds
 * already. ERR_INPUT: that file is none of this workspace's. `*out` is yours, also where it fails. */
bool review_begin(struct review **out, const struct tui_start *start, struct store *st, const struct work *w, bool aside, struct err *err);
void review_free(struct review *r);

/* Where the challenges go; NULL: into the workspace. */
const char *review_document(const struct review *r);
/* On leaving: what is where, and what its owner does with it. Adds to out. */
void review_last_words(const struct review *r, const char *workspace, struct buf *out);

/* Whether a review may save this. ERR_READONLY: it is about more than challenges; says what a reviewer can do. */
bool review_allows(const struct changes *c, struct err *err);

/* Puts what the document says over a work that was just loaded. */
bool review_lay_over(const struct review *r, struct work *w, struct err *err);
/* The texts of both; lives as long as the review. */
struct reader review_reader(struct review *r);
/* Puts the changes over `w` and writes the document anew, whole or not at all. On failure the document and the
 * review are as they were, and `w` is to be loaded again. */
bool review_keep(struct review *r, const struct changes *c, struct work *w, struct err *err);

#endif
