/* Which moment is meant. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/moment_name.h"

enum { BASELINES_NAMED = 5 };

int moment_baseline(const struct work *w, const char *name)
{
	for (int i = 0; i < w->n_baseline; i++)
		if (w->baseline[i].name != NULL && strcmp(w->baseline[i].name, name) == 0)
			return i;
	return -1;
}

date moment_day(const struct moment *m)
{
	char local[DATE_LOCAL_TEXT];
	date d;

	date_time_local(m->at, local);
	local[DATE_TEXT - 1 < (int)strlen(local) ? DATE_TEXT - 1 : (int)strlen(local)] = '\0';
	return date_parse(local, &d) ? d : DATE_NONE;
}

static bool unknown(const struct work *w, const char *name, struct err *err)
{
	struct buf b = {0};

	buf_addf(&b, "'%.80s' is no baseline, day (YYYY-MM-DD) or hash of the history; ", name);
	if (w->n_baseline == 0)
		buf_add(&b, "there is no baseline yet: 'assay baseline NAME' names this moment");
	for (int i = 0; i < w->n_baseline && i < BASELINES_NAMED; i++)
		buf_addf(&b, "%s%s", i == 0 ? "there are: " : ", ", w->baseline[w->n_baseline - 1 - i].name);
	err_set(err, ERR_INPUT, "%s", buf_str(&b));
	buf_release(&b);
	return false;
}

static bool is_hash(const char *s)
{
	return strlen(s) >= 8 && strspn(s, "0123456789abcdef") == strlen(s);
}

bool moment_read(struct store *st, const struct work *w, const char *name, struct moment *out, struct err *err)
{
	int baseline = moment_baseline(w, name);
	char before[DATE_TIME_TEXT];
	date day;

	if (baseline >= 0) {
		const char *head = w->baseline[baseline].head;
		if (head == NULL || !store_moment_of_head(st, head, out, err))
			return err_set(err, ERR_INPUT, "the baseline %s was named in another workspace: this history does not hold its moment", name);
		return true;
	}
	if (date_parse(name, &day)) {
		date_time_of_day(date_add_days(day, 1), before);
		return store_moment_before(st, before, out, err) || err_prefix(err, "%s", name);
	}
	return is_hash(name) ? store_moment_of_head(st, name, out, err) : unknown(w, name, err);
}
