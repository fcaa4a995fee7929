/* Drawing the Links view. Only what is in sight is drawn, each row from the links of its item. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/links.h"

enum { MUCH = 5, MUCH_ALONE = 3, COUNT_MAX = 999, LABEL_COLS = 24 };

/* What a cell says. */
enum cell_sign { SIGN_BLANK, SIGN_COUNTS, SIGN_COUNTS_NOTE, SIGN_DOES_NOT, SIGN_DOES_NOT_NOTE };

static const char *sign_text(const struct ui *ui, int sign)
{
	static const char *const utf8[] = { " ", "●", "◆", "○", "◇" }, *const ascii[] = { " ", "x", "X", "o", "O" };

	return ui_glyph(ui, utf8[sign], ascii[sign]);
}

static enum style sign_style(int sign)
{
	return sign == SIGN_DOES_NOT || sign == SIGN_DOES_NOT_NOTE ? STYLE_ASSERTED : STYLE_MET;
}

/* The window on the claims, of one row of the screen or of several. */
struct window {
	const struct ui *ui;
	const struct links *v;
	struct canvas *c;
	struct rect r;                  /* where claims are drawn */
	int x;                          /* of its first column */
	int end;                        /* column after the last in sight */
};

static struct window make_window(const struct ui *ui, const struct links *v, struct canvas *c, struct rect body)
{
	struct window w = { .ui = ui, .v = v, .c = c, .r = rect_part(body, 0, v->head_cols, body.rows, v->grid_cols) };

	w.end = v->left;
	if (v->n_cols == 0)
		return w;
	w.x = v->col[v->left].x - 1;
	while (w.end < v->n_cols && v->col[w.end].x + v->col[w.end].width - w.x < v->grid_cols)
		w.end++;
	return w;
}

/* ---- the title: how much is shown, in which order, by which filter ------------------------------------ */

static void draw_title(const struct window *w, struct rect body)
{
	const struct links *v = w->v;
	const char *times = ui_glyph(w->ui, "×", "x");
	struct buf b = {0};

	canvas_hline(w->c, body, 0, 0, body.cols, STYLE_BORDER);
	buf_add(&b, "Links: ");
	if (v->n_rows < w->ui->work->n_evidence)
		buf_addf(&b, "%d of ", v->n_rows);
	buf_addf(&b, "%d item%s %s ", w->ui->work->n_evidence, w->ui->work->n_evidence == 1 ? "" : "s", times);
	if (v->n_leaves < v->all_leaves)
		buf_addf(&b, "%d of ", v->n_leaves);
	buf_addf(&b, "%d claims, ", v->all_leaves);
	links_filter_words(w->ui, v, &b);
	buf_add(&b, " ");
	canvas_text_cut(w->c, body, 0, 1, body.cols - 2, STYLE_TITLE, buf_str(&b));
	buf_release(&b);
}

/* ---- the heads of the columns: the principle, below it the place of the claim ---------------------------- */

/* Numbers of several digits stand upright, one below the other: digit `i` of `rows`. */
static char digit_of(const char *number, int rows, int i)
{
	int len = (int)strlen(number), at = i - (rows - len);

	return at >= 0 && at < len ? number[at] : ' ';
}

static void draw_group(const struct window *w, const struct links_group *g, bool current)
{
	const char *name = w->ui->work->tree->node[g->node].id;
	int col = g->x + 1 - w->x < 0 ? 0 : g->x + 1 - w->x, edge = w->r.cols - (w->end < w->v->n_cols), end = g->x + g->width - w->x;
	int room = (end < edge ? end : edge) - col;

	if ((int)strlen(name) <= room)  /* half a number would be another number */
		canvas_text(w->c, w->r, 1, col, current ? STYLE_SELECTED : STYLE_HEADING, name);
}

static void draw_position(const struct window *w, const struct links_col *col, bool current)
{
	const struct ui *ui = w->ui;
	const char *position = col->leaf != NODE_NONE ? links_position(ui, col->leaf) : NULL;
	int rows = w->v->position_rows, x = col->x - w->x;

	if (current) {
		canvas_text(w->c, w->r, 1 + rows, x - 1, STYLE_KEY, "[");
		canvas_text(w->c, w->r, 1 + rows, x + col->width, STYLE_KEY, "]");
	}
	if (position == NULL) {
		canvas_text(w->c, w->r, 1 + rows, x + col->width / 2, STYLE_DIM, col->leaf != NODE_NONE ? "a" : ui_glyph(ui, "▸", ">"));
		return;
	}
	for (int i = 0; i < rows; i++) {
		char one[2] = { digit_of(position, rows, i), '\0' };

		canvas_text(w->c, w->r, 2 + i, x, current ? STYLE_SELECTED : ui_standing_style(ui, col->leaf), one);
	}
}

static void draw_heads(const struct window *w)
{
	const struct links *v = w->v;

	for (int i = v->left; i < w->end; i++) {
		int group = v->col[i].group;

		draw_position(w, &v->col[i], i == v->at);
		if (i == v->left || group != v->col[i - 1].group)
			draw_group(w, &v->group[group], links_group_at(v) == &v->group[group]);
	}
	if (v->left > 0)
		canvas_text(w->c, canvas_rect(w->c), w->r.row + 1, w->r.col - 1, STYLE_DIM, ui_glyph(w->ui, "←", "<"));
	if (w->end < v->n_cols)
		canvas_text(w->c, w->r, 1, w->r.cols - 1, STYLE_DIM, ui_glyph(w->ui, "→", ">"));
}

/* The lines between principles, from the heads down to the counts. Plain: a change of attributes around each would
 * cost half as much again as the whole matrix. */
static void draw_lines(const struct window *w, int rows)
{
	const struct links *v = w->v;

	for (int i = v->left; i < w->end; i++) {
		const struct links_group *g = &v->group[v->col[i].group];

		if (v->col[i].x != g->x + 1)
			continue;
		for (int r = 0; r < rows; r++)
			canvas_text(w->c, w->r, 1 + r, g->x - w->x, STYLE_TEXT, ui_glyph(w->ui, "│", "|"));
	}
}

/* ---- a row ------------------------------------------------------------------------------------------------ */

static void draw_weight(const struct window *w, struct rect head, int row, int item)
{
	const struct evidence *e = &w->ui->work->evidence[item];
	bool much = e->n_supports >= MUCH || links_sole(w->ui, w->v, item) >= MUCH_ALONE, none = e->n_supports == 0;
	char text[16];

	snprintf(text, sizeof text, e->n_supports > COUNT_MAX ? ">%d%s" : "%d%s", e->n_supports > COUNT_MAX ? COUNT_MAX : e->n_supports,
	    much ? "+" : none ? "!" : " ");
	canvas_text(w->c, head, row, head.cols - (int)strlen(text) - 1, much || none ? STYLE_WARNING : STYLE_DIM, text);
}

static void draw_head(const struct window *w, struct rect head, int row, int item, bool current)
{
	const struct evidence *e = &w->ui->work->evidence[item];
	char ref[16];
	int col;

	if (current)
		canvas_text(w->c, head, row, 0, STYLE_KEY, ">");
	snprintf(ref, sizeof ref, "E%-3d ", e->ref);
	col = 1 + canvas_text(w->c, head, row, 1, current ? STYLE_SELECTED : STYLE_KEY, ref);
	canvas_text_cut(w->c, head, row, col, head.cols - col - LINKS_WEIGHT_COLS, current ? STYLE_TITLE : STYLE_TEXT,
	    e->title != NULL ? e->title : "(no title)");
	draw_weight(w, head, row, item);
}

/* The signs of the item's links in sight; for folded principles their number. */
static void gather_signs(const struct window *w, const struct evidence *e, int *sign)
{
	const struct work *work = w->ui->work;

	memset(sign, 0, (size_t)(w->end - w->v->left) * sizeof *sign);
	for (int i = e->first_support; i >= 0; i = work->support[i].next_of_evidence) {
		const struct support *s = &work->support[i];
		int col = w->v->col_of[s->claim];

		if (col < w->v->left || col >= w->end)
			continue;
		if (w->v->col[col].leaf == NODE_NONE)
			sign[col - w->v->left]++;
		else
			sign[col - w->v->left] = (support_counts(work, s) ? SIGN_COUNTS : SIGN_DOES_NOT) + s->has_note;
	}
}

static void draw_cell(const struct window *w, int row, const struct links_col *col, int sign)
{
	char number[16];

	if (sign == SIGN_BLANK)
		return;
	if (col->leaf != NODE_NONE) {
		canvas_text(w->c, w->r, row, col->x - w->x, sign_style(sign), sign_text(w->ui, sign));
		return;
	}
	snprintf(number, sizeof number, "%*d", col->width, sign > COUNT_MAX ? COUNT_MAX : sign);
	canvas_text(w->c, w->r, row, col->x - w->x, STYLE_MET, number);
}

/* From the cursor to its heads, left and up, where nothing else stands: enough for the eye, few bytes. */
static void draw_guide(const struct window *w, int row, int at, int sign)
{
	const struct links_col *col = &w->v->col[at];

	if (sign == SIGN_BLANK)
		canvas_text(w->c, w->r, row, col->x + col->width / 2 - w->x, STYLE_DIM, ui_glyph(w->ui, "·", "."));
}

static void draw_row(const struct window *w, struct rect head, int row, int line, int *sign)
{
	const struct links *v = w->v;
	const struct evidence *e = &w->ui->work->evidence[v->items[line]];
	bool current = line == v->row;

	draw_head(w, head, row, v->items[line], current);
	gather_signs(w, e, sign);
	for (int i = v->left; i < w->end; i++) {
		draw_cell(w, row, &v->col[i], sign[i - v->left]);
		if ((current && i < v->at) || (line < v->row && i == v->at))
			draw_guide(w, row, i, sign[i - v->left]);
	}
	if (current && v->at < w->end && v->at >= v->left) {
		const struct links_col *col = &v->col[v->at];

		canvas_text(w->c, w->r, row, col->x - 1 - w->x, STYLE_KEY, "[");
		canvas_text(w->c, w->r, row, col->x + col->width - w->x, STYLE_KEY, "]");
		canvas_cursor(w->c, w->r.row + row, w->r.col + col->x + col->width / 2 - w->x);
	} else if (current)
		canvas_cursor(w->c, head.row + row, head.col);
}

static void draw_rows(const struct window *w, struct rect head)
{
	const struct links *v = w->v;
	int *sign = xcalloc((size_t)(w->end - v->left) + 1, sizeof *sign), first = 2 + v->position_rows;

	for (int i = 0; i < v->rows && v->top + i < v->n_rows; i++)
		draw_row(w, head, first + i, v->top + i, sign);
	free(sign);
	if (v->top > 0)
		canvas_text(w->c, head, first - 1, 0, STYLE_DIM, ui_glyph(w->ui, "↑", "^"));
	if (v->top + v->rows < v->n_rows)
		canvas_text(w->c, head, first + v->rows, 0, STYLE_DIM, ui_glyph(w->ui, "↓", "v"));
}

/* ---- below: how much of the support of each claim counts ------------------------------------------------------ */

/* "!" where nothing is linked to a claim that needs it, "0" where what is linked does not count. */
static enum style count_text(const struct window *w, int leaf, char *out, size_t size)
{
	int n = w->v->counting[leaf], limit = w->v->count_rows == 1 ? 9 : w->v->count_rows == 2 ? 99 : COUNT_MAX;
	bool needs = links_needs_support(w->ui, w->v, leaf);

	if (w->ui->work->n_supports[leaf] == 0)
		snprintf(out, size, "%s", needs ? "!" : "-");
	else if (n > limit)
		snprintf(out, size, "+");
	else
		snprintf(out, size, "%d", n);
	return needs ? STYLE_WARNING : STYLE_DIM;
}

static void draw_folded_count(const struct window *w, int row, const struct links_col *col)
{
	const struct links_group *g = &w->v->group[col->group];
	int total = 0, without = 0;
	char text[16];

	for (int i = g->first_leaf; i < g->first_leaf + g->n_leaves; i++) {
		total += w->v->counting[w->v->leaf[i]];
		without += links_needs_support(w->ui, w->v, w->v->leaf[i]);
	}
	snprintf(text, sizeof text, without > 0 ? "%2d!" : "%3d", total > 99 && without > 0 ? 99 : total > COUNT_MAX ? COUNT_MAX : total);
	canvas_text(w->c, w->r, row + w->v->count_rows - 1, col->x - w->x, without > 0 ? STYLE_WARNING : STYLE_DIM, text);
}

static void draw_counts(const struct window *w, struct rect head, int row)
{
	const struct links *v = w->v;

	canvas_text_right(w->c, rect_part(head, row + v->count_rows - 1, 2, 1, head.cols - 3), 0, STYLE_DIM,
	    head.cols < LABEL_COLS ? "support" : "support that counts");
	for (int i = v->left; i < w->end; i++) {
		char text[16];
		enum style s;

		if (v->col[i].leaf == NODE_NONE) {
			draw_folded_count(w, row, &v->col[i]);
			continue;
		}
		s = count_text(w, v->col[i].leaf, text, sizeof text);
		for (int d = 0; d < v->count_rows; d++) {
			char one[2] = { digit_of(text, v->count_rows, d), '\0' };

			canvas_text(w->c, w->r, row + d, v->col[i].x - w->x, s, one);
		}
	}
}

/* ---- the words --------------------------------------------------------------------------------------------- */

/* "E7 Pipeline log of the rel...: 5 claims": the title gets most of the row, or what the words leave of it. */
static void draw_named(const struct window *w, struct rect r, int row, enum style s, const char *name, const char *title, const char *words)
{
	int tail = (int)utf8_width(words) + 2, col = 2 + canvas_text(w->c, r, row, 1, s, name), room = r.cols - 1 - col;
	int half = room * 3 / 5;

	col += canvas_text_cut(w->c, r, row, col, room - tail > half ? room - tail : half, STYLE_TEXT, title);
	col += canvas_text(w->c, r, row, col, STYLE_DIM, ": ");
	canvas_text_cut(w->c, r, row, col, r.cols - 1 - col, STYLE_DIM, words);
}

static void draw_item_words(const struct window *w, struct rect r, int row)
{
	int item = links_item(w->v);
	struct buf b = {0};
	char ref[16];

	if (item < 0)
		return;
	snprintf(ref, sizeof ref, "E%d", w->ui->work->evidence[item].ref);
	links_item_words(w->ui, w->v, item, &b);
	draw_named(w, r, row, STYLE_KEY, ref, w->ui->work->evidence[item].title != NULL ? w->ui->work->evidence[item].title : "(no title)", buf_str(&b));
	buf_release(&b);
}

static void draw_claim_words(const struct window *w, struct rect r, int row)
{
	const struct links_group *g = links_group_at(w->v);
	int node = g == NULL ? NODE_NONE : links_leaf(w->v) != NODE_NONE ? links_leaf(w->v) : g->node;
	struct buf b = {0};

	if (node == NODE_NONE)
		return;
	links_claim_words(w->ui, w->v, &b);
	draw_named(w, r, row, ui_standing_style(w->ui, node), links_claim_name(w->ui, w->v), tree_wording(w->ui->work->tree, node), buf_str(&b));
	buf_release(&b);
}

static void draw_foot(const struct window *w, struct rect foot)
{
	struct buf b = {0};
	int rows = foot.rows > 2 ? foot.rows - 2 : 1;

	links_cell_words(w->ui, w->v, &b);
	if (rows > 1)
		canvas_paragraph(w->c, rect_part(foot, 2, 1, rows, foot.cols - 2), STYLE_TEXT, buf_str(&b));
	else {
		for (char *at = b.data; b.len > 0 && (at = strchr(at, '\n')) != NULL;)
			*at = ' ';              /* of a note in several lines; here is one */
		canvas_text_cut(w->c, foot, foot.rows > 2 ? 2 : 0, 1, foot.cols - 2, STYLE_TEXT, buf_str(&b));
	}
	buf_release(&b);
	if (foot.rows < 3)
		return;
	draw_item_words(w, foot, 0);
	draw_claim_words(w, foot, 1);
}

/* ---- the whole ----------------------------------------------------------------------------------------------- */

static void draw_nothing(const struct window *w, struct rect body)
{
	const struct links *v = w->v;
	bool filtered = w->ui->work->n_evidence > 0 && v->all_leaves > 0;

	canvas_fill(w->c, rect_part(body, 2 + v->position_rows, 0, 1, body.cols), " ", STYLE_TEXT);
	canvas_text_cut(w->c, body, 2 + v->position_rows, 1, body.cols - 2, STYLE_DIM, filtered ? "Nothing fits the filter: f shows other items and claims" :
	    ui_offer(w->ui, "No evidence yet: e writes the first item for this claim", "No evidence yet"));
}

void links_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct links *v = links_in(l);
	struct window w = make_window(ui, v, c, body);
	struct rect head = rect_part(body, 0, 0, body.rows, v->head_cols);
	int first = 2 + v->position_rows;

	draw_title(&w, body);
	canvas_text_cut(c, head, first - 1, 2, head.cols - 10, STYLE_HEADING, "Evidence");
	canvas_text_right(c, rect_part(head, first - 1, 0, 1, head.cols - 1), 0, STYLE_HEADING, "claims");
	draw_lines(&w, 1 + v->position_rows + v->rows + v->count_rows);
	draw_heads(&w);
	draw_rows(&w, head);
	if (v->n_rows == 0 || v->n_cols == 0)
		draw_nothing(&w, body);
	draw_counts(&w, head, first + v->rows);
	draw_foot(&w, rect_part(body, first + v->rows + v->count_rows, 0, v->foot_rows, body.cols));
}
