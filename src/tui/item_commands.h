/* What can be done to items of evidence and gaps, from any view. */
#ifndef TUI_ITEM_COMMANDS_H
#define TUI_ITEM_COMMANDS_H

#include "tui/ui.h"

/* link_commands.c. `start`: the leaf the cursor begins on, or NODE_NONE. */
void choose_links(struct ui *ui, const char *evidence, int start);
void ask_unlink(struct ui *ui, const char *evidence, int leaf);

/* links_commands.c: what an item shows for a claim; the id of the support. */
void edit_support(struct ui *ui, const char *id, const struct draft *draft);

/* evidence_commands.c. `leaf`: the claim it is written for (its wording stands above), or NODE_NONE. */
void edit_evidence(struct ui *ui, const char *id, int leaf, const struct draft *draft);
void remove_evidence(struct ui *ui, const char *id);            /* asks, saying what it costs */

/* gap_commands.c */
void edit_gap(struct ui *ui, const char *id, const struct draft *draft);
void new_gap(struct ui *ui, int leaf);                          /* leaf NODE_NONE: claims are chosen after */
void choose_gap_claims(struct ui *ui, const char *id, int start);
void remove_gap(struct ui *ui, const char *id);

/* read_commands.c: the note of the read-through on any node. */
void edit_read_note(struct ui *ui, int node, const struct draft *draft);

/* assessment.c */
void edit_assessment(struct ui *ui, const struct draft *draft);

/* In the Evidence and Gaps views with the cursor on a claim of the item: takes that link away. */
void remove_link_here(struct ui *ui, const char *claim);

#endif
