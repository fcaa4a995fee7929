/* What of a document is in the workspace already, what is new, and what says something else there.
 * An absent key says nothing; what differs is told with both values, and then nothing is taken. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/utf8.h"
#include "catalogue/exchange_import.h"
#include "catalogue/exchange_value.h"
#include "core/on.h"

enum { EXCERPT_COLUMNS = 50, EXCERPT_BEFORE = 16 };

bool import_value(struct import *im, enum field f, int index)
{
	struct err err;

	if (im->unread)
		return false;
	if (exchange_value(im->w, im->r, f, index, &im->value, &err))
		return true;
	im->unread = true;
	doc_fault(&im->all.doc, im->all.doc.root, "the workspace cannot be read to compare: %s", err.text);
	return false;
}

/* ---- what differs ---------------------------------------------------------------------------------- */

/* The value around its first differing byte, or "nothing". */
static void add_excerpt(struct buf *b, const char *value, size_t from)
{
	if (*value == '\0') {
		buf_add(b, "nothing");
		return;
	}
	from = from > EXCERPT_BEFORE ? from - EXCERPT_BEFORE : 0;
	while (from > 0 && utf8_is_tail(value[from]))
		from--;
	buf_addf(b, "\"%s", from > 0 ? "..." : "");
	utf8_cut(b, value + from, EXCERPT_COLUMNS, true);
	buf_addc(b, '"');
}

static void complain_of_difference(struct import *im, const struct said *s, const char *name, const char *there)
{
	struct buf b = {0};
	size_t same = 0;

	while (s->value[same] != '\0' && s->value[same] == there[same])
		same++;
	if (!doc_full(&im->all.doc)) {
		add_excerpt(&b, s->value, same);
		buf_add(&b, " here, ");
		add_excerpt(&b, there, same < strlen(there) ? same : strlen(there));
	}
	doc_fault(&im->all.doc, s->at, "%s differs in %s: %s in the workspace", name, field_info(s->f)->key, buf_str(&b));
	buf_release(&b);
}

/* As the text form would write the value: ids by their names. */
static void compare_entity(struct import *im, const struct said *s, const char *name)
{
	struct buf there = {0};
	struct said readable = *s;

	if (s->f == FIELD_CHALLENGE_EVIDENCE)
		exchange_name_challenged(im->w, buf_str(&im->value), &there);
	else
		on_write(im->w, buf_str(&im->value), &there);
	readable.value = s->at->text;
	complain_of_difference(im, &readable, name, buf_str(&there));
	buf_release(&there);
}

static const char *entity_id(const struct import *im, enum entity e, int index)
{
	switch ((int)e) {
	case ENTITY_ASSESSMENT: return entity_name(e);
	case ENTITY_SCOPE:
	case ENTITY_READ_THROUGH:
	case ENTITY_ANSWER: return im->w->tree->node[index].id;
	case ENTITY_SUPPORT: return im->w->support[index].id;
	}
	return import_work_id(im->w, e, index);
}

/* For a merge: somebody will choose. */
static void keep_difference(struct import *im, const struct said *s, int index)
{
	enum entity e = field_info(s->f)->entity;
	const char *id = entity_id(im, e, index);

	changes_set(im->differing, e, id, work_revision(im->w, e, id), s->f, s->value);
}

bool import_replaces(const struct import *im, const struct said *s)
{
	return strcmp(buf_str(&im->value), s->value) != 0 && (im->differing == NULL || im->value.len == 0);
}

static void compare_said(struct import *im, const struct said *s, int index, const char *name)
{
	if (!import_value(im, s->f, index) || strcmp(buf_str(&im->value), s->value) == 0)
		return;
	if (im->differing != NULL)
		keep_difference(im, s, index);
	else if (field_info(s->f)->type == FIELD_ENTITY)
		compare_entity(im, s, name);
	else
		complain_of_difference(im, s, name, buf_str(&im->value));
}

static void compare_item(struct import *im, const struct item *it, int index, const char *name)
{
	for (int i = 0; i < it->n_said; i++)
		compare_said(im, &it->said[i], index, name);
}

/* ---- links ---------------------------------------------------------------------------------------------- */

static int find_gap_claim(const struct gap *g, int leaf)
{
	int low = 0, high = g->n_claims - 1;

	while (low <= high) {
		int middle = low + (high - low) / 2;

		if (g->claim[middle] == leaf)
			return middle;
		if (g->claim[middle] < leaf)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

/* Links of an item that is there: those that are not are added, those that are must say the same. */
static void match_links(struct import *im, enum entity e, struct item *it, const char *name)
{
	for (int i = 0; i < it->n_links; i++) {
		struct item *link = &it->link[i];
		struct buf b = {0};

		if (link->node == NODE_NONE)
			continue;
		link->found = e == ENTITY_EVIDENCE ? work_find_support(im->w, it->found, link->node)
		    : find_gap_claim(&im->w->gap[it->found], link->node);
		if (link->found < 0 || e != ENTITY_EVIDENCE)
			continue;
		buf_addf(&b, "the link from %s to %s", name, tree_leaf_name(im->all.tree, link->node));
		compare_item(im, link, link->found, buf_str(&b));
		buf_release(&b);
	}
}

/* ---- entries -------------------------------------------------------------------------------------------- */

static void name_item(const struct import *im, enum entity e, const struct item *it, char out[64])
{
	if (it->ref != 0)
		snprintf(out, 64, "%c%d", entity_letter(e), it->ref);
	else if (e == ENTITY_SCOPE)
		snprintf(out, 64, "the scope of %.32s", im->all.tree->node[it->node].id);
	else if (e == ENTITY_READ_THROUGH)
		snprintf(out, 64, "the reading of %.32s", im->all.tree->node[it->node].id);
	else if (e == ENTITY_ANSWER)
		snprintf(out, 64, "%.48s", tree_leaf_name(im->all.tree, it->node));
	else
		snprintf(out, 64, "the %s", entity_name(e));
}

static void match_refused(struct import *im, struct item *it)
{
	for (int i = 0; i < it->n_refused; i++)
		if (it->refused[i].node != NODE_NONE && work_refused(im->w, it->found, it->refused[i].node))
			it->refused[i].found = it->found;
}

static void match_by_ref(struct import *im, enum entity e, struct item *it)
{
	char name[64];

	it->found = import_find_ref(im->w, e, it->ref);
	if (it->found < 0)
		return;
	name_item(im, e, it, name);
	compare_item(im, it, it->found, name);
	match_links(im, e, it, name);
	match_refused(im, it);
}

/* One that says exactly the same has its links already. A challenge is known by the doubt alone, and what was
 * said to it since must not be different. */
static void match_by_sign(struct import *im, struct signs *signs, enum entity e, struct item *it)
{
	char name[64];

	it->found = signs_find(signs, im, e, it);
	if (e == ENTITY_CHALLENGE && it->found >= 0) {
		snprintf(name, sizeof name, "C%d", im->w->challenge[it->found].ref);
		compare_item(im, it, it->found, name);
	}
	for (int i = 0; i < it->n_links; i++)
		it->link[i].found = it->found;
	for (int i = 0; i < it->n_refused; i++)
		it->refused[i].found = it->found;
}

static void give_id(struct import *im, enum entity e, struct item *it)
{
	char id[ID_TEXT];

	if (it->found >= 0) {
		it->id = import_work_id(im->w, e, it->found);
		return;
	}
	id_new(id);
	it->id = arena_strdup(&im->all.doc.y.arena, id);
}

static void match_items(struct import *im, enum entity e)
{
	struct items *items = &im->all.of[e];
	struct signs signs = {0};

	for (size_t i = 0; i < items->n; i++) {
		struct item *it = &items->item[i];

		import_resolve(im, it);
		if (it->ref != 0)
			match_by_ref(im, e, it);
		else
			match_by_sign(im, &signs, e, it);
		give_id(im, e, it);
	}
	signs_release(&signs);
}

/* An answer or a mark of reading that says nothing yet takes all; one that says something has to say the same. */
static void match_of_node(struct import *im, enum entity e, struct item *it)
{
	struct err err;
	char name[64];

	if (it->node == NODE_NONE || im->unread)
		return;
	if (!exchange_node_empty(im->w, im->r, e, it->node, &it->taken, &err)) {
		im->unread = true;
		doc_fault(&im->all.doc, it->at, "the workspace cannot be read to compare: %s", err.text);
	} else if (!it->taken) {
		name_item(im, e, it, name);
		compare_item(im, it, it->node, name);
	}
}

static void match_scope(struct import *im, struct item *it)
{
	char name[64];

	if (it->node == NODE_NONE)
		return;
	it->taken = im->empty || !im->w->scope[it->node].chosen;
	if (it->taken)
		return;
	name_item(im, ENTITY_SCOPE, it, name);
	compare_item(im, it, it->node, name);
}

/* ---- the assessment ------------------------------------------------------------------------------------ */

/* The claims are those of the workspace's own catalogue: a document made with another means others. */
static bool check_catalogue(struct import *im, const struct said *s)
{
	const struct tree *t = im->all.tree;
	const char *own = s->f == FIELD_CATALOGUE ? t->id : t->version;

	if ((s->f != FIELD_CATALOGUE && s->f != FIELD_CATALOGUE_VERSION) || own == NULL || strcmp(s->value, own) == 0)
		return true;
	doc_fault(&im->all.doc, s->at, "%s: this document is for '%.60s', the workspace has '%.60s'; check that the claims are the same, "
	    "then correct this line or take it out", field_info(s->f)->key, s->value, own);
	return false;
}

static void match_assessment(struct import *im, struct item *it)
{
	for (int i = 0; i < it->n_said; i++) {
		const struct said *s = &it->said[i];

		if (!check_catalogue(im, s) || im->empty || !import_value(im, s->f, 0))
			continue;
		if (im->value.len > 0)
			compare_said(im, s, 0, "the assessment");
	}
	it->taken = true;
}

void exchange_match(struct import *im)
{
	static const enum entity with_id[] = { ENTITY_EVIDENCE, ENTITY_GAP, ENTITY_CHALLENGE, ENTITY_APPROVAL, ENTITY_WAIVER,
		ENTITY_BASELINE };
	struct items *of = im->all.of;

	for (size_t i = 0; i < of[ENTITY_ASSESSMENT].n; i++)
		match_assessment(im, &of[ENTITY_ASSESSMENT].item[i]);
	for (size_t i = 0; i < of[ENTITY_SCOPE].n; i++)
		match_scope(im, &of[ENTITY_SCOPE].item[i]);
	for (size_t i = 0; i < of[ENTITY_ANSWER].n; i++)
		match_of_node(im, ENTITY_ANSWER, &of[ENTITY_ANSWER].item[i]);
	for (size_t i = 0; i < of[ENTITY_READ_THROUGH].n; i++)
		match_of_node(im, ENTITY_READ_THROUGH, &of[ENTITY_READ_THROUGH].item[i]);
	for (size_t i = 0; i < sizeof with_id / sizeof *with_id; i++)
		match_items(im, with_id[i]);
}
