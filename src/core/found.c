/* The list itself: its rows, its order, and what a text of the store belongs to. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/found_private.h"

static const char *const kinds[FOUND_KIND_COUNT] = {
	[FOUND_CLAIM] = "claim", [FOUND_STRATEGY] = "strategy", [FOUND_GUIDANCE] = "guidance", [FOUND_EVIDENCE] = "evidence",
	[FOUND_LINK] = "link", [FOUND_ARGUMENT] = "argument", [FOUND_ASSUMPTIONS] = "assumptions", [FOUND_NOTE] = "note",
	[FOUND_OWNER] = "owner", [FOUND_GAP] = "gap", [FOUND_CHALLENGE] = "challenge", [FOUND_APPROVAL] = "approval",
	[FOUND_SCOPE] = "scope", [FOUND_WAIVER] = "waiver", [FOUND_READ_THROUGH] = "read-through", [FOUND_BASELINE] = "baseline",
	[FOUND_ASSESSMENT] = "assessment",
};

const char *found_kind_name(enum found_kind k)
{
	return kinds[k];
}

bool found_kind_read(const char *name, enum found_kind *k)
{
	for (int i = 0; i < FOUND_KIND_COUNT; i++)
		if (strcmp(kinds[i], name) == 0) {
			*k = (enum found_kind)i;
			return true;
		}
	return false;
}

/* ---- rows ---------------------------------------------------------------------------------------- */

struct found found_of_node(int node, const char *field)
{
	return (struct found){ .kind = FOUND_CLAIM, .field = field, .claim = node };
}

struct found found_of_evidence(const struct evidence *e, const char *field)
{
	struct found f = { .kind = FOUND_EVIDENCE, .field = field, .claim = NODE_NONE, .id = e->id };

	snprintf(f.ref, sizeof f.ref, "E%d", e->ref);
	return f;
}

struct found found_of_gap(const struct gap *g, const char *field)
{
	struct found f = { .kind = FOUND_GAP, .field = field, .claim = NODE_NONE, .id = g->id };

	snprintf(f.ref, sizeof f.ref, "G%d", g->ref);
	return f;
}

struct found found_of_challenge(const struct challenge *c, const char *field)
{
	struct found f = { .kind = FOUND_CHALLENGE, .field = field, .claim = c->claim, .id = c->id };

	snprintf(f.ref, sizeof f.ref, "C%d", c->ref);
	return f;
}

struct found found_of_strategy(const struct strategy *s)
{
	struct found f = { .kind = FOUND_STRATEGY, .field = s->kind == STRATEGY_NOTE ? "note" : "text",
		.claim = s->node != NODE_NONE ? s->node : s->theme };

	snprintf(f.ref, sizeof f.ref, "%s", s->id);
	return f;
}

struct found found_of_guidance(const struct guidance *g)
{
	struct found f = { .kind = FOUND_GUIDANCE, .field = "text", .claim = g->n_claims > 0 ? g->claim[0] : g->place };

	snprintf(f.ref, sizeof f.ref, "%s", g->id);
	return f;
}

bool found_wants_kind(const struct found_query *q, enum found_kind k)
{
	return q->kinds == 0 || (q->kinds & 1u << k) != 0;
}

/* What a row is about, and unless every thing is listed once, by which of its fields. */
static void row_key(struct buf *b, const struct found_query *q, const struct found *f)
{
	buf_addf(b, "%d %d %s %s", (int)f->kind, f->claim, f->ref, f->id != NULL ? f->id : "");
	if (!q->once)
		buf_addf(b, " %s", f->field);
}

bool found_add(struct found_list *l, const struct found_query *q, enum found_class c, const struct found *f, const char *text)
{
	struct buf key = {0}, line = {0};
	bool is_new;

	if (!found_wants_kind(q, f->kind))
		return false;
	if (l->class[c].n > q->limit)
		return false;
	row_key(&key, q, f);
	is_new = map_get(&l->seen, buf_str(&key)) < 0;
	if (is_new) {
		struct found copy = *f;

		map_put(&l->seen, buf_str(&key), 0);
		if (text != NULL)
			seek_excerpt(q->seek, text, FOUND_COLUMNS, &line);
		copy.id = xstrdup_or_null(f->id);
		copy.excerpt = xstrdup(buf_str(&line));
		MEM_GROW(l->class[c].item, l->class[c].n, l->class[c].cap);
		l->class[c].item[l->class[c].n++] = copy;
	}
	buf_release(&key);
	buf_release(&line);
	return is_new;
}

static void found_release(struct found *f)
{
	free(f->id);
	free(f->excerpt);
}

void found_list_release(struct found_list *l)
{
	for (int c = 0; c < FOUND_CLASS_COUNT; c++) {
		for (size_t i = 0; i < l->class[c].n; i++)
			found_release(&l->class[c].item[i]);
		free(l->class[c].item);
	}
	for (size_t i = 0; i < l->n; i++)
		found_release(&l->item[i]);
	free(l->item);
	map_release(&l->seen);
	*l = (struct found_list){0};
}

void found_finish(struct found_list *l, const struct found_query *q)
{
	size_t n = 0, at = 0;

	for (int c = 0; c < FOUND_CLASS_COUNT; c++)
		n += l->class[c].n;
	l->more = n > q->limit;
	l->n = n < q->limit ? n : q->limit;
	l->item = xcalloc(l->n + 1, sizeof *l->item);
	for (int c = 0; c < FOUND_CLASS_COUNT; c++) {
		for (size_t i = 0; i < l->class[c].n; i++)
			if (at < l->n)
				l->item[at++] = l->class[c].item[i];
			else
				found_release(&l->class[c].item[i]);
		l->class[c].n = 0;
	}
}

/* ---- texts of the store --------------------------------------------------------------------------- */

static enum found_kind kind_of_answer(enum field f)
{
	return f == FIELD_ARGUMENT ? FOUND_ARGUMENT : f == FIELD_ASSUMPTIONS ? FOUND_ASSUMPTIONS : f == FIELD_ANSWER_NOTE ? FOUND_NOTE : FOUND_OWNER;
}

/* The kind a field's texts are listed under. A new entity has its place here, in is_in_memory and in of_text. */
static enum found_kind kind_of(enum field f)
{
	switch (field_info(f)->entity) {
	case ENTITY_SCOPE: return FOUND_SCOPE;
	case ENTITY_ANSWER: return kind_of_answer(f);
	case ENTITY_EVIDENCE: return FOUND_EVIDENCE;
	case ENTITY_SUPPORT: case ENTITY_REFUSAL: return FOUND_LINK;
	case ENTITY_GAP: case ENTITY_GAP_CLAIM: return FOUND_GAP;
	case ENTITY_CHALLENGE: return FOUND_CHALLENGE;
	case ENTITY_APPROVAL: return FOUND_APPROVAL;
	case ENTITY_WAIVER: return FOUND_WAIVER;
	case ENTITY_READ_THROUGH: return FOUND_READ_THROUGH;
	case ENTITY_BASELINE: return FOUND_BASELINE;
	case ENTITY_ASSESSMENT: case ENTITY_COUNT: break;
	}
	return FOUND_ASSESSMENT;
}

/* Fields that work holds whole. */
static bool is_in_memory(enum field f)
{
	switch (field_info(f)->entity) {
	case ENTITY_ASSESSMENT: case ENTITY_SCOPE: case ENTITY_APPROVAL: case ENTITY_BASELINE:
		return true;
	default:
		return f == FIELD_EVIDENCE_TITLE || f == FIELD_TOOL || f == FIELD_EVIDENCE_OWNER;
	}
}

/* What comes before the long texts may fill the list by itself. */
bool found_is_full(const struct found_list *l, const struct found_query *q)
{
	size_t n = 0;

	for (int c = 0; c <= FOUND_TEXT; c++)
		n += l->class[c].n;
	return n > q->limit;
}

bool found_wants(const struct found_list *l, const struct found_query *q, enum field f)
{
	return !is_in_memory(f) && found_wants_kind(q, kind_of(f)) && !found_is_full(l, q);
}

static struct found of_link(const struct work *w, const char *id)
{
	const char *blank = strchr(id, ' ');
	struct found f = { .kind = FOUND_LINK, .claim = NODE_NONE };
	char *owner;
	int e;

	if (blank == NULL)
		return f;
	owner = xstrndup(id, (size_t)(blank - id));
	e = work_find_evidence(w, owner);
	f.claim = tree_find(w->tree, blank + 1);
	free(owner);
	if (e < 0 || f.claim == NODE_NONE || work_find_support(w, e, f.claim) < 0)
		return (struct found){ .claim = NODE_NONE };
	f.id = w->evidence[e].id;
	snprintf(f.ref, sizeof f.ref, "E%d", w->evidence[e].ref);
	return f;
}

static struct found of_challenge(const struct work *w, const char *id)
{
	for (int i = 0; i < w->n_challenge; i++)
		if (strcmp(w->challenge[i].id, id) == 0)
			return found_of_challenge(&w->challenge[i], NULL);
	return (struct found){ .claim = NODE_NONE };
}

/* A waiver is on a claim, an item, a gap, a link or the assessment; what it is on is where it leads. */
static struct found of_waiver(const struct work *w, const char *id)
{
	struct found f = { .kind = FOUND_WAIVER, .claim = NODE_NONE };
	const char *on = NULL;
	int i;

	for (int k = 0; k < w->n_waiver; k++)
		if (strcmp(w->waiver[k].id, id) == 0)
			on = w->waiver[k].on != NULL ? w->waiver[k].on : "";
	if (on == NULL)
		return f;
	f.id = (char *)(uintptr_t)id;
	f.claim = tree_find(w->tree, strchr(on, ' ') != NULL ? strchr(on, ' ') + 1 : on);
	if ((i = work_find_evidence(w, on)) >= 0)
		snprintf(f.ref, sizeof f.ref, "E%d", w->evidence[i].ref);
	else if ((i = work_find_gap(w, on)) >= 0)
		snprintf(f.ref, sizeof f.ref, "G%d", w->gap[i].ref);
	return f;
}

/* Neither claim nor id: it was removed. */
static struct found of_text(const struct work *w, enum field field, const char *id)
{
	int i;

	switch (field_info(field)->entity) {
	case ENTITY_ANSWER: case ENTITY_READ_THROUGH:
		return (struct found){ .claim = tree_find(w->tree, id) };
	case ENTITY_EVIDENCE:
		i = work_find_evidence(w, id);
		return i >= 0 ? found_of_evidence(&w->evidence[i], NULL) : (struct found){ .claim = NODE_NONE };
	case ENTITY_GAP:
		i = work_find_gap(w, id);
		return i >= 0 ? found_of_gap(&w->gap[i], NULL) : (struct found){ .claim = NODE_NONE };
	case ENTITY_SUPPORT:
		return of_link(w, id);
	case ENTITY_CHALLENGE:
		return of_challenge(w, id);
	case ENTITY_WAIVER:
		return of_waiver(w, id);
	default:
		return (struct found){ .claim = NODE_NONE };
	}
}

bool found_add_text(struct found_list *l, const struct found_query *q, const struct work *w, enum field field, const char *id,
    const char *excerpt)
{
	struct found f = of_text(w, field, id);

	if (f.claim == NODE_NONE && f.id == NULL)
		return false;
	f.kind = kind_of(field);
	f.field = field_info(field)->key;
	return found_add(l, q, FOUND_TEXT, &f, excerpt);
}
