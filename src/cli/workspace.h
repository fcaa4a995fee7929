/* A workspace opened for one command: the store, its work in memory and what follows from it. */
#ifndef CLI_WORKSPACE_H
#define CLI_WORKSPACE_H

#include "cli/args.h"
#include "cli/context.h"
#include "core/standing.h"
#include "store/moment.h"
#include "store/store.h"

struct workspace {
	struct store *store;
	const struct tree *tree;        /* the store's */
	struct work *work;
	struct standing standing;
	struct reader reader;
	struct past *past;              /* --at: work and reader are its, of `moment`; else NULL */
	struct moment moment;
};

/* Opens `path`, or the workspace that is meant. Close it in either case. */
bool workspace_open_path(struct workspace *ws, struct context *c, const char *path, enum store_mode mode, struct err *err);
/* With --at, a workspace opened for reading is the one of that moment, and its day counts as today unless one was given. */
bool workspace_open(struct workspace *ws, struct context *c, const struct args *a, enum store_mode mode, struct err *err);
/* The head of the history, at the moment that is shown. */
bool workspace_head(const struct workspace *ws, char out[HASH_TEXT], struct err *err);
/* What workspace_open does with --at, for who opened by path. */
bool workspace_go_back(struct workspace *ws, struct context *c, const struct args *a, struct err *err);
void workspace_close(struct workspace *ws);
/* Says on standard error where a file of an earlier format was kept, if it was one. */
void workspace_tell_kept(const struct context *c, const struct store *st);

/* Saves, and work and standing are those after it. *changed (may be NULL): false if all was as it is already. */
bool workspace_save(struct workspace *ws, struct context *c, const char *command, struct changes *changes,
    bool *changed, struct err *err);

/* The same with values that are only kept on record (store.h). `changes` may be empty. */
bool workspace_save_beside(struct workspace *ws, struct context *c, const char *command, struct changes *changes,
    const struct store_aside *aside, size_t n_aside, bool *changed, struct err *err);

/* A long text, "" if absent; yours. NULL: it cannot be read. */
char *workspace_text(const struct workspace *ws, enum field f, const char *id, struct err *err);

#endif
