/* Where a save begins and ends: see history_saves.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/history_saves.h"

enum { STEPS = 16 };            /* entries passed one by one before it gallops: most saves are short */

void save_walk_release(struct save_walk *w)
{
	free(w->save);
	free(w->command);
	free(w->who);
	free(w->at);
	w->save = w->command = w->who = w->at = NULL;
}

/* Columns of STMT_HISTORY_SAVES. */
enum { COLUMN_SEQ, COLUMN_SAVE, COLUMN_COMMAND, COLUMN_WHO, COLUMN_AT, COLUMN_TAKEN };

static char *take_text(struct save_walk *w, sqlite3_stmt *q, int column)
{
	const char *s = stmt_column_text(q, column, &w->sound);

	w->sound &= s != NULL;
	return xstrdup(s != NULL ? s : "");
}

static void take_newest(struct save_walk *w, sqlite3_stmt *q)
{
	save_walk_release(w);
	w->sound = true;
	w->first = w->last = sqlite3_column_int64(q, COLUMN_SEQ);
	w->save = take_text(w, q, COLUMN_SAVE);
	w->command = take_text(w, q, COLUMN_COMMAND);
	w->who = take_text(w, q, COLUMN_WHO);
	w->at = take_text(w, q, COLUMN_AT);
	w->taken = sqlite3_column_int64(q, COLUMN_TAKEN) != 0;
}

static bool is_same(const struct save_walk *w, sqlite3_stmt *q, int column)
{
	bool ignored = true;
	const char *s = stmt_column_text(q, column, &ignored);

	return s != NULL && strcmp(s, w->save) == 0;
}

/* The newest entry up to `until`, 0 if there is none, and whether it is of this save. */
static bool look(struct save_walk *w, int64_t until, int64_t *seq, bool *same, struct err *err)
{
	bool row;
	sqlite3_stmt *q = stmt_open(w->st, STMT_HISTORY_UP_TO, err, "i", until);

	*seq = 0;
	*same = false;
	if (q == NULL || !stmt_next(w->st, q, &row, err))
		return false;
	if (row) {
		*seq = sqlite3_column_int64(q, 0);
		*same = is_same(w, q, 1);
		sqlite3_reset(q);
	}
	return true;
}

/* Between an entry that is of this save (w->first) and one that is not, or none (`out`). */
static bool halve_down(struct save_walk *w, int64_t out, struct err *err)
{
	int64_t seq;
	bool same;

	while (w->first - out > 1) {
		int64_t middle = out + (w->first - out) / 2;
		if (!look(w, middle, &seq, &same, err))
			return false;
		if (same && seq > out)
			w->first = seq;
		else
			out = middle;
	}
	return true;
}

static bool find_first(struct save_walk *w, struct err *err)
{
	int64_t seq, step = STEPS;
	bool same = true;

	while (w->first > 1) {
		int64_t at = w->first > step ? w->first - step : 0;
		if (!look(w, at, &seq, &same, err))
			return false;
		if (!same)
			return halve_down(w, at, err);
		w->first = seq;
		step = step <= INT64_MAX / 2 ? step * 2 : step;
	}
	return true;
}

/* Upwards: an entry that is not there is no end, so the newest entry of all bounds it. */
static bool find_last(struct save_walk *w, int64_t newest, struct err *err)
{
	int64_t seq, step = STEPS, in = w->last, out = 0;
	bool same;

	while (in < newest && out == 0) {
		int64_t at = newest - in > step ? in + step : newest;
		if (!look(w, at, &seq, &same, err))
			return false;
		if (!same)
			out = at;
		else
			in = at;
		step = step <= INT64_MAX / 2 ? step * 2 : step;
	}
	while (out - in > 1) {
		int64_t middle = in + (out - in) / 2;
		if (!look(w, middle, &seq, &same, err))
			return false;
		if (same)
			in = middle;
		else
			out = middle;
	}
	return look(w, in, &w->last, &same, err);
}

/* The save of the newest entry before `before`, back to where it begins. */
static bool find_before(struct save_walk *w, int64_t before, bool *found, struct err *err)
{
	bool row;
	int steps = 0;
	sqlite3_stmt *q = stmt_open(w->st, STMT_HISTORY_SAVES, err, "i", before);

	*found = false;
	if (q == NULL || !stmt_next(w->st, q, &row, err))
		return false;
	if (!row)
		return true;
	*found = true;
	take_newest(w, q);
	while (row && steps++ < STEPS) {
		if (!stmt_next(w->st, q, &row, err))
			return false;
		if (!row || !is_same(w, q, COLUMN_SAVE)) {
			sqlite3_reset(q);
			return true;
		}
		w->first = sqlite3_column_int64(q, COLUMN_SEQ);
	}
	sqlite3_reset(q);
	return find_first(w, err);
}

bool save_walk_next(struct save_walk *w, bool *found, struct err *err)
{
	if (!find_before(w, w->before != 0 ? w->before : INT64_MAX, found, err))
		return false;
	if (*found)
		w->before = w->first;
	return true;
}

bool save_walk_to(struct save_walk *w, int64_t seq, bool *found, struct err *err)
{
	struct chain newest;

	*found = false;
	if (seq <= 0 || seq == INT64_MAX)
		return true;
	if (!history_head(w->st, &newest, err) || !find_before(w, seq + 1, found, err))
		return false;
	*found &= w->last == seq;
	if (!*found)
		return true;
	w->before = w->first;
	return find_last(w, newest.seq, err);
}
