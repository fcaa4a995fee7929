/* core/tree: reading the numbers that people write. */
#include "config.h"

#include "test_core_support.h"

typedef bool reads(const struct tree *, const char *, int *, struct err *);

static void expect_node(reads *read, const char *name, const char *id)
{
	struct tree *t = apc_tree();
	struct err err = {0};
	int node = NODE_NONE;

	cr_assert(read(t, name, &node, &err), "%s: %s", name, err.text);
	expect_text(t->node[node].id, id);
	tree_free(t);
}

static void expect_refusal(reads *read, const char *name, const char *words)
{
	struct tree *t = apc_tree();
	struct err err = {0};
	int node = -7;

	cr_assert(false == read(t, name, &node, &err), "%s was read", name);
	cr_expect(eq(int, err.code, ERR_INPUT));
	cr_expect(eq(int, node, -7));
	expect_text(err.text, words);
	tree_free(t);
}

Test(tree_read, both_numberings)
{
	expect_node(tree_read_node, "1.1.2", "1.1.2");
	expect_node(tree_read_node, "1.1/2", "1.1.2.1");
	expect_node(tree_read_node, "tree:1.2.3", "1.2.3");
	expect_node(tree_read_node, "1.2.3", "1.2.3");
	expect_node(tree_read_node, "1.2", "1.2");
	expect_node(tree_read_node, "4", "4");
}

Test(tree_read, every_asked_claim_by_both_names)
{
	for (int i = 0; i < APC_NUMBERS; i++)
		if (apc_ids[i].asked_as != NULL) {
			expect_node(tree_read_leaf, apc_ids[i].id, apc_ids[i].id);
			expect_node(tree_read_leaf, apc_ids[i].asked_as, apc_ids[i].id);
		}
}

Test(tree_read, what_there_is_not)
{
	expect_refusal(tree_read_node, "1.1.4", "there is no 1.1.4; did you mean 1.1/4, which is 1.1.2.3?");
	expect_refusal(tree_read_node, "1.2.7", "there is no 1.2.7; below 1.2 there are 1.2.1, 1.2.2, 1.2.3");
	expect_refusal(tree_read_node, "1.1.2.3.1", "there is no 1.1.2.3.1; 1.1.2.3 has nothing below it");
	expect_refusal(tree_read_node, "1.1/9", "there is no 1.1/9; 1.1 has 1.1/1 to 1.1/6");
	expect_refusal(tree_read_node, "4.2/2", "there is no 4.2/2; 4.2 has 4.2/1");
	expect_refusal(tree_read_node, "tree:1.2.7", "there is no tree:1.2.7; below 1.2 there are 1.2.1, 1.2.2, 1.2.3");
	expect_refusal(tree_read_node, "7", "there is no 7; APC has 1 to 4.3.2");
	expect_refusal(tree_read_node, "5.1.2", "there is no 5.1.2; did you mean 1.1.2?");
	expect_refusal(tree_read_node, "renovate", "\"renovate\" is no number of a claim; write it like 1.1.2.1 or 1.1/2");
	expect_refusal(tree_read_node, "", "\"\" is no number of a claim; write it like 1.1.2.1 or 1.1/2");
	expect_refusal(tree_read_node, "1.2.", "\"1.2.\" is no number of a claim; write it like 1.1.2.1 or 1.1/2");
	expect_refusal(tree_read_node, "1.2/", "\"1.2/\" is no number of a claim; write it like 1.1.2.1 or 1.1/2");
	expect_refusal(tree_read_node, "\033[2J", "\"^[[2J\" is no number of a claim; write it like 1.1.2.1 or 1.1/2");
}

/* Nobody's typing is guessed at for ever. */
Test(tree_read, endless_name, .timeout = 20)
{
	struct tree *t = apc_tree();
	struct buf name = {0};
	struct err err = {0};
	int node;

	buf_add(&name, "1");
	buf_add_repeat(&name, ".1", 500000);
	cr_expect(false == tree_read_node(t, buf_str(&name), &node, &err));
	cr_expect(lt(sz, strlen(err.text), 300));
	buf_release(&name);
	tree_free(t);
}

/* The six flat numbers that mean another node: 1.1.2, 1.1.3, 1.2.2, 1.2.3, 1.3.1, 2.1.2. */
Test(tree_read, a_leaf_to_be_written_is_no_misreading)
{
	expect_refusal(tree_read_leaf, "1.1.2", "1.1.2 has claims below it; did you mean 1.1/2, which is 1.1.2.1?");
	expect_refusal(tree_read_leaf, "1.1.3", "1.1.3 has claims below it; did you mean 1.1/3, which is 1.1.2.2?");
	expect_refusal(tree_read_leaf, "1.2.2", "1.2.2 has claims below it; did you mean 1.2/2, which is 1.2.2.1.1?");
	expect_refusal(tree_read_leaf, "1.3.1", "1.3.1 has claims below it; did you mean 1.3/1, which is 1.3.1.1?");
	expect_refusal(tree_read_leaf, "2.1.2", "2.1.2 has claims below it; did you mean 2.1/2, which is 2.1.2.3?");
	expect_refusal(tree_read_leaf, "1.2.3",
	    "1.2.3 is a leaf the form does not ask for; write tree:1.2.3 if you mean it, or 1.2/3, which is 1.2.2.1.2");
	expect_node(tree_read_leaf, "tree:1.2.3", "1.2.3");
	expect_node(tree_read_leaf, "2.2.1", "2.2.1");
}

Test(tree_read, inner_nodes_name_their_leaves)
{
	expect_refusal(tree_read_leaf, "1.2.2.1.3", "1.2.2.1.3 has claims below it; name one of them: 1.2/4, 1.2/5");
	expect_refusal(tree_read_leaf, "tree:1.1.2", "tree:1.1.2 has claims below it; name one of them: 1.1/2, 1.1/3, 1.1/4");
	expect_refusal(tree_read_leaf, "1.2",
	    "1.2 has claims below it; name one of them: 1.2/1, 1.2/2, 1.2/3, 1.2/4, 1.2/5, tree:1.2.3");
	expect_refusal(tree_read_leaf, "3", "3 has claims below it; name one of them: 3.1/1, 3.1/2, 3.2/1, 3.2/2, 3.3/1, 3.3/2, "
	    "3.4/1, 3.4/2, 3.5/1, 3.5/2");
	expect_refusal(tree_read_leaf, "1", "1 has claims below it; name one of them: 1.1/1, 1.1/2, 1.1/3, 1.1/4, 1.1/5, 1.1/6, "
	    "1.2/1, 1.2/2, 1.2/3, 1.2/4, 1.2/5, tree:1.2.3 and 8 more");
}

Test(tree_read, principles)
{
	expect_node(tree_read_principle, "1.2", "1.2");
	expect_refusal(tree_read_principle, "1.2/2", "1.2/2 is a claim, not a principle; its principle is 1.2");
	expect_refusal(tree_read_principle, "1", "1 is a theme, not a principle; its principles are 1.1, 1.2, 1.3, 1.4");
	expect_refusal(tree_read_principle, "1.9", "there is no 1.9; below 1 there are 1.1, 1.2, 1.3, 1.4");
}

Test(tree_read, a_principle_without_claims)
{
	struct draft_tree d = {0};
	struct err err = {0};
	struct tree *t;
	int leaf;

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL);
	t = draft_build(&d);
	cr_expect(false == tree_read_leaf(t, "1.1", &leaf, &err));
	expect_text(err.text, "1.1 has no claims");
	tree_free(t);
	draft_release(&d);
}
