/* Challenges in the workbench: how they are shown, and what can be done to them. */
#ifndef TUI_CHALLENGES_H
#define TUI_CHALLENGES_H

#include "core/challenge.h"
#include "tui/ui.h"

/* ---- challenge_page.c ---- */

/* "C4"; "New challenge" where it has no number yet. Adds to out. */
void challenge_title(const struct challenge *c, struct buf *out);
/* One line of a list: number, place, who, the beginning of the text; the state at the right. */
void challenge_row(const struct ui *ui, const struct challenge *c, struct page *p);
/* Under a heading of its own, all that are on a claim, or on an item; nothing where there are none. */
void challenges_of_claim(const struct ui *ui, int leaf, struct page *p);
void challenges_of_item(const struct ui *ui, int evidence, struct page *p);
/* Everything about one. */
void challenge_page(const struct ui *ui, int challenge, struct page *p);

/* ---- challenge_commands.c ---- */

/* What may be done now by who is here, to choose from. */
void challenge_menu(struct ui *ui, const char *id);
/* Its text, answer or reason in a form, as the draft of one says; a new one asks for its claim first. */
void challenge_take_up(struct ui *ui, const struct draft *draft);

#endif
