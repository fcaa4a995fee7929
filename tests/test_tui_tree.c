/* How the claims hang together, on a canvas: strategies, the nodes above a claim, the compact form of the tree, the
 * picture of a principle, and the width of the list.
 * UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "tui/split.h"
#include "tui/state.h"
#include "workbench.h"

static struct workbench screen;

static void tear_down(void)
{
	workbench_close(&screen);
	workbench_end();
}

TestSuite(tree_view, .init = workbench_begin_example, .fini = tear_down, .timeout = 30);

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
	workbench_open(&screen, 24, 80, false);
	press(&screen, ": 1 . 4 / 2 Enter s Home Enter s Enter");
	expect_drawn(&screen, "tree-remark-asked-80x24.txt");
	press(&screen, "o");
	expect_said(&screen, "it now stands as met");
	press(&screen, "s End Enter");                   /* set aside: it could be claimed before, and can be now */
	cr_expect(strcmp(screen.ui.top->ops->name, "Claims") == 0, "asked where nothing became claimable: %s", screen.ui.top->ops->name);
}

/* ---- walking ------------------------------------------------------------------------------------------------- */

Test(tree_view, the_nodes_above_are_steps)
{
	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, ": 1 . 2 . 2 . 1 . 1 Enter", "1.2.2.1.1");
	expect_in_hand(&screen, "Tab g j j Enter", "1.2.2");
}

Test(tree_view, parent_and_beside_from_either_pane)
{
	struct split *s;

	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, ": 1 . 2 . 2 . 1 . 1 Enter J", "1.2.2.1.2");
	expect_in_hand(&screen, "K", "1.2.2.1.1");
	expect_in_hand(&screen, "K", "1.2.2.1.1");
	expect_said(&screen, "1.2.2.1.1 is the first here");
	expect_in_hand(&screen, "Tab P", "1.2.2.1");
	s = split_of(screen.ui.view[VIEW_CLAIMS]);
	cr_expect(s->in_detail && strcmp(s->shown.id, "1.2.2.1") == 0);
	expect_in_hand(&screen, "P P P J", "2");
	expect_in_hand(&screen, "P", "2");
	expect_said(&screen, "Nothing stands above 2");
}

Test(tree_view, beside_in_the_order_of_the_form)
{
	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, ": 1 . 2 / 1 Enter f J", "1.2.2.1.1");
	expect_in_hand(&screen, "P", "1.2");
	expect_in_hand(&screen, "J", "1.3");
}

/* ---- what stands in the way ----------------------------------------------------------------------------------- */

Test(tree_view, in_the_way) { expect_screen(24, 80, false, "z G", "tree-way-80x24.txt"); }
Test(tree_view, in_the_way_small) { expect_screen(12, 40, false, "z", "tree-way-40x12.txt"); }
Test(tree_view, in_the_way_ascii) { expect_screen(24, 80, true, "z", "tree-way-ascii.txt"); }
Test(tree_view, in_the_way_in_the_order_of_the_form) { expect_screen(24, 80, false, "z f", "tree-way-form-80x24.txt"); }

Test(tree_view, the_claim_in_hand_stays)
{
	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, ": 1 . 3 / 1 Enter z", "1.3.1.1");
	expect_in_hand(&screen, "z", "1.3.1.1");
	expect_in_hand(&screen, ": 1 . 3 / 1 Enter z J", "1.3.1.1");
	expect_in_hand(&screen, "h", "1.3.1");
	expect_in_hand(&screen, "]", "2.1.2.2.1");
	expect_in_hand(&screen, "s End Enter", "2.1.2.2.1");
}

Test(tree_view, nothing_stands_in_the_way)
{
	struct changes c = {0};

	workbench_open(&screen, 24, 80, false);
	changes_set(&c, ENTITY_ASSESSMENT, "assessment", screen.ui.work->assessment.revision, FIELD_ROLE, "open-source");
	cr_assert(ui_save(&screen.ui, "assessment set", &c), "%s", screen.ui.message);
	press(&screen, ": 1 . 3 Enter z");
	expect_drawn(&screen, "tree-way-none-80x24.txt");
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
	workbench_open(&screen, 24, 80, false);
	expect_in_hand(&screen, ": 1 . 2 / 2 Enter T", "1.2.2.1.1");
	expect_in_hand(&screen, "j j l", "1.2.2.1.3.1");
	expect_in_hand(&screen, "G", "1.2.3");
	expect_in_hand(&screen, "k", "1.2.2");
	expect_in_hand(&screen, "h h", "1.2");
	expect_in_hand(&screen, "g l", "1.2.2");
	expect_in_hand(&screen, "PgUp", "1.2.1");
	expect_in_hand(&screen, "PgDn", "1.2.3");
	cr_expect(strcmp(screen.ui.top->ops->name, "Picture") == 0);
	expect_in_hand(&screen, "k Enter", "1.2.2");
	cr_expect(strcmp(screen.ui.top->ops->name, "Claims") == 0);
	expect_in_hand(&screen, "T G Esc", "1.2.2");
}

Test(tree_view, the_mouse_in_the_picture)
{
	workbench_open(&screen, 24, 80, false);
	press(&screen, ": 1 . 4 Enter T");
	click(&screen, 1, false, 4, 52);
	cr_expect(strcmp(node_in_hand(&screen), "1.4.1") == 0, "%s", node_in_hand(&screen));
	click(&screen, 5, false, 4, 52);
	cr_expect(strcmp(node_in_hand(&screen), "1.4.2") == 0, "%s", node_in_hand(&screen));
	click(&screen, 1, false, 7, 52);
	cr_expect(strcmp(screen.ui.top->ops->name, "Claims") == 0 && strcmp(node_in_hand(&screen), "1.4.2") == 0);
}

/* Every node of the tree, at every size: nothing is drawn outside, the one in hand is always on the screen. */
Test(tree_view, picture_at_every_size)
{
	static const int cols[] = { 40, 41, 69, 70, 90, 159, 160, 200 };

	for (size_t i = 0; i < sizeof cols / sizeof *cols; i++) {
		workbench_open(&screen, 12 + (int)i * 5, cols[i], i % 2 != 0);
		press(&screen, "T");
		for (int n = 0; n < 60; n++) {
			struct canvas *c;
			int row, col;

			press(&screen, n % 7 == 3 ? "l" : n % 5 == 4 ? "h" : n % 3 != 0 ? "j" : "l");
			c = workbench_canvas(&screen);
			cr_expect(canvas_cursor_at(c, &row, &col) && row > 1 && row < screen.ui.rows - 3);
			canvas_free(c);
		}
		workbench_close(&screen);
	}
}

/* ---- the width of the list ---------------------------------------------------------------------------------------- */

Test(tree_view, wider_list) { expect_screen(24, 80, false, "+ +", "tree-wider-80x24.txt"); }

Test(tree_view, the_list_has_limits)
{
	struct split *s;

	workbench_open(&screen, 24, 80, false);
	s = split_of(screen.ui.view[VIEW_CLAIMS]);
	rest(&screen);
	cr_expect(eq(int, s->list_cols, 36));
	press(&screen, "- - - - - - -");
	cr_expect(eq(int, s->list_cols, 20));
	expect_said(&screen, "as narrow as it may be");
	press(&screen, "+ + + + + + + + + +");
	cr_expect(eq(int, s->list_cols, 49));
	cr_expect(eq(int, s->detail_cols, 30));
}

Test(tree_view, one_pane_has_no_border_to_move)
{
	workbench_open(&screen, 12, 40, false);
	press(&screen, "+");
	cr_expect(eq(int, screen.ui.list_cols, 0));
	expect_said(&screen, "Only one pane");
}

Test(tree_view, the_border_is_dragged)
{
	struct split *s;

	workbench_open(&screen, 24, 80, false);
	s = split_of(screen.ui.view[VIEW_CLAIMS]);
	rest(&screen);
	click(&screen, 1, false, 5, 36);
	click(&screen, 1, true, 5, 41);
	click(&screen, 1, true, 9, 44);
	click(&screen, 0, false, 9, 44);
	cr_expect(eq(int, s->list_cols, 44));
	click(&screen, 1, true, 9, 60);                  /* nothing is held any more */
	cr_expect(eq(int, s->list_cols, 44));
	click(&screen, 1, false, 5, 10);                 /* a press elsewhere holds nothing, and a drag is no click */
	click(&screen, 1, true, 8, 30);
	cr_expect(eq(int, s->list_cols, 44));
	cr_expect(strcmp(node_in_hand(&screen), "1.3") == 0, "%s", node_in_hand(&screen));
	click(&screen, 1, false, 5, 44);
	click(&screen, 1, true, 5, 0);
	cr_expect(eq(int, s->list_cols, 20));
}

Test(tree_view, width_and_form_are_kept)
{
	workbench_open(&screen, 24, 80, false);
	press(&screen, "+ : 2 . 2 / 3 Enter z");
	state_keep(&screen.ui);
	workbench_close(&screen);
	workbench_open(&screen, 24, 80, false);
	state_restore(&screen.ui);
	rest(&screen);
	cr_expect(eq(int, screen.ui.list_cols, 40));
	cr_expect(strcmp(node_in_hand(&screen), "2.2.3") == 0, "%s", node_in_hand(&screen));
	expect_drawn(&screen, "tree-kept-80x24.txt");
}
