/* Where one was: view, claim, folds and the width of the lists, kept for the next start in the state folder, one file a workspace. */
#ifndef TUI_STATE_H
#define TUI_STATE_H

#include "tui/ui.h"

/* $XDG_STATE_HOME/assay, else ~/.local/state/assay: NULL where neither is an absolute path. Yours. */
char *state_folder(void);
bool state_make_folder(void);           /* with the folders above it */

void state_restore(struct ui *ui);      /* missing or damaged: as at the first start */
void state_keep(const struct ui *ui);   /* where it cannot be kept, nothing is said: it is no loss of work */

#endif
