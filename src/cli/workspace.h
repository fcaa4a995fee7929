/* A workspace opened for one command: the store, its work in memory and what follows from it. */
#ifndef CLI_WORKSPACE_H
#define CLI_WORKSPACE_H

#include "cli/args.h"
#include "cli/context.h"
#include "core/standing.h"
#include "store/store.h"

struct workspace {
	struct store *store;
	const struct tree *tree;        /* the store's */
	struct work *work;
	struct standing standing;
	struct reader reader;
};

/* Opens `path`, or the workspace that is meant. Close it in either case. */
bool workspace_open_path(struct workspace *ws, struct context *c, const char *path, enum store_mode mode, struct err *err);
bool workspace_open(struct workspace *ws, struct context *c, const struct args *a, enum store_mode mode, struct err *err);
void workspace_close(struct workspace *ws);
/* Says on standard error where a file of an earlier format was kept, if it was one. */
void workspace_tell_kept(const struct context *c, const struct store *st);

/* Saves and reads everything again. *changed (may be NULL): false if all was as it is already. */
bool workspace_save(struct workspace *ws, struct context *c, const char *command, struct changes *changes,
    bool *changed, struct err *err);

/* The same with values that are only kept on record (store.h). `changes` may be empty. */
bool workspace_save_beside(struct workspace *ws, struct context *c, const char *command, struct changes *changes,
    const struct store_aside *aside, size_t n_aside, bool *changed, struct err *err);

/* A long text, "" if absent; yours. NULL: it cannot be read. */
char *workspace_text(const struct workspace *ws, enum field f, const char *id, struct err *err);

#endif
