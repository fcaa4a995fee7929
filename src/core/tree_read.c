/* Reading the number of a claim as people write it.
 *
 * Two numberings are in use and collide: the tree's 1.1.2 has claims below it, while people mean
 * the second claim that the body lists under 1.1. Whoever is about to write is asked, not guessed. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/complaint.h"
#include "base/utf8.h"
#include "core/tree_private.h"

enum {
	NAMES_SHOWN = 12,               /* numbers listed in one error */
	NAME_MAX_GUESSED = 64,          /* bytes of a name for which the nearest is looked for */
};

static bool fail(struct err *err, struct buf *text)
{
	err_set(err, ERR_INPUT, "%s", buf_str(text));
	buf_release(text);
	return false;
}

static void add_name(struct buf *b, const char *name)
{
	utf8_cut(b, name, 40, false);
}

/* "1.1.2" as the body position "1.1/2": its node, or NODE_NONE. *position is yours. */
static int find_as_position(const struct tree *t, const char *number, char **position)
{
	char *dot;
	int node;

	*position = xstrdup(number);
	dot = strrchr(*position, '.');
	if (dot != NULL)
		*dot = '/';
	node = dot == NULL ? NODE_NONE : tree_find_asked(t, *position);
	if (node == NODE_NONE) {
		free(*position);
		*position = NULL;
	}
	return node;
}

/* The numbers of the leaves below, as a command would be given them. */
static void add_leaves(struct buf *b, const struct tree *t, int node)
{
	int shown = 0, more = 0;

	for (int i = node + 1; i < t->node[node].end; i++) {
		if (!tree_is_leaf(t, i))
			continue;
		if (shown < NAMES_SHOWN)
			buf_addf(b, "%s%s", shown++ == 0 ? "" : ", ", tree_leaf_name(t, i));
		else
			more++;
	}
	if (more > 0)
		buf_addf(b, " and %d more", more);
}

static void add_children(struct buf *b, const struct tree *t, int node)
{
	int shown = 0;

	for (int i = node + 1; i < t->node[node].end; i = t->node[i].end) {
		if (shown == NAMES_SHOWN) {
			buf_add(b, ", ...");
			return;
		}
		buf_addf(b, "%s%s", shown++ == 0 ? "" : ", ", t->node[i].id);
	}
}

/* ---- a number that there is not ---------------------------------------------------------------- */

/* The deepest node that the number goes on from: of "1.2.7.1" 1.2. */
static int find_above(const struct tree *t, const char *number)
{
	char *above = xstrdup(number), *dot;
	int node = NODE_NONE;

	while (node == NODE_NONE && (dot = strrchr(above, '.')) != NULL) {
		*dot = '\0';
		node = tree_find(t, above);
	}
	free(above);
	return node;
}

/* The principle of a body position; NODE_NONE if there is none with asked claims. */
static int find_principle_of(const struct tree *t, const char *position, size_t len)
{
	char *id = xstrndup(position, len);
	int node = tree_find(t, id);

	free(id);
	return node != NODE_NONE && t->node[node].kind == NODE_PRINCIPLE ? node : NODE_NONE;
}

static bool add_form_of(struct buf *b, const struct tree *t, int principle)
{
	const char *first = NULL, *last = NULL;

	for (int i = 0; i < t->n_asked; i++) {
		const struct node *n = &t->node[t->asked[i]];

		if (n->principle != principle)
			continue;
		if (first == NULL)
			first = n->asked_as;
		last = n->asked_as;
	}
	if (first == NULL)
		return false;
	buf_addf(b, "; %s has %s", t->node[principle].id, first);
	if (first != last)
		buf_addf(b, " to %s", last);
	return true;
}

static bool add_near_position(struct buf *b, const struct tree *t, const char *name)
{
	size_t len;
	int n, principle;

	if (!position_read(name, &len, &n))
		return false;
	principle = find_principle_of(t, name, len);
	return principle != NODE_NONE && add_form_of(b, t, principle);
}

static bool add_near_number(struct buf *b, const struct tree *t, const char *name)
{
	char *position;
	int node, parts = number_parts(name);

	if (parts == 0 || parts > TREE_DEPTH_MAX)
		return false;
	node = find_as_position(t, name, &position);
	if (node != NODE_NONE) {
		buf_addf(b, "; did you mean %s, which is %s?", position, t->node[node].id);
		free(position);
		return true;
	}
	node = find_above(t, name);
	if (node == NODE_NONE)
		return false;
	if (t->node[node].end == node + 1) {
		buf_addf(b, "; %s has nothing below it", t->node[node].id);
	} else {
		buf_addf(b, "; below %s there are ", t->node[node].id);
		add_children(b, t, node);
	}
	return true;
}

static void add_nearest(struct buf *b, const struct tree *t, const char *name)
{
	const char **known = xcalloc((size_t)t->n_nodes + (size_t)t->n_asked + 1, sizeof *known), *near = NULL;
	size_t n = 0;

	for (int i = 0; i < t->n_nodes; i++)
		known[n++] = t->node[i].id;
	for (int i = 0; i < t->n_asked; i++)
		known[n++] = t->node[t->asked[i]].asked_as;
	if (strlen(name) <= NAME_MAX_GUESSED)
		near = complaint_nearest(name, known, n);
	if (near != NULL)
		buf_addf(b, "; did you mean %s?", near);
	else
		buf_addf(b, "; %s has %s to %s", t->short_title != NULL ? t->short_title : t->id, t->node[0].id,
		    t->node[t->n_nodes - 1].id);
	free(known);
}

static bool fail_unknown(const struct tree *t, const char *name, struct err *err)
{
	const char *bare = strncmp(name, "tree:", 5) == 0 ? name + 5 : name;
	struct buf b = {0};
	size_t len;
	int n;

	if (number_parts(bare) == 0 && !position_read(bare, &len, &n)) {
		buf_addc(&b, '"');
		add_name(&b, name);
		buf_add(&b, "\" is no number of a claim; write it like 1.1.2.1 or 1.1/2");
		return fail(err, &b);
	}
	buf_add(&b, "there is no ");
	add_name(&b, name);
	if (!add_near_position(&b, t, bare) && !add_near_number(&b, t, bare))
		add_nearest(&b, t, bare);
	return fail(err, &b);
}

/* ---- reading ------------------------------------------------------------------------------------ */

bool tree_read_node(const struct tree *t, const char *name, int *node, struct err *err)
{
	int found;

	if (strncmp(name, "tree:", 5) == 0)
		found = tree_find(t, name + 5);
	else if (strchr(name, '/') != NULL)
		found = tree_find_asked(t, name);
	else
		found = tree_find(t, name);
	if (found == NODE_NONE)
		return fail_unknown(t, name, err);
	*node = found;
	return true;
}

static bool fail_inner(const struct tree *t, const char *name, int node, struct err *err)
{
	struct buf b = {0};
	char *position = NULL;
	int other = find_as_position(t, name, &position);       /* of "tree:1.1.2" there is none */

	if (t->node[node].end == node + 1) {
		buf_addf(&b, "%s has no claims", name);
	} else if (other != NODE_NONE) {
		buf_addf(&b, "%s has claims below it; did you mean %s, which is %s?", name, position, t->node[other].id);
	} else {
		buf_addf(&b, "%s has claims below it; name one of them: ", name);
		add_leaves(&b, t, node);
	}
	free(position);
	return fail(err, &b);
}

static bool fail_unasked(const struct tree *t, const char *name, struct err *err)
{
	struct buf b = {0};
	char *position = NULL;
	int other = find_as_position(t, name, &position);

	buf_addf(&b, "%s is a leaf the form does not ask for; write tree:%s if you mean it", name, name);
	if (other != NODE_NONE)
		buf_addf(&b, ", or %s, which is %s", position, t->node[other].id);
	free(position);
	return fail(err, &b);
}

bool tree_read_leaf(const struct tree *t, const char *name, int *leaf, struct err *err)
{
	int node;

	if (!tree_read_node(t, name, &node, err))
		return false;
	if (!tree_is_leaf(t, node))
		return fail_inner(t, name, node, err);
	if (t->node[node].asked_as == NULL && strncmp(name, "tree:", 5) != 0)
		return fail_unasked(t, name, err);
	*leaf = node;
	return true;
}

bool tree_read_principle(const struct tree *t, const char *name, int *principle, struct err *err)
{
	struct buf b = {0};
	int node;

	if (!tree_read_node(t, name, &node, err))
		return false;
	if (t->node[node].kind == NODE_PRINCIPLE) {
		*principle = node;
		return true;
	}
	if (t->node[node].kind == NODE_CLAIM) {
		buf_addf(&b, "%s is a claim, not a principle; its principle is %s", name, t->node[t->node[node].principle].id);
		return fail(err, &b);
	}
	buf_addf(&b, "%s is a theme, not a principle; its principles are ", name);
	add_children(&b, t, node);
	return fail(err, &b);
}
