/* Killed at any moment, and several at once: what was acknowledged is there, whole, and nothing else. */
#include "config.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "test_store_help.h"

static char *folder, *path;
static pid_t child[8];                  /* running ones, so that none outlives a failed test */

static void begin(void)
{
	folder = help_folder();
	path = help_workspace(folder);
}

static void end(void)
{
	for (int i = 0; i < 8; i++)
		if (child[i] > 0) {
			kill(child[i], SIGKILL);
			waitpid(child[i], NULL, 0);
		}
	free(path);
	help_remove(folder);
}

TestSuite(store_crash, .init = begin, .fini = end, .timeout = 120);

static int reap(int i)
{
	int status;

	cr_assert(waitpid(child[i], &status, 0) == child[i]);
	child[i] = 0;
	return status;
}

/* Saves one after the other, each over the revision before, and tells each when it was saved. Every
 * save is an answer and a new item with its link: there is much to be half done. */
static void save_for_ever(int out)
{
	struct err err;
	struct store *st = NULL;
	struct work *w = NULL;

	if (!store_open(path, STORE_WRITE, "Kim", &st, &err) || !store_load(st, &w, &err))
		_exit(1);
	for (int64_t revision = work_revision(w, ENTITY_ANSWER, "1.1.1");; revision++) {
		struct changes c = {0};
		char id[ID_TEXT], text[40];
		snprintf(text, sizeof text, "text number %lld", (long long)revision + 1);
		changes_set(&c, ENTITY_ANSWER, "1.1.1", revision, FIELD_ARGUMENT, text);
		changes_new(&c, ENTITY_EVIDENCE, id);
		changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, text);
		char *link = link_id(id, "1.1.1");
		changes_set(&c, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_NOTE, text);
		free(link);
		if (!store_save(st, "set", &c, &err))
			_exit(2);
		changes_release(&c);
		int64_t saved = revision + 1;
		if (write(out, &saved, sizeof saved) != sizeof saved)
			_exit(3);
	}
}

/* The last acknowledged revision of a writer that lived for so many microseconds after its first. */
static int64_t write_and_kill(unsigned microseconds)
{
	int pipes[2];
	int64_t last = 0, n;

	cr_assert(pipe(pipes) == 0);
	child[0] = fork();
	if (child[0] == 0)
		save_for_ever(pipes[1]);
	close(pipes[1]);
	cr_assert(read(pipes[0], &last, sizeof last) == sizeof last);
	usleep(microseconds);
	kill(child[0], SIGKILL);
	int status = reap(0);
	cr_expect(WIFSIGNALED(status), "the writer ended by itself: %d", status);
	while (read(pipes[0], &n, sizeof n) == sizeof n)
		last = n;
	close(pipes[0]);
	return last;
}

Test(store_crash, killed_while_saving)
{
	uint64_t x = 7;

	for (int round = 0; round < 30; round++) {
		x = x * UINT64_C(6364136223846793005) + 1442695040888963407u;
		int64_t acknowledged = write_and_kill((unsigned)(x >> 40) % 20000);
		struct store *st = help_open(path, STORE_WRITE);
		struct work *w = help_load(st);
		int64_t revision = work_revision(w, ENTITY_ANSWER, "1.1.1");
		cr_expect(revision == acknowledged || revision == acknowledged + 1, "%lld acknowledged, %lld there", (long long)acknowledged,
		    (long long)revision);
		cr_expect_eq(w->n_evidence, revision, "never half a save");
		cr_expect_eq(w->n_support, revision);
		work_free(w);
		store_close(st);
		cr_assert(help_clean(path));
	}
}

Test(store_crash, killed_while_creating)
{
	struct tree *t = help_tree();
	char *other = help_path(folder, "new.assay");

	for (unsigned round = 0; round < 20; round++) {
		child[0] = fork();
		if (child[0] == 0) {
			struct err err;
			_exit(store_create(other, t, false, "Kim", "new", NULL, &err) ? 0 : 1);
		}
		usleep(round * 500);
		kill(child[0], SIGKILL);
		reap(0);
		if (access(other, F_OK) == 0) {
			cr_expect(help_clean(other));
			unlink(other);
		}
	}
	struct err err;
	cr_expect(store_create(other, t, false, "Kim", "new", NULL, &err), "what is left does not stand in the way: %s", err.text);
	tree_free(t);
	free(other);
}

/* A transaction that had already written into the file when its process was killed. */
static void leave_journal(void)
{
	child[0] = fork();
	if (child[0] == 0) {
		sqlite3 *db = NULL;
		if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
			_exit(1);
		sqlite3_exec(db, "PRAGMA cache_size = 5; BEGIN; UPDATE history SET value = hex(randomblob(9000)); UPDATE node SET text = 'x';"
		    " UPDATE guidance SET text = 'y'", NULL, NULL, NULL);
		kill(getpid(), SIGKILL);
	}
	reap(0);
	char *journal = xasprintf("%s-journal", path);
	struct stat info;
	cr_assert(stat(journal, &info) == 0 && info.st_size > 512);
	free(journal);
}

Test(store_crash, a_reader_after_a_crash_sees_what_was_saved)
{
	leave_journal();
	cr_expect(help_clean(path));
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM node WHERE text = 'x'"), 0);
}

/* Who cannot repair it is told so, and sees nothing half done. */
Test(store_crash, a_reader_who_cannot_write_after_a_crash)
{
	leave_journal();
	chmod(folder, 0755);
	chmod(path, 0644);
	char *journal = xasprintf("%s-journal", path);
	chmod(journal, 0644);
	free(journal);
	child[0] = fork();
	if (child[0] == 0) {
		struct err err = {0};
		struct store *st = NULL;
		if (setgid(65534) != 0 || setuid(65534) != 0)
			_exit(77);
		if (store_open(path, STORE_READ, NULL, &st, &err))
			_exit(1);
		_exit(err.code == ERR_WORKSPACE && strstr(err.text, "interrupted") ? 0 : 2);
	}
	int status = reap(0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		cr_skip_test("needs root to become somebody else");
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %d", status);
	cr_expect(help_clean(path));
}

/* ---- several at once ---------------------------------------------------------------------------------- */

static const char *const rows[] = { "1.1.1", "1.1.2.1", "2.1.1" };
enum { WRITERS = 4, SAVES = 50 };
struct tally { int taken, stale; };

static void count(struct tally *t, bool ok, const struct err *err)
{
	if (ok)
		t->taken++;
	else if (err->code == ERR_STALE)
		t->stale++;
	else {
		fprintf(stderr, "%s\n", err->text);
		_exit(3);
	}
}

/* Until whoever holds the lock lets go of it: the workbench is told so at once, and comes back. */
static void wait_for_lock(sqlite3 *lock)
{
	int rc;

	do
		rc = sqlite3_exec(lock, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL);
	while (rc == SQLITE_BUSY);
	if (rc != SQLITE_OK)
		_exit(5);
}

static sqlite3 *lock_open(void)
{
	sqlite3 *lock = NULL;

	if (sqlite3_open_v2(path, &lock, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK || sqlite3_busy_timeout(lock, 5000) != SQLITE_OK)
		_exit(5);
	return lock;
}

static struct work *load_patiently(struct store *st, sqlite3 *lock)
{
	struct err err;
	struct work *w = NULL;

	while (!store_load(st, &w, &err)) {
		if (err.code != ERR_BUSY)
			_exit(2);
		wait_for_lock(lock);
	}
	return w;
}

/* Who saves without a pause keeps the others out, and people pause. Here a writer needs a turn, and hands it on to the
 * next one: there is a turn less than writers, so that several save at the same time and nobody goes before he is due. */
static void take_turn(const int turn[2])
{
	char c;

	if (read(turn[0], &c, 1) != 1)
		_exit(6);
}

static void give_turn(const int turn[2])
{
	if (write(turn[1], "t", 1) != 1)
		_exit(6);
}

/* Where one fails, its turn does not come back: who waits for it reads the end of the pipe, and fails too. */
static void keep_own_turn(int me, int (*turn)[2])
{
	for (int i = 0; i < WRITERS; i++) {
		if (i != me)
			close(turn[i][0]);
		if (i != (me + 1) % WRITERS)
			close(turn[i][1]);
	}
}

/* Each save over the revision last read, which others may have passed meanwhile. */
static void save_beside_others(int me, int (*turn)[2], int out)
{
	sqlite3 *lock = lock_open();
	struct err err = {0};
	struct store *st = NULL;
	struct work *w = NULL;
	struct tally t = {0};

	keep_own_turn(me, turn);
	if (!store_open(path, me % 2 ? STORE_WRITE : STORE_WORKBENCH, "Kim", &st, &err))
		_exit(1);
	w = load_patiently(st, lock);
	for (int i = 0; i < SAVES; i++) {
		struct changes c = {0};
		char text[40];
		const char *row = rows[i % 3];
		snprintf(text, sizeof text, "writer %d, save %d", me, i);
		changes_set(&c, ENTITY_ANSWER, row, work_revision(w, ENTITY_ANSWER, row), FIELD_ARGUMENT, text);
		bool ok;
		take_turn(turn[me]);
		while (!(ok = store_save(st, "set", &c, &err)) && err.code == ERR_BUSY)
			wait_for_lock(lock);
		count(&t, ok, &err);
		give_turn(turn[(me + 1) % WRITERS]);
		changes_release(&c);
		if (i % 5 == 0 || !ok) {
			work_free(w);
			w = load_patiently(st, lock);
		} else {
			work_put_revision(w, ENTITY_ANSWER, row, work_revision(w, ENTITY_ANSWER, row) + 1);
		}
	}
	_exit(write(out, &t, sizeof t) == sizeof t ? 0 : 4);
}

Test(store_crash, four_write_the_same_rows)
{
	struct tally sum = {0}, t;
	int pipes[2], turn[WRITERS][2];

	cr_assert(pipe(pipes) == 0);
	for (int i = 0; i < WRITERS; i++)
		cr_assert(pipe(turn[i]) == 0);
	for (int i = 0; i < WRITERS; i++) {
		child[i] = fork();
		if (child[i] == 0)
			save_beside_others(i, turn, pipes[1]);
	}
	for (int i = 0; i < WRITERS - 1; i++)
		give_turn(turn[i]);             /* all are there: now they may begin */
	for (int i = 0; i < WRITERS; i++)
		close(turn[i][1]);
	for (int i = 0; i < WRITERS; i++)
		cr_expect_eq(reap(i), 0);
	for (int i = 0; i < WRITERS; i++)
		close(turn[i][0]);              /* until here, for turns that nobody needs any more */
	close(pipes[1]);
	while (read(pipes[0], &t, sizeof t) == sizeof t) {
		sum.taken += t.taken;
		sum.stale += t.stale;
	}
	close(pipes[0]);
	cr_expect_eq(sum.taken + sum.stale, WRITERS * SAVES);
	cr_expect(sum.stale > 0, "nobody was ever too late: the test tests nothing");
	cr_expect_eq(help_sql_number(path, "SELECT sum(revision) FROM answer"), sum.taken);
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM history WHERE taken = 1 AND entity = 'answer'"), sum.taken);
	cr_expect_eq(help_sql_number(path, "SELECT count(*) FROM history WHERE taken = 0"), sum.stale);
	cr_expect_eq(help_sql_number(path, "SELECT count(DISTINCT value) FROM history WHERE entity = 'answer'"), WRITERS * SAVES);
	cr_expect(help_clean(path));
}

/* Holds the lock until it is killed; true once it has it. */
static void hold_lock(const char *begin_sql)
{
	int pipes[2];
	char c;

	cr_assert(pipe(pipes) == 0);
	child[0] = fork();
	if (child[0] == 0) {
		sqlite3 *db = NULL;
		if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
		    || sqlite3_exec(db, begin_sql, NULL, NULL, NULL) != SQLITE_OK || write(pipes[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(pipes[1]);
	cr_assert(read(pipes[0], &c, 1) == 1);
	close(pipes[0]);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The workbench is told at once, and goes on; the one who holds the lock may be killed. Nobody ever
 * waits to be told whether something changed. */
Test(store_crash, somebody_holds_the_lock)
{
	struct err err = {0};
	struct store *st = help_open(path, STORE_WORKBENCH), *reader = help_open(path, STORE_READ);

	hold_lock("BEGIN EXCLUSIVE");
	double start = seconds();
	cr_expect(!help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "x", &err));
	cr_expect_eq(err.code, ERR_BUSY, "%s", err.text);
	struct work *w = NULL;
	cr_expect(!store_load(st, &w, &err));
	cr_expect_eq(err.code, ERR_BUSY);
	cr_expect(!store_changed(st));
	struct faults f;
	cr_expect(!store_verify(st, NULL, &f, &err));
	cr_expect_eq(err.code, ERR_BUSY);
	cr_expect(!store_changed(reader));
	cr_expect(seconds() - start < 3, "took %.1f s", seconds() - start);
	store_close(reader);
	kill(child[0], SIGKILL);
	reap(0);
	cr_expect(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "x", &err), "%s", err.text);
	store_close(st);
	cr_expect(help_clean(path));
}

/* A reader in the way: COMMIT fails, nothing was written, and the same save goes through later. */
Test(store_crash, somebody_reads)
{
	struct err err = {0};
	struct changes c = {0};
	struct store *st = help_open(path, STORE_WORKBENCH);

	hold_lock("BEGIN; SELECT count(*) FROM node");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "x");
	cr_expect(!store_save(st, "set", &c, &err));
	cr_expect_eq(err.code, ERR_BUSY, "%s", err.text);
	struct work *w = help_load(st);
	cr_expect_eq(work_revision(w, ENTITY_ANSWER, "1.1.1"), 0);
	work_free(w);
	kill(child[0], SIGKILL);
	reap(0);
	cr_expect(store_save(st, "set", &c, &err), "%s", err.text);
	changes_release(&c);
	store_close(st);
	cr_expect(help_clean(path));
}
