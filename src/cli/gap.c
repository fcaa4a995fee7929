/* assay gap add, edit: what is missing, and the plan. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/fields.h"
#include "cli/gaps.h"
#include "core/gap_filter.h"

/* ---- the claims of a gap ------------------------------------------------------------------------ */

static bool set_claim(struct changes *ch, const struct workspace *ws, const char *gap, const char *name, bool removed, struct err *err)
{
	int leaf;

	if (!tree_read_leaf(ws->tree, name, &leaf, err))
		return err_prefix(err, removed ? "--no-claim" : "--claim");
	char *id = link_id(gap, ws->tree->node[leaf].id);
	changes_set(ch, ENTITY_GAP_CLAIM, id, work_revision(ws->work, ENTITY_GAP_CLAIM, id), FIELD_GAP_CLAIM_REMOVED,
	    removed ? "true" : NULL);
	free(id);
	return true;
}

static bool has_claim(const struct workspace *ws, const struct gap *g, const char *name)
{
	int leaf;
	struct err ignored;

	if (!tree_read_leaf(ws->tree, name, &leaf, &ignored))
		return true;            /* set_claim says what is wrong with the name */
	return gap_about(ws->tree, g, leaf);
}

static bool add_claims(struct changes *ch, const struct args *a, const struct workspace *ws, const char *gap, struct err *err)
{
	const char *name;
	size_t at = 0;

	while ((name = args_next(a, "claim", &at)) != NULL)
		if (!set_claim(ch, ws, gap, name, false, err))
			return false;
	return true;
}

static bool take_claims(struct changes *ch, const struct args *a, const struct workspace *ws, const struct gap *g, struct err *err)
{
	const char *name;
	size_t at = 0;

	while ((name = args_next(a, "no-claim", &at)) != NULL) {
		if (!has_claim(ws, g, name))
			return err_set(err, ERR_INPUT, "--no-claim: G%d is not about %s", g->ref, name);
		if (!set_claim(ch, ws, g->id, name, true, err))
			return false;
	}
	return true;
}

void gap_say(struct context *c, const struct workspace *ws, int g, const char *what)
{
	const struct gap *gap = &ws->work->gap[g];
	struct buf b = {0};

	buf_addf(&b, "G%d", gap->ref);
	if (gap->n_claims > 0) {
		buf_add(&b, " on ");
		describe_claims(&b, ws->tree, gap->claim, gap->n_claims);
	}
	buf_addf(&b, ": %s", what);
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
}

#define FIELD_OPTIONS \
	{ "action", "TEXT", "What will be done about it, or why nothing is planned", OPTION_FIELD, 0 }, \
	{ "action-file", "FILE", "The same from a file; - reads standard input", OPTION_FIELD, 0 }, \
	{ "owner", "NAME", "Who does it", OPTION_FIELD, 0 }, \
	{ "due", "DATE", "By when, YYYY-MM-DD", OPTION_FIELD, 0 }, \
	{ "priority", "PRIORITY", "How urgent it is", OPTION_FIELD, 0 }, \
	{ "state", "STATE", "Its state", OPTION_FIELD, 0 }, \
	{ "audience", "AUDIENCE", "Who may see it", OPTION_FIELD, 0 }

/* ---- add -------------------------------------------------------------------------------------- */

static bool add(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	char id[ID_TEXT];

	if (a->operand[0][0] == '\0')
		return err_set(err, ERR_INPUT, "the text is empty");
	changes_new(ch, ENTITY_GAP, id);
	if (!fields_set_one(ch, ENTITY_GAP, id, 0, FIELD_GAP, "gap", a->operand[0], err) ||
	    !fields_set(ch, a, id, 0, err) || !add_claims(ch, a, ws, id, err) ||
	    !workspace_save(ws, c, "gap add", ch, NULL, err))
		return false;
	int g = work_find_gap(ws->work, id);
	if (g >= 0)
		gap_say(c, ws, g, "written down");
	return true;
}

static bool run_add(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};

	if (!args_has(a, "claim"))
		return err_set(err, ERR_INPUT, "say which claim it holds back: --claim CLAIM");
	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && add(c, a, &ws, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info add_options[] = {
	{ "claim", "CLAIM", "A claim it holds back; may be given several times", OPTION_MANY, 0 },
	FIELD_OPTIONS,
	{ 0 },
};

const struct cmd_info cmd_gap_add = {
	.name = "gap add",
	.operands = "TEXT",
	.help = "Write down what is missing, and the plan",
	.more = "Prints the reference it was given.",
	.option = add_options,
	.entity = ENTITY_GAP,
	.min = 1,
	.max = 1,
	.run = run_add,
};

/* ---- edit ------------------------------------------------------------------------------------- */

static bool edit(struct context *c, const struct args *a, struct workspace *ws, int g, struct changes *ch, struct err *err)
{
	const struct gap *gap = &ws->work->gap[g];
	int ref = gap->ref;
	const char *text;
	bool changed;

	if (!fields_set(ch, a, gap->id, gap->revision, err) || !add_claims(ch, a, ws, gap->id, err) ||
	    !take_claims(ch, a, ws, gap, err))
		return false;
	if (fields_changed(ch, ENTITY_GAP, FIELD_GAP, &text) && text == NULL)
		return err_set(err, ERR_INPUT, "--gap: the text is empty");
	if (!workspace_save(ws, c, "gap edit", ch, &changed, err))
		return false;
	gap_say(c, ws, work_find_gap_ref(ws->work, ref), changed ? "saved" : "nothing to save, it says so already");
	return true;
}

static bool run_edit(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	int g;

	bool ok = args_has(a, "claim") || args_has(a, "no-claim") || fields_need_one(a, err);
	ok = ok && workspace_open(&ws, c, a, STORE_WRITE, err) && work_read_gap(ws.work, a->operand[0], &g, err) &&
	    edit(c, a, &ws, g, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info edit_options[] = {
	{ "gap", "TEXT", "What is missing", OPTION_FIELD, 0 },
	{ "claim", "CLAIM", "One more claim it holds back; may be given several times", OPTION_MANY, 0 },
	{ "no-claim", "CLAIM", "A claim it no longer holds back; may be given several times", OPTION_MANY, 0 },
	FIELD_OPTIONS,
	{ 0 },
};

const struct cmd_info cmd_gap_edit = {
	.name = "gap edit",
	.operands = "GAP",
	.help = "Change a gap",
	.more = "What is not named stays as it is; an empty value takes the old one away.",
	.option = edit_options,
	.entity = ENTITY_GAP,
	.min = 1,
	.max = 1,
	.run = run_edit,
};
