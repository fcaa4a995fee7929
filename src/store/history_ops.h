/* Which saves stand: what was undone and done again. Private to the store.
 *
 * An undo is a save of its own whose command is "undo SAVEID", a redo one with "redo SAVEID"; the newest
 * of them that was taken decides whether that save stands. */
#ifndef STORE_HISTORY_OPS_H
#define STORE_HISTORY_OPS_H

#include "base/map.h"
#include "store/private.h"

struct op {
	int64_t seq;                    /* of its last entry */
	char save[ID_TEXT], of[ID_TEXT];
	bool undo;                      /* else redo */
};

struct ops {
	struct op *item;                /* oldest first */
	size_t n, cap;
	struct map by_save;             /* an op's own save id: index */
	struct map latest;              /* a save's id: index of the newest op on it */
};

/* Inside a transaction. Passes the saves, not their entries. */
bool ops_read(struct store *st, struct ops *out, struct err *err);
void ops_release(struct ops *o);
/* Reads a command: whether it is an undo or redo, and of which save (ID_TEXT - 1 characters of `command`). */
bool op_read(const char *command, bool *undo, const char **of);

/* The index of the newest op on a save, up to entry `until`; -1: none. */
long ops_latest(const struct ops *o, const char *save, int64_t until);
/* Whether a save that was made stands, as of entry `until`: an ordinary one unless it is undone, an op while
 * it is the newest on its save. */
bool ops_stands(const struct ops *o, const char *save, int64_t until);

#endif
