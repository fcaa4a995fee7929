/* Rules of accuracy: dates that have passed, gaps that were closed too soon. Figures are compared in lint_figures.c. */
#include "config.h"

#include "core/lint_private.h"
#include "core/on.h"

void rule_past_review(struct lint_run *r, int evidence)
{
	const struct evidence *e = &r->w->evidence[evidence];
	char on[DATE_TEXT];

	if (e->review_by == DATE_NONE || e->review_by >= r->in.today)
		return;
	date_print(e->review_by, on);
	lint_say(r, "past-review", "was to be looked at again by %s", on);
}

/* Without a date of the assessment, nothing can have been collected after today. */
void rule_dated_later(struct lint_run *r, int evidence)
{
	const struct evidence *e = &r->w->evidence[evidence];
	bool dated = r->w->assessment.assessed != DATE_NONE;
	date limit = dated ? r->w->assessment.assessed : r->in.today;
	char on[DATE_TEXT], than[DATE_TEXT];

	if (e->collected == DATE_NONE || e->collected <= limit)
		return;
	date_print(e->collected, on);
	date_print(limit, than);
	lint_say(r, "dated-later", "collected on %s, after %s on %s", on, dated ? "the assessment" : "today,", than);
}

void rule_gap_overdue(struct lint_run *r, int gap)
{
	const struct gap *g = &r->w->gap[gap];
	char on[DATE_TEXT], ago[40];

	if (!gap_overdue(r->w, g, r->in.today))
		return;
	date_print(g->due, on);
	date_relative(g->due, r->in.today, ago, sizeof ago);
	lint_say(r, "gap-overdue", "was due on %s, %s", on, ago);
}

/* Of several closed gaps on a claim the last one is told; none where another gap is still open. */
void rule_gap_closed_early(struct lint_run *r, int gap)
{
	const struct gap *g = &r->w->gap[gap];
	struct buf b = {0};

	for (int i = 0; i < g->n_claims && g->state == GAP_CLOSED; i++) {
		int leaf = g->claim[i];
		enum status s = r->w->answer[leaf].status;

		if ((s != STATUS_PARTLY_EVIDENCED && s != STATUS_NOT_EVIDENCED) || r->gaps[leaf].planned || r->gaps[leaf].last_closed != gap ||
		    !work_in_scope(r->w, r->w->tree->node[leaf].principle))
			continue;
		buf_addf(&b, "%s%s is still %s evidenced", b.len > 0 ? ", " : "", tree_leaf_name(r->w->tree, leaf),
		    s == STATUS_NOT_EVIDENCED ? "not" : "partly");
	}
	if (b.len > 0)
		lint_say(r, "gap-closed-early", "closed, but %s", buf_str(&b));
	buf_release(&b);
}

void rule_figures_differ(struct lint_run *r, int leaf)
{
	const struct lint_said *argument = lint_said(r, FIELD_ARGUMENT);

	if (r->figures == NULL || argument == NULL)
		return;
	lint_figures_keep(r, leaf, &argument->text);
	lint_figures_look(r, leaf);
}
