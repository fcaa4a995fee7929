/* Reading a document, for `import` and `new --import`. */
#ifndef CLI_IMPORT_H
#define CLI_IMPORT_H

#include "cli/workspace.h"

/* What the document at `path` ("-": standard input) would change. ERR_INPUT; its faults are in
 * c->complaints. */
bool import_read(const char *path, const struct work *w, const struct reader *r, struct changes *ch, struct context *c,
    struct err *err);
/* The same for a merge: what of it is new, and what it says otherwise (catalogue/exchange.h). Whatever was read of the
 * workspace since it was opened is of one moment: else ERR_BUSY, somebody saved meanwhile. */
bool import_compare(const char *path, const struct workspace *ws, struct changes *fresh, struct changes *differing,
    struct context *c, struct err *err);
/* "; 39 answers, 26 items of evidence, 2 gaps": what the changes bring. */
void import_words(struct buf *b, const struct changes *ch);

#endif
