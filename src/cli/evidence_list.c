/* assay evidence list: the register, one line an item. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"

enum { REF = 5, KIND = 14, CLAIMS = 7, REMARK = 14 };

/* What an assessor wants to see at a glance, the gravest first. */
static const char *remark(const struct context *c, const struct evidence *e)
{
	if (!e->has_detail && !e->has_location)
		return e->n_supports == 0 ? "weak, unused" : "weak";
	if (e->n_supports == 0)
		return "unused";
	if (e->review_by != DATE_NONE && e->review_by < c->today)
		return "look again";
	return "";
}

static size_t title_columns(const struct out *o)
{
	size_t rest = REF + KIND + CLAIMS + REMARK;

	return o->columns > rest + 16 ? o->columns - rest : 16;
}

static void put_cells(struct out *o, enum style style, const char *ref, const char *title, const char *kind, const char *claims,
    const char *what)
{
	out_cell(o, style, ref, REF);
	out_cell(o, style, title, title_columns(o));
	out_blanks(o, 1);
	out_cell(o, style, kind, KIND - 1);
	out_cell_right(o, style, claims, CLAIMS);
	out_blanks(o, 2);
	out_styled(o, style == STYLE_TEXT ? STYLE_WARNING : style, what);
	out_end(o);
}

static void put_table(struct context *c, const struct work *w)
{
	struct buf b = {0};

	if (w->n_evidence > 0)
		put_cells(&c->out, STYLE_HEADING, "ref", "title", "kind", "claims", "");
	for (int i = 0; i < w->n_evidence; i++) {
		const struct evidence *e = &w->evidence[i];
		const char *kind = describe_choice(FIELD_KIND, e->kind);
		char ref[32], claims[32];
		snprintf(ref, sizeof ref, "E%d", e->ref);
		snprintf(claims, sizeof claims, "%d", e->n_supports);
		put_cells(&c->out, STYLE_TEXT, ref, describe_title(e), kind != NULL ? kind : "", claims, remark(c, e));
	}
	buf_add_count(&b, w->n_evidence, "item of evidence", "items of evidence");
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
}

static bool put_json(struct context *c, const struct workspace *ws, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };
	bool ok = true;

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.evidence/1");
	json_array(&j, "evidence");
	for (int i = 0; ok && i < ws->work->n_evidence; i++) {
		json_object(&j, NULL);
		ok = describe_json_evidence(&j, ws, &ws->work->evidence[i], err);
		if (ok)
			json_end(&j);
	}
	if (ok) {
		json_end(&j);
		json_end(&j);
		out_json(&c->out, buf_str(&b));
	}
	buf_release(&b);
	return ok;
}

static bool run_list(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	bool ok = workspace_open(&ws, c, a, STORE_READ, err);

	if (ok && args_has(a, "json"))
		ok = put_json(c, &ws, err);
	else if (ok)
		put_table(c, ws.work);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_evidence_list = {
	.name = "evidence list",
	.help = "List the items of evidence, and what is weak, unused or to be looked at again",
	.option = options,
	.past = true,
	.run = run_list,
};
