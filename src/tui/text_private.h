/* Private to text*.c: what a text consists of. */
#ifndef TUI_TEXT_PRIVATE_H
#define TUI_TEXT_PRIVATE_H

#include "tui/text.h"
#include "tui/text_gap.h"
#include "tui/text_undo.h"

/* Which operation the newest step of undo is still open for. */
enum open_step { OPEN_NOT, OPEN_TYPING, OPEN_DELETING };

struct text {
	enum text_kind kind;
	struct gap gap;
	struct place place;
	struct undo undo;
	enum open_step open;
	uint64_t revision;
	size_t changed_from;            /* SIZE_MAX: not since it was last asked */
};

#endif
