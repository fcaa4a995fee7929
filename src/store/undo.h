/* Undo and redo of whole saves. An undo is a save of its own that brings back what was there before; nothing
 * is ever erased, and no reference is given out again. So it works after leaving and coming back, and
 * others see it as they see any save.
 *
 * Undone is the newest save that stands: what a person did, in the order it was done, one save a time. Done
 * again is what was undone last, until something else is saved. The beginning of a workspace is never undone. */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "store/history_read.h"

/* A save that built on what would be taken back: it changed the same fields, or linked to what would go. */
struct undo_later {
	char *who, *at, *command;       /* of the save; a command without its save's id */
	struct buf what;                /* "status of 1.2/2; E4 linked to 1.2/3" */
};

struct undoing {
	bool found;                     /* false: there is nothing to undo, or to do again */
	bool redo;
	struct history history;         /* what follows points into it */
	const struct history_save *save;        /* what is taken back or done again */
	struct changes changes;         /* that does it */
	struct undo_later *later;       /* oldest first; any: ask before store_undo_save */
	size_t n_later, cap_later;
	char *command;                  /* "undo SAVEID" */
};
void undoing_release(struct undoing *u);

/* Works out the next undo, or redo, of the person who is writing; of anybody's saves if `anybody`. Nothing is
 * saved. `*out` is yours in either case. ERR_BUSY, ERR_WORKSPACE. */
bool store_undo(struct store *st, bool redo, bool anybody, struct undoing *out, struct err *err);
/* Saves it, whatever built on it. Fails as store_save does: ERR_STALE where somebody saved in between. What
 * was saved is in u->changes then, for work_apply. */
bool store_undo_save(struct store *st, struct undoing *u, struct err *err);

/* "status of 1.2/2, by Sam": what it is about. */
void undoing_words(struct store *st, const struct undoing *u, struct buf *out);

#endif
