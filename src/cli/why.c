/* assay why: why a node stands as it does, what an item of evidence carries, what it would take, and
 * all that with something tried. */
#include "config.h"

#include <stdlib.h>

#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/why.h"

void why_put_node(const struct why *y, int node)
{
	struct buf b = {0};

	describe_claim(&b, y->seen.tree, node);
	buf_addf(&b, " %s: %s", standing_words(&y->seen.standing, node), tree_wording(y->seen.tree, node));
	out_paragraph(&y->c->out, 2, buf_str(&b));
	buf_release(&b);
}

void why_json_ids(struct json *j, const char *key, const struct tree *t, const int *node, int n)
{
	json_array(j, key);
	for (int i = 0; i < n; i++)
		json_string(j, NULL, t->node[node[i]].id);
	json_end(j);
}

static bool ask_evidence(const struct why *y, const char *name, int ref, struct err *err)
{
	int e;

	if (why_is_without(y, ref))
		return err_set(err, ERR_INPUT, "%s is what is tried without: name a claim, or leave out --without %s", name, name);
	if (!work_read_evidence(y->seen.work, name, &e, err))
		return false;
	if (y->takes)
		return err_set(err, ERR_INPUT, "--what-it-takes is asked of a claim, principle or theme, not of evidence");
	why_evidence(y, e);
	return true;
}

static bool ask_claim(const struct why *y, const char *name, struct err *err)
{
	int node;

	if (!tree_read_node(y->seen.tree, name, &node, err))
		return false;
	why_claim(y, node);
	return true;
}

static bool run_why(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct why y = { .c = c, .is = &ws, .takes = args_has(a, "what-it-takes"), .json = args_has(a, "json") };
	const char *name = a->operand[0];
	int ref;

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && why_try(&y, a, err) &&
	    (ref_read(name, 'E', &ref) ? ask_evidence(&y, name, ref, err) : ask_claim(&y, name, err));
	why_release(&y);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "what-it-takes", NULL, "The smallest set of missing pieces, the cheapest first", 0, 0 },
	{ "without", "EVIDENCE", "As if this item were removed; may be given several times", OPTION_MANY, 0 },
	{ "if", "CLAIM=STATUS", "As if the claim had this status; may be given several times", OPTION_MANY, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_why = {
	.name = "why",
	.operands = "CLAIM|EVIDENCE",
	.help = "Say why a claim, principle or theme stands as it does, or what an item of evidence carries",
	.more = "For evidence: the claims that would be left with no support without it, those that would lose some, "
	    "and what would then stand without full support. What is tried with --without and --if is never saved. "
	    "--what-it-takes says what would satisfy the counting rule; whether the evidence shows the claim is for "
	    "the assessor to judge.",
	.option = options,
	.min = 1,
	.max = 1,
	.past = true,
	.run = run_why,
};
