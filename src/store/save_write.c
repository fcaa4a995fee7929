/* What a save writes, once it is settled: references, rows, the search index, counters, the history. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/save.h"

static const int64_t REF_MAX = 999999999;

/* ---- references --------------------------------------------------------------------------------------- */

static bool check_ref_there(struct save *s, struct err *err)
{
	for (size_t i = 0; i < s->n_touched; i++) {
		const struct touched *t = &s->touched[i];
		if (t->row || !t->kept || !entity_letter(t->entity))
			continue;
		char *key = xasprintf("%s %s %s", entity_name(t->entity), t->id, field_info(entity_first(t->entity))->key);
		bool there = map_get(&s->by_field, key) >= 0;
		free(key);
		if (!there)
			return err_set(err, ERR_INPUT, "a new %s needs a reference", entity_name(t->entity));
	}
	return true;
}

/* A reference that comes with the entity (an import): nobody else may have it. */
static bool take_given_ref(struct save *s, const struct change *ch, struct map *seen, struct err *err)
{
	char *owner = NULL, *name = xasprintf("%c%s", entity_letter(ch->entity), ch->value);
	bool ok = stmt_text(s->st, STMT_REF_OWNER + (int)ch->entity, &owner, err, "t", ch->value);

	if (ok && (map_get(seen, name) >= 0 || (owner && strcmp(owner, ch->id) != 0)))
		ok = err_set(err, ERR_INPUT, "%s is in use already", name);
	map_put(seen, name, 0);
	int64_t number = strtoll(ch->value, NULL, 10);
	if (number > s->counter[ch->entity])
		s->counter[ch->entity] = number;
	free(owner);
	free(name);
	return ok;
}

static bool give_ref(struct save *s, size_t i, struct err *err)
{
	const struct change *ch = &s->c->item[i];

	if (s->touched[s->of[i]].row)
		return err_set(err, ERR_INPUT, "a reference cannot be taken away") || save_prefix_place(s->st, ch, err);
	if (s->counter[ch->entity] >= REF_MAX)
		return err_set(err, ERR_INPUT, "all numbers for %s are used up", entity_name(ch->entity));
	s->given[i] = xasprintf("%lld", (long long)++s->counter[ch->entity]);
	return true;
}

/* First those that come with their number, so that none of them is given out to another. */
static bool settle_refs(struct save *s, struct err *err)
{
	struct map seen = {0};
	bool ok = check_ref_there(s, err);

	for (int e = 0; ok && e < ENTITY_COUNT; e++)
		if (entity_letter((enum entity)e))
			ok = stmt_number(s->st, STMT_COUNTER_GET, 0, &s->counter[e], err, "t", entity_name((enum entity)e));
	for (int pass = 0; ok && pass < 2; pass++)
		for (size_t i = 0; ok && i < s->c->n; i++) {
			const struct change *ch = &s->c->item[i];
			if (!s->keep[i] || !field_is_ref(ch->field) || (ch->value != NULL) != (pass == 0))
				continue;
			ok = pass == 0 ? take_given_ref(s, ch, &seen, err) : give_ref(s, i, err);
		}
	map_release(&seen);
	return ok;
}

/* ---- writing ----------------------------------------------------------------------------------------- */

static const char *value_of(const struct save *s, size_t i)
{
	return s->given[i] ? s->given[i] : s->c->item[i].value;
}

static bool write_history(struct save *s, bool taken, struct err *err)
{
	for (size_t i = 0; i < s->c->n; i++) {
		const struct change *ch = &s->c->item[i];
		struct entry e = { .save = s->id, .command = s->command, .who = s->st->who, .at = s->at, .entity = entity_name(ch->entity),
			.id = ch->id, .field = field_info(ch->field)->key, .value = value_of(s, i), .base = ch->base, .taken = taken };
		if (s->keep[i] && !history_add(s->st, &s->chain, &e, err))
			return false;
	}
	return true;
}

static bool write_aside_entry(struct save *s, const char *id, const char *command, const struct change *ch, struct err *err)
{
	struct entry e = { .save = id, .command = command, .who = s->st->who, .at = s->at, .entity = entity_name(ch->entity), .id = ch->id,
		.field = field_info(ch->field)->key, .value = ch->value, .base = ch->base };

	return history_add(s->st, &s->chain, &e, err);
}

/* What is only kept on record: saves of their own, not taken, in the same transaction. The first written has
 * the id that a COMMIT of unknown outcome is looked for by. */
static bool write_aside(struct save *s, struct err *err)
{
	bool any = !save_is_empty(s);

	for (size_t i = 0; i < s->n_aside; i++) {
		const struct changes *c = s->aside[i].changes;
		char id[ID_TEXT];

		if (any)
			id_new(id);
		else
			memcpy(id, s->id, ID_TEXT);
		for (size_t k = 0; k < c->n; k++)
			if (!write_aside_entry(s, id, s->aside[i].command, &c->item[k], err))
				return false;
		any |= c->n > 0;
	}
	return true;
}

/* Entity by entity in the order of the enum: what a link leads to is there before the link. */
static bool write_rows(struct save *s, struct err *err)
{
	for (int e = 0; e < ENTITY_COUNT; e++)
		for (size_t i = 0; i < s->n_touched; i++) {
			struct touched *t = &s->touched[i];
			if ((int)t->entity != e || !t->kept)
				continue;
			if (!stmt_run(s->st, (t->row ? STMT_BUMP : STMT_ADD) + e, err, "t", t->id))
				return false;
			if (!t->row)
				t->row = sqlite3_last_insert_rowid(s->st->db);
		}
	return true;
}

static bool place_of(const struct save *s, size_t i, int64_t *place, struct err *err)
{
	const struct change *ch = &s->c->item[i];

	return stmt_place(s->touched[s->of[i]].row, ch->field, place)
	    || store_damaged(s->st, err, "the number of %s %s", entity_name(ch->entity), ch->id);
}

static bool write_value(struct save *s, size_t i, struct err *err)
{
	const struct change *ch = &s->c->item[i];
	const char *value = value_of(s, i);
	int64_t at;

	if (!stmt_run(s->st, STMT_SET + (int)ch->field, err, "tt", ch->id, value))
		return false;
	if (!stmt_is_parted(ch->field))
		return true;
	if (!place_of(s, i, &at, err) || (s->touched[s->of[i]].revision && !stmt_run(s->st, STMT_TEXT_REST_REMOVE, err, "i", at)))
		return false;
	return !value || strlen(value) <= TEXT_COLUMN || stmt_run(s->st, STMT_TEXT_REST_ADD, err, "it", at, value);
}

static bool write_search(struct save *s, size_t i, struct err *err)
{
	const struct change *ch = &s->c->item[i];
	const struct touched *t = &s->touched[s->of[i]];
	int64_t at;

	if (!stmt_search_slot(ch->field))
		return true;
	if (!place_of(s, i, &at, err))
		return false;
	if (t->revision && !stmt_run(s->st, STMT_SEARCH_REMOVE, err, "i", at))
		return false;
	return !ch->value || stmt_run(s->st, STMT_SEARCH_ADD, err, "itttt", at, ch->value, entity_name(ch->entity), ch->id,
	    field_info(ch->field)->key);
}

static bool write_fields(struct save *s, struct err *err)
{
	for (size_t i = 0; i < s->c->n; i++)
		if (s->keep[i] && (!write_value(s, i, err) || !write_search(s, i, err)))
			return false;
	return true;
}

static bool write_counters(struct save *s, struct err *err)
{
	for (int e = 0; e < ENTITY_COUNT; e++)
		if (entity_letter((enum entity)e)
		    && !stmt_run(s->st, STMT_COUNTER_SET, err, "ti", entity_name((enum entity)e), s->counter[e]))
			return false;
	return true;
}

bool save_write(struct save *s, struct err *err)
{
	return settle_refs(s, err) && write_rows(s, err) && write_fields(s, err) && write_counters(s, err) && write_history(s, true, err)
	    && write_aside(s, err);
}

bool save_write_stale(struct save *s, struct err *err)
{
	return write_history(s, false, err);
}
