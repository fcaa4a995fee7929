/* The statements: their text, and running them. What they mean is their callers' business. */
#include "config.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/work.h"
#include "store/private.h"
#include "store/stmt.h"

/* Some names (by, on, of) are SQL's own words, so every column is quoted. */
#define NAME(c) "\"" #c "\""
/* A long text: its column holds the first 200 characters, text_rest what follows them (schema.c). */
#define VALUE_WHOLE(column, slot) NAME(column)
#define VALUE_HEAD(column, slot) \
	"CASE WHEN length(" NAME(column) ") = 200 THEN " NAME(column) \
		" || coalesce((SELECT rest FROM text_rest WHERE at = row * 64 + " #slot "), '') ELSE " NAME(column) " END"
#define KEPT_WHOLE "?2"
#define KEPT_HEAD "substr(?2, 1, 200)"
_Static_assert(TEXT_COLUMN == 200 && (int)HEAD_MAX <= (int)TEXT_COLUMN && SEARCH_SLOTS == 64, "in the statements here, and in schema.c");
/* The same in the history. */
#define HISTORY_VALUE \
	"CASE WHEN length(value) = 1000 THEN value || coalesce((SELECT rest FROM history_rest WHERE history_rest.seq = history.seq), '')" \
		" ELSE value END"
_Static_assert(VALUE_COLUMN == 1000 && (int)HEAD_MAX <= (int)VALUE_COLUMN && (int)FIELD_LINE_MAX <= (int)VALUE_COLUMN,
    "in the statements here, and in schema.c; STMT_HISTORY_AFTER reads as much as core keeps");

#define AS_LOAD(f, table, column, how, slot) ", " NAME(column)
#define AS_ALL(f, table, column, how, slot) ", " VALUE_##how(column, slot)
#define TEXT_WHOLE(column, slot)
#define TEXT_HEAD(column, slot) ", " VALUE_HEAD(column, slot)
#define AS_TEXT(f, table, column, how, slot) TEXT_##how(column, slot)
#define AS_GET(f, table, column, how, slot) \
	[STMT_GET + f] = "SELECT " VALUE_##how(column, slot) " FROM " NAME(table) " WHERE id = ?1",
#define AS_SET(f, table, column, how, slot) \
	[STMT_SET + f] = "UPDATE " NAME(table) " SET " NAME(column) " = " KEPT_##how " WHERE id = ?1",

#define ENTITY_STATEMENTS(e, table, fields) \
	[STMT_ROW + e] = "SELECT row, revision FROM " NAME(table) " WHERE id = ?1", \
	[STMT_REVISION + e] = "SELECT revision FROM " NAME(table) " WHERE id = ?1", \
	[STMT_BUMP + e] = "UPDATE " NAME(table) " SET revision = revision + 1 WHERE id = ?1", \
	[STMT_LOAD + e] = "SELECT row, revision, id" fields(AS_LOAD) " FROM " NAME(table) " ORDER BY row", \
	[STMT_ALL + e] = "SELECT row, revision, id" fields(AS_ALL) " FROM " NAME(table) " ORDER BY row", \
	[STMT_TEXTS + e] = "SELECT id" fields(AS_TEXT) " FROM " NAME(table) \
		" WHERE row >= ?1 ORDER BY row",
#define ADD_PLAIN(e, table) \
	[STMT_ADD + e] = "INSERT INTO " NAME(table) " (id, revision) VALUES (?1, 1)",
/* The id of a link is its owner's 32 digits, a blank and the claim. */
#define ADD_LINK(e, table, owner) \
	[STMT_ADD + e] = "INSERT INTO " NAME(table) " (id, " NAME(owner) ", claim, revision)" \
		" VALUES (?1, substr(?1, 1, 32), substr(?1, 34), 1)",
#define REF_OWNER(e, table) \
	[STMT_REF_OWNER + e] = "SELECT id FROM " NAME(table) " WHERE ref = ?1",

#define HISTORY_COLUMNS "seq, entity, id, field, base, value IS NULL, CASE WHEN field = 'removed' THEN value END"

#define SEARCH_FOUND \
	"SELECT rowid, entity, id, field, snippet(search, 0, '', '', '…', 24) FROM search" \
	" WHERE search MATCH ?1 AND ((?2 >> (rowid % 64)) & 1) = 1"
_Static_assert(SEARCH_SLOTS == 64, "in the statement above");

static const char *const text[STMT_COUNT] = {
	[STMT_BEGIN_READ] = "BEGIN",
	[STMT_BEGIN_WRITE] = "BEGIN IMMEDIATE",
	[STMT_COMMIT] = "COMMIT",
	[STMT_ROLLBACK] = "ROLLBACK",
	[STMT_DATA_VERSION] = "PRAGMA data_version",
	[STMT_USER_VERSION] = "PRAGMA user_version",
	[STMT_PAGE_COUNT] = "PRAGMA page_count",
	[STMT_QUICK_CHECK] = "PRAGMA quick_check(1)",
	[STMT_INTEGRITY_CHECK] = "PRAGMA integrity_check(100)",
	[STMT_FOREIGN_KEY_CHECK] = "PRAGMA foreign_key_check",

	[STMT_META_GET] = "SELECT value FROM meta WHERE key = ?1",
	[STMT_META_ADD] = "INSERT INTO meta (key, value) VALUES (?1, ?2)",
	[STMT_META_ALL] = "SELECT key, value FROM meta ORDER BY key",

	[STMT_HISTORY_HEAD] = "SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1",
	[STMT_HISTORY_HASH] = "SELECT hash FROM history WHERE seq = ?1",
	[STMT_HISTORY_ADD] = "INSERT INTO history (seq, save, command, who, at, entity, id, field, value, base, taken, prev, hash)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, substr(?9, 1, 1000), ?10, ?11, ?12, ?13)",
	[STMT_HISTORY_REST_ADD] = "INSERT INTO history_rest (seq, rest) SELECT ?1, substr(?2, 1001) WHERE length(?2) > 1000",
	[STMT_HISTORY_REST_COUNT] = "SELECT count(*) FROM history_rest",
	[STMT_HISTORY_LAST_OF] = "SELECT who, at FROM history WHERE entity = ?1 AND id = ?2 AND taken = 1 ORDER BY seq DESC LIMIT 1",
	[STMT_HISTORY_STATES] = "SELECT value, who, at, base FROM history WHERE entity = 'gap' AND id = ?1 AND field = 'state' AND taken = 1"
		" ORDER BY seq DESC LIMIT ?2",
	[STMT_HISTORY_OF_SAVE] = "SELECT count(*) FROM history WHERE seq > ?1 AND save = ?2",
	[STMT_HISTORY_ALL] = "SELECT seq, save, command, who, at, entity, id, field, " HISTORY_VALUE ", base, taken, prev, hash"
		" FROM history ORDER BY seq",
	[STMT_HISTORY_ENTITY] = "SELECT seq, save, command, who, at, entity, id, field, " HISTORY_VALUE ", base, taken"
		" FROM history WHERE entity = ?1 AND id = ?2 AND seq <= ?3 ORDER BY seq",
	[STMT_HISTORY_TOUCHED] = "SELECT DISTINCT entity, id FROM history WHERE seq > ?1 AND seq <= ?2 AND taken = 1",
	[STMT_HISTORY_VALUE] = "SELECT " HISTORY_VALUE " FROM history WHERE seq = ?1",
	/* Saves, by their newest entries; where they begin and end is found by single looks. */
	[STMT_HISTORY_SAVES] = "SELECT seq, save, command, who, at, taken FROM history WHERE seq < ?1 AND seq > 0 ORDER BY seq DESC",
	[STMT_HISTORY_UP_TO] = "SELECT seq, save FROM history WHERE seq <= ?1 AND seq > 0 ORDER BY seq DESC LIMIT 1",
	[STMT_HISTORY_OPS] = "SELECT seq, save, command FROM history WHERE seq > ?1 AND seq <= ?2"
		" AND (command LIKE 'undo %' OR command LIKE 'redo %') AND taken = 1 ORDER BY seq DESC",
	/* Reading it for people: no text is read, only whether there is one; what removes is told by its value. */
	[STMT_HISTORY_ENTRIES] = "SELECT " HISTORY_COLUMNS " FROM history WHERE seq >= ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3",
	[STMT_HISTORY_ABOUT] = "SELECT seq, entity, id FROM history WHERE seq >= ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3",
	/* Which entries are about entities whose ids lie between two: answered by the index alone. */
	[STMT_HISTORY_SEQS] = "SELECT seq, id FROM history WHERE entity = ?1 AND id >= ?2 AND id <= ?3",
	[STMT_HISTORY_AT] = "SELECT save, command, who, at FROM history WHERE seq = ?1",
	[STMT_HISTORY_BEFORE] = "SELECT " HISTORY_VALUE " FROM history WHERE entity = ?1 AND id = ?2 AND field = ?3 AND seq < ?4 AND taken = 1"
		" ORDER BY seq DESC LIMIT 1",
	/* Everything taken of entities whose ids lie between two: one alone, or the links of an item. */
	[STMT_HISTORY_TOUCHING] = "SELECT seq, save, entity, id, field, CASE WHEN field = 'removed' THEN value END FROM history"
		" WHERE entity = ?1 AND id >= ?2 AND id <= ?3 AND taken = 1 ORDER BY seq",
	/* What leads to an entity by a field, not by its id, and to which; ?1: to this one, null: to any. */
	[STMT_HISTORY_NAMING] = "SELECT DISTINCT entity, id, value FROM history WHERE entity IN ('challenge', 'waiver')"
		" AND field IN ('claim', 'evidence', 'on') AND (value = ?1 OR ?1 IS NULL) AND taken = 1",
	/* For putting a work together: one-line values whole, of a long text more than the head that work keeps. */
	[STMT_HISTORY_AFTER] = "SELECT seq, at, entity, id, field, value, taken FROM history WHERE seq > ?1"
		" ORDER BY seq LIMIT ?2",

	[STMT_MOMENT_NOW] = "SELECT seq, at, hash FROM history ORDER BY seq DESC LIMIT 1",
	[STMT_MOMENT_OF_SEQ] = "SELECT seq, at, hash FROM history WHERE seq = ?1",
	/* A baseline is written down right after the moment it names: there it is looked for first. */
	[STMT_MOMENT_NAMED] = "SELECT h.seq, h.at, h.hash FROM history AS b JOIN history AS h"
		" ON h.seq < b.seq AND h.seq >= b.seq - 2000 AND h.hash = ?1"
		" WHERE b.entity = 'baseline' AND b.field = 'head' AND b.value = ?1 ORDER BY h.seq DESC LIMIT 1",
	/* A whole hash is one entry's, and most often a recent one's. */
	[STMT_MOMENT_OF_HASH] = "SELECT seq, at, hash FROM history WHERE hash = ?1 ORDER BY seq DESC LIMIT 1",
	[STMT_MOMENT_OF_HEAD] = "SELECT seq, at, hash FROM history WHERE hash >= ?1 AND hash < ?2 ORDER BY seq LIMIT 2",
	[STMT_MOMENT_BEFORE] = "SELECT seq, at, hash FROM history WHERE at < ?1 ORDER BY seq DESC LIMIT 1",

	[STMT_COUNTER_ADD] = "INSERT INTO counter (entity, last) VALUES (?1, 0)",
	[STMT_COUNTER_GET] = "SELECT last FROM counter WHERE entity = ?1",
	[STMT_COUNTER_SET] = "UPDATE counter SET last = ?2 WHERE entity = ?1",
	[STMT_COUNTER_ALL] = "SELECT entity, last FROM counter ORDER BY entity",

	[STMT_TEXT_REST_REMOVE] = "DELETE FROM text_rest WHERE at = ?1",
	[STMT_TEXT_REST_ADD] = "INSERT INTO text_rest (at, rest) SELECT ?1, substr(?2, 201) WHERE length(?2) > 200",
	[STMT_TEXT_REST_COUNT] = "SELECT count(*) FROM text_rest",

	[STMT_SEARCH_ADD] = "INSERT INTO search (rowid, text, entity, id, field) VALUES (?1, ?2, ?3, ?4, ?5)",
	[STMT_SEARCH_REMOVE] = "DELETE FROM search WHERE rowid = ?1",
	[STMT_SEARCH_GET] = "SELECT text, entity, id, field FROM search WHERE rowid = ?1",
	[STMT_SEARCH_COUNT] = "SELECT count(*) FROM search",
	[STMT_SEARCH_CHECK] = "INSERT INTO search (search) VALUES ('integrity-check')",
	/* ?2: a bit for each slot that is wanted. The order is FTS5's own, so that an excerpt is made only of rows that are taken. */
	[STMT_SEARCH_BEST] = SEARCH_FOUND " ORDER BY rank",
	[STMT_SEARCH_FIRST] = SEARCH_FOUND " ORDER BY rowid",
	[STMT_SEARCH_MANY] = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)",

	[STMT_CATALOGUE_ADD] = "INSERT INTO catalogue (id, version, title, short_title, publisher, published_on, licence, attribution, hash)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[STMT_CATALOGUE_ALL] = "SELECT id, version, title, short_title, publisher, published_on, licence, attribution, hash, row FROM catalogue ORDER BY row",
	[STMT_NODE_ADD] = "INSERT INTO node (id, parent, kind, text, published, body, asked_as, label, code_text, aim, remark,"
		" must_be_public, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	[STMT_NODE_ALL] = "SELECT id, parent, kind, text, published, body, asked_as, label, code_text, aim, remark,"
		" must_be_public, hash, row FROM node ORDER BY row",
	[STMT_STRATEGY_ADD] = "INSERT INTO strategy (id, text, published, basis, theme, attached_to, kind, hash)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[STMT_STRATEGY_ALL] = "SELECT id, text, published, basis, theme, attached_to, kind, hash, row FROM strategy ORDER BY row",
	[STMT_GUIDANCE_ADD] = "INSERT INTO guidance (id, text, place, claims, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
	[STMT_GUIDANCE_ALL] = "SELECT id, text, place, claims, hash, row FROM guidance ORDER BY row",
	[STMT_ROLE_ADD] = "INSERT INTO role (id, text, themes, if_responsible, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
	[STMT_ROLE_ALL] = "SELECT id, text, themes, if_responsible, hash, row FROM role ORDER BY row",

	REF_OWNER(ENTITY_EVIDENCE, evidence)
	REF_OWNER(ENTITY_GAP, gap)
	REF_OWNER(ENTITY_CHALLENGE, challenge)

	ENTITY_STATEMENTS(ENTITY_ASSESSMENT, assessment, ASSESSMENT_FIELDS)
	ENTITY_STATEMENTS(ENTITY_SCOPE, scope, SCOPE_FIELDS)
	ENTITY_STATEMENTS(ENTITY_ANSWER, answer, ANSWER_FIELDS)
	ENTITY_STATEMENTS(ENTITY_EVIDENCE, evidence, EVIDENCE_FIELDS)
	ENTITY_STATEMENTS(ENTITY_SUPPORT, support, SUPPORT_FIELDS)
	ENTITY_STATEMENTS(ENTITY_GAP, gap, GAP_FIELDS)
	ENTITY_STATEMENTS(ENTITY_GAP_CLAIM, gap_claim, GAP_CLAIM_FIELDS)
	ENTITY_STATEMENTS(ENTITY_CHALLENGE, challenge, CHALLENGE_FIELDS)
	ENTITY_STATEMENTS(ENTITY_APPROVAL, approval, APPROVAL_FIELDS)
	ENTITY_STATEMENTS(ENTITY_WAIVER, waiver, WAIVER_FIELDS)
	ENTITY_STATEMENTS(ENTITY_REFUSAL, refusal, REFUSAL_FIELDS)
	ENTITY_STATEMENTS(ENTITY_READ_THROUGH, read_through, READ_THROUGH_FIELDS)
	ENTITY_STATEMENTS(ENTITY_BASELINE, baseline, BASELINE_FIELDS)

	ADD_PLAIN(ENTITY_ASSESSMENT, assessment)
	ADD_PLAIN(ENTITY_SCOPE, scope)
	ADD_PLAIN(ENTITY_ANSWER, answer)
	ADD_PLAIN(ENTITY_EVIDENCE, evidence)
	ADD_LINK(ENTITY_SUPPORT, support, evidence)
	ADD_PLAIN(ENTITY_GAP, gap)
	ADD_LINK(ENTITY_GAP_CLAIM, gap_claim, gap)
	ADD_PLAIN(ENTITY_CHALLENGE, challenge)
	ADD_PLAIN(ENTITY_APPROVAL, approval)
	ADD_PLAIN(ENTITY_WAIVER, waiver)
	ADD_LINK(ENTITY_REFUSAL, refusal, evidence)
	ADD_PLAIN(ENTITY_READ_THROUGH, read_through)
	ADD_PLAIN(ENTITY_BASELINE, baseline)

	ALL_FIELDS(AS_GET)
	ALL_FIELDS(AS_SET)
};

#define AS_COLUMN(f, table, column, how, slot) [f] = #column,
#define AS_SLOT(f, table, column, how, slot) [f] = slot,
#define PARTED_WHOLE false
#define PARTED_HEAD true
#define AS_PARTED(f, table, column, how, slot) [f] = PARTED_##how,
#define AS_PLACE(f, table, column, how, slot) && (!PARTED_##how || slot > 0)
_Static_assert(true ALL_FIELDS(AS_PLACE), "the rest of a long text lies where the search index has the text");
static const char *const columns[FIELD_COUNT] = { ALL_FIELDS(AS_COLUMN) };
static const int slots[FIELD_COUNT] = { ALL_FIELDS(AS_SLOT) };
static const bool parted[FIELD_COUNT] = { ALL_FIELDS(AS_PARTED) };

int stmt_text_column(enum field f)
{
	int column = 1;

	for (int i = (int)entity_first(field_info(f)->entity); i < (int)f; i++)
		column += parted[i];
	return parted[f] ? column : -1;
}

const char *stmt_column(enum field f)
{
	return columns[f];
}

int stmt_search_slot(enum field f)
{
	return slots[f];
}

bool stmt_place(int64_t row, enum field f, int64_t *place)
{
	if (row < 1 || row >= INT64_MAX / SEARCH_SLOTS)
		return false;
	*place = row * SEARCH_SLOTS + slots[f];
	return true;
}

bool stmt_is_parted(enum field f)
{
	return parted[f];
}

/* Prepared on first use: a command that only shows the status needs a few of them. */
static sqlite3_stmt *stmt_get(struct store *st, int which, struct err *err)
{
	assert(which >= 0 && which < STMT_COUNT && text[which]);
	if (!st->stmt[which]) {
		int rc = sqlite3_prepare_v3(st->db, text[which], -1, SQLITE_PREPARE_PERSISTENT, &st->stmt[which], NULL);
		if (rc != SQLITE_OK) {
			store_trouble(st, rc, err);
			return NULL;
		}
	}
	sqlite3_reset(st->stmt[which]);
	sqlite3_clear_bindings(st->stmt[which]);
	return st->stmt[which];
}

/* Values are bound where they lie: they outlive the statement's run, and it is reset before they go. */
static bool stmt_bind(struct store *st, sqlite3_stmt *q, struct err *err, const char *types, va_list ap)
{
	int rc = SQLITE_OK;

	for (int i = 1; *types && rc == SQLITE_OK; types++, i++) {
		if (*types == 'i') {
			rc = sqlite3_bind_int64(q, i, va_arg(ap, int64_t));
		} else {
			assert(*types == 't');
			const char *s = va_arg(ap, const char *);
			rc = s ? sqlite3_bind_text64(q, i, s, strlen(s), SQLITE_STATIC, SQLITE_UTF8) : sqlite3_bind_null(q, i);
		}
	}
	return rc == SQLITE_OK || store_trouble(st, rc, err);
}

static sqlite3_stmt *stmt_vopen(struct store *st, int which, struct err *err, const char *types, va_list ap)
{
	sqlite3_stmt *q = stmt_get(st, which, err);

	return q && stmt_bind(st, q, err, types, ap) ? q : NULL;
}

sqlite3_stmt *stmt_open(struct store *st, int which, struct err *err, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	sqlite3_stmt *q = stmt_vopen(st, which, err, types, ap);
	va_end(ap);
	return q;
}

bool stmt_next(struct store *st, sqlite3_stmt *q, bool *row, struct err *err)
{
	int rc = sqlite3_step(q);

	*row = rc == SQLITE_ROW;
	if (*row)
		return true;
	if (rc == SQLITE_DONE) {
		sqlite3_reset(q);
		return true;
	}
	store_trouble(st, rc, err);             /* before the reset, which forgets the message */
	sqlite3_reset(q);
	return false;
}

bool stmt_run(struct store *st, int which, struct err *err, const char *types, ...)
{
	bool row;
	va_list ap;

	va_start(ap, types);
	sqlite3_stmt *q = stmt_vopen(st, which, err, types, ap);
	va_end(ap);
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	sqlite3_reset(q);
	return true;
}

bool stmt_number(struct store *st, int which, int64_t none, int64_t *out, struct err *err, const char *types, ...)
{
	bool row;
	va_list ap;

	va_start(ap, types);
	sqlite3_stmt *q = stmt_vopen(st, which, err, types, ap);
	va_end(ap);
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	*out = row ? sqlite3_column_int64(q, 0) : none;
	sqlite3_reset(q);
	return true;
}

bool stmt_text(struct store *st, int which, char **out, struct err *err, const char *types, ...)
{
	bool row, sound = true;
	va_list ap;

	va_start(ap, types);
	sqlite3_stmt *q = stmt_vopen(st, which, err, types, ap);
	va_end(ap);
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	*out = row ? xstrdup_or_null(stmt_column_text(q, 0, &sound)) : NULL;
	sqlite3_reset(q);
	return true;
}

/* Asked of the value, which is found once: it may be, as one thread alone uses a connection. */
const char *stmt_column_text(sqlite3_stmt *q, int column, bool *sound)
{
	sqlite3_value *v = sqlite3_column_value(q, column);
	int type = sqlite3_value_type(v);       /* before value_text, which may convert */

	if (type == SQLITE_NULL)
		return NULL;
	const char *s = (const char *)sqlite3_value_text(v);
	/* Out of memory looks like null: never take the one for the other. */
	if (!s || (type != SQLITE_TEXT && type != SQLITE_INTEGER)) {
		*sound = false;
		return s;
	}
	size_t len = (size_t)sqlite3_value_bytes(v);
	if (strlen(s) != len || !utf8_valid(s, len, NULL))
		*sound = false;
	return s;
}

void stmt_release(struct store *st)
{
	for (int i = 0; i < STMT_COUNT; i++) {
		sqlite3_finalize(st->stmt[i]);
		st->stmt[i] = NULL;
	}
}
