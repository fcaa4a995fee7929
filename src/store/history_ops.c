/* Undo and redo as they are recorded. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/history_ops.h"
#include "store/history_saves.h"

bool op_read(const char *command, bool *undo, const char **of)
{
	*undo = strncmp(command, "undo ", 5) == 0;
	*of = command + 5;
	return (*undo || strncmp(command, "redo ", 5) == 0) && id_valid(*of);
}

static void add(struct ops *o, const struct save_walk *w)
{
	bool undo;
	const char *of;

	if (!w->sound || !w->taken || !op_read(w->command, &undo, &of) || !id_valid(w->save))
		return;
	MEM_GROW(o->item, o->n, o->cap);
	struct op *op = &o->item[o->n++];
	*op = (struct op){ .seq = w->last, .undo = undo };
	memcpy(op->save, w->save, ID_TEXT);
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

bool ops_read(struct store *st, struct ops *out, struct err *err)
{
	struct save_walk w = { .st = st };
	bool found = true, ok = true;

	*out = (struct ops){0};
	while (ok && found) {
		ok = save_walk_next(&w, &found, err);
		if (ok && found)
			add(out, &w);
	}
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
