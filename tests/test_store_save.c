/* Saving and reading back: every field, revisions, references, links, saves that came too late. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/stmt.h"
#include "test_store_help.h"

static char *folder, *path;

static void begin(void)
{
	folder = help_folder();
	path = help_workspace(folder);
}

static void end(void)
{
	free(path);
	help_remove(folder);
}

TestSuite(store_save, .init = begin, .fini = end, .timeout = 60);

/* The columns are those that core's table of fields names. */
Test(store_save, columns_are_the_fields_keys)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		char *key = xstrdup(field_info((enum field)f)->key);
		for (char *c = key; *c; c++)
			*c = *c == '-' ? '_' : *c;
		cr_assert_str_eq(stmt_column((enum field)f), key);
		free(key);
	}
}

Test(store_save, search_slots_are_different)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		for (int g = 0; g < f; g++)
			cr_expect(!stmt_search_slot((enum field)f) || stmt_search_slot((enum field)f) != stmt_search_slot((enum field)g));
}

static void expect_text(struct store *st, enum field f, const char *id, const char *must)
{
	char *is = help_text(st, f, id);
	cr_expect_str_eq(is, must, "%s", field_info(f)->key);
	free(is);
}

Test(store_save, every_field_comes_back)
{
	struct err err;
	struct store *st = help_open(path, STORE_WRITE);
	struct changes c = {0};
	char evidence[ID_TEXT], gap[ID_TEXT];

	help_fill(&c, ENTITY_ASSESSMENT, "assessment", 0, "m");
	help_fill(&c, ENTITY_SCOPE, "2.1", 0, "m");
	help_fill(&c, ENTITY_ANSWER, "1.1.2.1", 0, "m");
	changes_new(&c, ENTITY_EVIDENCE, evidence);
	help_fill(&c, ENTITY_EVIDENCE, evidence, 0, "m");
	changes_new(&c, ENTITY_GAP, gap);
	help_fill(&c, ENTITY_GAP, gap, 0, "m");
	cr_assert(store_save(st, "fill", &c, &err), "%s", err.text);
	store_close(st);

	st = help_open(path, STORE_READ);
	for (size_t i = 0; i < c.n; i++)
		expect_text(st, c.item[i].field, c.item[i].id, c.item[i].value ? c.item[i].value : "");
	cr_expect(c.n > 35);
	struct work *w = help_load(st);
	cr_expect_str_eq(w->assessment.product, "m line product");
	cr_expect_eq(w->assessment.delivery, DELIVERY_ON_PREMISES);
	cr_assert_eq(w->n_evidence, 1);
	cr_expect_eq(w->evidence[0].ref, 1);
	cr_expect_str_eq(w->evidence[0].title, "m line title");
	cr_expect(w->evidence[0].has_detail && w->evidence[0].has_location);
	cr_expect_eq(w->answer[tree_find(w->tree, "1.1.2.1")].status, STATUS_EVIDENCED);
	cr_expect_eq(w->evidence[0].revision, 1);
	work_free(w);
	store_close(st);
	changes_release(&c);
	cr_expect(help_clean(path));
}

/* Every entity, with all its fields, through work: two loads of the same file agree in all they hold. */
Test(store_save, everything_loads)
{
	struct store *st = help_open(path, STORE_WRITE);

	help_everything(st, "mark");
	struct work *w = help_load(st);
	cr_expect_eq(w->n_evidence, 1);
	cr_expect_eq(w->n_support, 1);
	cr_expect(w->support[0].has_note);
	cr_expect_eq(w->n_gap, 1);
	cr_expect_eq(w->gap[0].n_claims, 1);
	cr_expect_eq(w->n_challenge, 1);
	cr_expect_eq(w->challenge[0].evidence, 0);
	cr_expect_eq(w->n_approval, 1);
	cr_expect_str_eq(w->tree->node[w->approval[0].principle].id, "1.1");
	cr_expect_eq(w->n_waiver, 1);
	work_free(w);
	store_close(st);
	cr_expect(help_clean(path));
}

Test(store_save, a_text_of_a_mebibyte)
{
	struct err err;
	char *text = xmalloc(FIELD_TEXT_MAX + 2);
	struct store *st = help_open(path, STORE_WRITE);

	memset(text, 'x', FIELD_TEXT_MAX + 1);
	text[FIELD_TEXT_MAX] = '\0';
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, text, &err), "%s", err.text);
	expect_text(st, FIELD_ARGUMENT, "1.1.1", text);
	text[FIELD_TEXT_MAX] = 'x';
	text[FIELD_TEXT_MAX + 1] = '\0';
	cr_expect(!help_set(st, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, text, &err));
	cr_expect_eq(err.code, ERR_INPUT);
	free(text);
	store_close(st);
	cr_expect(help_clean(path));
}

Test(store_save, an_empty_value_is_none)
{
	struct err err;
	struct store *st = help_open(path, STORE_WRITE);

	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "because", &err), "%s", err.text);
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "", &err), "%s", err.text);
	expect_text(st, FIELD_ARGUMENT, "1.1.1", "");
	store_close(st);
	cr_expect_eq(help_sql_number(path, "SELECT argument IS NULL FROM answer"), 1);
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM search"), 0);
	cr_expect(help_clean(path));
}

/* ---- revisions --------------------------------------------------------------------------------- */

/* The next one is counted from it: a change that is only tried too. */
Test(store_save, a_revision_that_nobody_counted)
{
	static const char *const revisions[] = { "0", "-1", "9223372036854775807" };
	struct store *st = help_open(path, STORE_WRITE);
	struct work *w;
	struct err err;

	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "evidenced", &err), "%s", err.text);
	for (size_t i = 0; i < sizeof revisions / sizeof *revisions; i++) {
		char *sql = xasprintf("UPDATE answer SET revision = %s", revisions[i]);
		help_sql(path, sql);
		cr_assert(!store_load(st, &w, &err), "%s", revisions[i]);
		cr_expect(err.code == ERR_WORKSPACE && strstr(err.text, "revision") != NULL, "%s", err.text);
		free(sql);
	}
	store_close(st);
}

Test(store_save, the_second_over_one_revision_is_not_taken)
{
	struct err err;
	struct store *a = help_open(path, STORE_WRITE), *b = help_open(path, STORE_WORKBENCH);

	cr_assert(help_set(a, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "from a", &err), "%s", err.text);
	cr_expect(!help_set(b, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "from b", &err));
	cr_expect_eq(err.code, ERR_STALE);
	cr_expect(strstr(err.text, "answer 1.1.1: Sam saved it first") != NULL, "%s", err.text);
	expect_text(b, FIELD_ARGUMENT, "1.1.1", "from a");
	cr_expect_eq(help_revision(b, ENTITY_ANSWER, "1.1.1"), 1);
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM history WHERE value = 'from b' AND taken = 0 AND base = 0"), 1);
	cr_assert(help_set(b, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "from b", &err), "%s", err.text);
	store_close(a);
	store_close(b);
	cr_expect(help_clean(path));
}

/* One entity too late: nothing of the whole save is taken. */
Test(store_save, a_save_is_whole_or_not_taken)
{
	struct err err;
	struct changes c = {0};
	char id[ID_TEXT];
	struct store *st = help_open(path, STORE_WRITE);

	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "first", &err), "%s", err.text);
	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "item");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "late");
	cr_expect(!store_save(st, "set", &c, &err));
	cr_expect_eq(err.code, ERR_STALE);
	struct work *w = help_load(st);
	cr_expect_eq(w->n_evidence, 0);
	work_free(w);
	cr_expect_eq(help_sql_number(path, "SELECT last FROM counter WHERE entity = 'evidence'"), 0);
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM history WHERE taken = 0"), 3);
	changes_release(&c);
	store_close(st);
	cr_expect(help_clean(path));
}

Test(store_save, what_is_there_already_is_no_change)
{
	struct err err;
	struct changes c = {0};
	char before[HASH_TEXT], after[HASH_TEXT];
	struct store *st = help_open(path, STORE_WRITE);

	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "evidenced", &err), "%s", err.text);
	cr_assert(store_head(st, before, &err));
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "evidenced", &err), "over an old revision too: %s", err.text);
	cr_assert(store_head(st, after, &err));
	cr_expect_str_eq(before, after);

	/* One of two: the other is left, and only what is left is handed back. */
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 1, FIELD_STATUS, "evidenced");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "because");
	cr_assert(store_save(st, "set", &c, &err), "%s", err.text);
	cr_assert_eq(c.n, 1);
	cr_expect_str_eq(c.item[0].value, "because");
	cr_expect_eq(help_revision(st, ENTITY_ANSWER, "1.1.1"), 2);
	changes_release(&c);
	store_close(st);
	cr_expect(help_clean(path));
}

Test(store_save, the_last_of_two_values_counts)
{
	struct err err;
	struct changes c = {0};
	struct store *st = help_open(path, STORE_WRITE);

	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "one");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "two");
	cr_assert(store_save(st, "set", &c, &err), "%s", err.text);
	expect_text(st, FIELD_ARGUMENT, "1.1.1", "two");
	changes_release(&c);
	store_close(st);
	cr_expect(help_clean(path));
}

/* What the caller's work becomes by following its changes is what the store holds. */
Test(store_save, work_that_follows_agrees_with_the_store)
{
	struct err err;
	struct changes c = {0};
	char id[ID_TEXT];
	struct store *st = help_open(path, STORE_WRITE);
	struct work *w = help_load(st);

	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "item");
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, NULL);
	char *link = link_id(id, "1.1.1");
	changes_set(&c, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, NULL);
	cr_assert(store_save(st, "evidence add", &c, &err), "%s", err.text);
	cr_assert(work_apply(w, &c, &err), "%s", err.text);
	struct work *again = help_load(st);
	cr_assert_eq(again->n_support, 1);
	cr_expect_eq(w->n_support, 1);
	cr_expect_eq(w->evidence[0].ref, again->evidence[0].ref);
	cr_expect_eq(work_revision(w, ENTITY_EVIDENCE, id), work_revision(again, ENTITY_EVIDENCE, id));
	cr_expect_eq(work_revision(w, ENTITY_SUPPORT, link), work_revision(again, ENTITY_SUPPORT, link));
	free(link);
	work_free(w);
	work_free(again);
	changes_release(&c);
	store_close(st);
	cr_expect(help_clean(path));
}

/* ---- references --------------------------------------------------------------------------------- */

static char *new_item(struct store *st, enum entity e, enum field ref, const char *number, char id[ID_TEXT], struct err *err)
{
	struct changes c = {0};
	char *given = NULL;

	changes_new(&c, e, id);
	if (number)
		changes_set(&c, e, id, 0, ref, number);
	changes_set(&c, e, id, 0, e == ENTITY_EVIDENCE ? FIELD_EVIDENCE_TITLE : FIELD_GAP, "x");
	if (store_save(st, "add", &c, err))
		for (size_t i = 0; i < c.n; i++)
			if (c.item[i].field == ref)
				given = xstrdup(c.item[i].value);
	changes_release(&c);
	return given;
}

static void expect_ref(struct store *st, enum entity e, enum field ref, const char *number, const char *must)
{
	struct err err = {0};
	char id[ID_TEXT];
	char *given = new_item(st, e, ref, number, id, &err);

	cr_assert(given != NULL, "%s", err.text);
	cr_expect_str_eq(given, must);
	free(given);
}

Test(store_save, references_are_counted_and_never_given_twice)
{
	struct err err;
	char id[ID_TEXT];
	struct store *st = help_open(path, STORE_WRITE);

	expect_ref(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, NULL, "1");
	char *given = new_item(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, NULL, id, &err);
	cr_assert_str_eq(given, "2");
	free(given);
	cr_assert(help_set(st, ENTITY_EVIDENCE, id, 1, FIELD_EVIDENCE_REMOVED, "true", &err), "%s", err.text);
	expect_ref(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, NULL, "3");
	expect_ref(st, ENTITY_GAP, FIELD_GAP_REF, NULL, "1");
	expect_ref(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, "12", "12");
	expect_ref(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, "7", "7");
	expect_ref(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, NULL, "13");
	cr_expect(new_item(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, "12", id, &err) == NULL);
	cr_expect_eq(err.code, ERR_INPUT);
	cr_expect(new_item(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, "2", id, &err) == NULL, "a removed one keeps its number");
	cr_expect(!help_set(st, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "no reference", &err));
	cr_expect_eq(err.code, ERR_INPUT);
	store_close(st);
	cr_expect(help_clean(path));
}

Test(store_save, one_save_with_given_and_asked_references)
{
	struct err err;
	struct changes c = {0};
	char a[ID_TEXT], b[ID_TEXT];
	struct store *st = help_open(path, STORE_WRITE);

	changes_new(&c, ENTITY_EVIDENCE, a);
	changes_new(&c, ENTITY_EVIDENCE, b);
	changes_set(&c, ENTITY_EVIDENCE, b, 0, FIELD_EVIDENCE_REF, "1");
	cr_assert(store_save(st, "import", &c, &err), "%s", err.text);
	expect_text(st, FIELD_EVIDENCE_REF, a, "2");
	expect_text(st, FIELD_EVIDENCE_REF, b, "1");
	changes_release(&c);

	c = (struct changes){0};
	changes_new(&c, ENTITY_EVIDENCE, a);
	changes_new(&c, ENTITY_EVIDENCE, b);
	changes_set(&c, ENTITY_EVIDENCE, a, 0, FIELD_EVIDENCE_REF, "9");
	changes_set(&c, ENTITY_EVIDENCE, b, 0, FIELD_EVIDENCE_REF, "9");
	cr_expect(!store_save(st, "import", &c, &err));
	cr_expect_eq(err.code, ERR_INPUT);
	changes_release(&c);
	store_close(st);
	cr_expect(help_clean(path));
}

/* ---- what is refused ----------------------------------------------------------------------------- */

static void expect_refused(struct store *st, enum entity e, const char *id, enum field f, const char *value)
{
	struct err err = {0};

	cr_expect(!help_set(st, e, id, 0, f, value, &err), "%s %s %s", entity_name(e), id, value);
	cr_expect_eq(err.code, ERR_INPUT, "%s", err.text);
}

Test(store_save, values_and_ids_are_checked)
{
	char before[HASH_TEXT], after[HASH_TEXT];
	struct store *st = help_open(path, STORE_WRITE);

	help_picture(folder, before);
	expect_refused(st, ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "fine");
	expect_refused(st, ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "a\033[2Jb");
	expect_refused(st, ENTITY_ANSWER, "1.1.1", FIELD_ARGUMENT, "\xff");
	expect_refused(st, ENTITY_ANSWER, "1.1.2", FIELD_STATUS, "evidenced");
	expect_refused(st, ENTITY_ANSWER, "9.9", FIELD_STATUS, "evidenced");
	expect_refused(st, ENTITY_SCOPE, "1.1.1", FIELD_SCOPE_IN, "true");
	expect_refused(st, ENTITY_EVIDENCE, "E1", FIELD_EVIDENCE_TITLE, "x");
	expect_refused(st, ENTITY_SUPPORT, "0123456789abcdef0123456789abcdef 1.1.2", FIELD_SUPPORT_NOTE, "x");
	expect_refused(st, ENTITY_SUPPORT, "0123456789abcdef0123456789abcdef 1.1.1", FIELD_SUPPORT_NOTE, "x");
	expect_refused(st, ENTITY_GAP_CLAIM, "0123456789abcdef0123456789abcdef 1.1.1", FIELD_GAP_CLAIM_REMOVED, NULL);
	expect_refused(st, ENTITY_APPROVAL, "0123456789abcdef0123456789abcdef", FIELD_APPROVAL_PRINCIPLE, "1.1.1");
	help_picture(folder, after);
	cr_expect_str_eq(before, after);
	store_close(st);
}

Test(store_save, a_link_to_what_was_removed_meanwhile_is_not_taken)
{
	struct err err;
	char id[ID_TEXT];
	struct store *st = help_open(path, STORE_WRITE);
	char *ref = new_item(st, ENTITY_EVIDENCE, FIELD_EVIDENCE_REF, NULL, id, &err);
	char *link = link_id(id, "1.1.1");

	free(ref);
	cr_assert(help_set(st, ENTITY_EVIDENCE, id, 1, FIELD_EVIDENCE_REMOVED, "true", &err), "%s", err.text);
	cr_expect(!help_set(st, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, "see page 3", &err));
	cr_expect_eq(err.code, ERR_STALE);
	cr_expect(strstr(err.text, "evidence E1: Sam removed it first") != NULL, "%s", err.text);
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM history WHERE value = 'see page 3' AND taken = 0"), 1);
	/* Brought back, the link can be made; and both in one save. */
	cr_assert(help_set(st, ENTITY_EVIDENCE, id, 2, FIELD_EVIDENCE_REMOVED, NULL, &err), "%s", err.text);
	cr_expect(help_set(st, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, "see page 3", &err), "%s", err.text);
	free(link);
	store_close(st);
	cr_expect(help_clean(path));
}

/* ---- several sessions, one after the other ---------------------------------------------------------- */

Test(store_save, another_session_notices)
{
	struct err err;
	struct store *a = help_open(path, STORE_WRITE), *b = help_open(path, STORE_READ);
	struct work *w = help_load(b);

	cr_expect(!store_changed(b));
	cr_assert(help_set(a, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "new", &err), "%s", err.text);
	cr_expect(store_changed(b));
	cr_expect(!store_changed(b));
	cr_expect(!store_changed(a), "one's own save is no news");
	work_free(w);
	store_close(a);
	store_close(b);
}

Test(store_save, a_snapshot_is_one_moment_and_blocks_as_told)
{
	struct err err;
	struct store *a = help_open(path, STORE_WRITE), *b = help_open(path, STORE_WORKBENCH);

	cr_assert(help_set(a, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "before", &err), "%s", err.text);
	cr_assert(store_snapshot_begin(a, &err), "%s", err.text);
	cr_expect(!help_set(b, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "after", &err));
	cr_expect_eq(err.code, ERR_BUSY);
	expect_text(a, FIELD_ARGUMENT, "1.1.1", "before");
	struct work *w = help_load(a);
	work_free(w);
	store_snapshot_end(a);
	cr_expect(help_set(b, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "after", &err), "%s", err.text);
	expect_text(a, FIELD_ARGUMENT, "1.1.1", "after");
	store_close(a);
	store_close(b);
	cr_expect(help_clean(path));
}

Test(store_save, nobody_writes_without_a_name)
{
	struct err err;
	struct store *st = NULL;

	cr_expect(!store_open(path, STORE_WRITE, "", &st, &err));
	cr_expect_eq(err.code, ERR_INPUT);
	cr_expect(!store_open(path, STORE_WRITE, "two\nlines", &st, &err));
	cr_expect_eq(err.code, ERR_INPUT);
}

/* ---- finding ------------------------------------------------------------------------------------------ */

static size_t found(struct store *st, const char *words)
{
	struct err err;
	struct hits h;

	cr_assert(store_find(st, words, 100, &h, &err), "%s: %s", words, err.text);
	size_t n = h.n;
	hits_release(&h);
	return n;
}

Test(store_save, texts_are_found_by_their_words)
{
	struct err err;
	struct hits h;
	struct store *st = help_open(path, STORE_WRITE);

	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "The Überprüfung \"quoted\" is done by Renovate.", &err), "%s", err.text);
	cr_assert(help_set(st, ENTITY_ANSWER, "2.1.1", 0, FIELD_ANSWER_NOTE, "renovation of the house", &err), "%s", err.text);
	cr_assert(store_find(st, "renovate", 100, &h, &err), "%s", err.text);
	cr_assert_eq(h.n, 1);
	cr_expect_eq(h.item[0].entity, ENTITY_ANSWER);
	cr_expect_eq(h.item[0].field, FIELD_ARGUMENT);
	cr_expect_str_eq(h.item[0].id, "1.1.1");
	cr_expect(strstr(h.item[0].excerpt, "done by Renovate") != NULL);
	hits_release(&h);
	cr_expect_eq(found(st, "renov"), 2);
	cr_expect_eq(found(st, "renov the"), 2);
	cr_expect_eq(found(st, "renov house"), 1);
	cr_expect_eq(found(st, "uberprufung"), 1);
	cr_assert(help_set(st, ENTITY_ANSWER, "2.1.1", 1, FIELD_ANSWER_NOTE, "nothing", &err), "%s", err.text);
	cr_expect_eq(found(st, "renov"), 1, "what was overwritten is not found");
	store_close(st);
}

/* Nothing that is typed is taken for the query language. */
Test(store_save, wild_words)
{
	static const char *const words[] = { "", "  \n", "\"", "\"\"\"", "AND", "a OR b", "NEAR(a b)", "-x", "text:x", "{text}: x", "(", "*", "^x", "a*b",
		"'; DROP TABLE answer; --", "\xc3\xa4 + \xe2\x80\xae", "entity : answer" };
	struct store *st = help_open(path, STORE_READ);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		cr_expect_eq(found(st, words[i]), 0, "%s", words[i]);
	store_close(st);
}
