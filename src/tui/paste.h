/* A paste into a view is never run as commands: it is offered as evidence, as text for the claim, or thrown away. */
#ifndef TUI_PASTE_H
#define TUI_PASTE_H

#include "tui/ui.h"

void offer_paste(struct ui *ui, const char *text);

#endif
