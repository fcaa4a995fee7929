/* A gap as a ticket for somebody else's list of work: a title, and a body in Markdown that reads as plain text too. */
#ifndef CORE_TICKET_H
#define CORE_TICKET_H

#include "core/work.h"

enum { TICKET_TITLE_MAX = 120 };        /* characters */

/* Adds the title (the first line of what is missing), an empty line, and the body: what is missing, the plan (or why there
 * is none), the claims with both numbers and their wording, due date, owner, priority, state and references. A control
 * character can be in none of it; what else the texts hold is as it was written. Fails as the reader does. */
bool ticket_add(struct buf *out, const struct work *w, const struct reader *r, int gap, struct err *err);

#endif
