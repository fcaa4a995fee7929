/* The index over the claims, and the rank. Why a suggestion is made is told in suggest_why.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "core/suggest_private.h"

enum { LINKED_MAX = 32 };               /* items of a claim whose titles are read: more say no more */

/* How much a place in a claim, or in an item, says. */
static const double of_label = 1.5, of_wording = 2.0, of_other_wording = 0.5, of_guidance = 0.7, of_linked = 0.8, of_above = 0.3;
static const double of_title = 2.0, of_tool = 1.0, of_detail = 1.0, of_pair = 0.6;
static const double most_of_term = 3.0;         /* a word said often counts no more than this */
static const double k1 = 1.2, b_length = 0.4;
static const double least_score = 5.0, least_share = 0.28;      /* of the best of an item */
static const double least_of_one_word = 8.0;
static const double about_equal = 0.8;          /* of the score before: need decides between them */

/* part: how often the term is in the claim, and once the index is built what that adds to a score, for an item that
 * has the term with the weight 1. */
struct posting { int doc; double part; };

struct term_row {
	struct posting *posting;
	size_t n, cap;
	double most;                    /* of the parts */
};

struct suggest {
	const struct work *w;
	struct map term;                /* stem, or two stems and a blank: place in row */
	struct term_row *row;
	size_t n_rows, cap_rows;
	int *leaf, *doc_of;             /* leaves in scope; by node their place there, or -1 */
	double *length, average;        /* by doc */
	int *counting;                  /* by doc: supports that count */
	int n_docs;
};

const struct work *suggest_work(const struct suggest *s)
{
	return s->w;
}

long suggest_row(const struct suggest *s, const char *stem)
{
	return map_get(&s->term, stem);
}

/* ---- terms of a text ----------------------------------------------------------------------------- */

/* "lock fil" */
static void pair_up(char out[2 * TERM_BYTES], const char *first, const char *second)
{
	size_t n = strlen(first), m = strlen(second);

	memcpy(out, first, n);
	out[n] = ' ';
	memcpy(out + n + 1, second, m + 1);
}

void terms_each(const char *text, size_t bytes_max, term_visit *visit, void *ctx)
{
	struct term t, before = {0};
	bool known = false, known_before = false;
	char pair[2 * TERM_BYTES];
	size_t at = 0;

	for (; text != NULL && at < bytes_max && term_next(text, &at, &t); before = t, known_before = known) {
		known = !t.stop && visit(ctx, t.stem, text + t.at, t.len, false);
		if (!known || !known_before || !t.follows)
			continue;
		pair_up(pair, before.stem, t.stem);
		visit(ctx, pair, text + before.at, t.at + t.len - before.at, true);
	}
}

/* ---- building ------------------------------------------------------------------------------------ */

struct adding { struct suggest *s; int doc; double weight; };

static struct term_row *row_of(struct suggest *s, const char *stem)
{
	long at = map_get(&s->term, stem);

	if (at < 0) {
		MEM_GROW(s->row, s->n_rows, s->cap_rows);
		at = (long)s->n_rows++;
		s->row[at] = (struct term_row){0};
		map_put(&s->term, stem, (size_t)at);
	}
	return &s->row[at];
}

static bool add_term(void *ctx, const char *stem, const char *word, size_t len, bool pair)
{
	const struct adding *a = ctx;
	struct term_row *r = row_of(a->s, stem);

	(void)word;
	(void)len;
	if (r->n == 0 || r->posting[r->n - 1].doc != a->doc) {
		MEM_GROW(r->posting, r->n, r->cap);
		r->posting[r->n++] = (struct posting){ a->doc, 0 };
	}
	r->posting[r->n - 1].part += a->weight;
	if (!pair)
		a->s->length[a->doc] += a->weight;
	return true;
}

static void add_text(struct suggest *s, int doc, double weight, const char *text)
{
	struct adding a = { s, doc, weight };

	if (text != NULL)
		terms_each(text, SUGGEST_TEXT_MAX, add_term, &a);
}

static void add_linked(struct suggest *s, int doc)
{
	const struct work *w = s->w;
	int n = 0;

	for (int i = w->first_support[s->leaf[doc]]; i >= 0 && n < LINKED_MAX; i = w->support[i].next_of_claim, n++) {
		add_text(s, doc, of_linked, w->evidence[w->support[i].evidence].title);
		add_text(s, doc, of_linked, w->evidence[w->support[i].evidence].tool);
	}
}

static void add_claim(struct suggest *s, int doc)
{
	const struct tree *t = s->w->tree;
	const struct node *n = &t->node[s->leaf[doc]];

	add_text(s, doc, of_label, n->label);
	add_text(s, doc, of_wording, tree_wording(t, s->leaf[doc]));
	if (tree_wordings_differ(t, s->leaf[doc]))
		add_text(s, doc, of_other_wording, n->text);
	if (n->parent != NODE_NONE)
		add_text(s, doc, of_above, t->node[n->parent].text);
	add_linked(s, doc);
}

/* Guidance names its claims, so it is walked once; what it adds to a term of an earlier claim comes after those of
 * later ones, which is why postings are brought together at the end. */
static void add_guidance(struct suggest *s)
{
	const struct tree *t = s->w->tree;

	for (size_t i = 0; i < t->n_guidance; i++)
		for (size_t k = 0; k < t->guidance[i].n_claims; k++)
			if (s->doc_of[t->guidance[i].claim[k]] >= 0)
				add_text(s, s->doc_of[t->guidance[i].claim[k]], of_guidance, t->guidance[i].text);
}

static int compare_posting(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	return (x->doc > y->doc) - (x->doc < y->doc);
}

static void bring_together(struct term_row *r)
{
	size_t n = 0;

	qsort(r->posting, r->n, sizeof *r->posting, compare_posting);
	for (size_t i = 0; i < r->n; i++)
		if (n > 0 && r->posting[n - 1].doc == r->posting[i].doc)
			r->posting[n - 1].part += r->posting[i].part;
		else
			r->posting[n++] = r->posting[i];
	r->n = n;
}

/* ---- what a term counts ------------------------------------------------------------------------------ */

/* The natural logarithm of 1 and more, the same on every machine. */
static double logarithm(double x)
{
	const double ln2 = 0.69314718055994531;
	double sum = 0, y, power;

	for (; x >= 2; x /= 2)
		sum += ln2;
	y = (x - 1) / (x + 1);
	power = y;
	for (int i = 1; i < 24; i += 2, power *= y * y)
		sum += 2 * power / i;
	return sum;
}

/* All of BM25 but the item's own weight, once for every item that is ranked. */
static void weigh(const struct suggest *s, struct term_row *r)
{
	double idf = logarithm(1 + ((double)s->n_docs - (double)r->n + 0.5) / ((double)r->n + 0.5));

	for (size_t i = 0; i < r->n; i++) {
		double tf = r->posting[i].part, length = s->length[r->posting[i].doc] / s->average;

		r->posting[i].part = idf * tf * (k1 + 1) / (tf + k1 * (1 - b_length + b_length * length));
		if (r->posting[i].part > r->most)
			r->most = r->posting[i].part;
	}
}

static bool wanted(const struct work *w, int node)
{
	return tree_is_leaf(w->tree, node) && w->tree->node[node].principle != NODE_NONE &&
	    work_in_scope(w, w->tree->node[node].principle) && w->answer[node].status != STATUS_NOT_APPLICABLE;
}

struct suggest *suggest_new(const struct work *w)
{
	struct suggest *s = xcalloc(1, sizeof *s);
	double total = 0;

	s->w = w;
	s->leaf = xcalloc((size_t)w->tree->n_nodes + 1, sizeof *s->leaf);
	s->doc_of = xcalloc((size_t)w->tree->n_nodes + 1, sizeof *s->doc_of);
	for (int i = 0; i < w->tree->n_nodes; i++) {
		s->doc_of[i] = wanted(w, i) ? s->n_docs : -1;
		if (s->doc_of[i] >= 0)
			s->leaf[s->n_docs++] = i;
	}
	s->length = xcalloc((size_t)s->n_docs + 1, sizeof *s->length);
	s->counting = xcalloc((size_t)s->n_docs + 1, sizeof *s->counting);
	for (int d = 0; d < s->n_docs; d++) {
		s->counting[d] = work_counting(w, s->leaf[d]);
		add_claim(s, d);
	}
	add_guidance(s);
	for (size_t i = 0; i < s->n_rows; i++)
		bring_together(&s->row[i]);
	for (int d = 0; d < s->n_docs; d++)
		total += s->length[d];
	s->average = s->n_docs > 0 && total > 0 ? total / s->n_docs : 1;
	for (size_t i = 0; i < s->n_rows; i++)
		weigh(s, &s->row[i]);
	return s;
}

void suggest_free(struct suggest *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n_rows; i++)
		free(s->row[i].posting);
	free(s->row);
	map_release(&s->term);
	free(s->leaf);
	free(s->doc_of);
	free(s->length);
	free(s->counting);
	free(s);
}

void suggestions_release(struct suggestions *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (int k = 0; k < s->item[i].n_words; k++)
			free(s->item[i].word[k]);
	free(s->item);
	*s = (struct suggestions){0};
}

/* ---- the terms of an item --------------------------------------------------------------------------- */

void item_terms_init(struct item_terms *q, const struct suggest *s)
{
	*q = (struct item_terms){ .slot = xcalloc(s->n_rows + 1, sizeof *q->slot) };
	for (size_t i = 0; i < s->n_rows; i++)
		q->slot[i] = -1;
}

void item_terms_release(struct item_terms *q)
{
	free(q->slot);
	free(q->term);
	buf_release(&q->detail);
	*q = (struct item_terms){0};
}

struct taking { const struct suggest *s; struct item_terms *q; double weight; };

static bool take_term(void *ctx, const char *stem, const char *word, size_t len, bool pair)
{
	struct taking *t = ctx;
	struct item_terms *q = t->q;
	long row = suggest_row(t->s, stem);
	double weight = pair ? t->weight * of_pair : t->weight;
	int at;

	if (row < 0)
		return false;           /* no claim has it */
	at = q->slot[row];
	if (at < 0) {
		MEM_GROW(q->term, q->n, q->cap);
		at = q->slot[row] = (int)q->n++;
		q->term[at] = (struct item_term){ .row = (size_t)row, .word = word, .len = len, .pair = pair };
	}
	q->term[at].weight += weight;
	if (q->term[at].weight > most_of_term)
		q->term[at].weight = most_of_term;
	return true;
}

bool item_terms_take(struct item_terms *q, const struct suggest *s, const struct reader *r, int evidence, struct err *err)
{
	const struct evidence *e = &s->w->evidence[evidence];
	struct taking t = { s, q, of_title };

	for (size_t i = 0; i < q->n; i++)
		q->slot[q->term[i].row] = -1;
	q->n = 0;
	buf_clear(&q->detail);
	if (r != NULL && e->has_detail && !reader_text(r, FIELD_DETAIL, e->id, &q->detail, err))
		return false;
	if (e->title != NULL)
		terms_each(e->title, SUGGEST_TEXT_MAX, take_term, &t);
	t.weight = of_tool;
	if (e->tool != NULL)
		terms_each(e->tool, SUGGEST_TEXT_MAX, take_term, &t);
	t.weight = of_detail;
	if (q->detail.len > 0)
		terms_each(buf_str(&q->detail), SUGGEST_TEXT_MAX, take_term, &t);
	return true;
}

/* ---- the rank -------------------------------------------------------------------------------------- */

double suggest_part(const struct suggest *s, const struct item_term *t, int leaf)
{
	const struct term_row *r = &s->row[t->row];
	struct posting key = { s->doc_of[leaf], 0 };
	const struct posting *p = bsearch(&key, r->posting, r->n, sizeof *r->posting, compare_posting);

	return p != NULL ? t->weight * p->part : 0;
}

static bool may_serve(const struct work *w, int evidence, int leaf)
{
	return work_find_support(w, evidence, leaf) < 0 && !work_refused(w, evidence, leaf);
}

static void propose(const struct suggest *s, struct suggestions *out, int evidence, int leaf, double score)
{
	MEM_GROW(out->item, out->n, out->cap);
	out->item[out->n++] = (struct suggestion){ .evidence = evidence, .claim = leaf, .score = score, .like = -1,
		.supports = s->counting[s->doc_of[leaf]] };
}

static int compare_score(const void *a, const void *b)
{
	const struct suggestion *x = a, *y = b;

	if (x->score > y->score || x->score < y->score)
		return x->score < y->score ? 1 : -1;
	if (x->evidence != y->evidence)
		return x->evidence - y->evidence;
	return x->claim - y->claim;
}

static int compare_need(const void *a, const void *b)
{
	const struct suggestion *x = a, *y = b;

	return x->supports != y->supports ? x->supports - y->supports : compare_score(a, b);
}

/* The best first; among those about as good as the first of them, what has less support goes first. */
static void rank(struct suggestions *out)
{
	size_t end;

	if (out->n == 0)
		return;
	qsort(out->item, out->n, sizeof *out->item, compare_score);
	for (size_t from = 0; from < out->n; from = end) {
		for (end = from + 1; end < out->n && out->item[end].score >= about_equal * out->item[from].score;)
			end++;
		qsort(out->item + from, end - from, sizeof *out->item, compare_need);
	}
}

/* One word alone is chance, unless it stands in the claim itself and is telling. */
static bool convinces(const struct suggestion *s)
{
	return s->n_words > 1 || (s->n_words == 1 && s->in_wording && s->score >= least_of_one_word);
}

static void release_words(struct suggestion *s)
{
	for (int i = 0; i < s->n_words; i++)
		free(s->word[i]);
	s->n_words = 0;
}

/* Says of the best why, and keeps of them what convinces, until there are enough. */
static bool keep_best(const struct suggest *s, const struct reader *r, size_t limit, struct suggestions *out, struct err *err)
{
	size_t kept = 0;
	bool ok = true;

	rank(out);
	for (size_t i = 0; ok && i < out->n && kept < limit; i++) {
		ok = suggestion_explain(&out->item[i], s, r, err);
		if (ok && convinces(&out->item[i]))
			out->item[kept++] = out->item[i];
		else
			release_words(&out->item[i]);
	}
	out->n = kept;
	return ok;
}

/* What is needed to score items one after the other. */
struct scoring {
	const struct suggest *s;
	const struct reader *r;
	struct item_terms q;
	double *score;                  /* by doc */
	double least;                   /* what scores less is not proposed */
};

static void scoring_init(struct scoring *c, const struct suggest *s, const struct reader *r)
{
	*c = (struct scoring){ .s = s, .r = r, .score = xcalloc((size_t)s->n_docs + 1, sizeof *c->score), .least = least_score };
	item_terms_init(&c->q, s);
}

static void scoring_release(struct scoring *c)
{
	item_terms_release(&c->q);
	free(c->score);
}

/* No claim can score more: it would have every term of the item, and each at its best. */
static double most_of(const struct scoring *c)
{
	double most = 0;

	for (size_t i = 0; i < c->q.n; i++)
		most += c->q.term[i].weight * c->s->row[c->q.term[i].row].most;
	return most;
}

static void add_parts(struct scoring *c, const struct term_row *r, double weight)
{
	for (size_t i = 0; i < r->n; i++)
		c->score[r->posting[i].doc] += weight * r->posting[i].part;
}

/* Every claim that an item could serve, unranked. */
static bool score_item(struct scoring *c, int evidence, struct suggestions *out, struct err *err)
{
	const struct suggest *s = c->s;
	double best = 0;

	if (!item_terms_take(&c->q, s, c->r, evidence, err))
		return false;
	if (most_of(c) < c->least)
		return true;
	memset(c->score, 0, (size_t)s->n_docs * sizeof *c->score);
	for (size_t i = 0; i < c->q.n; i++)
		add_parts(c, &s->row[c->q.term[i].row], c->q.term[i].weight);
	for (int d = 0; d < s->n_docs; d++)
		best = c->score[d] > best ? c->score[d] : best;
	for (int d = 0; d < s->n_docs; d++)
		if (c->score[d] >= c->least && c->score[d] >= least_share * best && may_serve(s->w, evidence, s->leaf[d]))
			propose(s, out, evidence, s->leaf[d], c->score[d]);
	return true;
}

bool suggest_for_evidence(const struct suggest *s, const struct reader *r, int evidence, size_t limit, struct suggestions *out,
    struct err *err)
{
	struct scoring c;
	bool ok;

	*out = (struct suggestions){0};
	scoring_init(&c, s, r);
	ok = score_item(&c, evidence, out, err);
	scoring_release(&c);
	return ok && keep_best(s, r, limit, out, err);
}

static const struct reader *details_of(const struct suggest *s, const struct reader *r)
{
	return s->w->n_evidence <= SUGGEST_DETAILS_MAX ? r : NULL;
}

bool suggest_for_claim(const struct suggest *s, const struct reader *r, int leaf, size_t limit, struct suggestions *out, struct err *err)
{
	const struct reader *details = details_of(s, r);
	struct item_terms q;
	bool ok = true;

	*out = (struct suggestions){0};
	if (s->doc_of[leaf] < 0)
		return true;
	item_terms_init(&q, s);
	for (int e = 0; ok && e < s->w->n_evidence; e++) {
		double score = 0;

		if (!may_serve(s->w, e, leaf))
			continue;
		ok = item_terms_take(&q, s, details, e, err);
		for (size_t i = 0; i < q.n; i++)
			score += suggest_part(s, &q.term[i], leaf);
		if (ok && score >= least_score)
			propose(s, out, e, leaf, score);
	}
	item_terms_release(&q);
	return ok && keep_best(s, r, limit, out, err);
}

/* Once there are twice as many as are ranked, the best of them stay, and what follows must do better. */
static void cut_down(struct suggestions *out, double *least)
{
	if (out->n < 2 * (size_t)SUGGEST_RANKED_MAX)
		return;
	qsort(out->item, out->n, sizeof *out->item, compare_score);
	out->n = SUGGEST_RANKED_MAX;
	*least = out->item[out->n - 1].score;
}

bool suggest_for_all(const struct suggest *s, const struct reader *r, size_t limit, struct suggestions *out, struct err *err)
{
	struct scoring c;
	bool ok = true;

	*out = (struct suggestions){0};
	scoring_init(&c, s, details_of(s, r));
	for (int e = 0; ok && e < s->w->n_evidence; e++) {
		ok = score_item(&c, e, out, err);
		cut_down(out, &c.least);
	}
	scoring_release(&c);
	return ok && keep_best(s, r, limit, out, err);
}
