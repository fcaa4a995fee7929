/* The steps of undo, and how many of them are kept. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/text_undo.h"

enum {
	STEPS_MAX = 20000,
	KEPT_MAX = 8 << 20,             /* bytes: eight times the longest text cut out whole */
};

static size_t step_kept(const struct undo *u, size_t i)
{
	return i < u->done ? u->step[i].removed : u->step[i].added;
}

/* Forgets the steps from `from` to before `to`. */
static void forget(struct undo *u, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		u->kept -= step_kept(u, i);
		free(u->step[i].kept);
	}
	if (from == to)
		return;
	memmove(u->step + from, u->step + to, (u->n - to) * sizeof *u->step);
	u->n -= to - from;
	u->done -= u->done >= to ? to - from : u->done - from;
}

void undo_release(struct undo *u)
{
	for (size_t i = 0; i < u->n; i++)
		free(u->step[i].kept);
	free(u->step);
	*u = (struct undo){0};
}

/* An eighth more than need be, so that it is not needed again at the next step. */
static void forget_oldest(struct undo *u)
{
	size_t go = u->n > STEPS_MAX ? u->n - STEPS_MAX + STEPS_MAX / 8 : 0, kept = u->kept;

	if (kept > KEPT_MAX) {
		for (size_t i = 0; i + 1 < u->n && (i < go || kept > KEPT_MAX - KEPT_MAX / 8); i++) {
			kept -= step_kept(u, i);
			go = i + 1 > go ? i + 1 : go;
		}
	}
	forget(u, 0, go);
}

struct step *undo_add(struct undo *u, const struct step *s)
{
	forget(u, u->done, u->n);
	MEM_GROW(u->step, u->n, u->cap);
	u->step[u->n++] = *s;
	u->done = u->n;
	u->kept += s->removed;
	forget_oldest(u);
	return &u->step[u->n - 1];
}

struct step *undo_last(struct undo *u)
{
	return u->n > 0 && u->done == u->n ? &u->step[u->n - 1] : NULL;
}

void undo_grow(struct undo *u, const char *bytes, size_t n, bool before)
{
	struct step *s = undo_last(u);

	assert(s != NULL);
	s->kept = xrealloc(s->kept, s->removed + n);
	if (before)
		memmove(s->kept + n, s->kept, s->removed);
	memcpy(s->kept + (before ? 0 : s->removed), bytes, n);
	s->removed += n;
	u->kept += n;
}

void undo_swap(struct undo *u, struct step *s, char *bytes, size_t n)
{
	size_t old = step_kept(u, (size_t)(s - u->step));

	free(s->kept);
	s->kept = bytes;
	u->kept += n;
	u->kept -= old;
}
