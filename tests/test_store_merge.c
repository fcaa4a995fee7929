/* Two copies of one workspace: where they parted, what each said since, and a merge as it is saved. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/merge.h"
#include "store/lineage.h"
#include "test_store_help.h"

static char *folder, *mine_path, *theirs_path;
static struct store *mine, *theirs;

/* A workspace with one of everything, and a copy of it. */
static void begin(void)
{
	size_t len;

	folder = help_folder();
	mine_path = help_workspace(folder);
	theirs_path = help_path(folder, "theirs.assay");
	mine = help_open(mine_path, STORE_WRITE);
	help_everything(mine, "base");
	store_close(mine);
	unsigned char *data = help_read(mine_path, &len);
	help_write(theirs_path, data, len);
	free(data);
	mine = help_open(mine_path, STORE_WRITE);
	theirs = help_open(theirs_path, STORE_WRITE);
}

static void end(void)
{
	store_close(mine);
	store_close(theirs);
	free(mine_path);
	free(theirs_path);
	help_remove(folder);
}

TestSuite(store_merge, .init = begin, .fini = end, .timeout = 60);

static void set(struct store *st, const char *claim, enum field f, const char *value)
{
	struct err err;

	cr_assert(help_set(st, ENTITY_ANSWER, claim, -1, f, value, &err), "%s", err.text);
}

static void add_item(struct store *st, const char *title)
{
	struct err err;
	struct changes ch = {0};
	char id[ID_TEXT];

	changes_new(&ch, ENTITY_EVIDENCE, id);
	changes_set(&ch, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, title);
	char *link = link_id(id, "1.1.1");
	changes_set(&ch, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, title);
	free(link);
	cr_assert(store_save(st, "evidence add", &ch, &err), "%s", err.text);
	changes_release(&ch);
}

static int64_t parted(void)
{
	struct err err;
	int64_t seq;
	char at[DATE_TIME_TEXT];

	cr_assert(lineage_parted(mine, theirs, &seq, at, &err), "%s", err.text);
	cr_expect(seq == 0 || date_time_valid(at));
	return seq;
}

static struct facts facts(struct store *st, int64_t since, int64_t until)
{
	struct err err;
	struct facts f;

	cr_assert(lineage_facts(st, since, until, &f, &err), "%s", err.text);
	return f;
}

Test(store_merge, where_they_parted)
{
	int64_t whole = help_sql_number(mine_path, "SELECT max(seq) FROM history");

	cr_expect_eq(parted(), whole, "nothing happened yet");
	set(mine, "1.1.1", FIELD_ARGUMENT, "Kim's");
	cr_expect_eq(parted(), whole, "only one went on");
	set(theirs, "1.1.1", FIELD_ARGUMENT, "Kim's");
	cr_expect_eq(parted(), whole, "the same text is not the same save");
	for (int i = 0; i < 20; i++)
		set(theirs, "1.1.1", FIELD_ARGUMENT, i % 2 ? "a" : "b");
	cr_expect_eq(parted(), whole);
}

Test(store_merge, workspaces_of_different_origin_have_nothing_in_common)
{
	char *other = help_path(folder, "other");
	struct tree *t = help_tree();
	struct err err;

	store_close(theirs);
	cr_assert(store_create(other, t, false, "Sam", "new", NULL, &err), "%s", err.text);
	theirs = help_open(other, STORE_READ);
	cr_expect_eq(parted(), 0);
	tree_free(t);
	free(other);
}

/* Every row, field by field, and every revision. */
Test(store_merge, facts_are_what_the_rows_say)
{
	struct err err;

	set(mine, "1.1.1", FIELD_ARGUMENT, "first");
	set(mine, "1.1.1", FIELD_ARGUMENT, "second");
	set(mine, "1.1.1", FIELD_ARGUMENT, NULL);
	set(mine, "1.1.2.1", FIELD_ANSWER_NOTE, "a note");
	struct facts f = facts(mine, parted(), 0);
	struct work *w = help_load(mine);
	size_t compared = 0;
	for (size_t i = 0; i < f.n; i++) {
		const struct facts_item *it = &f.item[i];
		cr_expect_eq(it->revision, work_revision(w, it->entity, it->id));
		for (int field = (int)entity_first(it->entity); field < (int)entity_end(it->entity); field++) {
			struct buf b = {0};
			struct reader r = store_reader(mine);
			cr_assert(r.text(r.ctx, (enum field)field, it->id, &b, &err), "%s", err.text);
			const char *value = facts_value(it, (enum field)field);
			cr_expect_str_eq(value ? value : "", buf_str(&b));
			compared++;
			buf_release(&b);
		}
	}
	cr_expect(compared > 50);
	cr_expect_null(facts_value(facts_find(&f, ENTITY_ANSWER, "1.1.1"), FIELD_ARGUMENT));
	work_free(w);
	facts_release(&f);
}

Test(store_merge, the_moment_they_parted_can_be_had_again)
{
	set(mine, "1.1.2.1", FIELD_ARGUMENT, "later");
	int64_t seq = parted();
	struct facts f = facts(mine, seq, seq), g = facts(theirs, seq, 0);
	cr_expect_eq(f.n, g.n);
	for (size_t i = 0; i < f.n; i++)
		for (int field = (int)entity_first(f.item[i].entity); field < (int)entity_end(f.item[i].entity); field++)
			cr_expect(fact_same((enum field)field, facts_value(&f.item[i], (enum field)field),
			    facts_value(facts_find(&g, f.item[i].entity, f.item[i].id), (enum field)field)));
	facts_release(&f);
	facts_release(&g);
}

/* One merge, as the command does it. */
static void merge_and_save(enum merge_choice choice)
{
	struct err err;
	int64_t seq = parted();
	struct facts base = facts(mine, seq, seq), a = facts(mine, seq, 0), b = facts(theirs, seq, 0);
	struct changes taken = {0}, kept = {0}, open = {0};
	const struct store_aside aside[] = { { MERGE_KEPT, &kept }, { MERGE_OPEN, &open } };
	struct merge m;

	merge_copies(&m, &base, &a, &b);
	for (size_t i = 0; i < m.n_conflicts; i++)
		m.conflict[i].choice = choice;
	merge_changes(&m, &taken);
	merge_aside(&m, MERGE_CHOICE_MINE, &kept);
	merge_aside(&m, MERGE_CHOICE_OPEN, &open);
	cr_assert(store_save_beside(mine, MERGE_COMMAND, &taken, aside, 2, &err), "%s", err.text);
	merge_release(&m);
	changes_release(&taken);
	changes_release(&kept);
	changes_release(&open);
	facts_release(&base);
	facts_release(&a);
	facts_release(&b);
}

static void expect_argument(const char *claim, const char *text)
{
	char *is = help_text(mine, FIELD_ARGUMENT, claim);

	cr_expect_str_eq(is, text);
	free(is);
}

Test(store_merge, taken_and_not_taken_in_one_step)
{
	set(mine, "1.1.1", FIELD_ARGUMENT, "Kim's");
	set(theirs, "1.1.1", FIELD_ARGUMENT, "Sam's");
	set(theirs, "1.1.2.1", FIELD_ARGUMENT, "only Sam's");
	add_item(mine, "Kim's item");
	add_item(theirs, "Sam's item");
	merge_and_save(MERGE_CHOICE_OPEN);
	expect_argument("1.1.1", "Kim's");
	expect_argument("1.1.2.1", "only Sam's");
	cr_expect_eq(help_sql_number(mine_path, "SELECT ref FROM evidence WHERE title = 'Sam''s item'"), 3);
	cr_expect_eq(help_sql_number(theirs_path, "SELECT ref FROM evidence WHERE title = 'Sam''s item'"), 2);
	cr_expect_eq(help_sql_number(mine_path, "SELECT count(*) FROM support WHERE removed IS NULL"), 3);
	cr_expect_eq(help_sql_number(mine_path, "SELECT count(*) FROM history WHERE taken = 0 AND command = 'merge left open'"
	    " AND value = 'Sam''s'"), 1);
	cr_expect_eq(help_sql_number(mine_path, "SELECT count(DISTINCT at) FROM history WHERE command LIKE 'merge%'"), 1);
	cr_expect_eq(help_sql_number(mine_path, "SELECT count(DISTINCT save) FROM history WHERE command LIKE 'merge%'"), 2);
	cr_expect(help_clean(mine_path));
	int64_t entries = help_sql_number(mine_path, "SELECT max(seq) FROM history");
	merge_and_save(MERGE_CHOICE_OPEN);
	cr_expect_eq(help_sql_number(mine_path, "SELECT max(seq) FROM history"), entries, "once is enough");
	merge_and_save(MERGE_CHOICE_MINE);
	cr_expect_eq(help_sql_number(mine_path, "SELECT max(seq) FROM history"), entries + 1, "only that it was chosen");
	merge_and_save(MERGE_CHOICE_MINE);
	cr_expect_eq(help_sql_number(mine_path, "SELECT max(seq) FROM history"), entries + 1);
	expect_argument("1.1.1", "Kim's");
	merge_and_save(MERGE_CHOICE_THEIRS);
	expect_argument("1.1.1", "Sam's");
	cr_expect(help_clean(mine_path));
}

/* Somebody saves in between: nothing of the merge is taken, nothing is noted as chosen. */
Test(store_merge, somebody_saves_first)
{
	struct err err = {0};
	struct changes c = {0}, kept = {0};
	const struct store_aside aside = { MERGE_KEPT, &kept };
	int64_t revision = help_revision(mine, ENTITY_ANSWER, "1.1.1");

	changes_set(&c, ENTITY_ANSWER, "1.1.1", revision, FIELD_ARGUMENT, "merged");
	changes_set(&kept, ENTITY_ANSWER, "1.1.2.1", 1, FIELD_ARGUMENT, "not taken");
	set(mine, "1.1.1", FIELD_ARGUMENT, "in between");
	cr_expect(!store_save_beside(mine, MERGE_COMMAND, &c, &aside, 1, &err));
	cr_expect_eq(err.code, ERR_STALE);
	expect_argument("1.1.1", "in between");
	cr_expect_eq(help_sql_number(mine_path, "SELECT count(*) FROM history WHERE value = 'not taken'"), 0);
	cr_expect(help_clean(mine_path));
	changes_release(&c);
	changes_release(&kept);
}

/* A value from the other file is checked like any, also where it is only kept on record. */
Test(store_merge, what_is_kept_on_record_is_checked)
{
	struct err err = {0};
	struct changes none = {0}, kept = {0};
	const struct store_aside aside = { MERGE_KEPT, &kept };

	changes_set(&kept, ENTITY_ANSWER, "1.1.1", 0, FIELD_ANSWER_OWNER, "a\033[2J");
	cr_expect(!store_save_beside(mine, MERGE_COMMAND, &none, &aside, 1, &err));
	cr_expect_eq(err.code, ERR_INPUT);
	changes_release(&kept);
	cr_expect(store_save_beside(mine, MERGE_COMMAND, &none, &aside, 1, &err), "nothing at all is nothing");
	cr_expect(help_clean(mine_path));
}
