/* Why a node stands as it does, in one plain sentence. */
#include "config.h"

#include "core/challenge.h"
#include "core/gap_filter.h"
#include "core/standing.h"

enum { REFS_SHOWN = 6 };                /* references named in one sentence */

/* "1 claim", "3 claims". */
static void add_count(struct buf *out, int n, const char *thing)
{
	buf_addf(out, "%d %s%s", n, thing, n == 1 ? "" : "s");
}

/* Adds "G3, G5 and 2 more" one by one. */
struct refs {
	struct buf *out;
	char letter;
	int n;
};

static void refs_add(struct refs *r, int ref)
{
	if (r->n++ >= REFS_SHOWN)
		return;
	if (r->n > 1)
		buf_add(r->out, ", ");
	if (ref > 0)
		buf_addf(r->out, "%c%d", r->letter, ref);
	else
		buf_add(r->out, r->letter == 'G' ? "a new gap" : "a new challenge");
}

static void refs_end(struct refs *r)
{
	if (r->n > REFS_SHOWN)
		buf_addf(r->out, " and %d more", r->n - REFS_SHOWN);
}

/* How many outstanding gaps the leaf has, named. */
static int add_gaps(struct buf *out, const struct work *w, int leaf)
{
	struct refs r = { .out = out, .letter = 'G' };

	for (int i = 0; i < w->n_gap; i++)
		if (gap_about(w->tree, &w->gap[i], leaf) && gap_outstanding(w, &w->gap[i]))
			refs_add(&r, w->gap[i].ref);
	refs_end(&r);
	return r.n;
}

static int add_challenges(struct buf *out, const struct work *w, int leaf)
{
	struct refs r = { .out = out, .letter = 'C' };

	for (int i = 0; i < w->n_challenge; i++) {
		const struct challenge *c = &w->challenge[i];

		if (c->claim == leaf && c->evidence_id == NULL && challenge_waits(c))
			refs_add(&r, c->ref);
	}
	refs_end(&r);
	return r.n;
}

/* ---- leaves ------------------------------------------------------------------------------------ */

/* Who put a principle out of scope: a choice with its reason, or the role. */
static void add_scope_reason(struct buf *out, const struct work *w, int principle)
{
	const struct scope_choice *choice = &w->scope[principle];

	if (!choice->chosen)
		buf_addf(out, "for the role %s", w->assessment.role == NULL ? "chosen" : w->assessment.role);
	else if (choice->reason != NULL)
		buf_addf(out, "by choice: %s", choice->reason);
	else
		buf_add(out, "by choice, without a reason");
}

static void add_open(struct buf *out, const struct answer *a)
{
	if (a->inherited)
		buf_add(out, "carried over from an earlier assessment and not affirmed yet");
	else if (a->status == STATUS_NOT_APPLICABLE)
		buf_add(out, "not applicable needs an argument that says why");
	else
		buf_add(out, "not assessed yet");
}

static void add_challenged(struct buf *out, const struct work *w, int leaf)
{
	int n = add_challenges(out, w, leaf);

	buf_add(out, n == 1 ? " is not settled" : " are not settled");
}

static void add_not_evidenced(struct buf *out, const struct work *w, int leaf)
{
	struct buf gaps = {0};
	int n = add_gaps(&gaps, w, leaf);

	if (n == 0)
		buf_add(out, "no outstanding gap says what is missing");
	else
		buf_addf(out, "%s %s what is missing", buf_str(&gaps), n == 1 ? "says" : "say");
	buf_release(&gaps);
}

static void add_asserted(struct buf *out, const struct work *w, int leaf)
{
	int linked = w->n_supports[leaf];

	buf_addf(out, "%s, but no evidence that counts supports it",
	    w->answer[leaf].status == STATUS_EVIDENCED ? "evidenced" : "partly evidenced");
	if (linked == 0)
		return;
	buf_add(out, " (");
	add_count(out, linked, "item");
	buf_add(out, " linked, but challenged or without a location or detail)");
}

static void add_partly(struct buf *out, const struct work *w, int leaf)
{
	struct buf gaps = {0};
	int n = add_gaps(&gaps, w, leaf);

	buf_add(out, w->answer[leaf].status == STATUS_PARTLY_EVIDENCED ? "partly evidenced" : "evidenced");
	if (n > 0)
		buf_addf(out, "%s%s %s outstanding", w->answer[leaf].status == STATUS_PARTLY_EVIDENCED ? "; " : ", but ",
		    buf_str(&gaps), n == 1 ? "is" : "are");
	buf_release(&gaps);
}

static void add_met(struct buf *out, const struct work *w, int leaf)
{
	buf_add(out, "evidenced, supported by ");
	add_count(out, work_counting(w, leaf), "item");
}

void standing_leaf_reason(struct buf *out, const struct standing *st, const struct work *w, int leaf)
{
	switch ((enum leaf_standing)st->value[leaf]) {
	case LEAF_MET:
		add_met(out, w, leaf);
		break;
	case LEAF_PARTLY:
		add_partly(out, w, leaf);
		break;
	case LEAF_ASSERTED:
		add_asserted(out, w, leaf);
		break;
	case LEAF_CHALLENGED:
		add_challenged(out, w, leaf);
		break;
	case LEAF_NOT_EVIDENCED:
		add_not_evidenced(out, w, leaf);
		break;
	case LEAF_OPEN:
		add_open(out, &w->answer[leaf]);
		break;
	case LEAF_SET_ASIDE:
		buf_add(out, "not applicable, for the reason in its argument");
		break;
	case LEAF_OUT_OF_SCOPE:
	case LEAF_COUNT:
		buf_addf(out, "principle %s is, ", w->tree->node[w->tree->node[leaf].principle].id);
		add_scope_reason(out, w, w->tree->node[leaf].principle);
		break;
	}
}

static void leaf_sentence(struct buf *out, const struct standing *st, const struct work *w, int leaf)
{
	buf_addf(out, "%s: ", standing_words(st, leaf));
	standing_leaf_reason(out, st, w, leaf);
	if (w->tree->node[leaf].asked_as == NULL)
		buf_add(out, " (advisory: the form does not ask for it)");
}

/* ---- nodes above ------------------------------------------------------------------------------- */

static void add_aside(struct buf *out, const struct counts *c)
{
	if (c->leaf[LEAF_SET_ASIDE] == 0)
		return;
	buf_add(out, ", ");
	add_count(out, c->leaf[LEAF_SET_ASIDE], "claim");
	buf_add(out, " set aside");
}

/* Counted leaves that are neither met nor set aside. */
static int in_the_way(const struct counts *c)
{
	return c->in_scope - c->leaf[LEAF_MET] - c->leaf[LEAF_SET_ASIDE];
}

/* "2 of 5 claims stand in the way". */
static void add_in_the_way(struct buf *out, const struct counts *c)
{
	int n = in_the_way(c);

	if (c->in_scope == 1)
		buf_add(out, "its only claim stands in the way");
	else
		buf_addf(out, "%d of %d claims %s in the way", n, c->in_scope, n == 1 ? "stands" : "stand");
}

/* A theme has no choice of its own; neither has a claim that only advisory leaves stand under. */
static void out_of_scope_sentence(struct buf *out, const struct standing *st, const struct work *w, int node)
{
	const struct node *n = &w->tree->node[node];

	buf_add(out, n->id);
	if (st->counts[node].asked == 0) {
		buf_add(out, " has no claims that the form asks for");
	} else if (n->kind == NODE_THEME) {
		buf_add(out, " is out of scope with all its principles");
	} else {
		buf_add(out, " is out of scope ");
		add_scope_reason(out, w, n->principle);
	}
}

static void principle_sentence(struct buf *out, const struct standing *st, const struct tree *t, int principle)
{
	const struct counts *c = &st->counts[principle];
	const char *id = t->node[principle].id;

	if (st->value[principle] == NODE_SET_ASIDE) {
		buf_addf(out, "%s cannot be claimed: ", id);
		buf_add(out, c->in_scope == 1 ? "its only claim is set aside" : "all its claims are set aside");
	} else if (!standing_claimable(st, principle)) {
		buf_addf(out, "%s cannot be claimed yet: ", id);
		add_in_the_way(out, c);
	} else if (c->leaf[LEAF_SET_ASIDE] == 0) {
		buf_addf(out, "%s can be claimed", id);
	} else {
		buf_addf(out, "%s is claimable", id);
		add_aside(out, c);
	}
}

/* A theme, or a claim between the principle and the leaves. */
static void inner_sentence(struct buf *out, const struct standing *st, const struct tree *t, int node)
{
	const struct counts *c = &st->counts[node];
	int open = c->leaf[LEAF_OPEN];

	buf_addf(out, "%s is %s: ", t->node[node].id, standing_words(st, node));
	switch ((enum node_standing)st->value[node]) {
	case NODE_MET:
		buf_addf(out, "%d of %d claims met", c->leaf[LEAF_MET], c->in_scope);
		add_aside(out, c);
		break;
	case NODE_UNFINISHED:
		buf_addf(out, "%d of %d claims %s open", open, c->in_scope, open == 1 ? "is" : "are");
		break;
	case NODE_SET_ASIDE:
		buf_add(out, "all its claims are");
		break;
	case NODE_HELD_BACK:
	case NODE_OUT_OF_SCOPE:
		add_in_the_way(out, c);
		break;
	}
}

void standing_sentence(struct buf *out, const struct standing *st, const struct work *w, int node)
{
	if (st->is_leaf[node])
		leaf_sentence(out, st, w, node);
	else if (st->value[node] == NODE_OUT_OF_SCOPE)
		out_of_scope_sentence(out, st, w, node);
	else if (w->tree->node[node].kind == NODE_PRINCIPLE)
		principle_sentence(out, st, w->tree, node);
	else
		inner_sentence(out, st, w->tree, node);
}

void standing_claim_words(struct buf *out, const struct standing *st, const struct tree *t, int principle)
{
	if (st->value[principle] == NODE_OUT_OF_SCOPE || st->value[principle] == NODE_SET_ASIDE) {
		buf_add(out, standing_words(st, principle));
		return;
	}
	if (!standing_claimable(st, principle)) {
		buf_add(out, "not yet");
		return;
	}
	buf_add(out, "claimable");
	add_aside(out, &st->counts[principle]);
	if (t->node[principle].remark != NULL)
		buf_addf(out, ": %s", t->node[principle].remark);
}
