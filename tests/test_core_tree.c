/* core/tree: the shape of a tree, and every fault of a catalogue. */
#include "config.h"

#include <time.h>

#include "test_core_support.h"

/* ---- shape ------------------------------------------------------------------------------------------- */

Test(tree, shape_of_the_apc)
{
	struct tree *t = apc_tree();
	int principles = 0, inner = 0, leaves = 0;

	cr_expect(eq(int, t->n_nodes, APC_THEMES + APC_NUMBERS));
	cr_expect(eq(int, t->n_themes, APC_THEMES));
	cr_expect(eq(int, t->n_asked, APC_ASKED));
	for (int i = 0; i < t->n_nodes; i++) {
		principles += t->node[i].kind == NODE_PRINCIPLE;
		leaves += tree_is_leaf(t, i);
		inner += t->node[i].kind == NODE_CLAIM && !tree_is_leaf(t, i);
	}
	cr_expect(eq(int, principles, APC_PRINCIPLES));
	cr_expect(eq(int, inner, APC_INNER));
	cr_expect(eq(int, leaves, APC_LEAVES));
	tree_free(t);
}

/* What every tree must be, whatever it was made from. */
static void check_order(const struct tree *t)
{
	for (int i = 0; i < t->n_nodes; i++) {
		const struct node *n = &t->node[i];

		cr_assert(n->end > i && n->end <= t->n_nodes, "%s", n->id);
		cr_assert(eq(int, tree_find(t, n->id), i), "%s", n->id);
		if (n->parent == NODE_NONE) {
			cr_assert(n->depth == 0 && n->theme == i && n->principle == NODE_NONE && n->kind == NODE_THEME, "%s", n->id);
			continue;
		}
		cr_assert(n->parent < i && n->end <= t->node[n->parent].end, "%s", n->id);
		cr_assert(n->depth == t->node[n->parent].depth + 1 && n->theme == t->node[n->parent].theme, "%s", n->id);
		cr_assert(n->principle == (n->depth == 1 ? i : t->node[n->parent].principle), "%s", n->id);
		cr_assert(strncmp(n->id, t->node[n->parent].id, strlen(t->node[n->parent].id)) == 0, "%s", n->id);
	}
	for (int i = 0; i < t->n_asked; i++) {
		cr_assert(eq(int, t->node[t->asked[i]].order, i));
		cr_assert(eq(int, tree_find_asked(t, t->node[t->asked[i]].asked_as), t->asked[i]));
	}
}

Test(tree, order_of_the_apc)
{
	struct tree *t = apc_tree();
	int node = tree_find(t, "1.2.2.1");

	check_order(t);
	expect_text(t->node[0].id, "1");
	expect_text(t->node[1].id, "1.1");
	expect_text(t->node[t->n_nodes - 1].id, "4.3.2");
	expect_text(t->node[node].id, "1.2.2.1");
	expect_text(t->node[t->node[node].end].id, "1.2.3");
	cr_expect(eq(int, t->node[node].depth, 3));
	cr_expect(eq(int, t->node[tree_find(t, "1.2.3")].order, -1));
	tree_free(t);
}

Test(tree, order_of_the_form)
{
	struct tree *t = apc_tree();
	int at = t->node[tree_find_asked(t, "2.1/1")].order;

	expect_text(t->node[t->asked[0]].asked_as, "1.1/1");
	expect_text(t->node[t->asked[at + 1]].asked_as, "2.1/2");
	expect_text(t->node[t->asked[at + 1]].id, "2.1.2.3");   /* not the tree's order */
	expect_text(t->node[t->asked[at + 2]].id, "2.1.2.1");
	expect_text(t->node[t->asked[t->n_asked - 1]].asked_as, "4.3/2");
	tree_free(t);
}

/* The order of the input says nothing: numbers decide, as numbers. */
Test(tree, numbers_are_compared_part_by_part)
{
	static const char *const ids[] = { "10", "2", "2.10", "2.9", "2.1", "2.9.10", "2.9.9", "10.1", "2.9.10.1", "2.9.1" };
	static const char *const sorted[] = { "2", "2.1", "2.9", "2.9.1", "2.9.9", "2.9.10", "2.9.10.1", "2.10", "10", "10.1" };
	struct draft_tree d = {0};
	struct tree *t;

	for (size_t i = 0; i < 10; i++)
		draft_add(&d, ids[i], NULL);
	t = draft_build(&d);
	cr_assert(t != NULL);
	check_order(t);
	for (int i = 0; i < 10; i++)
		expect_text(t->node[i].id, sorted[i]);
	cr_expect(eq(int, tree_theme_place(t, tree_find(t, "10")), 1));
	tree_free(t);
	draft_release(&d);
}

static void shuffle(struct draft_tree *d, struct dice *dice)
{
	for (int i = (int)d->n - 1; i > 0; i--) {
		int k = dice_below(dice, i + 1);
		struct node_in swap = d->node[i];

		d->node[i] = d->node[k];
		d->node[k] = swap;
	}
}

Test(tree, order_of_the_input_changes_nothing)
{
	struct tree *t = apc_tree();
	struct dice dice = { 1 };
	char hash[HASH_TEXT], other[HASH_TEXT];

	tree_hash(t, hash);
	for (int round = 0; round < 50; round++) {
		struct draft_tree d = {0};
		struct tree *again;

		draft_apc(&d);
		shuffle(&d, &dice);
		again = draft_build(&d);
		check_order(again);
		tree_hash(again, other);
		expect_text(other, hash);
		tree_free(again);
		draft_release(&d);
	}
	tree_free(t);
}

Test(tree, names_and_wordings)
{
	struct draft_tree d = {0};
	struct node_in *n;
	struct tree *t;

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL);
	draft_add(&d, "1.1.2", NULL);
	draft_add(&d, "1.2", NULL);
	n = draft_add(&d, "1.1.1", "1.1/1");
	n->body = "the body's";
	n->published = "a tekst";
	n->label = "short";
	n->must_be_public = true;
	t = draft_build(&d);
	expect_text(tree_leaf_name(t, tree_find(t, "1.1.1")), "1.1/1");
	expect_text(tree_leaf_name(t, tree_find(t, "1.1.2")), "tree:1.1.2");
	expect_text(tree_leaf_name(t, tree_find(t, "1.1")), "1.1");
	cr_expect(tree_is_leaf(t, tree_find(t, "1.1.2")));
	cr_expect(false == tree_is_leaf(t, tree_find(t, "1.2")));        /* a principle, though nothing is below it */
	expect_text(tree_wording(t, tree_find(t, "1.1.1")), "the body's");
	expect_text(tree_wording(t, tree_find(t, "1.1.2")), "a text");
	expect_text(t->node[tree_find(t, "1.1.1")].label, "short");
	expect_text(t->node[tree_find(t, "1.1.2")].label, "a text");
	expect_text(t->node[tree_find(t, "1.1.1")].published, "a tekst");
	cr_expect(t->node[tree_find(t, "1.1.1")].must_be_public);
	tree_free(t);
	draft_release(&d);
}

/* Code, Table 1: 45, 16, 29 and up to 10 more, none. */
Test(tree, roles)
{
	struct tree *t = apc_tree();
	int more = -1;

	cr_expect(eq(int, tree_role_claims(t, tree_find_role(t, "developer-distributor"), &more), 45));
	cr_expect(eq(int, more, 0));
	cr_expect(eq(int, tree_role_claims(t, tree_find_role(t, "reseller"), &more), 16));
	cr_expect(eq(int, tree_role_claims(t, tree_find_role(t, "developer"), &more), 29));
	cr_expect(eq(int, more, 10));
	cr_expect(eq(int, tree_role_claims(t, tree_find_role(t, "open-source"), NULL), 0));
	cr_expect(tree_find_role(t, "distributor") == NULL);
	tree_free(t);
}

Test(tree, strategies_and_guidance)
{
	static const char *const claims[] = { "1.2/2", "tree:1.2.3", "1.1.1", "1.2.2.1.1" };
	static const struct strategy_in strategies[] = {
		{ "S1.4", "Time split", NULL, "inferred", "1", "1.2.2.1", STRATEGY_TIME_SPLIT },
		{ "S1.7", "Decomposition", NULL, NULL, "1", NULL, STRATEGY_DECOMPOSITION },
		{ "N1.1", "A note", NULL, NULL, NULL, "2.2", STRATEGY_NOTE },
	};
	static const struct guidance_in guidance[] = { { "IG-1", "advice", "1.2", claims, 4 }, { "IG-2", "advice", NULL, NULL, 0 } };
	struct draft_tree d = {0};
	struct tree_in in;
	struct tree *t;

	draft_apc(&d);
	in = draft_in(&d);
	in.strategy = strategies;
	in.n_strategies = 3;
	in.guidance = guidance;
	in.n_guidance = 2;
	t = tree_build(&in, no_complaint, NULL);
	cr_assert(t != NULL);
	cr_expect(eq(int, t->strategy[0].node, tree_find(t, "1.2.2.1")));
	cr_expect(eq(int, t->strategy[1].node, NODE_NONE));
	cr_expect(eq(int, t->strategy[1].theme, 0));
	cr_expect(eq(int, t->strategy[2].theme, tree_find(t, "2")));
	cr_expect(eq(int, t->guidance[0].place, tree_find(t, "1.2")));
	cr_expect(eq(int, t->guidance[1].place, NODE_NONE));
	cr_assert(eq(sz, t->guidance[0].n_claims, 3));           /* one was named twice */
	cr_expect(eq(int, t->guidance[0].claim[0], tree_find(t, "1.1.1")));
	cr_expect(eq(int, t->guidance[0].claim[1], tree_find(t, "1.2.2.1.1")));
	cr_expect(eq(int, t->guidance[0].claim[2], tree_find(t, "1.2.3")));
	tree_free(t);
	draft_release(&d);
}

/* Every field counts for the identity. */
Test(tree, hash_sees_every_field)
{
	struct draft_tree d = {0};
	struct tree_in in;
	char hash[12][HASH_TEXT];
	size_t n = 0;

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL);
	draft_add(&d, "1.1.1", NULL);
	for (int k = 0; k < 12; k++, n++) {
		struct tree *t;
		struct node_in *c = &d.node[2];

		if (k == 1) c->text = "x";
		if (k == 2) c->published = "x";
		if (k == 3) c->body = "x";
		if (k == 4) c->asked_as = "1.1/1";
		if (k == 5) c->label = "y";
		if (k == 6) c->must_be_public = true;
		if (k == 7) d.node[1].code_text = "x";
		if (k == 8) d.node[1].remark = "x";
		if (k == 9) d.node[0].aim = "x";
		in = draft_in(&d);
		if (k == 10) in.licence = "x";
		if (k == 11) in.attribution = "x";
		t = tree_build(&in, no_complaint, NULL);
		tree_hash(t, hash[k]);
		tree_free(t);
		for (int before = 0; before < k; before++)
			cr_expect(strcmp(hash[before], hash[k]) != 0, "%d and %d", before, k);
	}
	draft_release(&d);
}

/* The same for what hangs on the nodes: each line of the table changes one thing of the first. */
Test(tree, hash_sees_what_hangs_on_nodes)
{
	static const char *const one[] = { "1" }, *const two[] = { "1.1.1", "1.1.2" };
	static const struct strategy_in strategies[] = {
		{ "S1", "a", NULL, NULL, "1", NULL, STRATEGY_DECOMPOSITION }, { "S2", "a", NULL, NULL, "1", NULL, STRATEGY_DECOMPOSITION },
		{ "S1", "b", NULL, NULL, "1", NULL, STRATEGY_DECOMPOSITION }, { "S1", "a", "c", NULL, "1", NULL, STRATEGY_DECOMPOSITION },
		{ "S1", "a", NULL, "d", "1", NULL, STRATEGY_DECOMPOSITION }, { "S1", "a", NULL, NULL, "2", NULL, STRATEGY_DECOMPOSITION },
		{ "S1", "a", NULL, NULL, "1", "1.1", STRATEGY_DECOMPOSITION }, { "S1", "a", NULL, NULL, "1", NULL, STRATEGY_NOTE },
	};
	static const struct guidance_in guidance[] = {
		{ "G", "a", NULL, two, 1 }, { "H", "a", NULL, two, 1 }, { "G", "b", NULL, two, 1 }, { "G", "a", "1.1", two, 1 },
		{ "G", "a", NULL, two, 2 }, { "G", "a", NULL, two + 1, 1 },
	};
	static const struct role_in roles[] = {
		{ "r", "a", NULL, 0, NULL, 0 }, { "s", "a", NULL, 0, NULL, 0 }, { "r", "b", NULL, 0, NULL, 0 },
		{ "r", "a", one, 1, NULL, 0 }, { "r", "a", NULL, 0, one, 1 },
	};
	struct draft_tree d = {0};
	char hash[20][HASH_TEXT];
	int n = 0;

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL);
	draft_add(&d, "1.1.1", NULL);
	draft_add(&d, "1.1.2", NULL);
	draft_add(&d, "2", NULL);
	for (int k = 0; k < 8 + 6 + 5 + 1; k++) {
		struct tree_in in = draft_in(&d);
		struct tree *t;

		in.strategy = k < 8 ? &strategies[k] : NULL;
		in.n_strategies = k < 8;
		in.guidance = k >= 8 && k < 14 ? &guidance[k - 8] : NULL;
		in.n_guidance = k >= 8 && k < 14;
		in.role = k >= 14 && k < 19 ? &roles[k - 14] : NULL;
		in.n_roles = k >= 14 && k < 19;
		t = tree_build(&in, no_complaint, NULL);
		tree_hash(t, hash[n]);
		for (int before = 0; before < n; before++)
			cr_expect(strcmp(hash[before], hash[n]) != 0, "%d and %d", before, n);
		n++;
		tree_free(t);
	}
	draft_release(&d);
}

/* ---- size -------------------------------------------------------------------------------------------- */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Processor time, and generous: with sanitizers. A quadratic loop would take minutes at this size. */
Test(tree, large_trees_build_fast, .timeout = 60)
{
	struct draft_tree d = {0};
	struct tree *t;
	char id[64], asked[64];
	double start;

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL);
	for (int i = 1; i <= TREE_NODES_MAX - 2; i++) {
		snprintf(id, sizeof id, "1.1.%d", i);
		snprintf(asked, sizeof asked, "1.1/%d", i);
		draft_add(&d, id, asked);
	}
	start = seconds();
	t = draft_build(&d);
	cr_assert(t != NULL);
	cr_expect(lt(dbl, seconds() - start, 5.0));
	cr_expect(eq(int, t->n_asked, TREE_NODES_MAX - 2));
	tree_free(t);
	draft_release(&d);
}

/* ---- faults ------------------------------------------------------------------------------------------ */

/* Complaints, one a line: "part index text". */
static void collect(void *ctx, enum tree_part part, size_t index, const char *text)
{
	buf_addf(ctx, "%d %zu %s\n", (int)part, index, text);
}

static void expect_faults(const struct tree_in *in, const char *faults)
{
	struct buf b = {0};
	struct tree *t = tree_build(in, collect, &b);

	cr_expect(t == NULL);
	expect_text(buf_str(&b), faults);
	tree_free(t);
	buf_release(&b);
}

/* A sound tree of seven nodes: 1, 1.1, 1.1.1 (asked 1.1/1), 1.1.2, 1.1.2.1 (asked 1.1/2), 2, 2.1. */
static void draft_small(struct draft_tree *d)
{
	draft_add(d, "1", NULL);
	draft_add(d, "1.1", NULL);
	draft_add(d, "1.1.1", "1.1/1");
	draft_add(d, "1.1.2", NULL);
	draft_add(d, "1.1.2.1", "1.1/2");
	draft_add(d, "2", NULL);
	draft_add(d, "2.1", NULL);
}

#define FAULT(name, change, faults) \
	Test(tree_faults, name) \
	{ \
		struct draft_tree d = {0}; \
		struct tree_in in; \
		draft_small(&d); \
		in = draft_in(&d); \
		change; \
		expect_faults(&in, faults); \
		draft_release(&d); \
	}

FAULT(doubled_id, d.node[3].id = "1.1.1"; d.node[4].parent = "1.1.1"; d.node[4].id = "1.1.1.1"; d.node[2].asked_as = NULL,
    "1 3 1.1.1: the id is used twice (the first is number 3 of its list)\n")
FAULT(doubled_position, d.node[4].asked_as = "1.1/1", "1 4 1.1.2.1: the body position 1.1/1 is already that of 1.1.1\n")
FAULT(malformed_position, d.node[4].asked_as = "1.1.2", "1 4 1.1.2.1: 1.1.2 is no body position of the form 1.2/3\n")
FAULT(position_with_zero, d.node[4].asked_as = "1.1/02", "1 4 1.1.2.1: 1.1/02 is no body position of the form 1.2/3\n")
FAULT(position_of_another, d.node[4].asked_as = "2.1/2", "1 4 1.1.2.1: the body position 2.1/2 belongs to another principle\n")
FAULT(position_of_a_theme, d.node[4].asked_as = "1/2", "1 4 1.1.2.1: the body position 1/2 belongs to another principle\n")
FAULT(position_of_a_claim, d.node[4].asked_as = "1.1.2/2",
    "1 4 1.1.2.1: the body position 1.1.2/2 belongs to another principle\n")
FAULT(dangling_parent, d.node[6].parent = "3", "1 6 2.1 stands under 3, which is not there\n")
FAULT(wrong_number, d.node[4].id = "1.1.3.1", "1 4 1.1.3.1 does not continue the number of 1.1.2, under which it stands\n")
FAULT(number_too_long, d.node[4].id = "1.1.2.1.1", "1 4 1.1.2.1.1 does not continue the number of 1.1.2, under which it stands\n")
FAULT(position_with_a_tail, d.node[4].asked_as = "1.1/2x", "1 4 1.1.2.1: 1.1/2x is no body position of the form 1.2/3\n")
FAULT(number_without_a_dot, d.node[4].id = "1.1.21", "1 4 1.1.21 does not continue the number of 1.1.2, under which it stands\n")
FAULT(leading_zero, d.node[4].id = "1.1.2.01", "1 4 1.1.2.01 is no number of the form 1.2.3 (without leading zeros)\n")
FAULT(malformed_is_told_once, d.node[6].id = "2-1", "1 6 2-1 is no number of the form 1.2.3 (without leading zeros)\n")
FAULT(principle_not_under_theme, d.node[3].kind = NODE_PRINCIPLE, "1 3 1.1.2 is a principle and does not stand under a theme\n")
FAULT(claim_under_theme, d.node[6].kind = NODE_CLAIM, "1 6 2.1 is a claim and does not stand under a principle or a claim\n")
FAULT(theme_below, d.node[6].kind = NODE_THEME, "1 6 2.1 is a theme and stands under something\n")
FAULT(theme_number, d.node[5].id = "2.2"; d.node[6].id = "2.2.1"; d.node[6].parent = "2.2",
    "1 5 2.2: the number of a theme has one part\n")
FAULT(asked_inner, d.node[3].asked_as = "1.1/3", "1 3 1.1.2 is asked as 1.1/3 but is no leaf of the tree\n")
FAULT(asked_principle, d.node[6].asked_as = "1.1/3",
    "1 6 2.1: the body position 1.1/3 belongs to another principle\n1 6 2.1 is asked as 1.1/3 but is no leaf of the tree\n")
FAULT(no_text, d.node[2].text = "", "1 2 1.1.1 has no text\n")
FAULT(no_id, d.node[6].id = NULL, "1 6 has no id\n")
FAULT(no_nodes, in.n_nodes = 0, "0 0 the catalogue has no themes\n")
FAULT(no_head, in.id = NULL; in.version = "", "0 0 the catalogue has no id\n0 0 the catalogue has no version\n")
FAULT(all_are_told, d.node[2].text = NULL; d.node[6].parent = "9"; d.node[4].asked_as = "x",
    "1 2 1.1.1 has no text\n1 6 2.1 stands under 9, which is not there\n1 4 1.1.2.1: x is no body position of the form 1.2/3\n")
FAULT(no_theme, d.node[5].parent = NULL; d.node[5].kind = NODE_CLAIM,
    "1 5 2 is a claim and does not stand under a principle or a claim\n"
    "1 6 2.1 is a principle and does not stand under a theme\n")

static const char *const some[] = { "1.1/2", "1.1.2", "9.9" };
static const char *const themes[] = { "1", "1.1", "7" };
static const struct strategy_in strategies[] = {
	{ "S1", "text", NULL, NULL, "1", "1.1", STRATEGY_SUBSTITUTION },
	{ "s1", "text", NULL, NULL, "1", NULL, STRATEGY_SUBSTITUTION },
	{ "S2", NULL, NULL, NULL, "1.1", NULL, STRATEGY_SUBSTITUTION },
	{ "S3", "text", NULL, NULL, "2", "1.1", STRATEGY_SUBSTITUTION },
	{ "S4", "text", NULL, NULL, "1", "1.7", STRATEGY_SUBSTITUTION },
	{ "S5", "text", NULL, NULL, NULL, NULL, STRATEGY_SUBSTITUTION },
	{ NULL, "text", NULL, NULL, "1", NULL, STRATEGY_SUBSTITUTION },
};
static const struct guidance_in guidances[] = {
	{ "IG-1", "text", "1.1.1", some, 3 },
	{ "IG-1", "", "7", NULL, 0 },
};
static const struct role_in roles[] = { { "a", "text", themes, 3, NULL, 0 }, { "A", "text", NULL, 0, themes + 2, 1 } };

FAULT(strategies, in.strategy = strategies; in.n_strategies = 7,
    "2 1 s1: the id is used twice (the first is number 1 of its list)\n"
    "2 2 S2 has no text\n"
    "2 2 S2 names 1.1, which is no theme\n"
    "2 3 S3 is attached to 1.1, which is not in theme 2\n"
    "2 4 S4 is attached to 1.7, which is not there\n"
    "2 5 S5 has neither a theme nor a place\n"
    "2 6 has no id\n")
FAULT(guidance, in.guidance = guidances; in.n_guidance = 2,
    "3 0 IG-1 names 1.1.1, which is no theme or principle\n"
    "3 0 IG-1 names 1.1.2, which has claims below it\n"
    "3 0 IG-1 names 9.9, which is not there\n"
    "3 1 IG-1: the id is used twice (the first is number 1 of its list)\n"
    "3 1 IG-1 has no text\n"
    "3 1 IG-1 names 7, which is not there\n")
FAULT(roles, in.role = roles; in.n_roles = 2,
    "4 0 a names 1.1, which is no theme\n"
    "4 0 a names 7, which is not there\n"
    "4 1 A: the id is used twice (the first is number 1 of its list)\n"
    "4 1 A names 7, which is not there\n")

/* ---- hostile ----------------------------------------------------------------------------------------- */

Test(tree_faults, cycle_is_printed_once)
{
	struct draft_tree d = {0};
	struct tree_in in;
	struct buf b = {0};

	draft_small(&d);
	d.node[2].parent = "1.1.2.1";           /* 1.1.1 -> 1.1.2.1 -> 1.1.2 -> 1.1.1 */
	d.node[3].parent = "1.1.1";
	in = draft_in(&d);
	cr_expect(tree_build(&in, collect, &b) == NULL);
	cr_expect(strstr(buf_str(&b), "1 2 1.1.1 stands under itself: 1.1.1 -> 1.1.2.1 -> 1.1.2 -> 1.1.1\n") != NULL, "%s", buf_str(&b));
	cr_expect(strstr(strstr(buf_str(&b), "under itself") + 1, "under itself") == NULL, "%s", buf_str(&b));
	buf_release(&b);
	draft_release(&d);
}

static void count(void *ctx, enum tree_part part, size_t index, const char *text)
{
	size_t *n = ctx;

	(void)part;
	(void)index;
	(void)text;
	++*n;
}

/* Chains and rings as long as a catalogue may be: no recursion, no quadratic walk. */
static void hostile(bool ring)
{
	struct draft_tree d = {0};
	struct tree_in in;
	size_t faults = 0;
	char (*id)[24] = calloc(TREE_NODES_MAX, sizeof *id);

	cr_assert(id != NULL);
	for (int i = 0; i < TREE_NODES_MAX; i++) {
		snprintf(id[i], sizeof id[i], "%d", i + 1);
		MEM_GROW(d.node, d.n, d.cap);
		d.node[d.n++] = (struct node_in){ .id = id[i], .text = "x", .kind = i == 0 ? NODE_THEME : NODE_CLAIM,
			.parent = i > 0 ? id[i - 1] : ring ? "100000" : NULL };
	}
	in = draft_in(&d);
	cr_expect(tree_build(&in, count, &faults) == NULL);
	cr_expect(gt(sz, faults, 0));
	draft_release(&d);
	free(id);
}

Test(tree_faults, endless_chain, .timeout = 60)
{
	hostile(false);
}

Test(tree_faults, endless_ring, .timeout = 60)
{
	hostile(true);
}

Test(tree_faults, too_many_nodes)
{
	struct tree_in in = { .id = "x", .version = "1", .n_nodes = TREE_NODES_MAX + 1 };

	expect_faults(&in, "0 0 100001 themes, principles and claims; 100000 are the most\n");
}

Test(tree_faults, depth_ends)
{
	struct draft_tree d = {0};
	struct tree_in in;
	struct tree *t;
	struct buf id = {0};

	buf_add(&id, "1");
	for (int depth = 0; depth < TREE_DEPTH_MAX; depth++, buf_add(&id, ".1"))
		draft_add(&d, buf_str(&id), NULL);
	t = draft_build(&d);
	cr_assert(t != NULL);
	cr_expect(eq(int, t->node[t->n_nodes - 1].depth, TREE_DEPTH_MAX - 1));
	tree_free(t);
	draft_add(&d, buf_str(&id), NULL);
	in = draft_in(&d);
	expect_faults(&in, "1 32 1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.... is deeper than 32 levels\n");
	buf_release(&id);
	draft_release(&d);
}

Test(tree_faults, long_names_are_cut)
{
	struct draft_tree d = {0};
	struct tree_in in;
	struct buf name = {0}, b = {0};

	draft_small(&d);
	buf_add_repeat(&name, "x", 100000);
	d.node[6].parent = buf_str(&name);
	in = draft_in(&d);
	cr_expect(tree_build(&in, collect, &b) == NULL);
	cr_expect(lt(sz, b.len, 1000));
	buf_release(&name);
	buf_release(&b);
	draft_release(&d);
}
