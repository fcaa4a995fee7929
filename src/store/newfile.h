/* A file that appears under its name only when it is whole, and never in place of another: made
 * under a temporary name in the same folder, synced, renamed. Private to the store. */
#ifndef STORE_NEWFILE_H
#define STORE_NEWFILE_H

#include <stdbool.h>

#include "base/err.h"

struct newfile {
	const char *path;               /* as given; borrowed */
	char *folder, *temp, *final;    /* absolute */
};

/* Makes the empty temporary file: 0600, or 0660 and of the folder's group with `group`. */
bool newfile_begin(struct newfile *n, const char *path, bool group, struct err *err);
/* Syncs it and gives it its name. ERR_STORE if that name is taken by now. */
bool newfile_finish(struct newfile *n, struct err *err);
/* Removes what is left of it, and releases *n; after newfile_finish succeeded only the latter. */
void newfile_end(struct newfile *n);

#endif
