/* The Dashboard: the road to each principle that cannot be claimed yet. What it takes is asked in road_of alone. */
#include "config.h"

#include <stdlib.h>

#include "tui/dashboard.h"

static void road_of(const struct ui *ui, int principle, struct road *out)
{
	int n, *because = standing_because(&ui->standing, ui->work->tree, principle, &n);

	*out = (struct road){ .principle = principle, .far = n, .next = n > 0 ? because[0] : NODE_NONE };
	free(because);
}

static int compare_roads(const void *a, const void *b)
{
	const struct road *x = a, *y = b;

	return x->far != y->far ? (x->far > y->far) - (x->far < y->far) : (x->principle > y->principle) - (x->principle < y->principle);
}

struct road *roads_of(const struct ui *ui, int *n)
{
	const struct tree *t = ui->work->tree;
	struct road *r = xcalloc((size_t)t->n_nodes + 1, sizeof *r);

	*n = 0;
	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].kind == NODE_PRINCIPLE && (ui->standing.value[i] == NODE_HELD_BACK || ui->standing.value[i] == NODE_UNFINISHED))
			road_of(ui, i, &r[(*n)++]);
	qsort(r, (size_t)*n, sizeof *r, compare_roads);
	return r;
}

void road_words(const struct ui *ui, const struct road *r, bool brief, struct buf *out)
{
	const struct counts *c = &ui->standing.counts[r->principle];
	bool first = true;

	if (r->far == 1) {
		buf_addf(out, "%s %s%s%s", tree_leaf_name(ui->work->tree, r->next), standing_glyph(&ui->standing, r->next, ui->ascii),
		    brief ? "" : " ", brief ? "" : standing_words(&ui->standing, r->next));
		return;
	}
	buf_addf(out, brief ? "%d:" : "%d claims:", r->far);
	for (int s = 0; s < LEAF_COUNT; s++) {
		if (s == LEAF_MET || s == LEAF_SET_ASIDE || s == LEAF_OUT_OF_SCOPE || c->leaf[s] == 0)
			continue;
		buf_addf(out, "%s %s%s%d", first || brief ? "" : ",", leaf_standing_glyph((enum leaf_standing)s, ui->ascii), brief ? "" : " ", c->leaf[s]);
		if (!brief)
			buf_addf(out, " %s", leaf_standing_words((enum leaf_standing)s));
		first = false;
	}
}

/* ---- the section ------------------------------------------------------------------------------------ */

enum {
	WORDS_MIN = 56,                 /* columns below which glyphs have to do */
	CLAIMS_ROWS = 44,               /* from which each claim in the way is named too */
};

/* The claims in the way, where it is more than the one that is named already. */
static void claims_below(const struct ui *ui, int principle, struct page *p)
{
	int n, *because = standing_because(&ui->standing, ui->work->tree, principle, &n);

	for (int i = 0; i < n && n > 1; i++) {
		dash_node(ui, because[i], p);
		page_indent(p, 2);
	}
	free(because);
}

static bool road_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	int n;
	struct road *r = roads_of(ui, &n);

	(void)d;
	buf_add(title, "Road to the others");
	if (n > 0)
		buf_addf(more, "%d", n);
	free(r);
	return n > 0;
}

static void road_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	int n;
	struct road *r = roads_of(ui, &n);

	(void)d;
	for (int i = 0; i < n; i++) {
		struct buf words = {0};

		road_words(ui, &r[i], p->width < WORDS_MIN, &words);
		dash_node(ui, r[i].principle, p);
		page_right(p, r[i].far == 1 ? STYLE_TEXT : STYLE_DIM, "%s", buf_str(&words));
		if (r[i].far == 1)
			page_target(p, TARGET_NODE, ui->work->tree->node[r[i].next].id, 0);
		if (rows >= CLAIMS_ROWS)
			claims_below(ui, r[i].principle, p);
		buf_release(&words);
	}
	free(r);
}

const struct section_info section_road = { .head = road_head, .write = road_write, .least = 3 };
