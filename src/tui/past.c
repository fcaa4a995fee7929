/* Looking at the workspace as it was. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/moment_name.h"
#include "tui/commands.h"
#include "tui/past.h"

enum { NAME_IN_MESSAGE = 24 };

const struct work *past_present(const struct ui *ui)
{
	return ui->then != NULL ? ui->then->present : ui->work;
}

void past_renew(struct ui *ui, struct work *w)
{
	work_free(ui->then->present);
	ui->then->present = w;
	ui_stale(ui);
}

/* ---- going there --------------------------------------------------------------------------------- */

static void release(struct looking_back *then)
{
	past_release(&then->past);
	free(then->name);
	free(then);
}

/* Where nobody fixed the day, it is the moment's: what was past its date then is judged by then. */
static void set_day(struct ui *ui)
{
	date day = ui->then != NULL ? moment_day(&ui->then->moment) : date_today();

	if (!ui->start->today_fixed && day != DATE_NONE)
		ui->today = day;
}

static void swap_in(struct ui *ui, struct looking_back *then, bool came)
{
	struct looking_back *before = ui->then;

	then->present = before != NULL ? before->present : ui->work;
	then->readonly = before != NULL ? before->readonly : ui->readonly;
	then->n_back = before != NULL ? before->n_back : ui->n_back;
	then->came = before != NULL ? before->came : came;
	ui->then = then;
	ui->work = then->past.work;
	ui->reader = then->past.reader;
	ui->readonly = true;
	set_day(ui);
	ui_follow(ui);
	if (before != NULL)
		release(before);
}

/* `came`: where one was is the newest place to go back to. */
static bool look(struct ui *ui, const struct moment *m, const char *name, bool came, struct err *err)
{
	struct looking_back *then = xcalloc(1, sizeof *then);

	then->moment = *m;
	then->name = xstrdup_or_null(name);
	if (!store_past_view(ui->store, m->seq, NULL, &then->past, err)) {
		release(then);
		return false;
	}
	swap_in(ui, then, came);
	return true;
}

bool past_look(struct ui *ui, const struct moment *m, const char *name)
{
	struct err err = {0};
	bool first = ui->then == NULL;

	if (first)
		ui_remember_place(ui);
	if (!look(ui, m, name, true, &err)) {
		if (first)
			ui_forget_place(ui);
		ui_say_err(ui, &err);
		return false;
	}
	ui_show_view(ui, VIEW_CLAIMS);
	ui_say(ui, STYLE_WARNING, "q returns to now: this is how it was, and nothing can be changed");
	return true;
}

bool past_look_at(struct ui *ui, const char *name, struct err *err)
{
	const struct work *now = past_present(ui);
	struct moment m;

	return moment_read(ui->store, now, name, &m, err) && look(ui, &m, moment_baseline(now, name) >= 0 ? name : NULL, false, err);
}

/* ---- and back ------------------------------------------------------------------------------------- */

/* Without showing: the present is in its place again. */
static void swap_out(struct ui *ui)
{
	struct looking_back *then = ui->then;

	ui->then = NULL;
	ui->work = then->present;
	ui->reader = store_reader(ui->store);
	ui->readonly = then->readonly;
	release(then);
}

void past_forget(struct ui *ui)
{
	if (ui->then != NULL)
		swap_out(ui);
}

void past_leave(struct ui *ui)
{
	int n_back = ui->then->n_back;
	bool came = ui->then->came;

	while (ui->n_back > n_back)
		ui_forget_place(ui);
	swap_out(ui);
	set_day(ui);
	ui_follow(ui);
	if (came)
		ui_go_back(ui);
	ui_say(ui, STYLE_GOOD, "This is now again");
}

void do_now(struct ui *ui)
{
	if (ui->then != NULL)
		past_leave(ui);
	else
		ui_say(ui, STYLE_DIM, "This is now; 7 lists the moments one can look back at");
}

/* ---- words ------------------------------------------------------------------------------------------ */

void past_words(const struct ui *ui, int name_cols, struct buf *out)
{
	char local[DATE_LOCAL_TEXT];

	date_time_local(ui->then->moment.at, local);
	if (ui->then->name == NULL) {
		buf_addf(out, "as it was on %s", local);
		return;
	}
	buf_addf(out, "as it was on %.*s (", DATE_TEXT - 1, local);
	utf8_cut(out, ui->then->name, name_cols > 1 ? (size_t)name_cols : 1, ui->ascii);
	buf_addc(out, ')');
}

void past_refusal(const struct ui *ui, struct buf *out)
{
	buf_add(out, "Not changed; q returns to now. This is ");
	past_words(ui, NAME_IN_MESSAGE, out);
}
