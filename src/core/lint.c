/* One thing in hand: its texts, once, and what the rules say of them. Which things, and in what order, is lint_run.c. */
#include "config.h"

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
	if (r->failed || !reader_text(r->in.reader, f, id, b, r->err))
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
	lint_text_read(&s->text, r->in.words, buf_str(&s->bytes), s->bytes.len);
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

void lint_look_at_assessment(struct lint_run *r)
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

void lint_look_at_leaf(struct lint_run *r, int leaf)
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
void lint_take_item(struct lint_run *r, int evidence)
{
	const struct evidence *e = &r->w->evidence[evidence];

	take_up(r, ENTITY_EVIDENCE, e->id, true, e->audience != AUDIENCE_INTERNAL);
	add_line(r, FIELD_EVIDENCE_TITLE, e->title);
	add_line(r, FIELD_TOOL, e->tool);
	add_text(r, FIELD_DETAIL, e->has_detail);
	add_text(r, FIELD_LOCATION, e->has_location);
}

void lint_look_at_item(struct lint_run *r, int evidence)
{
	lint_take_item(r, evidence);
	if (r->items != NULL)
		lint_items_take(r);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (lint_rule_at(i)->item != NULL)
			lint_rule_at(i)->item(r, evidence);
	if (r->items != NULL)
		lint_items_look(r, evidence);
	lint_put_down(r, lint_place(ENTITY_EVIDENCE, evidence, NODE_NONE));
}

void lint_look_at_link(struct lint_run *r, int support)
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

void lint_look_at_gap(struct lint_run *r, int gap)
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

void lint_look_at_challenge(struct lint_run *r, int challenge)
{
	const struct challenge *c = &r->w->challenge[challenge];

	take_up(r, ENTITY_CHALLENGE, c->id, true, false);
	add_text(r, FIELD_CHALLENGE_TEXT, c->head != NULL);
	add_text(r, FIELD_CHALLENGE_ANSWER, c->has_answer);
	look_at_texts(r);
	lint_put_down(r, lint_place(ENTITY_CHALLENGE, challenge, NODE_NONE));
}

void lint_look_at_line(struct lint_run *r, enum field f, const char *id, int leaf, bool visible, const char *text)
{
	take_up(r, field_info(f)->entity, id, true, visible);
	r->leaf = leaf;
	add_line(r, f, text);
	look_at_texts(r);
	lint_put_down(r, 0);
}
