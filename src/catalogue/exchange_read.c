/* The text form into items: which parts there are, which keys an entry may have, what stands twice.
 * Values are exchange_field.c's; what of it is new, exchange_match.c finds out. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/exchange_read.h"

enum { KNOWN_KEYS_MAX = 32 };

/* A part of the document. */
struct section {
	const char *key;
	enum entity entity;
	const char *what;               /* one entry of it, in complaints */
};

static const struct section sections[] = {
	{ "assessment", ENTITY_ASSESSMENT, "the assessment" },
	{ "scope", ENTITY_SCOPE, "a scope entry" },
	{ "answers", ENTITY_ANSWER, "an answer" },
	{ "evidence", ENTITY_EVIDENCE, "an evidence item" },
	{ "gaps", ENTITY_GAP, "a gap" },
	{ "challenges", ENTITY_CHALLENGE, "a challenge" },
	{ "approvals", ENTITY_APPROVAL, "an approval" },
	{ "waivers", ENTITY_WAIVER, "a waiver" },
	{ "read-through", ENTITY_READ_THROUGH, "a mark of reading" },
	{ "baselines", ENTITY_BASELINE, "a baseline" },
};
enum { N_SECTIONS = sizeof sections / sizeof *sections };

static const struct section support_entry = { "supports", ENTITY_SUPPORT, "a supported claim" };

const struct said *item_said(const struct item *it, enum field f)
{
	for (int i = 0; i < it->n_said; i++)
		if (it->said[i].f == f)
			return &it->said[i];
	return NULL;
}

void exchange_items_release(struct said_all *all)
{
	for (int e = 0; e < ENTITY_COUNT; e++) {
		free(all->of[e].item);
		map_release(&all->of[e].by_ref);
	}
}

/* ---- mappings ------------------------------------------------------------------------------------------ */

/* Keys that are no fields: they say what the entity is about, or hold its links. */
static const char *place_key(enum entity e)
{
	switch ((int)e) {
	case ENTITY_SCOPE: return "principle";
	case ENTITY_ANSWER:
	case ENTITY_SUPPORT: return "claim";
	case ENTITY_EVIDENCE: return "supports";
	case ENTITY_GAP: return "claims";
	case ENTITY_READ_THROUGH: return "node";
	}
	return NULL;
}

static size_t known_keys(enum entity e, const char *known[KNOWN_KEYS_MAX])
{
	size_t n = 0;

	if (place_key(e) != NULL)
		known[n++] = place_key(e);
	if (e == ENTITY_EVIDENCE)
		known[n++] = "refused";
	for (int f = (int)entity_first(e); f < (int)entity_end(e) && n < KNOWN_KEYS_MAX; f++)
		if (!field_is_removed((enum field)f))
			known[n++] = field_info((enum field)f)->key;
	return n;
}

static void unknown_key(struct doc *d, const struct yaml_node *n, const char *what, const char *const *known, size_t n_known)
{
	const char *near;
	struct buf b = {0};

	if (doc_full(d)) {
		doc_fault(d, n, "unknown key");
		return;
	}
	near = complaint_nearest(n->key->text, known, n_known);
	if (near != NULL)
		buf_addf(&b, "did you mean %s?", near);
	for (size_t i = 0; near == NULL && i < n_known; i++)
		buf_addf(&b, "%s%s", i == 0 ? "it may have " : ", ", known[i]);
	doc_fault(d, d->json ? n : n->key, "unknown key '%.60s' in %s; %s", n->key->text, what, buf_str(&b));
	buf_release(&b);
}

static void read_links(struct said_all *all, struct item *it, enum entity e, const struct yaml_node *n);
static void read_refused(struct said_all *all, struct item *it, const struct yaml_node *n);

static void read_place(struct said_all *all, struct item *it, enum entity e, const struct yaml_node *n)
{
	if (e == ENTITY_SCOPE)
		said_principle(all, n, &it->node);
	else if (e == ENTITY_READ_THROUGH)
		said_node(all, n, &it->node);
	else if (e == ENTITY_ANSWER || e == ENTITY_SUPPORT)
		said_leaf(all, n, &it->node);
	else
		read_links(all, it, e, n);
}

static void read_pair(struct said_all *all, struct item *it, const struct section *s, const struct yaml_node *n)
{
	const char *key = n->key->text, *known[KNOWN_KEYS_MAX], *place = place_key(s->entity);
	enum field f;
	bool is_field = field_read(s->entity, key, &f) && !field_is_removed(f);
	bool is_place = place != NULL && strcmp(key, place) == 0;
	bool is_refused = s->entity == ENTITY_EVIDENCE && strcmp(key, "refused") == 0;

	if (!is_field && !is_place && !is_refused)
		unknown_key(&all->doc, n, s->what, known, known_keys(s->entity, known));
	else if (said_nothing(n))
		return;
	else if (is_place)
		read_place(all, it, s->entity, n);
	else if (is_refused)
		read_refused(all, it, n);
	else
		said_field(all, it, f, n);
}

/* What an entry cannot do without. One with a reference is known by that. */
static void check_needs(struct said_all *all, const struct item *it, const struct section *s)
{
	static const struct {
		enum entity entity;
		enum field field;
	} needs[] = {
		{ ENTITY_SCOPE, FIELD_SCOPE_IN }, { ENTITY_EVIDENCE, FIELD_EVIDENCE_TITLE }, { ENTITY_GAP, FIELD_GAP },
		{ ENTITY_CHALLENGE, FIELD_CHALLENGE_CLAIM }, { ENTITY_CHALLENGE, FIELD_CHALLENGE_TEXT },
		{ ENTITY_APPROVAL, FIELD_APPROVAL_PRINCIPLE }, { ENTITY_APPROVAL, FIELD_APPROVAL_BY },
		{ ENTITY_WAIVER, FIELD_WAIVER_RULE }, { ENTITY_WAIVER, FIELD_WAIVER_ON },
		{ ENTITY_BASELINE, FIELD_BASELINE_NAME }, { ENTITY_BASELINE, FIELD_BASELINE_HEAD },
	};
	const char *place = place_key(s->entity);
	bool placed = s->entity == ENTITY_EVIDENCE || s->entity == ENTITY_GAP || place == NULL || it->node != NODE_NONE;

	if (it->ref != 0)
		return;
	if (!placed && yaml_get(it->at, place) == NULL)
		doc_fault(&all->doc, it->at, "%s needs a %s", s->what, place);
	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (needs[i].entity == s->entity && yaml_get(it->at, field_info(needs[i].field)->key) == NULL)
			doc_fault(&all->doc, it->at, "%s needs a value for %s", s->what, field_info(needs[i].field)->key);
}

static void read_mapping(struct said_all *all, struct item *it, const struct section *s, const struct yaml_node *n)
{
	*it = (struct item){ .at = n, .node = NODE_NONE, .found = -1 };
	if (n->kind != YAML_MAPPING) {
		if (!n->faulty)
			doc_fault(&all->doc, n, "%s must be a mapping with keys, not %s", s->what,
			    said_nothing(n) ? "empty" : yaml_kind_words(n->kind));
		return;
	}
	it->said = arena_alloc(&all->doc.y.arena, (n->n + 1) * sizeof *it->said);
	for (const struct yaml_node *c = n->first; c != NULL; c = c->next)
		if (!c->key->faulty)
			read_pair(all, it, s, c);
	check_needs(all, it, s);
}

/* ---- links ---------------------------------------------------------------------------------------------- */

static int by_claim(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return (x->node > y->node) - (x->node < y->node);
}

/* Into tree order, nothing twice. */
static void sort_links(struct said_all *all, struct item *link, int n)
{
	qsort(link, (size_t)n, sizeof *link, by_claim);
	for (int i = 1; i < n; i++)
		if (link[i].node != NODE_NONE && link[i].node == link[i - 1].node)
			doc_fault(&all->doc, link[i].at, "%s is named twice here", tree_leaf_name(all->tree, link[i].node));
}

static void read_claim(struct said_all *all, struct item *link, const struct yaml_node *n)
{
	*link = (struct item){ .at = n, .node = NODE_NONE, .found = -1 };
	said_leaf(all, n, &link->node);
}

/* Claims of a gap are names, claims of an evidence item mappings with a note. */
static void read_links(struct said_all *all, struct item *it, enum entity e, const struct yaml_node *n)
{
	if (!said_kind(all, n, YAML_SEQUENCE))
		return;
	it->link = arena_alloc(&all->doc.y.arena, n->n * sizeof *it->link);
	it->n_links = 0;                /* the key may stand twice; that is told already */
	for (const struct yaml_node *c = n->first; c != NULL; c = c->next) {
		struct item *link = &it->link[it->n_links++];

		if (e == ENTITY_EVIDENCE)
			read_mapping(all, link, &support_entry, c);
		else
			read_claim(all, link, c);
	}
	sort_links(all, it->link, it->n_links);
}

static void read_refused(struct said_all *all, struct item *it, const struct yaml_node *n)
{
	if (!said_kind(all, n, YAML_SEQUENCE))
		return;
	it->refused = arena_alloc(&all->doc.y.arena, n->n * sizeof *it->refused);
	it->n_refused = 0;              /* likewise */
	for (const struct yaml_node *c = n->first; c != NULL; c = c->next)
		read_claim(all, &it->refused[it->n_refused++], c);
	sort_links(all, it->refused, it->n_refused);
}

/* ---- sections -------------------------------------------------------------------------------------------- */

static void twice(struct said_all *all, const struct item *it, const struct item *first, const char *name)
{
	struct buf where = {0};

	doc_place(&all->doc, first->at, &where);
	doc_fault(&all->doc, it->at, "%s stands here a second time; first: %s", name, buf_str(&where));
	buf_release(&where);
}

/* An item of the same reference, if there is one before this. */
static void check_ref(struct said_all *all, struct items *items, enum entity e)
{
	const struct item *it = &items->item[items->n - 1];
	char key[16], name[16];
	long first;

	if (it->ref == 0)
		return;
	snprintf(key, sizeof key, "%d", it->ref);
	snprintf(name, sizeof name, "%c%d", entity_letter(e), it->ref);
	first = map_get(&items->by_ref, key);
	if (first >= 0)
		twice(all, it, &items->item[first], name);
	else
		map_put(&items->by_ref, key, items->n - 1);
}

/* An answer on the same claim, a scope entry on the same principle, a mark on the same number. `first`: by node, place and one. */
static void check_place(struct said_all *all, struct items *items, enum entity e, size_t *first)
{
	const struct item *it = &items->item[items->n - 1];

	if (it->node == NODE_NONE || !entity_is_of_node(e))
		return;
	if (first[it->node] != 0)
		twice(all, it, &items->item[first[it->node] - 1],
		    e == ENTITY_ANSWER ? tree_leaf_name(all->tree, it->node) : all->tree->node[it->node].id);
	else
		first[it->node] = items->n;
}

static void read_list(struct said_all *all, const struct section *s, const struct yaml_node *n)
{
	struct items *items = &all->of[s->entity];
	size_t *first;

	if (!said_kind(all, n, YAML_SEQUENCE))
		return;
	first = xcalloc((size_t)all->tree->n_nodes + 1, sizeof *first);
	for (const struct yaml_node *c = n->first; c != NULL; c = c->next) {
		MEM_GROW(items->item, items->n, items->cap);
		read_mapping(all, &items->item[items->n++], s, c);
		check_ref(all, items, s->entity);
		check_place(all, items, s->entity, first);
	}
	free(first);
}

static void read_section(struct said_all *all, const struct section *s, const struct yaml_node *n)
{
	struct items *items = &all->of[s->entity];

	if (said_nothing(n))
		return;
	if (s->entity != ENTITY_ASSESSMENT) {
		read_list(all, s, n);
		return;
	}
	MEM_GROW(items->item, items->n, items->cap);
	read_mapping(all, &items->item[items->n++], s, n);
}

static void check_schema(struct said_all *all, const struct yaml_node *n)
{
	const char *schema = n != NULL ? said_text(all, n, true) : NULL;

	if (n == NULL)
		doc_fault(&all->doc, all->doc.root, "the schema is missing: the document begins with schema: assay/1");
	else if (schema != NULL && strcmp(schema, "assay/1") != 0)
		doc_fault(&all->doc, n, "the schema '%.60s' is not known here; assay/1 is", schema);
}

static void read_top(struct said_all *all, const struct yaml_node *n)
{
	const char *known[N_SECTIONS + 1] = { "schema" };

	if (strcmp(n->key->text, "schema") == 0)
		return;
	for (size_t i = 0; i < N_SECTIONS; i++) {
		if (strcmp(n->key->text, sections[i].key) == 0) {
			read_section(all, &sections[i], n);
			return;
		}
		known[i + 1] = sections[i].key;
	}
	unknown_key(&all->doc, n, "the document", known, N_SECTIONS + 1);
}

void exchange_read(struct said_all *all)
{
	const struct yaml_node *root = all->doc.root;

	if (root->kind != YAML_MAPPING) {
		if (!root->faulty)
			doc_fault(&all->doc, root, "a document that begins with schema: assay/1 is wanted, not %s", yaml_kind_words(root->kind));
		return;
	}
	check_schema(all, yaml_get(root, "schema"));
	for (const struct yaml_node *c = root->first; c != NULL; c = c->next)
		if (!c->key->faulty)
			read_top(all, c);
}
