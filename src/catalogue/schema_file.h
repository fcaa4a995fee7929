/* JSON schemas of what the program prints and reads: data, in the folder catalogue/schemas. A program that
 * reads our output finds them beside it, and checks against the same file that `assay schema` prints. */
#ifndef CATALOGUE_SCHEMA_FILE_H
#define CATALOGUE_SCHEMA_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct schema_file {
	char *name;             /* "status": the file is status.json */
	char *title;            /* the value of the key `schema` in what it describes: "assay.status/1" */
	char *about;            /* its description, one sentence */
};

struct schema_files { struct schema_file *item; size_t n, cap; };
void schema_files_release(struct schema_files *l);
/* All there are, sorted by name. ERR_INPUT: the folder or a file in it cannot be read, or is none. */
bool schema_files_list(struct schema_files *out, struct err *err);
/* The bytes of one as they are in the file; yours. `name`: its name or its title. ERR_INPUT: there is none,
 * with the nearest there is. */
bool schema_file_read(const char *name, char **bytes, size_t *len, struct err *err);

#endif
