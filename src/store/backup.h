/* Copies of an open workspace. Private to the store. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/private.h"

/* Every page as of one moment into the empty database `to`. */
bool backup_copy(struct store *st, sqlite3 *to, struct err *err);

#endif
