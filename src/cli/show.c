/* assay show: everything about one claim, item of evidence, gap or challenge, links included. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/gaps.h"
#include "cli/show.h"

void show_label(struct context *c, const char *label, const char *text)
{
	if (text != NULL && *text != '\0')
		out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, label, text);
}

bool show_text(struct context *c, const struct workspace *ws, const char *label, enum field f, const char *id,
    struct err *err)
{
	char *text = workspace_text(ws, f, id, err);

	if (text == NULL)
		return false;
	show_label(c, label, text);
	free(text);
	return true;
}

/* ---- evidence ----------------------------------------------------------------------------------- */

static bool put_support(struct context *c, const struct workspace *ws, const struct support *s, bool first, struct err *err)
{
	char *note = workspace_text(ws, FIELD_SUPPORT_NOTE, s->id, err);
	struct buf b = {0};

	if (note == NULL)
		return false;
	describe_claim(&b, ws->tree, s->claim);
	buf_addf(&b, " %s%s", ws->tree->node[s->claim].label, support_counts(ws->work, s) ? "" : " (does not count)");
	out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, first ? "supports" : "", buf_str(&b));
	if (*note != '\0')
		out_paragraph(&c->out, SHOW_LABEL + 2, note);
	buf_release(&b);
	free(note);
	return true;
}

static void put_day(struct context *c, const char *label, date d, bool past_is_bad)
{
	char day[DATE_TEXT], relative[64];
	struct buf b = {0};

	if (d == DATE_NONE)
		return;
	date_relative(d, c->today, relative, sizeof relative);
	buf_addf(&b, "%s (%s%s)", describe_date(d, day), relative, past_is_bad && d < c->today ? ", look again" : "");
	show_label(c, label, buf_str(&b));
	buf_release(&b);
}

static bool put_supports(struct context *c, const struct workspace *ws, const struct evidence *e, struct err *err)
{
	bool first = true;

	for (int s = e->first_support; s >= 0; s = ws->work->support[s].next_of_evidence, first = false)
		if (!put_support(c, ws, &ws->work->support[s], first, err))
			return false;
	if (first)
		show_label(c, "supports", "nothing yet (assay evidence link)");
	return true;
}

bool show_evidence(struct context *c, const struct workspace *ws, int evidence, struct err *err)
{
	const struct evidence *e = &ws->work->evidence[evidence];

	out_textf(&c->out, "E%d ", e->ref);
	out_styled(&c->out, STYLE_TITLE, describe_title(e));
	out_end(&c->out);
	if (!show_text(c, ws, "detail", FIELD_DETAIL, e->id, err))
		return false;
	show_label(c, "kind", describe_choice(FIELD_KIND, e->kind));
	if (!show_text(c, ws, "location", FIELD_LOCATION, e->id, err))
		return false;
	show_label(c, "tool", e->tool);
	show_label(c, "owner", e->owner);
	put_day(c, "collected", e->collected, false);
	put_day(c, "review by", e->review_by, true);
	show_label(c, "audience", describe_choice(FIELD_EVIDENCE_AUDIENCE, (int)e->audience));
	if (!e->has_detail && !e->has_location)
		show_label(c, "weak", "says neither where nor what: a bare title does not count as evidence");
	return put_supports(c, ws, e, err);
}

/* ---- which ------------------------------------------------------------------------------------ */

static bool show(struct context *c, const struct workspace *ws, const char *name, bool json, struct err *err)
{
	int number, index;

	if (ref_read(name, 'E', &number))
		return work_read_evidence(ws->work, name, &index, err) &&
		    (json ? show_evidence_json(c, ws, index, err) : show_evidence(c, ws, index, err));
	if (ref_read(name, 'G', &number))
		return work_read_gap(ws->work, name, &index, err) && gaps_show(c, ws, index, json, err);
	if (ref_read(name, 'C', &number))
		return work_read_challenge(ws->work, name, &index, err) && challenges_show(c, ws, index, json, err);
	return tree_read_node(ws->tree, name, &index, err) &&
	    (json ? show_claim_json(c, ws, index, err) : show_claim(c, ws, index, err));
}

static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && show(c, &ws, a->operand[0], args_has(a, "json"), err);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_show = {
	.name = "show",
	.operands = "CLAIM|EVIDENCE|GAP|CHALLENGE",
	.help = "Print everything about a claim (1.2/2, 1.2.2.1.1), an item of evidence (E12), a gap (G3) or a challenge (C4)",
	.option = options,
	.min = 1,
	.max = 1,
	.past = true,
	.run = run_show,
};
