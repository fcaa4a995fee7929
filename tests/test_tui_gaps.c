/* The Gaps view on a canvas: groups, the order, filters, states, the ticket; golden texts. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/exchange.h"
#include "catalogue/load.h"
#include "golden.h"
#include "tui/command.h"
#include "tui/frame.h"
#include "tui/key_list.h"
#include "workbench.h"

static char folder[] = "/tmp/assay-gaps-XXXXXX";
static char path[64];

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

static void make_example(void)
{
	struct err err = {0};
	struct complaints complaints = {0};
	struct changes c = {0};
	struct tree *t = shipped_tree();
	struct work *w = work_new(t);
	struct buf name = {0};
	char *bytes;
	size_t len;

	buf_addf(&name, "%s/catalogue/examples/example-portal.yaml", data_folder());
	cr_assert(exchange_slurp(buf_str(&name), EXCHANGE_SIZE_MAX, &bytes, &len, &err), "%s", err.text);
	cr_assert(exchange_import("example", bytes, len, w, NULL, &c, &complaints));
	add_gaps(w->tree, &c);
	cr_assert(store_create(path, t, false, "Sam", "new", &c, &err), "%s", err.text);
	changes_release(&c);
	free(bytes);
	buf_release(&name);
	work_free(w);
	tree_free(t);
}

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	make_example();
}

static void tear_down(void)
{
	unlink(path);
	rmdir(folder);
}

/* ---- the screen --------------------------------------------------------------------------------------- */

struct screen {
	struct tui_start start;
	struct ui ui;
};

static void screen_open(struct screen *s, int rows, int cols, bool ascii)
{
	struct err err = {0};

	*s = (struct screen){ .start = { .path = path, .who = "Sam", .ascii = ascii, .today_fixed = true } };
	cr_assert(date_parse("2026-11-21", &s->start.today));
	s->ui = (struct ui){ .start = &s->start, .rows = rows, .cols = cols, .ascii = ascii, .today = s->start.today };
	cr_assert(ui_open(&s->ui, path, &err), "%s", err.text);
}

static bool press_one(struct ui *ui, const char **keys)
{
	char name[32];
	struct event ev = { .kind = EVENT_KEY };
	const struct command *c;

	if (!key_list_next(keys, name, sizeof name))
		return false;
	ev.key = key_read(name);
	cr_assert(ev.key != K_NONE, "no key: %s", name);
	c = command_for(NULL, ui->top->ops->where, ev.key);
	if (c != NULL)
		c->run(ui);
	else
		ui->top->ops->event(ui, ui->top, &ev);
	return true;
}

/* Keys as the loop takes them: one at a time, the hand resting after each. */
static void press(struct screen *s, const char *keys)
{
	ui_build(&s->ui);
	while (press_one(&s->ui, &keys)) {
		ui_build(&s->ui);
		if (s->ui.top->ops->rest != NULL)
			s->ui.top->ops->rest(&s->ui, s->ui.top);
		ui_build(&s->ui);
	}
}

static char *screen_text(struct screen *s, bool styles)
{
	struct canvas *c = canvas_new(s->ui.rows, s->ui.cols, s->ui.ascii);
	struct buf dump = {0};

	ui_build(&s->ui);
	frame_draw(&s->ui, c);
	if (styles)
		canvas_dump_styles(c, &dump);
	else
		canvas_dump(c, &dump);
	canvas_free(c);
	return buf_steal(&dump);
}

static void expect_screen(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	struct screen s;
	char *text;

	screen_open(&s, rows, cols, ascii);
	press(&s, keys);
	text = screen_text(&s, false);
	expect_golden_text(text, golden);
	free(text);
	ui_close(&s.ui);
}

static bool shows(struct screen *s, const char *words)
{
	char *text = screen_text(s, false);
	bool there = strstr(text, words) != NULL;

	free(text);
	return there;
}

static void expect_in(struct screen *s, const char *words)
{
	char *text = screen_text(s, false);

	cr_expect(strstr(text, words) != NULL, "\"%s\" is missing in:\n%s", words, text);
	free(text);
}

static void expect_not_in(struct screen *s, const char *words)
{
	cr_expect(false == shows(s, words), "\"%s\" is there", words);
}

TestSuite(gaps_view, .init = set_up, .fini = tear_down, .timeout = 30);

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
	struct screen s;

	screen_open(&s, 24, 80, false);
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
	ui_close(&s.ui);
}

Test(gaps_view, filters_by_place_state_date_and_nobody)
{
	static const struct { const char *keys, *title; } each[] = {
		{ "f 1 . 3 Enter", "1 of 7: 1.3" }, { "f n o t h i n g Enter", "1 of 7: nothing planned" },
		{ "f n o Space d a t e Enter", "1 of 7: no date" }, { "f n o Space o w n e r Enter", "1 of 7: no owner" },
		{ "f 9 0 Enter", "1 of 7: due in 90 days" },
	};

	for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
		struct screen s;

		screen_open(&s, 24, 80, false);
		press(&s, "4");
		press(&s, each[i].keys);
		expect_in(&s, each[i].title);
		ui_close(&s.ui);
	}
}

/* Whoever comes from elsewhere sees the gap, whatever was filtered before. */
Test(gaps_view, a_jump_is_not_filtered_away)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "4 f S a m Enter / G 1 Enter");
	expect_not_in(&s, " of 7");
	expect_in(&s, "─G1 ");
	ui_close(&s.ui);
}

/* ---- states ---------------------------------------------------------------------------------------------- */

static const struct gap *gap_of(struct screen *s, int ref)
{
	int g = work_find_gap_ref(s->ui.work, ref);

	cr_assert(g >= 0);
	return &s->ui.work->gap[g];
}

static enum status status_of(struct screen *s, const char *node)
{
	return s->ui.work->answer[tree_find(s->ui.work->tree, node)].status;
}

/* The claim says partly evidenced as long as its gap is there, and evidenced when it is closed: one save, one undo. */
Test(gaps_view, closing_offers_the_status_that_fits)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
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
	ui_close(&s.ui);
}

Test(gaps_view, what_is_not_marked_keeps_its_status)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "1 / 1 . 2 / 3 Enter s P a r t l y Enter 4 g s Enter Space Enter");
	cr_expect(gap_of(&s, 3)->state == GAP_CLOSED);
	cr_expect(status_of(&s, "1.2.2.1.2") == STATUS_PARTLY_EVIDENCED);
	ui_close(&s.ui);
}

Test(gaps_view, started_closed_and_opened_again_is_remembered)
{
	struct screen s;

	screen_open(&s, 40, 120, false);
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
	ui_close(&s.ui);
}

/* Nothing planned: the reason is asked for, and saved with the state. Without one nothing changes. */
Test(gaps_view, accepting_asks_why)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
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
	ui_close(&s.ui);
}

/* A plan that stands there already is the reason only if one says so. */
Test(gaps_view, what_stood_there_is_asked_about)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "4 g s n o t h i n g Enter Esc");
	expect_in(&s, "Is this the reason why nothing is planned?");
	press(&s, "Esc");
	cr_expect(gap_of(&s, 3)->state == GAP_OPEN);
	press(&s, "s n o t h i n g Enter Esc y");
	cr_expect(gap_of(&s, 3)->state == GAP_ACCEPTED);
	ui_close(&s.ui);
}

/* ---- to its claims and back -------------------------------------------------------------------------------- */

Test(gaps_view, a_claim_and_back)
{
	struct screen s;
	struct target t;

	screen_open(&s, 24, 80, false);
	press(&s, "4 g Enter j j j j Enter");
	cr_expect(eq(int, s.ui.current, VIEW_CLAIMS));
	cr_assert(ui_subject(&s.ui, &t));
	cr_expect(strcmp(t.id, "1.2.2.1.2") == 0, "%s", t.id);
	press(&s, "Esc");
	cr_expect(eq(int, s.ui.current, VIEW_GAPS));
	cr_assert(ui_subject(&s.ui, &t));
	cr_expect(strcmp(t.id, gap_of(&s, 3)->id) == 0);
	ui_close(&s.ui);
}
