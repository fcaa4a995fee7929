/* Commands that move: each tells the topmost layer, which knows what moving means there. */
#include "config.h"

#include "tui/commands.h"
#include "tui/form.h"
#include "tui/past.h"
#include "tui/term.h"

static void move(struct ui *ui, enum move m)
{
	struct layer *l = ui->top;

	ui->dirty = true;
	if (l->ops->move != NULL)
		l->ops->move(ui, l, m);
}

void do_up(struct ui *ui) { move(ui, MOVE_UP); }
void do_down(struct ui *ui) { move(ui, MOVE_DOWN); }
void do_left(struct ui *ui) { move(ui, MOVE_LEFT); }
void do_right(struct ui *ui) { move(ui, MOVE_RIGHT); }
void do_page_up(struct ui *ui) { move(ui, MOVE_PAGE_UP); }
void do_page_down(struct ui *ui) { move(ui, MOVE_PAGE_DOWN); }
void do_half_up(struct ui *ui) { move(ui, MOVE_HALF_UP); }
void do_half_down(struct ui *ui) { move(ui, MOVE_HALF_DOWN); }
void do_top(struct ui *ui) { move(ui, MOVE_TOP); }
void do_bottom(struct ui *ui) { move(ui, MOVE_BOTTOM); }
void do_open(struct ui *ui) { move(ui, MOVE_OPEN); }
void do_toggle(struct ui *ui) { move(ui, MOVE_TOGGLE); }
void do_next_pane(struct ui *ui) { move(ui, MOVE_NEXT_PANE); }
void do_previous_pane(struct ui *ui) { move(ui, MOVE_PREVIOUS_PANE); }

/* Esc: what asks goes away, then the pane lets go, then back to where one came from; at the top
 * nothing happens, so that a stray Esc costs nothing. */
void do_back(struct ui *ui)
{
	struct layer *l = ui->top;

	ui->dirty = true;
	if (l->ops->move != NULL && l->ops->move(ui, l, MOVE_BACK))
		return;
	if (l != ui_view_layer(ui))
		ui_pop(ui);
	else if (ui->then != NULL && ui->n_back <= ui->then->n_back)
		past_leave(ui);
	else
		ui_go_back(ui);
}

void do_cancel(struct ui *ui)
{
	if (ui->top != ui_view_layer(ui))
		ui_pop(ui);
	else
		ui_say(ui, STYLE_DIM, "Nothing to cancel; q leaves");
}

void do_leave(struct ui *ui)
{
	if (ui->top != ui_view_layer(ui))
		ui_pop(ui);
	else if (ui->then != NULL)
		past_leave(ui);
	else if (ui->current != VIEW_CLAIMS)
		ui_show_view(ui, VIEW_CLAIMS);
	else
		ui->quit = true;
}

void do_quit(struct ui *ui) { ui->quit = true; }
void do_view_claims(struct ui *ui) { ui_show_view(ui, VIEW_CLAIMS); }
void do_view_evidence(struct ui *ui) { ui_show_view(ui, VIEW_EVIDENCE); }
void do_view_gaps(struct ui *ui) { ui_show_view(ui, VIEW_GAPS); }
void do_view_dashboard(struct ui *ui) { ui_show_view(ui, VIEW_DASHBOARD); }
void do_view_history(struct ui *ui) { ui_show_view(ui, VIEW_HISTORY); }
void do_view_assessment(struct ui *ui) { ui_show_view(ui, VIEW_ASSESSMENT); }

void do_redraw(struct ui *ui)
{
	term_repaint(ui->term);
	ui_stale(ui);
}

void do_suspend(struct ui *ui)
{
	form_keep_drafts(ui, true);
	term_suspend(ui->term);
	ui_stale(ui);
}

void do_mouse(struct ui *ui)
{
	ui->mouse = !ui->mouse;
	term_mouse(ui->term, ui->mouse);
	ui_say(ui, STYLE_DIM, ui->mouse ? "The mouse is on: click, wheel, drag the border; the terminal's own selection needs Shift now" :
	    "The mouse is off: the terminal's own selection works");
}
