/* The tree of claims in Graphviz's language: claims with their standing in words and by shape, so that it can be
 * read without colour, strategies between a claim and those below it, and the evidence if asked for. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/strategy.h"
#include "report/report.h"

enum { LABEL_COLUMNS = 28 };

/* ---- text: whatever it is, it ends as text in a quoted string ---------------------------------------------- */

static void add_escaped(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\\' || s[i] == '"')
			buf_addc(out, '\\');
		if (s[i] == '&')
			buf_add(out, "&amp;");          /* Graphviz reads entities in labels */
		else
			buf_addc(out, s[i]);
	}
}

/* Cleaned as for a terminal: a picture may be read as text too. `columns` 0: in one line. */
static void add_text(struct buf *out, const char *s, size_t columns)
{
	size_t len = strlen(s), next;

	for (size_t at = 0; at < len; at = next) {
		size_t n = columns > 0 ? utf8_wrap(s, len, at, columns, &next) : (next = len);
		struct buf clean = {0};

		utf8_clean(&clean, s + at, n, false);
		add_escaped(out, buf_str(&clean), clean.len);
		buf_release(&clean);
		if (next < len)
			buf_add(out, "\\n");
	}
}

/* Names of boxes: of different kinds never the same. */
static void add_name(struct buf *out, const char *kind, const char *id)
{
	buf_addf(out, "\"%s ", kind);
	add_text(out, id, 0);
	buf_addc(out, '"');
}

static void add_attribute(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, ", %s=\"", name);
	add_text(out, text, 0);
	buf_addc(out, '"');
}

/* ---- how a standing looks ------------------------------------------------------------------------------------ */

struct look {
	const char *shape, *style, *fill;
	int outlines;
};
static const struct look leaf_looks[LEAF_COUNT] = {
	[LEAF_MET] = { "box", "filled", "#d5ecd5", 1 },
	[LEAF_PARTLY] = { "hexagon", "filled", "#fbeec1", 1 },
	[LEAF_ASSERTED] = { "ellipse", "filled", "#f6e3c0", 1 },
	[LEAF_CHALLENGED] = { "octagon", "filled", "#f3d1dc", 1 },
	[LEAF_NOT_EVIDENCED] = { "box", "filled", "#f2c9c5", 2 },
	[LEAF_OPEN] = { "box", "filled,rounded", "#ffffff", 1 },
	[LEAF_SET_ASIDE] = { "box", "filled,diagonals", "#eeeeee", 1 },
	[LEAF_OUT_OF_SCOPE] = { "plaintext", "", "", 0 },
}, node_looks[] = {
	[NODE_MET] = { "box", "filled", "#d5ecd5", 1 },
	[NODE_HELD_BACK] = { "hexagon", "filled", "#fbeec1", 1 },
	[NODE_UNFINISHED] = { "box", "filled,rounded", "#ffffff", 1 },
	[NODE_SET_ASIDE] = { "box", "filled,diagonals", "#eeeeee", 1 },
	[NODE_OUT_OF_SCOPE] = { "plaintext", "", "", 0 },
};

static const struct look *look_of(const struct standing *st, int node)
{
	return st->is_leaf[node] ? &leaf_looks[st->value[node]] : &node_looks[st->value[node]];
}

/* ---- claims ---------------------------------------------------------------------------------------------------- */

static bool is_advisory(const struct report *r, int node)
{
	return r->standing->is_leaf[node] && r->work->tree->node[node].asked_as == NULL;
}

static bool is_out_of_scope(const struct report *r, int node)
{
	const struct standing *st = r->standing;

	return st->value[node] == (st->is_leaf[node] ? (int)LEAF_OUT_OF_SCOPE : (int)NODE_OUT_OF_SCOPE);
}

/* "1.2.2.1.1 (1.2/2)", the label, "met"; above the leaves "unfinished, 4 of 5 met". */
static void add_node_label(struct buf *out, const struct report *r, int node)
{
	const struct node *n = &r->work->tree->node[node];
	const struct counts *c = &r->standing->counts[node];

	buf_add(out, "label=\"");
	add_text(out, n->id, 0);
	if (n->asked_as != NULL) {
		buf_add(out, " (");
		add_text(out, n->asked_as, 0);
		buf_addc(out, ')');
	}
	buf_add(out, "\\n");
	add_text(out, n->kind == NODE_THEME ? n->text : n->label, LABEL_COLUMNS);
	buf_addf(out, "\\n%s", standing_words(r->standing, node));
	if (!r->standing->is_leaf[node] && c->in_scope > 0)
		buf_addf(out, ", %d of %d met", c->leaf[LEAF_MET], c->in_scope);
	if (is_advisory(r, node))
		buf_add(out, "\\nadvisory, not asked");
	buf_addc(out, '"');
}

static void add_node(struct buf *out, const struct report *r, int node)
{
	const struct node *n = &r->work->tree->node[node];
	const struct look *look = look_of(r->standing, node);
	bool advisory = is_advisory(r, node);

	buf_addc(out, '\t');
	add_name(out, "claim", n->id);
	buf_add(out, " [");
	add_node_label(out, r, node);
	buf_addf(out, ", shape=%s, peripheries=%d", advisory && is_out_of_scope(r, node) ? "box" : look->shape,
	    advisory && look->outlines == 0 ? 1 : look->outlines);
	buf_addf(out, ", style=\"%s%s%s\"", look->style, advisory && *look->style != '\0' ? "," : "", advisory ? "dashed" : "");
	if (*look->fill != '\0')
		buf_addf(out, ", fillcolor=\"%s\"", look->fill);
	if (is_out_of_scope(r, node))
		buf_add(out, ", color=\"gray\", fontcolor=\"gray40\"");
	if (n->kind != NODE_CLAIM)
		buf_add(out, ", penwidth=2");
	add_attribute(out, "tooltip", tree_wording(r->work->tree, node));
	buf_add(out, "];\n");
}

/* ---- strategies -------------------------------------------------------------------------------------------------- */

static bool is_between(const struct strategy *s, int node)
{
	return s->node == node && s->kind != STRATEGY_NOTE;
}

/* "S1.4 time split", its text; what it means is its tooltip. */
static void add_strategy(struct buf *out, const struct strategy *s)
{
	bool note = s->kind == STRATEGY_NOTE, unsure = s->node == NODE_NONE;

	buf_addc(out, '\t');
	add_name(out, "strategy", s->id);
	buf_add(out, " [label=\"");
	add_text(out, s->id, 0);
	buf_addf(out, " %s", strategy_kind_words(s->kind));
	if (strategy_has_text(s)) {
		buf_add(out, "\\n");
		add_text(out, s->text, LABEL_COLUMNS);
	}
	buf_addf(out, "%s\", shape=%s, style=\"%s\"", unsure ? "\\nits place is not sure" : "", note ? "note" : "parallelogram",
	    unsure ? "dotted" : "solid");
	add_attribute(out, "tooltip", strategy_kind_meaning(s->kind));
	buf_add(out, "];\n");
}

/* A line that says what supports what: the arrow points to what is supported. */
static void add_line(struct buf *out, const char *above, const char *above_id, const char *below, const char *below_id, const char *more)
{
	buf_addc(out, '\t');
	add_name(out, above, above_id);
	buf_add(out, " -> ");
	add_name(out, below, below_id);
	buf_addf(out, "%s;\n", more);
}

/* Those between the claim and the claims below it, one after the other; notes and those of no sure place hang on
 * the side. Returns the last, on which the claims below hang; NULL: they hang on the claim itself. */
static const struct strategy *add_strategies(struct buf *out, const struct report *r, int node)
{
	const struct tree *t = r->work->tree;
	const struct strategy *last = NULL;

	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];

		if (!strategy_is_with(s, node))
			continue;
		add_strategy(out, s);
		if (!is_between(s, node))
			add_line(out, "claim", t->node[node].id, "strategy", s->id, " [dir=none, style=dotted]");
		else {
			add_line(out, last != NULL ? "strategy" : "claim", last != NULL ? last->id : t->node[node].id, "strategy", s->id, "");
			last = s;
		}
	}
	return last;
}

/* ---- evidence ---------------------------------------------------------------------------------------------------- */

static void add_item(struct buf *out, const struct evidence *e)
{
	char ref[16];
	int n = snprintf(ref, sizeof ref, "E%d", e->ref);

	buf_add(out, "\t\"evidence ");
	buf_addn(out, ref, (size_t)n);
	buf_addf(out, "\" [label=\"%s\\n", ref);
	add_text(out, e->title != NULL ? e->title : "(no title)", LABEL_COLUMNS);
	buf_add(out, "\", shape=cylinder];\n");
}

/* An item is drawn once, where it is met first. */
static void add_evidence(struct buf *out, const struct report *r, int leaf, bool *drawn)
{
	const struct work *w = r->work;

	for (int s = w->first_support[leaf]; s >= 0; s = w->support[s].next_of_claim) {
		const struct evidence *e = &w->evidence[w->support[s].evidence];

		if (!drawn[w->support[s].evidence])
			add_item(out, e);
		drawn[w->support[s].evidence] = true;
		buf_addc(out, '\t');
		add_name(out, "claim", w->tree->node[leaf].id);
		buf_addf(out, " -> \"evidence E%d\"%s;\n", e->ref,
		    support_counts(w, &w->support[s]) ? "" : " [style=dashed, label=\"does not count\"]");
	}
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static void add_head(struct buf *out, const struct report *r)
{
	const struct assessment *a = &r->work->assessment;
	char day[DATE_TEXT];

	date_print(r->as_of, day);
	buf_add(out, "digraph \"assay\" {\n\tgraph [label=\"");
	add_text(out, a->product != NULL ? a->product : a->title != NULL ? a->title : "no product named", 0);
	if (a->product != NULL && a->product_version != NULL) {
		buf_addc(out, ' ');
		add_text(out, a->product_version, 0);
	}
	buf_addf(out, ", as of %s\", labelloc=t, rankdir=LR, ordering=out, fontname=\"sans-serif\"];\n", day);
	buf_add(out, "\tnode [fontname=\"sans-serif\"];\n\tedge [fontname=\"sans-serif\", dir=back];\n");
}

static void add_below(struct buf *out, const struct report *r, int node, const struct strategy *last)
{
	const struct tree *t = r->work->tree;

	for (int i = node + 1; i < t->node[node].end; i = t->node[i].end)
		add_line(out, last != NULL ? "strategy" : "claim", last != NULL ? last->id : t->node[node].id, "claim", t->node[i].id,
		    is_advisory(r, i) ? " [style=dashed]" : "");
}

bool report_dot(const struct report *r, struct buf *out, struct err *err)
{
	const struct tree *t = r->work->tree;
	int from = r->root != NODE_NONE ? r->root : 0, end = r->root != NODE_NONE ? t->node[r->root].end : t->n_nodes;
	bool *drawn = xcalloc((size_t)r->work->n_evidence + 1, sizeof *drawn);

	(void)err;
	add_head(out, r);
	for (int i = from; i < end; i++) {
		add_node(out, r, i);
		add_below(out, r, i, add_strategies(out, r, i));
		if (r->evidence)
			add_evidence(out, r, i, drawn);
	}
	buf_add(out, "}\n");
	free(drawn);
	return true;
}
