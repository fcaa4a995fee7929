/* Planning a merge of two items, and a split of one. Everything is read before anything is decided. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/evidence_merge.h"

void evidence_merge_release(struct evidence_merge *m)
{
	for (size_t i = 0; i < m->n_differences; i++) {
		free(m->difference[i].into);
		free(m->difference[i].from);
	}
	free(m->difference);
	free(m->unchosen);
	changes_release(&m->changes);
	*m = (struct evidence_merge){0};
}

/* One planning. */
struct plan {
	struct evidence_merge *out;
	const struct work *w;
	const struct reader *r;
	const struct evidence *into, *from;
	const struct merge_choices *choices;
};

static bool read_value(const struct reader *r, enum field f, const char *id, char **out, struct err *err)
{
	struct buf b = {0};

	*out = NULL;
	if (!reader_text(r, f, id, &b, err)) {
		buf_release(&b);
		return false;
	}
	if (b.len > 0)
		*out = buf_steal(&b);
	buf_release(&b);
	return true;
}

/* ---- fields ------------------------------------------------------------------------------------ */

static bool joins(enum field f)
{
	return f == FIELD_DETAIL || f == FIELD_LOCATION;
}

/* Both details, the second below a line that says whose it was. */
static void join_details(struct buf *b, const struct evidence *from, const char *into_text, const char *from_text)
{
	buf_add(b, into_text);
	buf_trim_end(b);
	buf_addf(b, "\n\nFrom E%d%s%s:\n%s", from->ref, from->title != NULL ? ", " : "", from->title != NULL ? from->title : "", from_text);
}

static bool has_line(const char *lines, const char *line, size_t len)
{
	for (const char *at = lines; *at != '\0';) {
		size_t n = strcspn(at, "\n");

		if (n == len && memcmp(at, line, n) == 0)
			return true;
		at += n + (at[n] == '\n');
	}
	return false;
}

/* The places of both, none twice. */
static void join_lines(struct buf *b, const char *into_text, const char *from_text)
{
	buf_add(b, into_text);
	for (const char *at = from_text; *at != '\0';) {
		size_t n = strcspn(at, "\n");

		if (!has_line(into_text, at, n)) {
			buf_addc(b, '\n');
			buf_addn(b, at, n);
		}
		at += n + (at[n] == '\n');
	}
}

static void set_field(struct plan *p, enum field f, const char *value)
{
	changes_set(&p->out->changes, ENTITY_EVIDENCE, p->into->id, p->into->revision, f, value);
}

static bool set_joined(struct plan *p, enum field f, const char *into, const char *from, struct err *err)
{
	struct buf b = {0};
	bool ok;

	if (f == FIELD_DETAIL)
		join_details(&b, p->from, into, from);
	else
		join_lines(&b, into, from);
	ok = field_check(f, buf_str(&b), err) || err_prefix(err, "the %s of both", field_info(f)->key);
	if (ok)
		set_field(p, f, buf_str(&b));
	buf_release(&b);
	return ok;
}

static void note_difference(struct evidence_merge *m, enum field f, const char *into, const char *from)
{
	MEM_GROW(m->difference, m->n_differences, m->cap_differences);
	m->difference[m->n_differences++] = (struct merge_difference){ .field = f, .into = xstrdup(into), .from = xstrdup(from),
		.joins = joins(f) };
}

/* Both say something, and not the same. */
static bool settle_difference(struct plan *p, enum field f, enum merge_side side, const char *into, const char *from, struct err *err)
{
	struct evidence_merge *m = p->out;

	note_difference(m, f, into, from);
	if (side == SIDE_UNSAID && joins(f))
		return set_joined(p, f, into, from, err);
	if (side == SIDE_UNSAID)
		side = p->choices->rest;
	if (side == SIDE_FROM)
		set_field(p, f, from);
	if (side == SIDE_UNSAID) {
		MEM_GROW(m->unchosen, m->n_unchosen, m->cap_unchosen);
		m->unchosen[m->n_unchosen++] = f;
	}
	return true;
}

static bool plan_field(struct plan *p, enum field f, struct err *err)
{
	const struct merge_choice *c = &p->choices->choice[f - FIELD_EVIDENCE_TITLE];
	const char *unset = f == FIELD_EVIDENCE_AUDIENCE ? field_info(f)->values[AUDIENCE_INTERNAL] : NULL;
	char *into_text, *from_text = NULL;
	const char *into, *from;
	bool ok;

	ok = read_value(p->r, f, p->into->id, &into_text, err) && read_value(p->r, f, p->from->id, &from_text, err);
	into = into_text != NULL ? into_text : unset;
	from = from_text != NULL ? from_text : unset;
	if (ok && into != NULL && from != NULL && strcmp(into, from) != 0)
		ok = settle_difference(p, f, c->side, into, from, err);
	else if (ok && into == NULL && from != NULL && c->side != SIDE_INTO)
		set_field(p, f, from);
	else if (ok && into != NULL && from == NULL && c->side == SIDE_FROM)
		set_field(p, f, NULL);
	free(into_text);
	free(from_text);
	return ok;
}

static bool plan_fields(struct plan *p, struct err *err)
{
	for (int i = 0; i < MERGE_FIELDS; i++) {
		enum field f = (enum field)(FIELD_EVIDENCE_TITLE + i);

		if (p->choices->choice[i].side == SIDE_GIVEN)
			set_field(p, f, p->choices->choice[i].given);
		else if (!plan_field(p, f, err))
			return false;
	}
	return true;
}

/* ---- links ------------------------------------------------------------------------------------- */

static void set_link(struct changes *c, const struct work *w, const char *evidence, int leaf, const char *note)
{
	char *id = link_id(evidence, w->tree->node[leaf].id);
	int64_t base = work_revision(w, ENTITY_SUPPORT, id);

	changes_set(c, ENTITY_SUPPORT, id, base, FIELD_SUPPORT_REMOVED, NULL);
	changes_set(c, ENTITY_SUPPORT, id, base, FIELD_SUPPORT_NOTE, note);
	free(id);
}

static void remove_link(struct changes *c, const struct support *s)
{
	if (s->has_note)
		changes_set(c, ENTITY_SUPPORT, s->id, s->revision, FIELD_SUPPORT_NOTE, NULL);
	changes_set(c, ENTITY_SUPPORT, s->id, s->revision, FIELD_SUPPORT_REMOVED, "true");
}

/* What both notes say; NULL: nothing. */
static char *joined_note(const struct plan *p, const char *into, const char *from)
{
	if (into == NULL || from == NULL || strcmp(into, from) == 0)
		return xstrdup_or_null(into != NULL ? into : from);
	return xasprintf("%s\nFrom E%d: %s", into, p->from->ref, from);
}

static bool plan_link(struct plan *p, const struct support *s, struct err *err)
{
	int own = work_find_support(p->w, (int)(p->into - p->w->evidence), s->claim);
	char *into = NULL, *from = NULL, *note = NULL;
	bool ok = (own < 0 || read_value(p->r, FIELD_SUPPORT_NOTE, p->w->support[own].id, &into, err)) &&
	    read_value(p->r, FIELD_SUPPORT_NOTE, s->id, &from, err);

	if (ok) {
		note = joined_note(p, into, from);
		ok = field_check(FIELD_SUPPORT_NOTE, note, err) || err_prefix(err, "the notes of both on %s", tree_leaf_name(p->w->tree, s->claim));
	}
	if (ok) {
		*(own < 0 ? &p->out->links_moved : &p->out->links_joined) += 1;
		set_link(&p->out->changes, p->w, p->into->id, s->claim, note);
		remove_link(&p->out->changes, s);
	}
	free(into);
	free(from);
	free(note);
	return ok;
}

static bool plan_links(struct plan *p, struct err *err)
{
	for (int s = p->from->first_support; s >= 0; s = p->w->support[s].next_of_evidence)
		if (!plan_link(p, &p->w->support[s], err))
			return false;
	return true;
}

/* ---- what others said of the item ---------------------------------------------------------------- */

static int move_challenges(struct changes *c, const struct work *w, const char *from, const char *into, int leaf)
{
	int n = 0;

	for (int i = 0; i < w->n_challenge; i++) {
		const struct challenge *ch = &w->challenge[i];

		if (ch->evidence_id == NULL || strcmp(ch->evidence_id, from) != 0 || (leaf != NODE_NONE && ch->claim != leaf))
			continue;
		changes_set(c, ENTITY_CHALLENGE, ch->id, ch->revision, FIELD_CHALLENGE_EVIDENCE, into);
		n++;
	}
	return n;
}

static const struct waiver *waiver_on(const struct work *w, const char *rule, const char *on)
{
	for (int i = 0; i < w->n_waiver; i++)
		if (w->waiver[i].on != NULL && w->waiver[i].rule != NULL && strcmp(w->waiver[i].on, on) == 0 &&
		    strcmp(w->waiver[i].rule, rule) == 0)
			return &w->waiver[i];
	return NULL;
}

/* The same rule waived on both: one waiver with both reasons. */
static bool join_waivers(struct changes *c, const struct reader *r, const struct waiver *into, const struct waiver *from, struct err *err)
{
	char *one, *other = NULL, *both = NULL;
	bool ok = read_value(r, FIELD_WAIVER_REASON, into->id, &one, err) && read_value(r, FIELD_WAIVER_REASON, from->id, &other, err);

	if (ok && other != NULL && (one == NULL || strcmp(one, other) != 0)) {
		both = one != NULL ? xasprintf("%s\n%s", one, other) : xstrdup(other);
		ok = field_check(FIELD_WAIVER_REASON, both, err) || err_prefix(err, "the reasons of both waivers of %s", from->rule);
		if (ok)
			changes_set(c, ENTITY_WAIVER, into->id, into->revision, FIELD_WAIVER_REASON, both);
	}
	if (ok)
		changes_set(c, ENTITY_WAIVER, from->id, from->revision, FIELD_WAIVER_REMOVED, "true");
	free(one);
	free(other);
	free(both);
	return ok;
}

/* Waivers on the item itself or on one of its links; with a leaf on that link alone. */
static bool is_on(const struct work *w, const char *on, const char *evidence, int leaf)
{
	size_t n = strlen(evidence);

	if (on == NULL || strncmp(on, evidence, n) != 0)
		return false;
	if (leaf == NODE_NONE)
		return on[n] == '\0' || on[n] == ' ';
	return on[n] == ' ' && strcmp(on + n + 1, w->tree->node[leaf].id) == 0;
}

static bool move_waivers(struct changes *c, const struct work *w, const struct reader *r, const char *from, const char *into, int leaf,
    int *moved, struct err *err)
{
	bool ok = true;

	for (int i = 0; ok && i < w->n_waiver; i++) {
		const struct waiver *one = &w->waiver[i], *own;
		char *on;

		if (!is_on(w, one->on, from, leaf))
			continue;
		on = xasprintf("%s%s", into, one->on + strlen(from));
		own = one->rule != NULL ? waiver_on(w, one->rule, on) : NULL;
		if (own != NULL)
			ok = join_waivers(c, r, own, one, err);
		else
			changes_set(c, ENTITY_WAIVER, one->id, one->revision, FIELD_WAIVER_ON, on);
		*moved += 1;
		free(on);
	}
	return ok;
}

static void set_refusal(struct plan *p, const char *evidence, int leaf, const char *removed)
{
	char *id = link_id(evidence, p->w->tree->node[leaf].id);

	changes_set(&p->out->changes, ENTITY_REFUSAL, id, work_revision(p->w, ENTITY_REFUSAL, id), FIELD_REFUSAL_REMOVED, removed);
	free(id);
}

/* A link says more than a refusal: where either item supports the claim, nothing is refused any more. */
static void plan_refusals(struct plan *p)
{
	int into = (int)(p->into - p->w->evidence), from = (int)(p->from - p->w->evidence), n, first;

	first = work_refusals(p->w, from, &n);
	for (int i = first; i < first + n; i++) {
		int leaf = p->w->refusal[i].claim;

		if (work_find_support(p->w, into, leaf) < 0 && work_find_support(p->w, from, leaf) < 0 && !work_refused(p->w, into, leaf))
			set_refusal(p, p->into->id, leaf, NULL);
		set_refusal(p, p->from->id, leaf, "true");
	}
	first = work_refusals(p->w, into, &n);
	for (int i = first; i < first + n; i++)
		if (work_find_support(p->w, from, p->w->refusal[i].claim) >= 0)
			set_refusal(p, p->into->id, p->w->refusal[i].claim, "true");
}

bool evidence_merge_plan(struct evidence_merge *out, const struct work *w, const struct reader *r, int into, int from,
    const struct merge_choices *choices, struct err *err)
{
	struct plan p = { .out = out, .w = w, .r = r, .into = &w->evidence[into], .from = &w->evidence[from], .choices = choices };

	*out = (struct evidence_merge){0};
	if (into == from)
		return err_set(err, ERR_INPUT, "E%d is one item: name another one to merge into it", p.into->ref);
	if (!plan_fields(&p, err) || !plan_links(&p, err))
		return false;
	out->challenges_moved = move_challenges(&out->changes, w, p.from->id, p.into->id, NODE_NONE);
	if (!move_waivers(&out->changes, w, r, p.from->id, p.into->id, NODE_NONE, &out->waivers_moved, err))
		return false;
	plan_refusals(&p);
	changes_set(&out->changes, ENTITY_EVIDENCE, p.from->id, p.from->revision, FIELD_EVIDENCE_REMOVED, "true");
	return true;
}

/* ---- splitting --------------------------------------------------------------------------------- */

static bool copy_fields(struct changes *c, const struct reader *r, const char *from, const char *to, struct err *err)
{
	for (int f = FIELD_EVIDENCE_TITLE + 1; f < FIELD_EVIDENCE_REMOVED; f++) {
		char *value;

		if (!read_value(r, (enum field)f, from, &value, err))
			return false;
		if (value != NULL)
			changes_set(c, ENTITY_EVIDENCE, to, 0, (enum field)f, value);
		free(value);
	}
	return true;
}

static bool copy_link(struct changes *c, const struct work *w, const struct reader *r, const struct evidence *e, int leaf, bool move,
    const char *to, struct err *err)
{
	int s = work_find_support(w, (int)(e - w->evidence), leaf), moved = 0;
	char *note;

	if (s < 0)
		return err_set(err, ERR_INPUT, "E%d does not support %s", e->ref, tree_leaf_name(w->tree, leaf));
	if (!read_value(r, FIELD_SUPPORT_NOTE, w->support[s].id, &note, err))
		return false;
	set_link(c, w, to, leaf, note);
	free(note);
	if (!move)
		return true;
	remove_link(c, &w->support[s]);
	move_challenges(c, w, e->id, to, leaf);
	return move_waivers(c, w, r, e->id, to, leaf, &moved, err);
}

bool evidence_split_plan(struct changes *out, const struct work *w, const struct reader *r, int evidence, const int *leaf,
    const bool *moves, int n, char id[ID_TEXT], struct err *err)
{
	const struct evidence *e = &w->evidence[evidence];

	changes_new(out, ENTITY_EVIDENCE, id);
	if (!copy_fields(out, r, e->id, id, err))
		return false;
	for (int i = 0; i < n; i++)
		if (!copy_link(out, w, r, e, leaf[i], moves[i], id, err))
			return false;
	return true;
}
