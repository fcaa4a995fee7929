/* Private to external*.c: the editor's process. */
#ifndef TUI_EXTERNAL_RUN_H
#define TUI_EXTERNAL_RUN_H

#include <stdbool.h>

#include "base/err.h"

struct term;

/* Runs the user's editor on the file and waits for its end; the terminal is its own meanwhile. false: it
 * could not be run, or ended with another status than 0, or by a signal. */
bool external_run(struct term *term, const char *file, struct err *err);

#endif
