/* Challenges on a canvas: with their claim, with their item, in the Gaps view and on the dashboard; and the one door
 * of a review. UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/challenge.h"
#include "golden.h"
#include "tui/command.h"
#include "tui/frame.h"
#include "tui/key_list.h"
#include "tui/review.h"
#include "workbench.h"

static char folder[] = "/tmp/assay-challenge-XXXXXX";
static char path[64];

/* `item` 0: on the claim itself. */
static void add(struct store *st, struct work *w, const char *claim, int item, const char *by, const char *text, const char *answer,
    const char *reason, const char *state)
{
	struct changes c = {0};
	struct err err = {0};
	char id[ID_TEXT];
	int leaf = tree_find_asked(w->tree, claim);

	changes_new(&c, ENTITY_CHALLENGE, id);
	challenge_raise(&c, w, id, leaf, item > 0 ? w->evidence[work_find_evidence_ref(w, item)].id : NULL, by);
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, text);
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_ANSWER, answer);
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_REASON, reason);
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_STATE, state);
	cr_assert(store_save(st, "challenge add", &c, &err), "%s", err.text);
	changes_release(&c);
}

/* One of each state; C5 hangs on an item that was removed. */
static void add_challenges(void)
{
	struct err err = {0};
	struct store *st = NULL;
	struct work *w = NULL;
	struct changes c = {0};
	int e;

	cr_assert(store_open(path, STORE_WORKBENCH, "Kim", &st, &err) && store_load(st, &w, &err), "%s", err.text);
	add(st, w, "1.2/2", 4, "Kim", "It only watches the lock file; what is vendored is never looked at.", NULL, NULL, "open");
	add(st, w, "1.2/2", 0, "Lee", "The policy says 14 days, not 7.", "It was changed in October.\nPage 3 is to follow.", NULL, "answered");
	add(st, w, "1.3/1", 0, "Kim", "Which tests?", "All.", NULL, "settled");
	add(st, w, "1.3/1", 0, "Lee", "Tests alone do not show it.", NULL, "The claim asks for no more.", "overruled");
	add(st, w, "3.1/1", work_find_evidence_ref(w, 20) >= 0 ? 20 : 1, "Kim", "Gone since spring.", NULL, NULL, "open");
	e = work_find_evidence_ref(w, work_find_evidence_ref(w, 20) >= 0 ? 20 : 1);
	changes_set(&c, ENTITY_EVIDENCE, w->evidence[e].id, w->evidence[e].revision, FIELD_EVIDENCE_REMOVED, "true");
	cr_assert(store_save(st, "evidence remove", &c, &err), "%s", err.text);
	changes_release(&c);
	work_free(w);
	store_close(st);
}

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	example_workspace(path);
	add_challenges();
}

static void tear_down(void)
{
	unlink(path);
	rmdir(folder);
}

TestSuite(challenge_views, .init = set_up, .fini = tear_down, .timeout = 30);

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


Test(challenge_views, with_their_claim) { expect_screen(24, 80, false, "/ 1 . 2 / 2 Enter Tab End k k k k k k", "challenge-claim-80x24.txt"); }
Test(challenge_views, with_their_item) { expect_screen(24, 80, false, "2 j j j Tab End k k", "challenge-item-80x24.txt"); }
Test(challenge_views, in_gaps) { expect_screen(24, 80, false, "4 j j", "challenge-gaps-80x24.txt"); }
Test(challenge_views, in_gaps_ascii) { expect_screen(24, 80, true, "4 End", "challenge-gaps-ascii.txt"); }
Test(challenge_views, in_gaps_small) { expect_screen(12, 40, false, "4 j j j", "challenge-gaps-40x12.txt"); }
Test(challenge_views, whole_and_small) { expect_screen(12, 40, false, "4 j j j Enter", "challenge-40x12.txt"); }
Test(challenge_views, on_the_dashboard) { expect_screen(24, 80, false, "5", "challenge-dashboard-80x24.txt"); }
Test(challenge_views, what_may_be_done) { expect_screen(24, 80, false, "4 j j j c", "challenge-menu-80x24.txt"); }
Test(challenge_views, raised_on_a_link) { expect_screen(24, 80, false, "2 j j j Tab End k k k k k c", "challenge-form-80x24.txt"); }

/* ---- a review ------------------------------------------------------------------------------- */

struct session { struct tui_start start; struct ui ui; char to[96]; };

static void begin(struct session *s, bool aside)
{
	struct err err = {0};

	snprintf(s->to, sizeof s->to, "%s/kim.yaml", folder);
	s->start = (struct tui_start){ .path = path, .who = "Kim", .today_fixed = true, .review = true, .review_to = aside ? s->to : NULL };
	s->ui = (struct ui){ .start = &s->start, .rows = 24, .cols = 80 };
	cr_assert(date_parse("2026-11-21", &s->start.today));
	s->ui.today = s->start.today;
	cr_assert(ui_open(&s->ui, path, &err), "%s", err.text);
}

static bool set(struct session *s, enum entity e, const char *id, enum field f, const char *value, struct err *err)
{
	struct changes c = {0};
	bool ok;

	changes_set(&c, e, id, work_revision(s->ui.work, e, id), f, value);
	ok = ui_try_save(&s->ui, "set", &c, err);
	changes_release(&c);
	return ok;
}

/* Whatever a command forgets: nothing but challenges gets through the door, also not mixed with one. */
static void expect_door(bool aside)
{
	struct session s = {0};
	struct err err = {0};
	struct changes c = {0};
	char id[ID_TEXT];
	int64_t before;

	begin(&s, aside);
	before = s.ui.work->answer[tree_find(s.ui.work->tree, "1.3.1.1")].revision;
	cr_expect(false == set(&s, ENTITY_ANSWER, "1.3.1.1", FIELD_STATUS, "to-assess", &err));
	cr_expect(eq(str, err.text, REVIEW_REFUSES));
	cr_expect(false == set(&s, ENTITY_EVIDENCE, s.ui.work->evidence[0].id, FIELD_EVIDENCE_REMOVED, "true", &err));
	changes_new(&c, ENTITY_CHALLENGE, id);
	challenge_raise(&c, s.ui.work, id, tree_find(s.ui.work->tree, "1.3.1.1"), NULL, "Kim");
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, "Why?");
	changes_set(&c, ENTITY_ANSWER, "1.3.1.1", before, FIELD_STATUS, "to-assess");
	cr_expect(false == ui_try_save(&s.ui, "challenge add", &c, &err));
	cr_expect(s.ui.work->answer[tree_find(s.ui.work->tree, "1.3.1.1")].revision == before);
	cr_expect(eq(int, s.ui.work->n_challenge, 5));
	changes_release(&c);
	cr_expect(set(&s, ENTITY_CHALLENGE, s.ui.work->challenge[0].id, FIELD_CHALLENGE_STATE, "settled", &err), "%s", err.text);
	cr_expect(s.ui.work->challenge[0].state == CHALLENGE_SETTLED);
	ui_close(&s.ui);
	unlink(s.to);
}

Test(challenge_views, a_review_saves_challenges_only) { expect_door(false); }
Test(challenge_views, a_review_beside_saves_challenges_only) { expect_door(true); }

/* What cannot be written did not happen. */
Test(challenge_views, a_document_that_cannot_be_written_changes_nothing)
{
	struct session s = {0};
	struct err err = {0};

	begin(&s, true);
	cr_assert(mkdir(s.to, 0700) == 0);      /* no file can take its name */
	cr_expect(false == set(&s, ENTITY_CHALLENGE, s.ui.work->challenge[0].id, FIELD_CHALLENGE_STATE, "settled", &err));
	cr_expect(strstr(err.text, "not written, and nothing was changed") != NULL, "%s", err.text);
	cr_expect(s.ui.work->challenge[0].state == CHALLENGE_OPEN);
	rmdir(s.to);
	cr_expect(set(&s, ENTITY_CHALLENGE, s.ui.work->challenge[0].id, FIELD_CHALLENGE_STATE, "settled", &err), "%s", err.text);
	ui_close(&s.ui);
	begin(&s, true);                        /* and what was written is there again */
	cr_expect(s.ui.work->challenge[0].state == CHALLENGE_SETTLED);
	ui_close(&s.ui);
	unlink(s.to);
}

/* The texts of a review's document are read like the workspace's; one removed again leaves it. */
Test(challenge_views, a_document_lies_over_the_workspace)
{
	struct session s = {0};
	struct err err = {0};
	struct changes c = {0};
	struct buf b = {0};
	char id[ID_TEXT];
	int i;

	begin(&s, true);
	changes_new(&c, ENTITY_CHALLENGE, id);
	challenge_raise(&c, s.ui.work, id, tree_find(s.ui.work->tree, "1.3.1.1"), NULL, "Kim");
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, "Why?");
	cr_assert(ui_try_save(&s.ui, "challenge add", &c, &err), "%s", err.text);
	ui_text(&s.ui, FIELD_CHALLENGE_TEXT, id, &b);
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&b), "Why?"));
	cr_assert(ui_reload(&s.ui, &err), "%s", err.text);
	i = work_find_challenge(s.ui.work, id);
	cr_assert(i >= 0);
	cr_expect(eq(int, s.ui.work->challenge[i].ref, 0));
	cr_expect(s.ui.standing.value[tree_find(s.ui.work->tree, "1.3.1.1")] == LEAF_CHALLENGED);
	cr_expect(set(&s, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_REMOVED, "true", &err), "%s", err.text);
	cr_expect(work_find_challenge(s.ui.work, id) < 0);
	cr_expect(false == set(&s, ENTITY_CHALLENGE, s.ui.work->challenge[0].id, FIELD_CHALLENGE_REMOVED, "true", &err));
	cr_expect(strstr(err.text, "settle it instead") != NULL, "%s", err.text);
	cr_expect(eq(int, s.ui.work->n_challenge, 5));
	ui_close(&s.ui);
	changes_release(&c);
	buf_release(&b);
	unlink(s.to);
}
