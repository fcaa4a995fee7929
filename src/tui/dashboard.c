/* The Dashboard: how far it is, what can be claimed today, what is outstanding. Everything on it opens. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "core/urgency.h"
#include "tui/challenges.h"
#include "tui/commands.h"
#include "tui/drafts.h"
#include "tui/views.h"

enum { INDENT = 2, FRAME_ROWS = 4, BAR_MIN = 10, BAR_MAX = 40, LABEL_COLUMNS = 32, NUMBERS_COLUMNS = 8, WIDE = 140 };

struct dashboard {
	struct layer layer;
	struct pane pane;
};

static struct dashboard *dash_of(struct layer *l) { return (struct dashboard *)(void *)l; }
static const struct dashboard *dash_in(const struct layer *l) { return (const struct dashboard *)(const void *)l; }

/* ---- bars ----------------------------------------------------------------------------------- */

/* One piece of a bar in the standing's style; a part of more than nothing shows at least one cell. */
static int bar_piece(const struct ui *ui, struct page *p, enum leaf_standing s, int part, int whole, int width, int used)
{
	static const char *const ascii[LEAF_COUNT] = {
		[LEAF_MET] = "#", [LEAF_PARTLY] = "=", [LEAF_ASSERTED] = "\"", [LEAF_CHALLENGED] = "?", [LEAF_NOT_EVIDENCED] = "x",
		[LEAF_OPEN] = ".", [LEAF_SET_ASIDE] = "-", [LEAF_OUT_OF_SCOPE] = " ",
	};
	static const char *const utf8[LEAF_COUNT] = {
		[LEAF_MET] = "█", [LEAF_PARTLY] = "▓", [LEAF_ASSERTED] = "▒", [LEAF_CHALLENGED] = "?", [LEAF_NOT_EVIDENCED] = "✗",
		[LEAF_OPEN] = "·", [LEAF_SET_ASIDE] = "–", [LEAF_OUT_OF_SCOPE] = " ",
	};
	struct buf b = {0};
	int cells = part * width / (whole > 0 ? whole : 1);

	if (part > 0 && cells == 0)
		cells = 1;
	if (cells > width - used)
		cells = width - used;
	buf_add_repeat(&b, ui_glyph(ui, utf8[s], ascii[s]), (size_t)(cells > 0 ? cells : 0));
	page_add(p, ui_leaf_style(s), buf_str(&b));
	buf_release(&b);
	return cells > 0 ? cells : 0;
}

static void bar(const struct ui *ui, struct page *p, const struct counts *c, int width)
{
	static const enum leaf_standing order[] = {
		LEAF_MET, LEAF_SET_ASIDE, LEAF_PARTLY, LEAF_ASSERTED, LEAF_CHALLENGED, LEAF_NOT_EVIDENCED, LEAF_OPEN,
	};
	int used = 0;
	struct buf rest = {0};

	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		used += bar_piece(ui, p, order[i], c->leaf[order[i]], c->in_scope, width, used);
	buf_add_repeat(&rest, " ", (size_t)(width > used ? width - used : 0));
	page_add(p, STYLE_TEXT, buf_str(&rest));
	buf_release(&rest);
}

static int bar_width(const struct page *p)
{
	int w = p->width - LABEL_COLUMNS - NUMBERS_COLUMNS - INDENT;

	return w < BAR_MIN ? BAR_MIN : w > BAR_MAX ? BAR_MAX : w;
}

static void progress_line(const struct ui *ui, int node, struct page *p)
{
	const struct node *n = &ui->work->tree->node[node];
	const struct counts *c = &ui->standing.counts[node];
	int label = p->width - bar_width(p) - NUMBERS_COLUMNS - (n->kind == NODE_THEME ? 0 : INDENT);
	struct buf b = {0};

	page_line(p);
	page_indent(p, n->kind == NODE_THEME ? 0 : INDENT);
	page_addf(p, ui_standing_style(ui, node), "%s ", standing_glyph(&ui->standing, node, ui->ascii));
	buf_addf(&b, "%s %s", n->id, n->kind == NODE_THEME ? n->text : n->label);
	if (label > LABEL_COLUMNS)
		label = LABEL_COLUMNS;
	label -= 2 + (n->kind == NODE_THEME ? 0 : INDENT);
	{
		struct buf padded = {0};

		utf8_pad(&padded, buf_str(&b), (size_t)(label + (n->kind == NODE_THEME ? INDENT : 0)), ui->ascii);
		page_add(p, n->kind == NODE_THEME ? STYLE_HEADING : STYLE_TEXT, buf_str(&padded));
		buf_release(&padded);
	}
	page_add(p, STYLE_TEXT, " ");
	if (c->in_scope > 0) {
		bar(ui, p, c, bar_width(p));
		page_addf(p, STYLE_DIM, " %2d/%d", c->leaf[LEAF_MET], c->in_scope);
	} else
		page_add(p, STYLE_OUT_OF_SCOPE, "out of scope");
	page_target(p, TARGET_NODE, n->id, 0);
	buf_release(&b);
}

static void progress(const struct ui *ui, struct page *p)
{
	const struct tree *t = ui->work->tree;

	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].kind != NODE_CLAIM)
			progress_line(ui, i, p);
}

/* ---- what can be claimed, what is outstanding -------------------------------------------------- */

static void summary(const struct ui *ui, struct page *p)
{
	const struct counts *c = &ui->standing.total;
	bool first = true;

	page_line(p);
	page_addf(p, STYLE_TITLE, "%d of %d claims met", c->leaf[LEAF_MET], c->in_scope);
	for (int s = LEAF_PARTLY; s <= LEAF_SET_ASIDE; s++) {
		if (c->leaf[s] == 0)
			continue;
		page_addf(p, STYLE_TEXT, "%s", first ? ": " : ", ");
		page_addf(p, ui_leaf_style((enum leaf_standing)s), "%s %d %s", leaf_standing_glyph((enum leaf_standing)s, ui->ascii),
		    c->leaf[s], leaf_standing_words((enum leaf_standing)s));
		first = false;
	}
}

/* The answer first: what can be claimed, in one line or two. */
static void claimable_now(const struct ui *ui, struct page *p)
{
	const struct tree *t = ui->work->tree;
	int n, *principle = standing_all_claimable(&ui->standing, t, &n);
	struct buf b = {0};

	buf_add(&b, n > 0 ? "Can be claimed today:" : "No principle can be claimed yet");
	for (int i = 0; i < n; i++)
		buf_addf(&b, " %s", t->node[principle[i]].id);
	page_paragraph(p, n > 0 ? STYLE_GOOD : STYLE_DIM, 0, buf_str(&b));
	buf_release(&b);
	free(principle);
}

static void claimable(const struct ui *ui, struct page *p)
{
	const struct tree *t = ui->work->tree;
	int n, *principle = standing_all_claimable(&ui->standing, t, &n);

	page_heading(p, "Can be claimed today (%d)", n);
	for (int i = 0; i < n; i++) {
		struct buf words = {0};

		page_line(p);
		page_indent(p, INDENT);
		page_addf(p, STYLE_LINK, "%s ", t->node[principle[i]].id);
		page_add(p, STYLE_TEXT, t->node[principle[i]].label);
		page_target(p, TARGET_NODE, t->node[principle[i]].id, 0);
		standing_claim_words(&words, &ui->standing, t, principle[i]);
		if (t->node[principle[i]].remark != NULL || ui->standing.counts[principle[i]].leaf[LEAF_SET_ASIDE] > 0)
			page_paragraph(p, STYLE_WARNING, INDENT * 3, buf_str(&words));
		buf_release(&words);
	}
	if (n == 0) {
		page_line(p);
		page_indent(p, INDENT);
		page_add(p, STYLE_DIM, "nothing yet");
	}
	free(principle);
}

static void gap_line(const struct ui *ui, const struct gap *g, struct page *p)
{
	char due[40] = "no date";
	bool over = gap_overdue(ui->work, g, ui->today);

	if (g->due != DATE_NONE)
		date_relative(g->due, ui->today, due, sizeof due);
	page_line(p);
	page_indent(p, INDENT);
	page_addf(p, STYLE_LINK, "G%d ", g->ref);
	if (over)
		page_add(p, STYLE_OVERDUE, "OVERDUE ");
	page_add(p, STYLE_TEXT, g->head != NULL ? g->head : "");
	page_right(p, over ? STYLE_OVERDUE : STYLE_DIM, "%s", due);
	page_target(p, TARGET_GAP, g->id, 0);
}

static void outstanding(const struct ui *ui, struct page *p)
{
	const struct work *w = ui->work;
	struct urgencies u;
	int n = ui->standing.gaps_outstanding;

	urgency_compute(&u, w, &ui->standing, ui->today);
	page_heading(p, "Gaps outstanding (%d)", n);
	for (int i = 0; i < n; i++)
		gap_line(ui, &w->gap[u.item[i].gap], p);
	if (n == 0) {
		page_line(p);
		page_indent(p, INDENT);
		page_add(p, STYLE_DIM, "none");
	}
	urgency_release(&u);
}

static void challenges(const struct ui *ui, struct page *p)
{
	const struct work *w = ui->work;
	int n = challenge_waiting(w);

	if (n > 0)
		page_heading(p, "Challenges that wait (%d)", n);
	for (int i = 0; i < w->n_challenge; i++)
		if (challenge_waits(&w->challenge[i])) {
			challenge_row(ui, &w->challenge[i], p);
			page_indent(p, INDENT);
		}
}

static void weak_evidence(const struct ui *ui, struct page *p)
{
	bool first = true;

	for (int i = 0; i < ui->work->n_evidence; i++) {
		const struct evidence *e = &ui->work->evidence[i];
		const char *why = !e->has_detail && !e->has_location ? "bare title: does not count" :
		    e->review_by != DATE_NONE && e->review_by < ui->today ? "past its review date" : e->n_supports == 0 ? "supports nothing" : NULL;

		if (why == NULL)
			continue;
		if (first)
			page_heading(p, "Evidence to look at");
		first = false;
		page_line(p);
		page_indent(p, INDENT);
		page_addf(p, STYLE_LINK, "E%d ", e->ref);
		page_add(p, STYLE_TEXT, e->title != NULL ? e->title : "");
		page_right(p, STYLE_WARNING, "%s", why);
		page_target(p, TARGET_EVIDENCE, e->id, 0);
	}
}

static void drafts(const struct ui *ui, struct page *p)
{
	if (ui->drafts.n == 0)
		return;
	page_heading(p, "Text that was never saved (%zu)", ui->drafts.n);
	for (size_t i = 0; i < ui->drafts.n; i++) {
		const struct draft *d = &ui->drafts.item[i];
		struct buf words = {0};

		page_line(p);
		page_indent(p, INDENT);
		draft_words(ui, d, &words);
		page_add(p, STYLE_WARNING, buf_str(&words));
		buf_release(&words);
		page_right(p, STYLE_DIM, "%s", d->at);
		page_target(p, TARGET_DRAFT, NULL, (int)i);
	}
}

/* ---- the layer ------------------------------------------------------------------------------ */

static void dashboard_build(struct ui *ui, struct layer *l)
{
	struct dashboard *d = dash_of(l);
	struct target t = {0};
	char *id;

	pane_at(&d->pane, &t);
	id = xstrdup_or_null(t.id);
	t.id = id;
	d->pane.targets_only = true;
	d->pane.rows = ui->rows - FRAME_ROWS < 1 ? 1 : ui->rows - FRAME_ROWS;
	page_start(&d->pane.page, ui->cols - 2 < WIDE ? ui->cols - 2 : WIDE, ui->ascii);
	summary(ui, &d->pane.page);
	claimable_now(ui, &d->pane.page);
	outstanding(ui, &d->pane.page);
	challenges(ui, &d->pane.page);
	drafts(ui, &d->pane.page);
	page_line(&d->pane.page);
	progress(ui, &d->pane.page);
	claimable(ui, &d->pane.page);
	weak_evidence(ui, &d->pane.page);
	pane_settle(&d->pane, &t);
	free(id);
	l->stale = false;
}

static void dashboard_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct dashboard *d = dash_in(l);
	int width = d->pane.page.width;

	(void)ui;
	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	canvas_text(c, body, 0, 1, STYLE_TITLE, "Dashboard ");
	pane_draw(&d->pane, c, rect_part(body, 1, 1, body.rows - 1, width < body.cols - 2 ? width : body.cols - 2), true);
	if (d->pane.page.n > d->pane.top + d->pane.rows)
		canvas_text(c, body, body.rows - 1, body.cols - 1, STYLE_DIM, canvas_ascii(c) ? "v" : "↓");
}

static bool dashboard_move(struct ui *ui, struct layer *l, int m)
{
	struct pane *v = &dash_of(l)->pane;
	struct target t;

	if ((enum move)m != MOVE_OPEN)
		return pane_do(v, (enum move)m);
	if (!pane_at(v, &t))
		return false;
	if (t.kind == TARGET_DRAFT)
		do_drafts(ui);
	else
		ui_jump(ui, &t);
	return true;
}

static bool dashboard_subject(const struct ui *ui, const struct layer *l, struct target *t)
{
	(void)ui;
	return pane_at(&dash_in(l)->pane, t);
}

static void dashboard_free(struct layer *l)
{
	page_release(&dash_of(l)->pane.page);
	free(dash_of(l));
}

static const struct layer_ops dashboard_layer = {
	.name = "Dashboard", .where = IN_DASHBOARD, .covers = true, .build = dashboard_build, .draw = dashboard_draw,
	.move = dashboard_move, .subject = dashboard_subject, .free = dashboard_free,
};

static struct layer *dashboard_make(struct ui *ui)
{
	struct dashboard *d = xcalloc(1, sizeof *d);

	(void)ui;
	d->layer.ops = &dashboard_layer;
	return &d->layer;
}

static void dashboard_select(struct ui *ui, struct layer *l, const struct target *t)
{
	(void)ui;
	pane_settle(&dash_of(l)->pane, t);
}

const struct view_ops dashboard_view = { .title = "Dashboard", .make = dashboard_make, .select = dashboard_select };
