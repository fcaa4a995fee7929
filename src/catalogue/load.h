/* Catalogue files: assay-catalogue(5) into a tree, collecting every complaint. libyaml stays in this room. */
#ifndef CATALOGUE_LOAD_H
#define CATALOGUE_LOAD_H

#include <stdbool.h>

#include "base/complaint.h"
#include "base/err.h"
#include "core/tree.h"

/* Reads `path` (at most 8 MiB, depth 32). NULL on failure: `out` holds every complaint with its place,
 * or err (ERR_INPUT) says that the file cannot be read at all. The tree is yours. */
struct tree *catalogue_load(const char *path, struct complaints *out, struct err *err);
/* The same from memory; `name` is used in complaints. */
struct tree *catalogue_load_bytes(const char *name, const char *bytes, size_t len, struct complaints *out);

/* The data folder: $ASSAY_DATA, else the installed one. Borrowed. */
const char *data_folder(void);

/* Catalogue files in the data folder: their paths, sorted; yours. */
struct catalogue_list { char **path; size_t n, cap; };
void catalogue_list_release(struct catalogue_list *l);
bool catalogue_list(struct catalogue_list *out, struct err *err);
/* The path of the catalogue to use for a new workspace: `name` as an id, a file name or a path; NULL: the default. */
char *catalogue_path(const char *name, struct err *err);

#endif
