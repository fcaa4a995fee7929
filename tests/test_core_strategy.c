/* core/strategy: what is said of strategies, and whose remark it is. */
#include "config.h"

#include "core/strategy.h"
#include "test_core_support.h"

static struct tree *tree;

static void start(void)
{
	static const struct strategy_in strategies[] = {
		{ .id = "S1", .text = "Decomposition on parts", .theme = "1", .attached_to = "1.1", .basis = "fair: it fits", .kind = STRATEGY_DECOMPOSITION },
		{ .id = "S2", .text = "Time split", .theme = "1", .attached_to = "1.1.1", .kind = STRATEGY_TIME_SPLIT },
		{ .id = "S3", .text = "Concretion", .theme = "1", .basis = "unknown", .kind = STRATEGY_CONCRETION },
		{ .id = "N1", .text = "Not the whole", .theme = "1", .attached_to = "1.1", .kind = STRATEGY_NOTE },
		{ .id = "N2", .text = "Another note", .theme = "1", .attached_to = "1.1", .kind = STRATEGY_NOTE },
	};
	struct draft_tree d = {0};
	struct tree_in in;

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL)->remark = "Not the whole";
	draft_add(&d, "1.1.1", NULL);
	draft_add(&d, "1.1.1.1", "1.1/1");
	draft_add(&d, "1.2", NULL);
	draft_add(&d, "1.2.1", "1.2/1");
	in = draft_in(&d);
	in.strategy = strategies;
	in.n_strategies = 5;
	tree = tree_build(&in, no_complaint, NULL);
	draft_release(&d);
}

static void end(void)
{
	tree_free(tree);
}

TestSuite(strategy, .init = start, .fini = end);

static const struct strategy *find(const char *id)
{
	for (size_t i = 0; i < tree->n_strategies; i++)
		if (strcmp(tree->strategy[i].id, id) == 0)
			return &tree->strategy[i];
	cr_fatal("%s", id);
	return NULL;
}

static void expect_words(const char *id, const char *words, const char *basis)
{
	struct buf b = {0};

	strategy_words(&b, find(id));
	expect_text(buf_str(&b), words);
	buf_clear(&b);
	strategy_basis(&b, find(id));
	expect_text(buf_str(&b), basis);
	buf_release(&b);
}

Test(strategy, words)
{
	expect_words("S1", "argued by decomposition (S1): Decomposition on parts", "its place is inferred, fair: it fits");
	expect_words("S2", "argued by time split (S2)", "");
	expect_words("S3", "argued somewhere below by concretion (S3)", "its place is not sure, unknown");
	expect_words("N1", "note N1: Not the whole", "");
}

/* Each has a name and a sentence of its own. */
Test(strategy, every_kind_is_explained)
{
	static const char *const words[] = { "decomposition", "time split", "substitution", "concretion", "note" };

	for (int k = STRATEGY_DECOMPOSITION; k <= STRATEGY_NOTE; k++) {
		const char *meaning = strategy_kind_meaning((enum strategy_kind)k);

		expect_text(strategy_kind_words((enum strategy_kind)k), words[k]);
		cr_expect(strlen(meaning) > 20 && meaning[strlen(meaning) - 1] == '.');
		for (int i = 0; i < k; i++)
			cr_expect(strcmp(meaning, strategy_kind_meaning((enum strategy_kind)i)) != 0);
	}
}

Test(strategy, shown_with_its_node_or_its_theme)
{
	cr_expect(strategy_is_with(find("S1"), tree_find(tree, "1.1")));
	cr_expect(strategy_is_with(find("S1"), tree_find(tree, "1")) == false);
	cr_expect(strategy_is_with(find("S3"), tree_find(tree, "1")));
	cr_expect(strategy_is_with(find("S3"), tree_find(tree, "1.1")) == false);
	cr_expect(strategy_is_remark(tree, find("N1")));
	cr_expect(strategy_is_remark(tree, find("N2")) == false);
	cr_expect(strategy_is_remark(tree, find("S3")) == false);
}

Test(strategy, a_remark_is_for_everything_below)
{
	int remarked = tree_find(tree, "1.1");

	cr_expect(eq(int, strategy_remarked(tree, remarked), remarked));
	cr_expect(eq(int, strategy_remarked(tree, tree_find(tree, "1.1.1.1")), remarked));
	cr_expect(eq(int, strategy_remarked(tree, tree_find(tree, "1.2.1")), NODE_NONE));
	cr_expect(eq(int, strategy_remarked(tree, tree_find(tree, "1")), NODE_NONE));
}
