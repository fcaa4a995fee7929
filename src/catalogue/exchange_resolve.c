/* Names in a document that mean items: whose id "E12" is, there or in the workspace. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "catalogue/exchange_import.h"

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

static void resolve_evidence(struct import *im, struct said *s)
{
	const char *id = NULL;
	int ref;

	if (ref_read(s->value, 'E', &ref))
		id = id_of_ref(im, s, ENTITY_EVIDENCE, ref);
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
