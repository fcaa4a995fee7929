/* The picture of a principle: what picture.c lays out and walks on, picture_draw.c draws. */
#ifndef TUI_PICTURE_H
#define TUI_PICTURE_H

#include "core/strategy.h"
#include "tui/ui.h"

enum { PICTURE_GAP = 3 };               /* columns between a box and the next */

/* What is in a box, by the width of the screen. */
struct picture_shape {
	int cols_min;
	int width;              /* of the text; 0: as wide as the number */
	int lines;
	bool boxed, wording;
};
struct picture_box {
	int node;
	const struct strategy *strategy;        /* on the line below the node; NULL: the node itself */
	int parent;                             /* place in `box`; -1: the root */
	int row, col, cols;                     /* of its text, within the whole picture */
};

struct picture {
	struct layer layer;
	int root, hand;                         /* node indexes */
	const struct picture_shape *shape;
	struct picture_box *box;                /* in reading order, a strategy after its node */
	size_t n, cap;
	int rows, cols;                         /* of the whole */
	int top, left, view_rows, view_cols;    /* the window on it */
};

/* Columns and rows of a box's frame on each side: 1 or 0. */
int picture_border(const struct picture *p);
/* "(S1.4 time split)", or only its number where there is no room. */
void picture_strategy(const struct picture *p, const struct strategy *s, struct buf *out);
/* Rows below the picture that say more of the claim in hand. */
int picture_foot_rows(const struct ui *ui);
void picture_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body);

#endif
