/* core/merge: what one side changed is taken, what both changed differently is a choice, nothing is lost. */
#include "config.h"

#include "core/merge.h"
#include "test_core_support.h"

enum { SEEDS = 400 };

/* ---- copies, made of entries ------------------------------------------------------------------------ */

/* One step of a history. */
struct step {
	enum entity e;
	enum field f;
	char id[ID_TEXT + 16];
	char value[40];                 /* "": absent */
	enum fact_how how;
	int save;
};
struct steps { struct step *item; size_t n, cap; };

static struct step *step(struct steps *s, int save, enum entity e, const char *id, enum field f, const char *value)
{
	MEM_GROW(s->item, s->n, s->cap);
	struct step *new = &s->item[s->n++];
	*new = (struct step){ .e = e, .f = f, .how = FACT_SAID, .save = save };
	snprintf(new->id, sizeof new->id, "%s", id);
	snprintf(new->value, sizeof new->value, "%s", value == NULL ? "" : value);
	return new;
}

static bool first_of_save(const struct steps *s, size_t i)
{
	for (size_t k = i; k > 0 && s->item[k - 1].save == s->item[i].save; k--)
		if (s->item[k - 1].e == s->item[i].e && strcmp(s->item[k - 1].id, s->item[i].id) == 0)
			return false;
	return true;
}

static void follow(struct facts *facts, const struct steps *s, const char *who, bool shared)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct step *p = &s->item[i];
		char at[32];
		snprintf(at, sizeof at, "2026-01-01T00:%02d:%02dZ", p->save / 60 % 60, p->save % 60);
		struct facts_entry e = { .entity = p->e, .field = p->f, .id = p->id, .value = *p->value ? p->value : NULL, .who = who,
			.at = at, .how = shared ? FACT_SHARED : p->how,
			.first = p->how != FACT_KEPT && p->how != FACT_OPEN && first_of_save(s, i) };
		facts_add(facts, &e);
	}
}

/* Base, and two copies that went on from it. */
struct copies { struct facts base, mine, theirs; };

static void make(struct copies *c, const struct steps *base, const struct steps *mine, const struct steps *theirs)
{
	*c = (struct copies){0};
	follow(&c->base, base, "Both", true);
	follow(&c->mine, base, "Both", true);
	follow(&c->theirs, base, "Both", true);
	follow(&c->mine, mine, "Kim", false);
	follow(&c->theirs, theirs, "Sam", false);
}

static void release(struct copies *c)
{
	facts_release(&c->base);
	facts_release(&c->mine);
	facts_release(&c->theirs);
}

static void free_steps(struct steps *s)
{
	free(s->item);
	*s = (struct steps){0};
}

/* What a save of the merge leaves in a history. */
static void record(struct steps *s, const struct changes *c, enum fact_how how, int save)
{
	for (size_t i = 0; i < c->n; i++)
		step(s, save, c->item[i].entity, c->item[i].id, c->item[i].field, c->item[i].value)->how = how;
}

/* As the command does it: saved, with what was not taken on record. Whether it would have written anything. */
static bool save_merge(const struct merge *m, struct steps *mine, int save)
{
	struct changes taken = {0}, kept = {0}, open = {0};

	merge_changes(m, &taken);
	merge_aside(m, MERGE_CHOICE_MINE, &kept);
	merge_aside(m, MERGE_CHOICE_OPEN, &open);
	bool any = taken.n + kept.n + open.n > 0;
	record(mine, &taken, FACT_MERGED, save);
	record(mine, &kept, FACT_KEPT, save + 1);
	record(mine, &open, FACT_OPEN, save + 2);
	changes_release(&taken);
	changes_release(&kept);
	changes_release(&open);
	return any;
}

static const struct merge_conflict *find_conflict(const struct merge *m, enum field f, const char *id)
{
	for (size_t i = 0; i < m->n_conflicts; i++)
		if (m->conflict[i].field == f && strcmp(m->conflict[i].id, id) == 0)
			return &m->conflict[i];
	return NULL;
}

static const struct merge_part *find_taken(const struct merge *m, enum field f, const char *id)
{
	for (size_t i = 0; i < m->taken.n; i++)
		if (m->taken.item[i].field == f && strcmp(m->taken.item[i].id, id) == 0)
			return &m->taken.item[i];
	return NULL;
}

static void choose_all(struct merge *m, enum merge_choice choice)
{
	for (size_t i = 0; i < m->n_conflicts; i++)
		m->conflict[i].choice = choice;
}

/* ---- random edits of answers -------------------------------------------------------------------------- */

static const char *const claims[] = { "1.1", "1.2", "1.3", "1.4" };
static const enum field fields[] = { FIELD_STATUS, FIELD_ARGUMENT, FIELD_ASSUMPTIONS, FIELD_ANSWER_OWNER, FIELD_ANSWER_NOTE };
enum { CLAIMS = 4, FIELDS = 5, CELLS = CLAIMS * FIELDS };

static void random_value(struct dice *d, enum field f, char out[24])
{
	static const char *const statuses[] = { "to-assess", "evidenced", "not-evidenced" };

	if (dice_chance(d, 15))
		out[0] = '\0';
	else if (f == FIELD_STATUS)
		snprintf(out, 24, "%s", statuses[dice_below(d, 3)]);
	else
		snprintf(out, 24, "value %d", dice_below(d, 4));
}

/* Edits of cells that `allowed` allows (NULL: any). */
static void random_steps(struct dice *d, struct steps *s, int n, const bool *allowed)
{
	for (int i = 0; i < n; i++) {
		int cell = dice_below(d, CELLS);
		char value[24];

		if (allowed != NULL && !allowed[cell])
			continue;
		random_value(d, fields[cell % FIELDS], value);
		step(s, i + 1, ENTITY_ANSWER, claims[cell / FIELDS], fields[cell % FIELDS], value);
	}
}

static const char *value_at(const struct facts *f, int cell)
{
	const struct facts_item *it = facts_find(f, ENTITY_ANSWER, claims[cell / FIELDS]);

	return facts_value(it, fields[cell % FIELDS]);
}

static bool same_at(const struct facts *a, const struct facts *b, int cell)
{
	return fact_same(fields[cell % FIELDS], value_at(a, cell), value_at(b, cell));
}

/* What is here once the merge is saved. */
static struct facts after(const struct merge *m, const struct steps *base, const struct steps *mine)
{
	struct steps all = {0};
	struct facts out = {0};

	for (size_t i = 0; i < mine->n; i++) {
		MEM_GROW(all.item, all.n, all.cap);
		all.item[all.n++] = mine->item[i];
	}
	save_merge(m, &all, 1000);
	follow(&out, base, "Both", true);
	follow(&out, &all, "Kim", false);
	free_steps(&all);
	return out;
}

/* Edits of different fields: both are there, and nobody is asked. */
Test(core_merge, edits_that_do_not_meet_are_all_there)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct dice d = { seed };
		struct steps base = {0}, mine = {0}, theirs = {0}, both = {0};
		bool here[CELLS], there[CELLS];
		struct copies c;
		struct merge m;

		for (int i = 0; i < CELLS; i++) {
			here[i] = dice_chance(&d, 50);
			there[i] = !here[i];
		}
		random_steps(&d, &base, 12, NULL);
		random_steps(&d, &mine, 20, here);
		random_steps(&d, &theirs, 20, there);
		make(&c, &base, &mine, &theirs);
		merge_copies(&m, &c.base, &c.mine, &c.theirs);
		cr_assert_eq(m.n_conflicts, 0, "seed %llu", (unsigned long long)seed);
		struct facts is = after(&m, &base, &mine), must = {0};
		follow(&must, &base, "Both", true);
		follow(&must, &mine, "Kim", true);
		follow(&must, &theirs, "Sam", true);
		for (int i = 0; i < CELLS; i++)
			cr_assert(same_at(&is, &must, i), "seed %llu, cell %d", (unsigned long long)seed, i);
		facts_release(&is);
		facts_release(&must);
		merge_release(&m);
		release(&c);
		free_steps(&base);
		free_steps(&mine);
		free_steps(&theirs);
		free_steps(&both);
	}
}

/* A choice exactly where both changed the same field to different values; either choice gives what it says. */
Test(core_merge, a_choice_exactly_where_both_changed_it_differently)
{
	int met = 0;

	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct dice d = { seed ^ 0xfeed };
		struct steps base = {0}, mine = {0}, theirs = {0};
		struct copies c;
		struct merge m;

		random_steps(&d, &base, 12, NULL);
		random_steps(&d, &mine, 16, NULL);
		random_steps(&d, &theirs, 16, NULL);
		make(&c, &base, &mine, &theirs);
		merge_copies(&m, &c.base, &c.mine, &c.theirs);
		choose_all(&m, seed % 2 ? MERGE_CHOICE_THEIRS : MERGE_CHOICE_MINE);
		struct facts is = after(&m, &base, &mine);
		for (int i = 0; i < CELLS; i++) {
			bool a = !same_at(&c.mine, &c.base, i), b = !same_at(&c.theirs, &c.base, i), differ = !same_at(&c.mine, &c.theirs, i);
			bool asked = find_conflict(&m, fields[i % FIELDS], claims[i / FIELDS]) != NULL;
			const struct facts *wins = a && b && differ ? (seed % 2 ? &c.theirs : &c.mine) : b ? &c.theirs : &c.mine;

			cr_assert_eq(asked, a && b && differ, "seed %llu, cell %d", (unsigned long long)seed, i);
			cr_assert(same_at(&is, wins, i), "seed %llu, cell %d", (unsigned long long)seed, i);
			met += asked;
		}
		facts_release(&is);
		merge_release(&m);
		release(&c);
		free_steps(&base);
		free_steps(&mine);
		free_steps(&theirs);
	}
	cr_expect(met > 200, "only %d choices: the test tests little", met);
}

/* Whatever was chosen, the same copy once more writes nothing, and asks only for what was left open. */
Test(core_merge, the_same_copy_twice_changes_nothing)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct dice d = { seed ^ 0xbeef };
		struct steps base = {0}, mine = {0}, theirs = {0};
		enum merge_choice choice = (enum merge_choice)(seed % 3);
		struct copies c;
		struct merge m;

		random_steps(&d, &base, 12, NULL);
		random_steps(&d, &mine, 16, NULL);
		random_steps(&d, &theirs, 16, NULL);
		make(&c, &base, &mine, &theirs);
		merge_copies(&m, &c.base, &c.mine, &c.theirs);
		choose_all(&m, choice);
		size_t open = merge_open(&m);
		save_merge(&m, &mine, 1000);
		merge_release(&m);
		release(&c);

		make(&c, &base, &mine, &theirs);
		merge_copies(&m, &c.base, &c.mine, &c.theirs);
		cr_assert_eq(merge_open(&m), choice == MERGE_CHOICE_OPEN ? open : 0, "seed %llu", (unsigned long long)seed);
		bool written = save_merge(&m, &mine, 2000);
		cr_assert_eq(written, false, "seed %llu: something was written", (unsigned long long)seed);
		merge_release(&m);
		release(&c);
		free_steps(&base);
		free_steps(&mine);
		free_steps(&theirs);
	}
}

/* Whoever merged first has chosen; the other, merging back, is asked nothing, and both say the same. */
Test(core_merge, there_and_back_both_say_the_same)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct dice d = { seed ^ 0xcafe };
		struct steps base = {0}, mine = {0}, theirs = {0};
		struct copies c;
		struct merge m;

		random_steps(&d, &base, 12, NULL);
		random_steps(&d, &mine, 16, NULL);
		random_steps(&d, &theirs, 16, NULL);
		make(&c, &base, &mine, &theirs);
		merge_copies(&m, &c.base, &c.mine, &c.theirs);
		choose_all(&m, seed % 2 ? MERGE_CHOICE_THEIRS : MERGE_CHOICE_MINE);
		save_merge(&m, &mine, 1000);
		merge_release(&m);
		release(&c);

		make(&c, &base, &theirs, &mine);
		merge_copies(&m, &c.base, &c.mine, &c.theirs);
		cr_assert_eq(merge_open(&m), 0, "seed %llu", (unsigned long long)seed);
		struct facts is = after(&m, &base, &theirs);
		for (int i = 0; i < CELLS; i++)
			cr_assert(same_at(&is, &c.theirs, i), "seed %llu, cell %d", (unsigned long long)seed, i);
		facts_release(&is);
		merge_release(&m);
		release(&c);
		free_steps(&base);
		free_steps(&mine);
		free_steps(&theirs);
	}
}

/* ---- one case each --------------------------------------------------------------------------------------- */

/* What every case needs; written as it is told. */
static struct steps base, mine, theirs;
static struct copies c;
static struct merge m;
static char E1[ID_TEXT], E2[ID_TEXT], E3[ID_TEXT], E4[ID_TEXT], link11[ID_TEXT + 8], link12[ID_TEXT + 8];

static void begin(void)
{
	id_of('E', 1, E1);
	id_of('E', 2, E2);
	id_of('E', 3, E3);
	id_of('E', 4, E4);
	snprintf(link11, sizeof link11, "%s 1.1", E1);
	snprintf(link12, sizeof link12, "%s 1.2", E1);
	step(&base, 1, ENTITY_ASSESSMENT, "assessment", FIELD_TITLE, "Title");
	step(&base, 2, ENTITY_EVIDENCE, E1, FIELD_EVIDENCE_REF, "1");
	step(&base, 2, ENTITY_EVIDENCE, E1, FIELD_EVIDENCE_TITLE, "Item");
	step(&base, 2, ENTITY_SUPPORT, link11, FIELD_SUPPORT_NOTE, "note");
}

static void compare(void)
{
	merge_release(&m);
	release(&c);
	make(&c, &base, &mine, &theirs);
	merge_copies(&m, &c.base, &c.mine, &c.theirs);
}

static void end(void)
{
	merge_release(&m);
	release(&c);
	free_steps(&base);
	free_steps(&mine);
	free_steps(&theirs);
}

TestSuite(core_merge_case, .init = begin, .fini = end);

static void remove_item(struct steps *s, int save)
{
	step(s, save, ENTITY_SUPPORT, link11, FIELD_SUPPORT_NOTE, NULL);
	step(s, save, ENTITY_SUPPORT, link11, FIELD_SUPPORT_REMOVED, "true");
	step(s, save, ENTITY_EVIDENCE, E1, FIELD_EVIDENCE_REMOVED, "true");
}

Test(core_merge_case, who_wrote_it_is_known)
{
	step(&mine, 3, ENTITY_EVIDENCE, E1, FIELD_EVIDENCE_TITLE, "Kim's");
	step(&theirs, 4, ENTITY_EVIDENCE, E1, FIELD_EVIDENCE_TITLE, "Sam's");
	compare();
	cr_assert_eq(m.n_conflicts, 1);
	cr_expect_str_eq(m.conflict[0].mine.who, "Kim");
	cr_expect_str_eq(m.conflict[0].theirs.who, "Sam");
	cr_expect_str_eq(m.conflict[0].base, "Item");
	cr_expect_str_eq(m.conflict[0].theirs.value, "Sam's");
}

Test(core_merge_case, a_removal_that_nobody_minds_is_taken)
{
	remove_item(&theirs, 3);
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	cr_expect(find_taken(&m, FIELD_EVIDENCE_REMOVED, E1) != NULL);
	cr_expect(find_taken(&m, FIELD_SUPPORT_REMOVED, link11) != NULL, "its link goes too");
}

Test(core_merge_case, removed_here_and_changed_there_is_one_choice)
{
	remove_item(&mine, 3);
	step(&theirs, 3, ENTITY_EVIDENCE, E1, FIELD_EVIDENCE_TITLE, "Better");
	step(&theirs, 4, ENTITY_SUPPORT, link12, FIELD_SUPPORT_NOTE, NULL);
	compare();
	cr_assert_eq(m.n_conflicts, 1);
	cr_expect_eq(m.conflict[0].field, FIELD_EVIDENCE_REMOVED);
	cr_expect_eq(m.taken.n, 0, "nothing is linked to what is not there");
	m.conflict[0].choice = MERGE_CHOICE_THEIRS;
	struct facts is = after(&m, &base, &mine);
	cr_expect(facts_live(facts_find(&is, ENTITY_EVIDENCE, E1)));
	cr_expect_str_eq(facts_value(facts_find(&is, ENTITY_EVIDENCE, E1), FIELD_EVIDENCE_TITLE), "Better");
	cr_expect(facts_live(facts_find(&is, ENTITY_SUPPORT, link11)), "it comes back with its links");
	cr_expect_str_eq(facts_value(facts_find(&is, ENTITY_SUPPORT, link11), FIELD_SUPPORT_NOTE), "note");
	cr_expect(facts_live(facts_find(&is, ENTITY_SUPPORT, link12)));
	facts_release(&is);
}

Test(core_merge_case, removed_there_and_linked_here_is_one_choice)
{
	remove_item(&theirs, 3);
	step(&mine, 3, ENTITY_SUPPORT, link12, FIELD_SUPPORT_NOTE, "why");
	compare();
	cr_assert_eq(m.n_conflicts, 1);
	cr_expect_eq(m.conflict[0].field, FIELD_EVIDENCE_REMOVED);
	cr_expect_eq(m.taken.n, 0);
	m.conflict[0].choice = MERGE_CHOICE_THEIRS;
	struct facts is = after(&m, &base, &mine);
	cr_expect(facts_gone(facts_find(&is, ENTITY_EVIDENCE, E1)));
	cr_expect(facts_gone(facts_find(&is, ENTITY_SUPPORT, link11)));
	cr_expect(facts_gone(facts_find(&is, ENTITY_SUPPORT, link12)));
	facts_release(&is);
}

Test(core_merge_case, a_challenge_of_a_removed_item_goes_with_the_choice)
{
	char C1[ID_TEXT];

	id_of('C', 1, C1);
	remove_item(&mine, 3);
	step(&theirs, 3, ENTITY_CHALLENGE, C1, FIELD_CHALLENGE_REF, "1");
	step(&theirs, 3, ENTITY_CHALLENGE, C1, FIELD_CHALLENGE_CLAIM, "1.1");
	step(&theirs, 3, ENTITY_CHALLENGE, C1, FIELD_CHALLENGE_EVIDENCE, E1);
	compare();
	cr_assert_eq(m.n_conflicts, 1);
	cr_expect_eq(m.taken.n, 0);
	choose_all(&m, MERGE_CHOICE_THEIRS);
	struct facts is = after(&m, &base, &mine);
	cr_expect(facts_live(facts_find(&is, ENTITY_CHALLENGE, C1)));
	facts_release(&is);
}

Test(core_merge_case, links_are_sets)
{
	step(&mine, 3, ENTITY_SUPPORT, link12, FIELD_SUPPORT_NOTE, NULL);
	step(&theirs, 3, ENTITY_SUPPORT, link12, FIELD_SUPPORT_NOTE, NULL);
	step(&theirs, 4, ENTITY_SUPPORT, link11, FIELD_SUPPORT_REMOVED, "true");
	step(&theirs, 4, ENTITY_SUPPORT, link11, FIELD_SUPPORT_NOTE, NULL);
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	struct facts is = after(&m, &base, &mine);
	cr_expect(facts_live(facts_find(&is, ENTITY_SUPPORT, link12)));
	cr_expect(facts_gone(facts_find(&is, ENTITY_SUPPORT, link11)));
	facts_release(&is);
}

Test(core_merge_case, a_link_unlinked_here_whose_note_changed_there)
{
	step(&mine, 3, ENTITY_SUPPORT, link11, FIELD_SUPPORT_NOTE, NULL);
	step(&mine, 3, ENTITY_SUPPORT, link11, FIELD_SUPPORT_REMOVED, "true");
	step(&theirs, 4, ENTITY_SUPPORT, link11, FIELD_SUPPORT_NOTE, "page 3");
	compare();
	cr_assert_eq(m.n_conflicts, 1);
	choose_all(&m, MERGE_CHOICE_THEIRS);
	struct facts is = after(&m, &base, &mine);
	cr_expect(facts_live(facts_find(&is, ENTITY_SUPPORT, link11)));
	cr_expect_str_eq(facts_value(facts_find(&is, ENTITY_SUPPORT, link11), FIELD_SUPPORT_NOTE), "page 3");
	facts_release(&is);
}

static void add_item(struct steps *s, int save, const char *id, const char *ref, const char *place)
{
	step(s, save, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REF, ref);
	step(s, save, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_TITLE, "New");
	step(s, save, ENTITY_EVIDENCE, id, FIELD_LOCATION, place);
}

Test(core_merge_case, new_items_keep_their_number_where_it_is_free)
{
	add_item(&mine, 3, E2, "2", "here");
	add_item(&theirs, 3, E3, "2", "a\nthere");
	add_item(&theirs, 4, E4, "3", "there\nhere");
	compare();
	cr_assert_eq(m.n_fresh, 2);
	cr_expect(m.fresh[0].theirs == 2 && m.fresh[0].here == 4, "%d", m.fresh[0].here);
	cr_expect(m.fresh[1].theirs == 3 && m.fresh[1].here == 3);
	struct changes ch = {0};
	merge_changes(&m, &ch);
	for (size_t i = 0; i < ch.n; i++)
		if (ch.item[i].field == FIELD_EVIDENCE_REF)
			cr_expect_eq(ch.item[i].value == NULL, strcmp(ch.item[i].id, E3) == 0);
	changes_release(&ch);
	cr_assert_eq(m.n_alike, 1);
	cr_expect_str_eq(m.alike[0].place, "here");
	cr_expect(strcmp(m.alike[0].mine, E2) == 0 && strcmp(m.alike[0].theirs, E4) == 0);
}

/* What came by a merge and was improved here is not asked for again, nor taken back. */
Test(core_merge_case, what_was_merged_and_then_improved_stands)
{
	step(&theirs, 3, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's");
	compare();
	save_merge(&m, &mine, 100);
	step(&mine, 200, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's, improved");
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	cr_expect_eq(m.taken.n, 0);
	/* And when Sam goes on too, it is a choice. */
	step(&theirs, 4, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's second");
	compare();
	cr_assert_eq(m.n_conflicts, 1);
	cr_expect_str_eq(m.conflict[0].base, "Sam's");
}

Test(core_merge_case, what_was_merged_goes_on_with_its_author)
{
	step(&theirs, 3, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's");
	compare();
	save_merge(&m, &mine, 100);
	step(&theirs, 4, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's second");
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	cr_expect(find_taken(&m, FIELD_ARGUMENT, "1.1") != NULL);
}

/* A value that came from a third copy says nothing about this one. */
Test(core_merge_case, three_copies)
{
	step(&mine, 3, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Lee's")->how = FACT_MERGED;
	step(&theirs, 4, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's");
	compare();
	cr_expect_eq(m.n_conflicts, 1, "Lee's text is not Sam's to replace");
}

/* Sam merged our copy and chose his: our next merge follows. */
Test(core_merge_case, they_chose_knowing_ours)
{
	step(&mine, 3, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Kim's");
	step(&theirs, 4, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's");
	step(&theirs, 5, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Kim's")->how = FACT_KEPT;
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	cr_expect(find_taken(&m, FIELD_ARGUMENT, "1.1") != NULL);
}

Test(core_merge_case, after_an_undo_it_can_be_merged_again)
{
	add_item(&theirs, 3, E3, "2", "there");
	step(&theirs, 3, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, "Sam's");
	compare();
	save_merge(&m, &mine, 100);
	step(&mine, 200, ENTITY_EVIDENCE, E3, FIELD_EVIDENCE_REMOVED, "true")->how = FACT_UNDONE;
	step(&mine, 200, ENTITY_ANSWER, "1.1", FIELD_ARGUMENT, NULL)->how = FACT_UNDONE;
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	cr_expect(find_taken(&m, FIELD_EVIDENCE_REMOVED, E3) != NULL);
	cr_expect(find_taken(&m, FIELD_ARGUMENT, "1.1") != NULL);
}

/* But what somebody removed on purpose stays away. */
Test(core_merge_case, what_was_merged_and_removed_stays_removed)
{
	add_item(&theirs, 3, E3, "2", "there");
	compare();
	save_merge(&m, &mine, 100);
	step(&mine, 200, ENTITY_EVIDENCE, E3, FIELD_EVIDENCE_REMOVED, "true");
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	cr_expect_eq(m.taken.n, 0);
}

Test(core_merge_case, scope_and_its_reason_are_one_choice)
{
	step(&mine, 3, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "true");
	step(&mine, 3, ENTITY_SCOPE, "1.1", FIELD_SCOPE_REASON, "we do");
	step(&theirs, 3, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "false");
	step(&theirs, 3, ENTITY_SCOPE, "1.1", FIELD_SCOPE_REASON, "we do not");
	compare();
	cr_assert_eq(m.n_conflicts, 1);
	cr_expect_eq(m.conflict[0].part.n, 2);
}

Test(core_merge_case, saying_nothing_and_the_default_are_the_same)
{
	step(&mine, 3, ENTITY_ANSWER, "1.1", FIELD_STATUS, "to-assess");
	step(&theirs, 3, ENTITY_ANSWER, "1.1", FIELD_STATUS, "evidenced");
	step(&theirs, 4, ENTITY_ANSWER, "1.2", FIELD_INHERITED, "false");
	compare();
	cr_expect_eq(m.n_conflicts, 0);
	cr_expect(find_taken(&m, FIELD_STATUS, "1.1") != NULL);
	cr_expect_eq(facts_there(facts_find(&c.mine, ENTITY_ANSWER, "1.2")), false);
	cr_expect_eq(m.taken.n, 1);
}

/* ---- documents ----------------------------------------------------------------------------------------- */

Test(core_merge_case, a_document_does_not_bring_back_what_was_removed)
{
	struct changes fresh = {0}, differing = {0};
	char new[ID_TEXT], link[ID_TEXT + 8];

	remove_item(&mine, 3);
	compare();
	merge_release(&m);
	id_of('E', 77, new);
	snprintf(link, sizeof link, "%s 1.1", new);
	changes_set(&fresh, ENTITY_EVIDENCE, new, 0, FIELD_EVIDENCE_REF, "1");
	changes_set(&fresh, ENTITY_EVIDENCE, new, 0, FIELD_EVIDENCE_TITLE, "Item");
	changes_set(&fresh, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, "note");
	changes_set(&fresh, ENTITY_ANSWER, "1.2", 0, FIELD_ARGUMENT, "new");
	changes_set(&differing, ENTITY_ASSESSMENT, "assessment", 1, FIELD_TITLE, "Other");
	merge_document(&m, &c.mine, &fresh, &differing);
	cr_assert_eq(m.n_conflicts, 2);
	cr_expect(find_conflict(&m, FIELD_EVIDENCE_REMOVED, E1) != NULL);
	cr_expect(find_conflict(&m, FIELD_TITLE, "assessment") != NULL);
	cr_expect_eq(m.taken.n, 1);
	choose_all(&m, MERGE_CHOICE_THEIRS);
	struct facts is = after(&m, &base, &mine);
	cr_expect(facts_live(facts_find(&is, ENTITY_EVIDENCE, E1)), "it is the same item, not another");
	cr_expect(facts_live(facts_find(&is, ENTITY_SUPPORT, link11)));
	cr_expect(facts_find(&is, ENTITY_EVIDENCE, new) == NULL);
	facts_release(&is);
	merge_release(&m);
	changes_release(&fresh);
	changes_release(&differing);
}
