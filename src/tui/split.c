/* A list beside the detail of what stands in it. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/split.h"

enum {
	LIST_MIN = 36, LIST_MAX = 64,           /* where nobody chose a width */
	CHOSEN_MIN = 20, DETAIL_MIN = 30,       /* where somebody did */
	WIDTH_STEP = 4,
	FRAME_ROWS = 4,         /* rows around a pane: head, title, border, hints */
};

struct split *split_of(struct layer *l) { return (struct split *)(void *)l; }
const struct split *split_in(const struct layer *l) { return (const struct split *)(const void *)l; }

void split_init(struct split *s, const struct layer_ops *layer, const struct split_ops *ops)
{
	s->layer.ops = layer;
	s->ops = ops;
	s->list.targets_only = true;
}

void split_free(struct layer *l)
{
	struct split *s = split_of(l);

	page_release(&s->list.page);
	page_release(&s->detail.page);
	page_release(&s->aside);
	free((char *)(uintptr_t)s->shown.id);
	free(s);
}

static void show(struct split *s, const struct target *t)
{
	char *id = xstrdup_or_null(t->id);

	free((char *)(uintptr_t)s->shown.id);
	s->shown = *t;
	s->shown.id = id;
}

/* ---- building ------------------------------------------------------------------------------- */

/* The chosen width is kept as it was chosen: in a narrower window it is cut for as long as that lasts. */
static int list_width(const struct ui *ui, const struct split *s)
{
	if (ui->list_cols == 0 && s->ops->wide_list && ui->cols >= SPLIT_COLS_ASIDE)
		return ui->cols * 3 / 5;
	if (ui->list_cols == 0)
		return clamp(ui->cols * 46 / 100, LIST_MIN, LIST_MAX);
	return clamp(ui->list_cols, CHOSEN_MIN, ui->cols - 1 - DETAIL_MIN);
}

static void lay_out(const struct ui *ui, struct split *s)
{
	int rows = ui->rows - FRAME_ROWS;

	s->list.rows = s->detail.rows = rows < 1 ? 1 : rows;
	s->aside_cols = 0;
	if (ui->cols < SPLIT_COLS_MIN || s->one_pane) {
		s->list_cols = s->in_detail ? 0 : ui->cols;
		s->detail_cols = s->in_detail ? ui->cols : 0;
		return;
	}
	s->list_cols = list_width(ui, s);
	s->detail_cols = ui->cols - s->list_cols - 1;
	if (ui->cols >= SPLIT_COLS_ASIDE && s->ops->aside != NULL) {
		s->aside_cols = s->detail_cols * 2 / 5;
		s->detail_cols -= s->aside_cols + 1;
	}
}

static void build_detail(struct ui *ui, struct split *s)
{
	struct target t = {0}, kept = {0};
	char *kept_id;
	bool same;

	if (!pane_at(&s->list, &t)) {
		page_start(&s->detail.page, s->detail_cols - 2, ui->ascii);
		return;
	}
	same = target_same(&t, &s->shown);
	if (!same) {
		show(s, &t);
		s->detail.cursor = s->detail.top = 0;
	}
	pane_at(&s->detail, &kept);
	kept_id = xstrdup_or_null(kept.id);
	kept.id = kept_id;
	page_start(&s->detail.page, (s->detail_cols > 0 ? s->detail_cols : ui->cols) - 2, ui->ascii);
	s->ops->detail(ui, s, &s->shown, &s->detail.page);
	if (s->aside_cols > 0) {
		page_start(&s->aside, s->aside_cols - 2, ui->ascii);
		s->ops->aside(ui, s, &s->shown, &s->aside);
	}
	s->detail.targets_only = true;
	pane_settle(&s->detail, same ? &kept : NULL);
	if (!same)
		s->detail.top = 0;
	free(kept_id);
}

void split_build(struct ui *ui, struct layer *l)
{
	struct split *s = split_of(l);
	struct target t = {0};
	char *id;

	lay_out(ui, s);
	pane_at(&s->list, &t);
	id = xstrdup_or_null(t.id);
	t.id = id;
	page_start(&s->list.page, (s->list_cols > 0 ? s->list_cols : ui->cols) - 2, ui->ascii);
	s->ops->list(ui, s, &s->list.page);
	pane_settle(&s->list, &t);
	free(id);
	build_detail(ui, s);
	l->stale = false;
}

void split_rest(struct ui *ui, struct layer *l)
{
	struct split *s = split_of(l);
	struct target t;

	if (pane_at(&s->list, &t) && !target_same(&t, &s->shown)) {
		build_detail(ui, s);
		ui->dirty = true;
	}
}

void split_renew(struct ui *ui, struct layer *l)
{
	if (l->stale)
		return;                 /* all of it is made before it is shown */
	build_detail(ui, split_of(l));
	ui->dirty = true;
}

void split_ready(struct ui *ui, struct layer *l)
{
	struct split *s = split_of(l);

	for (int i = s->list.top; i < s->list.top + s->list.rows; i++)
		if (page_write(&s->list.page, i))
			s->ops->row(ui, s, &s->list.page.line[i].target, &s->list.page);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void draw_pane(const struct pane *v, struct canvas *c, struct rect body, int col, int cols, const char *title, bool focused)
{
	struct rect r = rect_part(body, 1, col + 1, body.rows - 1, cols - 2);

	canvas_text_cut(c, body, 0, col + 1, cols - 2, focused ? STYLE_TITLE : STYLE_DIM, title);
	pane_draw(v, c, r, focused);
	if (v->page.n > v->top + v->rows)
		canvas_text(c, body, body.rows - 1, col + cols - 1, STYLE_DIM, canvas_ascii(c) ? "v" : "↓");
	if (v->top > 0)
		canvas_text(c, body, 1, col + cols - 1, STYLE_DIM, canvas_ascii(c) ? "^" : "↑");
}

void split_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct split *s = split_in(l);
	struct buf title = {0}, list = {0};

	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	s->ops->detail_title(ui, s, &s->shown, &title);
	buf_add(&title, " ");
	if (s->detail_cols > 0)
		draw_pane(&s->detail, c, body, s->list_cols > 0 ? s->list_cols + 1 : 0, s->detail_cols, buf_str(&title), s->in_detail);
	if (s->list_cols > 0 && s->detail_cols > 0)
		canvas_vline(c, canvas_rect(c), body.row, s->list_cols, body.rows + 1, STYLE_BORDER);
	if (s->aside_cols > 0) {
		struct pane aside = { .page = s->aside, .rows = s->detail.rows };
		int col = s->list_cols + 1 + s->detail_cols;

		canvas_vline(c, canvas_rect(c), body.row, col, body.rows + 1, STYLE_BORDER);
		draw_pane(&aside, c, body, col + 1, s->aside_cols, "Around it ", false);
	}
	buf_add(&list, s->ops->list_title);
	if (s->ops->list_more != NULL)
		s->ops->list_more(ui, s, &list);
	if (s->list_cols > 0)
		draw_pane(&s->list, c, body, 0, s->list_cols, buf_str(&list), !s->in_detail);
	buf_release(&title);
	buf_release(&list);
}

/* ---- moving --------------------------------------------------------------------------------- */

static void focus(struct ui *ui, struct split *s, bool detail)
{
	if (detail)
		split_rest(ui, &s->layer);
	s->in_detail = detail;
	if (ui->cols < SPLIT_COLS_MIN || s->one_pane)
		s->layer.stale = true;
}

static bool move_in_detail(struct ui *ui, struct split *s, enum move m)
{
	struct target t;

	switch (m) {
	case MOVE_LEFT:
	case MOVE_BACK:
		focus(ui, s, false);
		return true;
	case MOVE_OPEN:
		return pane_at(&s->detail, &t) && s->ops->open(ui, s, &t);
	default:
		return pane_do(&s->detail, m);
	}
}

static bool move_in_list(struct ui *ui, struct split *s, enum move m)
{
	if (pane_do(&s->list, m))
		return true;
	if (m == MOVE_OPEN) {
		focus(ui, s, true);
		return true;
	}
	if (s->ops->fold != NULL && s->ops->fold(ui, s, m))
		return true;
	if (m == MOVE_RIGHT) {
		focus(ui, s, true);
		return true;
	}
	return false;
}

bool split_move(struct ui *ui, struct layer *l, int m)
{
	struct split *s = split_of(l);

	if (m == MOVE_NEXT_PANE || m == MOVE_PREVIOUS_PANE) {
		focus(ui, s, !s->in_detail);
		return true;
	}
	return s->in_detail ? move_in_detail(ui, s, (enum move)m) : move_in_list(ui, s, (enum move)m);
}

/* ---- the width of the list --------------------------------------------------------------------- */

bool split_resize(struct ui *ui, int cols)
{
	if (ui->cols < SPLIT_COLS_MIN)
		return false;
	ui->list_cols = clamp(cols, CHOSEN_MIN, ui->cols - 1 - DETAIL_MIN);
	ui_stale(ui);
	return true;
}

static void widen(struct ui *ui, int cols)
{
	const struct split *s = split_in(ui_view_layer(ui));
	int before = list_width(ui, s);

	if (!split_resize(ui, before + cols))
		ui_say(ui, STYLE_DIM, "Only one pane is shown: the window is narrower than %d columns", SPLIT_COLS_MIN);
	else if (list_width(ui, s) == before)
		ui_say(ui, STYLE_DIM, "The list is as %s as it may be here", cols > 0 ? "wide" : "narrow");
}

void do_wider_list(struct ui *ui) { widen(ui, WIDTH_STEP); }
void do_narrower_list(struct ui *ui) { widen(ui, -WIDTH_STEP); }

/* ---- mouse: a click puts the cursor there, the wheel scrolls the pane under it, the border is dragged --- */

/* Whether the event belongs to the border. Drags come only while a button is held, so that a release that
 * was lost outside the window ends with the next press. */
static bool drag_border(struct ui *ui, struct split *s, const struct event *ev)
{
	if (ev->drag && s->dragging)
		split_resize(ui, ev->col);
	if (ev->drag)
		return true;
	s->dragging = ev->button == 1 && s->list_cols > 0 && s->detail_cols > 0 && ev->col == s->list_cols;
	return s->dragging;
}

static void click(struct ui *ui, struct split *s, struct pane *v, int row)
{
	struct target before = {0}, now = {0};
	bool had = pane_at(v, &before);

	if (!pane_mouse(v, 1, row))
		return;
	if (v == &s->detail && had && pane_at(v, &now) && target_same(&before, &now))
		s->ops->open(ui, s, &now);
}

bool split_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct split *s = split_of(l);
	bool in_detail;
	struct pane *v;

	if (ev->kind != EVENT_KEY || ev->key != K_MOUSE)
		return false;
	if (drag_border(ui, s, ev))
		return true;
	if (ev->button == 0)
		return false;
	if (s->aside_cols > 0 && ev->col > s->list_cols + s->detail_cols)
		return false;
	in_detail = s->list_cols == 0 || (s->detail_cols > 0 && ev->col > s->list_cols);
	v = in_detail ? &s->detail : &s->list;
	if (ev->button == 4 || ev->button == 5)
		pane_mouse(v, ev->button, 0);
	else {
		s->in_detail = in_detail;
		click(ui, s, v, ev->row - 2);
	}
	ui->dirty = true;
	return true;
}

/* ---- what it is about ----------------------------------------------------------------------- */

bool split_subject(const struct ui *ui, const struct layer *l, struct target *t)
{
	(void)ui;
	return pane_at(&split_in(l)->list, t);
}

bool split_item(const struct ui *ui, const struct layer *l, struct target *t)
{
	const struct split *s = split_in(l);

	(void)ui;
	return s->in_detail && pane_at(&s->detail, t);
}

bool split_select(struct ui *ui, struct split *s, const struct target *t)
{
	int line;

	if (s->layer.stale)
		split_build(ui, &s->layer);
	line = page_find(&s->list.page, t);
	if (line < 0)
		return false;
	pane_to(&s->list, line);
	s->in_detail = false;
	s->layer.stale = true;
	ui->dirty = true;
	return true;
}
