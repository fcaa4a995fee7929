/* The register on a canvas, without a terminal: what it shows at the sizes and in the characters that must work, and
 * what its commands save. UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "tui/views.h"
#include "workbench.h"


TestSuite(register_view, .init = workbench_begin_example, .fini = workbench_end, .timeout = 30);

static void send(struct ui *ui, const char *text, bool bracketed)
{
	struct event ev = { .kind = EVENT_PASTE, .bracketed = bracketed, .text = (char *)(uintptr_t)text, .len = strlen(text) };

	ui_build(ui);
	ui->top->ops->event(ui, ui->top, &ev);
}

static void paste(struct ui *ui, const char *text) { send(ui, text, true); }

#define MANY "2 i F i r s t Enter S e c o n d Space o n e Enter f i r s t . Enter T h i r d"

Test(register_view, wide) { expect_screen(24, 80, false, "2 W j j", "register-wide-80x24.txt"); }
Test(register_view, all_columns) { expect_screen(60, 200, false, "2 W", "register-wide-200x60.txt"); }
Test(register_view, beside) { expect_screen(60, 200, false, "2 G", "register-200x60.txt"); }
Test(register_view, small) { expect_screen(12, 40, false, "2 j", "register-40x12.txt"); }
Test(register_view, ascii) { expect_screen(24, 80, true, "2 G", "register-ascii.txt"); }
Test(register_view, sort) { expect_screen(24, 80, false, "2 o", "register-sort-80x24.txt"); }
Test(register_view, sorted) { expect_screen(24, 80, false, "2 o Down Down Enter", "register-weight-80x24.txt"); }
Test(register_view, filter) { expect_screen(24, 80, false, "2 f", "register-filter-80x24.txt"); }
Test(register_view, filtered) { expect_screen(24, 80, false, "2 f A i s h a Enter f t e s t s Enter", "register-filtered-80x24.txt"); }
Test(register_view, columns) { expect_screen(24, 80, false, "2 C", "register-columns-80x24.txt"); }
Test(register_view, capture) { expect_screen(24, 80, false, MANY, "register-capture-80x24.txt"); }
Test(register_view, capture_small) { expect_screen(12, 40, true, MANY, "register-capture-40x12.txt"); }
Test(register_view, unfinished) { expect_screen(24, 80, false, MANY " Esc }", "register-unfinished-80x24.txt"); }
Test(register_view, merge) { expect_screen(24, 80, false, "2 j M e 1 9 Enter", "register-merge-80x24.txt"); }
Test(register_view, merge_small) { expect_screen(12, 40, true, "2 j M e 1 9 Enter", "register-merge-40x12.txt"); }
Test(register_view, suggestion) { expect_screen(24, 80, false, "2 G Tab End Enter", "register-suggestion-80x24.txt"); }
Test(register_view, suggestions) { expect_screen(24, 80, false, "1 S", "register-suggestions-80x24.txt"); }
Test(register_view, on_file_for_a_claim) { expect_screen(24, 80, false, ": 2 . 2 / 4 Enter Tab End", "register-claim-80x24.txt"); }

Test(register_view, a_pasted_list_is_one_save)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 i A");
	paste(&s.ui, "lpha\r\n\n  Beta \nengineering HANDBOOK\nbeta\nGamma\n");
	expect_in(&s, "E27 Alpha");
	expect_in(&s, "E28 Beta");
	expect_in(&s, "E29 Gamma");
	expect_in(&s, "E1 is there already: engineering HANDBOOK");
	expect_in(&s, "named twice: beta");
	cr_expect(eq(int, s.ui.saves, 1));
	press(&s, "Enter u");
	cr_expect(eq(int, s.ui.work->n_evidence, 26));
	workbench_close(&s);
}

/* Over a slow link typed keys come many at once: Enter among them ends a title, the rest is still being typed. */
Test(register_view, typing_that_came_at_once_is_typing)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 i B a c");
	send(&s.ui, "kup plan\nRestore te", false);
	expect_in(&s, "E27 Backup plan");
	expect_in(&s, "> Restore te");
	send(&s.ui, "sts of all\n", false);
	expect_in(&s, "E28 Restore tests of all");
	cr_expect(eq(int, s.ui.work->n_evidence, 28));
	paste(&s.ui, "One title\n");
	expect_in(&s, "> One title");
	cr_expect(eq(int, s.ui.work->n_evidence, 28));
	workbench_close(&s);
}

Test(register_view, a_title_too_long_names_its_line)
{
	struct workbench s;
	struct buf list = {0};

	buf_add(&list, "Short\n");
	buf_add_repeat(&list, "x", 1001);
	workbench_open(&s, 24, 80, false);
	press(&s, "2 i");
	paste(&s.ui, buf_str(&list));
	expect_in(&s, "Nothing was taken: line 2:");
	cr_expect(eq(int, s.ui.saves, 0));
	cr_expect(eq(int, s.ui.work->n_evidence, 26));
	buf_release(&list);
	workbench_close(&s);
}

/* A lock that somebody else holds: what was pasted waits, and Enter tries again. */
Test(register_view, what_cannot_be_saved_waits)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 i");
	s.ui.readonly = true;
	paste(&s.ui, "Alpha\nBeta");
	expect_in(&s, "some are not saved yet");
	press(&s, "G a m m a Enter Esc");
	expect_in(&s, "some are not saved yet");
	s.ui.readonly = false;
	press(&s, "Enter");
	expect_in(&s, "E27 Alpha");
	expect_in(&s, "E29 Gamma");
	expect_not_in(&s, "not saved yet");
	workbench_close(&s);
}

Test(register_view, merge_saves_once_and_is_undone)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 j M e 1 9 Enter j Space C-s");
	expect_in(&s, "E19 merged into E2");
	cr_expect(eq(int, s.ui.saves, 1));
	cr_expect(eq(int, s.ui.work->n_evidence, 25));
	cr_expect(eq(str, s.ui.work->evidence[1].title, (char *)(uintptr_t)"Infrastructure changes in version control"));
	cr_expect(eq(int, s.ui.work->evidence[1].n_supports, 3));
	press(&s, "u");
	cr_expect(eq(int, s.ui.work->n_evidence, 26));
	workbench_close(&s);
}

Test(register_view, split_moves_what_is_marked)
{
	struct workbench s;
	int e;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 j j j : s p l i t Enter Space Down Space Enter P a r t Enter Esc");
	e = work_find_evidence_ref(s.ui.work, 27);
	cr_assert(e >= 0);
	cr_expect(eq(str, s.ui.work->evidence[e].title, (char *)(uintptr_t)"Part"));
	cr_expect(eq(int, s.ui.work->evidence[e].n_supports, 2));
	cr_expect(eq(int, s.ui.work->evidence[3].n_supports, 1));
	cr_expect(eq(int, s.ui.saves, 1));
	workbench_close(&s);
}

Test(register_view, a_suggestion_is_refused_for_good)
{
	struct workbench s;

	workbench_open(&s, 40, 100, false);
	press(&s, "2 f E 1 8 Enter Tab End Enter r");
	expect_in(&s, "E18 is not suggested any more for 2.2/4");
	expect_not_in(&s, "Could also serve");
	press(&s, "u");
	expect_in(&s, "Could also serve");
	workbench_close(&s);
}

/* Order, columns, the wide form and the item are taken up at the next start; a filter is not. */
Test(register_view, is_taken_up_again)
{
	struct workbench s;
	struct buf line = {0};

	workbench_open(&s, 24, 80, false);
	press(&s, "2 W C Space Enter o Down Down Enter f A i s h a Enter j j");
	ui_build(&s.ui);
	view_ops_of(VIEW_EVIDENCE)->keep(&s.ui, s.ui.view[VIEW_EVIDENCE], &line);
	workbench_close(&s);
	workbench_open(&s, 24, 80, false);
	view_ops_of(VIEW_EVIDENCE)->restore(&s.ui, s.ui.view[VIEW_EVIDENCE], buf_str(&line));
	press(&s, "2");
	expect_in(&s, "Evidence 26, by claims supported");
	expect_not_in(&s, " ref ");
	{
		struct target t;

		cr_assert(ui_subject(&s.ui, &t));
		cr_expect(eq(str, s.ui.work->evidence[work_find_evidence(s.ui.work, t.id)].owner, (char *)(uintptr_t)"Aisha"));
	}
	view_ops_of(VIEW_EVIDENCE)->restore(&s.ui, s.ui.view[VIEW_EVIDENCE], "columns 99999999999 sort -1 wide x at \033 at");
	press(&s, "j");
	buf_release(&line);
	workbench_close(&s);
}

/* Whoever goes to an item sees it, whatever is filtered. */
Test(register_view, a_filter_does_not_hide_where_one_goes)
{
	struct workbench s;
	struct target t;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 f A i s h a Enter");
	expect_in(&s, "of 26, by reference; of Aisha");
	t = (struct target){ .kind = TARGET_EVIDENCE, .id = s.ui.work->evidence[0].id };
	ui_jump(&s.ui, &t);
	expect_in(&s, "Evidence 26, by reference");
	cr_assert(ui_subject(&s.ui, &t));
	cr_expect(eq(str, (char *)(uintptr_t)t.id, s.ui.work->evidence[0].id));
	workbench_close(&s);
}

/* A near-duplicate is marked on both, and leads to the other. */
Test(register_view, nearly_the_same_leads_to_the_other)
{
	struct workbench s;
	struct target t;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 i h a n d b o o k Space o f Space e n g i n e e r i n g Enter Esc");
	expect_in(&s, "!0=i");
	expect_in(&s, "= nearly the same as E1");
	press(&s, "Tab Enter");
	cr_assert(ui_subject(&s.ui, &t));
	cr_expect(eq(str, (char *)(uintptr_t)t.id, s.ui.work->evidence[0].id));
	expect_in(&s, "= nearly the same as E27");
	press(&s, "M");
	expect_in(&s, "nearly the same");
	press(&s, "Enter C-s");
	expect_in(&s, "E27 merged into E1");
	workbench_close(&s);
}
