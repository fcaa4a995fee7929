/* A history replayed: the course by day, in pieces and in one, and a long one in its time. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "clock.h"
#include "store/replay.h"
#include "store/undo.h"
#include "test_store_help.h"

static char *folder, *path;
static struct store *st;

static void begin(void)
{
	clock_set("2026-08-03T10:00:00Z");
	folder = help_folder();
	path = help_workspace(folder);
	st = help_open(path, STORE_WRITE);
}

static void end(void)
{
	store_close(st);
	free(path);
	help_remove(folder);
}

TestSuite(replay, .init = begin, .fini = end, .timeout = 120);

static void set(enum entity e, const char *id, enum field f, const char *value)
{
	struct err err = {0};

	cr_assert(help_set(st, e, id, -1, f, value, &err), "%s", err.text);
}

/* Set aside with a reason: what a claim needs least for. */
static void set_aside(const char *leaf)
{
	set(ENTITY_ANSWER, leaf, FIELD_STATUS, "not-applicable");
	set(ENTITY_ANSWER, leaf, FIELD_ARGUMENT, "There is none.");
}

static void go_on(struct replay *r, int entries, bool *finished)
{
	struct err err = {0};

	cr_assert(replay_go_on(r, st, entries, finished, &err), "%s", err.text);
}

/* "2026-08-03 0/3, 2026-08-04 1/3": set aside of those in scope, by day. */
static void expect_course(const struct replay *r, const char *should)
{
	const struct course *c = replay_course(r);
	struct buf b = {0};

	for (size_t i = 0; i < c->n; i++) {
		char day[DATE_TEXT];

		date_print(c->point[i].day, day);
		buf_addf(&b, "%s%s %d/%d", i > 0 ? ", " : "", day, c->point[i].aside, c->point[i].in_scope);
	}
	cr_expect(strcmp(buf_str(&b), should) == 0, "is:     %s\nshould: %s", buf_str(&b), should);
	buf_release(&b);
}

static void three_days(void)
{
	clock_set("2026-08-04T09:00:00Z");
	set_aside("1.1.1");
	clock_set("2026-08-04T23:59:59Z");
	set_aside("1.1.2.1");
	clock_set("2026-08-09T10:00:00Z");
	set(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "to-assess");
	set_aside("2.1.1");
	set(ENTITY_ANSWER, "1.1.2.1", FIELD_ARGUMENT, NULL);
}

Test(replay, the_end_of_each_day)
{
	struct replay *r = replay_new(store_tree(st));
	bool finished;

	three_days();
	go_on(r, 10000, &finished);
	cr_expect(finished);
	expect_course(r, "2026-08-04 2/3, 2026-08-09 1/3");
	replay_free(r);
}

/* One entry at a time it is the same, and the end is told once there is nothing more. */
Test(replay, in_pieces)
{
	struct replay *r = replay_new(store_tree(st));
	bool finished = false;

	three_days();
	for (int i = 0; !finished && i < 100; i++)
		go_on(r, 1, &finished);
	cr_expect(finished);
	expect_course(r, "2026-08-04 2/3, 2026-08-09 1/3");
	replay_free(r);
}

/* What is saved later is added to what was replayed before; on the same day it replaces. */
Test(replay, goes_on_after_a_save)
{
	struct replay *r = replay_new(store_tree(st));
	bool finished;

	three_days();
	go_on(r, 10000, &finished);
	set_aside("1.1.1");
	go_on(r, 10000, &finished);
	expect_course(r, "2026-08-04 2/3, 2026-08-09 2/3");
	clock_set("2026-08-10T10:00:00Z");
	set_aside("1.1.2.1");
	go_on(r, 10000, &finished);
	expect_course(r, "2026-08-04 2/3, 2026-08-09 2/3, 2026-08-10 3/3");
	replay_free(r);
}

/* A save that was not taken, and what an undo took back. */
Test(replay, only_what_counted)
{
	struct replay *r = replay_new(store_tree(st));
	struct undoing u;
	struct err err = {0};
	bool finished;

	three_days();
	clock_set("2026-08-10T10:00:00Z");
	cr_expect(not(help_set(st, ENTITY_ANSWER, "1.1.1", 1, FIELD_STATUS, "not-applicable", &err)), "made on an old revision");
	go_on(r, 10000, &finished);
	expect_course(r, "2026-08-04 2/3, 2026-08-09 1/3");
	cr_assert(store_undo(st, false, false, &u, &err), "%s", err.text);
	cr_assert(store_undo_save(st, &u, &err), "%s", err.text);
	undoing_release(&u);
	go_on(r, 10000, &finished);
	expect_course(r, "2026-08-04 2/3, 2026-08-09 1/3, 2026-08-10 2/3");
	replay_free(r);
}

Test(replay, damage_is_told)
{
	struct replay *r = replay_new(store_tree(st));
	struct err err = {0};
	bool finished;

	three_days();
	help_sql(path, "UPDATE history SET field = 'colour' WHERE seq = 3");
	cr_expect(not(replay_go_on(r, st, 10000, &finished, &err)));
	cr_expect(strstr(err.text, "history entry 3") != NULL, "%s", err.text);
	replay_free(r);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* 100,000 entries over three years take less than a second of work here; under a loaded machine or a sanitizer more. */
Test(replay, a_long_history)
{
	struct replay *r = replay_new(store_tree(st));
	bool finished = false;
	int pieces = 0;
	double from;

	help_sql(path, "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 101000)"
	    " INSERT INTO history SELECT i, printf('%032x', i), 'set', 'Sam', strftime('%Y-%m-%dT%H:%M:%SZ', '2026-09-01', (i / 100) || ' days'),"
	    " 'answer', '1.1.1', 'status', CASE i % 3 WHEN 0 THEN 'evidenced' WHEN 1 THEN 'not-applicable' END, 1, 1, '', printf('%064x', i) FROM n");
	from = seconds();
	for (; !finished && pieces < 1000; pieces++)
		go_on(r, 2000, &finished);
	from = seconds() - from;
	cr_log_info("%.3f s", from);
	cr_expect(eq(int, pieces, 51));
	cr_expect(gt(sz, replay_course(r)->n, 1000));
	cr_expect(from < 10, "%.3f s", from);
	replay_free(r);
}
