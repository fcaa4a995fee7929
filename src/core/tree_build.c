/* Puts a checked catalogue in order: nodes in reading order, everything else by node index. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/tree_private.h"

/* ---- nodes ------------------------------------------------------------------------------------ */

static int compare_nodes(const void *a, const void *b)
{
	const struct node_in *const *x = a, *const *y = b;

	return number_compare((*x)->id, (*y)->id);
}

/* The ids continue those above them (checked), so the order of the numbers is the reading order. */
static const struct node_in **sort_nodes(const struct tree_in *in)
{
	const struct node_in **sorted = xcalloc(in->n_nodes + 1, sizeof(struct node_in *));

	for (size_t i = 0; i < in->n_nodes; i++)
		sorted[i] = &in->node[i];
	qsort(sorted, in->n_nodes, sizeof *sorted, compare_nodes);
	return sorted;
}

static void fill_node(struct arena *a, struct node *n, const struct node_in *in)
{
	n->id = arena_strdup(a, in->id);
	n->text = arena_strdup(a, in->text);
	n->published = arena_strdup(a, in->published);
	n->body = arena_strdup(a, in->body);
	n->asked_as = arena_strdup(a, in->asked_as);
	n->label = in->label == NULL ? n->text : arena_strdup(a, in->label);
	n->code_text = arena_strdup(a, in->code_text);
	n->aim = arena_strdup(a, in->aim);
	n->remark = arena_strdup(a, in->remark);
	n->kind = in->kind;
	n->must_be_public = in->must_be_public;
	n->order = -1;
}

/* `above` is the node before it in reading order at each depth. */
static void place_node(struct tree *t, int i, int above[TREE_DEPTH_MAX])
{
	struct node *n = &t->node[i];

	n->depth = number_parts(n->id) - 1;
	n->parent = n->depth == 0 ? NODE_NONE : above[n->depth - 1];
	n->theme = n->depth == 0 ? i : above[0];
	n->principle = n->depth == 0 ? NODE_NONE : n->depth == 1 ? i : above[1];
	n->end = i + 1;
	above[n->depth] = i;
}

static void build_ends(struct tree *t)
{
	for (int i = t->n_nodes - 1; i >= 0; i--) {
		int parent = t->node[i].parent;

		if (parent != NODE_NONE && t->node[parent].end < t->node[i].end)
			t->node[parent].end = t->node[i].end;
	}
}

static void name_node(struct tree *t, int i)
{
	struct tree_private *p = t->private;
	const struct node *n = &t->node[i];
	struct buf name = {0};

	map_put(&p->by_number, n->id, (size_t)i);
	p->leaf_name[i] = n->id;
	if (n->asked_as != NULL) {
		map_put(&p->by_position, n->asked_as, (size_t)i);
		p->leaf_name[i] = n->asked_as;
	} else if (tree_is_leaf(t, i)) {
		buf_addf(&name, "tree:%s", n->id);
		p->leaf_name[i] = arena_strdup(&p->arena, buf_str(&name));
		buf_release(&name);
	}
}

static void build_nodes(struct tree *t, const struct tree_in *in)
{
	const struct node_in **sorted = sort_nodes(in);
	int above[TREE_DEPTH_MAX] = {0};

	t->n_nodes = (int)in->n_nodes;
	t->node = arena_alloc(&t->private->arena, (in->n_nodes + 1) * sizeof *t->node);
	t->private->leaf_name = arena_alloc(&t->private->arena, (in->n_nodes + 1) * sizeof(char *));
	for (int i = 0; i < t->n_nodes; i++) {
		fill_node(&t->private->arena, &t->node[i], sorted[i]);
		place_node(t, i, above);
	}
	build_ends(t);
	for (int i = 0; i < t->n_nodes; i++)
		name_node(t, i);
	free(sorted);
}

/* ---- the form and the themes -------------------------------------------------------------------- */

/* An asked leaf with what it is sorted by: its principle, then the number in its body position. */
struct asked {
	int principle, number, node;
};

static int compare_asked(const void *a, const void *b)
{
	const struct asked *x = a, *y = b;

	if (x->principle != y->principle)
		return x->principle < y->principle ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static void build_form(struct tree *t)
{
	struct asked *asked = xcalloc((size_t)t->n_nodes + 1, sizeof *asked);
	size_t n = 0, len;

	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].asked_as != NULL && position_read(t->node[i].asked_as, &len, &asked[n].number)) {
			asked[n].principle = t->node[i].principle;
			asked[n++].node = i;
		}
	qsort(asked, n, sizeof *asked, compare_asked);
	t->n_asked = (int)n;
	t->asked = arena_alloc(&t->private->arena, (n + 1) * sizeof *t->asked);
	for (size_t i = 0; i < n; i++) {
		t->asked[i] = asked[i].node;
		t->node[asked[i].node].order = (int)i;
	}
	free(asked);
}

static void build_themes(struct tree *t)
{
	t->theme = arena_alloc(&t->private->arena, ((size_t)t->n_nodes + 1) * sizeof *t->theme);
	for (int i = 0; i < t->n_nodes; i = t->node[i].end)
		t->theme[t->n_themes++] = i;
}

/* ---- what refers to nodes ----------------------------------------------------------------------- */

/* The index of a node that the checks have found by this name. */
static int find(const struct tree *t, const struct plan *p, const char *name)
{
	int i = name == NULL ? NODE_NONE : plan_find(p, name);

	return i == NODE_NONE ? NODE_NONE : tree_find(t, p->in->node[i].id);
}

static void build_strategies(struct tree *t, const struct plan *p)
{
	struct arena *a = &t->private->arena;

	t->n_strategies = p->in->n_strategies;
	t->strategy = arena_alloc(a, (t->n_strategies + 1) * sizeof *t->strategy);
	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy_in *in = &p->in->strategy[i];
		struct strategy *s = &t->strategy[i];

		s->id = arena_strdup(a, in->id);
		s->text = arena_strdup(a, in->text);
		s->published = arena_strdup(a, in->published);
		s->basis = arena_strdup(a, in->basis);
		s->kind = in->kind;
		s->node = find(t, p, in->attached_to);
		s->theme = in->theme != NULL ? find(t, p, in->theme) : t->node[s->node].theme;
	}
}

static int compare_ints(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void build_guidance_claims(struct tree *t, const struct plan *p, struct guidance *g, const struct guidance_in *in)
{
	size_t n = 0;

	g->claim = arena_alloc(&t->private->arena, (in->n_claims + 1) * sizeof *g->claim);
	for (size_t i = 0; i < in->n_claims; i++)
		g->claim[i] = find(t, p, in->claims[i]);
	qsort(g->claim, in->n_claims, sizeof *g->claim, compare_ints);
	for (size_t i = 0; i < in->n_claims; i++)       /* a claim named twice is helped once */
		if (n == 0 || g->claim[n - 1] != g->claim[i])
			g->claim[n++] = g->claim[i];
	g->n_claims = n;
}

static void build_guidance(struct tree *t, const struct plan *p)
{
	struct arena *a = &t->private->arena;

	t->n_guidance = p->in->n_guidance;
	t->guidance = arena_alloc(a, (t->n_guidance + 1) * sizeof *t->guidance);
	for (size_t i = 0; i < t->n_guidance; i++) {
		const struct guidance_in *in = &p->in->guidance[i];
		struct guidance *g = &t->guidance[i];

		g->id = arena_strdup(a, in->id);
		g->text = arena_strdup(a, in->text);
		g->place = find(t, p, in->place);
		build_guidance_claims(t, p, g, in);
	}
}

static bool *build_role_themes(struct tree *t, const struct plan *p, const char *const *names, size_t n)
{
	bool *set = arena_alloc(&t->private->arena, ((size_t)t->n_themes + 1) * sizeof *set);

	for (size_t i = 0; i < n; i++)
		set[tree_theme_place(t, find(t, p, names[i]))] = true;
	return set;
}

static void build_roles(struct tree *t, const struct plan *p)
{
	struct arena *a = &t->private->arena;

	t->n_roles = p->in->n_roles;
	t->role = arena_alloc(a, (t->n_roles + 1) * sizeof *t->role);
	for (size_t i = 0; i < t->n_roles; i++) {
		const struct role_in *in = &p->in->role[i];
		struct role *r = &t->role[i];

		r->id = arena_strdup(a, in->id);
		r->text = arena_strdup(a, in->text == NULL ? in->id : in->text);
		r->in_scope = build_role_themes(t, p, in->themes, in->n_themes);
		r->if_responsible = build_role_themes(t, p, in->if_responsible, in->n_if_responsible);
	}
}

static void build_head(struct tree *t, const struct tree_in *in)
{
	struct arena *a = &t->private->arena;

	t->id = arena_strdup(a, in->id);
	t->version = arena_strdup(a, in->version);
	t->title = arena_strdup(a, in->title);
	t->short_title = arena_strdup(a, in->short_title);
	t->publisher = arena_strdup(a, in->publisher);
	t->published_on = arena_strdup(a, in->published_on);
	t->licence = arena_strdup(a, in->licence);
	t->attribution = arena_strdup(a, in->attribution);
}

struct tree *tree_build(const struct tree_in *in, tree_complain *complain, void *ctx)
{
	struct plan plan = { .in = in, .complain = complain, .ctx = ctx };
	struct tree *t = NULL;

	if (plan_check(&plan)) {
		t = tree_new();
		build_head(t, in);
		build_nodes(t, in);
		build_form(t);
		build_themes(t);
		build_strategies(t, &plan);
		build_guidance(t, &plan);
		build_roles(t, &plan);
	}
	plan_release(&plan);
	return t;
}
