/* Colours for commands that print: a theme's look as the terminal's own codes. */
#ifndef CLI_PAINT_H
#define CLI_PAINT_H

#include <stdbool.h>

#include "base/buf.h"
#include "catalogue/theme.h"

/* Switches the look on; false if there is nothing to switch, and then nothing to switch off. */
bool paint_begin(struct buf *b, const struct look *look);
void paint_end(struct buf *b);

#endif
