/* assay affirm: what was carried over, or said some time ago, is still true. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/describe.h"
#include "core/affirm.h"

enum { NAME_COLUMNS = 8 };

/* ---- what is due ---------------------------------------------------------------------------------------- */

static void put_leaf(struct context *c, const struct workspace *ws, int leaf, struct json *j)
{
	if (j != NULL) {
		json_object(j, NULL);
		describe_json_claim(j, "claim", ws->tree, leaf);
		json_null(j, "ref");
		json_string(j, "why", "inherited");
		json_null(j, "review_by");
		json_end(j);
		return;
	}
	struct buf b = {0};
	buf_addf(&b, "%s: carried over, not affirmed yet", ws->tree->node[leaf].label);
	out_labelled(&c->out, NAME_COLUMNS, STYLE_KEY, tree_leaf_name(ws->tree, leaf), buf_str(&b));
	buf_release(&b);
}

static void put_item(struct context *c, const struct workspace *ws, int evidence, struct json *j)
{
	const struct evidence *e = &ws->work->evidence[evidence];
	char day[DATE_TEXT], relative[40], ref[16];

	date_print(e->review_by, day);
	if (j != NULL) {
		json_object(j, NULL);
		json_null(j, "claim");
		describe_json_ref(j, "ref", 'E', e->ref);
		json_string(j, "why", "review");
		json_string(j, "review_by", day);
		json_end(j);
		return;
	}
	struct buf b = {0};
	date_relative(e->review_by, c->today, relative, sizeof relative);
	buf_addf(&b, "%s: review by %s (%s)", describe_title(e), day, relative);
	snprintf(ref, sizeof ref, "E%d", e->ref);
	out_labelled(&c->out, NAME_COLUMNS, e->review_by < c->today ? STYLE_OVERDUE : STYLE_KEY, ref, buf_str(&b));
	buf_release(&b);
}

static int put_due(struct context *c, const struct workspace *ws, date before, struct json *j)
{
	int n = 0;

	for (int i = 0; i < ws->tree->n_nodes; i++)
		if (affirm_leaf_due(ws->work, i)) {
			put_leaf(c, ws, i, j);
			n++;
		}
	for (int i = 0; i < ws->work->n_evidence; i++)
		if (affirm_item_due(&ws->work->evidence[i], before)) {
			put_item(c, ws, i, j);
			n++;
		}
	return n;
}

static void list_text(struct context *c, const struct workspace *ws, date before)
{
	char day[DATE_TEXT];

	if (put_due(c, ws, before, NULL) > 0)
		return;
	date_print(before, day);
	out_linef(&c->out, "nothing is to be looked at again before %s", day);
}

static void list_json(struct context *c, const struct workspace *ws, date before)
{
	struct buf b = {0};
	struct json j = { .out = &b };
	char day[DATE_TEXT];

	date_print(before, day);
	json_object(&j, NULL);
	json_string(&j, "schema", "assay.affirm/1");
	json_string(&j, "before", day);
	json_array(&j, "due");
	put_due(c, ws, before, &j);
	json_end(&j);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

static bool list(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	date before = DATE_NONE;

	if (args_has(a, "before") && !date_parse(args_get(a, "before"), &before))
		return err_set(err, ERR_INPUT, "--before: '%.40s' is no day; write it as YYYY-MM-DD", args_get(a, "before"));
	bool ok = workspace_open(&ws, c, a, STORE_READ, err);
	if (ok) {
		if (before == DATE_NONE)
			before = affirm_next_review(&ws.work->assessment, c->today);
		(args_has(a, "json") ? list_json : list_text)(c, &ws, before);
	}
	workspace_close(&ws);
	return ok;
}

/* ---- affirming ------------------------------------------------------------------------------------------- */

static bool add_item(struct context *c, struct workspace *ws, const char *name, date next, struct changes *ch, struct buf *said, struct err *err)
{
	const struct evidence *e;
	char day[DATE_TEXT];
	int i;

	if (!work_read_evidence(ws->work, name, &i, err))
		return false;
	e = &ws->work->evidence[i];
	if (next == DATE_NONE)
		next = affirm_next_by(&ws->work->assessment, e, c->today);
	if (next == DATE_NONE && e->review_by != DATE_NONE && e->review_by < c->today)
		return err_set(err, ERR_INPUT, "E%d is past its review date, and nothing says when it is due next: give --review-by DATE, or set "
		    "'assay assessment set --review-cycle'", e->ref);
	affirm_item(ch, e, c->today, next);
	date_print(next, day);
	buf_addf(said, "E%d still true%s%s\n", e->ref, next != DATE_NONE ? "; review by " : "", day);
	return true;
}

static bool add_leaf(struct workspace *ws, const char *name, struct changes *ch, struct buf *said, struct err *err)
{
	int leaf;

	if (!tree_read_leaf(ws->tree, name, &leaf, err))
		return false;
	if (!ws->work->answer[leaf].inherited)
		return err_set(err, ERR_INPUT, "%s was not carried over: there is nothing to affirm", describe_name(ws->tree, leaf));
	affirm_leaf(ch, ws->work, leaf);
	buf_addf(said, "%s affirmed\n", describe_name(ws->tree, leaf));
	return true;
}

/* All or none: one save. */
static bool affirm(struct context *c, const struct args *a, struct workspace *ws, date next, struct changes *ch, struct err *err)
{
	struct buf said = {0};
	bool ok = true;
	int number;

	for (size_t i = 0; ok && i < a->n_operands; i++)
		ok = ref_read(a->operand[i], 'E', &number) ? add_item(c, ws, a->operand[i], next, ch, &said, err) :
		    add_leaf(ws, a->operand[i], ch, &said, err);
	ok = ok && workspace_save(ws, c, "affirm", ch, NULL, err);
	if (ok)
		out_document(&c->out, buf_str(&said), said.len);
	buf_release(&said);
	return ok;
}

static bool run_affirm(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	date next = DATE_NONE;

	if (a->n_operands == 0)
		return list(c, a, err);
	if (args_has(a, "json") || args_has(a, "before"))
		return err_set(err, ERR_INPUT, "--json and --before are for the list of what is due");
	if (args_has(a, "review-by") && !date_parse(args_get(a, "review-by"), &next))
		return err_set(err, ERR_INPUT, "--review-by: '%.40s' is no day; write it as YYYY-MM-DD", args_get(a, "review-by"));
	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && affirm(c, a, &ws, next, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "review-by", "DATE", "When evidence is to be looked at again; else it follows from the review cycle", 0, 0 },
	{ "before", "DATE", "List what is due by this day; else by the next review", 0, 0 },
	{ "json", NULL, "Print the list as JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_affirm = {
	.name = "affirm",
	.operands = "[CLAIM|EVIDENCE ...]",
	.help = "Say that an answer carried over, or an item of evidence, is still true; or list what is to be looked at again",
	.more = "An inherited answer counts again only when it was affirmed; to edit it is not to affirm it. Evidence is due again "
	    "after the review cycle of the workspace, or after as long as it was valid before.",
	.option = options,
	.max = -1,
	.run = run_affirm,
};
