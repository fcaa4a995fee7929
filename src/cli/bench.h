/* `assay` alone: the workbench. */
#ifndef CLI_BENCH_H
#define CLI_BENCH_H

#include "cli/context.h"

bool bench_run(struct context *c, const struct args *a, struct err *err);

#endif
