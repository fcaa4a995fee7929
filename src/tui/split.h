/* A list beside the detail of what stands in it: the shape of the Claims, Evidence and Gaps views.
 * Wide enough, both are shown; in a narrow window the one that has the focus. The detail follows when
 * the hand rests. */
#ifndef TUI_SPLIT_H
#define TUI_SPLIT_H

#include "tui/ui.h"

enum { SPLIT_COLS_MIN = 70 };           /* columns of the screen below which one pane is shown */
enum { SPLIT_COLS_ASIDE = 160 };        /* from which a third pane helps more than longer lines */

struct split {
	struct layer layer;             /* first: a split is its layer */
	struct pane list, detail;
	struct page aside;              /* in a very wide window, beside the detail: for reading only */
	bool in_detail;                 /* the focus */
	struct target shown;            /* what the detail shows; its id is ours */
	const struct split_ops *ops;
	int list_cols, detail_cols, aside_cols; /* as laid out last; 0: not shown */
	bool one_pane;                  /* however wide the window is */
	bool dragging;                  /* the border between list and detail is held with the mouse */
};

struct split_ops {
	const char *list_title;
	/* What else stands in the list's title. May be NULL. */
	void (*list_more)(const struct ui *ui, const struct split *s, struct buf *out);
	void (*list)(struct ui *ui, struct split *s, struct page *p);
	/* Writes a line that `list` left for later (page_later), once it comes into view. May be NULL. */
	void (*row)(const struct ui *ui, const struct split *s, const struct target *t, struct page *p);
	void (*detail)(struct ui *ui, struct split *s, const struct target *t, struct page *p);
	void (*aside)(struct ui *ui, struct split *s, const struct target *t, struct page *p);  /* may be NULL */
	void (*detail_title)(const struct ui *ui, const struct split *s, const struct target *t, struct buf *out);
	/* Left, right, toggle in the list; true: used. May be NULL. */
	bool (*fold)(struct ui *ui, struct split *s, enum move m);
	/* Enter on a line of the detail; true: used. */
	bool (*open)(struct ui *ui, struct split *s, const struct target *t);
	bool wide_list;                 /* its rows have columns: in a very wide window the list gets more of it */
};

void split_init(struct split *s, const struct layer_ops *layer, const struct split_ops *ops);
void split_free(struct layer *l);
struct split *split_of(struct layer *l);
const struct split *split_in(const struct layer *l);

/* For a layer_ops. */
void split_build(struct ui *ui, struct layer *l);
void split_ready(struct ui *ui, struct layer *l);
void split_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body);
bool split_event(struct ui *ui, struct layer *l, const struct event *ev);
bool split_move(struct ui *ui, struct layer *l, int m);
bool split_subject(const struct ui *ui, const struct layer *l, struct target *t);
bool split_item(const struct ui *ui, const struct layer *l, struct target *t);
void split_rest(struct ui *ui, struct layer *l);

/* The detail anew: something else is known of what it shows. */
void split_renew(struct ui *ui, struct layer *l);

/* Puts the list's cursor on `t` and the focus on the list. false: it is not in the list. */
bool split_select(struct ui *ui, struct split *s, const struct target *t);

/* Makes the lists of all splits so many columns wide, or as wide as may be; false: one pane is shown. */
bool split_resize(struct ui *ui, int cols);

#endif
