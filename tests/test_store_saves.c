/* Saves as they stand in the history: found without reading what lies in them, each once, in any file. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/history_read.h"
#include "store/history_saves.h"
#include "test_store_help.h"

enum { LONG = 300, ITEMS = 5000, FIELDS = 5 };

static char *folder, *path;
static struct store *st;
static struct err err;

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	folder = help_folder();
	path = help_workspace(folder);
	st = help_open(path, STORE_WRITE);
}

static void tear_down(void)
{
	store_close(st);
	free(path);
	help_remove(folder);
}

TestSuite(store_saves, .init = set_up, .fini = tear_down, .timeout = 120);

static int64_t newest(void)
{
	return help_sql_number(path, "SELECT max(seq) FROM history");
}

static void reopen(void)
{
	store_close(st);
	st = help_open(path, STORE_READ);
}

/* A save of so many items; each is five entries. */
static void save_items(int n)
{
	struct changes c = {0};
	char title[24];

	for (int i = 0; i < n; i++) {
		char id[ID_TEXT];

		snprintf(title, sizeof title, "Item %d", i);
		changes_new(&c, ENTITY_EVIDENCE, id);
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, title);
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, "A detail.");
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_KIND, "test");
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_TOOL, "A tool");
	}
	cr_assert(store_save(st, "import", &c, &err), "%s", err.text);
	changes_release(&c);
}

static void save_answer(const char *note)
{
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", -1, FIELD_ANSWER_NOTE, note, &err), "%s", err.text);
}

/* ---- where they begin and end ------------------------------------------------------------------------------ */

static bool save_goes_on(struct save_walk *w, int *n)
{
	bool found;

	cr_assert(save_walk_next(w, &found, &err), "%s", err.text);
	*n += found;
	cr_assert(lt(int, *n, 20000));
	return found;
}

/* Walks back, and to each save from any of its entries; returns how many there are. */
static int expect_walk(bool sound)
{
	struct save_walk w = { .st = st };
	int64_t before = INT64_MAX;
	int n = 0;

	cr_assert(store_snapshot_begin(st, &err));
	while (save_goes_on(&w, &n)) {
		struct save_walk to = { .st = st };
		bool there;

		cr_assert(w.first >= 1 && w.first <= w.last && w.last < before, "progress: %lld to %lld", (long long)w.first, (long long)w.last);
		before = w.first;
		cr_assert(save_walk_to(&to, w.first + (w.last - w.first) / 3, &there, &err), "%s", err.text);
		if (sound) {
			cr_expect(there && to.first == w.first && to.last == w.last, "%lld to %lld, not %lld to %lld", (long long)to.first,
			    (long long)to.last, (long long)w.first, (long long)w.last);
			cr_expect(strcmp(to.save, w.save) == 0);
		} else if (there) {
			cr_expect(to.first >= 1 && to.first <= to.last && to.last <= newest());
		}
		save_walk_release(&to);
	}
	save_walk_release(&w);
	store_snapshot_end(st);
	return n;
}

Test(store_saves, of_every_length)
{
	for (int n = 1; n <= 20; n++) {
		save_items(n);
		save_answer(n % 2 ? "one" : "two");
	}
	save_items(LONG);
	cr_expect(eq(int, expect_walk(true), (int)help_sql_number(path, "SELECT count(DISTINCT save) FROM history")));
}

/* Entries missing, the same save's name again and again, numbers at the ends of what is possible. */
Test(store_saves, in_a_file_that_lies)
{
	static const char *const lies[] = {
		"DELETE FROM history WHERE seq % 7 = 3",
		"UPDATE history SET save = (SELECT save FROM history WHERE seq = 2) WHERE seq % 3 = 0",
		"UPDATE history SET save = 'x'",
		"UPDATE history SET save = ''",
		"UPDATE history SET seq = -seq WHERE seq < 40",
		"UPDATE history SET seq = 9223372036854775000 + seq WHERE seq > 200",
		"UPDATE history SET seq = 9223372036854775806 WHERE seq = (SELECT max(seq) FROM history)",
		"DELETE FROM history WHERE seq < 30",
		"UPDATE history SET save = CAST(x'ff41' AS TEXT) WHERE seq % 5 = 0",
	};

	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		tear_down();
		set_up();
		save_items(LONG / 6);
		save_answer("between");
		save_items(3);
		help_sql(path, lies[i]);
		reopen();
		expect_walk(false);
	}
}

/* What cannot be read of one entry hides none of the others. */
Test(store_saves, a_bad_entry_stands_alone)
{
	struct history_filter of_claim = HISTORY_ALL;
	struct history h = {0};
	struct changes c = {0};
	char gap[2][ID_TEXT];

	for (int i = 0; i < 2; i++) {
		changes_new(&c, ENTITY_GAP, gap[i]);
		changes_set(&c, ENTITY_GAP, gap[i], 0, FIELD_GAP, "What is missing.");
		char *link = xasprintf("%s 1.1.1", gap[i]);
		changes_set(&c, ENTITY_GAP_CLAIM, link, 0, FIELD_GAP_CLAIM_REMOVED, NULL);
		free(link);
	}
	cr_assert(store_save(st, "gap add", &c, &err), "%s", err.text);
	char *sql = xasprintf("UPDATE history SET id = CAST(id || x'ff' AS TEXT) WHERE id = '%s 1.1.1'", gap[0]);
	help_sql(path, sql);
	reopen();
	of_claim.node = tree_find(store_tree(st), "1.1.1");
	cr_assert(store_history(st, &of_claim, 1, &h, &err) && h.n == 1, "%s", err.text);
	bool second = false;
	for (size_t i = 0; i < h.save[0].n; i++)
		second |= strcmp(h.save[0].entry[i].id, gap[1]) == 0;
	cr_expect(second, "the gap is not there");
	history_release(&h);
	changes_release(&c);
	free(sql);
}

/* ---- what is read of them ---------------------------------------------------------------------------------------- */

static void expect_words(struct history *h, const char *words)
{
	struct buf b = {0};

	history_words(st, &h->save[0], 2, &b);
	cr_expect(strcmp(buf_str(&b), words) == 0, "\"%s\", not \"%s\"", buf_str(&b), words);
	buf_release(&b);
}

/* Of a long save only the beginning, until more is asked for. */
Test(store_saves, a_long_save_is_read_as_far_as_it_is_looked_at)
{
	struct history_filter all = HISTORY_ALL;
	struct history h = {0};
	size_t entries = (size_t)ITEMS * FIELDS;
	bool done = false;
	int calls = 0;

	save_items(ITEMS);
	cr_assert(store_history(st, &all, 1, &h, &err), "%s", err.text);
	struct history_save *s = &h.save[0];
	cr_expect(h.n == 1 && s->n_all == entries && s->n_pass == entries && s->last == newest() && s->first == s->last - (int64_t)entries + 1);
	cr_expect(s->n < 1000 && s->n >= 3 * FIELDS, "%zu", s->n);
	expect_words(&h, "new E1; new E2 and more");
	for (; !done; calls++)
		cr_assert(store_history_count(st, &h, s, 4001, &done, &err), "%s", err.text);
	cr_expect(eq(int, calls, 7));
	cr_expect(eq(sz, s->things, ITEMS));
	expect_words(&h, "new E1; new E2 and 4998 more");
	cr_assert(store_history_more(st, &h, s, 1100, &err), "%s", err.text);
	cr_expect(eq(sz, s->n, 1100));
	cr_assert(store_history_more(st, &h, s, SIZE_MAX, &err), "%s", err.text);
	cr_expect(eq(sz, s->n, entries));
	expect_words(&h, "new E1; new E2 and 4998 more");
	for (size_t i = 0; i < entries; i++)
		cr_assert(s->entry[i].seq == s->first + (int64_t)i);
	history_release(&h);
}

static bool part_goes_on(struct history *h, struct history_part *part)
{
	cr_assert(store_history_part(st, h, &h->save[0], part, &err), "%s", err.text);
	return part->save.n > 0;
}

/* The parts together are all of it, and no item lies in two of them. */
static void expect_parts(struct history *h, size_t entries)
{
	struct history_part part = {0};
	char last[ID_TEXT] = "";
	int64_t seq = 0;
	size_t n = 0;

	while (part_goes_on(h, &part)) {
		cr_expect(strcmp(part.save.entry[0].id, last) != 0);
		for (size_t i = 0; i < part.save.n; i++, n++) {
			cr_assert(part.save.entry[i].seq > seq);
			seq = part.save.entry[i].seq;
		}
		snprintf(last, sizeof last, "%s", part.save.entry[part.save.n - 1].id);
	}
	cr_expect(eq(sz, n, entries));
	history_part_release(&part);
}

Test(store_saves, in_parts)
{
	struct history_filter all = HISTORY_ALL;
	struct history h = {0};

	save_items(ITEMS);
	cr_assert(store_history(st, &all, 1, &h, &err), "%s", err.text);
	expect_parts(&h, (size_t)ITEMS * FIELDS);
	history_release(&h);
}

/* One item of a long save, and the save it is in. */
Test(store_saves, what_is_about_one_item)
{
	struct history_filter f = HISTORY_ALL;
	struct history h = {0};
	char *id = NULL;

	save_items(ITEMS);
	save_answer("later");
	cr_assert(store_find_ref(st, ENTITY_EVIDENCE, 2500, &id, &err), "%s", err.text);
	f.entity = ENTITY_EVIDENCE;
	f.id = id;
	cr_assert(store_history(st, &f, 10, &h, &err), "%s", err.text);
	cr_assert(eq(sz, h.n, 1));
	cr_expect(h.end || (store_history(st, &f, 10, &h, &err) && h.end && h.n == 1));
	cr_expect(h.save[0].n == FIELDS && h.save[0].n_pass == FIELDS && h.save[0].n_all == (size_t)ITEMS * FIELDS);
	for (size_t i = 0; i < h.save[0].n; i++)
		cr_expect(eq(str, (char *)(uintptr_t)h.save[0].entry[i].id, id));
	expect_parts(&h, FIELDS);
	history_release(&h);
	free(id);
}

Test(store_saves, the_save_of_an_entry)
{
	struct history h = {0};
	int64_t begin = newest() + 1;

	save_items(ITEMS);
	save_answer("later");
	cr_assert(store_history_of(st, begin + 777, &h, &err), "%s", err.text);
	cr_assert(eq(sz, h.n, 1));
	cr_expect(eq(i64, h.save[0].first, begin));
	expect_words(&h, "new E1; new E2 and 4998 more");
	history_release(&h);
}

Test(store_saves, reading_on)
{
	struct history_filter all = HISTORY_ALL;
	struct history h = {0};
	int n = 0;

	for (int i = 0; i < 25; i++)
		save_answer(i % 2 ? "one" : "two");
	while (!h.end) {
		int64_t next = h.next;

		history_let_go(&h);
		cr_assert(store_history(st, &all, 4, &h, &err), "%s", err.text);
		for (size_t i = 0; i < h.n; i++, n++) {
			cr_expect(next == 0 || h.save[i].last == next - 1);
			next = h.save[i].first;
		}
	}
	cr_expect(eq(int, n, 26));
	history_release(&h);
}
