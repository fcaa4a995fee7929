/* A question on the line above the hints, answered by one key of those offered. Never the same key twice
 * as confirmation, never the dangerous answer on Enter. Esc always means the harmless one. */
#ifndef TUI_ASK_H
#define TUI_ASK_H

#include "tui/ui.h"

struct ask_answer {
	char letter;
	const char *words;              /* "remove it" */
};
/* `answers` ended by letter 0; static. `done` gets the letter, or 0 for Esc. `detail`: foreign text shown above the question (what a
 * removal costs), copied, may be NULL. `context` copied, may be NULL. `enter`: the letter that Enter means; 0: none. */
void ask_open(struct ui *ui, const char *question, const char *detail, const struct ask_answer *answers, char enter,
    const char *context, void (*done)(struct ui *ui, const char *context, char letter));

#endif
