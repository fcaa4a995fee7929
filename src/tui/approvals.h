/* Approvals of principles: what is known of them, and how they are shown. */
#ifndef TUI_APPROVALS_H
#define TUI_APPROVALS_H

#include "tui/ui.h"

/* Finds out whether the approvals of a principle (NODE_NONE: all) stand. Reads its texts: for when it is in hand. Known
 * until the next save. */
void approvals_look(struct ui *ui, int principle);
void approvals_forget(struct ui *ui);
/* What made them lapse is in the history, and takes longer than a key may: whether that is to be looked for, for one of
 * those that were looked at; and the search for one, for the loop while no key comes. */
bool approvals_due(const struct ui *ui);
void approvals_seek(struct ui *ui);

/* The approvals of a principle, the newest first, under a heading; nothing if there are none. */
void approvals_of_node(const struct ui *ui, int principle, struct page *p);
/* All of them, by principle, each a line with TARGET_CHOICE and the principle's node. */
void approvals_all(const struct ui *ui, struct page *p);

#endif
