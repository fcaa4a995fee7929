/* Values of fields, entity by entity: see exchange_value.h. */
#include "config.h"

#include <string.h>

#include "catalogue/exchange_value.h"

static const char *id_at(const struct work *w, enum entity e, int i)
{
	switch (e) {
	case ENTITY_ASSESSMENT: return entity_name(e);
	case ENTITY_SCOPE:
	case ENTITY_ANSWER:
	case ENTITY_READ_THROUGH: return w->tree->node[i].id;
	case ENTITY_EVIDENCE: return w->evidence[i].id;
	case ENTITY_SUPPORT: return w->support[i].id;
	case ENTITY_GAP: return w->gap[i].id;
	case ENTITY_CHALLENGE: return w->challenge[i].id;
	case ENTITY_APPROVAL: return w->approval[i].id;
	case ENTITY_WAIVER: return w->waiver[i].id;
	case ENTITY_REFUSAL: return w->refusal[i].id;
	case ENTITY_BASELINE: return w->baseline[i].id;
	case ENTITY_GAP_CLAIM:
	case ENTITY_COUNT: break;
	}
	return "";
}

bool exchange_value(const struct work *w, const struct reader *r, enum field f, int index, struct buf *out, struct err *err)
{
	return work_value(w, r, f, id_at(w, field_info(f)->entity, index), out, err);
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
	case FIELD_READ:
		return strcmp(value, "false") == 0;
	}
	return false;
}

bool exchange_node_empty(const struct work *w, const struct reader *r, enum entity e, int node, bool *empty, struct err *err)
{
	struct buf value = {0};
	bool ok = true;

	*empty = true;
	for (int f = (int)entity_first(e); f < (int)entity_end(e) && ok && *empty; f++) {
		ok = exchange_value(w, r, (enum field)f, node, &value, err);
		*empty = ok && exchange_unsaid((enum field)f, buf_str(&value));
	}
	buf_release(&value);
	return ok;
}

/* ---- names of ids -------------------------------------------------------------------------------- */

void exchange_name_challenged(const struct work *w, const char *evidence, struct buf *out)
{
	int i = work_find_evidence(w, evidence);

	if (i >= 0) {
		buf_addf(out, "E%d", w->evidence[i].ref);
		return;
	}
	for (i = 0; i < w->n_challenge; i++)
		if (w->challenge[i].evidence_id != NULL && strcmp(w->challenge[i].evidence_id, evidence) == 0) {
			buf_addf(out, "E%d" EXCHANGE_REMOVED, w->challenge[i].evidence_ref);
			return;
		}
	buf_add(out, evidence);
}
