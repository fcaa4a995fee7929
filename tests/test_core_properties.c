/* core/standing: what must hold whatever the catalogue and the answers, on random ones. A failure
 * names its seed; the same seed makes the same case again. */
#include "config.h"

#include "test_core_support.h"

enum { SEEDS = 300, ITEMS = 6, GAPS = 4, CHALLENGES = 5, THEMES = 3 };

/* ---- random cases -------------------------------------------------------------------------------------- */

/* Claims below `id`, at most `left` of them; some leaves asked, in any order of positions. */
static void grow(struct draft_tree *d, struct dice *dice, const char *id, const char *principle, int *asked, int depth)
{
	int children = 1 + dice_below(dice, 4);

	for (int i = 1; i <= children; i++) {
		char child[64], position[32];
		bool inner = depth < 4 && dice_chance(dice, 35);

		snprintf(child, sizeof child, "%s.%d", id, i * (1 + dice_below(dice, 3)) + i * 3);
		if (!inner && dice_chance(dice, 85))
			snprintf(position, sizeof position, "%s/%d", principle, ++*asked);
		else
			position[0] = '\0';
		draft_add(d, child, position[0] == '\0' ? NULL : position);
		if (inner)
			grow(d, dice, child, principle, asked, depth + 1);
	}
}

static void shuffle_nodes(struct draft_tree *d, struct dice *dice)
{
	for (int i = (int)d->n - 1; i > 0; i--) {
		int k = dice_below(dice, i + 1);
		struct node_in swap = d->node[i];

		d->node[i] = d->node[k];
		d->node[k] = swap;
	}
}

/* Two children may get the same number: such a seed's tree is thrown again. */
static void ignore(void *ctx, enum tree_part part, size_t index, const char *text)
{
	(void)ctx;
	(void)part;
	(void)index;
	(void)text;
}

static struct tree *random_tree_once(uint64_t seed, uint64_t order)
{
	struct dice dice = { seed }, mix = { order };
	struct draft_tree d = {0};
	struct tree_in in;
	struct tree *t;

	for (int theme = 1; theme <= THEMES; theme++) {
		char id[16], principle[32];

		snprintf(id, sizeof id, "%d", theme);
		draft_add(&d, id, NULL);
		for (int p = 1 + dice_below(&dice, 3); p > 0; p--) {
			int asked = 0;

			snprintf(principle, sizeof principle, "%d.%d", theme, p);
			draft_add(&d, principle, NULL);
			grow(&d, &dice, principle, principle, &asked, 2);
		}
	}
	draft_roles(&d);
	d.n_roles = 0;                  /* the Code's roles name a fourth theme */
	shuffle_nodes(&d, &mix);
	in = draft_in(&d);
	t = tree_build(&in, ignore, NULL);
	draft_release(&d);
	return t;
}

static struct tree *random_tree(uint64_t seed, uint64_t order)
{
	struct tree *t = NULL;

	for (uint64_t again = 0; t == NULL; again++)
		t = random_tree_once(seed + again * UINT64_C(1000003), order);
	return t;
}

/* What is put, one at a time, so that the order can be changed. */
struct act {
	enum entity e;
	enum field f;
	const char *value;
	char id[ID_TEXT + 64];
};

struct acts {
	struct act *item;
	size_t n, cap;
};

static void act(struct acts *a, enum entity e, const char *id, enum field f, const char *value)
{
	MEM_GROW(a->item, a->n, a->cap);
	a->item[a->n] = (struct act){ .e = e, .f = f, .value = value };
	snprintf(a->item[a->n++].id, sizeof a->item->id, "%s", id);
}

static const char *pick(struct dice *dice, const char *const *values, int n)
{
	return values[dice_below(dice, n)];
}

static int random_leaf(const struct tree *t, struct dice *dice)
{
	int i;

	do
		i = dice_below(dice, t->n_nodes);
	while (!tree_is_leaf(t, i));
	return i;
}

static void random_answers(struct acts *a, const struct tree *t, struct dice *dice)
{
	/* mostly good, so that principles do get met */
	static const char *const statuses[] = { "evidenced", "evidenced", "evidenced", "evidenced", "evidenced", "evidenced",
		"partly-evidenced", "not-evidenced", "not-applicable", "not-applicable", "to-assess" };

	for (int i = 0; i < t->n_nodes; i++) {
		if (t->node[i].kind == NODE_PRINCIPLE && dice_chance(dice, 15))
			act(a, ENTITY_SCOPE, t->node[i].id, FIELD_SCOPE_IN, "false");
		if (!tree_is_leaf(t, i))
			continue;
		act(a, ENTITY_ANSWER, t->node[i].id, FIELD_STATUS, pick(dice, statuses, 11));
		act(a, ENTITY_ANSWER, t->node[i].id, FIELD_ARGUMENT, dice_chance(dice, 90) ? "because" : NULL);
		act(a, ENTITY_ANSWER, t->node[i].id, FIELD_INHERITED, dice_chance(dice, 4) ? "true" : NULL);
	}
}

static void random_links(struct acts *a, const struct tree *t, struct dice *dice, enum entity e, char letter, enum field removed)
{
	char id[ID_TEXT], link[ID_TEXT + 64];
	int n = e == ENTITY_SUPPORT ? ITEMS : GAPS;

	for (int i = 0; i < t->n_nodes; i++)
		for (int k = 1; tree_is_leaf(t, i) && k <= n; k++)
			if (dice_chance(dice, e == ENTITY_SUPPORT ? 45 : 4)) {
				snprintf(link, sizeof link, "%s %s", id_of(letter, k, id), t->node[i].id);
				act(a, e, link, removed, dice_chance(dice, 10) ? "true" : NULL);
			}
}

static void random_items(struct acts *a, const struct tree *t, struct dice *dice)
{
	static const char *const numbers[] = { "1", "2", "3", "4", "5", "6" };
	static const char *const gap_states[] = { "open", "in-progress", "closed", "accepted" };
	static const char *const states[] = { "open", "answered", "settled", "overruled" };
	char id[ID_TEXT], item[ID_TEXT];

	for (int k = 1; k <= ITEMS; k++) {
		act(a, ENTITY_EVIDENCE, id_of('E', k, id), FIELD_EVIDENCE_REF, numbers[k - 1]);
		act(a, ENTITY_EVIDENCE, id, FIELD_LOCATION, dice_chance(dice, 80) ? "here" : NULL);
		act(a, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, dice_chance(dice, 10) ? "true" : NULL);
	}
	for (int k = 1; k <= GAPS; k++)
		act(a, ENTITY_GAP, id_of('G', k, id), FIELD_GAP_STATE, pick(dice, gap_states, 4));
	for (int k = 1; k <= CHALLENGES; k++) {
		act(a, ENTITY_CHALLENGE, id_of('C', k, id), FIELD_CHALLENGE_CLAIM, t->node[random_leaf(t, dice)].id);
		act(a, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_STATE, pick(dice, states, 4));
		if (dice_chance(dice, 50)) {
			/* the evidence's id must outlive the act: one of six */
			static char ids[ITEMS][ID_TEXT];
			int n = dice_below(dice, ITEMS);

			memcpy(ids[n], id_of('E', n + 1, item), ID_TEXT);
			act(a, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_EVIDENCE, ids[n]);
		}
	}
}

static struct acts random_acts(const struct tree *t, uint64_t seed)
{
	struct dice dice = { seed ^ UINT64_C(0xabcdef) };
	struct acts a = {0};

	random_answers(&a, t, &dice);
	random_items(&a, t, &dice);
	random_links(&a, t, &dice, ENTITY_SUPPORT, 'E', FIELD_SUPPORT_REMOVED);
	random_links(&a, t, &dice, ENTITY_GAP_CLAIM, 'G', FIELD_GAP_CLAIM_REMOVED);
	return a;
}

static struct work *work_of(const struct tree *t, const struct acts *a)
{
	struct work *w = work_new(t);

	for (size_t i = 0; i < a->n; i++)
		put(w, a->item[i].e, a->item[i].id, a->item[i].f, a->item[i].value);
	settle(w);
	return w;
}

static void shuffle_acts(struct acts *a, struct dice *dice)
{
	for (int i = (int)a->n - 1; i > 0; i--) {
		int k = dice_below(dice, i + 1);
		struct act swap = a->item[i];

		a->item[i] = a->item[k];
		a->item[k] = swap;
	}
}

/* Everything a screen could show of a standing, by number. */
static void describe(struct buf *b, const struct standing *st, const struct tree *t)
{
	for (int i = 0; i < t->n_nodes; i++)
		buf_addf(b, "%s %s %d/%d\n", t->node[i].id, standing_key(st, i), st->counts[i].in_scope, st->counts[i].asked);
	buf_addf(b, "gaps %d\n", st->gaps_outstanding);
}

#define FOR_EACH_CASE(t, w, st) \
	for (uint64_t seed = 1; seed <= SEEDS; seed++) \
		for (struct tree *t = random_tree(seed, seed); t != NULL; tree_free(t), t = NULL) \
			for (struct acts acts = random_acts(t, seed); acts.n > 0; free(acts.item), acts.n = 0) \
				for (struct work *w = work_of(t, &acts); w != NULL; work_free(w), w = NULL) \
					for (struct standing st = compute(w); st.value != NULL; standing_release(&st))

static struct standing compute(const struct work *w)
{
	struct standing st;

	standing_compute(&st, w);
	return st;
}

/* ---- the table again, from the other end ------------------------------------------------------------------ */

/* The rules once more, read off the raw facts with no help from the code under test beyond its
 * arrays: a second opinion on every leaf. */
static bool plainly_counts(const struct work *w, const struct support *s)
{
	for (int i = 0; i < w->n_challenge; i++) {
		const struct challenge *c = &w->challenge[i];

		if (c->claim == s->claim && c->evidence_id != NULL && strcmp(c->evidence_id, w->evidence[s->evidence].id) == 0
		    && (c->state == CHALLENGE_OPEN || c->state == CHALLENGE_ANSWERED))
			return false;
	}
	return w->evidence[s->evidence].has_location || w->evidence[s->evidence].has_detail;
}

static enum leaf_standing plainly(const struct work *w, int leaf)
{
	const struct answer *a = &w->answer[leaf];
	const struct scope_choice *scope = &w->scope[w->tree->node[leaf].principle];
	bool challenged = false, supported = false, gap = false;

	for (int i = 0; i < w->n_challenge; i++)
		challenged |= w->challenge[i].claim == leaf && w->challenge[i].evidence_id == NULL
		    && w->challenge[i].state <= CHALLENGE_ANSWERED;
	for (int i = 0; i < w->n_support; i++)
		supported |= w->support[i].claim == leaf && plainly_counts(w, &w->support[i]);
	for (int i = 0; i < w->n_gap; i++)
		for (int c = 0; c < w->gap[i].n_claims; c++)
			gap |= w->gap[i].claim[c] == leaf && w->gap[i].state <= GAP_IN_PROGRESS;
	if (scope->chosen && !scope->in_scope)
		return LEAF_OUT_OF_SCOPE;
	if (a->inherited || a->status == STATUS_TO_ASSESS)
		return LEAF_OPEN;
	if (challenged)
		return LEAF_CHALLENGED;
	if (a->status == STATUS_NOT_APPLICABLE)
		return a->has_argument ? LEAF_SET_ASIDE : LEAF_OPEN;
	if (a->status == STATUS_NOT_EVIDENCED)
		return LEAF_NOT_EVIDENCED;
	if (!supported)
		return LEAF_ASSERTED;
	return a->status == STATUS_PARTLY_EVIDENCED || gap ? LEAF_PARTLY : LEAF_MET;
}

Test(properties, leaves_follow_the_table, .timeout = 120)
{
	int seen[LEAF_COUNT] = {0};

	FOR_EACH_CASE(t, w, st)
		for (int i = 0; i < t->n_nodes; i++)
			if (tree_is_leaf(t, i)) {
				cr_assert(eq(int, st.value[i], (int)plainly(w, i)), "seed %llu, %s", (unsigned long long)seed, t->node[i].id);
				seen[st.value[i]]++;
			}
	for (int s = 0; s < LEAF_COUNT; s++)
		cr_expect(gt(int, seen[s], 100), "%s hardly occurs", leaf_standing_key((enum leaf_standing)s));
}

/* ---- nodes ------------------------------------------------------------------------------------------------ */

/* Never met while a counted claim below is neither met nor set aside; and the other rows, from the leaves. */
static enum node_standing plainly_node(const struct tree *t, const struct standing *st, int node)
{
	int n = 0, open = 0, aside = 0, met = 0;

	for (int i = node; i < t->node[node].end; i++) {
		if (t->node[i].asked_as == NULL || st->value[i] == LEAF_OUT_OF_SCOPE)
			continue;
		n++;
		open += st->value[i] == LEAF_OPEN;
		aside += st->value[i] == LEAF_SET_ASIDE;
		met += st->value[i] == LEAF_MET;
	}
	if (n == 0)
		return NODE_OUT_OF_SCOPE;
	if (aside == n)
		return NODE_SET_ASIDE;
	if (open > 0)
		return NODE_UNFINISHED;
	return met + aside == n ? NODE_MET : NODE_HELD_BACK;
}

Test(properties, nodes_follow_their_leaves, .timeout = 120)
{
	int seen[5] = {0};

	FOR_EACH_CASE(t, w, st)
		for (int i = 0; i < t->n_nodes; i++) {
			int n, *because = standing_because(&st, t, i, &n);

			if (!tree_is_leaf(t, i)) {
				cr_assert(eq(int, st.value[i], (int)plainly_node(t, &st, i)), "seed %llu, %s", (unsigned long long)seed, t->node[i].id);
				cr_assert(st.value[i] != NODE_MET || n == 0);
				cr_assert(st.value[i] == NODE_MET || st.value[i] >= NODE_SET_ASIDE || n > 0);
				seen[st.value[i]]++;
			}
			free(because);
		}
	for (int s = 0; s < 5; s++)
		cr_expect(gt(int, seen[s], 50), "%s hardly occurs", node_standing_key((enum node_standing)s));
}

Test(properties, counts_add_up, .timeout = 120)
{
	FOR_EACH_CASE(t, w, st) {
		struct counts themes = {0};

		for (int i = 0; i < t->n_nodes; i++) {
			int sum = 0;

			for (int s = 0; s < LEAF_COUNT; s++)
				sum += st.counts[i].leaf[s];
			cr_assert(eq(int, sum, st.counts[i].asked), "seed %llu", (unsigned long long)seed);
			cr_assert(eq(int, st.counts[i].in_scope, sum - st.counts[i].leaf[LEAF_OUT_OF_SCOPE]));
			if (t->node[i].kind != NODE_THEME)
				continue;
			themes.asked += st.counts[i].asked;
			themes.in_scope += st.counts[i].in_scope;
			for (int s = 0; s < LEAF_COUNT; s++)
				themes.leaf[s] += st.counts[i].leaf[s];
		}
		cr_assert(eq(int, st.total.asked, t->n_asked));
		cr_assert(memcmp(&themes, &st.total, sizeof themes) == 0, "seed %llu", (unsigned long long)seed);
	}
}

/* ---- order ------------------------------------------------------------------------------------------------ */

Test(properties, order_changes_nothing, .timeout = 120)
{
	FOR_EACH_CASE(t, w, st) {
		struct dice dice = { seed * 7 };
		struct tree *other = random_tree(seed, seed + 12345);
		struct buf a = {0}, b = {0};

		shuffle_acts(&acts, &dice);
		for (struct work *x = work_of(other, &acts); x != NULL; work_free(x), x = NULL) {
			struct standing again = compute(x);

			describe(&a, &st, t);
			describe(&b, &again, other);
			cr_assert(strcmp(buf_str(&a), buf_str(&b)) == 0, "seed %llu", (unsigned long long)seed);
			standing_release(&again);
		}
		tree_free(other);
		buf_release(&a);
		buf_release(&b);
	}
}

/* ---- raising a leaf ------------------------------------------------------------------------------------- */

/* From the worst to the best, and what puts a leaf there. */
static const enum leaf_standing ladder[] = { LEAF_OPEN, LEAF_CHALLENGED, LEAF_NOT_EVIDENCED, LEAF_ASSERTED, LEAF_PARTLY, LEAF_MET };
enum { RUNGS = 6 };

/* Takes the leaf to a rung by what an assessor does: answers, links, gaps, a challenge of its own. */
static void step_to(struct work *w, int leaf, enum leaf_standing rung)
{
	static const char *const statuses[LEAF_COUNT] = { [LEAF_MET] = "evidenced", [LEAF_PARTLY] = "partly-evidenced",
		[LEAF_ASSERTED] = "evidenced", [LEAF_CHALLENGED] = "evidenced", [LEAF_NOT_EVIDENCED] = "not-evidenced" };
	const char *id = w->tree->node[leaf].id;
	char evidence[ID_TEXT], challenge[ID_TEXT];

	put(w, ENTITY_ANSWER, id, FIELD_INHERITED, NULL);
	put(w, ENTITY_ANSWER, id, FIELD_STATUS, statuses[rung]);
	for (int k = 1; k <= ITEMS; k++)
		put_link(w, ENTITY_SUPPORT, k, id, false);
	for (int k = 1; k <= GAPS; k++)
		put_link(w, ENTITY_GAP_CLAIM, k, id, false);
	for (int k = 1; k <= CHALLENGES; k++)
		if (w->n_challenge > 0 && work_revision(w, ENTITY_CHALLENGE, id_of('C', k, challenge)) >= 0)
			put(w, ENTITY_CHALLENGE, challenge, FIELD_CHALLENGE_STATE, "settled");
	put(w, ENTITY_EVIDENCE, id_of('E', 99, evidence), FIELD_LOCATION, "here");
	put_link(w, ENTITY_SUPPORT, 99, id, rung != LEAF_ASSERTED);
	put_challenge(w, 99, id, 0, rung == LEAF_CHALLENGED ? "open" : "settled");
	settle(w);
}

static int rank(enum node_standing s)
{
	return s == NODE_UNFINISHED ? 0 : s == NODE_HELD_BACK ? 1 : s == NODE_MET ? 2 : -1;
}

Test(properties, raising_a_leaf_never_lowers_a_node, .timeout = 300)
{
	int raised = 0;

	FOR_EACH_CASE(t, w, st) {
		struct dice dice = { seed * 13 };
		int leaf = random_leaf(t, &dice);
		int *before = calloc((size_t)t->n_nodes, sizeof *before);

		if (st.value[leaf] != LEAF_OUT_OF_SCOPE)
			for (int rung = 0; rung < RUNGS; rung++) {
				struct standing now;

				step_to(w, leaf, ladder[rung]);
				now = compute(w);
				cr_assert(eq(int, now.value[leaf], (int)ladder[rung]), "seed %llu", (unsigned long long)seed);
				for (int i = 0; i < t->n_nodes; i++) {
					int is = tree_is_leaf(t, i) ? 0 : rank((enum node_standing)now.value[i]);

					cr_assert(rung == 0 || is >= before[i], "seed %llu, %s, rung %d", (unsigned long long)seed, t->node[i].id, rung);
					raised += rung > 0 && is > before[i];
					before[i] = is;
				}
				standing_release(&now);
			}
		free(before);
	}
	cr_expect(gt(int, raised, 100), "nothing was ever raised");
}

/* ---- scope ------------------------------------------------------------------------------------------------ */

Test(properties, scope_of_one_principle_leaves_the_others_alone, .timeout = 120)
{
	FOR_EACH_CASE(t, w, st) {
		struct dice dice = { seed * 17 };
		int principle = t->node[random_leaf(t, &dice)].principle;
		struct standing now;

		put(w, ENTITY_SCOPE, t->node[principle].id, FIELD_SCOPE_IN, "false");
		settle(w);
		now = compute(w);
		for (int i = 0; i < t->n_nodes; i++) {
			if (t->node[i].kind == NODE_THEME)
				continue;
			if (t->node[i].principle != principle)
				cr_assert(eq(int, now.value[i], st.value[i]), "seed %llu, %s", (unsigned long long)seed, t->node[i].id);
			else
				cr_assert(strcmp(standing_key(&now, i), "out_of_scope") == 0, "seed %llu, %s", (unsigned long long)seed, t->node[i].id);
		}
		standing_release(&now);
	}
}

/* Putting the same again, settling twice, computing twice: the same. */
Test(properties, nothing_changes_by_itself, .timeout = 120)
{
	FOR_EACH_CASE(t, w, st) {
		struct buf a = {0}, b = {0};
		struct standing now;

		for (size_t i = 0; i < acts.n; i += 3)
			put(w, acts.item[i].e, acts.item[i].id, acts.item[i].f, acts.item[i].value);
		settle(w);
		settle(w);
		now = compute(w);
		describe(&a, &st, t);
		describe(&b, &now, t);
		cr_assert(strcmp(buf_str(&a), buf_str(&b)) == 0, "seed %llu", (unsigned long long)seed);
		standing_release(&now);
		buf_release(&a);
		buf_release(&b);
	}
}

/* Every node of every case has a sentence, in valid text, without a hole in it. */
Test(properties, there_is_always_something_to_say, .timeout = 120)
{
	FOR_EACH_CASE(t, w, st) {
		for (int i = 0; i < t->n_nodes; i++) {
			struct buf b = {0};

			standing_sentence(&b, &st, w, i);
			cr_assert(gt(sz, b.len, 5));
			cr_assert(strstr(buf_str(&b), "(null)") == NULL && strstr(buf_str(&b), "  ") == NULL, "%s", buf_str(&b));
			buf_release(&b);
		}
	}
}
