/* The axes of the Links view: which items and claims stand in it, in which order, and where. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "tui/links.h"

enum { FOLDED_COLS = 3, CELL_COLS_MIN = 2, CELL_COLS_MAX = 4 };

/* ---- what is taken ---------------------------------------------------------------------------- */

bool links_needs_support(const struct ui *ui, const struct links *v, int leaf)
{
	int standing = ui->standing.value[leaf];

	return ui->work->tree->node[leaf].asked_as != NULL && standing != LEAF_SET_ASIDE && standing != LEAF_OUT_OF_SCOPE && v->counting[leaf] == 0;
}

static bool takes_state(const struct ui *ui, const struct links *v, int evidence)
{
	const struct evidence *e = &ui->work->evidence[evidence];

	switch (v->filter.items) {
	case LINKS_ITEMS_UNUSED: return e->n_supports == 0;
	case LINKS_ITEMS_STALE: return e->review_by != DATE_NONE && e->review_by < ui->today;
	case LINKS_ITEMS_BARE: return !e->has_detail && !e->has_location;
	case LINKS_ITEMS_LINKED: return work_find_support(ui->work, evidence, v->filter.leaf) >= 0;
	default: return true;
	}
}

bool links_takes_item(const struct ui *ui, const struct links *v, int evidence)
{
	const struct evidence *e = &ui->work->evidence[evidence];
	const struct links_filter *f = &v->filter;

	return (f->kind < 0 || e->kind == f->kind) && (f->owner == NULL || (e->owner != NULL && strcmp(e->owner, f->owner) == 0)) &&
	    takes_state(ui, v, evidence);
}

bool links_takes_leaf(const struct ui *ui, const struct links *v, int leaf)
{
	const struct links_filter *f = &v->filter;

	if (f->node != NODE_NONE && (leaf < f->node || leaf >= ui->work->tree->node[f->node].end))
		return false;
	if (f->claims == LINKS_CLAIMS_NOTHING)
		return links_needs_support(ui, v, leaf);
	return f->claims < LINKS_CLAIMS_STANDING || ui->standing.value[leaf] == f->claims - LINKS_CLAIMS_STANDING;
}

/* ---- what counts --------------------------------------------------------------------------------- */

static void count_supports(const struct ui *ui, struct links *v)
{
	const struct work *w = ui->work;

	memset(v->counting, 0, (size_t)w->tree->n_nodes * sizeof *v->counting);
	for (int i = 0; i < w->n_support; i++)
		if (support_counts(w, &w->support[i]))
			v->counting[w->support[i].claim]++;
}

int links_sole(const struct ui *ui, const struct links *v, int evidence)
{
	const struct work *w = ui->work;
	int n = 0;

	for (int i = w->evidence[evidence].first_support; i >= 0; i = w->support[i].next_of_evidence)
		n += v->counting[w->support[i].claim] == 1 && ui->standing.value[w->support[i].claim] != LEAF_OUT_OF_SCOPE &&
		    support_counts(w, &w->support[i]);
	return n;
}

/* ---- items ------------------------------------------------------------------------------------------ */

struct item_key {
	int index, ref, order;          /* by order, then name, then reference */
	const char *name;
};

static int compare_items(const void *a, const void *b)
{
	const struct item_key *x = a, *y = b;
	int by = (x->order > y->order) - (x->order < y->order);

	if (by == 0 && x->name != y->name)      /* one and the same where names are no matter */
		by = strcasecmp(x->name, y->name);
	return by != 0 ? by : (x->ref > y->ref) - (x->ref < y->ref);
}

static int compare_refs(const void *a, const void *b)
{
	const struct links_weight *x = a, *y = b;

	return (x->ref > y->ref) - (x->ref < y->ref);
}

static int weight_of(const struct links *v, const struct evidence *e)
{
	struct links_weight wanted = { .ref = e->ref };
	const struct links_weight *then = v->n_weights > 0 ?
	    bsearch(&wanted, v->weight, (size_t)v->n_weights, sizeof *v->weight, compare_refs) : NULL;

	return then != NULL ? then->weight : e->n_supports;
}

/* work->evidence stands by reference, and so do the weights. */
static void weigh(const struct ui *ui, struct links *v)
{
	if (!v->reorder)
		return;
	v->reorder = false;
	v->n_weights = ui->work->n_evidence;
	v->weight = xreallocarray(v->weight, (size_t)v->n_weights + 1, sizeof *v->weight);
	for (int i = 0; i < v->n_weights; i++)
		v->weight[i] = (struct links_weight){ ui->work->evidence[i].ref, ui->work->evidence[i].n_supports };
}

/* What is not said (no date, no kind) comes last. */
static struct item_key item_key(const struct links *v, const struct evidence *e, int index)
{
	static const char none[] = "";
	struct item_key k = { .index = index, .ref = e->ref, .name = none };

	switch (v->sort) {
	case LINKS_BY_WEIGHT: k.order = -weight_of(v, e); break;
	case LINKS_BY_NAME: k.name = e->title != NULL ? e->title : none; break;
	case LINKS_BY_AGE: k.order = e->collected != DATE_NONE ? (int)e->collected : INT_MAX; break;
	case LINKS_BY_KIND: k.order = e->kind >= 0 ? e->kind : INT_MAX; break;
	default: break;
	}
	return k;
}

static int longer_title(int so_far, const char *title)
{
	int cols = so_far < LINKS_TITLE_MAX && title != NULL ? (int)utf8_width(title) : 0;

	return cols > LINKS_TITLE_MAX ? LINKS_TITLE_MAX : cols > so_far ? cols : so_far;
}

/* The item under the cursor stays although the filter takes it no more: what one has just linked does not vanish
 * from under one's hand. */
static void gather_items(const struct ui *ui, struct links *v)
{
	int n = ui->work->n_evidence, held = v->item != NULL ? work_find_evidence(ui->work, v->item) : -1;
	struct item_key *by = xcalloc((size_t)n + 1, sizeof *by);

	v->n_rows = 0;
	for (int i = 0; i < n; i++)
		if (i == held || links_takes_item(ui, v, i))
			by[v->n_rows++] = item_key(v, &ui->work->evidence[i], i);
	qsort(by, (size_t)v->n_rows, sizeof *by, compare_items);
	if (v->n_rows > v->cap_rows) {
		v->cap_rows = v->n_rows;
		v->items = xreallocarray(v->items, (size_t)v->cap_rows, sizeof *v->items);
	}
	v->title_cols = 0;
	for (int i = 0; i < v->n_rows; i++) {
		v->items[i] = by[i].index;
		v->title_cols = longer_title(v->title_cols, ui->work->evidence[by[i].index].title);
	}
	free(by);
}

/* ---- claims ----------------------------------------------------------------------------------------- */

static int group_node(const struct tree *t, int leaf)
{
	return t->node[leaf].principle != NODE_NONE ? t->node[leaf].principle : t->node[leaf].theme;
}

struct leaf_key { int leaf, group, order; };

static int compare_leaves(const void *a, const void *b)
{
	const struct leaf_key *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->order != y->order ? (x->order < y->order ? -1 : 1) : (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

/* Asked claims in the order of the form, and after those of a principle its advisory ones that something is linked to. */
static void gather_leaves(const struct ui *ui, struct links *v)
{
	const struct tree *t = ui->work->tree;
	int held = v->claim != NULL ? tree_find(t, v->claim) : NODE_NONE, n = 0;
	struct leaf_key *by = xcalloc((size_t)t->n_nodes + 1, sizeof *by);

	v->all_leaves = 0;
	for (int i = 0; i < t->n_nodes; i++) {
		if (!tree_is_leaf(t, i) || (t->node[i].asked_as == NULL && ui->work->n_supports[i] == 0 && i != held))
			continue;
		v->all_leaves++;
		if (i == held || links_takes_leaf(ui, v, i))
			by[n++] = (struct leaf_key){ i, group_node(t, i), t->node[i].order >= 0 ? t->node[i].order : INT_MAX };
	}
	qsort(by, (size_t)n, sizeof *by, compare_leaves);
	if (n > v->cap_leaves) {
		v->cap_leaves = n;
		v->leaf = xreallocarray(v->leaf, (size_t)n, sizeof *v->leaf);
	}
	for (int i = 0; i < n; i++)
		v->leaf[i] = by[i].leaf;
	v->n_leaves = n;
	free(by);
}

static struct links_group *add_group(struct links *v, int node, int first_leaf)
{
	size_t cap = (size_t)v->cap_groups;

	MEM_GROW(v->group, (size_t)v->n_groups, cap);
	v->cap_groups = (int)cap;
	v->group[v->n_groups] = (struct links_group){ .node = node, .x = v->cols_width, .first = v->n_cols, .first_leaf = first_leaf };
	return &v->group[v->n_groups++];
}

static void add_col(struct links *v, struct links_group *g, int leaf)
{
	size_t cap = (size_t)v->cap_cols;

	MEM_GROW(v->col, (size_t)v->n_cols, cap);
	v->cap_cols = (int)cap;
	v->col[v->n_cols++] = (struct links_col){ .leaf = leaf, .group = v->n_groups - 1, .x = g->x + 1 + v->cell_cols * g->n_cols,
		.width = leaf == NODE_NONE ? FOLDED_COLS : 1 };
	g->n_cols++;
}

/* A line stands in front of each group, its number fits beside it. */
static void end_group(const struct ui *ui, struct links *v)
{
	struct links_group *g = &v->group[v->n_groups - 1];
	int label = 1 + (int)strlen(ui->work->tree->node[g->node].id), cells = v->folded[g->node] ? 1 + FOLDED_COLS : v->cell_cols * g->n_cols;

	g->width = cells > label ? cells : label;
	v->cols_width = g->x + g->width;
}

/* As wide as the window lets them be without cutting titles, and no wider than the eye can follow. */
static void make_columns(const struct ui *ui, struct links *v)
{
	const struct tree *t = ui->work->tree;
	struct links_group *g = NULL;

	v->n_cols = v->n_groups = v->cols_width = 0;
	for (int i = 0; i < t->n_nodes; i++)
		v->col_of[i] = -1;
	for (int i = 0; i < v->n_leaves; i++) {
		int node = group_node(t, v->leaf[i]);

		if (g == NULL || g->node != node) {
			if (g != NULL)
				end_group(ui, v);
			g = add_group(v, node, i);
		}
		if (!v->folded[node] || g->n_cols == 0)
			add_col(v, g, v->folded[node] ? NODE_NONE : v->leaf[i]);
		v->col_of[v->leaf[i]] = v->n_cols - 1;
		g->n_leaves++;
	}
	if (g != NULL)
		end_group(ui, v);
}

const char *links_position(const struct ui *ui, int leaf)
{
	const char *asked = ui->work->tree->node[leaf].asked_as, *slash = asked != NULL ? strrchr(asked, '/') : NULL;

	return slash != NULL ? slash + 1 : asked;
}

/* ---- the cursor stays ---------------------------------------------------------------------------------- */

static int row_of(const struct ui *ui, const struct links *v)
{
	int e = v->item != NULL ? work_find_evidence(ui->work, v->item) : -1;

	for (int i = 0; i < v->n_rows && e >= 0; i++)
		if (v->items[i] == e)
			return i;
	return v->row;
}

static int col_of(const struct ui *ui, const struct links *v)
{
	int node = v->claim != NULL ? tree_find(ui->work->tree, v->claim) : NODE_NONE;

	if (node == NODE_NONE)
		return v->at;
	if (v->col_of[node] >= 0)
		return v->col_of[node];
	for (int i = 0; i < v->n_groups; i++)
		if (v->group[i].node == node)
			return v->group[i].first;
	return v->at;
}

void links_axes(struct ui *ui, struct links *v)
{
	count_supports(ui, v);
	weigh(ui, v);
	gather_items(ui, v);
	gather_leaves(ui, v);
	v->cell_cols = CELL_COLS_MAX;
	make_columns(ui, v);
	while (v->cell_cols > CELL_COLS_MIN && v->cols_width >= ui->cols - v->title_cols - LINKS_REF_COLS - LINKS_WEIGHT_COLS - 1) {
		v->cell_cols--;
		make_columns(ui, v);
	}
	v->row = row_of(ui, v);
	v->at = col_of(ui, v);
}
