/* The list of all remarks while it is still looking: what is known is there, more comes behind it, and the selected
 * remark stays under the hand. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lint.h"
#include "tui/key_list.h"
#include "tui/remarks.h"
#include "workbench.h"

enum { LOOKS = 43 /* into the claims of the fourth theme */, PATIENCE_MS = 60000 };

static struct workbench bench;

static void set_up(void)
{
	workbench_begin_example();
	workbench_open(&bench, 24, 80, false);
}

static void tear_down(void)
{
	workbench_close(&bench);
	workbench_end();
}

TestSuite(tui_remarks, .init = set_up, .fini = tear_down, .timeout = 60);

static char *screen(void)
{
	char *text = workbench_text(&bench);

	bench.ui.dirty = false;
	return text;
}

/* Straight to the list, and without a rest, in which it would look on. */
static void send(const char *keys)
{
	char name[32];

	while (key_list_next(&keys, name, sizeof name)) {
		struct event ev = { .kind = EVENT_KEY, .key = key_read(name) };

		ui_build(&bench.ui);
		bench.ui.top->ops->event(&bench.ui, bench.ui.top, &ev);
	}
}

static void look_to_the_end(void)
{
	for (int i = 0; bench.ui.top->ops->idle(&bench.ui, bench.ui.top); i++)
		cr_assert(i < 10000);
}

/* The list after so many looks, however slow the machine is. */
static void open_after(int looks)
{
	struct err err = {0};
	bool more;

	cr_assert(remarks_look(&bench.ui, PATIENCE_MS, looks, &more, &err), "%s", err.text);
	remarks_list_open(&bench.ui, 0);
}

static void set_status(const char *claim, const char *status)
{
	int leaf = tree_find_asked(bench.ui.work->tree, claim);
	struct changes c = {0};

	changes_set(&c, ENTITY_ANSWER, bench.ui.work->tree->node[leaf].id, bench.ui.work->answer[leaf].revision, FIELD_STATUS, status);
	cr_assert(ui_save(&bench.ui, "set", &c));
}

Test(tui_remarks, still_looking)
{
	open_after(LOOKS);
	expect_drawn(&bench, "remarks-looking-80x24.txt");
	look_to_the_end();
	expect_drawn(&bench, "remarks-looked-80x24.txt");
}

Test(tui_remarks, still_looking_small)
{
	workbench_close(&bench);
	workbench_open(&bench, 12, 40, true);
	open_after(LOOKS);
	expect_drawn(&bench, "remarks-looking-40x12-ascii.txt");
}

Test(tui_remarks, nothing_is_known_at_first)
{
	char *is;

	remarks_list_open(&bench.ui, 0);
	is = screen();
	cr_expect(strstr(is, "Remarks: still looking, 0 of ") != NULL && strstr(is, "none so far") != NULL, "%s", is);
	free(is);
	send("Esc");
	is = screen();
	cr_expect(strstr(is, "Remarks") == NULL, "%s", is);
	free(is);
}

/* Cut off with Esc, and opened again: it goes on where it was. */
Test(tui_remarks, left_and_opened_again)
{
	int looked, again, all;

	open_after(LOOKS);
	remarks_count(&bench.ui, &looked, &all);
	send("Esc");
	remarks_list_open(&bench.ui, 0);
	remarks_count(&bench.ui, &again, &all);
	cr_expect(looked == LOOKS && again == LOOKS, "%d, then %d", looked, again);
	look_to_the_end();
	expect_drawn(&bench, "remarks-looked-80x24.txt");
}

/* Filling in behind: Enter explains what the cursor was put on. */
Test(tui_remarks, the_selected_remark_stays)
{
	char *whole, *parts;

	set_status("1.1/1", "not-evidenced");
	open_after(INT_MAX);
	send("Down Down Enter");
	whole = screen();
	send("Esc");
	set_status("1.1/1", "partly-evidenced");        /* what is known goes */
	open_after(LOOKS);
	send("Down Down");
	look_to_the_end();
	send("Enter");
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

	open_after(INT_MAX);
	send("Down Down Down");
	set_status("1.1/1", "not-evidenced");
	is = screen();
	cr_expect(strstr(is, "1.1/1      no-gap") == NULL, "the list stays as it was:\n%s", is);
	free(is);
	look_to_the_end();
	expect_drawn(&bench, "remarks-after-save-80x24.txt");
}

/* A save of a waiver leaves standing what was found: nothing is looked at again. */
Test(tui_remarks, a_waiver_does_not)
{
	int number, looked, all;
	struct changes c = {0};
	char *is;

	open_after(LOOKS);
	send("Esc");
	number = remarks_number(&bench.ui);
	lint_waive(&c, bench.ui.work, "not-read", "assessment", "It was, on paper.");
	cr_assert(ui_save(&bench.ui, "waive", &c));
	remarks_count(&bench.ui, &looked, &all);
	cr_expect(number == remarks_number(&bench.ui) && looked == LOOKS, "%d", looked);
	remarks_list_open(&bench.ui, 0);
	look_to_the_end();
	send("End");
	is = screen();
	cr_expect(strstr(is, "assessment not-read: the catalogue was not read through") != NULL && strstr(is, "waived") != NULL, "%s", is);
	free(is);
	send("Esc");
	set_status("1.1/1", "not-evidenced");
	cr_expect(remarks_known(&bench.ui) == NULL, "a save of anything else begins it anew");
}
