/* The Links view: the matrix of evidence and claims. What its files share, and what commands ask of it.
 *
 * links.c          the view: how it is laid out, what is in hand
 * links_move.c     moving, folding
 * links_axes.c     which items and claims stand in it, in which order, and where
 * links_filter.c   choosing the order and what is shown
 * links_draw.c     drawing what is in sight
 * links_words.c    what the cell, the item and the claim are, in words
 * links_commands.c linking, unlinking, saying what an item shows
 *
 * There is no array of items times claims: a row is drawn from the links of its item. */
#ifndef TUI_LINKS_H
#define TUI_LINKS_H

#include "tui/ui.h"

enum links_sort { LINKS_BY_REFERENCE, LINKS_BY_WEIGHT, LINKS_BY_NAME, LINKS_BY_AGE, LINKS_BY_KIND, LINKS_SORT_COUNT };
enum links_items { LINKS_ITEMS_ALL, LINKS_ITEMS_UNUSED, LINKS_ITEMS_STALE, LINKS_ITEMS_BARE, LINKS_ITEMS_LINKED, LINKS_ITEMS_COUNT };
enum { LINKS_CLAIMS_ALL, LINKS_CLAIMS_NOTHING, LINKS_CLAIMS_STANDING };        /* the last: and more, by enum leaf_standing */

enum { LINKS_TITLE_MAX = 80, LINKS_REF_COLS = 6, LINKS_WEIGHT_COLS = 6 };

/* What is shown: all of these together. */
struct links_filter {
	int node;                       /* claims under this theme or principle; NODE_NONE: all */
	int claims;                     /* LINKS_CLAIMS_* */
	enum links_items items;
	int leaf;                       /* of LINKS_ITEMS_LINKED */
	int kind;                       /* enum kind, -1: any */
	char *owner;                    /* NULL: anybody */
};

/* What an item weighed when the rows were last put in order. */
struct links_weight { int ref, weight; };

struct links_col {
	int leaf;                       /* NODE_NONE: a folded principle */
	int group;
	int x, width;                   /* columns of the screen from the left edge of all claims; brackets stand beside */
};
struct links_group {
	int node;                       /* the principle, or the theme where there is none */
	int x, width;
	int first, n_cols;              /* in col */
	int first_leaf, n_leaves;       /* in leaf */
};

struct links {
	struct layer layer;             /* first: it is its layer */
	enum links_sort sort;
	struct links_filter filter;
	bool *folded;                   /* by node: principles folded into one column */
	int row, at, top, left;         /* the cursor's item and claim; the first of each in sight */
	char *item, *claim;             /* ids of what the cursor stands on: they outlive a rebuild; NULL: nothing */
	int *items;                     /* rows: indexes into work->evidence */
	int n_rows, cap_rows;
	int title_cols;                 /* of the longest title, at most LINKS_TITLE_MAX */
	struct links_weight *weight;    /* by reference: linking one item after the other does not move them about */
	int n_weights;
	bool reorder;                   /* the weights of now are taken at the next build */
	int *leaf;                      /* the leaves shown, in order, folded or not */
	int n_leaves, cap_leaves, all_leaves;   /* the last: without the filter */
	struct links_col *col;
	int n_cols, cap_cols, cols_width;
	int cell_cols;                  /* columns of the screen from one claim to the next */
	struct links_group *group;
	int n_groups, cap_groups;
	int *col_of;                    /* by node: the column of a leaf, -1: none */
	int *counting;                  /* by node: supports that count */
	/* as laid out last */
	int head_cols, grid_cols;       /* columns of the screen for the items, and for the claims */
	int position_rows, count_rows, foot_rows, rows;
	char *note;                     /* what the support under the cursor shows; NULL: none, or not read yet */
	char *note_of;                  /* the id of that support */
};

struct links *links_of(struct layer *l);
const struct links *links_in(const struct layer *l);

/* ---- links.c ---- */
/* The item, the claim (NODE_NONE on a folded column) and the group under the cursor; -1, NODE_NONE, NULL: none. */
int links_item(const struct links *v);
int links_leaf(const struct links *v);
int links_node(const struct links *v);                          /* the claim, or the folded principle */
const struct links_group *links_group_at(const struct links *v);
void links_remember(const struct ui *ui, struct links *v);      /* item and claim, after the cursor moved */
void links_to_leaf(struct ui *ui, struct links *v, int leaf);   /* unfolding its principle */

/* ---- links_move.c ---- */
void links_follow(struct links *v);                             /* scrolls so that the cursor is in sight */
bool links_move(struct ui *ui, struct layer *l, int move);
bool links_event(struct ui *ui, struct layer *l, const struct event *ev);
void links_reorder(struct ui *ui);                              /* the rows are put in order by what they weigh now */
/* For `]` and `[`: the next claim without support that counts. */
void links_go_unsupported(struct ui *ui, int way);

/* ---- links_axes.c ---- */
void links_axes(struct ui *ui, struct links *v);                /* items, leaves, columns and what counts; the cursor stays on its ids */
/* The place of a claim in the form within its principle: "2" of "1.2/2"; NULL for one that is not asked. */
const char *links_position(const struct ui *ui, int leaf);
bool links_takes_item(const struct ui *ui, const struct links *v, int evidence);
bool links_takes_leaf(const struct ui *ui, const struct links *v, int leaf);
bool links_needs_support(const struct ui *ui, const struct links *v, int leaf);
/* Claims in scope of which the item is the only support that counts. */
int links_sole(const struct ui *ui, const struct links *v, int evidence);

/* ---- links_filter.c ---- */
void links_filter_words(const struct ui *ui, const struct links *v, struct buf *out);   /* "by weight · only unused" */
const char *links_sort_key(enum links_sort s);                  /* "weight": in words and in the state file */
void links_show_all_items(struct links *v);
void links_show_all_claims(struct links *v);

/* ---- links_draw.c, links_words.c ---- */
void links_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body);
void links_cell_words(const struct ui *ui, const struct links *v, struct buf *out);
void links_item_words(const struct ui *ui, const struct links *v, int evidence, struct buf *out);
void links_claim_words(const struct ui *ui, const struct links *v, struct buf *out);
const char *links_claim_name(const struct ui *ui, const struct links *v);      /* of the column in hand: "1.2/2", "1.2" */

#endif
