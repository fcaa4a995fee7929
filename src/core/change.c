/* A list of changes, put together field by field. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/change.h"

void changes_release(struct changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->item[i].id);
		free(c->item[i].value);
	}
	free(c->item);
	*c = (struct changes){0};
}

void changes_set(struct changes *c, enum entity e, const char *id, int64_t base, enum field f, const char *value)
{
	MEM_GROW(c->item, c->n, c->cap);
	c->item[c->n++] = (struct change){
		.entity = e,
		.field = f,
		.id = xstrdup(id),
		.value = value == NULL || *value == '\0' ? NULL : xstrdup(value),
		.base = base,
	};
}

void changes_new(struct changes *c, enum entity e, char id[ID_TEXT])
{
	id_new(id);
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++)
		if (field_is_ref((enum field)f))
			changes_set(c, e, id, 0, (enum field)f, NULL);
}

char *link_id(const char *owner, const char *claim)
{
	return xasprintf("%s %s", owner, claim);
}
