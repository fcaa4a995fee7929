/* Remarks on quality in the workbench: beside what they are about, all of them in a picker, and below a
 * text that is being written. */
#ifndef TUI_REMARKS_H
#define TUI_REMARKS_H

#include "core/lint.h"
#include "tui/ui.h"

/* The word lists, read when they are first needed; NULL where they cannot be (said once). */
const struct lint_words *remarks_words(struct ui *ui);
struct lint_in remarks_input(struct ui *ui);

/* ---- all of them, as far as they are known (remarks_known.c) ------------------------------------------------ */

/* Whom texts are searched for: gathered once, kept until the work is another. */
struct lint_people *remarks_people(struct ui *ui);
/* Looks at more for some `ms`, at no more than `looks` things. `more`: not all are known yet. On failure none are, and the
 * next call begins again; ERR_BUSY: somebody is saving, and what is known stays. */
bool remarks_look(struct ui *ui, int ms, int looks, bool *more, struct err *err);
/* In the order of lint_run_found. NULL: nothing is known. Borrowed until more is looked for or something is saved. */
const struct lint *remarks_known(const struct ui *ui);
bool remarks_all_known(const struct ui *ui);
void remarks_count(const struct ui *ui, int *looked, int *all);
int remarks_number(const struct ui *ui);                        /* another one after each new beginning */
/* The work is another now. `waivers`: in nothing but waivers, which leaves standing what was found. */
void remarks_follow(struct ui *ui, bool waivers);
void remarks_free(struct ui *ui);
/* Opens the list of them, after a look at no more than `looks` things, in no more than the time of a key. */
void remarks_list_open(struct ui *ui, int looks);

/* ---- beside what they are about ----------------------------------------------------------------------------- */

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
