/* Facts into a work: the way every row goes. */
#include "config.h"

#include "core/past.h"

static bool put_item(struct work *w, const struct facts_item *it, struct err *err)
{
	const char *value[FIELD_COUNT];
	int first = (int)entity_first(it->entity);

	for (int f = first; f < (int)entity_end(it->entity); f++)
		value[f - first] = facts_value(it, (enum field)f);
	return work_put_row(w, it->entity, it->id, value, it->revision, err);
}

static bool read_fact(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	const char *value = facts_value(facts_find(ctx, field_info(f)->entity, id), f);

	(void)err;
	if (value != NULL)
		buf_add(out, value);
	return true;
}

bool past_build(struct past *p, const struct tree *t, struct err *err)
{
	p->work = work_new(t);
	p->reader = (struct reader){ .ctx = &p->facts, .text = read_fact };
	for (size_t i = 0; i < p->facts.n; i++)
		if (facts_there(&p->facts.item[i]) && !put_item(p->work, &p->facts.item[i], err))
			return false;
	return work_settle(p->work, err);
}

void past_release(struct past *p)
{
	work_free(p->work);
	facts_release(&p->facts);
	*p = (struct past){0};
}
