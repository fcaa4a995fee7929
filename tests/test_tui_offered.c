/* What is offered where nothing can be saved: each command that saves says so in its row of the table, and no other does,
 * which every command is run for in every place, at a moment that is past and in a review. And what that looks like. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/challenge.h"
#include "tui/command.h"
#include "tui/commands.h"
#include "tui/past.h"
#include "tui/review.h"
#include "workbench.h"

static struct workbench screen;

static void save(const char *command, struct changes *c)
{
	cr_assert(ui_save(&screen.ui, command, c), "%s", screen.ui.message);
}

/* An argument put in other words, a challenge of Kim's, and names for the moments. */
static void set_up(void)
{
	struct changes c = {0}, d = {0};
	char id[ID_TEXT];

	workbench_begin_example();
	workbench_open(&screen, 24, 80, false);
	changes_set(&c, ENTITY_ANSWER, "1.1.1", work_revision(screen.ui.work, ENTITY_ANSWER, "1.1.1"), FIELD_ARGUMENT, "It is written down.");
	save("set", &c);
	changes_new(&d, ENTITY_CHALLENGE, id);
	challenge_raise(&d, screen.ui.work, id, tree_find_asked(screen.ui.work->tree, "1.2/2"), NULL, "Kim");
	changes_set(&d, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, "Where is it said?");
	save("challenge add", &d);
	press(&screen, "B s t a r t Esc B e n d Esc");
}

static void tear_down(void)
{
	workbench_close(&screen);
	workbench_end();
}

TestSuite(offered, .init = set_up, .fini = tear_down, .timeout = 120);

/* ---- every command in every place ---------------------------------------------------------------------- */

static const char *const places[] = {
	"1 : 1 . 2 / 2 Enter", "1 : 1 . 2 / 2 Enter Tab G", "1 : 1 . 2 / 2 Enter T", "1 : 1 . 2 / 2 Enter w", "1 g", "2", "2 Tab G", "3", "4 g",
	"4 G", "5", "6 J", "7", "7 H g j j j", "7 H g j j j j j Tab j", "7 H g j j j j j Tab j Enter", "7 c", "8", "8 G",
};
enum { PLACES = sizeof places / sizeof places[0] };

static void stand(const char *place, bool past)
{
	struct err err = {0};

	while (screen.ui.top != ui_view_layer(&screen.ui))
		ui_pop(&screen.ui);
	if (past && screen.ui.then == NULL)
		cr_assert(past_look_at(&screen.ui, "end", &err), "%s", err.text);
	else if (!past && screen.ui.then != NULL)
		past_leave(&screen.ui);
	press(&screen, place);
}

/* What needs a terminal, ends the program or a form, and Enter and Space, which act on what the cursor stands on, whatever that is. */
static bool cannot_be_judged(const struct command *c)
{
	return (c->where & IN_TEXT) != 0 || c->run == do_open || c->run == do_toggle || c->run == do_suspend || c->run == do_redraw ||
	    c->run == do_mouse || c->run == do_copy || c->run == do_copy_old || c->run == do_quit;
}

/* What can be done in each place. */
static void look_round(unsigned where[PLACES], bool past)
{
	for (int i = 0; i < PLACES; i++) {
		stand(places[i], past);
		where[i] = screen.ui.top->ops->where;
	}
}

/* Runs it in each of its places. How often it was refused, and how often not. */
static void run_everywhere(const struct command *c, const unsigned where[PLACES], bool past, const char *refusal, int *refused, int *taken)
{
	for (int i = 0; i < PLACES; i++) {
		if ((c->where & where[i]) == 0)
			continue;
		stand(places[i], past);
		if ((c->where & screen.ui.top->ops->where) == 0)
			continue;               /* a challenge that is gone by now, say */
		free(screen.ui.message);
		screen.ui.message = NULL;
		c->run(&screen.ui);
		ui_build(&screen.ui);
		if (screen.ui.message != NULL && strstr(screen.ui.message, refusal) != NULL)
			++*refused;
		else
			++*taken;
	}
}

Test(offered, what_saves_says_so_in_its_row)
{
	unsigned where[PLACES];

	look_round(where, true);
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);
		int refused = 0, taken = 0;

		if (cannot_be_judged(c))
			continue;
		run_everywhere(c, where, true, "Not changed", &refused, &taken);
		cr_expect(refused + taken > 0, "%s: no place of it is among those tried", c->name);
		if ((c->where & (SAVES | SAVES_CHALLENGES)) != 0)
			cr_expect(refused > 0, "%s is said to save, and was never refused", c->name);
		else
			cr_expect(refused == 0, "%s was refused, and is not said to save", c->name);
	}
}

Test(offered, what_a_review_may_save_says_so_in_its_row)
{
	unsigned where[PLACES];

	workbench_close(&screen);
	workbench_open_as(&screen, &(struct tui_start){ .who = "Kim", .review = true });
	look_round(where, false);
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);
		int refused = 0, taken = 0;

		if (cannot_be_judged(c))
			continue;
		run_everywhere(c, where, false, REVIEW_REFUSES, &refused, &taken);
		if ((c->where & SAVES) != 0)
			cr_expect(refused > 0, "%s is said to save what a review does not, and was never refused", c->name);
		else if ((c->where & SAVES_CHALLENGES) != 0)
			cr_expect(taken > 0, "%s is said to save challenges, and was always refused", c->name);
		else
			cr_expect(refused == 0, "%s was refused, and is not said to save", c->name);
	}
}

/* ---- how it looks ------------------------------------------------------------------------------------------ */

static void look_back(const char *keys, const char *golden)
{
	stand("1", true);
	press(&screen, keys);
	expect_drawn(&screen, golden);
}

static void review(const char *keys, const char *golden)
{
	workbench_close(&screen);
	workbench_open_as(&screen, &(struct tui_start){ .who = "Kim", .review = true });
	press(&screen, keys);
	expect_drawn(&screen, golden);
}

Test(offered, at_a_moment_that_is_past) { look_back("]", "offered-past-80x24.txt"); }
Test(offered, in_the_register_of_then) { look_back("2", "offered-past-register-80x24.txt"); }
Test(offered, help_at_a_moment_that_is_past) { look_back("] ?", "offered-past-help-80x24.txt"); }
Test(offered, commands_at_a_moment_that_is_past) { look_back(": g a p", "offered-past-palette-80x24.txt"); }
Test(offered, in_a_review) { review("]", "offered-review-80x24.txt"); }
Test(offered, the_read_through_in_a_review) { review("6", "offered-review-read-80x24.txt"); }
Test(offered, help_in_a_review) { review("] ?", "offered-review-help-80x24.txt"); }
Test(offered, commands_in_a_review) { review(": c h a l l", "offered-review-palette-80x24.txt"); }

/* The key says why all the same. */
Test(offered, what_is_not_offered_says_why)
{
	stand("1 : 1 . 2 / 2 Enter", true);
	expect_not_in(&screen, "s status");
	press(&screen, "s");
	expect_said(&screen, "Not changed; q returns to now");
	review("]", "offered-review-80x24.txt");
	press(&screen, "a");
	expect_said(&screen, REVIEW_REFUSES);
}
