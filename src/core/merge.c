/* Comparing two copies of a workspace: see merge.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "core/merge_private.h"

/* ---- one field ---------------------------------------------------------------------------------------- */

enum outcome { KEEP, TAKE, CLASH };

static bool had(const struct fact *fact, enum field f, const char *value)
{
	char hash[HASH_TEXT];

	if (fact == NULL || fact->memory == NULL)
		return false;
	fact_hash(f, value, hash);
	for (size_t i = 0; i < fact->memory->n; i++)
		if (strcmp(fact->memory->past[i], hash) == 0)
			return true;
	return false;
}

/* Whether the one copy once took a value of the other. */
static bool took(const struct fact *one, const struct fact *other, enum field f)
{
	return one != NULL && one->memory != NULL && one->memory->has_merged && had(other, f, one->memory->merged);
}

/* The last value that both sides knew: that of the day they parted, or one that an earlier merge brought from
 * the one to the other. */
static const char *common(const struct merge *m, const struct facts_item *mine, const struct facts_item *theirs, enum field f)
{
	const struct fact *a = facts_fact(mine, f), *b = facts_fact(theirs, f);
	bool here = took(a, b, f), there = took(b, a, f);

	if (here && there)
		here = strcmp(a->memory->merged_at, b->memory->merged_at) >= 0;
	if (here)
		return a->memory->merged;
	if (there)
		return b->memory->merged;
	return facts_value(facts_find(m->base, theirs->entity, theirs->id), f);
}

static enum outcome decide(const struct merge *m, const struct facts_item *mine, const struct facts_item *theirs, enum field f)
{
	const char *a = facts_value(mine, f), *b = facts_value(theirs, f), *was;

	if (fact_same(f, a, b))
		return KEEP;
	was = common(m, mine, theirs, f);
	if (fact_same(f, b, was))
		return KEEP;
	return fact_same(f, a, was) ? TAKE : CLASH;
}

/* Fields that a merge compares one by one: a number belongs to the copy, and removal is more than a field. */
static bool is_plain(enum field f)
{
	return !field_is_ref(f) && !field_is_removed(f);
}

static void latest(struct merge_word *w, const struct fact *fact)
{
	if (fact != NULL && fact->at != NULL && (w->at == NULL || strcmp(fact->at, w->at) > 0)) {
		w->who = fact->who;
		w->at = fact->at;
	}
}

/* ---- what belongs to an item -------------------------------------------------------------------------- */

static bool links_to(const struct facts_item *link, enum entity owner, const char *id)
{
	size_t len = strlen(id);

	return entity_is_link(link->entity) && entity_owner(link->entity) == owner && strncmp(link->id, id, len) == 0 && link->id[len] == ' ';
}

static bool challenges(const struct facts_item *c, enum entity e, const char *id)
{
	const char *on = c->entity == ENTITY_CHALLENGE ? facts_value(c, FIELD_CHALLENGE_EVIDENCE) : NULL;

	return e == ENTITY_EVIDENCE && on != NULL && strcmp(on, id) == 0;
}

static void claim(struct merge *m, const struct facts_item *it)
{
	char *name = facts_name(it->entity, it->id);

	map_put(&m->claimed, name, 0);
	free(name);
}

static bool is_claimed(const struct merge *m, const struct facts_item *it)
{
	char *name = facts_name(it->entity, it->id);
	bool is = map_get(&m->claimed, name) >= 0;

	free(name);
	return is;
}

/* ---- parts -------------------------------------------------------------------------------------------- */

void parts_add(struct merge_parts *p, enum entity e, const char *id, enum field f, const char *value, const struct fact *by)
{
	MEM_GROW(p->item, p->n, p->cap);
	p->item[p->n++] = (struct merge_part){ .entity = e, .field = f, .id = id, .value = value,
		.who = by == NULL ? NULL : by->who, .at = by == NULL ? NULL : by->at };
}

static void add_field(struct merge_parts *p, const struct facts_item *theirs, enum field f)
{
	parts_add(p, theirs->entity, theirs->id, f, facts_value(theirs, f), facts_fact(theirs, f));
}

/* All that the other copy says of it, where that is not what stands here; a link without a note is something
 * too. */
static void add_whole(struct merge_parts *p, const struct facts_item *mine, const struct facts_item *theirs)
{
	enum field removed;
	bool made = facts_removed_field(theirs->entity, &removed);

	if (made)
		add_field(p, theirs, removed);
	for (int f = (int)entity_first(theirs->entity); f < (int)entity_end(theirs->entity); f++) {
		if (made && f == (int)removed)
			continue;
		if (field_is_ref((enum field)f) ? !facts_there(mine)
		    : !fact_same((enum field)f, facts_value(mine, (enum field)f), facts_value(theirs, (enum field)f)))
			add_field(p, theirs, (enum field)f);
	}
}

/* What is decided together with an item that was removed there: a link that still stands here goes. */
static void add_unlink(struct merge_parts *p, const struct facts_item *mine, const struct fact *by)
{
	enum field removed;

	facts_removed_field(mine->entity, &removed);
	if (mine->entity == ENTITY_SUPPORT && facts_value(mine, FIELD_SUPPORT_NOTE) != NULL)
		parts_add(p, mine->entity, mine->id, FIELD_SUPPORT_NOTE, NULL, by);
	parts_add(p, mine->entity, mine->id, removed, "true", by);
}

/* ---- conflicts ---------------------------------------------------------------------------------------- */

static const struct fact_memory *memory_of(const struct facts *facts, enum entity e, const char *id, enum field f)
{
	const struct fact *fact = facts == NULL ? NULL : facts_fact(facts_find(facts, e, id), f);

	return fact == NULL ? NULL : fact->memory;
}

static bool was_kept(const struct facts *facts, enum entity e, const char *id, enum field f, const char *value)
{
	const struct fact_memory *memory = memory_of(facts, e, id, f);
	char hash[HASH_TEXT];

	fact_hash(f, value, hash);
	return memory != NULL && strcmp(memory->kept, hash) == 0;
}

static bool settled_here(const struct merge *m, const struct merge_conflict *c)
{
	for (size_t i = 0; i < c->part.n; i++)
		if (!was_kept(m->mine, c->part.item[i].entity, c->part.item[i].id, c->part.item[i].field, c->part.item[i].value))
			return false;
	return true;
}

void merge_add_conflict(struct merge *m, struct merge_conflict *c)
{
	c->settled = settled_here(m, c);
	/* They merged this copy before, saw what stands here, and chose theirs. */
	if (!c->settled && was_kept(m->theirs, c->entity, c->id, c->field, c->mine.value)) {
		for (size_t i = 0; i < c->part.n; i++) {
			MEM_GROW(m->taken.item, m->taken.n, m->taken.cap);
			m->taken.item[m->taken.n++] = c->part.item[i];
		}
		free(c->part.item);
		return;
	}
	MEM_GROW(m->conflict, m->n_conflicts, m->cap_conflicts);
	m->conflict[m->n_conflicts++] = *c;
}

static struct merge_conflict conflict_on(const struct merge *m, const struct facts_item *mine, const struct facts_item *theirs, enum field f)
{
	const struct fact *a = facts_fact(mine, f), *b = facts_fact(theirs, f);

	return (struct merge_conflict){ .entity = theirs->entity, .field = f, .id = theirs->id,
		.base = common(m, mine, theirs, f), .base_known = true,
		.mine = { facts_value(mine, f), a == NULL ? NULL : a->who, a == NULL ? NULL : a->at },
		.theirs = { facts_value(theirs, f), b->who, b->at } };
}

/* ---- removed on one side ------------------------------------------------------------------------------ */

/* Whether the other copy did anything with what was removed here: *w is who did, last. Where only the one side
 * removed it, its mark of removal has not changed on the other. */
static bool changed_there(const struct merge *m, const struct facts_item *mine, const struct facts_item *theirs, struct merge_word *w)
{
	bool any = false;

	for (int f = (int)entity_first(theirs->entity); f < (int)entity_end(theirs->entity); f++)
		if (!field_is_ref((enum field)f)
		    && !fact_same((enum field)f, facts_value(theirs, (enum field)f), common(m, mine, theirs, (enum field)f))) {
			any = true;
			latest(w, facts_fact(theirs, (enum field)f));
		}
	return any;
}

static bool changed_here(const struct merge *m, const struct facts_item *mine, const struct facts_item *theirs, struct merge_word *w)
{
	bool any = false;

	for (int f = (int)entity_first(mine->entity); f < (int)entity_end(mine->entity); f++)
		if (!field_is_ref((enum field)f)
		    && !fact_same((enum field)f, facts_value(mine, (enum field)f), common(m, mine, theirs, (enum field)f))) {
			any = true;
			latest(w, facts_fact(mine, (enum field)f));
		}
	return any;
}

static void latest_of_all(struct merge_word *w, const struct facts_item *it)
{
	for (int f = (int)entity_first(it->entity); f < (int)entity_end(it->entity); f++)
		latest(w, facts_fact(it, (enum field)f));
}

/* Links and challenges that a side added to, or changed on, an item that the other removed. To refuse a link is no use. */
static bool used(const struct merge *m, const struct facts *by, const struct facts *other, const struct facts_item *item, struct merge_word *w)
{
	bool any = false, there = by == m->theirs;

	for (size_t i = 0; i < by->n; i++) {
		const struct facts_item *it = &by->item[i], *also;

		if (!facts_live(it) || it->entity == ENTITY_REFUSAL || !(links_to(it, item->entity, item->id) || challenges(it, item->entity, item->id)))
			continue;
		also = facts_find(other, it->entity, it->id);
		if (!facts_there(also)) {
			latest_of_all(w, it);
			any = true;
		} else if (entity_is_link(it->entity)) {
			any |= there ? changed_there(m, also, it, w) : changed_here(m, it, also, w);
		}
	}
	return any;
}

/* The item as the other copy has it, with its links and with challenges that are new. */
static void add_return(struct merge *m, struct merge_parts *p, const struct facts_item *mine, const struct facts_item *theirs)
{
	enum field removed;

	facts_removed_field(theirs->entity, &removed);
	parts_add(p, theirs->entity, theirs->id, removed, NULL, facts_fact(theirs, removed));
	for (int f = (int)entity_first(theirs->entity); f < (int)entity_end(theirs->entity); f++) {
		enum outcome o = is_plain((enum field)f) ? decide(m, mine, theirs, (enum field)f) : KEEP;
		bool whole = entity_is_link(theirs->entity) || theirs->entity == ENTITY_SCOPE;

		if (o != KEEP || (whole && is_plain((enum field)f)
		    && !fact_same((enum field)f, facts_value(mine, (enum field)f), facts_value(theirs, (enum field)f))))
			add_field(p, theirs, (enum field)f);
	}
	for (size_t i = 0; i < m->theirs->n; i++) {
		const struct facts_item *it = &m->theirs->item[i], *here = facts_find(m->mine, it->entity, it->id);
		bool link = links_to(it, theirs->entity, theirs->id), challenge = challenges(it, theirs->entity, theirs->id);

		if (!facts_live(it) || (link && facts_live(here)) || (!link && !(challenge && !facts_there(here))))
			continue;
		add_whole(p, here, it);
		claim(m, it);
	}
}

/* What goes if the item goes. */
static void add_leave(struct merge *m, struct merge_parts *p, const struct facts_item *mine, const struct facts_item *theirs)
{
	enum field removed;

	facts_removed_field(theirs->entity, &removed);
	for (size_t i = 0; i < m->mine->n; i++)
		if (facts_live(&m->mine->item[i]) && links_to(&m->mine->item[i], mine->entity, mine->id)) {
			add_unlink(p, &m->mine->item[i], facts_fact(theirs, removed));
			claim(m, &m->mine->item[i]);
		}
	if (mine->entity == ENTITY_SUPPORT)
		add_unlink(p, mine, facts_fact(theirs, removed));
	else
		add_field(p, theirs, removed);
}

static void removed_here(struct merge *m, const struct facts_item *mine, const struct facts_item *theirs)
{
	enum field removed;
	struct merge_conflict c;
	struct merge_word w = {0};

	facts_removed_field(theirs->entity, &removed);
	if (decide(m, mine, theirs, removed) != KEEP
	    || (mine->withdrawn && !facts_there(facts_find(m->base, mine->entity, mine->id)))) {
		add_whole(&m->taken, mine, theirs);
		return;
	}
	bool changed = changed_there(m, mine, theirs, &w);
	changed |= used(m, m->theirs, m->mine, theirs, &w);
	if (!changed)
		return;
	c = conflict_on(m, mine, theirs, removed);
	c.theirs.who = w.who;
	c.theirs.at = w.at;
	add_return(m, &c.part, mine, theirs);
	merge_add_conflict(m, &c);
}

static void removed_there(struct merge *m, const struct facts_item *mine, const struct facts_item *theirs)
{
	enum field removed;
	struct merge_conflict c;
	struct merge_word w = {0};

	facts_removed_field(theirs->entity, &removed);
	if (decide(m, mine, theirs, removed) == KEEP)
		return;
	bool changed = changed_here(m, mine, theirs, &w);
	changed |= used(m, m->mine, m->theirs, mine, &w);
	if (!changed) {
		add_leave(m, &m->taken, mine, theirs);
		return;
	}
	c = conflict_on(m, mine, theirs, removed);
	c.mine.who = w.who;
	c.mine.at = w.at;
	add_leave(m, &c.part, mine, theirs);
	merge_add_conflict(m, &c);
}

/* ---- whether what is named is there ------------------------------------------------------------------- */

/* Whether an item will be there once everything is taken that nobody has to choose. */
static bool will_live(const struct merge *m, enum entity e, const char *id)
{
	const struct facts_item *mine = facts_find(m->mine, e, id), *theirs = facts_find(m->theirs, e, id);
	enum field removed;

	if (!facts_there(mine))
		return facts_live(theirs);
	if (!facts_there(theirs) || facts_gone(mine) == facts_gone(theirs))
		return facts_live(mine);
	facts_removed_field(e, &removed);
	bool theirs_wins = decide(m, mine, theirs, removed) != KEEP
	    || (mine->withdrawn && !facts_there(facts_find(m->base, e, id)));
	return theirs_wins ? facts_live(theirs) : facts_live(mine);
}

static bool owner_will_live(const struct merge *m, const struct facts_item *link)
{
	char owner[ID_TEXT];

	if (strlen(link->id) < ID_TEXT)
		return false;
	memcpy(owner, link->id, ID_TEXT - 1);
	owner[ID_TEXT - 1] = '\0';
	return will_live(m, entity_owner(link->entity), owner);
}

static bool evidence_will_live(const struct merge *m, const struct facts_item *challenge)
{
	const char *on = facts_value(challenge, FIELD_CHALLENGE_EVIDENCE);

	return on == NULL || will_live(m, ENTITY_EVIDENCE, on);
}

/* ---- one entity --------------------------------------------------------------------------------------- */

static void add_fresh(struct merge *m, const struct facts_item *mine, const struct facts_item *theirs)
{
	if (!facts_live(theirs))
		return;
	if (theirs->entity == ENTITY_CHALLENGE && !evidence_will_live(m, theirs)) {
		add_whole(&m->stranded, mine, theirs);
		return;
	}
	add_whole(&m->taken, mine, theirs);
}

static void compare_field(struct merge *m, const struct facts_item *mine, const struct facts_item *theirs, enum field f)
{
	struct merge_conflict c;

	switch (decide(m, mine, theirs, f)) {
	case KEEP:
		return;
	case TAKE:
		if (f == FIELD_CHALLENGE_EVIDENCE && !evidence_will_live(m, theirs))
			add_field(&m->stranded, theirs, f);
		else
			add_field(&m->taken, theirs, f);
		return;
	case CLASH:
		c = conflict_on(m, mine, theirs, f);
		add_field(&c.part, theirs, f);
		merge_add_conflict(m, &c);
		return;
	}
}

/* In or out, and why, is one choice. */
static bool scope_clashes(struct merge *m, const struct facts_item *mine, const struct facts_item *theirs)
{
	struct merge_conflict c;

	if (theirs->entity != ENTITY_SCOPE || decide(m, mine, theirs, FIELD_SCOPE_IN) != CLASH)
		return false;
	c = conflict_on(m, mine, theirs, FIELD_SCOPE_IN);
	add_field(&c.part, theirs, FIELD_SCOPE_IN);
	if (!fact_same(FIELD_SCOPE_REASON, facts_value(mine, FIELD_SCOPE_REASON), facts_value(theirs, FIELD_SCOPE_REASON)))
		add_field(&c.part, theirs, FIELD_SCOPE_REASON);
	merge_add_conflict(m, &c);
	return true;
}

static void compare_fields(struct merge *m, const struct facts_item *mine, const struct facts_item *theirs)
{
	if (scope_clashes(m, mine, theirs))
		return;
	for (int f = (int)entity_first(theirs->entity); f < (int)entity_end(theirs->entity); f++)
		if (is_plain((enum field)f))
			compare_field(m, mine, theirs, (enum field)f);
}

static void compare(struct merge *m, const struct facts_item *theirs)
{
	const struct facts_item *mine = facts_find(m->mine, theirs->entity, theirs->id);
	bool here = facts_live(mine), there = facts_live(theirs);

	if (!facts_there(theirs) || is_claimed(m, theirs) || (entity_is_link(theirs->entity) && !owner_will_live(m, theirs)))
		return;
	if (!facts_there(mine))
		add_fresh(m, mine, theirs);
	else if (here && there)
		compare_fields(m, mine, theirs);
	else if (there)
		removed_here(m, mine, theirs);
	else if (here)
		removed_there(m, mine, theirs);
}

void merge_copies(struct merge *m, const struct facts *base, const struct facts *mine, const struct facts *theirs)
{
	static const enum entity order[ENTITY_COUNT] = { ENTITY_EVIDENCE, ENTITY_GAP, ENTITY_ASSESSMENT, ENTITY_SCOPE, ENTITY_ANSWER,
		ENTITY_SUPPORT, ENTITY_GAP_CLAIM, ENTITY_REFUSAL, ENTITY_READ_THROUGH, ENTITY_CHALLENGE, ENTITY_APPROVAL, ENTITY_WAIVER,
		ENTITY_BASELINE };

	*m = (struct merge){ .base = base, .mine = mine, .theirs = theirs };
	for (int e = 0; e < ENTITY_COUNT; e++)  /* items first: their choices decide their links */
		for (size_t i = 0; i < theirs->n; i++)
			if (theirs->item[i].entity == order[e])
				compare(m, &theirs->item[i]);
	merge_settle(m);
}
