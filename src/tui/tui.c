/* The loop of the workbench: take all waiting keys, let state follow, draw once. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "catalogue/theme.h"
#include "tui/approvals.h"
#include "tui/ask.h"
#include "tui/claim_commands.h"
#include "tui/command.h"
#include "tui/commands.h"
#include "tui/drafts.h"
#include "tui/first.h"
#include "tui/form.h"
#include "tui/frame.h"
#include "tui/item_commands.h"
#include "tui/past.h"
#include "tui/paste.h"
#include "tui/review.h"
#include "tui/state.h"
#include "tui/suggestions.h"
#include "tui/term.h"
#include "tui/views.h"

enum {
	REST_MS = 120,          /* keys nearer than this are one motion: panes that follow wait for its end */
	POLL_MS = 1000,         /* how often other people's saves are looked for */
};

/* ---- events --------------------------------------------------------------------------------- */

/* Keys that came together meet the state that the ones before left, although nothing was drawn between. */
static void catch_up(struct ui *ui)
{
	if (ui->top->stale && ui->top->ops->build != NULL)
		ui->top->ops->build(ui, ui->top);
	ui->top->stale = false;
}

static void take_key(struct ui *ui, const struct event *ev)
{
	const struct layer_ops *ops = ui->top->ops;
	const struct command *c = command_for(ui->start->settings, ops->where, ev->key);

	catch_up(ui);
	free(ui->message);
	ui->message = NULL;
	ui->dirty = true;
	if (c != NULL)
		c->run(ui);
	else if (ops->event != NULL)
		ops->event(ui, ui->top, ev);
}

static void take_paste(struct ui *ui, const struct event *ev)
{
	const struct layer_ops *ops = ui->top->ops;

	catch_up(ui);
	ui->dirty = true;
	if ((ops->where & (IN_TEXT | IN_PICK)) != 0 || (ops->where & IN_VIEWS) == 0)
		ops->event(ui, ui->top, ev);
	else
		offer_paste(ui, ev->text);
}

static void take_resize(struct ui *ui)
{
	term_size(ui->term, &ui->rows, &ui->cols);
	ui_stale(ui);
}

static void take_event(struct ui *ui, const struct event *ev)
{
	switch (ev->kind) {
	case EVENT_NONE:
		break;
	case EVENT_KEY:
		take_key(ui, ev);
		break;
	case EVENT_PASTE:
		take_paste(ui, ev);
		break;
	case EVENT_RESIZE:
		take_resize(ui);
		break;
	case EVENT_HANGUP:
		form_keep_drafts(ui, true);
		ui->quit = ui->hung_up = true;
		break;
	case EVENT_SUSPEND:
		do_suspend(ui);
		break;
	case EVENT_RESUME:
		take_resize(ui);
		term_repaint(ui->term);
		break;
	}
}

/* ---- time ----------------------------------------------------------------------------------- */

/* Who came, left, or opened another text. */
static void look_for_people(struct ui *ui)
{
	struct people now;

	presence_look(ui->presence, &now);
	if (people_same(&now, &ui->people)) {
		people_release(&now);
		return;
	}
	people_release(&ui->people);
	ui->people = now;
	ui->dirty = true;
}

/* Somebody else's save: read it in; the cursor stays on its claim, what is being typed is not touched. */
static void look_around(struct ui *ui)
{
	struct err err = {0};
	date today = ui->start->today_fixed || ui->then != NULL ? ui->today : date_today();

	if (today != ui->today) {
		ui->today = today;
		ui_stale(ui);
	}
	look_for_people(ui);
	if (store_changed(ui->store) && ui_reload(ui, &err) && ui->then == NULL)
		ui_say(ui, STYLE_DIM, "Somebody else saved: what is shown is theirs too");
}

static int least(int a, int b)
{
	return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

static bool idle_waits(const struct ui *ui)
{
	return ui->idle_due && ui->top != NULL && ui->top->ops->idle != NULL;
}

/* Work for while no key comes. What is known comes first, and a screen that waits for a slow line wakes the loop itself. */
static bool work_waits(const struct ui *ui)
{
	return !ui->dirty && (idle_waits(ui) || approvals_due(ui) || suggestions_due(ui));
}

static int wait_ms(const struct ui *ui, int64_t now)
{
	int ms = form_draft_wait(ui);

	if (ui->store != NULL)
		ms = least(ms, now >= ui->looked + POLL_MS ? 0 : (int)(ui->looked + POLL_MS - now));
	if (ui->moving || work_waits(ui))
		ms = least(ms, now >= ui->last_key + REST_MS ? 0 : (int)(ui->last_key + REST_MS - now));
	return ms;
}

/* What is due whether or not a key came. */
static void keep_time(struct ui *ui)
{
	int64_t now = term_now();

	form_keep_drafts(ui, false);
	if (ui->store != NULL && now - ui->looked >= POLL_MS) {
		ui->looked = now;
		look_around(ui);
	}
	if (ui->moving && now - ui->last_key >= REST_MS) {
		ui->moving = false;
		if (ui->top->ops->rest != NULL)
			ui->top->ops->rest(ui, ui->top);
	}
	if (idle_waits(ui) && !ui->dirty && now - ui->last_key >= REST_MS)
		ui->idle_due = ui->top->ops->idle(ui, ui->top);
	if (!ui->dirty && now - ui->last_key >= REST_MS) {      /* what is known is on the screen */
		approvals_seek(ui);
		suggestions_seek(ui);
	}
}

/* ---- the loop ------------------------------------------------------------------------------- */

static void draw(struct ui *ui, struct canvas *c)
{
	struct rect whole = canvas_rect(c);

	if (whole.rows != ui->rows || whole.cols != ui->cols)
		canvas_resize(c, ui->rows, ui->cols);
	ui_build(ui);
	frame_draw(ui, c);
	term_show(ui->term, c);
	ui->dirty = false;
}

/* A key long after the one before is answered whole at once; keys in quick succession are one motion,
 * and what follows it waits until the hand rests. */
static void note_key(struct ui *ui)
{
	int64_t now = term_now();
	bool quick = now - ui->last_key < REST_MS;

	ui->last_key = now;
	ui->moving = true;
	if (!quick && ui->top->ops->rest != NULL) {
		ui->moving = false;
		ui->top->ops->rest(ui, ui->top);
	}
}

void ui_loop(struct ui *ui, struct canvas *c)
{
	while (!ui->quit) {
		struct event ev;

		if (ui->dirty && !term_waiting(ui->term))
			draw(ui, c);
		if (ui->store != NULL && !ui->checked) {
			struct err err = {0};

			ui->checked = true;
			if (!store_check_quick(ui->store, &err))
				ui_say_err(ui, &err);
			continue;
		}
		ev = term_wait(ui->term, wait_ms(ui, term_now()));
		take_event(ui, &ev);
		if (ev.kind == EVENT_KEY && !ui->quit)
			note_key(ui);
		event_release(&ev);
		keep_time(ui);
	}
}

/* ---- start and end --------------------------------------------------------------------------- */

static void last_words(const struct ui *ui, struct buf *out)
{
	if (ui->store == NULL || ui->hung_up)  /* a line to a terminal that is gone may never end */
		return;
	if (ui->review != NULL && review_document(ui->review) != NULL)
		review_last_words(ui->review, store_path(ui->store), out);
	else if (ui->saves == 0)
		buf_addf(out, "Nothing was changed in %s.", store_path(ui->store));
	else
		buf_addf(out, "%d save%s in %s.", ui->saves, ui->saves == 1 ? "" : "s", store_path(ui->store));
	if (ui->draft_left)
		buf_add(out, " Text that was not saved is kept as a draft and offered on the next start.");
}

/* With the terminal taken and a workspace named: until the user leaves. */
static bool work_on(struct ui *ui, struct canvas *c, const char *path, char **said, struct err *err)
{
	struct buf words = {0};

	if (!ui_open(ui, path, err))
		return false;
	if (ui->start->at != NULL && !past_look_at(ui, ui->start->at, err))
		return err_prefix(err, "--at");
	state_restore(ui);
	if (ui->review != NULL && review_document(ui->review) != NULL)
		ui_say(ui, STYLE_DIM, "A review: challenges go into %s", review_document(ui->review));
	else if (ui->review != NULL)
		ui_say(ui, STYLE_DIM, "A review: challenges go into the workspace, and nothing else is changed");
	else if (ui->then == NULL && ui->readonly)
		ui_say(ui, STYLE_WARNING, "Read-only: %s", store_readonly(ui->store) != NULL ? store_readonly(ui->store) : "as asked");
	drafts_find(ui);
	ui->dirty = true;
	ui_loop(ui, c);
	if (!ui->hung_up)
		form_keep_drafts(ui, true);
	state_keep(ui);
	last_words(ui, &words);
	*said = words.len > 0 ? buf_steal(&words) : NULL;
	return true;
}

static bool take_theme(const struct tui_start *start, struct theme *theme, struct err *err)
{
	struct complaints complaints = {0};
	bool ok;

	if (start->theme == NULL) {
		struct err ignored;

		if (!theme_load(theme, "terminal", &complaints, &ignored))
			theme_plain(theme);
		complaints_release(&complaints);
		return true;
	}
	ok = theme_load(theme, start->theme, &complaints, err);
	if (!ok && complaints.n > 0)
		err_set(err, ERR_INPUT, "%s", complaints.item[0]);
	complaints_release(&complaints);
	return ok;
}

bool tui_run(const struct tui_start *start, char **said, struct err *err)
{
	struct ui ui = { .start = start, .today = start->today, .ascii = start->ascii, .mouse = start->mouse };
	struct term_options options = { .ascii = start->ascii, .colour = start->colour, .mouse = start->mouse };
	struct theme theme = {0};
	struct canvas *canvas;
	char *path = NULL, *fallback = NULL;
	bool ok;

	*said = NULL;
	if (!command_check_settings(start->settings, err) || !take_theme(start, &theme, err))
		return false;
	if (!term_open(&options, &theme, &ui.term, &fallback, err)) {
		theme_release(&theme);
		return false;
	}
	term_size(ui.term, &ui.rows, &ui.cols);
	canvas = canvas_new(ui.rows, ui.cols, ui.ascii);
	if (fallback != NULL)
		ui_say(&ui, STYLE_WARNING, "%s", fallback);
	path = xstrdup_or_null(start->path);
	ok = path != NULL || first_start(&ui, canvas, &path, err);
	if (ok && path != NULL)
		ok = work_on(&ui, canvas, path, said, err);
	canvas_free(canvas);
	term_close(ui.term);
	ui_close(&ui);
	theme_release(&theme);
	free(path);
	free(fallback);
	return ok;
}
