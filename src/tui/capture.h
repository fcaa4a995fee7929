/* Quick capture: many titles in a row, an item of evidence each. What is being typed is kept as a draft. */
#ifndef TUI_CAPTURE_H
#define TUI_CAPTURE_H

#include "tui/ui.h"

/* From the loop, as form_keep_drafts and form_draft_wait: nothing where nothing is captured. */
void capture_keep_drafts(struct ui *ui, bool now);
int capture_draft_wait(const struct ui *ui);

#endif
