/* The list of what was found on a canvas: golden texts, the words marked, where Enter, n and N lead, and how
 * keys that come together are one search. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "workbench.h"


TestSuite(find_list, .init = workbench_begin_example, .fini = workbench_end, .timeout = 30);

/* ---- the screen --------------------------------------------------------------------------------------- */

/* Keys that came together. */
static void press_at_once(struct workbench *s, const char *keys)
{
	ui_build(&s->ui);
	while (press_one(s, &keys))
		if (s->ui.top->stale)
			ui_build(&s->ui);
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
	struct workbench s;
	char *styles, *line, marked[8];

	workbench_open(&s, 24, 80, false);
	press(&s, "/ h a n d b");
	press(&s, "Down");
	cr_assert(shows(&s, "Engineering handbook"));
	styles = workbench_styles(&s);
	memset(marked, letter_of(STYLE_MATCH), sizeof marked);
	line = memmem(styles, strlen(styles), marked, sizeof marked);
	cr_expect(line != NULL, "\"handbook\" is marked:\n%s", styles);
	free(styles);
	workbench_close(&s);
}

Test(find_list, enter_goes_there_and_n_on)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
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
	workbench_close(&s);
}

Test(find_list, n_comes_round)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
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
	workbench_close(&s);
}

/* The fifth hit is on the claim of the third, the eighth on that of the second. */
Test(find_list, one_visit_each_is_enough)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "/ r e n o Down Down Down Enter");
	expect_in(&s, "4 of 8 with");
	press(&s, "n");
	expect_in(&s, "6 of 8 with");
	expect_in(&s, "asked as 3.3/1");
	press(&s, "n n");
	expect_in(&s, "1 of 8 with");
	workbench_close(&s);
}

/* What is removed between two steps is passed over. */
Test(find_list, what_is_gone_is_passed_over)
{
	struct workbench s;
	struct changes c = {0};
	int e;

	workbench_open(&s, 24, 80, false);
	press(&s, "/ E 1 Space E 2 4 Space E 3 Enter");
	e = work_find_evidence_ref(s.ui.work, 24);
	changes_set(&c, ENTITY_EVIDENCE, s.ui.work->evidence[e].id, s.ui.work->evidence[e].revision, FIELD_EVIDENCE_REMOVED, "true");
	for (int i = s.ui.work->evidence[e].first_support; i >= 0; i = s.ui.work->support[i].next_of_evidence)
		changes_set(&c, ENTITY_SUPPORT, s.ui.work->support[i].id, s.ui.work->support[i].revision, FIELD_SUPPORT_REMOVED, "true");
	cr_assert(ui_save(&s.ui, "evidence remove", &c));
	press(&s, "n");
	expect_in(&s, "3 of 3 with");
	workbench_close(&s);
}

/* Esc leaves the list and nothing else; after a jump it leads back, to views too in which the cursor stood on nothing. */
Test(find_list, esc_leads_back)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "8 / h a n d b Esc");
	cr_expect(eq(int, s.ui.current, VIEW_ASSESSMENT));
	press(&s, "/ h a n d b Enter");
	cr_expect(eq(int, s.ui.current, VIEW_EVIDENCE));
	press(&s, "Esc");
	cr_expect(eq(int, s.ui.current, VIEW_ASSESSMENT));
	press(&s, "5 / E 3 Enter Esc");
	cr_expect(eq(int, s.ui.current, VIEW_DASHBOARD));
	workbench_close(&s);
}

/* A gap to its view, guidance and arguments to the claim, the assessment's own words to the assessment. */
Test(find_list, each_leads_to_its_place)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
	press(&s, "/ g 1 Enter");
	cr_expect(eq(int, s.ui.current, VIEW_GAPS));
	press(&s, "/ I G - 1 . 1 - 0 2 Enter");
	expect_in(&s, "asked as 1.1/1");
	press(&s, "/ \" E x a m p l e Space P o r t a l \" Enter");
	cr_expect(eq(int, s.ui.current, VIEW_ASSESSMENT));
	workbench_close(&s);
}

/* What came together is one search, and Enter among it meets what was typed before it. */
Test(find_list, keys_that_came_together)
{
	struct workbench s;

	workbench_open(&s, 24, 80, false);
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
	workbench_close(&s);
}

/* A page pasted into the line. */
Test(find_list, a_paste)
{
	struct workbench s;
	struct buf b = {0};
	struct event ev = { .kind = EVENT_PASTE };

	workbench_open(&s, 24, 80, false);
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
	workbench_close(&s);
}
