/* The Dashboard: the next step, and bars of how far each theme and principle is. */
#include "config.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "tui/dashboard.h"

enum { INDENT = 2, BAR_MIN = 8, BAR_MAX = 40, LABEL_MIN = 8, LABEL_MAX = 34, NUMBERS = 6, COUNTS_MIN = 56, COUNTS = 12, BAR_BESIDE = 14 };

/* Met first, then from the nearest to it to the farthest. */
static const enum leaf_standing order[] = {
	LEAF_MET, LEAF_SET_ASIDE, LEAF_PARTLY, LEAF_ASSERTED, LEAF_CHALLENGED, LEAF_NOT_EVIDENCED, LEAF_OPEN,
};
enum { ORDERED = sizeof order / sizeof order[0] };

/* ---- the next step ---------------------------------------------------------------------------- */

static bool next_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	(void)ui;
	(void)d;
	(void)title;
	(void)more;
	return true;
}

static void next_target(const struct ui *ui, const struct next *n, struct page *p)
{
	const struct work *w = ui->work;
	if (n->gap >= 0)
		page_target(p, TARGET_GAP, w->gap[n->gap].id, 0);
	else if (n->evidence >= 0)
		page_target(p, TARGET_EVIDENCE, w->evidence[n->evidence].id, 0);
	else if (n->challenge >= 0)
		page_target(p, TARGET_CHALLENGE, w->challenge[n->challenge].id, 0);
	else if (n->leaf != NODE_NONE)
		page_target(p, TARGET_NODE, w->tree->node[n->leaf].id, 0);
}

/* On one line where both fit, else the reason below. */
static void next_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	struct next n;
	struct buf what = {0}, because = {0}, cut = {0};

	(void)rows;
	next_step(&n, ui->work, &ui->standing, ui->today);
	next_what(&what, &n, ui->work);
	next_because(&because, &n, ui->work, &ui->standing, ui->today);
	utf8_cut(&cut, buf_str(&what), p->width > 60 ? (size_t)p->width * 2 / 3 : (size_t)p->width - 6, ui->ascii);
	page_line(p);
	page_add(p, STYLE_KEY, "Next  ");
	page_add(p, n.why == NEXT_NOTHING ? STYLE_GOOD : STYLE_TITLE, buf_str(&cut));
	next_target(ui, &n, p);
	if (8 + (int)(utf8_width(buf_str(&cut)) + utf8_width(buf_str(&because))) <= p->width)
		page_addf(p, STYLE_TEXT, ": %s", buf_str(&because));
	else
		page_excerpt(p, STYLE_TEXT, 6, buf_str(&because), board_is_brief(d) ? 1 : 2);
	buf_release(&what);
	buf_release(&because);
	buf_release(&cut);
}

const struct section_info section_next = { .head = next_head, .write = next_write, .least = 1 };

/* ---- bars ------------------------------------------------------------------------------------- */

static const char *bar_glyph(const struct ui *ui, enum leaf_standing s)
{
	static const char *const ascii[LEAF_COUNT] = {
		[LEAF_MET] = "#", [LEAF_PARTLY] = "=", [LEAF_ASSERTED] = "\"", [LEAF_CHALLENGED] = "?", [LEAF_NOT_EVIDENCED] = "x",
		[LEAF_OPEN] = ".", [LEAF_SET_ASIDE] = "-", [LEAF_OUT_OF_SCOPE] = " ",
	};
	static const char *const utf8[LEAF_COUNT] = {
		[LEAF_MET] = "█", [LEAF_PARTLY] = "▓", [LEAF_ASSERTED] = "▒", [LEAF_CHALLENGED] = "?", [LEAF_NOT_EVIDENCED] = "✗",
		[LEAF_OPEN] = "·", [LEAF_SET_ASIDE] = "–", [LEAF_OUT_OF_SCOPE] = " ",
	};

	return ui_glyph(ui, utf8[s], ascii[s]);
}

/* Columns for each piece: a part of more than nothing gets at least one, and together they fill the bar. What was
 * rounded away or was too much is made good by the widest. */
static void share_columns(const struct counts *c, int width, int cells[ORDERED])
{
	int left = width, widest = 0;

	for (int i = 0; i < ORDERED; i++) {
		int part = c->leaf[order[i]];

		cells[i] = c->in_scope > 0 ? part * width / c->in_scope : 0;
		if (part > 0 && cells[i] == 0)
			cells[i] = 1;
		left -= cells[i];
		if (cells[i] > cells[widest])
			widest = i;
	}
	cells[widest] = cells[widest] + left > 0 ? cells[widest] + left : 0;
}

static void bar(const struct ui *ui, struct page *p, const struct counts *c, int width)
{
	int cells[ORDERED];

	share_columns(c, width, cells);
	for (int i = 0; i < ORDERED; i++) {
		struct buf b = {0};

		if (cells[i] == 0)
			continue;
		buf_add_repeat(&b, bar_glyph(ui, order[i]), (size_t)cells[i]);
		page_add(p, theme_leaf_style(order[i]), buf_str(&b));
		buf_release(&b);
	}
}

/* "◌5 ○6": what is not met, by standing. */
static void counts_words(const struct ui *ui, const struct counts *c, struct page *p)
{
	for (int i = 1; i < ORDERED; i++)
		if (c->leaf[order[i]] > 0)
			page_addf(p, theme_leaf_style(order[i]), " %s%d", leaf_standing_glyph(order[i], ui->ascii), c->leaf[order[i]]);
}

static void share_line(const struct page *p, int indent, int *label, int *width)
{
	int room = p->width - NUMBERS - 3 - (p->width >= COUNTS_MIN ? COUNTS : 0);

	int wanted = room * 3 / 5;

	*label = wanted < LABEL_MIN ? LABEL_MIN : wanted > LABEL_MAX ? LABEL_MAX : wanted;
	*width = room - *label < BAR_MIN ? BAR_MIN : room - *label > BAR_MAX ? BAR_MAX : room - *label;
	*label -= indent;
}

static void progress_line(const struct ui *ui, int node, struct page *p)
{
	const struct node *n = &ui->work->tree->node[node];
	const struct counts *c = &ui->standing.counts[node];
	bool theme = n->kind == NODE_THEME;
	int indent = theme ? 0 : INDENT, label, width;
	struct buf b = {0}, padded = {0};

	share_line(p, indent, &label, &width);
	buf_addf(&b, "%s %s", n->id, theme ? n->text : n->label);
	utf8_pad(&padded, buf_str(&b), (size_t)label, ui->ascii);
	page_line(p);
	page_indent(p, indent);
	page_addf(p, ui_standing_style(ui, node), "%s ", standing_glyph(&ui->standing, node, ui->ascii));
	page_addf(p, c->in_scope == 0 ? STYLE_OUT_OF_SCOPE : theme ? STYLE_TITLE : STYLE_TEXT, "%s ", buf_str(&padded));
	if (c->in_scope > 0) {
		bar(ui, p, c, width);
		page_addf(p, STYLE_TEXT, "%3d/%-2d", c->leaf[LEAF_MET], c->in_scope);
		if (p->width >= COUNTS_MIN)
			counts_words(ui, c, p);
	} else
		page_add(p, STYLE_OUT_OF_SCOPE, "out of scope");
	page_target(p, TARGET_NODE, n->id, 0);
	buf_release(&b);
	buf_release(&padded);
}

/* What the bars are made of, with the counts of all: it is their legend too. */
static void legend(const struct ui *ui, struct page *p)
{
	const struct counts *c = &ui->standing.total;
	int used = 0;

	for (int i = 0; i < ORDERED; i++) {
		struct buf b = {0};

		if (c->leaf[order[i]] == 0)
			continue;
		buf_addf(&b, "%s %d %s", bar_glyph(ui, order[i]), c->leaf[order[i]], leaf_standing_words(order[i]));
		if (used == 0 || used + 2 + (int)utf8_width(buf_str(&b)) > p->width) {
			page_line(p);
			used = 0;
		}
		page_add(p, STYLE_TEXT, used > 0 ? "  " : "");
		page_add(p, theme_leaf_style(order[i]), buf_str(&b));
		used += (used > 0 ? 2 : 0) + (int)utf8_width(buf_str(&b));
		buf_release(&b);
	}
}

static bool standing_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	const struct counts *c = &ui->standing.total;

	(void)d;
	buf_add(title, "Standing");
	buf_addf(more, "%d of %d met", c->leaf[LEAF_MET], c->in_scope);
	return true;
}

/* Themes alone where there is no room for their principles. */
static void standing_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	const struct tree *t = ui->work->tree;
	int principles = 0;

	(void)d;
	legend(ui, p);
	for (int i = 0; i < t->n_nodes; i++)
		principles += t->node[i].kind == NODE_PRINCIPLE;
	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].kind == NODE_THEME || (t->node[i].kind == NODE_PRINCIPLE && rows > principles + t->n_themes + 1))
			progress_line(ui, i, p);
}

const struct section_info section_standing = { .head = standing_head, .write = standing_write, .least = 8, .whole = true };
