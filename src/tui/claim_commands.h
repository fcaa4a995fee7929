/* What other rooms of the workbench use of the claim's commands. */
#ifndef TUI_CLAIM_COMMANDS_H
#define TUI_CLAIM_COMMANDS_H

#include "tui/ui.h"

/* Opens a text of the claim's answer, with a kept draft if one is given. `field` is one of the tables below. */
void edit_answer(struct ui *ui, int leaf, const enum field *field, const struct draft *draft);
extern const enum field argument_form[], assumptions_form[], note_form[], owner_form[];

#endif
