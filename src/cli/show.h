/* Printing everything about one claim or item of evidence. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/workspace.h"

enum { SHOW_LABEL = 13 };       /* columns of the headings at the left */

/* A heading and its text; nothing where the text is NULL or "". */
void show_label(struct context *c, const char *label, const char *text);
/* The same for a long text of the store. */
bool show_text(struct context *c, const struct workspace *ws, const char *label, enum field f, const char *id,
    struct err *err);

/* Both wordings, the place in the tree, the remarks of the source, how it is argued. */
void show_wordings(struct context *c, const struct tree *t, int node);

/* --ticket and --json are two forms of the same. ERR_INPUT: both were asked for. */
bool show_one_form(const struct args *a, struct err *err);

bool show_claim(struct context *c, const struct workspace *ws, int node, struct err *err);
bool show_claim_json(struct context *c, const struct workspace *ws, int node, struct err *err);
bool show_evidence(struct context *c, const struct workspace *ws, int evidence, struct err *err);
bool show_evidence_json(struct context *c, const struct workspace *ws, int evidence, struct err *err);

#endif
