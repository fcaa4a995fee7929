/* The changes that bring a document in: what exchange_match found to be new, in the order of the
 * document's parts. Entities with a given reference come before those that are to be given one. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/exchange_import.h"
#include "catalogue/exchange_value.h"

static void plan_fields(struct changes *c, enum entity e, const char *id, int64_t base, const struct item *it)
{
	for (int i = 0; i < it->n_said; i++)
		if (!exchange_unsaid(it->said[i].f, it->said[i].value))
			changes_set(c, e, id, base, it->said[i].f, it->said[i].value);
}

/* ---- what is kept by claim or once ------------------------------------------------------------------- */

/* Into an empty workspace its own fields are replaced, into one with content they are filled in. */
static void plan_assessment(struct import *im, struct changes *c, const struct item *it)
{
	for (int i = 0; i < it->n_said; i++) {
		const struct said *s = &it->said[i];

		if (import_value(im, s->f, 0) && import_replaces(im, s))
			changes_set(c, ENTITY_ASSESSMENT, entity_name(ENTITY_ASSESSMENT), im->w->assessment.revision, s->f, s->value);
	}
}

/* A choice that was taken back before must not come back with its old reason. */
static void plan_scope(struct import *im, struct changes *c, const struct item *it)
{
	const char *id = im->all.tree->node[it->node].id;
	const struct scope_choice *there = &im->w->scope[it->node];
	int64_t base = work_revision(im->w, ENTITY_SCOPE, id);

	if (base > 0 && !there->chosen) {
		changes_set(c, ENTITY_SCOPE, id, base, FIELD_SCOPE_REMOVED, NULL);
		changes_set(c, ENTITY_SCOPE, id, base, FIELD_SCOPE_REASON, NULL);
	}
	for (int i = 0; i < it->n_said; i++)
		if (import_value(im, it->said[i].f, it->node) && strcmp(buf_str(&im->value), it->said[i].value) != 0)
			changes_set(c, ENTITY_SCOPE, id, base, it->said[i].f, it->said[i].value);
}

static void plan_answer(struct import *im, struct changes *c, const struct item *it)
{
	const char *id = im->all.tree->node[it->node].id;

	plan_fields(c, ENTITY_ANSWER, id, work_revision(im->w, ENTITY_ANSWER, id), it);
}

static void plan_read(struct import *im, struct changes *c, const struct item *it)
{
	const char *id = im->all.tree->node[it->node].id;

	plan_fields(c, ENTITY_READ_THROUGH, id, work_revision(im->w, ENTITY_READ_THROUGH, id), it);
}

static void plan_taken(struct import *im, struct changes *c, enum entity e, void (*plan)(struct import *, struct changes *, const struct item *))
{
	const struct items *items = &im->all.of[e];

	for (size_t i = 0; i < items->n; i++)
		if (items->item[i].taken)
			plan(im, c, &items->item[i]);
}

/* ---- items ---------------------------------------------------------------------------------------------- */

/* A link that was there once comes back as it is now. */
static void plan_support(struct import *im, struct changes *c, const char *id, const struct item *link)
{
	int64_t base = work_revision(im->w, ENTITY_SUPPORT, id);
	const struct said *note = item_said(link, FIELD_SUPPORT_NOTE);

	if (base > 0)
		changes_set(c, ENTITY_SUPPORT, id, base, FIELD_SUPPORT_REMOVED, NULL);
	changes_set(c, ENTITY_SUPPORT, id, base, FIELD_SUPPORT_NOTE, note != NULL ? note->value : NULL);
}

static void plan_links(struct import *im, struct changes *c, enum entity e, const struct item *it)
{
	for (int i = 0; i < it->n_links; i++) {
		const struct item *link = &it->link[i];
		char *id;

		if (link->found >= 0)
			continue;
		id = link_id(it->id, im->all.tree->node[link->node].id);
		if (e == ENTITY_EVIDENCE)
			plan_support(im, c, id, link);
		else
			changes_set(c, ENTITY_GAP_CLAIM, id, work_revision(im->w, ENTITY_GAP_CLAIM, id), FIELD_GAP_CLAIM_REMOVED, NULL);
		free(id);
	}
}

static void plan_refused(struct import *im, struct changes *c, const struct item *it)
{
	for (int i = 0; i < it->n_refused; i++) {
		char *id;

		if (it->refused[i].found >= 0)
			continue;
		id = link_id(it->id, im->all.tree->node[it->refused[i].node].id);
		changes_set(c, ENTITY_REFUSAL, id, work_revision(im->w, ENTITY_REFUSAL, id), FIELD_REFUSAL_REMOVED, NULL);
		free(id);
	}
}

static void plan_item(struct import *im, struct changes *c, enum entity e, const struct item *it)
{
	char ref[16] = "";

	if (it->found < 0) {
		if (it->ref != 0)
			snprintf(ref, sizeof ref, "%d", it->ref);
		if (entity_letter(e) != 0)      /* without a value: the store gives the next */
			changes_set(c, e, it->id, 0, entity_first(e), ref);
		plan_fields(c, e, it->id, 0, it);
	}
	plan_links(im, c, e, it);
	plan_refused(im, c, it);
}

static void plan_items(struct import *im, struct changes *c, enum entity e)
{
	const struct items *items = &im->all.of[e];

	for (size_t i = 0; i < items->n; i++)
		if (items->item[i].ref != 0)
			plan_item(im, c, e, &items->item[i]);
	for (size_t i = 0; i < items->n; i++)
		if (items->item[i].ref == 0)
			plan_item(im, c, e, &items->item[i]);
}

/* Removed items that new challenges hang on. Said once more of those that are there: whoever saves sees that
 * the challenge is to hang on something removed, and has not missed the removal. */
static void plan_gone(struct import *im, struct changes *c)
{
	char ref[16];

	for (size_t i = 0; i < im->n_gone; i++) {
		const struct gone *g = &im->gone[i];
		int64_t base = work_revision(im->w, ENTITY_EVIDENCE, g->id);

		snprintf(ref, sizeof ref, "%d", g->ref);
		if (g->fresh)
			changes_set(c, ENTITY_EVIDENCE, g->id, base, FIELD_EVIDENCE_REF, ref);
		changes_set(c, ENTITY_EVIDENCE, g->id, base, FIELD_EVIDENCE_REMOVED, "true");
	}
}

void exchange_plan(struct import *im, struct changes *changes)
{
	static const enum entity with_id[] = { ENTITY_EVIDENCE, ENTITY_GAP, ENTITY_CHALLENGE, ENTITY_APPROVAL, ENTITY_WAIVER,
		ENTITY_BASELINE };

	plan_taken(im, changes, ENTITY_ASSESSMENT, plan_assessment);
	plan_taken(im, changes, ENTITY_SCOPE, plan_scope);
	plan_taken(im, changes, ENTITY_ANSWER, plan_answer);
	plan_taken(im, changes, ENTITY_READ_THROUGH, plan_read);
	plan_gone(im, changes);
	for (size_t i = 0; i < sizeof with_id / sizeof *with_id; i++)
		plan_items(im, changes, with_id[i]);
}
