/* The value of any field of a workspace, wherever it lies: in memory or behind the reader. One place
 * for export (what to write) and import (what is there already). Private to exchange. */
#ifndef CATALOGUE_EXCHANGE_VALUE_H
#define CATALOGUE_EXCHANGE_VALUE_H

#include <stdbool.h>

#include "base/buf.h"
#include "core/work.h"

/* Makes `out` the value of `f`: "" where there is none. `index`: node index for scope and answers, else the
 * place in the array of work. Ids where the field holds ids. Fails as the reader does. */
bool exchange_value(const struct work *w, const struct reader *r, enum field f, int index, struct buf *out, struct err *err);

/* Whether saying `value` is the same as saying nothing: "", "to-assess", "internal". */
bool exchange_unsaid(enum field f, const char *value);

/* Whether nothing was said of a node yet: its answer, or its reading. Fails as the reader does. */
bool exchange_node_empty(const struct work *w, const struct reader *r, enum entity e, int node, bool *empty, struct err *err);

/* Behind the number of an item that a challenge hangs on, where the item was removed: "E7 removed". */
#define EXCHANGE_REMOVED " removed"

/* How the text form names the item that a challenge hangs on: "E7", "E7 removed". Other names are core/on.h's. */
void exchange_name_challenged(const struct work *w, const char *evidence, struct buf *out);

#endif
