/* The Gaps view on a canvas: groups, the order, filters, states, the ticket; golden texts. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "workbench.h"


/* Beside the two of the example: overdue, without a date, accepted, closed, out of scope. */
static void add_gap(const struct tree *t, struct changes *c, const char *text, const char *const *claims, const char *const *fields)
{
	static const enum field field[] = { FIELD_ACTION, FIELD_GAP_OWNER, FIELD_DUE, FIELD_PRIORITY, FIELD_GAP_STATE };
	char id[ID_TEXT];

	changes_new(c, ENTITY_GAP, id);
	changes_set(c, ENTITY_GAP, id, 0, FIELD_GAP, text);
	for (int i = 0; i < 5; i++)
		if (fields[i] != NULL)
			changes_set(c, ENTITY_GAP, id, 0, field[i], fields[i]);
	for (; *claims != NULL; claims++) {
		struct err err = {0};
		int leaf;
		char *link;

		cr_assert(tree_read_leaf(t, *claims, &leaf, &err), "%s", err.text);
		link = link_id(id, t->node[leaf].id);
		changes_set(c, ENTITY_GAP_CLAIM, link, 0, FIELD_GAP_CLAIM_REMOVED, NULL);
		free(link);
	}
}

#define LIST(...) (const char *const[]){ __VA_ARGS__, NULL }

static void add_gaps(const struct tree *t, struct changes *c)
{
	add_gap(t, c, "Suppliers are not yet reviewed", LIST("1.2/3"), LIST("Ask each of them once a year.", "Sam", "2026-11-09", "high", NULL));
	add_gap(t, c, "Fuzzing of the parser", LIST("1.3/1"), LIST(NULL, NULL, NULL, NULL, NULL));
	add_gap(t, c, "Old devices get no updates\nsince their makers stopped them", LIST("3.3/1"),
	    LIST("They are used by three customers, who know it and have agreed in writing.", "Kim", NULL, "low", "accepted"));
	add_gap(t, c, "No plan for incidents", LIST("3.2/1"), LIST("Write one.", "Kim", "2026-06-01", "medium", "closed"));
	add_gap(t, c, "A principle that is not ours", LIST("1.4/1"), LIST(NULL, "Sam", "2026-01-01", "high", NULL));
	changes_set(c, ENTITY_SCOPE, "1.4", 0, FIELD_SCOPE_IN, "false");
	changes_set(c, ENTITY_SCOPE, "1.4", 0, FIELD_SCOPE_REASON, "not ours");
}

/* ---- the screen --------------------------------------------------------------------------------------- */

static void set_up(void)
{
	workbench_begin();
	example_workspace_with(add_gaps);
}

TestSuite(gaps_view, .init = set_up, .fini = workbench_end, .timeout = 30);

Test(gaps_view, list) { expect_screen(24, 80, false, "4", "gaps-groups-80x24.txt"); }
Test(gaps_view, wide) { expect_screen(60, 200, false, "4", "gaps-groups-200x60.txt"); }
Test(gaps_view, small) { expect_screen(12, 40, false, "4", "gaps-groups-40x12.txt"); }
Test(gaps_view, small_gap) { expect_screen(12, 40, false, "4 Enter", "gaps-gap-40x12.txt"); }
Test(gaps_view, ascii) { expect_screen(24, 80, true, "4", "gaps-groups-ascii.txt"); }
Test(gaps_view, choosing) { expect_screen(24, 80, false, "4 f", "gaps-filter-80x24.txt"); }
Test(gaps_view, states) { expect_screen(24, 80, false, "4 s", "gaps-state-80x24.txt"); }
Test(gaps_view, removing) { expect_screen(24, 80, false, "4 j D", "gaps-remove-80x24.txt"); }

/* ---- filters: each adds to the others, and is said with its counts ------------------------------------------ */

Test(gaps_view, filters_add_up_and_are_said)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "4 f S a m Enter");
	expect_in(&s, "Gaps 2 of 7: Sam");
	expect_in(&s, "G3");
	expect_not_in(&s, "G1 ");
	press(&s, "f o v e r d u e Enter");
	expect_in(&s, "Gaps 1 of 7: Sam, overdue");
	press(&s, "f S a m Enter");
	expect_in(&s, "Gaps 1 of 7: overdue");
	press(&s, "f a l l Space g Enter");
	expect_in(&s, "G7");
	expect_not_in(&s, " of 7");
	workbench_close(&s);
}

Test(gaps_view, filters_by_place_state_date_and_nobody)
{
	static const struct { const char *keys, *title; } each[] = {
		{ "f 1 . 3 Enter", "1 of 7: 1.3" }, { "f n o t h i n g Enter", "1 of 7: nothing planned" },
		{ "f n o Space d a t e Enter", "1 of 7: no date" }, { "f n o Space o w n e r Enter", "1 of 7: no owner" },
		{ "f 9 0 Enter", "1 of 7: due in 90 days" },
	};

	for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
		struct workbench s;

		workbench_open(&s, 24, 80, false);
		press(&s, "4");
		press(&s, each[i].keys);
		expect_in(&s, each[i].title);
		workbench_close(&s);
	}
}

/* Whoever comes from elsewhere sees the gap, whatever was filtered before. */
Test(gaps_view, a_jump_is_not_filtered_away)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "4 f S a m Enter / G 1 Enter");
	expect_not_in(&s, " of 7");
	expect_in(&s, "─G1 ");
	workbench_close(&s);
}

/* ---- states ---------------------------------------------------------------------------------------------- */

static const struct gap *gap_of(struct workbench *s, int ref)
{
	int g = work_find_gap_ref(s->ui.work, ref);

	cr_assert(g >= 0);
	return &s->ui.work->gap[g];
}

static enum status status_of(struct workbench *s, const char *node)
{
	return s->ui.work->answer[tree_find(s->ui.work->tree, node)].status;
}

/* The claim says partly evidenced as long as its gap is there, and evidenced when it is closed: one save, one undo. */
Test(gaps_view, closing_offers_the_status_that_fits)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "1 / 1 . 2 / 3 Enter s P a r t l y Enter 4 g");
	cr_assert(status_of(&s, "1.2.2.1.2") == STATUS_PARTLY_EVIDENCED);
	press(&s, "s Enter");
	expect_in(&s, "Closing G3: what do its claims say now?");
	expect_in(&s, "partly evidenced, now evidenced");
	cr_expect(gap_of(&s, 3)->state == GAP_OPEN, "nothing is saved before the answer");
	press(&s, "Esc");
	cr_expect(gap_of(&s, 3)->state == GAP_OPEN);
	expect_in(&s, "Not closed");
	press(&s, "s Enter Enter");
	cr_expect(gap_of(&s, 3)->state == GAP_CLOSED);
	cr_expect(status_of(&s, "1.2.2.1.2") == STATUS_EVIDENCED);
	expect_in(&s, "G3 closed: 1.2/3 met");
	press(&s, "u");
	cr_expect(gap_of(&s, 3)->state == GAP_OPEN);
	cr_expect(status_of(&s, "1.2.2.1.2") == STATUS_PARTLY_EVIDENCED);
	workbench_close(&s);
}

Test(gaps_view, what_is_not_marked_keeps_its_status)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "1 / 1 . 2 / 3 Enter s P a r t l y Enter 4 g s Enter Space Enter");
	cr_expect(gap_of(&s, 3)->state == GAP_CLOSED);
	cr_expect(status_of(&s, "1.2.2.1.2") == STATUS_PARTLY_EVIDENCED);
	workbench_close(&s);
}

Test(gaps_view, started_closed_and_opened_again_is_remembered)
{
	struct workbench s;

	workbench_open(&s, 40, 120, false);
	press(&s, "4 s p r o g r e s s Enter");
	cr_expect(gap_of(&s, 3)->state == GAP_IN_PROGRESS);
	press(&s, "s Enter");
	if (gap_of(&s, 3)->state != GAP_CLOSED)
		press(&s, "Enter");
	cr_expect(gap_of(&s, 3)->state == GAP_CLOSED);
	press(&s, "/ G 3 Enter s Enter");
	cr_expect(gap_of(&s, 3)->state == GAP_OPEN);
	expect_in(&s, "begun 20");
	expect_in(&s, "opened");
	expect_in(&s, "by Sam");
	workbench_close(&s);
}

/* Nothing planned: the reason is asked for, and saved with the state. Without one nothing changes. */
Test(gaps_view, accepting_asks_why)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "4 / G 4 Enter s n o t h i n g Enter");
	expect_in(&s, "G4: nothing is planned, because");
	press(&s, "Esc");
	cr_expect(gap_of(&s, 4)->state == GAP_OPEN);
	expect_in(&s, "G4 stays as it was: no reason was written");
	press(&s, "s n o t h i n g Enter d e a r Esc");
	cr_expect(gap_of(&s, 4)->state == GAP_ACCEPTED);
	cr_expect(gap_of(&s, 4)->has_action);
	press(&s, "u");
	cr_expect(gap_of(&s, 4)->state == GAP_OPEN);
	cr_expect(false == gap_of(&s, 4)->has_action);
	workbench_close(&s);
}

/* A plan that stands there already is the reason only if one says so. */
Test(gaps_view, what_stood_there_is_asked_about)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "4 g s n o t h i n g Enter Esc");
	expect_in(&s, "Is this the reason why nothing is planned?");
	press(&s, "Esc");
	cr_expect(gap_of(&s, 3)->state == GAP_OPEN);
	press(&s, "s n o t h i n g Enter Esc y");
	cr_expect(gap_of(&s, 3)->state == GAP_ACCEPTED);
	workbench_close(&s);
}

/* ---- to its claims and back -------------------------------------------------------------------------------- */

Test(gaps_view, a_claim_and_back)
{
	struct workbench s;
	struct target t;

	workbench_open(&s, 24, 80, false);
	press(&s, "4 g Enter j j j j Enter");
	cr_expect(eq(int, s.ui.current, VIEW_CLAIMS));
	cr_assert(ui_subject(&s.ui, &t));
	cr_expect(strcmp(t.id, "1.2.2.1.2") == 0, "%s", t.id);
	press(&s, "Esc");
	cr_expect(eq(int, s.ui.current, VIEW_GAPS));
	cr_assert(ui_subject(&s.ui, &t));
	cr_expect(strcmp(t.id, gap_of(&s, 3)->id) == 0);
	workbench_close(&s);
}
