/* Printing one gap: in a list, and in all its parts. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/gaps.h"
#include "cli/show.h"

enum { INDENT = 5 };

/* The first lines of a long text; all of it is in `show`. */
static char *shortened(const struct workspace *ws, enum field f, const char *id, struct err *err)
{
	char *text = workspace_text(ws, f, id, err);
	struct buf b = {0};

	if (text == NULL)
		return NULL;
	size_t len = strlen(text), n = utf8_fit(text, len, HEAD_MAX);
	n = n < strcspn(text, "\n") ? n : strcspn(text, "\n");
	buf_addn(&b, text, n);
	if (n < len)
		buf_add(&b, " …");
	free(text);
	return buf_steal(&b);
}

static enum style gap_style(const struct context *c, const struct work *w, const struct gap *g)
{
	return gap_overdue(w, g, c->today) ? STYLE_OVERDUE : STYLE_TEXT;
}

bool gaps_row(struct context *c, const struct workspace *ws, const struct gap *g, struct err *err)
{
	struct buf b = {0};
	char ref[32];
	char *gap = shortened(ws, FIELD_GAP, g->id, err), *action = NULL;

	if (gap == NULL || (action = shortened(ws, FIELD_ACTION, g->id, err)) == NULL) {
		free(gap);
		return false;
	}
	snprintf(ref, sizeof ref, "G%d", g->ref);
	out_labelled(&c->out, INDENT, STYLE_KEY, ref, gap);
	describe_gap(&b, c, g);
	if (gap_overdue(ws->work, g, c->today))
		buf_add(&b, ", overdue");
	out_blanks(&c->out, INDENT);
	out_styled(&c->out, gap_style(c, ws->work, g), buf_str(&b));
	out_end(&c->out);
	buf_clear(&b);
	buf_add(&b, "claims: ");
	describe_claims(&b, ws->tree, g->claim, g->n_claims);
	out_paragraph(&c->out, INDENT, buf_str(&b));
	if (*action != '\0') {
		buf_clear(&b);
		buf_addf(&b, "plan: %s", action);
		out_paragraph(&c->out, INDENT, buf_str(&b));
	}
	buf_release(&b);
	free(gap);
	free(action);
	return true;
}

static bool put_all(struct context *c, const struct workspace *ws, const struct gap *g, struct err *err)
{
	struct buf b = {0};
	char ref[32], day[DATE_TEXT];

	snprintf(ref, sizeof ref, "G%d", g->ref);
	if (!show_text(c, ws, ref, FIELD_GAP, g->id, err) || !show_text(c, ws, "plan", FIELD_ACTION, g->id, err))
		return false;
	show_label(c, "state", describe_choice(FIELD_GAP_STATE, (int)g->state));
	show_label(c, "priority", describe_choice(FIELD_PRIORITY, g->priority));
	if (g->due != DATE_NONE) {
		char relative[64];
		date_relative(g->due, c->today, relative, sizeof relative);
		buf_addf(&b, "%s (%s%s)", describe_date(g->due, day), relative,
		    gap_overdue(ws->work, g, c->today) ? ", overdue" : "");
		show_label(c, "due", buf_str(&b));
	}
	show_label(c, "owner", g->owner);
	show_label(c, "audience", describe_choice(FIELD_GAP_AUDIENCE, (int)g->audience));
	for (int i = 0; i < g->n_claims; i++) {
		buf_clear(&b);
		describe_claim(&b, ws->tree, g->claim[i]);
		buf_addf(&b, " %s", tree_wording(ws->tree, g->claim[i]));
		out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, i == 0 ? "claims" : "", buf_str(&b));
	}
	buf_release(&b);
	return true;
}

static bool put_json(struct context *c, const struct workspace *ws, const struct gap *g, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.show/1");
	bool ok = describe_json_gap(&j, c, ws, g, err);
	json_string(&j, "audience", describe_choice(FIELD_GAP_AUDIENCE, (int)g->audience));
	json_end(&j);
	if (ok)
		out_json(&c->out, buf_str(&b));
	buf_release(&b);
	return ok;
}

bool gaps_show(struct context *c, const struct workspace *ws, int gap, bool json, struct err *err)
{
	const struct gap *g = &ws->work->gap[gap];

	return json ? put_json(c, ws, g, err) : put_all(c, ws, g, err);
}

/* ---- the command ------------------------------------------------------------------------------ */

static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	int g;

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && work_read_gap(ws.work, a->operand[0], &g, err) &&
	    gaps_show(c, &ws, g, args_has(a, "json"), err);
	workspace_close(&ws);
	return ok;
}

static const struct option_info show_options[] = {
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_gap_show = {
	.name = "gap show",
	.operands = "GAP",
	.help = "Print one gap in all its parts",
	.option = show_options,
	.min = 1,
	.max = 1,
	.past = true,
	.run = run_show,
};
