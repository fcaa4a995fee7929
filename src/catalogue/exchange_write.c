/* A workspace written out as the text form, schema assay/1, in the order that makes it canonical:
 * answers in the order of the form, a theme's advisory leaves after its asked ones; items by
 * reference; links in tree order; approvals and waivers by what they say.
 *
 * Only what was said is written. Long texts are read one at a time and sent on. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/exchange.h"
#include "catalogue/exchange_emit.h"
#include "catalogue/exchange_value.h"
#include "core/on.h"

struct writer {
	const struct work *w;
	const struct reader *r;
	struct emit e;
	struct buf value;
};

/* ---- fields -------------------------------------------------------------------------------------- */

/* A list of lines: one line stands by itself. */
static void write_lines(struct emit *e, const char *key, char *lines)
{
	char *rest = lines, *line;

	if (strchr(lines, '\n') == NULL) {
		emit_text(e, key, lines);
		return;
	}
	emit_list(e, key);
	while ((line = strsep(&rest, "\n")) != NULL)
		emit_text(e, NULL, line);
	emit_end(e);
}

static void write_value(struct emit *e, enum field f, struct buf *value)
{
	const struct field_info *info = field_info(f);

	switch (info->type) {
	case FIELD_LINE:
	case FIELD_TEXT:
	case FIELD_ENTITY:
	case FIELD_NUMBER:
		emit_text(e, info->key, buf_str(value));
		break;
	case FIELD_LINES:
		write_lines(e, info->key, value->data);
		break;
	case FIELD_CHOICE:
	case FIELD_DATE:
	case FIELD_TIME:
		emit_word(e, info->key, buf_str(value));
		break;
	case FIELD_BOOL:
		emit_bool(e, info->key, strcmp(buf_str(value), "true") == 0);
		break;
	}
}

static bool write_field(struct writer *wr, enum field f, int index, struct err *err)
{
	if (!exchange_value(wr->w, wr->r, f, index, &wr->value, err))
		return false;
	if (!exchange_unsaid(f, buf_str(&wr->value)))
		write_value(&wr->e, f, &wr->value);
	return true;
}

/* The entity's fields in the order of the table; references and links are written by the callers. */
static bool write_fields(struct writer *wr, enum entity entity, int index, struct err *err)
{
	for (int i = (int)entity_first(entity); i < (int)entity_end(entity); i++) {
		enum field f = (enum field)i;

		if (field_is_removed(f) || field_is_ref(f) || field_info(f)->type == FIELD_ENTITY)
			continue;
		if (!write_field(wr, f, index, err))
			return false;
	}
	return true;
}

static void write_ref(struct writer *wr, enum entity entity, int ref)
{
	char text[16];

	snprintf(text, sizeof text, "%c%d", entity_letter(entity), ref);
	emit_word(&wr->e, "ref", text);
}

/* ---- scope, answers ------------------------------------------------------------------------------ */

static bool write_scope(struct writer *wr, struct err *err)
{
	const struct tree *t = wr->w->tree;
	bool ok = true;

	emit_list(&wr->e, "scope");
	for (int i = 0; i < t->n_nodes && ok; i++) {
		if (!wr->w->scope[i].chosen)
			continue;
		emit_map(&wr->e, NULL);
		emit_text(&wr->e, "principle", t->node[i].id);
		ok = write_fields(wr, ENTITY_SCOPE, i, err);
		emit_end(&wr->e);
	}
	emit_end(&wr->e);
	return ok;
}

static bool write_answer(struct writer *wr, int leaf, struct err *err)
{
	bool ok, empty;

	if (!exchange_node_empty(wr->w, wr->r, ENTITY_ANSWER, leaf, &empty, err))
		return false;
	if (empty)
		return true;
	emit_map(&wr->e, NULL);
	emit_word(&wr->e, "claim", tree_leaf_name(wr->w->tree, leaf));
	ok = write_fields(wr, ENTITY_ANSWER, leaf, err);
	emit_end(&wr->e);
	return ok;
}

/* The leaves of a theme that the form does not ask for. */
static bool write_advisory(struct writer *wr, int theme, struct err *err)
{
	const struct tree *t = wr->w->tree;

	for (int i = theme; i < t->node[theme].end; i++)
		if (tree_is_leaf(t, i) && t->node[i].order < 0 && !write_answer(wr, i, err))
			return false;
	return true;
}

static bool write_answers(struct writer *wr, struct err *err)
{
	const struct tree *t = wr->w->tree;
	int at = 0;
	bool ok = true;

	emit_list(&wr->e, "answers");
	for (int i = 0; i < t->n_themes && ok; i++) {
		for (; at < t->n_asked && ok && t->node[t->asked[at]].theme == t->theme[i]; at++)
			ok = write_answer(wr, t->asked[at], err);
		ok = ok && write_advisory(wr, t->theme[i], err);
	}
	for (; at < t->n_asked && ok; at++)             /* a form that jumps between themes */
		ok = write_answer(wr, t->asked[at], err);
	emit_end(&wr->e);
	return ok;
}

/* What was read of the APC, and notes made while reading. */
static bool write_read(struct writer *wr, int node, struct err *err)
{
	struct buf name = {0};
	bool ok, empty;

	if (!exchange_node_empty(wr->w, wr->r, ENTITY_READ_THROUGH, node, &empty, err))
		return false;
	if (empty)
		return true;
	emit_map(&wr->e, NULL);
	on_write_node(wr->w, wr->w->tree->node[node].id, &name);
	emit_text(&wr->e, "node", buf_str(&name));
	buf_release(&name);
	ok = write_fields(wr, ENTITY_READ_THROUGH, node, err);
	emit_end(&wr->e);
	return ok;
}

static bool write_read_through(struct writer *wr, struct err *err)
{
	bool ok = true;

	emit_list(&wr->e, "read-through");
	for (int i = 0; i < wr->w->tree->n_nodes && ok; i++)
		if (wr->w->read[i].revision > 0)
			ok = write_read(wr, i, err);
	emit_end(&wr->e);
	return ok;
}

/* ---- items --------------------------------------------------------------------------------------- */

static bool write_supports(struct writer *wr, const struct evidence *ev, struct err *err)
{
	bool ok = true;

	emit_list(&wr->e, "supports");
	for (int i = ev->first_support; i >= 0 && ok; i = wr->w->support[i].next_of_evidence) {
		emit_map(&wr->e, NULL);
		emit_word(&wr->e, "claim", tree_leaf_name(wr->w->tree, wr->w->support[i].claim));
		ok = write_fields(wr, ENTITY_SUPPORT, i, err);
		emit_end(&wr->e);
	}
	emit_end(&wr->e);
	return ok;
}

/* Claims that somebody said the item does not support. */
static void write_refused(struct writer *wr, int evidence)
{
	int n, first = work_refusals(wr->w, evidence, &n);
	const char **name = xcalloc((size_t)n + 1, sizeof *name);

	for (int i = 0; i < n; i++)
		name[i] = tree_leaf_name(wr->w->tree, wr->w->refusal[first + i].claim);
	if (n > 0)
		emit_words(&wr->e, "refused", name, (size_t)n);
	free(name);
}

static bool write_evidence(struct writer *wr, int i, struct err *err)
{
	write_ref(wr, ENTITY_EVIDENCE, wr->w->evidence[i].ref);
	if (!write_fields(wr, ENTITY_EVIDENCE, i, err) || !write_supports(wr, &wr->w->evidence[i], err))
		return false;
	write_refused(wr, i);
	return true;
}

static bool write_gap(struct writer *wr, int i, struct err *err)
{
	const struct gap *g = &wr->w->gap[i];
	const char **name = xcalloc((size_t)g->n_claims + 1, sizeof *name);

	for (int k = 0; k < g->n_claims; k++)
		name[k] = tree_leaf_name(wr->w->tree, g->claim[k]);
	write_ref(wr, ENTITY_GAP, g->ref);
	emit_words(&wr->e, "claims", name, (size_t)g->n_claims);
	free(name);
	return write_fields(wr, ENTITY_GAP, i, err);
}

/* Its number, and what it is on. */
static void write_challenged(struct writer *wr, const struct challenge *c)
{
	char on[32];

	if (c->ref > 0)
		write_ref(wr, ENTITY_CHALLENGE, c->ref);
	if (c->claim >= 0)
		emit_word(&wr->e, "claim", tree_leaf_name(wr->w->tree, c->claim));
	if (c->evidence_id != NULL) {
		snprintf(on, sizeof on, "E%d%s", c->evidence_ref, c->evidence < 0 ? EXCHANGE_REMOVED : "");
		emit_word(&wr->e, "evidence", on);
	}
}

static bool write_challenge(struct writer *wr, int i, struct err *err)
{
	write_challenged(wr, &wr->w->challenge[i]);
	return write_fields(wr, ENTITY_CHALLENGE, i, err);
}

/* ---- challenges alone ------------------------------------------------------------------------------ */

static bool says(const struct changes *said, const char *id, enum field f)
{
	for (size_t i = 0; i < said->n; i++)
		if (said->item[i].field == f && strcmp(said->item[i].id, id) == 0)
			return true;
	return false;
}

static bool says_anything(const struct changes *said, const char *id)
{
	for (int f = (int)entity_first(ENTITY_CHALLENGE); f < (int)entity_end(ENTITY_CHALLENGE); f++)
		if (says(said, id, (enum field)f))
			return true;
	return false;
}

static bool write_said(struct writer *wr, int i, const struct changes *said, struct err *err)
{
	const struct challenge *c = &wr->w->challenge[i];
	bool ok = true;

	emit_map(&wr->e, NULL);
	write_challenged(wr, c);
	for (int k = (int)entity_first(ENTITY_CHALLENGE); ok && k < (int)entity_end(ENTITY_CHALLENGE); k++) {
		enum field f = (enum field)k;

		if (!field_is_removed(f) && !field_is_ref(f) && field_info(f)->type != FIELD_ENTITY && says(said, c->id, f))
			ok = write_field(wr, f, i, err);
	}
	emit_end(&wr->e);
	return ok;
}

/* Those without a reference stand in the work by their ids, which are random, and others after the next reading: here in the
 * order in which they were raised. */
static bool write_all_said(struct writer *wr, const struct changes *said, struct err *err)
{
	const struct work *w = wr->w;
	bool ok = true;

	emit_map(&wr->e, NULL);
	emit_word(&wr->e, "schema", "assay/1");
	emit_list(&wr->e, "challenges");
	for (int i = 0; i < w->n_challenge && ok; i++)
		if (w->challenge[i].ref > 0 && says_anything(said, w->challenge[i].id))
			ok = write_said(wr, i, said, err);
	for (size_t k = 0; k < said->n && ok; k++) {
		int i = field_is_ref(said->item[k].field) ? work_find_challenge(w, said->item[k].id) : -1;

		if (i >= 0 && w->challenge[i].ref == 0)
			ok = write_said(wr, i, said, err);
	}
	emit_end(&wr->e);
	emit_end(&wr->e);
	return ok;
}

bool exchange_export_challenges(FILE *out, const char *remark, const struct work *w, const struct reader *r,
    const struct changes *said, struct err *err)
{
	struct writer wr = { .w = w, .r = r };
	struct err late;
	bool ok;

	fprintf(out, "%s\n", remark);
	emit_start(&wr.e, out, false);
	ok = write_all_said(&wr, said, err);
	buf_release(&wr.value);
	return emit_finish(&wr.e, ok ? err : &late) && ok;
}

/* ---- approvals, waivers, baselines -------------------------------------------------------------------- */

static bool write_approval(struct writer *wr, int i, struct err *err)
{
	const struct approval *a = &wr->w->approval[i];

	if (a->principle >= 0)
		emit_text(&wr->e, "principle", wr->w->tree->node[a->principle].id);
	return write_fields(wr, ENTITY_APPROVAL, i, err);
}

/* The rule first, then what it hangs on by the name it has in this document. */
static bool write_waiver(struct writer *wr, int i, struct err *err)
{
	const struct waiver *v = &wr->w->waiver[i];
	struct buf on = {0};

	if (!write_field(wr, FIELD_WAIVER_RULE, i, err))
		return false;
	if (v->on != NULL) {
		on_write(wr->w, v->on, &on);
		emit_text(&wr->e, "on", buf_str(&on));
		buf_release(&on);
	}
	return write_field(wr, FIELD_WAIVER_REASON, i, err);
}

static bool write_baseline(struct writer *wr, int i, struct err *err)
{
	return write_fields(wr, ENTITY_BASELINE, i, err);
}

/* ---- order of what has no reference --------------------------------------------------------------- */

/* Their ids are random and would differ after an import: they stand in the order of their content. */
struct sortable {
	char *key;
	int index;
};

static int compare_sortable(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* No control character stands in the parts, so one can part them. */
static char *approval_key(const struct writer *wr, int i)
{
	const struct approval *a = &wr->w->approval[i];

	return xasprintf("%08d\n%s\n%s\n%s\n%s", a->principle, a->at != NULL ? a->at : "", a->by != NULL ? a->by : "",
	    a->position != NULL ? a->position : "", a->of != NULL ? a->of : "");
}

static char *waiver_key(const struct writer *wr, int i)
{
	const struct waiver *v = &wr->w->waiver[i];
	struct buf b = {0}, reason = {0};
	struct err err;

	buf_addf(&b, "%s\n", v->rule != NULL ? v->rule : "");
	if (v->on != NULL)
		on_write(wr->w, v->on, &b);
	if (exchange_value(wr->w, wr->r, FIELD_WAIVER_REASON, i, &reason, &err))
		buf_addf(&b, "\n%s", buf_str(&reason));
	buf_release(&reason);
	return buf_steal(&b);
}

static char *baseline_key(const struct writer *wr, int i)
{
	const struct baseline *b = &wr->w->baseline[i];

	return xasprintf("%s\n%s\n%s\n%s", b->at != NULL ? b->at : "", b->name != NULL ? b->name : "", b->by != NULL ? b->by : "",
	    b->head != NULL ? b->head : "");
}

static char *key_of(const struct writer *wr, enum entity entity, int i)
{
	switch ((int)entity) {
	case ENTITY_APPROVAL: return approval_key(wr, i);
	case ENTITY_WAIVER: return waiver_key(wr, i);
	case ENTITY_BASELINE: return baseline_key(wr, i);
	}
	return NULL;
}

static struct sortable *in_order(const struct writer *wr, enum entity entity, int n)
{
	struct sortable *order = xcalloc((size_t)n + 1, sizeof *order);

	for (int i = 0; i < n; i++) {
		order[i].key = key_of(wr, entity, i);
		order[i].index = i;
	}
	if (n > 1 && order[0].key != NULL)
		qsort(order, (size_t)n, sizeof *order, compare_sortable);
	return order;
}

/* ---- the document ----------------------------------------------------------------------------------- */

struct part {
	const char *key;
	enum entity entity;
	bool (*write)(struct writer *wr, int i, struct err *err);
};

static const struct part parts[] = {
	{ "evidence", ENTITY_EVIDENCE, write_evidence },
	{ "gaps", ENTITY_GAP, write_gap },
	{ "challenges", ENTITY_CHALLENGE, write_challenge },
	{ "approvals", ENTITY_APPROVAL, write_approval },
	{ "waivers", ENTITY_WAIVER, write_waiver },
	{ "baselines", ENTITY_BASELINE, write_baseline },
};

static int how_many(const struct work *w, enum entity entity)
{
	switch ((int)entity) {
	case ENTITY_EVIDENCE: return w->n_evidence;
	case ENTITY_GAP: return w->n_gap;
	case ENTITY_CHALLENGE: return w->n_challenge;
	case ENTITY_APPROVAL: return w->n_approval;
	case ENTITY_WAIVER: return w->n_waiver;
	case ENTITY_BASELINE: return w->n_baseline;
	}
	return 0;
}

static bool write_part(struct writer *wr, const struct part *part, struct err *err)
{
	int n = how_many(wr->w, part->entity);
	struct sortable *order = in_order(wr, part->entity, n);
	bool ok = true;

	emit_list(&wr->e, part->key);
	for (int i = 0; i < n && ok; i++) {
		emit_map(&wr->e, NULL);
		ok = part->write(wr, order[i].index, err);
		emit_end(&wr->e);
	}
	emit_end(&wr->e);
	for (int i = 0; i < n; i++)
		free(order[i].key);
	free(order);
	return ok;
}

static bool write_assessment(struct writer *wr, struct err *err)
{
	bool ok;

	emit_map(&wr->e, "assessment");
	ok = write_fields(wr, ENTITY_ASSESSMENT, 0, err);
	emit_end(&wr->e);
	return ok;
}

static bool write_document(struct writer *wr, struct err *err)
{
	emit_word(&wr->e, "schema", "assay/1");
	if (!write_assessment(wr, err) || !write_scope(wr, err) || !write_answers(wr, err))
		return false;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!write_part(wr, &parts[i], err))
			return false;
	return write_read_through(wr, err);
}

bool exchange_export(FILE *out, enum exchange_format f, const struct work *w, const struct reader *r, struct err *err)
{
	struct writer wr = { .w = w, .r = r };
	struct err late;
	bool ok;

	emit_start(&wr.e, out, f == EXCHANGE_JSON);
	emit_map(&wr.e, NULL);
	ok = write_document(&wr, err);
	if (ok)
		emit_end(&wr.e);
	buf_release(&wr.value);
	return emit_finish(&wr.e, ok ? err : &late) && ok;
}
