/* The names of the editing commands, and a line of help for each. */
#include "config.h"

#include <string.h>

#include "tui/editor.h"

static const struct { const char *name, *help; } commands[] = {
	[EDITOR_LEFT] = { "left", "A character to the left" },
	[EDITOR_RIGHT] = { "right", "A character to the right" },
	[EDITOR_UP] = { "up", "A row up" },
	[EDITOR_DOWN] = { "down", "A row down" },
	[EDITOR_WORD_LEFT] = { "word-left", "To the start of the word" },
	[EDITOR_WORD_RIGHT] = { "word-right", "To the end of the word" },
	[EDITOR_LINE_START] = { "line-start", "To the start of the row, then of the line" },
	[EDITOR_LINE_END] = { "line-end", "To the end of the row, then of the line" },
	[EDITOR_PAGE_UP] = { "page-up", "A page up" },
	[EDITOR_PAGE_DOWN] = { "page-down", "A page down" },
	[EDITOR_PARAGRAPH_UP] = { "paragraph-up", "A paragraph up" },
	[EDITOR_PARAGRAPH_DOWN] = { "paragraph-down", "A paragraph down" },
	[EDITOR_TEXT_START] = { "text-start", "To the start of the text" },
	[EDITOR_TEXT_END] = { "text-end", "To the end of the text" },
	[EDITOR_SELECT + EDITOR_LEFT] = { "select-left", "Select a character to the left" },
	[EDITOR_SELECT + EDITOR_RIGHT] = { "select-right", "Select a character to the right" },
	[EDITOR_SELECT + EDITOR_UP] = { "select-up", "Select a row up" },
	[EDITOR_SELECT + EDITOR_DOWN] = { "select-down", "Select a row down" },
	[EDITOR_SELECT + EDITOR_WORD_LEFT] = { "select-word-left", "Select to the start of the word" },
	[EDITOR_SELECT + EDITOR_WORD_RIGHT] = { "select-word-right", "Select to the end of the word" },
	[EDITOR_SELECT + EDITOR_LINE_START] = { "select-line-start", "Select to the start of the row, then of the line" },
	[EDITOR_SELECT + EDITOR_LINE_END] = { "select-line-end", "Select to the end of the row, then of the line" },
	[EDITOR_SELECT + EDITOR_PAGE_UP] = { "select-page-up", "Select a page up" },
	[EDITOR_SELECT + EDITOR_PAGE_DOWN] = { "select-page-down", "Select a page down" },
	[EDITOR_SELECT + EDITOR_PARAGRAPH_UP] = { "select-paragraph-up", "Select a paragraph up" },
	[EDITOR_SELECT + EDITOR_PARAGRAPH_DOWN] = { "select-paragraph-down", "Select a paragraph down" },
	[EDITOR_SELECT + EDITOR_TEXT_START] = { "select-text-start", "Select to the start of the text" },
	[EDITOR_SELECT + EDITOR_TEXT_END] = { "select-text-end", "Select to the end of the text" },
	[EDITOR_SELECT_ALL] = { "select-all", "Select the whole text" },
	[EDITOR_BACKSPACE] = { "backspace", "Delete the character before the cursor" },
	[EDITOR_DELETE] = { "delete", "Delete the character at the cursor" },
	[EDITOR_WORD_BACKSPACE] = { "word-backspace", "Delete to the start of the word" },
	[EDITOR_WORD_DELETE] = { "word-delete", "Delete to the end of the word" },
	[EDITOR_KILL_TO_START] = { "kill-to-start", "Delete to the start of the line" },
	[EDITOR_KILL_TO_END] = { "kill-to-end", "Delete to the end of the line" },
	[EDITOR_NEWLINE] = { "newline", "A new line, indented or in the list like this one" },
	[EDITOR_REWRAP] = { "rewrap", "Join the lines of this paragraph; its list items stay apart" },
	[EDITOR_UNDO] = { "undo", "Undo" },
	[EDITOR_REDO] = { "redo", "Redo" },
	[EDITOR_CUT] = { "cut", "Cut the selection" },
	[EDITOR_COPY] = { "copy", "Copy the selection" },
	[EDITOR_PASTE] = { "paste", "Paste what was cut or copied" },
};
_Static_assert(sizeof commands / sizeof *commands == EDITOR_COMMAND_COUNT, "every command has a name");

const char *editor_command_name(enum editor_command command)
{
	return command < EDITOR_COMMAND_COUNT ? commands[command].name : NULL;
}

const char *editor_command_help(enum editor_command command)
{
	return command < EDITOR_COMMAND_COUNT ? commands[command].help : NULL;
}

bool editor_command_read(const char *name, enum editor_command *command)
{
	for (int i = 0; i < EDITOR_COMMAND_COUNT; i++) {
		if (strcmp(commands[i].name, name) == 0) {
			*command = (enum editor_command)i;
			return true;
		}
	}
	return false;
}
