/* core/trial: what is tried on a copy is what really doing it gives, and nothing of it stays. */
#include "config.h"

#include "core/trial.h"
#include "test_core_cases.h"

static const struct case_odds odds = { .met = 75, .link = 40, .located = 80, .gap = 10, .challenge = 60, .principles = 3, .leaves = 4 };

static void expect_same(const struct work *a, const struct work *b, uint64_t seed)
{
	struct buf x = {0}, y = {0};

	case_describe(&x, a);
	case_describe(&y, b);
	cr_assert(strcmp(buf_str(&x), buf_str(&y)) == 0, "seed %llu:\n%s---\n%s", (unsigned long long)seed, buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
}

/* ---- copies -------------------------------------------------------------------------------------------- */

Test(trial, a_copy_says_the_same, .timeout = 60)
{
	FOR_EACH_SMALL_CASE(200, &odds, t, w) {
		struct work *copy = work_copy(w);

		expect_same(w, copy, seed);
		cr_assert(eq(int, copy->n_evidence, w->n_evidence));
		cr_assert(eq(int, copy->n_support, w->n_support));
		cr_assert(eq(int, copy->n_gap, w->n_gap));
		cr_assert(eq(int, copy->n_challenge, w->n_challenge));
		for (int i = 0; i < w->n_evidence; i++) {
			cr_assert(strcmp(copy->evidence[i].id, w->evidence[i].id) == 0);
			cr_assert(eq(int, (int)copy->evidence[i].revision, (int)w->evidence[i].revision));
		}
		work_free(copy);
	}
}

/* Removed entities come along: they can be brought back in the copy, with their fields, and only there. */
Test(trial, what_was_removed_comes_back_in_the_copy_alone)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t), *copy;
	char id[ID_TEXT];

	put_evidence(w, 1, "Handbook", "here");
	put(w, ENTITY_EVIDENCE, id_of('E', 1, id), FIELD_EVIDENCE_REMOVED, "true");
	work_put_revision(w, ENTITY_EVIDENCE, id, 3);
	settle(w);
	copy = work_copy(w);
	cr_expect(eq(int, (int)work_revision(copy, ENTITY_EVIDENCE, id), 3));
	put(copy, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, NULL);
	settle(copy);
	cr_assert(eq(int, copy->n_evidence, 1));
	cr_expect(eq(str, copy->evidence[0].title, "Handbook"));
	cr_expect(copy->evidence[0].has_location);
	cr_expect(eq(int, w->n_evidence, 0));
	work_free(copy);
	work_free(w);
	tree_free(t);
}

/* The copy lives on after what it was made from. */
Test(trial, a_copy_owns_what_it_says)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t), *copy;

	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Portal");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_ANSWER_OWNER, "Sam");
	put(w, ENTITY_SCOPE, "4.2", FIELD_SCOPE_REASON, "sold by others");
	put_gap(w, 1, "open");
	put_link(w, ENTITY_GAP_CLAIM, 1, "1.1.1", true);
	settle(w);
	copy = work_copy(w);
	work_free(w);
	cr_expect(eq(str, copy->assessment.product, "Portal"));
	cr_expect(eq(str, copy->answer[tree_find(t, "1.1.1")].owner, "Sam"));
	cr_expect(eq(str, copy->scope[tree_find(t, "4.2")].reason, "sold by others"));
	cr_expect(eq(int, copy->gap[0].n_claims, 1));
	work_free(copy);
	tree_free(t);
}

/* ---- the doing ------------------------------------------------------------------------------------------- */

/* Several at once: items removed, statuses set, gaps closed. */
static void random_tries(struct changes *c, const struct work *w, struct dice *dice)
{
	for (int i = 0; i < w->n_evidence; i++)
		if (dice_chance(dice, 40))
			change_remove_evidence(c, w, i);
	for (int i = 0; i < w->tree->n_nodes; i++)
		if (tree_is_leaf(w->tree, i) && dice_chance(dice, 30))
			change_status(c, w, i, (enum status)dice_below(dice, 5));
	for (int i = 0; i < w->n_gap; i++)
		if (dice_chance(dice, 40))
			change_close_gap(c, w, i);
}

/* What is really done one field after the other, by the door that everything enters through. */
static void really_do(struct work *w, const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		put(w, c->item[i].entity, c->item[i].id, c->item[i].field, c->item[i].value);
	settle(w);
}

Test(trial, tells_what_doing_it_gives, .timeout = 60)
{
	int changed = 0;

	FOR_EACH_SMALL_CASE(300, &odds, t, w) {
		struct changes c = {0};
		struct trial trial;
		struct err err;
		struct buf before = {0}, tried = {0}, after = {0};

		random_tries(&c, w, &dice);
		case_describe(&before, w);
		cr_assert(trial_run(&trial, w, &c, &err), "%s", err.text);
		case_describe(&tried, w);
		cr_assert(strcmp(buf_str(&before), buf_str(&tried)) == 0, "seed %llu: the trial changed something", (unsigned long long)seed);
		really_do(w, &c);
		expect_same(w, trial.work, seed);
		case_describe(&after, w);
		changed += strcmp(buf_str(&before), buf_str(&after)) != 0;
		trial_release(&trial);
		changes_release(&c);
		buf_release(&before);
		buf_release(&tried);
		buf_release(&after);
	}
	cr_expect(gt(int, changed, 200), "hardly anything was tried");
}

Test(trial, what_does_not_fit_is_refused)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	struct changes c = {0};
	struct trial trial = {0};
	struct err err = {0};

	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "perfect");
	cr_expect(not(trial_run(&trial, w, &c, &err)));
	cr_expect(eq(int, err.code, ERR_WORKSPACE));
	trial_release(&trial);
	changes_release(&c);
	work_free(w);
	tree_free(t);
}

/* ---- what differs ---------------------------------------------------------------------------------------- */

Test(trial, every_difference_is_told_once, .timeout = 60)
{
	int told = 0;

	FOR_EACH_SMALL_CASE(200, &odds, t, w) {
		struct changes c = {0};
		struct trial trial;
		struct err err;
		struct standing before;
		struct trial_effect effect;
		bool *named = calloc((size_t)t->n_nodes, sizeof *named);
		int gained = 0, lost = 0;

		random_tries(&c, w, &dice);
		standing_compute(&before, w);
		cr_assert(trial_run(&trial, w, &c, &err));
		trial_compare(&effect, t, &before, &trial.standing);
		for (int i = 0; i < effect.n; i++) {
			cr_assert(not(named[effect.node[i]]));
			named[effect.node[i]] = true;
			cr_assert(i == 0 || !tree_is_leaf(t, effect.node[i]) || tree_is_leaf(t, effect.node[i - 1]), "claims come first");
		}
		for (int i = 0; i < t->n_nodes; i++) {
			bool principle = t->node[i].kind == NODE_PRINCIPLE;

			cr_assert(eq(int, named[i], before.value[i] != trial.standing.value[i]));
			gained += principle && !standing_claimable(&before, i) && standing_claimable(&trial.standing, i);
			lost += principle && standing_claimable(&before, i) && !standing_claimable(&trial.standing, i);
		}
		cr_assert(eq(int, effect.n_gained, gained));
		cr_assert(eq(int, effect.n_lost, lost));
		told += effect.n_gained + effect.n_lost;
		trial_effect_release(&effect);
		standing_release(&before);
		trial_release(&trial);
		changes_release(&c);
		free(named);
	}
	cr_expect(gt(int, told, 50), "hardly a principle was gained or lost");
}
