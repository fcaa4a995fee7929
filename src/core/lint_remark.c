/* Remarks: how they are put together from what rules find, where they stand, and which of them are waived. */
#include "config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/lint_private.h"
#include "core/on.h"

/* ---- remarks ------------------------------------------------------------------------------------ */

static void release_remark(struct lint_remark *m)
{
	free(m->on);
	free(m->name);
	free(m->text);
	free(m->waived);
}

void lint_release(struct lint *l)
{
	for (size_t i = 0; i < l->n; i++)
		release_remark(&l->item[i]);
	free(l->item);
	*l = (struct lint){0};
}

int lint_open(const struct lint *l)
{
	int n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->item[i].waived == NULL;
	return n;
}

/* What is of one kind stands in the order of its numbers; links follow their item. */
uint64_t lint_place(enum entity e, int index, int claim)
{
	static const uint64_t turn[ENTITY_COUNT] = { [ENTITY_ASSESSMENT] = 0, [ENTITY_ANSWER] = 1, [ENTITY_EVIDENCE] = 2,
		[ENTITY_SUPPORT] = 2, [ENTITY_GAP] = 3, [ENTITY_CHALLENGE] = 4 };

	return turn[e] << 60 | (uint64_t)(unsigned)index << 28 | (uint64_t)(unsigned)(claim + 1);
}

static uint64_t place_of_link(const struct work *w, const char *on, const char *blank)
{
	char owner[ID_TEXT] = "";
	int leaf = tree_find(w->tree, blank + 1), item;

	if ((size_t)(blank - on) < sizeof owner)
		memcpy(owner, on, (size_t)(blank - on));
	item = work_find_evidence(w, owner);
	return item >= 0 && leaf != NODE_NONE ? lint_place(ENTITY_SUPPORT, item, leaf) : UINT64_MAX;
}

/* What is not there any more stands last. */
static uint64_t lint_place_of(const struct work *w, const char *on)
{
	const char *blank = strchr(on, ' ');
	int i;

	if (strcmp(on, "assessment") == 0)
		return lint_place(ENTITY_ASSESSMENT, 0, NODE_NONE);
	if (blank != NULL)
		return place_of_link(w, on, blank);
	if ((i = work_find_evidence(w, on)) >= 0)
		return lint_place(ENTITY_EVIDENCE, i, NODE_NONE);
	if ((i = work_find_gap(w, on)) >= 0)
		return lint_place(ENTITY_GAP, i, NODE_NONE);
	if ((i = tree_find(w->tree, on)) != NODE_NONE)
		return lint_place(ENTITY_ANSWER, i, NODE_NONE);
	for (i = 0; i < w->n_challenge; i++)
		if (strcmp(w->challenge[i].id, on) == 0)
			return lint_place(ENTITY_CHALLENGE, i, NODE_NONE);
	return UINT64_MAX;
}

/* Why it was waived; NULL: it was not. */
static char *waived(struct lint_run *r, const char *rule, const char *on)
{
	char *key = xasprintf("%s %s", rule, on);
	long i = map_get(&r->waivers, key);
	struct buf b = {0};

	free(key);
	if (i < 0)
		return NULL;
	r->used[i] = true;
	if (r->w->waiver[i].has_reason)
		lint_read(r, FIELD_WAIVER_REASON, r->w->waiver[i].id, &b);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

void lint_remark(struct lint_run *r, const char *rule, uint64_t place, const char *on, const char *text)
{
	struct lint *out = &r->out;
	struct buf name = {0};

	on_write(r->w, on, &name);
	MEM_GROW(out->item, out->n, out->cap);
	out->item[out->n++] = (struct lint_remark){ .rule = lint_rule_find(rule), .on = xstrdup(on), .name = buf_steal(&name),
		.text = xstrdup(text), .waived = waived(r, rule, on), .place = place };
}

static int compare_remarks(const void *a, const void *b)
{
	const struct lint_remark *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return strcmp(x->on, y->on);
}

/* They are found in this order, but for those on waivers. */
void lint_sort(struct lint *l)
{
	size_t sorted = 1;

	while (sorted < l->n && compare_remarks(&l->item[sorted - 1], &l->item[sorted]) < 0)
		sorted++;
	if (sorted < l->n)
		qsort(l->item, l->n, sizeof *l->item, compare_remarks);
}

/* ---- what rules say ----------------------------------------------------------------------------- */

static size_t row_of(const char *rule)
{
	return (size_t)(lint_rule_find(rule) - lint_rule_at(0));
}

void lint_say(struct lint_run *r, const char *rule, const char *fmt, ...)
{
	struct buf *b = &r->found[row_of(rule)];
	va_list ap;

	if (b->len > 0)
		buf_add(b, "; ");
	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

/* What was found becomes remarks. */
void lint_put_down(struct lint_run *r, uint64_t place)
{
	for (size_t i = 0; i < lint_rule_count(); i++) {
		if (r->found[i].len == 0)
			continue;
		lint_remark(r, lint_rule_at(i)->id, place, r->id, buf_str(&r->found[i]));
		buf_clear(&r->found[i]);
	}
}

const char *lint_field_words(enum field f)
{
	switch ((int)f) {
	case FIELD_TITLE:
	case FIELD_EVIDENCE_TITLE: return "the title";
	case FIELD_PRODUCT: return "the product";
	case FIELD_PRODUCT_VERSION: return "the version";
	case FIELD_ORGANISATION: return "the organisation";
	case FIELD_ARGUMENT: return "the argument";
	case FIELD_ASSUMPTIONS: return "the assumptions";
	case FIELD_ANSWER_NOTE:
	case FIELD_SUPPORT_NOTE: return "the note";
	case FIELD_DETAIL: return "the detail";
	case FIELD_LOCATION: return "the location";
	case FIELD_TOOL: return "the tool";
	case FIELD_GAP: return "the gap";
	case FIELD_ACTION: return "the action";
	case FIELD_CHALLENGE_TEXT: return "the challenge";
	case FIELD_CHALLENGE_ANSWER: return "the answer";
	}
	return field_info(f)->label;
}

enum { QUOTE_MAX = 60 /* bytes */ };

void lint_quote(struct buf *b, const char *s, size_t n)
{
	size_t cut = n;

	if (n > QUOTE_MAX)
		for (cut = QUOTE_MAX; cut > 0 && utf8_is_tail(s[cut]); cut--)
			;
	buf_add(b, "\"");
	for (size_t i = 0; i < cut; i++)
		buf_addc(b, s[i] == '\n' || s[i] == '\t' ? ' ' : s[i]);
	buf_add(b, cut < n ? "...\"" : "\"");
}

/* ---- waivers ------------------------------------------------------------------------------------ */

void lint_gather_waivers(struct lint_run *r)
{
	r->used = xcalloc((size_t)r->w->n_waiver + 1, sizeof *r->used);
	for (int i = 0; i < r->w->n_waiver; i++) {
		const struct waiver *v = &r->w->waiver[i];
		char *key;

		if (v->rule == NULL || v->on == NULL || strcmp(v->rule, LINT_OLD_WAIVER) == 0)
			continue;       /* a waiver that hides old waivers would be one itself */
		key = xasprintf("%s %s", v->rule, v->on);
		map_put(&r->waivers, key, (size_t)i);
		free(key);
	}
}

static bool is_about(const char *on, const char *id)
{
	size_t n = strlen(id);

	return strncmp(on, id, n) == 0 && (on[n] == '\0' || on[n] == ' ');
}

/* A document or a newer program may bring a waiver of a rule that is not known here. */
static const char *no_rule(const char *rule)
{
	return lint_rule_find(rule) == NULL ? " (no rule has this name)" : "";
}

/* `about` NULL: of all. Several on one thing are one remark. */
void lint_look_at_waivers(struct lint_run *r, const char *about)
{
	struct map seen = {0};

	for (int i = 0; i < r->w->n_waiver; i++) {
		const struct waiver *v = &r->w->waiver[i];
		struct buf b = {0};
		long there;

		if (r->used[i] || v->rule == NULL || v->on == NULL || (about != NULL && !is_about(v->on, about)) ||
		    (r->near_unknown && strcmp(v->rule, "near-same") == 0))
			continue;
		there = map_get(&seen, v->on);
		if (there >= 0) {
			buf_addf(&b, "%s, %s%s", r->out.item[there].text, v->rule, no_rule(v->rule));
			free(r->out.item[there].text);
			r->out.item[there].text = buf_steal(&b);
			continue;
		}
		buf_addf(&b, "waived, and nothing of the kind is found any more: %s%s", v->rule, no_rule(v->rule));
		map_put(&seen, v->on, r->out.n);
		lint_remark(r, LINT_OLD_WAIVER, lint_place_of(r->w, v->on), v->on, buf_str(&b));
		buf_release(&b);
	}
	map_release(&seen);
}

static void forget_old_waivers(struct lint *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->item[i].rule->id, LINT_OLD_WAIVER) == 0)
			release_remark(&l->item[i]);
		else
			l->item[n++] = l->item[i];
	}
	l->n = n;
}

void lint_waive_again(struct lint_run *r)
{
	map_clear(&r->waivers);
	free(r->used);
	lint_gather_waivers(r);
	forget_old_waivers(&r->out);
	for (size_t i = 0; i < r->out.n; i++) {
		struct lint_remark *m = &r->out.item[i];

		free(m->waived);
		m->waived = waived(r, m->rule->id, m->on);
	}
	if (r->phase < LINT_WAIVERS || (r->phase == LINT_WAIVERS && r->at == 0))
		return;                 /* the run comes to them yet */
	lint_look_at_waivers(r, NULL);
	lint_sort(&r->out);
}
