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

bool moment_give_name(struct store *st, const struct work *w, const char *name, const char *who, struct changes *c, struct err *err)
{
	char id[ID_TEXT], at[DATE_TIME_TEXT];
	struct moment now;

	if (moment_baseline(w, name) >= 0)
		return err_set(err, ERR_INPUT, "there is a baseline %s already; a baseline is never moved", name);
	if (!field_check(FIELD_BASELINE_NAME, name, err) || !store_moment_now(st, &now, err))
		return false;
	date_time_now(at);
	changes_new(c, ENTITY_BASELINE, id);
	changes_set(c, ENTITY_BASELINE, id, 0, FIELD_BASELINE_NAME, name);
	changes_set(c, ENTITY_BASELINE, id, 0, FIELD_BASELINE_BY, who);
	changes_set(c, ENTITY_BASELINE, id, 0, FIELD_BASELINE_AT, at);
	changes_set(c, ENTITY_BASELINE, id, 0, FIELD_BASELINE_HEAD, now.head);
	return true;
}
