/* Undo and redo as they are recorded. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/history_ops.h"

bool op_read(const char *command, bool *undo, const char **of)
{
	*undo = strncmp(command, "undo ", 5) == 0;
	*of = command + 5;
	return (*undo || strncmp(command, "redo ", 5) == 0) && id_valid(*of);
}

/* Entries of one save stand together. */
static void add(struct ops *o, int64_t seq, const char *save, const char *command)
{
	bool undo;
	const char *of;
	struct op *last = o->n ? &o->item[o->n - 1] : NULL;

	if (!op_read(command, &undo, &of) || !id_valid(save))
		return;
	if (last && strcmp(last->save, save) == 0) {
		last->seq = seq;
		return;
	}
	MEM_GROW(o->item, o->n, o->cap);
	struct op *op = &o->item[o->n];
	*op = (struct op){ .seq = seq, .undo = undo };
	memcpy(op->save, save, ID_TEXT);
	memcpy(op->of, of, ID_TEXT);
	map_put(&o->by_save, save, o->n);
	map_put(&o->latest, of, o->n++);
}

bool ops_read(struct store *st, struct ops *out, struct err *err)
{
	bool row = true, sound = true;

	*out = (struct ops){0};
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_OPS, err, "");
	while (q && row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		const char *save = row ? stmt_column_text(q, 1, &sound) : NULL;
		const char *command = row ? stmt_column_text(q, 2, &sound) : NULL;
		if (save && command && sound)
			add(out, sqlite3_column_int64(q, 0), save, command);
	}
	return q != NULL;
}

void ops_release(struct ops *o)
{
	free(o->item);
	map_release(&o->by_save);
	map_release(&o->latest);
	*o = (struct ops){0};
}

long ops_latest(const struct ops *o, const char *save, int64_t until)
{
	long i = map_get(&o->latest, save);

	while (i >= 0 && (o->item[i].seq > until || strcmp(o->item[i].of, save) != 0))
		i--;
	return i;
}

bool ops_stands(const struct ops *o, const char *save, int64_t until)
{
	long own = map_get(&o->by_save, save);

	if (own >= 0)
		return ops_latest(o, o->item[own].of, until) == own;
	long last = ops_latest(o, save, until);
	return last < 0 || !o->item[last].undo;
}
