/* Private to term.c: which terminal this is. */
#ifndef TUI_TERM_TERMINAL_H
#define TUI_TERM_TERMINAL_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/key.h"

/* What points curses elsewhere, or lies about the size, is dropped. */
void terminal_clean_environment(void);
/* The terminfo name to open: TERM's, or the first known one that most terminals resemble, *said telling so. */
const char *terminal_choose(const char *name, char **said, struct err *err);
/* The open terminal's own sequences. */
void terminal_learn(struct decoder *d);
/* ERR_INPUT: why, the name, and what works without a terminal; always false. */
bool terminal_refuse(struct err *err, const char *why, const char *name);

#endif
