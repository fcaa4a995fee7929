/* Rules on a workspace that need no standing: scope, outstanding gaps, supports that count. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/work_private.h"

static int by_int(int a, int b)
{
	return (a > b) - (a < b);
}

/* ---- scope ----------------------------------------------------------------------------------- */

/* Source: Code, Table 1. A catalogue without this role, or an assessment without any, hides
 * nothing: everything is in scope until somebody says otherwise. */
bool work_role_in_scope(const struct work *w, int principle)
{
	const struct role *r = w->assessment.role == NULL ? NULL : tree_find_role(w->tree, w->assessment.role);

	return r == NULL || r->in_scope[tree_theme_place(w->tree, w->tree->node[principle].theme)];
}

bool work_in_scope(const struct work *w, int principle)
{
	const struct scope_choice *choice = &w->scope[principle];

	return choice->chosen ? choice->in_scope : work_role_in_scope(w, principle);
}

/* ---- gaps -------------------------------------------------------------------------------------- */

/* A gap is outstanding as soon as one of its claims is in scope: this one is enough. */
bool work_claim_has_gap(const struct work *w, int leaf)
{
	if (!w->private->claim_has_gap[leaf])
		return false;
	if (work_in_scope(w, w->tree->node[leaf].principle))
		return true;
	for (int i = 0; i < w->n_gap; i++)
		for (int c = 0; c < w->gap[i].n_claims; c++)
			if (w->gap[i].claim[c] == leaf && gap_outstanding(w, &w->gap[i]))
				return true;
	return false;
}

bool gap_outstanding(const struct work *w, const struct gap *g)
{
	if (g->state != GAP_OPEN && g->state != GAP_IN_PROGRESS)
		return false;
	for (int i = 0; i < g->n_claims; i++)
		if (work_in_scope(w, w->tree->node[g->claim[i]].principle))
			return true;
	return false;
}

bool gap_overdue(const struct work *w, const struct gap *g, date today)
{
	return g->due != DATE_NONE && g->due < today && gap_outstanding(w, g);
}

int gaps_overdue(const struct work *w, date today)
{
	int n = 0;

	for (int i = 0; i < w->n_gap; i++)
		n += gap_overdue(w, &w->gap[i], today);
	return n;
}

/* ---- supports and challenges ------------------------------------------------------------------- */

int support_order(int claim_a, int evidence_a, int claim_b, int evidence_b)
{
	return claim_a != claim_b ? by_int(claim_a, claim_b) : by_int(evidence_a, evidence_b);
}

int work_find_support(const struct work *w, int evidence, int claim)
{
	int low = 0, high = w->n_support - 1;

	while (low <= high) {
		int middle = low + (high - low) / 2;
		const struct support *s = &w->support[middle];
		int order = support_order(s->claim, s->evidence, claim, evidence);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

int work_refusals(const struct work *w, int evidence, int *n)
{
	int low = 0, high = w->n_refusal;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (w->refusal[middle].evidence < evidence)
			low = middle + 1;
		else
			high = middle;
	}
	for (high = low; high < w->n_refusal && w->refusal[high].evidence == evidence;)
		high++;
	*n = high - low;
	return low;
}

bool work_refused(const struct work *w, int evidence, int claim)
{
	int n, first = work_refusals(w, evidence, &n);

	for (int i = 0; i < n; i++)
		if (w->refusal[first + i].claim == claim)
			return true;
	return false;
}

bool work_claim_challenged(const struct work *w, int leaf)
{
	return w->private->claim_challenged[leaf];
}

/* "The item says where or what": a bare title is not evidence. */
bool support_counts(const struct work *w, const struct support *s)
{
	const struct evidence *ev = &w->evidence[s->evidence];

	return (ev->has_detail || ev->has_location) && !w->private->support_challenged[s - w->support];
}

int work_counting(const struct work *w, int leaf)
{
	int n = 0;

	for (int i = w->first_support[leaf]; i >= 0; i = w->support[i].next_of_claim)
		n += support_counts(w, &w->support[i]);
	return n;
}

/* ---- what is looked up often ------------------------------------------------------------------- */

static void flag_gaps(struct work *w)
{
	bool *flag = w->private->claim_has_gap;

	memset(flag, 0, (size_t)w->tree->n_nodes * sizeof *flag);
	for (int i = 0; i < w->n_gap; i++)
		if (w->gap[i].state == GAP_OPEN || w->gap[i].state == GAP_IN_PROGRESS)
			for (int c = 0; c < w->gap[i].n_claims; c++)
				flag[w->gap[i].claim[c]] = true;
}

/* Unsettled challenges weigh on their claim, or on the one link they name. */
static void flag_challenges(struct work *w)
{
	struct work_private *p = w->private;

	memset(p->claim_challenged, 0, (size_t)w->tree->n_nodes * sizeof *p->claim_challenged);
	free(p->support_challenged);
	p->support_challenged = xcalloc((size_t)w->n_support + 1, sizeof *p->support_challenged);
	for (int i = 0; i < w->n_challenge; i++) {
		const struct challenge *c = &w->challenge[i];
		int support;

		if (c->claim == NODE_NONE || (c->state != CHALLENGE_OPEN && c->state != CHALLENGE_ANSWERED))
			continue;
		if (c->evidence_id == NULL) {
			p->claim_challenged[c->claim] = true;
			continue;
		}
		support = work_find_support(w, c->evidence, c->claim);
		if (support >= 0)
			p->support_challenged[support] = true;
	}
}

void work_flag(struct work *w)
{
	flag_gaps(w);
	flag_challenges(w);
}
