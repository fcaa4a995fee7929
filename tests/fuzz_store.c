/* libFuzzer: a workspace that was damaged or tampered with is refused, or read; it is opened, loaded, its history and its
 * texts are read, a save and an undo are tried, and it is verified. Where verify finds nothing, it says what it said.
 *
 * The input is a row of edits: bytes of the file, or, with the file still sound for SQLite, values of its tables. A workspace
 * has random ids; to see a crash again, ASSAY_FUZZ_WORKSPACE names the file to damage, made where it is missing. */
#include "config.h"

#include <sqlite3.h>

#include "core/past.h"
#include "core/standing.h"
#include "fuzz_workspace.h"
#include "store/moment.h"
#include "store/undo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TABLES_MAX = 64, COLUMNS_MAX = 16, EDITS = 8, SAVES = 50 };

static char *path, *said;
static unsigned char *sound, *bytes;
static size_t length;
static struct table { char *name, *column[COLUMNS_MAX]; size_t n; } table[TABLES_MAX];
static size_t n_tables;

/* ---- once ---------------------------------------------------------------------------------------- */

static void read_sound(const char *from)
{
	struct stat info;
	int fd = open(from, O_RDONLY | O_CLOEXEC);

	FUZZ_MUST(fd >= 0 && fstat(fd, &info) == 0, "%s: cannot be read", from);
	length = (size_t)info.st_size;
	sound = xmalloc(length);
	bytes = xmalloc(length);
	FUZZ_MUST(read(fd, sound, length) == (ssize_t)length, "%s: cannot be read", from);
	close(fd);
}

static void read_columns(sqlite3 *db, struct table *t)
{
	sqlite3_stmt *q;

	FUZZ_MUST(sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info(?)", -1, &q, NULL) == SQLITE_OK, "no columns");
	sqlite3_bind_text(q, 1, t->name, -1, SQLITE_STATIC);
	while (t->n < COLUMNS_MAX && sqlite3_step(q) == SQLITE_ROW)
		t->column[t->n++] = xstrdup((const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
}

static void read_tables(const char *from)
{
	sqlite3 *db;
	sqlite3_stmt *q;

	FUZZ_MUST(sqlite3_open_v2(from, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, "%s: cannot be opened", from);
	FUZZ_MUST(sqlite3_prepare_v2(db, "SELECT name FROM sqlite_master WHERE type = 'table'", -1, &q, NULL) == SQLITE_OK, "no tables");
	while (n_tables < TABLES_MAX && sqlite3_step(q) == SQLITE_ROW) {
		table[n_tables].name = xstrdup((const char *)sqlite3_column_text(q, 0));
		read_columns(db, &table[n_tables++]);
	}
	sqlite3_finalize(q);
	sqlite3_close(db);
}

static char *export(struct store *st)
{
	struct work *w = NULL;
	struct err err = {0};
	struct reader r = store_reader(st);
	char *document = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&document, &len);

	if (store_load(st, &w, &err))
		exchange_export(out, EXCHANGE_YAML, w, &r, &err);
	fclose(out);
	work_free(w);
	return document;
}

static void start(void)
{
	char *home = fuzz_home(false);
	const char *kept = getenv("ASSAY_FUZZ_WORKSPACE");
	struct store *st = NULL;
	struct err err = {0};

	path = fuzz_path(home, "w.assay");
	if (kept == NULL || access(kept, F_OK) != 0)
		fuzz_workspace(kept != NULL ? kept : path);
	read_sound(kept != NULL ? kept : path);
	read_tables(kept != NULL ? kept : path);
	FUZZ_MUST(store_open(kept != NULL ? kept : path, STORE_READ, NULL, &st, &err), "%s", err.text);
	said = export(st);
	store_close(st);
	free(home);
}

/* ---- edits --------------------------------------------------------------------------------------- */

struct input { const uint8_t *at, *end; };

static unsigned next(struct input *in)
{
	return in->at < in->end ? *in->at++ : 0;
}

static size_t take(struct input *in, size_t want)
{
	size_t left = (size_t)(in->end - in->at);

	return want < left ? want : left;
}

/* Where, how many, and what. */
static void edit_bytes(struct input *in)
{
	size_t at = next(in) | next(in) << 8 | (size_t)next(in) << 16, n = take(in, next(in) % 64u);

	at %= length;
	n = n < length - at ? n : length - at;
	memcpy(bytes + at, in->at, n);
	in->at += n;
}

enum edit { EDIT_NULL, EDIT_NUMBER, EDIT_TEXT, EDIT_BLOB, EDIT_OTHER_ROW, EDIT_DELETED, EDIT_COUNT };

static void bind_value(sqlite3_stmt *q, struct input *in, enum edit kind)
{
	sqlite3_int64 number = 0;
	size_t n;

	switch (kind) {
	case EDIT_NUMBER:
		n = take(in, sizeof number);
		memcpy(&number, in->at, n);
		in->at += n;
		sqlite3_bind_int64(q, 1, number);
		break;
	case EDIT_TEXT:
	case EDIT_BLOB:
		n = take(in, next(in));
		if (kind == EDIT_TEXT)
			sqlite3_bind_text(q, 1, (const char *)in->at, (int)n, SQLITE_TRANSIENT);
		else
			sqlite3_bind_blob(q, 1, in->at, (int)n, SQLITE_TRANSIENT);
		in->at += n;
		break;
	default:
		break;
	}
}

#define ROW "rowid = (SELECT rowid FROM \"%w\" LIMIT 1 OFFSET %u)"

static char *statement(const struct table *t, const char *column, enum edit kind, unsigned row, unsigned other)
{
	if (kind == EDIT_DELETED)
		return sqlite3_mprintf("DELETE FROM \"%w\" WHERE " ROW, t->name, t->name, row);
	if (kind == EDIT_OTHER_ROW)
		return sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = (SELECT \"%w\" FROM \"%w\" LIMIT 1 OFFSET %u) WHERE " ROW, t->name, column,
		    column, t->name, other, t->name, row);
	return sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = ? WHERE " ROW, t->name, column, t->name, row);
}

/* A row goes, or gets in one column what another has, or a value of the input. What cannot be is left. */
static void edit_table(sqlite3 *db, struct input *in)
{
	const struct table *t = &table[next(in) % n_tables];
	const char *column = t->column[next(in) % t->n];
	enum edit kind = (enum edit)(next(in) % EDIT_COUNT);
	unsigned row = next(in), other = kind == EDIT_OTHER_ROW ? next(in) : 0;
	char *sql = statement(t, column, kind, row, other);
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK) {
		if (kind <= EDIT_BLOB)
			bind_value(q, in, kind);
		sqlite3_step(q);
	}
	sqlite3_finalize(q);
	sqlite3_free(sql);
}

static void edit_tables(struct input *in)
{
	sqlite3 *db;

	FUZZ_MUST(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK, "%s: cannot be opened", path);
	sqlite3_exec(db, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; BEGIN", NULL, NULL, NULL);
	for (int i = 0; i < EDITS && in->at < in->end; i++)
		edit_table(db, in);
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(db);
}

static void damage(struct input *in)
{
	bool tables = next(in) != 'b';

	memcpy(bytes, sound, length);
	for (int i = 0; !tables && i < EDITS && in->at < in->end; i++)
		edit_bytes(in);
	fuzz_write(path, bytes, length);
	if (tables)
		edit_tables(in);
}

/* ---- reading ------------------------------------------------------------------------------------- */

static void read_save(struct store *st, struct history *h, struct history_save *s)
{
	struct buf words = {0};
	struct err err = {0};

	store_history_more(st, h, s, SAVES, &err);
	history_words(st, s, 2, &words);
	for (size_t i = 0; i < s->n && i < SAVES; i++) {
		char *is = NULL, *was = NULL;

		history_act(st, &s->entry[i], &words);
		if (store_history_value(st, s->entry[i].seq, &is, &err))
			history_value_words(st, s->entry[i].field, is, &words);
		store_history_before(st, &s->entry[i], s->first, &was, &err);
		free(is);
		free(was);
	}
	buf_release(&words);
}

static void read_history(struct store *st)
{
	struct history_filter all = HISTORY_ALL;
	struct history h = {0};
	struct past past;
	struct err err = {0};

	if (store_history(st, &all, SAVES, &h, &err))
		for (size_t i = 0; i < h.n; i++)
			read_save(st, &h, &h.save[i]);
	int64_t seq = h.n > 0 ? h.save[h.n - 1].last : 1;
	history_release(&h);
	store_past(st, seq, &past, &err);
	past_release(&past);
	store_past_view(st, seq, NULL, &past, &err);
	past_release(&past);
}

static void read_hits(struct store *st)
{
	struct hits hits = {0};
	struct err err = {0};

	store_find(st, "first part", SAVES, &hits, &err);
	hits_release(&hits);
}

static bool is_sound(struct store *st)
{
	struct faults f = {0};
	struct err err = {0};
	bool ok = store_verify(st, NULL, &f, &err) && f.n == 0;

	faults_release(&f);
	return ok;
}

static void write_to(struct store *st)
{
	struct work *w = NULL;
	struct changes c = {0};
	struct undoing u = {0};
	struct err err = {0};

	if (store_load(st, &w, &err)) {
		changes_set(&c, ENTITY_ANSWER, "1.1.2", work_revision(w, ENTITY_ANSWER, "1.1.2"), FIELD_ARGUMENT, FUZZ_LONGER);
		store_save(st, "set", &c, &err);
	}
	if (store_undo(st, false, true, &u, &err) && u.found)
		store_undo_save(st, &u, &err);
	undoing_release(&u);
	changes_release(&c);
	work_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { data, data + size };
	struct store *st = NULL;
	struct err err = {0};

	if (path == NULL)
		start();
	damage(&in);
	if (!store_open(path, STORE_WRITE, "Sam", &st, &err))
		return 0;
	char *says = export(st);
	if (is_sound(st))
		FUZZ_MUST(strcmp(says, said) == 0, "nothing is wrong with it, and it says:\n%s", says);
	read_history(st);
	read_hits(st);
	write_to(st);
	is_sound(st);
	store_close(st);
	free(says);
	return 0;
}
