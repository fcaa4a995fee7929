/* Private to editor*.c: what an editor consists of. */
#ifndef TUI_EDITOR_PRIVATE_H
#define TUI_EDITOR_PRIVATE_H

#include "tui/editor.h"
#include "tui/editor_wrap.h"

struct editor {
	struct text *text;
	struct wrap wrap;
	struct buf *clipboard;          /* borrowed */
	int rows, cols;                 /* of the pane */
	size_t top;                     /* the start of the row at the top */
	const char *needle;             /* borrowed: drawn as found; may be NULL */
	bool killing;                   /* the last command put what it deleted into the clipboard */
	int goal;                       /* the column that up and down keep to; -1: the cursor's */
};

/* editor_change.c: what is no motion. `killing`: so was the last command. */
bool editor_change(struct editor *e, enum editor_command command, bool killing, struct err *err);
/* The text has changed, or the cursor has moved other than by rows: shows it. */
void editor_settle(struct editor *e);

#endif
