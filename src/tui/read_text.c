/* The Read-through as a page: the document in its own order, and at its end the notes. */
#include "config.h"

#include <string.h>

#include "core/strategy.h"
#include "tui/read.h"

enum {
	INDENT = 2,
	NOTE_LINES = 12,        /* of a note below its claim */
	LIST_LINES = 6,         /* in the list at the end */
};

/* ---- lines and their places ----------------------------------------------------------------------- */

/* The lines added since the last call belong here. */
static void own(struct read_view *v, int node, enum read_part part)
{
	for (; v->n_lines < (size_t)v->text.n; v->n_lines++) {
		const struct read_place *before;
		struct read_line *line;

		MEM_GROW(v->line, v->n_lines, v->cap_lines);
		line = &v->line[v->n_lines];
		before = v->n_lines > 0 ? &v->line[v->n_lines - 1].place : NULL;
		*line = (struct read_line){ .place = { node, part, 0 } };
		if (before != NULL && before->node == node && before->part == part)
			line->place.at = before->at + 1;
	}
}

static void blank(struct read_view *v)
{
	if (v->text.n > 0)
		page_line(&v->text);
}

static void stop_here(struct read_view *v, enum read_stop stop)
{
	v->line[v->n_lines - 1].stop = stop;
}

static void labelled(struct page *p, enum style s, int indent, const char *label, const char *text)
{
	struct buf b = {0};

	buf_addf(&b, "%s: %s", label, text);
	page_paragraph(p, s, indent, buf_str(&b));
	buf_release(&b);
}

static void read_sign(const struct ui *ui, int section, struct page *p)
{
	if (ui->work->read[section].read)
		page_right(p, STYLE_GOOD, "%s read", ui_glyph(ui, "✓", "+"));
	else
		page_right(p, STYLE_DIM, "not read");
}

/* ---- notes ------------------------------------------------------------------------------------------ */

static void note_text(const struct ui *ui, int node, struct buf *out)
{
	ui_text(ui, FIELD_READ_NOTE, ui->work->tree->node[node].id, out);
}

static void note(const struct ui *ui, struct read_view *v, int node)
{
	struct buf b = {0};

	if (!ui->work->read[node].has_note)
		return;
	if (v->near[node]) {
		buf_add(&b, "Note: ");
		note_text(ui, node, &b);
		page_excerpt(&v->text, STYLE_MARK, INDENT, buf_str(&b), NOTE_LINES);
		buf_release(&b);
		own(v, node, READ_NOTE);
		return;
	}
	page_line(&v->text);
	own(v, node, READ_NOTE);
	v->line[v->n_lines - 1].waits = true;
}

/* ---- guidance --------------------------------------------------------------------------------------- */

static void guidance_line(const struct ui *ui, const struct guidance *g, struct page *p)
{
	struct buf b = {0};

	buf_addf(&b, "%s %s", ui_glyph(ui, "·", "-"), g->text);
	for (size_t i = 0; i < g->n_claims; i++)
		buf_addf(&b, "%s%s", i == 0 ? " Helps " : ", ", tree_short_name(ui->work->tree, g->claim[i]));
	page_paragraph(p, STYLE_TEXT, INDENT, buf_str(&b));
	buf_release(&b);
}

static void guidance(const struct ui *ui, struct read_view *v, int section)
{
	const struct tree *t = ui->work->tree;
	bool shown = v->guidance[section != NODE_NONE ? section : t->n_nodes];
	int n = 0;

	for (size_t i = 0; i < t->n_guidance; i++)
		n += t->guidance[i].place == section;
	if (n == 0)
		return;
	blank(v);
	page_line(&v->text);
	page_addf(&v->text, STYLE_HEADING, "%s Guidance (%d)", shown ? ui_glyph(ui, "▾", "v") : ui_glyph(ui, "▸", ">"), n);
	if (!shown)
		page_add(&v->text, STYLE_DIM, "  Space shows it");
	for (size_t i = 0; shown && i < t->n_guidance; i++)
		if (t->guidance[i].place == section)
			guidance_line(ui, &t->guidance[i], &v->text);
	own(v, section, READ_GUIDANCE);
}

/* ---- how the claims hang together --------------------------------------------------------------------- */

/* What it means to argue so is said once a node, and how sure the place is with each. */
static void strategy_remarks(const struct strategy *s, bool *said, struct page *p)
{
	struct buf b = {0};

	if (!said[s->kind])
		buf_add(&b, strategy_kind_meaning(s->kind));
	if (s->basis != NULL)
		buf_add(&b, b.len > 0 ? " Here " : "Here ");
	strategy_basis(&b, s);
	said[s->kind] = true;
	page_paragraph(p, STYLE_DIM, INDENT * 2, buf_str(&b));
	buf_release(&b);
}

static void strategies(const struct ui *ui, struct read_view *v, int node)
{
	const struct tree *t = ui->work->tree;
	bool said[STRATEGY_NOTE + 1] = {0};

	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];
		struct buf b = {0};

		if (!strategy_is_with(s, node) || strategy_is_remark(t, s))
			continue;
		strategy_words(&b, s);
		page_paragraph(&v->text, STYLE_TEXT, INDENT, buf_str(&b));
		strategy_remarks(s, said, &v->text);
		buf_release(&b);
	}
}

/* A principle, or a claim between it and those that are asked. */
static void joint(const struct ui *ui, struct read_view *v, int node)
{
	const struct node *n = &ui->work->tree->node[node];

	blank(v);
	page_line(&v->text);
	if (n->kind == NODE_CLAIM)
		page_add(&v->text, STYLE_KEY, n->id);
	else
		page_addf(&v->text, STYLE_HEADING, "How the claims of %s hang together", n->id);
	own(v, node, READ_STRATEGIES);
	stop_here(v, READ_CLAIM_STOP);
	if (n->kind == NODE_CLAIM)
		page_paragraph(&v->text, STYLE_TEXT, INDENT, n->text);
	strategies(ui, v, node);
	own(v, node, READ_STRATEGIES);
	if (n->kind == NODE_CLAIM)
		note(ui, v, node);
}

static bool has_strategy(const struct tree *t, int node)
{
	for (size_t i = 0; i < t->n_strategies; i++)
		if (strategy_is_with(&t->strategy[i], node) && !strategy_is_remark(t, &t->strategy[i]))
			return true;
	return false;
}

static void joints(const struct ui *ui, struct read_view *v, int principle)
{
	const struct tree *t = ui->work->tree;
	bool any = has_strategy(t, principle);

	for (int i = principle + 1; !any && i < t->node[principle].end; i++)
		any = !tree_is_leaf(t, i);
	if (!any)
		return;
	joint(ui, v, principle);
	for (int i = principle + 1; i < t->node[principle].end; i++)
		if (!tree_is_leaf(t, i))
			joint(ui, v, i);
}

/* ---- claims ------------------------------------------------------------------------------------------- */

static void claim_heading(const struct ui *ui, int leaf, struct page *p)
{
	const struct node *n = &ui->work->tree->node[leaf];
	int supports = ui->work->n_supports[leaf];

	page_line(p);
	page_add(p, STYLE_KEY, tree_short_name(ui->work->tree, leaf));
	if (n->asked_as != NULL)
		page_addf(p, STYLE_DIM, " %s %s", ui_glyph(ui, "·", "-"), n->id);
	else
		page_addf(p, STYLE_DIM, " %s advisory, not asked", ui_glyph(ui, "·", "-"));
	if (supports > 0)
		page_right(p, STYLE_DIM, "%d item%s of evidence", supports, supports == 1 ? "" : "s");
}

static void claim(const struct ui *ui, struct read_view *v, int leaf)
{
	const struct tree *t = ui->work->tree;

	blank(v);
	claim_heading(ui, leaf, &v->text);
	own(v, leaf, READ_WORDING);
	stop_here(v, READ_CLAIM_STOP);
	page_paragraph(&v->text, STYLE_TEXT, INDENT, tree_wording(t, leaf));
	if (tree_wordings_differ(t, leaf))
		labelled(&v->text, STYLE_DIM, INDENT, "In the tree", t->node[leaf].text);
	if (t->node[leaf].must_be_public)
		page_paragraph(&v->text, STYLE_DIM, INDENT, "What shows this must be public.");
	if (t->node[leaf].remark != NULL)
		page_paragraph(&v->text, STYLE_WARNING, INDENT, t->node[leaf].remark);
	own(v, leaf, READ_WORDING);
	note(ui, v, leaf);
}

/* Those that are asked in the order of the form, then what is only advised. */
static void claims(const struct ui *ui, struct read_view *v, int principle)
{
	const struct tree *t = ui->work->tree;

	for (int i = 0; i < t->n_asked; i++)
		if (t->node[t->asked[i]].principle == principle)
			claim(ui, v, t->asked[i]);
	for (int i = principle + 1; i < t->node[principle].end; i++)
		if (tree_is_leaf(t, i) && t->node[i].order < 0)
			claim(ui, v, i);
}

/* ---- sections ----------------------------------------------------------------------------------------- */

static void section_heading(const struct ui *ui, struct read_view *v, int section)
{
	const struct node *n = &ui->work->tree->node[section];

	blank(v);
	page_line(&v->text);
	if (n->kind == NODE_THEME)
		page_addf(&v->text, STYLE_TITLE, "Theme %s %s %s", n->id, ui_glyph(ui, "·", "-"), n->text);
	else
		page_addf(&v->text, STYLE_HEADING, "Principle %s", n->id);
	read_sign(ui, section, &v->text);
	own(v, section, READ_WORDING);
	stop_here(v, READ_SECTION_STOP);
}

static void theme(const struct ui *ui, struct read_view *v, int node)
{
	section_heading(ui, v, node);
	if (ui->work->tree->node[node].aim != NULL)
		page_paragraph(&v->text, STYLE_TEXT, 0, ui->work->tree->node[node].aim);
	own(v, node, READ_WORDING);
	note(ui, v, node);
	if (has_strategy(ui->work->tree, node)) {
		blank(v);
		strategies(ui, v, node);
		own(v, node, READ_STRATEGIES);
	}
	guidance(ui, v, node);
}

static void principle(const struct ui *ui, struct read_view *v, int node)
{
	const struct node *n = &ui->work->tree->node[node];

	section_heading(ui, v, node);
	if (!work_in_scope(ui->work, node))
		page_paragraph(&v->text, STYLE_OUT_OF_SCOPE, 0, "Out of scope for this product; it is read all the same.");
	if (n->code_text != NULL)
		labelled(&v->text, STYLE_TEXT, 0, "The Code", n->code_text);
	labelled(&v->text, STYLE_TITLE, 0, "The claim", n->text);
	if (n->remark != NULL)
		labelled(&v->text, STYLE_WARNING, 0, "The source remarks", n->remark);
	own(v, node, READ_WORDING);
	note(ui, v, node);
	claims(ui, v, node);
	joints(ui, v, node);
	guidance(ui, v, node);
}

static void beginning(const struct ui *ui, struct read_view *v)
{
	const struct tree *t = ui->work->tree;

	page_paragraph(&v->text, STYLE_TITLE, 0, t->title);
	page_line(&v->text);
	page_addf(&v->text, STYLE_DIM, "%s, version %s, %s", t->publisher != NULL ? t->publisher : "", t->version,
	    t->published_on != NULL ? t->published_on : "");
	own(v, NODE_NONE, READ_WORDING);
	guidance(ui, v, NODE_NONE);
}

/* ---- the notes at the end --------------------------------------------------------------------------------- */

static void listed_note(const struct ui *ui, struct read_view *v, int node)
{
	const struct tree *t = ui->work->tree;
	struct buf b = {0};

	blank(v);
	page_line(&v->text);
	page_addf(&v->text, STYLE_KEY, "%s ", tree_short_name(t, node));
	page_add(&v->text, STYLE_TEXT, t->node[node].kind == NODE_THEME ? t->node[node].text : t->node[node].label);
	own(v, node, READ_LIST);
	stop_here(v, READ_CLAIM_STOP);
	if (v->near[t->n_nodes + node]) {
		note_text(ui, node, &b);
		page_excerpt(&v->text, STYLE_MARK, INDENT, buf_str(&b), LIST_LINES);
		buf_release(&b);
		own(v, node, READ_LIST);
		return;
	}
	page_line(&v->text);
	own(v, node, READ_LIST);
	v->line[v->n_lines - 1].waits = true;
}

static void notes_list(const struct ui *ui, struct read_view *v)
{
	int n = reading_notes(ui->work);

	blank(v);
	page_line(&v->text);
	page_addf(&v->text, STYLE_TITLE, "Your notes (%d)", n);
	own(v, NODE_NONE, READ_LIST);
	stop_here(v, READ_SECTION_STOP);
	page_paragraph(&v->text, STYLE_DIM, 0, n == 0 ? ui_offer(ui, "None yet: m writes one on the claim in hand.", "None.") :
	    ui_offer(ui, "Enter makes a note evidence, a gap, or a part of the claim's argument or note.", "As they were written while reading."));
	own(v, NODE_NONE, READ_LIST);
	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		if (ui->work->read[i].has_note)
			listed_note(ui, v, i);
}

void read_text(const struct ui *ui, struct read_view *v)
{
	const struct tree *t = ui->work->tree;

	page_start(&v->text, v->text_cols, ui->ascii);
	v->n_lines = 0;
	beginning(ui, v);
	for (int i = 0; i < t->n_nodes; i++) {
		if (t->node[i].kind == NODE_THEME)
			theme(ui, v, i);
		else if (t->node[i].kind == NODE_PRINCIPLE)
			principle(ui, v, i);
	}
	notes_list(ui, v);
}
