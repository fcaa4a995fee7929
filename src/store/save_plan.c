/* What a save has to do, settled before the first row is written: what is a change at all, whether somebody saved first,
 * whether links lead somewhere. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/save.h"

/* ---- what there is to do ------------------------------------------------------------------------- */

static char *key_of(const struct change *ch, bool with_field)
{
	return xasprintf("%s %s%s%s", entity_name(ch->entity), ch->id, with_field ? " " : "", with_field ? field_info(ch->field)->key : "");
}

static bool find_row(struct store *st, enum entity e, const char *id, int64_t *row, int64_t *revision, struct err *err)
{
	bool there;
	sqlite3_stmt *q = stmt_open(st, STMT_ROW + (int)e, err, "t", id);

	if (!q || !stmt_next(st, q, &there, err))
		return false;
	*row = there ? sqlite3_column_int64(q, 0) : 0;
	*revision = there ? sqlite3_column_int64(q, 1) : 0;
	sqlite3_reset(q);
	return true;
}

static bool touch(struct save *s, size_t i, struct err *err)
{
	const struct change *ch = &s->c->item[i];
	char *key = key_of(ch, false), *field = key_of(ch, true);
	long known = map_get(&s->by_entity, key);
	bool ok = true;

	if (known < 0) {
		struct touched t = { .entity = ch->entity, .id = ch->id, .base = ch->base };
		ok = find_row(s->st, t.entity, t.id, &t.row, &t.revision, err);
		MEM_GROW(s->touched, s->n_touched, s->cap);
		known = (long)s->n_touched;
		s->touched[s->n_touched++] = t;
		map_put(&s->by_entity, key, (size_t)known);
	}
	assert(s->touched[known].base == ch->base);
	s->of[i] = (size_t)known;
	map_put(&s->by_field, field, i);
	free(key);
	free(field);
	return ok;
}

/* Whether change i changes anything: a later one of the same field would undo it, or that is what
 * is there already. */
static bool changes_something(struct save *s, size_t i, bool *out, struct err *err)
{
	const struct change *ch = &s->c->item[i];
	char *key = key_of(ch, true), *value = NULL;
	bool ok = true;

	*out = (size_t)map_get(&s->by_field, key) == i;
	free(key);
	if (*out && s->touched[s->of[i]].row) {
		ok = row_value(s->st, ch->field, ch->id, &value, err);
		*out = ok && !store_same(value, ch->value);
		free(value);
	} else if (*out) {
		*out = ch->value || field_is_ref(ch->field);
	}
	return ok;
}

/* A new entity without any content is something all the same: a link without a note. */
static void keep_new(struct save *s)
{
	for (size_t i = 0; i < s->c->n; i++) {
		struct touched *t = &s->touched[s->of[i]];
		if (!t->row && !t->kept) {
			s->keep[i] = true;
			t->kept++;
		}
	}
}

bool save_is_empty(const struct save *s)
{
	for (size_t i = 0; i < s->n_touched; i++)
		if (s->touched[i].kept)
			return false;
	return true;
}

size_t save_count_aside(const struct save *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_aside; i++)
		n += s->aside[i].changes->n;
	return n;
}

static bool plan_changes(struct save *s, struct err *err)
{
	for (size_t i = 0; i < s->c->n; i++)
		if (!touch(s, i, err))
			return false;
	for (size_t i = 0; i < s->c->n; i++) {
		if (!changes_something(s, i, &s->keep[i], err))
			return false;
		s->touched[s->of[i]].kept += s->keep[i];
	}
	keep_new(s);
	if (s->recorded && save_is_empty(s)) {
		s->keep[s->c->n - 1] = true;
		s->touched[s->of[s->c->n - 1]].kept++;
	}
	return true;
}

/* ---- somebody saved first -------------------------------------------------------------------------- */

static bool tell_stale(struct save *s, enum entity e, const char *id, const char *what, struct err *err)
{
	bool row, sound = true;
	sqlite3_stmt *q = stmt_open(s->st, STMT_HISTORY_LAST_OF, err, "tt", entity_name(e), id);

	if (!q || !stmt_next(s->st, q, &row, err))
		return false;
	char *who = row ? xstrdup_or_null(stmt_column_text(q, 0, &sound)) : NULL;
	char *at = row ? xstrdup_or_null(stmt_column_text(q, 1, &sound)) : NULL;
	sqlite3_reset(q);
	store_name_entity(s->st, &s->stale, e, id);
	buf_addf(&s->stale, ": %s %s it first", who && sound ? who : "somebody", what);
	if (at && sound)
		buf_addf(&s->stale, " (%s)", at);
	buf_add(&s->stale, "; yours is kept in the history and was not taken");
	free(who);
	free(at);
	return true;
}

static bool find_stale(struct save *s, struct err *err)
{
	for (size_t i = 0; i < s->n_touched; i++) {
		const struct touched *t = &s->touched[i];
		if (t->kept && t->base != t->revision)
			return tell_stale(s, t->entity, t->id, "saved", err);
	}
	return true;
}

/* ---- links ------------------------------------------------------------------------------------------ */

/* The value of a field as it will be after this save; yours. */
static bool value_after(struct save *s, enum field f, const char *id, char **out, struct err *err)
{
	struct change ch = { .entity = field_info(f)->entity, .field = f };
	char *key = xasprintf("%s %s %s", entity_name(ch.entity), id, field_info(f)->key);
	long i = map_get(&s->by_field, key);

	free(key);
	if (i < 0)
		return row_value(s->st, f, id, out, err);
	*out = xstrdup_or_null(s->c->item[i].value);
	return true;
}

static bool is_there(struct save *s, enum entity e, const char *id, bool *out, struct err *err)
{
	int64_t row, revision;
	char *key = xasprintf("%s %s", entity_name(e), id);

	*out = map_get(&s->by_entity, key) >= 0;
	free(key);
	if (*out)
		return true;
	bool ok = find_row(s->st, e, id, &row, &revision, err);
	*out = row != 0;
	return ok;
}

/* A link to what was removed meanwhile is not taken: it would disappear with it, unseen. */
static bool check_target(struct save *s, const struct touched *from, enum entity e, enum field removed, const char *id, struct err *err)
{
	bool there;
	char *gone = NULL;

	if (!is_there(s, e, id, &there, err))
		return false;
	if (!there) {
		struct buf name = {0};
		store_name_entity(s->st, &name, from->entity, from->id);
		err_set(err, ERR_INPUT, "%s: there is no such %s", buf_str(&name), entity_name(e));
		buf_release(&name);
		return false;
	}
	if (!value_after(s, removed, id, &gone, err))
		return false;
	bool is_gone = store_same(gone, "true");
	free(gone);
	return !is_gone || tell_stale(s, e, id, "removed", err);
}

static bool check_link(struct save *s, const struct touched *t, enum entity owner, enum field own, enum field theirs, struct err *err)
{
	char id[ID_TEXT];
	char *gone = NULL;

	if (!value_after(s, own, t->id, &gone, err))
		return false;
	bool live = !store_same(gone, "true");
	free(gone);
	memcpy(id, t->id, ID_TEXT - 1);
	id[ID_TEXT - 1] = '\0';
	return !live || check_target(s, t, owner, theirs, id, err);
}

/* Whoever says in the same save that the item is removed has not missed that it was: such a challenge comes from
 * a document, and stays as one on a removed item. */
static bool says_removed(struct save *s, const char *evidence)
{
	char *key = xasprintf("%s %s %s", entity_name(ENTITY_EVIDENCE), evidence, field_info(FIELD_EVIDENCE_REMOVED)->key);
	long i = map_get(&s->by_field, key);

	free(key);
	return i >= 0 && store_same(s->c->item[i].value, "true");
}

static bool check_challenge(struct save *s, const struct touched *t, struct err *err)
{
	char *key = xasprintf("%s %s %s", entity_name(ENTITY_CHALLENGE), t->id, field_info(FIELD_CHALLENGE_EVIDENCE)->key);
	long i = map_get(&s->by_field, key);

	free(key);
	if (i < 0 || !s->keep[i] || !s->c->item[i].value || says_removed(s, s->c->item[i].value))
		return true;
	return check_target(s, t, ENTITY_EVIDENCE, FIELD_EVIDENCE_REMOVED, s->c->item[i].value, err);
}

static bool check_links(struct save *s, struct err *err)
{
	for (size_t i = 0; i < s->n_touched && !s->stale.len; i++) {
		const struct touched *t = &s->touched[i];
		bool ok = true;
		if (t->kept && t->entity == ENTITY_SUPPORT)
			ok = check_link(s, t, ENTITY_EVIDENCE, FIELD_SUPPORT_REMOVED, FIELD_EVIDENCE_REMOVED, err);
		else if (t->kept && t->entity == ENTITY_GAP_CLAIM)
			ok = check_link(s, t, ENTITY_GAP, FIELD_GAP_CLAIM_REMOVED, FIELD_GAP_REMOVED, err);
		else if (t->kept && t->entity == ENTITY_REFUSAL)
			ok = check_link(s, t, ENTITY_EVIDENCE, FIELD_REFUSAL_REMOVED, FIELD_EVIDENCE_REMOVED, err);
		else if (t->kept && t->entity == ENTITY_CHALLENGE)
			ok = check_challenge(s, t, err);
		if (!ok)
			return false;
	}
	return true;
}

/* ---- all of it --------------------------------------------------------------------------------------- */

bool save_plan(struct save *s, struct err *err)
{
	return plan_changes(s, err) && (save_is_empty(s) || (find_stale(s, err) && check_links(s, err)));
}
