/* Drafts found at the start. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/words.h"
#include "tui/ask.h"
#include "tui/challenges.h"
#include "tui/claim_commands.h"
#include "tui/commands.h"
#include "tui/drafts.h"
#include "tui/form.h"
#include "tui/item_commands.h"
#include "tui/picker.h"
#include "tui/remarks.h"

enum { SHOWN_BYTES = 400, SHOWN_BEFORE = 60 };       /* of a draft, around its first difference */

/* "Note of E7 on 1.2/2" */
static void support_words(const struct ui *ui, const char *id, struct buf *out)
{
	size_t n = strcspn(id, " ");
	char *item = xstrndup(id, n);
	int e = work_find_evidence(ui->work, item), leaf = id[n] != '\0' ? tree_find(ui->work->tree, id + n + 1) : NODE_NONE;

	buf_addf(out, "%s of ", field_info(FIELD_SUPPORT_NOTE)->label);
	if (e >= 0)
		buf_addf(out, "E%d", ui->work->evidence[e].ref);
	else
		buf_add(out, "an item that was removed");
	if (leaf != NODE_NONE)
		buf_addf(out, " on %s", tree_leaf_name(ui->work->tree, leaf));
	free(item);
}

void draft_words(const struct ui *ui, const struct draft *d, struct buf *out)
{
	int i;

	if (d->entity == ENTITY_ANSWER) {
		int leaf = tree_find(ui->work->tree, d->id);

		buf_addf(out, "%s for %s", field_info(d->field)->label, leaf != NODE_NONE ? tree_leaf_name(ui->work->tree, leaf) : d->id);
	} else if (d->entity == ENTITY_READ_THROUGH) {
		int node = tree_find(ui->work->tree, d->id);

		buf_addf(out, "%s of the read-through on %s", field_info(d->field)->label, node != NODE_NONE && tree_is_leaf(ui->work->tree, node) ?
		    tree_leaf_name(ui->work->tree, node) : d->id);
	} else if (d->entity == ENTITY_EVIDENCE && (i = work_find_evidence(ui->work, d->id)) >= 0)
		buf_addf(out, "%s of E%d", field_info(d->field)->label, ui->work->evidence[i].ref);
	else if (d->entity == ENTITY_GAP && (i = work_find_gap(ui->work, d->id)) >= 0)
		buf_addf(out, "%s of G%d", field_info(d->field)->label, ui->work->gap[i].ref);
	else if (d->entity == ENTITY_SUPPORT)
		support_words(ui, d->id, out);
	else if (d->entity == ENTITY_CHALLENGE && (i = work_find_challenge(ui->work, d->id)) >= 0) {
		buf_addf(out, "%s of ", field_info(d->field)->label);
		challenge_name(&ui->work->challenge[i], out);
	} else if (d->entity == ENTITY_CHALLENGE)
		buf_add(out, "Text of a new challenge");
	else if (d->entity == ENTITY_EVIDENCE || d->entity == ENTITY_GAP)
		buf_addf(out, "%s of %s", field_info(d->field)->label, d->entity == ENTITY_GAP ? "a new gap" : "a new item of evidence");
	else if (d->entity == ENTITY_WAIVER) {
		buf_add(out, "Reason to waive ");
		waiver_words(ui, d->id, out);
	} else
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

/* Opens the form of a draft with its text. */
static void drafts_take_up(struct ui *ui, size_t i)
{
	const struct draft *d = &ui->drafts.item[i];
	int leaf, node;

	switch (d->entity) {
	case ENTITY_ANSWER:
		leaf = tree_find(ui->work->tree, d->id);
		if (leaf != NODE_NONE)
			edit_answer(ui, leaf, answer_form_of(d->field), d);
		break;
	case ENTITY_READ_THROUGH:
		node = tree_find(ui->work->tree, d->id);
		if (node != NODE_NONE)
			edit_read_note(ui, node, d);
		break;
	case ENTITY_EVIDENCE:
		edit_evidence(ui, d->id, NODE_NONE, d);
		break;
	case ENTITY_GAP:
		edit_gap(ui, d->id, d);
		break;
	case ENTITY_WAIVER:
		edit_waiver(ui, d->id, d);
		break;
	case ENTITY_SUPPORT:
		edit_support(ui, d->id, d);
		break;
	case ENTITY_CHALLENGE:
		challenge_take_up(ui, d);
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
	if (letter == 'y' && !form_take_up(ui, ui->drafts.item[i].entity, ui->drafts.item[i].id))
		drafts_take_up(ui, i);
	if (letter == 'y')
		return;
	if (letter == 'd')
		forget(ui, i);
	else
		ui_say(ui, STYLE_DIM, "Kept; the dashboard lists it, and the command \"drafts\"");
}

/* The draft with what differs from the stored text marked, from a little before the first difference on. */
static void add_changes(const struct ui *ui, const struct draft *d, struct buf *out)
{
	struct buf stored = {0}, marked = {0};
	struct words_diff runs = {0};
	size_t from = 0, end;

	ui_text(ui, d->field, d->id, &stored);
	words_mark(buf_str(&stored), d->text, &marked, &runs);
	for (size_t i = 0; i < runs.n; i++)
		if (runs.run[i].kind != WORDS_SAME) {
			from = runs.run[i].at > SHOWN_BEFORE ? runs.run[i].at - SHOWN_BEFORE : 0;
			break;
		}
	while (from > 0 && from < marked.len && utf8_is_tail(marked.data[from]))
		from--;
	end = marked.len - from > SHOWN_BYTES ? from + SHOWN_BYTES : marked.len;
	while (end < marked.len && utf8_is_tail(marked.data[end]))
		end--;
	if (from > 0)
		buf_add(out, ui_glyph(ui, "…", "..."));
	buf_addn(out, buf_str(&marked) + from, end - from);
	if (end < marked.len)
		buf_add(out, ui_glyph(ui, "…", "..."));
	words_diff_release(&runs);
	buf_release(&stored);
	buf_release(&marked);
}

static void ask_about(struct ui *ui, size_t i)
{
	static const struct ask_answer answers[] = { { 'y', "take it up" }, { 'l', "later" }, { 'd', "throw it away" }, { 0, NULL } };
	struct buf q = {0}, shown = {0};
	char context[24];

	buf_add(&q, "Text that was never saved: ");
	draft_words(ui, &ui->drafts.item[i], &q);
	buf_addf(&q, ", from %s.", ui->drafts.item[i].at);
	add_changes(ui, &ui->drafts.item[i], &shown);
	snprintf(context, sizeof context, "%zu", i);
	ask_open(ui, buf_str(&q), buf_str(&shown), answers, 'y', context, draft_answered);
	buf_release(&q);
	buf_release(&shown);
}

void drafts_offer(struct ui *ui, enum entity e, const char *id)
{
	for (size_t i = 0; i < ui->drafts.n; i++)
		if (ui->drafts.item[i].entity == e && strcmp(ui->drafts.item[i].id, id) == 0) {
			ask_about(ui, i);
			return;
		}
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
	if (ui->drafts.n == 1 && (!ui->readonly || ui->review != NULL))
		ask_about(ui, 0);
	else if (ui->drafts.n > 0)
		do_drafts(ui);
}
