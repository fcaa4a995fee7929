/* Where evidence on file could also serve: sections of the panes, and what is done with a suggestion. */
#ifndef TUI_SUGGESTIONS_H
#define TUI_SUGGESTIONS_H

#include "tui/ui.h"

/* What a line's TARGET_CHOICE means whose id is "EVIDENCE CLAIM": a suggestion. */
enum { TARGET_SUGGESTION = 7001 };

/* "Could also serve (3)" of an item, "On file that could serve" of a leaf: a few; nothing where there is none, and as
 * long as what is on file is not known. */
void suggestions_of_item(struct ui *ui, int evidence, struct page *p);
void suggestions_of_claim(struct ui *ui, int leaf, struct page *p);

/* Of much on file it takes longer than a key may to know it: whether a pane waits for that; and a piece of the work,
 * for the loop while no key comes. */
bool suggestions_due(const struct ui *ui);
void suggestions_seek(struct ui *ui);

/* After each change of the work, and at the end. */
void suggestions_forget(struct ui *ui);

/* Asks whether it is taken up or refused for good. `id` as of a support. */
void ask_suggestion(struct ui *ui, const char *id);

#endif
