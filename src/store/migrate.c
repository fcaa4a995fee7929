/* A workspace of an earlier format. To read it, a copy in memory is brought to the present one and the file stays
 * as it is; to write it, the file itself, which is kept as it was under another name beside it. That name does
 * not end in .assay: nobody should take it for the workspace. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/backup.h"
#include "store/private.h"
#include "store/schema.h"

enum { NAMES_TRIED = 100 };

static bool upgrade(struct store *st, struct err *err)
{
	int rc;

	stmt_release(st);
	rc = schema_upgrade(st->db, st->format);
	return rc == SQLITE_OK || store_trouble(st, rc, err);
}

bool migrate_copy(struct store *st, struct err *err)
{
	sqlite3 *copy = NULL;
	int rc = sqlite3_open_v2(":memory:", &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc != SQLITE_OK || !backup_copy(st, copy, err)) {
		sqlite3_close(copy);
		return rc == SQLITE_OK ? false : store_trouble(st, rc, err);
	}
	conn_close(st);
	st->db = copy;
	st->in_memory = true;
	return conn_protect(st, err) && upgrade(st, err) && conn_check_schema(st, SCHEMA_VERSION, err);
}

/* "portal.assay.format-1"; where that is there already, with a number. */
static char *free_name(const struct store *st)
{
	char *name = xasprintf("%s.format-%d", st->full, st->format);

	for (int i = 2; i <= NAMES_TRIED && access(name, F_OK) == 0; i++) {
		free(name);
		name = xasprintf("%s.format-%d.%d", st->full, st->format, i);
	}
	return name;
}

/* What is damaged is better repaired by the program that made it. */
bool migrate_file(struct store *st, struct err *err)
{
	char *name;

	if (!conn_quick_check(st, err))
		return false;
	name = free_name(st);
	if (store_backup(st, name, err) && upgrade(st, err) && conn_check_schema(st, SCHEMA_VERSION, err)) {
		st->kept = name;
		return true;
	}
	free(name);
	return err_prefix(err, "it has an earlier format, and was not brought to the present one");
}
