/* A list of changes: what one save sets, in order. Commands, imports and views put it together,
 * the store takes it in one transaction, `work` follows it in memory. */
#ifndef CORE_CHANGE_H
#define CORE_CHANGE_H

#include <stdint.h>

#include "base/id.h"
#include "core/field.h"

struct change {
	enum entity entity;
	enum field field;
	char *id;                       /* of the entity */
	char *value;                    /* NULL: absent */
	int64_t base;                   /* revision of the entity this was made on; 0: it is new */
};

struct changes {
	struct change *item;
	size_t n, cap;
};

void changes_release(struct changes *c);
/* Copies id and value; "" becomes NULL. */
void changes_set(struct changes *c, enum entity e, const char *id, int64_t base, enum field f, const char *value);
/* A new entity with a random id and, where the entity has references, a request for the next number
 * (the value is filled in by the store's commit). The id is written to `id`. */
void changes_new(struct changes *c, enum entity e, char id[ID_TEXT]);
/* The id of a link: "EVIDENCE CLAIM" or "GAP CLAIM". Yours. */
char *link_id(const char *owner, const char *claim);

#endif
