/* Everything about one node of the tree as a page: wording, place, status, evidence, argument, gaps. */
#ifndef TUI_CLAIM_PAGE_H
#define TUI_CLAIM_PAGE_H

#include "tui/ui.h"

/* Fills an empty, started page. */
void claim_page(struct ui *ui, int node, struct page *p);
/* What stands around it, for a very wide window: the nodes above with their wording, how they are split, guidance. */
void claim_around(const struct ui *ui, int node, struct page *p);
/* Guidance for a leaf or principle, as lines; nothing if there is none. */
void guidance_lines(const struct ui *ui, int node, struct page *p);

#endif
