/* assay gap start, close, reopen, accept: the way of a gap from written down to done. */
#include "config.h"

#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/fields.h"
#include "cli/gaps.h"
#include "core/gap_filter.h"

/* ---- one change of state ------------------------------------------------------------------------- */

struct step {
	struct context *c;
	const struct args *a;
	struct workspace ws;
	struct changes ch;
	int gap;                        /* index, before the save */
	int ref;
};

static bool step_begin(struct step *s, struct context *c, const struct args *a, struct err *err)
{
	*s = (struct step){ .c = c, .a = a };
	if (!workspace_open(&s->ws, c, a, STORE_WRITE, err) || !work_read_gap(s->ws.work, a->operand[0], &s->gap, err))
		return false;
	s->ref = s->ws.work->gap[s->gap].ref;
	return true;
}

static void step_end(struct step *s)
{
	changes_release(&s->ch);
	workspace_close(&s->ws);
}

static void set_state(struct step *s, enum gap_state state)
{
	const struct gap *g = &s->ws.work->gap[s->gap];

	changes_set(&s->ch, ENTITY_GAP, g->id, g->revision, FIELD_GAP_STATE, field_info(FIELD_GAP_STATE)->values[state]);
}

/* `done` where something was saved, else `already`. */
static bool step_save(struct step *s, const char *done, const char *already, struct err *err)
{
	bool changed;

	if (!workspace_save(&s->ws, s->c, s->a->cmd->name, &s->ch, &changed, err))
		return false;
	gap_say(s->c, &s->ws, work_find_gap_ref(s->ws.work, s->ref), changed ? done : already);
	return true;
}

/* ---- start ------------------------------------------------------------------------------------- */

static bool run_start(struct context *c, const struct args *a, struct err *err)
{
	struct step s;
	bool ok = step_begin(&s, c, a, err);

	if (ok)
		set_state(&s, GAP_IN_PROGRESS);
	ok = ok && step_save(&s, "in progress", "in progress already", err);
	step_end(&s);
	return ok;
}

const struct cmd_info cmd_gap_start = {
	.name = "gap start",
	.operands = "GAP",
	.help = "Say that a gap is being worked on",
	.entity = ENTITY_GAP,
	.min = 1,
	.max = 1,
	.run = run_start,
};

/* ---- close ------------------------------------------------------------------------------------- */

static bool set_evidenced(struct step *s, const char *name, struct err *err)
{
	const struct work *w = s->ws.work;
	int leaf;

	if (!tree_read_leaf(s->ws.tree, name, &leaf, err))
		return err_prefix(err, "--evidenced");
	if (!gap_about(s->ws.tree, &w->gap[s->gap], leaf))
		return err_set(err, ERR_INPUT, "--evidenced: G%d is not about %s", s->ref, describe_name(s->ws.tree, leaf));
	changes_set(&s->ch, ENTITY_ANSWER, s->ws.tree->node[leaf].id, w->answer[leaf].revision, FIELD_STATUS,
	    field_info(FIELD_STATUS)->values[STATUS_EVIDENCED]);
	return true;
}

/* How its claims stand now, and what they could say: closing a gap changes no answer by itself. */
static void put_claims(struct step *s)
{
	const struct work *w = s->ws.work;
	const struct gap *g = &w->gap[work_find_gap_ref(w, s->ref)];

	for (int i = 0; i < g->n_claims; i++) {
		int leaf = g->claim[i];
		enum status is = w->answer[leaf].status, fits = standing_fitting_status(w, leaf);
		struct buf b = {0};

		buf_addf(&b, "%s: %s", describe_name(s->ws.tree, leaf), standing_words(&s->ws.standing, leaf));
		if (fits != is && fits != STATUS_TO_ASSESS)
			buf_addf(&b, "; 'assay set %s --status %s' would fit now", describe_name(s->ws.tree, leaf), field_info(FIELD_STATUS)->values[fits]);
		out_paragraph(&s->c->out, 2, buf_str(&b));
		buf_release(&b);
	}
}

static bool run_close(struct context *c, const struct args *a, struct err *err)
{
	struct step s;
	bool ok = step_begin(&s, c, a, err);
	const char *name;
	size_t at = 0;

	if (ok)
		set_state(&s, GAP_CLOSED);
	while (ok && (name = args_next(a, "evidenced", &at)) != NULL)
		ok = set_evidenced(&s, name, err);
	ok = ok && step_save(&s, "closed", "closed already", err);
	if (ok)
		put_claims(&s);
	step_end(&s);
	return ok;
}

static const struct option_info close_options[] = {
	{ "evidenced", "CLAIM", "One of its claims that is evidenced now; may be given several times", OPTION_MANY, 0 },
	{ 0 },
};

const struct cmd_info cmd_gap_close = {
	.name = "gap close",
	.operands = "GAP",
	.help = "Close a gap: what was missing is there",
	.more = "The status of its claims stays as it is, unless --evidenced names them; it is saved together with the closing, "
	    "and one undo takes both back. What would fit now is said for each.",
	.option = close_options,
	.entity = ENTITY_GAP,
	.min = 1,
	.max = 1,
	.run = run_close,
};

/* ---- reopen ------------------------------------------------------------------------------------ */

static bool run_reopen(struct context *c, const struct args *a, struct err *err)
{
	struct step s;
	bool ok = step_begin(&s, c, a, err), working = false;

	if (ok) {
		working = s.ws.work->gap[s.gap].state == GAP_IN_PROGRESS;
		if (!working)
			set_state(&s, GAP_OPEN);
	}
	ok = ok && step_save(&s, "open again", working ? "in progress already" : "open already", err);
	step_end(&s);
	return ok;
}

const struct cmd_info cmd_gap_reopen = {
	.name = "gap reopen",
	.operands = "GAP",
	.help = "Open a gap again that was closed, or that nothing was planned for",
	.more = "The history remembers who closed it and who opened it again; 'assay show GAP' says so.",
	.entity = ENTITY_GAP,
	.min = 1,
	.max = 1,
	.run = run_reopen,
};

/* ---- accept ------------------------------------------------------------------------------------ */

/* The reason takes the place of the plan: there is none any more. */
static bool run_accept(struct context *c, const struct args *a, struct err *err)
{
	const char *reason = args_get(a, "reason");
	struct step s;

	if (reason == NULL || reason[0] == '\0')
		return err_set(err, ERR_INPUT, "say why nothing is planned: --reason TEXT");
	bool ok = step_begin(&s, c, a, err);
	if (ok) {
		const struct gap *g = &s.ws.work->gap[s.gap];

		set_state(&s, GAP_ACCEPTED);
		ok = fields_set_one(&s.ch, ENTITY_GAP, g->id, g->revision, FIELD_ACTION, "reason", reason, err);
	}
	ok = ok && step_save(&s, "accepted, nothing is planned", "accepted already, for this reason", err);
	step_end(&s);
	return ok;
}

static const struct option_info accept_options[] = {
	{ "reason", "TEXT", "Why nothing is planned; it takes the place of the plan", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_gap_accept = {
	.name = "gap accept",
	.operands = "GAP",
	.help = "Say that nothing is planned about a gap, and why",
	.more = "It is outstanding no more and is listed with its reason. The status of its claims stays as it is.",
	.option = accept_options,
	.entity = ENTITY_GAP,
	.min = 1,
	.max = 1,
	.run = run_accept,
};

/* ---- remove ------------------------------------------------------------------------------------ */

/* Claims of which nothing says any more what is missing, although something is. */
static void add_cost(struct buf *b, const struct step *s)
{
	const struct gap *g = &s->ws.work->gap[s->gap];
	bool any = false;

	for (int i = 0; i < g->n_claims; i++)
		if (standing_unsaid_without(s->ws.work, g->claim[i], s->gap)) {
			buf_addf(b, "%s%s", any ? ", " : "; nothing says any more what is missing for ", describe_name(s->ws.tree, g->claim[i]));
			any = true;
		}
}

static bool run_remove(struct context *c, const struct args *a, struct err *err)
{
	struct step s;
	struct buf b = {0};
	bool ok = step_begin(&s, c, a, err);

	if (ok) {
		const struct gap *g = &s.ws.work->gap[s.gap];

		changes_set(&s.ch, ENTITY_GAP, g->id, g->revision, FIELD_GAP_REMOVED, "true");
		buf_addf(&b, "G%d removed%s", s.ref, g->n_claims > 0 ? " from " : "");
		describe_claims(&b, s.ws.tree, g->claim, g->n_claims);
		add_cost(&b, &s);
		ok = workspace_save(&s.ws, c, "gap remove", &s.ch, NULL, err);
	}
	if (ok)
		out_paragraph(&c->out, 0, buf_str(&b));
	buf_release(&b);
	step_end(&s);
	return ok;
}

const struct cmd_info cmd_gap_remove = {
	.name = "gap remove",
	.operands = "GAP",
	.help = "Remove a gap, and say what nobody is told of any more",
	.more = "A gap that is mended is closed, not removed. The history keeps it; its reference is not used again.",
	.min = 1,
	.max = 1,
	.run = run_remove,
};
