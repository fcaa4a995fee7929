/* Every fault of what a catalogue says, before a tree is made of it. Nothing here recurses: the
 * input may be hostile (a cycle, a chain of 100,000 nodes). */
#include "config.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/tree_private.h"

enum {
	CYCLE_SHOWN = 12,               /* names of a cycle that are printed */
	FAULT_COLUMNS = 400,            /* of a complaint: hostile names may be long */
};

static void fault(struct plan *p, enum tree_part part, size_t index, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

static void fault(struct plan *p, enum tree_part part, size_t index, const char *fmt, ...)
{
	struct buf text = {0};
	va_list ap;
	size_t fit;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	fit = utf8_fit(buf_str(&text), text.len, FAULT_COLUMNS);
	buf_remove(&text, fit, text.len - fit);
	p->complain(p->ctx, part, index, buf_str(&text));
	p->faulty = true;
	buf_release(&text);
}

static bool is_empty(const char *s)
{
	return s == NULL || *s == '\0';
}

/* Adds the id to `seen`, in which ids that differ in case only are the same. */
static void check_id_once(struct plan *p, struct map *seen, enum tree_part part, size_t index, const char *id)
{
	char *lower;
	long first;

	if (is_empty(id)) {
		fault(p, part, index, "has no id");
		return;
	}
	lower = xstrdup(id);
	for (char *c = lower; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	first = map_get(seen, lower);
	if (first < 0)
		map_put(seen, lower, index);
	else
		fault(p, part, index, "%s: the id is used twice (the first is number %ld of its list)", id, first + 1);
	free(lower);
}

/* ---- nodes ------------------------------------------------------------------------------------ */

static void check_node_alone(struct plan *p, size_t i)
{
	const struct node_in *n = &p->in->node[i];
	int parts;

	if (is_empty(n->id))
		return;
	parts = number_parts(n->id);
	p->numbered[i] = parts > 0 && parts <= TREE_DEPTH_MAX;
	if (parts == 0)
		fault(p, TREE_PART_NODE, i, "%s is no number of the form 1.2.3 (without leading zeros)", n->id);
	else if (parts > TREE_DEPTH_MAX)
		fault(p, TREE_PART_NODE, i, "%.40s... is deeper than %d levels", n->id, TREE_DEPTH_MAX);
	if (is_empty(n->text))
		fault(p, TREE_PART_NODE, i, "%s has no text", n->id);
	if (map_get(&p->by_number, n->id) < 0)
		map_put(&p->by_number, n->id, i);
}

static void check_parent_there(struct plan *p, size_t i)
{
	const struct node_in *n = &p->in->node[i];
	long parent;

	p->parent[i] = NODE_NONE;
	if (n->parent == NULL || n->id == NULL)
		return;
	parent = map_get(&p->by_number, n->parent);
	if (parent < 0) {
		fault(p, TREE_PART_NODE, i, "%s stands under %s, which is not there", n->id, n->parent);
		return;
	}
	p->parent[i] = (int)parent;
	p->has_children[parent] = true;
}

/* Whether `id` is `parent`, a dot and one part more. */
static bool continues(const char *id, const char *parent)
{
	size_t n = strlen(parent);

	return strncmp(id, parent, n) == 0 && id[n] == '.' && strchr(id + n + 1, '.') == NULL;
}

static const char *kind_fault(enum node_kind kind, bool has_parent, enum node_kind parent)
{
	switch (kind) {
	case NODE_THEME:
		return has_parent ? "is a theme and stands under something" : NULL;
	case NODE_PRINCIPLE:
		return has_parent && parent == NODE_THEME ? NULL : "is a principle and does not stand under a theme";
	case NODE_CLAIM:
		return has_parent && parent != NODE_THEME ? NULL : "is a claim and does not stand under a principle or a claim";
	}
	return "is of no known kind";
}

static void check_place(struct plan *p, size_t i)
{
	const struct node_in *n = &p->in->node[i];
	int parent = p->parent[i];
	const char *bad;

	if (n->id == NULL || (n->parent != NULL && parent == NODE_NONE))
		return;                         /* told already */
	bad = kind_fault(n->kind, parent != NODE_NONE, parent == NODE_NONE ? NODE_THEME : p->in->node[parent].kind);
	if (bad != NULL)
		fault(p, TREE_PART_NODE, i, "%s %s", n->id, bad);
	if (!p->numbered[i])
		return;
	if (parent == NODE_NONE && n->kind == NODE_THEME && strchr(n->id, '.') != NULL)
		fault(p, TREE_PART_NODE, i, "%s: the number of a theme has one part", n->id);
	if (parent != NODE_NONE && p->numbered[parent] && !continues(n->id, p->in->node[parent].id))
		fault(p, TREE_PART_NODE, i, "%s does not continue the number of %s, under which it stands", n->id,
		    p->in->node[parent].id);
}

static void tell_cycle(struct plan *p, int start)
{
	struct buf names = {0};
	int i = start, shown = 0;

	do {
		if (shown++ < CYCLE_SHOWN)
			buf_addf(&names, "%s -> ", p->in->node[i].id);
		i = p->parent[i];
	} while (i != start);
	if (shown > CYCLE_SHOWN)
		buf_addf(&names, "(%d more) -> ", shown - CYCLE_SHOWN);
	fault(p, TREE_PART_NODE, (size_t)start, "%s stands under itself: %s%s", p->in->node[start].id,
	    buf_str(&names), p->in->node[start].id);
	buf_release(&names);
}

/* Walks up from every node, each node once: `walk` says in whose walk it was met. To come upon a
 * node of one's own walk is a cycle. */
static void check_cycles(struct plan *p)
{
	size_t n = p->in->n_nodes;
	int *walk = xcalloc(n + 1, sizeof *walk);

	for (size_t start = 0; start < n; start++) {
		int mine = (int)start + 1, i = (int)start;

		while (i != NODE_NONE && walk[i] == 0) {
			walk[i] = mine;
			i = p->parent[i];
		}
		if (i != NODE_NONE && walk[i] == mine)
			tell_cycle(p, i);
	}
	free(walk);
}

/* Whether the node `id` lies below the node whose number are the first n bytes of `above`. */
static bool is_below(const char *id, const char *above, size_t n)
{
	return strncmp(id, above, n) == 0 && id[n] == '.';
}

/* Whether the first n bytes of a body position are the number of a principle: two parts. */
static bool is_principle_number(const char *position, size_t n)
{
	const char *dot = memchr(position, '.', n);

	return dot != NULL && memchr(dot + 1, '.', n - (size_t)(dot + 1 - position)) == NULL;
}

static void check_asked(struct plan *p, size_t i)
{
	const struct node_in *n = &p->in->node[i];
	size_t len;
	int number;
	long first;

	if (n->asked_as == NULL || n->id == NULL)
		return;
	if (!position_read(n->asked_as, &len, &number)) {
		fault(p, TREE_PART_NODE, i, "%s: %s is no body position of the form 1.2/3", n->id, n->asked_as);
		return;
	}
	first = map_get(&p->by_position, n->asked_as);
	if (first >= 0)
		fault(p, TREE_PART_NODE, i, "%s: the body position %s is already that of %s", n->id, n->asked_as,
		    p->in->node[first].id);
	else
		map_put(&p->by_position, n->asked_as, i);
	if (!is_below(n->id, n->asked_as, len) || !is_principle_number(n->asked_as, len))
		fault(p, TREE_PART_NODE, i, "%s: the body position %s belongs to another principle", n->id, n->asked_as);
	if (n->kind != NODE_CLAIM || p->has_children[i])
		fault(p, TREE_PART_NODE, i, "%s is asked as %s but is no leaf of the tree", n->id, n->asked_as);
}

static void check_nodes(struct plan *p)
{
	struct map seen = {0};
	size_t n = p->in->n_nodes;

	for (size_t i = 0; i < n; i++) {
		check_id_once(p, &seen, TREE_PART_NODE, i, p->in->node[i].id);
		check_node_alone(p, i);
	}
	for (size_t i = 0; i < n; i++)
		check_parent_there(p, i);
	check_cycles(p);
	for (size_t i = 0; i < n; i++)
		check_place(p, i);
	for (size_t i = 0; i < n; i++)
		check_asked(p, i);
	map_release(&seen);
}

/* ---- what refers to nodes ----------------------------------------------------------------------- */

int plan_find(const struct plan *p, const char *name)
{
	long i;

	if (strchr(name, '/') != NULL)
		i = map_get(&p->by_position, name);
	else
		i = map_get(&p->by_number, strncmp(name, "tree:", 5) == 0 ? name + 5 : name);
	return i < 0 ? NODE_NONE : (int)i;
}

/* A node of one of two kinds, or a complaint and NODE_NONE. */
static int find_kind(struct plan *p, enum tree_part part, size_t index, const char *owner, const char *name, enum node_kind a,
    enum node_kind b)
{
	int i = plan_find(p, name);

	if (i == NODE_NONE) {
		fault(p, part, index, "%s names %s, which is not there", owner, name);
	} else if (p->in->node[i].kind != a && p->in->node[i].kind != b) {
		fault(p, part, index, "%s names %s, which is no %s", owner, name,
		    a == NODE_CLAIM ? "claim" : b == NODE_PRINCIPLE ? "theme or principle" : "theme");
		i = NODE_NONE;
	}
	return i;
}

static void check_strategy_place(struct plan *p, size_t i, int theme)
{
	const struct strategy_in *s = &p->in->strategy[i];
	const char *above, *id;
	int at = plan_find(p, s->attached_to);

	if (at == NODE_NONE) {
		fault(p, TREE_PART_STRATEGY, i, "%s is attached to %s, which is not there", s->id, s->attached_to);
		return;
	}
	if (theme == NODE_NONE || at == theme)
		return;
	above = p->in->node[theme].id;
	id = p->in->node[at].id;
	if (!is_below(id, above, strlen(above)))
		fault(p, TREE_PART_STRATEGY, i, "%s is attached to %s, which is not in theme %s", s->id, id, above);
}

static void check_strategy(struct plan *p, size_t i)
{
	const struct strategy_in *s = &p->in->strategy[i];
	int theme = NODE_NONE;

	if (is_empty(s->id))
		return;
	if (is_empty(s->text))
		fault(p, TREE_PART_STRATEGY, i, "%s has no text", s->id);
	if (s->theme == NULL && s->attached_to == NULL)
		fault(p, TREE_PART_STRATEGY, i, "%s has neither a theme nor a place", s->id);
	if (s->theme != NULL)
		theme = find_kind(p, TREE_PART_STRATEGY, i, s->id, s->theme, NODE_THEME, NODE_THEME);
	if (s->attached_to != NULL)
		check_strategy_place(p, i, theme);
}

static void check_guidance(struct plan *p, size_t i)
{
	const struct guidance_in *g = &p->in->guidance[i];

	if (is_empty(g->id))
		return;
	if (is_empty(g->text))
		fault(p, TREE_PART_GUIDANCE, i, "%s has no text", g->id);
	if (g->place != NULL)
		(void)find_kind(p, TREE_PART_GUIDANCE, i, g->id, g->place, NODE_THEME, NODE_PRINCIPLE);
	for (size_t c = 0; c < g->n_claims; c++) {
		int at = find_kind(p, TREE_PART_GUIDANCE, i, g->id, g->claims[c], NODE_CLAIM, NODE_CLAIM);

		if (at != NODE_NONE && p->has_children[at])
			fault(p, TREE_PART_GUIDANCE, i, "%s names %s, which has claims below it", g->id, g->claims[c]);
	}
}

static void check_role(struct plan *p, size_t i)
{
	const struct role_in *r = &p->in->role[i];

	if (is_empty(r->id))
		return;
	for (size_t k = 0; k < r->n_themes; k++)
		(void)find_kind(p, TREE_PART_ROLE, i, r->id, r->themes[k], NODE_THEME, NODE_THEME);
	for (size_t k = 0; k < r->n_if_responsible; k++)
		(void)find_kind(p, TREE_PART_ROLE, i, r->id, r->if_responsible[k], NODE_THEME, NODE_THEME);
}

static void check_rest(struct plan *p)
{
	struct map strategies = {0}, guidance = {0}, roles = {0};

	for (size_t i = 0; i < p->in->n_strategies; i++) {
		check_id_once(p, &strategies, TREE_PART_STRATEGY, i, p->in->strategy[i].id);
		check_strategy(p, i);
	}
	for (size_t i = 0; i < p->in->n_guidance; i++) {
		check_id_once(p, &guidance, TREE_PART_GUIDANCE, i, p->in->guidance[i].id);
		check_guidance(p, i);
	}
	for (size_t i = 0; i < p->in->n_roles; i++) {
		check_id_once(p, &roles, TREE_PART_ROLE, i, p->in->role[i].id);
		check_role(p, i);
	}
	map_release(&strategies);
	map_release(&guidance);
	map_release(&roles);
}

static void check_head(struct plan *p)
{
	if (is_empty(p->in->id))
		fault(p, TREE_PART_HEAD, 0, "the catalogue has no id");
	if (is_empty(p->in->version))
		fault(p, TREE_PART_HEAD, 0, "the catalogue has no version");
	if (p->in->n_nodes == 0)
		fault(p, TREE_PART_HEAD, 0, "the catalogue has no themes");
}

bool plan_check(struct plan *p)
{
	size_t n = p->in->n_nodes;

	check_head(p);
	if (n > TREE_NODES_MAX) {
		fault(p, TREE_PART_HEAD, 0, "%zu themes, principles and claims; %d are the most", n, TREE_NODES_MAX);
		return false;
	}
	p->parent = xcalloc(n + 1, sizeof *p->parent);
	p->has_children = xcalloc(n + 1, sizeof *p->has_children);
	p->numbered = xcalloc(n + 1, sizeof *p->numbered);
	check_nodes(p);
	check_rest(p);
	return !p->faulty;
}

void plan_release(struct plan *p)
{
	map_release(&p->by_number);
	map_release(&p->by_position);
	free(p->parent);
	free(p->has_children);
	free(p->numbered);
}
