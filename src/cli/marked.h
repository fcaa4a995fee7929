/* A text beside its earlier self, the differing words marked: by brackets always, by colour where there is any. */
#ifndef CLI_MARKED_H
#define CLI_MARKED_H

#include "cli/out.h"

/* In as many lines as it takes, each `indent` columns in. NULL: absent. */
void marked_paragraph(struct out *o, size_t indent, const char *before, const char *after);

#endif
