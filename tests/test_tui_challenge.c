/* Challenges on a canvas: with their claim, with their item, in the Gaps view and on the dashboard; and the one door
 * of a review. UPDATE=1 make check writes the golden texts anew. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/challenge.h"
#include "tui/review.h"
#include "workbench.h"

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

	cr_assert(store_open(workbench_path(), STORE_WORKBENCH, "Kim", &st, &err) && store_load(st, &w, &err), "%s", err.text);
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
	workbench_begin_example();
	add_challenges();
}

TestSuite(challenge_views, .init = set_up, .fini = workbench_end, .timeout = 30);

Test(challenge_views, with_their_claim) { expect_screen(24, 80, false, "/ 1 . 2 / 2 Enter Tab End k k k k k k", "challenge-claim-80x24.txt"); }
Test(challenge_views, with_their_item) { expect_screen(24, 80, false, "2 j j j Tab End k k", "challenge-item-80x24.txt"); }
Test(challenge_views, in_gaps) { expect_screen(24, 80, false, "4 j j", "challenge-gaps-80x24.txt"); }
Test(challenge_views, in_gaps_ascii) { expect_screen(24, 80, true, "4 End", "challenge-gaps-ascii.txt"); }
Test(challenge_views, in_gaps_small) { expect_screen(12, 40, false, "4 j j j", "challenge-gaps-40x12.txt"); }
Test(challenge_views, behind_a_filter) { expect_screen(24, 80, false, "4 f M a r e k Enter", "challenge-filtered-80x24.txt"); }
Test(challenge_views, behind_a_filter_small) { expect_screen(12, 40, false, "4 f M a r e k Enter", "challenge-filtered-40x12.txt"); }
Test(challenge_views, whole_and_small) { expect_screen(12, 40, false, "4 j j j Enter", "challenge-40x12.txt"); }
Test(challenge_views, on_the_dashboard) { expect_screen(24, 80, false, "5", "challenge-dashboard-80x24.txt"); }
Test(challenge_views, what_may_be_done) { expect_screen(24, 80, false, "4 j j j c", "challenge-menu-80x24.txt"); }
Test(challenge_views, raised_on_a_link) { expect_screen(24, 80, false, "2 j j j Tab End k k k k k c", "challenge-form-80x24.txt"); }

/* ---- a review ------------------------------------------------------------------------------- */

static char to[96];

static void begin(struct workbench *s, bool aside)
{
	snprintf(to, sizeof to, "%s/kim.yaml", workbench_folder());
	workbench_open_as(s, &(struct tui_start){ .who = "Kim", .review = true, .review_to = aside ? to : NULL });
}

static bool set(struct workbench *s, enum entity e, const char *id, enum field f, const char *value, struct err *err)
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
	struct workbench s;
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
	workbench_close(&s);
	unlink(to);
}

Test(challenge_views, a_review_saves_challenges_only) { expect_door(false); }
Test(challenge_views, a_review_beside_saves_challenges_only) { expect_door(true); }

/* What cannot be written did not happen. */
Test(challenge_views, a_document_that_cannot_be_written_changes_nothing)
{
	struct workbench s;
	struct err err = {0};

	begin(&s, true);
	cr_assert(mkdir(to, 0700) == 0);      /* no file can take its name */
	cr_expect(false == set(&s, ENTITY_CHALLENGE, s.ui.work->challenge[0].id, FIELD_CHALLENGE_STATE, "settled", &err));
	cr_expect(strstr(err.text, "not written, and nothing was changed") != NULL, "%s", err.text);
	cr_expect(s.ui.work->challenge[0].state == CHALLENGE_OPEN);
	rmdir(to);
	cr_expect(set(&s, ENTITY_CHALLENGE, s.ui.work->challenge[0].id, FIELD_CHALLENGE_STATE, "settled", &err), "%s", err.text);
	workbench_close(&s);
	begin(&s, true);                        /* and what was written is there again */
	cr_expect(s.ui.work->challenge[0].state == CHALLENGE_SETTLED);
	workbench_close(&s);
	unlink(to);
}

/* The texts of a review's document are read like the workspace's; one removed again leaves it. */
Test(challenge_views, a_document_lies_over_the_workspace)
{
	struct workbench s;
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
	workbench_close(&s);
	changes_release(&c);
	buf_release(&b);
	unlink(to);
}
