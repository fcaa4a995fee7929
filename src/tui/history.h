/* What other files of the workbench use of the History view. */
#ifndef TUI_HISTORY_H
#define TUI_HISTORY_H

#include "store/history_read.h"
#include "tui/ui.h"

/* A text as it once was, and of what: what copying and bringing back act on. */
struct old_text {
	enum entity entity;
	enum field field;
	char *id, *value;
};
void old_text_release(struct old_text *t);

/* The text in hand, in the view or shown whole; false: none, and it was said why. */
bool old_text_in_hand(struct ui *ui, struct old_text *out);

/* history_page.c: the page about one save, of which so many entries are to be in memory, and those of the last one's entity.
 * Lines of a value have TARGET_CHOICE with the entry's place times two,
 * plus one for the value after. */
enum { HISTORY_SHOWN = 1000 };
void history_page(struct ui *ui, const struct history_save *s, struct page *p);

/* history_text.c: a text by itself on the whole screen. */
void old_text_show(struct ui *ui, const struct old_text *t);
const struct old_text *old_text_shown(const struct ui *ui);             /* NULL: none is on top */

#endif
