/* A work that follows each save in memory: the same as one that is loaded then, field by field and place by place. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "test_store_help.h"

enum { SAVES = 400, LOOKS = 8 /* a fresh load after so many saves */, NAMES_MAX = 4000 };

static char *folder, *path;
static struct store *st;
static uint32_t state = 20261121;

/* What was named in any save, taken or not. */
static struct { enum entity entity; char *id; } named[NAMES_MAX];
static int n_named;

static void begin(void)
{
	folder = help_folder();
	path = help_workspace(folder);
	st = help_open(path, STORE_WRITE);
}

static void end(void)
{
	for (int i = 0; i < n_named; i++)
		free(named[i].id);
	store_close(st);
	free(path);
	help_remove(folder);
}

TestSuite(follow, .init = begin, .fini = end, .timeout = 120);

/* ---- all that a work says ------------------------------------------------------------------------------ */

static void add(struct buf *b, const char *text)
{
	buf_addf(b, "%s|", text == NULL ? "-" : text);
}

static void describe_evidence(struct buf *b, const struct work *w)
{
	for (int i = 0; i < w->n_evidence; i++) {
		const struct evidence *e = &w->evidence[i];

		buf_addf(b, "\nevidence %s E%d %d %d %d%d %d %d %d r%d %d %d ", e->id, e->ref, e->kind, (int)e->audience, e->has_detail,
		    e->has_location, e->collected, e->affirmed, e->review_by, (int)e->revision, e->first_support, e->n_supports);
		add(b, e->title);
		add(b, e->tool);
		add(b, e->owner);
	}
	for (int i = 0; i < w->n_support; i++) {
		const struct support *s = &w->support[i];

		buf_addf(b, "\nsupport %s %d %d %d r%d %d %d %d", s->id, s->evidence, s->claim, s->has_note, (int)s->revision,
		    s->next_of_evidence, s->next_of_claim, support_counts(w, s));
	}
	for (int i = 0; i < w->n_refusal; i++)
		buf_addf(b, "\nrefusal %s %d %d r%d", w->refusal[i].id, w->refusal[i].evidence, w->refusal[i].claim, (int)w->refusal[i].revision);
}

static void describe_gaps(struct buf *b, const struct work *w)
{
	for (int i = 0; i < w->n_gap; i++) {
		const struct gap *g = &w->gap[i];

		buf_addf(b, "\ngap %s G%d %d %d %d %d %d r%d ", g->id, g->ref, g->has_action, g->due, g->priority, (int)g->state,
		    (int)g->audience, (int)g->revision);
		add(b, g->head);
		add(b, g->owner);
		for (int c = 0; c < g->n_claims; c++)
			buf_addf(b, " %d %s", g->claim[c], g->link_id[c]);
	}
	for (int i = 0; i < w->n_challenge; i++) {
		const struct challenge *c = &w->challenge[i];

		buf_addf(b, "\nchallenge %s C%d %d %d E%d %d %d%d r%d ", c->id, c->ref, c->claim, c->evidence, c->evidence_ref, (int)c->state,
		    c->has_answer, c->has_reason, (int)c->revision);
		add(b, c->evidence_id);
		add(b, c->by);
		add(b, c->head);
	}
}

static void describe_rest(struct buf *b, const struct work *w)
{
	for (int i = 0; i < w->n_approval; i++) {
		const struct approval *a = &w->approval[i];

		buf_addf(b, "\napproval %s %d r%d ", a->id, a->principle, (int)a->revision);
		add(b, a->by);
		add(b, a->position);
		add(b, a->at);
		add(b, a->of);
	}
	for (int i = 0; i < w->n_waiver; i++) {
		buf_addf(b, "\nwaiver %s %d r%d ", w->waiver[i].id, w->waiver[i].has_reason, (int)w->waiver[i].revision);
		add(b, w->waiver[i].rule);
		add(b, w->waiver[i].on);
	}
	for (int i = 0; i < w->n_baseline; i++) {
		buf_addf(b, "\nbaseline %s r%d ", w->baseline[i].id, (int)w->baseline[i].revision);
		add(b, w->baseline[i].name);
		add(b, w->baseline[i].by);
		add(b, w->baseline[i].at);
		add(b, w->baseline[i].head);
	}
}

static void describe_nodes(struct buf *b, const struct work *w)
{
	for (int i = 0; i < w->tree->n_nodes; i++) {
		const struct answer *a = &w->answer[i];

		buf_addf(b, "\n%s %d %d %d%d%d%d r%d %d %d %d%d ", w->tree->node[i].id, (int)a->status, (int)a->reading, a->inherited,
		    a->has_argument, a->has_assumptions, a->has_note, (int)a->revision, w->first_support[i], w->n_supports[i],
		    work_claim_challenged(w, i), w->tree->node[i].kind == NODE_CLAIM && work_claim_has_gap(w, i));
		add(b, a->owner);
		buf_addf(b, "scope %d%d r%d ", w->scope[i].chosen, w->scope[i].in_scope, (int)w->scope[i].revision);
		add(b, w->scope[i].reason);
		buf_addf(b, "read %d%d r%d", w->read[i].read, w->read[i].has_note, (int)w->read[i].revision);
	}
}

/* Removed entities too, by the fields and revisions that they keep. */
static void describe_named(struct buf *b, const struct work *w)
{
	struct buf value = {0};
	struct err err;

	for (int i = 0; i < n_named; i++) {
		enum entity e = named[i].entity;

		buf_addf(b, "\n%s %s r%d ", entity_name(e), named[i].id, (int)work_revision(w, e, named[i].id));
		for (int f = (int)entity_first(e); f < (int)entity_end(e); f++) {
			cr_assert(work_value(w, NULL, (enum field)f, named[i].id, &value, &err));
			add(b, buf_str(&value));
		}
	}
	buf_release(&value);
}

static char *describe(const struct work *w)
{
	struct buf b = {0};

	describe_nodes(&b, w);
	describe_evidence(&b, w);
	describe_gaps(&b, w);
	describe_rest(&b, w);
	describe_named(&b, w);
	return buf_steal(&b);
}

/* Line by line, so that a failure names the place. */
static void expect_same(const struct work *w, const struct work *loaded, int save)
{
	char *a = describe(w), *b = describe(loaded), *x = a, *y = b;

	while (x != NULL && y != NULL && strcmp(x, y) != 0) {
		char *in_x = strsep(&x, "\n"), *in_y = strsep(&y, "\n");

		cr_assert(strcmp(in_x, in_y) == 0, "after %d saves\nfollowed: %s\nloaded:   %s", save, in_x, in_y);
	}
	cr_assert(x != NULL && y != NULL, "after %d saves one says more than the other", save);
	free(a);
	free(b);
}

/* ---- random saves --------------------------------------------------------------------------------------- */

static int below(int n)
{
	state = state * 1664525 + 1013904223;
	return (int)((state >> 8) % (uint32_t)n);
}

static const char *some_node(const struct tree *t, bool leaf, bool principle)
{
	int i;

	do
		i = below(t->n_nodes);
	while ((leaf && !tree_is_leaf(t, i)) || (principle && t->node[i].kind != NODE_PRINCIPLE));
	return t->node[i].id;
}

/* NULL: nothing of that kind was named yet. */
static const char *some_named(enum entity e)
{
	for (int tries = 0; tries < 50 && n_named > 0; tries++) {
		int i = below(n_named);

		if (named[i].entity == e)
			return named[i].id;
	}
	return NULL;
}

static void remember(enum entity e, const char *id)
{
	for (int i = 0; i < n_named; i++)
		if (named[i].entity == e && strcmp(named[i].id, id) == 0)
			return;
	cr_assert(n_named < NAMES_MAX);
	named[n_named].entity = e;
	named[n_named++].id = xstrdup(id);
}

static void add_lines(struct buf *b, enum field_type type)
{
	buf_addf(b, "Zeile %d: größer", below(5));
	if (type != FIELD_LINE && below(3) == 0)
		buf_addf(b, "\nanother %d", below(5));
	for (int n = type == FIELD_TEXT && below(3) == 0 ? 300 : 0; n > 0; n--)
		buf_add(b, "é ");
}

/* Nothing, blanks, something long: false if it is to be absent. */
static bool some_value(struct buf *b, const struct tree *t, enum field f)
{
	const struct field_info *info = field_info(f);
	const char *id;
	int n = 0;

	buf_clear(b);
	if (below(6) == 0)
		return false;
	switch (info->type) {
	case FIELD_CHOICE:
		while (info->values[n] != NULL)
			n++;
		buf_add(b, info->values[below(n)]);
		break;
	case FIELD_DATE: buf_addf(b, "2026-%02d-%02d", 1 + below(12), 1 + below(28)); break;
	case FIELD_TIME: buf_addf(b, "2026-%02d-%02dT10:00:%02dZ", 1 + below(12), 1 + below(28), below(60)); break;
	case FIELD_BOOL: buf_add(b, below(field_is_removed(f) ? 4 : 2) == 0 ? "true" : "false"); break;
	case FIELD_ENTITY:
		id = f == FIELD_CHALLENGE_EVIDENCE ? some_named(ENTITY_EVIDENCE)
		    : some_node(t, f == FIELD_CHALLENGE_CLAIM, f == FIELD_APPROVAL_PRINCIPLE);
		if (id == NULL)
			return false;
		buf_add(b, id);
		break;
	case FIELD_TEXT:
		if (below(8) == 0) {
			buf_add(b, " \n \t");
			break;
		}
		/* fall through */
	default: add_lines(b, info->type); break;
	}
	return true;
}

static void set_some(struct changes *c, const struct work *w, enum entity e, const char *id)
{
	struct buf value = {0};

	remember(e, id);
	for (int n = 1 + below(3); n > 0; n--) {
		enum field f = (enum field)((int)entity_first(e) + below((int)entity_end(e) - (int)entity_first(e)));

		if (!field_is_ref(f))
			changes_set(c, e, id, work_revision(w, e, id), f, some_value(&value, w->tree, f) ? buf_str(&value) : NULL);
	}
	buf_release(&value);
}

static void change_some(struct changes *c, const struct work *w)
{
	enum entity e = (enum entity)below(ENTITY_COUNT), owner = entity_owner(e);
	const char *of = some_named(owner), *old = below(2) == 0 ? some_named(e) : NULL;
	char id[ID_TEXT], *link;

	if (e == ENTITY_ASSESSMENT) {
		set_some(c, w, e, entity_name(e));
	} else if (entity_is_of_node(e)) {
		set_some(c, w, e, some_node(w->tree, e == ENTITY_ANSWER, e == ENTITY_SCOPE));
	} else if (entity_is_link(e) && of != NULL) {
		link = link_id(of, some_node(w->tree, true, false));
		set_some(c, w, e, link);
		free(link);
	} else if (!entity_is_link(e) && old != NULL) {
		set_some(c, w, e, old);
	} else if (!entity_is_link(e)) {
		changes_new(c, e, id);
		set_some(c, w, e, id);
	}
}

/* False: it was not taken. */
static bool save_some(struct work *w, struct err *err)
{
	struct changes c = {0};

	for (int n = 1 + below(5); n > 0; n--)
		change_some(&c, w);
	bool ok = store_save(st, "random", &c, err);
	cr_assert(store_followed(st));
	if (ok)
		cr_assert(work_apply(w, &c, err), "%s", err->text);
	changes_release(&c);
	return ok;
}

Test(follow, as_loaded_after_random_saves)
{
	struct work *w = help_load(st), *loaded;
	struct err err = {0};
	int taken = 0;

	for (int save = 1; save <= SAVES; save++) {
		taken += save_some(w, &err);
		if (save % LOOKS != 0)
			continue;
		loaded = help_load(st);
		expect_same(w, loaded, save);
		work_free(loaded);
	}
	cr_expect(taken > SAVES / 2, "%d were taken, the last was not as %s", taken, err.text);
	cr_expect(w->n_evidence > 20 && w->n_support > 20 && w->n_gap > 20 && w->n_challenge > 10);
	work_free(w);
}

/* ---- somebody else ------------------------------------------------------------------------------------ */

static void set_owner(struct store *by, const char *leaf, const char *owner)
{
	struct err err = {0};
	struct changes c = {0};

	changes_set(&c, ENTITY_ANSWER, leaf, 0, FIELD_ANSWER_OWNER, owner);
	cr_assert(store_save(by, "set", &c, &err), "%s", err.text);
	changes_release(&c);
}

/* Beside ours, on another claim: it is taken, and our work does not know of the other. */
Test(follow, not_past_what_another_saved)
{
	struct store *other = help_open(path, STORE_WRITE);
	struct work *w = help_load(st);

	work_free(help_load(other));
	set_owner(st, "1.1.1", "Sam");
	cr_expect(store_followed(st));
	set_owner(other, "2.1.1", "Kim");
	cr_expect(not(store_followed(other)), "Sam saved since it was loaded");
	set_owner(st, "1.1.2.1", "Sam");
	cr_expect(not(store_followed(st)), "Kim saved since it was loaded");
	set_owner(st, "1.1.2.2", "Sam");
	cr_expect(not(store_followed(st)), "what was missed stays missed");
	work_free(w);
	w = help_load(st);
	cr_expect(store_followed(st));
	cr_expect(eq(str, w->answer[tree_find(w->tree, "2.1.1")].owner, "Kim"));
	work_free(w);
	store_close(other);
}
