/* Drafts found at the start: offered, taken up, thrown away on purpose. */
#ifndef TUI_DRAFTS_H
#define TUI_DRAFTS_H

#include "tui/ui.h"

/* Reads what is there; says so and offers it. */
void drafts_find(struct ui *ui);
/* "Argument for 1.2/2", "Detail of E12". */
void draft_words(const struct ui *ui, const struct draft *d, struct buf *out);
/* Where there is one of this entity, offers it: for a form that was just opened. */
void drafts_offer(struct ui *ui, enum entity e, const char *id);
/* Forgets those of one entity, files and all (saved or discarded). */
void drafts_forget(struct ui *ui, enum entity e, const char *id);

#endif
