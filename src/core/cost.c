/* What an item of evidence carries. Only links that count carry anything, and only claims in scope need carrying. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/cost.h"

static bool has_other_support(const struct work *w, int evidence, int leaf)
{
	for (int s = w->first_support[leaf]; s >= 0; s = w->support[s].next_of_claim)
		if (w->support[s].evidence != evidence && support_counts(w, &w->support[s]))
			return true;
	return false;
}

static void add_principle(struct cost *c, int principle)
{
	if (c->n_principles == 0 || c->principle[c->n_principles - 1] != principle)
		c->principle[c->n_principles++] = principle;
}

static bool is_meant(const int *leaf, int n, int claim)
{
	if (leaf == NULL)
		return true;
	for (int i = 0; i < n; i++)
		if (leaf[i] == claim)
			return true;
	return false;
}

void cost_of_evidence(struct cost *out, const struct work *w, int evidence, const int *leaf, int n_leaves)
{
	size_t room = (size_t)w->evidence[evidence].n_supports + 1;

	*out = (struct cost){0};
	out->without = xcalloc(room, sizeof(int));
	out->some = xcalloc(room, sizeof(int));
	out->principle = xcalloc(room, sizeof(int));
	for (int s = w->evidence[evidence].first_support; s >= 0; s = w->support[s].next_of_evidence) {
		int claim = w->support[s].claim, principle = w->tree->node[claim].principle;
		if (!is_meant(leaf, n_leaves, claim) || !support_counts(w, &w->support[s]) || !work_in_scope(w, principle))
			continue;
		if (has_other_support(w, evidence, claim)) {
			out->some[out->n_some++] = claim;
		} else {
			out->without[out->n_without++] = claim;
			add_principle(out, principle);
		}
	}
}

void cost_release(struct cost *c)
{
	free(c->without);
	free(c->some);
	free(c->principle);
}
