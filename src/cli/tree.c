/* assay tree: what supports what, with the standing of every node. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "core/strategy.h"

struct job {
	struct context *c;
	const struct workspace *ws;
	int root;               /* NODE_NONE: the whole */
	int depth;              /* levels below the root, or below the themes */
	unsigned kinds;         /* of the strategies that were printed: 1 << enum strategy_kind */
	struct json *json;      /* NULL: text */
};

/* ---- JSON ------------------------------------------------------------------------------------- */

static const char *kind_word(enum node_kind kind)
{
	return kind == NODE_THEME ? "theme" : kind == NODE_PRINCIPLE ? "principle" : "claim";
}

static void json_row(struct json *j, const char *id, const char *parent, const char *kind, const char *text, const char *label,
    const char *asked_as, const char *standing)
{
	json_object(j, NULL);
	json_string(j, "id", id);
	json_string(j, "parent", parent);
	json_string(j, "kind", kind);
	json_string(j, "text", text);
	json_string(j, "label", label);
	json_string(j, "asked_as", asked_as);
	json_string(j, "standing", standing);
	json_end(j);
}

static void json_node(const struct job *job, int node)
{
	const struct tree *t = job->ws->tree;
	const struct node *n = &t->node[node];

	json_row(job->json, n->id, n->parent == NODE_NONE ? NULL : t->node[n->parent].id, kind_word(n->kind), n->text,
	    n->label, n->asked_as, standing_key(&job->ws->standing, node));
}

/* ---- text ------------------------------------------------------------------------------------- */

static size_t indent_of(const struct job *job, int node)
{
	const struct tree *t = job->ws->tree;

	return 2 * (size_t)(t->node[node].depth - (job->root != NODE_NONE ? t->node[job->root].depth : 0));
}

static void add_right(struct buf *b, const struct job *job, int node)
{
	const struct counts *n = &job->ws->standing.counts[node];

	if (job->ws->standing.is_leaf[node])
		buf_add(b, standing_words(&job->ws->standing, node));
	else
		standing_count_words(b, n, job->c->out.ascii);
}

/* "● 1.2.2.1.1 (1.2/2) Integrity of third-party components is verified        met" */
static void put_node(const struct job *job, int node)
{
	enum { RIGHT = 14 };
	const struct node *n = &job->ws->tree->node[node];
	struct out *o = &job->c->out;
	size_t indent = indent_of(job, node), used = indent + 2 + RIGHT + 1;
	struct buf left = {0}, right = {0};

	buf_add(&left, n->id);
	if (n->asked_as != NULL)
		buf_addf(&left, " (%s)", n->asked_as);
	buf_addf(&left, " %s", n->text);
	add_right(&right, job, node);
	out_blanks(o, indent);
	out_glyph(o, &job->ws->standing, node);
	out_blanks(o, 1);
	out_cell(o, n->kind == NODE_CLAIM ? STYLE_TEXT : STYLE_HEADING, buf_str(&left),
	    o->columns > used + 10 ? o->columns - used : 10);
	out_blanks(o, 1);
	out_cell_right(o, out_standing_style(&job->ws->standing, node), buf_str(&right), RIGHT);
	out_end(o);
	buf_release(&left);
	buf_release(&right);
}

/* Where it has no sure place, the reason stands under it. */
static void put_strategy_text(const struct job *job, int node, const struct strategy *s)
{
	size_t indent = indent_of(job, node) + 2;
	struct buf b = {0};

	strategy_words(&b, s);
	out_paragraph(&job->c->out, indent, buf_str(&b));
	buf_clear(&b);
	if (s->node == NODE_NONE)
		strategy_basis(&b, s);
	if (b.len > 0)
		out_paragraph(&job->c->out, indent + 2, buf_str(&b));
	buf_release(&b);
}

/* What the words for the strategies mean, once for all of a kind. */
static void put_meanings(const struct job *job)
{
	enum { WORDS = 15 };

	if (job->kinds != 0)
		out_end(&job->c->out);
	for (int k = STRATEGY_DECOMPOSITION; k <= STRATEGY_NOTE; k++)
		if ((job->kinds & 1U << k) != 0)
			out_labelled(&job->c->out, WORDS, STYLE_DIM, strategy_kind_words((enum strategy_kind)k),
			    strategy_kind_meaning((enum strategy_kind)k));
}

/* ---- walking ------------------------------------------------------------------------------------ */

/* Those attached to the node; with a theme, those that have no sure place. */
static void put_strategies(struct job *job, int node)
{
	const struct tree *t = job->ws->tree;

	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];
		if (!strategy_is_with(s, node))
			continue;
		job->kinds |= 1U << s->kind;
		if (job->json != NULL)
			json_row(job->json, s->id, t->node[node].id, s->kind == STRATEGY_NOTE ? "note" : "strategy", s->text,
			    NULL, NULL, NULL);
		else
			put_strategy_text(job, node, s);
	}
}

static void walk(struct job *job)
{
	const struct tree *t = job->ws->tree;
	int first = job->root != NODE_NONE ? job->root : 0;
	int end = job->root != NODE_NONE ? t->node[job->root].end : t->n_nodes;
	int top = job->root != NODE_NONE ? t->node[job->root].depth : 0;

	for (int i = first; i < end; i++) {
		if (t->node[i].depth - top > job->depth)
			continue;
		if (job->json != NULL)
			json_node(job, i);
		else
			put_node(job, i);
		if (t->node[i].depth - top < job->depth)
			put_strategies(job, i);
	}
}

static void walk_json(struct job *job)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	job->json = &j;
	json_object(&j, NULL);
	json_string(&j, "schema", "assay.tree/1");
	json_array(&j, "nodes");
	walk(job);
	json_end(&j);
	json_end(&j);
	out_json(&job->c->out, buf_str(&b));
	buf_release(&b);
}

static bool read_depth(const struct args *a, int *depth, struct err *err)
{
	const char *text = args_get(a, "depth");

	*depth = TREE_DEPTH_MAX;
	if (text == NULL)
		return true;
	if (strspn(text, "0123456789") != strlen(text) || *text == '\0' || strlen(text) > 4)
		return err_set(err, ERR_INPUT, "--depth: '%s' is no number of levels", text);
	*depth = (int)strtol(text, NULL, 10);
	return true;
}

static bool run_tree(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct job job = { .c = c, .ws = &ws, .root = NODE_NONE };

	bool ok = read_depth(a, &job.depth, err) && workspace_open(&ws, c, a, STORE_READ, err) &&
	    (a->n_operands == 0 || tree_read_node(ws.tree, a->operand[0], &job.root, err));
	if (ok && args_has(a, "json"))
		walk_json(&job);
	else if (ok) {
		walk(&job);
		put_meanings(&job);
	}
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "depth", "NUMBER", "How many levels below; 0: none", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_tree = {
	.name = "tree",
	.operands = "[CLAIM]",
	.help = "Print the tree of claims with its standing, or the part below a claim, principle or theme",
	.option = options,
	.max = 1,
	.past = true,
	.run = run_tree,
};
