/* The keys that edit a text: one table, which the form, help and the manual read. */
#ifndef TUI_EDIT_KEYS_H
#define TUI_EDIT_KEYS_H

#include "tui/editor.h"
#include "tui/key.h"

struct edit_key {
	const char *keys;               /* names separated by blanks */
	enum editor_command command;
};

size_t edit_key_count(void);
const struct edit_key *edit_key_at(size_t i);
/* The command of a key; false: it edits nothing. Shift with a motion selects. */
bool edit_key_command(key k, enum editor_command *command);

#endif
