/* The Links view drawn on a canvas, without a terminal: the example at the sizes and in the characters that must work,
 * and the rows of a workspace that has more in it. UPDATE=1 make check writes the golden texts anew. */
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

static char folder[] = "/tmp/assay-links-XXXXXX";
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

/* Everything a cell can be: a bare title, a challenged link, an advisory claim, many claims, none, past review. */
static void make_mixed(void)
{
	static const char text[] =
	    "schema: assay/1\n"
	    "assessment: {title: Mixed, product: P, organisation: O, role: developer-distributor, catalogue: sscop-apc, catalogue-version: '1.0'}\n"
	    "evidence:\n"
	    "  - {ref: E1, title: carries much, detail: d, kind: log, owner: Kim, collected: 2026-03-01, supports: [{claim: 1.1/1}, {claim: 1.1/2},\n"
	    "     {claim: 1.1/3}, {claim: 1.2/1, note: the part on suppliers}, {claim: 1.3/1}, {claim: 'tree:1.2.3'}]}\n"
	    "  - {ref: E2, title: Bare title, owner: Sam, supports: [{claim: 1.1/1}, {claim: 1.1/4, note: chapter 2}]}\n"
	    "  - {ref: E3, title: unused and old, location: https://x.example, kind: audit, collected: 2024-01-01, review-by: 2025-01-01}\n"
	    "  - {ref: E4, title: another, location: https://y.example, kind: document, owner: Kim, collected: 2025-06-01, supports: [{claim: 1.1/1}]}\n"
	    "challenges:\n"
	    "  - {ref: C1, claim: 1.1/1, evidence: E4, text: It is not about this product., by: Ann, state: open}\n";

	make_workspace(text, strlen(text));
}

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
}

static void tear_down(void)
{
	unlink(path);
	rmdir(folder);
}

TestSuite(links, .init = set_up, .fini = tear_down, .timeout = 30);

static void open_workspace(int rows, int cols, bool ascii)
{
	struct err err = {0};

	start = (struct tui_start){ .path = path, .who = "Sam", .ascii = ascii, .today_fixed = true };
	cr_assert(date_parse("2026-11-21", &start.today));
	ui = (struct ui){ .start = &start, .rows = rows, .cols = cols, .ascii = ascii, .today = start.today };
	cr_assert(ui_open(&ui, path, &err), "%s", err.text);
}

/* Keys as the loop would take them: a command of the place, else the layer's own. */
static void press(const char *keys)
{
	char name[32];

	while (key_list_next(&keys, name, sizeof name)) {
		struct event ev = { .kind = EVENT_KEY, .key = key_read(name) };
		const struct command *c;

		ui_build(&ui);
		cr_assert(ev.key != K_NONE, "no key: %s", name);
		c = command_for(NULL, ui.top->ops->where, ev.key);
		if (c != NULL)
			c->run(&ui);
		else
			ui.top->ops->event(&ui, ui.top, &ev);
		ui_build(&ui);
		if (ui.top->ops->rest != NULL)
			ui.top->ops->rest(&ui, ui.top);
	}
}

static void expect_drawn(const char *golden)
{
	struct canvas *c = canvas_new(ui.rows, ui.cols, ui.ascii);
	struct buf dump = {0};

	ui_build(&ui);
	frame_draw(&ui, c);
	canvas_dump(c, &dump);
	expect_golden_text(buf_str(&dump), golden);
	buf_release(&dump);
	canvas_free(c);
}

static void expect_screen(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	open_workspace(rows, cols, ascii);
	press(keys);
	expect_drawn(golden);
	ui_close(&ui);
}

static void expect_example(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	make_example();
	expect_screen(rows, cols, ascii, keys, golden);
}

static void expect_mixed(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	make_mixed();
	expect_screen(rows, cols, ascii, keys, golden);
}

Test(links, opened) { expect_example(24, 80, false, "3", "links-80x24.txt"); }
Test(links, in_ascii) { expect_example(24, 80, true, "3 j j l l l l", "links-ascii.txt"); }
Test(links, wide) { expect_example(60, 200, false, "3 Tab Tab j j j", "links-200x60.txt"); }
Test(links, small) { expect_example(12, 40, false, "3 l j", "links-40x12.txt"); }
Test(links, scrolled_both_ways) { expect_example(24, 80, false, "3 G End k k k", "links-scrolled-80x24.txt"); }
Test(links, scrolled_small) { expect_example(12, 40, false, "3 G End", "links-scrolled-40x12.txt"); }
Test(links, sorted_by_weight) { expect_example(24, 80, false, "3 o g", "links-weight-80x24.txt"); }
Test(links, folded) { expect_example(24, 80, false, "3 Tab z Tab Tab z j j", "links-folded-80x24.txt"); }
Test(links, all_folded) { expect_example(24, 80, true, "3 Z j j", "links-all-folded-ascii.txt"); }
Test(links, choices) { expect_example(24, 80, false, "3 l f", "links-choices-80x24.txt"); }
Test(links, claims_without_support) { expect_example(24, 80, false, "3 f w i t h o u t Enter", "links-without-80x24.txt"); }
Test(links, toggled) { expect_example(24, 80, false, "3 l Space", "links-toggled-80x24.txt"); }
Test(links, next_without_support) { expect_example(24, 80, false, "3 ] ] ] ]", "links-next-80x24.txt"); }
Test(links, help) { expect_example(24, 80, false, "3 ?", "links-help-80x24.txt"); }

Test(links, every_sign) { expect_mixed(24, 80, false, "3 Tab", "links-signs-80x24.txt"); }
Test(links, every_sign_in_ascii) { expect_mixed(24, 80, true, "3 j", "links-signs-ascii.txt"); }
Test(links, by_age) { expect_mixed(24, 80, false, "3 o o o", "links-age-80x24.txt"); }
Test(links, of_one_person_under_one_principle)
{
	expect_mixed(24, 80, false, "3 f k i m Enter f p r i n c i p l e Space 1 . 1 Enter", "links-filtered-80x24.txt");
}

/* ---- what must hold whatever it looks like ---------------------------------------------------------- */

static const char *item_in_hand(void)
{
	struct target t;

	ui_build(&ui);
	return ui_item(&ui, &t) ? t.id : "none";
}

static const char *claim_in_hand(void)
{
	struct target t;

	ui_build(&ui);
	return ui_subject(&ui, &t) ? t.id : "none";
}

static int ref_in_hand(void)
{
	int e = work_find_evidence(ui.work, item_in_hand());

	return e >= 0 ? ui.work->evidence[e].ref : 0;
}

/* Somebody else's item comes in at another place of the order, and another claim gets support. */
Test(links, the_cursor_stays_on_its_ids_when_others_save)
{
	struct err err = {0};
	struct changes c = {0};
	char id[ID_TEXT], *item, *claim;

	make_mixed();
	open_workspace(24, 80, false);
	press("3 o o j j l l l");               /* by name */
	item = xstrdup(item_in_hand());
	claim = xstrdup(claim_in_hand());
	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "aaa comes first");
	cr_assert(store_save(ui.store, "evidence add", &c, &err), "%s", err.text);
	changes_release(&c);
	cr_assert(ui_reload(&ui, &err), "%s", err.text);
	cr_expect(eq(str, (char *)(uintptr_t)item_in_hand(), item));
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), claim));
	free(item);
	free(claim);
	ui_close(&ui);
}

Test(links, unlinking_the_last_support_says_so_and_undo_takes_it_back)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3 l Space");                     /* E1 on 1.1/2, which has nothing else */
	cr_assert(ui.message != NULL);
	cr_expect(strstr(ui.message, "left with no support; u takes it back") != NULL, "%s", ui.message);
	cr_expect(eq(int, ui.work->evidence[0].n_supports, 5));
	press("u");
	cr_expect(eq(int, ui.work->evidence[0].n_supports, 6));
	ui_close(&ui);
}

/* What has just been linked would fall out of "unused": it stays until the cursor leaves. */
Test(links, what_was_just_linked_does_not_vanish_from_the_filter)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3 f u n u s e d Enter");
	cr_expect(eq(int, ref_in_hand(), 3));
	press("Space");
	cr_expect(eq(int, ref_in_hand(), 3));
	cr_expect(eq(int, ui.work->evidence[2].n_supports, 1));
	ui_close(&ui);
}

/* By weight, going down a column and linking each item: none moves until one asks for the order again. */
Test(links, linking_does_not_move_the_rows_about)
{
	static const int before[] = { 1, 2, 4, 3 };

	make_mixed();
	open_workspace(24, 80, false);
	press("3 o g End");
	for (int i = 0; i < 4; i++) {
		cr_expect(eq(int, ref_in_hand(), before[i]));
		if (i >= 2)
			press("Space h Space h Space l l");
		press("j");
	}
	press("3 g j");
	cr_expect(eq(int, ref_in_hand(), 4));
	ui_close(&ui);
}

Test(links, finding_stays_in_the_matrix_and_leads_back)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3 Tab / a n o t h e r Enter");
	cr_expect(eq(int, (int)ui.current, VIEW_LINKS));
	cr_expect(eq(int, ref_in_hand(), 4));
	press("/ 1 . 3 / 1 Enter");
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), "1.3.1.1"));
	cr_expect(eq(int, ref_in_hand(), 4));
	press("Esc Esc");
	cr_expect(eq(int, ref_in_hand(), 1));
	ui_close(&ui);
}

/* A claim that the filter hides is shown when one asks for it by name. */
Test(links, finding_what_the_filter_hides_shows_everything)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3 f p r i n c i p l e Space 1 . 1 Enter / 4 . 3 / 2 Enter");
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), "4.3.2"));
	ui_close(&ui);
}

Test(links, a_folded_principle_is_no_claim_to_link)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3 z Space");
	cr_expect(strstr(ui.message, "z unfolds") != NULL, "%s", ui.message);
	cr_expect(eq(int, ui.work->n_support, 9));
	ui_close(&ui);
}

static void click(int row, int col, int button)
{
	struct event ev = { .kind = EVENT_KEY, .key = K_MOUSE, .row = row, .col = col, .button = button };

	ui_build(&ui);
	cr_assert(ui.top->ops->event(&ui, ui.top, &ev));
}

/* At 80x24 the first cell stands in row 4, column 28; see links-signs-80x24.txt. */
Test(links, a_click_goes_to_the_cell_and_the_wheel_scrolls)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3");
	click(5, 34, 1);
	cr_expect(eq(int, ref_in_hand(), 2));
	cr_expect(eq(str, (char *)(uintptr_t)claim_in_hand(), (char *)(uintptr_t)ui.work->tree->node[ui.work->tree->asked[3]].id));
	click(0, 0, 5);
	cr_expect(eq(int, ref_in_hand(), 4));
	click(23, 79, 1);
	cr_expect(eq(int, ref_in_hand(), 4));
	ui_close(&ui);
}

/* The item that e links is the one to go on with. */
Test(links, what_is_linked_by_name_comes_under_the_cursor)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3 e a n o t h e r Enter Enter");
	cr_expect(eq(int, (int)ui.current, VIEW_LINKS));
	cr_expect(eq(int, ref_in_hand(), 4));
	ui_close(&ui);
}

Test(links, removing_a_link_and_where_there_is_none_the_item)
{
	make_mixed();
	open_workspace(24, 80, false);
	press("3 l D u");
	cr_expect(eq(int, ui.work->evidence[0].n_supports, 5));
	press("l l l D");
	cr_expect(eq(str, (char *)(uintptr_t)ui.top->ops->name, "question"));
	press("r");
	cr_expect(eq(int, ui.work->n_evidence, 3));
	ui_close(&ui);
}

Test(links, an_empty_workspace_can_be_walked_through)
{
	make_workspace("schema: assay/1\n", strlen("schema: assay/1\n"));
	open_workspace(24, 80, false);
	press("3 j k l h g G Home End PgUp PgDn C-u C-d Tab S-Tab Space m i z Z z o f Esc ] [ D L n H 3");
	press("3");
	expect_drawn("links-empty-80x24.txt");
	ui_close(&ui);
}

static void expect_in_sight(void)
{
	struct canvas *c = canvas_new(ui.rows, ui.cols, ui.ascii);
	int row, col;

	ui_build(&ui);
	frame_draw(&ui, c);
	cr_assert(canvas_cursor_at(c, &row, &col));
	cr_assert(col > 1);                     /* a folded principle's cell is three columns wide */
	cr_expect(strcmp(canvas_cell(c, row, col - 1)->text, "[") == 0 || strcmp(canvas_cell(c, row, col - 2)->text, "[") == 0,
	    "row %d col %d of %dx%d", row, col, ui.rows, ui.cols);
	canvas_free(c);
}

/* At every width the cursor's cell is in brackets on the screen, wherever it goes. */
Test(links, the_cursor_is_always_in_sight)
{
	make_example();
	open_workspace(24, 80, false);
	press("3");
	for (int cols = 40; cols <= 240; cols += 7) {
		ui.cols = cols;
		ui.rows = 12 + cols % 20;
		ui_stale(&ui);
		press("Home g");
		for (int i = 0; i < 46; i++) {
			expect_in_sight();
			press("l j");
		}
		press("z");
		expect_in_sight();
		for (int i = 0; i < 46; i++) {
			expect_in_sight();
			press("h k");
		}
		press("End z");
	}
	ui_close(&ui);
}
