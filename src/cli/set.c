/* assay set: what is said of one claim. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/fields.h"
#include "core/strategy.h"

/* "1.2/2 (1.2.2.1.1): status, argument saved; now met (was open)". */
static void say(struct context *c, const struct workspace *ws, int leaf, const struct changes *ch, const char *before)
{
	struct buf b = {0};

	describe_claim(&b, ws->tree, leaf);
	for (size_t i = 0; i < ch->n; i++)
		buf_addf(&b, "%s%s", i == 0 ? ": " : ", ", field_info(ch->item[i].field)->key);
	buf_addf(&b, " saved; %s%s", strcmp(before, standing_words(&ws->standing, leaf)) != 0 ? "now " : "",
	    standing_words(&ws->standing, leaf));
	if (strcmp(before, standing_words(&ws->standing, leaf)) != 0)
		buf_addf(&b, " (was %s)", before);
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
}

/* What the source remarks is told when the last obstacle falls: before anybody claims it. */
static void say_remark(struct context *c, const struct workspace *ws, int principle)
{
	struct buf b = {0};

	buf_addf(&b, "%s: ", ws->tree->node[principle].id);
	standing_claim_words(&b, &ws->standing, ws->tree, principle);
	out_paragraph(&c->out, 0, buf_str(&b));
	buf_release(&b);
}

static bool set_claim(struct context *c, const struct args *a, struct workspace *ws, int leaf, struct changes *ch, struct err *err)
{
	const char *before = standing_words(&ws->standing, leaf);
	int remarked = strategy_remarked(ws->tree, leaf);
	bool claimable = remarked != NODE_NONE && standing_claimable(&ws->standing, remarked), changed;

	if (!fields_set(ch, a, ws->tree->node[leaf].id, ws->work->answer[leaf].revision, err) ||
	    !workspace_save(ws, c, "set", ch, &changed, err))
		return false;
	if (changed)
		say(c, ws, leaf, ch, before);
	else
		out_linef(&c->out, "%s: nothing to save, it says so already", describe_name(ws->tree, leaf));
	if (!claimable && remarked != NODE_NONE && standing_claimable(&ws->standing, remarked))
		say_remark(c, ws, remarked);
	return true;
}

static bool run_set(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	int leaf;

	bool ok = fields_need_one(a, err) && workspace_open(&ws, c, a, STORE_WRITE, err) &&
	    tree_read_leaf(ws.tree, a->operand[0], &leaf, err) && set_claim(c, a, &ws, leaf, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "status", "STATUS", "What is said of the claim", OPTION_FIELD, 0 },
	{ "argument", "TEXT", "Why the evidence shows the claim", OPTION_FIELD, 0 },
	{ "argument-file", "FILE", "The same from a file; - reads standard input", OPTION_FIELD, 0 },
	{ "assumptions", "TEXT", "What the argument takes for granted", OPTION_FIELD, 0 },
	{ "assumptions-file", "FILE", "The same from a file", OPTION_FIELD, 0 },
	{ "reading", "READING", "Whether the claim is met to the letter", OPTION_FIELD, 0 },
	{ "owner", "NAME", "Who answers for it", OPTION_FIELD, 0 },
	{ "note", "TEXT", "An internal note, never in a customer's copy", OPTION_FIELD, 0 },
	{ "note-file", "FILE", "The same from a file", OPTION_FIELD, 0 },
	{ 0 },
};

const struct cmd_info cmd_set = {
	.name = "set",
	.operands = "CLAIM",
	.help = "Set the status, argument, assumptions, reading, owner or note of a claim",
	.more = "What is not named stays as it is; an empty value (--owner '') takes the old one away. "
	    "Texts may have several lines.",
	.option = options,
	.entity = ENTITY_ANSWER,
	.min = 1,
	.max = 1,
	.run = run_set,
};
