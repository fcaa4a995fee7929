/* The Dashboard: what is outstanding. Gaps by their dates, texts that were never saved, challenges, answers carried over. */
#include "config.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "core/affirm.h"
#include "tui/challenges.h"
#include "tui/dashboard.h"
#include "tui/drafts.h"

enum { DUE_TEXT = 40 };

/* ---- gaps ------------------------------------------------------------------------------------------ */

/* What is not set comes after what is. */
static int priority_rank(const struct gap *g)
{
	return g->priority < 0 ? PRIORITY_LOW + 1 : g->priority;
}

/* The earliest first, those without a date last; of one day those of higher priority, then of lower reference. */
static int compare_due(const void *a, const void *b)
{
	const struct gap *const *x = a, *const *y = b;
	bool none_x = (*x)->due == DATE_NONE, none_y = (*y)->due == DATE_NONE;

	if (none_x != none_y)
		return none_x - none_y;
	if ((*x)->due != (*y)->due)
		return (*x)->due < (*y)->due ? -1 : 1;
	if (priority_rank(*x) != priority_rank(*y))
		return priority_rank(*x) - priority_rank(*y);
	return ((*x)->ref > (*y)->ref) - ((*x)->ref < (*y)->ref);
}

static bool gaps_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int over = gaps_overdue(ui->work, ui->today);

	(void)d;
	buf_add(title, "Gaps by due date");
	buf_addf(more, "%d", ui->standing.gaps_outstanding);
	if (over > 0)
		buf_addf(more, ", %d OVERDUE", over);
	return ui->standing.gaps_outstanding > 0;
}

static void gap_line(const struct ui *ui, const struct gap *g, struct page *p)
{
	char due[DUE_TEXT] = "no date";
	bool over = gap_overdue(ui->work, g, ui->today);

	if (g->due != DATE_NONE)
		date_relative(g->due, ui->today, due, sizeof due);
	page_line(p);
	page_addf(p, STYLE_LINK, "G%d ", g->ref);
	if (over)
		page_add(p, STYLE_OVERDUE, "OVERDUE ");
	if (g->priority == PRIORITY_HIGH)
		page_add(p, STYLE_WARNING, "high ");
	page_add(p, STYLE_TEXT, g->head != NULL ? g->head : "");
	page_right(p, over ? STYLE_OVERDUE : STYLE_DIM, "%s", due);
	page_target(p, TARGET_GAP, g->id, 0);
}

static void gaps_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	const struct work *w = ui->work;
	const struct gap **due = xcalloc((size_t)w->n_gap + 1, sizeof *due);
	size_t n = 0;

	(void)d;
	(void)rows;
	for (int i = 0; i < w->n_gap; i++)
		if (gap_outstanding(w, &w->gap[i]))
			due[n++] = &w->gap[i];
	qsort(due, n, sizeof *due, compare_due);
	for (size_t i = 0; i < n; i++)
		gap_line(ui, due[i], p);
	free(due);
}

const struct section_info section_gaps = { .head = gaps_head, .write = gaps_write, .least = 3 };

/* ---- drafts ------------------------------------------------------------------------------------------ */

static bool drafts_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	(void)d;
	buf_add(title, "Text never saved");
	buf_addf(more, "%zu", ui->drafts.n);
	return ui->drafts.n > 0;
}

static void drafts_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	(void)d;
	(void)rows;
	for (size_t i = 0; i < ui->drafts.n; i++) {
		struct buf words = {0};
		char at[DATE_LOCAL_TEXT];

		draft_words(ui, &ui->drafts.item[i], &words);
		date_time_local(ui->drafts.item[i].at, at);
		page_line(p);
		page_add(p, STYLE_WARNING, buf_str(&words));
		page_right(p, STYLE_DIM, "%s", at);
		page_target(p, TARGET_DRAFT, NULL, (int)i);
		buf_release(&words);
	}
}

const struct section_info section_drafts = { .head = drafts_head, .write = drafts_write, .least = 2 };

/* ---- challenges ---------------------------------------------------------------------------------------- */

static bool challenges_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int open = challenge_count(ui->work, CHALLENGE_OPEN), answered = challenge_count(ui->work, CHALLENGE_ANSWERED);

	(void)d;
	buf_add(title, "Challenges");
	buf_addf(more, "%d open, %d answered", open, answered);
	return open + answered > 0;
}

/* What nobody has answered first. */
static void challenges_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	(void)d;
	(void)rows;
	for (int state = CHALLENGE_OPEN; state <= CHALLENGE_ANSWERED; state++)
		for (int i = 0; i < ui->work->n_challenge; i++)
			if ((int)ui->work->challenge[i].state == state)
				challenge_row(ui, &ui->work->challenge[i], p);
}

const struct section_info section_challenges = { .head = challenges_head, .write = challenges_write, .least = 2 };

/* ---- answers carried over ---------------------------------------------------------------------------------- */

static int count_inherited(const struct ui *ui)
{
	int n = 0;

	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		n += affirm_leaf_due(ui->work, i);
	return n;
}

static bool affirm_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int n = count_inherited(ui);

	(void)d;
	buf_add(title, "Carried over, to affirm");
	buf_addf(more, "%d", n);
	return n > 0;
}

static void affirm_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	(void)d;
	(void)rows;
	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		if (affirm_leaf_due(ui->work, i)) {
			dash_node(ui, i, p);
			page_right(p, STYLE_DIM, "%s", value_words(FIELD_STATUS, (int)ui->work->answer[i].status));
		}
}

const struct section_info section_affirm = { .head = affirm_head, .write = affirm_write, .least = 2 };
