/* assay challenge add, answer, settle, overrule, reopen, edit, remove: a doubt, and what becomes of it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/fields.h"

/* "C4 on 1.2/2: answered; 1.2/2 now stands as challenged". */
static void say(struct context *c, const struct workspace *ws, int i, const char *what, bool standing)
{
	const struct challenge *ch = &ws->work->challenge[i];
	struct buf b = {0};

	challenges_name(&b, ws->work, ch);
	buf_addf(&b, ": %s", what);
	if (standing && ch->claim != NODE_NONE)
		buf_addf(&b, "; %s now stands as %s", describe_name(ws->tree, ch->claim), standing_words(&ws->standing, ch->claim));
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
}

static bool check_text(const char *text, struct err *err)
{
	return text != NULL && *text != '\0' ? true : err_set(err, ERR_INPUT, "the text is empty");
}

/* ---- add -------------------------------------------------------------------------------------- */

/* The item whose link to the claim is meant; NULL where it is the claim itself. */
static bool read_item(const struct workspace *ws, const char *name, int leaf, const char **id, struct err *err)
{
	int e;

	*id = NULL;
	if (name == NULL)
		return true;
	if (!work_read_evidence(ws->work, name, &e, err))
		return err_prefix(err, "--evidence");
	if (work_find_support(ws->work, e, leaf) < 0)
		return err_set(err, ERR_INPUT, "--evidence: E%d does not support %s; without it the challenge is on the claim itself",
		    ws->work->evidence[e].ref, describe_name(ws->tree, leaf));
	*id = ws->work->evidence[e].id;
	return true;
}

static bool add(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	char id[ID_TEXT];
	const char *item;
	int leaf;

	if (!tree_read_leaf(ws->tree, a->operand[0], &leaf, err) || !check_text(a->operand[1], err) ||
	    !read_item(ws, args_get(a, "evidence"), leaf, &item, err))
		return false;
	changes_new(ch, ENTITY_CHALLENGE, id);
	challenge_raise(ch, ws->work, id, leaf, item, c->who);
	if (!fields_set_one(ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, "text", a->operand[1], err) ||
	    !workspace_save(ws, c, "challenge add", ch, NULL, err))
		return false;
	int i = work_find_challenge(ws->work, id);
	if (i >= 0)
		say(c, ws, i, "raised", true);
	return true;
}

static bool run_add(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};

	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && add(c, a, &ws, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info add_options[] = {
	{ "evidence", "EVIDENCE", "The doubt is about what this item shows for the claim", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_challenge_add = {
	.name = "challenge add",
	.operands = "CLAIM TEXT",
	.help = "Raise a doubt about a claim, or about its link to an item of evidence",
	.more = "Prints the reference it was given. Until it is settled or overruled the claim stands as challenged, or the link "
	    "does not count.",
	.option = add_options,
	.entity = ENTITY_CHALLENGE,
	.min = 2,
	.max = 2,
	.run = run_add,
};

/* ---- what becomes of it -------------------------------------------------------------------------- */

/* What sets one act apart from the others. `set` adds the texts, checked. */
struct act {
	enum challenge_act act;
	const char *done;
	bool standing;                  /* it may stand otherwise now: said */
	bool (*set)(struct changes *ch, const struct args *a, const struct workspace *ws, const struct challenge *c, struct err *err);
};

static bool set_answer(struct changes *ch, const struct args *a, const struct workspace *ws, const struct challenge *c, struct err *err)
{
	const char *text;

	(void)ws;
	if (a->n_operands > 1 && args_has(a, "answer-file"))
		return err_set(err, ERR_INPUT, "the answer is given twice");
	if (a->n_operands < 2 && !args_has(a, "answer-file"))
		return err_set(err, ERR_INPUT, "say what the answer is, or --answer-file FILE");
	bool ok = a->n_operands > 1 ?
	    fields_set_one(ch, ENTITY_CHALLENGE, c->id, c->revision, FIELD_CHALLENGE_ANSWER, "answer", a->operand[1], err) :
	    fields_set(ch, a, c->id, c->revision, err);
	return ok && fields_changed(ch, ENTITY_CHALLENGE, FIELD_CHALLENGE_ANSWER, &text) && check_text(text, err);
}

static bool set_reason(struct changes *ch, const struct args *a, const struct workspace *ws, const struct challenge *c, struct err *err)
{
	const char *text;

	(void)ws;
	if (!args_has(a, "reason") && !args_has(a, "reason-file"))
		return err_set(err, ERR_INPUT, "say why: --reason TEXT");
	return fields_set(ch, a, c->id, c->revision, err) && fields_changed(ch, ENTITY_CHALLENGE, FIELD_CHALLENGE_REASON, &text) &&
	    check_text(text, err);
}

static bool set_word(struct changes *ch, const struct args *a, const struct workspace *ws, const struct challenge *c, struct err *err)
{
	struct buf b = {0};
	char *text;

	if (a->n_operands < 2)
		return true;
	if (!check_text(a->operand[1], err) || (text = workspace_text(ws, FIELD_CHALLENGE_TEXT, c->id, err)) == NULL)
		return false;
	challenge_reopened(&b, text, a->operand[1]);
	bool ok = fields_set_one(ch, ENTITY_CHALLENGE, c->id, c->revision, FIELD_CHALLENGE_TEXT, "text", buf_str(&b), err);
	free(text);
	buf_release(&b);
	return ok;
}

static bool set_text(struct changes *ch, const struct args *a, const struct workspace *ws, const struct challenge *c, struct err *err)
{
	const char *text;

	(void)ws;
	return fields_need_one(a, err) && fields_set(ch, a, c->id, c->revision, err) &&
	    fields_changed(ch, ENTITY_CHALLENGE, FIELD_CHALLENGE_TEXT, &text) && check_text(text, err);
}

static bool carry_out(struct context *c, const struct args *a, struct workspace *ws, int i, const struct act *act,
    struct changes *ch, struct err *err)
{
	const struct challenge *it = &ws->work->challenge[i];
	int ref = it->ref;
	bool changed;

	if (!challenge_may(ws->work, it, act->act, c->who, err) || (act->set != NULL && !act->set(ch, a, ws, it, err)))
		return false;
	challenge_put_state(ch, it, act->act);
	if (!workspace_save(ws, c, a->cmd->name, ch, &changed, err))
		return false;
	i = work_find_challenge_ref(ws->work, ref);
	if (i >= 0)
		say(c, ws, i, changed ? act->done : "nothing to save, it says so already", act->standing);
	else
		out_linef(&c->out, "C%d: %s; the history keeps it", ref, act->done);
	return true;
}

static bool run_act(struct context *c, const struct args *a, const struct act *act, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	int i;

	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && work_read_challenge(ws.work, a->operand[0], &i, err) &&
	    carry_out(c, a, &ws, i, act, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

/* ---- answer ----------------------------------------------------------------------------------- */

static bool run_answer(struct context *c, const struct args *a, struct err *err)
{
	static const struct act act = { CHALLENGE_ANSWER, "answered", true, set_answer };

	return run_act(c, a, &act, err);
}

static const struct option_info answer_options[] = {
	{ "answer-file", "FILE", "The answer from a file; - reads standard input", OPTION_FIELD, 0 },
	{ 0 },
};

const struct cmd_info cmd_challenge_answer = {
	.name = "challenge answer",
	.operands = "CHALLENGE [TEXT]",
	.help = "Answer a challenge",
	.more = "It waits then for who raised it to settle it, or to open it again. Given again, the answer replaces the one before.",
	.option = answer_options,
	.entity = ENTITY_CHALLENGE,
	.min = 1,
	.max = 2,
	.run = run_answer,
};

/* ---- settle ----------------------------------------------------------------------------------- */

static bool run_settle(struct context *c, const struct args *a, struct err *err)
{
	static const struct act act = { CHALLENGE_SETTLE, "settled", true, NULL };

	return run_act(c, a, &act, err);
}

const struct cmd_info cmd_challenge_settle = {
	.name = "challenge settle",
	.operands = "CHALLENGE",
	.help = "Settle a challenge: the doubt is gone",
	.more = "For who raised it.",
	.entity = ENTITY_CHALLENGE,
	.min = 1,
	.max = 1,
	.run = run_settle,
};

/* ---- overrule --------------------------------------------------------------------------------- */

static bool run_overrule(struct context *c, const struct args *a, struct err *err)
{
	static const struct act act = { CHALLENGE_OVERRULE, "overruled; the reason stays with it", true, set_reason };

	return run_act(c, a, &act, err);
}

static const struct option_info overrule_options[] = {
	{ "reason", "TEXT", "Why; it stays with the challenge", OPTION_FIELD, 0 },
	{ "reason-file", "FILE", "The same from a file; - reads standard input", OPTION_FIELD, 0 },
	{ 0 },
};

const struct cmd_info cmd_challenge_overrule = {
	.name = "challenge overrule",
	.operands = "CHALLENGE",
	.help = "Overrule a challenge, saying why",
	.more = "For the owner of the assessment or of the claim; where neither is named, for anybody but who raised it.",
	.option = overrule_options,
	.entity = ENTITY_CHALLENGE,
	.min = 1,
	.max = 1,
	.run = run_overrule,
};

/* ---- reopen ----------------------------------------------------------------------------------- */

static bool run_reopen(struct context *c, const struct args *a, struct err *err)
{
	static const struct act act = { CHALLENGE_REOPEN, "open again", true, set_word };

	return run_act(c, a, &act, err);
}

const struct cmd_info cmd_challenge_reopen = {
	.name = "challenge reopen",
	.operands = "CHALLENGE [TEXT]",
	.help = "Open a challenge again, with a word more if there is one",
	.more = "For who raised it. The answer it was given, and the reason it was overruled for, stay with it.",
	.entity = ENTITY_CHALLENGE,
	.min = 1,
	.max = 2,
	.run = run_reopen,
};

/* ---- edit ------------------------------------------------------------------------------------- */

static bool run_edit(struct context *c, const struct args *a, struct err *err)
{
	static const struct act act = { CHALLENGE_EDIT, "saved", false, set_text };

	return run_act(c, a, &act, err);
}

static const struct option_info edit_options[] = {
	{ "text", "TEXT", "The doubt in other words", OPTION_FIELD, 0 },
	{ "text-file", "FILE", "The same from a file; - reads standard input", OPTION_FIELD, 0 },
	{ 0 },
};

const struct cmd_info cmd_challenge_edit = {
	.name = "challenge edit",
	.operands = "CHALLENGE",
	.help = "Put a challenge in other words, while it is open",
	.more = "For who raised it.",
	.option = edit_options,
	.entity = ENTITY_CHALLENGE,
	.min = 1,
	.max = 1,
	.run = run_edit,
};

/* ---- remove ----------------------------------------------------------------------------------- */

static bool run_remove(struct context *c, const struct args *a, struct err *err)
{
	static const struct act act = { CHALLENGE_REMOVE, "removed", false, NULL };

	return run_act(c, a, &act, err);
}

const struct cmd_info cmd_challenge_remove = {
	.name = "challenge remove",
	.operands = "CHALLENGE",
	.help = "Take back a challenge that was raised by mistake, while it is open",
	.more = "For who raised it. One whose doubt is gone is settled, not removed.",
	.entity = ENTITY_CHALLENGE,
	.min = 1,
	.max = 1,
	.run = run_remove,
};
