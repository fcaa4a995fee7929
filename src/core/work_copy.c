/* A second workspace in memory that says the same: for trying what nobody wants to save. */
#include "config.h"

#include <string.h>

#include "core/work_private.h"

static void copy_owner(enum entity e, struct row *row)
{
	struct support_row *s = (void *)row;
	struct gap_claim_row *g = (void *)row;
	struct refusal_row *r = (void *)row;

	if (e == ENTITY_SUPPORT)
		s->owner = xstrdup_or_null(s->owner);
	if (e == ENTITY_GAP_CLAIM)
		g->owner = xstrdup_or_null(g->owner);
	if (e == ENTITY_REFUSAL)
		r->owner = xstrdup_or_null(r->owner);
}

/* Rows of removed entities too: what comes back brings all its fields. */
static void copy_rows(struct rows *to, const struct rows *from, enum entity e)
{
	to->row = xreallocarray(NULL, from->n + 1, from->size);
	to->cap = from->n + 1;
	to->n = from->n;
	if (from->n > 0)
		memcpy(to->row, from->row, from->n * from->size);
	for (size_t i = 0; i < to->n; i++) {
		struct row *row = rows_at(to, i);

		row->id = xstrdup(row->id);
		fields_copy(e, row);
		copy_owner(e, row);
	}
	map_copy(&to->by_id, &from->by_id);
}

static void copy_nodes(struct work *to, const struct work *from)
{
	size_t n = (size_t)from->tree->n_nodes;

	memcpy(to->scope, from->scope, n * sizeof *to->scope);
	memcpy(to->answer, from->answer, n * sizeof *to->answer);
	memcpy(to->read, from->read, n * sizeof *to->read);
	memcpy(to->private->scope, from->private->scope, n * sizeof *to->private->scope);
	for (size_t i = 0; i < n; i++) {
		fields_copy(ENTITY_SCOPE, &to->scope[i]);
		fields_copy(ENTITY_ANSWER, &to->answer[i]);
	}
}

/* Still to be settled. */
static struct work *copy_all(const struct work *w)
{
	struct work *copy = work_new(w->tree);

	copy->assessment = w->assessment;
	fields_copy(ENTITY_ASSESSMENT, &copy->assessment);
	copy_nodes(copy, w);
	for (int e = 0; e < ENTITY_COUNT; e++)
		if (w->private->rows[e].size != 0)
			copy_rows(&copy->private->rows[e], &w->private->rows[e], (enum entity)e);
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
