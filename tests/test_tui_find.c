/* The list of what was found on a canvas: golden texts, the words marked, where Enter, n and N lead, and how
 * keys that come together are one search. */
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

static char folder[] = "/tmp/assay-find-XXXXXX";
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

TestSuite(find_list, .init = set_up, .fini = tear_down, .timeout = 30);

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

/* Keys that came together. */
static void press_at_once(struct screen *s, const char *keys)
{
	ui_build(&s->ui);
	while (press_one(&s->ui, &keys))
		if (s->ui.top->stale)
			ui_build(&s->ui);
}

static char *screen_text(struct screen *s, bool styles)
{
	struct canvas *c = canvas_new(s->ui.rows, s->ui.cols, s->ui.ascii);
	struct buf dump = {0};

	ui_build(&s->ui);
	frame_draw(&s->ui, c);
	if (styles)
		canvas_dump_styles(c, &dump);
	else
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
	text = screen_text(&s, false);
	expect_golden_text(text, golden);
	free(text);
	ui_close(&s.ui);
}

static bool shows(struct screen *s, const char *words)
{
	char *text = screen_text(s, false);
	bool there = strstr(text, words) != NULL;

	free(text);
	return there;
}

static void expect_in(struct screen *s, const char *words)
{
	char *text = screen_text(s, false);

	cr_expect(strstr(text, words) != NULL, "\"%s\" is missing in:\n%s", words, text);
	free(text);
}

Test(find_list, words) { expect_screen(24, 80, false, "/ u p d a t e", "find-80x24.txt"); }
Test(find_list, number) { expect_screen(24, 80, false, "/ 1 . 1 . 2", "find-number-80x24.txt"); }
Test(find_list, before) { expect_screen(24, 80, false, "/", "find-before-80x24.txt"); }
Test(find_list, none) { expect_screen(24, 80, false, "/ x y z z y", "find-none-80x24.txt"); }
Test(find_list, small) { expect_screen(12, 40, false, "/ u p d a t e", "find-40x12.txt"); }
Test(find_list, ascii) { expect_screen(24, 80, true, "/ u p d a t e Down", "find-ascii.txt"); }
Test(find_list, phrase) { expect_screen(24, 80, false, "/ \" p u l l Space r e q u e s t \"", "find-phrase-80x24.txt"); }
Test(find_list, gone_there) { expect_screen(24, 80, false, "/ E 1 2 Enter", "find-there-80x24.txt"); }

/* The letter of canvas_dump_styles for a style. */
static char letter_of(enum style s)
{
	return (char)('a' + (int)s - 1);
}

Test(find_list, the_words_found_are_marked)
{
	struct screen s;
	char *styles, *line, marked[8];

	screen_open(&s, 24, 80, false);
	press(&s, "/ h a n d b");
	press(&s, "Down");
	cr_assert(shows(&s, "Engineering handbook"));
	styles = screen_text(&s, true);
	memset(marked, letter_of(STYLE_MATCH), sizeof marked);
	line = memmem(styles, strlen(styles), marked, sizeof marked);
	cr_expect(line != NULL, "\"handbook\" is marked:\n%s", styles);
	free(styles);
	ui_close(&s.ui);
}

Test(find_list, enter_goes_there_and_n_on)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "/ r e n o Enter");
	expect_in(&s, "Automated dependency updates");
	expect_in(&s, "1 of 8 with \"reno\"");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	press(&s, "n");
	expect_in(&s, "asked as 1.2/5");
	press(&s, "n n");
	expect_in(&s, "E7");
	press(&s, "N");
	expect_in(&s, "asked as 1.2/4");
	press(&s, "Esc");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	press(&s, "Esc Esc Esc");
	expect_in(&s, "Automated dependency updates");
	press(&s, "Esc");
	cr_expect(eq(int, s.ui.current, VIEW_CLAIMS));
	ui_close(&s.ui);
}

Test(find_list, n_comes_round)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "n");
	expect_in(&s, "Nothing was searched for yet");
	press(&s, "/ E 1 2 Enter n");
	expect_in(&s, "No other place has \"E12\"");
	press(&s, "/ 1 . 2 / 2 Space 1 . 2 / 4 Enter");
	expect_in(&s, "asked as 1.2/2");
	press(&s, "n");
	expect_in(&s, "asked as 1.2/4");
	press(&s, "n");
	expect_in(&s, "asked as 1.2/2");
	ui_close(&s.ui);
}

/* The fifth hit is on the claim of the third, the eighth on that of the second. */
Test(find_list, one_visit_each_is_enough)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "/ r e n o Down Down Down Enter");
	expect_in(&s, "4 of 8 with");
	press(&s, "n");
	expect_in(&s, "6 of 8 with");
	expect_in(&s, "asked as 3.3/1");
	press(&s, "n n");
	expect_in(&s, "1 of 8 with");
	ui_close(&s.ui);
}

/* What is removed between two steps is passed over. */
Test(find_list, what_is_gone_is_passed_over)
{
	struct screen s;
	struct changes c = {0};
	int e;

	screen_open(&s, 24, 80, false);
	press(&s, "/ E 1 Space E 2 4 Space E 3 Enter");
	e = work_find_evidence_ref(s.ui.work, 24);
	changes_set(&c, ENTITY_EVIDENCE, s.ui.work->evidence[e].id, s.ui.work->evidence[e].revision, FIELD_EVIDENCE_REMOVED, "true");
	for (int i = s.ui.work->evidence[e].first_support; i >= 0; i = s.ui.work->support[i].next_of_evidence)
		changes_set(&c, ENTITY_SUPPORT, s.ui.work->support[i].id, s.ui.work->support[i].revision, FIELD_SUPPORT_REMOVED, "true");
	cr_assert(ui_save(&s.ui, "evidence remove", &c));
	press(&s, "n");
	expect_in(&s, "3 of 3 with");
	ui_close(&s.ui);
}

/* Esc leaves the list and nothing else; after a jump it leads back, to views too in which the cursor stood on nothing. */
Test(find_list, esc_leads_back)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "8 / h a n d b Esc");
	cr_expect(eq(int, s.ui.current, VIEW_ASSESSMENT));
	press(&s, "/ h a n d b Enter");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	press(&s, "Esc");
	cr_expect(eq(int, s.ui.current, VIEW_ASSESSMENT));
	press(&s, "5 / E 3 Enter Esc");
	cr_expect(eq(int, s.ui.current, VIEW_DASHBOARD));
	ui_close(&s.ui);
}

/* A gap to its view, guidance and arguments to the claim, the assessment's own words to the assessment. */
Test(find_list, each_leads_to_its_place)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press(&s, "/ g 1 Enter");
	cr_expect(eq(int, s.ui.current, VIEW_GAPS));
	press(&s, "/ I G - 1 . 1 - 0 2 Enter");
	expect_in(&s, "asked as 1.1/1");
	press(&s, "/ \" E x a m p l e Space P o r t a l \" Enter");
	cr_expect(eq(int, s.ui.current, VIEW_ASSESSMENT));
	ui_close(&s.ui);
}

/* What came together is one search, and Enter among it meets what was typed before it. */
Test(find_list, keys_that_came_together)
{
	struct screen s;

	screen_open(&s, 24, 80, false);
	press_at_once(&s, "/ E 1 2 Enter");
	expect_in(&s, "1 of 1 with \"E12\"");
	press_at_once(&s, "/ h a n d b Down Down Up Enter");
	expect_in(&s, "2 of");
	press_at_once(&s, "/ r e n");
	cr_expect(not(shows(&s, "found")), "not searched before the hand rests");
	s.ui.top->ops->rest(&s.ui, s.ui.top);
	expect_in(&s, "found");
	press_at_once(&s, "Backspace Backspace Backspace");
	s.ui.top->ops->rest(&s.ui, s.ui.top);
	expect_in(&s, "words in quotes");
	ui_close(&s.ui);
}

/* A page pasted into the line. */
Test(find_list, a_paste)
{
	struct screen s;
	struct buf b = {0};
	struct event ev = { .kind = EVENT_PASTE };

	screen_open(&s, 24, 80, false);
	for (int i = 0; i < 400; i++)
		buf_add(&b, "a \"b* ");
	press(&s, "/");
	ev.text = b.data;
	ev.len = b.len;
	s.ui.top->ops->event(&s.ui, s.ui.top, &ev);
	cr_expect(shows(&s, "nothing matches") || shows(&s, "found"));
	press(&s, "C-u E 7 Enter");
	expect_in(&s, "with \"E7\"");
	buf_release(&b);
	ui_close(&s.ui);
}
