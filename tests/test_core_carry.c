/* core/carry: what a new assessment begins with, and what stays behind with the old one. */
#include "config.h"

#include "core/carry.h"
#include "test_core_past.h"

TestSuite(core_carry);

static struct tree *tree;
static struct past old;
static struct changes changes;
static struct carried count;
static struct work *made;

static void carry_to(const struct tree *t)
{
	struct work *empty = work_new(t);
	struct err err = {0};

	build(&old, tree);
	carry_over(&old, t, &changes, &count);
	made = work_try(empty, &changes, &err);
	cr_assert(made != NULL, "%s", err.text);
	work_free(empty);
}

static void start(void)
{
	tree = apc_tree();
	old = (struct past){0};
	changes = (struct changes){0};
	count = (struct carried){0};
	say_everything(&old);
}

static void end(void)
{
	work_free(made);
	changes_release(&changes);
	buf_release(&count.left);
	past_release(&old);
	tree_free(tree);
}

static const struct answer *answer(const char *id) { return &made->answer[tree_find(made->tree, id)]; }

Test(core_carry, answers_are_inherited)
{
	start();
	carry_to(tree);
	cr_expect(eq(int, count.answers, 4));
	cr_expect(answer(LEAF)->inherited && answer(LEAF)->has_argument);
	cr_expect(eq(int, answer(LEAF)->status, STATUS_EVIDENCED));
	cr_expect(answer(REVIEWED_LEAF)->inherited, "again, once a claim");
	cr_expect(not(answer(OTHER_LEAF)->inherited), "nothing was said of it");
	end();
}

Test(core_carry, evidence_links_and_outstanding_gaps_come)
{
	start();
	say_challenge(&old, other_id(6), "2", LEAF, "settled");
	carry_to(tree);
	cr_expect(eq(int, count.evidence, 2));
	cr_expect(eq(int, made->n_evidence, 2));
	cr_expect(eq(int, count.links, 2));
	cr_expect(eq(int, made->n_support, 2));
	cr_expect(eq(int, made->n_gap, 1), "the closed one stays behind");
	cr_expect(eq(int, made->gap[0].n_claims, 1));
	cr_expect(eq(int, made->n_challenge, 1), "the settled one stays behind");
	cr_expect(eq(int, made->n_waiver, 1));
	end();
}

Test(core_carry, ids_and_references_stay)
{
	start();
	carry_to(tree);
	cr_expect(eq(int, made->evidence[0].ref, 1));
	cr_expect(eq(str, made->evidence[0].id, (char *)(uintptr_t)evidence_id(E_HANDBOOK)));
	end();
}

Test(core_carry, the_old_ones_days_and_marks_stay_behind)
{
	start();
	say(&old, ENTITY_APPROVAL, other_id(4), FIELD_APPROVAL_PRINCIPLE, "1.1");
	carry_to(tree);
	cr_expect(eq(str, made->assessment.product, "Portal"));
	cr_expect(eq(int, made->assessment.assessed, DATE_NONE));
	cr_expect(eq(int, made->assessment.next_review, DATE_NONE));
	cr_expect(eq(int, made->n_approval, 0));
	cr_expect(eq(int, made->n_baseline, 0));
	cr_expect(not(made->read[tree_find(tree, "1.1")].read));
	end();
}

Test(core_carry, what_was_removed_does_not_come_back)
{
	start();
	say(&old, ENTITY_EVIDENCE, evidence_id(E_HANDBOOK), FIELD_EVIDENCE_REMOVED, "true");
	say_link(&old, ENTITY_GAP_CLAIM, gap_id(1), OTHER_LEAF, FIELD_GAP_CLAIM_REMOVED, "true");
	carry_to(tree);
	cr_expect(eq(int, made->n_evidence, 1));
	cr_expect(eq(int, made->n_support, 1));
	cr_expect(eq(int, made->gap[0].n_claims, 0));
	end();
}

/* A catalogue without one of the claims: what is said of it is told, and left. */
Test(core_carry, claims_that_are_no_more_are_named)
{
	static const char *const themes[APC_THEMES] = { "1", "2", "3", "4" };
	struct draft_tree d = {0};
	struct tree *other;

	for (int i = 0; i < APC_THEMES; i++)
		draft_add(&d, themes[i], NULL);
	for (int i = 0; i < APC_NUMBERS; i++)
		if (strcmp(apc_ids[i].id, LEAF) != 0 && strcmp(apc_ids[i].id, OTHER_LEAF) != 0)
			draft_add(&d, apc_ids[i].id, apc_ids[i].asked_as);
	draft_roles(&d);
	other = draft_build(&d);
	draft_release(&d);
	start();
	carry_to(other);
	cr_expect(eq(int, count.answers, 3));
	cr_expect(eq(int, count.links, 1));
	cr_expect(eq(int, made->n_challenge, 0));
	cr_expect(strstr(buf_str(&count.left), "1.1/1") != NULL, "\"%s\"", buf_str(&count.left));
	cr_expect(strstr(buf_str(&count.left), "1.2/1") != NULL, "\"%s\"", buf_str(&count.left));
	end();
	tree_free(other);
}
