/* Two items into one, and one into two: what the planned save leaves. */
#include "config.h"

#include "core/evidence_merge.h"
#include "test_core_support.h"

/* Long texts, as a store would have them; what work holds itself is told from it. */
struct text { enum field field; const char *id, *value; };
struct texts { struct text item[32]; int n; };

static bool text_of(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	const struct texts *t = ctx;

	(void)err;
	for (int i = t->n - 1; i >= 0; i--)
		if (t->item[i].field == f && strcmp(t->item[i].id, id) == 0) {
			buf_add(out, t->item[i].value);
			return true;
		}
	return true;
}

struct case_of {
	struct tree *tree;
	struct work *work;
	struct texts texts;
	struct reader reader;
	struct arena arena;
	struct merge_choices choices;
	struct evidence_merge plan;
};

static void say(struct case_of *c, enum entity e, const char *id, enum field f, const char *value)
{
	put(c->work, e, id, f, value);
	c->texts.item[c->texts.n++] = (struct text){ f, arena_strdup(&c->arena, id), arena_strdup(&c->arena, value) };
}

static const char *item(int n)
{
	static char id[4][ID_TEXT];

	return id_of('E', n, id[n % 4]);
}

static void link_to(struct case_of *c, int n, const char *claim, const char *note)
{
	char *id = link_id(item(n), claim);

	put(c->work, ENTITY_SUPPORT, id, FIELD_SUPPORT_REMOVED, NULL);
	if (note != NULL)
		say(c, ENTITY_SUPPORT, id, FIELD_SUPPORT_NOTE, note);
	free(id);
}

static void waive(struct case_of *c, int n, const char *rule, const char *on, const char *reason)
{
	char id[ID_TEXT];

	id_of('W', n, id);
	put(c->work, ENTITY_WAIVER, id, FIELD_WAIVER_RULE, rule);
	put(c->work, ENTITY_WAIVER, id, FIELD_WAIVER_ON, on);
	say(c, ENTITY_WAIVER, id, FIELD_WAIVER_REASON, reason);
}

/* E1 and E2 differ in title, detail and owner; E2 alone has a tool and a date. */
static void start(struct case_of *c)
{
	*c = (struct case_of){ .tree = apc_tree() };
	c->work = work_new(c->tree);
	c->reader = (struct reader){ .ctx = &c->texts, .text = text_of };
	put_evidence(c->work, 1, "Handbook", "https://a");
	put_evidence(c->work, 2, "The handbook", "https://a\nhttps://b");
	say(c, ENTITY_EVIDENCE, item(1), FIELD_EVIDENCE_TITLE, "Handbook");
	say(c, ENTITY_EVIDENCE, item(2), FIELD_EVIDENCE_TITLE, "The handbook");
	say(c, ENTITY_EVIDENCE, item(1), FIELD_LOCATION, "https://a");
	say(c, ENTITY_EVIDENCE, item(2), FIELD_LOCATION, "https://a\nhttps://b");
	say(c, ENTITY_EVIDENCE, item(1), FIELD_DETAIL, "How we work.\n");
	say(c, ENTITY_EVIDENCE, item(2), FIELD_DETAIL, "What all teams do.");
	say(c, ENTITY_EVIDENCE, item(1), FIELD_EVIDENCE_OWNER, "Sam");
	say(c, ENTITY_EVIDENCE, item(2), FIELD_EVIDENCE_OWNER, "Kim");
	say(c, ENTITY_EVIDENCE, item(2), FIELD_TOOL, "Wiki");
	say(c, ENTITY_EVIDENCE, item(2), FIELD_COLLECTED, "2026-09-01");
	link_to(c, 1, "1.1.1", "chapter 1");
	link_to(c, 2, "1.1.1", "page 7");
	link_to(c, 2, "1.2.2.1.1", "page 9");
	settle(c->work);
}

static void end(struct case_of *c)
{
	evidence_merge_release(&c->plan);
	work_free(c->work);
	tree_free(c->tree);
	arena_release(&c->arena);
}

static void plan(struct case_of *c)
{
	struct err err = {0};

	cr_assert(evidence_merge_plan(&c->plan, c->work, &c->reader, 0, 1, &c->choices, &err), "%s", err.text);
}

static const char *planned(const struct case_of *c, enum field f, const char *id, const char *otherwise)
{
	for (size_t i = 0; i < c->plan.changes.n; i++)
		if (c->plan.changes.item[i].field == f && strcmp(c->plan.changes.item[i].id, id) == 0)
			return c->plan.changes.item[i].value != NULL ? c->plan.changes.item[i].value : "(none)";
	return otherwise;
}

static void choose(struct case_of *c, enum field f, enum merge_side side, const char *given)
{
	c->choices.choice[f - FIELD_EVIDENCE_TITLE] = (struct merge_choice){ side, given };
}

/* Puts the plan into the work, as a save would. */
static void apply(struct case_of *c)
{
	struct err err = {0};

	cr_assert(work_apply(c->work, &c->plan.changes, &err), "%s", err.text);
}

Test(evidence_merge, fills_joins_and_asks)
{
	struct case_of c;

	start(&c);
	plan(&c);
	cr_expect(eq(int, (int)c.plan.n_differences, 4));
	cr_assert(eq(int, (int)c.plan.n_unchosen, 2));
	cr_expect(eq(int, (int)c.plan.unchosen[0], FIELD_EVIDENCE_TITLE));
	cr_expect(eq(int, (int)c.plan.unchosen[1], FIELD_EVIDENCE_OWNER));
	expect_text(planned(&c, FIELD_DETAIL, item(1), "?"), "How we work.\n\nFrom E2, The handbook:\nWhat all teams do.");
	expect_text(planned(&c, FIELD_LOCATION, item(1), "?"), "https://a\nhttps://b");
	expect_text(planned(&c, FIELD_TOOL, item(1), "?"), "Wiki");
	expect_text(planned(&c, FIELD_COLLECTED, item(1), "?"), "2026-09-01");
	end(&c);
}

Test(evidence_merge, choices_are_followed)
{
	struct case_of c;

	start(&c);
	c.choices.rest = SIDE_FROM;
	choose(&c, FIELD_EVIDENCE_TITLE, SIDE_GIVEN, "Handbook of all teams");
	choose(&c, FIELD_DETAIL, SIDE_INTO, NULL);
	choose(&c, FIELD_TOOL, SIDE_INTO, NULL);
	plan(&c);
	cr_expect(eq(int, (int)c.plan.n_unchosen, 0));
	expect_text(planned(&c, FIELD_EVIDENCE_TITLE, item(1), "?"), "Handbook of all teams");
	expect_text(planned(&c, FIELD_EVIDENCE_OWNER, item(1), "?"), "Kim");
	expect_text(planned(&c, FIELD_DETAIL, item(1), "as it is"), "as it is");
	expect_text(planned(&c, FIELD_TOOL, item(1), "as it is"), "as it is");
	end(&c);
}

/* What nobody said anything about is internal: it must not become public by being merged. */
Test(evidence_merge, who_may_see_it_is_never_filled)
{
	struct case_of c;

	start(&c);
	say(&c, ENTITY_EVIDENCE, item(2), FIELD_EVIDENCE_AUDIENCE, "public");
	settle(c.work);
	plan(&c);
	cr_assert(eq(int, (int)c.plan.n_unchosen, 3));
	cr_expect(eq(int, (int)c.plan.unchosen[2], FIELD_EVIDENCE_AUDIENCE));
	expect_text(planned(&c, FIELD_EVIDENCE_AUDIENCE, item(1), "as it is"), "as it is");
	end(&c);
}

Test(evidence_merge, links_of_both_with_their_notes)
{
	struct case_of c;
	char *both = link_id(item(1), "1.1.1"), *moved = link_id(item(1), "1.2.2.1.1");

	start(&c);
	c.choices.rest = SIDE_INTO;
	plan(&c);
	cr_expect(eq(int, c.plan.links_moved, 1));
	cr_expect(eq(int, c.plan.links_joined, 1));
	expect_text(planned(&c, FIELD_SUPPORT_NOTE, both, "?"), "chapter 1\nFrom E2: page 7");
	expect_text(planned(&c, FIELD_SUPPORT_NOTE, moved, "?"), "page 9");
	apply(&c);
	cr_assert(eq(int, c.work->n_evidence, 1));
	cr_expect(eq(int, c.work->evidence[0].n_supports, 2));
	cr_expect(eq(int, c.work->n_support, 2));
	free(both);
	free(moved);
	end(&c);
}

Test(evidence_merge, challenges_and_waivers_follow)
{
	struct case_of c;
	char id[ID_TEXT], *link = link_id(item(2), "1.2.2.1.1"), *now = link_id(item(1), "1.2.2.1.1");

	start(&c);
	put_challenge(c.work, 1, "1.2.2.1.1", 2, "open");
	waive(&c, 1, "stale", item(1), "known");
	waive(&c, 2, "stale", item(2), "old too");
	waive(&c, 3, "no-word", link, "clear");
	settle(c.work);
	c.choices.rest = SIDE_INTO;
	plan(&c);
	cr_expect(eq(int, c.plan.challenges_moved, 1));
	expect_text(planned(&c, FIELD_WAIVER_REASON, id_of('W', 1, id), "?"), "known\nold too");
	expect_text(planned(&c, FIELD_WAIVER_REMOVED, id_of('W', 2, id), "?"), "true");
	expect_text(planned(&c, FIELD_WAIVER_ON, id_of('W', 3, id), "?"), now);
	apply(&c);
	cr_expect(eq(int, c.work->challenge[0].evidence, 0));
	cr_expect(not(support_counts(c.work, &c.work->support[work_find_support(c.work, 0, tree_find(c.tree, "1.2.2.1.1"))])));
	free(link);
	free(now);
	end(&c);
}

Test(evidence_merge, a_link_says_more_than_a_refusal)
{
	struct case_of c;
	char *mine, *theirs;

	start(&c);
	mine = link_id(item(1), "1.2.2.1.1");
	theirs = link_id(item(2), "1.1.2.1");
	put(c.work, ENTITY_REFUSAL, mine, FIELD_REFUSAL_REMOVED, NULL);
	put(c.work, ENTITY_REFUSAL, theirs, FIELD_REFUSAL_REMOVED, NULL);
	settle(c.work);
	c.choices.rest = SIDE_INTO;
	plan(&c);
	apply(&c);
	cr_assert(eq(int, c.work->n_refusal, 1));
	cr_expect(work_refused(c.work, 0, tree_find(c.tree, "1.1.2.1")));
	cr_expect(not(work_refused(c.work, 0, tree_find(c.tree, "1.2.2.1.1"))));
	free(mine);
	free(theirs);
	end(&c);
}

Test(evidence_merge, refuses_itself_and_texts_too_long)
{
	struct case_of c;
	struct err err = {0};
	char *big = xcalloc(FIELD_TEXT_MAX, 1);

	start(&c);
	cr_expect(not(evidence_merge_plan(&c.plan, c.work, &c.reader, 0, 0, &c.choices, &err)));
	expect_text(err.text, "E1 is one item: name another one to merge into it");
	evidence_merge_release(&c.plan);
	memset(big, 'a', FIELD_TEXT_MAX - 1);
	c.texts.item[c.texts.n++] = (struct text){ FIELD_DETAIL, item(1), big };
	cr_expect(not(evidence_merge_plan(&c.plan, c.work, &c.reader, 0, 1, &c.choices, &err)));
	cr_expect(strncmp(err.text, "the detail of both: ", 20) == 0, "%s", err.text);
	end(&c);
	free(big);
}

/* ---- splitting --------------------------------------------------------------------------------- */

Test(evidence_split, copies_and_moves)
{
	struct case_of c;
	int leaf[2];
	bool moves[2] = { false, true };
	char id[ID_TEXT];
	struct err err = {0};
	int e;

	start(&c);
	put_challenge(c.work, 1, "1.2.2.1.1", 2, "open");
	settle(c.work);
	leaf[0] = tree_find(c.tree, "1.1.1");
	leaf[1] = tree_find(c.tree, "1.2.2.1.1");
	cr_assert(evidence_split_plan(&c.plan.changes, c.work, &c.reader, 1, leaf, moves, 2, id, &err), "%s", err.text);
	expect_text(planned(&c, FIELD_DETAIL, id, "?"), "What all teams do.");
	expect_text(planned(&c, FIELD_TOOL, id, "?"), "Wiki");
	expect_text(planned(&c, FIELD_EVIDENCE_TITLE, id, "not set"), "not set");
	for (size_t i = 0; i < c.plan.changes.n; i++)
		if (c.plan.changes.item[i].field == FIELD_EVIDENCE_REF)
			c.plan.changes.item[i].value = xstrdup("3");
	apply(&c);
	e = work_find_evidence(c.work, id);
	cr_assert(e >= 0);
	cr_expect(eq(int, c.work->evidence[e].n_supports, 2));
	cr_expect(eq(int, c.work->evidence[1].n_supports, 1));
	cr_expect(eq(int, c.work->challenge[0].evidence, e));
	end(&c);
}

Test(evidence_split, only_what_it_supports)
{
	struct case_of c;
	int leaf;
	bool move = true;
	char id[ID_TEXT];
	struct err err = {0};

	start(&c);
	leaf = tree_find(c.tree, "1.1.2.1");
	cr_expect(not(evidence_split_plan(&c.plan.changes, c.work, &c.reader, 0, &leaf, &move, 1, id, &err)));
	cr_expect(strncmp(err.text, "E1 does not support ", 20) == 0, "%s", err.text);
	end(&c);
}
