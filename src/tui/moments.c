/* Moments: naming one, taking the name away, choosing one to compare with or to look at. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/moment_name.h"
#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/moments.h"
#include "tui/past.h"
#include "tui/picker.h"

enum { LABEL_COLUMNS = 9, INDENT = 2 };

/* ---- where they are in the history ---------------------------------------------------------------- */

static int newest_first(const void *a, const void *b)
{
	const struct moment_mark *x = a, *y = b;

	return (x->seq < y->seq) - (x->seq > y->seq);
}

void moment_marks_read(const struct ui *ui, struct moment_marks *out)
{
	const struct work *w = past_present(ui);

	*out = (struct moment_marks){0};
	for (int i = 0; i < w->n_baseline; i++) {
		const struct baseline *b = &w->baseline[i];
		struct moment m;
		struct err ignored;

		if (b->head == NULL || b->name == NULL || !store_moment_of_head(ui->store, b->head, &m, &ignored))
			continue;
		MEM_GROW(out->item, out->n, out->cap);
		out->item[out->n++] = (struct moment_mark){ xstrdup(b->id), m.seq };
	}
	if (out->n > 1)
		qsort(out->item, out->n, sizeof *out->item, newest_first);
}

void moment_marks_release(struct moment_marks *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->item[i].id);
	free(m->item);
	*m = (struct moment_marks){0};
}

const struct baseline *moment_baseline_of(const struct ui *ui, const char *id)
{
	const struct work *w = past_present(ui);

	for (int i = 0; id != NULL && i < w->n_baseline; i++)
		if (strcmp(w->baseline[i].id, id) == 0)
			return &w->baseline[i];
	return NULL;
}

const char *moment_marks_name(const struct ui *ui, const struct moment_marks *m, int64_t seq)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct baseline *b = m->item[i].seq == seq ? moment_baseline_of(ui, m->item[i].id) : NULL;

		if (b != NULL)
			return b->name;
	}
	return NULL;
}

/* ---- shown ------------------------------------------------------------------------------------------ */

void moment_line(const struct ui *ui, const struct baseline *b, struct page *p)
{
	page_line(p);
	page_addf(p, STYLE_GOOD, "%s ", ui_glyph(ui, "◆", "#"));
	page_addf(p, STYLE_DIM, "baseline ");
	page_add(p, STYLE_KEY, b->name != NULL ? b->name : "?");
	page_right(p, STYLE_DIM, "%s", b->by != NULL ? b->by : "");
	page_target(p, TARGET_CHOICE, b->id, 1);
}

static void fact(struct page *p, const char *label, const char *value)
{
	page_line(p);
	page_addf(p, STYLE_DIM, "%-*s", LABEL_COLUMNS, label);
	page_add(p, STYLE_TEXT, value);
}

void moment_page(const struct ui *ui, const struct baseline *b, struct page *p)
{
	char local[DATE_LOCAL_TEXT];

	page_paragraph(p, STYLE_TITLE, 0, b->name != NULL ? b->name : "?");
	page_line(p);
	date_time_local(b->at != NULL ? b->at : "", local);
	fact(p, "named", local);
	fact(p, "by", b->by != NULL ? b->by : "somebody");
	fact(p, "head", "");
	page_paragraph(p, STYLE_TEXT, INDENT, b->head != NULL ? b->head : "");   /* whole, so that it can be compared */
	page_heading(p, "This moment");
	page_paragraph(p, STYLE_DIM, INDENT, ui_offer(ui,
	    "c says what changed since, o shows everything as it was, D takes the name away. What had been saved by then is everything below "
	    "this line in the list.",
	    "c says what changed since, o shows everything as it was. What had been saved by then is everything below this line in the list."));
}

/* ---- naming ------------------------------------------------------------------------------------------- */

static const enum field name_form[] = { FIELD_BASELINE_NAME, FIELD_COUNT };

/* Left empty, nothing is named: Esc leaves as everywhere. */
static bool give_name(struct ui *ui, const struct form *form, const char *id, struct err *err)
{
	char *name = form_value(form, FIELD_BASELINE_NAME);
	struct changes c = {0};
	bool ok = true;

	(void)id;
	if (*name == '\0')
		ui_say(ui, STYLE_DIM, "No name, so nothing was named");
	else {
		ok = moment_give_name(ui->store, ui->work, name, ui->start->who, &c, err) && ui_try_save(ui, "baseline", &c, err);
		if (ok)
			ui_say(ui, STYLE_GOOD, "This moment is %s; in the history c compares it with what is then now", name);
	}
	changes_release(&c);
	free(name);
	return ok;
}

void do_baseline(struct ui *ui)
{
	char id[ID_TEXT];
	struct form_ask ask = {
		.title = "A name for this moment: a baseline", .leaf = NODE_NONE, .entity = ENTITY_BASELINE, .id = id, .fresh = true,
		.command = "baseline", .field = name_form, .focus = FIELD_COUNT, .passing = true, .save = give_name,
		.above = "The name stays with what is on file now; it can be compared with later, and looked at as it was.",
	};

	if (!ui_may_write(ui))
		return;
	id_new(id);
	form_open(ui, &ask);
}

static void name_gone(struct ui *ui, const char *id, char letter)
{
	const struct baseline *b = moment_baseline_of(ui, id);
	struct changes c = {0};
	char *name;

	if (letter != 'r' || b == NULL)
		return;
	name = xstrdup(b->name != NULL ? b->name : "");
	changes_set(&c, ENTITY_BASELINE, id, b->revision, FIELD_BASELINE_REMOVED, "true");
	if (ui_save(ui, "baseline remove", &c))
		ui_say(ui, STYLE_GOOD, "%s: no longer named; the history keeps the moment", name);
	free(name);
}

void do_remove_name(struct ui *ui)
{
	static const struct ask_answer answers[] = { { 'r', "take the name away" }, { 'k', "keep it" }, { 0, NULL } };
	const struct baseline *b = history_baseline(ui);
	struct buf question = {0};

	if (b == NULL) {
		ui_say(ui, STYLE_DIM, "Put the cursor on a baseline: its name can be taken away, the history cannot");
		return;
	}
	if (!ui_may_write(ui))
		return;
	buf_addf(&question, "Take the name %s away? The moment stays in the history.", b->name != NULL ? b->name : "");
	ask_open(ui, buf_str(&question), NULL, answers, 0, b->id, name_gone);
	buf_release(&question);
}

/* ---- comparing and looking back ------------------------------------------------------------------------- */

static bool moment_in_hand(struct ui *ui, struct moment *m, const char **name)
{
	return compare_moment(ui, m, name) || history_moment(ui, m, name);
}

void do_compare(struct ui *ui)
{
	const char *name;
	struct moment m;

	if (moment_in_hand(ui, &m, &name))
		compare_open(ui, &m, name);
}

void do_as_it_was(struct ui *ui)
{
	const char *name;
	struct moment m;

	if (moment_in_hand(ui, &m, &name))
		past_look(ui, &m, name);
}

static void chosen(struct ui *ui, const char *id, char letter)
{
	const struct baseline *b = moment_baseline_of(ui, id);
	struct err err = {0};
	struct moment m;

	if (b == NULL || b->head == NULL || (letter != 'c' && letter != 'o'))
		return;
	if (!store_moment_of_head(ui->store, b->head, &m, &err))
		ui_say_err(ui, &err);
	else if (letter == 'c')
		compare_open(ui, &m, b->name);
	else
		past_look(ui, &m, b->name);
}

static void take_moment(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	static const struct ask_answer answers[] = { { 'c', "compare it with now" }, { 'o', "look at it as it was" }, { 0, NULL } };

	(void)p;
	(void)typed;
	if (row->id != NULL)
		ask_open(ui, row->text, NULL, answers, 'c', row->id, chosen);
	else
		ui_show_view(ui, VIEW_HISTORY);
}

static void fill_moments(struct ui *ui, struct picker *p)
{
	struct moment_marks marks;

	moment_marks_read(ui, &marks);
	for (size_t i = 0; i < marks.n; i++) {
		const struct baseline *b = moment_baseline_of(ui, marks.item[i].id);
		char local[DATE_LOCAL_TEXT];

		date_time_local(b->at != NULL ? b->at : "", local);
		picker_add(p, &(struct picker_row){ .lead = ui_glyph(ui, "◆", "#"), .lead_style = STYLE_GOOD, .text = b->name, .right = local, .id = b->id });
	}
	picker_add(p, &(struct picker_row){ .lead = " ", .text = "another moment: the history lists every save" });
	moment_marks_release(&marks);
}

static const struct picker_ops moment_picker = {
	.title = " Moments that have names ", .keeps_order = true, .fill = fill_moments, .take = take_moment,
};

void do_moments(struct ui *ui)
{
	picker_open(ui, &moment_picker, NULL, NULL, NULL);
}
