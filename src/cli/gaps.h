/* Printing gaps, for the lists and for `show`; and what the commands that change them share. */
#ifndef CLI_GAPS_H
#define CLI_GAPS_H

#include "cli/workspace.h"
#include "core/urgency.h"

/* One gap in a list: a few lines, why it stands there among them. */
bool gaps_row(struct context *c, const struct workspace *ws, const struct urgency *u, struct err *err);
/* One gap in all its parts. */
bool gaps_show(struct context *c, const struct workspace *ws, int gap, bool json, struct err *err);
/* As a ticket (core/ticket.h). */
bool gaps_ticket(struct context *c, const struct workspace *ws, int gap, struct err *err);

/* gap.c: "G3 on 1.2/2, 1.2/5: saved". */
void gap_say(struct context *c, const struct workspace *ws, int g, const char *what);

#endif
