/* Challenges: who may do what in which state, and what is left of one whose item was removed. */
#include "config.h"

#include "core/challenge.h"
#include "test_core_support.h"

static struct tree *t;
static struct work *w;

static void set_up(void)
{
	t = apc_tree();
	w = work_new(t);
}

static void tear_down(void)
{
	work_free(w);
	tree_free(t);
}

TestSuite(challenge, .init = set_up, .fini = tear_down);

static void raised(const char *by, const char *state)
{
	char id[ID_TEXT];

	put_challenge(w, 4, "1.2.1", 0, state);
	put(w, ENTITY_CHALLENGE, id_of('C', 4, id), FIELD_CHALLENGE_BY, by);
	settle(w);
}

static void owners(const char *assessment, const char *claim)
{
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_OWNER, assessment);
	put(w, ENTITY_ANSWER, "1.2.1", FIELD_ANSWER_OWNER, claim);
	settle(w);
}

/* Kim raised it, Sam owns the assessment, Lee the claim, Pat is anybody. */
Test(challenge, who_may_do_what_in_which_state)
{
	static const struct {
		enum challenge_act act;
		const char *state, *who, *why;          /* why NULL: allowed */
	} rows[] = {
		{ CHALLENGE_ANSWER, "open", "Pat", NULL },
		{ CHALLENGE_ANSWER, "open", "Kim", NULL },
		{ CHALLENGE_ANSWER, "answered", "Sam", NULL },
		{ CHALLENGE_ANSWER, "settled", "Sam", "C4 is settled, and cannot be answered; Kim can open it again" },
		{ CHALLENGE_ANSWER, "overruled", "Sam", "C4 is overruled, and cannot be answered; Kim can open it again" },
		{ CHALLENGE_SETTLE, "open", "Kim", NULL },
		{ CHALLENGE_SETTLE, "answered", "Kim", NULL },
		{ CHALLENGE_SETTLE, "answered", "Sam", "C4 can only be settled by Kim, who raised it" },
		{ CHALLENGE_SETTLE, "answered", "kim", "C4 can only be settled by Kim, who raised it" },
		{ CHALLENGE_SETTLE, "answered", "Kim ", "C4 can only be settled by Kim, who raised it" },
		{ CHALLENGE_SETTLE, "settled", "Kim", "C4 is settled, and cannot be settled; Kim can open it again" },
		{ CHALLENGE_OVERRULE, "open", "Sam", NULL },
		{ CHALLENGE_OVERRULE, "answered", "Lee", NULL },
		{ CHALLENGE_OVERRULE, "open", "Pat", "only Sam, who owns the assessment, or Lee, who owns the claim, can overrule C4" },
		{ CHALLENGE_OVERRULE, "open", "Kim", "only Sam, who owns the assessment, or Lee, who owns the claim, can overrule C4" },
		{ CHALLENGE_OVERRULE, "overruled", "Sam", "C4 is overruled, and cannot be overruled; Kim can open it again" },
		{ CHALLENGE_REOPEN, "settled", "Kim", NULL },
		{ CHALLENGE_REOPEN, "overruled", "Kim", NULL },
		{ CHALLENGE_REOPEN, "answered", "Kim", NULL },
		{ CHALLENGE_REOPEN, "open", "Kim", "C4 is open already" },
		{ CHALLENGE_REOPEN, "overruled", "Sam", "C4 can only be opened again by Kim, who raised it" },
		{ CHALLENGE_EDIT, "open", "Kim", NULL },
		{ CHALLENGE_EDIT, "open", "Sam", "C4 can only be worded anew by Kim, who raised it" },
		{ CHALLENGE_EDIT, "answered", "Kim", "C4 is answered, and can only be worded anew while it is open; Kim can open it again" },
		{ CHALLENGE_REMOVE, "open", "Kim", NULL },
		{ CHALLENGE_REMOVE, "open", "Sam", "C4 can only be removed by Kim, who raised it" },
		{ CHALLENGE_REMOVE, "settled", "Kim", "C4 is settled, and cannot be removed; Kim can open it again" },
	};

	owners("Sam", "Lee");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err = {0};

		raised("Kim", rows[i].state);
		bool ok = challenge_may(w, &w->challenge[0], rows[i].act, rows[i].who, &err);
		cr_expect(ok == (rows[i].why == NULL), "row %zu", i);
		if (!ok)
			expect_text(err.text, rows[i].why != NULL ? rows[i].why : "");
	}
}

Test(challenge, who_overrules_where_owners_are_named_or_not)
{
	static const struct {
		const char *assessment, *claim, *who;
		bool may;
	} rows[] = {
		{ "Sam", NULL, "Sam", true }, { "Sam", NULL, "Pat", false }, { NULL, "Lee", "Lee", true }, { NULL, "Lee", "Sam", false },
		{ NULL, NULL, "Pat", true }, { NULL, NULL, "Kim", false }, { "Kim", NULL, "Kim", true },
	};
	struct err err = {0};

	raised("Kim", "open");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		owners(rows[i].assessment, rows[i].claim);
		cr_expect(challenge_may(w, &w->challenge[0], CHALLENGE_OVERRULE, rows[i].who, &err) == rows[i].may, "row %zu", i);
	}
	owners(NULL, NULL);
	cr_expect(false == challenge_may(w, &w->challenge[0], CHALLENGE_OVERRULE, "Kim", &err));
	expect_text(err.text, "C4 was raised by Kim, who can settle it; somebody else has to overrule it");
	owners(NULL, "Lee");
	cr_expect(false == challenge_may(w, &w->challenge[0], CHALLENGE_OVERRULE, "Kim", &err));
	expect_text(err.text, "only Lee, who owns the claim, can overrule C4");
}

Test(challenge, anybody_settles_what_nobody_is_named_for)
{
	struct err err = {0};

	raised(NULL, "open");
	cr_expect(challenge_may(w, &w->challenge[0], CHALLENGE_SETTLE, "Pat", &err));
	cr_expect(challenge_may(w, &w->challenge[0], CHALLENGE_OVERRULE, "Pat", &err));
	raised(NULL, "settled");
	cr_expect(false == challenge_may(w, &w->challenge[0], CHALLENGE_ANSWER, "Pat", &err));
	expect_text(err.text, "C4 is settled, and cannot be answered; anybody can open it again");
}

static const char *place(const struct challenge *c, struct buf *b)
{
	buf_clear(b);
	challenge_place(w, c, b);
	return buf_str(b);
}

/* On the item, on the item unlinked, on the item removed: never on the claim itself. */
Test(challenge, stays_on_an_item_that_was_removed)
{
	char id[ID_TEXT];
	struct buf b = {0};

	put_evidence(w, 7, "Scanner", "CI");
	put_link(w, ENTITY_SUPPORT, 7, "1.2.1", true);
	put_answer(w, "1.2.1", "evidenced", "because");
	put_challenge(w, 4, "1.2.1", 7, "open");
	settle(w);
	expect_text(place(&w->challenge[0], &b), "E7 for 1.2/1");
	cr_expect(challenge_weighs(w, &w->challenge[0]));
	expect_text(standing_of(w, "1.2.1"), "asserted");

	put_link(w, ENTITY_SUPPORT, 7, "1.2.1", false);
	settle(w);
	expect_text(place(&w->challenge[0], &b), "E7, no longer linked, for 1.2/1");
	cr_expect(false == challenge_weighs(w, &w->challenge[0]) && challenge_waits(&w->challenge[0]));

	put(w, ENTITY_EVIDENCE, id_of('E', 7, id), FIELD_EVIDENCE_REMOVED, "true");
	settle(w);
	cr_expect(w->challenge[0].evidence == -1 && w->challenge[0].evidence_ref == 7);
	expect_text(place(&w->challenge[0], &b), "E7, removed, for 1.2/1");
	cr_expect(false == work_claim_challenged(w, tree_find(t, "1.2.1")));
	cr_expect(eq(int, challenge_waiting(w), 1));
	expect_text(work_removed_evidence(w, 7), id);
	cr_expect(work_removed_evidence(w, 8) == NULL);
	buf_release(&b);
}

static void put_state(enum challenge_act act)
{
	struct changes ch = {0};
	struct err err = {0};

	challenge_put_state(&ch, &w->challenge[0], act);
	cr_assert(work_apply(w, &ch, &err), "%s", err.text);
	changes_release(&ch);
}

Test(challenge, the_standing_follows_every_step)
{
	put_evidence(w, 1, "Scanner", "CI");
	put_link(w, ENTITY_SUPPORT, 1, "1.2.1", true);
	put_answer(w, "1.2.1", "evidenced", "because");
	raised("Kim", "open");
	expect_text(standing_of(w, "1.2.1"), "challenged");
	put_state(CHALLENGE_ANSWER);
	expect_text(standing_of(w, "1.2.1"), "challenged");
	put_state(CHALLENGE_OVERRULE);
	expect_text(standing_of(w, "1.2.1"), "met");
	put_state(CHALLENGE_REOPEN);
	expect_text(standing_of(w, "1.2.1"), "challenged");
	put_state(CHALLENGE_SETTLE);
	expect_text(standing_of(w, "1.2.1"), "met");
	put_state(CHALLENGE_REOPEN);
	put_state(CHALLENGE_REMOVE);
	cr_expect(w->n_challenge == 0);
	expect_text(standing_of(w, "1.2.1"), "met");
}

Test(challenge, is_neither_emptied_nor_overruled_without_a_reason)
{
	struct changes ch = {0};
	struct err err = {0};
	char id[ID_TEXT];

	raised("Kim", "open");
	id_of('C', 4, id);
	changes_set(&ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, NULL);
	cr_expect(false == challenge_check(w, &ch, &err));
	expect_text(err.text, "a challenge is not emptied: one raised by mistake is removed");
	changes_release(&ch);
	changes_set(&ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_STATE, "overruled");
	cr_expect(false == challenge_check(w, &ch, &err));
	expect_text(err.text, "a challenge is overruled with a reason, which stays with it");
	changes_set(&ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_REASON, "Because.");
	cr_expect(challenge_check(w, &ch, &err));
	changes_release(&ch);
	changes_set(&ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_ANSWER, NULL);
	cr_expect(challenge_check(w, &ch, &err));
	put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_ANSWER, "So.");
	settle(w);
	cr_expect(false == challenge_check(w, &ch, &err));
	expect_text(err.text, "an answer is not emptied: another may replace it");
	changes_release(&ch);
	put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_REASON, "An earlier one.");
	settle(w);
	changes_set(&ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_STATE, "overruled");
	cr_expect(challenge_check(w, &ch, &err));
	changes_release(&ch);
}

Test(challenge, raising_names_claim_item_and_person)
{
	struct changes ch = {0};
	char id[ID_TEXT], item[ID_TEXT];
	struct err err = {0};
	struct buf b = {0};

	put_evidence(w, 7, "Scanner", "CI");
	settle(w);
	changes_new(&ch, ENTITY_CHALLENGE, id);
	challenge_raise(&ch, w, id, tree_find(t, "1.2.1"), id_of('E', 7, item), "Kim");
	changes_set(&ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, "The scanner was off.");
	cr_assert(work_apply(w, &ch, &err), "%s", err.text);
	cr_assert(w->n_challenge == 1);
	expect_text(w->challenge[0].by, "Kim");
	cr_expect(w->challenge[0].evidence == 0 && w->challenge[0].state == CHALLENGE_OPEN);
	challenge_name(&w->challenge[0], &b);
	expect_text(buf_str(&b), "a new challenge");
	buf_clear(&b);
	challenge_reopened(&b, "The scanner was off.", "It still is.");
	expect_text(buf_str(&b), "The scanner was off.\n\nOpened again: It still is.");
	changes_release(&ch);
	buf_release(&b);
}
