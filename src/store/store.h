/* A workspace: one SQLite file, NAME.assay, one assessment of one product. SQL only in this room.
 *
 * Rollback journal with synchronous=EXTRA; no statement or transaction is open when a function of
 * this header returns. Files are opened by a careful protocol (open.c): nothing in a foreign file is
 * run, and it is not changed by being looked at. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/complaint.h"
#include "base/date.h"
#include "base/err.h"
#include "core/change.h"
#include "core/tree.h"
#include "core/work.h"

struct store;                   /* opaque */

enum store_mode {
	STORE_READ,             /* header and schema are checked; never writes; an older format is read from a migrated copy in memory */
	STORE_WRITE,            /* a command that saves: also quick_check before the first save; waits up to 5 s for a lock */
	STORE_WORKBENCH,        /* never waits for a lock: ERR_BUSY at once, the caller tries again; quick_check by store_check_quick */
};

/* Who is writing, for the history. Borrowed for the life of the store. Checked as a one-line text. */
struct store_who {
	const char *name;
};

/* Creates a workspace at `path` holding the catalogue `t` and the first changes (may be NULL), made
 * under a temporary name in the same folder, synced and then given its name without overwriting.
 * Mode 0600, or 0660 with `group` (then its folder must be group-writable: ERR_STORE says so).
 * ERR_STORE: it exists already, the folder cannot be written, the disk is full. Nothing is left behind. */
bool store_create(const char *path, const struct tree *t, bool group, const char *who,
    const char *command, struct changes *first, struct err *err);

/* Opens; `*out` is yours. A file that cannot be written opens read-only (store_readonly tells why). To be written, one
 * of an earlier format is brought to the present one first, and kept as it was beside it (store_kept).
 * ERR_WORKSPACE: missing, not a workspace, damaged, of a newer version (says which). ERR_BUSY. */
bool store_open(const char *path, enum store_mode mode, const char *who, struct store **out, struct err *err);
void store_close(struct store *st);                     /* NULL is fine */

/* NULL if it can be written, else one sentence why not. */
const char *store_readonly(const struct store *st);
/* Where the file was kept as it was before it was brought to the present format; NULL: it was in it. */
const char *store_kept(const struct store *st);
const char *store_path(const struct store *st);         /* as given */
const char *store_id(const struct store *st);           /* the workspace's permanent id */
const struct tree *store_tree(const struct store *st);  /* its own catalogue; lives as long as the store */

/* Everything into memory, one consistent moment. `*out` is yours and borrows the store's tree. */
bool store_load(struct store *st, struct work **out, struct err *err);
/* Long texts, one at a time: a reader for `core`; lives as long as the store. */
struct reader store_reader(struct store *st);

/* Holds one consistent moment while many texts are read (an export), and lets it go. */
bool store_snapshot_begin(struct store *st, struct err *err);
void store_snapshot_end(struct store *st);

/* One save: all changes in one transaction, each with its line of history, the search index with
 * them. `command` is what the user did ("set", "evidence link"). Values are checked (field_check), links must
 * lead somewhere. On success the `value` of requested references in `c` is filled in, and
 * revisions have grown by one for every entity named. Changes that set what is already there are left out
 * (and taken out of `c`, so that work_apply follows exactly what was saved: look for a reference by its id,
 * not by its place); if nothing is left, nothing is written and true is returned. A link to what somebody
 * removed meanwhile is not taken either. On failure `c` is as it was.
 * Fails: ERR_STALE (an entity was saved since its base: the whole save is in the history, not taken),
 * ERR_BUSY, ERR_READONLY, ERR_INPUT (a value), ERR_STORE (nothing changed; where COMMIT itself
 * failed the file was looked at again and the text says which it was),
 * ERR_WORKSPACE (the file was removed, replaced or went back in time while open). */
bool store_save(struct store *st, const char *command, struct changes *c, struct err *err);

/* The same with values that are not to be taken and only kept on record, each list under its own command: in the
 * same transaction, after what is taken; not at all where that is not taken. `c` may be empty. */
struct store_aside { const char *command; const struct changes *changes; };
bool store_save_beside(struct store *st, const char *command, struct changes *c, const struct store_aside *aside, size_t n_aside,
    struct err *err);

/* Whether nobody else had saved between the last store_load and the last save: a work that followed each save with
 * work_apply says what one that is loaded now says, but for what others saved later. */
bool store_followed(const struct store *st);

/* Texts in which all of `words` stand (any text, read as in core/seek.h), best first, at most `limit`. Removed
 * entities are found too: whoever shows them knows. Case and accents do not matter. */
struct hit {
	enum entity entity;
	char *id;                       /* of the entity */
	enum field field;
	char *excerpt;                  /* some words around the place */
};
struct hits { struct hit *item; size_t n, cap; };
void hits_release(struct hits *h);
bool store_find(struct store *st, const char *words, size_t limit, struct hits *out, struct err *err);

/* Whether somebody else saved since the last call (PRAGMA data_version); false also while it is locked. */
bool store_changed(struct store *st);

/* quick_check, once; for the workbench after its first screen. ERR_WORKSPACE: damaged. */
bool store_check_quick(struct store *st, struct err *err);

/* SHA-256 of the newest history entry: the head of the chain. "" for an empty history. */
bool store_head(struct store *st, char out[HASH_TEXT], struct err *err);

/* The whole of `verify`: SQLite's own integrity, schema, foreign keys, the chain, rows against
 * history both ways, catalogue against its hash, counters, search index against rows. Each fault is
 * added with its place ("answer 1.1.2.1, argument"); true if it could be carried out, faults or not.
 * `head`: NULL, or a hash that must occur in the chain (`verify --head`). */
struct fault { char *where, *text; };
struct faults { struct fault *item; size_t n, cap; };
void faults_release(struct faults *f);
bool store_verify(struct store *st, const char *head, struct faults *out, struct err *err);

/* A consistent copy under a new name, 0600, through a temporary name; never overwrites. */
bool store_backup(struct store *st, const char *path, struct err *err);

/* Whether `path` looks like a workspace (its first 100 bytes): for finding the only one in a folder. */
bool store_is_workspace(const char *path);

#endif
