/* core/takes and core/reason: what it takes, really done, is enough; and nothing smaller would be. */
#include "config.h"

#include "core/reason.h"
#include "core/takes.h"
#include "core/trial.h"
#include "test_core_cases.h"
#include "watched.h"

static const struct case_odds odds = { .met = 60, .link = 40, .located = 60, .gap = 15, .challenge = 70, .principles = 3, .leaves = 4 };
/* Nearly all titles bare, so that mending one competes with linking and writing. */
static const struct case_odds bare = { .met = 85, .link = 50, .located = 15, .gap = 4, .challenge = 60, .principles = 1, .leaves = 5 };
static const struct case_odds doubted = { .met = 85, .link = 45, .located = 0, .gap = 4, .challenge = 95, .principles = 1, .leaves = 5 };

static struct standing compute(const struct work *w)
{
	struct standing st;

	standing_compute(&st, w);
	return st;
}

/* ---- reasons ---------------------------------------------------------------------------------------------- */

Test(takes, there_are_reasons_exactly_where_a_claim_is_not_met, .timeout = 60)
{
	FOR_EACH_SMALL_CASE(400, &odds, t, w) {
		struct standing st = compute(w);

		for (int i = 0; i < t->n_nodes; i++) {
			struct reasons r;
			bool fine = st.value[i] == LEAF_MET || st.value[i] == LEAF_SET_ASIDE || st.value[i] == LEAF_OUT_OF_SCOPE;

			if (!tree_is_leaf(t, i))
				continue;
			reasons_of(&r, w, i);
			cr_assert(eq(int, r.n == 0, fine), "seed %llu, %s", (unsigned long long)seed, t->node[i].id);
			for (size_t k = 0; k < r.n; k++) {
				struct buf b = {0};

				reason_words(&b, w, i, &r.item[k]);
				cr_assert(gt(sz, b.len, 5));
				cr_assert(strstr(buf_str(&b), "(null)") == NULL);
				buf_release(&b);
			}
			reasons_release(&r);
		}
		standing_release(&st);
	}
}

/* ---- enough ------------------------------------------------------------------------------------------------ */

static bool is_reached(const struct work *w, int node)
{
	struct standing st = compute(w);
	int n, *because = standing_because(&st, w->tree, node, &n);

	free(because);
	standing_release(&st);
	return n == 0;
}

static void check_enough(const struct work *w, const struct standing *st, int node, uint64_t seed)
{
	struct takes takes;
	struct changes c = {0};
	struct trial trial;
	struct err err;
	int n, *because = standing_because(st, w->tree, node, &n), efforts = 0;

	takes_of(&takes, w, st, node);
	cr_assert(takes.smallest);
	cr_assert(eq(int, takes.n == 0, n == 0));
	for (int e = 0; e < EFFORT_COUNT; e++)
		efforts += takes.effort[e];
	cr_assert(eq(int, efforts, (int)takes.n));
	takes_do(&c, w, &takes);
	cr_assert(trial_run(&trial, w, &c, &err), "%s", err.text);
	cr_assert(is_reached(trial.work, node), "seed %llu, %s", (unsigned long long)seed, w->tree->node[node].id);
	if (!tree_is_leaf(w->tree, node) && st->counts[node].in_scope > 0)
		cr_assert(eq(int, trial.standing.value[node], (int)(takes.aside ? NODE_SET_ASIDE : NODE_MET)), "seed %llu, %s",
		    (unsigned long long)seed, w->tree->node[node].id);
	trial_release(&trial);
	changes_release(&c);
	takes_release(&takes);
	free(because);
}

Test(takes, what_it_takes_is_enough_for_every_node, .timeout = 120)
{
	const struct case_odds *all[] = { &odds, &bare, &doubted };

	for (int k = 0; k < 3; k++)
		FOR_EACH_SMALL_CASE(300, all[k], t, w) {
			struct standing st = compute(w);

			for (int i = 0; i < t->n_nodes; i++)
				check_enough(w, &st, i, seed);
			standing_release(&st);
		}
}

/* ---- the smallest -------------------------------------------------------------------------------------------- */

/* One act there could be, as changes, and how much it takes. */
struct deed {
	struct changes c;
	enum piece_effort effort;
};

struct deeds {
	struct deed deed[80];
	int n;
};

static struct changes *add_deed(struct deeds *d, enum piece_effort effort)
{
	cr_assert(lt(int, d->n, 80));
	d->deed[d->n] = (struct deed){ .effort = effort };
	return &d->deed[d->n++].c;
}

static void link_deed(struct changes *c, const struct work *w, const char *evidence, int leaf)
{
	char *id = link_id(evidence, w->tree->node[leaf].id);

	changes_set(c, ENTITY_SUPPORT, id, 0, FIELD_SUPPORT_REMOVED, NULL);
	free(id);
}

static void deeds_of_leaf(struct deeds *d, const struct work *w, int leaf)
{
	const char *id = w->tree->node[leaf].id;
	char fresh[ID_TEXT];
	struct changes *c;

	if (w->answer[leaf].inherited)
		changes_set(add_deed(d, EFFORT_FILE), ENTITY_ANSWER, id, 0, FIELD_INHERITED, NULL);
	if (w->answer[leaf].status != STATUS_EVIDENCED)
		changes_set(add_deed(d, EFFORT_FILE), ENTITY_ANSWER, id, 0, FIELD_STATUS, "evidenced");
	for (int e = 0; e < w->n_evidence; e++)
		if (work_find_support(w, e, leaf) < 0 && (w->evidence[e].has_location || w->evidence[e].has_detail))
			link_deed(add_deed(d, EFFORT_FILE), w, w->evidence[e].id, leaf);
	c = add_deed(d, EFFORT_WRITE);
	changes_set(c, ENTITY_EVIDENCE, id_of('E', 100 + leaf, fresh), 0, FIELD_LOCATION, "new");
	link_deed(c, w, fresh, leaf);
}

/* Every act on the claims below `node`, without a thought of whether it helps. */
static void deeds_of(struct deeds *d, const struct work *w, const struct standing *st, int node)
{
	int n, *leaf = standing_because(st, w->tree, node, &n);

	d->n = 0;
	for (int i = 0; i < n; i++)
		deeds_of_leaf(d, w, leaf[i]);
	for (int i = 0; i < w->n_evidence; i++)
		if (!w->evidence[i].has_location && !w->evidence[i].has_detail)
			changes_set(add_deed(d, EFFORT_WRITE), ENTITY_EVIDENCE, w->evidence[i].id, 0, FIELD_LOCATION, "now here");
	for (int i = 0; i < w->n_challenge; i++)
		if (w->challenge[i].state <= CHALLENGE_ANSWERED)
			changes_set(add_deed(d, EFFORT_FILE), ENTITY_CHALLENGE, w->challenge[i].id, 0, FIELD_CHALLENGE_STATE, "settled");
	for (int i = 0; i < w->n_gap; i++)
		if (gap_outstanding(w, &w->gap[i]))
			change_close_gap(add_deed(d, EFFORT_DO), w, i);
	free(leaf);
}

/* Fewer pieces; or as many, and fewer to do, or then fewer to write. */
static bool is_better(int n, const int *effort, const struct takes *t)
{
	if (n != (int)t->n)
		return n < (int)t->n;
	if (effort[EFFORT_DO] != t->effort[EFFORT_DO])
		return effort[EFFORT_DO] < t->effort[EFFORT_DO];
	return effort[EFFORT_WRITE] < t->effort[EFFORT_WRITE];
}

/* All sets of at most `left` more deeds from `from` on; whether one of them is better and does it. */
static bool some_better(const struct deeds *d, const struct work *w, int node, const struct takes *t, int from, int n, int *effort,
    struct changes *so_far)
{
	struct trial trial;
	struct err err;
	bool found = false;

	if (is_better(n, effort, t)) {
		cr_assert(trial_run(&trial, w, so_far, &err), "%s", err.text);
		found = is_reached(trial.work, node);
		trial_release(&trial);
	}
	for (int i = from; !found && n < (int)t->n && i < d->n; i++) {
		size_t before = so_far->n;

		for (size_t k = 0; k < d->deed[i].c.n; k++) {
			const struct change *c = &d->deed[i].c.item[k];

			changes_set(so_far, c->entity, c->id, 0, c->field, c->value);
		}
		effort[d->deed[i].effort]++;
		found = some_better(d, w, node, t, i + 1, n + 1, effort, so_far);
		effort[d->deed[i].effort]--;
		while (so_far->n > before) {
			free(so_far->item[--so_far->n].id);
			free(so_far->item[so_far->n].value);
		}
	}
	return found;
}

/* 1: checked, 0: too many sets to try them all. */
static int check_smallest(const struct work *w, const struct standing *st, int node, uint64_t seed)
{
	struct deeds *d = calloc(1, sizeof *d);
	struct takes takes;
	struct changes so_far = {0};
	int effort[EFFORT_COUNT] = {0}, checked = 0;
	double sets = 1;

	takes_of(&takes, w, st, node);
	if (takes.n > 0)
		deeds_of(d, w, st, node);
	for (size_t i = 0; i < takes.n; i++)
		sets *= (double)(d->n - (int)i) / (double)(i + 1);
	if (takes.n > 0 && sets < 1500) {
		cr_assert(not(some_better(d, w, node, &takes, 0, 0, effort, &so_far)), "seed %llu, %s: there is something better than %zu",
		    (unsigned long long)seed, w->tree->node[node].id, takes.n);
		checked = 1;
	}
	for (int i = 0; i < d->n; i++)
		changes_release(&d->deed[i].c);
	changes_release(&so_far);
	takes_release(&takes);
	free(d);
	return checked;
}

static int check_all_smallest(const struct case_odds *o, int seeds)
{
	int checked = 0;

	FOR_EACH_SMALL_CASE((uint64_t)seeds / WATCHED, o, t, w) {
		struct standing st = compute(w);

		for (int i = 0; i < t->n_nodes; i++)
			checked += check_smallest(w, &st, i, seed);
		standing_release(&st);
	}
	return checked;
}

Test(takes, nothing_smaller_would_do, .timeout = 300)
{
	cr_expect(gt(int, check_all_smallest(&odds, 60), 150 / WATCHED));
}

Test(takes, nothing_smaller_would_do_among_bare_titles, .timeout = 300)
{
	cr_expect(gt(int, check_all_smallest(&bare, 150), 150 / WATCHED));
}

Test(takes, nothing_smaller_would_do_among_doubted_titles, .timeout = 300)
{
	cr_expect(gt(int, check_all_smallest(&doubted, 150), 150 / WATCHED));
}

/* ---- the cases by name ----------------------------------------------------------------------------------------- */

static void expect_takes(const struct work *w, const char *node, const char *should)
{
	struct standing st = compute(w);
	struct takes takes;
	struct buf b = {0};

	takes_of(&takes, w, &st, tree_find(w->tree, node));
	for (size_t i = 0; i < takes.n; i++) {
		buf_add(&b, i > 0 ? "; " : "");
		piece_words(&b, w, &takes.piece[i]);
	}
	expect_text(buf_str(&b), should);
	buf_release(&b);
	takes_release(&takes);
	standing_release(&st);
}

Test(takes, each_row_of_the_table_has_its_act)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);

	settle(w);
	expect_takes(w, "4.2", "raise the status of 4.2/1 to evidenced; one evidence item for 4.2/1: write it");
	put_answer(w, "4.2.1", "evidenced", "because");
	settle(w);
	expect_takes(w, "4.2", "one evidence item for 4.2/1: write it");
	put_evidence(w, 1, "Somewhere", "here");
	settle(w);
	expect_takes(w, "4.2", "one evidence item for 4.2/1: link one that is on file, or write it");
	put_link(w, ENTITY_SUPPORT, 1, "4.2.1", true);
	put_challenge(w, 1, "4.2.1", 1, "answered");
	settle(w);
	expect_takes(w, "4.2", "settle C1 on what E1 shows of 4.2/1");
	put_challenge(w, 1, "4.2.1", 0, "open");
	settle(w);
	expect_takes(w, "4.2", "settle C1 on 4.2/1");
	put_challenge(w, 1, "4.2.1", 0, "overruled");
	put_gap(w, 1, "in-progress");
	put_link(w, ENTITY_GAP_CLAIM, 1, "4.2.1", true);
	put(w, ENTITY_ANSWER, "4.2.1", FIELD_INHERITED, "true");
	settle(w);
	expect_takes(w, "4.2.1", "affirm the answer to 4.2/1; close G1, which is on 4.2/1");
	put_answer(w, "4.2.1", "not-applicable", NULL);
	put_gap(w, 1, "accepted");
	settle(w);
	expect_takes(w, "4.2", "affirm the answer to 4.2/1; raise the status of 4.2/1 from not applicable to evidenced");
	put_answer(w, "4.2.1", "not-applicable", "no software leaves us");
	settle(w);
	expect_takes(w, "4.2", "affirm the answer to 4.2/1");
	put(w, ENTITY_SCOPE, "4.2", FIELD_SCOPE_IN, "false");
	settle(w);
	expect_takes(w, "4.2", "");
	work_free(w);
	tree_free(t);
}

/* One act for several claims: a bare title and a gap that three claims share. */
Test(takes, one_act_serves_several_claims)
{
	static const char *const leaves[] = { "4.1.1", "4.1.2", "4.1.3" };
	struct tree *t = apc_tree();
	struct work *w = work_new(t);

	put_evidence(w, 1, "Handbook", NULL);
	put_evidence(w, 2, "Policy", "here");
	put_gap(w, 1, "open");
	for (int i = 0; i < 3; i++) {
		put_answer(w, leaves[i], "evidenced", "because");
		put_link(w, ENTITY_SUPPORT, 1, leaves[i], true);
		put_link(w, ENTITY_GAP_CLAIM, 1, leaves[i], true);
	}
	settle(w);
	expect_takes(w, "4.1", "say where or what E1 is, so that it counts for 4.1/1, 4.1/2, 4.1/3; close G1, which is on 4.1/1, 4.1/2, 4.1/3");
	expect_takes(w, "4.1.1", "one evidence item for 4.1/1: link one that is on file, or write it; close G1, which is on 4.1/1");
	work_free(w);
	tree_free(t);
}

/* Where every claim has set itself aside, nothing is left to claim, and that is said. */
Test(takes, says_where_nothing_would_be_left_to_claim)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	struct standing st;
	struct takes takes;
	struct buf b = {0};

	put_answer(w, "4.2.1", "not-applicable", "no software leaves us");
	put(w, ENTITY_ANSWER, "4.2.1", FIELD_INHERITED, "true");
	settle(w);
	st = compute(w);
	takes_of(&takes, w, &st, tree_find(t, "4.2"));
	takes_sentence(&b, &takes, t, tree_find(t, "4.2"));
	cr_expect(takes.aside);
	expect_text(buf_str(&b), "1 piece would satisfy the counting rule for 4.2: 1 with what is on file; all its claims are set aside then, "
	    "so that nothing is left to claim");
	takes_release(&takes);
	buf_clear(&b);
	takes_of(&takes, w, &st, tree_find(t, "1.2.3"));
	takes_sentence(&b, &takes, t, tree_find(t, "1.2.3"));
	expect_text(buf_str(&b), "tree:1.2.3 does not count: nothing is asked of it");
	buf_release(&b);
	takes_release(&takes);
	standing_release(&st);
	work_free(w);
	tree_free(t);
}

/* ---- the search by itself ---------------------------------------------------------------------------------------- */

/* Claims of a wheel: each item is linked to a claim and the next two; the best covering is known. */
Test(takes, a_covering_too_large_to_prove_is_still_one, .timeout = 20)
{
	enum { N = 3000 };
	struct need *need = calloc(N, sizeof *need);
	bool *chosen = calloc(N, sizeof *chosen);
	struct dice dice = { 42 };

	for (int i = 0; i < N; i++) {
		need[i] = (struct need){ .leaf = i, .settle = -1, .link = 0, .detailed = -1, .n_bare = 6 };
		need[i].bare = calloc(6, sizeof(int));
		for (int b = 0; b < 6; b++)
			need[i].bare[b] = (i * 7 + b * 431 + dice_below(&dice, 3)) % N;
	}
	cr_expect(not(takes_cover(need, N, N, chosen)), "this was expected to be given up");
	for (int i = 0; i < N; i++) {
		bool named = need[i].detailed < 0;

		for (int b = 0; b < 6; b++)
			named |= need[i].bare[b] == need[i].detailed && chosen[need[i].detailed];
		cr_assert(named);
		free(need[i].bare);
	}
	free(need);
	free(chosen);
}
