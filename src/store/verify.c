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

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/backup.h"
#include "store/schema.h"

enum { VERIFY_SECONDS = 3600 };
enum { FIELDS_MAX = FIELD_SCOPE_IN };   /* of one entity: the assessment has the most */

/* An entity as the history says it must be. */
struct expected {
	enum entity entity;
	char *id;
	int64_t revision;
	int64_t save;                   /* first entry of the last save that named it */
	int64_t value[FIELDS_MAX];      /* entry with the field's value; 0: never set */
	bool seen;                      /* its row is there */
};

struct verify {
	struct store *st;               /* the copy */
	struct faults *out;
	struct expected *expected;
	size_t n, cap;
	struct map by_entity;           /* "evidence ID" -> index into expected */
	size_t last;                    /* index into expected: what was asked for last */
	int64_t counter[ENTITY_COUNT];  /* greatest reference that was ever given */
	int64_t searchable;             /* rows that the search index must have */
	int64_t long_texts, long_values;        /* those whose rest lies beside the rows, and beside the history */
	/* the walk along the chain */
	int64_t seq, save_begin;
	char prev[HASH_TEXT];
	char save[ID_TEXT];
	const char *head;               /* to be found in the chain; NULL once it was */
};

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

/* What is damaged may be anything, so all of it is cleaned. */
static void tell(struct verify *v, const char *where, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static void tell(struct verify *v, const char *where, const char *fmt, ...)
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
	tell(ctx, where, "%s", what);
}

static void tell_entry(struct verify *v, int64_t seq, const char *what)
{
	struct buf where = {0};

	buf_addf(&where, "history entry %lld", (long long)seq);
	tell(v, buf_str(&where), "%s", what);
	buf_release(&where);
}

/* "answer 1.1.2.1, argument"; `prefix` in front, `field` may be NULL. */
static void tell_entity(struct verify *v, const char *prefix, enum entity e, const char *id, const char *field, const char *what)
{
	struct buf where = {0};

	buf_add(&where, prefix);
	store_name_entity(v->st, &where, e, id);
	if (field)
		buf_addf(&where, ", %s", field);
	tell(v, buf_str(&where), "%s", what);
	buf_release(&where);
}

/* A step that could not be carried out because of the damage is a fault itself; the next one may
 * still find more. */
static void tell_trouble(struct verify *v, const char *where, const struct err *err)
{
	tell(v, where, "%s", err->text);
}

/* ---- the file ----------------------------------------------------------------------------------------- */

static void verify_integrity(struct verify *v)
{
	struct err err;
	bool row = true, sound = true;
	sqlite3_stmt *q = stmt_open(v->st, STMT_INTEGRITY_CHECK, &err, "");

	while (q && row) {
		if (!stmt_next(v->st, q, &row, &err)) {
			tell_trouble(v, "file", &err);
			return;
		}
		const char *text = row ? stmt_column_text(q, 0, &sound) : "ok";
		if (!text || strcmp(text, "ok") != 0)
			tell(v, "file", "%s", text ? text : "unreadable");
	}
	if (!q)
		tell_trouble(v, "file", &err);
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
		tell_trouble(v, "schema", &err);
	} else {
		tell(v, "schema", "%s", text);
	}
}

static void verify_foreign_keys(struct verify *v)
{
	struct err err;
	bool row = true, sound = true;
	sqlite3_stmt *q = stmt_open(v->st, STMT_FOREIGN_KEY_CHECK, &err, "");

	while (q && row) {
		if (!stmt_next(v->st, q, &row, &err)) {
			tell_trouble(v, "links", &err);
			return;
		}
		if (!row)
			break;
		const char *table = stmt_column_text(q, 0, &sound), *parent = stmt_column_text(q, 2, &sound);
		tell(v, "links", "row %lld of %s leads to a %s that is not there", (long long)sqlite3_column_int64(q, 1), table ? table : "?",
		    parent ? parent : "?");
	}
	if (!q)
		tell_trouble(v, "links", &err);
}

/* ---- the chain ------------------------------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* A text that goes on in the table of rests. */
static bool is_longer(const char *s, size_t characters)
{
	for (; s && *s; s++)
		if (((unsigned char)*s & 0xC0) != 0x80 && characters-- == 0)
			return true;
	return false;
}

/* Columns of STMT_HISTORY_ALL. */
static bool read_entry(sqlite3_stmt *q, struct entry *e, const char **hash)
{
	bool sound = true;

	*e = (struct entry){ .seq = sqlite3_column_int64(q, 0), .save = stmt_column_text(q, 1, &sound),
		.command = stmt_column_text(q, 2, &sound), .who = stmt_column_text(q, 3, &sound), .at = stmt_column_text(q, 4, &sound),
		.entity = stmt_column_text(q, 5, &sound), .id = stmt_column_text(q, 6, &sound), .field = stmt_column_text(q, 7, &sound),
		.value = stmt_column_text(q, 8, &sound), .base = sqlite3_column_int64(q, 9), .taken = sqlite3_column_int64(q, 10) != 0,
		.prev = stmt_column_text(q, 11, &sound) };
	*hash = stmt_column_text(q, 12, &sound);
	return sound && e->save && e->command && e->who && e->at && e->entity && e->id && e->field && e->prev && *hash
	    && (sqlite3_column_int64(q, 10) & ~INT64_C(1)) == 0;
}

/* Who and when are people's to read: text that hashes right and is no name or time was never saved
 * by this program. */
static bool is_plausible(const struct entry *e)
{
	struct err ignored;

	return id_valid(e->save) && date_time_valid(e->at) && *e->who && *e->command && field_check(FIELD_OWNER, e->who, &ignored)
	    && field_check(FIELD_OWNER, e->command, &ignored) && e->base >= 0;
}

static void check_link(struct verify *v, const struct entry *e, const char *hash)
{
	char own[HASH_TEXT];

	if (e->seq != v->seq + 1) {
		struct buf gap = {0};
		buf_addf(&gap, "the entry before it is number %lld: entries are missing", (long long)v->seq);
		tell_entry(v, e->seq, buf_str(&gap));
		buf_release(&gap);
	}
	history_hash(e, own);
	if (strcmp(own, hash) != 0)
		tell_entry(v, e->seq, "it was changed: its hash is another");
	else if (strcmp(e->prev, v->prev) != 0)
		tell_entry(v, e->seq, "it does not continue the entry before it");
	else if (!is_plausible(e))
		tell_entry(v, e->seq, "it is no entry that this program writes");
	if (v->head && strcmp(v->head, hash) == 0)
		v->head = NULL;
}

/* ---- what the rows must be ----------------------------------------------------------------------------------- */

static struct expected *expect(struct verify *v, enum entity e, const char *id)
{
	/* Most entries are about the entity of the one before. */
	if (v->last < v->n && v->expected[v->last].entity == e && strcmp(v->expected[v->last].id, id) == 0)
		return &v->expected[v->last];
	char *key = xasprintf("%s %s", entity_name(e), id);
	long i = map_get(&v->by_entity, key);

	if (i < 0) {
		MEM_GROW(v->expected, v->n, v->cap);
		v->expected[v->n] = (struct expected){ .entity = e, .id = xstrdup(id) };
		i = (long)v->n++;
		map_put(&v->by_entity, key, (size_t)i);
	}
	free(key);
	v->last = (size_t)i;
	return &v->expected[i];
}

/* Entries of one save stand together; the first of them for an entity raises its revision. */
static void follow(struct verify *v, const struct entry *e, enum entity entity, enum field f)
{
	struct expected *x = expect(v, entity, e->id);

	if (x->save != v->save_begin) {
		if (e->base != x->revision)
			tell_entry(v, e->seq, "it was taken over another revision than the one there was");
		x->save = v->save_begin;
		x->revision++;
	}
	x->value[f - entity_first(entity)] = e->seq;
	if (field_is_ref(f) && e->value) {
		int64_t number = strtoll(e->value, NULL, 10);
		if (number > v->counter[entity])
			v->counter[entity] = number;
	}
}

static void read_workspace_entry(struct verify *v, const struct entry *e)
{
	static const struct { const char *key; size_t at; } metas[] = {
		{ "workspace", offsetof(struct entry, id) }, { "created", offsetof(struct entry, at) }, { "catalogue", offsetof(struct entry, value) },
	};
	struct err err;

	for (size_t i = 0; i < sizeof metas / sizeof metas[0]; i++) {
		char *is = NULL;
		const char *must = *(const char *const *)(const void *)((const char *)e + metas[i].at);
		if (!stmt_text(v->st, STMT_META_GET, &is, &err, "t", metas[i].key))
			tell_trouble(v, "workspace", &err);
		else if (!same(is, must))
			tell(v, "workspace", "its \"%s\" is not what the history began with", metas[i].key);
		free(is);
	}
}

static void follow_entry(struct verify *v, const struct entry *e)
{
	enum entity entity;
	enum field f;

	if (strcmp(v->save, e->save) != 0) {
		v->save_begin = e->seq;
		memset(v->save, 0, sizeof v->save);
		memcpy(v->save, e->save, strnlen(e->save, sizeof v->save - 1));
	}
	if (e->seq == 1) {
		if (strcmp(e->entity, "workspace") != 0 || strcmp(e->field, "catalogue") != 0 || !e->taken)
			tell_entry(v, e->seq, "the history does not begin with the workspace");
		read_workspace_entry(v, e);
	} else if (!entity_read(e->entity, &entity) || !field_read(entity, e->field, &f)) {
		tell_entry(v, e->seq, "it is about nothing that this program knows");
	} else if (e->taken) {
		follow(v, e, entity, f);
	}
}

static void verify_history(struct verify *v)
{
	struct err err;
	bool row = true;
	sqlite3_stmt *q = stmt_open(v->st, STMT_HISTORY_ALL, &err, "");

	while (q && row) {
		struct entry e;
		const char *hash;
		if (!stmt_next(v->st, q, &row, &err)) {
			tell_trouble(v, "history", &err);
			return;
		}
		if (!row)
			break;
		if (read_entry(q, &e, &hash)) {
			check_link(v, &e, hash);
			follow_entry(v, &e);
			v->long_values += is_longer(e.value, VALUE_COLUMN);
			memset(v->prev, 0, sizeof v->prev);
			memcpy(v->prev, hash, strnlen(hash, sizeof v->prev - 1));
		} else {
			tell_entry(v, e.seq, "it is unreadable");
		}
		v->seq = e.seq;
	}
	if (!q)
		tell_trouble(v, "history", &err);
	if (v->seq == 0)
		tell(v, "history", "it is empty");
	if (v->head)
		tell(v, "history", "the hash %s does not occur in it: this is not, or no longer, the workspace that hash was noted from", v->head);
}

/* ---- rows --------------------------------------------------------------------------------------------------------- */

static bool must_be(struct verify *v, int64_t seq, const char *is, struct err *err)
{
	char *value = NULL;

	if (seq && !stmt_text(v->st, STMT_HISTORY_VALUE, &value, err, "i", seq))
		return false;
	bool equal = same(value, is);
	free(value);
	return equal;
}

static void verify_search_row(struct verify *v, int64_t row, enum field f, const char *id, const char *value)
{
	struct err err;
	bool there, sound = true;
	const struct field_info *info = field_info(f);
	int64_t at;

	v->searchable++;
	if (!stmt_place(row, f, &at))
		return;                 /* the row is not in its place either, and that was told */
	sqlite3_stmt *q = stmt_open(v->st, STMT_SEARCH_GET, &err, "i", at);
	if (!q || !stmt_next(v->st, q, &there, &err)) {
		tell_trouble(v, "search index", &err);
		return;
	}
	bool ok = there && same(stmt_column_text(q, 0, &sound), value) && same(stmt_column_text(q, 1, &sound), entity_name(info->entity))
	    && same(stmt_column_text(q, 2, &sound), id) && same(stmt_column_text(q, 3, &sound), info->key);
	sqlite3_reset(q);
	if (!ok || !sound)
		tell_entity(v, "search index: ", info->entity, id, info->key, there ? "it holds another text" : "it is missing");
}

static void verify_field(struct verify *v, sqlite3_stmt *q, const struct expected *x, enum field f)
{
	struct err err;
	bool sound = true;
	int i = (int)f - (int)entity_first(x->entity);
	const char *value = stmt_column_text(q, ROW_FIRST_FIELD + i, &sound);

	if (!sound || !must_be(v, x->value[i], value, &err))
		tell_entity(v, "", x->entity, x->id, field_info(f)->key, "it is not what was saved last");
	v->long_texts += stmt_is_parted(f) && is_longer(value, TEXT_COLUMN);
	if (sound && value && stmt_search_slot(f))
		verify_search_row(v, sqlite3_column_int64(q, 0), f, x->id, value);
}

/* Rows are never deleted, so they are numbered from 1 without gaps. */
static void verify_row(struct verify *v, sqlite3_stmt *q, enum entity e, int64_t number)
{
	bool sound = true;
	const char *id = stmt_column_text(q, 2, &sound);
	char *key = xasprintf("%s %s", entity_name(e), id ? id : "");
	long i = sound ? map_get(&v->by_entity, key) : -1;

	free(key);
	if (i < 0) {
		tell_entity(v, "", e, id ? id : "?", NULL, "the history knows nothing of it");
		return;
	}
	struct expected *x = &v->expected[i];
	x->seen = true;
	if (!store_id_fits(v->st, e, id))
		tell_entity(v, "", e, id, NULL, "it belongs to nothing that the catalogue has");
	if (sqlite3_column_int64(q, 0) != number)
		tell_entity(v, "", e, id, "row", "it is not in its place");
	if (sqlite3_column_int64(q, 1) != x->revision)
		tell_entity(v, "", e, id, "revision", "it is not the number of its saves");
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++)
		verify_field(v, q, x, (enum field)f);
}

static void verify_rows(struct verify *v, enum entity e)
{
	struct err err;
	bool row = true;
	int64_t number = 0;
	sqlite3_stmt *q = stmt_open(v->st, STMT_ALL + (int)e, &err, "");

	while (q && row) {
		if (!stmt_next(v->st, q, &row, &err)) {
			tell_trouble(v, entity_name(e), &err);
			return;
		}
		if (row)
			verify_row(v, q, e, ++number);
	}
	if (!q)
		tell_trouble(v, entity_name(e), &err);
}

static void verify_all_rows(struct verify *v)
{
	for (int e = 0; e < ENTITY_COUNT; e++)
		verify_rows(v, (enum entity)e);
	for (size_t i = 0; i < v->n; i++)
		if (!v->expected[i].seen)
			tell_entity(v, "", v->expected[i].entity, v->expected[i].id, NULL, "it was saved and is missing");
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
			tell_trouble(v, "counters", &err);
		else if (last != v->counter[e])
			tell(v, "counters", "the last reference of %s is %c%lld, and the counter says %lld", entity_name((enum entity)e),
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
			tell_trouble(v, where, &err);
			return;
		}
		is += row;
	}
	if (!q)
		tell_trouble(v, where, &err);
	else if (is != n)
		tell(v, where, "it has %d entries where %d belong", is, n);
}

/* A rest that is missing shows in its text; here, whether there is one that belongs to none. */
static void verify_rests(struct verify *v, int which, const char *where, int64_t n)
{
	struct err err;
	int64_t is;

	if (!stmt_number(v->st, which, 0, &is, &err, ""))
		tell_trouble(v, where, &err);
	else if (is != n)
		tell(v, where, "there are %lld ends of long texts where %lld belong", (long long)is, (long long)n);
}

static void verify_search(struct verify *v)
{
	struct err err;
	int64_t n;

	if (!stmt_number(v->st, STMT_SEARCH_COUNT, 0, &n, &err, ""))
		tell_trouble(v, "search index", &err);
	else if (n != v->searchable)
		tell(v, "search index", "it has %lld texts where %lld belong", (long long)n, (long long)v->searchable);
	if (!stmt_run(v->st, STMT_SEARCH_CHECK, &err, ""))
		tell_trouble(v, "search index", &err);
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
		tell_trouble(v, "catalogue", &err);
	} else {
		tree_hash(t, is);
		if (!same(is, must))
			tell(v, "catalogue", "it is not the one the workspace was made with");
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
	verify_all_rows(v);
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
