/* assay why CLAIM: reasons downwards to the item that is missing, consequences upwards to the principle. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/describe.h"
#include "cli/gaps.h"
#include "cli/why.h"
#include "core/reason.h"

/* Gaps that are not closed: what is being done, or not, about the claim. */
static bool is_gap_of(const struct workspace *ws, const struct gap *g, int leaf)
{
	return g->state != GAP_CLOSED && gaps_about(ws->tree, g, leaf);
}

static void put_gaps(const struct why *y, int leaf)
{
	const struct workspace *ws = &y->seen;
	struct context *c = y->c;
	struct buf b = {0};

	for (int i = 0; i < ws->work->n_gap; i++) {
		const struct gap *g = &ws->work->gap[i];
		if (!is_gap_of(ws, g, leaf))
			continue;
		buf_clear(&b);
		buf_addf(&b, "G%d ", g->ref);
		describe_gap(&b, c, g);
		buf_add(&b, ": ");
		describe_gap_head(&b, g);
		out_paragraph(&c->out, 6, buf_str(&b));
	}
	buf_release(&b);
}

/* Gaps are told by put_gaps, those that are accepted too. */
static void put_reasons(const struct why *y, int leaf)
{
	struct reasons r;
	struct buf b = {0};

	reasons_of(&r, y->seen.work, leaf);
	for (size_t i = 0; i < r.n; i++) {
		if (r.item[i].kind == REASON_GAP)
			continue;
		buf_clear(&b);
		reason_words(&b, y->seen.work, leaf, &r.item[i]);
		out_paragraph(&y->c->out, 6, buf_str(&b));
	}
	buf_release(&b);
	reasons_release(&r);
}

static void put_obstacle(const struct why *y, int leaf)
{
	const struct workspace *ws = &y->seen;
	struct context *c = y->c;
	struct buf b = {0};

	describe_claim(&b, ws->tree, leaf);
	buf_addf(&b, " %s: %s", standing_words(&ws->standing, leaf), tree_wording(ws->tree, leaf));
	out_blanks(&c->out, 2);
	out_glyph(&c->out, &ws->standing, leaf);
	out_blanks(&c->out, 1);
	out_hanging(&c->out, 4, buf_str(&b));
	buf_release(&b);
}

/* Nobody has to answer it, and it stands in nobody's way; what is missing for it is told all the same. */
static bool is_advisory(const struct tree *t, int node)
{
	return tree_is_leaf(t, node) && t->node[node].asked_as == NULL;
}

static void put_because(const struct why *y, int node)
{
	int n, *leaf = standing_because(&y->seen.standing, y->seen.tree, node, &n);

	if (n == 0 && is_advisory(y->seen.tree, node)) {
		put_reasons(y, node);
		put_gaps(y, node);
	}
	for (int i = 0; i < n; i++) {
		if (leaf[i] != node)
			put_obstacle(y, leaf[i]);
		put_reasons(y, leaf[i]);
		put_gaps(y, leaf[i]);
	}
	free(leaf);
}

/* "while 1.2/2 is not evidenced, 1.2.2.1, 1.2.2 and principle 1.2 are without full support" */
static void put_holds_up(const struct why *y, int node)
{
	const struct workspace *ws = &y->seen;
	int n, obstacles, *up = standing_holds_up(ws->tree, node, &n);
	struct buf b = {0};

	free(standing_because(&ws->standing, ws->tree, node, &obstacles));
	if (n > 0 && obstacles > 0) {
		buf_add(&b, "While ");
		describe_claim(&b, ws->tree, node);
		buf_addf(&b, " is %s, ", standing_words(&ws->standing, node));
		for (int i = 0; i < n; i++)
			buf_addf(&b, "%s%s%s", i == 0 ? "" : i + 1 == n ? " and " : ", ",
			    ws->tree->node[up[i]].kind == NODE_PRINCIPLE ? "principle " : "", ws->tree->node[up[i]].id);
		buf_addf(&b, " %s without full support.", n == 1 ? "is" : "are");
	} else if (n > 0) {
		buf_add(&b, "It holds up:");
	}
	if (b.len > 0)
		out_paragraph(&y->c->out, 0, buf_str(&b));
	for (int i = 0; i < n; i++)
		why_put_node(y, up[i]);
	buf_release(&b);
	free(up);
}

static void put_claim(const struct why *y, int node)
{
	const struct workspace *ws = &y->seen;
	struct context *c = y->c;
	struct buf b = {0};

	why_put_tries(y);
	standing_sentence(&b, &ws->standing, ws->work, node);
	out_labelled(&c->out, 2, out_standing_style(&ws->standing, node), standing_glyph(&ws->standing, node, c->out.ascii),
	    buf_str(&b));
	put_because(y, node);
	put_holds_up(y, node);
	if (y->takes)
		why_put_takes(y, node);
	why_put_effect(y);
	buf_release(&b);
}

static void json_because(struct json *j, const struct workspace *ws, int node)
{
	int n, *leaf = standing_because(&ws->standing, ws->tree, node, &n);

	json_array(j, "because");
	for (int i = 0; i < n; i++) {
		json_object(j, NULL);
		describe_json_claim_keys(j, ws->tree, leaf[i]);
		json_string(j, "standing", standing_key(&ws->standing, leaf[i]));
		json_array(j, "gaps");
		for (int g = 0; g < ws->work->n_gap; g++)
			if (is_gap_of(ws, &ws->work->gap[g], leaf[i]))
				describe_json_ref(j, NULL, 'G', ws->work->gap[g].ref);
		json_end(j);
		challenges_json_refs(j, ws->work, leaf[i], false);
		json_end(j);
	}
	json_end(j);
	free(leaf);
}

static void json_claim(const struct why *y, int node)
{
	const struct workspace *ws = &y->seen;
	struct buf b = {0};
	struct json j = { .out = &b };
	int n, *up = standing_holds_up(ws->tree, node, &n);

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.why/1");
	describe_json_claim_keys(&j, ws->tree, node);
	json_string(&j, "standing", standing_key(&ws->standing, node));
	json_because(&j, ws, node);
	why_json_ids(&j, "holds_up", ws->tree, up, n);
	why_json_tries(&j, y);
	why_json_takes(&j, y, node);
	json_end(&j);
	out_json(&y->c->out, buf_str(&b));
	buf_release(&b);
	free(up);
}

void why_claim(const struct why *y, int node)
{
	(y->json ? json_claim : put_claim)(y, node);
}
