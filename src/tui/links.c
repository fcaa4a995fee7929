/* The Links view: items of evidence down, claims across, a sign where one supports the other. Moving in it is in
 * links_move.c. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/links.h"
#include "tui/views.h"

enum {
	AROUND_ROWS = 3,                /* of the screen: head, border or message, hints */
	TITLES_MIN = 18,
	ROWS_FULL = 18, ROWS_ROOMY = 40,        /* of the body: from here on all counts and three lines of words, or more of them */
	DIGITS_MAX = 3,
};

struct links *links_of(struct layer *l) { return (struct links *)(void *)l; }
const struct links *links_in(const struct layer *l) { return (const struct links *)(const void *)l; }

/* ---- what the cursor stands on ------------------------------------------------------------------ */

int links_item(const struct links *v)
{
	return v->row >= 0 && v->row < v->n_rows ? v->items[v->row] : -1;
}

int links_leaf(const struct links *v)
{
	return v->at >= 0 && v->at < v->n_cols ? v->col[v->at].leaf : NODE_NONE;
}

const struct links_group *links_group_at(const struct links *v)
{
	return v->at >= 0 && v->at < v->n_cols ? &v->group[v->col[v->at].group] : NULL;
}

int links_node(const struct links *v)
{
	const struct links_group *g = links_group_at(v);

	return g == NULL ? NODE_NONE : links_leaf(v) != NODE_NONE ? links_leaf(v) : g->node;
}

void links_remember(const struct ui *ui, struct links *v)
{
	int item = links_item(v), node = links_node(v);

	free(v->item);
	free(v->claim);
	v->item = item >= 0 ? xstrdup(ui->work->evidence[item].id) : NULL;
	v->claim = node != NODE_NONE ? xstrdup(ui->work->tree->node[node].id) : NULL;
}

/* ---- building --------------------------------------------------------------------------------------- */

static int digits(int n)
{
	return n < 10 ? 1 : 1 + digits(n / 10);
}

static void measure(const struct ui *ui, struct links *v)
{
	v->position_rows = v->count_rows = 1;
	for (int i = 0; i < v->n_leaves; i++) {
		const char *position = links_position(ui, v->leaf[i]);
		int d = digits(v->counting[v->leaf[i]]);

		if (position != NULL && (int)strlen(position) > v->position_rows)
			v->position_rows = (int)strlen(position);
		if (d > v->count_rows)
			v->count_rows = d;
	}
	v->position_rows = clamp(v->position_rows, 1, DIGITS_MAX);
	v->count_rows = clamp(v->count_rows, 1, DIGITS_MAX);
}

/* The claims get what they need and the titles the rest, but neither more than their share where room is short. */
static void lay_out(const struct ui *ui, struct links *v)
{
	int body = ui->rows - AROUND_ROWS, share = ui->cols * 45 / 100, spare = ui->cols - v->cols_width - 1;
	int want = v->title_cols + LINKS_REF_COLS + LINKS_WEIGHT_COLS + 1;

	measure(ui, v);
	if (body < ROWS_FULL)
		v->count_rows = 1;
	v->foot_rows = body < ROWS_FULL ? 1 : body < ROWS_ROOMY ? 3 : 6;
	v->rows = clamp(body - 2 - v->position_rows - v->count_rows - v->foot_rows, 1, v->n_rows > 0 ? v->n_rows : 1);
	v->head_cols = clamp(spare > share ? spare : share, TITLES_MIN, want > TITLES_MIN ? want : TITLES_MIN);
	v->grid_cols = clamp(ui->cols - v->head_cols, 4, INT_MAX);
}

/* What the item shows for the claim, read when the hand rests. */
static void read_note(struct ui *ui, struct links *v)
{
	int item = links_item(v), leaf = links_leaf(v), s = item >= 0 && leaf != NODE_NONE ? work_find_support(ui->work, item, leaf) : -1;
	struct buf b = {0};

	free(v->note);
	free(v->note_of);
	v->note = v->note_of = NULL;
	if (s < 0 || !ui->work->support[s].has_note)
		return;
	v->note_of = xstrdup(ui->work->support[s].id);
	ui_text(ui, FIELD_SUPPORT_NOTE, v->note_of, &b);
	v->note = buf_steal(&b);
}

static void links_build(struct ui *ui, struct layer *l)
{
	struct links *v = links_of(l);

	links_axes(ui, v);
	lay_out(ui, v);
	links_follow(v);
	links_remember(ui, v);
	read_note(ui, v);
	l->stale = false;
}

static void links_rest(struct ui *ui, struct layer *l)
{
	struct links *v = links_of(l);
	int item = links_item(v), leaf = links_leaf(v), s = item >= 0 && leaf != NODE_NONE ? work_find_support(ui->work, item, leaf) : -1;

	if (s < 0 || !ui->work->support[s].has_note || (v->note_of != NULL && strcmp(v->note_of, ui->work->support[s].id) == 0))
		return;
	read_note(ui, v);
	ui->dirty = true;
}

/* ---- going to something ---------------------------------------------------------------------------- */

void links_to_leaf(struct ui *ui, struct links *v, int leaf)
{
	const struct links_group *g = v->col_of[leaf] >= 0 ? &v->group[v->col[v->col_of[leaf]].group] : NULL;

	if (g == NULL)
		return;
	free(v->claim);
	v->claim = xstrdup(ui->work->tree->node[leaf].id);
	v->folded[g->node] = false;
	links_build(ui, &v->layer);
	ui->dirty = true;
}

/* ---- what it is about ------------------------------------------------------------------------------------- */

static bool links_subject(const struct ui *ui, const struct layer *l, struct target *t)
{
	int node = links_node(links_in(l));

	if (node == NODE_NONE)
		return false;
	*t = (struct target){ .kind = TARGET_NODE, .id = ui->work->tree->node[node].id };
	return true;
}

static bool links_item_target(const struct ui *ui, const struct layer *l, struct target *t)
{
	int item = links_item(links_in(l));

	if (item < 0)
		return false;
	*t = (struct target){ .kind = TARGET_EVIDENCE, .id = ui->work->evidence[item].id };
	return true;
}

/* A theme or principle: its first claim. */
static int leaf_under(const struct ui *ui, const struct links *v, int node)
{
	for (int i = 0; i < v->n_leaves; i++)
		if (v->leaf[i] >= node && v->leaf[i] < ui->work->tree->node[node].end)
			return v->leaf[i];
	return NODE_NONE;
}

static void select_claim(struct ui *ui, struct links *v, int node)
{
	int leaf = leaf_under(ui, v, node);

	if (leaf == NODE_NONE) {
		links_show_all_claims(v);
		links_build(ui, &v->layer);
		leaf = leaf_under(ui, v, node);
	}
	if (leaf != NODE_NONE)
		links_to_leaf(ui, v, leaf);
}

static void links_select(struct ui *ui, struct layer *l, const struct target *t)
{
	struct links *v = links_of(l);
	int node = t->kind == TARGET_NODE ? tree_find(ui->work->tree, t->id) : NODE_NONE;
	int item = t->kind == TARGET_EVIDENCE ? work_find_evidence(ui->work, t->id) : -1;

	if (l->stale)
		links_build(ui, l);
	if (node != NODE_NONE)
		select_claim(ui, v, node);
	else if (item >= 0) {
		if (!links_takes_item(ui, v, item))
			links_show_all_items(v);
		free(v->item);
		v->item = xstrdup(t->id);
		l->stale = true;
	}
	ui->dirty = true;
}

/* An advisory claim that nothing is linked to has no column, a gap no row. */
static bool links_shows(const struct ui *ui, const struct target *t)
{
	const struct tree *tree = ui->work->tree;
	int node = t->kind == TARGET_NODE ? tree_find(tree, t->id) : NODE_NONE;

	if (t->kind == TARGET_EVIDENCE)
		return work_find_evidence(ui->work, t->id) >= 0;
	for (int i = node; node != NODE_NONE && i < tree->node[node].end; i++)
		if (tree_is_leaf(tree, i) && (tree->node[i].asked_as != NULL || ui->work->n_supports[i] > 0))
			return true;
	return false;
}

/* ---- the view --------------------------------------------------------------------------------------------- */

static void links_free(struct layer *l)
{
	struct links *v = links_of(l);

	free(v->filter.owner);
	free(v->folded);
	free(v->item);
	free(v->claim);
	free(v->items);
	free(v->weight);
	free(v->leaf);
	free(v->col);
	free(v->group);
	free(v->col_of);
	free(v->counting);
	free(v->note);
	free(v->note_of);
	free(v);
}

static const struct layer_ops links_layer = {
	.name = "Links", .where = IN_LINKS, .covers = true, .build = links_build, .draw = links_draw, .event = links_event,
	.move = links_move, .subject = links_subject, .item = links_item_target, .rest = links_rest, .free = links_free,
};

static struct layer *links_make(struct ui *ui)
{
	struct links *v = xcalloc(1, sizeof *v);
	size_t n = (size_t)ui->work->tree->n_nodes + 1;

	v->layer.ops = &links_layer;
	v->reorder = true;
	links_show_all_items(v);
	links_show_all_claims(v);
	v->folded = xcalloc(n, sizeof *v->folded);
	v->col_of = xcalloc(n, sizeof *v->col_of);
	v->counting = xcalloc(n, sizeof *v->counting);
	return &v->layer;
}

/* "weight 1.2.2.1.1 ID 1.1 2.3": the order, what the cursor stands on, what is folded. Filters are not taken up
 * again: rows that are missing a week later would look like rows that are gone. */
static void links_keep(const struct ui *ui, const struct layer *l, struct buf *out)
{
	const struct links *v = links_in(l);

	buf_addf(out, "%s %s %s", links_sort_key(v->sort), v->claim != NULL ? v->claim : "-", v->item != NULL ? v->item : "-");
	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		if (v->folded[i])
			buf_addf(out, " %s", ui->work->tree->node[i].id);
}

static void links_restore(struct ui *ui, struct layer *l, const char *line)
{
	struct links *v = links_of(l);
	char *copy = xstrdup(line), *save = NULL, *word = strtok_r(copy, " ", &save);

	for (int s = 0; word != NULL && s < LINKS_SORT_COUNT; s++)
		if (strcmp(word, links_sort_key((enum links_sort)s)) == 0)
			v->sort = (enum links_sort)s;
	free(v->claim);
	free(v->item);
	v->claim = xstrdup_or_null(strtok_r(NULL, " ", &save));
	v->item = xstrdup_or_null(strtok_r(NULL, " ", &save));
	while ((word = strtok_r(NULL, " ", &save)) != NULL) {
		int node = tree_find(ui->work->tree, word);

		if (node != NODE_NONE)
			v->folded[node] = true;
	}
	l->stale = true;
	free(copy);
}

const struct view_ops links_view = {
	.title = "Links", .make = links_make, .select = links_select, .shows = links_shows, .keep = links_keep, .restore = links_restore,
};
