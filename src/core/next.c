/* The best next step: rules asked one after the other, and what they found in words. */
#include "config.h"

#include <string.h>

#include "core/affirm.h"
#include "core/challenge.h"
#include "core/next.h"

enum { SMALL_TEXT = 64 };

struct asking {
	const struct work *w;
	const struct standing *st;
	date today;
};

/* ---- what is known of a claim -------------------------------------------------------------------- */

/* Somebody can go on with it today: where a gap is outstanding there is a plan, which has its own date. */
static bool can_go_on(const struct asking *a, int leaf)
{
	return standing_needs(a->st, leaf) && !work_claim_has_gap(a->w, leaf);
}

static enum next_lack lack_of(const struct asking *a, int leaf)
{
	const struct answer *answer = &a->w->answer[leaf];
	bool open = a->st->value[leaf] == LEAF_OPEN, supported = work_counting(a->w, leaf) > 0;

	if (open && answer->inherited && answer->status == STATUS_EVIDENCED && supported)
		return LACK_AFFIRMING;
	if (open && answer->status == STATUS_TO_ASSESS && !answer->inherited && supported && answer->has_argument)
		return LACK_STATUS;
	if (a->st->value[leaf] == LEAF_ASSERTED && answer->status == STATUS_EVIDENCED && answer->has_argument)
		return LACK_EVIDENCE;
	return LACK_MORE;
}

/* The only claim in the way below a node, NODE_NONE if there are several or none. */
static int only_one(const struct asking *a, int node)
{
	const struct counts *c = &a->st->counts[node];

	if (c->in_scope - c->leaf[LEAF_MET] - c->leaf[LEAF_SET_ASIDE] != 1)
		return NODE_NONE;
	for (int i = node; i < a->w->tree->node[node].end; i++)
		if (standing_needs(a->st, i))
			return i;
	return NODE_NONE;
}

/* ---- the rules: whether there is something, and what --------------------------------------------------- */

/* The longest overdue; of one day the lowest reference. */
static bool find_overdue(const struct asking *a, bool high, struct next *out)
{
	for (int i = 0; i < a->w->n_gap; i++) {
		const struct gap *g = &a->w->gap[i];

		if (gap_overdue(a->w, g, a->today) && (!high || g->priority == PRIORITY_HIGH)
		    && (out->gap < 0 || g->due < a->w->gap[out->gap].due))
			out->gap = i;
	}
	return out->gap >= 0;
}

static bool overdue_high(const struct asking *a, struct next *out) { return find_overdue(a, true, out); }
static bool overdue(const struct asking *a, struct next *out) { return find_overdue(a, false, out); }

static bool find_last(const struct asking *a, bool little, struct next *out)
{
	const struct tree *t = a->w->tree;

	for (int i = 0; i < t->n_nodes; i++) {
		int leaf = t->node[i].kind == NODE_PRINCIPLE ? only_one(a, i) : NODE_NONE;

		if (leaf == NODE_NONE || !can_go_on(a, leaf) || (little && lack_of(a, leaf) == LACK_MORE))
			continue;
		out->leaf = leaf;
		out->above = i;
		out->lack = lack_of(a, leaf);
		return true;
	}
	return false;
}

static bool last_little(const struct asking *a, struct next *out) { return find_last(a, true, out); }
static bool last(const struct asking *a, struct next *out) { return find_last(a, false, out); }

static bool challenge(const struct asking *a, struct next *out)
{
	for (int i = 0; i < a->w->n_challenge; i++) {
		const struct challenge *c = &a->w->challenge[i];

		if (c->state != CHALLENGE_OPEN || !challenge_weighs(a->w, c) || (c->claim != NODE_NONE && !work_in_scope(a->w, a->w->tree->node[c->claim].principle)))
			continue;
		out->challenge = i;
		return true;
	}
	return false;
}

/* How many nodes above wait for this leaf alone, and the highest of them. */
static int waiting_for(const struct asking *a, int leaf, int *above)
{
	int n = 0;

	for (int i = a->w->tree->node[leaf].parent; i != NODE_NONE && a->w->tree->node[i].kind == NODE_CLAIM; i = a->w->tree->node[i].parent) {
		if (only_one(a, i) != leaf)
			break;
		n++;
		*above = i;
	}
	return n;
}

static bool waited_for(const struct asking *a, struct next *out)
{
	for (int i = 0; i < a->w->tree->n_asked; i++) {
		int leaf = a->w->tree->asked[i], above = NODE_NONE, n = can_go_on(a, leaf) ? waiting_for(a, leaf, &above) : 0;

		if (n <= out->waiting)
			continue;
		out->leaf = leaf;
		out->above = above;
		out->waiting = n;
	}
	return out->waiting > 0;
}

static bool first_open(const struct asking *a, struct next *out)
{
	for (int i = 0; i < a->w->tree->n_asked && out->leaf == NODE_NONE; i++)
		if (a->st->value[a->w->tree->asked[i]] == LEAF_OPEN)
			out->leaf = a->w->tree->asked[i];
	return out->leaf != NODE_NONE;
}

/* Rather one without a plan than one that waits for it. */
static bool in_the_way(const struct asking *a, struct next *out)
{
	int planned = NODE_NONE;

	for (int i = 0; i < a->w->tree->n_asked && out->leaf == NODE_NONE; i++) {
		int leaf = a->w->tree->asked[i];

		if (can_go_on(a, leaf))
			out->leaf = leaf;
		else if (planned == NODE_NONE && standing_needs(a->st, leaf))
			planned = leaf;
	}
	if (out->leaf == NODE_NONE)
		out->leaf = planned;
	return out->leaf != NODE_NONE;
}

/* What most claims rest on first. */
static bool stale(const struct asking *a, struct next *out)
{
	for (int i = 0; i < a->w->n_evidence; i++) {
		const struct evidence *e = &a->w->evidence[i];

		if (e->n_supports > 0 && affirm_item_due(e, date_add_days(a->today, -1))
		    && (out->evidence < 0 || e->n_supports > a->w->evidence[out->evidence].n_supports))
			out->evidence = i;
	}
	return out->evidence >= 0;
}

void next_step(struct next *out, const struct work *w, const struct standing *st, date today)
{
	static bool (*const rule[NEXT_NOTHING])(const struct asking *, struct next *) = {
		[NEXT_OVERDUE_HIGH] = overdue_high, [NEXT_LAST_LITTLE] = last_little, [NEXT_CHALLENGE] = challenge,
		[NEXT_OVERDUE] = overdue, [NEXT_LAST] = last, [NEXT_WAITED_FOR] = waited_for, [NEXT_OPEN] = first_open,
		[NEXT_IN_THE_WAY] = in_the_way, [NEXT_STALE] = stale,
	};
	const struct asking a = { w, st, today };

	*out = (struct next){ .leaf = NODE_NONE, .gap = -1, .challenge = -1, .evidence = -1, .above = NODE_NONE };
	while (out->why < NEXT_NOTHING && !rule[out->why](&a, out))
		out->why++;
}

/* ---- in words -------------------------------------------------------------------------------------------- */

static void challenge_words(struct buf *out, const struct work *w, const struct challenge *c)
{
	challenge_name(c, out);
	buf_add(out, " on ");
	challenge_place(w, c, out);
	if (c->head != NULL)
		buf_addf(out, ": %s", c->head);
}

static const char *or_nothing(const char *s)
{
	return s != NULL ? s : "";
}

void next_what(struct buf *out, const struct next *n, const struct work *w)
{
	if (n->gap >= 0)
		buf_addf(out, "G%d %s", w->gap[n->gap].ref, or_nothing(w->gap[n->gap].head));
	else if (n->challenge >= 0)
		challenge_words(out, w, &w->challenge[n->challenge]);
	else if (n->evidence >= 0)
		buf_addf(out, "E%d %s", w->evidence[n->evidence].ref, or_nothing(w->evidence[n->evidence].title));
	else if (n->leaf != NODE_NONE)
		buf_addf(out, "%s %s", tree_leaf_name(w->tree, n->leaf), w->tree->node[n->leaf].label);
	else
		buf_add(out, "nothing is left to do");
	buf_trim_end(out);
}

static void lack_words(struct buf *out, const struct next *n, const struct work *w)
{
	static const char *const words[] = {
		[LACK_AFFIRMING] = "once its answer is affirmed", [LACK_STATUS] = "once its status is set",
		[LACK_EVIDENCE] = "once evidence that counts is linked to it",
	};

	buf_addf(out, "%s can be claimed %s", w->tree->node[n->above].id, words[n->lack]);
}

static void gap_words(struct buf *out, const struct next *n, const struct work *w, date today)
{
	char due[SMALL_TEXT];

	date_relative(w->gap[n->gap].due, today, due, sizeof due);
	buf_addf(out, "%s, it was due %s", n->why == NEXT_OVERDUE_HIGH ? "of high priority and overdue" : "overdue", due);
}

static void stale_words(struct buf *out, const struct next *n, const struct work *w, date today)
{
	const struct evidence *e = &w->evidence[n->evidence];
	char due[SMALL_TEXT];

	date_relative(e->review_by, today, due, sizeof due);
	buf_addf(out, "its review was due %s, and %d claim%s on it", due, e->n_supports, e->n_supports == 1 ? " rests" : "s rest");
}

void next_because(struct buf *out, const struct next *n, const struct work *w, const struct standing *st, date today)
{
	switch (n->why) {
	case NEXT_OVERDUE_HIGH:
	case NEXT_OVERDUE:
		gap_words(out, n, w, today);
		break;
	case NEXT_LAST_LITTLE:
		lack_words(out, n, w);
		break;
	case NEXT_CHALLENGE:
		buf_addf(out, "raised by %s, and nobody has answered yet",
		    w->challenge[n->challenge].by != NULL ? w->challenge[n->challenge].by : "somebody");
		break;
	case NEXT_LAST:
		buf_addf(out, "%s; it alone keeps %s from being claimed", standing_words(st, n->leaf), w->tree->node[n->above].id);
		break;
	case NEXT_WAITED_FOR:
		buf_addf(out, "%s; %s waits for it alone", standing_words(st, n->leaf), w->tree->node[n->above].id);
		break;
	case NEXT_OPEN:
		buf_add(out, "the first open claim in the order of the form");
		break;
	case NEXT_IN_THE_WAY:
		buf_addf(out, "%s; every claim is answered, and this is the first in the way", standing_words(st, n->leaf));
		break;
	case NEXT_STALE:
		stale_words(out, n, w, today);
		break;
	case NEXT_NOTHING:
		buf_add(out, st->total.in_scope > 0 ? "every claim in scope is met or set aside" : "no claim is in scope");
		break;
	}
}
