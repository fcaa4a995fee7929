/* Drafts found at the start. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/ask.h"
#include "tui/claim_commands.h"
#include "tui/commands.h"
#include "tui/drafts.h"
#include "tui/item_commands.h"
#include "tui/picker.h"

enum { SHOWN_COLUMNS = 200 };

void draft_words(const struct ui *ui, const struct draft *d, struct buf *out)
{
	int i;

	if (d->entity == ENTITY_ANSWER) {
		int leaf = tree_find(ui->work->tree, d->id);

		buf_addf(out, "%s for %s", field_info(d->field)->label, leaf != NODE_NONE ? tree_leaf_name(ui->work->tree, leaf) : d->id);
	} else if (d->entity == ENTITY_EVIDENCE && (i = work_find_evidence(ui->work, d->id)) >= 0)
		buf_addf(out, "%s of E%d", field_info(d->field)->label, ui->work->evidence[i].ref);
	else if (d->entity == ENTITY_GAP && (i = work_find_gap(ui->work, d->id)) >= 0)
		buf_addf(out, "%s of G%d", field_info(d->field)->label, ui->work->gap[i].ref);
	else if (d->entity == ENTITY_EVIDENCE || d->entity == ENTITY_GAP)
		buf_addf(out, "%s of %s", field_info(d->field)->label, d->entity == ENTITY_GAP ? "a new gap" : "a new item of evidence");
	else
		buf_addf(out, "%s of the assessment", field_info(d->field)->label);
	if (work_revision(ui->work, d->entity, d->id) != d->base)
		buf_add(out, " (somebody saved it since)");
}

static const enum field *answer_form_of(enum field f)
{
	switch (f) {
	case FIELD_ASSUMPTIONS: return assumptions_form;
	case FIELD_ANSWER_NOTE: return note_form;
	case FIELD_ANSWER_OWNER: return owner_form;
	default: return argument_form;
	}
}

void drafts_take_up(struct ui *ui, size_t i)
{
	const struct draft *d = &ui->drafts.item[i];
	int leaf;

	switch (d->entity) {
	case ENTITY_ANSWER:
		leaf = tree_find(ui->work->tree, d->id);
		if (leaf != NODE_NONE)
			edit_answer(ui, leaf, answer_form_of(d->field), d);
		break;
	case ENTITY_EVIDENCE:
		edit_evidence(ui, d->id, NODE_NONE, d);
		break;
	case ENTITY_GAP:
		edit_gap(ui, d->id, d);
		break;
	default:
		edit_assessment(ui, d);
		break;
	}
}

/* The files of the drafts at `i`; the entry goes too. */
static void forget(struct ui *ui, size_t i)
{
	struct err err = {0};

	if (!draft_drop(&ui->drafts.item[i], &err))
		ui_say_err(ui, &err);
	draft_release(&ui->drafts.item[i]);
	memmove(&ui->drafts.item[i], &ui->drafts.item[i + 1], (ui->drafts.n - i - 1) * sizeof *ui->drafts.item);
	ui->drafts.n--;
}

void drafts_forget(struct ui *ui, enum entity e, const char *id)
{
	for (size_t i = ui->drafts.n; i-- > 0;)
		if (ui->drafts.item[i].entity == e && strcmp(ui->drafts.item[i].id, id) == 0)
			forget(ui, i);
}

/* ---- choosing among them --------------------------------------------------------------------- */

static void fill_drafts(struct ui *ui, struct picker *p)
{
	for (size_t i = 0; i < ui->drafts.n; i++) {
		struct buf words = {0};

		draft_words(ui, &ui->drafts.item[i], &words);
		picker_add(p, &(struct picker_row){ .text = buf_str(&words), .find = ui->drafts.item[i].text, .right = ui->drafts.item[i].at,
			.number = (int)i });
		buf_release(&words);
	}
}

static void draft_answered(struct ui *ui, const char *context, char letter)
{
	size_t i = (size_t)atol(context);

	if (i >= ui->drafts.n)
		return;
	if (letter == 'y')
		drafts_take_up(ui, i);
	else if (letter == 'd')
		forget(ui, i);
	else
		ui_say(ui, STYLE_DIM, "Kept; the dashboard lists it, and the command \"drafts\"");
}

static void ask_about(struct ui *ui, size_t i)
{
	static const struct ask_answer answers[] = { { 'y', "take it up" }, { 'l', "later" }, { 'd', "throw it away" }, { 0, NULL } };
	struct buf q = {0}, shown = {0};
	char context[24];

	buf_add(&q, "Text that was never saved: ");
	draft_words(ui, &ui->drafts.item[i], &q);
	buf_addf(&q, ", from %s.", ui->drafts.item[i].at);
	utf8_cut(&shown, ui->drafts.item[i].text, SHOWN_COLUMNS, ui->ascii);
	snprintf(context, sizeof context, "%zu", i);
	ask_open(ui, buf_str(&q), buf_str(&shown), answers, 'y', context, draft_answered);
	buf_release(&q);
	buf_release(&shown);
}

static void take_draft(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	ask_about(ui, (size_t)row->number);
}

static const struct picker_ops drafts_picker = { .title = " Text that was never saved ", .keeps_order = true, .fill = fill_drafts, .take = take_draft };

void do_drafts(struct ui *ui)
{
	if (ui->drafts.n == 0)
		ui_say(ui, STYLE_DIM, "There are no drafts: all that was typed is saved");
	else
		picker_open(ui, &drafts_picker, NULL, NULL, NULL);
}

void drafts_find(struct ui *ui)
{
	struct err err = {0};

	if (!draft_list(store_id(ui->store), ui->start->who, &ui->drafts, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	if (ui->drafts.n == 1 && !ui->readonly)
		ask_about(ui, 0);
	else if (ui->drafts.n > 0)
		do_drafts(ui);
}
