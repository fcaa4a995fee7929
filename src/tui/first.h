/* The first start: no workspace was found, or several. */
#ifndef TUI_FIRST_H
#define TUI_FIRST_H

#include "tui/ui.h"

/* Four questions, or the example, or which of several: `*path` (yours) is the workspace to open, made if need
 * be; NULL where the user left. Needs a terminal, but no workspace in `ui`. */
bool first_start(struct ui *ui, struct canvas *c, char **path, struct err *err);

#endif
