/* What stands around the layers: the first line, the last two, and the message for small windows. */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include "tui/ui.h"

enum { FRAME_COLS_MIN = 40, FRAME_ROWS_MIN = 12 };

/* Draws everything: frame, layers bottom up, message, hints. */
void frame_draw(const struct ui *ui, struct canvas *c);

#endif
