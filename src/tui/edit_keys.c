/* The keys that edit a text. Ctrl-A and Ctrl-B are prefixes of screen and tmux: nothing is on them alone. */
#include "config.h"

#include "tui/edit_keys.h"
#include "tui/key_list.h"

static const struct edit_key table[] = {
	{ "Left", EDITOR_LEFT }, { "Right", EDITOR_RIGHT }, { "Up C-p", EDITOR_UP }, { "Down C-n", EDITOR_DOWN },
	{ "C-Left M-b", EDITOR_WORD_LEFT }, { "C-Right M-f", EDITOR_WORD_RIGHT },
	{ "Home C-a", EDITOR_LINE_START }, { "End C-e", EDITOR_LINE_END },
	{ "PgUp M-v", EDITOR_PAGE_UP }, { "PgDn C-v", EDITOR_PAGE_DOWN },
	{ "C-Up M-{", EDITOR_PARAGRAPH_UP }, { "C-Down M-}", EDITOR_PARAGRAPH_DOWN },
	{ "C-Home M-<", EDITOR_TEXT_START }, { "C-End M->", EDITOR_TEXT_END },
	{ "S-Left", EDITOR_SELECT + EDITOR_LEFT }, { "S-Right", EDITOR_SELECT + EDITOR_RIGHT },
	{ "S-Up", EDITOR_SELECT + EDITOR_UP }, { "S-Down", EDITOR_SELECT + EDITOR_DOWN },
	{ "C-S-Left", EDITOR_SELECT + EDITOR_WORD_LEFT }, { "C-S-Right", EDITOR_SELECT + EDITOR_WORD_RIGHT },
	{ "S-Home", EDITOR_SELECT + EDITOR_LINE_START }, { "S-End", EDITOR_SELECT + EDITOR_LINE_END },
	{ "C-S-Home", EDITOR_SELECT + EDITOR_TEXT_START }, { "C-S-End", EDITOR_SELECT + EDITOR_TEXT_END },
	{ "M-a", EDITOR_SELECT_ALL },
	{ "Backspace", EDITOR_BACKSPACE }, { "Delete C-d", EDITOR_DELETE },
	{ "C-w M-Backspace", EDITOR_WORD_BACKSPACE }, { "M-d", EDITOR_WORD_DELETE },
	{ "C-u", EDITOR_KILL_TO_START }, { "C-k", EDITOR_KILL_TO_END },
	{ "Enter", EDITOR_NEWLINE }, { "M-q", EDITOR_REWRAP }, { "C-_ M-u", EDITOR_UNDO }, { "C-r M-e", EDITOR_REDO },
	{ "S-Delete M-x", EDITOR_CUT }, { "C-Insert M-w", EDITOR_COPY }, { "C-y S-Insert", EDITOR_PASTE },
};

size_t edit_key_count(void)
{
	return sizeof table / sizeof table[0];
}

const struct edit_key *edit_key_at(size_t i)
{
	return &table[i];
}

bool edit_key_command(key k, enum editor_command *command)
{
	for (size_t i = 0; i < edit_key_count(); i++)
		if (key_list_has(table[i].keys, k)) {
			*command = table[i].command;
			return true;
		}
	return false;
}
