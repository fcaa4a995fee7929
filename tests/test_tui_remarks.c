/* The list of all remarks while it is still looking: what is known is there, more comes behind it, and the selected
 * remark stays under the hand. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/lint.h"
#include "golden.h"
#include "tui/frame.h"
#include "tui/key_list.h"
#include "tui/remarks.h"
#include "workbench.h"

enum { LOOKS = 43 /* into the claims of the fourth theme */ };

static char folder[] = "/tmp/assay-remarks-XXXXXX";
static char path[64];
static struct tui_start begin;
static struct ui ui;

static void open_at(int rows, int cols, bool ascii)
{
	struct err err = {0};

	begin = (struct tui_start){ .path = path, .who = "Sam", .ascii = ascii, .today_fixed = true };
	cr_assert(date_parse("2026-11-21", &begin.today));
	ui = (struct ui){ .start = &begin, .rows = rows, .cols = cols, .ascii = ascii, .today = begin.today };
	cr_assert(ui_open(&ui, path, &err), "%s", err.text);
}

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	example_workspace(path);
	open_at(24, 80, false);
}

static void tear_down(void)
{
	ui_close(&ui);
	unlink(path);
	rmdir(folder);
}

TestSuite(tui_remarks, .init = set_up, .fini = tear_down, .timeout = 60);

static char *screen(void)
{
	struct canvas *c = canvas_new(ui.rows, ui.cols, ui.ascii);
	struct buf dump = {0};

	ui_build(&ui);
	frame_draw(&ui, c);
	canvas_dump(c, &dump);
	canvas_free(c);
	ui.dirty = false;
	return buf_steal(&dump);
}

static void expect_screen(const char *golden)
{
	char *is = screen();

	expect_golden_text(is, golden);
	free(is);
}

static void press(const char *keys)
{
	char name[32];

	while (key_list_next(&keys, name, sizeof name)) {
		struct event ev = { .kind = EVENT_KEY, .key = key_read(name) };

		ui_build(&ui);
		ui.top->ops->event(&ui, ui.top, &ev);
	}
}

static void look_to_the_end(void)
{
	for (int i = 0; ui.top->ops->idle(&ui, ui.top); i++)
		cr_assert(i < 10000);
}

static void set_status(const char *claim, const char *status)
{
	int leaf = tree_find_asked(ui.work->tree, claim);
	struct changes c = {0};

	changes_set(&c, ENTITY_ANSWER, ui.work->tree->node[leaf].id, ui.work->answer[leaf].revision, FIELD_STATUS, status);
	cr_assert(ui_save(&ui, "set", &c));
}

Test(tui_remarks, still_looking)
{
	remarks_list_open(&ui, LOOKS);
	expect_screen("remarks-looking-80x24.txt");
	look_to_the_end();
	expect_screen("remarks-looked-80x24.txt");
}

Test(tui_remarks, still_looking_small)
{
	ui_close(&ui);
	open_at(12, 40, true);
	remarks_list_open(&ui, LOOKS);
	expect_screen("remarks-looking-40x12-ascii.txt");
}

Test(tui_remarks, nothing_is_known_at_first)
{
	char *is;

	remarks_list_open(&ui, 0);
	is = screen();
	cr_expect(strstr(is, "Remarks: still looking, 0 of ") != NULL && strstr(is, "none so far") != NULL, "%s", is);
	free(is);
	press("Esc");
	is = screen();
	cr_expect(strstr(is, "Remarks") == NULL, "%s", is);
	free(is);
}

/* Cut off with Esc, and opened again: it goes on where it was. */
Test(tui_remarks, left_and_opened_again)
{
	int looked, again, all;

	remarks_list_open(&ui, LOOKS);
	remarks_count(&ui, &looked, &all);
	press("Esc");
	remarks_list_open(&ui, 0);
	remarks_count(&ui, &again, &all);
	cr_expect(looked == LOOKS && again == LOOKS, "%d, then %d", looked, again);
	look_to_the_end();
	expect_screen("remarks-looked-80x24.txt");
}

/* Filling in behind: Enter explains what the cursor was put on. */
Test(tui_remarks, the_selected_remark_stays)
{
	char *whole, *parts;

	set_status("1.1/1", "not-evidenced");
	remarks_list_open(&ui, INT_MAX);
	press("Down Down Enter");
	whole = screen();
	press("Esc");
	set_status("1.1/1", "partly-evidenced");        /* what is known goes */
	remarks_list_open(&ui, LOOKS);
	press("Down Down");
	look_to_the_end();
	press("Enter");
	parts = screen();
	cr_assert(strstr(whole, "no-support (completeness)") != NULL, "%s", whole);
	cr_assert(strstr(parts, "no-support (completeness)") != NULL, "%s", parts);
	cr_expect(strcmp(strstr(whole, "no-support ("), strstr(parts, "no-support (")) == 0, "%s\n%s", whole, parts);
	free(whole);
	free(parts);
}

/* A save brings remarks above the selected one and takes others away: it is found again when it is looked for anew. */
Test(tui_remarks, a_save_begins_anew)
{
	char *is;

	remarks_list_open(&ui, INT_MAX);
	press("Down Down Down");
	set_status("1.1/1", "not-evidenced");
	is = screen();
	cr_expect(strstr(is, "1.1/1      no-gap") == NULL, "the list stays as it was:\n%s", is);
	free(is);
	look_to_the_end();
	expect_screen("remarks-after-save-80x24.txt");
}

/* A save of a waiver leaves standing what was found: nothing is looked at again. */
Test(tui_remarks, a_waiver_does_not)
{
	int number, looked, all;
	struct changes c = {0};
	char *is;

	remarks_list_open(&ui, LOOKS);
	press("Esc");
	number = remarks_number(&ui);
	lint_waive(&c, ui.work, "not-read", "assessment", "It was, on paper.");
	cr_assert(ui_save(&ui, "waive", &c));
	remarks_count(&ui, &looked, &all);
	cr_expect(number == remarks_number(&ui) && looked == LOOKS, "%d", looked);
	remarks_list_open(&ui, 0);
	look_to_the_end();
	press("End");
	is = screen();
	cr_expect(strstr(is, "assessment not-read: the catalogue was not read through") != NULL && strstr(is, "waived") != NULL, "%s", is);
	free(is);
	press("Esc");
	set_status("1.1/1", "not-evidenced");
	cr_expect(remarks_known(&ui) == NULL, "a save of anything else begins it anew");
}
