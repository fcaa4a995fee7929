/* Two texts in one on a page, the words that differ marked: "[-gone-]", "{+new+}". */
#ifndef TUI_MARKED_H
#define TUI_MARKED_H

#include "tui/page.h"

/* Its lines have no target. Of a long text the first MARKED_LINES, and below them `more`: where to see the rest. */
enum { MARKED_LINES = 40 };
void page_marked(struct page *p, int indent, const char *before, const char *after, const char *more);

#endif
