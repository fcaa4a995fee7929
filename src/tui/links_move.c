/* Moving in the Links view: both ways, by principle, to the next claim without support; folding, and the mouse. */
#include "config.h"

#include <limits.h>

#include "tui/commands.h"
#include "tui/links.h"

enum { WHEEL_ROWS = 3 };

/* ---- scrolling: half a window at the edge, as in lists: fewer bytes than one by one ------------------- */

/* Whether column `i`, with its right bracket, ends within the window that begins at `left`. */
static bool reaches(const struct links *v, int left, int i)
{
	return v->col[i].x + v->col[i].width - (v->col[left].x - 1) < v->grid_cols;
}

/* The last left edge that still shows the last column. */
static int last_left(const struct links *v)
{
	int left = v->n_cols - 1;

	while (left > 0 && reaches(v, left - 1, v->n_cols - 1))
		left--;
	return left < 0 ? 0 : left;
}

static void follow_across(struct links *v)
{
	int half = v->grid_cols / 4;    /* of the window, in columns of two */

	v->left = clamp(v->left, 0, v->n_cols > 0 ? v->n_cols - 1 : 0);
	if (v->n_cols == 0)
		return;
	if (v->at < v->left)
		v->left = clamp(v->at - half / 2, 0, v->at);
	else if (!reaches(v, v->left, v->at)) {
		v->left = v->at;
		while (v->left > 0 && v->at - v->left < half)
			v->left--;
		while (v->left < v->at && !reaches(v, v->left, v->at))
			v->left++;
	}
	v->left = clamp(v->left, 0, last_left(v));
}

void links_follow(struct links *v)
{
	int half = v->rows / 2;

	v->row = clamp(v->row, 0, v->n_rows > 0 ? v->n_rows - 1 : 0);
	v->at = clamp(v->at, 0, v->n_cols > 0 ? v->n_cols - 1 : 0);
	if (v->row < v->top)
		v->top = v->row - half;
	else if (v->row >= v->top + v->rows)
		v->top = v->row - v->rows + 1 + half;
	v->top = clamp(v->top, 0, v->n_rows > v->rows ? v->n_rows - v->rows : 0);
	follow_across(v);
}

/* ---- moving ------------------------------------------------------------------------------------------- */

static void moved(struct ui *ui, struct links *v)
{
	links_follow(v);
	links_remember(ui, v);
	ui->dirty = true;
}

void links_reorder(struct ui *ui)
{
	struct links *v = links_of(ui->view[VIEW_LINKS]);

	v->reorder = v->layer.stale = true;
}

static void turn_page(struct links *v, int rows)
{
	v->row = clamp(v->row + rows, 0, v->n_rows > 0 ? v->n_rows - 1 : 0);
	v->top = clamp(v->top + rows, 0, v->n_rows > v->rows ? v->n_rows - v->rows : 0);
}

static void open_claim(struct ui *ui, const struct links *v)
{
	int node = links_node(v);
	struct target t = { .kind = TARGET_NODE };

	if (node == NODE_NONE)
		return;
	t.id = ui->work->tree->node[node].id;
	ui_jump(ui, &t);
}

bool links_move(struct ui *ui, struct layer *l, int m)
{
	struct links *v = links_of(l);
	int screen = v->rows > 1 ? v->rows - 1 : 1;

	switch ((enum move)m) {
	case MOVE_UP: v->row--; break;
	case MOVE_DOWN: v->row++; break;
	case MOVE_LEFT: v->at--; break;
	case MOVE_RIGHT: v->at++; break;
	case MOVE_PAGE_UP: turn_page(v, -screen); break;
	case MOVE_PAGE_DOWN: turn_page(v, screen); break;
	case MOVE_HALF_UP: turn_page(v, -(v->rows / 2)); break;
	case MOVE_HALF_DOWN: turn_page(v, v->rows / 2); break;
	case MOVE_TOP: v->row = 0; break;
	case MOVE_BOTTOM: v->row = v->n_rows - 1; break;
	case MOVE_OPEN: open_claim(ui, v); return true;
	default: return false;
	}
	moved(ui, v);
	return true;
}

static struct links *in_hand(const struct ui *ui) { return links_of(ui->view[VIEW_LINKS]); }

static void go_to_col(struct ui *ui, int col)
{
	struct links *v = in_hand(ui);

	v->at = col;
	moved(ui, v);
}

/* On coming in the rows are in order; while one links, they stay where they are. */
void do_view_links(struct ui *ui)
{
	links_reorder(ui);
	ui_show_view(ui, VIEW_LINKS);
}

void do_first_claim(struct ui *ui) { go_to_col(ui, 0); }
void do_last_claim(struct ui *ui) { go_to_col(ui, in_hand(ui)->n_cols - 1); }

void do_next_principle(struct ui *ui)
{
	const struct links *v = in_hand(ui);
	const struct links_group *g = links_group_at(v);

	if (g != NULL && g < &v->group[v->n_groups - 1])
		go_to_col(ui, g[1].first);
}

/* To the first claim of this principle, from there to that of the one before. */
void do_previous_principle(struct ui *ui)
{
	const struct links *v = in_hand(ui);
	const struct links_group *g = links_group_at(v);

	if (g != NULL && v->at == g->first && g > v->group)
		g--;
	if (g != NULL)
		go_to_col(ui, g->first);
}

/* ---- folding ------------------------------------------------------------------------------------------ */

static void fold_changed(struct ui *ui, struct links *v)
{
	v->layer.stale = true;
	ui->dirty = true;
}

void do_fold_principle(struct ui *ui)
{
	struct links *v = in_hand(ui);
	const struct links_group *g = links_group_at(v);

	if (g == NULL)
		return;
	v->folded[g->node] = !v->folded[g->node];
	fold_changed(ui, v);
}

void do_fold_all(struct ui *ui)
{
	struct links *v = in_hand(ui);
	bool any_open = false;

	for (int i = 0; i < v->n_groups; i++)
		any_open = any_open || !v->folded[v->group[i].node];
	for (int i = 0; i < v->n_groups; i++)
		v->folded[v->group[i].node] = any_open;
	fold_changed(ui, v);
}

/* ---- the next claim without support that counts ---------------------------------------------------------- */

/* Where to look on from: the place of the cursor's first leaf among those shown. */
static int leaf_place(const struct links *v)
{
	const struct links_group *g = links_group_at(v);

	return g == NULL ? 0 : links_leaf(v) == NODE_NONE ? g->first_leaf : g->first_leaf + v->at - g->first;
}

void links_go_unsupported(struct ui *ui, int way)
{
	struct links *v = in_hand(ui);
	int from = leaf_place(v), n = v->n_leaves;
	bool folded = links_leaf(v) == NODE_NONE;

	for (int i = folded && way > 0 ? 0 : 1; i <= n && n > 0; i++) {
		int place = (from + way * i + 2 * n) % n;

		if (!links_needs_support(ui, v, v->leaf[place]))
			continue;
		links_to_leaf(ui, v, v->leaf[place]);
		if (way * (place - from) < 0)
			ui_say(ui, STYLE_DIM, way > 0 ? "Round to the first without support that counts" : "Round to the last without support that counts");
		return;
	}
	ui_say(ui, STYLE_GOOD, "Every claim shown that has to be answered has support that counts");
}

/* ---- the mouse: a click puts the cursor there, the wheel scrolls -------------------------------------------- */

static void click(struct links *v, int row, int col)
{
	int line = row - 2 - 1 - v->position_rows, x = v->n_cols > 0 ? col - v->head_cols + v->col[v->left].x - 1 : 0;

	if (line >= 0 && line < v->rows && v->top + line < v->n_rows)
		v->row = v->top + line;
	if (col < v->head_cols)
		return;
	for (int i = v->left; i < v->n_cols; i++)
		if (x >= v->col[i].x && x <= v->col[i].x + v->col[i].width) {
			v->at = i;
			return;
		}
}

bool links_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct links *v = links_of(l);

	if (ev->kind != EVENT_KEY || ev->key != K_MOUSE || ev->button == 0)
		return false;
	if (ev->button == 4 || ev->button == 5)
		v->row += ev->button == 4 ? -WHEEL_ROWS : WHEEL_ROWS;
	else
		click(v, ev->row, ev->col);
	moved(ui, v);
	return true;
}
