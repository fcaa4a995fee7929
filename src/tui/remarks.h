/* Remarks on quality in the workbench: beside what they are about, all of them in a picker, and below a
 * text that is being written. */
#ifndef TUI_REMARKS_H
#define TUI_REMARKS_H

#include "core/lint.h"
#include "tui/ui.h"

/* The word lists, read when they are first needed; NULL where they cannot be (said once). */
const struct lint_words *remarks_words(struct ui *ui);
void remarks_free(struct ui *ui);

/* A section with the remarks about a claim, an item or a gap; nothing if there are none. Its lines are
 * TARGET_REMARK. */
void remarks_section(struct ui *ui, enum entity e, const char *id, struct page *p);

/* Enter on a TARGET_REMARK of this view: explains it, and offers to waive it or to take a waiver away. */
void remark_open(struct ui *ui, const struct target *t);
/* The reason for waiving, being written; `id` is "RULE ON". */
void edit_waiver(struct ui *ui, const char *id, const struct draft *draft);
/* "no-gap on 1.2/2" for such an id. */
void waiver_words(const struct ui *ui, const char *id, struct buf *out);

#endif
