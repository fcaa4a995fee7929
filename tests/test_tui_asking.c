/* What asks and what says, in narrow and low windows: nothing is cut off without a sign, what
 * was typed last is seen, and a save says how it is taken back. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "golden.h"
#include "tui/ask.h"
#include "workbench.h"


TestSuite(asking, .init = workbench_begin_example, .fini = workbench_end, .timeout = 30);

/* ---- the screen --------------------------------------------------------------------------------------- */

static void nothing_done(struct ui *ui, const char *context, char letter)
{
	(void)ui;
	(void)context;
	(void)letter;
}

/* A question longer than a low window, with more answers than a narrow one has room for in a line. */
static void ask(struct workbench *s, int rows, int cols)
{
	static const struct ask_answer answers[] = {
		{ 'u', "unlink it from this claim" }, { 'd', "remove the item altogether" }, { 0, NULL },
	};

	workbench_open(s, rows, cols, false);
	ask_open(&s->ui, "The question stands last. It takes some lines of its own in a window that is as narrow as this one.",
	    "The beginning of a long story. What is told here takes so many lines in a narrow window that not all of them "
	    "can be seen at once, and whoever answers should know that there is more above, and be able to read it. "
	    "So there is a sign, and Up goes there.", answers, 'u', NULL, nothing_done);
}

static void expect_asked(const char *keys, const char *golden)
{
	struct workbench s;
	char *text;

	ask(&s, 12, 40);
	press(&s, keys);
	text = workbench_text(&s);
	expect_golden_text(text, golden);
	free(text);
	workbench_close(&s);
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
static void typing_line(struct workbench *s, struct buf *line)
{
	char *text = workbench_text(s), *save = NULL;

	for (char *l = strtok_r(text, "\n", &save); l != NULL; l = strtok_r(NULL, "\n", &save))
		if (strncmp(l, " >", 2) == 0)
			buf_add(line, l);
	free(text);
}

Test(asking, what_was_typed_last_is_seen)
{
	struct workbench s;
	struct buf line = {0};

	workbench_open(&s, 12, 40, false);
	press(&s, "2 M a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z");
	typing_line(&s, &line);
	cr_assert(strstr(buf_str(&line), "uvwxyz") != NULL, "%s", buf_str(&line));
	buf_release(&line);
	workbench_close(&s);
}

/* Two lines for what one is too short for. */
Test(asking, a_message_is_not_cut)
{
	expect_screen(12, 40, false, "3 Space", "message-40x12.txt");
}

Test(asking, a_save_says_how_to_undo)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "] m N e w Esc");
	cr_assert_str_eq(s.ui.message, "Saved; u takes it back");
	press(&s, "e E 4 Enter");
	cr_assert_str_eq(s.ui.message, "E4 supports 1.1/2 now; u takes it back");
	workbench_close(&s);
}

Test(asking, nothing_to_choose_from)
{
	struct workbench s;
	char *text;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 S");
	text = workbench_text(&s);
	cr_assert(strstr(text, "nothing matches") == NULL, "%s", text);
	cr_assert(strstr(text, "nothing to suggest now") != NULL, "%s", text);
	free(text);
	press(&s, "a u");
	expect_not_in(&s, "nothing matches");
	expect_in(&s, "nothing to suggest now");
	workbench_close(&s);
}

Test(asking, narrow_help)
{
	expect_screen(12, 40, true, "?", "help-40x12-ascii.txt");
	expect_screen(12, 40, false, ":", "palette-40x12.txt");
}

/* Where nothing may be changed no key is offered that would. */
Test(asking, read_only_offers_no_writing)
{
	struct workbench s;
	char *text;

	workbench_open(&s, 24, 80, false);
	s.ui.readonly = true;
	press(&s, "]");
	text = workbench_text(&s);
	cr_assert(strstr(text, "none yet") != NULL && strstr(text, "none yet: ") == NULL, "%s", text);
	free(text);
	workbench_close(&s);
}

/* A word is no claim's number: the palette does not offer to go there. */
Test(asking, words_are_no_claim)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, ": g a p");
	expect_not_in(&s, "go to claim");
	press(&s, "Esc : 1 . 2 / 2");
	expect_in(&s, "go to claim 1.2/2");
	press(&s, "Enter");
	cr_expect_str_eq(node_in_hand(&s), "1.2.2.1.1");
	workbench_close(&s);
}

/* Where something new can be typed, nobody is told that there is nothing to choose from. */
Test(asking, what_may_be_typed_is_said)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "2 : s p l i t Enter Space Enter");
	expect_in(&s, "type what the new item is called");
	workbench_close(&s);
}
