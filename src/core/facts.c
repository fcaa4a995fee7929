/* What a workspace says, put together from its history: see facts.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/facts.h"

/* ---- values ------------------------------------------------------------------------------------------- */

/* NULL for what says nothing: the value that a field has without being set. */
static const char *plain(enum field f, const char *value)
{
	const struct field_info *info = field_info(f);

	if (value == NULL || *value == '\0')
		return NULL;
	if (field_has_default(f))
		return field_choice(f, value) == 0 ? NULL : value;
	if (info->type == FIELD_BOOL && f != FIELD_SCOPE_IN && strcmp(value, "false") == 0)
		return NULL;
	return value;
}

bool fact_same(enum field f, const char *a, const char *b)
{
	const char *x = plain(f, a), *y = plain(f, b);

	return x == NULL || y == NULL ? x == y : strcmp(x, y) == 0;
}

void fact_hash(enum field f, const char *value, char out[HASH_TEXT])
{
	struct hash h;

	hash_init(&h);
	hash_field(&h, plain(f, value));
	hash_end(&h, out);
}

bool facts_removed_field(enum entity e, enum field *f)
{
	for (int i = (int)entity_first(e); i < (int)entity_end(e); i++)
		if (field_is_removed((enum field)i)) {
			*f = (enum field)i;
			return true;
		}
	return false;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

char *facts_name(enum entity e, const char *id)
{
	return xasprintf("%s %s", entity_name(e), id);
}

const struct facts_item *facts_find(const struct facts *f, enum entity e, const char *id)
{
	char *name = facts_name(e, id);
	long i = map_get(&f->by_name, name);

	free(name);
	return i < 0 ? NULL : &f->item[i];
}

const struct fact *facts_fact(const struct facts_item *it, enum field f)
{
	return it == NULL ? NULL : &it->fact[(int)f - (int)entity_first(it->entity)];
}

const char *facts_value(const struct facts_item *it, enum field f)
{
	return it == NULL ? NULL : facts_fact(it, f)->value;
}

bool facts_there(const struct facts_item *it)
{
	return it != NULL && it->revision > 0;
}

bool facts_gone(const struct facts_item *it)
{
	enum field removed;

	return facts_there(it) && facts_removed_field(it->entity, &removed) && fact_same(removed, facts_value(it, removed), "true");
}

bool facts_live(const struct facts_item *it)
{
	return facts_there(it) && !facts_gone(it);
}

int facts_ref(const struct facts_item *it)
{
	const char *value = it == NULL || entity_letter(it->entity) == 0 ? NULL : facts_value(it, entity_first(it->entity));

	return value == NULL ? 0 : (int)strtol(value, NULL, 10);
}

/* ---- adding ------------------------------------------------------------------------------------------- */

static size_t n_fields(enum entity e)
{
	return (size_t)entity_end(e) - (size_t)entity_first(e);
}

static struct facts_item *get(struct facts *f, enum entity e, const char *id)
{
	char *name = facts_name(e, id);
	long i = map_get(&f->by_name, name);

	if (i < 0) {
		MEM_GROW(f->item, f->n, f->cap);
		i = (long)f->n++;
		f->item[i] = (struct facts_item){ .entity = e, .id = xstrdup(id), .fact = xcalloc(n_fields(e), sizeof(struct fact)) };
		map_put(&f->by_name, name, (size_t)i);
	}
	free(name);
	return &f->item[i];
}

static struct fact_memory *memory(struct fact *fact)
{
	if (fact->memory == NULL)
		fact->memory = xcalloc(1, sizeof *fact->memory);
	return fact->memory;
}

/* Entries of one save stand together, so most names are those of the entry before. */
static void hand(struct facts *f, const struct facts_entry *e)
{
	if (f->who == NULL || strcmp(f->who, e->who) != 0)
		f->who = arena_strdup(&f->arena, e->who);
	if (f->at == NULL || strcmp(f->at, e->at) != 0)
		f->at = arena_strdup(&f->arena, e->at);
}

static void remember_value(struct fact_memory *m, const struct facts_entry *e)
{
	MEM_GROW(m->past, m->n, m->cap);
	fact_hash(e->field, e->value, m->past[m->n++]);
}

static void remember_merged(struct facts *f, struct fact_memory *m, const struct facts_entry *e)
{
	free(m->merged);
	m->merged = xstrdup_or_null(e->value);
	m->merged_at = f->at;
	m->has_merged = true;
}

/* After an undo it is as if nothing had been brought in, unless that is what came back. */
static void forget_merged(struct fact_memory *m, const struct facts_entry *e)
{
	if (m->has_merged && !fact_same(e->field, m->merged, e->value))
		m->has_merged = false;
}

/* A field of an item that an undo took away again: none of it was ever brought in. */
static void withdraw(struct facts_item *it)
{
	for (size_t i = 0; i < n_fields(it->entity); i++)
		if (it->fact[i].memory != NULL)
			it->fact[i].memory->has_merged = false;
	it->withdrawn = true;
}

static void say(struct facts *f, struct facts_item *it, const struct facts_entry *e)
{
	struct fact *fact = &it->fact[(int)e->field - (int)entity_first(e->entity)];

	it->revision += e->first;
	free(fact->value);
	fact->value = xstrdup_or_null(e->value);
	fact->who = f->who;
	fact->at = f->at;
	if (e->how == FACT_SHARED)
		return;
	remember_value(memory(fact), e);
	if (e->how == FACT_MERGED)
		remember_merged(f, fact->memory, e);
	else if (e->how == FACT_UNDONE)
		forget_merged(fact->memory, e);
	if (field_is_removed(e->field)) {
		it->withdrawn = false;
		if (e->how == FACT_UNDONE && facts_gone(it))
			withdraw(it);
	}
}

void facts_add(struct facts *f, const struct facts_entry *e)
{
	struct facts_item *it = get(f, e->entity, e->id);
	struct fact *fact = &it->fact[(int)e->field - (int)entity_first(e->entity)];

	hand(f, e);
	if (e->how == FACT_KEPT)
		fact_hash(e->field, e->value, memory(fact)->kept);
	else if (e->how == FACT_OPEN)
		fact_hash(e->field, e->value, memory(fact)->open);
	else
		say(f, it, e);
}

static void release_item(struct facts_item *it)
{
	for (size_t i = 0; i < n_fields(it->entity); i++) {
		free(it->fact[i].value);
		if (it->fact[i].memory != NULL) {
			free(it->fact[i].memory->merged);
			free(it->fact[i].memory->past);
		}
		free(it->fact[i].memory);
	}
	free(it->fact);
	free(it->id);
}

void facts_release(struct facts *f)
{
	for (size_t i = 0; i < f->n; i++)
		release_item(&f->item[i]);
	free(f->item);
	map_release(&f->by_name);
	arena_release(&f->arena);
	*f = (struct facts){0};
}
