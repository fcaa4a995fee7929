/* Files and connections: the careful way to a workspace that somebody else may have made or changed.
 *
 * In this order: the kind of file and its first 100 bytes by hand, while no connection exists (to
 * close any descriptor of a file drops all locks this process holds on it); the connection with
 * everything switched off that a foreign schema could use; the schema compared with ours before any
 * statement touches a table. Only then is anything read. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/private.h"
#include "store/schema.h"

enum {
	HEADER = 100,                   /* bytes of SQLite's file header */
	OPEN_SECONDS = 30,              /* for a schema and a catalogue: far more than any needs */
	MIGRATE_SECONDS = 300,          /* for a check and two copies of the largest file */
	VALUE_MAX = 16 << 20,           /* bytes of a row: three texts of 1 MiB and room */
	STEPS_BETWEEN_LOOKS = 10000     /* of SQLite's machine, between looks at the clock */
};
static const int64_t FILE_MAX = INT64_C(4) << 30;
static const int64_t HEAP_LEAST = INT64_C(1) << 30;

/* ---- the header, by hand --------------------------------------------------------------------- */

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* NONBLOCK: a FIFO without a writer would hang us before we could see that it is one. */
static bool header_read(const char *path, unsigned char out[HEADER], size_t *got, struct stat *info)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return false;
	bool ok = fstat(fd, info) == 0;
	*got = 0;
	while (ok && S_ISREG(info->st_mode) && *got < HEADER) {
		ssize_t n = pread(fd, out + *got, HEADER - *got, (off_t)*got);
		if (n == 0)
			break;
		if (n < 0 && errno != EINTR)
			ok = false;
		*got += n > 0 ? (size_t)n : 0;
	}
	int error = errno;
	close(fd);
	errno = error;
	return ok;
}

/* 44 bytes say enough: SQLite's magic at 0, our number at 68. */
static bool header_is_ours(const unsigned char h[HEADER], size_t got)
{
	return got == HEADER && memcmp(h, "SQLite format 3", 16) == 0 && big_endian(h + 68) == SCHEMA_APPLICATION;
}

/* What this program always writes: pages of 4096 bytes, rollback journal, UTF-8. */
static bool header_is_sound(const unsigned char h[HEADER])
{
	return h[16] == SCHEMA_PAGE >> 8 && h[17] == 0 && h[20] == 0 && big_endian(h + 56) == 1;
}

static bool header_version(const char *path, const unsigned char h[HEADER], struct err *err)
{
	uint32_t version = big_endian(h + 60);

	if (version > SCHEMA_VERSION)
		return err_set(err, ERR_WORKSPACE, "%s: a newer version of this program wrote it (format %u, this one knows %d);"
		    " use that version", path, (unsigned)version, SCHEMA_VERSION);
	if (version < 1)
		return err_set(err, ERR_WORKSPACE, "%s: not a workspace (it has no format number)", path);
	if (h[18] != 1 || h[19] != 1)
		return err_set(err, ERR_WORKSPACE, "%s: another program has switched it to write-ahead logging; switch it back with"
		    " sqlite3 and \"PRAGMA journal_mode = DELETE\"", path);
	return true;
}

static bool header_check(struct store *st, struct err *err)
{
	unsigned char h[HEADER] = {0};
	size_t got;
	struct stat info;

	if (!header_read(st->full, h, &got, &info))
		return err_set(err, ERR_WORKSPACE, "%s: it cannot be read (%s)", st->path, strerror(errno));
	if (!S_ISREG(info.st_mode))
		return err_set(err, ERR_WORKSPACE, "%s: not a workspace (it is no ordinary file)", st->path);
	if (!header_is_ours(h, got))
		return err_set(err, ERR_WORKSPACE, "%s: not a workspace (%s)", st->path, info.st_size ? "it is some other kind of file"
		    : "it is empty");
	if (info.st_size > FILE_MAX)
		return err_set(err, ERR_WORKSPACE, "%s: it has more than 4 GiB, which no workspace has", st->path);
	if (!header_version(st->path, h, err))
		return false;
	st->format = (int)big_endian(h + 60);
	if (!header_is_sound(h))
		return err_set(err, ERR_WORKSPACE, "%s: it is damaged (its header); restore a backup", st->path);
	return true;
}

bool store_is_workspace(const char *path)
{
	unsigned char h[HEADER] = {0};
	size_t got;
	struct stat info;

	return header_read(path, h, &got, &info) && header_is_ours(h, got);
}

/* ---- connections ------------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void allow(struct store *st, int seconds)
{
	st->deadline = now_ms() + (int64_t)seconds * 1000;
}

static int is_late(void *ctx)
{
	const struct store *st = ctx;

	return now_ms() > st->deadline;
}

static bool switch_set(struct store *st, int option, int value, struct err *err)
{
	int is = -1;
	int rc = sqlite3_db_config(st->db, option, value, &is);

	if (rc == SQLITE_OK && is == value)
		return true;
	return err_set(err, ERR_STORE, "%s: this SQLite library cannot be made safe (switch %d)", st->path, option);
}

/* Everything that could make SQL in a schema act is off. */
static bool set_switches(struct store *st, struct err *err)
{
	static const struct { int option, value; } switches[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 }, { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 }, { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 }, { SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	};

	for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++)
		if (!switch_set(st, switches[i].option, switches[i].value, err))
			return false;
	return true;
}

static void set_limits(sqlite3 *db)
{
	static const struct { int limit, value; } limits[] = {
		{ SQLITE_LIMIT_LENGTH, VALUE_MAX }, { SQLITE_LIMIT_SQL_LENGTH, 100000 }, { SQLITE_LIMIT_COLUMN, 64 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 100 }, { SQLITE_LIMIT_COMPOUND_SELECT, 10 }, { SQLITE_LIMIT_VDBE_OP, 250000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 16 }, { SQLITE_LIMIT_ATTACHED, 0 }, { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 64 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 1 }, { SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
}

/* A setting, and what SQLite must answer when asked for it afterwards (NULL: it has no answer). */
struct setting {
	const char *set, *answer;
};

static bool setting_apply(struct store *st, const struct setting *s, struct err *err)
{
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(st->db, s->set, -1, &q, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(q);
	const char *is = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(q, 0) : NULL;
	bool ok = !s->answer || (is && strcmp(is, s->answer) == 0);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		store_trouble(st, rc, err);
	else if (!ok)
		err_set(err, ERR_STORE, "%s: SQLite did not accept \"%s\"", st->path, s->set);
	sqlite3_finalize(q);
	return ok && (rc == SQLITE_ROW || rc == SQLITE_DONE);
}

static bool settings_apply(struct store *st, const struct setting *s, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (!setting_apply(st, &s[i], err))
			return false;
	return true;
}

/* Temporary tables stay in memory: evidence must not land in a shared folder. */
bool conn_protect(struct store *st, struct err *err)
{
	static const struct setting safe[] = {
		{ "PRAGMA cell_size_check = ON", NULL }, { "PRAGMA cell_size_check", "1" },
		{ "PRAGMA mmap_size = 0", NULL },
		{ "PRAGMA temp_store = MEMORY", NULL }, { "PRAGMA temp_store", "2" },
		{ "PRAGMA foreign_keys", "1" },
	};

	sqlite3_extended_result_codes(st->db, 1);
	set_limits(st->db);
	sqlite3_progress_handler(st->db, STEPS_BETWEEN_LOOKS, is_late, st);
	return set_switches(st, err) && settings_apply(st, safe, sizeof safe / sizeof safe[0], err);
}

/* EXTRA syncs the folder too after the journal is gone: otherwise a power cut right after a save
 * could bring the journal back, and with it the state before the save. */
static bool conn_durable(struct store *st, struct err *err)
{
	static const struct setting durable[] = {
		{ "PRAGMA journal_mode = DELETE", "delete" },
		{ "PRAGMA synchronous = EXTRA", NULL }, { "PRAGMA synchronous", "3" },
	};

	return settings_apply(st, durable, sizeof durable / sizeof durable[0], err);
}

/* A bound for a hostile file, far above what an honest one of this size needs (verify works on a
 * copy in memory). The limit is the process's, so it only ever grows. */
static void set_heap(int64_t file_size)
{
	int64_t want = HEAP_LEAST + 3 * file_size, is = sqlite3_hard_heap_limit64(-1);

	if (is < want)
		sqlite3_hard_heap_limit64(want);
}

void conn_patience(struct store *st, bool opening)
{
	sqlite3_busy_timeout(st->db, opening || st->mode != STORE_WORKBENCH ? STORE_WAIT : 0);
}

bool conn_open(struct store *st, int flags, struct err *err)
{
	struct stat info;

	set_heap(stat(st->full, &info) == 0 ? (int64_t)info.st_size : 0);
	int rc = sqlite3_open_v2(st->full, &st->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW, NULL);
	if (rc != SQLITE_OK)
		return store_trouble(st, rc, err);
	conn_patience(st, true);
	return conn_protect(st, err) && conn_durable(st, err);
}

void conn_close(struct store *st)
{
	stmt_release(st);
	sqlite3_close(st->db);
	st->db = NULL;
}

bool conn_check_schema(struct store *st, int version, struct err *err)
{
	char text[256];
	int rc;

	if (schema_is_ours(st->db, version, &rc, text, sizeof text))
		return true;
	return rc != SQLITE_OK ? store_trouble(st, rc, err) : store_damaged(st, err, "%s", text);
}

/* The schema is looked at again: between the two connections anything may have been put there. */
bool conn_again(struct store *st, struct err *err)
{
	conn_close(st);
	allow(st, OPEN_SECONDS);
	if (header_check(st, err) && conn_open(st, SQLITE_OPEN_READWRITE, err) && conn_check_schema(st, SCHEMA_VERSION, err)) {
		st->changed = true;
		conn_patience(st, false);
		return true;
	}
	conn_close(st);
	return false;
}

bool conn_ready(struct store *st, int seconds, struct err *err)
{
	if (!st->db && !conn_again(st, err))
		return false;
	allow(st, seconds);
	return true;
}

bool conn_in_place(struct store *st, struct err *err)
{
	int moved = 0;

	if (st->in_memory)
		return true;
	if (sqlite3_file_control(st->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && !moved)
		return true;
	return err_set(err, ERR_WORKSPACE, "%s: the file was removed, renamed or replaced while it was open; nothing can be saved"
	    " into it any more", st->path);
}

bool conn_quick_check(struct store *st, struct err *err)
{
	char *answer = NULL;

	if (st->quick_checked)
		return true;
	if (!stmt_text(st, STMT_QUICK_CHECK, &answer, err, ""))
		return false;
	st->quick_checked = answer && strcmp(answer, "ok") == 0;
	if (!st->quick_checked)
		store_damaged(st, err, "%s", answer ? answer : "no answer from its check");
	free(answer);
	return st->quick_checked;
}

/* ---- opening ------------------------------------------------------------------------------------ */

char *conn_folder(const struct store *st)
{
	const char *slash = strrchr(st->full, '/');

	return slash == st->full ? xstrdup("/") : xstrndup(st->full, (size_t)(slash - st->full));
}

/* The folder matters too: the journal lies in it. */
static char *why_readonly(const struct store *st)
{
	char *folder = conn_folder(st);
	char *why = NULL;

	if (st->mode == STORE_READ)
		why = xstrdup("it was opened for reading only");
	else if (faccessat(AT_FDCWD, st->full, W_OK, AT_EACCESS) != 0)
		why = xasprintf("the file cannot be written (%s)", strerror(errno));
	else if (faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) != 0)
		why = xasprintf("its folder cannot be written (%s), and a save needs a journal there", strerror(errno));
	else if (sqlite3_db_readonly(st->db, "main") != 0)
		why = xstrdup("the file cannot be written");
	free(folder);
	return why;
}

/* A file cut short would only be noticed when a missing page is read. Under the read lock no writer
 * is half way, so the size is true. */
static bool check_whole(struct store *st, struct err *err)
{
	int64_t pages;
	struct stat info;

	if (!stmt_number(st, STMT_PAGE_COUNT, 0, &pages, err, ""))
		return false;
	if (stat(st->full, &info) != 0 || (int64_t)info.st_size < pages * SCHEMA_PAGE)
		return store_damaged(st, err, "the file is cut short");
	return true;
}

/* Before anything is read of it: the file is whole, and made by a program of its version. */
static bool check_file(struct store *st, struct err *err)
{
	if (!stmt_run(st, STMT_BEGIN_READ, err, ""))
		return false;
	bool ok = check_whole(st, err) && conn_check_schema(st, st->format, err);
	store_rollback(st);
	return ok;
}

static bool bring_up(struct store *st, struct err *err)
{
	if (st->format == SCHEMA_VERSION)
		return true;
	allow(st, MIGRATE_SECONDS);
	return st->readonly ? migrate_copy(st, err) : migrate_file(st, err);
}

static bool read_beginning(struct store *st, struct err *err)
{
	if (!read_begin(st, err))
		return false;
	bool ok = store_read_identity(st, err) && history_head(st, &st->seen, err)
	    && stmt_number(st, STMT_DATA_VERSION, 0, &st->data_version, err, "");
	read_end(st);
	return ok;
}

static bool resolve(struct store *st, struct err *err)
{
	st->full = realpath(st->path, NULL);
	if (st->full)
		return true;
	if (errno == ENOENT)
		return err_set(err, ERR_WORKSPACE, "%s: there is no such file", st->path);
	return err_set(err, ERR_WORKSPACE, "%s: it cannot be reached (%s)", st->path, strerror(errno));
}

bool store_open(const char *path, enum store_mode mode, const char *who, struct store **out, struct err *err)
{
	if (mode != STORE_READ && !store_check_who(who, err))
		return false;
	struct store *st = xcalloc(1, sizeof *st);
	st->path = xstrdup(path);
	st->who = xstrdup(who ? who : "");
	st->mode = mode;
	allow(st, OPEN_SECONDS);
	bool ok = resolve(st, err) && header_check(st, err) && conn_open(st, SQLITE_OPEN_READWRITE, err) && check_file(st, err);
	if (ok) {
		st->readonly = why_readonly(st);
		ok = bring_up(st, err) && read_beginning(st, err);
	}
	if (!ok) {
		store_close(st);
		return false;
	}
	conn_patience(st, false);
	*out = st;
	return true;
}
