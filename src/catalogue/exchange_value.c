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

static bool add_item_name(const struct work *w, const char *id, struct buf *out)
{
	int i;

	if ((i = work_find_evidence(w, id)) >= 0) {
		buf_addf(out, "E%d", w->evidence[i].ref);
		return true;
	}
	if ((i = work_find_gap(w, id)) >= 0) {
		buf_addf(out, "G%d", w->gap[i].ref);
		return true;
	}
	for (i = 0; i < w->n_challenge; i++)
		if (strcmp(w->challenge[i].id, id) == 0) {
			buf_addf(out, "C%d", w->challenge[i].ref);
			return true;
		}
	return false;
}

void exchange_name_node(const struct work *w, const char *id, struct buf *out)
{
	int node = tree_find(w->tree, id);

	if (node != NODE_NONE && tree_is_leaf(w->tree, node))
		buf_add(out, tree_leaf_name(w->tree, node));
	else    /* a number with claims below it could be misread for a position of the form */
		buf_addf(out, "%s%s", node != NODE_NONE && w->tree->node[node].kind == NODE_CLAIM ? "tree:" : "", id);
}

void exchange_name_of(const struct work *w, const char *id, struct buf *out)
{
	const char *blank = strchr(id, ' ');
	char owner[ID_TEXT];

	if (blank == NULL || (size_t)(blank - id) >= sizeof owner) {
		if (!add_item_name(w, id, out))
			exchange_name_node(w, id, out);
		return;
	}
	memcpy(owner, id, (size_t)(blank - id));
	owner[blank - id] = '\0';
	if (!add_item_name(w, owner, out)) {
		buf_add(out, id);
		return;
	}
	buf_addc(out, ' ');
	exchange_name_node(w, blank + 1, out);
}
