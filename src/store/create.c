/* A new workspace: made under a temporary name, so that it is there whole or not at all. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "store/newfile.h"
#include "store/private.h"
#include "store/schema.h"

/* Must come before the first table. */
static const char settings[] = "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA application_id = 0x41535359;";
_Static_assert(SCHEMA_PAGE == 4096 && SCHEMA_APPLICATION == 0x41535359, "settings say the same");

static bool make_tables(struct store *st, struct err *err)
{
	int rc = sqlite3_exec(st->db, settings, NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = schema_create(st->db);
	return rc == SQLITE_OK || store_trouble(st, rc, err);
}

static bool add_counters(struct store *st, struct err *err)
{
	for (int e = 0; e < ENTITY_COUNT; e++)
		if (entity_letter((enum entity)e) && !stmt_run(st, STMT_COUNTER_ADD, err, "t", entity_name((enum entity)e)))
			return false;
	return true;
}

/* The first entry ties the catalogue and the workspace's id into the chain. */
static bool add_beginning(struct store *st, const char *command, const char *hash, struct err *err)
{
	char save[ID_TEXT], id[ID_TEXT], at[DATE_TIME_TEXT];

	id_new(save);
	id_new(id);
	date_time_now(at);
	struct entry e = { .save = save, .command = command, .who = st->who, .at = at, .entity = "workspace", .id = id,
		.field = "catalogue", .value = hash, .taken = true };
	return stmt_run(st, STMT_META_ADD, err, "tt", "workspace", id)
	    && stmt_run(st, STMT_META_ADD, err, "tt", "created", at)
	    && stmt_run(st, STMT_META_ADD, err, "tt", "catalogue", hash)
	    && history_add(st, &st->seen, &e, err);
}

static bool fill(struct store *st, const struct tree *t, const char *command, const char *hash, struct err *err)
{
	if (!stmt_run(st, STMT_BEGIN_WRITE, err, ""))
		return false;
	if (tree_rows_write(st, t, err) && add_counters(st, err) && add_beginning(st, command, hash, err)
	    && stmt_run(st, STMT_COMMIT, err, ""))
		return true;
	store_rollback(st);
	return false;
}

/* The copy must be the catalogue, or answers would hang on other claims than they were given for. */
static bool check_copy(struct store *st, const char *hash, struct err *err)
{
	char copy[HASH_TEXT];

	if (!store_read_identity(st, err))
		return false;
	tree_hash(st->tree, copy);
	return strcmp(copy, hash) == 0 || err_set(err, ERR_STORE, "%s: the catalogue could not be copied into it", st->path);
}

static bool make(struct store *st, const struct tree *t, const char *command, struct changes *first, struct err *err)
{
	char hash[HASH_TEXT];

	tree_hash(t, hash);
	return conn_open(st, SQLITE_OPEN_READWRITE, err) && make_tables(st, err) && fill(st, t, command, hash, err)
	    && check_copy(st, hash, err) && (!first || store_save(st, command, first, err));
}

bool store_create(const char *path, const struct tree *t, bool group, const char *who, const char *command, struct changes *first,
    struct err *err)
{
	struct newfile file;

	assert(command && *command);
	if (!store_check_who(who, err))
		return false;
	bool ok = newfile_begin(&file, path, group, err);
	if (ok) {
		struct store *st = xcalloc(1, sizeof *st);
		st->path = xstrdup(path);
		st->full = xstrdup(file.temp);
		st->who = xstrdup(who);
		st->mode = STORE_WRITE;
		st->quick_checked = true;       /* nobody else has touched it */
		st->deadline = INT64_MAX;       /* nor is anything in it foreign */
		ok = make(st, t, command, first, err);
		store_close(st);
	}
	ok = ok && newfile_finish(&file, err);
	newfile_end(&file);
	return ok;
}
