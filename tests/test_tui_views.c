/* The views drawn on a canvas, without a terminal: the example at the sizes and in the characters that must work.
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
#include "workbench.h"

static char folder[] = "/tmp/assay-views-XXXXXX";
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

TestSuite(views, .init = set_up, .fini = tear_down, .timeout = 30);

/* Keys as the loop would take them: a command of the place, else the layer's own. */
static void press(struct ui *ui, const char *keys)
{
	char name[32];

	while (key_list_next(&keys, name, sizeof name)) {
		struct event ev = { .kind = EVENT_KEY, .key = key_read(name) };
		const struct command *c;

		ui_build(ui);
		cr_assert(ev.key != K_NONE, "no key: %s", name);
		c = command_for(NULL, ui->top->ops->where, ev.key);
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

static void expect_screen(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	struct tui_start start = { .path = path, .who = "Sam", .ascii = ascii, .today_fixed = true };
	struct ui ui = { .start = &start, .rows = rows, .cols = cols, .ascii = ascii };
	struct canvas *c = canvas_new(rows, cols, ascii);
	struct err err = {0};
	struct buf dump = {0};

	cr_assert(date_parse("2026-11-21", &start.today));
	ui.today = start.today;
	cr_assert(ui_open(&ui, path, &err), "%s", err.text);
	press(&ui, keys);
	ui_build(&ui);
	frame_draw(&ui, c);
	canvas_dump(c, &dump);
	expect_golden_text(buf_str(&dump), golden);
	buf_release(&dump);
	canvas_free(c);
	ui_close(&ui);
}

/* The workspace's path and chain head differ from run to run: the Assessment view is shown without its end. */
Test(views, claims_80x24) { expect_screen(24, 80, false, "j l l", "claims-80x24.txt"); }
Test(views, claims_ascii) { expect_screen(24, 80, true, "j l l", "claims-ascii.txt"); }
Test(views, claims_wide) { expect_screen(60, 200, false, "]", "claims-200x60.txt"); }
Test(views, claims_small) { expect_screen(12, 40, false, "]", "claims-40x12.txt"); }
Test(views, claim_small) { expect_screen(12, 40, false, "] Enter", "claim-40x12.txt"); }
Test(views, too_small) { expect_screen(11, 40, false, "", "too-small.txt"); }
Test(views, form_order) { expect_screen(24, 80, false, "f j j", "claims-form-order.txt"); }
Test(views, evidence) { expect_screen(24, 80, false, "2 j j j", "evidence-80x24.txt"); }
Test(views, evidence_claims) { expect_screen(24, 80, false, "2 j j j Tab End", "evidence-claims-80x24.txt"); }
Test(views, gaps) { expect_screen(24, 80, false, "4 j", "gaps-80x24.txt"); }
Test(views, assessment) { expect_screen(24, 80, false, "8", "assessment-80x24.txt"); }
Test(views, status) { expect_screen(24, 80, false, "] s", "status-80x24.txt"); }
Test(views, find_evidence) { expect_screen(24, 80, false, "] e t e s t", "pick-evidence-80x24.txt"); }
Test(views, links) { expect_screen(24, 80, false, "2 L", "pick-claims-80x24.txt"); }
Test(views, argument) { expect_screen(24, 80, false, "f j a F3", "argument-80x24.txt"); }
Test(views, evidence_form) { expect_screen(24, 80, false, "2 a", "evidence-form-80x24.txt"); }
Test(views, evidence_form_end) { expect_screen(24, 80, false, "2 a S-Tab", "evidence-form-end-80x24.txt"); }
Test(views, remove) { expect_screen(24, 80, false, "2 j j j D", "remove-80x24.txt"); }
Test(views, help) { expect_screen(24, 80, false, "?", "help-80x24.txt"); }
Test(views, help_in_text) { expect_screen(24, 80, false, "] a F1", "help-text-80x24.txt"); }
Test(views, palette) { expect_screen(24, 80, false, ": g a p", "palette-80x24.txt"); }
