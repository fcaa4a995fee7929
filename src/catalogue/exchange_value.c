/* Values of fields, entity by entity: see exchange_value.h. */
#include "config.h"

#include <string.h>

#include "base/date.h"
#include "catalogue/exchange_value.h"

static void add(struct buf *out, const char *s)
{
	if (s != NULL)
		buf_add(out, s);
}

static void add_choice(struct buf *out, enum field f, int choice)
{
	if (choice >= 0)
		buf_add(out, field_info(f)->values[choice]);
}

static void add_date(struct buf *out, date d)
{
	char text[DATE_TEXT];

	date_print(d, text);
	buf_add(out, text);
}

static void add_bool(struct buf *out, bool value)
{
	buf_add(out, value ? "true" : "false");
}

static void add_ref(struct buf *out, int ref)
{
	if (ref > 0)
		buf_addf(out, "%d", ref);
}

/* Each of these returns false for a field that work does not hold: it is behind the reader. What
 * work says of its presence is not asked: that looks at the head only, and takes blanks for nothing. */

static bool assessment_value(const struct assessment *a, enum field f, struct buf *out)
{
	switch ((int)f) {
	case FIELD_TITLE: add(out, a->title); return true;
	case FIELD_PRODUCT: add(out, a->product); return true;
	case FIELD_PRODUCT_VERSION: add(out, a->product_version); return true;
	case FIELD_ORGANISATION: add(out, a->organisation); return true;
	case FIELD_ROLE: add(out, a->role); return true;
	case FIELD_DELIVERY: add_choice(out, f, a->delivery); return true;
	case FIELD_OWNER: add(out, a->owner); return true;
	case FIELD_SENIOR_OWNER: add(out, a->senior_owner); return true;
	case FIELD_ASSESSED: add_date(out, a->assessed); return true;
	case FIELD_NEXT_REVIEW: add_date(out, a->next_review); return true;
	case FIELD_CATALOGUE: add(out, a->catalogue); return true;
	case FIELD_CATALOGUE_VERSION: add(out, a->catalogue_version); return true;
	}
	return false;
}

static bool scope_value(const struct scope_choice *s, enum field f, struct buf *out)
{
	if (s->chosen && f == FIELD_SCOPE_IN)
		add_bool(out, s->in_scope);
	else if (s->chosen && f == FIELD_SCOPE_REASON)
		add(out, s->reason);
	return true;
}

static bool answer_value(const struct answer *a, enum field f, struct buf *out)
{
	switch ((int)f) {
	case FIELD_STATUS: add_choice(out, f, (int)a->status); return true;
	case FIELD_READING: add_choice(out, f, (int)a->reading); return true;
	case FIELD_INHERITED: add_bool(out, a->inherited); return true;
	case FIELD_ANSWER_OWNER: add(out, a->owner); return true;
	}
	return false;
}

static bool evidence_value(const struct evidence *ev, enum field f, struct buf *out)
{
	switch ((int)f) {
	case FIELD_EVIDENCE_REF: add_ref(out, ev->ref); return true;
	case FIELD_EVIDENCE_TITLE: add(out, ev->title); return true;
	case FIELD_KIND: add_choice(out, f, ev->kind); return true;
	case FIELD_TOOL: add(out, ev->tool); return true;
	case FIELD_EVIDENCE_OWNER: add(out, ev->owner); return true;
	case FIELD_COLLECTED: add_date(out, ev->collected); return true;
	case FIELD_REVIEW_BY: add_date(out, ev->review_by); return true;
	case FIELD_EVIDENCE_AUDIENCE: add_choice(out, f, (int)ev->audience); return true;
	}
	return false;
}

static bool gap_value(const struct gap *g, enum field f, struct buf *out)
{
	switch ((int)f) {
	case FIELD_GAP_REF: add_ref(out, g->ref); return true;
	case FIELD_GAP_OWNER: add(out, g->owner); return true;
	case FIELD_DUE: add_date(out, g->due); return true;
	case FIELD_PRIORITY: add_choice(out, f, g->priority); return true;
	case FIELD_GAP_STATE: add_choice(out, f, (int)g->state); return true;
	case FIELD_GAP_AUDIENCE: add_choice(out, f, (int)g->audience); return true;
	}
	return false;
}

static bool challenge_value(const struct work *w, const struct challenge *c, enum field f, struct buf *out)
{
	switch ((int)f) {
	case FIELD_CHALLENGE_REF: add_ref(out, c->ref); return true;
	case FIELD_CHALLENGE_CLAIM: add(out, c->claim >= 0 ? w->tree->node[c->claim].id : NULL); return true;
	case FIELD_CHALLENGE_EVIDENCE: add(out, c->evidence_id); return true;
	case FIELD_CHALLENGE_BY: add(out, c->by); return true;
	case FIELD_CHALLENGE_STATE: add_choice(out, f, (int)c->state); return true;
	}
	return false;
}

static bool approval_value(const struct work *w, const struct approval *a, enum field f, struct buf *out)
{
	switch ((int)f) {
	case FIELD_APPROVAL_PRINCIPLE: add(out, a->principle >= 0 ? w->tree->node[a->principle].id : NULL); return true;
	case FIELD_APPROVAL_BY: add(out, a->by); return true;
	case FIELD_APPROVAL_POSITION: add(out, a->position); return true;
	case FIELD_APPROVAL_AT: add(out, a->at); return true;
	case FIELD_APPROVAL_OF: add(out, a->of); return true;
	}
	return false;
}

static bool waiver_value(const struct waiver *v, enum field f, struct buf *out)
{
	switch ((int)f) {
	case FIELD_WAIVER_RULE: add(out, v->rule); return true;
	case FIELD_WAIVER_ON: add(out, v->on); return true;
	}
	return false;
}

/* Finds the entity: its id is set for fields that are behind the reader. */
static bool held_value(const struct work *w, enum field f, int i, struct buf *out, const char **id)
{
	switch (field_info(f)->entity) {
	case ENTITY_ASSESSMENT: *id = "assessment"; return assessment_value(&w->assessment, f, out);
	case ENTITY_SCOPE: *id = w->tree->node[i].id; return scope_value(&w->scope[i], f, out);
	case ENTITY_ANSWER: *id = w->tree->node[i].id; return answer_value(&w->answer[i], f, out);
	case ENTITY_EVIDENCE: *id = w->evidence[i].id; return evidence_value(&w->evidence[i], f, out);
	case ENTITY_SUPPORT: *id = w->support[i].id; return false;
	case ENTITY_GAP: *id = w->gap[i].id; return gap_value(&w->gap[i], f, out);
	case ENTITY_CHALLENGE: *id = w->challenge[i].id; return challenge_value(w, &w->challenge[i], f, out);
	case ENTITY_APPROVAL: *id = w->approval[i].id; return approval_value(w, &w->approval[i], f, out);
	case ENTITY_WAIVER: *id = w->waiver[i].id; return waiver_value(&w->waiver[i], f, out);
	case ENTITY_GAP_CLAIM:
	case ENTITY_COUNT: break;
	}
	return true;
}

bool exchange_value(const struct work *w, const struct reader *r, enum field f, int index, struct buf *out, struct err *err)
{
	const char *id = NULL;

	buf_clear(out);
	if (field_is_removed(f) || held_value(w, f, index, out, &id))
		return true;
	return reader_text(r, f, id, out, err);
}

bool exchange_unsaid(enum field f, const char *value)
{
	if (value == NULL || *value == '\0')
		return true;
	switch ((int)f) {
	case FIELD_STATUS:
	case FIELD_READING:
	case FIELD_EVIDENCE_AUDIENCE:
	case FIELD_GAP_AUDIENCE:
		return field_choice(f, value) == 0;
	case FIELD_INHERITED:
		return strcmp(value, "false") == 0;
	}
	return false;
}

bool exchange_answer_empty(const struct work *w, const struct reader *r, int leaf, bool *empty, struct err *err)
{
	struct buf value = {0};
	bool ok = true;

	*empty = true;
	for (int f = (int)FIELD_STATUS; f <= (int)FIELD_ANSWER_NOTE && ok && *empty; f++) {
		ok = exchange_value(w, r, (enum field)f, leaf, &value, err);
		*empty = ok && exchange_unsaid((enum field)f, buf_str(&value));
	}
	buf_release(&value);
	return ok;
}
