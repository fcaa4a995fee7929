/* `assay` alone: the workbench. */
#ifndef CLI_BENCH_H
#define CLI_BENCH_H

#include "cli/context.h"

/* The same as a review; `path` is the workspace, `to` the document the challenges go to, NULL: the usual place. */
bool bench_review(struct context *c, const struct args *a, const char *path, const char *to, struct err *err);
bool bench_run(struct context *c, const struct args *a, struct err *err);

#endif
