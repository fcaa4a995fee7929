/* Parts of the page of why: what is missing at a claim, what it takes, what it rests on. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/reason.h"
#include "core/takes.h"
#include "tui/why.h"

enum { CLAIM_INDENT = 2, ITEMS_SHOWN = 30 };

void why_node_line(const struct ui *ui, int node, struct page *p)
{
	const struct tree *t = ui->work->tree;

	page_line(p);
	page_indent(p, CLAIM_INDENT);
	page_addf(p, ui_standing_style(ui, node), "%s ", standing_glyph(&ui->standing, node, ui->ascii));
	page_addf(p, STYLE_LINK, "%s ", tree_is_leaf(t, node) ? tree_leaf_name(t, node) : t->node[node].id);
	page_add(p, STYLE_TEXT, t->node[node].label);
	page_right(p, STYLE_DIM, "%s", standing_words(&ui->standing, node));
	page_target(p, TARGET_NODE, t->node[node].id, 0);
}

void why_wording(const struct ui *ui, int node, struct page *p)
{
	page_paragraph(p, STYLE_DIM, CLAIM_INDENT * 2, tree_wording(ui->work->tree, node));
}

/* The first line is the stop: the cursor passes over the others. */
void why_opening(struct page *p, enum style s, int indent, const char *text, enum target_kind kind, const char *id)
{
	int from = p->n;

	page_paragraph(p, s, indent, text);
	if (from < p->n && kind != TARGET_NONE)
		p->line[from].target = (struct target){ .kind = kind, .id = arena_strdup(&p->arena, id) };
}

void why_gap_facts(const struct ui *ui, const struct gap *g, int indent, struct page *p)
{
	bool over = gap_overdue(ui->work, g, ui->today);
	char due[DATE_TEXT], relative[40];

	page_line(p);
	page_indent(p, indent);
	p->line[p->n - 1].continued = true;
	page_add(p, STYLE_DIM, value_words(FIELD_GAP_STATE, (int)g->state));
	if (g->priority >= 0)
		page_addf(p, STYLE_DIM, ", %s", field_info(FIELD_PRIORITY)->values[g->priority]);
	if (g->due != DATE_NONE) {
		date_print(g->due, due);
		date_relative(g->due, ui->today, relative, sizeof relative);
		page_addf(p, over ? STYLE_OVERDUE : STYLE_DIM, ", %s %s (%s)", over ? "OVERDUE" : "due", due, relative);
	}
	if (g->owner != NULL)
		page_addf(p, STYLE_DIM, ", %s", g->owner);
}

static void reason_line(const struct ui *ui, int leaf, const struct reason *r, int indent, struct page *p)
{
	const struct work *w = ui->work;
	struct buf b = {0};

	reason_words(&b, w, leaf, r);
	if (r->kind == REASON_GAP) {
		why_opening(p, STYLE_TEXT, indent, buf_str(&b), TARGET_GAP, w->gap[r->gap].id);
		why_gap_facts(ui, &w->gap[r->gap], indent + 2, p);
	} else if (r->evidence >= 0) {
		why_opening(p, STYLE_TEXT, indent, buf_str(&b), TARGET_EVIDENCE, w->evidence[r->evidence].id);
	} else {
		why_opening(p, r->kind == REASON_CHALLENGE ? STYLE_CHALLENGED : STYLE_TEXT, indent, buf_str(&b), TARGET_NONE, NULL);
	}
	buf_release(&b);
}

void why_reasons(const struct ui *ui, int leaf, int except_gap, int indent, struct page *p)
{
	struct reasons r;

	reasons_of(&r, ui->work, leaf);
	for (size_t i = 0; i < r.n; i++)
		if (r.item[i].kind != REASON_GAP || r.item[i].gap != except_gap)
			reason_line(ui, leaf, &r.item[i], indent, p);
	reasons_release(&r);
}

/* ---- what it takes --------------------------------------------------------------------------------------- */

static void piece_line(const struct ui *ui, const struct piece *piece, struct page *p)
{
	struct buf b = {0};
	const struct work *w = ui->work;

	buf_add(&b, "- ");
	piece_words(&b, w, piece);
	if (piece->act == PIECE_CLOSE)
		why_opening(p, STYLE_TEXT, CLAIM_INDENT * 2, buf_str(&b), TARGET_GAP, w->gap[piece->gap].id);
	else if (piece->act == PIECE_DETAIL)
		why_opening(p, STYLE_TEXT, CLAIM_INDENT * 2, buf_str(&b), TARGET_EVIDENCE, w->evidence[piece->evidence].id);
	else
		why_opening(p, STYLE_TEXT, CLAIM_INDENT * 2, buf_str(&b), TARGET_NODE, w->tree->node[piece->leaf].id);
	buf_release(&b);
}

static void pieces_of(const struct ui *ui, const struct takes *t, enum piece_effort e, const char *heading, struct page *p)
{
	if (t->effort[e] == 0)
		return;
	page_paragraph(p, STYLE_DIM, CLAIM_INDENT, heading);
	for (size_t i = 0; i < t->n; i++)
		if (piece_effort(t->piece[i].act) == e)
			piece_line(ui, &t->piece[i], p);
}

void why_takes(const struct ui *ui, int node, struct page *p)
{
	struct takes t;
	struct buf b = {0};

	takes_of(&t, ui->work, &ui->standing, node);
	takes_sentence(&b, &t, ui->work->tree, node);
	page_heading(p, "What it takes");
	page_paragraph(p, STYLE_TEXT, CLAIM_INDENT, buf_str(&b));
	pieces_of(ui, &t, EFFORT_FILE, "Link, affirm or decide", p);
	pieces_of(ui, &t, EFFORT_WRITE, "Write", p);
	pieces_of(ui, &t, EFFORT_DO, "Do", p);
	if (t.n > 0)
		page_paragraph(p, STYLE_DIM, CLAIM_INDENT, takes_caution);
	buf_release(&b);
	takes_release(&t);
}

/* ---- what it rests on -------------------------------------------------------------------------------------- */

struct carrier {
	int evidence, only, some;       /* claims that would be left without support, and that would lose some */
};

static int compare_carriers(const void *a, const void *b)
{
	const struct carrier *x = a, *y = b;

	return x->only != y->only ? y->only - x->only : x->evidence - y->evidence;
}

/* What carries the claims in scope at or below `node`, by what would be lost; *n of them, yours. */
static struct carrier *find_carriers(const struct work *w, int node, int *n)
{
	struct carrier *all = xcalloc((size_t)w->n_evidence + 1, sizeof *all);

	*n = 0;
	for (int i = 0; i < w->n_evidence; i++)
		all[i].evidence = i;
	for (int leaf = node; leaf < w->tree->node[node].end; leaf++) {
		bool only = w->n_supports[leaf] > 0 && work_counting(w, leaf) == 1;

		if (w->n_supports[leaf] == 0 || !work_in_scope(w, w->tree->node[leaf].principle))
			continue;
		for (int s = w->first_support[leaf]; s >= 0; s = w->support[s].next_of_claim)
			if (support_counts(w, &w->support[s]))
				*(only ? &all[w->support[s].evidence].only : &all[w->support[s].evidence].some) += 1;
	}
	for (int i = 0; i < w->n_evidence; i++)
		if (all[i].only + all[i].some > 0)
			all[(*n)++] = all[i];
	qsort(all, (size_t)*n, sizeof *all, compare_carriers);
	return all;
}

static void carrier_line(const struct ui *ui, const struct carrier *c, bool leaf, struct page *p)
{
	const struct evidence *e = &ui->work->evidence[c->evidence];

	page_line(p);
	page_indent(p, CLAIM_INDENT);
	page_addf(p, STYLE_LINK, "E%d ", e->ref);
	page_add(p, STYLE_TEXT, e->title != NULL ? e->title : "(no title)");
	if (c->only > 0 && leaf)
		page_right(p, STYLE_WARNING, "only this");
	else if (c->only > 0)
		page_right(p, STYLE_WARNING, "alone for %d", c->only);
	page_target(p, TARGET_EVIDENCE, e->id, 0);
}

void why_rests_on(const struct ui *ui, int node, struct page *p)
{
	int n;
	struct carrier *c = find_carriers(ui->work, node, &n);

	if (n > 0)
		page_heading(p, "Rests on (%d)", n);
	for (int i = 0; i < n && i < ITEMS_SHOWN; i++)
		carrier_line(ui, &c[i], tree_is_leaf(ui->work->tree, node), p);
	if (n > ITEMS_SHOWN) {
		page_line(p);
		page_indent(p, CLAIM_INDENT);
		page_addf(p, STYLE_DIM, "and %d more, of which each would leave fewer claims without", n - ITEMS_SHOWN);
	}
	free(c);
}
