/* The best next step: what comes before what, and that its reason is true. */
#include "config.h"

#include "core/next.h"
#include "test_core_support.h"

enum { TODAY = 20778 };         /* 2026-11-21 */

/* Which rule, and what is said. */
static void expect_next(const struct work *w, enum next_why why, const char *what, const char *because)
{
	struct standing st;
	struct next n;
	struct buf a = {0}, b = {0};

	standing_compute(&st, w);
	next_step(&n, w, &st, TODAY);
	next_what(&a, &n, w);
	next_because(&b, &n, w, &st, TODAY);
	cr_expect(eq(int, n.why, why));
	expect_text(buf_str(&a), what);
	expect_text(buf_str(&b), because);
	buf_release(&a);
	buf_release(&b);
	standing_release(&st);
}

/* All met but the leaves named. */
static void meet_all_but(struct work *w, const char *const *but, size_t n)
{
	put_evidence(w, 1, "Handbook", "somewhere");
	for (int i = 0; i < w->tree->n_asked; i++) {
		const char *id = w->tree->node[w->tree->asked[i]].id;
		bool named = false;

		for (size_t j = 0; j < n; j++)
			named |= strcmp(but[j], w->tree->node[w->tree->asked[i]].asked_as) == 0;
		if (named)
			continue;
		put_answer(w, id, "evidenced", "because");
		put_link(w, ENTITY_SUPPORT, 1, id, true);
	}
	settle(w);
}

#define MEET_ALL_BUT(w, ...) meet_all_but((w), (const char *const[]){ __VA_ARGS__ }, sizeof (const char *const[]){ __VA_ARGS__ } / sizeof(char *))

static const char *number_of(const struct work *w, const char *asked_as)
{
	return w->tree->node[tree_find_asked(w->tree, asked_as)].id;
}

static void put_due(struct work *w, int n, const char *claim, const char *due, const char *priority)
{
	char id[ID_TEXT];

	put_gap(w, n, "open");
	put(w, ENTITY_GAP, id_of('G', n, id), FIELD_GAP, "No plan");
	put(w, ENTITY_GAP, id, FIELD_DUE, due);
	put(w, ENTITY_GAP, id, FIELD_PRIORITY, priority);
	put_link(w, ENTITY_GAP_CLAIM, n, claim, true);
	settle(w);
}

Test(next, an_empty_workspace_begins_with_what_is_waited_for)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	struct standing st;
	struct next n;

	standing_compute(&st, w);
	next_step(&n, w, &st, TODAY);
	cr_expect(n.leaf != NODE_NONE);
	cr_expect(standing_needs(&st, n.leaf));
	standing_release(&st);
	work_free(w);
	tree_free(t);
}

Test(next, all_met_leaves_nothing)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);

	meet_all_but(w, NULL, 0);
	expect_next(w, NEXT_NOTHING, "nothing is left to do", "every claim in scope is met or set aside");
	put(w, ENTITY_EVIDENCE, w->evidence[0].id, FIELD_REVIEW_BY, "2026-11-20");
	settle(w);
	expect_next(w, NEXT_STALE, "E1 Handbook", "its review was due 1 day ago, and 45 claims rest on it");
	put(w, ENTITY_EVIDENCE, w->evidence[0].id, FIELD_REVIEW_BY, "2026-11-21");
	settle(w);
	expect_next(w, NEXT_NOTHING, "nothing is left to do", "every claim in scope is met or set aside");
	work_free(w);
	tree_free(t);
}

Test(next, nothing_in_scope_is_said)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);

	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "open-source");
	settle(w);
	expect_next(w, NEXT_NOTHING, "nothing is left to do", "no claim is in scope");
	work_free(w);
	tree_free(t);
}

/* Two in the way of 1.1, one of 1.2: that one, and what it lacks. */
Test(next, the_last_claim_of_a_principle)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	const char *id;

	MEET_ALL_BUT(w, "1.1/2", "1.1/3", "1.2/1");
	id = number_of(w, "1.2/1");
	expect_next(w, NEXT_LAST, "1.2/1 a text", "open; it alone keeps 1.2 from being claimed");
	put(w, ENTITY_ANSWER, id, FIELD_ARGUMENT, "because");
	put_link(w, ENTITY_SUPPORT, 1, id, true);
	settle(w);
	expect_next(w, NEXT_LAST_LITTLE, "1.2/1 a text", "1.2 can be claimed once its status is set");
	put(w, ENTITY_ANSWER, id, FIELD_STATUS, "evidenced");
	put(w, ENTITY_ANSWER, id, FIELD_INHERITED, "true");
	settle(w);
	expect_next(w, NEXT_LAST_LITTLE, "1.2/1 a text", "1.2 can be claimed once its answer is affirmed");
	put(w, ENTITY_ANSWER, id, FIELD_INHERITED, NULL);
	put_link(w, ENTITY_SUPPORT, 1, id, false);
	settle(w);
	expect_next(w, NEXT_LAST_LITTLE, "1.2/1 a text", "1.2 can be claimed once evidence that counts is linked to it");
	work_free(w);
	tree_free(t);
}

/* A claim with a plan waits for its plan: the next is another one. */
Test(next, what_has_a_plan_is_left_to_it)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);

	MEET_ALL_BUT(w, "1.1/2", "1.1/3", "1.2/1");
	put_due(w, 1, number_of(w, "1.2/1"), "2027-01-01", "high");
	expect_next(w, NEXT_OPEN, "1.1/2 a text", "the first open claim in the order of the form");
	put_due(w, 1, number_of(w, "1.2/1"), "2026-11-20", NULL);
	expect_next(w, NEXT_OVERDUE, "G1 No plan", "overdue, it was due 1 day ago");
	put_due(w, 2, number_of(w, "1.2/1"), "2026-11-20", "high");
	expect_next(w, NEXT_OVERDUE_HIGH, "G2 No plan", "of high priority and overdue, it was due 1 day ago");
	work_free(w);
	tree_free(t);
}

Test(next, a_challenge_comes_before_the_open_ones)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	char id[ID_TEXT];

	MEET_ALL_BUT(w, "1.1/2", "1.1/3");
	put_challenge(w, 1, number_of(w, "2.1/1"), 0, "open");
	put(w, ENTITY_CHALLENGE, id_of('C', 1, id), FIELD_CHALLENGE_TEXT, "Says who?");
	put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_BY, "Kim");
	settle(w);
	expect_next(w, NEXT_CHALLENGE, "C1 on 2.1/1: Says who?", "raised by Kim, and nobody has answered yet");
	put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_STATE, "settled");
	settle(w);
	expect_next(w, NEXT_OPEN, "1.1/2 a text", "the first open claim in the order of the form");
	work_free(w);
	tree_free(t);
}

Test(next, answered_but_in_the_way)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);

	MEET_ALL_BUT(w, "1.1/2", "1.1/3");
	put_answer(w, number_of(w, "1.1/2"), "not-evidenced", NULL);
	put_answer(w, number_of(w, "1.1/3"), "not-evidenced", NULL);
	put_due(w, 1, number_of(w, "1.1/2"), "2027-01-01", "high");
	expect_next(w, NEXT_IN_THE_WAY, "1.1/3 a text", "not evidenced; every claim is answered, and this is the first in the way");
	put_due(w, 2, number_of(w, "1.1/3"), "2027-01-01", "high");
	expect_next(w, NEXT_IN_THE_WAY, "1.1/2 a text", "not evidenced; every claim is answered, and this is the first in the way");
	work_free(w);
	tree_free(t);
}
