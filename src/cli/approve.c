/* assay approve: a named person's approval of a principle as it stands. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/describe.h"
#include "core/approval.h"
#include "store/approval_lapse.h"

enum { PRINCIPLE_COLUMNS = 6 };

/* ---- the list ------------------------------------------------------------------------------------------ */

static bool put_approval(struct context *c, const struct workspace *ws, int i, struct json *j, struct err *err)
{
	const struct approval *a = &ws->work->approval[i];
	struct buf why = {0}, text = {0};
	char local[DATE_LOCAL_TEXT];
	bool stands;

	if (!approval_stands(ws->work, &ws->reader, i, &stands, err) || (!stands && a->principle >= 0 && a->of != NULL && !store_approval_lapse(ws->store, a, 0, &why, err))) {
		buf_release(&why);
		return false;
	}
	const char *principle = a->principle >= 0 ? ws->tree->node[a->principle].id : NULL;
	if (j != NULL) {
		json_object(j, NULL);
		json_string(j, "principle", principle);
		json_string(j, "by", a->by);
		json_string(j, "position", a->position);
		json_string(j, "at", a->at);
		json_bool(j, "stands", stands);
		json_string(j, "lapsed_by", buf_str(&why));
		json_end(j);
	} else {
		date_time_local(a->at != NULL ? a->at : "", local);
		buf_addf(&text, "%s%s%s, %s: %s", a->by != NULL ? a->by : "somebody", a->position != NULL ? ", " : "",
		    a->position != NULL ? a->position : "", local, stands ? "stands" : "lapsed");
		if (why.len > 0)
			buf_addf(&text, " with a later change: %s", buf_str(&why));
		out_labelled(&c->out, PRINCIPLE_COLUMNS, stands ? STYLE_KEY : STYLE_WARNING, principle != NULL ? principle : "?", buf_str(&text));
	}
	buf_release(&why);
	buf_release(&text);
	return true;
}

static bool put_all(struct context *c, const struct workspace *ws, struct json *j, struct err *err)
{
	for (int i = 0; i < ws->work->n_approval; i++)
		if (!put_approval(c, ws, i, j, err))
			return false;
	if (ws->work->n_approval == 0 && j == NULL)
		out_line(&c->out, "no principle was approved yet");
	return true;
}

static bool list_json(struct context *c, const struct workspace *ws, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.approve/1");
	json_array(&j, "approvals");
	bool ok = put_all(c, ws, &j, err);
	if (ok) {
		json_end(&j);
		json_end(&j);
		out_json(&c->out, buf_str(&b));
	}
	buf_release(&b);
	return ok;
}

static bool list(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	bool ok = workspace_open(&ws, c, a, STORE_READ, err)
	    && (args_has(a, "json") ? list_json(c, &ws, err) : put_all(c, &ws, NULL, err));

	workspace_close(&ws);
	return ok;
}

/* ---- approving ------------------------------------------------------------------------------------------- */

static bool check_line(enum field f, const char *value, const char *option, struct err *err)
{
	return value == NULL || field_check(f, value, err) || err_prefix(err, "%s", option);
}

static void say_given(struct context *c, const struct workspace *ws, int principle, const char *by)
{
	struct buf b = {0};

	buf_addf(&b, "%s approved by %s as it stands: ", ws->tree->node[principle].id, by);
	standing_claim_words(&b, &ws->standing, ws->tree, principle);
	out_paragraph(&c->out, 0, buf_str(&b));
	buf_release(&b);
}

static bool give(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	const char *by = args_has(a, "by") ? args_get(a, "by") : c->who, *position = args_get(a, "position");
	char at[DATE_TIME_TEXT];
	int principle;

	if (!tree_read_principle(ws->tree, a->operand[0], &principle, err))
		return false;
	if (*by == '\0')
		return err_set(err, ERR_INPUT, "--by: the name is empty");
	date_time_now(at);
	if (!check_line(FIELD_APPROVAL_BY, by, "--by", err) || !check_line(FIELD_APPROVAL_POSITION, position, "--position", err)
	    || !approval_give(ch, ws->work, &ws->reader, principle, by, position, at, err)
	    || !workspace_save(ws, c, "approve", ch, NULL, err))
		return false;
	say_given(c, ws, principle, by);
	return true;
}

static bool withdraw(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	int principle, i;

	if (!tree_read_principle(ws->tree, a->operand[0], &principle, err))
		return false;
	i = approval_of(ws->work, principle);
	if (i < 0)
		return err_set(err, ERR_INPUT, "%s was not approved", ws->tree->node[principle].id);
	approval_withdraw(ch, ws->work, i);
	if (!workspace_save(ws, c, "approve withdraw", ch, NULL, err))
		return false;
	out_linef(&c->out, "%s: the newest approval was withdrawn; the history keeps it", ws->tree->node[principle].id);
	return true;
}

static bool run_approve(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};

	if (a->n_operands == 0 && (args_has(a, "by") || args_has(a, "position") || args_has(a, "withdraw")))
		return err_set(err, ERR_INPUT, "say which principle");
	if (a->n_operands == 0)
		return list(c, a, err);
	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err)
	    && (args_has(a, "withdraw") ? withdraw : give)(c, a, &ws, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "by", "NAME", "Who approves; else who is writing", 0, 0 },
	{ "position", "TEXT", "Their position: Chief technology officer", 0, 0 },
	{ "withdraw", NULL, "Take the newest approval of the principle back", 0, 0 },
	{ "json", NULL, "Print the list as JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_approve = {
	.name = "approve",
	.operands = "[PRINCIPLE]",
	.help = "Record a named person's approval of a principle as it stands, or list the approvals",
	.more = "Any later change to the answers, evidence, links or scope of the principle makes the approval lapse; the list says "
	    "which change did.",
	.option = options,
	.max = 1,
	.run = run_approve,
};
