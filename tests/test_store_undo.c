/* Undo, redo, and reading the history they are in. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/history_read.h"
#include "store/undo.h"
#include "test_store_help.h"

static char *folder, *path;
static struct store *sam, *kim;

static struct store *open_as(const char *who)
{
	struct err err;
	struct store *st = NULL;

	cr_assert(store_open(path, STORE_WRITE, who, &st, &err), "%s", err.text);
	return st;
}

static void begin(void)
{
	folder = help_folder();
	path = help_workspace(folder);
	sam = open_as("Sam");
	kim = open_as("Kim");
}

static void end(void)
{
	store_close(sam);
	store_close(kim);
	free(path);
	help_remove(folder);
}

TestSuite(undo, .init = begin, .fini = end, .timeout = 120);
TestSuite(history, .init = begin, .fini = end, .timeout = 60);

/* ---- what is there: every field of everything that is not removed ---------------------------------------- */

static void add_entity(struct store *st, struct buf *b, enum entity e, const char *id)
{
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++) {
		char *text = help_text(st, (enum field)f, id);
		if (*text)
			buf_addf(b, "%s %s %s=%s\n", entity_name(e), id, field_info((enum field)f)->key, text);
		free(text);
	}
}

static char *picture(struct store *st)
{
	struct work *w = help_load(st);
	struct buf b = {0};

	add_entity(st, &b, ENTITY_ASSESSMENT, "assessment");
	for (int i = 0; i < w->tree->n_nodes; i++) {
		if (w->scope[i].chosen)
			add_entity(st, &b, ENTITY_SCOPE, w->tree->node[i].id);
		if (tree_is_leaf(w->tree, i))
			add_entity(st, &b, ENTITY_ANSWER, w->tree->node[i].id);
	}
	for (int i = 0; i < w->n_evidence; i++)
		add_entity(st, &b, ENTITY_EVIDENCE, w->evidence[i].id);
	for (int i = 0; i < w->n_support; i++) {
		buf_addf(&b, "support %s\n", w->support[i].id);
		add_entity(st, &b, ENTITY_SUPPORT, w->support[i].id);
	}
	for (int i = 0; i < w->n_gap; i++) {
		add_entity(st, &b, ENTITY_GAP, w->gap[i].id);
		for (int c = 0; c < w->gap[i].n_claims; c++)
			buf_addf(&b, "gap-claim %s\n", w->gap[i].link_id[c]);
	}
	for (int i = 0; i < w->n_challenge; i++)
		add_entity(st, &b, ENTITY_CHALLENGE, w->challenge[i].id);
	for (int i = 0; i < w->n_approval; i++)
		add_entity(st, &b, ENTITY_APPROVAL, w->approval[i].id);
	for (int i = 0; i < w->n_waiver; i++)
		add_entity(st, &b, ENTITY_WAIVER, w->waiver[i].id);
	for (int i = 0; i < w->n_refusal; i++)
		buf_addf(&b, "refusal %s\n", w->refusal[i].id);
	for (int i = 0; i < w->tree->n_nodes; i++)
		add_entity(st, &b, ENTITY_READ_THROUGH, w->tree->node[i].id);
	for (int i = 0; i < w->n_baseline; i++)
		add_entity(st, &b, ENTITY_BASELINE, w->baseline[i].id);
	work_free(w);
	return buf_steal(&b);
}

#define expect_picture(st, must) do { \
		char *is_ = picture(st); \
		cr_expect_str_eq(is_, must); \
		free(is_); \
	} while (0)

/* ---- short ways ---------------------------------------------------------------------------------------- */

static void set(struct store *st, enum entity e, const char *id, enum field f, const char *value)
{
	struct err err;

	cr_assert(help_set(st, e, id, -1, f, value, &err), "%s", err.text);
}

static void set_status(struct store *st, const char *claim, const char *status)
{
	set(st, ENTITY_ANSWER, claim, FIELD_STATUS, status);
}

/* An item with a title and a link to a claim; its id. */
static void add_evidence(struct store *st, const char *title, const char *claim, char id[ID_TEXT])
{
	struct err err;
	struct changes c = {0};

	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, title);
	if (claim) {
		char *link = link_id(id, claim);
		changes_set(&c, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, "page 3");
		free(link);
	}
	cr_assert(store_save(st, "evidence add", &c, &err), "%s", err.text);
	changes_release(&c);
}

static void link_claim(struct store *st, const char *evidence, const char *claim, bool on)
{
	char *link = link_id(evidence, claim);

	set(st, ENTITY_SUPPORT, link, FIELD_SUPPORT_REMOVED, on ? NULL : "true");
	free(link);
}

/* One undo or redo; how many built on it, or -1 where there was nothing. */
static int take_back(struct store *st, bool redo, bool anybody)
{
	struct err err;
	struct undoing u;

	cr_assert(store_undo(st, redo, anybody, &u, &err), "%s", err.text);
	int later = u.found ? (int)u.n_later : -1;
	if (u.found)
		cr_assert(store_undo_save(st, &u, &err), "%s", err.text);
	undoing_release(&u);
	return later;
}

static int undo(struct store *st) { return take_back(st, false, false); }
static int redo(struct store *st) { return take_back(st, true, false); }

static void expect_value(struct store *st, enum field f, const char *id, const char *must)
{
	char *is = help_text(st, f, id);

	cr_expect_str_eq(is, must, "%s of %s: %s, not %s", field_info(f)->key, id, is, must);
	free(is);
}

/* ---- undo and redo ---------------------------------------------------------------------------------------- */

Test(undo, a_field_is_what_it_was)
{
	char *empty = picture(sam);

	set_status(sam, "1.1.1", "evidenced");
	set_status(sam, "1.1.1", "not-evidenced");
	char *full = picture(sam);
	cr_expect_eq(undo(sam), 0);
	expect_value(sam, FIELD_STATUS, "1.1.1", "evidenced");
	cr_expect_eq(undo(sam), 0);
	expect_picture(sam, empty);
	cr_expect_eq(undo(sam), -1);
	cr_expect_eq(redo(sam), 0);
	expect_value(sam, FIELD_STATUS, "1.1.1", "evidenced");
	cr_expect_eq(redo(sam), 0);
	expect_picture(sam, full);
	cr_expect_eq(redo(sam), -1);
	cr_expect(help_clean(path));
	free(empty);
	free(full);
}

/* After leaving and coming back, as often as one likes. */
Test(undo, it_is_in_the_file)
{
	set_status(sam, "1.1.1", "evidenced");
	for (int i = 0; i < 3; i++) {
		struct store *again = open_as("Sam");
		cr_expect_eq(undo(again), 0);
		expect_value(again, FIELD_STATUS, "1.1.1", "");
		store_close(again);
		again = open_as("Sam");
		cr_expect_eq(redo(again), 0);
		expect_value(again, FIELD_STATUS, "1.1.1", "evidenced");
		store_close(again);
	}
	cr_expect(help_clean(path));
}

Test(undo, what_was_made_is_removed_and_comes_back_whole)
{
	char id[ID_TEXT], other[ID_TEXT];
	char *empty = picture(sam);

	add_evidence(sam, "Handbook", "1.1.1", id);
	char *full = picture(sam);
	cr_expect_eq(undo(sam), 0);
	expect_picture(sam, empty);
	struct work *w = help_load(sam);
	cr_expect_eq(w->n_evidence + w->n_support, 0);
	cr_expect(work_is_empty(w));
	work_free(w);
	cr_expect_eq(redo(sam), 0);
	expect_picture(sam, full);
	cr_expect_eq(undo(sam), 0);
	add_evidence(sam, "Another", NULL, other);
	expect_value(sam, FIELD_EVIDENCE_REF, other, "2");     /* never given out again */
	cr_expect_eq(redo(sam), -1);
	cr_expect(help_clean(path));
	free(empty);
	free(full);
}

/* The same link may be made by hand after it was undone: it comes without the old note. */
Test(undo, a_link_goes_with_its_note)
{
	char id[ID_TEXT];

	add_evidence(sam, "Handbook", NULL, id);
	char *link = link_id(id, "1.1.1"), *before = picture(sam);
	set(sam, ENTITY_SUPPORT, link, FIELD_SUPPORT_NOTE, "page 3");
	cr_expect_eq(undo(sam), 0);
	expect_picture(sam, before);
	expect_value(sam, FIELD_SUPPORT_NOTE, link, "");
	cr_expect_eq(redo(sam), 0);
	expect_value(sam, FIELD_SUPPORT_NOTE, link, "page 3");
	free(link);
	free(before);
}

Test(undo, a_removal_with_all_that_hung_on_it)
{
	struct err err;
	struct changes c = {0};
	char id[ID_TEXT];

	add_evidence(sam, "Handbook", "1.1.1", id);
	link_claim(sam, id, "2.1.1", true);
	char *full = picture(sam), *one = link_id(id, "1.1.1"), *two = link_id(id, "2.1.1");
	changes_set(&c, ENTITY_SUPPORT, one, 1, FIELD_SUPPORT_NOTE, NULL);
	changes_set(&c, ENTITY_SUPPORT, one, 1, FIELD_SUPPORT_REMOVED, "true");
	changes_set(&c, ENTITY_SUPPORT, two, 1, FIELD_SUPPORT_REMOVED, "true");
	changes_set(&c, ENTITY_EVIDENCE, id, 1, FIELD_EVIDENCE_REMOVED, "true");
	cr_assert(store_save(sam, "evidence remove", &c, &err), "%s", err.text);
	changes_release(&c);
	char *less = picture(sam);
	cr_expect_eq(undo(sam), 0);
	expect_picture(sam, full);
	cr_expect_eq(redo(sam), 0);
	expect_picture(sam, less);
	cr_expect(help_clean(path));
	free(full);
	free(less);
	free(one);
	free(two);
}

/* Every kind of entity, every field, as an import makes them. */
Test(undo, everything_at_once)
{
	char *empty = picture(sam);

	help_everything(sam, "m");
	char *full = picture(sam);
	for (int i = 0; i < 2; i++) {
		cr_expect_eq(undo(sam), 0);
		expect_picture(sam, empty);
		cr_expect_eq(redo(sam), 0);
		expect_picture(sam, full);
	}
	cr_expect(help_clean(path));
	free(empty);
	free(full);
}

Test(undo, redo_ends_with_a_new_save)
{
	set_status(sam, "1.1.1", "evidenced");
	cr_expect_eq(undo(sam), 0);
	set_status(kim, "2.1.1", "evidenced");                 /* somebody else's is no new save of mine */
	cr_expect_eq(redo(sam), 0);
	cr_expect_eq(undo(sam), 0);
	set_status(sam, "1.1.2.1", "evidenced");
	cr_expect_eq(redo(sam), -1);
	cr_expect_eq(undo(sam), 0);
	expect_value(sam, FIELD_STATUS, "1.1.2.1", "");
	cr_expect_eq(undo(sam), -1);
}

Test(undo, the_beginning_stays)
{
	struct err err;
	struct tree *t = help_tree();
	struct changes c = {0};
	char *other = help_path(folder, "o.assay");
	struct store *st = NULL;

	changes_set(&c, ENTITY_ASSESSMENT, "assessment", 0, FIELD_PRODUCT, "Portal");
	cr_assert(store_create(other, t, false, "Sam", "new", &c, &err), "%s", err.text);
	cr_assert(store_open(other, STORE_WRITE, "Sam", &st, &err), "%s", err.text);
	cr_expect_eq(undo(st), -1);
	cr_expect_eq(take_back(st, false, true), -1);
	set_status(st, "1.1.1", "evidenced");
	cr_expect_eq(undo(st), 0);
	cr_expect_eq(undo(st), -1);
	expect_value(st, FIELD_PRODUCT, "assessment", "Portal");
	store_close(st);
	changes_release(&c);
	tree_free(t);
	free(other);
}

/* ---- several people ------------------------------------------------------------------------------------------ */

Test(undo, ones_own_saves_unless_asked)
{
	set_status(sam, "1.1.1", "evidenced");
	set_status(kim, "2.1.1", "evidenced");
	cr_expect_eq(undo(sam), 0);
	expect_value(sam, FIELD_STATUS, "1.1.1", "");
	expect_value(sam, FIELD_STATUS, "2.1.1", "evidenced");
	cr_expect_eq(undo(sam), -1);
	cr_expect_eq(take_back(sam, false, true), 0);
	expect_value(sam, FIELD_STATUS, "2.1.1", "");
	cr_expect_eq(redo(kim), -1, "it was Sam who undid it");
	cr_expect_eq(redo(sam), 0);
	expect_value(sam, FIELD_STATUS, "2.1.1", "evidenced");
}

static void expect_later(struct store *st, const char *who, const char *what)
{
	struct err err;
	struct undoing u;

	cr_assert(store_undo(st, false, false, &u, &err), "%s", err.text);
	cr_assert(u.found);
	cr_assert_eq(u.n_later, 1, "%zu", u.n_later);
	cr_expect_str_eq(u.later[0].who, who);
	cr_expect_str_eq(u.later[0].command, "set");
	cr_expect_str_eq(buf_str(&u.later[0].what), what);
	undoing_release(&u);
}

Test(undo, who_changed_it_since_is_told)
{
	set_status(sam, "1.1.1", "evidenced");
	set_status(kim, "1.1.1", "not-evidenced");
	expect_later(sam, "Kim", "status of 1.1/1");
	cr_expect_eq(undo(sam), 1);
	expect_value(sam, FIELD_STATUS, "1.1.1", "");
	cr_expect_eq(redo(sam), 0);
	expect_value(sam, FIELD_STATUS, "1.1.1", "not-evidenced");
	cr_expect_eq(undo(kim), 0);
	expect_value(sam, FIELD_STATUS, "1.1.1", "evidenced");
	cr_expect_eq(undo(sam), 0, "what was itself undone is nobody's");
	expect_value(sam, FIELD_STATUS, "1.1.1", "");
	cr_expect(help_clean(path));
}

Test(undo, what_was_built_on_a_new_item_is_told)
{
	char id[ID_TEXT];

	add_evidence(sam, "Handbook", NULL, id);
	link_claim(kim, id, "2.1.1", true);
	expect_later(sam, "Kim", "E1 linked to 2.1/1");
	cr_expect_eq(undo(kim), 0);
	cr_expect_eq(undo(sam), 0);
	cr_expect_eq(redo(sam), 0);
	set(kim, ENTITY_EVIDENCE, id, FIELD_TOOL, "Moodle");
	expect_later(sam, "Kim", "tool of E1");
	cr_expect_eq(undo(sam), 1);
	cr_expect_eq(redo(sam), 0);
	expect_value(sam, FIELD_TOOL, id, "Moodle");
	cr_expect(help_clean(path));
}

Test(undo, what_was_removed_since_is_told)
{
	char id[ID_TEXT];

	add_evidence(kim, "Handbook", "1.1.1", id);
	set(sam, ENTITY_EVIDENCE, id, FIELD_TOOL, "Moodle");
	set(kim, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, "true");
	expect_later(sam, "Kim", "E1 removed");
	cr_expect_eq(undo(sam), 1);
	/* A link cannot come back to what is not there. */
	cr_expect_eq(undo(kim), 0);
	link_claim(sam, id, "1.1.1", false);
	set(kim, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, "true");
	cr_expect_eq(undo(sam), 1);
	cr_expect_eq(undo(kim), 0);
	struct work *w = help_load(sam);
	cr_expect_eq(w->n_evidence, 1);
	cr_expect_eq(w->n_support, 0);
	work_free(w);
	cr_expect(help_clean(path));
}

/* In whatever order two people take back what they did to one field, nothing of it is left. */
Test(undo, crosswise)
{
	char *empty = picture(sam);

	set_status(sam, "1.1.1", "evidenced");
	set_status(kim, "1.1.1", "not-evidenced");
	cr_expect_eq(undo(sam), 1);
	cr_expect_eq(undo(kim), 0);
	expect_picture(sam, empty);
	cr_expect_eq(redo(sam), 1, "Kim's undo came after it");
	cr_expect_eq(redo(kim), 1);
	expect_value(sam, FIELD_STATUS, "1.1.1", "not-evidenced");
	cr_expect(help_clean(path));
	free(empty);
}

/* What was set back by hand is undone on record all the same, so that the one before is next. */
Test(undo, it_may_be_so_already)
{
	set_status(sam, "2.1.1", "evidenced");
	set_status(sam, "1.1.1", "evidenced");
	set_status(kim, "1.1.1", NULL);
	cr_expect_eq(undo(sam), 0);
	cr_expect_eq(undo(sam), 0);
	expect_value(sam, FIELD_STATUS, "2.1.1", "");
	cr_expect_eq(undo(sam), -1);
	cr_expect(help_clean(path));
}

Test(undo, somebody_saves_in_between)
{
	struct err err;
	struct undoing u;

	set_status(sam, "1.1.1", "evidenced");
	cr_assert(store_undo(sam, false, false, &u, &err));
	set_status(kim, "1.1.1", "not-evidenced");
	cr_expect(!store_undo_save(sam, &u, &err));
	cr_expect_eq(err.code, ERR_STALE);
	undoing_release(&u);
	expect_value(sam, FIELD_STATUS, "1.1.1", "not-evidenced");
	cr_expect_eq(undo(sam), 1, "an undo that was not taken is none");
	cr_expect(help_clean(path));
}

Test(undo, what_was_not_taken_is_not_undone)
{
	struct err err;

	set_status(kim, "1.1.1", "evidenced");
	cr_expect(!help_set(sam, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "not-evidenced", &err));
	cr_expect_eq(err.code, ERR_STALE);
	cr_expect_eq(undo(sam), -1);
	expect_value(sam, FIELD_STATUS, "1.1.1", "evidenced");
}

/* ---- any saves at all, then all back, then all again ---------------------------------------------------------- */

static unsigned seed;
static unsigned any(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static const char *const leaves[] = { "1.1.1", "1.1.2.1", "1.1.2.2", "2.1.1" };
static char item[40][ID_TEXT], gap[40][ID_TEXT];
static unsigned n_items, n_gaps;

static void random_new(struct changes *c, struct store *st)
{
	bool evidence = any(2) == 0;
	char *id = evidence ? item[n_items] : gap[n_gaps], text[32];

	(void)st;
	if ((evidence ? n_items : n_gaps) == 40)
		return;
	snprintf(text, sizeof text, "text %u", any(1000));
	changes_new(c, evidence ? ENTITY_EVIDENCE : ENTITY_GAP, id);
	changes_set(c, evidence ? ENTITY_EVIDENCE : ENTITY_GAP, id, 0, evidence ? FIELD_DETAIL : FIELD_ACTION, text);
	char *link = link_id(id, leaves[any(4)]);
	changes_set(c, evidence ? ENTITY_SUPPORT : ENTITY_GAP_CLAIM, link, 0, evidence ? FIELD_SUPPORT_NOTE : FIELD_GAP_CLAIM_REMOVED,
	    evidence ? text : NULL);
	free(link);
	evidence ? n_items++ : n_gaps++;
}

static void random_field(struct changes *c, struct store *st, enum field f, const char *id)
{
	static const char *const bools[] = { "true", "false" };
	const struct field_info *info = field_info(f);
	char text[32];
	const char *value = text;

	snprintf(text, sizeof text, "text %u", any(50));
	if (info->type == FIELD_CHOICE)
		value = info->values[any(3)];
	else if (info->type == FIELD_BOOL)
		value = field_is_removed(f) ? "true" : bools[any(2)];
	else if (info->type == FIELD_DATE)
		value = "2026-11-21";
	changes_set(c, info->entity, id, help_revision(st, info->entity, id), f, any(4) == 0 ? NULL : value);
}

static void random_any_field(struct changes *c, struct store *st)
{
	static const enum entity kinds[] = { ENTITY_ASSESSMENT, ENTITY_SCOPE, ENTITY_ANSWER, ENTITY_ANSWER, ENTITY_EVIDENCE, ENTITY_GAP };
	enum entity e = kinds[any(6)];
	enum field f = (enum field)((unsigned)entity_first(e) + any((unsigned)entity_end(e) - (unsigned)entity_first(e)));
	const char *id = e == ENTITY_ASSESSMENT ? "assessment" : e == ENTITY_SCOPE ? any(2) ? "1.1" : "2.1" : leaves[any(4)];

	if (field_is_ref(f) || (e == ENTITY_EVIDENCE && n_items == 0) || (e == ENTITY_GAP && n_gaps == 0))
		return;
	random_field(c, st, f, e == ENTITY_EVIDENCE ? item[any(n_items)] : e == ENTITY_GAP ? gap[any(n_gaps)] : id);
}

static void random_link(struct changes *c, struct store *st)
{
	bool evidence = any(2) == 0;

	if ((evidence ? n_items : n_gaps) == 0)
		return;
	char *link = link_id(evidence ? item[any(n_items)] : gap[any(n_gaps)], leaves[any(4)]);
	enum entity e = evidence ? ENTITY_SUPPORT : ENTITY_GAP_CLAIM;
	changes_set(c, e, link, help_revision(st, e, link), evidence ? FIELD_SUPPORT_REMOVED : FIELD_GAP_CLAIM_REMOVED,
	    any(2) ? "true" : NULL);
	free(link);
}

/* How many saves it made: 1, or 0 where it changed nothing or was refused. */
static int random_save(struct store *st)
{
	struct err err;
	struct changes c = {0};
	char before[HASH_TEXT], after[HASH_TEXT];
	unsigned n = 1 + any(3);

	for (unsigned i = 0; i < n && c.n == 0; i++) {
		unsigned what = any(10);
		if (what < 2)
			random_new(&c, st);
		else if (what < 4)
			random_link(&c, st);
		else
			random_any_field(&c, st);
	}
	cr_assert(store_head(st, before, &err));
	bool ok = store_save(st, "random", &c, &err);
	cr_assert(ok || err.code == ERR_INPUT || err.code == ERR_STALE, "%s", err.text);
	cr_assert(store_head(st, after, &err));
	changes_release(&c);
	return ok && strcmp(before, after) != 0;
}

Test(undo, any_saves_there_and_back)
{
	for (unsigned run = 0; run < 4; run++) {
		char *first = picture(sam);
		int made = 0, undone = 0, redone = 0;

		seed = 20261121 + run;
		for (int i = 0; i < 100; i++)
			made += random_save(any(3) ? sam : kim);
		char *last = picture(sam);
		while (undone < made && take_back(sam, false, true) == 0)
			undone++;
		cr_expect(made > 50, "%d", made);
		cr_expect_eq(undone, made);
		expect_picture(sam, first);
		while (take_back(sam, true, true) == 0)
			redone++;
		cr_expect_eq(redone, made);
		expect_picture(sam, last);
		cr_expect(help_clean(path));
		free(first);
		free(last);
	}
}

/* Two people take back what is theirs, in any order and whatever was built on it. */
Test(undo, any_saves_back_crosswise)
{
	char *first = picture(sam);
	int made = 0, undone = 0;

	seed = 42;
	for (int i = 0; i < 100; i++)
		made += random_save(any(2) ? sam : kim);
	for (int idle = 0; idle < 20; idle++)
		while (undo(any(2) ? sam : kim) >= 0) {
			undone++;
			idle = 0;
		}
	cr_expect_eq(undone, made);
	expect_picture(sam, first);
	cr_expect(help_clean(path));
	free(first);
}

/* ---- reading the history ------------------------------------------------------------------------------------------- */

static void read_all(struct store *st, const struct history_filter *f, struct history *h)
{
	struct err err;

	*h = (struct history){0};
	cr_assert(store_history(st, f, 1000, h, &err), "%s", err.text);
	cr_expect(h->end);
}

static void expect_words(struct store *st, const struct history_filter *f, const char *const *must)
{
	struct history h;

	read_all(st, f, &h);
	for (size_t i = 0; i < h.n && *must; i++, must++) {
		struct buf b = {0};
		history_words(st, &h.save[i], 3, &b);
		cr_expect_str_eq(buf_str(&b), *must);
		buf_release(&b);
	}
	cr_expect(!*must, "missing: %s", *must ? *must : "");
	history_release(&h);
}

/* Sam: an item, a status, a gap; Kim: a status. */
static void fill(char id[ID_TEXT], char *made_gap)
{
	struct err err;
	struct changes c = {0};

	add_evidence(sam, "Handbook", "1.1.1", id);
	set_status(kim, "2.1.1", "evidenced");
	changes_new(&c, ENTITY_GAP, made_gap);
	changes_set(&c, ENTITY_GAP, made_gap, 0, FIELD_GAP, "Nobody is trained");
	char *link = link_id(made_gap, "1.1.2.1");
	changes_set(&c, ENTITY_GAP_CLAIM, link, 0, FIELD_GAP_CLAIM_REMOVED, NULL);
	cr_assert(store_save(sam, "gap add", &c, &err), "%s", err.text);
	changes_release(&c);
	free(link);
	set_status(sam, "1.1.1", "partly-evidenced");
}

Test(history, newest_first_in_words)
{
	char id[ID_TEXT], g[ID_TEXT];
	struct history_filter all = HISTORY_ALL, f = HISTORY_ALL;

	fill(id, g);
	expect_words(sam, &all, (const char *const[]){ "status of 1.1/1", "new G1; G1 on 1.1/2", "status of 2.1/1",
		"new E1; E1 linked to 1.1/1", "the workspace", NULL });
	f.who = "ki";
	expect_words(sam, &f, (const char *const[]){ "status of 2.1/1", NULL });
	f = all;
	f.command = "gap";
	expect_words(sam, &f, (const char *const[]){ "new G1; G1 on 1.1/2", NULL });
	f = all;
	f.node = tree_find(store_tree(sam), "1.1.1");
	expect_words(sam, &f, (const char *const[]){ "status of 1.1/1", "E1 linked to 1.1/1", NULL });
	f.node = tree_find(store_tree(sam), "1.1.2");
	expect_words(sam, &f, (const char *const[]){ "new G1; G1 on 1.1/2", NULL });
	f = all;
	f.entity = ENTITY_EVIDENCE;
	f.id = id;
	expect_words(sam, &f, (const char *const[]){ "new E1; E1 linked to 1.1/1", NULL });
}

Test(history, page_by_page)
{
	char id[ID_TEXT], g[ID_TEXT];
	struct history_filter all = HISTORY_ALL;
	struct history h = {0}, whole;
	struct err err;

	fill(id, g);
	read_all(sam, &all, &whole);
	cr_assert(store_history(sam, &all, 2, &h, &err));
	cr_expect_eq(h.n, 2);
	cr_expect(!h.end);
	set_status(kim, "2.1.1", "not-evidenced");             /* what is newer does not come between */
	cr_assert(store_history(sam, &all, 2, &h, &err));
	cr_assert(store_history(sam, &all, 2, &h, &err));
	cr_expect(h.end);
	cr_assert_eq(h.n, whole.n);
	for (size_t i = 0; i < h.n; i++)
		cr_expect_str_eq(h.save[i].save, whole.save[i].save);
	history_release(&h);
	history_release(&whole);
}

/* Clocks go wrong: the order is that of the chain, the moment is shown as it was recorded. */
Test(history, clocks_do_not_order_it)
{
	struct history_filter all = HISTORY_ALL;
	struct history h;

	set_status(sam, "1.1.1", "evidenced");
	set_status(sam, "1.1.1", "not-evidenced");
	help_sql(path, "UPDATE history SET at = '2038-02-01T00:00:00Z' WHERE seq = 2");
	help_sql(path, "UPDATE history SET at = '1999-12-31T23:59:59Z' WHERE seq = 3");
	read_all(sam, &all, &h);
	cr_expect_str_eq(h.save[0].at, "1999-12-31T23:59:59Z");
	cr_expect_str_eq(h.save[1].at, "2038-02-01T00:00:00Z");
	history_release(&h);
	all.since = "2038-01-01T00:00:00Z";
	read_all(sam, &all, &h);
	cr_expect_eq(h.n, 1);
	history_release(&h);
	cr_expect_eq(undo(sam), 0);
	expect_value(sam, FIELD_STATUS, "1.1.1", "evidenced");
}

Test(history, values_before_and_after)
{
	struct history_filter all = HISTORY_ALL;
	struct history h;
	struct err err;
	char *before, *after;

	set(sam, ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "one");
	set(kim, ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "evidenced");
	set(kim, ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "two");
	cr_expect(!help_set(sam, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "three", &err));
	read_all(sam, &all, &h);
	cr_expect(!h.save[0].taken);
	cr_expect(h.save[1].taken);
	cr_assert(store_history_before(sam, &h.save[1].entry[0], h.save[1].first, &before, &err));
	cr_assert(store_history_value(sam, h.save[1].entry[0].seq, &after, &err));
	cr_expect_str_eq(before, "one");
	cr_expect_str_eq(after, "two");
	free(before);
	free(after);
	cr_assert(store_history_before(sam, &h.save[3].entry[0], h.save[3].first, &before, &err));
	cr_expect_null(before);
	cr_assert(store_history_value(sam, h.save[0].entry[0].seq, &after, &err));
	cr_expect_str_eq(after, "three", "what was not taken is kept");
	free(after);
	history_release(&h);
	all.taken = HISTORY_NOT_TAKEN;
	read_all(sam, &all, &h);
	cr_expect_eq(h.n, 1);
	history_release(&h);
}

Test(history, undone_saves_are_marked)
{
	struct history_filter all = HISTORY_ALL;
	struct history h;

	set_status(sam, "1.1.1", "evidenced");
	undo(sam);
	read_all(sam, &all, &h);
	cr_expect_eq(h.save[0].kind, HISTORY_UNDO);
	cr_expect_str_eq(h.save[0].of, h.save[1].save);
	cr_expect(h.save[1].undone);
	history_release(&h);
	redo(sam);
	read_all(sam, &all, &h);
	cr_expect_eq(h.save[0].kind, HISTORY_REDO);
	cr_expect(!h.save[2].undone);
	cr_expect_eq(h.save[3].kind, HISTORY_BEGINNING);
	history_release(&h);
}

Test(history, people_and_references)
{
	char id[ID_TEXT], g[ID_TEXT], **name, *found = NULL;
	size_t n;
	struct err err;

	fill(id, g);
	cr_assert(store_history_people(sam, &name, &n, &err));
	cr_assert_eq(n, 2);
	cr_expect_str_eq(name[0], "Kim");
	cr_expect_str_eq(name[1], "Sam");
	for (size_t i = 0; i < n; i++)
		free(name[i]);
	free(name);
	set(sam, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, "true");
	cr_assert(store_find_ref(sam, ENTITY_EVIDENCE, 1, &found, &err));
	cr_expect_str_eq(found, id);
	free(found);
	cr_expect(!store_find_ref(sam, ENTITY_GAP, 7, &found, &err));
	cr_expect_eq(err.code, ERR_INPUT);
}
