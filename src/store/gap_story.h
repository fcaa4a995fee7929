/* What became of a gap: who closed it and opened it again, from the history. */
#ifndef STORE_GAP_STORY_H
#define STORE_GAP_STORY_H

#include "base/buf.h"
#include "store/store.h"

/* Adds "closed 2026-09-01 by Kim, opened again 2026-10-02 by Sam", the oldest first, days as the reader has them; nothing
 * where its state never changed. Only the last few of many. Not cleaned for a terminal. ERR_WORKSPACE, ERR_BUSY. */
bool store_gap_story(struct store *st, const char *gap, struct buf *out, struct err *err);

#endif
