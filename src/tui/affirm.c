/* Affirming: what was carried over, or said some time ago, is still true; and what is due for that. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/affirm.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/picker.h"

/* ---- an answer ------------------------------------------------------------------------------------- */

static void affirm_answer(struct ui *ui, int leaf)
{
	const char *name = tree_leaf_name(ui->work->tree, leaf);
	struct changes c = {0};

	if (!ui->work->answer[leaf].inherited) {
		ui_say(ui, STYLE_DIM, "%s was not carried over: there is nothing to affirm", name);
		return;
	}
	affirm_leaf(&c, ui->work, leaf);
	if (ui_save(ui, "affirm", &c))
		ui_say(ui, STYLE_GOOD, "%s affirmed: it counts again, and stands as %s", name, standing_words(&ui->standing, leaf));
}

/* ---- an item of evidence ----------------------------------------------------------------------------- */

static void say_still_true(struct ui *ui, int ref, date next)
{
	char day[DATE_TEXT];

	date_print(next, day);
	ui_say(ui, STYLE_GOOD, "E%d still true%s%s", ref, next != DATE_NONE ? "; review by " : "", next != DATE_NONE ? day : "");
}

static bool save_item(struct ui *ui, int i, date next, struct err *err)
{
	int ref = ui->work->evidence[i].ref;
	struct changes c = {0};
	bool ok;

	affirm_item(&c, &ui->work->evidence[i], ui->today, next);
	ok = ui_try_save(ui, "affirm", &c, err);
	if (ok)
		say_still_true(ui, ref, next);
	changes_release(&c);
	return ok;
}

static const enum field date_form[] = { FIELD_REVIEW_BY, FIELD_COUNT };

/* What is past its date stays so without a later one. */
static bool date_given(struct ui *ui, const struct form *form, const char *id, struct err *err)
{
	int i = work_find_evidence(ui->work, form_context(form));
	char *text = form_value(form, FIELD_REVIEW_BY);
	date next = DATE_NONE;
	bool ok = i >= 0 || err_set(err, ERR_INPUT, "Not affirmed: somebody removed this item; Ctrl-G leaves");

	(void)id;
	if (ok && *text != '\0' && (!date_parse(text, &next) || next < ui->today))
		ok = err_set(err, ERR_INPUT, "Not affirmed: it is to be reviewed on a day to come; Ctrl-G leaves");
	if (ok && next == DATE_NONE && ui->work->evidence[i].review_by != DATE_NONE && ui->work->evidence[i].review_by < ui->today)
		ok = err_set(err, ERR_INPUT, "Not affirmed: it is past its review date; say the next one, or leave with Ctrl-G");
	free(text);
	return ok && save_item(ui, i, next, err);
}

static void ask_date(struct ui *ui, int i)
{
	const struct evidence *e = &ui->work->evidence[i];
	const char *offered[] = { "" };
	struct buf title = {0};
	struct form_ask ask = {
		.above = "Nothing says when it is to be looked at again: no review cycle is set, and it had no time to last. Ctrl-S "
		    "affirms it with this day, Ctrl-G does not.",
		.leaf = NODE_NONE, .entity = ENTITY_EVIDENCE, .id = e->id, .command = "affirm", .field = date_form, .focus = FIELD_COUNT,
		.context = e->id, .passing = true, .save = date_given, .offered = offered,
	};

	buf_addf(&title, "E%d is still true; review it by (YYYY-MM-DD)", e->ref);
	ask.title = buf_str(&title);
	form_open(ui, &ask);
	buf_release(&title);
}

static void affirm_evidence(struct ui *ui, int i)
{
	date next = affirm_next_by(&ui->work->assessment, &ui->work->evidence[i], ui->today);
	struct err err = {0};

	if (next == DATE_NONE)
		ask_date(ui, i);
	else if (!save_item(ui, i, next, &err))
		ui_say_err(ui, &err);
}

/* The item that the cursor stands on within a claim, else the claim or item itself. */
void do_affirm(struct ui *ui)
{
	struct target t = {0};
	int item = -1, leaf = NODE_NONE;

	if (!ui_may_write(ui))
		return;
	if ((ui_item(ui, &t) && t.kind == TARGET_EVIDENCE) || (ui_subject(ui, &t) && t.kind == TARGET_EVIDENCE))
		item = work_find_evidence(ui->work, t.id);
	else
		leaf = ui_subject_leaf(ui);
	if (item >= 0)
		affirm_evidence(ui, item);
	else if (leaf != NODE_NONE)
		affirm_answer(ui, leaf);
	else
		ui_say(ui, STYLE_WARNING, "Put the cursor on a claim without claims below it, or on an item of evidence");
}

/* ---- what is due --------------------------------------------------------------------------------------- */

static void fill_due(struct ui *ui, struct picker *p)
{
	const struct tree *t = ui->work->tree;
	date before = affirm_next_review(&ui->work->assessment, ui->today);

	for (int i = 0; i < t->n_nodes; i++)
		if (affirm_leaf_due(ui->work, i))
			picker_add(p, &(struct picker_row){ .lead = tree_leaf_name(t, i), .lead_style = STYLE_WARNING, .text = t->node[i].label,
			    .right = "carried over", .id = t->node[i].id, .number = TARGET_NODE });
	for (int i = 0; i < ui->work->n_evidence; i++) {
		const struct evidence *e = &ui->work->evidence[i];
		char ref[16], right[64], day[DATE_TEXT];

		if (!affirm_item_due(e, before))
			continue;
		date_print(e->review_by, day);
		snprintf(ref, sizeof ref, "E%d", e->ref);
		snprintf(right, sizeof right, "%s %s", e->review_by < ui->today ? "past review," : "review by", day);
		picker_add(p, &(struct picker_row){ .lead = ref, .lead_style = e->review_by < ui->today ? STYLE_OVERDUE : STYLE_LINK,
		    .text = e->title != NULL ? e->title : "(no title)", .right = right, .id = e->id, .number = TARGET_EVIDENCE });
	}
}

static const struct picker_ops due_picker = {
	.title = " To look at again ", .keeps_order = true, .fill = fill_due, .take = picker_go,
	.hints = "type to find  Enter go there, then v affirms it  Esc leave",
};

static bool any_due(const struct ui *ui, date before)
{
	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		if (affirm_leaf_due(ui->work, i))
			return true;
	for (int i = 0; i < ui->work->n_evidence; i++)
		if (affirm_item_due(&ui->work->evidence[i], before))
			return true;
	return false;
}

void do_due(struct ui *ui)
{
	date before = affirm_next_review(&ui->work->assessment, ui->today);
	char day[DATE_TEXT], title[64];

	date_print(before, day);
	if (!any_due(ui, before)) {
		ui_say(ui, STYLE_GOOD, "Nothing is to be looked at again by %s", day);
		return;
	}
	snprintf(title, sizeof title, " To look at again by %s ", day);
	picker_open(ui, &due_picker, NULL, title, NULL);
}
