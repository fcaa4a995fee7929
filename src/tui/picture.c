/* The tree of one principle, drawn: boxes from left to right, the strategies on the lines between a claim and
 * those below it. Wording in a wide window, labels in a usual one, numbers in a narrow one; larger than the
 * window it scrolls with the cursor, which walks from claim to claim. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/strategy.h"
#include "tui/commands.h"

enum {
	GAP = 3,                /* columns between a box and the next */
	FRAME_ROWS = 3,         /* head, message and hints */
	FOOT_ROWS_MIN = 18,     /* rows of the screen from which it is said how the claim is argued */
};

/* What is in a box, by the width of the screen. */
struct shape {
	int cols_min;
	int width;              /* of the text; 0: as wide as the number */
	int lines;
	bool boxed, wording;
};
static const struct shape shapes[] = {
	{ 160, 26, 4, true, true },
	{ 70, 20, 2, true, false },
	{ 0, 0, 1, false, false },
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
	const struct shape *shape;
	struct picture_box *box;                /* in reading order, a strategy after its node */
	size_t n, cap;
	int rows, cols;                         /* of the whole */
	int top, left, view_rows, view_cols;    /* the window on it */
};

static struct picture *picture_of(struct layer *l) { return (struct picture *)(void *)l; }
static const struct picture *picture_in(const struct layer *l) { return (const struct picture *)(const void *)l; }

/* ---- layout: leaves below each other, what is above them in their middle ------------------------------------ */

static int border(const struct picture *p)
{
	return p->shape->boxed ? 1 : 0;
}

static int text_cols(const struct ui *ui, const struct picture *p, int node)
{
	return p->shape->width > 0 ? p->shape->width : 2 + (int)utf8_width(ui->work->tree->node[node].id);
}

static void strategy_text(const struct picture *p, const struct strategy *s, struct buf *out)
{
	if (p->shape->boxed)
		buf_addf(out, "(%s %s)", s->id, strategy_kind_words(s->kind));
	else
		buf_addf(out, "(%s)", s->id);
}

static int add_box(struct picture *p, struct picture_box b)
{
	MEM_GROW(p->box, p->n, p->cap);
	p->box[p->n] = b;
	if (p->cols < b.col + b.cols + border(p))
		p->cols = b.col + b.cols + border(p);
	return (int)p->n++;
}

/* The strategies of a node follow it on the line to the right; the last is what the claims below hang on. */
static int add_strategies(const struct ui *ui, struct picture *p, int at, int node)
{
	const struct tree *t = ui->work->tree;

	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];
		struct buf b = {0};
		int col = p->box[at].col + p->box[at].cols + (p->box[at].strategy == NULL ? border(p) : 0) + GAP;

		if (s->node != node || s->kind == STRATEGY_NOTE)
			continue;
		strategy_text(p, s, &b);
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

	at = add_box(p, (struct picture_box){ .node = node, .parent = parent, .col = col + border(p), .cols = text_cols(ui, p, node) });
	below = add_strategies(ui, p, at, node);
	col = p->box[below].col + p->box[below].cols + (below == at ? border(p) : 0) + GAP;
	for (int i = node + 1; i < t->node[node].end; i = t->node[i].end) {
		size_t child = p->n;

		put_node(ui, p, i, below, col, next_row);
		last = p->box[child].row;
		first = i == node + 1 ? last : first;
	}
	if (tree_is_leaf(t, node))
		first = last = start + border(p);
	for (int i = at; i <= below; i++)
		p->box[i].row = first + (last - first) / 2;
	if (tree_is_leaf(t, node))
		*next_row = start + border(p) + p->shape->lines;        /* its lower border, or the row after it */
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

static int foot_rows(const struct ui *ui)
{
	return ui->rows >= FOOT_ROWS_MIN ? 2 : 1;
}

static void follow_hand(const struct ui *ui, struct picture *p)
{
	const struct picture_box *b = box_of(p, p->hand);

	p->view_rows = ui->rows - FRAME_ROWS - 1 - foot_rows(ui);
	p->view_cols = ui->cols;
	p->top = follow(p->top, p->view_rows, b->row - border(p), p->shape->lines + 2 * border(p), p->rows);
	p->left = follow(p->left, p->view_cols, b->col - border(p), b->cols + 2 * border(p), p->cols);
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
	p->rows += border(p);
	follow_hand(ui, p);
}

/* ---- drawing -------------------------------------------------------------------------------------------------- */

/* From the edge of the box above along the middle of the gap to the edge of this one. */
static void draw_line(const struct picture *p, const struct picture_box *b, struct canvas *c, struct rect v)
{
	const struct picture_box *up = &p->box[b->parent];
	bool from_box = up->strategy == NULL && border(p) > 0, to_box = b->strategy == NULL && border(p) > 0;
	int from = up->col + up->cols - p->left, to = b->col - (to_box ? 1 : 0) - p->left;
	int trunk = from + (from_box ? 1 : 0) + GAP / 2;
	int high = up->row < b->row ? up->row : b->row, low = up->row < b->row ? b->row : up->row;

	canvas_hline(c, v, up->row - p->top, from, trunk - from + 1, STYLE_BORDER);
	if (low > high)
		canvas_vline(c, v, high - p->top, trunk, low - high + 1, STYLE_BORDER);
	canvas_hline(c, v, b->row - p->top, trunk, to - trunk + (to_box ? 1 : 0), STYLE_BORDER);
}

static void draw_frame(const struct picture *p, const struct picture_box *b, struct canvas *c, struct rect v)
{
	int row = b->row - 1 - p->top, col = b->col - 1 - p->left, rows = p->shape->lines + 2, cols = b->cols + 2;

	canvas_hline(c, v, row, col, cols, STYLE_BORDER);
	canvas_hline(c, v, row + rows - 1, col, cols, STYLE_BORDER);
	canvas_vline(c, v, row, col, rows, STYLE_BORDER);
	canvas_vline(c, v, row, col + cols - 1, rows, STYLE_BORDER);
}

static bool is_advisory(const struct node *n, bool leaf)
{
	return leaf && n->asked_as == NULL;
}

static void node_words(const struct ui *ui, const struct picture *p, int node, struct buf *out)
{
	const struct node *n = &ui->work->tree->node[node];
	const char *text = p->shape->wording || n->kind == NODE_THEME ? tree_wording(ui->work->tree, node) : n->label;

	buf_add(out, n->id);
	if (!p->shape->boxed)
		return;
	if (p->shape->wording)
		buf_addf(out, " %s\n", standing_words(&ui->standing, node));
	else
		buf_addc(out, ' ');
	if (is_advisory(n, ui->standing.is_leaf[node]))
		buf_add(out, "advisory: ");
	buf_add(out, text);
}

/* Wrapped, an ellipsis where it does not fit. */
static void draw_text(const struct picture *p, struct canvas *c, struct rect v, int row, int col, int cols, enum style style, const char *s)
{
	size_t len = strlen(s), at = 0, next;

	for (int i = 0; i < p->shape->lines && at < len; i++, at = next) {
		size_t shown = utf8_wrap(s, len, at, (size_t)cols, &next);
		struct buf b = {0};

		if (i + 1 == p->shape->lines)
			buf_add(&b, s + at);
		else
			buf_addn(&b, s + at, shown);
		canvas_text_cut(c, v, row + i, col, cols, style, buf_str(&b));
		buf_release(&b);
	}
}

static void draw_node(const struct ui *ui, const struct picture *p, const struct picture_box *b, struct canvas *c, struct rect v)
{
	const struct node *n = &ui->work->tree->node[b->node];
	enum style s = ui_standing_style(ui, b->node);
	bool out = s == STYLE_OUT_OF_SCOPE, hand = b->node == p->hand;
	int row = b->row - p->top, col = b->col - p->left;
	struct buf words = {0};

	node_words(ui, p, b->node, &words);
	draw_text(p, c, v, row, col + 2, b->cols - 2, out ? s : STYLE_TEXT, buf_str(&words));
	canvas_text_cut(c, v, row, col + 2, b->cols - 2, hand ? STYLE_SELECTED : out ? s : STYLE_KEY, n->id);
	canvas_text(c, v, row, col, hand ? STYLE_SELECTED : s, standing_glyph(&ui->standing, b->node, ui->ascii));
	if (hand)
		canvas_cursor(c, v.row + row, v.col + (col > 0 ? col : 0));
	buf_release(&words);
}

static void draw_strategy(const struct picture *p, const struct picture_box *b, struct canvas *c, struct rect v)
{
	struct buf words = {0};

	strategy_text(p, b->strategy, &words);
	canvas_text(c, v, b->row - p->top, b->col - p->left, STYLE_DIM, buf_str(&words));
	buf_release(&words);
}

static bool is_seen(const struct picture *p, const struct picture_box *b)
{
	int high = b->row - 1, low = b->row + p->shape->lines;

	if (b->parent >= 0) {
		high = high < p->box[b->parent].row ? high : p->box[b->parent].row;
		low = low > p->box[b->parent].row ? low : p->box[b->parent].row;
	}
	return low >= p->top && high < p->top + p->view_rows;
}

static void draw_whole(const struct ui *ui, const struct picture *p, struct canvas *c, struct rect v)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct picture_box *b = &p->box[i];

		if (!is_seen(p, b))
			continue;
		if (b->strategy == NULL && p->shape->boxed)
			draw_frame(p, b, c, v);
		if (b->parent >= 0)
			draw_line(p, b, c, v);
	}
	for (size_t i = 0; i < p->n; i++) {
		const struct picture_box *b = &p->box[i];

		if (!is_seen(p, b))
			continue;
		if (b->strategy != NULL)
			draw_strategy(p, b, c, v);
		else
			draw_node(ui, p, b, c, v);
	}
}

/* Signs at the edges that it goes on there. */
static void draw_more(const struct ui *ui, const struct picture *p, struct canvas *c, struct rect body, struct rect v)
{
	struct buf b = {0};

	if (p->left > 0)
		buf_add(&b, ui_glyph(ui, "←", "<"));
	if (p->top > 0)
		buf_add(&b, ui_glyph(ui, "↑", "^"));
	if (p->top + v.rows < p->rows)
		buf_add(&b, ui_glyph(ui, "↓", "v"));
	if (p->left + v.cols < p->cols)
		buf_add(&b, ui_glyph(ui, "→", ">"));
	if (b.len > 0) {
		buf_insert(&b, 0, " ", 1);
		buf_addc(&b, ' ');
		canvas_text_right(c, rect_part(body, 0, 0, 1, body.cols - 1), 0, STYLE_DIM, buf_str(&b));
	}
	buf_release(&b);
}

static void add_argued(const struct ui *ui, const struct strategy *s, struct buf *out)
{
	if (s->node != NODE_NONE)
		buf_addf(out, "%s is ", ui->work->tree->node[s->node].id);
	strategy_words(out, s);
	buf_addf(out, "%s%s", ui_glyph(ui, " – ", " - "), strategy_kind_meaning(s->kind));
}

/* How the claims below the one in hand make it, else what the source remarks. Strategies with no sure place are in
 * no picture; with their theme in hand it is said how many there are. */
static void argued(const struct ui *ui, int node, struct buf *out)
{
	const struct tree *t = ui->work->tree;
	int of = strategy_remarked(t, node), unsure = 0;

	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];

		if (!strategy_is_with(s, node) || s->kind == STRATEGY_NOTE)
			continue;
		unsure += s->node == NODE_NONE;
		if (s->node != NODE_NONE && out->len == 0)
			add_argued(ui, s, out);
	}
	if (unsure > 0)
		buf_addf(out, "%s%d strateg%s of this theme ha%s no sure place: see its page", out->len > 0 ? "; " : "", unsure,
		    unsure == 1 ? "y" : "ies", unsure == 1 ? "s" : "ve");
	if (out->len == 0 && of != NODE_NONE)
		buf_addf(out, "On %s: %s", t->node[of].id, t->node[of].remark);
}

static void draw_foot(const struct ui *ui, const struct picture *p, struct canvas *c, struct rect body)
{
	struct buf b = {0};
	int row = body.rows - foot_rows(ui);

	buf_addf(&b, "%s %s: %s", ui->work->tree->node[p->hand].id, standing_words(&ui->standing, p->hand), tree_wording(ui->work->tree, p->hand));
	canvas_text_cut(c, body, row, 1, body.cols - 2, STYLE_TEXT, buf_str(&b));
	buf_clear(&b);
	argued(ui, p->hand, &b);
	if (foot_rows(ui) > 1)
		canvas_text_cut(c, body, row + 1, 1, body.cols - 2, STYLE_DIM, buf_str(&b));
	buf_release(&b);
}

static void picture_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct picture *p = picture_in(l);
	const struct node *root = &ui->work->tree->node[p->root];
	struct rect v = rect_part(body, 1, 0, p->view_rows, p->view_cols);
	struct buf title = {0};

	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	buf_addf(&title, "%s %s ", root->id, root->kind == NODE_THEME ? root->text : root->label);
	canvas_text_cut(c, body, 0, 1, body.cols - 10, STYLE_TITLE, buf_str(&title));
	draw_more(ui, p, c, body, v);
	draw_whole(ui, p, c, v);
	draw_foot(ui, p, c, body);
	buf_release(&title);
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
