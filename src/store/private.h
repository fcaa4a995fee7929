/* What the files of the store share and nobody else sees. */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/id.h"
#include "store/stmt.h"
#include "store/store.h"

enum { STORE_WAIT = 5000 };             /* ms a command waits for a lock */

/* The end of the chain of history: number and hash of the newest entry; 0 and "" if there is none. */
struct chain {
	int64_t seq;
	char hash[HASH_TEXT];
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *stmt[STMT_COUNT];
	char *path;                     /* as given: for people */
	char *full;                     /* absolute, links followed: for SQLite */
	char *who;
	enum store_mode mode;
	char *readonly;                 /* why it cannot be written; NULL: it can */
	int format;                     /* the file's, when it was opened */
	bool in_memory;                 /* db is a copy brought to the present format; the file stays as it is */
	char *kept;                     /* where the file of an earlier format was kept; NULL: it was of this one */
	char id[ID_TEXT];
	struct tree *tree;
	struct chain seen;              /* the newest history entry this session knows */
	bool followed;                  /* what was added to the history since the last load is all ours */
	int64_t data_version;
	bool in_snapshot;
	struct row_scan { sqlite3_stmt *q; int in_vain; } scan[ENTITY_COUNT];   /* row_scan.c */
	bool quick_checked;
	bool changed;                   /* store_changed has something to tell besides data_version */
	struct { enum entity entity; char *id, *ref; } named;   /* the last reference asked for: it never becomes another */
	int64_t deadline;               /* monotonic ms; a statement running longer is interrupted */
};

/* ---- open.c: files and connections ----------------------------------------------------------- */

/* Connects to st->full and sets everything that makes it safe. `flags` are sqlite3_open_v2's. */
bool conn_open(struct store *st, int flags, struct err *err);
void conn_close(struct store *st);
/* Settings of a connection that may meet a foreign file; also for a copy in memory. */
bool conn_protect(struct store *st, struct err *err);
/* Every public function starts with it: gives statements from now on this long, and connects again
 * if the connection was lost (a save of unknown outcome after which the file could not be opened). */
bool conn_ready(struct store *st, int seconds, struct err *err);
/* The file under st->full is still the one that was opened. */
bool conn_in_place(struct store *st, struct err *err);
/* A new connection to the same file; ends an open transaction. On failure there is none. */
bool conn_again(struct store *st, struct err *err);
/* How long to wait for a lock, by mode. */
void conn_patience(struct store *st, bool opening);
char *conn_folder(const struct store *st);      /* of the file; yours */
bool conn_quick_check(struct store *st, struct err *err);

/* The objects are those of that version. */
bool conn_check_schema(struct store *st, int version, struct err *err);

/* ---- migrate.c: files of an earlier format -------------------------------------------------------- */

/* From now on st->db is a copy in memory in the present format; nobody's later saves are seen. */
bool migrate_copy(struct store *st, struct err *err);
/* Brings the file itself to the present format, after a copy beside it (st->kept). ERR_BUSY, ERR_STORE, ERR_WORKSPACE:
 * it is as it was. */
bool migrate_file(struct store *st, struct err *err);

/* ---- store.c: transactions ------------------------------------------------------------------- */

/* A consistent moment for reading: inside a snapshot that moment is used, and kept. */
bool read_begin(struct store *st, struct err *err);
void read_end(struct store *st);
void store_rollback(struct store *st);
/* No transaction is left open outside a snapshot: an assertion for the end of public functions. */
bool store_at_rest(const struct store *st);
bool store_check_version(struct store *st, struct err *err);    /* the format is still ours */
/* The sentence for what SQLite said; always false. Names the file, says what to do. */
bool store_trouble(struct store *st, int rc, struct err *err);
/* The same, for a value that cannot be what this program wrote. */
bool store_damaged(const struct store *st, struct err *err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* "answer 1.1.2.1", "evidence E12", "link of E4 to 1.2.2.1": for people; safe for a terminal. */
void store_name_entity(struct store *st, struct buf *out, enum entity e, const char *id);
/* Whether this is the id of such an entity, leaves and principles checked against the tree. */
bool store_id_fits(const struct store *st, enum entity e, const char *id);
/* Who may be named as writing, and a command's name. */
bool store_check_who(const char *who, struct err *err);
/* Whether two values are one; NULL: absent. */
bool store_same(const char *a, const char *b);
/* The value of a field as it is stored; yours, NULL if absent. */
bool row_value(struct store *st, enum field f, const char *id, char **out, struct err *err);
/* Remembers the workspace's id and builds the tree from its tables. */
bool store_read_identity(struct store *st, struct err *err);

/* ---- row_scan.c -------------------------------------------------------------------------------- */

/* A long text from the scan of its entity, inside a snapshot. `found` false: it is to be looked up. `text` is borrowed until
 * the next call, NULL: absent; `sound` false: it is not text. */
bool row_scan_text(struct store *st, enum field f, const char *id, const char **text, bool *found, bool *sound, struct err *err);
void row_scan_end(struct store *st);                    /* with the snapshot */

/* ---- rows.c ---------------------------------------------------------------------------------- */

/* Everything into an empty work, inside a transaction; what this session has seen stays what it was. */
bool rows_load(struct store *st, struct work *w, struct err *err);

/* ---- save.c ---------------------------------------------------------------------------------- */

/* store_save that leaves an entry in the history even where nothing changes: what was undone by hand already
 * is undone on record too. `c` is not empty. */
bool save_recorded(struct store *st, const char *command, struct changes *c, struct err *err);

/* ---- history.c ------------------------------------------------------------------------------- */

struct entry {
	int64_t seq;
	const char *save, *command, *who, *at, *entity, *id, *field, *value;
	int64_t base;
	bool taken;
	const char *prev;               /* hash of the entry before; "" for the first */
};
void history_hash(const struct entry *e, char out[HASH_TEXT]);
bool history_head(struct store *st, struct chain *out, struct err *err);
/* Appends; fills in e->seq and e->prev from the chain and moves it on. */
bool history_add(struct store *st, struct chain *chain, struct entry *e, struct err *err);
/* Whether the newest entry we know of is still in the file: an older copy may have been put over it. */
bool history_goes_on(struct store *st, struct err *err);

/* ---- tree_rows.c: the workspace's own copy of the catalogue ------------------------------------ */

bool tree_rows_write(struct store *st, const struct tree *t, struct err *err);
bool tree_rows_read(struct store *st, struct tree **out, struct err *err);
/* Tells each row whose text is not what it was written with; `tell` borrows its arguments. */
bool tree_rows_verify(struct store *st, void (*tell)(void *ctx, const char *where, const char *what), void *ctx, struct err *err);

#endif
