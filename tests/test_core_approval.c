/* core/approval: what an approval is of, and what makes it lapse. */
#include "config.h"

#include "core/approval.h"
#include "test_core_past.h"

TestSuite(core_approval);

/* The hash of a principle, everything being said and then `act` done. */
static void hash_after(void (*act)(struct past *p), const char *principle, char out[HASH_TEXT])
{
	struct tree *t = apc_tree();
	struct past p = {0};
	struct err err = {0};

	say_everything(&p);
	if (act != NULL)
		act(&p);
	build(&p, t);
	cr_assert(approval_hash(p.work, &p.reader, tree_find(t, principle), out, &err), "%s", err.text);
	past_release(&p);
	tree_free(t);
}

static bool lapses(void (*act)(struct past *p), const char *principle)
{
	char before[HASH_TEXT], after[HASH_TEXT];

	hash_after(NULL, principle, before);
	hash_after(act, principle, after);
	return strcmp(before, after) != 0;
}

static void status(struct past *p) { say(p, ENTITY_ANSWER, LEAF, FIELD_STATUS, "partly-evidenced"); }
static void argument(struct past *p) { say(p, ENTITY_ANSWER, LEAF, FIELD_ARGUMENT, "The handbook says so!"); }
static void note(struct past *p) { say(p, ENTITY_ANSWER, LEAF, FIELD_ANSWER_NOTE, "ask Kim"); }
static void detail(struct past *p) { say(p, ENTITY_EVIDENCE, evidence_id(E_HANDBOOK), FIELD_DETAIL, "All of it."); }
static void link_note(struct past *p) { say_link(p, ENTITY_SUPPORT, evidence_id(E_HANDBOOK), LEAF, FIELD_SUPPORT_NOTE, "page 4"); }
static void linked(struct past *p) { say_link(p, ENTITY_SUPPORT, evidence_id(E_SCAN), LEAF, FIELD_SUPPORT_NOTE, NULL); }
static void unlinked(struct past *p) { say_link(p, ENTITY_SUPPORT, evidence_id(E_HANDBOOK), LEAF, FIELD_SUPPORT_REMOVED, "true"); }
static void removed(struct past *p) { say(p, ENTITY_EVIDENCE, evidence_id(E_HANDBOOK), FIELD_EVIDENCE_REMOVED, "true"); }
static void out_of_scope(struct past *p) { say(p, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "false"); }
static void in_scope(struct past *p) { say(p, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "true"); }
static void reason(struct past *p) { in_scope(p); say(p, ENTITY_SCOPE, "1.1", FIELD_SCOPE_REASON, "because"); }

static void elsewhere(struct past *p) { say(p, ENTITY_ANSWER, OTHER_LEAF, FIELD_STATUS, "evidenced"); }
static void other_item(struct past *p) { say(p, ENTITY_EVIDENCE, evidence_id(E_SCAN), FIELD_DETAIL, "All of it."); }
static void gap(struct past *p) { say_link(p, ENTITY_GAP_CLAIM, gap_id(1), LEAF, FIELD_GAP_CLAIM_REMOVED, NULL); }
static void baseline(struct past *p) { say(p, ENTITY_BASELINE, other_id(5), FIELD_BASELINE_NAME, "x"); }
static void there_and_back(struct past *p) { status(p); say(p, ENTITY_ANSWER, LEAF, FIELD_STATUS, "evidenced"); }
static void renumbered(struct past *p) { say(p, ENTITY_EVIDENCE, evidence_id(E_HANDBOOK), FIELD_EVIDENCE_REF, "9"); }

Test(core_approval, what_a_person_looks_at_makes_it_lapse)
{
	cr_expect(lapses(status, "1.1"));
	cr_expect(lapses(argument, "1.1"));
	cr_expect(lapses(note, "1.1"));
	cr_expect(lapses(detail, "1.1"));
	cr_expect(lapses(link_note, "1.1"));
	cr_expect(lapses(linked, "1.1"));
	cr_expect(lapses(unlinked, "1.1"));
	cr_expect(lapses(removed, "1.1"));
	cr_expect(lapses(out_of_scope, "1.1"));
}

Test(core_approval, the_reason_for_the_scope_is_looked_at_too)
{
	char without[HASH_TEXT], with[HASH_TEXT];

	hash_after(in_scope, "1.1", without);
	hash_after(reason, "1.1", with);
	cr_expect(strcmp(without, with) != 0);
}

Test(core_approval, other_things_do_not)
{
	cr_expect(not(lapses(elsewhere, "1.1")));
	cr_expect(not(lapses(other_item, "1.1")));
	cr_expect(not(lapses(gap, "1.1")));
	cr_expect(not(lapses(baseline, "1.1")));
	cr_expect(not(lapses(there_and_back, "1.1")));
	cr_expect(not(lapses(renumbered, "1.1")), "an export may give other references");
	cr_expect(lapses(elsewhere, "1.2"));
}

Test(core_approval, principles_have_hashes_of_their_own)
{
	char a[HASH_TEXT], b[HASH_TEXT];

	hash_after(NULL, "2.1", a);
	hash_after(NULL, "2.2", b);
	cr_expect(ne(str, a, b));
}

static void give(struct past *p, int principle, const char *by, struct work **made)
{
	struct changes c = {0};
	struct err err = {0};

	cr_assert(approval_give(&c, p->work, &p->reader, principle, by, NULL, "2026-11-21T10:00:00Z", &err), "%s", err.text);
	*made = work_try(p->work, &c, &err);
	cr_assert(made[0] != NULL, "%s", err.text);
	changes_release(&c);
}

Test(core_approval, given_it_stands_and_withdrawn_it_is_gone)
{
	struct tree *t = apc_tree();
	struct past p = {0};
	struct work *w, *without;
	struct changes c = {0};
	struct err err = {0};
	int principle = tree_find(t, "1.1"), i;
	bool stands;

	say_everything(&p);
	build(&p, t);
	cr_expect(eq(int, approval_of(p.work, principle), -1));
	give(&p, principle, "Helen", &w);
	i = approval_of(w, principle);
	cr_assert(eq(int, i, 0));
	cr_expect(eq(str, w->approval[i].by, "Helen"));
	cr_expect(approval_stands(w, &p.reader, i, &stands, &err) && stands);
	approval_withdraw(&c, w, i);
	without = work_try(w, &c, &err);
	cr_assert(without != NULL, "%s", err.text);
	cr_expect(eq(int, without->n_approval, 0));
	changes_release(&c);
	work_free(without);
	work_free(w);
	past_release(&p);
	tree_free(t);
}

/* What came without a hash, or of a principle that is not there, cannot stand. */
Test(core_approval, of_nothing_stands_for_nothing)
{
	struct tree *t = apc_tree();
	struct past p = {0};
	struct err err = {0};
	bool stands = true;

	say_everything(&p);
	say(&p, ENTITY_APPROVAL, other_id(4), FIELD_APPROVAL_PRINCIPLE, "1.1");
	build(&p, t);
	cr_expect(approval_stands(p.work, &p.reader, 0, &stands, &err));
	cr_expect(not(stands));
	past_release(&p);
	tree_free(t);
}

Test(core_approval, the_newest_counts)
{
	struct tree *t = apc_tree();
	struct past p = {0};

	say_everything(&p);
	for (int i = 4; i < 7; i++) {
		char at[32];

		snprintf(at, sizeof at, "2026-0%d-01T00:00:00Z", i == 5 ? 9 : i - 3);
		say(&p, ENTITY_APPROVAL, other_id(i), FIELD_APPROVAL_PRINCIPLE, "1.1");
		say(&p, ENTITY_APPROVAL, other_id(i), FIELD_APPROVAL_AT, at);
	}
	build(&p, t);
	cr_expect(eq(str, p.work->approval[approval_of(p.work, tree_find(t, "1.1"))].id, (char *)(uintptr_t)other_id(5)));
	past_release(&p);
	tree_free(t);
}
