/* Which gap comes first: what each of them says itself, and what waits for it further up. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/urgency.h"

enum { NAMES_SHOWN = 4 };               /* principles named in one sentence */

/* ---- what waits -------------------------------------------------------------------------------- */

/* What is found once for all gaps. */
struct gap_view {
	const struct work *w;
	const struct standing *st;
	int *gaps;                      /* by leaf: outstanding gaps on it */
	int *in_the_way;                /* by principle: counted leaves that are neither met, set aside nor out of scope */
};

static bool stands_in_the_way(const struct gap_view *v, int leaf)
{
	switch ((enum leaf_standing)v->st->value[leaf]) {
	case LEAF_MET:
	case LEAF_SET_ASIDE:
	case LEAF_OUT_OF_SCOPE:
		return false;
	default:
		return v->w->tree->node[leaf].asked_as != NULL;
	}
}

/* Nothing but this one gap is said against the claim: an answer that was not given or is doubted is more than a gap. */
static bool waits_for_one_gap(const struct gap_view *v, int leaf)
{
	return v->gaps[leaf] == 1 && v->st->value[leaf] != LEAF_OPEN && v->st->value[leaf] != LEAF_CHALLENGED;
}

static void view_make(struct gap_view *v, const struct work *w, const struct standing *st)
{
	const struct tree *t = w->tree;

	*v = (struct gap_view){ .w = w, .st = st };
	v->gaps = xcalloc((size_t)t->n_nodes + 1, sizeof *v->gaps);
	v->in_the_way = xcalloc((size_t)t->n_nodes + 1, sizeof *v->in_the_way);
	for (int i = 0; i < w->n_gap; i++)
		for (int c = 0; c < w->gap[i].n_claims && gap_outstanding(w, &w->gap[i]); c++)
			v->gaps[w->gap[i].claim[c]]++;
	for (int i = 0; i < t->n_nodes; i++)
		if (tree_is_leaf(t, i) && stands_in_the_way(v, i))
			v->in_the_way[t->node[i].principle]++;
}

static void view_release(struct gap_view *v)
{
	free(v->gaps);
	free(v->in_the_way);
}

/* The claims of a gap are in tree order, so that those of a principle stand together. Fills the two lists. */
static void find_waiting(const struct gap_view *v, const struct gap *g, struct urgency *u, int *waiting, int *alone)
{
	u->waiting = waiting;
	u->alone = alone;
	for (int c = 0; c < g->n_claims;) {
		int principle = v->w->tree->node[g->claim[c]].principle, here = 0, only = 0;

		for (; c < g->n_claims && v->w->tree->node[g->claim[c]].principle == principle; c++)
			if (stands_in_the_way(v, g->claim[c])) {
				here++;
				only += waits_for_one_gap(v, g->claim[c]);
			}
		if (here > 0)
			waiting[u->n_waiting++] = principle;
		if (here > 0 && only == v->in_the_way[principle])
			alone[u->n_alone++] = principle;
	}
}

/* ---- the order ----------------------------------------------------------------------------------- */

static enum urgency_group group_of(const struct work *w, const struct gap *g)
{
	if (g->state == GAP_CLOSED)
		return URGENCY_CLOSED;
	if (g->state == GAP_ACCEPTED)
		return URGENCY_ACCEPTED;
	return gap_outstanding(w, g) ? URGENCY_OUTSTANDING : URGENCY_ASIDE;
}

static int by_number(int a, int b)
{
	return (a > b) - (a < b);
}

/* What is not set (`none`) comes after everything that is. */
static int by_number_or_none(int a, int b, int none)
{
	return a == none || b == none ? by_number(a == none, b == none) : by_number(a, b);
}

struct sortable { struct urgency u; const struct gap *gap; };

static int compare(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int order = by_number((int)x->u.group, (int)y->u.group);

	if (order == 0)
		order = by_number(y->u.late > 0, x->u.late > 0);
	if (order == 0)
		order = by_number_or_none(x->gap->priority, y->gap->priority, -1);
	if (order == 0)
		order = by_number_or_none(x->gap->due, y->gap->due, DATE_NONE);
	if (order == 0)
		order = by_number(y->u.n_alone, x->u.n_alone);
	if (order == 0)
		order = by_number(y->u.n_waiting, x->u.n_waiting);
	if (order == 0)
		order = by_number_or_none(x->gap->ref, y->gap->ref, 0);
	return order != 0 ? order : by_number(x->u.gap, y->u.gap);
}

void urgency_compute(struct urgencies *out, const struct work *w, const struct standing *st, date today)
{
	struct sortable *s = xcalloc((size_t)w->n_gap + 1, sizeof *s);
	struct gap_view v;
	size_t links = 0, at = 0;

	*out = (struct urgencies){ .n = w->n_gap };
	view_make(&v, w, st);
	for (int i = 0; i < w->n_gap; i++)
		links += (size_t)w->gap[i].n_claims;
	out->principle = xcalloc(2 * links + 1, sizeof *out->principle);
	for (int i = 0; i < w->n_gap; i++) {
		const struct gap *g = &w->gap[i];

		s[i] = (struct sortable){ .gap = g, .u = { .gap = i, .group = group_of(w, g) } };
		s[i].u.late = gap_overdue(w, g, today) ? today - g->due : 0;
		if (s[i].u.group == URGENCY_OUTSTANDING)
			find_waiting(&v, g, &s[i].u, out->principle + at, out->principle + at + g->n_claims);
		at += 2 * (size_t)g->n_claims;
	}
	qsort(s, (size_t)w->n_gap, sizeof *s, compare);
	out->item = xcalloc((size_t)w->n_gap + 1, sizeof *out->item);
	for (int i = 0; i < w->n_gap; i++)
		out->item[i] = s[i].u;
	free(s);
	view_release(&v);
}

void urgency_release(struct urgencies *u)
{
	free(u->item);
	free(u->principle);
	*u = (struct urgencies){0};
}

const struct urgency *urgency_of(const struct urgencies *u, int gap)
{
	for (int i = 0; i < u->n; i++)
		if (u->item[i].gap == gap)
			return &u->item[i];
	return NULL;
}

/* ---- in words -------------------------------------------------------------------------------------- */

const char *urgency_group_words(enum urgency_group g)
{
	static const char *const words[URGENCY_GROUPS] = {
		[URGENCY_OUTSTANDING] = "outstanding", [URGENCY_ACCEPTED] = "nothing planned, because",
		[URGENCY_CLOSED] = "closed", [URGENCY_ASIDE] = "no claim in scope",
	};

	return words[g];
}

static void add_when(struct buf *out, const struct urgency *u, const struct gap *g, date today)
{
	char relative[64];

	if (u->late > 0) {
		buf_addf(out, "overdue by %d day%s", u->late, u->late == 1 ? "" : "s");
	} else if (g->due == DATE_NONE) {
		buf_add(out, "no date");
	} else {
		date_relative(g->due, today, relative, sizeof relative);
		buf_addf(out, "due %s", relative);
	}
}

/* "4.1, 4.2 and 3 more". */
static void add_principles(struct buf *out, const struct tree *t, const int *principle, int n)
{
	for (int i = 0; i < n && i < NAMES_SHOWN; i++)
		buf_addf(out, "%s%s", i == 0 ? "" : i == n - 1 ? " and " : ", ", t->node[principle[i]].id);
	if (n > NAMES_SHOWN)
		buf_addf(out, " and %d more", n - NAMES_SHOWN);
}

static void add_waiting(struct buf *out, const struct urgency *u, const struct tree *t)
{
	if (u->n_waiting == 0) {
		buf_add(out, "no principle waits for it");
	} else if (u->n_alone == u->n_waiting) {
		add_principles(out, t, u->alone, u->n_alone);
		buf_addf(out, " wait%s for it alone", u->n_alone == 1 ? "s" : "");
	} else if (u->n_waiting == 1) {
		add_principles(out, t, u->waiting, 1);
		buf_add(out, " waits for it");
	} else {
		buf_addf(out, "%d principles wait for it", u->n_waiting);
		if (u->n_alone == 0)
			return;
		buf_add(out, ", ");
		add_principles(out, t, u->alone, u->n_alone);
		buf_add(out, " for it alone");
	}
}

void urgency_words(struct buf *out, const struct urgency *u, const struct work *w, date today)
{
	const struct gap *g = &w->gap[u->gap];

	switch (u->group) {
	case URGENCY_OUTSTANDING:
		add_when(out, u, g, today);
		buf_addf(out, "; %s; ", g->priority >= 0 ? field_info(FIELD_PRIORITY)->values[g->priority] : "no priority");
		add_waiting(out, u, w->tree);
		break;
	case URGENCY_ACCEPTED:
		buf_add(out, g->has_action ? "nothing is planned, for the reason given" : "nothing is planned, and no reason is given");
		break;
	case URGENCY_CLOSED:
		buf_add(out, "closed");
		break;
	case URGENCY_ASIDE:
	case URGENCY_GROUPS:
		buf_add(out, g->n_claims == 0 ? "on no claim" : g->n_claims == 1 ? "its claim is out of scope" : "all its claims are out of scope");
		break;
	}
}
