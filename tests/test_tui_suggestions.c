/* Suggestions where there is too much on file for the time of a key: they are looked for in pieces, it is said how far
 * that is, and what is there in the end is what would have been there at once. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "tui/suggestions.h"
#include "workbench.h"

enum { ITEMS = 1600, WORDS = 160, PIECES_MAX = 1000 };

static struct workbench bench;

/* Titles that say nothing, in more words than are looked at in the time of a key. */
static void add_much(struct ui *ui)
{
	struct changes c = {0};

	for (int i = 0; i < ITEMS; i++) {
		char id[ID_TEXT];
		struct buf title = {0};

		for (int k = 0, n = i; k < WORDS; k++, n += 7919)
			buf_addf(&title, "%s%c%c%cq", k > 0 ? " " : "", 'a' + n % 26, 'a' + n / 26 % 26, 'a' + n / 676 % 26);
		changes_new(&c, ENTITY_EVIDENCE, id);
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, buf_str(&title));
		buf_release(&title);
	}
	cr_assert(ui_save(ui, "evidence add", &c));
}

static void set_up(void)
{
	workbench_begin_example();
	workbench_open(&bench, 24, 80, false);
	add_much(&bench.ui);
}

static void tear_down(void)
{
	workbench_close(&bench);
	workbench_end();
}

TestSuite(suggestions, .init = set_up, .fini = tear_down, .timeout = 60);

/* Without a rest after it, in which all would be found. */
static void press_alone(const char *keys)
{
	ui_build(&bench.ui);
	while (press_one(&bench, &keys))
		ui_build(&bench.ui);
}

/* As the loop does while no key comes; how many pieces it took. */
static int wait_for_all(void)
{
	struct ui *ui = &bench.ui;
	int n = 1;

	for (; ui->top->ops->idle(ui, ui->top) && n < PIECES_MAX; n++)
		ui_build(ui);
	return n;
}

Test(suggestions, says_how_far_it_is)
{
	press(&bench, "1");
	press_alone("S");
	expect_drawn(&bench, "suggestions-looking-80x24.txt");
	cr_expect(wait_for_all() > 1);
	expect_not_in(&bench, "looking through");
	expect_in(&bench, "Multi-factor authentication in the build environment");
}

/* What is typed meanwhile stands, and a save of somebody else makes it begin anew. */
Test(suggestions, what_comes_late_is_the_same)
{
	char *late, *at_once;

	press(&bench, "1");
	press_alone("S t e s t s");
	bench.ui.top->ops->idle(&bench.ui, bench.ui.top);
	press_alone("Down");
	ui_follow(&bench.ui);
	wait_for_all();
	late = workbench_text(&bench);
	cr_expect(strstr(late, "Input validation in code review") != NULL, "%s", late);
	press_alone("Esc S");
	wait_for_all();
	press_alone("t e s t s");
	at_once = workbench_text(&bench);
	cr_expect(strcmp(late, at_once) == 0, "late:\n%s\nat once:\n%s", late, at_once);
	free(late);
	free(at_once);
}

/* A pane is shown without them, and has them once all is known; the cursor stays where it is. */
Test(suggestions, come_into_the_pane_when_they_are_known)
{
	struct target before, after;
	int pieces = 0;

	press_alone("2 f E 1 8 Enter");
	expect_not_in(&bench, "Could also serve");
	cr_assert(ui_subject(&bench.ui, &before));
	cr_assert(suggestions_due(&bench.ui));
	for (; suggestions_due(&bench.ui) && pieces < PIECES_MAX; pieces++)
		suggestions_seek(&bench.ui);
	cr_expect(pieces > 1);
	press_alone("Tab End");
	expect_in(&bench, "Could also serve");
	cr_expect(ui_subject(&bench.ui, &after) && target_same(&before, &after));
}
