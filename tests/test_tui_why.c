/* The view of why on a canvas, and what its keys do: the example, nothing of it changed. */
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
#include "workbench.h"

static char folder[] = "/tmp/assay-why-XXXXXX";
static char path[64];

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	example_workspace(path);
}

static void tear_down(void)
{
	unlink(path);
	rmdir(folder);
}

TestSuite(why_view, .init = set_up, .fini = tear_down, .timeout = 30);

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

static void press(struct screen *s, const char *keys)
{
	struct ui *ui = &s->ui;
	char name[32];

	while (key_list_next(&keys, name, sizeof name)) {
		struct event ev = { .kind = EVENT_KEY, .key = key_read(name) };
		const struct command *c;

		ui_build(ui);
		cr_assert(ev.key != K_NONE, "no key: %s", name);
		c = command_for(NULL, ui->top->ops->where, ev.key);
		free(ui->message);
		ui->message = NULL;
		if (c != NULL)
			c->run(ui);
		else
			ui->top->ops->event(ui, ui->top, &ev);
		if (ui->top->ops->rest != NULL) {
			ui_build(ui);
			ui->top->ops->rest(ui, ui->top);
		}
	}
}

static char *screen_text(struct screen *s)
{
	struct canvas *c = canvas_new(s->ui.rows, s->ui.cols, s->ui.ascii);
	struct buf dump = {0};

	ui_build(&s->ui);
	frame_draw(&s->ui, c);
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
	text = screen_text(&s);
	expect_golden_text(text, golden);
	free(text);
	ui_close(&s.ui);
}

Test(why_view, principle) { expect_screen(24, 80, false, "j w", "why-80x24.txt"); }
Test(why_view, claim) { expect_screen(24, 80, false, "] w", "why-claim-80x24.txt"); }
Test(why_view, small) { expect_screen(12, 40, false, "j w", "why-40x12.txt"); }
Test(why_view, item) { expect_screen(24, 80, false, "2 j j j j j j w", "why-item-80x24.txt"); }
Test(why_view, item_tried) { expect_screen(24, 80, false, "2 j j j j j j w t", "why-tried-80x24.txt"); }
Test(why_view, item_tried_ascii) { expect_screen(24, 80, true, "2 j j j j j j w t", "why-tried-ascii.txt"); }
Test(why_view, item_tried_small) { expect_screen(12, 40, false, "2 j j j j j j Enter w t", "why-tried-40x12.txt"); }
Test(why_view, gap) { expect_screen(24, 80, false, "4 w", "why-gap-80x24.txt"); }

static void expect_in(struct screen *s, const char *words)
{
	char *text = screen_text(s);

	cr_expect(strstr(text, words) != NULL, "\"%s\" is missing in:\n%s", words, text);
	free(text);
}

static void expect_not_in(struct screen *s, const char *words)
{
	char *text = screen_text(s);

	cr_expect(strstr(text, words) == NULL, "\"%s\" is in:\n%s", words, text);
	free(text);
}

/* Several at once, listed; each goes away by the same key; leaving forgets them; nothing was saved. */
Test(why_view, tries_come_and_go_and_change_nothing)
{
	struct screen s;

	screen_open(&s, 40, 80, false);
	press(&s, "j w j t");
	expect_in(&s, "if 1.1/2 developers trained were evidenced");
	expect_in(&s, "1 standing would change");
	press(&s, "End t");
	expect_in(&s, "if 1.1/2 developers trained were evidenced");
	expect_in(&s, "without E2 Version control and branching strategy");
	press(&s, "g t");
	expect_not_in(&s, "if 1.1/2");
	press(&s, "g t");
	expect_in(&s, "Nothing is tried any more");
	expect_not_in(&s, "Tried, nothing is saved");
	press(&s, "j t Esc");
	expect_in(&s, "Claims");
	press(&s, "w");
	expect_not_in(&s, "Tried, nothing is saved");
	cr_expect(eq(int, s.ui.saves, 0));
	cr_expect(eq(int, s.ui.work->answer[tree_find(s.ui.work->tree, "1.1.2.1")].status, STATUS_TO_ASSESS));
	ui_close(&s.ui);
}

/* What cannot be tried says why. */
Test(why_view, what_cannot_be_tried_is_told)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "j w t");
	expect_in(&s, "It follows from the claims below it");
	press(&s, "Esc 4 w t");
	expect_in(&s, "if G1 were closed");
	ui_close(&s.ui);
}

/* Enter goes to what the cursor stands on, Esc comes back to the view it was in, then out of it. */
Test(why_view, goes_there_and_comes_back)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "2 j j j j j j w j Enter");
	expect_in(&s, "1.2.2.1.2");
	cr_expect(eq(int, s.ui.current, VIEW_CLAIMS));
	press(&s, "Esc");
	expect_in(&s, "What rests on E7");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	press(&s, "Esc");
	expect_not_in(&s, "What rests on E7");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	ui_close(&s.ui);
}

/* From one why to the next, what is tried goes along; Esc goes back one by one. */
Test(why_view, leads_on_to_the_next)
{
	struct screen s;

	screen_open(&s, 40, 80, false);
	press(&s, "2 j j j j j j w t j w");
	expect_in(&s, "Why 1.2.2.1.2");
	expect_in(&s, "without E7");
	expect_in(&s, "asserted: evidenced, but no evidence that counts supports it");
	press(&s, "Esc");
	expect_in(&s, "What rests on E7");
	press(&s, "Esc Esc");
	cr_expect(s.ui.top == ui_view_layer(&s.ui));
	ui_close(&s.ui);
}

/* In the right pane of a claim, w is about the item the cursor stands on. */
Test(why_view, of_an_item_under_a_claim)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "j l j Tab j j w");
	expect_in(&s, "What rests on E");
	press(&s, "Esc");
	expect_in(&s, "Claims");
	ui_close(&s.ui);
}

/* The claim pane itself says why, where standing and status leave it open. */
Test(why_view, the_claim_pane_says_why)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, ": 4 . 2 . 1 Enter");
	expect_in(&s, "evidenced, but no evidence that");
	press(&s, ": 2 . 2 . 1 Enter");
	expect_in(&s, "partly evidenced; G1 is");
	press(&s, ": 1 . 1 . 2 . 1 Enter");
	expect_not_in(&s, "not assessed yet");
	ui_close(&s.ui);
}
