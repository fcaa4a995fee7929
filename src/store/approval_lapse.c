/* When an approval lapsed, found by halving the history. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "core/approval.h"
#include "store/approval_lapse.h"
#include "store/history_read.h"
#include "store/moment.h"
#include "store/past_back.h"

enum { THINGS_TOLD = 3 };

static bool stands(const struct past *p, const struct approval *a, bool *same, struct err *err)
{
	char hash[HASH_TEXT];

	if (!approval_hash(p->work, &p->reader, a->principle, hash, err))
		return false;
	*same = strcmp(hash, a->of) == 0;
	return true;
}

/* The first save after which what was approved was no longer so: it was so at the approval and is not now, so halving
 * finds a step from the one to the other. */
static bool find_lapse(struct store *st, struct past *p, const struct approval *a, int64_t from, int64_t to, int64_t *seq, struct err *err)
{
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;
		bool same;

		if (!past_move(st, p->work, p->seq, middle, err))
			return false;
		past_read_from(p, st, middle);
		if (!stands(p, a, &same, err))
			return false;
		if (same)
			from = middle;
		else
			to = middle;
	}
	*seq = to;
	return true;
}

/* The save that made the approval is followed by all others: its last entry is where the search begins. */
static bool find_given(struct store *st, const struct approval *a, int64_t *seq, struct err *err)
{
	struct history_filter filter = HISTORY_ALL;
	struct history h = {0};

	filter.entity = ENTITY_APPROVAL;
	filter.id = a->id;
	filter.taken = HISTORY_TAKEN;
	bool ok = store_history(st, &filter, SIZE_MAX, &h, err);
	*seq = ok && h.n > 0 ? h.save[h.n - 1].last : 0;
	history_release(&h);
	return ok;
}

static void add_save(struct store *st, const struct history_save *s, struct buf *out)
{
	char local[DATE_LOCAL_TEXT];

	history_words(st, s, THINGS_TOLD, out);
	date_time_local(s->at, local);
	buf_addf(out, ", by %s (%s)", s->who, local);
}

static bool add_save_of(struct store *st, int64_t seq, struct buf *out, struct err *err)
{
	struct history h = {0};
	bool ok = store_history_of(st, seq, &h, err);

	if (ok && h.n > 0)
		add_save(st, &h.save[0], out);
	history_release(&h);
	return ok;
}

/* `p` stands at the approval's own moment. */
static bool tell_lapse(struct store *st, struct past *p, const struct approval *a, int64_t until, struct buf *out, struct err *err)
{
	struct moment now = { .seq = until };
	int64_t lapse = 0;
	bool stood;

	if (!stands(p, a, &stood, err))
		return false;
	if (!stood) {
		buf_add(out, "it was given for something else");
		return true;
	}
	return (until != 0 || store_moment_now(st, &now, err)) && find_lapse(st, p, a, p->seq, now.seq, &lapse, err)
	    && add_save_of(st, lapse, out, err);
}

bool store_approval_lapse(struct store *st, const struct approval *a, int64_t until, struct buf *out, struct err *err)
{
	struct past p;
	int64_t given = 0;

	if (!find_given(st, a, &given, err))
		return false;
	if (given == 0) {
		buf_add(out, "it was given for something else");
		return true;
	}
	bool ok = store_past_view(st, given, NULL, &p, err);
	if (ok) {
		past_read_from(&p, st, given);
		ok = tell_lapse(st, &p, a, until, out, err);
	}
	past_release(&p);
	return ok;
}
