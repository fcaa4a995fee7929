/* The Dashboard: evidence past its review date or soon to be, and evidence that is weak. */
#include "config.h"

#include <stdlib.h>

#include "core/affirm.h"
#include "tui/dashboard.h"

enum { SOON_DAYS = 30, LATER_DAYS = 90, DUE_TEXT = 40 };

/* What is the matter, the worst first. */
enum matter { MATTER_PAST, MATTER_BARE, MATTER_SOON, MATTER_LATER, MATTER_UNUSED, MATTER_COUNT };

struct matters { const struct evidence *item; enum matter matter; };

/* An item that is bare counts for nothing where it is linked; where it is not, being unused is the nearer. */
static bool matter_of(const struct ui *ui, const struct evidence *e, enum matter *out)
{
	if (affirm_item_due(e, date_add_days(ui->today, -1)))
		*out = MATTER_PAST;
	else if (e->n_supports == 0)
		*out = MATTER_UNUSED;
	else if (!e->has_detail && !e->has_location)
		*out = MATTER_BARE;
	else if (affirm_item_due(e, date_add_days(ui->today, SOON_DAYS)))
		*out = MATTER_SOON;
	else if (affirm_item_due(e, date_add_days(ui->today, LATER_DAYS)))
		*out = MATTER_LATER;
	else
		return false;
	return true;
}

static int compare_matters(const void *a, const void *b)
{
	const struct matters *x = a, *y = b;

	if (x->matter != y->matter)
		return (x->matter > y->matter) - (x->matter < y->matter);
	if (x->matter != MATTER_BARE && x->matter != MATTER_UNUSED && x->item->review_by != y->item->review_by)
		return x->item->review_by < y->item->review_by ? -1 : 1;
	return (x->item->ref > y->item->ref) - (x->item->ref < y->item->ref);
}

static struct matters *matters_of(const struct ui *ui, size_t *n, int count[MATTER_COUNT])
{
	struct matters *m = xcalloc((size_t)ui->work->n_evidence + 1, sizeof *m);

	*n = 0;
	for (int i = 0; i < ui->work->n_evidence; i++) {
		m[*n].item = &ui->work->evidence[i];
		if (!matter_of(ui, m[*n].item, &m[*n].matter))
			continue;
		count[m[*n].matter]++;
		(*n)++;
	}
	qsort(m, *n, sizeof *m, compare_matters);
	return m;
}

static bool evidence_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	size_t n;
	int count[MATTER_COUNT] = {0}, weak;
	struct matters *m = matters_of(ui, &n, count);

	(void)d;
	weak = count[MATTER_BARE] + count[MATTER_UNUSED];
	buf_add(title, "Evidence");
	if (count[MATTER_PAST] > 0)
		buf_addf(more, "%d PAST", count[MATTER_PAST]);
	if (count[MATTER_SOON] > 0)
		buf_addf(more, "%s%d in %dd", more->len > 0 ? ", " : "", count[MATTER_SOON], SOON_DAYS);
	if (count[MATTER_LATER] > 0)
		buf_addf(more, "%s%d in %dd", more->len > 0 ? ", " : "", count[MATTER_LATER], LATER_DAYS);
	if (weak > 0)
		buf_addf(more, "%s%d weak", more->len > 0 ? ", " : "", weak);
	free(m);
	return n > 0;
}

static void matter_line(const struct ui *ui, const struct matters *m, struct page *p)
{
	char due[DUE_TEXT] = "";

	if (m->item->review_by != DATE_NONE)
		date_relative(m->item->review_by, ui->today, due, sizeof due);
	page_line(p);
	page_addf(p, STYLE_LINK, "E%d ", m->item->ref);
	if (m->matter == MATTER_PAST)
		page_add(p, STYLE_OVERDUE, "PAST ");
	page_add(p, STYLE_TEXT, m->item->title != NULL ? m->item->title : "");
	switch (m->matter) {
	case MATTER_BARE:
		page_right(p, STYLE_WARNING, "bare title");
		break;
	case MATTER_UNUSED:
		page_right(p, STYLE_DIM, "unused");
		break;
	default:
		page_right(p, m->matter == MATTER_PAST ? STYLE_OVERDUE : m->matter == MATTER_SOON ? STYLE_WARNING : STYLE_DIM, "%s", due);
		break;
	}
	page_target(p, TARGET_EVIDENCE, m->item->id, 0);
}

static void evidence_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	size_t n;
	int count[MATTER_COUNT] = {0};
	struct matters *m = matters_of(ui, &n, count);

	(void)d;
	(void)rows;
	for (size_t i = 0; i < n; i++)
		matter_line(ui, &m[i], p);
	free(m);
}

const struct section_info section_evidence = { .head = evidence_head, .write = evidence_write, .least = 3 };
