/* Long texts: the row and the history hold how they begin, the rest lies beside, and is read only by who asks for it. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/history_read.h"
#include "store/private.h"
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

TestSuite(store_rest, .init = begin, .fini = end, .timeout = 300);

/* A text of n characters, of one or of three bytes each, that no other begins like; yours. */
static char *text_of(size_t n, bool wide, int mark)
{
	struct buf b = {0};

	buf_addf(&b, "%03d", mark);
	for (size_t i = 3; i < n; i++)
		buf_add(&b, wide ? "語" : i % 7 ? "x" : " ");
	return buf_steal(&b);
}

static void save(struct store *st, const char *text)
{
	struct err err;
	int64_t base = help_revision(st, ENTITY_ANSWER, "1.1.2.1");

	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.2.1", base, FIELD_ARGUMENT, text, &err), "%s", err.text);
}

static void expect_saved(struct store *st, const char *text)
{
	char *is = help_text(st, FIELD_ARGUMENT, "1.1.2.1"), *then = NULL;
	struct chain head;
	struct err err;

	cr_expect_str_eq(is, text);
	cr_assert(history_head(st, &head, &err), "%s", err.text);
	cr_assert(store_history_value(st, head.seq, &then, &err), "%s", err.text);
	cr_expect_str_eq(then, text);
	free(is);
	free(then);
}

/* Each length over each other: around what a column holds, and far beyond. */
Test(store_rest, texts_of_every_length_come_back_whole)
{
	static const size_t length[] = { 3, 199, 200, 201, 999, 1000, 1001, 5000 };
	enum { LENGTHS = sizeof length / sizeof length[0] };
	struct store *st = help_open(path, STORE_WRITE);
	int mark = 0;

	for (size_t i = 0; i < LENGTHS; i++)
		for (size_t k = 0; k < LENGTHS; k++) {
			char *first = text_of(length[i], k % 2, ++mark), *second = text_of(length[k], i % 2, ++mark);
			save(st, first);
			expect_saved(st, first);
			save(st, second);
			expect_saved(st, second);
			free(first);
			free(second);
		}
	save(st, NULL);
	store_close(st);
	cr_expect(help_clean(path));
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM text_rest"), 0);
	cr_expect_eq(help_sql_number(path, "SELECT max(length(value)) FROM history"), VALUE_COLUMN);
}

enum { ITEMS = 20, CHARACTERS = 200000, PAGES_AT_MOST = 120 };

static void add_items(void)
{
	struct store *st = help_open(path, STORE_WRITE);

	for (int i = 0; i < ITEMS; i++) {
		struct changes c = {0};
		struct err err;
		char *text = text_of(CHARACTERS, false, i);
		char id[ID_TEXT];

		changes_new(&c, ENTITY_EVIDENCE, id);
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, text);
		cr_assert(store_save(st, "evidence add", &c, &err), "%s", err.text);
		changes_release(&c);
		free(text);
	}
	store_close(st);
}

/* Pages that were read from the file since the last question. */
static int pages_read(struct store *st)
{
	int n = 0, most = 0;

	cr_assert_eq(sqlite3_db_status(st->db, SQLITE_DBSTATUS_CACHE_MISS, &n, &most, 1), SQLITE_OK);
	return n;
}

/* The texts fill 1,000 pages, and as many again in the history and in the search index. */
Test(store_rest, what_is_not_asked_for_is_not_read)
{
	struct history h = {0};
	struct err err;

	add_items();
	struct store *st = help_open(path, STORE_WORKBENCH);
	pages_read(st);
	struct work *w = help_load(st);
	cr_expect_leq(pages_read(st), PAGES_AT_MOST, "to load");
	cr_assert_eq(w->n_evidence, ITEMS);
	cr_expect(w->evidence[0].has_detail);
	cr_assert(store_history(st, &(struct history_filter)HISTORY_ALL, 100, &h, &err), "%s", err.text);
	cr_expect_leq(pages_read(st), PAGES_AT_MOST, "to list the history");
	char *text = help_text(st, FIELD_DETAIL, w->evidence[3].id);
	cr_expect_eq(strlen(text), CHARACTERS);
	cr_expect_leq(pages_read(st), PAGES_AT_MOST, "to read one of them");
	free(text);
	history_release(&h);
	work_free(w);
	store_close(st);
}

static void expect_fault(const char *sql, const char *where)
{
	size_t len;
	unsigned char *whole = help_read(path, &len);

	help_sql(path, sql);
	cr_expect(help_finds(path, where), "%s", sql);
	help_write(path, whole, len);
	free(whole);
}

Test(store_rest, what_was_changed_is_found)
{
	struct store *st = help_open(path, STORE_WRITE);
	char *text = text_of(3000, true, 1);

	save(st, text);
	free(text);
	store_close(st);
	cr_assert(help_clean(path));
	expect_fault("UPDATE answer SET argument = 'y' || substr(argument, 2)", "answer 1.1.2.1, argument");
	expect_fault("UPDATE answer SET argument = substr(argument, 2)", "answer 1.1.2.1, argument");
	expect_fault("UPDATE text_rest SET rest = 'y' || substr(rest, 2)", "answer 1.1.2.1, argument");
	expect_fault("UPDATE text_rest SET rest = CAST(x'ff' AS TEXT)", "answer 1.1.2.1, argument");
	expect_fault("DELETE FROM text_rest", "answer 1.1.2.1, argument");
	expect_fault("INSERT INTO text_rest VALUES (7, 'y')", "texts");
	expect_fault("UPDATE history SET value = 'y' || substr(value, 2) WHERE field = 'argument'", "history entry 2");
	expect_fault("UPDATE history_rest SET rest = 'y' || substr(rest, 2)", "history entry 2");
	expect_fault("DELETE FROM history_rest", "history entry 2");
	expect_fault("INSERT INTO history_rest VALUES (1, 'y')", "history");
	expect_fault("PRAGMA foreign_keys = OFF; INSERT INTO history_rest VALUES (77, 'y')", "history");
	cr_expect(help_clean(path));
}
