/* What tests of the views begin with: the shipped catalogue, and a workspace of the example. */
#ifndef TESTS_WORKBENCH_H
#define TESTS_WORKBENCH_H

#include "core/tree.h"

/* Yours: tree_free. */
struct tree *shipped_tree(void);
/* A new workspace of the example at `path`, written by Sam. */
void example_workspace(const char *path);

#endif
