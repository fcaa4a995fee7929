/* Drawing the tree of a principle: lines first, then what stands in the boxes. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "tui/picture.h"

enum { FOOT_ROWS_MIN = 18 };            /* rows of the screen from which it is said how the claim is argued */

int picture_border(const struct picture *p)
{
	return p->shape->boxed ? 1 : 0;
}

void picture_strategy(const struct picture *p, const struct strategy *s, struct buf *out)
{
	if (p->shape->boxed)
		buf_addf(out, "(%s %s)", s->id, strategy_kind_words(s->kind));
	else
		buf_addf(out, "(%s)", s->id);
}

int picture_foot_rows(const struct ui *ui)
{
	return ui->rows >= FOOT_ROWS_MIN ? 2 : 1;
}

/* From the edge of the box above along the middle of the gap to the edge of this one. */
static void draw_line(const struct picture *p, const struct picture_box *b, struct canvas *c, struct rect v)
{
	const struct picture_box *up = &p->box[b->parent];
	bool from_box = up->strategy == NULL && picture_border(p) > 0, to_box = b->strategy == NULL && picture_border(p) > 0;
	int from = up->col + up->cols - p->left, to = b->col - (to_box ? 1 : 0) - p->left;
	int trunk = from + (from_box ? 1 : 0) + PICTURE_GAP / 2;
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

	picture_strategy(p, b->strategy, &words);
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
	int row = body.rows - picture_foot_rows(ui);

	buf_addf(&b, "%s %s: %s", ui->work->tree->node[p->hand].id, standing_words(&ui->standing, p->hand), tree_wording(ui->work->tree, p->hand));
	canvas_text_cut(c, body, row, 1, body.cols - 2, STYLE_TEXT, buf_str(&b));
	buf_clear(&b);
	argued(ui, p->hand, &b);
	if (picture_foot_rows(ui) > 1)
		canvas_text_cut(c, body, row + 1, 1, body.cols - 2, STYLE_DIM, buf_str(&b));
	buf_release(&b);
}

void picture_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct picture *p = (const struct picture *)(const void *)l;
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
