/* The page of why, for a node, an item of evidence and a gap. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/cost.h"
#include "tui/why.h"

enum { INDENT = 2, REASON_INDENT = 6 };

void why_name(const struct ui *ui, const struct target *t, struct buf *out)
{
	const struct work *w = ui->work;
	int at;

	if (t->kind == TARGET_EVIDENCE && (at = work_find_evidence(w, t->id)) >= 0)
		buf_addf(out, "E%d", w->evidence[at].ref);
	else if (t->kind == TARGET_GAP && (at = work_find_gap(w, t->id)) >= 0)
		buf_addf(out, "G%d", w->gap[at].ref);
	else if (t->kind == TARGET_NODE && (at = tree_find(w->tree, t->id)) >= 0)
		ui_claim_name(ui, at, out);
	else
		buf_add(out, "what is no longer there");
}

/* ---- what is tried ------------------------------------------------------------------------------------ */

static void tried_line(const struct ui *ui, const struct why_tried *t, struct page *p)
{
	const struct work *w = ui->work;
	int at;

	page_line(p);
	page_indent(p, INDENT);
	if (t->kind == TARGET_EVIDENCE && (at = work_find_evidence(w, t->id)) >= 0)
		page_addf(p, STYLE_WARNING, "without E%d %s", w->evidence[at].ref, w->evidence[at].title != NULL ? w->evidence[at].title : "");
	else if (t->kind == TARGET_GAP && (at = work_find_gap(w, t->id)) >= 0)
		page_addf(p, STYLE_WARNING, "if G%d were closed", w->gap[at].ref);
	else if (t->kind == TARGET_NODE && (at = tree_find(w->tree, t->id)) >= 0)
		page_addf(p, STYLE_WARNING, "if %s %s were evidenced", tree_leaf_name(w->tree, at), w->tree->node[at].label);
	page_target(p, t->kind, t->id, 0);
}

static void claimable_line(const struct ui *ui, enum style s, const char *words, const int *principle, int n, struct page *p)
{
	struct buf b = {0};

	if (n == 0)
		return;
	buf_addf(&b, "%s: ", words);
	for (int i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i > 0 ? ", " : "", ui->work->tree->node[principle[i]].id);
	page_paragraph(p, s, INDENT, buf_str(&b));
	buf_release(&b);
}

static void effect_lines(const struct ui *ui, const struct ui *seen, const struct trial_effect *e, struct page *p)
{
	page_heading(p, "What that would change (%d)", e->n);
	claimable_line(ui, STYLE_GOOD, "Could be claimed then", e->gained, e->n_gained, p);
	claimable_line(ui, STYLE_WARNING, "Could no longer be claimed", e->lost, e->n_lost, p);
	for (int i = 0; i < e->n; i++) {
		why_node_line(seen, e->node[i], p);
		page_right(p, STYLE_DIM, "%s %s %s", standing_words(&ui->standing, e->node[i]), ui_glyph(ui, "→", "->"),
		    standing_words(&seen->standing, e->node[i]));
	}
	if (e->n == 0) {
		page_line(p);
		page_indent(p, INDENT);
		page_add(p, STYLE_DIM, "no standing");
	}
}

static void tried_lines(const struct ui *ui, const struct ui *seen, const struct why_layer *l, const struct trial_effect *e, struct page *p)
{
	if (l->n_tried == 0)
		return;
	page_line(p);
	page_add(p, STYLE_HEADING, "Tried, nothing is saved");
	for (size_t i = 0; i < l->n_tried; i++)
		tried_line(ui, &l->tried[i], p);
	effect_lines(ui, seen, e, p);
	page_line(p);
}

/* ---- a node --------------------------------------------------------------------------------------------- */

static void in_the_way(const struct ui *ui, int node, struct page *p)
{
	int n, *leaf = standing_because(&ui->standing, ui->work->tree, node, &n);

	if (tree_is_leaf(ui->work->tree, node)) {
		why_reasons(ui, node, -1, INDENT, p);
		free(leaf);
		return;
	}
	if (n > 0)
		page_heading(p, "In the way (%d)", n);
	for (int i = 0; i < n; i++) {
		why_node_line(ui, leaf[i], p);
		why_reasons(ui, leaf[i], -1, REASON_INDENT, p);
	}
	free(leaf);
}

/* The nodes of a list, each with its words. */
static void worded(const struct ui *ui, const int *node, int n, struct page *p)
{
	for (int i = 0; i < n; i++) {
		why_node_line(ui, node[i], p);
		why_wording(ui, node[i], p);
	}
}

static void upwards(const struct ui *ui, int node, struct page *p)
{
	int obstacles, n, *up = standing_holds_up(ui->work->tree, node, &n);

	free(standing_because(&ui->standing, ui->work->tree, node, &obstacles));
	if (n > 0)
		page_heading(p, obstacles > 0 ? "Without full support while it is so (%d)" : "Holds up (%d)", n);
	worded(ui, up, n, p);
	free(up);
}

static void node_page(const struct ui *ui, int node, struct page *p)
{
	struct buf b = {0};
	const char *remark = ui->work->tree->node[node].remark;

	page_paragraph(p, STYLE_TITLE, 0, tree_wording(ui->work->tree, node));
	buf_addf(&b, "%s ", standing_glyph(&ui->standing, node, ui->ascii));
	standing_sentence(&b, &ui->standing, ui->work, node);
	why_opening(p, ui_standing_style(ui, node), 0, buf_str(&b), TARGET_NODE, ui->work->tree->node[node].id);
	if (remark != NULL)
		page_paragraph(p, STYLE_WARNING, 0, remark);
	in_the_way(ui, node, p);
	upwards(ui, node, p);
	why_takes(ui, node, p);
	why_rests_on(ui, node, p);
	buf_release(&b);
}

/* ---- nodes above several claims ----------------------------------------------------------------------------- */

/* In tree order, each once; themes left out. Yours. */
static int *all_above(const struct tree *t, const int *leaf, int n, int *n_above)
{
	bool *above = xcalloc((size_t)t->n_nodes + 1, sizeof *above);
	int *node = xcalloc((size_t)t->n_nodes + 1, sizeof *node);

	*n_above = 0;
	for (int i = 0; i < n; i++)
		for (int up = t->node[leaf[i]].parent; up != NODE_NONE && t->node[up].kind != NODE_THEME; up = t->node[up].parent)
			above[up] = true;
	for (int i = 0; i < t->n_nodes; i++)
		if (above[i])
			node[(*n_above)++] = i;
	free(above);
	return node;
}

static void consequences(const struct ui *ui, const char *heading, const int *leaf, int n, struct page *p)
{
	int n_above, *above = all_above(ui->work->tree, leaf, n, &n_above);

	if (n_above > 0)
		page_heading(p, "%s (%d)", heading, n_above);
	worded(ui, above, n_above, p);
	free(above);
}

/* ---- an item of evidence ---------------------------------------------------------------------------------------- */

static void evidence_page(const struct ui *ui, int evidence, struct page *p)
{
	const struct evidence *e = &ui->work->evidence[evidence];
	struct cost cost;

	why_opening(p, STYLE_TITLE, 0, e->title != NULL ? e->title : "(no title)", TARGET_EVIDENCE, e->id);
	cost_of_evidence(&cost, ui->work, evidence, NULL, 0);
	if (cost.n_without + cost.n_some == 0)
		page_paragraph(p, STYLE_DIM, 0, e->n_supports > 0 ? "Without it no claim in scope would lose support that counts" :
		    "It supports no claim yet");
	if (cost.n_without > 0)
		page_heading(p, "Left with no support without it (%d)", cost.n_without);
	worded(ui, cost.without, cost.n_without, p);
	if (cost.n_some > 0)
		page_heading(p, "Would lose some: judge again (%d)", cost.n_some);
	worded(ui, cost.some, cost.n_some, p);
	consequences(ui, "Without full support then", cost.without, cost.n_without, p);
	cost_release(&cost);
}

/* ---- a gap ------------------------------------------------------------------------------------------------------- */

static void gap_text(const struct ui *ui, const struct gap *g, struct page *p)
{
	struct buf gap = {0}, plan = {0};

	ui_text(ui, FIELD_GAP, g->id, &gap);
	why_opening(p, STYLE_TITLE, 0, gap.len > 0 ? buf_str(&gap) : "(nothing written)", TARGET_GAP, g->id);
	why_gap_facts(ui, g, 0, p);
	if (g->has_action) {
		buf_add(&plan, "Plan: ");
		ui_text(ui, FIELD_ACTION, g->id, &plan);
		page_paragraph(p, STYLE_DIM, 0, buf_str(&plan));
	}
	buf_release(&gap);
	buf_release(&plan);
}

static void gap_page(const struct ui *ui, int gap, struct page *p)
{
	const struct gap *g = &ui->work->gap[gap];
	int *leaf = xcalloc((size_t)g->n_claims + 1, sizeof *leaf), n = 0;

	for (int i = 0; gap_outstanding(ui->work, g) && i < g->n_claims; i++)
		if (standing_needs(&ui->standing, g->claim[i]))
			leaf[n++] = g->claim[i];
	gap_text(ui, g, p);
	if (n == 0)
		page_paragraph(p, STYLE_DIM, 0, gap_outstanding(ui->work, g) ? "No claim that counts waits for it" : "Nothing waits for it: it is not outstanding");
	else
		page_heading(p, "Waiting for it (%d)", n);
	for (int i = 0; i < n; i++) {
		why_node_line(ui, leaf[i], p);
		why_wording(ui, leaf[i], p);
		why_reasons(ui, leaf[i], gap, REASON_INDENT, p);
	}
	consequences(ui, "Without full support with them", leaf, n, p);
	free(leaf);
}

/* ---- all ---------------------------------------------------------------------------------------------------------- */

/* An item that is tried without is shown with what rests on it as it is: that is what the trial takes. */
void why_page(const struct ui *ui, const struct ui *seen, const struct why_layer *l, const struct trial_effect *effect, struct page *p)
{
	const struct target *t = &l->about;
	const struct ui *as = t->kind != TARGET_NODE && why_has_tried(l, t->kind, t->id) ? ui : seen;
	int at;

	tried_lines(ui, seen, l, effect, p);
	if (t->kind == TARGET_EVIDENCE && (at = work_find_evidence(as->work, t->id)) >= 0)
		evidence_page(as, at, p);
	else if (t->kind == TARGET_GAP && (at = work_find_gap(as->work, t->id)) >= 0)
		gap_page(as, at, p);
	else if (t->kind == TARGET_NODE && (at = tree_find(as->work->tree, t->id)) >= 0)
		node_page(as, at, p);
	else
		page_paragraph(p, STYLE_WARNING, 0, "It is no longer there: somebody removed it");
}
