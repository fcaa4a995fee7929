/* What can be done to a gap. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/gap_filter.h"
#include "tui/ask.h"
#include "tui/challenges.h"
#include "tui/claim_commands.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/item_commands.h"
#include "tui/picker.h"

static const enum field gap_form[] = {
	FIELD_GAP, FIELD_ACTION, FIELD_GAP_OWNER, FIELD_DUE, FIELD_PRIORITY, FIELD_GAP_STATE, FIELD_GAP_AUDIENCE, FIELD_COUNT
};

static void set_claim(const struct ui *ui, struct changes *c, const char *gap, int leaf, bool on)
{
	char *id = link_id(gap, ui->work->tree->node[leaf].id);

	changes_set(c, ENTITY_GAP_CLAIM, id, work_revision(ui->work, ENTITY_GAP_CLAIM, id), FIELD_GAP_CLAIM_REMOVED, on ? NULL : "true");
	free(id);
}

/* ---- its claims ----------------------------------------------------------------------------- */

static bool gap_is_on(const struct ui *ui, const char *gap, int leaf)
{
	int g = work_find_gap(ui->work, gap);

	return g >= 0 && gap_about(ui->work->tree, &ui->work->gap[g], leaf);
}

static void claims_done(struct ui *ui, const char *gap, const int *leaf, const bool *on, size_t n)
{
	struct changes c = {0};
	int g;

	for (size_t i = 0; i < n; i++)
		set_claim(ui, &c, gap, leaf[i], on[i]);
	if (n > 0 && !ui_save(ui, "gap claims", &c))
		return;
	g = work_find_gap(ui->work, gap);
	if (g >= 0)
		ui_say(ui, STYLE_GOOD, "G%d is on %d claim%s", ui->work->gap[g].ref, ui->work->gap[g].n_claims, ui->work->gap[g].n_claims == 1 ? "" : "s");
}

void choose_gap_claims(struct ui *ui, const char *id, int start)
{
	int g = work_find_gap(ui->work, id);
	char title[64];

	if (g < 0 || !ui_may_write(ui))
		return;
	snprintf(title, sizeof title, " Claims that G%d is on ", ui->work->gap[g].ref);
	pick_claims(ui, title, id, start, gap_is_on, claims_done);
}

/* ---- writing -------------------------------------------------------------------------------- */

/* A new gap is saved together with the claim it was written for. */
static void with_claim(struct ui *ui, const char *id, const char *context, struct changes *c)
{
	int leaf = tree_find(ui->work->tree, context);

	if (leaf != NODE_NONE && !gap_is_on(ui, id, leaf))
		set_claim(ui, c, id, leaf, true);
}

static void written(struct ui *ui, const char *id, const char *context, bool saved)
{
	if (saved && work_find_gap(ui->work, id) >= 0)
		choose_gap_claims(ui, id, tree_find(ui->work->tree, context));
}

static void open_form(struct ui *ui, const char *id, int leaf, const struct draft *draft)
{
	int g = work_find_gap(ui->work, id);
	struct buf title = {0};
	struct form_ask ask = {
		.leaf = leaf, .entity = ENTITY_GAP, .id = id, .field = gap_form, .focus = FIELD_COUNT, .fresh = g < 0,
		.command = g < 0 ? "gap add" : "gap edit",
	};

	if (g < 0) {
		buf_add(&title, "New gap");
		ask.closed = written;
		ask.also = with_claim;
		ask.context = "";
	} else
		buf_addf(&title, "G%d", ui->work->gap[g].ref);
	if (leaf != NODE_NONE) {
		buf_addf(&title, " for %s", tree_leaf_name(ui->work->tree, leaf));
		ask.above = tree_wording(ui->work->tree, leaf);
		ask.context = ui->work->tree->node[leaf].id;
	}
	ask.title = buf_str(&title);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
}

void edit_gap(struct ui *ui, const char *id, const struct draft *draft)
{
	if (ui_may_write(ui))
		open_form(ui, id, NODE_NONE, draft);
}

void new_gap(struct ui *ui, int leaf)
{
	char id[ID_TEXT];

	if (!ui_may_write(ui))
		return;
	id_new(id);
	open_form(ui, id, leaf, NULL);
}

/* ---- p on a claim: a new gap, or one that is written down already ---------------------------------- */

static void fill_gaps(struct ui *ui, struct picker *p)
{
	for (int i = 0; i < ui->work->n_gap; i++) {
		const struct gap *g = &ui->work->gap[i];
		char ref[16], right[48];
		struct picker_row r = { .text = g->head != NULL ? g->head : "", .lead = ref, .lead_style = STYLE_KEY, .id = g->id, .right = right };

		if (!gap_outstanding(ui->work, g))
			continue;
		snprintf(ref, sizeof ref, "G%d", g->ref);
		snprintf(right, sizeof right, "%s", gap_is_on(ui, g->id, tree_find(ui->work->tree, picker_context(p))) ? "on this claim: Enter edits" :
		    "Enter adds this claim");
		picker_add(p, &r);
	}
}

static void take_gap(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	int leaf = tree_find(ui->work->tree, picker_context(p));
	struct changes c = {0};

	(void)typed;
	if (leaf == NODE_NONE)
		return;
	if (row->number == -1)
		new_gap(ui, leaf);
	else if (gap_is_on(ui, row->id, leaf))
		edit_gap(ui, row->id, NULL);
	else {
		set_claim(ui, &c, row->id, leaf, true);
		if (ui_save(ui, "gap claims", &c))
			ui_say(ui, STYLE_GOOD, "%s is now on %s", row->lead, tree_leaf_name(ui->work->tree, leaf));
	}
}

static void fill_new_and_gaps(struct ui *ui, struct picker *p)
{
	picker_add(p, &(struct picker_row){ .text = "write down a new gap", .lead = "new", .lead_style = STYLE_GOOD, .number = -1 });
	fill_gaps(ui, p);
}

static const struct picker_ops gap_picker = { .title = " Gap ", .keeps_order = true, .fill = fill_new_and_gaps, .take = take_gap };

static bool any_outstanding(const struct ui *ui)
{
	for (int i = 0; i < ui->work->n_gap; i++)
		if (gap_outstanding(ui->work, &ui->work->gap[i]))
			return true;
	return false;
}

void do_gap(struct ui *ui)
{
	int leaf = ui_subject_leaf(ui);

	if (leaf == NODE_NONE) {
		ui_say(ui, STYLE_WARNING, "A gap belongs to claims without claims below them: open one");
		return;
	}
	if (!ui_may_write(ui))
		return;
	if (any_outstanding(ui))
		picker_open(ui, &gap_picker, ui->work->tree->node[leaf].id, NULL, NULL);
	else
		new_gap(ui, leaf);
}

/* ---- new and edit, in the Evidence and Gaps views --------------------------------------------------- */

void do_new(struct ui *ui)
{
	char id[ID_TEXT];

	if (!ui_may_write(ui))
		return;
	if (ui->current == VIEW_GAPS) {
		new_gap(ui, NODE_NONE);
		return;
	}
	id_new(id);
	edit_evidence(ui, id, NODE_NONE, NULL);
}

void do_edit(struct ui *ui)
{
	struct target t;
	char *id;

	if (!ui_subject(ui, &t))
		return;
	id = xstrdup_or_null(t.id);
	if (t.kind == TARGET_EVIDENCE)
		edit_evidence(ui, id, NODE_NONE, NULL);
	else if (t.kind == TARGET_GAP)
		edit_gap(ui, id, NULL);
	else if (t.kind == TARGET_CHALLENGE)
		challenge_menu(ui, id);
	else
		edit_assessment(ui, NULL);
	free(id);
}

/* ---- removing ------------------------------------------------------------------------- */

static void remove_done(struct ui *ui, const char *id, char letter)
{
	int g = work_find_gap(ui->work, id), ref;
	struct changes c = {0};

	if (letter != 'r' || g < 0)
		return;
	ref = ui->work->gap[g].ref;
	changes_set(&c, ENTITY_GAP, id, ui->work->gap[g].revision, FIELD_GAP_REMOVED, "true");
	if (ui_save(ui, "gap remove", &c))
		ui_say(ui, STYLE_GOOD, "G%d removed; u takes it back", ref);
}

/* Claims of which nothing would say any more what is missing, although something is. */
static void add_cost(const struct ui *ui, int g, struct buf *out)
{
	const struct gap *gap = &ui->work->gap[g];
	bool any = false;

	for (int i = 0; i < gap->n_claims; i++)
		if (standing_unsaid_without(ui->work, gap->claim[i], g)) {
			buf_addf(out, "%s%s", any ? ", " : "Nothing would say any more what is missing for ", tree_leaf_name(ui->work->tree, gap->claim[i]));
			any = true;
		}
	if (any)
		buf_add(out, ". ");
}

void remove_gap(struct ui *ui, const char *id)
{
	static const struct ask_answer answers[] = { { 'r', "remove it" }, { 'k', "keep it" }, { 0, NULL } };
	int g = work_find_gap(ui->work, id);
	struct buf q = {0};

	if (g < 0)
		return;
	add_cost(ui, g, &q);
	buf_addf(&q, "Remove G%d from %d claim%s? A gap that is mended is closed, not removed.", ui->work->gap[g].ref, ui->work->gap[g].n_claims,
	    ui->work->gap[g].n_claims == 1 ? "" : "s");
	ask_open(ui, buf_str(&q), ui->work->gap[g].head, answers, 0, id, remove_done);
	buf_release(&q);
}

void remove_link_here(struct ui *ui, const char *claim)
{
	struct layer *l = ui_view_layer(ui);
	struct target t;
	struct changes c = {0};
	int leaf = tree_find(ui->work->tree, claim);

	if (leaf == NODE_NONE || !l->ops->subject(ui, l, &t))
		return;
	if (t.kind == TARGET_EVIDENCE) {
		ask_unlink(ui, t.id, leaf);
		return;
	}
	if (t.kind != TARGET_GAP)
		return;
	set_claim(ui, &c, t.id, leaf, false);
	if (ui_save(ui, "gap claims", &c))
		ui_say(ui, STYLE_GOOD, "The gap is no longer on %s", tree_leaf_name(ui->work->tree, leaf));
}
