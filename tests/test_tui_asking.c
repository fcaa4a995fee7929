/* What asks and what says, in narrow and low windows: nothing is cut off without a sign, what
 * was typed last is seen, and a save says how it is taken back. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "golden.h"
#include "tui/ask.h"
#include "tui/command.h"
#include "tui/frame.h"
#include "tui/key_list.h"
#include "workbench.h"

static char folder[] = "/tmp/assay-asking-XXXXXX";
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

TestSuite(asking, .init = set_up, .fini = tear_down, .timeout = 30);

/* ---- the screen --------------------------------------------------------------------------------------- */

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

static bool press_one(struct ui *ui, const char **keys)
{
	char name[32];
	struct event ev = { .kind = EVENT_KEY };
	const struct command *c;

	if (!key_list_next(keys, name, sizeof name))
		return false;
	ev.key = key_read(name);
	cr_assert(ev.key != K_NONE, "no key: %s", name);
	c = command_for(NULL, ui->top->ops->where, ev.key);
	if (c != NULL)
		c->run(ui);
	else
		ui->top->ops->event(ui, ui->top, &ev);
	return true;
}

/* Keys as the loop takes them: one at a time, the hand resting after each. */
static void press(struct screen *s, const char *keys)
{
	ui_build(&s->ui);
	while (press_one(&s->ui, &keys)) {
		ui_build(&s->ui);
		if (s->ui.top->ops->rest != NULL)
			s->ui.top->ops->rest(&s->ui, s->ui.top);
		ui_build(&s->ui);
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

static void nothing_done(struct ui *ui, const char *context, char letter)
{
	(void)ui;
	(void)context;
	(void)letter;
}

/* A question longer than a low window, with more answers than a narrow one has room for in a line. */
static void ask(struct screen *s, int rows, int cols)
{
	static const struct ask_answer answers[] = {
		{ 'u', "unlink it from this claim" }, { 'd', "remove the item altogether" }, { 0, NULL },
	};

	screen_open(s, rows, cols, false);
	ask_open(&s->ui, "The question stands last. It takes some lines of its own in a window that is as narrow as this one.",
	    "The beginning of a long story. What is told here takes so many lines in a narrow window that not all of them "
	    "can be seen at once, and whoever answers should know that there is more above, and be able to read it. "
	    "So there is a sign, and Up goes there.", answers, 'u', NULL, nothing_done);
}

static void expect_asked(const char *keys, const char *golden)
{
	struct screen s;
	char *text;

	ask(&s, 12, 40);
	press(&s, keys);
	text = screen_text(&s);
	expect_golden_text(text, golden);
	free(text);
	ui_close(&s.ui);
}

Test(asking, answers_stand_whole)
{
	expect_asked("", "ask-40x12.txt");
}

Test(asking, what_is_above_can_be_read)
{
	expect_asked("Up Up Up Up Up Up Up Up Up Up Up", "ask-above-40x12.txt");
}

Test(asking, down_comes_back_at_once)
{
	expect_asked("Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Down Down Down Down Down Down Down", "ask-40x12.txt");
}

/* The line one types in. */
static void typing_line(struct screen *s, struct buf *line)
{
	char *text = screen_text(s), *save = NULL;

	for (char *l = strtok_r(text, "\n", &save); l != NULL; l = strtok_r(NULL, "\n", &save))
		if (strncmp(l, " >", 2) == 0)
			buf_add(line, l);
	free(text);
}

Test(asking, what_was_typed_last_is_seen)
{
	struct screen s;
	struct buf line = {0};

	screen_open(&s, 12, 40, false);
	press(&s, "2 M a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z");
	typing_line(&s, &line);
	cr_assert(strstr(buf_str(&line), "uvwxyz") != NULL, "%s", buf_str(&line));
	buf_release(&line);
	ui_close(&s.ui);
}

/* Two lines for what one is too short for. */
Test(asking, a_message_is_not_cut)
{
	expect_screen(12, 40, false, "3 Space", "message-40x12.txt");
}

Test(asking, a_save_says_how_to_undo)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "] m N e w Esc");
	cr_assert_str_eq(s.ui.message, "Saved; u takes it back");
	press(&s, "e E 4 Enter Esc");
	cr_assert_str_eq(s.ui.message, "E4 supports 1.1/2 now; u takes it back");
	ui_close(&s.ui);
}

Test(asking, nothing_to_choose_from)
{
	struct screen s;
	char *text;

	screen_open(&s, 24, 80, false);
	press(&s, "2 S");
	text = screen_text(&s);
	cr_assert(strstr(text, "nothing matches") == NULL, "%s", text);
	cr_assert(strstr(text, "nothing to suggest now") != NULL, "%s", text);
	free(text);
	ui_close(&s.ui);
}

Test(asking, narrow_help)
{
	expect_screen(12, 40, true, "?", "help-40x12-ascii.txt");
	expect_screen(12, 40, false, ":", "palette-40x12.txt");
}

/* Where nothing may be changed no key is offered that would. */
Test(asking, read_only_offers_no_writing)
{
	struct screen s;
	char *text;

	screen_open(&s, 24, 80, false);
	s.ui.readonly = true;
	press(&s, "]");
	text = screen_text(&s);
	cr_assert(strstr(text, "none yet") != NULL && strstr(text, "none yet: ") == NULL, "%s", text);
	free(text);
	ui_close(&s.ui);
}
