/* For the tests of the text form: a workspace without a store. It keeps every text that was set,
 * gives out references, and takes a document's changes as the store does. Define WORLD_MUST before. */
#ifndef TEST_CATALOGUE_EXCHANGE_H
#define TEST_CATALOGUE_EXCHANGE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "catalogue/exchange.h"
#include "catalogue/load.h"

struct world {
	struct tree *tree;
	bool owns_tree;
	struct work *work;
	struct map place;               /* "FIELD ID": place in value */
	char **value;
	size_t n, cap;
	int last_ref[ENTITY_COUNT];
	struct reader reader;
};

static inline bool world_text(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	const struct world *wd = ctx;
	char *key = xasprintf("%d %s", (int)f, id);
	long i = map_get(&wd->place, key);

	(void)err;
	free(key);
	if (i >= 0 && wd->value[i] != NULL)
		buf_add(out, wd->value[i]);
	return true;
}

static inline struct tree *world_catalogue(void)
{
	struct complaints c = {0};
	struct err err;
	char *path = catalogue_path(NULL, &err);
	struct tree *t;

	WORLD_MUST(path != NULL, "no catalogue: %s", err.text);
	t = catalogue_load(path, &c, &err);
	WORLD_MUST(t != NULL, "%s", c.n > 0 ? c.item[0] : err.text);
	complaints_release(&c);
	free(path);
	return t;
}

/* Borrows t. */
static inline void world_open_on(struct world *wd, struct tree *t)
{
	*wd = (struct world){ .tree = t, .work = work_new(t), .reader = { .ctx = wd, .text = world_text } };
}

static inline void world_open(struct world *wd)
{
	world_open_on(wd, world_catalogue());
	wd->owns_tree = true;
}

static inline void world_close(struct world *wd)
{
	work_free(wd->work);
	if (wd->owns_tree)
		tree_free(wd->tree);
	map_release(&wd->place);
	for (size_t i = 0; i < wd->n; i++)
		free(wd->value[i]);
	free(wd->value);
}

static inline void world_keep(struct world *wd, const struct change *ch)
{
	char *key = xasprintf("%d %s", (int)ch->field, ch->id);

	MEM_GROW(wd->value, wd->n, wd->cap);
	wd->value[wd->n] = xstrdup_or_null(ch->value);
	map_put(&wd->place, key, wd->n++);
	free(key);
}

/* As the store does: references that are asked for are given out, the greatest is remembered. */
static inline void world_give_ref(struct world *wd, struct change *ch)
{
	int *last = &wd->last_ref[ch->entity];

	if (ch->value == NULL)
		ch->value = xasprintf("%d", *last + 1);
	if (atoi(ch->value) > *last)
		*last = atoi(ch->value);
}

static inline void world_apply(struct world *wd, struct changes *c)
{
	struct err err = {0};

	for (size_t i = 0; i < c->n; i++) {
		if (field_is_ref(c->item[i].field))
			world_give_ref(wd, &c->item[i]);
		WORLD_MUST(field_check(c->item[i].field, c->item[i].value, &err), "%s", err.text);
		WORLD_MUST(c->item[i].base == work_revision(wd->work, c->item[i].entity, c->item[i].id), "%s: made on another revision",
		    c->item[i].id);
		world_keep(wd, &c->item[i]);
	}
	WORLD_MUST(work_apply(wd->work, c, &err), "%s", err.text);
}

/* Yours. */
static inline char *world_export(struct world *wd, enum exchange_format f)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	struct err err = {0};

	WORLD_MUST(exchange_export(out, f, wd->work, &wd->reader, &err), "%s", err.text);
	fclose(out);
	return bytes;
}

#endif
