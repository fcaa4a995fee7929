/* The append-only record of every save, and its chain of hashes.
 *
 * The chain shows damage and careless edits. Whoever can write the file could compute it anew, so it
 * proves nothing against them unless its head was noted elsewhere. */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "store/private.h"

/* The canonical bytes of an entry, in the order of the table's columns: never changed, or no old
 * workspace verifies any more. */
void history_hash(const struct entry *e, char out[HASH_TEXT])
{
	struct hash h;

	hash_init(&h);
	hash_int(&h, e->seq);
	hash_field(&h, e->save);
	hash_field(&h, e->command);
	hash_field(&h, e->who);
	hash_field(&h, e->at);
	hash_field(&h, e->entity);
	hash_field(&h, e->id);
	hash_field(&h, e->field);
	hash_field(&h, e->value);
	hash_int(&h, e->base);
	hash_int(&h, e->taken);
	hash_field(&h, e->prev);
	hash_end(&h, out);
}

static bool is_hash(const char *s)
{
	return s && strlen(s) == HASH_TEXT - 1 && strspn(s, "0123456789abcdef") == HASH_TEXT - 1;
}

bool history_head(struct store *st, struct chain *out, struct err *err)
{
	bool row, sound = true;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_HEAD, err, "");

	*out = (struct chain){0};
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	if (!row)
		return true;
	out->seq = sqlite3_column_int64(q, 0);
	const char *hash = stmt_column_text(q, 1, &sound);
	bool ok = is_hash(hash) && out->seq > 0 && out->seq < INT64_MAX;
	if (ok)
		memcpy(out->hash, hash, HASH_TEXT);
	sqlite3_reset(q);
	return ok || store_damaged(st, err, "the newest entry of its history");
}

bool history_add(struct store *st, struct chain *chain, struct entry *e, struct err *err)
{
	char hash[HASH_TEXT];

	if (chain->seq >= INT64_MAX - 1)
		return store_damaged(st, err, "the newest entry of its history");
	e->seq = chain->seq + 1;
	e->prev = chain->hash;
	history_hash(e, hash);
	if (!stmt_run(st, STMT_HISTORY_ADD, err, "ittttttttiitt", e->seq, e->save, e->command, e->who, e->at, e->entity, e->id,
	    e->field, e->value, e->base, (int64_t)e->taken, e->prev, hash))
		return false;
	if (e->value && strlen(e->value) > VALUE_COLUMN && !stmt_run(st, STMT_HISTORY_REST_ADD, err, "it", e->seq, e->value))
		return false;
	chain->seq = e->seq;
	memcpy(chain->hash, hash, HASH_TEXT);
	e->prev = NULL;                 /* it pointed into the chain, which has moved on */
	return true;
}

bool history_goes_on(struct store *st, struct err *err)
{
	bool row, sound = true;

	if (!st->seen.seq)
		return true;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_HASH, err, "i", st->seen.seq);
	if (!q || !stmt_next(st, q, &row, err))
		return false;
	const char *hash = row ? stmt_column_text(q, 0, &sound) : NULL;
	bool same = hash && strcmp(hash, st->seen.hash) == 0;
	sqlite3_reset(q);
	return same || err_set(err, ERR_WORKSPACE, "%s: an older or different copy was put in its place while it was open; nothing is"
	    " saved over it: keep the copy, and restore or merge the newer one", st->path);
}
