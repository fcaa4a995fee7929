/* The Dashboard: what can be claimed today, what was set aside for it, and what was approved. */
#include "config.h"

#include <stdlib.h>

#include "core/approval.h"
#include "tui/dashboard.h"

enum { REMARK_INDENT = 2, REMARK_LINES = 4 };

void dash_node(const struct ui *ui, int node, struct page *p)
{
	const struct node *n = &ui->work->tree->node[node];
	bool leaf = tree_is_leaf(ui->work->tree, node);

	page_line(p);
	page_addf(p, ui_standing_style(ui, node), "%s ", standing_glyph(&ui->standing, node, ui->ascii));
	page_addf(p, STYLE_LINK, "%s ", leaf ? tree_leaf_name(ui->work->tree, node) : n->id);
	page_add(p, STYLE_TEXT, n->label);
	page_target(p, TARGET_NODE, n->id, 0);
}

static bool claimable_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int n, *principle = standing_all_claimable(&ui->standing, ui->work->tree, &n);

	(void)d;
	buf_add(title, "Can be claimed today");
	buf_addf(more, "%d of %d", n, standing_principles_in_scope(&ui->standing, ui->work->tree));
	free(principle);
	return true;
}

static bool has_remark(const struct ui *ui, int principle)
{
	return ui->work->tree->node[principle].remark != NULL;
}

/* In a word or two what has to be said with the claim. */
static void claim_right(const struct ui *ui, int principle, struct page *p)
{
	int aside = ui->standing.counts[principle].leaf[LEAF_SET_ASIDE];
	struct buf b = {0};

	if (aside > 0)
		buf_addf(&b, "%s %d set aside", leaf_standing_glyph(LEAF_SET_ASIDE, ui->ascii), aside);
	if (has_remark(ui, principle))
		buf_addf(&b, "%ssee remark", b.len > 0 ? ", " : "");
	if (b.len > 0)
		page_right(p, STYLE_WARNING, "%s", buf_str(&b));
	buf_release(&b);
}

/* What was set aside for the claim and the source's remark: whole where there is room. */
static void claimable_line(const struct ui *ui, int principle, bool whole, struct page *p)
{
	struct buf words = {0};

	dash_node(ui, principle, p);
	if (whole && has_remark(ui, principle)) {
		standing_claim_words(&words, &ui->standing, ui->work->tree, principle);
		page_excerpt(p, STYLE_WARNING, REMARK_INDENT, buf_str(&words), REMARK_LINES);
	} else
		claim_right(ui, principle, p);
	buf_release(&words);
}

static void claimable_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	int n, remarks = 0, *principle = standing_all_claimable(&ui->standing, ui->work->tree, &n);

	(void)d;
	for (int i = 0; i < n; i++)
		remarks += has_remark(ui, principle[i]);
	for (int i = 0; i < n; i++)
		claimable_line(ui, principle[i], rows >= n + remarks * REMARK_LINES, p);
	if (n == 0) {
		page_line(p);
		page_add(p, STYLE_DIM, "no principle yet");
	}
	free(principle);
}

const struct section_info section_claimable = { .head = claimable_head, .write = claimable_write, .least = 3 };

/* ---- approvals ------------------------------------------------------------------------------------ */

static bool is_newest(const struct work *w, int approval)
{
	return w->approval[approval].principle >= 0 && approval_of(w, w->approval[approval].principle) == approval;
}

static bool has_lapsed(const struct dashboard *d, int approval)
{
	return d->past.approvals_known && approval < d->past.n_stands && !d->past.stands[approval];
}

static bool approvals_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int n = 0, lapsed = 0;

	for (int i = 0; i < ui->work->n_approval; i++) {
		n += is_newest(ui->work, i);
		lapsed += is_newest(ui->work, i) && has_lapsed(d, i);
	}
	buf_add(title, "Approved");
	buf_addf(more, "%d", n);
	if (lapsed > 0)
		buf_addf(more, ", %d lapsed", lapsed);
	return n > 0;
}

/* Those that lapsed first: they are to be asked for again. */
static void approvals_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	const struct work *w = ui->work;

	(void)rows;
	for (int lapsed = 1; lapsed >= 0; lapsed--)
		for (int i = 0; i < w->n_approval; i++) {
			const struct approval *a = &w->approval[i];

			if (!is_newest(w, i) || has_lapsed(d, i) != (lapsed != 0))
				continue;
			dash_node(ui, a->principle, p);
			page_right(p, lapsed ? STYLE_WARNING : STYLE_DIM, "%s%s%s", lapsed ? "LAPSED" : d->past.approvals_known ? "stands" : "approved",
			    a->by != NULL ? ", " : "", a->by != NULL ? a->by : "");
		}
}

const struct section_info section_approvals = { .head = approvals_head, .write = approvals_write, .least = 3 };
