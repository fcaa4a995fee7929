/* Replaying a history: every value that was taken goes into a work in its order; at the end of each day it is settled
 * and looked at. Between two calls no statement is open, so that whoever waits for keys can do it in pieces. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/private.h"
#include "store/replay.h"

enum { REPLAY_SECONDS = 60 };

struct replay {
	struct work *work;
	struct course course;
	int64_t seq;                    /* the last entry that went in; 0: none */
	date day;                       /* its day */
	char at[DATE_TIME_TEXT];        /* its moment: those of one save have the same */
};

struct replay *replay_new(const struct tree *t)
{
	struct replay *r = xcalloc(1, sizeof *r);

	r->work = work_new(t);
	r->day = DATE_NONE;
	return r;
}

void replay_free(struct replay *r)
{
	if (r == NULL)
		return;
	work_free(r->work);
	course_release(&r->course);
	free(r);
}

const struct course *replay_course(const struct replay *r)
{
	return &r->course;
}

/* A link to what is not there yet leaves the rest sound: it is looked at without the link. */
static void look(struct replay *r)
{
	struct standing st;
	struct err ignored;

	if (r->day == DATE_NONE)
		return;
	(void)work_settle(r->work, &ignored);
	standing_compute(&st, r->work);
	course_add(&r->course, r->day, &st);
	standing_release(&st);
}

static date day_of(const char *at)
{
	char local[DATE_LOCAL_TEXT];
	date day;

	date_time_local(at, local);
	if (local[0] != '\0')
		local[DATE_TEXT - 1] = '\0';
	return date_parse(local, &day) ? day : DATE_NONE;
}

/* A new day ends the one before. */
static void go_to(struct replay *r, const char *at)
{
	if (strncmp(at, r->at, sizeof r->at) == 0)
		return;
	date day = day_of(at);
	if (day != r->day)
		look(r);
	r->day = day;
	memset(r->at, 0, sizeof r->at);
	memcpy(r->at, at, strnlen(at, sizeof r->at - 1));
}

/* Columns of STMT_HISTORY_AFTER. */
enum { COLUMN_SEQ, COLUMN_AT, COLUMN_ENTITY, COLUMN_ID, COLUMN_FIELD, COLUMN_VALUE, COLUMN_TAKEN };

/* The first entry is the workspace itself. */
static bool take_entry(struct replay *r, struct store *st, sqlite3_stmt *q, struct err *err)
{
	int64_t seq = sqlite3_column_int64(q, COLUMN_SEQ);
	bool sound = true;
	const char *at = stmt_column_text(q, COLUMN_AT, &sound), *entity = stmt_column_text(q, COLUMN_ENTITY, &sound),
	    *id = stmt_column_text(q, COLUMN_ID, &sound), *field = stmt_column_text(q, COLUMN_FIELD, &sound),
	    *value = stmt_column_text(q, COLUMN_VALUE, &sound);
	enum entity e;
	enum field f;

	if (seq > 1 && sqlite3_column_int64(q, COLUMN_TAKEN) != 0) {
		if (!sound || !at || !entity || !id || !field || !entity_read(entity, &e) || !field_read(e, field, &f))
			return store_damaged(st, err, "history entry %lld", (long long)seq);
		go_to(r, at);
		if (!work_put(r->work, e, id, f, value, err))
			return err_prefix(err, "%s: history entry %lld", st->path, (long long)seq);
	}
	r->seq = seq;
	return true;
}

bool replay_go_on(struct replay *r, struct store *st, int entries, bool *end, struct err *err)
{
	bool row = true;
	int n = 0;

	*end = false;
	if (!conn_ready(st, REPLAY_SECONDS, err))
		return false;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_AFTER, err, "ii", r->seq, (int64_t)entries);
	while (q && row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		if (!row)
			break;
		if (!take_entry(r, st, q, err)) {
			sqlite3_reset(q);
			return false;
		}
		n++;
	}
	assert(store_at_rest(st));
	if (!q)
		return false;
	*end = n < entries;
	if (*end)
		look(r);
	return true;
}
