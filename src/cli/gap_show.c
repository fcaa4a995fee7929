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
#include "core/ticket.h"
#include "store/gap_story.h"

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

/* What is done about it, or why nothing is, under the word that says which. */
static bool put_plan(struct context *c, const struct workspace *ws, const struct gap *g, struct err *err)
{
	char *action = shortened(ws, FIELD_ACTION, g->id, err);
	struct buf b = {0};

	if (action == NULL)
		return false;
	if (*action != '\0')
		buf_addf(&b, "%s: %s", g->state == GAP_ACCEPTED ? "because" : "plan", action);
	else if (g->state == GAP_ACCEPTED)
		buf_add(&b, "because: no reason is given");
	if (b.len > 0)
		out_paragraph(&c->out, INDENT, buf_str(&b));
	buf_release(&b);
	free(action);
	return true;
}

/* Why an outstanding one stands where it does; of the others their heading says it. */
static void put_why(struct context *c, const struct workspace *ws, const struct urgency *u)
{
	struct buf b = {0};

	if (u->group == URGENCY_CLOSED || u->group == URGENCY_ACCEPTED)
		return;
	urgency_words(&b, u, ws->work, c->today);
	if (u->late > 0) {
		out_blanks(&c->out, INDENT);
		out_styled(&c->out, STYLE_OVERDUE, buf_str(&b));
		out_end(&c->out);
	} else
		out_paragraph(&c->out, INDENT, buf_str(&b));
	buf_release(&b);
}

/* What the line above does not say already. */
static void put_facts(struct context *c, const struct gap *g, bool why)
{
	struct buf b = {0};
	char day[DATE_TEXT];

	if (why) {
		buf_add(&b, describe_choice(FIELD_GAP_STATE, (int)g->state));
		if (g->due != DATE_NONE)
			buf_addf(&b, ", due %s", describe_date(g->due, day));
		buf_addf(&b, ", %s", g->owner != NULL ? g->owner : "no owner");
	} else
		describe_gap(&b, c, g);
	out_paragraph(&c->out, INDENT, buf_str(&b));
	buf_release(&b);
}

bool gaps_row(struct context *c, const struct workspace *ws, const struct urgency *u, struct err *err)
{
	const struct gap *g = &ws->work->gap[u->gap];
	struct buf b = {0};
	char ref[32];
	char *gap = shortened(ws, FIELD_GAP, g->id, err);

	if (gap == NULL)
		return false;
	snprintf(ref, sizeof ref, "G%d", g->ref);
	out_labelled(&c->out, INDENT, STYLE_KEY, ref, gap);
	free(gap);
	put_why(c, ws, u);
	put_facts(c, g, u->group == URGENCY_OUTSTANDING);
	buf_add(&b, "claims: ");
	describe_claims(&b, ws->tree, g->claim, g->n_claims);
	out_paragraph(&c->out, INDENT, buf_str(&b));
	buf_release(&b);
	return put_plan(c, ws, g, err);
}

static void put_urgency(struct context *c, const struct workspace *ws, const struct gap *g)
{
	struct urgencies all;
	struct buf b = {0};

	urgency_compute(&all, ws->work, &ws->standing, c->today);
	urgency_words(&b, urgency_of(&all, (int)(g - ws->work->gap)), ws->work, c->today);
	show_label(c, "urgency", buf_str(&b));
	urgency_release(&all);
	buf_release(&b);
}

/* Of an earlier moment only what was known then is told. */
static bool put_story(struct context *c, const struct workspace *ws, const struct gap *g, struct err *err)
{
	struct buf b = {0};
	bool ok = ws->past != NULL || store_gap_story(ws->store, g->id, &b, err);

	if (ok)
		show_label(c, "history", buf_str(&b));
	buf_release(&b);
	return ok;
}

static bool put_all(struct context *c, const struct workspace *ws, const struct gap *g, struct err *err)
{
	struct buf b = {0};
	char ref[32], day[DATE_TEXT];

	snprintf(ref, sizeof ref, "G%d", g->ref);
	if (!show_text(c, ws, ref, FIELD_GAP, g->id, err) || !show_text(c, ws, g->state == GAP_ACCEPTED ? "because" : "plan", FIELD_ACTION, g->id, err))
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
	put_urgency(c, ws, g);
	if (!put_story(c, ws, g, err)) {
		buf_release(&b);
		return false;
	}
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

bool gaps_ticket(struct context *c, const struct workspace *ws, int gap, struct err *err)
{
	struct buf b = {0};
	bool ok = ticket_add(&b, ws->work, &ws->reader, gap, err);

	if (ok)
		out_document(&c->out, buf_str(&b), b.len);
	buf_release(&b);
	return ok;
}

/* ---- the command ------------------------------------------------------------------------------ */

static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	int g;

	bool ok = show_one_form(a, err) && workspace_open(&ws, c, a, STORE_READ, err) && work_read_gap(ws.work, a->operand[0], &g, err) &&
	    (args_has(a, "ticket") ? gaps_ticket(c, &ws, g, err) : gaps_show(c, &ws, g, args_has(a, "json"), err));
	workspace_close(&ws);
	return ok;
}

static const struct option_info show_options[] = {
	{ "ticket", NULL, "Print it as a ticket: a title, then a body in Markdown", 0, 0 },
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
