/* assay why: why a node stands as it does, and what an item of evidence carries. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/cost.h"
#include "cli/describe.h"
#include "core/gap_filter.h"

/* ---- a claim ------------------------------------------------------------------------------------ */

/* Gaps that are not closed: what is being done, or not, about the claim. */
static bool is_gap_of(const struct workspace *ws, const struct gap *g, int leaf)
{
	return g->state != GAP_CLOSED && gap_about(ws->tree, g, leaf);
}

static void put_gaps(struct context *c, const struct workspace *ws, int leaf)
{
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

static void put_obstacle(struct context *c, const struct workspace *ws, int leaf)
{
	struct buf b = {0};

	describe_claim(&b, ws->tree, leaf);
	buf_addf(&b, " %s: %s", standing_words(&ws->standing, leaf), tree_wording(ws->tree, leaf));
	out_blanks(&c->out, 2);
	out_glyph(&c->out, &ws->standing, leaf);
	out_blanks(&c->out, 1);
	out_hanging(&c->out, 4, buf_str(&b));
	buf_release(&b);
}

static void put_because(struct context *c, const struct workspace *ws, int node)
{
	int n, *leaf = standing_because(&ws->standing, ws->tree, node, &n);

	for (int i = 0; i < n; i++) {
		if (leaf[i] != node)
			put_obstacle(c, ws, leaf[i]);
		put_gaps(c, ws, leaf[i]);
	}
	free(leaf);
}

/* "while 1.2/2 is not evidenced, 1.2.2.1, 1.2.2 and principle 1.2 are without full support" */
static void put_holds_up(struct context *c, const struct workspace *ws, int node)
{
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
		buf_add(&b, "It holds up ");
		describe_claims(&b, ws->tree, up, n);
		buf_add(&b, ".");
	}
	if (b.len > 0)
		out_paragraph(&c->out, 0, buf_str(&b));
	buf_release(&b);
	free(up);
}

static void why_claim(struct context *c, const struct workspace *ws, int node)
{
	struct buf b = {0};

	standing_sentence(&b, &ws->standing, ws->work, node);
	out_labelled(&c->out, 2, out_standing_style(&ws->standing, node), standing_glyph(&ws->standing, node, c->out.ascii),
	    buf_str(&b));
	put_because(c, ws, node);
	put_holds_up(c, ws, node);
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
		json_end(j);
	}
	json_end(j);
	free(leaf);
}

static void json_ids(struct json *j, const char *key, const struct tree *t, const int *node, int n)
{
	json_array(j, key);
	for (int i = 0; i < n; i++)
		json_string(j, NULL, t->node[node[i]].id);
	json_end(j);
}

static void why_claim_json(struct context *c, const struct workspace *ws, int node)
{
	struct buf b = {0};
	struct json j = { .out = &b };
	int n, *up = standing_holds_up(ws->tree, node, &n);

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.why/1");
	describe_json_claim_keys(&j, ws->tree, node);
	json_string(&j, "standing", standing_key(&ws->standing, node));
	json_because(&j, ws, node);
	json_ids(&j, "holds_up", ws->tree, up, n);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
	free(up);
}

/* ---- an item of evidence ------------------------------------------------------------------------- */

static void put_claims(struct context *c, const struct tree *t, const char *heading, const int *leaf, int n)
{
	struct buf b = {0};

	if (n > 0)
		out_line(&c->out, heading);
	for (int i = 0; i < n; i++) {
		buf_clear(&b);
		describe_claim(&b, t, leaf[i]);
		buf_addf(&b, " %s", tree_wording(t, leaf[i]));
		out_paragraph(&c->out, 2, buf_str(&b));
	}
	buf_release(&b);
}

static void why_evidence(struct context *c, const struct workspace *ws, const struct evidence *e, const struct cost *cost)
{
	struct buf b = {0};

	buf_addf(&b, "E%d %s", e->ref, describe_title(e));
	out_paragraph(&c->out, 0, buf_str(&b));
	if (cost->n_without + cost->n_some == 0)
		out_line(&c->out, e->n_supports > 0 ? "Without it no claim in scope would lose support that counts." :
		    "It supports no claim yet.");
	put_claims(c, ws->tree, "Without it these claims would be left with no support:", cost->without, cost->n_without);
	put_claims(c, ws->tree, "These would lose some support, and need judging again:", cost->some, cost->n_some);
	if (cost->n_principles > 0) {
		buf_clear(&b);
		buf_addf(&b, "Without full support then: principle%s ", cost->n_principles == 1 ? "" : "s");
		describe_claims(&b, ws->tree, cost->principle, cost->n_principles);
		out_paragraph(&c->out, 0, buf_str(&b));
	}
	buf_release(&b);
}

static void json_claims(struct json *j, const char *key, const struct tree *t, const int *leaf, int n)
{
	json_array(j, key);
	for (int i = 0; i < n; i++)
		describe_json_claim(j, NULL, t, leaf[i]);
	json_end(j);
}

static void why_evidence_json(struct context *c, const struct workspace *ws, const struct evidence *e, const struct cost *cost)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.why/1");
	describe_json_ref(&j, "ref", 'E', e->ref);
	json_claims(&j, "left_without", ws->tree, cost->without, cost->n_without);
	json_claims(&j, "loses_some", ws->tree, cost->some, cost->n_some);
	json_ids(&j, "principles", ws->tree, cost->principle, cost->n_principles);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

/* ---- which ------------------------------------------------------------------------------------ */

static bool evidence(struct context *c, const struct workspace *ws, const char *name, bool json, struct err *err)
{
	struct cost cost;
	int e;

	if (!work_read_evidence(ws->work, name, &e, err))
		return false;
	cost_of_evidence(&cost, ws->work, e, NULL, 0);
	(json ? why_evidence_json : why_evidence)(c, ws, &ws->work->evidence[e], &cost);
	cost_release(&cost);
	return true;
}

static bool claim(struct context *c, const struct workspace *ws, const char *name, bool json, struct err *err)
{
	int node;

	if (!tree_read_node(ws->tree, name, &node, err))
		return false;
	(json ? why_claim_json : why_claim)(c, ws, node);
	return true;
}

static bool run_why(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	bool json = args_has(a, "json");
	int number;

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && (ref_read(a->operand[0], 'E', &number) ?
	    evidence(c, &ws, a->operand[0], json, err) : claim(c, &ws, a->operand[0], json, err));
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_why = {
	.name = "why",
	.operands = "CLAIM|EVIDENCE",
	.help = "Say why a claim, principle or theme stands as it does, or what an item of evidence carries",
	.more = "For evidence: the claims that would be left with no support without it, those that would lose some, "
	    "and the principles that would then stand without full support.",
	.option = options,
	.min = 1,
	.max = 1,
	.past = true,
	.run = run_why,
};
