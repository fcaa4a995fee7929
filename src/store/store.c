/* An open workspace: what it is, its transactions, and what SQLite's complaints mean for people. */
#include "config.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/private.h"
#include "store/schema.h"

enum {
	SHORT_SECONDS = 30,             /* for what takes milliseconds */
	CHECK_SECONDS = 300             /* for quick_check of the largest file */
};

void store_close(struct store *st)
{
	if (!st)
		return;
	conn_close(st);
	tree_free(st->tree);
	free(st->path);
	free(st->full);
	free(st->who);
	free(st->readonly);
	free(st->kept);
	free(st->named.id);
	free(st->named.ref);
	free(st);
}

const char *store_readonly(const struct store *st)
{
	return st->readonly;
}

const char *store_kept(const struct store *st)
{
	return st->kept;
}

const char *store_path(const struct store *st)
{
	return st->path;
}

const char *store_id(const struct store *st)
{
	return st->id;
}

const struct tree *store_tree(const struct store *st)
{
	return st->tree;
}

bool store_read_identity(struct store *st, struct err *err)
{
	char *id = NULL;

	if (!stmt_text(st, STMT_META_GET, &id, err, "t", "workspace"))
		return false;
	bool ok = id && id_valid(id);
	if (ok)
		memcpy(st->id, id, ID_TEXT);
	else
		store_damaged(st, err, "its own id is missing or changed");
	free(id);
	return ok && tree_rows_read(st, &st->tree, err);
}

bool store_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool store_check_who(const char *who, struct err *err)
{
	if (!who || !*who)
		return err_set(err, ERR_INPUT, "nobody is named as writing; use --as NAME");
	return field_check(FIELD_OWNER, who, err) || err_prefix(err, "the name of who is writing");
}

/* ---- transactions ------------------------------------------------------------------------------ */

bool store_at_rest(const struct store *st)
{
	return st->in_snapshot || !st->db || sqlite3_txn_state(st->db, NULL) == SQLITE_TXN_NONE;
}

void store_rollback(struct store *st)
{
	struct err ignored;

	if (!sqlite3_get_autocommit(st->db))
		stmt_run(st, STMT_ROLLBACK, &ignored, "");
}

/* A newer program may have migrated the file under us: our statements would not mean what they say. */
bool store_check_version(struct store *st, struct err *err)
{
	int64_t version;

	if (!stmt_number(st, STMT_USER_VERSION, 0, &version, err, ""))
		return false;
	if (version == SCHEMA_VERSION)
		return true;
	return err_set(err, ERR_WORKSPACE, "%s: another version of this program has changed its format while it was open;"
	    " leave and start again with that version", st->path);
}

bool read_begin(struct store *st, struct err *err)
{
	if (st->in_snapshot)
		return true;
	if (!stmt_run(st, STMT_BEGIN_READ, err, ""))
		return false;
	if (store_check_version(st, err))
		return true;
	store_rollback(st);
	return false;
}

void read_end(struct store *st)
{
	if (!st->in_snapshot)
		store_rollback(st);
}

bool store_snapshot_begin(struct store *st, struct err *err)
{
	assert(!st->in_snapshot);
	if (!conn_ready(st, SHORT_SECONDS, err) || !read_begin(st, err))
		return false;
	st->in_snapshot = true;
	return true;
}

void store_snapshot_end(struct store *st)
{
	row_scan_end(st);
	st->in_snapshot = false;
	store_rollback(st);
	assert(store_at_rest(st));
}

/* Never waits: a workbench asks this once a second, and under another's lock the question would
 * take the whole patience. */
bool store_changed(struct store *st)
{
	struct err ignored;
	int64_t version = st->data_version;

	if (st->in_snapshot || !conn_ready(st, SHORT_SECONDS, &ignored))
		return false;
	sqlite3_busy_timeout(st->db, 0);
	bool ok = stmt_number(st, STMT_DATA_VERSION, version, &version, &ignored, "");
	conn_patience(st, false);
	bool changed = st->changed || (ok && version != st->data_version);
	st->changed = false;
	st->data_version = version;
	return changed;
}

bool store_followed(const struct store *st)
{
	return st->followed;
}

bool store_check_quick(struct store *st, struct err *err)
{
	bool ok = conn_ready(st, CHECK_SECONDS, err) && conn_quick_check(st, err);
	assert(store_at_rest(st));
	return ok;
}

bool store_head(struct store *st, char out[HASH_TEXT], struct err *err)
{
	struct chain head;

	if (!conn_ready(st, SHORT_SECONDS, err) || !history_head(st, &head, err))
		return false;
	memcpy(out, head.hash, HASH_TEXT);
	assert(store_at_rest(st));
	return true;
}

/* ---- troubles ----------------------------------------------------------------------------------- */

static bool trouble_io(struct store *st, int error, struct err *err)
{
	switch (error) {
	case ENOSPC:
		return err_set(err, ERR_STORE, "%s: the disk is full; make room and try again", st->path);
	case EDQUOT:
		return err_set(err, ERR_STORE, "%s: your disk quota is used up; make room and try again", st->path);
	case EFBIG:
		return err_set(err, ERR_STORE, "%s: the limit for the size of a file is reached; raise it (ulimit -f) and try again", st->path);
	case ENOLCK:
		return err_set(err, ERR_STORE, "%s: its file system has no locks, so it can only be used where nobody else uses it: copy it to"
		    " another place", st->path);
	case 0:
		return err_set(err, ERR_STORE, "%s: input or output failed; look after the disk, then try again", st->path);
	default:
		return err_set(err, ERR_STORE, "%s: input or output failed (%s); look after the disk, then try again", st->path, strerror(error));
	}
}

static bool trouble_readonly(struct store *st, int rc, struct err *err)
{
	if (rc == SQLITE_READONLY_DBMOVED)
		return err_set(err, ERR_WORKSPACE, "%s: the file was removed, renamed or replaced while it was open", st->path);
	if (rc == SQLITE_READONLY_ROLLBACK || rc == SQLITE_READONLY_RECOVERY)
		return err_set(err, ERR_WORKSPACE, "%s: its last writer was interrupted; somebody who may write the file and its folder must"
		    " open it once", st->path);
	return err_set(err, ERR_READONLY, "%s: the file cannot be written", st->path);
}

static bool trouble_open(struct store *st, int error, struct err *err)
{
	if (error == EACCES || error == EPERM || error == EROFS)
		return err_set(err, ERR_READONLY, "%s: the file or the journal beside it cannot be written (%s)", st->path, strerror(error));
	return err_set(err, ERR_STORE, "%s: the file or the journal beside it cannot be opened%s%s", st->path, error ? ": " : "",
	    error ? strerror(error) : "");
}

bool store_trouble(struct store *st, int rc, struct err *err)
{
	int error = st->db ? sqlite3_system_errno(st->db) : 0;

	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_BUSY, "%s: somebody else is writing into it at this moment; try again", st->path);
	case SQLITE_READONLY:
		return trouble_readonly(st, rc, err);
	case SQLITE_FULL:
		return trouble_io(st, ENOSPC, err);
	case SQLITE_IOERR:
		return trouble_io(st, rc == SQLITE_IOERR_NOMEM ? ENOMEM : error, err);
	case SQLITE_CANTOPEN:
		return trouble_open(st, error, err);
	case SQLITE_NOMEM:
		return err_set(err, ERR_STORE, "%s: not enough memory", st->path);
	case SQLITE_TOOBIG:
		return store_damaged(st, err, "it holds a value larger than any this program writes");
	case SQLITE_INTERRUPT:
		return store_damaged(st, err, "it took too long to answer");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_ERROR:
	default:
		return store_damaged(st, err, "%s", st->db ? sqlite3_errmsg(st->db) : sqlite3_errstr(rc));
	}
}

bool store_damaged(const struct store *st, struct err *err, const char *fmt, ...)
{
	struct buf what = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&what, fmt, ap);
	va_end(ap);
	err_set(err, ERR_WORKSPACE, "%s: it is damaged (%s); run \"assay verify\", or restore a backup", st->path, buf_str(&what));
	buf_release(&what);
	return false;
}

/* ---- names -------------------------------------------------------------------------------------- */

static const struct { enum entity e; enum field ref; } referenced[] = {
	{ ENTITY_EVIDENCE, FIELD_EVIDENCE_REF }, { ENTITY_GAP, FIELD_GAP_REF }, { ENTITY_CHALLENGE, FIELD_CHALLENGE_REF },
};

/* "E12", or the id where the reference cannot be had. */
static void add_ref(struct store *st, struct buf *out, enum entity e, const char *id)
{
	struct err ignored;
	char *ref = NULL;
	bool done = false;

	for (size_t i = 0; i < sizeof referenced / sizeof referenced[0]; i++)
		if (referenced[i].e == e && row_value(st, referenced[i].ref, id, &ref, &ignored) && ref) {
			buf_addf(out, "%c%s", entity_letter(e), ref);
			done = true;
		}
	if (!done)
		utf8_clean(out, id, strlen(id), false);
	free(ref);
}

static void add_link(struct store *st, struct buf *out, enum entity owner, const char *id)
{
	const char *blank = strchr(id, ' ');
	char *owner_id = xstrndup(id, blank ? (size_t)(blank - id) : strlen(id));

	buf_add(out, "link of ");
	add_ref(st, out, owner, owner_id);
	if (blank) {
		buf_add(out, " to ");
		utf8_clean(out, blank + 1, strlen(blank + 1), false);
	}
	free(owner_id);
}

void store_name_entity(struct store *st, struct buf *out, enum entity e, const char *id)
{
	switch (e) {
	case ENTITY_ASSESSMENT:
		buf_add(out, "assessment");
		break;
	case ENTITY_SUPPORT:
		add_link(st, out, ENTITY_EVIDENCE, id);
		break;
	case ENTITY_REFUSAL:
		buf_add(out, "refused ");
		add_link(st, out, ENTITY_EVIDENCE, id);
		break;
	case ENTITY_GAP_CLAIM:
		add_link(st, out, ENTITY_GAP, id);
		break;
	default:
		buf_addf(out, "%s ", entity_name(e));
		add_ref(st, out, e, id);
	}
}

static bool is_link(const struct tree *t, const char *id)
{
	char owner[ID_TEXT];

	if (strlen(id) <= ID_TEXT || id[ID_TEXT - 1] != ' ')
		return false;
	memcpy(owner, id, ID_TEXT - 1);
	owner[ID_TEXT - 1] = '\0';
	return id_valid(owner) && tree_has_leaf(t, id + ID_TEXT);
}

bool store_id_fits(const struct store *st, enum entity e, const char *id)
{
	switch (e) {
	case ENTITY_ASSESSMENT:
		return strcmp(id, "assessment") == 0;
	case ENTITY_SCOPE:
		return tree_has_principle(st->tree, id);
	case ENTITY_ANSWER:
		return tree_has_leaf(st->tree, id);
	case ENTITY_READ_THROUGH:
		return tree_find(st->tree, id) != NODE_NONE;
	case ENTITY_SUPPORT:
	case ENTITY_REFUSAL:
	case ENTITY_GAP_CLAIM:
		return is_link(st->tree, id);
	default:
		return id_valid(id);
	}
}
