/* Writing a document: to standard output, or to a file that is then the old one or the new one, whole. */
#ifndef CLI_DOCUMENT_H
#define CLI_DOCUMENT_H

#include <stdio.h>

#include "cli/context.h"

typedef bool document_writer(FILE *to, void *ctx, struct err *err);

/* `path` NULL or "-": standard output, cleaned where that is a terminal. A file that exists is replaced in one
 * step and keeps its rights; a workspace is refused (ERR_INPUT). ERR_STORE: it could not be written. */
bool document_write(struct context *c, const char *path, document_writer *write, void *ctx, struct err *err);

#endif
