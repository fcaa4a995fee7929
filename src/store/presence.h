/* Who else works on this workspace, and which text they have open: shown, never enforced.
 *
 * A file beside the workspace (".NAME.here") has a slot for each session, held by a lock that the kernel drops when
 * the session dies, however it dies: a slot without a lock is nobody. The last one out removes the
 * file. Where the folder cannot be written there is no presence, and nothing else is missing. */
#ifndef STORE_PRESENCE_H
#define STORE_PRESENCE_H

#include <stdbool.h>

#include "core/field.h"

enum { PRESENCE_SLOTS = 64 };

struct presence;

/* NULL where it cannot be had: read-only folder, no such locks, all slots taken. Borrows nothing. */
struct presence *presence_open(const char *workspace, const char *who);
void presence_close(struct presence *p);                /* NULL is fine */

/* Says which text this session has open; id NULL: none. */
void presence_say(struct presence *p, enum entity entity, const char *id, enum field field);

struct person {
	char *who;
	bool has_open;                  /* then the text is: */
	enum entity entity;
	char *id;
	enum field field;
};
struct people { struct person *item; int n; };
void people_release(struct people *people);
bool people_same(const struct people *a, const struct people *b);

/* The other sessions, in the order of their slots. What other people wrote there is checked like every text from
 * outside; a slot that makes no sense is nobody. */
void presence_look(const struct presence *p, struct people *out);

#endif
