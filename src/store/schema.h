/* The tables, and whether a file has exactly these. Private to the store. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"
#include "base/hash.h"

enum {
	SCHEMA_VERSION = 3,             /* number of migrations */
	SCHEMA_APPLICATION = 0x41535359, /* "ASSY", in the file's header */
	SCHEMA_PAGE = 4096
};

/* Runs every migration on an empty database, each in its own transaction. SQLite's code. */
int schema_create(sqlite3 *db);
/* Runs those that a database of this version lacks, each in its own transaction, and passes over what somebody else
 * has run meanwhile. */
int schema_upgrade(sqlite3 *db, int version);
/* Whether `db` holds the objects of that version and no others: own objects compared by the text of their statements,
 * FTS5's shadow tables (SQLite writes their text) by name and columns. False with one sentence in
 * `text`; *rc is SQLite's code where the schema could not even be read, else SQLITE_OK. */
bool schema_is_ours(sqlite3 *db, int version, int *rc, char *text, size_t size);

/* Whether the objects are, by the hash of their text, those of the present version: then there is nothing to compare.
 * `out` is the hash. False also where they cannot be read, or another SQLite wrote FTS5's tables otherwise. */
bool schema_is_known(sqlite3 *db, char out[HASH_TEXT]);

#endif
