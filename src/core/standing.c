/* Standing: two tables of rules, one for leaves and one for what stands above them. Nothing is
 * averaged and nothing is stored. What is said about it in words is in why.c. */
#include "config.h"

#include <stdlib.h>

#include "core/standing.h"

/* ---- the rules --------------------------------------------------------------------------------- */

/* The first rule that applies; the order is the meaning. */
static enum leaf_standing leaf_standing(const struct work *w, int leaf)
{
	const struct answer *a = &w->answer[leaf];

	if (!work_in_scope(w, w->tree->node[leaf].principle))
		return LEAF_OUT_OF_SCOPE;
	if (a->inherited || a->status == STATUS_TO_ASSESS)
		return LEAF_OPEN;
	if (work_claim_challenged(w, leaf))
		return LEAF_CHALLENGED;
	if (a->status == STATUS_NOT_APPLICABLE)
		return a->has_argument ? LEAF_SET_ASIDE : LEAF_OPEN;
	if (a->status == STATUS_NOT_EVIDENCED)
		return LEAF_NOT_EVIDENCED;
	if (work_counting(w, leaf) == 0)
		return LEAF_ASSERTED;
	if (a->status == STATUS_PARTLY_EVIDENCED || work_claim_has_gap(w, leaf))
		return LEAF_PARTLY;
	return LEAF_MET;
}

/* Likewise, over the counted leaves below. */
static enum node_standing node_standing(const struct counts *c)
{
	if (c->in_scope == 0)
		return NODE_OUT_OF_SCOPE;
	if (c->leaf[LEAF_SET_ASIDE] == c->in_scope)
		return NODE_SET_ASIDE;
	if (c->leaf[LEAF_OPEN] > 0)
		return NODE_UNFINISHED;
	if (c->leaf[LEAF_MET] + c->leaf[LEAF_SET_ASIDE] == c->in_scope)
		return NODE_MET;
	return NODE_HELD_BACK;
}

/* ---- the whole tree ---------------------------------------------------------------------------- */

/* Advisory leaves are not asked for: they have a standing and count nowhere. */
static void count_leaf(struct counts *c, enum leaf_standing s)
{
	c->asked = 1;
	c->in_scope = s != LEAF_OUT_OF_SCOPE;
	c->leaf[s] = 1;
}

static void count_up(struct counts *above, const struct counts *c)
{
	above->asked += c->asked;
	above->in_scope += c->in_scope;
	for (int s = 0; s < LEAF_COUNT; s++)
		above->leaf[s] += c->leaf[s];
}

/* From the last node to the first, so that all below a node is counted before the node is. */
static void compute_nodes(struct standing *st, const struct work *w)
{
	const struct tree *t = w->tree;

	for (int i = t->n_nodes - 1; i >= 0; i--) {
		st->is_leaf[i] = tree_is_leaf(t, i);
		if (st->is_leaf[i]) {
			enum leaf_standing s = leaf_standing(w, i);

			st->value[i] = (int)s;
			if (t->node[i].asked_as != NULL)
				count_leaf(&st->counts[i], s);
		} else {
			st->value[i] = (int)node_standing(&st->counts[i]);
		}
		count_up(t->node[i].parent == NODE_NONE ? &st->total : &st->counts[t->node[i].parent], &st->counts[i]);
	}
}

void standing_compute(struct standing *out, const struct work *w)
{
	size_t n = (size_t)w->tree->n_nodes + 1;

	*out = (struct standing){ .n = w->tree->n_nodes };
	out->is_leaf = xcalloc(n, sizeof *out->is_leaf);
	out->value = xcalloc(n, sizeof *out->value);
	out->counts = xcalloc(n, sizeof *out->counts);
	compute_nodes(out, w);
	for (int i = 0; i < w->n_gap; i++)
		out->gaps_outstanding += gap_outstanding(w, &w->gap[i]);
}

void standing_release(struct standing *st)
{
	free(st->is_leaf);
	free(st->value);
	free(st->counts);
	*st = (struct standing){0};
}

/* Source: APC v1.0, "About this document". */
bool standing_claimable(const struct standing *st, int principle)
{
	return !st->is_leaf[principle] && st->value[principle] == NODE_MET;
}

int *standing_all_claimable(const struct standing *st, const struct tree *t, int *n)
{
	int *found = xcalloc((size_t)t->n_nodes + 1, sizeof *found);

	*n = 0;
	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].kind == NODE_PRINCIPLE && standing_claimable(st, i))
			found[(*n)++] = i;
	return found;
}

/* ---- names ------------------------------------------------------------------------------------- */

static const struct {
	const char *key, *words, *glyph, *ascii;
} leaf_names[LEAF_COUNT] = {
	[LEAF_MET] = { "met", "met", "●", "*" },
	[LEAF_PARTLY] = { "partly", "partly", "◐", "~" },
	[LEAF_ASSERTED] = { "asserted", "asserted", "◌", "\"" },
	[LEAF_CHALLENGED] = { "challenged", "challenged", "?", "?" },
	[LEAF_NOT_EVIDENCED] = { "not_evidenced", "not evidenced", "✗", "x" },
	[LEAF_OPEN] = { "open", "open", "○", "." },
	[LEAF_SET_ASIDE] = { "set_aside", "set aside", "–", "-" },
	[LEAF_OUT_OF_SCOPE] = { "out_of_scope", "out of scope", "·", " " },
}, node_names[] = {
	[NODE_MET] = { "met", "met", "●", "*" },
	[NODE_HELD_BACK] = { "held_back", "held back", "◐", "~" },
	[NODE_UNFINISHED] = { "unfinished", "unfinished", "○", "." },
	[NODE_SET_ASIDE] = { "set_aside", "set aside", "–", "-" },
	[NODE_OUT_OF_SCOPE] = { "out_of_scope", "out of scope", "·", " " },
};

const char *leaf_standing_key(enum leaf_standing s)
{
	return leaf_names[s].key;
}

const char *leaf_standing_words(enum leaf_standing s)
{
	return leaf_names[s].words;
}

const char *leaf_standing_glyph(enum leaf_standing s, bool ascii)
{
	return ascii ? leaf_names[s].ascii : leaf_names[s].glyph;
}

const char *node_standing_key(enum node_standing s)
{
	return node_names[s].key;
}

const char *node_standing_words(enum node_standing s)
{
	return node_names[s].words;
}

const char *standing_key(const struct standing *st, int node)
{
	return st->is_leaf[node] ? leaf_names[st->value[node]].key : node_names[st->value[node]].key;
}

const char *standing_words(const struct standing *st, int node)
{
	return st->is_leaf[node] ? leaf_names[st->value[node]].words : node_names[st->value[node]].words;
}

void standing_count_words(struct buf *out, const struct counts *c, bool ascii)
{
	if (c->in_scope == 0)
		return;
	buf_addf(out, "%d/%d", c->leaf[LEAF_MET], c->in_scope);
	if (c->leaf[LEAF_SET_ASIDE] > 0)
		buf_addf(out, " %s%d", leaf_standing_glyph(LEAF_SET_ASIDE, ascii), c->leaf[LEAF_SET_ASIDE]);
}

int standing_principles_in_scope(const struct standing *st, const struct tree *t)
{
	int n = 0;

	for (int i = 0; i < t->n_nodes; i++)
		n += t->node[i].kind == NODE_PRINCIPLE && st->counts[i].in_scope > 0;
	return n;
}

const char *standing_glyph(const struct standing *st, int node, bool ascii)
{
	if (st->is_leaf[node])
		return leaf_standing_glyph((enum leaf_standing)st->value[node], ascii);
	return ascii ? node_names[st->value[node]].ascii : node_names[st->value[node]].glyph;
}

/* ---- what follows from it ------------------------------------------------------------------------ */

bool standing_needs(const struct standing *st, int leaf)
{
	return st->is_leaf[leaf] && st->counts[leaf].in_scope > 0 && st->value[leaf] != LEAF_MET
	    && st->value[leaf] != LEAF_SET_ASIDE;
}

int *standing_because(const struct standing *st, const struct tree *t, int node, int *n)
{
	int *found = xcalloc((size_t)(t->node[node].end - node), sizeof *found);

	*n = 0;
	for (int i = node; i < t->node[node].end; i++)
		if (standing_needs(st, i))
			found[(*n)++] = i;
	return found;
}

int *standing_holds_up(const struct tree *t, int node, int *n)
{
	int *found = xcalloc(TREE_DEPTH_MAX + 1, sizeof *found);

	*n = 0;
	for (int i = t->node[node].parent; i != NODE_NONE && t->node[i].kind != NODE_THEME; i = t->node[i].parent)
		found[(*n)++] = i;
	return found;
}

static enum status fitting_status(const struct work *w, int leaf, bool gap)
{
	const struct answer *a = &w->answer[leaf];

	if (a->has_argument && work_counting(w, leaf) > 0)
		return gap ? STATUS_PARTLY_EVIDENCED : STATUS_EVIDENCED;
	if (gap && !a->has_argument && w->n_supports[leaf] == 0)
		return STATUS_NOT_EVIDENCED;
	return a->status;
}

enum status standing_fitting_status(const struct work *w, int leaf)
{
	return fitting_status(w, leaf, work_claim_has_gap(w, leaf));
}

static bool has_other_gap(const struct work *w, int leaf, int gap)
{
	for (int i = 0; i < w->n_gap; i++)
		for (int c = 0; i != gap && c < w->gap[i].n_claims; c++)
			if (w->gap[i].claim[c] == leaf && gap_outstanding(w, &w->gap[i]))
				return true;
	return false;
}

enum status standing_fitting_without(const struct work *w, int leaf, int gap)
{
	return fitting_status(w, leaf, has_other_gap(w, leaf, gap));
}

bool standing_unsaid_without(const struct work *w, int leaf, int gap)
{
	enum status status = w->answer[leaf].status;

	return (status == STATUS_PARTLY_EVIDENCED || status == STATUS_NOT_EVIDENCED) && !has_other_gap(w, leaf, gap);
}
