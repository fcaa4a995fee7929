/* What the cursor of the Links view stands on, in words: whether the item supports the claim, what the item
 * carries, how the claim stands. */
#include "config.h"

#include <string.h>

#include "tui/links.h"

const char *links_claim_name(const struct ui *ui, const struct links *v)
{
	const struct links_group *g = links_group_at(v);

	if (g == NULL)
		return "";
	return tree_short_name(ui->work->tree, links_leaf(v) != NODE_NONE ? links_leaf(v) : g->node);
}

/* ---- the cell ------------------------------------------------------------------------------------ */

static int links_within(const struct ui *ui, const struct links *v, int item, int col)
{
	int n = 0;

	for (int i = ui->work->evidence[item].first_support; i >= 0; i = ui->work->support[i].next_of_evidence)
		n += v->col_of[ui->work->support[i].claim] == col;
	return n;
}

static void support_words(const struct ui *ui, const struct links *v, const struct support *s, struct buf *out)
{
	const struct work *w = ui->work;
	const struct evidence *e = &w->evidence[s->evidence];

	buf_addf(out, "%ssupports %s", support_counts(w, s) && v->counting[s->claim] == 1 ? "alone " : "", links_claim_name(ui, v));
	if (!e->has_detail && !e->has_location)
		buf_add(out, ", but does not count: a bare title");
	else if (!support_counts(w, s))
		buf_add(out, ", but does not count: the link is challenged");
	if (!s->has_note)
		return;
	buf_add(out, ", with a note");
	if (v->note_of != NULL && strcmp(v->note_of, s->id) == 0)
		buf_addf(out, ": %s", v->note);
}

void links_cell_words(const struct ui *ui, const struct links *v, struct buf *out)
{
	int item = links_item(v), leaf = links_leaf(v), support;
	const struct links_group *g = links_group_at(v);

	if (item < 0 || g == NULL)
		return;
	buf_addf(out, "E%d ", ui->work->evidence[item].ref);
	if (leaf == NODE_NONE) {
		buf_addf(out, "supports %d of the %d claims of %s shown; z unfolds them", links_within(ui, v, item, v->at), g->n_leaves,
		    links_claim_name(ui, v));
		return;
	}
	support = work_find_support(ui->work, item, leaf);
	if (support >= 0)
		support_words(ui, v, &ui->work->support[support], out);
	else
		buf_addf(out, "does not support %s%s", links_claim_name(ui, v), links_needs_support(ui, v, leaf) ? ": nothing does yet that counts" : "");
}

/* ---- the item -------------------------------------------------------------------------------------- */

void links_item_words(const struct ui *ui, const struct links *v, int evidence, struct buf *out)
{
	const struct evidence *e = &ui->work->evidence[evidence];
	int sole = links_sole(ui, v, evidence);
	char day[DATE_TEXT];

	if (e->n_supports == 0)
		buf_add(out, "no claim: unused");
	else
		buf_addf(out, "%d claim%s", e->n_supports, e->n_supports == 1 ? "" : "s");
	if (sole > 0)
		buf_addf(out, ", the only support of %d", sole);
	if (!e->has_detail && !e->has_location)
		buf_add(out, ", a bare title");
	if (e->review_by != DATE_NONE && e->review_by < ui->today)
		buf_add(out, ", past review");
	if (e->kind >= 0)
		buf_addf(out, "; %s", field_info(FIELD_KIND)->values[e->kind]);
	if (e->owner != NULL)
		buf_addf(out, ", %s", e->owner);
	if (e->collected != DATE_NONE) {
		date_print(e->collected, day);
		buf_addf(out, ", %s", day);
	}
}

/* ---- the claim ------------------------------------------------------------------------------------- */

void links_claim_words(const struct ui *ui, const struct links *v, struct buf *out)
{
	const struct links_group *g = links_group_at(v);
	int leaf = links_leaf(v), all;

	if (g == NULL)
		return;
	if (leaf == NODE_NONE) {
		buf_add(out, standing_words(&ui->standing, g->node));
		return;
	}
	all = ui->work->n_supports[leaf];
	buf_addf(out, "%s%s, ", ui->work->tree->node[leaf].asked_as == NULL ? "advisory, " : "", standing_words(&ui->standing, leaf));
	if (all == 0)
		buf_add(out, "no support");
	else if (v->counting[leaf] == all)
		buf_addf(out, "%d support%s", all, all == 1 ? "s it" : " it");
	else
		buf_addf(out, "%d of %d count%s", v->counting[leaf], all, v->counting[leaf] == 1 ? "s" : "");
}
