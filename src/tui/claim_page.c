/* Everything about one node of the tree as a page. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/gap_filter.h"
#include "core/strategy.h"
#include "tui/approvals.h"
#include "tui/challenges.h"
#include "tui/claim_page.h"
#include "tui/remarks.h"
#include "tui/split.h"
#include "tui/suggestions.h"

enum { EVIDENCE_INDENT = 2 };

/* ---- wording and place ---------------------------------------------------------------------- */

static void wording(const struct ui *ui, int node, struct page *p)
{
	const struct node *n = &ui->work->tree->node[node];

	page_paragraph(p, STYLE_TITLE, 0, tree_wording(ui->work->tree, node));
	if (tree_wordings_differ(ui->work->tree, node)) {
		struct buf b = {0};

		buf_addf(&b, "In the tree: %s", n->text);
		page_paragraph(p, STYLE_DIM, 0, buf_str(&b));
		buf_release(&b);
	}
	if (n->code_text != NULL) {
		struct buf b = {0};

		buf_addf(&b, "In the Code: %s", n->code_text);
		page_paragraph(p, STYLE_DIM, 0, buf_str(&b));
		buf_release(&b);
	}
	if (n->aim != NULL)
		page_paragraph(p, STYLE_TEXT, 0, n->aim);
}

/* The nodes above, nearest first, each a step that can be taken. */
static void crumbs(const struct ui *ui, int node, struct page *p)
{
	static const char lead[] = "holds up ";
	const struct tree *t = ui->work->tree;
	int n, *above = standing_holds_up(t, node, &n);

	for (int i = 0; i < n; i++) {
		page_line(p);
		if (i > 0)
			page_indent(p, (int)sizeof lead - 1);
		else
			page_add(p, STYLE_DIM, lead);
		page_addf(p, ui_standing_style(ui, above[i]), "%s ", standing_glyph(&ui->standing, above[i], ui->ascii));
		page_addf(p, STYLE_LINK, "%s ", t->node[above[i]].id);
		page_add(p, STYLE_TEXT, t->node[above[i]].label);
		page_target(p, TARGET_NODE, t->node[above[i]].id, 0);
	}
	free(above);
}

/* What the source remarks on a node is to be read at everything below it, before anybody claims it. */
static void remark(const struct ui *ui, int node, struct page *p)
{
	const struct tree *t = ui->work->tree;
	int of = strategy_remarked(t, node);
	struct buf b = {0};

	if (of == NODE_NONE)
		return;
	if (of != node)
		buf_addf(&b, "On %s: ", t->node[of].id);
	buf_add(&b, t->node[of].remark);
	page_paragraph(p, STYLE_WARNING, 0, buf_str(&b));
	buf_release(&b);
}

static void place(const struct ui *ui, int node, struct page *p)
{
	crumbs(ui, node, p);
	if (ui->work->tree->node[node].must_be_public) {
		page_line(p);
		page_add(p, STYLE_DIM, "what shows this must be public");
	}
	remark(ui, node, p);
}

/* How the claim is argued by those below it; `brief`: not what that means, nor how sure its place is. */
static void strategy_item(const struct tree *t, const struct strategy *s, bool brief, struct page *p)
{
	struct buf b = {0};

	if (s->kind != STRATEGY_NOTE && s->node != NODE_NONE && !brief)
		buf_addf(&b, "%s is ", t->node[s->node].id);
	strategy_words(&b, s);
	page_paragraph(p, brief ? STYLE_DIM : STYLE_TEXT, brief ? EVIDENCE_INDENT : 0, buf_str(&b));
	if (!brief) {
		page_paragraph(p, STYLE_DIM, EVIDENCE_INDENT, strategy_kind_meaning(s->kind));
		buf_clear(&b);
		strategy_basis(&b, s);
		page_paragraph(p, STYLE_DIM, EVIDENCE_INDENT, buf_str(&b));
	}
	buf_release(&b);
}

static void strategies(const struct ui *ui, int node, bool brief, struct page *p)
{
	const struct tree *t = ui->work->tree;
	bool first = true;

	for (size_t i = 0; i < t->n_strategies; i++) {
		if (!strategy_is_with(&t->strategy[i], node) || (!brief && strategy_is_remark(t, &t->strategy[i])))
			continue;
		if (first && !brief)
			page_line(p);
		first = false;
		strategy_item(t, &t->strategy[i], brief, p);
	}
}

/* ---- the answer ----------------------------------------------------------------------------- */

static void standing_line(const struct ui *ui, int node, struct page *p)
{
	const struct standing *st = &ui->standing;
	const char *owner = st->is_leaf[node] ? ui->work->answer[node].owner : NULL;

	page_line(p);
	page_addf(p, ui_standing_style(ui, node), "%s ", standing_glyph(st, node, ui->ascii));
	page_add(p, ui_standing_style(ui, node), standing_words(st, node));
	if (owner != NULL)
		page_right(p, STYLE_DIM, "owner: %s", owner);
}

/* Where the standing and the status beside it leave it open: "not assessed yet" says no more than they do. */
static void leaf_reason(const struct ui *ui, int leaf, struct page *p)
{
	const struct answer *a = &ui->work->answer[leaf];
	int value = ui->standing.value[leaf];
	struct buf b = {0};

	if (value == LEAF_MET || value == LEAF_SET_ASIDE || (value == LEAF_OPEN && a->status == STATUS_TO_ASSESS && !a->inherited))
		return;
	standing_leaf_reason(&b, &ui->standing, ui->work, leaf);
	page_paragraph(p, STYLE_DIM, EVIDENCE_INDENT, buf_str(&b));
	buf_release(&b);
}

/* Where the status chosen does not say what the standing says, both are shown: "asserted" is not a
 * status, and "evidenced" alone would flatter. */
static void status_line(const struct ui *ui, int leaf, struct page *p)
{
	const struct answer *a = &ui->work->answer[leaf];

	page_line(p);
	page_add(p, STYLE_DIM, "status ");
	page_add(p, STYLE_TEXT, value_words(FIELD_STATUS, a->status));
	if (a->reading == READING_ALTERNATIVE)
		page_add(p, STYLE_DIM, ", alternative reading");
	if (a->inherited)
		page_add(p, STYLE_WARNING, ", carried over");
	page_target(p, TARGET_FIELD, ui->work->tree->node[leaf].id, FIELD_STATUS);
	if (a->inherited)
		page_paragraph(p, STYLE_WARNING, EVIDENCE_INDENT, "counts again when affirmed (v)");
}

static void also_supports(const struct ui *ui, const struct evidence *e, int leaf, struct page *p)
{
	struct buf b = {0};

	if (e->n_supports > 1) {
		buf_add(&b, "also ");
		for (int i = e->first_support, n = 0; i >= 0; i = ui->work->support[i].next_of_evidence)
			if (ui->work->support[i].claim != leaf)
				buf_addf(&b, "%s%s", n++ > 0 ? ", " : "", tree_leaf_name(ui->work->tree, ui->work->support[i].claim));
		page_paragraph(p, STYLE_LINK, EVIDENCE_INDENT * 2 + 1, buf_str(&b));
	}
	buf_release(&b);
}

static void evidence_item(const struct ui *ui, int s, int leaf, struct page *p)
{
	const struct support *sup = &ui->work->support[s];
	const struct evidence *e = &ui->work->evidence[sup->evidence];
	struct buf note = {0};

	page_line(p);
	page_indent(p, EVIDENCE_INDENT);
	page_addf(p, STYLE_LINK, "E%d ", e->ref);
	page_add(p, STYLE_TEXT, e->title != NULL ? e->title : "(no title)");
	if (!support_counts(ui->work, sup))
		page_right(p, STYLE_WARNING, "does not count");
	else if (e->review_by != DATE_NONE && e->review_by < ui->today)
		page_right(p, STYLE_WARNING, "past review");
	page_target(p, TARGET_EVIDENCE, e->id, 0);
	if (sup->has_note) {
		ui_text(ui, FIELD_SUPPORT_NOTE, sup->id, &note);
		page_paragraph(p, STYLE_DIM, EVIDENCE_INDENT * 2 + 1, buf_str(&note));
		buf_release(&note);
	}
	also_supports(ui, e, leaf, p);
}

static void evidence_list(const struct ui *ui, int leaf, struct page *p)
{
	page_heading(p, "Evidence (%d)", ui->work->n_supports[leaf]);
	for (int s = ui->work->first_support[leaf]; s >= 0; s = ui->work->support[s].next_of_claim)
		evidence_item(ui, s, leaf, p);
	if (ui->work->n_supports[leaf] == 0) {
		page_line(p);
		page_indent(p, EVIDENCE_INDENT);
		page_add(p, STYLE_DIM, ui_offer(ui, "none yet: e finds or writes it", "none yet"));
	}
}

static void text_part(const struct ui *ui, int leaf, enum field f, bool has, const char *heading, const char *empty, struct page *p)
{
	const char *id = ui->work->tree->node[leaf].id;
	int from;

	if (!has && empty == NULL)
		return;
	page_heading(p, "%s", heading);
	from = p->n;
	if (has) {
		struct buf b = {0};

		ui_text(ui, f, id, &b);
		page_paragraph(p, STYLE_TEXT, EVIDENCE_INDENT, buf_str(&b));
		buf_release(&b);
	} else {
		page_line(p);
		page_indent(p, EVIDENCE_INDENT);
		page_add(p, STYLE_DIM, empty);
	}
	if (from < p->n) {
		p->line[from].target = (struct target){ .kind = TARGET_FIELD, .id = arena_strdup(&p->arena, id), .number = (int)f };
	}
}

static void gap_item(const struct ui *ui, const struct gap *g, struct page *p)
{
	char due[DATE_TEXT];

	page_line(p);
	page_indent(p, EVIDENCE_INDENT);
	page_addf(p, STYLE_LINK, "G%d ", g->ref);
	page_addf(p, STYLE_TEXT, "%s", g->head != NULL ? g->head : "");
	page_target(p, TARGET_GAP, g->id, 0);
	page_line(p);
	page_indent(p, EVIDENCE_INDENT * 2 + 1);
	p->line[p->n - 1].continued = true;
	page_add(p, STYLE_DIM, value_words(FIELD_GAP_STATE, g->state));
	if (g->owner != NULL)
		page_addf(p, STYLE_DIM, ", %s", g->owner);
	if (g->due != DATE_NONE) {
		date_print(g->due, due);
		page_addf(p, gap_overdue(ui->work, g, ui->today) ? STYLE_OVERDUE : STYLE_DIM, ", %s %s",
		    gap_overdue(ui->work, g, ui->today) ? "OVERDUE" : "due", due);
	}
}

static void gap_list(const struct ui *ui, int leaf, struct page *p)
{
	int n = 0;

	page_heading(p, "Gaps");
	for (int i = 0; i < ui->work->n_gap; i++)
		if (gap_about(ui->work->tree, &ui->work->gap[i], leaf)) {
			gap_item(ui, &ui->work->gap[i], p);
			n++;
		}
	if (n == 0) {
		page_line(p);
		page_indent(p, EVIDENCE_INDENT);
		page_add(p, STYLE_DIM, "none");
	}
}

void guidance_lines(const struct ui *ui, int node, struct page *p)
{
	const struct tree *t = ui->work->tree;
	bool first = true;

	for (size_t i = 0; i < t->n_guidance; i++) {
		const struct guidance *g = &t->guidance[i];
		bool here = g->place == node && !tree_is_leaf(t, node);

		for (size_t c = 0; c < g->n_claims; c++)
			here = here || g->claim[c] == node;
		if (!here)
			continue;
		if (first)
			page_heading(p, "Guidance");
		first = false;
		page_paragraph(p, STYLE_DIM, EVIDENCE_INDENT, g->text);
	}
}

void claim_around(const struct ui *ui, int node, struct page *p)
{
	const struct tree *t = ui->work->tree;

	for (int up = t->node[node].parent; up != NODE_NONE; up = t->node[up].parent) {
		page_line(p);
		page_addf(p, ui_standing_style(ui, up), "%s ", standing_glyph(&ui->standing, up, ui->ascii));
		page_add(p, STYLE_KEY, t->node[up].id);
		page_right(p, STYLE_DIM, "%s", standing_words(&ui->standing, up));
		page_paragraph(p, STYLE_TEXT, EVIDENCE_INDENT, t->node[up].text);
		strategies(ui, up, true, p);
		page_line(p);
	}
	guidance_lines(ui, node, p);
}

/* In a very wide window guidance stands beside. */
static void guidance_below(const struct ui *ui, int node, struct page *p)
{
	if (ui->cols < SPLIT_COLS_ASIDE)
		guidance_lines(ui, node, p);
}

static void leaf_part(struct ui *ui, int leaf, struct page *p)
{
	const struct answer *a = &ui->work->answer[leaf];

	leaf_reason(ui, leaf, p);
	status_line(ui, leaf, p);
	place(ui, leaf, p);
	evidence_list(ui, leaf, p);
	if (ui->work->n_supports[leaf] == 0)
		suggestions_of_claim(ui, leaf, p);
	text_part(ui, leaf, FIELD_ARGUMENT, a->has_argument, "Argument", ui_offer(ui, "none yet: a writes it", "none yet"), p);
	text_part(ui, leaf, FIELD_ASSUMPTIONS, a->has_assumptions, "Assumptions", NULL, p);
	gap_list(ui, leaf, p);
	challenges_of_claim(ui, leaf, p);
	remarks_section(ui, ENTITY_ANSWER, ui->work->tree->node[leaf].id, p);
	text_part(ui, leaf, FIELD_ANSWER_NOTE, a->has_note, "Note (internal)", NULL, p);
	if (ui->work->n_supports[leaf] > 0)
		suggestions_of_claim(ui, leaf, p);
	guidance_below(ui, leaf, p);
}

/* ---- a node with claims below ---------------------------------------------------------------- */

static void in_the_way(const struct ui *ui, int node, struct page *p)
{
	const struct tree *t = ui->work->tree;
	int n, *leaf = standing_because(&ui->standing, t, node, &n);

	if (n > 0)
		page_heading(p, "In the way (%d)", n);
	for (int i = 0; i < n; i++) {
		page_line(p);
		page_indent(p, EVIDENCE_INDENT);
		page_addf(p, ui_standing_style(ui, leaf[i]), "%s ", standing_glyph(&ui->standing, leaf[i], ui->ascii));
		page_addf(p, STYLE_LINK, "%s ", tree_leaf_name(t, leaf[i]));
		page_add(p, STYLE_TEXT, t->node[leaf[i]].label);
		page_right(p, STYLE_DIM, "%s", standing_words(&ui->standing, leaf[i]));
		page_target(p, TARGET_NODE, t->node[leaf[i]].id, 0);
	}
	free(leaf);
}

static void node_part(const struct ui *ui, int node, struct page *p)
{
	struct buf b = {0};

	standing_sentence(&b, &ui->standing, ui->work, node);
	page_paragraph(p, STYLE_TEXT, 0, buf_str(&b));
	buf_release(&b);
	place(ui, node, p);
	approvals_of_node(ui, node, p);
	in_the_way(ui, node, p);
	strategies(ui, node, false, p);
	guidance_below(ui, node, p);
}

void claim_page(struct ui *ui, int node, struct page *p)
{
	wording(ui, node, p);
	page_line(p);
	standing_line(ui, node, p);
	if (tree_is_leaf(ui->work->tree, node))
		leaf_part(ui, node, p);
	else
		node_part(ui, node, p);
}
