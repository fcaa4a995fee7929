/* A save: all its changes in one transaction, or none of them.
 *
 * Everything is settled before the first row is written: what is a change at all, whether somebody
 * saved first, whether links lead somewhere. So a save that is not taken writes nothing but its
 * history. */
#include "config.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "store/private.h"

enum { SAVE_SECONDS = 300 };            /* for the largest import */
static const int64_t REF_MAX = 999999999;

/* An entity that the save names. */
struct touched {
	enum entity entity;
	const char *id;
	int64_t row, revision;          /* 0: it is not there yet */
	int64_t base;
	size_t kept;                    /* changes that change something */
};

struct save {
	struct store *st;
	struct changes *c;
	const char *command;
	char id[ID_TEXT], at[DATE_TIME_TEXT];
	bool recorded;                  /* something is kept even if it changes nothing */
	const struct store_aside *aside;        /* borrowed */
	size_t n_aside;
	bool *keep;                     /* by change */
	char **given;                   /* by change: the reference it was given */
	size_t *of;                     /* by change: index into touched */
	struct touched *touched;
	size_t n_touched, cap;
	struct map by_entity;           /* "evidence ID" -> index into touched */
	struct map by_field;            /* "evidence ID title" -> the last change of it */
	int64_t counter[ENTITY_COUNT];
	struct chain chain;
	struct buf stale;               /* why it is not taken; empty: it is */
};

static void save_release(struct save *s)
{
	for (size_t i = 0; s->given && i < s->c->n; i++)
		free(s->given[i]);
	free(s->keep);
	free(s->given);
	free(s->of);
	free(s->touched);
	map_release(&s->by_entity);
	map_release(&s->by_field);
	buf_release(&s->stale);
}

/* ---- values, before anything is locked ---------------------------------------------------------- */

/* "evidence E12, title"; an entity that is not there yet has no name but its kind. */
static bool prefix_place(struct store *st, const struct change *ch, struct err *err)
{
	struct buf name = {0};
	bool random = ch->base == 0 && id_valid(ch->id);

	if (random)
		buf_add(&name, entity_name(ch->entity));
	else
		store_name_entity(st, &name, ch->entity, ch->id);
	err_prefix(err, "%s, %s", buf_str(&name), field_info(ch->field)->key);
	buf_release(&name);
	return false;
}

static bool names_node(const struct store *st, const struct change *ch, struct err *err)
{
	enum entity as = ch->field == FIELD_CHALLENGE_CLAIM ? ENTITY_ANSWER : ENTITY_SCOPE;

	if (!ch->value || (ch->field != FIELD_CHALLENGE_CLAIM && ch->field != FIELD_APPROVAL_PRINCIPLE))
		return true;
	return store_id_fits(st, as, ch->value)
	    || err_set(err, ERR_INPUT, "%s is no %s of this catalogue", ch->value, as == ENTITY_ANSWER ? "claim" : "principle");
}

static bool check_change(struct store *st, const struct change *ch, struct err *err)
{
	assert(field_info(ch->field)->entity == ch->entity);
	if (!store_id_fits(st, ch->entity, ch->id))
		return err_set(err, ERR_INPUT, "%s: there is no %s in this catalogue", ch->id, entity_name(ch->entity));
	return (field_check(ch->field, ch->value, err) && names_node(st, ch, err)) || prefix_place(st, ch, err);
}

static bool check_values(struct store *st, const char *command, const struct changes *c, struct err *err)
{
	assert(command && *command);
	if (!field_check(FIELD_OWNER, command, err))
		return err_prefix(err, "the name of the command");
	for (size_t i = 0; i < c->n; i++)
		if (!check_change(st, &c->item[i], err))
			return false;
	return true;
}

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

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
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
		*out = ok && !same(value, ch->value);
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

static bool nothing_left(const struct save *s)
{
	for (size_t i = 0; i < s->n_touched; i++)
		if (s->touched[i].kept)
			return false;
	return true;
}

static bool plan(struct save *s, struct err *err)
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
	if (s->recorded && nothing_left(s)) {
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
	bool is_gone = same(gone, "true");
	free(gone);
	return !is_gone || tell_stale(s, e, id, "removed", err);
}

static bool check_link(struct save *s, const struct touched *t, enum entity owner, enum field own, enum field theirs, struct err *err)
{
	char id[ID_TEXT];
	char *gone = NULL;

	if (!value_after(s, own, t->id, &gone, err))
		return false;
	bool live = !same(gone, "true");
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
	return i >= 0 && same(s->c->item[i].value, "true");
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
		return err_set(err, ERR_INPUT, "a reference cannot be taken away") || prefix_place(s->st, ch, err);
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
	bool any = !nothing_left(s);

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

static size_t count_aside(const struct save *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_aside; i++)
		n += s->aside[i].changes->n;
	return n;
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

/* Where the search index has the field, and text_rest the rest of a long text. */
static int64_t place_of(const struct save *s, size_t i)
{
	return s->touched[s->of[i]].row * SEARCH_SLOTS + stmt_search_slot(s->c->item[i].field);
}

static bool write_value(struct save *s, size_t i, struct err *err)
{
	const struct change *ch = &s->c->item[i];
	const char *value = value_of(s, i);

	if (!stmt_run(s->st, STMT_SET + (int)ch->field, err, "tt", ch->id, value))
		return false;
	if (!stmt_is_parted(ch->field))
		return true;
	if (s->touched[s->of[i]].revision && !stmt_run(s->st, STMT_TEXT_REST_REMOVE, err, "i", place_of(s, i)))
		return false;
	return !value || strlen(value) <= TEXT_COLUMN || stmt_run(s->st, STMT_TEXT_REST_ADD, err, "it", place_of(s, i), value);
}

static bool write_search(struct save *s, size_t i, struct err *err)
{
	const struct change *ch = &s->c->item[i];
	const struct touched *t = &s->touched[s->of[i]];
	int64_t at = place_of(s, i);

	if (!stmt_search_slot(ch->field))
		return true;
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

static bool write_all(struct save *s, struct err *err)
{
	return settle_refs(s, err) && write_rows(s, err) && write_fields(s, err) && write_counters(s, err) && write_history(s, true, err)
	    && write_aside(s, err);
}

/* ---- COMMIT, and when it is not sure --------------------------------------------------------------------- */

static bool sync_folder(const struct store *st)
{
	char *folder = conn_folder(st);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	free(folder);
	return ok;
}

/* An error from COMMIT means "unknown": the data may be there (the journal is gone, but the folder
 * could not be synced). So a new connection looks for the save's own id. */
static bool look_again(struct save *s, const struct err *first, struct err *err)
{
	struct store *st = s->st;
	struct err why;
	int64_t n = 0;

	if (!conn_again(st, &why) || !stmt_number(st, STMT_HISTORY_OF_SAVE, 0, &n, &why, "it", st->seen.seq, s->id))
		return err_set(err, ERR_STORE, "it is not known whether this was saved: %s; then looking again failed: %s", first->text, why.text);
	if (n == 0)
		return err_set(err, first->code, "not saved: %s", first->text);
	if (!sync_folder(st))
		return err_set(err, ERR_STORE, "this was saved, but the disk did not confirm it, and a power cut could undo it: %s", first->text);
	return true;
}

static bool commit(struct save *s, struct err *err)
{
	struct err first;

	if (stmt_run(s->st, STMT_COMMIT, &first, ""))
		return true;
	if (first.code != ERR_BUSY)
		return look_again(s, &first, err);
	*err = first;                   /* somebody is reading; nothing was written yet */
	store_rollback(s->st);
	return err_prefix(err, "not saved");
}

/* What was taken is what the caller's work is to follow: references filled in, the rest gone. */
static void hand_back(struct save *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->c->n; i++) {
		struct change *ch = &s->c->item[i];
		if (!s->keep[i]) {
			free(ch->id);
			free(ch->value);
			continue;
		}
		if (s->given[i]) {
			free(ch->value);
			ch->value = xstrdup(s->given[i]);
		}
		s->c->item[n++] = *ch;
	}
	for (size_t i = 0; i < s->c->n; i++)
		free(s->given[i]);
	free(s->given);
	s->given = NULL;
	s->c->n = n;
}

/* ---- one save ------------------------------------------------------------------------------------------- */

static bool begin(struct store *st, struct err *err)
{
	if (!conn_in_place(st, err) || (st->mode == STORE_WRITE && !conn_quick_check(st, err)) || !stmt_run(st, STMT_BEGIN_WRITE, err, ""))
		return false;
	if (store_check_version(st, err) && history_goes_on(st, err))
		return true;
	store_rollback(st);
	return false;
}

/* Inside the transaction. */
static bool decide_and_write(struct save *s, bool *nothing, struct err *err)
{
	if (!history_head(s->st, &s->chain, err) || !plan(s, err))
		return false;
	*nothing = nothing_left(s) && count_aside(s) == 0;
	if (*nothing)
		return true;
	if (!find_stale(s, err) || !check_links(s, err))
		return false;
	return s->stale.len ? write_history(s, false, err) : write_all(s, err);
}

static bool save_run(struct save *s, struct err *err)
{
	bool nothing = false;

	if (!begin(s->st, err))
		return err_prefix(err, "not saved");
	if (!decide_and_write(s, &nothing, err)) {
		store_rollback(s->st);
		return err_prefix(err, "not saved");
	}
	if (nothing)
		store_rollback(s->st);
	else if (!commit(s, err))
		return false;
	s->st->seen = s->chain;
	if (s->stale.len)
		return err_set(err, ERR_STALE, "%s", buf_str(&s->stale));
	hand_back(s);
	return true;
}

/* `s` says what to save; the rest of it is filled in here. */
static bool save_changes(struct save *s, struct err *err)
{
	struct store *st = s->st;

	assert(!st->in_snapshot);
	if (st->readonly)
		return err_set(err, ERR_READONLY, "not saved: %s: %s", st->path, st->readonly);
	if (!s->c->n && count_aside(s) == 0)
		return true;
	if (!conn_ready(st, SAVE_SECONDS, err) || !check_values(st, s->command, s->c, err))
		return err_prefix(err, "not saved");
	for (size_t i = 0; i < s->n_aside; i++)
		if (!check_values(st, s->aside[i].command, s->aside[i].changes, err))
			return err_prefix(err, "not saved");
	id_new(s->id);
	date_time_now(s->at);
	s->keep = xcalloc(s->c->n + 1, sizeof *s->keep);
	s->given = xcalloc(s->c->n + 1, sizeof *s->given);
	s->of = xcalloc(s->c->n + 1, sizeof *s->of);
	bool ok = save_run(s, err);
	save_release(s);
	assert(store_at_rest(st));
	return ok;
}

bool store_save(struct store *st, const char *command, struct changes *c, struct err *err)
{
	struct save s = { .st = st, .c = c, .command = command };

	return save_changes(&s, err);
}

bool store_save_beside(struct store *st, const char *command, struct changes *c, const struct store_aside *aside, size_t n_aside,
    struct err *err)
{
	struct save s = { .st = st, .c = c, .command = command, .aside = aside, .n_aside = n_aside };

	return save_changes(&s, err);
}

bool save_recorded(struct store *st, const char *command, struct changes *c, struct err *err)
{
	struct save s = { .st = st, .c = c, .command = command, .recorded = true };

	return save_changes(&s, err);
}
