/* From rows to the public arrays: only what is live, sorted, links resolved. The order never
 * depends on the order of the puts. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "core/work_private.h"

/* The rows of one kind that are to be public, sorted. */
struct live {
	struct row **row;
	size_t n;
};

typedef int compare_rows(const void *, const void *);

static void live_begin(struct live *l, const struct rows *rows)
{
	l->n = 0;
	l->row = xcalloc(rows->n + 1, sizeof(struct row *));
	for (size_t i = 0; i < rows->n; i++)
		rows_at(rows, i)->live = -1;
}

static void live_add(struct live *l, struct row *row)
{
	l->row[l->n++] = row;
}

/* They came in order as a rule, and then there is nothing to do. */
static bool is_sorted(const struct live *l, compare_rows *compare)
{
	for (size_t i = 1; i < l->n; i++)
		if (compare(&l->row[i - 1], &l->row[i]) > 0)
			return false;
	return true;
}

static void live_sort(struct live *l, compare_rows *compare)
{
	if (!is_sorted(l, compare))
		qsort(l->row, l->n, sizeof *l->row, compare);
	for (size_t i = 0; i < l->n; i++)
		l->row[i]->live = (int)i;
}

static void live_all(struct live *l, const struct rows *rows, compare_rows *compare)
{
	live_begin(l, rows);
	for (size_t i = 0; i < rows->n; i++)
		if (!rows_at(rows, i)->removed)
			live_add(l, rows_at(rows, i));
	live_sort(l, compare);
}

/* An array of the public structs, the old one freed. Never NULL, so that it may be indexed. */
static void *renew(void *old, size_t n, size_t size)
{
	free(old);
	return xcalloc(n + 1, size);
}

/* ---- orders ------------------------------------------------------------------------------------ */

static int by_int(int a, int b)
{
	return (a > b) - (a < b);
}

/* What has no reference yet (a trial) comes last. */
static int by_ref(int a, int b)
{
	return a == 0 || b == 0 ? by_int(a == 0, b == 0) : by_int(a, b);
}

static int by_id(const struct row *a, const struct row *b)
{
	return strcmp(a->id, b->id);
}

static int by_text(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int compare_refs(const void *a, const void *b)
{
	const struct row *const *x = a, *const *y = b;
	int order = by_ref((*x)->ref, (*y)->ref);

	return order != 0 ? order : by_id(*x, *y);
}

/* By principle, then the oldest first. */
static int compare_approvals(const void *a, const void *b)
{
	const struct approval_row *const *x = a, *const *y = b;
	int order = by_int((*x)->is.principle, (*y)->is.principle);

	if (order == 0)
		order = by_text((*x)->is.at, (*y)->is.at);
	return order != 0 ? order : by_id(&(*x)->row, &(*y)->row);
}

/* The oldest first. */
static int compare_baselines(const void *a, const void *b)
{
	const struct baseline_row *const *x = a, *const *y = b;
	int order = by_text((*x)->is.at, (*y)->is.at);

	if (order == 0)
		order = by_text((*x)->is.name, (*y)->is.name);
	return order != 0 ? order : by_id(&(*x)->row, &(*y)->row);
}

static int compare_waivers(const void *a, const void *b)
{
	const struct waiver_row *const *x = a, *const *y = b;
	int order = by_text((*x)->is.rule, (*y)->is.rule);

	if (order == 0)
		order = by_text((*x)->is.on, (*y)->is.on);
	return order != 0 ? order : by_id(&(*x)->row, &(*y)->row);
}

/* ---- evidence ------------------------------------------------------------------------------------ */

static void settle_evidence(struct work *w)
{
	struct live l;

	live_all(&l, &w->private->rows[ENTITY_EVIDENCE], compare_refs);
	w->n_evidence = (int)l.n;
	w->evidence = renew(w->evidence, l.n, sizeof *w->evidence);
	for (size_t i = 0; i < l.n; i++) {
		w->evidence[i] = ((struct evidence_row *)(void *)l.row[i])->is;
		w->evidence[i].id = l.row[i]->id;
		w->evidence[i].ref = l.row[i]->ref;
		w->evidence[i].revision = l.row[i]->revision;
		w->evidence[i].first_support = -1;
		w->evidence[i].n_supports = 0;
	}
	free(l.row);
}

/* ---- links --------------------------------------------------------------------------------------- */

static const struct link *link_at(const struct live *l, size_t i)
{
	return (const void *)l->row[i];
}

typedef int link_key(const struct link *);

static int key_claim(const struct link *link)
{
	return link->claim;
}

static int key_owner(const struct link *link)
{
	return link->at;
}

/* By counting, as there are many and the keys are places of an array of n. What is equal stays in its order. */
static void sort_links(struct live *l, link_key *key, int n)
{
	size_t *next = xcalloc((size_t)n + 1, sizeof *next);
	struct row **row = xcalloc(l->n + 1, sizeof(struct row *));

	for (size_t i = 0; i < l->n; i++)
		next[key(link_at(l, i)) + 1]++;
	for (int i = 0; i < n; i++)
		next[i + 1] += next[i];
	for (size_t i = 0; i < l->n; i++)
		row[next[key(link_at(l, i))]++] = l->row[i];
	free(next);
	free(l->row);
	l->row = row;
}

static bool fail_link(const struct row *row, const char *what, struct err *err)
{
	return err_set(err, ERR_WORKSPACE, "%s %s leads to an item that is not there", what, row->id);
}

/* Links come in the order of their owners as a rule: `near` is the owner of the one before. */
static long find_owner(const struct link *link, struct rows *owners, size_t near)
{
	char owner[ID_TEXT];

	for (size_t i = near; i < owners->n && i <= near + 1; i++)
		if (memcmp(rows_at(owners, i)->id, link->row.id, ID_TEXT - 1) == 0)
			return (long)i;
	memcpy(owner, link->row.id, ID_TEXT - 1);
	owner[ID_TEXT - 1] = '\0';
	return rows_place(owners, owner);
}

/* The links of one kind whose owner is live too, not sorted. False: an owner is not there at all; the first is told. */
static bool live_links(struct live *l, struct work *w, enum entity e, struct err *err)
{
	struct rows *rows = &w->private->rows[e], *owners = &w->private->rows[entity_owner(e)];
	long near = 0;
	bool ok = true;

	live_begin(l, rows);
	for (size_t i = 0; i < rows->n; i++) {
		struct row *row = rows_at(rows, i);
		struct link *link = (void *)row;

		if (row->removed)
			continue;
		if (link->owner < 0)
			link->owner = find_owner(link, owners, (size_t)near);
		if (link->owner < 0) {
			ok = ok && fail_link(row, entity_name(e), err);
			continue;
		}
		near = link->owner;
		link->at = rows_at(owners, (size_t)near)->live;
		if (link->at >= 0)
			live_add(l, row);
	}
	return ok;
}

/* ---- supports ------------------------------------------------------------------------------------ */

/* Sorted by claim, then evidence: to prepend from the last to the first gives both lists in order. */
static void link_supports(struct work *w)
{
	for (int i = 0; i < w->tree->n_nodes; i++) {
		w->first_support[i] = -1;
		w->n_supports[i] = 0;
	}
	for (int i = w->n_support - 1; i >= 0; i--) {
		struct support *s = &w->support[i];
		struct evidence *ev = &w->evidence[s->evidence];

		s->next_of_claim = w->first_support[s->claim];
		w->first_support[s->claim] = i;
		w->n_supports[s->claim]++;
		s->next_of_evidence = ev->first_support;
		ev->first_support = i;
		ev->n_supports++;
	}
}

static bool settle_supports(struct work *w, struct err *err)
{
	struct live l;
	bool ok = live_links(&l, w, ENTITY_SUPPORT, err);

	sort_links(&l, key_owner, w->n_evidence);
	sort_links(&l, key_claim, w->tree->n_nodes);
	w->n_support = (int)l.n;
	w->support = renew(w->support, l.n, sizeof *w->support);
	for (size_t i = 0; i < l.n; i++) {
		const struct support_row *row = (const void *)l.row[i];

		w->support[i] = (struct support){ .id = l.row[i]->id, .evidence = row->link.at, .claim = row->link.claim,
			.has_note = row->has_note, .revision = l.row[i]->revision };
	}
	link_supports(w);
	free(l.row);
	return ok;
}

/* ---- gaps -------------------------------------------------------------------------------------- */

static void settle_gaps(struct work *w)
{
	struct live l;

	live_all(&l, &w->private->rows[ENTITY_GAP], compare_refs);
	w->n_gap = (int)l.n;
	w->gap = renew(w->gap, l.n, sizeof *w->gap);
	for (size_t i = 0; i < l.n; i++) {
		w->gap[i] = ((struct gap_row *)(void *)l.row[i])->is;
		w->gap[i].id = l.row[i]->id;
		w->gap[i].ref = l.row[i]->ref;
		w->gap[i].revision = l.row[i]->revision;
	}
	free(l.row);
}

/* The pools hold the claims of all gaps one gap after the other; each gap points to its part. */
static bool settle_gap_claims(struct work *w, struct err *err)
{
	struct work_private *p = w->private;
	struct live l;
	bool ok = live_links(&l, w, ENTITY_GAP_CLAIM, err);

	sort_links(&l, key_claim, w->tree->n_nodes);
	sort_links(&l, key_owner, w->n_gap);
	p->gap_claim = renew(p->gap_claim, l.n, sizeof *p->gap_claim);
	p->gap_link = renew(p->gap_link, l.n, sizeof *p->gap_link);
	for (int i = 0; i < w->n_gap; i++) {
		w->gap[i].claim = p->gap_claim;
		w->gap[i].link_id = p->gap_link;
	}
	for (size_t i = 0; i < l.n; i++) {
		struct gap *g = &w->gap[link_at(&l, i)->at];

		if (g->n_claims++ == 0) {
			g->claim = p->gap_claim + i;
			g->link_id = p->gap_link + i;
		}
		p->gap_claim[i] = link_at(&l, i)->claim;
		p->gap_link[i] = l.row[i]->id;
	}
	free(l.row);
	return ok;
}

/* ---- challenges, approvals, waivers -------------------------------------------------------------- */

/* What a challenge says of its item. Most hang on a link of their claim: a few steps, and no index of all items is
 * needed. False: there is no such item. */
static bool find_challenged(const struct work *w, struct challenge *c)
{
	const struct row *item;

	for (int i = c->claim == NODE_NONE ? -1 : w->first_support[c->claim]; i >= 0; i = w->support[i].next_of_claim) {
		const struct evidence *ev = &w->evidence[w->support[i].evidence];

		if (strcmp(ev->id, c->evidence_id) == 0) {
			c->evidence = w->support[i].evidence;
			c->evidence_ref = ev->ref;
			return true;
		}
	}
	item = rows_find(&w->private->rows[ENTITY_EVIDENCE], c->evidence_id);
	c->evidence = item != NULL ? item->live : -1;
	c->evidence_ref = item != NULL ? item->ref : 0;
	return item != NULL;
}

static bool settle_challenges(struct work *w, struct err *err)
{
	struct live l;
	bool ok = true;

	live_all(&l, &w->private->rows[ENTITY_CHALLENGE], compare_refs);
	w->n_challenge = (int)l.n;
	w->challenge = renew(w->challenge, l.n, sizeof *w->challenge);
	for (size_t i = 0; i < l.n; i++) {
		struct challenge *c = &w->challenge[i];

		*c = ((struct challenge_row *)(void *)l.row[i])->is;
		c->id = l.row[i]->id;
		c->ref = l.row[i]->ref;
		c->revision = l.row[i]->revision;
		c->evidence = -1;
		c->evidence_ref = 0;
		if (c->evidence_id != NULL && !find_challenged(w, c) && ok)
			ok = fail_link(l.row[i], entity_name(ENTITY_CHALLENGE), err);
	}
	free(l.row);
	return ok;
}

static void settle_approvals(struct work *w)
{
	struct live l;

	live_all(&l, &w->private->rows[ENTITY_APPROVAL], compare_approvals);
	w->n_approval = (int)l.n;
	w->approval = renew(w->approval, l.n, sizeof *w->approval);
	for (size_t i = 0; i < l.n; i++) {
		w->approval[i] = ((struct approval_row *)(void *)l.row[i])->is;
		w->approval[i].id = l.row[i]->id;
		w->approval[i].revision = l.row[i]->revision;
	}
	free(l.row);
}

static void settle_waivers(struct work *w)
{
	struct live l;

	live_all(&l, &w->private->rows[ENTITY_WAIVER], compare_waivers);
	w->n_waiver = (int)l.n;
	w->waiver = renew(w->waiver, l.n, sizeof *w->waiver);
	for (size_t i = 0; i < l.n; i++) {
		w->waiver[i] = ((struct waiver_row *)(void *)l.row[i])->is;
		w->waiver[i].id = l.row[i]->id;
		w->waiver[i].revision = l.row[i]->revision;
	}
	free(l.row);
}

/* ---- refusals, baselines ----------------------------------------------------------------------------- */

static bool settle_refusals(struct work *w, struct err *err)
{
	struct live l;
	bool ok = live_links(&l, w, ENTITY_REFUSAL, err);

	sort_links(&l, key_claim, w->tree->n_nodes);
	sort_links(&l, key_owner, w->n_evidence);
	w->n_refusal = (int)l.n;
	w->refusal = renew(w->refusal, l.n, sizeof *w->refusal);
	for (size_t i = 0; i < l.n; i++) {
		w->refusal[i] = (struct refusal){ .id = l.row[i]->id, .evidence = link_at(&l, i)->at, .claim = link_at(&l, i)->claim,
			.revision = l.row[i]->revision };
	}
	free(l.row);
	return ok;
}

static void settle_baselines(struct work *w)
{
	struct live l;

	live_all(&l, &w->private->rows[ENTITY_BASELINE], compare_baselines);
	w->n_baseline = (int)l.n;
	w->baseline = renew(w->baseline, l.n, sizeof *w->baseline);
	for (size_t i = 0; i < l.n; i++) {
		w->baseline[i] = ((struct baseline_row *)(void *)l.row[i])->is;
		w->baseline[i].id = l.row[i]->id;
		w->baseline[i].revision = l.row[i]->revision;
	}
	free(l.row);
}

/* Goes through to the end even if a link leads nowhere, so that the arrays are sound either way;
 * the first such link is told. */
bool work_settle(struct work *w, struct err *err)
{
	struct err ignored;
	bool ok;

	settle_evidence(w);
	settle_gaps(w);
	ok = settle_supports(w, err);
	ok = settle_gap_claims(w, ok ? err : &ignored) && ok;
	ok = settle_challenges(w, ok ? err : &ignored) && ok;
	ok = settle_refusals(w, ok ? err : &ignored) && ok;
	settle_approvals(w);
	settle_waivers(w);
	settle_baselines(w);
	work_flag(w);
	return ok;
}
