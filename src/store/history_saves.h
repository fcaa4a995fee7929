/* The saves as they stand in the history, newest first, without reading what lies in them. Private to the store.
 *
 * A save is one transaction and appends all its entries, so they stand one after another: where it begins is found by
 * galloping and halving over their numbers, a look each time, however many there are. A file that says otherwise gets
 * some answer from inside the file, and every step goes on. */
#ifndef STORE_HISTORY_SAVES_H
#define STORE_HISTORY_SAVES_H

#include "store/private.h"

/* Zero-initialise, with the store. */
struct save_walk {
	struct store *st;
	int64_t before;                 /* entries from this one on were passed; 0: none was yet */
	/* the save that was found; its strings live until the next step */
	int64_t first, last;            /* its entries */
	bool taken, sound;              /* sound: all of its newest entry is text */
	char *save, *command, *who, *at;
};
/* The next older save. Inside a transaction, as are the others. */
bool save_walk_next(struct save_walk *w, bool *found, struct err *err);
/* The save that an entry belongs to, whole; from there it goes on to older ones. */
bool save_walk_to(struct save_walk *w, int64_t seq, bool *found, struct err *err);
void save_walk_release(struct save_walk *w);

#endif
