/* assay status: how far the assessment is, in the time of a key press. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/status.h"
#include "core/challenge.h"

/* ---- JSON ------------------------------------------------------------------------------------- */

static void json_principle(struct json *j, const struct workspace *ws, int node)
{
	const struct counts *n = &ws->standing.counts[node];

	json_object(j, NULL);
	json_string(j, "id", ws->tree->node[node].id);
	json_string(j, "text", ws->tree->node[node].text);
	json_string(j, "standing", standing_key(&ws->standing, node));
	json_int(j, "asked", n->asked);
	json_int(j, "in_scope", n->in_scope);
	json_int(j, "met", n->leaf[LEAF_MET]);
	json_int(j, "set_aside", n->leaf[LEAF_SET_ASIDE]);
	json_string(j, "remark", ws->tree->node[node].remark);
	json_end(j);
}

static void json_claimable(struct json *j, const struct workspace *ws)
{
	int n, *principle = standing_all_claimable(&ws->standing, ws->tree, &n);

	json_array(j, "claimable");
	for (int i = 0; i < n; i++)
		json_string(j, NULL, ws->tree->node[principle[i]].id);
	json_end(j);
	free(principle);
}

static bool json_status(struct json *j, const struct context *c, const struct workspace *ws, struct err *err)
{
	const struct counts *total = &ws->standing.total;
	char head[HASH_TEXT];

	if (!workspace_head(ws, head, err))
		return false;
	json_object(j, NULL);
	json_string(j, "schema", "assay.status/1");
	json_string(j, "product", ws->work->assessment.product);
	json_int(j, "asked", total->asked);
	json_int(j, "in_scope", total->in_scope);
	for (int i = 0; i < LEAF_COUNT; i++)
		json_int(j, leaf_standing_key((enum leaf_standing)i), total->leaf[i]);
	json_claimable(j, ws);
	json_int(j, "gaps_outstanding", ws->standing.gaps_outstanding);
	json_int(j, "gaps_overdue", gaps_overdue(ws->work, c->today));
	json_int(j, "challenges_open", challenge_count(ws->work, CHALLENGE_OPEN));
	json_int(j, "challenges_answered", challenge_count(ws->work, CHALLENGE_ANSWERED));
	json_string(j, "chain_head", head);
	json_array(j, "principles");
	for (int i = 0; i < ws->tree->n_nodes; i++)
		if (ws->tree->node[i].kind == NODE_PRINCIPLE)
			json_principle(j, ws, i);
	json_end(j);
	json_end(j);
	return true;
}

/* ---- one and several workspaces ------------------------------------------------------------------ */

enum shape { SHAPE_FULL, SHAPE_SHORT, SHAPE_ROW, SHAPE_JSON };

static bool put(struct context *c, const struct workspace *ws, const char *path, enum shape shape, struct json *j, struct err *err)
{
	switch (shape) {
	case SHAPE_FULL:
		return status_full(c, ws);
	case SHAPE_SHORT:
		return status_short(c, ws);
	case SHAPE_ROW:
		return status_row(c, ws, path);
	case SHAPE_JSON:
		return json_status(j, c, ws, err);
	}
	return true;
}

static bool put_file(struct context *c, const struct args *a, const char *path, enum shape shape, struct json *j, struct err *err)
{
	struct workspace ws = {0};
	bool ok = workspace_open_path(&ws, c, path, STORE_READ, err) && workspace_go_back(&ws, c, a, err) && put(c, &ws, path, shape, j, err);

	workspace_close(&ws);
	return ok;
}

/* One that cannot be read does not hide the others; the status says that it happened. */
static void put_files(struct context *c, const struct args *a, enum shape shape, struct json *j)
{
	for (size_t i = 0; i < a->n_operands; i++) {
		struct err err = {0};
		if (put_file(c, a, a->operand[i], shape, j, &err))
			continue;
		out_complain(c->out.ascii, "status", err.text);
		c->status = err_exit_status(err.code);
	}
}

static bool run_one(struct context *c, const struct args *a, enum shape shape, struct json *j, struct err *err)
{
	char *path = NULL;

	if (a->n_operands == 1)
		path = xstrdup(a->operand[0]);
	else if (!context_workspace(a, c, &path, err))
		return false;
	bool ok = put_file(c, a, path, shape, j, err);
	free(path);
	return ok;
}

static void run_several(struct context *c, const struct args *a, enum shape shape, struct json *j)
{
	if (shape == SHAPE_ROW)
		status_row_head(c);
	if (shape == SHAPE_JSON) {
		json_object(j, NULL);
		json_string(j, "schema", "assay.status/1");
		json_array(j, "workspaces");
	}
	put_files(c, a, shape, j);
	if (shape == SHAPE_JSON) {
		json_end(j);
		json_end(j);
	}
}

static bool run_status(struct context *c, const struct args *a, struct err *err)
{
	bool several = a->n_operands > 1, ok = true;
	enum shape shape = args_has(a, "json") ? SHAPE_JSON : args_has(a, "short") ? SHAPE_SHORT :
	    several ? SHAPE_ROW : SHAPE_FULL;
	struct buf b = {0};
	struct json j = { .out = &b };

	if (a->n_operands > 0 && args_has(a, "workspace"))
		return err_set(err, ERR_INPUT, "name the workspace once: with -w or as FILE");
	if (several)
		run_several(c, a, shape, &j);
	else
		ok = run_one(c, a, shape, &j, err);
	if (ok && shape == SHAPE_JSON)
		out_json(&c->out, buf_str(&b));
	buf_release(&b);
	return ok;
}

static const struct option_info options[] = {
	{ "short", NULL, "One line, for a prompt or a status bar", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_status = {
	.name = "status",
	.operands = "[FILE ...]",
	.help = "Say how far the assessment is, and what can be claimed",
	.more = "Several workspaces are printed as a table, one line each; one that cannot be read is told on standard error, "
	    "and the status is that of the error.",
	.option = options,
	.max = -1,
	.files = true,
	.past = true,
	.run = run_status,
};
