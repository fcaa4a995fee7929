/* assay show CLAIM: a claim, or what stands above claims. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/describe.h"
#include "cli/gaps.h"
#include "cli/show.h"
#include "core/strategy.h"

/* ---- wording and place ---------------------------------------------------------------------------- */

static void put_title(struct context *c, const struct tree *t, int node)
{
	struct buf b = {0};

	describe_claim(&b, t, node);
	buf_addf(&b, " %s", tree_wording(t, node));
	out_paragraph(&c->out, 0, buf_str(&b));
	buf_release(&b);
}

static void put_place(struct context *c, const struct tree *t, int node)
{
	int above[TREE_DEPTH_MAX], n = 0;
	struct buf b = {0};

	for (int i = t->node[node].parent; i != NODE_NONE && n < TREE_DEPTH_MAX; i = t->node[i].parent)
		above[n++] = i;
	while (n > 0) {
		const struct node *up = &t->node[above[--n]];
		buf_addf(&b, "%s%s %s", b.len > 0 ? " › " : "", up->id, up->label);
	}
	show_label(c, "place", buf_str(&b));
	buf_release(&b);
}

/* How it is argued by the claims below it, what that means, and how sure it is. */
static void put_strategies(struct context *c, const struct tree *t, int node)
{
	struct buf b = {0};

	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];
		if (!strategy_is_with(s, node) || strategy_is_remark(t, s))
			continue;
		buf_clear(&b);
		strategy_words(&b, s);
		show_label(c, "strategy", buf_str(&b));
		out_paragraph(&c->out, SHOW_LABEL + 2, strategy_kind_meaning(s->kind));
		buf_clear(&b);
		strategy_basis(&b, s);
		if (b.len > 0)
			out_paragraph(&c->out, SHOW_LABEL + 2, buf_str(&b));
	}
	buf_release(&b);
}

/* The source's remark on a node is told with everything below it: who answers a claim is to know what the
 * whole can be claimed for. */
static void put_remark(struct context *c, const struct tree *t, int node)
{
	int of = strategy_remarked(t, node);
	struct buf b = {0};

	if (of == NODE_NONE)
		return;
	if (of != node)
		buf_addf(&b, "on %s: ", t->node[of].id);
	buf_add(&b, t->node[of].remark);
	show_label(c, "remark", buf_str(&b));
	buf_release(&b);
}

void show_wordings(struct context *c, const struct tree *t, int node)
{
	const struct node *n = &t->node[node];

	put_title(c, t, node);
	if (tree_wordings_differ(t, node))
		show_label(c, "in the tree", n->text);
	if (n->code_text != NULL && strcmp(n->code_text, n->text) != 0)
		show_label(c, "the Code", n->code_text);
	show_label(c, "aim", n->aim);
	put_place(c, t, node);
	if (n->must_be_public)
		show_label(c, "", "is about something published: internal evidence alone cannot show it");
	if (n->kind == NODE_CLAIM && tree_is_leaf(t, node) && n->asked_as == NULL)
		show_label(c, "", "advisory: the form does not ask for it, and it does not count");
	put_remark(c, t, node);
	put_strategies(c, t, node);
}

static void put_standing(struct context *c, const struct workspace *ws, int node)
{
	const struct counts *n = &ws->standing.counts[node];
	struct buf b = {0};

	buf_addf(&b, "%s %s", standing_glyph(&ws->standing, node, c->out.ascii), standing_words(&ws->standing, node));
	if (!ws->standing.is_leaf[node])
		buf_addf(&b, ", %d of %d met or set aside", n->leaf[LEAF_MET] + n->leaf[LEAF_SET_ASIDE], n->in_scope);
	show_label(c, "standing", buf_str(&b));
	buf_release(&b);
}

/* ---- evidence, gaps, challenges --------------------------------------------------------------------- */

/* The other claims the item supports. */
static void add_also(struct buf *b, const struct workspace *ws, const struct support *s)
{
	bool first = true;

	for (int i = ws->work->evidence[s->evidence].first_support; i >= 0; i = ws->work->support[i].next_of_evidence) {
		if (ws->work->support[i].claim == s->claim)
			continue;
		buf_addf(b, "%s%s", first ? "also supports " : ", ", describe_name(ws->tree, ws->work->support[i].claim));
		first = false;
	}
}

static bool put_support(struct context *c, const struct workspace *ws, const struct support *s, bool first, struct err *err)
{
	const struct evidence *e = &ws->work->evidence[s->evidence];
	char *note = workspace_text(ws, FIELD_SUPPORT_NOTE, s->id, err);
	struct buf b = {0};

	if (note == NULL)
		return false;
	buf_addf(&b, "E%d %s%s", e->ref, describe_title(e), support_counts(ws->work, s) ? "" : " (does not count)");
	out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, first ? "evidence" : "", buf_str(&b));
	if (*note != '\0')
		out_paragraph(&c->out, SHOW_LABEL + 2, note);
	buf_clear(&b);
	add_also(&b, ws, s);
	if (b.len > 0)
		out_paragraph(&c->out, SHOW_LABEL + 2, buf_str(&b));
	buf_release(&b);
	free(note);
	return true;
}

static bool put_evidence(struct context *c, const struct workspace *ws, int leaf, struct err *err)
{
	bool first = true;

	for (int s = ws->work->first_support[leaf]; s >= 0; s = ws->work->support[s].next_of_claim, first = false)
		if (!put_support(c, ws, &ws->work->support[s], first, err))
			return false;
	if (first)
		show_label(c, "evidence", "none");
	return true;
}

static void put_gaps(struct context *c, const struct workspace *ws, int leaf)
{
	struct buf b = {0};
	bool first = true;

	for (int i = 0; i < ws->work->n_gap; i++) {
		const struct gap *g = &ws->work->gap[i];
		if (!gaps_about(ws->tree, g, leaf))
			continue;
		buf_clear(&b);
		buf_addf(&b, "G%d ", g->ref);
		describe_gap_head(&b, g);
		out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, first ? "gaps" : "", buf_str(&b));
		buf_clear(&b);
		describe_gap(&b, c, g);
		out_paragraph(&c->out, SHOW_LABEL + 2, buf_str(&b));
		first = false;
	}
	if (first)
		show_label(c, "gaps", "none");
	buf_release(&b);
}

static bool put_challenge(struct context *c, const struct workspace *ws, const struct challenge *ch, bool first, struct err *err)
{
	char *text = workspace_text(ws, FIELD_CHALLENGE_TEXT, ch->id, err);
	struct buf b = {0};

	if (text == NULL)
		return false;
	buf_addf(&b, "C%d ", ch->ref);
	if (ch->evidence_id != NULL) {
		buf_add(&b, "on ");
		challenge_place(ws->work, ch, &b);
		buf_add(&b, ", ");
	}
	challenges_state(&b, ch);
	buf_addf(&b, ": %s", text);
	out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, first ? "challenges" : "", buf_str(&b));
	buf_release(&b);
	free(text);
	return true;
}

/* What was said to it. */
static bool put_said(struct context *c, const struct workspace *ws, const struct challenge *ch, enum field f, const char *label,
    struct err *err)
{
	char *text = workspace_text(ws, f, ch->id, err);
	struct buf b = {0};

	if (text == NULL)
		return false;
	buf_addf(&b, "%s: %s", label, text);
	if (*text != '\0')
		out_paragraph(&c->out, SHOW_LABEL + 2, buf_str(&b));
	buf_release(&b);
	free(text);
	return true;
}

static bool put_challenges(struct context *c, const struct workspace *ws, int leaf, struct err *err)
{
	bool first = true;

	for (int i = 0; i < ws->work->n_challenge; i++) {
		const struct challenge *ch = &ws->work->challenge[i];
		if (ch->claim != leaf)
			continue;
		if (!put_challenge(c, ws, ch, first, err) || !put_said(c, ws, ch, FIELD_CHALLENGE_ANSWER, "Answer", err) ||
		    !put_said(c, ws, ch, FIELD_CHALLENGE_REASON, "Overruled", err))
			return false;
		first = false;
	}
	return true;
}

/* ---- text ------------------------------------------------------------------------------------- */

static bool put_leaf(struct context *c, const struct workspace *ws, int leaf, struct err *err)
{
	const struct answer *answer = &ws->work->answer[leaf];
	const char *id = ws->tree->node[leaf].id;
	struct buf b = {0};

	buf_addf(&b, "%s%s", describe_choice(FIELD_STATUS, (int)answer->status),
	    answer->inherited ? ", inherited and not yet affirmed" : "");
	show_label(c, "status", buf_str(&b));
	buf_release(&b);
	put_standing(c, ws, leaf);
	if (answer->reading != READING_LITERAL)
		show_label(c, "reading", describe_choice(FIELD_READING, (int)answer->reading));
	show_label(c, "owner", answer->owner);
	if (!put_evidence(c, ws, leaf, err) || !show_text(c, ws, "argument", FIELD_ARGUMENT, id, err) ||
	    !show_text(c, ws, "assumptions", FIELD_ASSUMPTIONS, id, err))
		return false;
	put_gaps(c, ws, leaf);
	return put_challenges(c, ws, leaf, err) && show_text(c, ws, "note", FIELD_ANSWER_NOTE, id, err);
}

static void put_children(struct context *c, const struct workspace *ws, int node)
{
	const struct tree *t = ws->tree;
	struct buf b = {0};

	for (int i = node + 1; i < t->node[node].end; i = t->node[i].end) {
		buf_clear(&b);
		buf_addf(&b, "%s ", standing_glyph(&ws->standing, i, c->out.ascii));
		describe_claim(&b, t, i);
		buf_addf(&b, " %s", tree_wording(t, i));
		out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, i == node + 1 ? "below" : "", buf_str(&b));
	}
	buf_release(&b);
}

bool show_claim(struct context *c, const struct workspace *ws, int node, struct err *err)
{
	show_wordings(c, ws->tree, node);
	if (ws->standing.is_leaf[node])
		return put_leaf(c, ws, node, err);
	put_standing(c, ws, node);
	put_children(c, ws, node);
	return true;
}
