/* Whether everything in a workspace is what was saved.
 *
 * SQLite keeps no checksums of content, so everything is compared with what it must agree with: the
 * history with its own chain of hashes, rows with the history, the search index with the rows, the
 * catalogue with its hashes. It works on a copy in memory: other people's saves do not disturb it,
 * and the search index can be checked where the file cannot be written (its check is an INSERT). */
#include "config.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/backup.h"
#include "store/schema.h"
#include "store/verify.h"

enum { VERIFY_SECONDS = 3600 };

void faults_release(struct faults *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->item[i].where);
		free(f->item[i].text);
	}
	free(f->item);
	*f = (struct faults){0};
}

/* ---- telling -------------------------------------------------------------------------------------- */

void verify_tell(struct verify *v, const char *where, const char *fmt, ...)
{
	struct buf text = {0}, clean = {0}, place = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	utf8_clean(&clean, buf_str(&text), text.len, false);
	utf8_clean(&place, where, strlen(where), false);
	MEM_GROW(v->out->item, v->out->n, v->out->cap);
	v->out->item[v->out->n++] = (struct fault){ xstrdup(buf_str(&place)), xstrdup(buf_str(&clean)) };
	buf_release(&text);
	buf_release(&clean);
	buf_release(&place);
}

static void tell_catalogue(void *ctx, const char *where, const char *what)
{
	verify_tell(ctx, where, "%s", what);
}

void verify_tell_entry(struct verify *v, int64_t seq, const char *what)
{
	struct buf where = {0};

	buf_addf(&where, "history entry %lld", (long long)seq);
	verify_tell(v, buf_str(&where), "%s", what);
	buf_release(&where);
}

void verify_tell_entity(struct verify *v, const char *prefix, enum entity e, const char *id, const char *field, const char *what)
{
	struct buf where = {0};

	buf_add(&where, prefix);
	store_name_entity(v->st, &where, e, id);
	if (field)
		buf_addf(&where, ", %s", field);
	verify_tell(v, buf_str(&where), "%s", what);
	buf_release(&where);
}

void verify_tell_trouble(struct verify *v, const char *where, const struct err *err)
{
	verify_tell(v, where, "%s", err->text);
}

bool verify_is_longer(const char *s, size_t characters)
{
	for (; s && *s; s++)
		if (!utf8_is_tail(*s) && characters-- == 0)
			return true;
	return false;
}

/* ---- the file ----------------------------------------------------------------------------------------- */

static void verify_integrity(struct verify *v)
{
	struct err err;
	bool row = true, sound = true;
	sqlite3_stmt *q = stmt_open(v->st, STMT_INTEGRITY_CHECK, &err, "");

	while (q && row) {
		if (!stmt_next(v->st, q, &row, &err)) {
			verify_tell_trouble(v, "file", &err);
			return;
		}
		const char *text = row ? stmt_column_text(q, 0, &sound) : "ok";
		if (!text || strcmp(text, "ok") != 0)
			verify_tell(v, "file", "%s", text ? text : "unreadable");
	}
	if (!q)
		verify_tell_trouble(v, "file", &err);
}

static void verify_schema(struct verify *v)
{
	char text[256];
	int rc;
	struct err err;

	if (schema_is_ours(v->st->db, SCHEMA_VERSION, &rc, text, sizeof text))
		return;
	if (rc != SQLITE_OK) {
		store_trouble(v->st, rc, &err);
		verify_tell_trouble(v, "schema", &err);
	} else {
		verify_tell(v, "schema", "%s", text);
	}
}

static void verify_foreign_keys(struct verify *v)
{
	struct err err;
	bool row = true, sound = true;
	sqlite3_stmt *q = stmt_open(v->st, STMT_FOREIGN_KEY_CHECK, &err, "");

	while (q && row) {
		if (!stmt_next(v->st, q, &row, &err)) {
			verify_tell_trouble(v, "links", &err);
			return;
		}
		if (!row)
			break;
		const char *table = stmt_column_text(q, 0, &sound), *parent = stmt_column_text(q, 2, &sound);
		verify_tell(v, "links", "row %lld of %s leads to a %s that is not there", (long long)sqlite3_column_int64(q, 1), table ? table : "?",
		    parent ? parent : "?");
	}
	if (!q)
		verify_tell_trouble(v, "links", &err);
}

/* ---- the rest --------------------------------------------------------------------------------------------------------- */

static void verify_counters(struct verify *v)
{
	struct err err;

	for (int e = 0; e < ENTITY_COUNT; e++) {
		int64_t last;
		if (!entity_letter((enum entity)e))
			continue;
		if (!stmt_number(v->st, STMT_COUNTER_GET, -1, &last, &err, "t", entity_name((enum entity)e)))
			verify_tell_trouble(v, "counters", &err);
		else if (last != v->counter[e])
			verify_tell(v, "counters", "the last reference of %s is %c%lld, and the counter says %lld", entity_name((enum entity)e),
			    entity_letter((enum entity)e), (long long)v->counter[e], (long long)last);
	}
}

/* Tables of a fixed size: a row too many is as wrong as a changed one. */
static void verify_count(struct verify *v, int which, const char *where, int n)
{
	struct err err;
	bool row = true;
	int is = 0;
	sqlite3_stmt *q = stmt_open(v->st, which, &err, "");

	while (q && row) {
		if (!stmt_next(v->st, q, &row, &err)) {
			verify_tell_trouble(v, where, &err);
			return;
		}
		is += row;
	}
	if (!q)
		verify_tell_trouble(v, where, &err);
	else if (is != n)
		verify_tell(v, where, "it has %d entries where %d belong", is, n);
}

/* A rest that is missing shows in its text; here, whether there is one that belongs to none. */
static void verify_rests(struct verify *v, int which, const char *where, int64_t n)
{
	struct err err;
	int64_t is;

	if (!stmt_number(v->st, which, 0, &is, &err, ""))
		verify_tell_trouble(v, where, &err);
	else if (is != n)
		verify_tell(v, where, "there are %lld ends of long texts where %lld belong", (long long)is, (long long)n);
}

static void verify_search(struct verify *v)
{
	struct err err;
	int64_t n;

	if (!stmt_number(v->st, STMT_SEARCH_COUNT, 0, &n, &err, ""))
		verify_tell_trouble(v, "search index", &err);
	else if (n != v->searchable)
		verify_tell(v, "search index", "it has %lld texts where %lld belong", (long long)n, (long long)v->searchable);
	if (!stmt_run(v->st, STMT_SEARCH_CHECK, &err, ""))
		verify_tell_trouble(v, "search index", &err);
}

/* The rows' own hashes say where; the hash of the whole says that nothing is missing or new, and ties
 * it to the chain. */
static void verify_catalogue(struct verify *v)
{
	struct err err;
	char is[HASH_TEXT];
	char *must = NULL;
	struct tree *t = NULL;

	if (!tree_rows_verify(v->st, tell_catalogue, v, &err) || !tree_rows_read(v->st, &t, &err)
	    || !stmt_text(v->st, STMT_META_GET, &must, &err, "t", "catalogue")) {
		verify_tell_trouble(v, "catalogue", &err);
	} else {
		tree_hash(t, is);
		if (!store_same(is, must))
			verify_tell(v, "catalogue", "it is not the one the workspace was made with");
	}
	free(must);
	tree_free(t);
}

static void verify_release(struct verify *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->expected[i].id);
	free(v->expected);
	map_release(&v->by_entity);
}

static void verify_all(struct verify *v)
{
	verify_integrity(v);
	verify_schema(v);
	verify_foreign_keys(v);
	verify_history(v);
	verify_rows(v);
	verify_rests(v, STMT_HISTORY_REST_COUNT, "history", v->long_values);
	verify_rests(v, STMT_TEXT_REST_COUNT, "texts", v->long_texts);
	verify_counters(v);
	verify_count(v, STMT_META_ALL, "workspace", 3);
	verify_count(v, STMT_COUNTER_ALL, "counters", 3);
	verify_catalogue(v);
	verify_search(v);
}

/* A store of its own around a copy in memory; it borrows the tree, for checking ids. */
static bool copy_open(struct store *copy, struct store *st, struct err *err)
{
	*copy = (struct store){ .path = st->path, .tree = st->tree, .mode = STORE_READ, .deadline = st->deadline };
	int rc = sqlite3_open_v2(":memory:", &copy->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc != SQLITE_OK)
		return store_trouble(copy, rc, err);
	return backup_copy(st, copy->db, err) && conn_protect(copy, err);
}

bool store_verify(struct store *st, const char *head, struct faults *out, struct err *err)
{
	struct store copy;

	*out = (struct faults){0};
	if (!conn_ready(st, VERIFY_SECONDS, err))
		return false;
	bool ok = copy_open(&copy, st, err);
	if (ok) {
		struct verify v = { .st = &copy, .out = out, .head = head };
		verify_all(&v);
		verify_release(&v);
	}
	conn_close(&copy);
	assert(store_at_rest(st));
	return ok;
}
