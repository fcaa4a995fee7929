/* assay why EVIDENCE: what an item carries. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/cost.h"
#include "cli/describe.h"
#include "cli/why.h"

static void put_claims(const struct why *y, const char *heading, const int *leaf, int n)
{
	const struct tree *t = y->seen.tree;
	struct context *c = y->c;
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

static int compare_nodes(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* What stands above the claims that would be left without support, each once, in tree order. */
static int *nodes_above(const struct tree *t, const int *leaf, int n, int *n_above)
{
	bool *seen = xcalloc((size_t)t->n_nodes + 1, sizeof *seen);
	int *above = xcalloc((size_t)t->n_nodes + 1, sizeof *above);

	*n_above = 0;
	for (int i = 0; i < n; i++)
		for (int up = t->node[leaf[i]].parent; up != NODE_NONE && t->node[up].kind != NODE_THEME && !seen[up]; up = t->node[up].parent) {
			seen[up] = true;
			above[(*n_above)++] = up;
		}
	qsort(above, (size_t)*n_above, sizeof *above, compare_nodes);
	free(seen);
	return above;
}

static void put_consequences(const struct why *y, const struct cost *cost)
{
	struct buf b = {0};
	int n, *above = nodes_above(y->seen.tree, cost->without, cost->n_without, &n);

	if (cost->n_principles > 0) {
		buf_addf(&b, "Without full support then: principle%s ", cost->n_principles == 1 ? "" : "s");
		describe_claims(&b, y->seen.tree, cost->principle, cost->n_principles);
		out_paragraph(&y->c->out, 0, buf_str(&b));
	}
	for (int i = 0; i < n; i++) {
		buf_clear(&b);
		buf_addf(&b, "%s %s", y->seen.tree->node[above[i]].id, tree_wording(y->seen.tree, above[i]));
		out_paragraph(&y->c->out, 2, buf_str(&b));
	}
	buf_release(&b);
	free(above);
}

static void put_evidence(const struct why *y, const struct evidence *e, const struct cost *cost)
{
	struct buf b = {0};

	why_put_tries(y);
	buf_addf(&b, "E%d %s", e->ref, describe_title(e));
	out_paragraph(&y->c->out, 0, buf_str(&b));
	if (cost->n_without + cost->n_some == 0)
		out_line(&y->c->out, e->n_supports > 0 ? "Without it no claim in scope would lose support that counts." :
		    "It supports no claim yet.");
	put_claims(y, "Without it these claims would be left with no support:", cost->without, cost->n_without);
	put_claims(y, "These would lose some support, and need judging again:", cost->some, cost->n_some);
	put_consequences(y, cost);
	why_put_effect(y);
	buf_release(&b);
}

static void json_claims(struct json *j, const char *key, const struct tree *t, const int *leaf, int n)
{
	json_array(j, key);
	for (int i = 0; i < n; i++)
		describe_json_claim(j, NULL, t, leaf[i]);
	json_end(j);
}

static void json_evidence(const struct why *y, const struct evidence *e, const struct cost *cost)
{
	const struct workspace *ws = &y->seen;
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.why/1");
	describe_json_ref(&j, "ref", 'E', e->ref);
	json_claims(&j, "left_without", ws->tree, cost->without, cost->n_without);
	json_claims(&j, "loses_some", ws->tree, cost->some, cost->n_some);
	why_json_ids(&j, "principles", ws->tree, cost->principle, cost->n_principles);
	why_json_tries(&j, y);
	json_end(&j);
	out_json(&y->c->out, buf_str(&b));
	buf_release(&b);
}

void why_evidence(const struct why *y, int evidence)
{
	struct cost cost;

	cost_of_evidence(&cost, y->seen.work, evidence, NULL, 0);
	(y->json ? json_evidence : put_evidence)(y, &y->seen.work->evidence[evidence], &cost);
	cost_release(&cost);
}
