/* What the evidence commands share. */
#ifndef CLI_EVIDENCE_H
#define CLI_EVIDENCE_H

#include "cli/workspace.h"
#include "core/change.h"

/* Adds the link, or its note where it is there already. `option` is named in complaints. */
bool evidence_link(struct changes *ch, const struct workspace *ws, const char *evidence, int leaf, const char *note,
    const char *option, struct err *err);

#endif
