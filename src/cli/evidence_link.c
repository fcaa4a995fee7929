/* assay evidence link, unlink, remove: which claims an item supports. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/cost.h"
#include "cli/describe.h"
#include "cli/evidence.h"
#include "cli/fields.h"
#include "core/challenge.h"
#include "core/trial.h"

bool evidence_link(struct changes *ch, const struct workspace *ws, const char *evidence, int leaf, const char *note,
    const char *option, struct err *err)
{
	char *id = link_id(evidence, ws->tree->node[leaf].id);
	int64_t base = work_revision(ws->work, ENTITY_SUPPORT, id);

	changes_set(ch, ENTITY_SUPPORT, id, base, FIELD_SUPPORT_REMOVED, NULL);
	bool ok = note == NULL || fields_set_one(ch, ENTITY_SUPPORT, id, base, FIELD_SUPPORT_NOTE, option, note, err);
	free(id);
	return ok;
}

/* Adds the removal of a link; nothing where there is none. */
static void evidence_unlink(struct changes *ch, const struct workspace *ws, int evidence, int leaf)
{
	int s = work_find_support(ws->work, evidence, leaf);

	if (s < 0)
		return;
	const struct support *link = &ws->work->support[s];
	if (link->has_note)
		changes_set(ch, ENTITY_SUPPORT, link->id, link->revision, FIELD_SUPPORT_NOTE, NULL);
	changes_set(ch, ENTITY_SUPPORT, link->id, link->revision, FIELD_SUPPORT_REMOVED, "true");
}

/* The claims named after the item; yours. A claim named twice counts once. */
static bool read_claims(const struct args *a, const struct tree *t, int **out, int *n, struct err *err)
{
	*out = xcalloc(a->n_operands, sizeof **out);
	*n = 0;
	for (size_t i = 1; i < a->n_operands; i++) {
		int leaf;
		bool known = false;
		if (!tree_read_leaf(t, a->operand[i], &leaf, err))
			return false;
		for (int k = 0; k < *n; k++)
			known = known || (*out)[k] == leaf;
		if (!known)
			(*out)[(*n)++] = leaf;
	}
	return true;
}

/* One run of link, unlink or remove. */
struct job {
	struct workspace ws;
	struct changes ch;
	struct buf said;        /* the line to print when it is saved */
	int *leaf, n_leaves;
	int e;
};

static bool job_begin(struct job *job, struct context *c, const struct args *a, struct err *err)
{
	return workspace_open(&job->ws, c, a, STORE_WRITE, err) &&
	    work_read_evidence(job->ws.work, a->operand[0], &job->e, err) &&
	    read_claims(a, job->ws.tree, &job->leaf, &job->n_leaves, err);
}

/* Saves what was put together, prints the line, and lets everything go; ok: all went well so far. */
static bool job_end(struct job *job, struct context *c, const char *command, bool ok, struct err *err)
{
	bool changed = false;

	ok = ok && workspace_save(&job->ws, c, command, &job->ch, &changed, err);
	if (ok)
		out_line(&c->out, changed ? buf_str(&job->said) : "nothing to save: it is so already");
	free(job->leaf);
	buf_release(&job->said);
	changes_release(&job->ch);
	workspace_close(&job->ws);
	return ok;
}

/* ---- link ------------------------------------------------------------------------------------- */

static bool run_link(struct context *c, const struct args *a, struct err *err)
{
	struct job job = {0};
	bool ok = job_begin(&job, c, a, err);

	for (int i = 0; ok && i < job.n_leaves; i++)
		ok = evidence_link(&job.ch, &job.ws, job.ws.work->evidence[job.e].id, job.leaf[i], args_get(a, "note"), "note", err);
	if (ok) {
		buf_addf(&job.said, "E%d now supports ", job.ws.work->evidence[job.e].ref);
		describe_claims(&job.said, job.ws.tree, job.leaf, job.n_leaves);
	}
	return job_end(&job, c, "evidence link", ok, err);
}

static const struct option_info link_options[] = {
	{ "note", "TEXT", "What part of the evidence shows the claim", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_evidence_link = {
	.name = "evidence link",
	.operands = "EVIDENCE CLAIM ...",
	.help = "Say that an item of evidence supports claims",
	.more = "For a link that is there already --note replaces its note.",
	.option = link_options,
	.entity = ENTITY_SUPPORT,
	.min = 2,
	.max = -1,
	.run = run_link,
};

/* ---- unlink ----------------------------------------------------------------------------------- */

static bool check_linked(const struct job *job, struct err *err)
{
	for (int i = 0; i < job->n_leaves; i++)
		if (work_find_support(job->ws.work, job->e, job->leaf[i]) < 0)
			return err_set(err, ERR_INPUT, "E%d does not support %s", job->ws.work->evidence[job->e].ref,
			    describe_name(job->ws.tree, job->leaf[i]));
	return true;
}

static void add_cost(struct job *job, const int *leaf, int n)
{
	struct cost cost;

	cost_of_evidence(&cost, job->ws.work, job->e, leaf, n);
	cost_words(&job->said, &cost, job->ws.tree);
	cost_release(&cost);
}

static bool run_unlink(struct context *c, const struct args *a, struct err *err)
{
	struct job job = {0};
	bool ok = job_begin(&job, c, a, err) && check_linked(&job, err);

	if (ok) {
		buf_addf(&job.said, "E%d no longer supports ", job.ws.work->evidence[job.e].ref);
		describe_claims(&job.said, job.ws.tree, job.leaf, job.n_leaves);
		add_cost(&job, job.leaf, job.n_leaves);
	}
	for (int i = 0; ok && i < job.n_leaves; i++)
		evidence_unlink(&job.ch, &job.ws, job.e, job.leaf[i]);
	return job_end(&job, c, "evidence unlink", ok, err);
}

const struct cmd_info cmd_evidence_unlink = {
	.name = "evidence unlink",
	.operands = "EVIDENCE CLAIM ...",
	.help = "Take back that an item of evidence supports claims",
	.min = 2,
	.max = -1,
	.run = run_unlink,
};

/* ---- remove ----------------------------------------------------------------------------------- */

/* Challenges of its links stay, as those on a removed item: nothing is settled by taking away what was doubted. */
static void add_challenges(struct buf *b, const struct work *w, int evidence)
{
	bool first = true;

	for (int i = 0; i < w->n_challenge; i++) {
		if (w->challenge[i].evidence != evidence || !challenge_waits(&w->challenge[i]))
			continue;
		buf_add(b, first ? "; not settled, and kept: " : ", ");
		challenge_name(&w->challenge[i], b);
		first = false;
	}
}

static bool run_remove(struct context *c, const struct args *a, struct err *err)
{
	struct job job = {0};
	bool ok = job_begin(&job, c, a, err);

	if (ok) {
		const struct work *w = job.ws.work;
		const struct evidence *item = &w->evidence[job.e];

		change_remove_evidence(&job.ch, w, job.e);
		buf_addf(&job.said, "E%d %s removed", item->ref, describe_title(item));
		add_cost(&job, NULL, 0);
		add_challenges(&job.said, w, job.e);
	}
	return job_end(&job, c, "evidence remove", ok, err);
}

const struct cmd_info cmd_evidence_remove = {
	.name = "evidence remove",
	.operands = "EVIDENCE",
	.help = "Remove an item of evidence and its links, and say which claims lose support",
	.more = "'assay why EVIDENCE' says so beforehand. The history keeps the item; its reference is not used again.",
	.min = 1,
	.max = 1,
	.run = run_remove,
};
