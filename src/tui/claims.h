/* The Claims view, beyond what every view has (views.h). */
#ifndef TUI_CLAIMS_H
#define TUI_CLAIMS_H

#include "tui/ui.h"

void claims_toggle_order(struct ui *ui);        /* tree, or the order of the form; the cursor stays on its claim */
void claims_toggle_compact(struct ui *ui);      /* all, or only what stands in the way; likewise */

/* What stands above and beside a node in the list as it is shown now; NODE_NONE: nothing. `way`: 1 or -1. */
int claims_up(const struct ui *ui, int node);
int claims_beside(const struct ui *ui, int node, int way);
/* Puts the cursor on a node; the focus stays in the pane it is in. */
void claims_walk_to(struct ui *ui, int node);

#endif
