/* The Evidence view's inside, for evidence*.c only. */
#ifndef TUI_EVIDENCE_VIEW_H
#define TUI_EVIDENCE_VIEW_H

#include "tui/evidence_list.h"
#include "tui/split.h"

struct evidence_list *evidence_list_of(struct ui *ui);

#endif
