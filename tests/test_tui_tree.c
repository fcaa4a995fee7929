/* How the claims hang together, on a canvas: strategies, the nodes above a claim, the compact form of the tree, the
 * picture of a principle, and the width of the list.
 * UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "golden.h"
#include "tui/command.h"
#include "tui/frame.h"
#include "tui/key_list.h"
#include "tui/split.h"
#include "tui/state.h"
#include "workbench.h"

static char folder[] = "/tmp/assay-tree-XXXXXX";
static char path[64];
static struct tui_start start = { .path = path, .who = "Sam", .today_fixed = true };
static struct ui ui;
static struct canvas *canvas;

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	cr_assert(date_parse("2026-11-21", &start.today));
	example_workspace(path);
}

static void leave(void)
{
	if (canvas == NULL)
		return;
	canvas_free(canvas);
	canvas = NULL;
	ui_close(&ui);
}

static void tear_down(void)
{
	leave();
	cr_assert(chdir("/") == 0);
	unlink(path);
	rmdir(folder);
}

TestSuite(tree_view, .init = set_up, .fini = tear_down, .timeout = 30);

static void enter(int rows, int cols, bool ascii)
{
	struct err err = {0};

	start.ascii = ascii;
	ui = (struct ui){ .start = &start, .rows = rows, .cols = cols, .ascii = ascii, .today = start.today };
	canvas = canvas_new(rows, cols, ascii);
	cr_assert(ui_open(&ui, path, &err), "%s", err.text);
}

static void rest(void)
{
	ui_build(&ui);
	if (ui.top->ops->rest != NULL)
		ui.top->ops->rest(&ui, ui.top);
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
		cr_assert(ev.key != K_NONE, "no key: %s", name);
		c = command_for(NULL, ui.top->ops->where, ev.key);
		if (c != NULL)
			c->run(&ui);
		else
			ui.top->ops->event(&ui, ui.top, &ev);
		rest();
	}
}

static void mouse(int button, bool drag, int row, int col)
{
	struct event ev = { .kind = EVENT_KEY, .key = K_MOUSE, .button = button, .drag = drag, .row = row, .col = col };

	ui.top->ops->event(&ui, ui.top, &ev);
	rest();
}

static void expect(const char *golden)
{
	struct buf dump = {0};

	rest();
	frame_draw(&ui, canvas);
	canvas_dump(canvas, &dump);
	expect_golden_text(buf_str(&dump), golden);
	buf_release(&dump);
}

static void expect_screen(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	enter(rows, cols, ascii);
	press(keys);
	expect(golden);
}

static const char *in_hand(void)
{
	struct target t = {0};

	return ui_subject(&ui, &t) && t.kind == TARGET_NODE ? t.id : "";
}

static void expect_in_hand(const char *keys, const char *id)
{
	press(keys);
	cr_expect(strcmp(in_hand(), id) == 0, "%s: in hand is %s, should be %s", keys, in_hand(), id);
}

/* ---- strategies and remarks --------------------------------------------------------------------------------- */

Test(tree_view, a_strategy_says_what_it_means) { expect_screen(24, 80, false, ": 1 . 2 . 2 . 1 Enter", "tree-strategy-80x24.txt"); }
Test(tree_view, a_strategy_small) { expect_screen(12, 40, false, ": 1 . 2 . 2 . 1 Enter Enter PgDn", "tree-strategy-40x12.txt"); }
Test(tree_view, a_strategy_ascii) { expect_screen(24, 80, true, ": 1 . 2 . 2 . 1 Enter", "tree-strategy-ascii.txt"); }
Test(tree_view, strategies_without_a_sure_place) { expect_screen(60, 200, false, "g", "tree-unsure-200x60.txt"); }
Test(tree_view, the_remark_stands_at_the_claims_below) { expect_screen(24, 80, false, ": 1 . 4 / 2 Enter", "tree-remark-80x24.txt"); }
Test(tree_view, the_remark_small) { expect_screen(12, 40, false, ": 1 . 4 / 2 Enter Enter", "tree-remark-40x12.txt"); }

Test(tree_view, the_remark_asked_small) { expect_screen(12, 40, true, ": 1 . 4 / 2 Enter s Home Enter s Enter", "tree-remark-asked-40x12-ascii.txt"); }

/* 1.4 is claimable but for one claim: the remark is there when that one is set. */
Test(tree_view, the_remark_is_read_before_anybody_claims)
{
	expect_screen(24, 80, false, ": 1 . 4 / 2 Enter s Home Enter s Enter", "tree-remark-asked-80x24.txt");
	press("o");
	cr_expect(ui.message != NULL && strstr(ui.message, "it now stands as met") != NULL);
	press("s End Enter");                   /* set aside: it could be claimed before, and can be now */
	cr_expect(strcmp(ui.top->ops->name, "Claims") == 0, "asked where nothing became claimable: %s", ui.top->ops->name);
}

/* ---- walking ------------------------------------------------------------------------------------------------- */

Test(tree_view, the_nodes_above_are_steps)
{
	enter(24, 80, false);
	expect_in_hand(": 1 . 2 . 2 . 1 . 1 Enter", "1.2.2.1.1");
	expect_in_hand("Tab g j j Enter", "1.2.2");
}

Test(tree_view, parent_and_beside_from_either_pane)
{
	struct split *s;

	enter(24, 80, false);
	expect_in_hand(": 1 . 2 . 2 . 1 . 1 Enter J", "1.2.2.1.2");
	expect_in_hand("K", "1.2.2.1.1");
	expect_in_hand("K", "1.2.2.1.1");
	cr_expect(strstr(ui.message, "1.2.2.1.1 is the first here") != NULL);
	expect_in_hand("Tab P", "1.2.2.1");
	s = split_of(ui.view[VIEW_CLAIMS]);
	cr_expect(s->in_detail && strcmp(s->shown.id, "1.2.2.1") == 0);
	expect_in_hand("P P P J", "2");
	expect_in_hand("P", "2");
	cr_expect(strstr(ui.message, "Nothing stands above 2") != NULL);
}

Test(tree_view, beside_in_the_order_of_the_form)
{
	enter(24, 80, false);
	expect_in_hand(": 1 . 2 / 1 Enter f J", "1.2.2.1.1");
	expect_in_hand("P", "1.2");
	expect_in_hand("J", "1.3");
}

/* ---- what stands in the way ----------------------------------------------------------------------------------- */

Test(tree_view, in_the_way) { expect_screen(24, 80, false, "z G", "tree-way-80x24.txt"); }
Test(tree_view, in_the_way_small) { expect_screen(12, 40, false, "z", "tree-way-40x12.txt"); }
Test(tree_view, in_the_way_ascii) { expect_screen(24, 80, true, "z", "tree-way-ascii.txt"); }
Test(tree_view, in_the_way_in_the_order_of_the_form) { expect_screen(24, 80, false, "z f", "tree-way-form-80x24.txt"); }

Test(tree_view, the_claim_in_hand_stays)
{
	enter(24, 80, false);
	expect_in_hand(": 1 . 3 / 1 Enter z", "1.3.1.1");
	expect_in_hand("z", "1.3.1.1");
	expect_in_hand(": 1 . 3 / 1 Enter z J", "1.3.1.1");
	expect_in_hand("h", "1.3.1");
	expect_in_hand("]", "2.1.2.2.1");
	expect_in_hand("s End Enter", "2.1.2.2.1");
}

Test(tree_view, nothing_stands_in_the_way)
{
	struct changes c = {0};

	enter(24, 80, false);
	changes_set(&c, ENTITY_ASSESSMENT, "assessment", ui.work->assessment.revision, FIELD_ROLE, "open-source");
	cr_assert(ui_save(&ui, "assessment set", &c), "%s", ui.message);
	press(": 1 . 3 Enter z");
	expect("tree-way-none-80x24.txt");
}

/* ---- the picture --------------------------------------------------------------------------------------------------- */

Test(tree_view, picture) { expect_screen(24, 80, false, ": 1 . 4 Enter T l", "tree-picture-80x24.txt"); }
Test(tree_view, picture_scrolled) { expect_screen(24, 80, false, ": 1 . 2 Enter T l l l", "tree-picture-scrolled-80x24.txt"); }
Test(tree_view, picture_ascii) { expect_screen(24, 80, true, ": 1 . 3 / 1 Enter T", "tree-picture-ascii.txt"); }
Test(tree_view, picture_small) { expect_screen(12, 40, false, ": 1 . 2 Enter T l l", "tree-picture-40x12.txt"); }
Test(tree_view, picture_small_ascii) { expect_screen(12, 40, true, ": 3 Enter T l", "tree-picture-40x12-ascii.txt"); }
Test(tree_view, picture_wide) { expect_screen(60, 200, false, ": 1 . 2 Enter T", "tree-picture-200x60.txt"); }
Test(tree_view, picture_of_a_theme) { expect_screen(24, 80, false, "T", "tree-picture-theme-80x24.txt"); }

Test(tree_view, the_cursor_walks_the_picture)
{
	enter(24, 80, false);
	expect_in_hand(": 1 . 2 / 2 Enter T", "1.2.2.1.1");
	expect_in_hand("j j l", "1.2.2.1.3.1");
	expect_in_hand("G", "1.2.3");
	expect_in_hand("k", "1.2.2");
	expect_in_hand("h h", "1.2");
	expect_in_hand("g l", "1.2.2");
	expect_in_hand("PgUp", "1.2.1");
	expect_in_hand("PgDn", "1.2.3");
	cr_expect(strcmp(ui.top->ops->name, "Picture") == 0);
	expect_in_hand("k Enter", "1.2.2");
	cr_expect(strcmp(ui.top->ops->name, "Claims") == 0);
	expect_in_hand("T G Esc", "1.2.2");
}

Test(tree_view, the_mouse_in_the_picture)
{
	enter(24, 80, false);
	press(": 1 . 4 Enter T");
	mouse(1, false, 4, 52);
	cr_expect(strcmp(in_hand(), "1.4.1") == 0, "%s", in_hand());
	mouse(5, false, 4, 52);
	cr_expect(strcmp(in_hand(), "1.4.2") == 0, "%s", in_hand());
	mouse(1, false, 7, 52);
	cr_expect(strcmp(ui.top->ops->name, "Claims") == 0 && strcmp(in_hand(), "1.4.2") == 0);
}

/* Every node of the tree, at every size: nothing is drawn outside, the one in hand is always on the screen. */
Test(tree_view, picture_at_every_size)
{
	static const int cols[] = { 40, 41, 69, 70, 90, 159, 160, 200 };

	for (size_t i = 0; i < sizeof cols / sizeof *cols; i++) {
		enter(12 + (int)i * 5, cols[i], i % 2 != 0);
		press("T");
		for (int n = 0; n < 60; n++) {
			int row, col;

			press(n % 7 == 3 ? "l" : n % 5 == 4 ? "h" : n % 3 != 0 ? "j" : "l");
			frame_draw(&ui, canvas);
			cr_expect(canvas_cursor_at(canvas, &row, &col) && row > 1 && row < ui.rows - 3);
		}
		leave();
	}
}

/* ---- the width of the list ---------------------------------------------------------------------------------------- */

Test(tree_view, wider_list) { expect_screen(24, 80, false, "+ +", "tree-wider-80x24.txt"); }

Test(tree_view, the_list_has_limits)
{
	struct split *s;

	enter(24, 80, false);
	s = split_of(ui.view[VIEW_CLAIMS]);
	rest();
	cr_expect(eq(int, s->list_cols, 36));
	press("- - - - - - -");
	cr_expect(eq(int, s->list_cols, 20));
	cr_expect(strstr(ui.message, "as narrow as it may be") != NULL);
	press("+ + + + + + + + + +");
	cr_expect(eq(int, s->list_cols, 49));
	cr_expect(eq(int, s->detail_cols, 30));
}

Test(tree_view, one_pane_has_no_border_to_move)
{
	enter(12, 40, false);
	press("+");
	cr_expect(eq(int, ui.list_cols, 0));
	cr_expect(strstr(ui.message, "Only one pane") != NULL);
}

Test(tree_view, the_border_is_dragged)
{
	struct split *s;

	enter(24, 80, false);
	s = split_of(ui.view[VIEW_CLAIMS]);
	rest();
	mouse(1, false, 5, 36);
	mouse(1, true, 5, 41);
	mouse(1, true, 9, 44);
	mouse(0, false, 9, 44);
	cr_expect(eq(int, s->list_cols, 44));
	mouse(1, true, 9, 60);                  /* nothing is held any more */
	cr_expect(eq(int, s->list_cols, 44));
	mouse(1, false, 5, 10);                 /* a press elsewhere holds nothing, and a drag is no click */
	mouse(1, true, 8, 30);
	cr_expect(eq(int, s->list_cols, 44));
	cr_expect(strcmp(in_hand(), "1.3") == 0, "%s", in_hand());
	mouse(1, false, 5, 44);
	mouse(1, true, 5, 0);
	cr_expect(eq(int, s->list_cols, 20));
}

Test(tree_view, width_and_form_are_kept)
{
	enter(24, 80, false);
	press("+ : 2 . 2 / 3 Enter z");
	state_keep(&ui);
	leave();
	enter(24, 80, false);
	state_restore(&ui);
	rest();
	cr_expect(eq(int, ui.list_cols, 40));
	cr_expect(strcmp(in_hand(), "2.2.3") == 0, "%s", in_hand());
	expect("tree-kept-80x24.txt");
}
