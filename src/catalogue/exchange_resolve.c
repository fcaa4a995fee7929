/* Names in a document that mean items: whose id "E12" is, there or in the workspace. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "catalogue/exchange_import.h"
#include "catalogue/exchange_value.h"

const char *import_work_id(const struct work *w, enum entity e, int index)
{
	switch ((int)e) {
	case ENTITY_EVIDENCE: return w->evidence[index].id;
	case ENTITY_GAP: return w->gap[index].id;
	case ENTITY_CHALLENGE: return w->challenge[index].id;
	case ENTITY_APPROVAL: return w->approval[index].id;
	case ENTITY_WAIVER: return w->waiver[index].id;
	case ENTITY_BASELINE: return w->baseline[index].id;
	}
	return NULL;
}

int import_find_ref(const struct work *w, enum entity e, int ref)
{
	switch ((int)e) {
	case ENTITY_EVIDENCE: return work_find_evidence_ref(w, ref);
	case ENTITY_GAP: return work_find_gap_ref(w, ref);
	case ENTITY_CHALLENGE: return work_find_challenge_ref(w, ref);
	}
	return -1;
}

/* The id that "E12" means: the document's own E12, else the workspace's. NULL, having complained. */
static const char *id_of_ref(struct import *im, const struct said *s, enum entity e, int ref)
{
	const struct items *items = &im->all.of[e];
	char key[16];
	long place;
	int index;

	snprintf(key, sizeof key, "%d", ref);
	place = map_get(&items->by_ref, key);
	if (place >= 0)
		return items->item[place].id;
	index = import_find_ref(im->w, e, ref);
	if (index >= 0)
		return import_work_id(im->w, e, index);
	doc_fault(&im->all.doc, s->at, "%s: there is no %c%d, neither in this document nor in the workspace",
	    field_info(s->f)->key, entity_letter(e), ref);
	return NULL;
}

/* The item with this number as a removed one: the workspace's, or one that takes its place. */
static const char *id_of_gone(struct import *im, int ref)
{
	const char *there = work_removed_evidence(im->w, ref);
	char id[ID_TEXT];

	for (size_t i = 0; i < im->n_gone; i++)
		if (im->gone[i].ref == ref)
			return im->gone[i].id;
	if (there == NULL) {
		id_new(id);
		there = arena_strdup(&im->all.doc.y.arena, id);
		MEM_GROW(im->gone, im->n_gone, im->cap_gone);
		im->gone[im->n_gone++] = (struct gone){ .ref = ref, .id = there, .fresh = true };
	} else {
		MEM_GROW(im->gone, im->n_gone, im->cap_gone);
		im->gone[im->n_gone++] = (struct gone){ .ref = ref, .id = there };
	}
	return there;
}

/* "E7 removed". One that the workspace still has is meant where nobody has removed it here. */
static const char *id_of_removed(struct import *im, const struct said *s, int ref)
{
	char key[16];
	int index = work_find_evidence_ref(im->w, ref);

	snprintf(key, sizeof key, "%d", ref);
	if (map_get(&im->all.of[ENTITY_EVIDENCE].by_ref, key) >= 0) {
		doc_fault(&im->all.doc, s->at, "evidence: E%d is in this document, so that it was not removed", ref);
		return NULL;
	}
	return index >= 0 ? im->w->evidence[index].id : id_of_gone(im, ref);
}

static bool says_removed(struct import *im, const char *value, int *ref)
{
	size_t len = strlen(value), end = strlen(EXCHANGE_REMOVED);

	if (len <= end || strcmp(value + len - end, EXCHANGE_REMOVED) != 0)
		return false;
	return ref_read(arena_strndup(&im->all.doc.y.arena, value, len - end), 'E', ref);
}

static void resolve_evidence(struct import *im, struct said *s)
{
	const char *id = NULL;
	int ref;

	if (ref_read(s->value, 'E', &ref))
		id = id_of_ref(im, s, ENTITY_EVIDENCE, ref);
	else if (says_removed(im, s->value, &ref))
		id = id_of_removed(im, s, ref);
	else
		doc_fault(&im->all.doc, s->at, "evidence: \"%.60s\" is no reference such as E12", s->value);
	if (id != NULL)
		s->value = id;
}

/* A reference, alone or before the claim of a link: false if it is none. *id NULL: complained of. */
static bool resolve_ref(struct import *im, const struct said *s, const char *name, const char **id)
{
	static const enum entity entities[] = { ENTITY_EVIDENCE, ENTITY_GAP, ENTITY_CHALLENGE };
	int ref;

	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (ref_read(name, entity_letter(entities[i]), &ref)) {
			*id = id_of_ref(im, s, entities[i], ref);
			return true;
		}
	return false;
}

/* "E12 1.2/2": the link of both. */
static bool resolve_link(struct import *im, struct said *s, const char *blank)
{
	struct arena *arena = &im->all.doc.y.arena;
	const char *ref = arena_strndup(arena, s->value, (size_t)(blank - s->value)), *id;
	struct err err;
	char *link;
	int leaf;

	if (!resolve_ref(im, s, ref, &id))
		return false;
	if (!tree_read_leaf(im->all.tree, blank + 1, &leaf, &err)) {
		doc_fault(&im->all.doc, s->at, "%s", err.text);
	} else if (id != NULL) {
		link = link_id(id, im->all.tree->node[leaf].id);
		s->value = arena_strdup(arena, link);
		free(link);
	}
	return true;
}

/* What a waiver hangs on: an item, a link, a node of the tree, the assessment; or the bare id of an
 * item that is no more. */
static void resolve_on(struct import *im, struct said *s)
{
	const char *blank = strchr(s->value, ' '), *id = NULL;
	struct err err;
	int node;

	if (strcmp(s->value, "assessment") == 0 || id_valid(s->value))
		return;
	if (blank != NULL ? resolve_link(im, s, blank) : resolve_ref(im, s, s->value, &id)) {
		if (id != NULL)
			s->value = id;
	} else if (said_read_node(im->all.tree, s->value, &node, &err)) {
		s->value = im->all.tree->node[node].id;
	} else {
		doc_fault(&im->all.doc, s->at, "on: neither a reference such as E12 nor a claim: %s", err.text);
	}
}

void import_resolve(struct import *im, struct item *it)
{
	for (int i = 0; i < it->n_said; i++) {
		if (it->said[i].f == FIELD_CHALLENGE_EVIDENCE)
			resolve_evidence(im, &it->said[i]);
		else if (it->said[i].f == FIELD_WAIVER_ON)
			resolve_on(im, &it->said[i]);
	}
}
