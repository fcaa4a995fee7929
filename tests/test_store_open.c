/* Making and opening workspaces: what is refused, and that nothing is changed by being looked at. */
#include "config.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
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

TestSuite(store_open, .init = begin, .fini = end, .timeout = 60);

/* Refused in every mode, with this in the sentence, and the folder is as before to the last byte. */
static void expect_refused(const char *name, const char *words)
{
	static const enum store_mode modes[] = { STORE_READ, STORE_WRITE, STORE_WORKBENCH };
	char before[HASH_TEXT], after[HASH_TEXT];

	help_picture(folder, before);
	for (int i = 0; i < 3; i++) {
		struct err err = {0};
		struct store *st = NULL;
		cr_expect(!store_open(name, modes[i], "Sam", &st, &err), "%s was opened", name);
		cr_expect_eq(err.code, ERR_WORKSPACE, "%s: %s", name, err.text);
		cr_expect(strstr(err.text, words) != NULL, "looked for \"%s\" in: %s", words, err.text);
		store_close(st);
	}
	help_picture(folder, after);
	cr_expect_str_eq(before, after, "%s: the folder was changed", name);
}

/* ---- making -------------------------------------------------------------------------------------- */

static mode_t mode_of(const char *name)
{
	struct stat info;

	cr_assert(stat(name, &info) == 0);
	return info.st_mode & 07777;
}

Test(store_open, a_new_one_is_private_and_whole)
{
	struct store *st = help_open(path, STORE_READ);

	cr_expect_eq(mode_of(path), 0600);
	cr_expect(id_valid(store_id(st)));
	cr_expect(store_is_workspace(path));
	cr_expect_str_eq(store_path(st), path);
	struct tree *t = help_tree();
	char a[HASH_TEXT], b[HASH_TEXT];
	tree_hash(t, a);
	tree_hash(store_tree(st), b);
	cr_expect_str_eq(a, b);
	tree_free(t);
	struct work *w = help_load(st);
	cr_expect(work_is_empty(w));
	work_free(w);
	store_close(st);
	cr_expect(help_clean(path));
}

Test(store_open, the_umask_does_not_matter)
{
	struct err err;
	struct tree *t = help_tree();
	char *other = help_path(folder, "g.assay");

	umask(0777);
	cr_expect(!store_create(other, t, true, "Sam", "new", NULL, &err), "the folder is not the group's");
	cr_expect_eq(err.code, ERR_STORE);
	chmod(folder, 02770);
	cr_assert(store_create(other, t, true, "Sam", "new", NULL, &err), "%s", err.text);
	cr_expect_eq(mode_of(other), 0660);
	unlink(other);
	umask(0);
	cr_assert(store_create(other, t, false, "Sam", "new", NULL, &err), "%s", err.text);
	cr_expect_eq(mode_of(other), 0600);
	tree_free(t);
	free(other);
}

Test(store_open, first_changes_come_with_it)
{
	struct err err;
	struct tree *t = help_tree();
	struct changes c = {0};
	char *other = help_path(folder, "o.assay");
	char id[ID_TEXT];

	changes_set(&c, ENTITY_ASSESSMENT, "assessment", 0, FIELD_PRODUCT, "Portal");
	changes_new(&c, ENTITY_EVIDENCE, id);
	cr_assert(store_create(other, t, false, "Sam", "new", &c, &err), "%s", err.text);
	cr_expect_str_eq(c.item[1].value, "1");
	struct store *st = help_open(other, STORE_READ);
	struct work *w = help_load(st);
	cr_expect_str_eq(w->assessment.product, "Portal");
	work_free(w);
	store_close(st);
	changes_release(&c);
	tree_free(t);
	cr_expect(help_clean(other));
	free(other);
}

/* Whatever stands there already stays, and nothing is left beside it. */
Test(store_open, nothing_is_overwritten)
{
	struct err err;
	struct tree *t = help_tree();
	char before[HASH_TEXT], after[HASH_TEXT];
	char *dangling = help_path(folder, "d.assay"), *nowhere = help_path(folder, "no/such/x.assay");
	struct changes bad = {0};

	cr_assert(symlink("/nonexistent/x", dangling) == 0);
	help_picture(folder, before);
	cr_expect(!store_create(path, t, false, "Sam", "new", NULL, &err));
	cr_expect_eq(err.code, ERR_STORE);
	cr_expect(!store_create(dangling, t, false, "Sam", "new", NULL, &err));
	cr_expect(!store_create(folder, t, false, "Sam", "new", NULL, &err));
	cr_expect(!store_create(nowhere, t, false, "Sam", "new", NULL, &err));
	changes_set(&bad, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "fine");
	char *fresh = help_path(folder, "f.assay");
	cr_expect(!store_create(fresh, t, false, "Sam", "new", &bad, &err));
	cr_expect_eq(err.code, ERR_INPUT);
	help_picture(folder, after);
	cr_expect_str_eq(before, after);
	changes_release(&bad);
	tree_free(t);
	free(fresh);
	free(dangling);
	free(nowhere);
}

/* A name is a name, whatever SQLite would make of it. */
Test(store_open, odd_names)
{
	static const char *const names[] = { "file:x?mode=memory", "-w", ":memory:", "a\nb.assay", "\xff\xfe.assay", "x y'\";.assay" };
	struct err err;
	struct tree *t = help_tree();

	cr_assert(chdir(folder) == 0);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		cr_assert(store_create(names[i], t, false, "Sam", "new", NULL, &err), "%s", err.text);
		cr_expect(access(names[i], F_OK) == 0);
		struct store *st = help_open(names[i], STORE_WRITE);
		cr_expect(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "x", &err), "%s", err.text);
		store_close(st);
		cr_expect(help_clean(names[i]));
	}
	tree_free(t);
	cr_assert(chdir("/") == 0);
}

/* ---- what is not a workspace ---------------------------------------------------------------------- */

static void refuse_bytes(const void *data, size_t len, const char *words)
{
	char *name = help_path(folder, "x.assay");

	help_write(name, data, len);
	expect_refused(name, words);
	unlink(name);
	free(name);
}

Test(store_open, other_files)
{
	static const char text[] = "This is just a text that somebody called .assay, and it is longer than one hundred bytes, to be sure of it.\n";
	char *fifo = help_path(folder, "fifo"), *none = help_path(folder, "none"), *link = help_path(folder, "loop");

	refuse_bytes("", 0, "it is empty");
	refuse_bytes(text, sizeof text, "not a workspace");
	refuse_bytes(text, 10, "not a workspace");
	cr_expect(!store_is_workspace(folder) && !store_is_workspace("/dev/null") && !store_is_workspace(none));
	expect_refused(folder, "not a workspace");
	expect_refused("/dev/null", "not a workspace");
	expect_refused(none, "there is no such file");
	cr_assert(mkfifo(fifo, 0600) == 0 && symlink("loop", link) == 0);
	expect_refused(fifo, "not a workspace");
	expect_refused(link, "cannot be reached");
	free(fifo);
	free(none);
	free(link);
}

Test(store_open, another_programs_database)
{
	char *name = help_path(folder, "other.db");

	help_write(name, "", 0);
	help_sql(name, "CREATE TABLE t (x)");
	expect_refused(name, "not a workspace");
	help_sql(name, "PRAGMA application_id = 0x41535359");
	expect_refused(name, "no format number");
	help_sql(name, "PRAGMA user_version = 1");
	expect_refused(name, "damaged");
	free(name);
}

/* At every length that means something, and some that do not. */
Test(store_open, cut_short)
{
	size_t len;
	unsigned char *data = help_read(path, &len);
	static const size_t lengths[] = { 1, 15, 16, 99 };

	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
		refuse_bytes(data, lengths[i], "not a workspace");
	for (size_t n = 4096; n < len; n += 4096)
		refuse_bytes(data, n, "damaged");
	refuse_bytes(data, 100, "damaged");
	refuse_bytes(data, len - 1, "damaged");
	free(data);
}

Test(store_open, a_newer_version)
{
	help_sql(path, "PRAGMA user_version = 4");
	expect_refused(path, "newer version");
}

Test(store_open, a_header_that_was_changed)
{
	static const struct { size_t at; unsigned char value; const char *words; } changes[] = {
		{ 16, 0x20, "damaged" }, { 20, 8, "damaged" }, { 59, 2, "damaged" }, { 18, 2, "write-ahead" }, { 19, 2, "write-ahead" },
		{ 63, 0, "not a workspace" }, { 63, 7, "newer" }, { 68, 0, "not a workspace" },
	};
	size_t len;
	unsigned char *data = help_read(path, &len);

	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		unsigned char was = data[changes[i].at];
		data[changes[i].at] = changes[i].value;
		refuse_bytes(data, len, changes[i].words);
		data[changes[i].at] = was;
	}
	free(data);
}

/* ---- foreign schemas ------------------------------------------------------------------------------- */

Test(store_open, anything_more_or_less_in_the_schema)
{
	static const struct { const char *sql, *words; } cases[] = {
		{ "CREATE VIEW v AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r", "a view v" },
		{ "CREATE TRIGGER tr AFTER UPDATE ON answer BEGIN DELETE FROM history; END", "a trigger tr" },
		{ "CREATE TABLE extra (x)", "a table extra" },
		{ "CREATE INDEX extra ON answer(status)", "an index extra" },
		{ "CREATE VIRTUAL TABLE extra USING fts5(x)", "table extra" },
		{ "DROP TABLE waiver", "table waiver is missing" },
		{ "DROP TABLE search", "table search is missing" },
		{ "DROP INDEX history_of", "index history_of is missing" },
		{ "ALTER TABLE answer ADD COLUMN extra TEXT", "table answer is not as" },
		{ "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'status TEXT', 'status TEXT DEFAULT (randomblob(9))')"
			" WHERE name = 'answer'", "table answer is not as" },
		{ "DROP TABLE waiver; CREATE VIEW waiver AS SELECT 1 AS id", "waiver" },
		{ "ANALYZE", "sqlite_stat1" },
	};
	size_t len;
	unsigned char *data = help_read(path, &len);

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *name = help_path(folder, "schema.assay");
		help_write(name, data, len);
		help_sql(name, cases[i].sql);
		expect_refused(name, i == 3 ? "index extra" : cases[i].words);
		unlink(name);
		free(name);
	}
	free(data);
}

/* Whatever version of SQLite wrote FTS5's own tables, in whatever words: columns are what counts. */
Test(store_open, shadow_tables_in_other_words)
{
	help_sql(path, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE search_data(id INTEGER PRIMARY KEY, block BLOB)'"
	    " WHERE name = 'search_data'");
	struct store *st = help_open(path, STORE_READ);
	store_close(st);
	help_sql(path, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE search_data(id INTEGER PRIMARY KEY, block TEXT)'"
	    " WHERE name = 'search_data'");
	expect_refused(path, "search_data is not as");
}

/* ---- absurd content under the right schema ------------------------------------------------------------ */

static void expect_not_loaded(const char *sql)
{
	struct err err = {0};
	struct store *st = NULL;
	struct work *w = NULL;
	size_t len;
	unsigned char *data = help_read(path, &len);
	char *name = help_path(folder, "absurd.assay");

	help_write(name, data, len);
	help_sql(name, sql);
	bool ok = store_open(name, STORE_READ, NULL, &st, &err) && store_load(st, &w, &err);
	cr_expect(!ok, "%s", sql);
	cr_expect_eq(err.code, ERR_WORKSPACE, "%s: %s", sql, err.text);
	if (ok)
		work_free(w);
	store_close(st);
	cr_expect(help_finds(name, NULL), "%s", sql);
	unlink(name);
	free(name);
	free(data);
}

Test(store_open, absurd_content_is_damaged_data)
{
	struct store *st = help_open(path, STORE_WRITE);

	help_everything(st, "mark");
	store_close(st);
	expect_not_loaded("UPDATE answer SET status = 'perfect'");
	expect_not_loaded("UPDATE answer SET argument = CAST(x'c328' AS TEXT)");
	expect_not_loaded("UPDATE evidence SET title = CAST(x'610062' AS TEXT)");
	expect_not_loaded("UPDATE evidence SET collected = '2026-02-30'");
	expect_not_loaded("UPDATE evidence SET ref = 9223372036854775807");
	expect_not_loaded("UPDATE evidence SET ref = -1");
	expect_not_loaded("PRAGMA ignore_check_constraints = ON; UPDATE support SET id = 'x'");
	expect_not_loaded("PRAGMA foreign_keys = OFF; UPDATE answer SET id = '7.7.7'");
	expect_not_loaded("UPDATE evidence SET id = '0123456789abcdef0123456789abcdef'");
	expect_not_loaded("UPDATE meta SET value = 'x' WHERE key = 'workspace'");
	expect_not_loaded("UPDATE node SET parent = '1.1.2' WHERE id = '1.1.2'");
	expect_not_loaded("UPDATE node SET kind = 'tree' WHERE id = '1.1.2'");
	expect_not_loaded("UPDATE history SET hash = 'x'");
	expect_not_loaded("DELETE FROM catalogue");
	expect_not_loaded("UPDATE evidence SET detail = zeroblob(100) || hex(randomblob(12000000))");
}

/* A long text is only looked at when it is shown, and then its place is named. */
Test(store_open, a_damaged_text_is_not_shown)
{
	struct err err = {0};
	struct buf text = {0};
	struct store *st = help_open(path, STORE_WRITE);

	help_everything(st, "mark");
	store_close(st);
	help_sql(path, "UPDATE answer SET argument = printf('%.*c', 1000, 'x') || CAST(x'c328' AS TEXT)");
	st = help_open(path, STORE_READ);
	struct reader r = store_reader(st);
	cr_expect(!reader_text(&r, FIELD_ARGUMENT, "1.1.2.1", &text, &err));
	cr_expect_eq(err.code, ERR_WORKSPACE);
	cr_expect(strstr(err.text, "answer 1.1.2.1, argument") != NULL, "%s", err.text);
	cr_expect_eq(text.len, 0);
	buf_release(&text);
	store_close(st);
}

/* ---- reading only -------------------------------------------------------------------------------------- */

static void expect_readonly(const char *name, enum store_mode mode)
{
	struct err err;
	struct store *st = help_open(name, mode);
	struct work *w = help_load(st);

	cr_expect(store_readonly(st) != NULL);
	cr_expect(!help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "x", &err));
	cr_expect_eq(err.code, ERR_READONLY, "%s", err.text);
	cr_expect(!store_changed(st));
	struct faults f;
	cr_expect(store_verify(st, NULL, &f, &err) && f.n == 0);
	faults_release(&f);
	work_free(w);
	store_close(st);
}

Test(store_open, reading_mode_never_writes)
{
	char before[HASH_TEXT], after[HASH_TEXT];

	help_picture(folder, before);
	expect_readonly(path, STORE_READ);
	help_picture(folder, after);
	cr_expect_str_eq(before, after);
}

/* Modes mean nothing to root, so another login looks at it. */
static void as_nobody(void (*look)(void))
{
	pid_t child = fork();
	int status;

	cr_assert(child >= 0);
	if (child == 0) {
		if (setgid(65534) != 0 || setuid(65534) != 0)
			_exit(77);
		look();
		_exit(0);
	}
	cr_assert(waitpid(child, &status, 0) == child);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		cr_skip_test("needs root to become somebody else");
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %d", status);
}

/* In the child, where a failing assertion would not be counted: the exit status is. */
static void look_readonly(void)
{
	struct err err;
	struct store *st = NULL;
	struct work *w = NULL;
	struct faults f;
	struct changes c = {0};

	if (!store_open(path, STORE_WRITE, "Kim", &st, &err) || !store_readonly(st) || !store_load(st, &w, &err))
		_exit(1);
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "x");
	if (store_save(st, "set", &c, &err) || err.code != ERR_READONLY)
		_exit(2);
	if (!store_verify(st, NULL, &f, &err) || f.n)
		_exit(3);
	changes_release(&c);
	work_free(w);
	store_close(st);
}

Test(store_open, a_file_that_cannot_be_written)
{
	char before[HASH_TEXT], after[HASH_TEXT];

	chmod(folder, 0777);
	chmod(path, 0444);
	help_picture(folder, before);
	as_nobody(look_readonly);
	help_picture(folder, after);
	cr_expect_str_eq(before, after);
}

Test(store_open, a_folder_that_cannot_be_written)
{
	char before[HASH_TEXT], after[HASH_TEXT];

	chmod(folder, 0755);
	chmod(path, 0666);
	help_picture(folder, before);
	as_nobody(look_readonly);
	help_picture(folder, after);
	cr_expect_str_eq(before, after);
}

static char *shared;

static void save_as_nobody(void)
{
	struct err err;
	struct store *st = NULL;
	struct changes c = {0};

	if (!store_open(shared, STORE_WRITE, "Kim", &st, &err) || store_readonly(st))
		_exit(1);
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "from Kim");
	if (!store_save(st, "set", &c, &err))
		_exit(2);
	changes_release(&c);
	store_close(st);
}

/* Two logins, one group: each saves after the other. */
Test(store_open, several_logins_share_a_workspace)
{
	struct err err;
	struct tree *t = help_tree();

	if (chown(folder, (uid_t)-1, 65534) != 0)
		cr_skip_test("needs root to give a folder away");
	chmod(folder, 02770);
	shared = help_path(folder, "shared.assay");
	cr_assert(store_create(shared, t, true, "Sam", "new", NULL, &err), "%s", err.text);
	as_nobody(save_as_nobody);
	struct store *st = help_open(shared, STORE_WRITE);
	cr_expect(help_set(st, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "from Sam", &err), "%s", err.text);
	store_close(st);
	cr_expect(help_clean(shared));
	tree_free(t);
	free(shared);
}

static void look_unreadable(void)
{
	struct err err;
	struct store *st = NULL;

	_exit(!store_open(path, STORE_READ, NULL, &st, &err) && err.code == ERR_WORKSPACE ? 0 : 1);
}

Test(store_open, a_file_that_cannot_be_read)
{
	chmod(folder, 0755);
	as_nobody(look_unreadable);
}

/* ---- moved and replaced while open ------------------------------------------------------------------------ */

static void expect_not_saved(struct store *st, const char *why)
{
	struct err err = {0};

	cr_expect(!help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "lost", &err), "%s", why);
	cr_expect_eq(err.code, ERR_WORKSPACE, "%s: %s", why, err.text);
}

Test(store_open, removed_or_renamed)
{
	char *other = help_path(folder, "elsewhere.assay");
	struct store *st = help_open(path, STORE_WORKBENCH);

	cr_assert(rename(path, other) == 0);
	expect_not_saved(st, "renamed");
	struct tree *t = help_tree();
	struct err err;
	cr_assert(store_create(path, t, false, "Kim", "new", NULL, &err), "%s", err.text);
	expect_not_saved(st, "another in its place");
	char *copy = help_path(folder, "copy");
	cr_expect(!store_backup(st, copy, &err));
	cr_expect_eq(err.code, ERR_WORKSPACE);
	cr_expect(access(copy, F_OK) != 0);
	free(copy);
	unlink(path);
	expect_not_saved(st, "removed");
	store_close(st);
	tree_free(t);
	cr_expect(help_clean(other));
	free(other);
}

static void put_back(const char *name, const unsigned char *data, size_t len)
{
	int fd = open(name, O_WRONLY | O_CLOEXEC);
	cr_assert(fd >= 0 && write(fd, data, len) == (ssize_t)len && ftruncate(fd, (off_t)len) == 0);
	close(fd);
}

/* As "cp old.assay w.assay" does it: the same file, other bytes. Done in another process, as closing
 * a descriptor here would drop our locks. */
Test(store_open, an_older_copy_written_over_it)
{
	struct err err;
	size_t len;
	unsigned char *old = help_read(path, &len);
	struct store *st = help_open(path, STORE_WORKBENCH);

	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "newer", &err), "%s", err.text);
	pid_t child = fork();
	if (child == 0) {
		put_back(path, old, len);
		_exit(0);
	}
	cr_assert(waitpid(child, NULL, 0) == child);
	expect_not_saved(st, "gone back");
	struct work *w = NULL;
	cr_expect(!store_load(st, &w, &err));
	cr_expect_eq(err.code, ERR_WORKSPACE);
	store_close(st);
	cr_expect(help_clean(path));
	free(old);
}

Test(store_open, migrated_by_a_newer_program)
{
	struct err err;
	struct store *st = help_open(path, STORE_WORKBENCH);

	help_sql(path, "PRAGMA user_version = 4");
	expect_not_saved(st, "migrated");
	struct work *w = NULL;
	cr_expect(!store_load(st, &w, &err));
	store_close(st);
}

/* ---- backup ----------------------------------------------------------------------------------------------- */

Test(store_open, a_backup_is_the_same)
{
	struct err err;
	char *copy = help_path(folder, "backup");
	char a[HASH_TEXT], b[HASH_TEXT];
	struct store *st = help_open(path, STORE_WRITE);

	help_everything(st, "mark");
	cr_assert(store_backup(st, copy, &err), "%s", err.text);
	cr_expect_eq(mode_of(copy), 0600);
	cr_expect(!store_backup(st, copy, &err));
	cr_expect_eq(err.code, ERR_STORE);
	cr_assert(store_head(st, a, &err));
	store_close(st);
	cr_expect(help_clean(copy));
	st = help_open(copy, STORE_WRITE);
	cr_assert(store_head(st, b, &err));
	cr_expect_str_eq(a, b);
	cr_expect(help_set(st, ENTITY_ANSWER, "2.1.1", 0, FIELD_ARGUMENT, "goes on", &err), "%s", err.text);
	store_close(st);
	free(copy);
}
