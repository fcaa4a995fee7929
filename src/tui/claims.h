/* The Claims view, beyond what every view has (views.h). */
#ifndef TUI_CLAIMS_H
#define TUI_CLAIMS_H

#include "tui/ui.h"

void claims_toggle_order(struct ui *ui);        /* tree, or the order of the form; the cursor stays on its claim */

#endif
