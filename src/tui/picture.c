/* The tree of one principle, drawn: boxes from left to right, the strategies on the lines between a claim and
 * those below it. Wording in a wide window, labels in a usual one, numbers in a narrow one; larger than the
 * window it scrolls with the cursor, which walks from claim to claim. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/commands.h"
#include "tui/picture.h"

enum { FRAME_ROWS = 3 };                /* head, message and hints */

static const struct picture_shape shapes[] = {
	{ 160, 26, 4, true, true },
	{ 70, 20, 2, true, false },
	{ 0, 0, 1, false, false },
};

static struct picture *picture_of(struct layer *l) { return (struct picture *)(void *)l; }
static const struct picture *picture_in(const struct layer *l) { return (const struct picture *)(const void *)l; }

/* ---- layout: leaves below each other, what is above them in their middle ------------------------------------ */

static int text_cols(const struct ui *ui, const struct picture *p, int node)
{
	return p->shape->width > 0 ? p->shape->width : 2 + (int)utf8_width(ui->work->tree->node[node].id);
}

static int add_box(struct picture *p, struct picture_box b)
{
	MEM_GROW(p->box, p->n, p->cap);
	p->box[p->n] = b;
	if (p->cols < b.col + b.cols + picture_border(p))
		p->cols = b.col + b.cols + picture_border(p);
	return (int)p->n++;
}

/* The strategies of a node follow it on the line to the right; the last is what the claims below hang on. */
static int add_strategies(const struct ui *ui, struct picture *p, int at, int node)
{
	const struct tree *t = ui->work->tree;

	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];
		struct buf b = {0};
		int col = p->box[at].col + p->box[at].cols + (p->box[at].strategy == NULL ? picture_border(p) : 0) + PICTURE_GAP;

		if (s->node != node || s->kind == STRATEGY_NOTE)
			continue;
		picture_strategy(p, s, &b);
		at = add_box(p, (struct picture_box){ .node = node, .strategy = s, .parent = at, .col = col, .cols = (int)utf8_width(buf_str(&b)) });
		buf_release(&b);
	}
	return at;
}

/* All boxes are equally high, text and borders; those that touch share a border. */
static void put_node(const struct ui *ui, struct picture *p, int node, int parent, int col, int *next_row)
{
	const struct tree *t = ui->work->tree;
	int start = *next_row, first = 0, last = 0, below, at;

	at = add_box(p, (struct picture_box){ .node = node, .parent = parent, .col = col + picture_border(p), .cols = text_cols(ui, p, node) });
	below = add_strategies(ui, p, at, node);
	col = p->box[below].col + p->box[below].cols + (below == at ? picture_border(p) : 0) + PICTURE_GAP;
	for (int i = node + 1; i < t->node[node].end; i = t->node[i].end) {
		size_t child = p->n;

		put_node(ui, p, i, below, col, next_row);
		last = p->box[child].row;
		first = i == node + 1 ? last : first;
	}
	if (tree_is_leaf(t, node))
		first = last = start + picture_border(p);
	for (int i = at; i <= below; i++)
		p->box[i].row = first + (last - first) / 2;
	if (tree_is_leaf(t, node))
		*next_row = start + picture_border(p) + p->shape->lines;        /* its lower border, or the row after it */
}

static const struct picture_box *box_of(const struct picture *p, int node)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->box[i].node == node && p->box[i].strategy == NULL)
			return &p->box[i];
	return &p->box[0];
}

static int follow(int from, int size, int at, int len, int whole)
{
	if (at < from)
		from = at;
	if (at + len > from + size)
		from = at + len - size;
	if (from > whole - size)
		from = whole - size;
	return from < 0 ? 0 : from;
}

static void follow_hand(const struct ui *ui, struct picture *p)
{
	const struct picture_box *b = box_of(p, p->hand);

	p->view_rows = ui->rows - FRAME_ROWS - 1 - picture_foot_rows(ui);
	p->view_cols = ui->cols;
	p->top = follow(p->top, p->view_rows, b->row - picture_border(p), p->shape->lines + 2 * picture_border(p), p->rows);
	p->left = follow(p->left, p->view_cols, b->col - picture_border(p), b->cols + 2 * picture_border(p), p->cols);
}

static void picture_build(struct ui *ui, struct layer *l)
{
	struct picture *p = picture_of(l);

	p->shape = shapes;
	while (ui->cols < p->shape->cols_min)
		p->shape++;
	p->n = 0;
	p->rows = p->cols = 0;
	put_node(ui, p, p->root, -1, 0, &p->rows);
	p->rows += picture_border(p);
	follow_hand(ui, p);
}

/* ---- walking ---------------------------------------------------------------------------------------------------- */

/* Of those below, the one that stands most nearly beside it. */
static int nearest_child(const struct ui *ui, const struct picture *p)
{
	const struct tree *t = ui->work->tree;
	int row = box_of(p, p->hand)->row, best = p->hand, least = 0;

	for (int i = p->hand + 1; i < t->node[p->hand].end; i = t->node[i].end) {
		int far = abs(box_of(p, i)->row - row);

		if (best == p->hand || far < least) {
			best = i;
			least = far;
		}
	}
	return best;
}

/* The next of the same depth: those beside it, then those of the claims beside what is above it. */
static int beside(const struct ui *ui, const struct picture *p, int node, int way)
{
	const struct tree *t = ui->work->tree;

	for (int i = node + way; i >= p->root && i < t->node[p->root].end; i += way)
		if (t->node[i].depth == t->node[node].depth)
			return i;
	return node;
}

static int page(const struct ui *ui, const struct picture *p, int way, int rows)
{
	int start = box_of(p, p->hand)->row, at = p->hand;

	for (int next; (next = beside(ui, p, at, way)) != at && abs(box_of(p, next)->row - start) <= rows;)
		at = next;
	return at == p->hand ? beside(ui, p, at, way) : at;
}

static int walk(const struct ui *ui, const struct picture *p, enum move m)
{
	switch (m) {
	case MOVE_LEFT: return p->hand != p->root ? ui->work->tree->node[p->hand].parent : p->hand;
	case MOVE_RIGHT: return nearest_child(ui, p);
	case MOVE_UP: return beside(ui, p, p->hand, -1);
	case MOVE_DOWN: return beside(ui, p, p->hand, 1);
	case MOVE_PAGE_UP: return page(ui, p, -1, p->view_rows);
	case MOVE_PAGE_DOWN: return page(ui, p, 1, p->view_rows);
	case MOVE_HALF_UP: return page(ui, p, -1, p->view_rows / 2);
	case MOVE_HALF_DOWN: return page(ui, p, 1, p->view_rows / 2);
	case MOVE_TOP: return p->root;
	case MOVE_BOTTOM: return ui->work->tree->node[p->root].end - 1;
	default: return NODE_NONE;
	}
}

static void go(struct ui *ui, int node)
{
	struct target t = { .kind = TARGET_NODE, .id = ui->work->tree->node[node].id };

	ui_pop(ui);
	ui_jump(ui, &t);
}

static bool picture_move(struct ui *ui, struct layer *l, int m)
{
	struct picture *p = picture_of(l);
	int node;

	if (m == MOVE_OPEN) {
		go(ui, p->hand);
		return true;
	}
	node = walk(ui, p, (enum move)m);
	if (node == NODE_NONE)
		return false;
	p->hand = node;
	follow_hand(ui, p);
	ui->dirty = true;
	return true;
}

/* A click takes a claim in hand, a second one goes there; the wheel walks. */
static bool picture_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct picture *p = picture_of(l);
	int row = ev->row - 2 + p->top, col = ev->col + p->left;

	if (ev->kind != EVENT_KEY || ev->key != K_MOUSE || ev->drag || ev->button == 0)
		return false;
	if (ev->button == 4 || ev->button == 5)
		return picture_move(ui, l, ev->button == 4 ? MOVE_UP : MOVE_DOWN);
	for (size_t i = 0; i < p->n; i++) {
		const struct picture_box *b = &p->box[i];

		if (b->strategy != NULL || row < b->row || row >= b->row + p->shape->lines || col < b->col || col >= b->col + b->cols)
			continue;
		if (b->node == p->hand) {
			go(ui, p->hand);
			return true;
		}
		p->hand = b->node;
		follow_hand(ui, p);
		ui->dirty = true;
		return true;
	}
	return false;
}

static bool picture_subject(const struct ui *ui, const struct layer *l, struct target *t)
{
	*t = (struct target){ .kind = TARGET_NODE, .id = ui->work->tree->node[picture_in(l)->hand].id };
	return true;
}

static void picture_hints(const struct ui *ui, const struct layer *l, struct buf *out)
{
	(void)ui;
	(void)l;
	buf_add(out, "Enter go to it  h j k l walk  Esc leave  ? keys");
}

static void picture_free(struct layer *l)
{
	free(picture_of(l)->box);
	free(picture_of(l));
}

static const struct layer_ops picture_layer = {
	.name = "Picture", .where = IN_PICTURE, .covers = true, .build = picture_build, .draw = picture_draw, .event = picture_event,
	.move = picture_move, .subject = picture_subject, .free = picture_free, .hints = picture_hints,
};

void do_picture(struct ui *ui)
{
	const struct tree *t = ui->work->tree;
	struct target at;
	struct picture *p;
	int node;

	if (!ui_subject(ui, &at) || at.kind != TARGET_NODE || (node = tree_find(t, at.id)) == NODE_NONE)
		return;
	p = xcalloc(1, sizeof *p);
	p->layer.ops = &picture_layer;
	p->root = t->node[node].principle != NODE_NONE ? t->node[node].principle : node;
	p->hand = node;
	ui_push(ui, &p->layer);
}
