/* Which gaps are asked for. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "core/gap_filter.h"

bool gap_about(const struct tree *t, const struct gap *g, int node)
{
	for (int i = 0; i < g->n_claims; i++)
		if (g->claim[i] >= node && g->claim[i] < t->node[node].end)
			return true;
	return false;
}

static bool state_passes(const struct work *w, const struct gap *g, const struct gap_filter *f)
{
	if (f->state >= 0 && (int)g->state != f->state)
		return false;
	return !f->outstanding || (f->state >= 0 && (g->state == GAP_CLOSED || g->state == GAP_ACCEPTED)) || gap_outstanding(w, g);
}

static bool owner_passes(const struct gap *g, const struct gap_filter *f)
{
	if (f->nobody)
		return g->owner == NULL;
	if (f->owner == NULL)
		return true;
	return g->owner != NULL && (f->owner_exactly ? strcmp(g->owner, f->owner) == 0 : utf8_find(g->owner, f->owner) >= 0);
}

static bool period_passes(const struct work *w, const struct gap *g, const struct gap_filter *f, date today)
{
	switch (f->period) {
	case PERIOD_OVERDUE:
		return gap_overdue(w, g, today);
	case PERIOD_WITHIN:
		return gap_outstanding(w, g) && g->due != DATE_NONE && g->due <= date_add_days(today, f->days);
	case PERIOD_NO_DATE:
		return gap_outstanding(w, g) && g->due == DATE_NONE;
	case PERIOD_ANY:
		break;
	}
	return true;
}

bool gap_passes(const struct work *w, const struct gap *g, const struct gap_filter *f, date today)
{
	return state_passes(w, g, f) && owner_passes(g, f) && (f->node == NODE_NONE || gap_about(w->tree, g, f->node)) &&
	    period_passes(w, g, f, today);
}
