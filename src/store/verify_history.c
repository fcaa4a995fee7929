/* Verify: the history and its chain of hashes, and what the rows must be if they follow from it. */
#include "config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "store/verify.h"

/* ---- the chain ------------------------------------------------------------------------------------------- */

/* Columns of STMT_HISTORY_ALL. */
static bool read_entry(sqlite3_stmt *q, struct entry *e, const char **hash)
{
	bool sound = true;

	*e = (struct entry){ .seq = sqlite3_column_int64(q, 0), .save = stmt_column_text(q, 1, &sound),
		.command = stmt_column_text(q, 2, &sound), .who = stmt_column_text(q, 3, &sound), .at = stmt_column_text(q, 4, &sound),
		.entity = stmt_column_text(q, 5, &sound), .id = stmt_column_text(q, 6, &sound), .field = stmt_column_text(q, 7, &sound),
		.value = stmt_column_text(q, 8, &sound), .base = sqlite3_column_int64(q, 9), .taken = sqlite3_column_int64(q, 10) != 0,
		.prev = stmt_column_text(q, 11, &sound) };
	*hash = stmt_column_text(q, 12, &sound);
	return sound && e->save && e->command && e->who && e->at && e->entity && e->id && e->field && e->prev && *hash
	    && (sqlite3_column_int64(q, 10) & ~INT64_C(1)) == 0;
}

/* Who and when are people's to read: text that hashes right and is no name or time was never saved
 * by this program. */
static bool is_plausible(const struct entry *e)
{
	struct err ignored;

	return id_valid(e->save) && date_time_valid(e->at) && *e->who && *e->command && field_check(FIELD_OWNER, e->who, &ignored)
	    && field_check(FIELD_OWNER, e->command, &ignored) && e->base >= 0;
}

static void check_link(struct verify *v, const struct entry *e, const char *hash)
{
	char own[HASH_TEXT];

	if (e->seq != v->seq + 1) {
		struct buf gap = {0};
		buf_addf(&gap, "the entry before it is number %lld: entries are missing", (long long)v->seq);
		verify_tell_entry(v, e->seq, buf_str(&gap));
		buf_release(&gap);
	}
	history_hash(e, own);
	if (strcmp(own, hash) != 0)
		verify_tell_entry(v, e->seq, "it was changed: its hash is another");
	else if (strcmp(e->prev, v->prev) != 0)
		verify_tell_entry(v, e->seq, "it does not continue the entry before it");
	else if (!is_plausible(e))
		verify_tell_entry(v, e->seq, "it is no entry that this program writes");
	if (v->head && strcmp(v->head, hash) == 0)
		v->head = NULL;
}

/* ---- what the rows must be ----------------------------------------------------------------------------------- */

static struct expected *expect(struct verify *v, enum entity e, const char *id)
{
	/* Most entries are about the entity of the one before. */
	if (v->last < v->n && v->expected[v->last].entity == e && strcmp(v->expected[v->last].id, id) == 0)
		return &v->expected[v->last];
	char *key = xasprintf("%s %s", entity_name(e), id);
	long i = map_get(&v->by_entity, key);

	if (i < 0) {
		MEM_GROW(v->expected, v->n, v->cap);
		v->expected[v->n] = (struct expected){ .entity = e, .id = xstrdup(id) };
		i = (long)v->n++;
		map_put(&v->by_entity, key, (size_t)i);
	}
	free(key);
	v->last = (size_t)i;
	return &v->expected[i];
}

/* Entries of one save stand together; the first of them for an entity raises its revision. */
static void follow(struct verify *v, const struct entry *e, enum entity entity, enum field f)
{
	struct expected *x = expect(v, entity, e->id);

	if (x->save != v->save_begin) {
		if (e->base != x->revision)
			verify_tell_entry(v, e->seq, "it was taken over another revision than the one there was");
		x->save = v->save_begin;
		x->revision++;
	}
	x->value[f - entity_first(entity)] = e->seq;
	if (field_is_ref(f) && e->value) {
		int64_t number = strtoll(e->value, NULL, 10);
		if (number > v->counter[entity])
			v->counter[entity] = number;
	}
}

static void read_workspace_entry(struct verify *v, const struct entry *e)
{
	static const struct { const char *key; size_t at; } metas[] = {
		{ "workspace", offsetof(struct entry, id) }, { "created", offsetof(struct entry, at) }, { "catalogue", offsetof(struct entry, value) },
	};
	struct err err;

	for (size_t i = 0; i < sizeof metas / sizeof metas[0]; i++) {
		char *is = NULL;
		const char *must = *(const char *const *)(const void *)((const char *)e + metas[i].at);
		if (!stmt_text(v->st, STMT_META_GET, &is, &err, "t", metas[i].key))
			verify_tell_trouble(v, "workspace", &err);
		else if (!store_same(is, must))
			verify_tell(v, "workspace", "its \"%s\" is not what the history began with", metas[i].key);
		free(is);
	}
}

static void follow_entry(struct verify *v, const struct entry *e)
{
	enum entity entity;
	enum field f;

	if (strcmp(v->save, e->save) != 0) {
		v->save_begin = e->seq;
		memset(v->save, 0, sizeof v->save);
		memcpy(v->save, e->save, strnlen(e->save, sizeof v->save - 1));
	}
	if (e->seq == 1) {
		if (strcmp(e->entity, "workspace") != 0 || strcmp(e->field, "catalogue") != 0 || !e->taken)
			verify_tell_entry(v, e->seq, "the history does not begin with the workspace");
		read_workspace_entry(v, e);
	} else if (!entity_read(e->entity, &entity) || !field_read(entity, e->field, &f)) {
		verify_tell_entry(v, e->seq, "it is about nothing that this program knows");
	} else if (e->taken) {
		follow(v, e, entity, f);
	}
}

void verify_history(struct verify *v)
{
	struct err err;
	bool row = true;
	sqlite3_stmt *q = stmt_open(v->st, STMT_HISTORY_ALL, &err, "");

	while (q && row) {
		struct entry e;
		const char *hash;
		if (!stmt_next(v->st, q, &row, &err)) {
			verify_tell_trouble(v, "history", &err);
			return;
		}
		if (!row)
			break;
		if (read_entry(q, &e, &hash)) {
			check_link(v, &e, hash);
			follow_entry(v, &e);
			v->long_values += verify_is_longer(e.value, VALUE_COLUMN);
			memset(v->prev, 0, sizeof v->prev);
			memcpy(v->prev, hash, strnlen(hash, sizeof v->prev - 1));
		} else {
			verify_tell_entry(v, e.seq, "it is unreadable");
		}
		v->seq = e.seq;
	}
	if (!q)
		verify_tell_trouble(v, "history", &err);
	if (v->seq == 0)
		verify_tell(v, "history", "it is empty");
	if (v->head)
		verify_tell(v, "history", "the hash %s does not occur in it: this is not, or no longer, the workspace that hash was noted from", v->head);
}
