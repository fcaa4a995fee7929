/* The catalogue in memory: what can be asked of it. How it is built is in tree_build.c, how
 * people's way of naming claims is read in tree_read.c. */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/tree_private.h"

struct tree *tree_new(void)
{
	struct tree *t = xcalloc(1, sizeof *t);

	t->private = xcalloc(1, sizeof *t->private);
	return t;
}

void tree_free(struct tree *t)
{
	if (t == NULL)
		return;
	map_release(&t->private->by_number);
	map_release(&t->private->by_position);
	arena_release(&t->private->arena);
	free(t->private);
	free(t);
}

bool tree_is_leaf(const struct tree *t, int node)
{
	return t->node[node].kind == NODE_CLAIM && t->node[node].end == node + 1;
}

int tree_find(const struct tree *t, const char *id)
{
	long i = map_get(&t->private->by_number, id);

	return i < 0 ? NODE_NONE : (int)i;
}

int tree_find_asked(const struct tree *t, const char *position)
{
	long i = map_get(&t->private->by_position, position);

	return i < 0 ? NODE_NONE : (int)i;
}

bool tree_has_leaf(const struct tree *t, const char *id)
{
	int node = tree_find(t, id);

	return node != NODE_NONE && tree_is_leaf(t, node);
}

bool tree_has_principle(const struct tree *t, const char *id)
{
	int node = tree_find(t, id);

	return node != NODE_NONE && t->node[node].kind == NODE_PRINCIPLE;
}

const char *tree_leaf_name(const struct tree *t, int leaf)
{
	return t->private->leaf_name[leaf];
}

const char *tree_short_name(const struct tree *t, int node)
{
	return t->node[node].asked_as != NULL ? t->node[node].asked_as : t->node[node].id;
}

const char *tree_wording(const struct tree *t, int node)
{
	return t->node[node].body != NULL ? t->node[node].body : t->node[node].text;
}

int tree_theme_place(const struct tree *t, int theme)
{
	int low = 0, high = t->n_themes - 1;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (t->theme[middle] < theme)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct role *tree_find_role(const struct tree *t, const char *id)
{
	for (size_t i = 0; i < t->n_roles; i++)
		if (strcmp(t->role[i].id, id) == 0)
			return &t->role[i];
	return NULL;
}

int tree_role_claims(const struct tree *t, const struct role *r, int *if_responsible)
{
	int given = 0, more = 0;

	for (int i = 0; i < t->n_asked; i++) {
		int place = tree_theme_place(t, t->node[t->asked[i]].theme);

		if (r->in_scope[place])
			given++;
		else if (r->if_responsible[place])
			more++;
	}
	if (if_responsible != NULL)
		*if_responsible = more;
	return given;
}

/* ---- identity ----------------------------------------------------------------------------------- */

static void hash_node(struct hash *h, const struct node *n)
{
	hash_field(h, n->id);
	hash_int(h, n->kind);
	hash_field(h, n->text);
	hash_field(h, n->published);
	hash_field(h, n->body);
	hash_field(h, n->asked_as);
	hash_field(h, n->label);
	hash_field(h, n->code_text);
	hash_field(h, n->aim);
	hash_field(h, n->remark);
	hash_int(h, n->must_be_public);
}

static void hash_strategy(struct hash *h, const struct strategy *s)
{
	hash_field(h, s->id);
	hash_int(h, s->kind);
	hash_field(h, s->text);
	hash_field(h, s->published);
	hash_field(h, s->basis);
	hash_int(h, s->theme);
	hash_int(h, s->node);
}

static void hash_guidance(struct hash *h, const struct guidance *g)
{
	hash_field(h, g->id);
	hash_field(h, g->text);
	hash_int(h, g->place);
	hash_int(h, (long long)g->n_claims);
	for (size_t i = 0; i < g->n_claims; i++)
		hash_int(h, g->claim[i]);
}

static void hash_role(struct hash *h, const struct role *r, int n_themes)
{
	hash_field(h, r->id);
	hash_field(h, r->text);
	for (int i = 0; i < n_themes; i++) {
		hash_int(h, r->in_scope[i]);
		hash_int(h, r->if_responsible[i]);
	}
}

static void hash_head(struct hash *h, const struct tree *t)
{
	hash_field(h, t->id);
	hash_field(h, t->version);
	hash_field(h, t->title);
	hash_field(h, t->short_title);
	hash_field(h, t->publisher);
	hash_field(h, t->published_on);
	hash_field(h, t->licence);
	hash_field(h, t->attribution);
}

void tree_hash(const struct tree *t, char out[HASH_TEXT])
{
	struct hash h;

	hash_init(&h);
	hash_head(&h, t);
	hash_int(&h, t->n_nodes);
	for (int i = 0; i < t->n_nodes; i++)
		hash_node(&h, &t->node[i]);
	hash_int(&h, (long long)t->n_strategies);
	for (size_t i = 0; i < t->n_strategies; i++)
		hash_strategy(&h, &t->strategy[i]);
	hash_int(&h, (long long)t->n_guidance);
	for (size_t i = 0; i < t->n_guidance; i++)
		hash_guidance(&h, &t->guidance[i]);
	hash_int(&h, (long long)t->n_roles);
	for (size_t i = 0; i < t->n_roles; i++)
		hash_role(&h, &t->role[i], t->n_themes);
	hash_end(&h, out);
}

/* Letters and digits alone are compared: most of the APC's wordings differ in a hyphen or a full stop. */
static bool words_differ(const char *a, const char *b)
{
	for (;;) {
		while (*a != '\0' && !isalnum((unsigned char)*a))
			a++;
		while (*b != '\0' && !isalnum((unsigned char)*b))
			b++;
		if (*a == '\0' || *b == '\0' || tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return *a != *b;
		a++;
		b++;
	}
}

bool tree_wordings_differ(const struct tree *t, int node)
{
	const struct node *n = &t->node[node];

	return n->body != NULL && words_differ(n->body, n->text);
}
