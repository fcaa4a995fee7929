/* What became of a gap, from the history: its changes of state. */
#include "config.h"

#include <stdlib.h>

#include "store/gap_story.h"
#include "store/history_read.h"

enum { SAVES_READ = 200, TURNS_SHOWN = 5 };

struct turn {
	enum gap_state state;
	const char *who, *at;
	bool fresh;
};

static bool is_settled(enum gap_state s)
{
	return s == GAP_CLOSED || s == GAP_ACCEPTED;
}

static const char *turn_words(enum gap_state before, enum gap_state now)
{
	if (now == GAP_CLOSED)
		return "closed";
	if (now == GAP_ACCEPTED)
		return "accepted, nothing planned";
	if (is_settled(before))
		return "opened again";
	return now == GAP_IN_PROGRESS ? "begun" : "no longer in progress";
}

static void add_turn(struct buf *out, size_t start, const struct turn *t, enum gap_state before)
{
	char at[DATE_LOCAL_TEXT];

	date_time_local(t->at, at);
	if (at[0] != '\0')
		at[DATE_TEXT - 1] = '\0';
	buf_addf(out, "%s%s %s by %s", out->len > start ? ", " : "", turn_words(before, t->state), at, t->who);
}

/* From the newest save to the oldest, as the history is read: *n turns in all. */
static bool find_turns(struct store *st, const struct history *h, struct turn *turn, int *n, struct err *err)
{
	*n = 0;
	for (size_t i = 0; i < h->n; i++)
		for (size_t k = h->save[i].n; k > 0; k--) {
			const struct history_entry *e = &h->save[i].entry[k - 1];
			char *value = NULL;
			int state;

			if (e->entity != ENTITY_GAP || e->field != FIELD_GAP_STATE)
				continue;
			if (!store_history_value(st, e->seq, &value, err))
				return false;
			state = value != NULL ? field_choice(FIELD_GAP_STATE, value) : GAP_OPEN;
			free(value);
			if (*n < SAVES_READ && state >= 0)
				turn[(*n)++] = (struct turn){ .state = (enum gap_state)state, .who = h->save[i].who, .at = h->save[i].at, .fresh = e->fresh };
		}
	return true;
}

bool store_gap_story(struct store *st, const char *gap, struct buf *out, struct err *err)
{
	struct history_filter f = HISTORY_ALL;
	struct history h = {0};
	struct turn *turn = xcalloc(SAVES_READ, sizeof *turn);
	enum gap_state before = GAP_OPEN;
	size_t start = out->len;
	int n = 0;

	f.entity = ENTITY_GAP;
	f.id = gap;
	f.taken = HISTORY_TAKEN;
	bool ok = store_history(st, &f, SAVES_READ, &h, err) && find_turns(st, &h, turn, &n, err);
	for (int i = n - 1; ok && i >= 0; i--) {
		/* What it was written down as is no turn. */
		if (i < TURNS_SHOWN && turn[i].state != before && (!turn[i].fresh || is_settled(turn[i].state)))
			add_turn(out, start, &turn[i], before);
		before = turn[i].state;
	}
	history_release(&h);
	free(turn);
	return ok;
}
