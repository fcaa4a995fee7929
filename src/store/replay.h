/* The history replayed from its beginning, bit by bit: how far the assessment was at the end of each day. */
#ifndef STORE_REPLAY_H
#define STORE_REPLAY_H

#include "core/course.h"
#include "store/store.h"

struct replay;                  /* opaque: the workspace as it was at the entry reached so far */
struct replay *replay_new(const struct tree *t);        /* borrows t */
void replay_free(struct replay *r);                     /* NULL is fine */

/* Goes on by so many entries at most, from where it stands: what was saved since costs no more than itself.
 * *end: there are no more; the course ends with the newest then. ERR_WORKSPACE, ERR_BUSY: it stands where it stood. */
bool replay_go_on(struct replay *r, struct store *st, int entries, bool *end, struct err *err);
/* Days are those of where the reader is. Lives until the next call. */
const struct course *replay_course(const struct replay *r);

#endif
