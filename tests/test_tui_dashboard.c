/* The Dashboard on a canvas: the example, and a workspace with a history of four months, at the sizes and in the characters
 * that must work. UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "core/approval.h"
#include "store/moment.h"
#include "tui/dashboard.h"
#include "workbench.h"

static struct store *st;

TestSuite(dashboard, .init = workbench_begin, .fini = workbench_end, .timeout = 60);

/* ---- a history -------------------------------------------------------------------------------- */

static struct work *load(void)
{
	struct err err = {0};
	struct work *w = NULL;

	cr_assert(store_load(st, &w, &err), "%s", err.text);
	return w;
}

static void save(const char *command, struct changes *c)
{
	struct err err = {0};

	cr_assert(store_save(st, command, c, &err), "%s", err.text);
	changes_release(c);
}

static void set(enum entity e, const char *id, enum field f, const char *value)
{
	struct changes c = {0};
	struct work *w = load();

	changes_set(&c, e, id, work_revision(w, e, id), f, value);
	save("set", &c);
	work_free(w);
}

static void set_status(const char *asked_as, const char *status)
{
	const struct tree *t = store_tree(st);

	set(ENTITY_ANSWER, t->node[tree_find_asked(t, asked_as)].id, FIELD_STATUS, status);
}

static void set_evidence(int ref, enum field f, const char *value)
{
	struct work *w = load();
	char *id = xstrdup(w->evidence[work_find_evidence_ref(w, ref)].id);

	work_free(w);
	set(ENTITY_EVIDENCE, id, f, value);
	free(id);
}

static void add_gap(const char *text, const char *claim, const char *due)
{
	struct changes c = {0};
	const struct tree *t = store_tree(st);
	char id[ID_TEXT], *link;

	changes_new(&c, ENTITY_GAP, id);
	changes_set(&c, ENTITY_GAP, id, 0, FIELD_GAP, text);
	changes_set(&c, ENTITY_GAP, id, 0, FIELD_DUE, due);
	changes_set(&c, ENTITY_GAP, id, 0, FIELD_PRIORITY, "high");
	changes_set(&c, ENTITY_GAP, id, 0, FIELD_GAP_OWNER, "Tom");
	link = link_id(id, t->node[tree_find_asked(t, claim)].id);
	changes_set(&c, ENTITY_GAP_CLAIM, link, 0, FIELD_GAP_CLAIM_REMOVED, NULL);
	save("gap add", &c);
	free(link);
}

static void add_challenge(const char *text, const char *claim)
{
	struct changes c = {0};
	const struct tree *t = store_tree(st);
	char id[ID_TEXT];

	changes_new(&c, ENTITY_CHALLENGE, id);
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, text);
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_BY, "Kim");
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_CLAIM, t->node[tree_find_asked(t, claim)].id);
	save("challenge", &c);
}

static void approve(const char *principle)
{
	struct changes c = {0};
	struct err err = {0};
	struct work *w = load();
	struct reader r = store_reader(st);
	char id[ID_TEXT], hash[HASH_TEXT];

	cr_assert(approval_hash(w, &r, tree_find(w->tree, principle), hash, &err), "%s", err.text);
	changes_new(&c, ENTITY_APPROVAL, id);
	changes_set(&c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_PRINCIPLE, principle);
	changes_set(&c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_BY, "Helen");
	changes_set(&c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_OF, hash);
	save("approve", &c);
	work_free(w);
}

static void name_baseline(const char *name)
{
	struct changes c = {0};
	struct err err = {0};
	struct moment now;
	char id[ID_TEXT];

	cr_assert(store_moment_now(st, &now, &err), "%s", err.text);
	changes_new(&c, ENTITY_BASELINE, id);
	changes_set(&c, ENTITY_BASELINE, id, 0, FIELD_BASELINE_NAME, name);
	changes_set(&c, ENTITY_BASELINE, id, 0, FIELD_BASELINE_AT, now.at);
	changes_set(&c, ENTITY_BASELINE, id, 0, FIELD_BASELINE_HEAD, now.head);
	save("baseline", &c);
}

/* Twelve claims fall back at the beginning and are won again one by one. */
static void make_history(void)
{
	static const char *const claim[] = { "1.1/1", "1.1/4", "1.2/2", "1.2/3", "1.3/1", "1.3/2", "2.1/1", "3.1/1", "3.1/2", "3.2/1", "1.4/1", "1.4/2" };
	enum { CLAIMS = sizeof claim / sizeof claim[0] };
	struct err err = {0};
	char at[32];

	clock_set("2026-08-03T10:00:00Z");
	example_workspace();
	cr_assert(store_open(workbench_path(), STORE_WORKBENCH, "Sam", &st, &err), "%s", err.text);
	for (int i = 0; i < CLAIMS; i++)
		set_status(claim[i], "to-assess");
	for (int i = 0; i < CLAIMS; i++) {
		snprintf(at, sizeof at, "2026-%02d-%02dT10:00:00Z", 8 + (3 + 6 * i) / 28, 1 + (3 + 6 * i) % 28);
		clock_set(at);
		set_status(claim[i], "evidenced");
	}
	clock_set("2026-10-28T10:00:00Z");
	name_baseline("autumn review");
	clock_set("2026-11-10T10:00:00Z");
	add_gap("No restore test of backups", "2.1/1", "2026-11-15");
	add_challenge("Is the checksum verified?", "1.2/2");
	set_evidence(1, FIELD_REVIEW_BY, "2026-11-01");
	set_evidence(2, FIELD_REVIEW_BY, "2026-12-05");
	set_evidence(3, FIELD_REVIEW_BY, "2027-01-20");
	approve("3.1");
	approve("3.2");
	clock_set("2026-11-15T10:00:00Z");
	set_status("1.4/2", "not-applicable");
	set(ENTITY_ANSWER, store_tree(st)->node[tree_find_asked(store_tree(st), "3.2/1")].id, FIELD_ARGUMENT, "Changed since it was approved.");
	set(ENTITY_ANSWER, store_tree(st)->node[tree_find_asked(store_tree(st), "3.5/1")].id, FIELD_INHERITED, "true");
	store_close(st);
	clock_set(NULL);
}

/* ---- the screen --------------------------------------------------------------------------------- */

Test(dashboard, example_80x24) { example_workspace(); expect_screen(24, 80, false, "5", "dashboard-80x24.txt"); }
Test(dashboard, example_40x12) { example_workspace(); expect_screen(12, 40, false, "5", "dashboard-40x12.txt"); }
Test(dashboard, example_120x40) { example_workspace(); expect_screen(40, 120, false, "5", "dashboard-120x40.txt"); }
Test(dashboard, example_200x60) { example_workspace(); expect_screen(60, 200, false, "5", "dashboard-200x60.txt"); }
Test(dashboard, example_ascii) { example_workspace(); expect_screen(24, 80, true, "5", "dashboard-ascii.txt"); }
Test(dashboard, history_80x24) { make_history(); expect_screen(24, 80, false, "5", "dashboard-history-80x24.txt"); }
Test(dashboard, history_40x12) { make_history(); expect_screen(12, 40, false, "5", "dashboard-history-40x12.txt"); }
Test(dashboard, history_40x60) { make_history(); expect_screen(60, 40, false, "5", "dashboard-history-40x60.txt"); }
Test(dashboard, history_120x40) { make_history(); expect_screen(40, 120, false, "5", "dashboard-history-120x40.txt"); }
Test(dashboard, history_200x60) { make_history(); expect_screen(60, 200, false, "5", "dashboard-history-200x60.txt"); }
Test(dashboard, history_ascii) { make_history(); expect_screen(40, 120, true, "5", "dashboard-history-ascii.txt"); }
Test(dashboard, unfolded) { make_history(); expect_screen(12, 40, false, "5 j j Enter j", "dashboard-unfolded-40x12.txt"); }
Test(dashboard, unfolded_beside) { make_history(); expect_screen(24, 80, false, "5 End Enter", "dashboard-unfolded-80x24.txt"); }
Test(dashboard, folded_again) { make_history(); expect_screen(24, 80, false, "5 End Enter G Enter g", "dashboard-history-80x24.txt"); }
Test(dashboard, scrolled) { make_history(); expect_screen(24, 80, false, "5 l End", "dashboard-scrolled-80x24.txt"); }
Test(dashboard, person) { make_history(); expect_screen(40, 120, false, "5 End k Enter", "dashboard-person-120x40.txt"); }
Test(dashboard, changes) { make_history(); expect_screen(60, 200, false, "5 l l End k k k k k k k Enter", "dashboard-changes-200x60.txt"); }

/* ---- the cursor ----------------------------------------------------------------------------------- */

/* Down from the top passes every line that opens, in every column, and up again comes back. */
Test(dashboard, every_line_is_reached)
{
	static const struct { int rows, cols; } size[] = { { 12, 40 }, { 24, 80 }, { 40, 120 }, { 60, 200 }, { 60, 40 } };

	make_history();
	for (size_t i = 0; i < sizeof size / sizeof size[0]; i++) {
		struct workbench s;
		struct dashboard *d;
		int reached = 0, stops = 0;

		workbench_open(&s, size[i].rows, size[i].cols, false);
		press(&s, "5");
		d = (struct dashboard *)(void *)s.ui.top;
		for (int b = 0; b < d->n_blocks; b++)
			for (int l = 0; l < d->block[b].page.n; l++)
				stops += d->block[b].page.line[l].target.kind != TARGET_NONE && !d->block[b].page.line[l].continued;
		reached = 1;
		for (int column = 0; column < d->n_columns; column++) {
			board_move(d, MOVE_TOP);
			d->column = column;
			for (int before = -1, at; (at = d->block[d->at].row + d->line) != before;) {
				before = at;
				board_move(d, MOVE_DOWN);
				reached += d->block[d->at].row + d->line != before;
				cr_expect(d->block[d->at].row + d->line >= d->top && d->block[d->at].row + d->line < d->top + d->rows, "out of sight");
			}
		}
		cr_expect(eq(int, reached, stops), "%dx%d", size[i].cols, size[i].rows);
		workbench_close(&s);
	}
}

/* From the third column of a wide window to a window with one: down still goes on. */
Test(dashboard, fewer_columns)
{
	struct workbench s;
	struct dashboard *d;

	make_history();
	workbench_open(&s, 60, 200, false);
	press(&s, "5 l l g");
	d = (struct dashboard *)(void *)s.ui.top;
	cr_expect(eq(int, d->at, 0));
	cr_expect(eq(int, d->column, 2));
	s.ui.rows = 12;
	s.ui.cols = 40;
	ui_stale(&s.ui);
	press(&s, "j");
	cr_expect(ne(int, d->at, 0));
	workbench_close(&s);
}

/* A history that cannot be replayed is told, and the rest is shown. */
Test(dashboard, a_damaged_history)
{
	struct workbench s;
	struct dashboard *d;

	make_history();
	workbench_open(&s, 40, 120, false);
	press(&s, "5");
	d = (struct dashboard *)(void *)s.ui.top;
	d->past.course_known = false;
	d->past.trouble = xstrdup("x.assay: it is damaged: history entry 7");
	ui_stale(&s.ui);
	ui_build(&s.ui);
	bool told = false;
	for (int b = 0; b < d->n_blocks; b++)
		if (d->block[b].section == SECTION_COURSE)
			told = strcmp(d->block[b].page.line[1].piece[0].text, d->past.trouble) == 0;
	cr_expect(told);
	workbench_close(&s);
}

/* What was worked out is shown as it was while a save makes it due again, and an approval is not called lapsed by mistake. */
Test(dashboard, a_save_makes_it_due)
{
	struct workbench s;
	struct dashboard *d;
	struct changes c = {0};
	bool changed;

	make_history();
	workbench_open(&s, 40, 120, false);
	press(&s, "5");
	d = (struct dashboard *)(void *)s.ui.top;
	cr_expect(d->past.course_known && !d->past.course_due && d->past.approvals_known && d->past.since_known);
	cr_expect(gt(sz, d->past.n_changes, 0));
	cr_expect(not(dash_past_work_out(&s.ui, &d->past, &changed)), "nothing is left to do");
	cr_expect(not(changed));
	changes_set(&c, ENTITY_ANSWER, "1.1.1", work_revision(s.ui.work, ENTITY_ANSWER, "1.1.1"), FIELD_STATUS, "not-evidenced");
	cr_expect(ui_save(&s.ui, "set", &c));
	cr_expect(s.ui.idle_due);
	ui_build(&s.ui);
	cr_expect(d->past.course_known && d->past.course_due && d->past.since_due);
	cr_expect(not(d->past.approvals_known), "its indexes may mean others now");
	rest(&s);
	cr_expect(d->past.approvals_known && !d->past.course_due);
	workbench_close(&s);
}

/* ---- large numbers -------------------------------------------------------------------------------- */

enum { MANY_ITEMS = 10000 };

static void add_many_items(const struct tree *t, struct changes *c)
{
	char id[ID_TEXT];

	(void)t;
	for (int i = 0; i < MANY_ITEMS; i++) {
		changes_new(c, ENTITY_EVIDENCE, id);
		changes_set(c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "Log");
		changes_set(c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_OWNER, "Ada");
	}
}

/* Who has a great many items: their number does not run into the one before. */
Test(dashboard, numbers_stand_apart)
{
	struct workbench s = {0};

	example_workspace_with(add_many_items);
	workbench_open(&s, 60, 80, false);
	press(&s, "5");
	expect_in(&s, " · 10000 ");
	workbench_close(&s);
}
