/* Moments in the workbench on a canvas: naming one, comparing with it, looking at the workspace as it was, where nothing
 * can be changed by any command; approvals that lapse; affirming. Moments are masked: they are the clock's. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/exchange.h"
#include "catalogue/load.h"
#include "golden.h"
#include "tui/approvals.h"
#include "tui/command.h"
#include "tui/commands.h"
#include "tui/frame.h"
#include "tui/key_list.h"
#include "tui/past.h"
#include "tui/views.h"
#include "workbench.h"

static char folder[] = "/tmp/assay-moments-XXXXXX";
static char path[64];
static struct ui ui;
static struct tui_start start;

static void make_workspace(const char *bytes, size_t len)
{
	struct err err = {0};
	struct complaints complaints = {0};
	struct changes c = {0};
	struct tree *t = shipped_tree();
	struct work *w = work_new(t);

	cr_assert(exchange_import("example", bytes, len, w, NULL, &c, &complaints), "%s", complaints.n > 0 ? complaints.item[0] : "");
	cr_assert(store_create(path, t, false, "Sam", "new", &c, &err), "%s", err.text);
	changes_release(&c);
	work_free(w);
	tree_free(t);
}

static void make_example(void)
{
	struct err err = {0};
	struct buf name = {0};
	char *bytes;
	size_t len;

	buf_addf(&name, "%s/catalogue/examples/example-portal.yaml", data_folder());
	cr_assert(exchange_slurp(buf_str(&name), EXCHANGE_SIZE_MAX, &bytes, &len, &err), "%s", err.text);
	make_workspace(bytes, len);
	free(bytes);
	buf_release(&name);
}

static void open_workspace(int rows, int cols, bool ascii)
{
	struct err err = {0};

	start = (struct tui_start){ .path = path, .who = "Sam", .ascii = ascii, .today_fixed = true };
	cr_assert(date_parse("2026-11-21", &start.today));
	ui = (struct ui){ .start = &start, .rows = rows, .cols = cols, .ascii = ascii, .today = start.today };
	cr_assert(ui_open(&ui, path, &err), "%s", err.text);
}

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	make_example();
	open_workspace(24, 80, false);
}

static void tear_down(void)
{
	ui_close(&ui);
	unlink(path);
	rmdir(folder);
}

TestSuite(moments, .init = set_up, .fini = tear_down, .timeout = 60);

/* ---- what people do --------------------------------------------------------------------------------- */

static void rest(void)
{
	ui_build(&ui);
	if (ui.top->ops->rest != NULL)
		ui.top->ops->rest(&ui, ui.top);
	while (approvals_due(&ui))
		approvals_seek(&ui);
	ui_build(&ui);
}

/* Keys as the loop would take them: a command of the place, else the layer's own. */
static void press(const char *keys)
{
	char name[32];

	while (key_list_next(&keys, name, sizeof name)) {
		struct event ev = { .kind = EVENT_KEY, .key = key_read(name) };
		const struct command *c;

		ui_build(&ui);
		free(ui.message);
		ui.message = NULL;
		cr_assert(ev.key != K_NONE, "no key: %s", name);
		c = command_for(NULL, ui.top->ops->where, ev.key);
		if (c != NULL)
			c->run(&ui);
		else
			ui.top->ops->event(&ui, ui.top, &ev);
		rest();
	}
}

static void run(const char *command)
{
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(command_at(i)->name, command) == 0) {
			command_at(i)->run(&ui);
			rest();
			return;
		}
	cr_fail("no command: %s", command);
}

static void set(enum entity e, const char *id, enum field f, const char *value)
{
	struct changes c = {0};

	changes_set(&c, e, id, work_revision(ui.work, e, id), f, value);
	cr_assert(ui_save(&ui, "set", &c), "%s", ui.message);
}

static const char *item(int ref) { return ui.work->evidence[work_find_evidence_ref(ui.work, ref)].id; }
static const char *gap(int ref) { return ui.work->gap[work_find_gap_ref(ui.work, ref)].id; }

static void go(const char *node)
{
	ui_jump(&ui, &(struct target){ .kind = TARGET_NODE, .id = node });
	rest();
}

static void go_to_item(int ref)
{
	ui_jump(&ui, &(struct target){ .kind = TARGET_EVIDENCE, .id = item(ref) });
	rest();
}

/* Named, and changed since: a claim lost, a text reworded, an item and a gap other than they were. */
static void name_and_change(void)
{
	press("B s t a r t Esc");
	set(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-evidenced");
	set(ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "The way we develop software is written down in two places, the handbook and the wiki.");
	set(ENTITY_EVIDENCE, item(2), FIELD_EVIDENCE_OWNER, "Kim");
	set(ENTITY_GAP, gap(1), FIELD_GAP_STATE, "closed");
	set(ENTITY_ASSESSMENT, "assessment", FIELD_REVIEW_CYCLE, "yearly");
}

/* On the baseline: above the two saves that the workspace was made with. */
static void go_to_baseline(void) { press("7 G k k"); }

/* ---- what is seen -------------------------------------------------------------------------------------- */

/* What is the clock's, and hashes. */
static void mask(char *text)
{
	for (char *c = text; *c != '\0'; c++) {
		if (strlen(c) >= 10 && c[4] == '-' && c[7] == '-' && isdigit((unsigned char)c[0]) && isdigit((unsigned char)c[9]) && c[10] != '\n')
			memcpy(c, "2026-11-21", 10);
		if (strlen(c) >= 5 && c[2] == ':' && isdigit((unsigned char)c[0]) && isdigit((unsigned char)c[4]) && isdigit((unsigned char)c[3]))
			memcpy(c, "10:00", 5);
		if (strncmp(c, folder, strlen(folder)) == 0)
			memset(c + strlen(folder) - 6, 'x', 6);
		size_t hex = strspn(c, "0123456789abcdef");
		if (hex >= 20)
			memset(c, 'x', hex);
	}
}

static void expect_drawn(const char *golden)
{
	struct canvas *c = canvas_new(ui.rows, ui.cols, ui.ascii);
	struct buf dump = {0};

	ui_build(&ui);
	frame_draw(&ui, c);
	canvas_dump(c, &dump);
	mask(dump.data);
	expect_golden_text(buf_str(&dump), golden);
	buf_release(&dump);
	canvas_free(c);
}

static void resize(int rows, int cols, bool ascii)
{
	ui.rows = rows;
	ui.cols = cols;
	ui.ascii = ascii;
	ui_stale(&ui);
	rest();
}

/* The same in every size and character set that must work. */
static void expect_everywhere(const char *name)
{
	char golden[80];

	snprintf(golden, sizeof golden, "%s-80x24.txt", name);
	expect_drawn(golden);
	resize(12, 40, false);
	snprintf(golden, sizeof golden, "%s-40x12.txt", name);
	expect_drawn(golden);
	resize(24, 80, true);
	snprintf(golden, sizeof golden, "%s-ascii.txt", name);
	expect_drawn(golden);
}

static void expect_said(const char *part)
{
	cr_expect(ui.message != NULL && strstr(ui.message, part) != NULL, "said \"%s\", not \"%s\"", ui.message != NULL ? ui.message : "", part);
}

static void head(char out[HASH_TEXT])
{
	struct err err = {0};

	cr_assert(store_head(ui.store, out, &err), "%s", err.text);
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
	press("c");
	expect_everywhere("moments-compare");
}

/* The reworded text is the fourth line that can be stood on, after the claim lost and the answer's status. */
Test(moments, reworded_word_by_word)
{
	name_and_change();
	go_to_baseline();
	press("c j j Space");
	expect_drawn("moments-words-80x24.txt");
	press("Space k Space");
	expect_said("only long texts have words to show");
}

Test(moments, a_line_leads_there_and_esc_back_to_it)
{
	struct target before, after;

	name_and_change();
	go_to_baseline();
	press("c j j j");
	cr_assert(ui_item(&ui, &before));
	cr_assert(eq(int, before.kind, TARGET_EVIDENCE));
	int number = before.number;
	press("Enter");
	cr_expect(eq(int, ui.current, VIEW_EVIDENCE));
	press("Esc");
	cr_expect(eq(int, ui.top->ops->where, IN_COMPARE));
	cr_assert(ui_item(&ui, &after));
	cr_expect(eq(int, after.number, number));
	press("G Enter");
	cr_expect(eq(int, ui.current, VIEW_ASSESSMENT));
}

Test(moments, nothing_changed)
{
	press("B s t a r t Esc");
	go_to_baseline();
	press("c");
	expect_drawn("moments-same-80x24.txt");
}

Test(moments, what_is_saved_meanwhile_is_compared_anew)
{
	press("B s t a r t Esc");
	set(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-evidenced");
	press("7 c");
	cr_expect(ui.top->ops->where == IN_COMPARE);
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_STATUS, "not-evidenced");
	rest();
	struct target t;
	press("g");
	cr_assert(ui_item(&ui, &t));
	cr_expect(eq(str, (char *)(uintptr_t)t.id, "1.2.2.1.1"));
}

/* ---- names ------------------------------------------------------------------------------------------------ */

Test(moments, a_name_is_given_once_and_can_be_taken_away)
{
	press("B s t a r t Esc");
	expect_said("This moment is start");
	press("B s t a r t Esc");
	expect_said("there is a baseline start already");
	cr_expect(ui.top->ops->where == IN_TEXT);
	press("C-g d");
	cr_expect(eq(int, ui.work->n_baseline, 1));
	press("B Esc");
	expect_said("nothing was named");
	press("7 g D");
	expect_said("Put the cursor on a baseline");
	press("G k k D k");
	cr_expect(eq(int, ui.work->n_baseline, 1));
	press("D r");
	expect_said("no longer named");
	cr_expect(eq(int, ui.work->n_baseline, 0));
	press("u");
	cr_expect(eq(int, ui.work->n_baseline, 1));
}

Test(moments, chosen_from_any_view)
{
	name_and_change();
	press("5");
	run("moments");
	expect_drawn("moments-choose-80x24.txt");
	press("Enter o");
	cr_assert(ui.then != NULL);
	press("q");
	cr_expect(ui.then == NULL && ui.current == VIEW_DASHBOARD);
	run("moments");
	press("Enter c");
	cr_expect(eq(int, ui.top->ops->where, IN_COMPARE));
	run("now");
	expect_said("This is now");
}

/* ---- as it was --------------------------------------------------------------------------------------------- */

Test(moments, as_it_was)
{
	name_and_change();
	go_to_baseline();
	press("o");
	go("1.1.1");
	expect_everywhere("moments-past");
}

Test(moments, a_long_name_hides_nothing)
{
	press("B a n d a g a i n a n d a g a i n a n d a g a i n a n d Esc");
	go_to_baseline();
	press("o 5");
	expect_drawn("moments-past-name-80x24.txt");
}

Test(moments, what_is_looked_at_is_what_was)
{
	int leaf = tree_find(ui.work->tree, "1.1.1");

	name_and_change();
	go_to_baseline();
	press("o");
	cr_expect(eq(int, ui.work->answer[leaf].status, STATUS_EVIDENCED));
	cr_expect(eq(int, ui.standing.value[leaf], LEAF_MET));
	cr_expect(eq(int, (int)ui.work->gap[work_find_gap_ref(ui.work, 1)].state, GAP_IN_PROGRESS));
	press("q");
	cr_expect(ui.then == NULL && ui.current == VIEW_HISTORY);
	cr_expect(eq(int, ui.work->answer[leaf].status, STATUS_NOT_EVIDENCED));
	press("o 2 Esc");
	cr_expect(ui.then == NULL, "Esc at the top returns");
	cr_expect(eq(int, ui.current, VIEW_HISTORY));
}

/* Jumps made there are undone first, and forgotten on leaving. */
Test(moments, esc_goes_back_step_by_step)
{
	name_and_change();
	go("1.3");
	go_to_baseline();
	press("o");
	go("1.1.1");
	go_to_item(2);
	press("Esc");
	cr_expect(ui.then != NULL && ui.current == VIEW_CLAIMS);
	go_to_item(3);
	press("q");
	cr_expect(ui.then == NULL && ui.current == VIEW_HISTORY);
	press("Esc");
	cr_expect(eq(int, ui.current, VIEW_CLAIMS));
}

Test(moments, from_one_moment_to_another)
{
	name_and_change();
	go_to_baseline();
	press("o 7 g o");
	cr_assert(ui.then != NULL);
	cr_expect(eq(int, ui.work->assessment.review_cycle, CYCLE_YEARLY));
	press("q");
	cr_expect(ui.then == NULL && ui.current == VIEW_HISTORY);
}

/* Somebody else's save changes what is now, and not what was. */
Test(moments, others_do_not_disturb)
{
	int leaf = tree_find(ui.work->tree, "1.3.1.1");
	struct store *kim;
	struct changes c = {0};
	struct err err = {0};
	enum status was = ui.work->answer[leaf].status;

	name_and_change();
	go_to_baseline();
	press("o");
	cr_assert(store_open(path, STORE_WORKBENCH, "Kim", &kim, &err), "%s", err.text);
	changes_set(&c, ENTITY_ANSWER, "1.3.1.1", work_revision(past_present(&ui), ENTITY_ANSWER, "1.3.1.1"), FIELD_STATUS, "not-applicable");
	cr_assert(store_save(kim, "set", &c, &err), "%s", err.text);
	changes_release(&c);
	store_close(kim);
	cr_assert(store_changed(ui.store) && ui_reload(&ui, &err), "%s", err.text);
	rest();
	cr_expect(ui.then != NULL && ui.work->answer[leaf].status == was);
	press("q");
	cr_expect(eq(int, ui.work->answer[leaf].status, STATUS_NOT_APPLICABLE));
}

static bool needs_a_terminal(const struct command *c)
{
	return c->run == do_suspend || c->run == do_redraw || c->run == do_mouse || c->run == do_copy || c->run == do_copy_old ||
	    c->run == do_editor || c->run == do_quit;
}

static void to_the_view(enum view v)
{
	if (ui.then == NULL) {
		go_to_baseline();
		press("o");
	}
	ui_show_view(&ui, v);
	rest();
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
			if ((c->where & ui.top->ops->where) == 0 || needs_a_terminal(c))
				continue;
			c->run(&ui);
			rest();
			cr_expect(ui.top->ops->where != IN_TEXT, "%s opens a text", c->name);
			head(after);
			cr_expect(eq(str, after, before));
		}
}

Test(moments, what_is_refused_says_how_to_return)
{
	name_and_change();
	go_to_baseline();
	press("o");
	go("1.1.1");
	static const char *const keys[] = { "s", "e", "a", "p", "A", "o", "m", "D", "u", "C-r", "B", "v", NULL };
	for (int i = 0; keys[i] != NULL; i++) {
		press(keys[i]);
		if (strcmp(keys[i], "D") != 0)
			expect_said("Not changed; q returns to now. This is as it was on");
	}
}

Test(moments, found_is_what_was)
{
	press("B s t a r t Esc");
	set(ENTITY_EVIDENCE, item(2), FIELD_EVIDENCE_TITLE, "Zebra crossing");
	go_to_baseline();
	press("o / z e b r a");
	expect_drawn("moments-find-80x24.txt");
	press("Esc q / z e b r a Enter");
	cr_expect(eq(int, ui.current, VIEW_EVIDENCE));
}

Test(moments, begun_at_a_moment)
{
	struct err err = {0};

	press("B s t a r t Esc");
	set(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-evidenced");
	cr_expect(not(past_look_at(&ui, "nowhere", &err)));
	cr_assert(past_look_at(&ui, "start", &err), "%s", err.text);
	rest();
	cr_expect(eq(int, ui.work->answer[tree_find(ui.work->tree, "1.1.1")].status, STATUS_EVIDENCED));
	press("2 q");
	cr_expect(ui.then == NULL && !ui.quit);
	press("q q");
	cr_expect(ui.quit);
}

/* ---- approvals ------------------------------------------------------------------------------------------------ */

Test(moments, approved_and_lapsed)
{
	go("1.3");
	run("approve");
	expect_drawn("moments-approve-ask-80x24.txt");
	press("k");
	cr_expect(eq(int, ui.work->n_approval, 0));
	run("approve");
	press("a");
	expect_drawn("moments-approve-form-80x24.txt");
	press("C-g");
	cr_expect(eq(int, ui.work->n_approval, 0));
	run("approve");
	press("a Tab C T O C-s");
	expect_said("1.3 approved by Sam");
	expect_drawn("moments-approved-80x24.txt");
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_ANSWER_OWNER, "Noor");
	set(ENTITY_EVIDENCE, item(7), FIELD_DETAIL, "Other words.");
	set(ENTITY_ANSWER, "1.3.1.1", FIELD_ANSWER_OWNER, "Kim");
	rest();
	expect_drawn("moments-lapsed-80x24.txt");
	resize(12, 40, false);
	press("Enter");
	expect_drawn("moments-lapsed-40x12.txt");
	resize(24, 80, true);
	press("8 G");
	expect_drawn("moments-approvals-ascii.txt");
}

Test(moments, an_approval_is_withdrawn)
{
	go("1.3.1.1");
	run("withdraw approval");
	expect_said("1.3 was not approved");
	run("approve");
	press("a C-s");
	cr_assert(eq(int, ui.work->n_approval, 1));
	run("withdraw approval");
	press("w");
	expect_said("withdrawn");
	cr_expect(eq(int, ui.work->n_approval, 0));
	press("1 g");
	run("approve");
	expect_said("It is principles that are approved");
}

/* ---- affirming -------------------------------------------------------------------------------------------------- */

Test(moments, carried_over_until_affirmed)
{
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_INHERITED, "true");
	go("1.2.2.1.1");
	press("Tab");
	expect_everywhere("moments-inherited");
	press("Tab v");
	expect_said("affirmed: it counts again, and stands as met");
	press("v");
	expect_said("nothing to affirm");
	press("u");
	cr_expect(ui.work->answer[tree_find(ui.work->tree, "1.2.2.1.1")].inherited);
	press("1 g v");
	expect_said("Put the cursor on a claim");
}

Test(moments, an_item_still_true)
{
	set(ENTITY_EVIDENCE, item(1), FIELD_COLLECTED, "2026-01-01");
	set(ENTITY_EVIDENCE, item(1), FIELD_REVIEW_BY, "2026-07-01");
	go_to_item(1);
	press("v");
	expect_said("E1 still true; review by 2027-05-21");
	expect_drawn("moments-affirmed-80x24.txt");
	set(ENTITY_ASSESSMENT, "assessment", FIELD_REVIEW_CYCLE, "quarterly");
	press("v");
	expect_said("review by 2027-02-21");
}

Test(moments, the_day_is_asked_for_where_nothing_says_it)
{
	set(ENTITY_EVIDENCE, item(2), FIELD_COLLECTED, NULL);
	set(ENTITY_EVIDENCE, item(2), FIELD_REVIEW_BY, "2026-07-01");
	go_to_item(2);
	press("v");
	expect_drawn("moments-affirm-day-80x24.txt");
	press("C-s");
	expect_said("past its review date");
	press("2 0 2 6 - 0 1 - 0 1 C-s");
	expect_said("a day to come");
	press("C-u 2 0 2 7 - 0 1 - 0 1 C-s");
	expect_said("E2 still true; review by 2027-01-01");
	cr_expect(eq(int, ui.top->ops->where, IN_EVIDENCE));
}

Test(moments, due)
{
	set(ENTITY_ANSWER, "1.2.2.1.1", FIELD_INHERITED, "true");
	set(ENTITY_EVIDENCE, item(2), FIELD_REVIEW_BY, "2026-07-01");
	run("due");
	expect_drawn("moments-due-80x24.txt");
	press("Down Enter");
	cr_expect(eq(int, ui.current, VIEW_EVIDENCE));
}

Test(moments, the_review_cycle_is_in_the_form)
{
	press("8 a");
	for (int i = 0; i < 10; i++)
		press("Tab");
	press("m Esc");
	cr_expect(eq(int, ui.work->assessment.review_cycle, CYCLE_MONTHLY));
	expect_drawn("moments-assessment-80x24.txt");
}
