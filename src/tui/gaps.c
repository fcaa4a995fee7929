/* The Gaps view: outstanding first, then the challenges that wait, beside the gap or challenge in hand. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/challenges.h"
#include "tui/item_commands.h"
#include "tui/remarks.h"
#include "tui/split.h"
#include "tui/views.h"

enum { INDENT = 2 };

static const char *due_words(const struct ui *ui, const struct gap *g, char *out, size_t size)
{
	if (g->due == DATE_NONE)
		snprintf(out, size, "no date");
	else
		date_relative(g->due, ui->today, out, size);
	return out;
}

static void gap_line(const struct ui *ui, const struct gap *g, struct page *p)
{
	bool over = gap_overdue(ui->work, g, ui->today), out = gap_outstanding(ui->work, g);
	char due[40];

	page_line(p);
	page_addf(p, out ? STYLE_KEY : STYLE_DIM, "G%-3d ", g->ref);
	if (over)
		page_add(p, STYLE_OVERDUE, "OVERDUE ");
	if (out && g->priority == PRIORITY_HIGH)
		page_add(p, STYLE_WARNING, "high ");
	page_addf(p, out ? STYLE_TEXT : STYLE_DIM, "%s", g->head != NULL ? g->head : "");
	if (!out)
		page_right(p, STYLE_DIM, "%s", value_words(FIELD_GAP_STATE, g->state));
	else
		page_right(p, over ? STYLE_OVERDUE : STYLE_DIM, "%s", due_words(ui, g, due, sizeof due));
	page_target(p, TARGET_GAP, g->id, 0);
}

/* Gaps in order of urgency; the array of work is by reference. */
struct urgency { const struct work *w; const struct gap *gap; date today; };

static int compare_urgency(const void *a, const void *b)
{
	const struct urgency *x = a, *y = b;
	bool xo = gap_outstanding(x->w, x->gap), yo = gap_outstanding(y->w, y->gap);

	return xo != yo ? (yo ? 1 : -1) : gap_compare(x->w, x->gap, y->gap, x->today);
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

static void gaps_list(struct ui *ui, struct split *s, struct page *p)
{
	const struct work *w = ui->work;
	struct urgency *u = xcalloc((size_t)w->n_gap + 1, sizeof *u);
	bool was_out = true;

	(void)s;
	if (w->n_gap == 0) {
		page_line(p);
		page_add(p, STYLE_DIM, "No gap written down yet: e writes one, or p on a claim");
	}
	for (int i = 0; i < w->n_gap; i++)
		u[i] = (struct urgency){ w, &w->gap[i], ui->today };
	qsort(u, (size_t)w->n_gap, sizeof *u, compare_urgency);
	for (int i = 0; i < w->n_gap; i++) {
		bool out = gap_outstanding(w, u[i].gap);

		if (was_out && !out) {
			challenge_list(ui, true, p);
			page_line(p);
			page_add(p, STYLE_DIM, "not outstanding");
		}
		was_out = out;
		gap_line(ui, u[i].gap, p);
	}
	free(u);
	if (was_out)
		challenge_list(ui, true, p);
	challenge_list(ui, false, p);
}

/* ---- the gap -------------------------------------------------------------------------------- */

static void fact(struct page *p, const char *id, enum field f, enum style s, const char *value)
{
	page_line(p);
	page_addf(p, STYLE_DIM, "%-9s", field_info(f)->label);
	page_add(p, value != NULL ? s : STYLE_WARNING, value != NULL ? value : "not said");
	page_target(p, TARGET_FIELD, id, (int)f);
}

static void long_text(const struct ui *ui, const struct gap *g, enum field f, const char *missing, struct page *p)
{
	struct buf b = {0};

	ui_text(ui, f, g->id, &b);
	page_heading(p, "%s", field_info(f)->label);
	page_paragraph(p, b.len > 0 ? STYLE_TEXT : STYLE_WARNING, INDENT, b.len > 0 ? buf_str(&b) : missing);
	buf_release(&b);
}

static void gap_claims(const struct ui *ui, const struct gap *g, struct page *p)
{
	const struct tree *t = ui->work->tree;

	page_heading(p, "Claims (%d)", g->n_claims);
	for (int i = 0; i < g->n_claims; i++) {
		page_line(p);
		page_indent(p, INDENT);
		page_addf(p, ui_standing_style(ui, g->claim[i]), "%s ", standing_glyph(&ui->standing, g->claim[i], ui->ascii));
		page_addf(p, STYLE_LINK, "%s ", tree_leaf_name(t, g->claim[i]));
		page_add(p, STYLE_TEXT, t->node[g->claim[i]].label);
		page_right(p, STYLE_DIM, "%s", standing_words(&ui->standing, g->claim[i]));
		page_target(p, TARGET_NODE, t->node[g->claim[i]].id, 0);
	}
	if (g->n_claims == 0) {
		page_line(p);
		page_indent(p, INDENT);
		page_add(p, STYLE_WARNING, "no claim: L chooses them");
	}
}

static void gaps_detail(struct ui *ui, struct split *s, const struct target *t, struct page *p)
{
	int i = t->id != NULL ? work_find_gap(ui->work, t->id) : -1;
	const struct gap *g;
	char due[DATE_TEXT + 40], relative[32];

	(void)s;
	if (t->kind == TARGET_CHALLENGE && t->id != NULL && (i = work_find_challenge(ui->work, t->id)) >= 0) {
		challenge_page(ui, i, p);
		return;
	}
	if (t->kind != TARGET_GAP || i < 0)
		return;
	g = &ui->work->gap[i];
	fact(p, g->id, FIELD_GAP_STATE, STYLE_TEXT, value_words(FIELD_GAP_STATE, g->state));
	fact(p, g->id, FIELD_PRIORITY, STYLE_TEXT, g->priority >= 0 ? field_info(FIELD_PRIORITY)->values[g->priority] : NULL);
	if (g->due != DATE_NONE) {
		date_print(g->due, due);
		date_relative(g->due, ui->today, relative, sizeof relative);
		snprintf(due + strlen(due), sizeof due - strlen(due), ", %s", relative);
	}
	fact(p, g->id, FIELD_DUE, gap_overdue(ui->work, g, ui->today) ? STYLE_OVERDUE : STYLE_TEXT, g->due != DATE_NONE ? due : NULL);
	fact(p, g->id, FIELD_GAP_OWNER, STYLE_TEXT, g->owner);
	long_text(ui, g, FIELD_GAP, "nothing written", p);
	long_text(ui, g, FIELD_ACTION, g->state == GAP_ACCEPTED ? "nothing is planned: say why (a)" : "nothing written: what will be done (a)", p);
	gap_claims(ui, g, p);
	remarks_section(ui, ENTITY_GAP, g->id, p);
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

static const struct split_ops gaps_split = {
	.list_title = "Gaps ", .list = gaps_list, .detail = gaps_detail, .detail_title = gaps_title, .open = gaps_open,
};

static const struct layer_ops gaps_layer = {
	.name = "Gaps", .where = IN_GAPS, .covers = true, .build = split_build, .draw = split_draw, .event = split_event,
	.move = split_move, .subject = split_subject, .item = split_item, .rest = split_rest, .free = split_free,
};

static struct layer *gaps_make(struct ui *ui)
{
	struct split *s = xcalloc(1, sizeof *s);

	(void)ui;
	split_init(s, &gaps_layer, &gaps_split);
	return &s->layer;
}

static void gaps_select(struct ui *ui, struct layer *l, const struct target *t)
{
	split_select(ui, split_of(l), t);
}

const struct view_ops gaps_view = { .title = "Gaps", .make = gaps_make, .select = gaps_select };
