/* The Dashboard: how it went so far. A chart from the first day of the history to today: claims met, and above them
 * those in the way. */
#include "config.h"

#include <stdlib.h>

#include "tui/dashboard.h"

enum { CHART_MIN = 2, CHART_MAX = 10, AROUND = 2 /* rows below it */, AXIS = 4, AGO_DAYS = 28, AGO_COLUMNS = 44, EIGHTHS = 8 };

/* ---- the cells ------------------------------------------------------------------------------------ */

/* How much of a column of `rows` cells a count fills, in eighths of a cell; something is never nothing. */
static int eighths(int n, int top, int rows)
{
	int e = top > 0 ? (int)((long)n * rows * EIGHTHS / top) : 0;

	return n > 0 && e == 0 ? 1 : e;
}

/* A cell whose lower edge is `below` eighths above the ground. */
static const char *cell(const struct ui *ui, int met, int claims, int below, enum style *s)
{
	static const char *const block[EIGHTHS] = { "", "▁", "▂", "▃", "▄", "▅", "▆", "▇" };
	int full = met - below;

	*s = STYLE_MET;
	if (full >= EIGHTHS || (ui->ascii && full >= EIGHTHS / 2))
		return ui_glyph(ui, "█", "#");
	if (full > 0 && !ui->ascii)
		return block[full];
	*s = STYLE_DIM;
	return claims - below >= EIGHTHS / 2 || (below == 0 && claims > 0) ? ui_glyph(ui, "░", ".") : " ";
}

static void add_cell(struct page *p, struct buf *run, enum style *style, enum style s, const char *text)
{
	if (s != *style && run->len > 0) {
		page_add(p, *style, buf_str(run));
		buf_clear(run);
	}
	*style = s;
	buf_add(run, text);
}

static void chart_row(const struct ui *ui, const struct course_point *point, int columns, int top, int rows, int row, struct page *p)
{
	struct buf run = {0};
	enum style style = STYLE_MET, s;
	int below = (rows - 1 - row) * EIGHTHS;

	page_line(p);
	if (row == 0)
		page_addf(p, STYLE_DIM, "%3d ", top);
	else
		page_addf(p, STYLE_DIM, "%3s ", row == rows - 1 ? "0" : "");
	for (int i = 0; i < columns; i++) {
		const char *text = cell(ui, eighths(point[i].met, top, rows), eighths(point[i].in_scope - point[i].aside, top, rows), below, &s);

		add_cell(p, &run, &style, s, text);
	}
	page_add(p, style, buf_str(&run));
	buf_release(&run);
}

static int highest(const struct course_point *point, int columns)
{
	int top = 0;

	for (int i = 0; i < columns; i++)
		if (point[i].in_scope > top)
			top = point[i].in_scope;
	return top;
}

/* The first and the last day below their columns. */
static void days_line(const struct course_point *point, int columns, struct page *p)
{
	char first[DATE_TEXT], last[DATE_TEXT];

	date_print(point[0].day, first);
	date_print(point[columns - 1].day, last);
	page_line(p);
	page_addf(p, STYLE_DIM, "%*s%s%*s", AXIS, "", first, columns - (DATE_TEXT - 1), last);
}

/* Where it stands, and how that differs from some weeks ago. */
static void words_line(const struct ui *ui, const struct course *c, struct page *p)
{
	struct course_point now = course_at(c, ui->today), then = course_at(c, ui->today - AGO_DAYS);
	int gained = now.met - then.met;

	page_line(p);
	page_addf(p, STYLE_TEXT, "%s %d met  %s %d in the way", ui_glyph(ui, "█", "#"), now.met, ui_glyph(ui, "░", "."), course_in_the_way(&now));
	if (p->width >= AGO_COLUMNS && c->point[0].day <= ui->today - AGO_DAYS)
		page_right(p, STYLE_DIM, "%+d in 4 weeks", gained);
	page_target(p, TARGET_CHOICE, NULL, OPENS_HISTORY);
}

/* ---- the section ------------------------------------------------------------------------------------------ */

static const struct course *course_of(const struct dashboard *d)
{
	return d->past.replay != NULL ? replay_course(d->past.replay) : NULL;
}

/* Of a single day there is no course; until it is known, room is kept for one. */
static bool course_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	const struct course *c = course_of(d);

	buf_add(title, "How it went");
	if (!d->past.course_known)
		return true;
	if (c->n == 0 || c->point[0].day >= ui->today)
		return false;
	buf_addf(more, "%d days", ui->today - c->point[0].day + 1);
	return true;
}

static void course_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	const struct course *c = course_of(d);
	int high = rows > CHART_MAX + AROUND ? CHART_MAX : rows - AROUND < CHART_MIN ? CHART_MIN : rows - AROUND, columns = p->width - AXIS, top;
	struct course_point *point;

	if (c == NULL || c->n == 0 || !d->past.course_known) {
		page_line(p);
		page_add(p, STYLE_DIM, !d->past.course_due && d->past.trouble != NULL ? d->past.trouble : "the history is being read");
		return;
	}
	columns = columns < 2 * DATE_TEXT ? 2 * DATE_TEXT : columns;
	point = xcalloc((size_t)columns, sizeof *point);
	course_fit(c, ui->today, point, columns);
	top = highest(point, columns);
	for (int row = 0; row < high; row++)
		chart_row(ui, point, columns, top, high, row, p);
	days_line(point, columns, p);
	words_line(ui, c, p);
	free(point);
}

const struct section_info section_course = { .head = course_head, .write = course_write, .least = 1 + CHART_MIN + AROUND };
