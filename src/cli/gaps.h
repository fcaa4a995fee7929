/* Printing gaps, for the lists and for `show`. */
#ifndef CLI_GAPS_H
#define CLI_GAPS_H

#include "cli/workspace.h"

/* Whether the gap is about the claim, or about a claim below it. */
bool gaps_about(const struct tree *t, const struct gap *g, int node);
/* Most urgent first: indexes into work->gap, yours. */
int *gaps_sorted(const struct work *w, date today);
/* One gap in a list: a few lines. */
bool gaps_row(struct context *c, const struct workspace *ws, const struct gap *g, struct err *err);
/* One gap in all its parts. */
bool gaps_show(struct context *c, const struct workspace *ws, int gap, bool json, struct err *err);

#endif
