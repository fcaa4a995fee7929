/* The Dashboard: the road to each principle that cannot be claimed yet. What it takes is asked in road_of alone. */
#include "config.h"

#include <stdlib.h>

#include "core/takes.h"
#include "tui/dashboard.h"

enum {
	WORDS_MIN = 56,                 /* columns below which the number of steps has to do */
	STEPS_ROWS = 44,                /* of the window, from which steps are named */
	CAUTION_ROWS = 3, STEP_INDENT = 4,
};

/* What it takes until a principle can be claimed. */
struct road {
	int principle;
	struct takes takes;
	int only;                       /* the one claim in the way, NODE_NONE: there are several */
};

static void road_of(const struct ui *ui, int principle, struct road *out)
{
	int n, *because = standing_because(&ui->standing, ui->work->tree, principle, &n);

	*out = (struct road){ .principle = principle, .only = n == 1 ? because[0] : NODE_NONE };
	takes_of(&out->takes, ui->work, &ui->standing, principle);
	free(because);
}

/* The fewest steps first; of as many, those that need the least to be done. */
static int compare_roads(const void *a, const void *b)
{
	const struct road *x = a, *y = b;

	if (x->takes.n != y->takes.n)
		return x->takes.n < y->takes.n ? -1 : 1;
	for (int e = EFFORT_COUNT - 1; e >= 0; e--)
		if (x->takes.effort[e] != y->takes.effort[e])
			return x->takes.effort[e] < y->takes.effort[e] ? -1 : 1;
	return (x->principle > y->principle) - (x->principle < y->principle);
}

static bool is_road(const struct ui *ui, int node)
{
	return ui->work->tree->node[node].kind == NODE_PRINCIPLE && !ui->standing.is_leaf[node]
	    && (ui->standing.value[node] == NODE_HELD_BACK || ui->standing.value[node] == NODE_UNFINISHED);
}

/* Yours; each with its takes. */
static struct road *roads_of(const struct ui *ui, int *n)
{
	const struct tree *t = ui->work->tree;
	struct road *r = xcalloc((size_t)t->n_nodes + 1, sizeof *r);

	*n = 0;
	for (int i = 0; i < t->n_nodes; i++)
		if (is_road(ui, i))
			road_of(ui, i, &r[(*n)++]);
	qsort(r, (size_t)*n, sizeof *r, compare_roads);
	return r;
}

static void roads_free(struct road *r, int n)
{
	for (int i = 0; i < n; i++)
		takes_release(&r[i].takes);
	free(r);
}

/* ---- in words --------------------------------------------------------------------------------------- */

/* A step in two words, for the right edge. */
static void step_words(const struct ui *ui, const struct piece *p, struct buf *out)
{
	const struct work *w = ui->work;
	const char *leaf = tree_leaf_name(w->tree, p->leaf);

	switch (p->act) {
	case PIECE_AFFIRM: buf_addf(out, "affirm %s", leaf); break;
	case PIECE_STATUS: buf_addf(out, "status of %s", leaf); break;
	case PIECE_SETTLE: buf_addf(out, "settle C%d", w->challenge[p->challenge].ref); break;
	case PIECE_LINK: buf_addf(out, "link to %s", leaf); break;
	case PIECE_DETAIL: buf_addf(out, "detail of E%d", w->evidence[p->evidence].ref); break;
	case PIECE_WRITE: buf_addf(out, "evidence for %s", leaf); break;
	case PIECE_CLOSE: buf_addf(out, "close G%d", w->gap[p->gap].ref); break;
	}
}

static void add_effort(struct buf *out, const struct road *r, enum piece_effort e, const char *words, bool *first)
{
	if (r->takes.effort[e] == 0)
		return;
	buf_addf(out, "%s %d %s", *first ? ":" : ",", r->takes.effort[e], words);
	*first = false;
}

static void road_words(const struct ui *ui, const struct road *r, bool brief, struct buf *out)
{
	bool first = true;

	if (r->takes.n == 1) {
		step_words(ui, &r->takes.piece[0], out);
		return;
	}
	buf_add_count(out, (int)r->takes.n, "step", "steps");
	if (brief)
		return;
	add_effort(out, r, EFFORT_FILE, "on file", &first);
	add_effort(out, r, EFFORT_WRITE, "to write", &first);
	add_effort(out, r, EFFORT_DO, "to do", &first);
}

/* ---- the section ------------------------------------------------------------------------------------ */

static bool road_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int n = 0;

	(void)d;
	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		n += is_road(ui, i);
	buf_add(title, "Road to the others");
	if (n > 0)
		buf_addf(more, "%d", n);
	return n > 0;
}

static void step_target(const struct ui *ui, const struct piece *piece, struct page *p)
{
	if (piece->act == PIECE_CLOSE)
		page_target(p, TARGET_GAP, ui->work->gap[piece->gap].id, 0);
	else if (piece->act == PIECE_DETAIL)
		page_target(p, TARGET_EVIDENCE, ui->work->evidence[piece->evidence].id, 0);
	else
		page_target(p, TARGET_NODE, ui->work->tree->node[piece->leaf].id, 0);
}

static void steps(const struct ui *ui, const struct road *r, struct page *p)
{
	for (size_t i = 0; i < r->takes.n; i++) {
		struct buf words = {0};

		piece_words(&words, ui->work, &r->takes.piece[i]);
		page_line(p);
		page_indent(p, STEP_INDENT);
		page_add(p, STYLE_DIM, buf_str(&words));
		step_target(ui, &r->takes.piece[i], p);
		buf_release(&words);
	}
}

static void road_line(const struct ui *ui, const struct road *r, struct page *p)
{
	struct buf words = {0};

	road_words(ui, r, p->width < WORDS_MIN, &words);
	dash_node(ui, r->principle, p);
	page_right(p, r->takes.n == 1 ? STYLE_TEXT : STYLE_DIM, "%s", buf_str(&words));
	if (r->takes.n == 1)
		step_target(ui, &r->takes.piece[0], p);
	else if (r->only != NODE_NONE)
		page_target(p, TARGET_NODE, ui->work->tree->node[r->only].id, 0);
	buf_release(&words);
}

/* In a high window the steps of the shortest roads are named, as far as there is room. */
static void road_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	int n, room;
	struct road *r = roads_of(ui, &n);
	bool named = d->rows >= STEPS_ROWS || d->unfolded[SECTION_ROAD];

	room = rows - n - CAUTION_ROWS;
	for (int i = 0; i < n; i++) {
		road_line(ui, &r[i], p);
		if (!named || r[i].takes.n < 2 || (int)r[i].takes.n > room)
			continue;
		steps(ui, &r[i], p);
		room -= (int)r[i].takes.n;
	}
	if (named && n > 0)
		page_paragraph(p, STYLE_DIM, STEP_INDENT, takes_caution);
	roads_free(r, n);
}

const struct section_info section_road = { .head = road_head, .write = road_write, .least = 3 };
