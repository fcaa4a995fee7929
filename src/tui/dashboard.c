/* The Dashboard: where a lead starts the day. How far it is, what can be claimed, what is outstanding, who has what,
 * how it went. Every line opens; what is read from the file waits until the hand rests. */
#include "config.h"

#include <stdlib.h>

#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/drafts.h"
#include "tui/views.h"

enum { FRAME_ROWS = 4, BODY_ROW = 2 };

static struct dashboard *dash_of(struct layer *l) { return (struct dashboard *)(void *)l; }
static const struct dashboard *dash_in(const struct layer *l) { return (const struct dashboard *)(const void *)l; }

/* ---- building and drawing ----------------------------------------------------------------------- */

static void dashboard_build(struct ui *ui, struct layer *l)
{
	struct dashboard *d = dash_of(l);

	d->rows = ui->rows - FRAME_ROWS < 1 ? 1 : ui->rows - FRAME_ROWS;
	d->cols = ui->cols - 2 < 1 ? 1 : ui->cols - 2;
	dash_past_look(ui, &d->past);
	board_build(ui, d);
	l->stale = false;
}

static void dashboard_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct dashboard *d = dash_in(l);

	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	canvas_text(c, body, 0, 1, STYLE_TITLE, "Dashboard ");
	board_draw(ui, d, c, rect_part(body, 1, 1, body.rows - 1, body.cols - 2));
	if (d->top > 0)
		canvas_text(c, body, 1, body.cols - 1, STYLE_DIM, canvas_ascii(c) ? "^" : "↑");
	if (d->height > d->top + d->rows)
		canvas_text(c, body, body.rows - 1, body.cols - 1, STYLE_DIM, canvas_ascii(c) ? "v" : "↓");
}

static bool dashboard_idle(struct ui *ui, struct layer *l)
{
	bool changed, more = dash_past_work_out(ui, &dash_of(l)->past, &changed);

	if (changed) {
		l->stale = true;
		ui->dirty = true;
	}
	return more;
}

/* ---- what a line opens ------------------------------------------------------------------------------ */

static void fold(struct ui *ui, struct dashboard *d, enum section s)
{
	d->unfolded[s] = !d->unfolded[s];
	d->layer.stale = true;
	ui->dirty = true;
}

static void open_history(struct ui *ui)
{
	ui_remember_place(ui);
	ui_show_view(ui, VIEW_HISTORY);
}

static void open_choice(struct ui *ui, struct dashboard *d, const struct target *t)
{
	if (t->number < SECTION_COUNT)
		fold(ui, d, (enum section)t->number);
	else if (t->number == OPENS_PERSON)
		person_open(ui, t->id);
	else if (t->number == OPENS_HISTORY)
		open_history(ui);
	else
		changes_open(ui, &d->past, (enum diff_kind)(t->number - OPENS_CHANGES));
}

static void open_line(struct ui *ui, struct dashboard *d)
{
	struct target t;

	if (!board_at(d, &t))
		return;
	if (t.kind == TARGET_DRAFT)
		do_drafts(ui);
	else if (t.kind == TARGET_CHOICE)
		open_choice(ui, d, &t);
	else
		ui_jump(ui, &t);
}

/* ---- the layer ---------------------------------------------------------------------------------------- */

static bool dashboard_move(struct ui *ui, struct layer *l, int m)
{
	struct dashboard *d = dash_of(l);

	if ((enum move)m == MOVE_OPEN) {
		open_line(ui, d);
		return true;
	}
	return board_move(d, (enum move)m);
}

/* A click puts the cursor there, a second one opens; the wheel scrolls. */
static bool dashboard_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct dashboard *d = dash_of(l);
	int at = d->at, line = d->line;

	if (ev->kind != EVENT_KEY || ev->key != K_MOUSE || ev->button == 0 || ev->drag)
		return false;
	ui->dirty = true;
	if (ev->button == 4 || ev->button == 5) {
		board_move(d, ev->button == 4 ? MOVE_UP : MOVE_DOWN);
		return true;
	}
	board_click(d, ev->row - BODY_ROW, ev->col - 1);
	if (at == d->at && line == d->line)
		open_line(ui, d);
	return true;
}

static bool dashboard_subject(const struct ui *ui, const struct layer *l, struct target *t)
{
	(void)ui;
	return board_at(dash_in(l), t);
}

static void dashboard_free(struct layer *l)
{
	board_release(dash_of(l));
	dash_past_forget(&dash_of(l)->past);
	free(dash_of(l));
}

static const struct layer_ops dashboard_layer = {
	.name = "Dashboard", .where = IN_DASHBOARD, .covers = true, .build = dashboard_build, .draw = dashboard_draw,
	.event = dashboard_event, .move = dashboard_move, .subject = dashboard_subject, .idle = dashboard_idle, .free = dashboard_free,
};

static struct layer *dashboard_make(struct ui *ui)
{
	struct dashboard *d = xcalloc(1, sizeof *d);

	(void)ui;
	d->layer.ops = &dashboard_layer;
	return &d->layer;
}

/* Whoever comes back finds the cursor where it was, although the same claim may stand in several sections. */
static void dashboard_select(struct ui *ui, struct layer *l, const struct target *t)
{
	struct dashboard *d = dash_of(l);
	struct target now;

	(void)ui;
	if (t->kind == TARGET_CHOICE || (board_at(d, &now) && target_same(&now, t)))
		return;
	board_settle(d, d->block[d->at].section, t);
}

const struct view_ops dashboard_view = { .title = "Dashboard", .make = dashboard_make, .select = dashboard_select };
