/* Consistent copies: into a new file, or into memory for verify. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/newfile.h"
#include "store/backup.h"

enum { BACKUP_SECONDS = 600, BUSY_TRIES = 5 };

/* All pages in one step, under one read lock: no writer comes between. The step reports a lock in
 * spite of the timeout now and then, so it is tried again. */
bool backup_copy(struct store *st, sqlite3 *to, struct err *err)
{
	int rc = SQLITE_OK;

	for (int i = 0; i < BUSY_TRIES; i++) {
		sqlite3_backup *b = sqlite3_backup_init(to, "main", st->db, "main");
		if (!b)
			return store_trouble(st, sqlite3_errcode(to), err);
		sqlite3_backup_step(b, -1);
		rc = sqlite3_backup_finish(b);
		if ((rc & 0xff) != SQLITE_BUSY || st->mode == STORE_WORKBENCH)
			break;
	}
	return rc == SQLITE_OK || store_trouble(st, rc, err);
}

static bool copy_to_file(struct store *st, const char *temp, struct err *err)
{
	sqlite3 *to = NULL;

	int rc = sqlite3_open_v2(temp, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
	bool ok = rc == SQLITE_OK ? backup_copy(st, to, err) : store_trouble(st, rc, err);
	sqlite3_close(to);
	return ok;
}

bool store_backup(struct store *st, const char *path, struct err *err)
{
	struct newfile file;

	if (!conn_ready(st, BACKUP_SECONDS, err) || !conn_in_place(st, err))
		return false;
	bool ok = newfile_begin(&file, path, false, err) && copy_to_file(st, file.temp, err) && newfile_finish(&file, err);
	newfile_end(&file);
	assert(store_at_rest(st));
	return ok;
}
