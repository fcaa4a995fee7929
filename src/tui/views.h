/* The views: one of each is made at the start and lives until the end. */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "tui/ui.h"

struct view_ops {
	const char *title;              /* "Claims" */
	struct layer *(*make)(struct ui *ui);
	/* Puts the cursor on `t` where the view shows such a thing (unfolding, unfiltering as needed). */
	void (*select)(struct ui *ui, struct layer *l, const struct target *t);
	/* Whether it shows `t` beside things of other kinds, so that finding one need not leave it; NULL: never. */
	bool (*shows)(const struct ui *ui, const struct target *t);
	/* What to remember for the next start, and to take up again: one line each; may be NULL. */
	void (*keep)(const struct ui *ui, const struct layer *l, struct buf *out);
	void (*restore)(struct ui *ui, struct layer *l, const char *line);
};

const struct view_ops *view_ops_of(enum view v);

extern const struct view_ops claims_view, evidence_view, links_view, gaps_view, dashboard_view, read_view, history_view, assessment_view;

#endif
