/* Texts inside a snapshot, which come from a scan where they are asked for in the order of the rows: in any order they are
 * what they are outside of one. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "test_store_help.h"

enum { ITEMS = 60 };

static char *folder, *path;
static struct store *st;
static char id[ITEMS][ID_TEXT];

/* None, short ones, some about as long as a column is, one that is long; more bytes than characters. */
static char *text_of(int item, enum field f)
{
	static const int lengths[] = { 0, 1, 40, 199, 200, 201, 5000 };
	struct buf b = {0};
	int n = lengths[(item + (int)f) % 7];

	for (int i = 0; i < n; i++)
		buf_add(&b, i % 90 == 89 ? "\n" : i % 5 == 4 ? "é" : (const char *const[]){ "a", "b", "c", "d" }[(item + i) % 4]);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

static void set_text(struct changes *c, int item, enum field f)
{
	char *text = text_of(item, f);

	changes_set(c, ENTITY_EVIDENCE, id[item], 0, f, text);
	free(text);
}

static void make_items(void)
{
	struct changes c = {0}, gone = {0};
	struct err err = {0};

	for (int i = 0; i < ITEMS; i++) {
		changes_new(&c, ENTITY_EVIDENCE, id[i]);
		changes_set(&c, ENTITY_EVIDENCE, id[i], 0, FIELD_EVIDENCE_TITLE, "An item");
		set_text(&c, i, FIELD_DETAIL);
		set_text(&c, i, FIELD_LOCATION);
		if (i % 7 == 2 || (i > 30 && i < 42))
			changes_set(&gone, ENTITY_EVIDENCE, id[i], 1, FIELD_EVIDENCE_REMOVED, "true");
	}
	cr_assert(store_save(st, "evidence add", &c, &err), "%s", err.text);
	cr_assert(store_save(st, "evidence remove", &gone, &err), "%s", err.text);
	changes_release(&c);
	changes_release(&gone);
}

static void start(void)
{
	folder = help_folder();
	path = help_workspace(folder);
	st = help_open(path, STORE_WRITE);
	make_items();
}

static void end(void)
{
	store_close(st);
	free(path);
	help_remove(folder);
}

TestSuite(store_row_scan, .init = start, .fini = end);

static void expect_text(int item, enum field f)
{
	struct reader r = store_reader(st);
	struct buf is = {0};
	struct err err = {0};
	char *should = text_of(item, f);

	cr_assert(reader_text(&r, f, id[item], &is, &err), "%s", err.text);
	cr_expect(strcmp(buf_str(&is), should) == 0, "item %d, %s: %zu bytes, should be %zu", item, field_info(f)->key, is.len, strlen(should));
	free(should);
	buf_release(&is);
}

static void begin(void)
{
	struct err err = {0};

	cr_assert(store_snapshot_begin(st, &err), "%s", err.text);
}

Test(store_row_scan, in_order)
{
	begin();
	for (int i = 0; i < ITEMS; i++) {
		expect_text(i, FIELD_DETAIL);
		expect_text(i, FIELD_LOCATION);
		expect_text(i, FIELD_DETAIL);
	}
	expect_text(0, FIELD_DETAIL);
	store_snapshot_end(st);
}

Test(store_row_scan, only_those_that_are_there)
{
	begin();
	for (int i = 0; i < ITEMS; i++)
		if (i % 7 != 2 && (i <= 30 || i >= 42))
			expect_text(i, FIELD_LOCATION);
	store_snapshot_end(st);
}

Test(store_row_scan, backwards_and_at_random)
{
	unsigned seed = 11;

	begin();
	for (int i = ITEMS - 1; i >= 0; i--)
		expect_text(i, FIELD_DETAIL);
	for (int i = 0; i < 300; i++) {
		seed = seed * 1103515245U + 12345U;
		expect_text((int)(seed >> 16) % ITEMS, i % 3 == 0 ? FIELD_DETAIL : FIELD_LOCATION);
	}
	for (int i = 0; i < ITEMS; i++)
		expect_text(i, FIELD_DETAIL);
	store_snapshot_end(st);
}

Test(store_row_scan, what_is_not_there_is_absent)
{
	struct reader r = store_reader(st);
	struct buf b = {0};
	struct err err = {0};

	begin();
	expect_text(3, FIELD_DETAIL);
	for (int i = 0; i < 20; i++)
		cr_assert(reader_text(&r, FIELD_DETAIL, "0123456789abcdef0123456789abcdef", &b, &err) && b.len == 0);
	expect_text(4, FIELD_DETAIL);
	store_snapshot_end(st);
	buf_release(&b);
}

/* Nothing is left running: a save follows, by us and by somebody else, and the next snapshot tells of it. */
Test(store_row_scan, a_save_between_two)
{
	struct store *other = help_open(path, STORE_WRITE);
	struct err err = {0};
	char *is;

	for (int i = 0; i < 3; i++) {
		begin();
		expect_text(5, FIELD_DETAIL);
		expect_text(6, FIELD_LOCATION);
		store_snapshot_end(st);
		cr_assert(help_set(i % 2 == 0 ? st : other, ENTITY_EVIDENCE, id[7], -1, FIELD_DETAIL, i % 2 == 0 ? "Mine." : "Theirs.", &err), "%s", err.text);
		begin();
		expect_text(6, FIELD_DETAIL);
		is = help_text(st, FIELD_DETAIL, id[7]);
		cr_expect(eq(str, is, i % 2 == 0 ? "Mine." : "Theirs."));
		free(is);
		store_snapshot_end(st);
	}
	store_close(other);
}

Test(store_row_scan, damage_is_named)
{
	struct reader r = store_reader(st);
	struct buf b = {0};
	struct err err = {0};

	help_sql(path, "UPDATE evidence SET detail = CAST(x'61ff' AS TEXT) WHERE ref = 9");
	begin();
	expect_text(7, FIELD_DETAIL);
	cr_expect(reader_text(&r, FIELD_DETAIL, id[8], &b, &err) == false && err.code == ERR_WORKSPACE && b.len == 0);
	cr_expect(strstr(err.text, "E9, detail") != NULL, "%s", err.text);
	expect_text(8, FIELD_LOCATION);
	expect_text(9, FIELD_DETAIL);
	store_snapshot_end(st);
	buf_release(&b);
}
