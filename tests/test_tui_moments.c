/* Moments in the workbench on a canvas: naming one, comparing with it, looking at the workspace as it was, where nothing
 * can be changed by any command; approvals that lapse; affirming. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "tui/command.h"
#include "tui/commands.h"
#include "tui/past.h"
#include "workbench.h"

static struct workbench screen;

static void set_up(void)
{
	workbench_begin_example();
	workbench_open(&screen, 24, 80, false);
}

static void tear_down(void)
{
	workbench_close(&screen);
	workbench_end();
}

TestSuite(moments, .init = set_up, .fini = tear_down, .timeout = 60);

/* ---- what people do --------------------------------------------------------------------------------- */

static void run(const char *command)
{
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(command_at(i)->name, command) == 0) {
			command_at(i)->run(&screen.ui);
			rest(&screen);
			return;
		}
	cr_fail("no command: %s", command);
}

static void set(enum entity e, const char *id, enum field f, const char *value)
{
	struct changes c = {0};

	changes_set(&c, e, id, work_revision(screen.ui.work, e, id), f, value);
	cr_assert(ui_save(&screen.ui, "set", &c), "%s", screen.ui.message);
}

static const char *item(int ref) { return screen.ui.work->evidence[work_find_evidence_ref(screen.ui.work, ref)].id; }
static const char *gap(int ref) { return screen.ui.work->gap[work_find_gap_ref(screen.ui.work, ref)].id; }

static void go(const char *node)
{
	ui_jump(&screen.ui, &(struct target){ .kind = TARGET_NODE, .id = node });
	rest(&screen);
}

static void go_to_item(int ref)
{
	ui_jump(&screen.ui, &(struct target){ .kind = TARGET_EVIDENCE, .id = item(ref) });
	rest(&screen);
}

/* Named, and changed since: a claim lost, a text reworded, an item and a gap other than they were. */
static void name_and_change(void)
{
	press(&screen, "B s t a r t Esc");
	set(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-evidenced");
	set(ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "The way we develop software is written down in two places, the handbook and the wiki.");
	set(ENTITY_EVIDENCE, item(2), FIELD_EVIDENCE_OWNER, "Kim");
	set(ENTITY_GAP, gap(1), FIELD_GAP_STATE, "closed");
	set(ENTITY_ASSESSMENT, "assessment", FIELD_REVIEW_CYCLE, "yearly");
}

/* On the baseline: above the two saves that the workspace was made with. */
static void go_to_baseline(void) { press(&screen, "7 G k k"); }

/* ---- what is seen -------------------------------------------------------------------------------------- */

static void resize(int rows, int cols, bool ascii)
{
	screen.ui.rows = rows;
	screen.ui.cols = cols;
	screen.ui.ascii = ascii;
	ui_stale(&screen.ui);
	rest(&screen);
}

/* The same in every size and character set that must work. */
static void expect_everywhere(const char *name)
{
	char golden[80];

	snprintf(golden, sizeof golden, "%s-80x24.txt", name);
	expect_drawn(&screen, golden);
	resize(12, 40, false);
	snprintf(golden, sizeof golden, "%s-40x12.txt", name);
	expect_drawn(&screen, golden);
	resize(24, 80, true);
	snprintf(golden, sizeof golden, "%s-ascii.txt", name);
	expect_drawn(&screen, golden);
}

static void head(char out[HASH_TEXT])
{
	struct err err = {0};

	cr_assert(store_head(screen.ui.store, out, &err), "%s", err.text);
}

/* ---- comparing ------------------------------------------------------------------------------------------- */

Test(moments, baseline_in_the_history)
{
	name_and_change();
	go_to_baseline();
	expect_everywhere("moments-baseline");
}

Test(moments, comparison)
{
	name_and_change();
	go_to_baseline();
	press(&screen, "c");
	expect_everywhere("moments-compare");
}

/* The reworded text is the fourth line that can be stood on, after the claim lost and the answer's status. */
Test(moments, reworded_word_by_word)
{
	name_and_change();
	go_to_baseline();
	press(&screen, "c j j Space");
	expect_drawn(&screen, "moments-words-80x24.txt");
	press(&screen, "Space k Space");
	expect_said(&screen, "only long texts have words to show");
}

Test(moments, a_line_leads_there_and_esc_back_to_it)
{
	struct target before, after;

	name_and_change();
	go_to_baseline();
	press(&screen, "c j j j");
	cr_assert(ui_item(&screen.ui, &before));
	cr_assert(eq(int, before.kind, TARGET_EVIDENCE));
	int number = before.number;
	press(&screen, "Enter");
	cr_expect(eq(int, screen.ui.current, VIEW_EVIDENCE));
	press(&screen, "Esc");
	cr_expect(eq(int, screen.ui.top->ops->where, IN_COMPARE));
	cr_assert(ui_item(&screen.ui, &after));
	cr_expect(eq(int, after.number, number));
	press(&screen, "G Enter");
	cr_expect(eq(int, screen.ui.current, VIEW_ASSESSMENT));
}

Test(moments, nothing_changed)
{
	press(&screen, "B s t a r t Esc");
	go_to_baseline();
	press(&screen, "c");
	expect_drawn(&screen, "moments-same-80x24.txt");
}

Test(moments, what_is_saved_meanwhile_is_compared_anew)
{
	press(&screen, "B s t a r t Esc");
	set(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-evidenced");
	press(&screen, "7 c");
	cr_expect(screen.ui.top->ops->where == IN_COMPARE);
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_STATUS, "not-evidenced");
	rest(&screen);
	struct target t;
	press(&screen, "g");
	cr_assert(ui_item(&screen.ui, &t));
	cr_expect(eq(str, (char *)(uintptr_t)t.id, "1.2.2.1.1"));
}

/* ---- names ------------------------------------------------------------------------------------------------ */

Test(moments, a_name_is_given_once_and_can_be_taken_away)
{
	press(&screen, "B s t a r t Esc");
	expect_said(&screen, "This moment is start");
	press(&screen, "B s t a r t Esc");
	expect_said(&screen, "there is a baseline start already");
	cr_expect(screen.ui.top->ops->where == IN_TEXT);
	press(&screen, "C-g d");
	cr_expect(eq(int, screen.ui.work->n_baseline, 1));
	press(&screen, "B Esc");
	expect_said(&screen, "nothing was named");
	press(&screen, "7 g D");
	expect_said(&screen, "Put the cursor on a baseline");
	press(&screen, "G k k D k");
	cr_expect(eq(int, screen.ui.work->n_baseline, 1));
	press(&screen, "D r");
	expect_said(&screen, "no longer named");
	cr_expect(eq(int, screen.ui.work->n_baseline, 0));
	press(&screen, "u");
	cr_expect(eq(int, screen.ui.work->n_baseline, 1));
}

Test(moments, chosen_from_any_view)
{
	name_and_change();
	press(&screen, "5");
	run("moments");
	expect_drawn(&screen, "moments-choose-80x24.txt");
	press(&screen, "Enter o");
	cr_assert(screen.ui.then != NULL);
	press(&screen, "q");
	cr_expect(screen.ui.then == NULL && screen.ui.current == VIEW_DASHBOARD);
	run("moments");
	press(&screen, "Enter c");
	cr_expect(eq(int, screen.ui.top->ops->where, IN_COMPARE));
	run("now");
	expect_said(&screen, "This is now");
}

/* ---- as it was --------------------------------------------------------------------------------------------- */

Test(moments, as_it_was)
{
	name_and_change();
	go_to_baseline();
	press(&screen, "o");
	go("1.1.1");
	expect_everywhere("moments-past");
}

Test(moments, a_long_name_hides_nothing)
{
	press(&screen, "B a n d a g a i n a n d a g a i n a n d a g a i n a n d Esc");
	go_to_baseline();
	press(&screen, "o 5");
	expect_drawn(&screen, "moments-past-name-80x24.txt");
}

Test(moments, what_is_looked_at_is_what_was)
{
	int leaf = tree_find(screen.ui.work->tree, "1.1.1");

	name_and_change();
	go_to_baseline();
	press(&screen, "o");
	cr_expect(eq(int, screen.ui.work->answer[leaf].status, STATUS_EVIDENCED));
	cr_expect(eq(int, screen.ui.standing.value[leaf], LEAF_MET));
	cr_expect(eq(int, (int)screen.ui.work->gap[work_find_gap_ref(screen.ui.work, 1)].state, GAP_IN_PROGRESS));
	press(&screen, "q");
	cr_expect(screen.ui.then == NULL && screen.ui.current == VIEW_HISTORY);
	cr_expect(eq(int, screen.ui.work->answer[leaf].status, STATUS_NOT_EVIDENCED));
	press(&screen, "o 2 Esc");
	cr_expect(screen.ui.then == NULL, "Esc at the top returns");
	cr_expect(eq(int, screen.ui.current, VIEW_HISTORY));
}

/* Jumps made there are undone first, and forgotten on leaving. */
Test(moments, esc_goes_back_step_by_step)
{
	name_and_change();
	go("1.3");
	go_to_baseline();
	press(&screen, "o");
	go("1.1.1");
	go_to_item(2);
	press(&screen, "Esc");
	cr_expect(screen.ui.then != NULL && screen.ui.current == VIEW_CLAIMS);
	go_to_item(3);
	press(&screen, "q");
	cr_expect(screen.ui.then == NULL && screen.ui.current == VIEW_HISTORY);
	press(&screen, "Esc");
	cr_expect(eq(int, screen.ui.current, VIEW_CLAIMS));
}

Test(moments, from_one_moment_to_another)
{
	name_and_change();
	go_to_baseline();
	press(&screen, "o 7 g o");
	cr_assert(screen.ui.then != NULL);
	cr_expect(eq(int, screen.ui.work->assessment.review_cycle, CYCLE_YEARLY));
	press(&screen, "q");
	cr_expect(screen.ui.then == NULL && screen.ui.current == VIEW_HISTORY);
}

/* Somebody else's save changes what is now, and not what was. */
Test(moments, others_do_not_disturb)
{
	int leaf = tree_find(screen.ui.work->tree, "1.3.1.1");
	struct store *kim;
	struct changes c = {0};
	struct err err = {0};
	enum status was = screen.ui.work->answer[leaf].status;

	name_and_change();
	go_to_baseline();
	press(&screen, "o");
	cr_assert(store_open(workbench_path(), STORE_WORKBENCH, "Kim", &kim, &err), "%s", err.text);
	changes_set(&c, ENTITY_ANSWER, "1.3.1.1", work_revision(past_present(&screen.ui), ENTITY_ANSWER, "1.3.1.1"), FIELD_STATUS, "not-applicable");
	cr_assert(store_save(kim, "set", &c, &err), "%s", err.text);
	changes_release(&c);
	store_close(kim);
	cr_assert(store_changed(screen.ui.store) && ui_reload(&screen.ui, &err), "%s", err.text);
	rest(&screen);
	cr_expect(screen.ui.then != NULL && screen.ui.work->answer[leaf].status == was);
	press(&screen, "q");
	cr_expect(eq(int, screen.ui.work->answer[leaf].status, STATUS_NOT_APPLICABLE));
}

static bool needs_a_terminal(const struct command *c)
{
	return c->run == do_suspend || c->run == do_redraw || c->run == do_mouse || c->run == do_copy || c->run == do_copy_old ||
	    c->run == do_editor || c->run == do_quit;
}

static void to_the_view(enum view v)
{
	if (screen.ui.then == NULL) {
		go_to_baseline();
		press(&screen, "o");
	}
	ui_show_view(&screen.ui, v);
	rest(&screen);
}

/* Whatever is pressed, nothing is saved, and nothing is asked that could not be. */
Test(moments, no_command_changes_what_was)
{
	char before[HASH_TEXT], after[HASH_TEXT];

	name_and_change();
	head(before);
	for (int v = 0; v < VIEW_COUNT; v++)
		for (size_t i = 0; i < command_count(); i++) {
			const struct command *c = command_at(i);

			to_the_view((enum view)v);
			if ((c->where & screen.ui.top->ops->where) == 0 || needs_a_terminal(c))
				continue;
			c->run(&screen.ui);
			rest(&screen);
			cr_expect(screen.ui.top->ops->where != IN_TEXT, "%s opens a text", c->name);
			head(after);
			cr_expect(eq(str, after, before));
		}
}

Test(moments, what_is_refused_says_how_to_return)
{
	name_and_change();
	go_to_baseline();
	press(&screen, "o");
	go("1.1.1");
	static const char *const keys[] = { "s", "e", "a", "p", "A", "o", "m", "D", "u", "C-r", "B", "v", NULL };
	for (int i = 0; keys[i] != NULL; i++) {
		press(&screen, keys[i]);
		if (strcmp(keys[i], "D") != 0)
			expect_said(&screen, "Not changed; q returns to now. This is as it was on");
	}
}

Test(moments, found_is_what_was)
{
	press(&screen, "B s t a r t Esc");
	set(ENTITY_EVIDENCE, item(2), FIELD_EVIDENCE_TITLE, "Zebra crossing");
	go_to_baseline();
	press(&screen, "o / z e b r a");
	expect_drawn(&screen, "moments-find-80x24.txt");
	press(&screen, "Esc q / z e b r a Enter");
	cr_expect(eq(int, screen.ui.current, VIEW_EVIDENCE));
}

Test(moments, begun_at_a_moment)
{
	struct err err = {0};

	press(&screen, "B s t a r t Esc");
	set(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-evidenced");
	cr_expect(not(past_look_at(&screen.ui, "nowhere", &err)));
	cr_assert(past_look_at(&screen.ui, "start", &err), "%s", err.text);
	rest(&screen);
	cr_expect(eq(int, screen.ui.work->answer[tree_find(screen.ui.work->tree, "1.1.1")].status, STATUS_EVIDENCED));
	press(&screen, "2 q");
	cr_expect(screen.ui.then == NULL && !screen.ui.quit);
	press(&screen, "q q");
	cr_expect(screen.ui.quit);
}

/* ---- approvals ------------------------------------------------------------------------------------------------ */

Test(moments, approved_and_lapsed)
{
	go("1.3");
	run("approve");
	expect_drawn(&screen, "moments-approve-ask-80x24.txt");
	press(&screen, "k");
	cr_expect(eq(int, screen.ui.work->n_approval, 0));
	run("approve");
	press(&screen, "a");
	expect_drawn(&screen, "moments-approve-form-80x24.txt");
	press(&screen, "C-g");
	cr_expect(eq(int, screen.ui.work->n_approval, 0));
	run("approve");
	press(&screen, "a Tab C T O C-s");
	expect_said(&screen, "1.3 approved by Sam");
	expect_drawn(&screen, "moments-approved-80x24.txt");
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_ANSWER_OWNER, "Noor");
	set(ENTITY_EVIDENCE, item(7), FIELD_DETAIL, "Other words.");
	set(ENTITY_ANSWER, "1.3.1.1", FIELD_ANSWER_OWNER, "Kim");
	rest(&screen);
	expect_drawn(&screen, "moments-lapsed-80x24.txt");
	resize(12, 40, false);
	press(&screen, "Enter");
	expect_drawn(&screen, "moments-lapsed-40x12.txt");
	resize(24, 80, true);
	press(&screen, "8 G");
	expect_drawn(&screen, "moments-approvals-ascii.txt");
}

Test(moments, an_approval_is_withdrawn)
{
	go("1.3.1.1");
	run("withdraw approval");
	expect_said(&screen, "1.3 was not approved");
	run("approve");
	press(&screen, "a C-s");
	cr_assert(eq(int, screen.ui.work->n_approval, 1));
	run("withdraw approval");
	press(&screen, "w");
	expect_said(&screen, "withdrawn");
	cr_expect(eq(int, screen.ui.work->n_approval, 0));
	press(&screen, "1 g");
	run("approve");
	expect_said(&screen, "It is principles that are approved");
}

/* ---- affirming -------------------------------------------------------------------------------------------------- */

Test(moments, carried_over_until_affirmed)
{
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_INHERITED, "true");
	go("1.2.2.1.1");
	press(&screen, "Tab");
	expect_everywhere("moments-inherited");
	press(&screen, "Tab v");
	expect_said(&screen, "affirmed: it counts again, and stands as met");
	press(&screen, "v");
	expect_said(&screen, "nothing to affirm");
	press(&screen, "u");
	cr_expect(screen.ui.work->answer[tree_find(screen.ui.work->tree, "1.2.2.1.1")].inherited);
	press(&screen, "1 g v");
	expect_said(&screen, "Put the cursor on a claim");
}

Test(moments, an_item_still_true)
{
	set(ENTITY_EVIDENCE, item(1), FIELD_COLLECTED, "2026-01-01");
	set(ENTITY_EVIDENCE, item(1), FIELD_REVIEW_BY, "2026-07-01");
	go_to_item(1);
	press(&screen, "v");
	expect_said(&screen, "E1 still true; review by 2027-05-21");
	expect_drawn(&screen, "moments-affirmed-80x24.txt");
	set(ENTITY_ASSESSMENT, "assessment", FIELD_REVIEW_CYCLE, "quarterly");
	press(&screen, "v");
	expect_said(&screen, "review by 2027-02-21");
}

Test(moments, the_day_is_asked_for_where_nothing_says_it)
{
	set(ENTITY_EVIDENCE, item(2), FIELD_COLLECTED, NULL);
	set(ENTITY_EVIDENCE, item(2), FIELD_REVIEW_BY, "2026-07-01");
	go_to_item(2);
	press(&screen, "v");
	expect_drawn(&screen, "moments-affirm-day-80x24.txt");
	press(&screen, "C-s");
	expect_said(&screen, "past its review date");
	press(&screen, "2 0 2 6 - 0 1 - 0 1 C-s");
	expect_said(&screen, "a day to come");
	press(&screen, "C-u 2 0 2 7 - 0 1 - 0 1 C-s");
	expect_said(&screen, "E2 still true; review by 2027-01-01");
	cr_expect(eq(int, screen.ui.top->ops->where, IN_EVIDENCE));
}

Test(moments, due)
{
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_INHERITED, "true");
	set(ENTITY_EVIDENCE, item(2), FIELD_REVIEW_BY, "2026-07-01");
	run("due");
	expect_drawn(&screen, "moments-due-80x24.txt");
	press(&screen, "Down Enter");
	cr_expect(eq(int, screen.ui.current, VIEW_EVIDENCE));
}

Test(moments, the_review_cycle_is_in_the_form)
{
	press(&screen, "8 a");
	for (int i = 0; i < 10; i++)
		press(&screen, "Tab");
	press(&screen, "m Esc");
	cr_expect(eq(int, screen.ui.work->assessment.review_cycle, CYCLE_MONTHLY));
	expect_drawn(&screen, "moments-assessment-80x24.txt");
}
