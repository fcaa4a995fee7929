/* core/standing: each row of the rules, and what is said about it. */
#include "config.h"

#include "test_core_support.h"

static struct tree *tree;
static struct work *w;

static void start(void)
{
	tree = apc_tree();
	w = work_new(tree);
	put_evidence(w, 1, "one", "https://example.org");
	put_evidence(w, 2, "a bare title", NULL);
	settle(w);
}

static void end(void)
{
	work_free(w);
	tree_free(tree);
}

TestSuite(standing, .init = start, .fini = end);
TestSuite(sentence, .init = start, .fini = end);

static int node(const char *number)
{
	return tree_find(tree, number);
}

static void expect_standing(const char *number, const char *key)
{
	settle(w);
	cr_expect(strcmp(standing_of(w, number), key) == 0, "%s is %s, should be %s", number, standing_of(w, number), key);
}

static void set_met(const char *claim)
{
	put_answer(w, claim, "evidenced", "because");
	put_link(w, ENTITY_SUPPORT, 1, claim, true);
}

/* Every asked leaf at or below the number. */
static void set_all(const char *number, void (*set)(const char *claim))
{
	int at = node(number);

	for (int i = at; i < tree->node[at].end; i++)
		if (tree->node[i].asked_as != NULL)
			set(tree->node[i].id);
}

static void set_aside(const char *claim)
{
	put_answer(w, claim, "not-applicable", "because");
}

/* ---- leaves: the rows in their order -------------------------------------------------------------------- */

Test(standing, out_of_scope_comes_first)
{
	set_met("3.1.1");
	put_answer(w, "3.1.2", "not-applicable", "because");
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_IN, "false");
	expect_standing("3.1.1", "out_of_scope");
	expect_standing("3.1.2", "out_of_scope");
	expect_standing("3.1", "out_of_scope");
	expect_standing("3.2.1", "open");
}

Test(standing, to_assess_and_inherited_are_open)
{
	expect_standing("1.1.1", "open");
	set_met("1.1.1");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_INHERITED, "true");
	expect_standing("1.1.1", "open");
	put_challenge(w, 1, "1.1.1", 0, "open");
	expect_standing("1.1.1", "open");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_INHERITED, "false");
	expect_standing("1.1.1", "challenged");
}

Test(standing, challenged)
{
	static const char *const states[] = { "open", "answered", "settled", "overruled" };
	static const char *const keys[] = { "challenged", "challenged", "met", "met" };

	set_met("1.1.1");
	for (int i = 0; i < 4; i++) {
		put_challenge(w, 1, "1.1.1", 0, states[i]);
		expect_standing("1.1.1", keys[i]);
	}
	put_challenge(w, 1, "1.1.1", 0, "open");
	put_answer(w, "1.1.1", "not-applicable", "because");
	expect_standing("1.1.1", "challenged");
	put_answer(w, "1.1.1", "not-evidenced", NULL);
	expect_standing("1.1.1", "challenged");
}

Test(standing, not_applicable)
{
	put_answer(w, "1.1.1", "not-applicable", "because");
	expect_standing("1.1.1", "set_aside");
	put_answer(w, "1.1.1", "not-applicable", NULL);
	expect_standing("1.1.1", "open");
}

Test(standing, not_evidenced)
{
	set_met("1.1.1");
	put_answer(w, "1.1.1", "not-evidenced", "because");
	expect_standing("1.1.1", "not_evidenced");
}

Test(standing, asserted)
{
	put_answer(w, "1.1.1", "evidenced", "because");
	expect_standing("1.1.1", "asserted");
	put_answer(w, "1.1.1", "partly-evidenced", "because");
	expect_standing("1.1.1", "asserted");
	put_answer(w, "1.1.1", "evidenced", "because");
	put_link(w, ENTITY_SUPPORT, 2, "1.1.1", true);           /* a bare title */
	expect_standing("1.1.1", "asserted");
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	expect_standing("1.1.1", "met");
	put_challenge(w, 1, "1.1.1", 1, "open");                 /* on the link that counts */
	expect_standing("1.1.1", "asserted");
	put_challenge(w, 1, "1.1.1", 1, "settled");
	expect_standing("1.1.1", "met");
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", false);
	expect_standing("1.1.1", "asserted");
}

Test(standing, partly)
{
	static const char *const states[] = { "open", "in-progress", "closed", "accepted" };
	static const char *const keys[] = { "partly", "partly", "met", "met" };

	set_met("1.1.1");
	put_answer(w, "1.1.1", "partly-evidenced", "because");
	expect_standing("1.1.1", "partly");
	put_answer(w, "1.1.1", "evidenced", "because");
	put_link(w, ENTITY_GAP_CLAIM, 1, "1.1.1", true);
	for (int i = 0; i < 4; i++) {
		put_gap(w, 1, states[i]);
		expect_standing("1.1.1", keys[i]);
	}
	put_gap(w, 1, "open");
	put_link(w, ENTITY_GAP_CLAIM, 1, "1.1.1", false);
	expect_standing("1.1.1", "met");
}

/* Neither the date of the evidence nor a missing argument takes it from a claim. */
Test(standing, met)
{
	char id[ID_TEXT];

	put_answer(w, "1.1.1", "evidenced", NULL);
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	put(w, ENTITY_EVIDENCE, id_of('E', 1, id), FIELD_REVIEW_BY, "1999-01-01");
	expect_standing("1.1.1", "met");
}

/* ---- nodes: the rows in their order --------------------------------------------------------------------- */

Test(standing, node_rows)
{
	expect_standing("4.1", "unfinished");
	set_all("4.1", set_aside);
	expect_standing("4.1", "set_aside");
	set_met("4.1.1");
	expect_standing("4.1", "met");                           /* the others set aside */
	put_answer(w, "4.1.2", "not-evidenced", NULL);
	expect_standing("4.1", "held_back");
	put_answer(w, "4.1.3", "to-assess", NULL);
	expect_standing("4.1", "unfinished");                    /* open before held back */
	set_all("4.1", set_met);
	expect_standing("4.1", "met");
	put(w, ENTITY_SCOPE, "4.1", FIELD_SCOPE_IN, "false");
	expect_standing("4.1", "out_of_scope");
	expect_standing("4", "unfinished");
}

Test(standing, every_kind_of_leaf_holds_its_principle_back)
{
	set_all("1.2", set_met);
	expect_standing("1.2", "met");
	put_link(w, ENTITY_SUPPORT, 1, "1.2.2.1.3.2", false);
	expect_standing("1.2.2.1.3", "held_back");
	expect_standing("1.2", "held_back");
	expect_standing("1.2.2.1.1", "met");
	set_met("1.2.2.1.3.2");
	put_challenge(w, 1, "1.2.2.1.3.2", 0, "open");
	expect_standing("1.2", "held_back");
	put_challenge(w, 1, "1.2.2.1.3.2", 0, "overruled");
	expect_standing("1.2", "met");
	put_answer(w, "1.2.2.1.3.2", "partly-evidenced", "because");
	expect_standing("1.2", "held_back");
}

/* 1.2.3 is a leaf that the body does not ask for. */
Test(standing, advisory_leaves_never_count)
{
	struct standing st;

	set_all("1.2", set_met);
	expect_standing("1.2.3", "open");
	expect_standing("1.2", "met");
	put_answer(w, "1.2.3", "not-evidenced", NULL);
	expect_standing("1.2.3", "not_evidenced");
	expect_standing("1.2", "met");
	standing_compute(&st, w);
	cr_expect(eq(int, st.counts[node("1.2.3")].asked, 0));
	cr_expect(eq(int, st.counts[node("1.2")].asked, 5));
	cr_expect(false == standing_needs(&st, node("1.2.3")));
	standing_release(&st);
}

Test(standing, counts)
{
	struct standing st;

	set_met("4.1.1");
	set_aside("4.1.2");
	put_answer(w, "4.1.3", "evidenced", "because");
	put_gap(w, 1, "open");
	put_link(w, ENTITY_GAP_CLAIM, 1, "4.2.1", true);
	put_gap(w, 2, "closed");
	put_link(w, ENTITY_GAP_CLAIM, 2, "4.2.1", true);
	put(w, ENTITY_SCOPE, "4.3", FIELD_SCOPE_IN, "false");
	settle(w);
	standing_compute(&st, w);
	cr_expect(eq(int, st.counts[node("4")].asked, 6));
	cr_expect(eq(int, st.counts[node("4")].in_scope, 4));
	cr_expect(eq(int, st.counts[node("4")].leaf[LEAF_MET], 1));
	cr_expect(eq(int, st.counts[node("4")].leaf[LEAF_SET_ASIDE], 1));
	cr_expect(eq(int, st.counts[node("4")].leaf[LEAF_ASSERTED], 1));
	cr_expect(eq(int, st.counts[node("4")].leaf[LEAF_OPEN], 1));
	cr_expect(eq(int, st.counts[node("4")].leaf[LEAF_OUT_OF_SCOPE], 2));
	cr_expect(eq(int, st.total.asked, 45));
	cr_expect(eq(int, st.total.in_scope, 43));
	cr_expect(eq(int, st.gaps_outstanding, 1));
	standing_release(&st);
}

/* ---- what follows -------------------------------------------------------------------------------------- */

Test(standing, claimable)
{
	struct standing st;
	int n, *all;

	set_all("4.1", set_met);
	set_all("2.2", set_met);
	set_aside("2.2.1");
	set_all("4.2", set_aside);
	set_all("3", set_met);                                   /* a theme is met, and never claimed */
	set_all("1.1.2", set_met);                               /* so is a claim between */
	settle(w);
	standing_compute(&st, w);
	all = standing_all_claimable(&st, tree, &n);
	cr_assert(eq(int, n, 7));
	cr_expect(all[0] == node("2.2") && all[1] == node("3.1") && all[5] == node("3.5") && all[6] == node("4.1"));
	cr_expect(standing_claimable(&st, node("4.1")) && !standing_claimable(&st, node("4.2")) && !standing_claimable(&st, node("1.1")));
	free(all);
	standing_release(&st);
}

Test(standing, because_and_holds_up)
{
	struct standing st;
	int n, *found;

	set_all("1.2", set_met);
	put_answer(w, "1.2.2.1.3.1", "not-evidenced", NULL);
	put_answer(w, "1.2.1", "to-assess", NULL);
	set_aside("1.2.2.1.2");
	settle(w);
	standing_compute(&st, w);
	found = standing_because(&st, tree, node("1.2"), &n);
	cr_assert(eq(int, n, 2));
	cr_expect(found[0] == node("1.2.1") && found[1] == node("1.2.2.1.3.1"));
	free(found);
	found = standing_because(&st, tree, node("1.2.1"), &n);
	cr_expect(n == 1 && found[0] == node("1.2.1"));
	free(found);
	found = standing_because(&st, tree, node("1.2.3"), &n);
	cr_expect(eq(int, n, 0));
	free(found);
	found = standing_holds_up(tree, node("1.2.2.1.3.1"), &n);
	cr_assert(eq(int, n, 4));
	cr_expect(found[0] == node("1.2.2.1.3") && found[1] == node("1.2.2.1") && found[3] == node("1.2"));
	free(found);
	found = standing_holds_up(tree, node("1.2"), &n);
	cr_expect(eq(int, n, 0));
	free(found);
	cr_expect(standing_needs(&st, node("1.2.1")) && !standing_needs(&st, node("1.2.2.1.2")) && !standing_needs(&st, node("1.2.2.1.1")));
	cr_expect(false == standing_needs(&st, node("1.2")));
	standing_release(&st);
}

static void expect_fitting(enum status s)
{
	settle(w);
	cr_expect(eq(int, (int)standing_fitting_status(w, node("1.1.1")), (int)s));
}

Test(standing, fitting_status)
{
	expect_fitting(STATUS_TO_ASSESS);
	put_gap(w, 1, "open");
	put_link(w, ENTITY_GAP_CLAIM, 1, "1.1.1", true);
	expect_fitting(STATUS_NOT_EVIDENCED);
	put_answer(w, "1.1.1", NULL, "because");
	expect_fitting(STATUS_TO_ASSESS);
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	expect_fitting(STATUS_PARTLY_EVIDENCED);
	put_gap(w, 1, "closed");
	expect_fitting(STATUS_EVIDENCED);
	put_answer(w, "1.1.1", "partly-evidenced", NULL);
	expect_fitting(STATUS_PARTLY_EVIDENCED);                 /* no argument: what it has */
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", false);
	put_link(w, ENTITY_SUPPORT, 2, "1.1.1", true);
	put_answer(w, "1.1.1", "not-applicable", "because");
	expect_fitting(STATUS_NOT_APPLICABLE);                   /* a bare title does not count */
	put_answer(w, "1.1.1", NULL, NULL);
	put_gap(w, 1, "open");
	expect_fitting(STATUS_TO_ASSESS);                        /* a gap, but not nothing else */
}

Test(standing, names)
{
	static const char *const leaf[LEAF_COUNT][3] = {
		{ "met", "●", "*" }, { "partly", "◐", "~" }, { "asserted", "◌", "\"" }, { "challenged", "?", "?" },
		{ "not_evidenced", "✗", "x" }, { "open", "○", "." }, { "set_aside", "–", "-" }, { "out_of_scope", "·", " " },
	};
	static const char *const nodes[5] = { "met", "held_back", "unfinished", "set_aside", "out_of_scope" };
	struct standing st;

	for (int i = 0; i < LEAF_COUNT; i++) {
		expect_text(leaf_standing_key((enum leaf_standing)i), leaf[i][0]);
		expect_text(leaf_standing_glyph((enum leaf_standing)i, false), leaf[i][1]);
		expect_text(leaf_standing_glyph((enum leaf_standing)i, true), leaf[i][2]);
	}
	for (int i = 0; i < 5; i++)
		expect_text(node_standing_key((enum node_standing)i), nodes[i]);
	expect_text(leaf_standing_words(LEAF_NOT_EVIDENCED), "not evidenced");
	expect_text(node_standing_words(NODE_HELD_BACK), "held back");
	standing_compute(&st, w);
	expect_text(standing_glyph(&st, node("1.1.1"), false), "○");
	expect_text(standing_glyph(&st, node("1.1"), true), ".");
	expect_text(standing_words(&st, node("1.1")), "unfinished");
	expect_text(standing_words(&st, node("1.1.1")), "open");
	standing_release(&st);
}

/* ---- sentences ----------------------------------------------------------------------------------------- */

static void says(const char *number, const char *words)
{
	struct standing st;
	struct buf b = {0};

	settle(w);
	standing_compute(&st, w);
	standing_sentence(&b, &st, w, node(number));
	expect_text(buf_str(&b), words);
	buf_release(&b);
	standing_release(&st);
}

Test(sentence, leaves)
{
	says("1.1.1", "open: not assessed yet");
	says("1.2.3", "open: not assessed yet (advisory: the form does not ask for it)");
	put_answer(w, "1.1.1", "not-applicable", NULL);
	says("1.1.1", "open: not applicable needs an argument that says why");
	set_aside("1.1.1");
	says("1.1.1", "set aside: not applicable, for the reason in its argument");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_INHERITED, "true");
	says("1.1.1", "open: carried over from an earlier assessment and not affirmed yet");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_INHERITED, NULL);
	put_answer(w, "1.1.1", "evidenced", "because");
	says("1.1.1", "asserted: evidenced, but no evidence that counts supports it");
	put_link(w, ENTITY_SUPPORT, 2, "1.1.1", true);
	says("1.1.1", "asserted: evidenced, but no evidence that counts supports it "
	    "(1 item linked, but challenged or without a location or detail)");
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	says("1.1.1", "met: evidenced, supported by 1 item");
}

Test(sentence, gaps_and_challenges_are_named)
{
	set_met("1.1.1");
	put_answer(w, "1.1.1", "not-evidenced", NULL);
	put_gap(w, 9, "open");
	put_link(w, ENTITY_GAP_CLAIM, 9, "1.1.2.1", true);
	says("1.1.1", "not evidenced: no outstanding gap says what is missing");
	put_gap(w, 3, "open");
	put_link(w, ENTITY_GAP_CLAIM, 3, "1.1.1", true);
	says("1.1.1", "not evidenced: G3 says what is missing");
	put_gap(w, 5, "in-progress");
	put_link(w, ENTITY_GAP_CLAIM, 5, "1.1.1", true);
	says("1.1.1", "not evidenced: G3, G5 say what is missing");
	put_answer(w, "1.1.1", "evidenced", "because");
	says("1.1.1", "partly: evidenced, but G3, G5 are outstanding");
	put_answer(w, "1.1.1", "partly-evidenced", "because");
	put_gap(w, 5, "closed");
	says("1.1.1", "partly: partly evidenced; G3 is outstanding");
	put_gap(w, 3, "closed");
	says("1.1.1", "partly: partly evidenced");
	put_challenge(w, 4, "1.1.1", 0, "answered");
	put_challenge(w, 5, "1.1.1", 0, "settled");
	put_challenge(w, 6, "1.1.1", 1, "open");
	says("1.1.1", "challenged: C4 is not settled");
	put_challenge(w, 5, "1.1.1", 0, "open");
	says("1.1.1", "challenged: C4, C5 are not settled");
	for (int i = 10; i < 20; i++)
		put_challenge(w, i, "1.1.1", 0, "open");
	says("1.1.1", "challenged: C4, C5, C10, C11, C12, C13 and 6 more are not settled");
}

Test(sentence, principles)
{
	says("1.2", "1.2 cannot be claimed yet: 5 of 5 claims stand in the way");
	set_all("1.2", set_met);
	says("1.2", "1.2 can be claimed");
	set_aside("1.2.1");
	says("1.2", "1.2 is claimable, 1 claim set aside");
	set_aside("1.2.2.1.1");
	says("1.2", "1.2 is claimable, 2 claims set aside");
	put_answer(w, "1.2.2.1.2", "not-evidenced", NULL);
	says("1.2", "1.2 cannot be claimed yet: 1 of 5 claims stands in the way");
	set_all("1.2", set_aside);
	says("1.2", "1.2 cannot be claimed: all its claims are set aside");
	says("4.2", "4.2 cannot be claimed yet: its only claim stands in the way");
	set_aside("4.2.1");
	says("4.2", "4.2 cannot be claimed: its only claim is set aside");
}

Test(sentence, scope)
{
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "reseller");
	says("1.2", "1.2 is out of scope for the role reseller");
	says("1.2.1", "out of scope: principle 1.2 is, for the role reseller");
	says("1", "1 is out of scope with all its principles");
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_IN, "false");
	says("3.1", "3.1 is out of scope by choice, without a reason");
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_REASON, "the store does it");
	says("3.1", "3.1 is out of scope by choice: the store does it");
	says("3.1.1", "out of scope: principle 3.1 is, by choice: the store does it");
}

Test(sentence, between)
{
	says("1.2.2", "1.2.2 is unfinished: 4 of 4 claims are open");
	set_all("1.2.2", set_met);
	says("1.2.2", "1.2.2 is met: 4 of 4 claims met");
	set_aside("1.2.2.1.1");
	says("1.2.2", "1.2.2 is met: 3 of 4 claims met, 1 claim set aside");
	put_answer(w, "1.2.2.1.2", "not-evidenced", NULL);
	says("1.2.2", "1.2.2 is held back: 1 of 4 claims stands in the way");
	put_answer(w, "1.2.2.1.2", "to-assess", NULL);
	says("1.2.2", "1.2.2 is unfinished: 1 of 4 claims is open");
	set_all("1.2.2", set_aside);
	says("1.2.2", "1.2.2 is set aside: all its claims are");
	says("4", "4 is unfinished: 6 of 6 claims are open");
}

static void claim_says(const struct work *x, const char *number, const char *words)
{
	struct standing st;
	struct buf b = {0};

	settle(w);
	standing_compute(&st, x);
	standing_claim_words(&b, &st, x->tree, tree_find(x->tree, number));
	expect_text(buf_str(&b), words);
	buf_release(&b);
	standing_release(&st);
}

Test(sentence, claim_words)
{
	claim_says(w, "4.1", "not yet");
	set_all("4.1", set_met);
	claim_says(w, "4.1", "claimable");
	set_aside("4.1.1");
	set_aside("4.1.2");
	claim_says(w, "4.1", "claimable, 2 claims set aside");
	set_all("4.1", set_aside);
	claim_says(w, "4.1", "set aside");
	put(w, ENTITY_SCOPE, "4.1", FIELD_SCOPE_IN, "false");
	claim_says(w, "4.1", "out of scope");
}

/* What the source remarks on a principle stands beside the claim. */
Test(sentence, claim_words_with_a_remark)
{
	struct draft_tree d = {0};
	struct tree *t;
	struct work *x;
	char id[ID_TEXT], *link = link_id(id_of('E', 1, id), "1.1.1");

	draft_add(&d, "1", NULL);
	draft_add(&d, "1.1", NULL)->remark = "its decomposition is not complete";
	draft_add(&d, "1.1.1", "1.1/1");
	draft_add(&d, "1.2", NULL);                              /* nothing below it */
	t = draft_build(&d);
	x = work_new(t);
	claim_says(x, "1.2", "out of scope");
	put_evidence(x, 1, "one", "here");
	put(x, ENTITY_SUPPORT, link, FIELD_SUPPORT_NOTE, "all");
	claim_says(x, "1.1", "not yet");
	put_answer(x, "1.1.1", "evidenced", "because");
	settle(x);
	claim_says(x, "1.1", "claimable: its decomposition is not complete");
	work_free(x);
	tree_free(t);
	draft_release(&d);
	free(link);
}
