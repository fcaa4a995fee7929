/* core/work: whose strings are whose, rows in any order, and what a copy brings along. */
#include "config.h"

#include "test_core_support.h"

static struct tree *tree;

static void start(void)
{
	tree = apc_tree();
}

static void end(void)
{
	tree_free(tree);
}

TestSuite(rows, .init = start, .fini = end);

static void refuse_link(struct work *w, int n, const char *claim)
{
	char id[ID_TEXT], *link = link_id(id_of('E', n, id), claim);

	put(w, ENTITY_REFUSAL, link, FIELD_REFUSAL_REMOVED, NULL);
	free(link);
}

/* ---- copies -------------------------------------------------------------------------------------------- */

Test(rows, a_copy_brings_what_was_read_and_refused)
{
	struct work *w = work_new(tree), *copy;

	put_evidence(w, 1, "Handbook", "here");
	refuse_link(w, 1, "1.1.1");
	put(w, ENTITY_READ_THROUGH, "1.1", FIELD_READ, "true");
	put(w, ENTITY_READ_THROUGH, "1.1", FIELD_READ_NOTE, "unclear");
	work_put_revision(w, ENTITY_READ_THROUGH, "1.1", 2);
	settle(w);
	copy = work_copy(w);
	work_free(w);
	cr_assert(eq(int, copy->n_refusal, 1));
	cr_expect(work_refused(copy, 0, tree_find(tree, "1.1.1")));
	cr_expect(copy->read[tree_find(tree, "1.1")].read && copy->read[tree_find(tree, "1.1")].has_note);
	cr_expect(eq(int, (int)work_revision(copy, ENTITY_READ_THROUGH, "1.1"), 2));
	work_free(copy);
}

/* Each says its own, whichever goes first, and what only a later one says is not in those before. */
Test(rows, copies_of_copies_go_in_any_order)
{
	static const int orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	static const char *const title[] = { "Handbook", "Manual", "Guide" };
	char id[ID_TEXT];

	for (size_t o = 0; o < sizeof orders / sizeof *orders; o++) {
		struct work *w[3] = { work_new(tree) };

		for (int i = 0; i < 3; i++) {
			if (i > 0)
				w[i] = work_copy(w[i - 1]);
			put_evidence(w[i], 1, title[i], "here");
			put_evidence(w[i], 2 + i, "added", NULL);
			settle(w[i]);
		}
		for (int i = 0; i < 3; i++) {
			for (int k = i; k < 3; k++) {
				const struct work *left = w[orders[o][k]];

				expect_text(left->evidence[0].title, title[orders[o][k]]);
				cr_expect(eq(int, left->n_evidence, orders[o][k] + 2));
				cr_expect(eq(int, work_find_evidence(left, id_of('E', 4, id)), orders[o][k] == 2 ? 3 : -1));
			}
			work_free(w[orders[o][i]]);
		}
	}
}

/* ---- values ------------------------------------------------------------------------------------------------ */

/* What is said again, shorter, longer and not at all. */
Test(rows, a_text_is_replaced)
{
	static const char *const title[] = { "Handbook", "Handbook", "Hand", "Handbook of it", NULL, "Handbook" };
	struct work *w = work_new(tree);
	char id[ID_TEXT];

	for (size_t i = 0; i < sizeof title / sizeof *title; i++) {
		put(w, ENTITY_EVIDENCE, id_of('E', 1, id), FIELD_EVIDENCE_TITLE, title[i]);
		settle(w);
		cr_expect(title[i] == NULL ? w->evidence[0].title == NULL : strcmp(w->evidence[0].title, title[i]) == 0, "%zu", i);
	}
	work_free(w);
}

/* A row is refused with the words of its field, and nothing is kept that is no value. */
Test(rows, a_row_with_a_wrong_value)
{
	static const struct { enum field f; const char *value, *words; } wrong[] = {
		{ FIELD_KIND, "paper", "kind: \"paper\" is none of " },
		{ FIELD_EVIDENCE_AUDIENCE, "Public", "audience: \"Public\" is none of " },
		{ FIELD_COLLECTED, "2026-02-30", "collected: \"2026-02-30\" is no date" },
		{ FIELD_EVIDENCE_REF, "07", "ref: " },
		{ FIELD_EVIDENCE_TITLE, "a\nb", "title: line 1, column 2: a line break" },
		{ FIELD_EVIDENCE_REMOVED, "yes", "removed: " },
	};
	int first = (int)entity_first(ENTITY_EVIDENCE);
	struct work *w = work_new(tree);
	char id[ID_TEXT];

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const char *value[FIELD_COUNT] = {0};
		struct err err = {0};

		value[(int)wrong[i].f - first] = wrong[i].value;
		cr_expect(false == work_put_row(w, ENTITY_EVIDENCE, id_of('E', (int)i, id), value, 1, &err), "%s", wrong[i].value);
		cr_expect(err.code == ERR_WORKSPACE && strstr(err.text, wrong[i].words) != NULL, "%s", err.text);
	}
	settle(w);
	for (int i = 0; i < w->n_evidence; i++)
		cr_expect(w->evidence[i].kind == -1 && w->evidence[i].audience == AUDIENCE_INTERNAL && w->evidence[i].collected == DATE_NONE
		    && w->evidence[i].ref == 0 && w->evidence[i].title == NULL);
	work_free(w);
}

/* Texts are looked at several bytes at a time: what may not stand in them is found at every place. */
Test(rows, a_control_character_at_every_place)
{
	static const char bad[] = { 0x01, 0x1f, 0x7f, '\n', '\t', (char)0x80, (char)0xff };
	struct work *w = work_new(tree);
	char id[ID_TEXT], text[40];
	struct err err;

	id_of('E', 1, id);
	for (size_t at = 0; at < sizeof text - 1; at++)
		for (size_t i = 0; i < sizeof bad; i++) {
			memset(text, at % 2 == 0 ? '~' : ' ', sizeof text);
			text[sizeof text - 1] = '\0';
			cr_assert(work_put(w, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_TITLE, text, &err));
			text[at] = bad[i];
			cr_expect(false == work_put(w, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_TITLE, text, &err), "%02x at %zu", (unsigned)bad[i], at);
		}
	work_free(w);
}

/* ---- links ------------------------------------------------------------------------------------------------- */

/* Owners far from each other, before and after, removed, and a link whose owner comes later. */
Test(rows, links_find_their_owners)
{
	enum { ITEMS = 50 };
	struct work *w = work_new(tree);
	char id[ID_TEXT];
	struct err err = {0};

	for (int i = 1; i <= ITEMS; i++)
		put_evidence(w, i, "item", "here");
	for (int i = 0; i < ITEMS; i++)
		put_link(w, ENTITY_SUPPORT, 1 + i * 37 % ITEMS, i % 2 == 0 ? "1.1.1" : "4.2.1", true);
	put_link(w, ENTITY_SUPPORT, ITEMS + 1, "1.1.1", true);
	cr_expect(false == work_settle(w, &err) && err.code == ERR_WORKSPACE);
	cr_expect(eq(int, w->n_support, ITEMS));
	put_evidence(w, ITEMS + 1, "late", "here");
	put(w, ENTITY_EVIDENCE, id_of('E', 7, id), FIELD_EVIDENCE_REMOVED, "true");
	settle(w);
	cr_assert(eq(int, w->n_support, ITEMS));
	for (int i = 0; i < w->n_support; i++) {
		const struct support *s = &w->support[i], *before = i > 0 ? s - 1 : NULL;

		cr_expect(strncmp(s->id, w->evidence[s->evidence].id, ID_TEXT - 1) == 0);
		expect_text(s->id + ID_TEXT, tree->node[s->claim].id);
		cr_expect(before == NULL || before->claim < s->claim || (before->claim == s->claim && before->evidence < s->evidence));
	}
	work_free(w);
}

/* A challenge on an item that supports its claim, on one that does not, on a removed one and on none that is there. */
Test(rows, challenges_find_their_items)
{
	static const int item[] = { 2, 1, 3, 4 };
	struct work *w = work_new(tree);
	char id[ID_TEXT], on[ID_TEXT];
	struct err err = {0};

	for (int i = 1; i <= 3; i++)
		put_evidence(w, i, "item", "here");
	put_link(w, ENTITY_SUPPORT, 2, "1.1.1", true);
	put(w, ENTITY_EVIDENCE, id_of('E', 3, on), FIELD_EVIDENCE_REMOVED, "true");
	for (int i = 0; i < 4; i++) {
		char ref[] = { (char)('1' + i), '\0' };

		put(w, ENTITY_CHALLENGE, id_of('C', i, id), FIELD_CHALLENGE_REF, ref);
		put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_CLAIM, "1.1.1");
		put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_EVIDENCE, id_of('E', item[i], on));
	}
	cr_expect(false == work_settle(w, &err) && strstr(err.text, "challenge ") != NULL, "%s", err.text);
	cr_assert(eq(int, w->n_challenge, 4));
	cr_expect(w->challenge[0].evidence == 1 && w->challenge[0].evidence_ref == 2);
	cr_expect(w->challenge[1].evidence == 0 && w->challenge[1].evidence_ref == 1);
	cr_expect(w->challenge[2].evidence == -1 && w->challenge[2].evidence_ref == 3);
	cr_expect(w->challenge[3].evidence == -1 && w->challenge[3].evidence_ref == 0);
	work_free(w);
}
