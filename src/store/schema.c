/* The tables of a workspace, and the comparison of a file's schema with them.
 *
 * Migration n (counted from 0) brings user_version from n to n + 1 in its own transaction; the array
 * only grows, and a new workspace replays it from the start. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "store/schema.h"

/* Every entity's table: `row` numbers it for the search index (SQLite may renumber a rowid that has
 * no name), `revision` counts its saves. Rows are never deleted: `removed` marks them. */
#define ENTITY_COLUMNS "\trow INTEGER PRIMARY KEY,\n\trevision INTEGER NOT NULL,\n\tid TEXT NOT NULL UNIQUE"

static const char *const tables[] = {
	"CREATE TABLE meta (\n"
	"\tkey TEXT NOT NULL PRIMARY KEY,\n"
	"\tvalue TEXT NOT NULL\n"
	") STRICT",

	/* The catalogue this assessment was made with. `hash` is over the other columns of its row. */
	"CREATE TABLE catalogue (\n"
	"\trow INTEGER PRIMARY KEY,\n"
	"\tid TEXT NOT NULL,\n\tversion TEXT,\n\ttitle TEXT,\n\tshort_title TEXT,\n"
	"\tpublisher TEXT,\n\tpublished_on TEXT,\n\tlicence TEXT,\n\tattribution TEXT,\n"
	"\thash TEXT NOT NULL\n"
	") STRICT",
	"CREATE TABLE node (\n"
	"\trow INTEGER PRIMARY KEY,\n"
	"\tid TEXT NOT NULL UNIQUE,\n\tparent TEXT REFERENCES node(id),\n\tkind TEXT NOT NULL,\n"
	"\ttext TEXT NOT NULL,\n\tpublished TEXT,\n\tbody TEXT,\n\tasked_as TEXT,\n\tlabel TEXT NOT NULL,\n"
	"\tcode_text TEXT,\n\taim TEXT,\n\tremark TEXT,\n\tmust_be_public TEXT NOT NULL,\n"
	"\thash TEXT NOT NULL\n"
	") STRICT",
	"CREATE TABLE strategy (\n"
	"\trow INTEGER PRIMARY KEY,\n"
	"\tid TEXT NOT NULL UNIQUE,\n\ttext TEXT NOT NULL,\n\tpublished TEXT,\n\tbasis TEXT,\n"
	"\ttheme TEXT REFERENCES node(id),\n\tattached_to TEXT REFERENCES node(id),\n\tkind TEXT NOT NULL,\n"
	"\thash TEXT NOT NULL\n"
	") STRICT",
	"CREATE TABLE guidance (\n"
	"\trow INTEGER PRIMARY KEY,\n"
	"\tid TEXT NOT NULL UNIQUE,\n\ttext TEXT NOT NULL,\n\tplace TEXT REFERENCES node(id),\n\tclaims TEXT NOT NULL,\n"
	"\thash TEXT NOT NULL\n"
	") STRICT",
	"CREATE TABLE role (\n"
	"\trow INTEGER PRIMARY KEY,\n"
	"\tid TEXT NOT NULL UNIQUE,\n\ttext TEXT,\n\tthemes TEXT NOT NULL,\n\tif_responsible TEXT NOT NULL,\n"
	"\thash TEXT NOT NULL\n"
	") STRICT",

	"CREATE TABLE assessment (\n"
	ENTITY_COLUMNS " CHECK (id = 'assessment'),\n"
	"\ttitle TEXT,\n\tproduct TEXT,\n\tproduct_version TEXT,\n\torganisation TEXT,\n\trole TEXT,\n\tdelivery TEXT,\n"
	"\towner TEXT,\n\tsenior_responsible_owner TEXT,\n\tassessed TEXT,\n\tnext_review TEXT,\n"
	"\tcatalogue TEXT,\n\tcatalogue_version TEXT\n"
	") STRICT",
	"CREATE TABLE scope (\n"
	ENTITY_COLUMNS " REFERENCES node(id),\n"
	"\tin_scope TEXT,\n\treason TEXT,\n\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE answer (\n"
	ENTITY_COLUMNS " REFERENCES node(id),\n"
	"\tstatus TEXT,\n\tinherited TEXT,\n\treading TEXT,\n\targument TEXT,\n\tassumptions TEXT,\n\towner TEXT,\n\tnote TEXT\n"
	") STRICT",
	"CREATE TABLE evidence (\n"
	ENTITY_COLUMNS ",\n"
	"\tref INTEGER UNIQUE,\n\ttitle TEXT,\n\tdetail TEXT,\n\tkind TEXT,\n\tlocation TEXT,\n\ttool TEXT,\n\towner TEXT,\n"
	"\tcollected TEXT,\n\treview_by TEXT,\n\taudience TEXT,\n\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE support (\n"
	ENTITY_COLUMNS " CHECK (id = evidence || ' ' || claim),\n"
	"\tevidence TEXT NOT NULL REFERENCES evidence(id),\n\tclaim TEXT NOT NULL REFERENCES node(id),\n"
	"\tnote TEXT,\n\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE gap (\n"
	ENTITY_COLUMNS ",\n"
	"\tref INTEGER UNIQUE,\n\tgap TEXT,\n\taction TEXT,\n\towner TEXT,\n\tdue TEXT,\n\tpriority TEXT,\n\tstate TEXT,\n"
	"\taudience TEXT,\n\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE gap_claim (\n"
	ENTITY_COLUMNS " CHECK (id = gap || ' ' || claim),\n"
	"\tgap TEXT NOT NULL REFERENCES gap(id),\n\tclaim TEXT NOT NULL REFERENCES node(id),\n"
	"\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE challenge (\n"
	ENTITY_COLUMNS ",\n"
	"\tref INTEGER UNIQUE,\n\tclaim TEXT REFERENCES node(id),\n\tevidence TEXT REFERENCES evidence(id),\n\t\"by\" TEXT,\n"
	"\ttext TEXT,\n\tanswer TEXT,\n\tstate TEXT,\n\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE approval (\n"
	ENTITY_COLUMNS ",\n"
	"\tprinciple TEXT REFERENCES node(id),\n\t\"by\" TEXT,\n\tposition TEXT,\n\tat TEXT,\n\t\"of\" TEXT,\n\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE waiver (\n"
	ENTITY_COLUMNS ",\n"
	"\trule TEXT,\n\t\"on\" TEXT,\n\treason TEXT,\n\tremoved TEXT\n"
	") STRICT",

	/* The last reference given out: E12, G3, C4. */
	"CREATE TABLE counter (\n"
	"\tentity TEXT NOT NULL PRIMARY KEY,\n"
	"\tlast INTEGER NOT NULL\n"
	") STRICT",

	"CREATE TABLE history (\n"
	"\tseq INTEGER PRIMARY KEY,\n"
	"\tsave TEXT NOT NULL,\n\tcommand TEXT NOT NULL,\n\twho TEXT NOT NULL,\n\tat TEXT NOT NULL,\n"
	"\tentity TEXT NOT NULL,\n\tid TEXT NOT NULL,\n\tfield TEXT NOT NULL,\n\tvalue TEXT,\n"
	"\tbase INTEGER NOT NULL,\n\ttaken INTEGER NOT NULL,\n"
	"\tprev TEXT NOT NULL,\n\thash TEXT NOT NULL\n"
	") STRICT",
	"CREATE INDEX history_of ON history(entity, id)",

	"CREATE VIRTUAL TABLE search USING fts5(text, entity UNINDEXED, id UNINDEXED, field UNINDEXED,"
	" prefix='2 3', tokenize='unicode61 remove_diacritics 2')",
	"PRAGMA user_version = 1",
	NULL
};

/* What a review of the claims adds: links refused for good, what was read, baselines, when evidence was affirmed,
 * why a challenge was overruled, how often all is looked at again. */
static const char *const review[] = {
	"ALTER TABLE assessment ADD COLUMN review_cycle TEXT",
	"ALTER TABLE evidence ADD COLUMN affirmed TEXT",
	"ALTER TABLE challenge ADD COLUMN reason TEXT",
	"CREATE TABLE refusal (\n"
	ENTITY_COLUMNS " CHECK (id = evidence || ' ' || claim),\n"
	"\tevidence TEXT NOT NULL REFERENCES evidence(id),\n\tclaim TEXT NOT NULL REFERENCES node(id),\n"
	"\tremoved TEXT\n"
	") STRICT",
	"CREATE TABLE read_through (\n"
	ENTITY_COLUMNS " REFERENCES node(id),\n"
	"\tread TEXT,\n\tnote TEXT\n"
	") STRICT",
	"CREATE TABLE baseline (\n"
	ENTITY_COLUMNS ",\n"
	"\tname TEXT,\n\t\"by\" TEXT,\n\tat TEXT,\n\thead TEXT,\n\tremoved TEXT\n"
	") STRICT",
	"PRAGMA user_version = 2",
	NULL
};

/* A column and the table it is in keep the first characters of a long text, and the rest goes where it is in nobody's
 * way: what lists the rows, or the history, does not read past whole texts that nobody looks at. `at` is the place of
 * the text in the search index, row * 64 + slot. */
#define PART_TEXT(table, column, slot) \
	"INSERT INTO text_rest (at, rest) SELECT row * 64 + " #slot ", substr(" #column ", 201) FROM " #table \
		" WHERE length(" #column ") > 200", \
	"UPDATE " #table " SET " #column " = substr(" #column ", 1, 200) WHERE length(" #column ") > 200",

static const char *const parted[] = {
	"CREATE TABLE text_rest (\n"
	"\tat INTEGER PRIMARY KEY,\n"
	"\trest TEXT NOT NULL\n"
	") STRICT",
	"CREATE TABLE history_rest (\n"
	"\tseq INTEGER PRIMARY KEY REFERENCES history(seq),\n"
	"\trest TEXT NOT NULL\n"
	") STRICT",
	PART_TEXT(answer, argument, 5)
	PART_TEXT(answer, assumptions, 6)
	PART_TEXT(answer, note, 7)
	PART_TEXT(evidence, detail, 9)
	PART_TEXT(evidence, location, 10)
	PART_TEXT(support, note, 12)
	PART_TEXT(gap, gap, 13)
	PART_TEXT(gap, action, 14)
	PART_TEXT(challenge, text, 15)
	PART_TEXT(challenge, answer, 16)
	PART_TEXT(challenge, reason, 18)
	PART_TEXT(waiver, reason, 17)
	PART_TEXT(read_through, note, 19)
	"INSERT INTO history_rest (seq, rest) SELECT seq, substr(value, 1001) FROM history WHERE length(value) > 1000",
	"UPDATE history SET value = substr(value, 1, 1000) WHERE length(value) > 1000",
	"PRAGMA user_version = 3",
	NULL
};

static const char *const *const migration[] = { tables, review, parted };
_Static_assert(sizeof migration / sizeof migration[0] == SCHEMA_VERSION, "user_version counts the migrations");

static int run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int version_of(sqlite3 *db, int *version)
{
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &q, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(q);
	*version = rc == SQLITE_ROW ? sqlite3_column_int(q, 0) : -1;
	sqlite3_finalize(q);
	return rc == SQLITE_ROW ? SQLITE_OK : rc == SQLITE_DONE ? SQLITE_CORRUPT : rc;
}

/* The version is asked under the lock: somebody else may have been first. */
static int migrate(sqlite3 *db, int n)
{
	int version, rc = run(db, "BEGIN IMMEDIATE");

	if (rc != SQLITE_OK)
		return rc;
	rc = version_of(db, &version);
	for (const char *const *s = migration[n]; rc == SQLITE_OK && version == n && *s; s++)
		rc = run(db, *s);
	if (rc == SQLITE_OK)
		rc = run(db, "COMMIT");
	if (rc != SQLITE_OK && !sqlite3_get_autocommit(db))
		run(db, "ROLLBACK");
	return rc;
}

static int migrate_to(sqlite3 *db, int from, int to)
{
	int rc = SQLITE_OK;

	for (int n = from; n < to && rc == SQLITE_OK; n++)
		rc = migrate(db, n);
	return rc;
}

int schema_create(sqlite3 *db)
{
	return migrate_to(db, 0, SCHEMA_VERSION);
}

int schema_upgrade(sqlite3 *db, int version)
{
	return migrate_to(db, version, SCHEMA_VERSION);
}

/* ---- comparison --------------------------------------------------------------------------------- */

/* Indexes that follow from a table's own text come last: what is wrong with the table says more. */
static const char objects[] = "SELECT name, type, tbl_name, sql, sql IS NULL FROM sqlite_schema ORDER BY 5, name, type, rowid";
static const char columns[] = "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?1) ORDER BY cid";

static const char *cell(sqlite3_stmt *q, int column)
{
	const char *s = (const char *)sqlite3_column_text(q, column);
	return s ? s : "";
}

static bool cells_equal(sqlite3_stmt *a, sqlite3_stmt *b, int n)
{
	for (int i = 0; i < n; i++)
		if (sqlite3_column_type(a, i) != sqlite3_column_type(b, i) || sqlite3_column_bytes(a, i) != sqlite3_column_bytes(b, i)
		    || strcmp(cell(a, i), cell(b, i)) != 0)
			return false;
	return true;
}

/* Steps both; true while the rows are equal. At the end of either *more is false, and the result
 * tells whether both ended, without an error. */
static bool step_both(sqlite3_stmt *a, sqlite3_stmt *b, int *rc, bool *more)
{
	int ra = sqlite3_step(a), rb = sqlite3_step(b);

	*more = ra == SQLITE_ROW && rb == SQLITE_ROW;
	*rc = ra == SQLITE_ROW || ra == SQLITE_DONE ? SQLITE_OK : ra;
	if (*rc == SQLITE_OK && rb != SQLITE_ROW && rb != SQLITE_DONE)
		*rc = rb;
	return *more || (ra == SQLITE_DONE && rb == SQLITE_DONE);
}

static bool columns_equal(sqlite3 *db, sqlite3 *ours, const char *table, int *rc)
{
	sqlite3_stmt *a = NULL, *b = NULL;
	bool equal = true, more = true;

	*rc = sqlite3_prepare_v2(db, columns, -1, &a, NULL);
	if (*rc == SQLITE_OK)
		*rc = sqlite3_prepare_v2(ours, columns, -1, &b, NULL);
	if (*rc == SQLITE_OK) {
		sqlite3_bind_text(a, 1, table, -1, SQLITE_TRANSIENT);
		sqlite3_bind_text(b, 1, table, -1, SQLITE_TRANSIENT);
	}
	while (*rc == SQLITE_OK && equal && more)
		equal = step_both(a, b, rc, &more) && (!more || cells_equal(a, b, 6));
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	return equal && *rc == SQLITE_OK;
}

static bool is_shadow(const char *name)
{
	static const char *const shadow[] = { "search_config", "search_content", "search_data", "search_docsize", "search_idx" };

	for (size_t i = 0; i < sizeof shadow / sizeof shadow[0]; i++)
		if (strcmp(name, shadow[i]) == 0)
			return true;
	return false;
}

/* The two rows stand for the same object: name, type and table agree, and the text or, for FTS5's
 * own tables, the columns. */
static bool object_equal(sqlite3 *db, sqlite3 *ours, sqlite3_stmt *a, sqlite3_stmt *b, int *rc)
{
	if (cells_equal(a, b, 4))
		return true;
	return cells_equal(a, b, 3) && strcmp(cell(a, 1), "table") == 0 && is_shadow(cell(a, 0))
	    && columns_equal(db, ours, cell(a, 0), rc);
}

/* Both lists are in the same order: where they part, one side has what the other has not. */
static void tell_difference(sqlite3_stmt *a, sqlite3_stmt *b, bool a_row, bool b_row, char *text, size_t size)
{
	int order = !a_row ? 1 : !b_row ? -1 : strcmp(cell(a, 4), cell(b, 4));

	if (a_row && b_row && !order)
		order = strcmp(cell(a, 0), cell(b, 0));
	if (order < 0)
		snprintf(text, size, "it has a %.20s %.80s that is not of this program", cell(a, 1), cell(a, 0));
	else if (order > 0)
		snprintf(text, size, "its %.20s %.80s is missing", cell(b, 1), cell(b, 0));
	else
		snprintf(text, size, "its %.20s %.80s is not as this program makes it", cell(b, 1), cell(b, 0));
}

static bool compare(sqlite3 *db, sqlite3 *ours, sqlite3_stmt *a, sqlite3_stmt *b, int *rc, char *text, size_t size)
{
	for (bool more = true; more;) {
		bool equal = step_both(a, b, rc, &more);
		if (*rc != SQLITE_OK)
			return false;
		if (equal && more)
			equal = object_equal(db, ours, a, b, rc);
		if (!equal) {
			tell_difference(a, b, sqlite3_data_count(a) > 0, sqlite3_data_count(b) > 0, text, size);
			return false;
		}
	}
	return true;
}

/* To build the tables of this program takes longer than all the rest of an opening. So the present version's are known by
 * the hash of their text; whatever has another one (an older version, FTS5's own tables from another SQLite, a foreign
 * or damaged file) is compared piece by piece, and only that comparison refuses. */
static const char known[HASH_TEXT] = "50976490c8fa08dd712e20237c8f854c2dbe24535e9a43aa12cd628c1684a1b7";

static int hash_objects(sqlite3 *db, char out[HASH_TEXT])
{
	sqlite3_stmt *q = NULL;
	struct hash h;
	int rc = sqlite3_prepare_v2(db, objects, -1, &q, NULL);

	hash_init(&h);
	while (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		for (int i = 0; i < 4; i++) {
			hash_int(&h, sqlite3_column_type(q, i));
			hash_bytes(&h, cell(q, i), (size_t)sqlite3_column_bytes(q, i));
		}
		rc = SQLITE_OK;
	}
	hash_end(&h, out);
	sqlite3_finalize(q);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

bool schema_is_known(sqlite3 *db, char out[HASH_TEXT])
{
	return hash_objects(db, out) == SQLITE_OK && strcmp(out, known) == 0;
}

bool schema_is_ours(sqlite3 *db, int version, int *rc, char *text, size_t size)
{
	sqlite3 *ours = NULL;
	sqlite3_stmt *a = NULL, *b = NULL;
	char hash[HASH_TEXT];
	bool equal = false;

	text[0] = '\0';
	*rc = SQLITE_OK;
	if (version == SCHEMA_VERSION && schema_is_known(db, hash))
		return true;
	*rc = sqlite3_open_v2(":memory:", &ours, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (*rc == SQLITE_OK)
		*rc = migrate_to(ours, 0, version);
	if (*rc == SQLITE_OK)
		*rc = sqlite3_prepare_v2(db, objects, -1, &a, NULL);
	if (*rc == SQLITE_OK)
		*rc = sqlite3_prepare_v2(ours, objects, -1, &b, NULL);
	if (*rc == SQLITE_OK)
		equal = compare(db, ours, a, b, rc, text, size);
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	sqlite3_close(ours);
	return equal;
}
