/* What is known of the items and the claims: the terms of every title, and for every term the claims that have it,
 * with what it counts there. Gathered once, in pieces where somebody waits for a key. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/suggest_private.h"

enum { LINKED_MAX = 32 };               /* items of a claim whose titles are read: more say no more */

/* How much a place in a claim says, in tenths. */
enum { OF_LABEL = 15, OF_WORDING = 20, OF_OTHER_WORDING = 5, OF_GUIDANCE = 7, OF_LINKED = 8, OF_ABOVE = 3 };

enum { COST_TEXT = 4 };                 /* in terms: a text is looked at even where nothing is in it */

/* ---- items and guidance --------------------------------------------------------------------------------- */

static long gather_item(struct suggest *s, size_t i)
{
	const struct evidence *e = &s->w->evidence[i];
	size_t before = s->items.n;

	term_lists_add(&s->items, &s->terms, e->title, e->tool);
	return (long)(s->items.n - before) + COST_TEXT;
}

static long gather_guidance(struct suggest *s, size_t i)
{
	size_t before = s->guidance.n;

	term_lists_add(&s->guidance, &s->terms, s->w->tree->guidance[i].text, NULL);
	return (long)(s->guidance.n - before) + COST_TEXT;
}

bool suggest_read_details(struct suggest *s, const struct reader *r, struct err *err)
{
	struct buf detail = {0};
	bool ok = true;

	for (size_t i = s->details.n_lists; r != NULL && ok && i < (size_t)s->w->n_evidence; i++) {
		buf_clear(&detail);
		ok = !s->w->evidence[i].has_detail || reader_text(r, FIELD_DETAIL, s->w->evidence[i].id, &detail, err);
		if (ok)
			term_lists_add(&s->details, &s->terms, detail.len > 0 ? buf_str(&detail) : NULL, NULL);
	}
	buf_release(&detail);
	return ok;
}

/* ---- claims ------------------------------------------------------------------------------------------------ */

struct saying { doc_visit *visit; void *ctx; int tenths; };

static void say_word(void *ctx, int term, const char *word, size_t len)
{
	const struct saying *a = ctx;

	(void)word;
	(void)len;
	a->visit(a->ctx, term, a->tenths);
}

static void say_text(struct suggest *s, struct saying a, int tenths, const char *text)
{
	a.tenths = tenths;
	terms_learn(&s->terms, text, say_word, &a);
}

static void say_list(const struct saying *a, int tenths, const struct term_lists *l, size_t i)
{
	size_t n;
	const struct list_term *t = term_list(l, i, &n);

	for (size_t k = 0; k < n; k++)
		a->visit(a->ctx, t[k].term, (t[k].first + t[k].second) * tenths);
}

static void say_linked(const struct suggest *s, const struct saying *a, int leaf)
{
	const struct work *w = s->w;
	int n = 0;

	for (int i = w->first_support[leaf]; i >= 0 && n < LINKED_MAX; i = w->support[i].next_of_claim, n++)
		say_list(a, OF_LINKED, &s->items, (size_t)w->support[i].evidence);
}

void suggest_doc_terms(struct suggest *s, int doc, doc_visit *visit, void *ctx)
{
	const struct tree *t = s->w->tree;
	int leaf = s->leaf[doc];
	const struct node *n = &t->node[leaf];
	struct saying a = { visit, ctx, 0 };

	say_text(s, a, OF_LABEL, n->label);
	say_text(s, a, OF_WORDING, tree_wording(t, leaf));
	if (tree_wordings_differ(t, leaf))
		say_text(s, a, OF_OTHER_WORDING, n->text);
	if (n->parent != NODE_NONE)
		say_text(s, a, OF_ABOVE, t->node[n->parent].text);
	for (int k = doc > 0 ? s->line_end[doc - 1] : 0; k < s->line_end[doc]; k++)
		say_list(&a, OF_GUIDANCE, &s->guidance, (size_t)s->line[k]);
	say_linked(s, &a, leaf);
}

struct adding { struct suggest *s; int doc; long cost; };

struct term_row *suggest_row(struct suggest *s, int term)
{
	if ((size_t)term >= s->n_rows) {
		s->row = xreallocarray(s->row, s->terms.cap, sizeof *s->row);
		memset(s->row + s->n_rows, 0, (s->terms.cap - s->n_rows) * sizeof *s->row);
		s->n_rows = s->terms.cap;
	}
	return &s->row[term];
}

static void add_term(void *ctx, int term, int tenths)
{
	struct adding *a = ctx;
	struct term_row *r = suggest_row(a->s, term);

	if (r->n == 0 || r->posting[r->n - 1].doc != a->doc) {
		MEM_GROW(r->posting, r->n, r->cap);
		r->posting[r->n++] = (struct posting){ a->doc, 0 };
	}
	r->posting[r->n - 1].part += (float)tenths;
	if (!a->s->terms.info[term].pair)
		a->s->length[a->doc] += tenths;
	a->cost++;
}

static long gather_claim(struct suggest *s, size_t i)
{
	struct adding a = { s, (int)i, COST_TEXT };

	s->counting[i] = work_counting(s->w, s->leaf[i]);
	suggest_doc_terms(s, (int)i, add_term, &a);
	return a.cost;
}

/* ---- in pieces -------------------------------------------------------------------------------------------- */

static size_t how_many(const struct suggest *s)
{
	switch (s->at) {
	case GATHER_ITEMS: return (size_t)s->w->n_evidence;
	case GATHER_GUIDANCE: return s->w->tree->n_guidance;
	case GATHER_CLAIMS: return (size_t)s->n_docs;
	case GATHER_WEIGHTS: return s->terms.n;
	case GATHERED: break;
	}
	return 0;
}

static void next_kind(struct suggest *s)
{
	s->at++;
	s->done = 0;
	if (s->at == GATHER_WEIGHTS)
		suggest_average(s);
	if (s->at != GATHERED)
		return;
	s->slot = xcalloc(s->n_rows + 1, sizeof *s->slot);
	for (size_t i = 0; i < s->n_rows; i++)
		s->slot[i] = -1;
}

bool suggest_gather(struct suggest *s, long terms)
{
	static long (*const gather[])(struct suggest *, size_t) = {
		[GATHER_ITEMS] = gather_item, [GATHER_GUIDANCE] = gather_guidance, [GATHER_CLAIMS] = gather_claim,
		[GATHER_WEIGHTS] = suggest_weigh,
	};

	while (s->at != GATHERED && terms > 0) {
		if (s->done < how_many(s))
			terms -= gather[s->at](s, s->done++);
		else
			next_kind(s);
	}
	return s->at != GATHERED;
}

int suggest_gathered(const struct suggest *s)
{
	double all = (double)s->w->n_evidence + s->n_docs, done = 0;

	if (s->at == GATHERED || all <= 0)
		return 100;
	if (s->at == GATHER_ITEMS)
		done = (double)s->done;
	else
		done = s->w->n_evidence + (s->at == GATHER_CLAIMS ? (double)s->done : s->at == GATHER_WEIGHTS ? s->n_docs : 0);
	return (int)(99 * done / all);
}

/* ---- beginning and end ------------------------------------------------------------------------------------ */

static bool wanted(const struct work *w, int node)
{
	return tree_is_leaf(w->tree, node) && w->tree->node[node].principle != NODE_NONE &&
	    work_in_scope(w, w->tree->node[node].principle) && w->answer[node].status != STATUS_NOT_APPLICABLE;
}

/* Guidance names its claims: turned round, every claim has its lines, in the order of the catalogue. */
static void turn_guidance(struct suggest *s)
{
	const struct tree *t = s->w->tree;
	int *at, doc, total = 0;

	for (size_t i = 0; i < t->n_guidance; i++)
		for (size_t k = 0; k < t->guidance[i].n_claims; k++)
			if ((doc = s->doc_of[t->guidance[i].claim[k]]) >= 0)
				s->line_end[doc]++;
	for (int d = 0; d < s->n_docs; d++)
		s->line_end[d] = total += s->line_end[d];
	s->line = xcalloc((size_t)total + 1, sizeof *s->line);
	at = xcalloc((size_t)s->n_docs + 1, sizeof *at);
	for (size_t i = 0; i < t->n_guidance; i++)
		for (size_t k = 0; k < t->guidance[i].n_claims; k++)
			if ((doc = s->doc_of[t->guidance[i].claim[k]]) >= 0)
				s->line[(doc > 0 ? s->line_end[doc - 1] : 0) + at[doc]++] = (int)i;
	free(at);
}

struct suggest *suggest_new(const struct work *w)
{
	struct suggest *s = xcalloc(1, sizeof *s);
	size_t n = (size_t)w->tree->n_nodes + 1;

	s->w = w;
	s->leaf = xcalloc(n, sizeof *s->leaf);
	s->doc_of = xcalloc(n, sizeof *s->doc_of);
	for (int i = 0; i < w->tree->n_nodes; i++) {
		s->doc_of[i] = wanted(w, i) ? s->n_docs : -1;
		if (s->doc_of[i] >= 0)
			s->leaf[s->n_docs++] = i;
	}
	s->length = xcalloc((size_t)s->n_docs + 1, sizeof *s->length);
	s->counting = xcalloc((size_t)s->n_docs + 1, sizeof *s->counting);
	s->line_end = xcalloc((size_t)s->n_docs + 1, sizeof *s->line_end);
	turn_guidance(s);
	return s;
}

void suggest_free(struct suggest *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n_rows; i++) {
		free(s->row[i].posting);
		free(s->row[i].part_of);
	}
	free(s->row);
	terms_release(&s->terms);
	term_lists_release(&s->items);
	term_lists_release(&s->details);
	term_lists_release(&s->guidance);
	free(s->slot);
	free(s->leaf);
	free(s->doc_of);
	free(s->line);
	free(s->line_end);
	free(s->length);
	free(s->counting);
	free(s);
}
