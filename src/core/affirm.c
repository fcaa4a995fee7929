/* Freshness: see affirm.h. */
#include "config.h"

#include "core/affirm.h"

static int cycle_months(const struct assessment *a)
{
	static const int months[] = { [CYCLE_MONTHLY] = 1, [CYCLE_QUARTERLY] = 3, [CYCLE_HALF_YEARLY] = 6, [CYCLE_YEARLY] = 12 };

	return a->review_cycle < 0 ? 0 : months[a->review_cycle];
}

date affirm_next_review(const struct assessment *a, date today)
{
	if (a->next_review != DATE_NONE && a->next_review >= today)
		return a->next_review;
	return date_add_months(today, cycle_months(a));
}

bool affirm_leaf_due(const struct work *w, int leaf)
{
	return tree_is_leaf(w->tree, leaf) && w->answer[leaf].inherited && work_in_scope(w, w->tree->node[leaf].principle);
}

bool affirm_item_due(const struct evidence *e, date before)
{
	return e->review_by != DATE_NONE && e->review_by <= before;
}

date affirm_next_by(const struct assessment *a, const struct evidence *e, date today)
{
	date since = e->affirmed != DATE_NONE ? e->affirmed : e->collected;

	if (cycle_months(a) > 0)
		return date_add_months(today, cycle_months(a));
	if (e->review_by == DATE_NONE || since == DATE_NONE || e->review_by <= since)
		return DATE_NONE;
	return date_add_days(today, e->review_by - since);
}

void affirm_leaf(struct changes *c, const struct work *w, int leaf)
{
	changes_set(c, ENTITY_ANSWER, w->tree->node[leaf].id, w->answer[leaf].revision, FIELD_INHERITED, NULL);
}

void affirm_item(struct changes *c, const struct evidence *e, date today, date next)
{
	char day[DATE_TEXT];

	date_print(today, day);
	changes_set(c, ENTITY_EVIDENCE, e->id, e->revision, FIELD_AFFIRMED, day);
	if (next == DATE_NONE)
		return;
	date_print(next, day);
	changes_set(c, ENTITY_EVIDENCE, e->id, e->revision, FIELD_REVIEW_BY, day);
}
