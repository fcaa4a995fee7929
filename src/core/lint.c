/* The run that goes through a work: every text once, one thing after another. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"

/* ---- what is in hand ---------------------------------------------------------------------------- */

static void take_up(struct lint_run *r, enum entity e, const char *id, bool counts, bool visible)
{
	r->entity = e;
	r->id = id;
	r->leaf = NODE_NONE;
	r->counts = counts;
	r->visible = visible;
	r->n_said = 0;
}

bool lint_read(struct lint_run *r, enum field f, const char *id, struct buf *b)
{
	if (r->failed || !reader_text(r->in->reader, f, id, b, r->err))
		r->failed = true;
	return !r->failed;
}

static void add_said(struct lint_run *r, enum field f, const char *line)
{
	struct lint_said *s = &r->said[r->n_said];

	buf_clear(&s->bytes);
	if (line != NULL)
		buf_add(&s->bytes, line);
	else if (!lint_read(r, f, r->id, &s->bytes))
		return;
	if (s->bytes.len == 0)
		return;
	s->field = f;
	lint_text_read(&s->text, r->in->words, buf_str(&s->bytes), s->bytes.len);
	r->n_said++;
}

static void add_line(struct lint_run *r, enum field f, const char *line)
{
	if (line != NULL)
		add_said(r, f, line);
}

static void add_text(struct lint_run *r, enum field f, bool there)
{
	if (there)
		add_said(r, f, NULL);
}

const struct lint_said *lint_said(const struct lint_run *r, enum field f)
{
	for (int i = 0; i < r->n_said; i++)
		if (r->said[i].field == f)
			return &r->said[i];
	return NULL;
}

static void look_at_texts(struct lint_run *r)
{
	for (int s = 0; s < r->n_said; s++) {
		r->now = r->said[s].field;
		for (size_t i = 0; i < lint_rule_count(); i++)
			if (lint_rule_at(i)->text != NULL)
				lint_rule_at(i)->text(r, &r->said[s].text);
	}
}

/* ---- one thing after another -------------------------------------------------------------------- */

static void look_at_assessment(struct lint_run *r)
{
	const struct assessment *a = &r->w->assessment;

	take_up(r, ENTITY_ASSESSMENT, "assessment", true, true);
	add_line(r, FIELD_TITLE, a->title);
	add_line(r, FIELD_PRODUCT, a->product);
	add_line(r, FIELD_PRODUCT_VERSION, a->product_version);
	add_line(r, FIELD_ORGANISATION, a->organisation);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (lint_rule_at(i)->assessment != NULL)
			lint_rule_at(i)->assessment(r);
	lint_put_down(r, lint_place(ENTITY_ASSESSMENT, 0, NODE_NONE));
}

static void look_at_leaf(struct lint_run *r, int leaf)
{
	const struct answer *a = &r->w->answer[leaf];
	bool in_scope = work_in_scope(r->w, r->w->tree->node[leaf].principle);

	if (a->revision == 0 && a->status == STATUS_TO_ASSESS && !a->has_argument && !a->has_assumptions && !a->has_note)
		return;
	take_up(r, ENTITY_ANSWER, r->w->tree->node[leaf].id, in_scope, in_scope);
	r->leaf = leaf;
	add_text(r, FIELD_ARGUMENT, a->has_argument);
	add_text(r, FIELD_ASSUMPTIONS, a->has_assumptions);
	add_text(r, FIELD_ANSWER_NOTE, a->has_note);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count() && in_scope; i++)
		if (lint_rule_at(i)->leaf != NULL)
			lint_rule_at(i)->leaf(r, leaf);
	lint_put_down(r, lint_place(ENTITY_ANSWER, leaf, NODE_NONE));
}

/* The texts of an item, without looking at them: for comparing. */
static void lint_take_item(struct lint_run *r, int evidence)
{
	const struct evidence *e = &r->w->evidence[evidence];

	take_up(r, ENTITY_EVIDENCE, e->id, true, e->audience != AUDIENCE_INTERNAL);
	add_line(r, FIELD_EVIDENCE_TITLE, e->title);
	add_line(r, FIELD_TOOL, e->tool);
	add_text(r, FIELD_DETAIL, e->has_detail);
	add_text(r, FIELD_LOCATION, e->has_location);
}

static void look_at_item(struct lint_run *r, int evidence)
{
	lint_take_item(r, evidence);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (lint_rule_at(i)->item != NULL)
			lint_rule_at(i)->item(r, evidence);
	if (r->items != NULL)
		lint_items_keep(r, evidence);
	lint_is_inside(r, evidence);
	lint_put_down(r, lint_place(ENTITY_EVIDENCE, evidence, NODE_NONE));
}

static void look_at_link(struct lint_run *r, int support)
{
	const struct support *s = &r->w->support[support];

	take_up(r, ENTITY_SUPPORT, s->id, true, false);
	add_text(r, FIELD_SUPPORT_NOTE, s->has_note);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (lint_rule_at(i)->link != NULL)
			lint_rule_at(i)->link(r, support);
	lint_put_down(r, lint_place(ENTITY_SUPPORT, s->evidence, s->claim));
}

static void look_at_gap(struct lint_run *r, int gap)
{
	const struct gap *g = &r->w->gap[gap];

	take_up(r, ENTITY_GAP, g->id, true, g->audience != AUDIENCE_INTERNAL);
	add_text(r, FIELD_GAP, g->head != NULL);
	add_text(r, FIELD_ACTION, g->has_action);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (lint_rule_at(i)->gap != NULL)
			lint_rule_at(i)->gap(r, gap);
	lint_put_down(r, lint_place(ENTITY_GAP, gap, NODE_NONE));
}

static void look_at_challenge(struct lint_run *r, int challenge)
{
	const struct challenge *c = &r->w->challenge[challenge];

	take_up(r, ENTITY_CHALLENGE, c->id, true, false);
	add_text(r, FIELD_CHALLENGE_TEXT, c->head != NULL);
	add_text(r, FIELD_CHALLENGE_ANSWER, c->has_answer);
	look_at_texts(r);
	lint_put_down(r, lint_place(ENTITY_CHALLENGE, challenge, NODE_NONE));
}

/* ---- a run -------------------------------------------------------------------------------------- */

static void gather_gaps(struct lint_run *r)
{
	for (int i = 0; i < r->w->tree->n_nodes; i++)
		r->gaps[i].last_closed = -1;
	for (int i = 0; i < r->w->n_gap; i++) {
		const struct gap *g = &r->w->gap[i];

		for (int c = 0; c < g->n_claims; c++) {
			if (g->state == GAP_CLOSED)
				r->gaps[g->claim[c]].last_closed = i;
			else
				r->gaps[g->claim[c]].planned = true;
		}
	}
}

static void start(struct lint_run *r, struct lint *out, const struct lint_in *in, struct err *err)
{
	*r = (struct lint_run){ .in = in, .w = in->work, .out = out, .err = err };
	*out = (struct lint){0};
	r->found = xcalloc(lint_rule_count(), sizeof *r->found);
	r->used = xcalloc((size_t)in->work->n_waiver + 1, sizeof *r->used);
	r->gaps = xcalloc((size_t)in->work->tree->n_nodes + 1, sizeof *r->gaps);
	r->where = xcalloc((size_t)in->work->n_evidence + 1, sizeof *r->where);
	gather_gaps(r);
	lint_gather_waivers(r);
	lint_names_gather(r);
}

static bool end(struct lint_run *r)
{
	for (size_t i = 0; i < lint_rule_count(); i++)
		buf_release(&r->found[i]);
	for (int i = 0; i < LINT_SAID; i++) {
		buf_release(&r->said[i].bytes);
		lint_text_release(&r->said[i].text);
	}
	free(r->found);
	free(r->used);
	free(r->gaps);
	free(r->where);
	lint_figures_free(r->figures);
	lint_items_free(r->items);
	map_release(&r->names);
	map_release(&r->waivers);
	if (r->failed)
		lint_release(r->out);
	else
		lint_sort(r->out);
	return !r->failed;
}

/* ---- doors -------------------------------------------------------------------------------------- */

bool lint_all(struct lint *out, const struct lint_in *in, struct err *err)
{
	const struct work *w = in->work;
	struct lint_run r;

	start(&r, out, in, err);
	r.figures = lint_figures_new(w);
	r.items = lint_items_new(w);
	look_at_assessment(&r);
	for (int e = 0; e < w->n_evidence && !r.failed; e++) {
		look_at_item(&r, e);
		for (int s = w->evidence[e].first_support; s >= 0 && !r.failed; s = w->support[s].next_of_evidence)
			look_at_link(&r, s);
	}
	for (int i = 0; i < w->tree->n_nodes && !r.failed; i++)
		if (tree_is_leaf(w->tree, i))
			look_at_leaf(&r, i);
	for (int g = 0; g < w->n_gap && !r.failed; g++)
		look_at_gap(&r, g);
	for (int c = 0; c < w->n_challenge && !r.failed; c++)
		look_at_challenge(&r, c);
	lint_items_look(&r, -1);
	lint_look_at_waivers(&r, NULL);
	return end(&r);
}

static void look_at_one_leaf(struct lint_run *r, const char *id)
{
	int leaf = tree_find(r->w->tree, id);

	if (leaf == NODE_NONE || !tree_is_leaf(r->w->tree, leaf))
		return;
	r->figures = lint_figures_new(r->w);
	lint_figures_read(r, leaf);
	look_at_leaf(r, leaf);
	for (int s = r->w->first_support[leaf]; s >= 0 && !r->failed; s = r->w->support[s].next_of_claim)
		look_at_link(r, s);
	lint_look_at_waivers(r, id);
}

static void look_at_one_item(struct lint_run *r, const char *id)
{
	int e = work_find_evidence(r->w, id);

	if (e < 0)
		return;
	if (r->w->n_evidence <= LINT_NEAR_MAX) {
		struct lint_items *items = lint_items_new(r->w);

		for (int i = 0; i <= e && !r->failed; i++) {
			r->items = items;
			lint_take_item(r, i);
			lint_items_keep(r, i);
		}
		lint_items_look(r, e);
		r->items = NULL;
		lint_items_free(items);
	}
	look_at_item(r, e);
	for (int s = r->w->evidence[e].first_support; s >= 0 && !r->failed; s = r->w->support[s].next_of_evidence)
		look_at_link(r, s);
	lint_look_at_waivers(r, id);
}

bool lint_of(struct lint *out, const struct lint_in *in, enum entity e, const char *id, struct err *err)
{
	struct lint_run r;
	int gap;

	start(&r, out, in, err);
	if (e == ENTITY_ANSWER) {
		look_at_one_leaf(&r, id);
	} else if (e == ENTITY_EVIDENCE) {
		look_at_one_item(&r, id);
	} else if (e == ENTITY_GAP && (gap = work_find_gap(in->work, id)) >= 0) {
		look_at_gap(&r, gap);
		lint_look_at_waivers(&r, id);
	}
	return end(&r);
}

void lint_writing(struct lint *out, const struct lint_in *in, enum field f, const char *id, int leaf, const char *text)
{
	struct lint_run r;
	struct err err;
	int item = work_find_evidence(in->work, id), gap = work_find_gap(in->work, id);
	bool visible = item >= 0 ? in->work->evidence[item].audience != AUDIENCE_INTERNAL :
	    gap >= 0 ? in->work->gap[gap].audience != AUDIENCE_INTERNAL : field_info(f)->entity == ENTITY_ANSWER;

	start(&r, out, in, &err);
	take_up(&r, field_info(f)->entity, id, true, visible);
	r.leaf = leaf;
	r.writing = true;
	add_line(&r, f, text);
	look_at_texts(&r);
	lint_put_down(&r, 0);
	(void)end(&r);
}
