/* store/schema: the tables of the present version are known by their hash, and nothing else is. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "store/schema.h"

static sqlite3 *db;

static void start(void)
{
	cr_assert(sqlite3_open(":memory:", &db) == SQLITE_OK);
	cr_assert(schema_create(db) == SQLITE_OK);
}

static void end(void)
{
	sqlite3_close(db);
}

TestSuite(schema, .init = start, .fini = end);

static bool is_ours(void)
{
	char text[256];
	int rc;

	return schema_is_ours(db, SCHEMA_VERSION, &rc, text, sizeof text);
}

/* After a migration was added: `known` in schema.c is to be this hash. */
Test(schema, the_present_one_is_known)
{
	char hash[HASH_TEXT];

	cr_expect(schema_is_known(db, hash), "known is to be \"%s\"", hash);
	cr_expect(is_ours());
}

Test(schema, what_differs_is_not_known_and_refused)
{
	static const char *const foreign[] = {
		"CREATE TABLE other (a)", "CREATE INDEX i ON meta (value)", "CREATE VIEW v AS SELECT 1",
		"CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END", "ALTER TABLE meta ADD COLUMN more TEXT",
	};
	char hash[HASH_TEXT];

	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		cr_assert(sqlite3_exec(db, "SAVEPOINT s", NULL, NULL, NULL) == SQLITE_OK);
		cr_assert(sqlite3_exec(db, foreign[i], NULL, NULL, NULL) == SQLITE_OK, "%s", foreign[i]);
		cr_expect(false == (schema_is_known(db, hash) || is_ours()), "%s", foreign[i]);
		cr_assert(sqlite3_exec(db, "ROLLBACK TO s; RELEASE s", NULL, NULL, NULL) == SQLITE_OK);
	}
	cr_expect(is_ours());
}

/* Bytes behind the text, and a text that is none: SQLite may not see them, the hash does. */
Test(schema, hidden_bytes_are_seen)
{
	static const char *const change[] = {
		"UPDATE sqlite_schema SET sql = sql || char(0) || ' and more' WHERE name = 'meta'",
		"UPDATE sqlite_schema SET sql = CAST(sql AS BLOB) WHERE name = 'meta'",
	};
	char hash[HASH_TEXT];

	cr_assert(sqlite3_exec(db, "PRAGMA writable_schema = ON", NULL, NULL, NULL) == SQLITE_OK);
	for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
		cr_assert(sqlite3_exec(db, "SAVEPOINT s", NULL, NULL, NULL) == SQLITE_OK);
		cr_assert(sqlite3_exec(db, change[i], NULL, NULL, NULL) == SQLITE_OK);
		cr_expect(false == schema_is_known(db, hash), "%s", change[i]);
		cr_assert(sqlite3_exec(db, "ROLLBACK TO s; RELEASE s", NULL, NULL, NULL) == SQLITE_OK);
	}
}

/* Where the hash is another one, each piece is compared: FTS5's own tables may be written otherwise. */
Test(schema, an_unknown_text_of_a_shadow_table_is_compared_by_its_columns)
{
	char hash[HASH_TEXT];

	cr_assert(sqlite3_exec(db, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '(', ' (') WHERE name = 'search_data'",
	    NULL, NULL, NULL) == SQLITE_OK);
	cr_expect(false == schema_is_known(db, hash));
	cr_expect(is_ours());
}
