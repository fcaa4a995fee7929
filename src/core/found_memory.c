/* The texts that are in memory: the tree's, titles, names. Each thing is listed once, by the best of its
 * texts, except that a name beside a title is a row of its own. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/found_private.h"

/* A title or wording. true: it fits. */
static bool add_head(struct found_list *l, const struct found_query *q, const struct found *f, const char *text)
{
	enum seek_fit fit = seek_in(q->seek, text);

	if (fit == SEEK_NOT)
		return false;
	found_add(l, q, fit == SEEK_AT_START ? FOUND_HEAD_START : FOUND_HEAD, f, text);
	return true;
}

static bool add_name(struct found_list *l, const struct found_query *q, enum found_class c, struct found f, const char *field,
    const char *text)
{
	if (seek_in(q->seek, text) == SEEK_NOT)
		return false;
	f.field = field;
	found_add(l, q, c, &f, text);
	return true;
}

/* ---- the tree ------------------------------------------------------------------------------------- */

static void add_node(struct found_list *l, const struct found_query *q, const struct tree *t, int node)
{
	const struct node *n = &t->node[node];
	struct found f = found_of_node(node, n->body != NULL ? "body" : "text");

	if (add_head(l, q, &f, tree_wording(t, node)))
		return;
	f.field = "text";
	if (add_head(l, q, &f, n->text))
		return;
	f.field = "label";
	if (add_head(l, q, &f, n->label))
		return;
	(void)(add_name(l, q, FOUND_SOURCE, f, "remark", n->remark) || add_name(l, q, FOUND_SOURCE, f, "code-text", n->code_text) ||
	    add_name(l, q, FOUND_SOURCE, f, "aim", n->aim));
}

static void add_tree(struct found_list *l, const struct found_query *q, const struct tree *t)
{
	for (int i = 0; i < t->n_nodes && found_wants_kind(q, FOUND_CLAIM); i++)
		add_node(l, q, t, i);
	for (size_t i = 0; i < t->n_strategies && found_wants_kind(q, FOUND_STRATEGY); i++)
		add_name(l, q, FOUND_SOURCE, found_of_strategy(&t->strategy[i]), found_of_strategy(&t->strategy[i]).field, t->strategy[i].text);
	for (size_t i = 0; i < t->n_guidance && found_wants_kind(q, FOUND_GUIDANCE); i++)
		add_name(l, q, FOUND_SOURCE, found_of_guidance(&t->guidance[i]), "text", t->guidance[i].text);
}

/* ---- the workspace -------------------------------------------------------------------------------- */

static void add_evidence(struct found_list *l, const struct found_query *q, const struct work *w)
{
	for (int i = 0; i < w->n_evidence; i++) {
		const struct evidence *e = &w->evidence[i];
		struct found f;

		if (seek_in(q->seek, e->title) == SEEK_NOT && seek_in(q->seek, e->tool) == SEEK_NOT && seek_in(q->seek, e->owner) == SEEK_NOT)
			continue;
		f = found_of_evidence(e, field_info(FIELD_EVIDENCE_TITLE)->key);
		add_head(l, q, &f, e->title);
		add_name(l, q, FOUND_NAME, f, field_info(FIELD_TOOL)->key, e->tool);
		add_name(l, q, FOUND_NAME, f, field_info(FIELD_EVIDENCE_OWNER)->key, e->owner);
	}
}

static void add_gaps(struct found_list *l, const struct found_query *q, const struct work *w)
{
	for (int i = 0; i < w->n_gap; i++) {
		const struct gap *g = &w->gap[i];
		struct found f = found_of_gap(g, field_info(FIELD_GAP)->key);

		add_head(l, q, &f, g->head);
		add_name(l, q, FOUND_NAME, f, field_info(FIELD_GAP_OWNER)->key, g->owner);
	}
}

static void add_challenges(struct found_list *l, const struct found_query *q, const struct work *w)
{
	for (int i = 0; i < w->n_challenge; i++) {
		const struct challenge *c = &w->challenge[i];
		struct found f = found_of_challenge(c, field_info(FIELD_CHALLENGE_TEXT)->key);

		add_head(l, q, &f, c->head);
		add_name(l, q, FOUND_NAME, f, field_info(FIELD_CHALLENGE_BY)->key, c->by);
	}
}

static void add_by_node(struct found_list *l, const struct found_query *q, const struct work *w)
{
	for (int i = 0; i < w->tree->n_nodes; i++) {
		struct found owner = { .kind = FOUND_OWNER, .claim = i }, scope = { .kind = FOUND_SCOPE, .claim = i };

		add_name(l, q, FOUND_NAME, owner, field_info(FIELD_ANSWER_OWNER)->key, w->answer[i].owner);
		if (w->scope[i].chosen)
			add_name(l, q, FOUND_NAME, scope, field_info(FIELD_SCOPE_REASON)->key, w->scope[i].reason);
	}
	for (int i = 0; i < w->n_approval; i++) {
		const struct approval *a = &w->approval[i];
		struct found f = { .kind = FOUND_APPROVAL, .claim = a->principle, .id = a->id };

		add_name(l, q, FOUND_NAME, f, field_info(FIELD_APPROVAL_BY)->key, a->by);
		add_name(l, q, FOUND_NAME, f, field_info(FIELD_APPROVAL_POSITION)->key, a->position);
	}
}

static void add_baselines(struct found_list *l, const struct found_query *q, const struct work *w)
{
	for (int i = 0; i < w->n_baseline; i++) {
		const struct baseline *b = &w->baseline[i];
		struct found f = { .kind = FOUND_BASELINE, .claim = NODE_NONE, .id = b->id };

		add_name(l, q, FOUND_NAME, f, field_info(FIELD_BASELINE_NAME)->key, b->name);
		add_name(l, q, FOUND_NAME, f, field_info(FIELD_BASELINE_BY)->key, b->by);
	}
}

static void add_assessment(struct found_list *l, const struct found_query *q, const struct assessment *a)
{
	const struct { enum field field; const char *text; } all[] = {
		{ FIELD_TITLE, a->title }, { FIELD_PRODUCT, a->product }, { FIELD_PRODUCT_VERSION, a->product_version },
		{ FIELD_ORGANISATION, a->organisation }, { FIELD_OWNER, a->owner }, { FIELD_SENIOR_OWNER, a->senior_owner },
		{ FIELD_ROLE, a->role }, { FIELD_CATALOGUE, a->catalogue }, { FIELD_CATALOGUE_VERSION, a->catalogue_version },
	};
	struct found f = { .kind = FOUND_ASSESSMENT, .claim = NODE_NONE };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		add_name(l, q, FOUND_NAME, f, field_info(all[i].field)->key, all[i].text);
}

void found_in_memory(struct found_list *l, const struct found_query *q, const struct work *w)
{
	found_numbers(l, q, w);
	if (seek_is_empty(q->seek))
		return;
	add_tree(l, q, w->tree);
	if (found_wants_kind(q, FOUND_EVIDENCE))
		add_evidence(l, q, w);
	if (found_wants_kind(q, FOUND_GAP))
		add_gaps(l, q, w);
	if (found_wants_kind(q, FOUND_CHALLENGE))
		add_challenges(l, q, w);
	add_by_node(l, q, w);
	add_baselines(l, q, w);
	add_assessment(l, q, &w->assessment);
}
