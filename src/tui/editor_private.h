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
	int goal;                       /* the column that up and down keep to; -1: the cursor's */
};

#endif
