/* The Gaps view, beyond what every view has (views.h). */
#ifndef TUI_GAPS_H
#define TUI_GAPS_H

#include "core/gap_filter.h"
#include "core/urgency.h"
#include "tui/split.h"

struct gaps_view {
	struct split split;             /* first */
	struct gap_filter filter;       /* its owner is `owner` */
	char *owner;
	struct urgencies order;         /* as the list was built last */
	int shown;                      /* gaps in the list */
};

struct gaps_view *gaps_in_hand(const struct ui *ui);    /* the only one there is */
/* gap_row.c: one gap in the list, narrow or in columns. */
enum { GAPS_WIDE = 90 };                /* columns of the list from which it has columns of its own */
void gap_columns(struct page *p);
void gap_row(const struct ui *ui, const struct urgency *u, struct page *p);

/* gap_detail.c: all of one gap. */
void gap_detail(const struct ui *ui, const struct urgency *u, struct page *p);

/* gap_choose.c: what the filter says, for the list's title: ": Sam, overdue". Adds nothing where there is none. */
void gap_filter_words(const struct ui *ui, const struct gap_filter *f, struct buf *out);

#endif
