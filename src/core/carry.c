/* What of an old assessment a new one begins with. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/carry.h"

struct carrying {
	const struct past *old;
	const struct tree *t;
	struct changes *out;
	struct carried *count;
};

static bool fits(const struct tree *t, enum entity e, const char *id)
{
	int node = tree_find(t, id);

	if (e == ENTITY_SCOPE)
		return node != NODE_NONE && t->node[node].kind == NODE_PRINCIPLE;
	return node != NODE_NONE && tree_is_leaf(t, node);
}

/* Says once that the new catalogue has no such claim. */
static bool has_claim(struct carrying *c, const char *id)
{
	const struct tree *old = c->old->work->tree;
	int node = tree_find(old, id);

	if (fits(c->t, ENTITY_ANSWER, id))
		return true;
	if (node != NODE_NONE && strstr(buf_str(&c->count->left), tree_leaf_name(old, node)) == NULL)
		buf_addf(&c->count->left, "%s%s", c->count->left.len > 0 ? ", " : "", tree_leaf_name(old, node));
	return false;
}

static bool is_unsettled_state(const char *state, enum field f)
{
	int s = state == NULL ? 0 : field_choice(f, state);

	return s == 0 || s == 1;        /* open, in progress; open, answered */
}
_Static_assert(GAP_OPEN == 0 && GAP_IN_PROGRESS == 1 && CHALLENGE_OPEN == 0 && CHALLENGE_ANSWERED == 1, "what is not finished comes first");

static bool item_comes(struct carrying *c, const struct facts_item *it);

static bool owner_comes(struct carrying *c, enum entity owner, const char *id)
{
	char *name = xstrndup(id, strcspn(id, " "));
	const struct facts_item *it = facts_find(&c->old->facts, owner, name);

	free(name);
	return it != NULL && item_comes(c, it);
}

/* What a waiver hangs on: an item, a link, a node, or the assessment. */
static bool waiver_comes(struct carrying *c, const char *on)
{
	if (on == NULL)
		return false;
	if (strcmp(on, "assessment") == 0 || tree_find(c->t, on) != NODE_NONE)
		return true;
	return owner_comes(c, ENTITY_EVIDENCE, on) || owner_comes(c, ENTITY_GAP, on) || owner_comes(c, ENTITY_CHALLENGE, on);
}

static bool challenge_comes(struct carrying *c, const struct facts_item *it)
{
	const char *claim = facts_value(it, FIELD_CHALLENGE_CLAIM), *on = facts_value(it, FIELD_CHALLENGE_EVIDENCE);

	return is_unsettled_state(facts_value(it, FIELD_CHALLENGE_STATE), FIELD_CHALLENGE_STATE) && claim != NULL && has_claim(c, claim)
	    && (on == NULL || owner_comes(c, ENTITY_EVIDENCE, on));
}

static bool item_comes(struct carrying *c, const struct facts_item *it)
{
	if (!facts_live(it))
		return false;
	switch (it->entity) {
	case ENTITY_ASSESSMENT:
	case ENTITY_EVIDENCE:
		return true;
	case ENTITY_SCOPE:
		return fits(c->t, ENTITY_SCOPE, it->id);
	case ENTITY_ANSWER:
		return has_claim(c, it->id);
	case ENTITY_SUPPORT:
	case ENTITY_REFUSAL:
	case ENTITY_GAP_CLAIM:
		return owner_comes(c, entity_owner(it->entity), it->id) && has_claim(c, it->id + strcspn(it->id, " ") + 1);
	case ENTITY_GAP:
		return is_unsettled_state(facts_value(it, FIELD_GAP_STATE), FIELD_GAP_STATE);
	case ENTITY_CHALLENGE:
		return challenge_comes(c, it);
	case ENTITY_WAIVER:
		return waiver_comes(c, facts_value(it, FIELD_WAIVER_ON));
	case ENTITY_APPROVAL:
	case ENTITY_READ_THROUGH:
	case ENTITY_BASELINE:
	case ENTITY_COUNT:
		break;
	}
	return false;
}

static bool field_comes(enum field f)
{
	switch ((int)f) {
	case FIELD_ASSESSED:
	case FIELD_NEXT_REVIEW:
	case FIELD_CATALOGUE:           /* the new workspace's own */
	case FIELD_CATALOGUE_VERSION:
	case FIELD_INHERITED:
		return false;
	}
	return !field_is_removed(f);
}

/* An answer that says nothing is not inherited, it is still to be given. */
static bool says_something(const struct facts_item *it)
{
	for (int f = (int)entity_first(it->entity); f < (int)entity_end(it->entity); f++)
		if (f != FIELD_INHERITED && !fact_same((enum field)f, facts_value(it, (enum field)f), NULL))
			return true;
	return false;
}

static void count_item(struct carried *count, enum entity e)
{
	count->answers += e == ENTITY_ANSWER;
	count->evidence += e == ENTITY_EVIDENCE;
	count->links += e == ENTITY_SUPPORT;
	count->gaps += e == ENTITY_GAP;
	count->challenges += e == ENTITY_CHALLENGE;
}

static void carry_item(struct carrying *c, const struct facts_item *it)
{
	bool any = false;

	if (it->entity == ENTITY_ANSWER && !says_something(it))
		return;
	for (int f = (int)entity_first(it->entity); f < (int)entity_end(it->entity); f++) {
		const char *value = facts_value(it, (enum field)f);

		if (!field_comes((enum field)f) || value == NULL)
			continue;
		changes_set(c->out, it->entity, it->id, 0, (enum field)f, value);
		any = true;
	}
	if (it->entity == ENTITY_ANSWER)
		changes_set(c->out, it->entity, it->id, 0, FIELD_INHERITED, "true");
	else if (!any && it->entity != ENTITY_ASSESSMENT)       /* a link without a note is something too */
		changes_set(c->out, it->entity, it->id, 0, entity_first(it->entity), NULL);
	count_item(c->count, it->entity);
}

void carry_over(const struct past *old, const struct tree *t, struct changes *out, struct carried *count)
{
	struct carrying c = { .old = old, .t = t, .out = out, .count = count };

	*count = (struct carried){0};
	for (int links = 0; links < 2; links++)         /* items before what hangs on them */
		for (size_t i = 0; i < old->facts.n; i++) {
			const struct facts_item *it = &old->facts.item[i];
			bool hangs = entity_is_link(it->entity) || it->entity == ENTITY_CHALLENGE || it->entity == ENTITY_WAIVER;

			if (hangs == (links == 1) && item_comes(&c, it))
				carry_item(&c, it);
		}
}
