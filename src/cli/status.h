/* `assay status` for people. */
#ifndef CLI_STATUS_H
#define CLI_STATUS_H

#include "cli/workspace.h"

/* A screen of text; one line; one row of a table. All return true. */
bool status_full(struct context *c, const struct workspace *ws);
bool status_short(struct context *c, const struct workspace *ws);
void status_row_head(struct context *c);
bool status_row(struct context *c, const struct workspace *ws, const char *path);

#endif
