/* assay gaps, assay gap list: which gaps, in what order. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/challenges.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/gaps.h"

/* ---- which, in what order ----------------------------------------------------------------------- */

int *gaps_sorted(const struct work *w, date today)
{
	int *order = xcalloc((size_t)w->n_gap + 1, sizeof *order);

	for (int i = 0; i < w->n_gap; i++) {
		int at = i;
		while (at > 0 && gap_compare(w, &w->gap[i], &w->gap[order[at - 1]], today) < 0) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = i;
	}
	return order;
}

struct filter {
	bool all, overdue;
	const char *owner;
	int node;               /* NODE_NONE: any claim */
};

bool gaps_about(const struct tree *t, const struct gap *g, int node)
{
	for (int i = 0; i < g->n_claims; i++)
		if (g->claim[i] >= node && g->claim[i] < t->node[node].end)
			return true;
	return false;
}

static bool passes(const struct context *c, const struct work *w, const struct gap *g, const struct filter *f)
{
	if (!f->all && !gap_outstanding(w, g))
		return false;
	if (f->overdue && !gap_overdue(w, g, c->today))
		return false;
	if (f->owner != NULL && (g->owner == NULL || utf8_find(g->owner, f->owner) < 0))
		return false;
	return f->node == NODE_NONE || gaps_about(w->tree, g, f->node);
}

/* ---- lists -------------------------------------------------------------------------------------- */

static void put_summary(struct context *c, const struct work *w, const struct filter *f, int shown)
{
	struct buf b = {0};
	int overdue = 0;

	for (int i = 0; i < w->n_gap; i++)
		overdue += passes(c, w, &w->gap[i], f) && gap_overdue(w, &w->gap[i], c->today);
	if (shown == 0) {
		out_line(&c->out, f->overdue ? "no overdue gaps" : f->all ? "no gaps" : "no outstanding gaps");
		return;
	}
	describe_number(&b, shown, "gap", "gaps");
	buf_addf(&b, "%s, %d overdue", f->all ? "" : " outstanding", overdue);
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
}

static bool list(struct context *c, const struct workspace *ws, const struct filter *f, struct json *j, int *shown, struct err *err)
{
	int *order = gaps_sorted(ws->work, c->today);
	bool ok = true;

	*shown = 0;
	for (int i = 0; ok && i < ws->work->n_gap; i++) {
		const struct gap *g = &ws->work->gap[order[i]];
		if (!passes(c, ws->work, g, f))
			continue;
		++*shown;
		if (j == NULL) {
			ok = gaps_row(c, ws, g, err);
		} else {
			json_object(j, NULL);
			ok = describe_json_gap(j, c, ws, g, err);
			json_end(j);
		}
	}
	free(order);
	return ok;
}

/* ---- challenges that wait ------------------------------------------------------------------------- */

/* They have no due date and no owner: a list of overdue gaps, or of somebody's, is without them. */
static bool challenge_passes(const struct work *w, const struct challenge *c, const struct filter *f)
{
	return !f->overdue && f->owner == NULL && challenge_waits(c) &&
	    (f->node == NODE_NONE || challenges_about(w->tree, c, f->node));
}

static void put_challenges(struct context *c, const struct work *w, const struct filter *f)
{
	struct buf b = {0};
	int n = 0;

	for (int i = 0; i < w->n_challenge; i++)
		n += challenge_passes(w, &w->challenge[i], f);
	if (n == 0)
		return;
	out_end(&c->out);
	describe_number(&b, n, "challenge waits (assay challenge list)", "challenges wait (assay challenge list)");
	out_line(&c->out, buf_str(&b));
	for (int i = 0; i < w->n_challenge; i++)
		if (challenge_passes(w, &w->challenge[i], f))
			challenges_line(c, w, &w->challenge[i], 2);
	buf_release(&b);
}

static bool json_challenges(struct json *j, const struct workspace *ws, const struct filter *f, struct err *err)
{
	json_array(j, "challenges");
	for (int i = 0; i < ws->work->n_challenge; i++) {
		if (!challenge_passes(ws->work, &ws->work->challenge[i], f))
			continue;
		json_object(j, NULL);
		if (!challenges_json(j, ws, &ws->work->challenge[i], err))
			return false;
		json_end(j);
	}
	json_end(j);
	return true;
}

static bool list_json(struct context *c, const struct workspace *ws, const struct filter *f, int *shown, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.gaps/1");
	json_array(&j, "gaps");
	bool ok = list(c, ws, f, &j, shown, err);
	if (ok)
		json_end(&j);
	ok = ok && json_challenges(&j, ws, f, err);
	if (ok) {
		json_end(&j);
		out_json(&c->out, buf_str(&b));
	}
	buf_release(&b);
	return ok;
}

static bool run_list(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct filter f = { .all = strcmp(a->cmd->name, "gap list") == 0, .overdue = args_has(a, "overdue"),
		.owner = args_get(a, "owner"), .node = NODE_NONE };
	const char *claim = args_get(a, "claim");
	int shown = 0;

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && (claim == NULL || tree_read_node(ws.tree, claim, &f.node, err));
	if (ok && args_has(a, "json"))
		ok = list_json(c, &ws, &f, &shown, err);
	else if (ok && (ok = list(c, &ws, &f, NULL, &shown, err))) {
		put_summary(c, ws.work, &f, shown);
		if (!f.all)
			put_challenges(c, ws.work, &f);
	}
	if (shown > 0 && args_has(a, "exit-code"))
		c->status = 1;
	workspace_close(&ws);
	return ok;
}

#define LIST_OPTIONS \
	{ "overdue", NULL, "Only those past their due date", 0, 0 }, \
	{ "owner", "NAME", "Only those of an owner whose name has this in it", 0, 0 }, \
	{ "claim", "CLAIM", "Only those about a claim, or about claims below it", 0, 0 }, \
	{ "json", NULL, "Print JSON", 0, 0 }

static const struct option_info gaps_options[] = {
	LIST_OPTIONS,
	{ "exit-code", NULL, "End with status 1 if there are any", 0, 0 },
	{ 0 },
};
static const struct option_info list_options[] = {
	LIST_OPTIONS,
	{ 0 },
};

const struct cmd_info cmd_gaps = {
	.name = "gaps",
	.help = "List the outstanding gaps, most urgent first, and the challenges that wait",
	.option = gaps_options,
	.past = true,
	.run = run_list,
};

const struct cmd_info cmd_gap_list = {
	.name = "gap list",
	.help = "List all gaps, those closed or accepted too",
	.option = list_options,
	.past = true,
	.run = run_list,
};
