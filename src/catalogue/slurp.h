/* Reading an open file into memory, bounded: for this room only. */
#ifndef CATALOGUE_SLURP_H
#define CATALOGUE_SLURP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Reads until the end, or one byte more than `max`, which fails. `guess` is how many bytes are expected;
 * `path` is for errors. A NUL follows the bytes; *bytes is yours also after a failure. ERR_INPUT. */
bool slurp_fd(int fd, const char *path, size_t max, size_t guess, char **bytes, size_t *len, struct err *err);
bool slurp_too_large(const char *path, size_t max, struct err *err);    /* always false */

#endif
