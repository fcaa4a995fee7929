/* core/affirm: when things are due again, at the ends of months and of cycles; and what affirming changes. */
#include "config.h"

#include "core/affirm.h"
#include "test_core_past.h"

TestSuite(core_affirm);

static date day(const char *text)
{
	date d = DATE_NONE;

	cr_assert(text == NULL || date_parse(text, &d), "%s", text);
	return d;
}

static void expect_day(date got, const char *must)
{
	char text[DATE_TEXT];

	date_print(got, text);
	cr_expect(got == day(must), "%s, not %s", got == DATE_NONE ? "none" : text, must != NULL ? must : "none");
}

/* ---- after the cycle --------------------------------------------------------------------------------- */

static void expect_cycle(int cycle, const char *today, const char *must)
{
	struct assessment a = { .review_cycle = cycle, .assessed = DATE_NONE, .next_review = DATE_NONE };
	struct evidence e = { .collected = DATE_NONE, .affirmed = DATE_NONE, .review_by = DATE_NONE };

	expect_day(affirm_next_by(&a, &e, day(today)), must);
}

Test(core_affirm, cycles_end_with_the_month)
{
	expect_cycle(CYCLE_MONTHLY, "2026-11-21", "2026-12-21");
	expect_cycle(CYCLE_MONTHLY, "2027-01-31", "2027-02-28");
	expect_cycle(CYCLE_MONTHLY, "2028-01-31", "2028-02-29");
	expect_cycle(CYCLE_MONTHLY, "2026-12-31", "2027-01-31");
	expect_cycle(CYCLE_QUARTERLY, "2026-11-30", "2027-02-28");
	expect_cycle(CYCLE_QUARTERLY, "2026-10-31", "2027-01-31");
	expect_cycle(CYCLE_HALF_YEARLY, "2026-08-31", "2027-02-28");
	expect_cycle(CYCLE_HALF_YEARLY, "2026-12-31", "2027-06-30");
	expect_cycle(CYCLE_YEARLY, "2028-02-29", "2029-02-28");
	expect_cycle(CYCLE_YEARLY, "2027-02-28", "2028-02-28");
	expect_cycle(-1, "2026-11-21", NULL);
}

/* ---- without a cycle: as long as before ---------------------------------------------------------------- */

static void expect_as_before(const char *collected, const char *affirmed, const char *review_by, const char *today, const char *must)
{
	struct assessment a = { .review_cycle = -1, .next_review = DATE_NONE };
	struct evidence e = { .collected = day(collected), .affirmed = day(affirmed), .review_by = day(review_by) };

	expect_day(affirm_next_by(&a, &e, day(today)), must);
}

Test(core_affirm, as_long_as_it_was_valid)
{
	expect_as_before("2026-01-01", NULL, "2026-07-01", "2026-11-21", "2027-05-21");
	expect_as_before("2025-01-01", "2026-01-01", "2026-01-31", "2026-11-21", "2026-12-21");
	expect_as_before("2026-01-01", NULL, "2026-01-02", "2026-12-31", "2027-01-01");
}

Test(core_affirm, nothing_says_when)
{
	expect_as_before(NULL, NULL, "2026-07-01", "2026-11-21", NULL);
	expect_as_before("2026-01-01", NULL, NULL, "2026-11-21", NULL);
	expect_as_before("2026-07-01", NULL, "2026-07-01", "2026-11-21", NULL);
	expect_as_before("2026-01-01", "2026-08-01", "2026-07-01", "2026-11-21", NULL);
}

Test(core_affirm, the_cycle_comes_before_that)
{
	struct assessment a = { .review_cycle = CYCLE_MONTHLY, .next_review = DATE_NONE };
	struct evidence e = { .collected = day("2026-01-01"), .affirmed = DATE_NONE, .review_by = day("2026-07-01") };

	expect_day(affirm_next_by(&a, &e, day("2026-11-21")), "2026-12-21");
}

/* ---- the next review ------------------------------------------------------------------------------------- */

static void expect_review(const char *next, int cycle, const char *today, const char *must)
{
	struct assessment a = { .review_cycle = cycle, .next_review = day(next) };

	expect_day(affirm_next_review(&a, day(today)), must);
}

Test(core_affirm, the_next_review)
{
	expect_review("2027-05-20", CYCLE_MONTHLY, "2026-11-21", "2027-05-20");
	expect_review("2026-11-21", CYCLE_MONTHLY, "2026-11-21", "2026-11-21");
	expect_review("2026-11-20", CYCLE_MONTHLY, "2026-11-21", "2026-12-21");
	expect_review(NULL, CYCLE_QUARTERLY, "2026-11-30", "2027-02-28");
	expect_review(NULL, -1, "2026-11-21", "2026-11-21");
}

Test(core_affirm, an_item_is_due_on_its_day)
{
	struct evidence e = { .review_by = day("2026-12-01") };

	cr_expect(affirm_item_due(&e, day("2026-12-01")));
	cr_expect(affirm_item_due(&e, day("2027-01-01")));
	cr_expect(not(affirm_item_due(&e, day("2026-11-30"))));
	e.review_by = DATE_NONE;
	cr_expect(not(affirm_item_due(&e, day("2027-01-01"))));
}

/* ---- answers ----------------------------------------------------------------------------------------------- */

Test(core_affirm, an_inherited_answer_in_scope_is_due_until_it_is_affirmed)
{
	struct tree *t = apc_tree();
	struct past p = {0};
	struct changes c = {0};
	struct err err = {0};
	struct work *made;
	int leaf = tree_find(t, REVIEWED_LEAF), out = tree_find(t, "4.3.1");

	say_everything(&p);
	say(&p, ENTITY_ANSWER, "4.3.1", FIELD_INHERITED, "true");
	build(&p, t);
	cr_expect(affirm_leaf_due(p.work, leaf));
	cr_expect(not(affirm_leaf_due(p.work, tree_find(t, LEAF))), "it was not carried over");
	cr_expect(not(affirm_leaf_due(p.work, out)), "4.3 is out of scope");
	cr_expect(not(affirm_leaf_due(p.work, tree_find(t, "1.1"))));
	affirm_leaf(&c, p.work, leaf);
	cr_expect(eq(sz, c.n, 1));
	made = work_try(p.work, &c, &err);
	cr_assert(made != NULL, "%s", err.text);
	cr_expect(not(affirm_leaf_due(made, leaf)));
	cr_expect(eq(int, made->answer[leaf].status, STATUS_EVIDENCED));
	changes_release(&c);
	work_free(made);
	past_release(&p);
	tree_free(t);
}

Test(core_affirm, an_item_gets_its_days)
{
	struct evidence e = { .id = (char[]){ "x" }, .revision = 3, .review_by = day("2026-07-01") };
	struct changes c = {0};

	affirm_item(&c, &e, day("2026-11-21"), DATE_NONE);
	cr_assert(eq(sz, c.n, 1));
	cr_expect(c.item[0].field == FIELD_AFFIRMED && strcmp(c.item[0].value, "2026-11-21") == 0 && c.item[0].base == 3);
	affirm_item(&c, &e, day("2026-11-21"), day("2027-11-21"));
	cr_assert(eq(sz, c.n, 3));
	cr_expect(c.item[2].field == FIELD_REVIEW_BY && strcmp(c.item[2].value, "2027-11-21") == 0 && c.item[2].base == 3);
	changes_release(&c);
}
