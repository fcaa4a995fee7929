/* assay baseline: names this moment, or lists the moments that have names. */
#include "config.h"

#include <stdlib.h>

#include "cli/commands.h"
#include "cli/describe.h"
#include "store/moment_name.h"

enum { NAME_COLUMNS = 28, HASH_SHOWN = 16 };

/* ---- the list -------------------------------------------------------------------------------------- */

/* Whether its moment is in this history: one that came with a document from elsewhere is not. */
static bool is_here(const struct workspace *ws, const struct baseline *b)
{
	struct moment m;
	struct err ignored;

	return b->head != NULL && store_moment_of_head(ws->store, b->head, &m, &ignored);
}

static void put_baseline(struct context *c, const struct workspace *ws, const struct baseline *b)
{
	struct buf text = {0};
	char local[DATE_LOCAL_TEXT];

	date_time_local(b->at != NULL ? b->at : "", local);
	buf_addf(&text, "%s, by %s", local, b->by != NULL ? b->by : "somebody");
	if (is_here(ws, b))
		buf_addf(&text, "; head %.*s…", HASH_SHOWN, b->head);
	else
		buf_add(&text, "; of another workspace's history, so it cannot be looked at here");
	out_labelled(&c->out, NAME_COLUMNS, STYLE_KEY, b->name, buf_str(&text));
	buf_release(&text);
}

static void put_list(struct context *c, const struct workspace *ws)
{
	for (int i = 0; i < ws->work->n_baseline; i++)
		put_baseline(c, ws, &ws->work->baseline[i]);
	if (ws->work->n_baseline == 0)
		out_line(&c->out, "no baseline yet: 'assay baseline NAME' names this moment");
}

static void json_list(struct context *c, const struct workspace *ws)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.baseline/1");
	json_array(&j, "baselines");
	for (int i = 0; i < ws->work->n_baseline; i++) {
		const struct baseline *bl = &ws->work->baseline[i];
		json_object(&j, NULL);
		json_string(&j, "name", bl->name);
		json_string(&j, "by", bl->by);
		json_string(&j, "at", bl->at);
		json_string(&j, "head", bl->head);
		json_bool(&j, "here", is_here(ws, bl));
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

static bool list(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	bool ok = workspace_open(&ws, c, a, STORE_READ, err);

	if (ok)
		(args_has(a, "json") ? json_list : put_list)(c, &ws);
	workspace_close(&ws);
	return ok;
}

/* ---- naming and removing ------------------------------------------------------------------------------- */

static bool name_moment(struct context *c, struct workspace *ws, const char *name, struct changes *ch, struct err *err)
{
	struct moment now;

	if (!moment_give_name(ws->store, ws->work, name, c->who, ch, err) || !store_moment_now(ws->store, &now, err)
	    || !workspace_save(ws, c, "baseline", ch, NULL, err))
		return false;
	out_linef(&c->out, "%s: this moment, head of the history %s", name, now.head);
	return true;
}

static bool remove_name(struct context *c, struct workspace *ws, const char *name, struct changes *ch, struct err *err)
{
	int i = moment_baseline(ws->work, name);

	if (i < 0)
		return err_set(err, ERR_INPUT, "there is no baseline %s", name);
	changes_set(ch, ENTITY_BASELINE, ws->work->baseline[i].id, ws->work->baseline[i].revision, FIELD_BASELINE_REMOVED, "true");
	if (!workspace_save(ws, c, "baseline remove", ch, NULL, err))
		return false;
	out_linef(&c->out, "%s: no longer named; the history keeps the moment", name);
	return true;
}

static bool run_baseline(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};

	if (a->n_operands == 0 && !args_has(a, "remove"))
		return list(c, a, err);
	if (args_has(a, "json") || (a->n_operands > 0 && args_has(a, "remove")))
		return err_set(err, ERR_INPUT, "name a moment, list them, or remove a name: one of these at a time");
	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && (args_has(a, "remove") ?
	    remove_name(c, &ws, args_get(a, "remove"), &ch, err) : name_moment(c, &ws, a->operand[0], &ch, err));
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "remove", "NAME", "Take a name away; the moment stays in the history", 0, 0 },
	{ "json", NULL, "Print the list as JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_baseline = {
	.name = "baseline",
	.operands = "[NAME]",
	.help = "Name this moment, or list the moments that have names",
	.more = "The name can be given to --at, to see the workspace as it was, and to 'assay diff'. What was at that moment can "
	    "no longer be changed by anybody without breaking the chain of the history.",
	.option = options,
	.max = 1,
	.run = run_baseline,
};
