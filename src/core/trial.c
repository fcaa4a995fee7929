/* Trying on a copy, and what differs after it. */
#include "config.h"

#include <stdlib.h>

#include "core/trial.h"

bool trial_run(struct trial *t, const struct work *w, const struct changes *c, struct err *err)
{
	struct work *copy = work_try(w, c, err);

	if (copy == NULL)
		return false;
	t->work = copy;
	standing_compute(&t->standing, copy);
	return true;
}

void trial_release(struct trial *t)
{
	if (t->work == NULL)
		return;
	standing_release(&t->standing);
	work_free(t->work);
	*t = (struct trial){0};
}

/* ---- what is tried --------------------------------------------------------------------------------- */

void change_remove_evidence(struct changes *c, const struct work *w, int evidence)
{
	const struct evidence *e = &w->evidence[evidence];

	for (int s = e->first_support; s >= 0; s = w->support[s].next_of_evidence)
		changes_set(c, ENTITY_SUPPORT, w->support[s].id, w->support[s].revision, FIELD_SUPPORT_REMOVED, "true");
	changes_set(c, ENTITY_EVIDENCE, e->id, e->revision, FIELD_EVIDENCE_REMOVED, "true");
}

void change_status(struct changes *c, const struct work *w, int leaf, enum status s)
{
	changes_set(c, ENTITY_ANSWER, w->tree->node[leaf].id, w->answer[leaf].revision, FIELD_STATUS,
	    field_info(FIELD_STATUS)->values[s]);
}

void change_close_gap(struct changes *c, const struct work *w, int gap)
{
	changes_set(c, ENTITY_GAP, w->gap[gap].id, w->gap[gap].revision, FIELD_GAP_STATE,
	    field_info(FIELD_GAP_STATE)->values[GAP_CLOSED]);
}

/* ---- what it does ---------------------------------------------------------------------------------- */

/* The order in which a change is told: from what changed to what follows from it. */
static int storey(const struct tree *t, int node)
{
	if (t->node[node].kind == NODE_THEME)
		return 3;
	if (t->node[node].kind == NODE_PRINCIPLE)
		return 2;
	return tree_is_leaf(t, node) ? 0 : 1;
}

static void compare_claimable(struct trial_effect *e, int node, const struct standing *before, const struct standing *after)
{
	bool was = standing_claimable(before, node), is = standing_claimable(after, node);

	if (is && !was)
		e->gained[e->n_gained++] = node;
	if (was && !is)
		e->lost[e->n_lost++] = node;
}

void trial_compare(struct trial_effect *out, const struct tree *t, const struct standing *before, const struct standing *after)
{
	size_t n = (size_t)t->n_nodes + 1;

	*out = (struct trial_effect){
		.node = xcalloc(n, sizeof(int)), .gained = xcalloc(n, sizeof(int)), .lost = xcalloc(n, sizeof(int)),
	};
	for (int s = 0; s <= 3; s++)
		for (int i = 0; i < t->n_nodes; i++)
			if (storey(t, i) == s && before->value[i] != after->value[i])
				out->node[out->n++] = i;
	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].kind == NODE_PRINCIPLE)
			compare_claimable(out, i, before, after);
}

void trial_effect_release(struct trial_effect *e)
{
	free(e->node);
	free(e->gained);
	free(e->lost);
	*e = (struct trial_effect){0};
}
