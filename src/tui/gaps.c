/* The Gaps view: outstanding first, the most urgent at the top, then the challenges that wait, beside the gap or challenge
 * in hand. */
#include "config.h"

#include <stdlib.h>

#include "tui/challenges.h"
#include "tui/gaps.h"
#include "tui/item_commands.h"
#include "tui/remarks.h"
#include "tui/views.h"

static struct gaps_view *view_of(struct split *s) { return (struct gaps_view *)(void *)s; }
static const struct gaps_view *view_in(const struct split *s) { return (const struct gaps_view *)(const void *)s; }

struct gaps_view *gaps_in_hand(const struct ui *ui)
{
	return view_of(split_of(ui->view[VIEW_GAPS]));
}

static bool gaps_filtered(const struct gaps_view *v)
{
	const struct gap_filter *f = &v->filter;

	return f->state >= 0 || f->owner != NULL || f->nobody || f->node != NODE_NONE || f->period != PERIOD_ANY;
}

/* Everything again; the cursor stays on its gap. */
static void gaps_show_all(struct ui *ui)
{
	struct gaps_view *v = gaps_in_hand(ui);

	free(v->owner);
	v->owner = NULL;
	v->filter = (struct gap_filter)GAP_FILTER_ALL;
	ui_stale(ui);
}

/* ---- the list ------------------------------------------------------------------------------------ */

static void group_heading(const struct gaps_view *v, enum urgency_group g, int n, struct page *p)
{
	if (g == URGENCY_OUTSTANDING && v->split.list_cols >= GAPS_WIDE)
		gap_columns(p);
	else if (g != URGENCY_OUTSTANDING)
		page_heading(p, "%s (%d)", urgency_group_words(g), n);
}

/* Those of one group that pass the filter; the order is in groups already. */
static void group_list(const struct ui *ui, const struct gaps_view *v, enum urgency_group g, const bool *passes, struct page *p)
{
	int n = 0;

	for (int i = 0; i < v->order.n; i++)
		n += passes[i] && v->order.item[i].group == g;
	if (n == 0)
		return;
	group_heading(v, g, n, p);
	for (int i = 0; i < v->order.n; i++)
		if (passes[i] && v->order.item[i].group == g)
			gap_row(ui, &v->order.item[i], p);
}

static void nothing_there(const struct ui *ui, const struct gaps_view *v, struct page *p)
{
	page_line(p);
	if (ui->work->n_gap == 0)
		page_add(p, STYLE_DIM, ui_offer(ui, "No gap written down yet: e writes one, or p on a claim", "No gap written down yet"));
	else if (v->shown == 0)
		page_add(p, STYLE_DIM, "No gap is like that: f shows others");
}

/* Those that wait, or those that do not any more; nothing where there are none. */
static void challenge_list(const struct ui *ui, bool wait, struct page *p)
{
	const struct work *w = ui->work;
	int n = wait ? challenge_waiting(w) : w->n_challenge - challenge_waiting(w);

	if (n == 0)
		return;
	page_heading(p, wait ? "Challenges that wait (%d)" : "Settled or overruled (%d)", n);
	for (int i = 0; i < w->n_challenge; i++)
		if (challenge_waits(&w->challenge[i]) == wait)
			challenge_row(ui, &w->challenge[i], p);
}

/* The filter is about gaps; that challenges wait behind it is not kept quiet. */
static void challenges_hidden(const struct ui *ui, struct page *p)
{
	int n = challenge_waiting(ui->work);
	struct buf b = {0};

	if (n == 0)
		return;
	buf_add_count(&b, n, "challenge waits, not shown with", "challenges wait, not shown with");
	buf_add(&b, " a filter: f all gaps");
	page_line(p);
	page_paragraph(p, STYLE_CHALLENGED, 0, buf_str(&b));
	buf_release(&b);
}

static void gaps_list(struct ui *ui, struct split *s, struct page *p)
{
	struct gaps_view *v = view_of(s);
	const struct work *w = ui->work;
	bool *passes = xcalloc((size_t)w->n_gap + 1, sizeof *passes);

	urgency_release(&v->order);
	urgency_compute(&v->order, w, &ui->standing, ui->today);
	v->shown = 0;
	for (int i = 0; i < v->order.n; i++) {
		passes[i] = gap_passes(w, &w->gap[v->order.item[i].gap], &v->filter, ui->today);
		v->shown += passes[i];
	}
	if (v->shown == 0)
		nothing_there(ui, v, p);
	for (int g = 0; g < URGENCY_GROUPS; g++) {
		group_list(ui, v, (enum urgency_group)g, passes, p);
		if (g == URGENCY_OUTSTANDING && !gaps_filtered(v))
			challenge_list(ui, true, p);
	}
	if (gaps_filtered(v))
		challenges_hidden(ui, p);
	else
		challenge_list(ui, false, p);
	free(passes);
}

static void gaps_more(const struct ui *ui, const struct split *s, struct buf *out)
{
	const struct gaps_view *v = view_in(s);

	if (!gaps_filtered(v))
		return;
	buf_addf(out, "%d of %d: ", v->shown, ui->work->n_gap);
	gap_filter_words(ui, &v->filter, out);
	buf_addc(out, ' ');
}

/* ---- the gap -------------------------------------------------------------------------------- */

static void gaps_detail(struct ui *ui, struct split *s, const struct target *t, struct page *p)
{
	int i = t->kind == TARGET_GAP && t->id != NULL ? work_find_gap(ui->work, t->id) : -1;
	const struct urgency *u = i >= 0 ? urgency_of(&view_of(s)->order, i) : NULL;

	if (t->kind == TARGET_CHALLENGE && t->id != NULL && (i = work_find_challenge(ui->work, t->id)) >= 0)
		challenge_page(ui, i, p);
	else if (u != NULL) {
		gap_detail(ui, u, p);
		remarks_section(ui, ENTITY_GAP, t->id, p);
	}
}

static void gaps_title(const struct ui *ui, const struct split *s, const struct target *t, struct buf *out)
{
	int i = t->id != NULL ? work_find_gap(ui->work, t->id) : -1;

	(void)s;
	if (i >= 0)
		buf_addf(out, "G%d", ui->work->gap[i].ref);
	else if (t->kind == TARGET_CHALLENGE && t->id != NULL && (i = work_find_challenge(ui->work, t->id)) >= 0)
		challenge_title(&ui->work->challenge[i], out);
}

static bool gaps_open(struct ui *ui, struct split *s, const struct target *t)
{
	if (t->kind == TARGET_NODE || t->kind == TARGET_EVIDENCE)
		ui_jump(ui, t);
	else if (t->kind == TARGET_CHALLENGE)
		challenge_menu(ui, t->id);
	else if (t->kind == TARGET_REMARK)
		remark_open(ui, t);
	else if (t->kind == TARGET_FIELD)
		edit_gap(ui, s->shown.id, NULL);
	else
		return false;
	return true;
}

/* ---- the view -------------------------------------------------------------------------------- */

static const struct split_ops gaps_split = {
	.list_title = "Gaps ", .list_more = gaps_more, .list = gaps_list, .detail = gaps_detail, .detail_title = gaps_title, .open = gaps_open,
	.wide_list = true,
};

static void gaps_free(struct layer *l)
{
	struct gaps_view *v = view_of(split_of(l));

	urgency_release(&v->order);
	free(v->owner);
	split_free(l);
}

static const struct layer_ops gaps_layer = {
	.name = "Gaps", .where = IN_GAPS, .covers = true, .build = split_build, .draw = split_draw, .event = split_event,
	.move = split_move, .subject = split_subject, .item = split_item, .rest = split_rest, .free = gaps_free,
};

static struct layer *gaps_make(struct ui *ui)
{
	struct gaps_view *v = xcalloc(1, sizeof *v);

	(void)ui;
	v->filter = (struct gap_filter)GAP_FILTER_ALL;
	split_init(&v->split, &gaps_layer, &gaps_split);
	return &v->split.layer;
}

/* Who comes from elsewhere to a gap sees it, whatever was filtered before. */
static void gaps_select(struct ui *ui, struct layer *l, const struct target *t)
{
	if (split_select(ui, split_of(l), t) || !gaps_filtered(view_of(split_of(l))))
		return;
	gaps_show_all(ui);
	split_select(ui, split_of(l), t);
	ui_say(ui, STYLE_DIM, "All gaps are shown again: the filter left this one out");
}

const struct view_ops gaps_view = { .title = "Gaps", .make = gaps_make, .select = gaps_select };
