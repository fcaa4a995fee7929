/* The Dashboard: what changed since the newest baseline. Losses stand by themselves, the rest as counts that open. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/dashboard.h"
#include "tui/picker.h"

enum { TITLE_COLUMNS = 24 };

static bool is_loss(enum diff_kind k)
{
	return k == DIFF_LOST || k == DIFF_NOT_CLAIMABLE;
}

static bool since_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int i = dash_past_baseline(ui);

	if (i < 0)
		return false;
	buf_add(title, "Since ");
	utf8_cut(title, ui->work->baseline[i].name != NULL ? ui->work->baseline[i].name : "a baseline", TITLE_COLUMNS, ui->ascii);
	if (d->past.since_known && d->past.n_changes > 0)
		buf_addf(more, d->past.n_lost > 0 ? "%d LOST" : "nothing lost", d->past.n_lost);
	return true;
}

/* How many changes stand under the heading of this kind, from `first` on. */
static int count_under(const struct dash_past *p, size_t first)
{
	const char *heading = diff_kind_heading(p->change[first].kind);
	int n = 0;

	for (size_t i = first; i < p->n_changes && strcmp(diff_kind_heading(p->change[i].kind), heading) == 0; i++)
		n++;
	return n;
}

static void loss_lines(const struct dash_past *past, struct page *p)
{
	for (size_t i = 0; i < past->n_changes; i++) {
		const struct dash_change *c = &past->change[i];

		if (!is_loss(c->kind))
			continue;
		page_line(p);
		page_add(p, STYLE_WARNING, "LOST ");
		page_add(p, STYLE_TEXT, c->text);
		page_target(p, c->opens, c->id, 0);
	}
}

static void since_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	const struct dash_past *past = &d->past;

	(void)ui;
	(void)rows;
	if (!past->since_known || past->n_changes == 0) {
		page_line(p);
		page_add(p, STYLE_DIM, past->trouble != NULL ? past->trouble : past->since_known ? "nothing changed" : "being compared");
		page_target(p, TARGET_CHOICE, NULL, OPENS_HISTORY);
		return;
	}
	loss_lines(past, p);
	for (size_t i = 0, n; i < past->n_changes; i += n) {
		n = (size_t)count_under(past, i);
		if (is_loss(past->change[i].kind))
			continue;
		page_line(p);
		page_add(p, past->change[i].kind == DIFF_GAINED || past->change[i].kind == DIFF_CLAIMABLE ? STYLE_GOOD : STYLE_TEXT,
		    diff_kind_heading(past->change[i].kind));
		page_right(p, STYLE_TEXT, "%zu", n);
		page_target(p, TARGET_CHOICE, NULL, OPENS_CHANGES + (int)past->change[i].kind);
	}
}

const struct section_info section_since = { .head = since_head, .write = since_write, .least = 3 };

/* ---- the changes of one kind -------------------------------------------------------------------------- */

struct chosen { const struct dash_past *past; enum diff_kind kind; };

static void fill_changes(struct ui *ui, struct picker *p)
{
	const struct chosen *chosen = picker_data(p);
	const struct dash_past *past = chosen->past;

	(void)ui;
	for (size_t i = 0; i < past->n_changes; i++)
		if (strcmp(diff_kind_heading(past->change[i].kind), diff_kind_heading(chosen->kind)) == 0)
			picker_add(p, &(struct picker_row){ .text = past->change[i].text, .id = past->change[i].id, .number = (int)past->change[i].opens });
}

static const struct picker_ops changes_picker = { .keeps_order = true, .fill = fill_changes, .take = picker_go, .free_data = free };

void changes_open(struct ui *ui, const struct dash_past *p, enum diff_kind k)
{
	struct chosen *chosen = xcalloc(1, sizeof *chosen);
	struct buf title = {0};

	*chosen = (struct chosen){ p, k };
	buf_addf(&title, " %s ", diff_kind_heading(k));
	picker_open_data(ui, &changes_picker, chosen, buf_str(&title), NULL);
	buf_release(&title);
}
