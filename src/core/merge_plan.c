/* From a comparison to changes: numbers of new items, what to save, what to keep on record. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/merge_private.h"

static void free_parts(struct merge_parts *p)
{
	free(p->item);
}

void merge_release(struct merge *m)
{
	for (size_t i = 0; i < m->n_conflicts; i++)
		free_parts(&m->conflict[i].part);
	free(m->conflict);
	free_parts(&m->taken);
	free_parts(&m->stranded);
	free(m->fresh);
	free(m->alike);
	map_release(&m->claimed);
	map_release(&m->numbers);
	map_release(&m->fresh_of);
	map_release(&m->places);
	arena_release(&m->arena);
	*m = (struct merge){0};
}

/* ---- numbers ------------------------------------------------------------------------------------------ */

char *merge_number_key(enum entity e, int number)
{
	return xasprintf("%s %d", entity_name(e), number);
}

/* Whether this reference belongs to something here. */
static bool merge_number_used(const struct merge *m, enum entity e, const char *number)
{
	char *key = merge_number_key(e, number == NULL ? 0 : (int)strtol(number, NULL, 10));
	bool used = map_get(&m->numbers, key) >= 0;

	free(key);
	return used;
}

/* References in use here, of removed items too; *last is the greatest of each kind. */
static void read_numbers(struct merge *m, int last[ENTITY_COUNT])
{
	for (size_t i = 0; i < m->mine->n; i++) {
		const struct facts_item *it = &m->mine->item[i];
		int ref = facts_there(it) ? facts_ref(it) : 0;

		if (ref == 0)
			continue;
		char *key = merge_number_key(it->entity, ref);
		map_put(&m->numbers, key, i);
		free(key);
		if (ref > last[it->entity])
			last[it->entity] = ref;
	}
}

struct merge_fresh *merge_find_fresh(const struct merge *m, enum entity e, const char *id)
{
	char *name = facts_name(e, id);
	long i = map_get(&m->fresh_of, name);

	free(name);
	return i < 0 ? NULL : &m->fresh[i];
}

static void add_fresh(struct merge *m, const struct merge_part *p)
{
	char *name = facts_name(p->entity, p->id);

	map_put(&m->fresh_of, name, m->n_fresh);
	free(name);
	MEM_GROW(m->fresh, m->n_fresh, m->cap_fresh);
	m->fresh[m->n_fresh++] = (struct merge_fresh){ .entity = p->entity, .id = p->id,
		.theirs = p->value == NULL ? 0 : (int)strtol(p->value, NULL, 10) };
}

/* As the store will do it: numbers that can be kept first, the others after the greatest. */
static void number_fresh(struct merge *m)
{
	int last[ENTITY_COUNT] = {0};

	read_numbers(m, last);
	for (size_t i = 0; i < m->taken.n; i++)
		if (field_is_ref(m->taken.item[i].field))
			add_fresh(m, &m->taken.item[i]);
	for (size_t i = 0; i < m->n_fresh; i++) {
		struct merge_fresh *f = &m->fresh[i];
		char number[16];

		snprintf(number, sizeof number, "%d", f->theirs);
		if (f->theirs != 0 && !merge_number_used(m, f->entity, number))
			f->here = f->theirs;
		if (f->here > last[f->entity])
			last[f->entity] = f->here;
	}
	for (size_t i = 0; i < m->n_fresh; i++)
		if (m->fresh[i].here == 0)
			m->fresh[i].here = ++last[m->fresh[i].entity];
}

/* ---- items that may be one ---------------------------------------------------------------------------- */

/* The lines of items that only this side has, each with the first item that names it. */
static void read_places(struct merge *m)
{
	for (size_t i = 0; i < m->mine->n; i++) {
		const struct facts_item *it = &m->mine->item[i];
		const char *line = it->entity == ENTITY_EVIDENCE && facts_live(it) ? facts_value(it, FIELD_LOCATION) : NULL;

		if (line == NULL || (m->base != NULL && facts_there(facts_find(m->base, it->entity, it->id)))
		    || (m->theirs != NULL && facts_there(facts_find(m->theirs, it->entity, it->id))))
			continue;
		while (*line != '\0') {
			size_t len = strcspn(line, "\n");
			char *key = xstrndup(line, len);

			if (map_get(&m->places, key) < 0)
				map_put(&m->places, key, i);
			free(key);
			line += len + (line[len] == '\n');
		}
	}
}

/* The first of its lines that an item here has too. */
static void find_alike(struct merge *m, const struct merge_part *theirs)
{
	for (const char *line = theirs->value; *line != '\0';) {
		size_t len = strcspn(line, "\n");
		const char *place = arena_strndup(&m->arena, line, len);
		long i = map_get(&m->places, place);

		if (i >= 0) {
			MEM_GROW(m->alike, m->n_alike, m->cap_alike);
			m->alike[m->n_alike++] = (struct merge_alike){ .mine = m->mine->item[i].id, .theirs = theirs->id, .place = place };
			return;
		}
		line += len + (line[len] == '\n');
	}
}

void merge_settle(struct merge *m)
{
	number_fresh(m);
	read_places(m);
	for (size_t i = 0; i < m->taken.n; i++) {
		const struct merge_part *p = &m->taken.item[i];

		if (p->field == FIELD_LOCATION && p->value != NULL && !facts_there(facts_find(m->mine, p->entity, p->id)))
			find_alike(m, p);
	}
}

/* ---- changes ------------------------------------------------------------------------------------------ */

/* Who asks for a number that is in use here is given the next. */
static void plan_parts(const struct merge *m, const struct merge_parts *p, struct changes *out)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct merge_part *part = &p->item[i];
		const struct facts_item *mine = facts_find(m->mine, part->entity, part->id);
		bool renumber = field_is_ref(part->field) && merge_number_used(m, part->entity, part->value);

		changes_set(out, part->entity, part->id, mine == NULL ? 0 : mine->revision, part->field, renumber ? NULL : part->value);
	}
}

void merge_changes(const struct merge *m, struct changes *out)
{
	plan_parts(m, &m->taken, out);
	for (size_t i = 0; i < m->n_conflicts; i++)
		if (m->conflict[i].choice == MERGE_CHOICE_THEIRS)
			plan_parts(m, &m->conflict[i].part, out);
}

/* Whether it stands in the history as such already. */
static bool on_record(const struct merge *m, const struct merge_part *p, enum merge_choice choice)
{
	const struct fact *fact = facts_fact(facts_find(m->mine, p->entity, p->id), p->field);
	char hash[HASH_TEXT];

	if (fact == NULL || fact->memory == NULL)
		return false;
	fact_hash(p->field, p->value, hash);
	return strcmp(choice == MERGE_CHOICE_MINE ? fact->memory->kept : fact->memory->open, hash) == 0;
}

static void set_aside(const struct merge *m, const struct merge_parts *p, enum merge_choice choice, struct changes *out)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct merge_part *part = &p->item[i];
		const struct facts_item *mine = facts_find(m->mine, part->entity, part->id);

		if (!on_record(m, part, choice))
			changes_set(out, part->entity, part->id, mine == NULL ? 0 : mine->revision, part->field, part->value);
	}
}

void merge_aside(const struct merge *m, enum merge_choice choice, struct changes *out)
{
	for (size_t i = 0; i < m->n_conflicts; i++)
		if (m->conflict[i].choice == choice && !(choice == MERGE_CHOICE_OPEN && m->conflict[i].settled))
			set_aside(m, &m->conflict[i].part, choice, out);
	if (choice == MERGE_CHOICE_MINE)
		set_aside(m, &m->stranded, choice, out);
}

size_t merge_open(const struct merge *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_conflicts; i++)
		n += m->conflict[i].choice == MERGE_CHOICE_OPEN && !m->conflict[i].settled;
	return n;
}
