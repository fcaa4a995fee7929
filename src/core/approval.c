/* What is approved, as one hash. */
#include "config.h"

#include <string.h>

#include "core/approval.h"

struct signing {
	const struct work *w;
	const struct reader *r;
	struct hash hash;
	struct buf value;
	struct err *err;
};

static bool sign_fields(struct signing *s, enum entity e, const char *id)
{
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++) {
		if (field_is_ref((enum field)f) || field_is_removed((enum field)f))
			continue;
		if (!work_value(s->w, s->r, (enum field)f, id, &s->value, s->err))
			return false;
		hash_field(&s->hash, buf_str(&s->value));
	}
	return true;
}

static bool sign_leaf(struct signing *s, int leaf)
{
	hash_field(&s->hash, s->w->tree->node[leaf].id);
	hash_int(&s->hash, s->w->n_supports[leaf]);
	if (!sign_fields(s, ENTITY_ANSWER, s->w->tree->node[leaf].id))
		return false;
	for (int i = s->w->first_support[leaf]; i >= 0; i = s->w->support[i].next_of_claim)
		if (!sign_fields(s, ENTITY_SUPPORT, s->w->support[i].id)
		    || !sign_fields(s, ENTITY_EVIDENCE, s->w->evidence[s->w->support[i].evidence].id))
			return false;
	return true;
}

static bool sign_principle(struct signing *s, int principle)
{
	const struct tree *t = s->w->tree;

	hash_field(&s->hash, work_in_scope(s->w, principle) ? "in scope" : "out of scope");
	if (!sign_fields(s, ENTITY_SCOPE, t->node[principle].id))
		return false;
	for (int i = principle; i < t->node[principle].end; i++)
		if (tree_is_leaf(t, i) && !sign_leaf(s, i))
			return false;
	return true;
}

bool approval_hash(const struct work *w, const struct reader *r, int principle, char out[HASH_TEXT], struct err *err)
{
	struct signing s = { .w = w, .r = r, .err = err };

	hash_init(&s.hash);
	bool ok = sign_principle(&s, principle);
	hash_end(&s.hash, out);
	buf_release(&s.value);
	return ok;
}

bool approval_give(struct changes *c, const struct work *w, const struct reader *r, int principle, const char *by, const char *position,
    const char *at, struct err *err)
{
	char id[ID_TEXT], hash[HASH_TEXT];

	if (!approval_hash(w, r, principle, hash, err))
		return false;
	changes_new(c, ENTITY_APPROVAL, id);
	changes_set(c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_PRINCIPLE, w->tree->node[principle].id);
	changes_set(c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_AT, at);
	changes_set(c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_OF, hash);
	changes_set(c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_BY, by);
	changes_set(c, ENTITY_APPROVAL, id, 0, FIELD_APPROVAL_POSITION, position);
	return true;
}

void approval_withdraw(struct changes *c, const struct work *w, int approval)
{
	changes_set(c, ENTITY_APPROVAL, w->approval[approval].id, w->approval[approval].revision, FIELD_APPROVAL_REMOVED, "true");
}

/* They stand by principle, the oldest first. */
int approval_of(const struct work *w, int principle)
{
	int found = -1;

	for (int i = 0; i < w->n_approval; i++)
		if (w->approval[i].principle == principle)
			found = i;
	return found;
}

bool approval_stands(const struct work *w, const struct reader *r, int approval, bool *stands, struct err *err)
{
	const struct approval *a = &w->approval[approval];
	char hash[HASH_TEXT];

	*stands = false;
	if (a->principle < 0 || a->of == NULL)
		return true;
	if (!approval_hash(w, r, a->principle, hash, err))
		return false;
	*stands = strcmp(hash, a->of) == 0;
	return true;
}
