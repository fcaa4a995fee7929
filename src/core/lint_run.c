/* A run through a work: everything once, at one go or in pieces, or one thing alone. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"

/* ---- beginning and end -------------------------------------------------------------------------- */

static void gather_gaps(struct lint_run *r)
{
	for (int i = 0; i < r->w->tree->n_nodes; i++)
		r->gaps[i].last_closed = -1;
	for (int i = 0; i < r->w->n_gap; i++) {
		const struct gap *g = &r->w->gap[i];

		for (int c = 0; c < g->n_claims; c++) {
			if (g->state == GAP_CLOSED)
				r->gaps[g->claim[c]].last_closed = i;
			else
				r->gaps[g->claim[c]].planned = true;
		}
	}
}

static void start(struct lint_run *r, const struct lint_in *in, struct err *err)
{
	const struct work *w = in->work;

	*r = (struct lint_run){ .in = *in, .w = w, .link = -1, .people = in->people, .err = err };
	r->found = xcalloc(lint_rule_count(), sizeof *r->found);
	r->gaps = xcalloc((size_t)w->tree->n_nodes + 1, sizeof *r->gaps);
	r->where = xcalloc((size_t)w->n_evidence + 1, sizeof *r->where);
	gather_gaps(r);
	lint_gather_waivers(r);
}

/* What only going through needs; what was found stays. */
static void put_away(struct lint_run *r)
{
	for (size_t i = 0; r->found != NULL && i < lint_rule_count(); i++)
		buf_release(&r->found[i]);
	for (int i = 0; i < LINT_SAID; i++) {
		buf_release(&r->said[i].bytes);
		lint_text_release(&r->said[i].text);
	}
	free(r->found);
	free(r->gaps);
	free(r->where);
	lint_figures_free(r->figures);
	lint_items_free(r->items);
	if (r->people != r->in.people)
		lint_people_free(r->people);
	r->found = NULL;
	r->gaps = NULL;
	r->where = NULL;
	r->figures = NULL;
	r->items = NULL;
	r->people = NULL;
}

static void release(struct lint_run *r)
{
	put_away(r);
	free(r->used);
	map_release(&r->waivers);
	lint_release(&r->out);
}

/* What was found becomes the caller's. */
static bool hand_over(struct lint_run *r, struct lint *out)
{
	bool ok = !r->failed;

	*out = (struct lint){0};
	if (ok) {
		lint_sort(&r->out);
		*out = r->out;
		r->out = (struct lint){0};
	}
	release(r);
	return ok;
}

/* ---- a piece at a time -------------------------------------------------------------------------- */

struct lint_run *lint_run_new(const struct lint_in *in)
{
	struct lint_run *r = xmalloc(sizeof *r);

	start(r, in, NULL);
	r->figures = lint_figures_new(r->w);
	r->items = lint_items_new(r->w);
	return r;
}

void lint_run_free(struct lint_run *r)
{
	if (r == NULL)
		return;
	release(r);
	free(r);
}

static int things_in(const struct work *w, enum lint_phase phase)
{
	switch (phase) {
	case LINT_CLAIMS: return w->tree->n_nodes;
	case LINT_ITEMS: return w->n_evidence;
	case LINT_GAPS: return w->n_gap;
	case LINT_CHALLENGES: return w->n_challenge;
	default: return 1;
	}
}

/* An item, or one link of the item in hand: an item may have thousands of them. */
static void look_at_item_or_link(struct lint_run *r)
{
	if (r->link < 0) {
		lint_look_at_item(r, r->at);
		r->link = r->w->evidence[r->at].first_support;
	} else {
		lint_look_at_link(r, r->link);
		r->link = r->w->support[r->link].next_of_evidence;
	}
	r->at += r->link < 0;
}

static void look_at_next(struct lint_run *r)
{
	int at = r->at;

	switch (r->phase) {
	case LINT_ASSESSMENT: lint_look_at_assessment(r); break;
	case LINT_CLAIMS: lint_look_at_leaf(r, at); break;
	case LINT_ITEMS: look_at_item_or_link(r); break;
	case LINT_GAPS: lint_look_at_gap(r, at); break;
	case LINT_CHALLENGES: lint_look_at_challenge(r, at); break;
	case LINT_WAIVERS: lint_look_at_waivers(r, NULL); break;
	case LINT_DONE: break;
	}
	if (r->phase != LINT_ITEMS)
		r->at++;
	r->looked += r->at - at;
}

/* To what is to be looked at next. false: there is nothing more. */
static bool find_next(struct lint_run *r)
{
	while (r->phase != LINT_DONE) {
		while (r->phase == LINT_CLAIMS && r->at < r->w->tree->n_nodes && !tree_is_leaf(r->w->tree, r->at))
			r->at++;
		if (r->at < things_in(r->w, r->phase))
			return true;
		r->phase++;
		r->at = 0;
	}
	return false;
}

bool lint_run_go_on(struct lint_run *r, int looks, bool *more, struct err *err)
{
	r->err = err;
	for (*more = true; looks > 0 && *more && !r->failed; looks--) {
		*more = find_next(r);
		if (*more)
			look_at_next(r);
	}
	r->err = NULL;
	if (!*more) {
		lint_sort(&r->out);
		put_away(r);
	}
	return !r->failed;
}

const struct lint *lint_run_found(const struct lint_run *r)
{
	return &r->out;
}

void lint_run_count(const struct lint_run *r, int *looked, int *all)
{
	const struct work *w = r->w;

	*looked = r->looked;
	*all = 2 + w->n_evidence + w->n_gap + w->n_challenge;   /* the assessment and the waivers */
	for (int i = 0; i < w->tree->n_nodes; i++)
		*all += tree_is_leaf(w->tree, i);
}

bool lint_run_waived(struct lint_run *r, struct err *err)
{
	r->err = err;
	lint_waive_again(r);
	r->err = NULL;
	return !r->failed;
}

/* ---- at one go ---------------------------------------------------------------------------------- */

bool lint_all(struct lint *out, const struct lint_in *in, struct err *err)
{
	struct lint_run *r = lint_run_new(in);
	bool more = true, ok = true;

	while (more && ok)
		ok = lint_run_go_on(r, INT_MAX, &more, err);
	ok = hand_over(r, out);
	free(r);
	return ok;
}

/* ---- one thing alone ---------------------------------------------------------------------------- */

static void look_at_one_leaf(struct lint_run *r, const char *id)
{
	int leaf = tree_find(r->w->tree, id);

	if (leaf == NODE_NONE || !tree_is_leaf(r->w->tree, leaf))
		return;
	r->figures = lint_figures_new(r->w);
	lint_figures_read(r, leaf);
	lint_look_at_leaf(r, leaf);
	for (int s = r->w->first_support[leaf]; s >= 0 && !r->failed; s = r->w->support[s].next_of_claim)
		lint_look_at_link(r, s);
}

static void look_at_one_item(struct lint_run *r, const char *id)
{
	int e = work_find_evidence(r->w, id);
	const char *how;

	if (e < 0)
		return;
	r->near_unknown = r->w->n_evidence > LINT_NEAR_MAX;
	if (!r->near_unknown)
		r->items = lint_items_new(r->w);
	for (int i = 0; r->items != NULL && i < e && !r->failed; i++) {
		lint_take_item(r, i);
		lint_items_take(r);
		lint_items_keep(r, i, &how);
	}
	lint_look_at_item(r, e);
	for (int s = r->w->evidence[e].first_support; s >= 0 && !r->failed; s = r->w->support[s].next_of_evidence)
		lint_look_at_link(r, s);
}

bool lint_of(struct lint *out, const struct lint_in *in, enum entity e, const char *id, struct err *err)
{
	struct lint_run r;
	int i;

	start(&r, in, err);
	if (e == ENTITY_ASSESSMENT)
		lint_look_at_assessment(&r);
	else if (e == ENTITY_ANSWER)
		look_at_one_leaf(&r, id);
	else if (e == ENTITY_EVIDENCE)
		look_at_one_item(&r, id);
	else if (e == ENTITY_GAP && (i = work_find_gap(in->work, id)) >= 0)
		lint_look_at_gap(&r, i);
	else if (e == ENTITY_CHALLENGE && (i = work_find_challenge(in->work, id)) >= 0)
		lint_look_at_challenge(&r, i);
	lint_look_at_waivers(&r, id);
	return hand_over(&r, out);
}

void lint_writing(struct lint *out, const struct lint_in *in, enum field f, const char *id, int leaf, const char *text)
{
	struct lint_run r;
	struct err err;
	int item = work_find_evidence(in->work, id), gap = work_find_gap(in->work, id);
	bool visible = item >= 0 ? in->work->evidence[item].audience != AUDIENCE_INTERNAL :
	    gap >= 0 ? in->work->gap[gap].audience != AUDIENCE_INTERNAL : field_info(f)->entity == ENTITY_ANSWER;

	start(&r, in, &err);
	r.writing = true;
	lint_look_at_line(&r, f, id, leaf, visible, text);
	(void)hand_over(&r, out);
}
