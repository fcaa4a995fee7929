/* Suggestions where there is too much on file for the time of a key: they are looked for in pieces, it is said how far
 * that is, and what is there in the end is what would have been there at once. */
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
#include "tui/suggestions.h"
#include "tui/views.h"
#include "workbench.h"

enum { ITEMS = 1600, WORDS = 160, PIECES_MAX = 1000 };

static char folder[] = "/tmp/assay-suggestions-XXXXXX";
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

TestSuite(suggestions, .init = set_up, .fini = tear_down, .timeout = 60);

static void press(struct ui *ui, const char *keys)
{
	char name[32];

	while (key_list_next(&keys, name, sizeof name)) {
		struct event ev = { .kind = EVENT_KEY, .key = key_read(name) };
		const struct command *c;

		ui_build(ui);
		c = command_for(NULL, ui->top->ops->where, ev.key);
		if (c != NULL)
			c->run(ui);
		else
			ui->top->ops->event(ui, ui->top, &ev);
	}
	ui_build(ui);
}

struct screen {
	struct tui_start start;
	struct ui ui;
};

static void screen_open(struct screen *s)
{
	struct err err = {0};

	*s = (struct screen){ .start = { .path = path, .who = "Sam", .today_fixed = true } };
	cr_assert(date_parse("2026-11-21", &s->start.today));
	s->ui = (struct ui){ .start = &s->start, .rows = 24, .cols = 80, .today = s->start.today };
	cr_assert(ui_open(&s->ui, path, &err), "%s", err.text);
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

static void expect_in(struct screen *s, const char *words, bool there)
{
	char *text = screen_text(s);
	bool found = strstr(text, words) != NULL;

	cr_expect(found == there, "\"%s\" is %s in:\n%s", words, there ? "missing" : "there", text);
	free(text);
}

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

/* As the loop does while no key comes; how many pieces it took. */
static int wait_for_all(struct ui *ui)
{
	int n = 1;

	for (; ui->top->ops->idle(ui, ui->top) && n < PIECES_MAX; n++)
		ui_build(ui);
	return n;
}

Test(suggestions, says_how_far_it_is)
{
	struct screen s;
	char *text;

	screen_open(&s);
	add_much(&s.ui);
	press(&s.ui, "1 S");
	text = screen_text(&s);
	expect_golden_text(text, "suggestions-looking-80x24.txt");
	free(text);
	cr_expect(wait_for_all(&s.ui) > 1);
	expect_in(&s, "looking through", false);
	expect_in(&s, "Multi-factor authentication in the build environment", true);
	ui_close(&s.ui);
}

/* What is typed meanwhile stands, and a save of somebody else makes it begin anew. */
Test(suggestions, what_comes_late_is_the_same)
{
	struct screen s;
	char *late, *at_once;

	screen_open(&s);
	add_much(&s.ui);
	press(&s.ui, "1 S t e s t s");
	s.ui.top->ops->idle(&s.ui, s.ui.top);
	press(&s.ui, "Down");
	ui_follow(&s.ui);
	wait_for_all(&s.ui);
	late = screen_text(&s);
	cr_expect(strstr(late, "Input validation in code review") != NULL, "%s", late);
	press(&s.ui, "Esc S");
	wait_for_all(&s.ui);
	press(&s.ui, "t e s t s");
	at_once = screen_text(&s);
	cr_expect(strcmp(late, at_once) == 0, "late:\n%s\nat once:\n%s", late, at_once);
	free(late);
	free(at_once);
	ui_close(&s.ui);
}

/* A pane is shown without them, and has them once all is known; the cursor stays where it is. */
Test(suggestions, come_into_the_pane_when_they_are_known)
{
	struct screen s;
	struct target before, after;
	int pieces = 0;

	screen_open(&s);
	add_much(&s.ui);
	press(&s.ui, "2 f E 1 8 Enter");
	expect_in(&s, "Could also serve", false);
	cr_assert(ui_subject(&s.ui, &before));
	cr_assert(suggestions_due(&s.ui));
	for (; suggestions_due(&s.ui) && pieces < PIECES_MAX; pieces++)
		suggestions_seek(&s.ui);
	cr_expect(pieces > 1);
	press(&s.ui, "Tab End");
	expect_in(&s, "Could also serve", true);
	cr_expect(ui_subject(&s.ui, &after) && target_same(&before, &after));
	ui_close(&s.ui);
}
