/* What became of a gap, from the history: its changes of state. */
#include "config.h"

#include <assert.h>

#include "store/gap_story.h"
#include "store/private.h"

enum { READ_SECONDS = 10, TURNS_READ = 200, TURNS_SHOWN = 5 };

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

static bool take_turn(struct store *st, sqlite3_stmt *q, struct arena *arena, struct turn *t, struct err *err)
{
	bool sound = true;
	const char *value = stmt_column_text(q, 0, &sound), *who = stmt_column_text(q, 1, &sound), *at = stmt_column_text(q, 2, &sound);
	int state = value ? field_choice(FIELD_GAP_STATE, value) : GAP_OPEN;

	if (!sound || !who || !at || state < 0)
		return store_damaged(st, err, "the states of a gap in the history");
	*t = (struct turn){ .state = (enum gap_state)state, .who = arena_strdup(arena, who), .at = arena_strdup(arena, at),
		.fresh = sqlite3_column_int64(q, 3) == 0 };
	return true;
}

/* The newest first, *n in all. */
static bool find_turns(struct store *st, const char *gap, struct arena *arena, struct turn *turn, int *n, struct err *err)
{
	bool row = true;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_STATES, err, "ti", gap, (int64_t)TURNS_READ);

	*n = 0;
	while (q && row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		if (row && !take_turn(st, q, arena, &turn[(*n)++], err)) {
			sqlite3_reset(q);
			return false;
		}
	}
	return q != NULL;
}

bool store_gap_story(struct store *st, const char *gap, struct buf *out, struct err *err)
{
	struct turn turn[TURNS_READ];
	struct arena arena = {0};
	enum gap_state before = GAP_OPEN;
	size_t start = out->len;
	int n = 0;

	if (!conn_ready(st, READ_SECONDS, err))
		return false;
	bool ok = find_turns(st, gap, &arena, turn, &n, err);
	for (int i = n - 1; ok && i >= 0; i--) {
		/* What it was written down as is no turn. */
		if (i < TURNS_SHOWN && turn[i].state != before && (!turn[i].fresh || is_settled(turn[i].state)))
			add_turn(out, start, &turn[i], before);
		before = turn[i].state;
	}
	arena_release(&arena);
	assert(store_at_rest(st));
	return ok;
}
