/* When an approval lapsed, found by halving the history. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "core/approval.h"
#include "store/approval_lapse.h"
#include "store/history_read.h"
#include "store/moment.h"

enum { THINGS_TOLD = 3 };

/* The first save after which what was approved was no longer so: it was so at the approval and is not now, so halving
 * finds a step from the one to the other. */
static bool find_lapse(struct store *st, const struct approval *a, int64_t from, int64_t to, int64_t *seq, struct err *err)
{
	char hash[HASH_TEXT];

	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;
		struct past p;
		bool ok = store_past(st, middle, &p, err) && approval_hash(p.work, &p.reader, a->principle, hash, err);
		bool same = ok && strcmp(hash, a->of) == 0;

		past_release(&p);
		if (!ok)
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

static bool stood_at(struct store *st, const struct approval *a, int64_t seq, bool *stood, struct err *err)
{
	char hash[HASH_TEXT];
	struct past p;
	bool ok = store_past(st, seq, &p, err) && approval_hash(p.work, &p.reader, a->principle, hash, err);

	*stood = ok && strcmp(hash, a->of) == 0;
	past_release(&p);
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

bool store_approval_lapse(struct store *st, const struct approval *a, int64_t until, struct buf *out, struct err *err)
{
	struct moment now = { .seq = until };
	int64_t given = 0, lapse = 0;
	bool stood = false;

	if (!find_given(st, a, &given, err) || (until == 0 && !store_moment_now(st, &now, err))
	    || (given > 0 && !stood_at(st, a, given, &stood, err)))
		return false;
	if (!stood) {
		buf_add(out, "it was given for something else");
		return true;
	}
	return find_lapse(st, a, given, now.seq, &lapse, err) && add_save_of(st, lapse, out, err);
}
