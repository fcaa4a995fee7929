/* Undo and redo as they are recorded. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/history_ops.h"
#include "store/history_saves.h"

enum { STRETCH = 1000 };       /* entries looked through at a time */

bool op_read(const char *command, bool *undo, const char **of)
{
	*undo = strncmp(command, "undo ", 5) == 0;
	*of = command + 5;
	return (*undo || strncmp(command, "redo ", 5) == 0) && id_valid(*of);
}

/* The newest entry of a save comes first. */
static void add(struct ops *o, int64_t seq, const char *save, const char *command)
{
	bool undo;
	const char *of;

	if (!op_read(command, &undo, &of) || !id_valid(save) || (o->n && strcmp(o->item[o->n - 1].save, save) == 0))
		return;
	MEM_GROW(o->item, o->n, o->cap);
	struct op *op = &o->item[o->n++];
	*op = (struct op){ .seq = seq, .undo = undo };
	memcpy(op->save, save, ID_TEXT);
	memcpy(op->of, of, ID_TEXT);
}

/* They were found newest first. */
static void turn_round(struct ops *o)
{
	for (size_t i = 0; i < o->n / 2; i++) {
		struct op op = o->item[i];
		o->item[i] = o->item[o->n - 1 - i];
		o->item[o->n - 1 - i] = op;
	}
	for (size_t i = 0; i < o->n; i++) {
		map_put(&o->by_save, o->item[i].save, i);
		map_put(&o->latest, o->item[i].of, i);
	}
}

static bool read_stretch(struct store *st, struct ops *o, int64_t after, int64_t until, struct err *err)
{
	bool row = true;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_OPS, err, "ii", after, until);

	while (q && row) {
		bool sound = true;
		if (!stmt_next(st, q, &row, err))
			return false;
		const char *save = row ? stmt_column_text(q, 1, &sound) : NULL, *command = save ? stmt_column_text(q, 2, &sound) : NULL;
		if (command && sound)
			add(o, sqlite3_column_int64(q, 0), save, command);
	}
	return q != NULL;
}

/* Short saves are passed by the hundred; of a long one no more is read than a stretch. */
static bool read_back(struct store *st, struct ops *o, struct save_walk *w, int64_t newest, struct err *err)
{
	bool found = newest > 0;

	while (found) {
		int64_t after = newest > STRETCH ? newest - STRETCH : 0;
		if (!read_stretch(st, o, after, newest, err))
			return false;
		w->before = after + 1;
		if (!save_walk_next(w, &found, err))
			return false;
		if (found && w->sound && w->taken)
			add(o, w->last, w->save, w->command);
		newest = w->first - 1;
	}
	return true;
}

bool ops_read(struct store *st, struct ops *out, struct err *err)
{
	struct save_walk w = { .st = st };
	struct chain newest;

	*out = (struct ops){0};
	bool ok = history_head(st, &newest, err) && read_back(st, out, &w, newest.seq, err);
	save_walk_release(&w);
	turn_round(out);
	return ok;
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
