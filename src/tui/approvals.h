/* Approvals of principles: what is known of them, and how they are shown. */
#ifndef TUI_APPROVALS_H
#define TUI_APPROVALS_H

#include "tui/ui.h"

/* Finds out whether the approvals of a principle (NODE_NONE: all) stand, and what made them lapse. Reads texts and, for
 * a lapse, the history: for when the hand rests. Known until the next save. */
void approvals_look(struct ui *ui, int principle);
void approvals_forget(struct ui *ui);

/* The approvals of a principle, the newest first, under a heading; nothing if there are none. */
void approvals_of_node(const struct ui *ui, int principle, struct page *p);
/* All of them, by principle, each a line with TARGET_CHOICE and the principle's node. */
void approvals_all(const struct ui *ui, struct page *p);

#endif
