/* The History view on a canvas, and undo with the whole program below the screen: documents in, documents
 * out, the same bytes before and after. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/exchange.h"
#include "store/undo.h"
#include "workbench.h"

static struct store *st;

static struct store *open_as(const char *who)
{
	struct err err = {0};
	struct store *s = NULL;

	cr_assert(store_open(workbench_path(), STORE_WORKBENCH, who, &s, &err), "%s", err.text);
	return s;
}

static void set_up(void)
{
	struct err err = {0};
	struct tree *t = shipped_tree();

	workbench_begin();
	cr_assert(store_create(workbench_path(), t, false, "Sam", "new", NULL, &err), "%s", err.text);
	tree_free(t);
	st = open_as("Sam");
}

static void tear_down(void)
{
	store_close(st);
	workbench_end();
}

TestSuite(history_view, .init = set_up, .fini = tear_down, .timeout = 60);

static struct work *load(void)
{
	struct err err = {0};
	struct work *w = NULL;

	cr_assert(store_load(st, &w, &err), "%s", err.text);
	return w;
}

static char *export(void)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	struct reader r = store_reader(st);
	struct err err = {0};
	struct work *w = load();

	cr_assert(exchange_export(out, EXCHANGE_YAML, w, &r, &err), "%s", err.text);
	fclose(out);
	work_free(w);
	return bytes;
}

/* ---- saves ---------------------------------------------------------------------------------- */

static void set_as(struct store *s, enum entity e, const char *id, enum field f, const char *value)
{
	struct err err = {0};
	struct changes c = {0};
	struct work *w = load();

	changes_set(&c, e, id, work_revision(w, e, id), f, value);
	cr_assert(store_save(s, "set", &c, &err), "%s", err.text);
	changes_release(&c);
	work_free(w);
}

static void add_item(char id[ID_TEXT])
{
	struct err err = {0};
	struct changes c = {0};
	char *link;

	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "Engineering handbook");
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, "All teams work from it.");
	link = link_id(id, "1.2.2.1.1");
	changes_set(&c, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, "chapter 3");
	cr_assert(store_save(st, "evidence add", &c, &err), "%s", err.text);
	changes_release(&c);
	free(link);
}

static const char was[] = "Updates come from registries that sign their packages;\nthe lock file pins them.";
static const char is[] = "Updates come from mirrors that sign all their packages;\nthe lock file pins them.";

/* Sam: an item, an argument and another one; Kim: a status. One undone. */
static void fill(void)
{
	struct store *kim = open_as("Kim");
	struct undoing u;
	struct err err = {0};
	char id[ID_TEXT];

	add_item(id);
	set_as(kim, ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "evidenced");
	set_as(st, ENTITY_ANSWER, "1.2.2.1.1", FIELD_ARGUMENT, was);
	set_as(st, ENTITY_ANSWER, "1.2.2.1.1", FIELD_ARGUMENT, is);
	set_as(st, ENTITY_SCOPE, "4.2", FIELD_SCOPE_IN, "false");
	cr_assert(store_undo(st, false, false, &u, &err), "%s", err.text);
	cr_assert(store_undo_save(st, &u, &err), "%s", err.text);
	undoing_release(&u);
	store_close(kim);
}

/* ---- the screen ------------------------------------------------------------------------------- */

static void expect_filled(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	fill();
	expect_screen(rows, cols, ascii, keys, golden);
}

Test(history_view, list) { expect_filled(24, 80, false, "7", "history-80x24.txt"); }
Test(history_view, ascii) { expect_filled(24, 80, true, "7 j j", "history-ascii.txt"); }
Test(history_view, small) { expect_filled(12, 40, false, "7", "history-40x12.txt"); }
Test(history_view, save_small) { expect_filled(12, 40, false, "7 j j Enter", "history-save-40x12.txt"); }
Test(history_view, wide) { expect_filled(60, 200, false, "7 j j", "history-200x60.txt"); }
Test(history_view, words) { expect_filled(24, 80, false, "7 j j Tab j", "history-words-80x24.txt"); }
Test(history_view, whole_text) { expect_filled(24, 80, false, "7 j j Tab j Enter", "history-text-80x24.txt"); }
Test(history_view, filter) { expect_filled(24, 80, false, "7 f", "history-filter-80x24.txt"); }
Test(history_view, of_an_item) { expect_filled(24, 80, false, "2 H", "history-item-80x24.txt"); }
Test(history_view, bring_back) { expect_filled(24, 80, false, "7 j j Tab j b", "history-back-80x24.txt"); }

static void expect_value(enum field f, const char *id, const char *must)
{
	struct reader r = store_reader(st);
	struct buf b = {0};
	struct err err = {0};

	cr_assert(reader_text(&r, f, id, &b, &err), "%s", err.text);
	cr_expect(eq(str, (char *)(uintptr_t)buf_str(&b), (char *)(uintptr_t)must));
	buf_release(&b);
}

Test(history_view, an_earlier_text_comes_back)
{
	struct workbench s;

	fill();
	workbench_open(&s, 24, 80, false);
	press(&s, "7 j j Tab j b b");
	expect_in(&s, "argument of 1.2/2 is what it was once");
	expect_value(FIELD_ARGUMENT, "1.2.2.1.1", was);
	press(&s, "u");
	expect_in(&s, "undone: argument of 1.2/2, by Sam");
	expect_value(FIELD_ARGUMENT, "1.2.2.1.1", is);
	workbench_close(&s);
}

Test(history_view, undo_and_redo_say_what)
{
	struct workbench s;

	fill();
	workbench_open(&s, 24, 80, false);
	press(&s, "C-r");
	expect_in(&s, "done again: scope of 4.2, by Sam");
	press(&s, "u u u");
	expect_in(&s, "undone: argument of 1.2/2, by Sam");
	press(&s, "u");
	expect_in(&s, "undone: new E1; E1 linked to 1.2/2, by Sam");
	press(&s, "u");
	expect_in(&s, "Nothing of yours to undo");
	expect_value(FIELD_STATUS, "1.1.1", "evidenced");
	press(&s, "C-r C-r");
	expect_value(FIELD_ARGUMENT, "1.2.2.1.1", was);
	workbench_close(&s);
}

Test(history_view, others_who_built_on_it_are_asked_about)
{
	struct store *kim = open_as("Kim");
	struct workbench s;

	set_as(st, ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "evidenced");
	set_as(kim, ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-evidenced");
	store_close(kim);
	workbench_open(&s, 24, 80, false);
	press(&s, "u");
	expect_in(&s, "Built on it since. Undo: status of 1.1/1, by Sam?");
	expect_in(&s, "status of 1.1/1, by Kim");
	press(&s, "Enter Esc");
	expect_value(FIELD_STATUS, "1.1.1", "not-evidenced");
	press(&s, "u u");
	expect_value(FIELD_STATUS, "1.1.1", "");
	workbench_close(&s);
}

Test(history_view, of_one_person)
{
	struct workbench s;

	fill();
	workbench_open(&s, 24, 80, false);
	press(&s, "7 f K i m Enter");
	expect_in(&s, "only by Kim");
	expect_in(&s, "status of 1.1/1");
	press(&s, "H");
	expect_in(&s, "new E1");
	workbench_close(&s);
}

/* Older saves are read when one comes to them. */
Test(history_view, older_ones_follow)
{
	struct workbench s;
	char value[32];

	for (int i = 0; i < 450; i++) {
		snprintf(value, sizeof value, "owner %d", i);
		set_as(st, ENTITY_ANSWER, "1.1.1", FIELD_ANSWER_OWNER, value);
	}
	workbench_open(&s, 24, 80, false);
	press(&s, "7 G");
	expect_in(&s, "owner of 1.1/1");
	press(&s, "G G G G");
	expect_in(&s, "the workspace");
	workbench_close(&s);
}

/* ---- any saves, documents among them, there and back ----------------------------------------------------- */

static unsigned seed;

static unsigned any(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static const char *const leaves[] = { "1.1.1", "1.2.2.1.1", "1.2.3", "2.1.1", "3.1.1" };

static const char *any_leaf(const struct work *w)
{
	const char *id = leaves[any(5)];
	int node = tree_find(w->tree, id);

	return node != NODE_NONE && tree_is_leaf(w->tree, node) ? id : "1.1.1";
}

static void any_import(const struct work *w, struct changes *c)
{
	struct complaints complaints = {0};
	struct reader r = store_reader(st);
	char text[400];

	snprintf(text, sizeof text, "schema: assay/1\nevidence:\n  - title: imported %u\n    detail: |\n      line\n      line %u\n"
	    "    supports: [{claim: %s, note: n}]\ngaps:\n  - gap: imported %u\n    claims: [%s]\n",
	    any(1000), any(1000), any(2) ? "1.1/1" : "1.2/2", any(1000), any(2) ? "1.1/1" : "1.2/2");
	cr_assert(exchange_import("document", text, strlen(text), w, &r, c, &complaints), "%s", complaints.n > 0 ? complaints.item[0] : "?");
	complaints_release(&complaints);
}

static void any_field(const struct work *w, struct changes *c, enum entity e, const char *id)
{
	enum field f = (enum field)((unsigned)entity_first(e) + any((unsigned)entity_end(e) - (unsigned)entity_first(e)));
	const struct field_info *info = field_info(f);
	char text[40];
	const char *value = text;

	if (field_is_ref(f))
		return;
	snprintf(text, sizeof text, "text %u", any(1000));
	if (info->type == FIELD_CHOICE)
		value = info->values[any(3)];
	else if (info->type == FIELD_BOOL)
		value = field_is_removed(f) || any(2) ? "true" : "false";
	else if (info->type == FIELD_DATE)
		value = "2027-01-31";
	changes_set(c, e, id, work_revision(w, e, id), f, any(5) == 0 ? NULL : value);
}

static void any_link(const struct work *w, struct changes *c, const char *item, bool evidence)
{
	enum entity e = evidence ? ENTITY_SUPPORT : ENTITY_GAP_CLAIM;
	char *id = link_id(item, any_leaf(w));

	changes_set(c, e, id, work_revision(w, e, id), evidence ? FIELD_SUPPORT_REMOVED : FIELD_GAP_CLAIM_REMOVED, any(3) ? NULL : "true");
	if (evidence && any(2))
		changes_set(c, e, id, work_revision(w, e, id), FIELD_SUPPORT_NOTE, any(3) ? "a note" : NULL);
	free(id);
}

/* An item goes with its links, as the commands remove it. */
static void any_removal(const struct work *w, struct changes *c)
{
	const struct evidence *e = &w->evidence[any((unsigned)w->n_evidence)];

	for (int s = e->first_support; s >= 0; s = w->support[s].next_of_evidence) {
		if (w->support[s].has_note)
			changes_set(c, ENTITY_SUPPORT, w->support[s].id, w->support[s].revision, FIELD_SUPPORT_NOTE, NULL);
		changes_set(c, ENTITY_SUPPORT, w->support[s].id, w->support[s].revision, FIELD_SUPPORT_REMOVED, "true");
	}
	changes_set(c, ENTITY_EVIDENCE, e->id, e->revision, FIELD_EVIDENCE_REMOVED, "true");
}

static void any_new(const struct work *w, struct changes *c, bool evidence)
{
	char id[ID_TEXT], text[40];
	char *link;

	changes_new(c, evidence ? ENTITY_EVIDENCE : ENTITY_GAP, id);
	snprintf(text, sizeof text, "new %u", any(1000));
	changes_set(c, evidence ? ENTITY_EVIDENCE : ENTITY_GAP, id, 0, evidence ? FIELD_EVIDENCE_TITLE : FIELD_GAP, text);
	link = link_id(id, any_leaf(w));
	changes_set(c, evidence ? ENTITY_SUPPORT : ENTITY_GAP_CLAIM, link, 0, evidence ? FIELD_SUPPORT_REMOVED : FIELD_GAP_CLAIM_REMOVED, NULL);
	free(link);
}

static void any_changes(const struct work *w, struct changes *c)
{
	unsigned what = any(12);

	if (what == 0)
		any_import(w, c);
	else if (what <= 2)
		any_new(w, c, what == 1);
	else if (what == 3)
		any_field(w, c, ENTITY_ASSESSMENT, "assessment");
	else if (what == 4)
		any_field(w, c, ENTITY_SCOPE, any(2) ? "4.2" : "1.2");
	else if (what == 5 && w->n_evidence > 0)
		any_removal(w, c);
	else if (what <= 7 && w->n_evidence > 0)
		any_field(w, c, ENTITY_EVIDENCE, w->evidence[any((unsigned)w->n_evidence)].id);
	else if (what == 8 && w->n_evidence > 0)
		any_link(w, c, w->evidence[any((unsigned)w->n_evidence)].id, true);
	else if (what == 9 && w->n_gap > 0)
		any_field(w, c, ENTITY_GAP, w->gap[any((unsigned)w->n_gap)].id);
	else if (what == 10 && w->n_gap > 0)
		any_link(w, c, w->gap[any((unsigned)w->n_gap)].id, false);
	else
		any_field(w, c, ENTITY_ANSWER, any_leaf(w));
}

/* 1 where something was saved. */
static int any_save(void)
{
	struct err err = {0};
	struct changes c = {0};
	struct work *w = load();
	char before[HASH_TEXT], after[HASH_TEXT];

	any_changes(w, &c);
	cr_assert(store_head(st, before, &err));
	cr_assert(store_save(st, "any", &c, &err) , "%s", err.text);
	cr_assert(store_head(st, after, &err));
	changes_release(&c);
	work_free(w);
	return strcmp(before, after) != 0;
}

static int all_back(bool redo)
{
	struct err err = {0};
	struct undoing u;
	int n = 0;

	for (;; n++) {
		cr_assert(store_undo(st, redo, false, &u, &err), "%s", err.text);
		if (!u.found)
			break;
		cr_expect(eq(int, (int)u.n_later, 0));
		cr_assert(store_undo_save(st, &u, &err), "%s", err.text);
		undoing_release(&u);
	}
	undoing_release(&u);
	return n;
}

static void expect_sound(void)
{
	struct faults f = {0};
	struct err err = {0};

	cr_assert(store_verify(st, NULL, &f, &err), "%s", err.text);
	cr_expect(eq(int, (int)f.n, 0), "%s: %s", f.n > 0 ? f.item[0].where : "", f.n > 0 ? f.item[0].text : "");
	faults_release(&f);
}

Test(history_view, any_saves_there_and_back_to_the_byte)
{
	char *first = export(), *last, *now;
	int made = 0;

	seed = 20261121;
	for (int i = 0; i < 200; i++)
		made += any_save();
	cr_expect(made > 120, "%d", made);
	last = export();
	cr_expect(eq(int, all_back(false), made));
	now = export();
	cr_expect(eq(str, now, first));
	free(now);
	expect_sound();
	cr_expect(eq(int, all_back(true), made));
	now = export();
	cr_expect(eq(str, now, last));
	free(now);
	expect_sound();
	free(first);
	free(last);
}
