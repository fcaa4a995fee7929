/* Everything about one item of evidence as a page: for the register's right pane. */
#ifndef TUI_EVIDENCE_PAGE_H
#define TUI_EVIDENCE_PAGE_H

#include "tui/evidence_list.h"

/* `l`: the list it stands in, which knows what it is nearly the same as. */
void evidence_page(const struct ui *ui, const struct evidence_list *l, int evidence, struct page *p);

#endif
