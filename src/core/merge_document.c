/* Merging a document, which says what is, and not what changed: see merge.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "core/merge_private.h"

/* One run. An item of the document whose reference was removed here is that item, and a choice. */
struct reading {
	struct merge *m;
	struct map gone;                /* "evidence 12" of what was removed here: place in mine */
	struct map removed;             /* "ID" of a new item in the document: its conflict */
	struct map hanging;             /* "ID" of a new challenge of such an item: the same conflict */
	struct map back;                /* "support ID" of what was removed here and would come back: its conflict */
	struct merge_conflict *conflict;
	size_t n, cap;
};

static size_t add_conflict(struct reading *r, const struct facts_item *mine, enum field f, const char *theirs)
{
	const struct fact *a = facts_fact(mine, f);

	MEM_GROW(r->conflict, r->n, r->cap);
	r->conflict[r->n] = (struct merge_conflict){ .entity = mine->entity, .field = f, .id = mine->id,
		.mine = { a->value, a->who, a->at }, .theirs = { theirs, NULL, NULL } };
	return r->n++;
}

/* Items that were removed here, by their references. */
static void read_gone(struct reading *r)
{
	for (size_t i = 0; i < r->m->mine->n; i++) {
		const struct facts_item *it = &r->m->mine->item[i];
		char *key;

		if (facts_ref(it) == 0 || !facts_gone(it))
			continue;
		key = merge_number_key(it->entity, facts_ref(it));
		map_put(&r->gone, key, i);
		free(key);
	}
}

static void find_removed(struct reading *r, const struct changes *fresh)
{
	for (size_t i = 0; i < fresh->n; i++) {
		const struct change *ch = &fresh->item[i];
		enum field removed;
		char *key;
		long gone;

		if (!field_is_ref(ch->field) || ch->value == NULL)
			continue;
		key = merge_number_key(ch->entity, (int)strtol(ch->value, NULL, 10));
		gone = map_get(&r->gone, key);
		free(key);
		if (gone >= 0 && facts_removed_field(ch->entity, &removed))
			map_put(&r->removed, ch->id, add_conflict(r, &r->m->mine->item[gone], removed, NULL));
	}
}

/* The conflict that decides about an id: of the item itself, or of a link of it; -1: none. */
static long conflict_of(const struct reading *r, const char *id)
{
	char owner[ID_TEXT];

	if (strlen(id) < ID_TEXT - 1)
		return -1;
	memcpy(owner, id, ID_TEXT - 1);
	owner[ID_TEXT - 1] = '\0';
	return map_get(&r->removed, owner);
}

static void find_hanging(struct reading *r, const struct changes *fresh)
{
	for (size_t i = 0; i < fresh->n; i++) {
		const struct change *ch = &fresh->item[i];
		long on = ch->field == FIELD_CHALLENGE_EVIDENCE && ch->value != NULL ? conflict_of(r, ch->value) : -1;

		if (on >= 0)
			map_put(&r->hanging, ch->id, (size_t)on);
	}
}

/* The id it has here. */
static const char *id_here(struct reading *r, const char *id)
{
	long i = conflict_of(r, id);
	struct arena *arena = &r->m->arena;

	if (i < 0)
		return arena_strdup(arena, id);
	char *here = xasprintf("%s%s", r->conflict[i].id, id + ID_TEXT - 1);
	const char *kept = arena_strdup(arena, here);
	free(here);
	return kept;
}

/* What is there and removed, and would come back, is marked so once. */
static void bring_back(struct reading *r, const struct facts_item *mine, long i)
{
	enum field removed;
	char *key = xasprintf("%s %s", entity_name(mine->entity), mine->id);

	facts_removed_field(mine->entity, &removed);
	if (map_get(&r->back, key) < 0)
		parts_add(&r->conflict[i].part, mine->entity, mine->id, removed, NULL, NULL);
	map_put(&r->back, key, (size_t)i);
	free(key);
}

/* A link or a choice of scope that was removed here: a conflict of its own, unless its item is one. */
static long conflict_of_gone(struct reading *r, const struct facts_item *mine)
{
	char *key = xasprintf("%s %s", entity_name(mine->entity), mine->id);
	long i = map_get(&r->back, key);
	enum field removed;

	facts_removed_field(mine->entity, &removed);
	if (i < 0)
		i = (long)add_conflict(r, mine, removed, NULL);
	free(key);
	return i;
}

static long decided_by(struct reading *r, const struct change *ch, const struct facts_item *mine)
{
	long i = conflict_of(r, ch->id);

	if (i < 0)
		i = map_get(&r->hanging, ch->id);
	if (i < 0 && facts_gone(mine))
		i = conflict_of_gone(r, mine);
	if (i >= 0 && facts_gone(mine))
		bring_back(r, mine, i);
	return i;
}

/* The document says of an item that was removed here that it was removed: no choice, but the save must know. */
static bool agrees_on_removal(const struct change *ch, const struct facts_item *mine)
{
	return field_is_removed(ch->field) && ch->value != NULL && facts_gone(mine);
}

static void read_fresh(struct reading *r, const struct change *ch)
{
	const char *id = id_here(r, ch->id), *value = ch->value;
	const struct facts_item *mine = facts_find(r->m->mine, ch->entity, id);
	long i = agrees_on_removal(ch, mine) ? -1 : decided_by(r, ch, mine);
	struct merge_parts *parts = i < 0 ? &r->m->taken : &r->conflict[i].part;

	if (field_info(ch->field)->type == FIELD_ENTITY && value != NULL)
		value = id_here(r, value);
	if (i >= 0 && facts_there(mine) && (field_is_removed(ch->field) || field_is_ref(ch->field)))
		return;
	parts_add(parts, ch->entity, id, ch->field, value, NULL);
}

static void read_differing(struct reading *r, const struct change *ch)
{
	const struct facts_item *mine = facts_find(r->m->mine, ch->entity, ch->id);
	size_t i;

	if (mine == NULL)
		return;
	i = add_conflict(r, mine, ch->field, ch->value);
	parts_add(&r->conflict[i].part, ch->entity, mine->id, ch->field, ch->value, NULL);
}

void merge_document(struct merge *m, const struct facts *mine, const struct changes *fresh, const struct changes *differing)
{
	struct reading r = { .m = m };

	*m = (struct merge){ .mine = mine };
	read_gone(&r);
	find_removed(&r, fresh);
	find_hanging(&r, fresh);
	for (size_t i = 0; i < fresh->n; i++)
		read_fresh(&r, &fresh->item[i]);
	for (size_t i = 0; i < differing->n; i++)
		read_differing(&r, &differing->item[i]);
	for (size_t i = 0; i < r.n; i++)
		merge_add_conflict(m, &r.conflict[i]);
	free(r.conflict);
	map_release(&r.gone);
	map_release(&r.removed);
	map_release(&r.hanging);
	map_release(&r.back);
	merge_settle(m);
}
