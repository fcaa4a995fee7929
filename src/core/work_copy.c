/* A second workspace in memory that says the same: for trying what nobody wants to save. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/work_private.h"

struct texts *texts_new(struct texts *under)
{
	struct texts *t = xcalloc(1, sizeof *t);

	t->users = 1;
	t->under = under;
	if (under != NULL)
		under->users++;
	return t;
}

void texts_free(struct texts *t)
{
	while (t != NULL && --t->users == 0) {
		struct texts *under = t->under;

		arena_release(&t->arena);
		free(t);
		t = under;
	}
}

/* Rows of removed entities too: what comes back brings all its fields. */
static void copy_rows(struct rows *to, const struct rows *from)
{
	to->row = xreallocarray(NULL, from->n + 1, from->size);
	to->cap = from->n + 1;
	to->n = from->n;
	if (from->n > 0)
		memcpy(to->row, from->row, from->n * from->size);
	map_copy(&to->by_id, &from->by_id);
	to->n_mapped = from->n_mapped;
}

static void copy_nodes(struct work *to, const struct work *from)
{
	size_t n = (size_t)from->tree->n_nodes;

	memcpy(to->scope, from->scope, n * sizeof *to->scope);
	memcpy(to->answer, from->answer, n * sizeof *to->answer);
	memcpy(to->read, from->read, n * sizeof *to->read);
	memcpy(to->private->scope, from->private->scope, n * sizeof *to->private->scope);
}

/* Still to be settled. */
static struct work *copy_all(const struct work *w)
{
	struct work *copy = work_new(w->tree);

	texts_free(copy->private->texts);
	copy->private->texts = texts_new(w->private->texts);
	copy->assessment = w->assessment;
	copy_nodes(copy, w);
	for (int e = 0; e < ENTITY_COUNT; e++)
		if (w->private->rows[e].size != 0)
			copy_rows(&copy->private->rows[e], &w->private->rows[e]);
	return copy;
}

struct work *work_copy(const struct work *w)
{
	struct work *copy = copy_all(w);
	struct err err;

	(void)work_settle(copy, &err);          /* a link that leads nowhere did so before */
	return copy;
}

struct work *work_try(const struct work *w, const struct changes *c, struct err *err)
{
	struct work *copy = copy_all(w);

	if (work_apply(copy, c, err))
		return copy;
	work_free(copy);
	return NULL;
}
