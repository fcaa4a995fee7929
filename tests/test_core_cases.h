/* Small random workspaces for the tests of trials and of what it takes: a few claims, items, gaps and
 * challenges, with many things missing. A seed names a case for ever. */
#ifndef TEST_CORE_CASES_H
#define TEST_CORE_CASES_H

#include "test_core_support.h"

enum { CASE_ITEMS = 4, CASE_GAPS = 3, CASE_CHALLENGES = 4 };

/* How likely what is, in percent. */
struct case_odds {
	int met, link, located, gap, challenge;
	int principles, leaves;         /* at most */
};

static inline int case_leaf(const struct tree *t, struct dice *dice)
{
	int i;

	do
		i = dice_below(dice, t->n_nodes);
	while (!tree_is_leaf(t, i));
	return i;
}

/* Two themes; leaves at depth 2 and, below a claim, at depth 3; some are not asked for. */
static inline struct tree *case_tree(struct dice *dice, const struct case_odds *odds)
{
	struct draft_tree d = {0};
	struct tree *t;

	for (int theme = 1; theme <= 2; theme++) {
		char id[64], position[64];

		snprintf(id, sizeof id, "%d", theme);
		draft_add(&d, id, NULL);
		for (int p = 1; p <= 1 + dice_below(dice, odds->principles); p++) {
			int leaves = 1 + dice_below(dice, odds->leaves), inner = dice_chance(dice, 50);

			snprintf(id, sizeof id, "%d.%d", theme, p);
			draft_add(&d, id, NULL);
			if (inner) {
				snprintf(id, sizeof id, "%d.%d.9", theme, p);
				draft_add(&d, id, NULL);
			}
			for (int leaf = 1; leaf <= leaves; leaf++) {
				snprintf(position, sizeof position, "%d.%d/%d", theme, p, leaf);
				if (inner && (leaf == leaves || dice_chance(dice, 50)))
					snprintf(id, sizeof id, "%d.%d.9.%d", theme, p, leaf);
				else
					snprintf(id, sizeof id, "%d.%d.%d", theme, p, leaf);
				draft_add(&d, id, leaf == 1 || dice_chance(dice, 90) ? position : NULL);
			}
		}
	}
	t = draft_build(&d);
	draft_release(&d);
	return t;
}

static inline void case_answers(struct work *w, struct dice *dice, const struct case_odds *odds)
{
	static const char *const statuses[] = { "partly-evidenced", "not-evidenced", "not-applicable", "to-assess" };
	const struct tree *t = w->tree;

	for (int i = 0; i < t->n_nodes; i++) {
		if (t->node[i].kind == NODE_PRINCIPLE && dice_chance(dice, 8))
			put(w, ENTITY_SCOPE, t->node[i].id, FIELD_SCOPE_IN, "false");
		if (!tree_is_leaf(t, i))
			continue;
		put_answer(w, t->node[i].id, dice_chance(dice, odds->met) ? "evidenced" : statuses[dice_below(dice, 4)],
		    dice_chance(dice, 60) ? "because" : NULL);
		put(w, ENTITY_ANSWER, t->node[i].id, FIELD_INHERITED, dice_chance(dice, 10) ? "true" : NULL);
		for (int k = 1; k <= CASE_ITEMS; k++)
			if (dice_chance(dice, odds->link))
				put_link(w, ENTITY_SUPPORT, k, t->node[i].id, dice_chance(dice, 90));
		for (int k = 1; k <= CASE_GAPS; k++)
			if (dice_chance(dice, odds->gap))
				put_link(w, ENTITY_GAP_CLAIM, k, t->node[i].id, dice_chance(dice, 90));
	}
}

static inline struct work *case_work(const struct tree *t, struct dice *dice, const struct case_odds *odds)
{
	static const char *const gap_states[] = { "open", "in-progress", "closed", "accepted" };
	static const char *const states[] = { "open", "answered", "settled", "overruled" };
	struct work *w = work_new(t);
	char id[ID_TEXT];

	for (int k = 1; k <= CASE_ITEMS; k++) {
		put_evidence(w, k, "an item", dice_chance(dice, odds->located) ? "here" : NULL);
		put(w, ENTITY_EVIDENCE, id_of('E', k, id), FIELD_EVIDENCE_REMOVED, dice_chance(dice, 10) ? "true" : NULL);
	}
	for (int k = 1; k <= CASE_GAPS; k++)
		put_gap(w, k, gap_states[dice_below(dice, 4)]);
	case_answers(w, dice, odds);
	for (int k = 1; k <= CASE_CHALLENGES; k++)
		if (dice_chance(dice, odds->challenge))
			put_challenge(w, k, t->node[case_leaf(t, dice)].id, dice_below(dice, CASE_ITEMS + 1), states[dice_below(dice, 4)]);
	settle(w);
	return w;
}

/* Everything a screen could show of a workspace's standing. */
static inline void case_describe(struct buf *b, const struct work *w)
{
	struct standing st;

	standing_compute(&st, w);
	for (int i = 0; i < w->tree->n_nodes; i++)
		buf_addf(b, "%s %s %d/%d\n", w->tree->node[i].id, standing_key(&st, i), st.counts[i].in_scope, st.counts[i].asked);
	buf_addf(b, "gaps %d\n", st.gaps_outstanding);
	standing_release(&st);
}

/* `for` every seed: dice, tree and work, released after. */
#define FOR_EACH_SMALL_CASE(seeds, odds, t, w) \
	for (uint64_t seed = 1; seed <= (seeds); seed++) \
		for (struct dice dice = { seed * UINT64_C(7919) }; dice.state != 0; dice.state = 0) \
			for (struct tree *t = case_tree(&dice, (odds)); t != NULL; tree_free(t), t = NULL) \
				for (struct work *w = case_work(t, &dice, (odds)); w != NULL; work_free(w), w = NULL)

#endif
