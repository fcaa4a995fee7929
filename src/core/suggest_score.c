/* Scoring items and claims.
 *
 * Most words say little, as most claims have them. An item is therefore held only against the claims that have one of
 * its telling words: those without which no sum of the others would be enough (the "max score" of Turtle and Flood,
 * "Query Evaluation: Strategies and Optimizations", 1995). What comes out is what holding it against all would give. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/suggest_private.h"

static const double least_score = 5.0, least_share = 0.28;      /* of the best of an item */
static const double rounding = 1 + 1e-9;        /* bounds are summed up in another order than scores */

enum {
	LOOKS = 4,              /* postings that are walked over in the time of looking for one */
	POSTINGS = 16, COST_PAIR = 4,   /* postings for the price of a term; terms for that of a pair */
};

/* ---- scoring one item against all claims --------------------------------------------------------------- */

void scoring_init(struct scoring *c, struct suggest *s)
{
	size_t n = (size_t)s->n_docs + 1;

	*c = (struct scoring){ .s = s, .score = xcalloc(n, sizeof *c->score), .met = xcalloc(n, sizeof *c->met), .found.least = least_score };
}

void scoring_release(struct scoring *c)
{
	item_terms_release(&c->q);
	ranked_release(&c->found);
	free(c->score);
	free(c->met);
}

static void propose(struct scoring *c, int evidence, int doc, double score)
{
	ranked_add(&c->found, &(struct ranked_pair){ score, evidence, c->s->leaf[doc], c->s->counting[doc] });
}

static void strike(struct scoring *c, int leaf)
{
	if (leaf != NODE_NONE && c->s->doc_of[leaf] >= 0)
		c->score[c->s->doc_of[leaf]] = 0;
}

/* The claims that an item supports already, and those it was refused for. */
static void strike_out(struct scoring *c, int evidence)
{
	const struct work *w = c->s->w;
	int n, first = work_refusals(w, evidence, &n);

	for (int i = w->evidence[evidence].first_support; i >= 0; i = w->support[i].next_of_evidence)
		strike(c, w->support[i].claim);
	for (int i = first; i < first + n; i++)
		strike(c, w->refusal[i].claim);
}

/* Meets the claims that have telling words, and adds these up; the place of the first word that is not telling. */
static size_t meet(struct scoring *c, long *cost)
{
	size_t i = 0;

	for (; i < c->q.n && c->q.term[i].rest * rounding >= c->found.least; i++) {
		const struct item_term *t = &c->q.term[i];
		const struct term_row *r = &c->s->row[t->term];

		for (size_t k = 0; k < r->n; k++) {
			int doc = r->posting[k].doc;

			c->met[c->n_met] = doc;         /* stays if it was not met before: no branch to guess */
			c->n_met += c->score[doc] <= 0;
			c->score[doc] += t->weight * (double)r->posting[k].part;
		}
		*cost += (long)r->n / POSTINGS;
	}
	return i;
}

/* Adds further words to the claims that were met, as long as few claims have them: walking over these is quicker than
 * looking for each that was met. */
static size_t add_rare(struct scoring *c, size_t i, long *cost)
{
	for (; i < c->q.n; i++) {
		const struct item_term *t = &c->q.term[i];
		const struct term_row *r = &c->s->row[t->term];

		if (r->n > (size_t)c->n_met * LOOKS)
			break;
		for (size_t k = 0; k < r->n; k++) {
			double *score = &c->score[r->posting[k].doc];

			*score += *score > 0 ? t->weight * (double)r->posting[k].part : 0;
		}
		*cost += (long)r->n / POSTINGS;
	}
	return i;
}

/* Adds the words that are not telling, as long as they could be enough; false: they are not. */
static bool complete(const struct scoring *c, int doc, size_t from, double *score)
{
	for (size_t i = from; i < c->q.n; i++) {
		if ((*score + c->q.term[i].rest) * rounding < c->found.least)
			return false;
		*score += c->q.term[i].weight * suggest_part(c->s, c->q.term[i].term, doc);
	}
	return *score >= c->found.least;
}

/* What it supports already says how well it could fit. */
long score_item(struct scoring *c, int evidence)
{
	long cost = (long)c->q.n + COST_PAIR;
	size_t rest;
	double best = 0;
	int n = 0;

	c->n_met = 0;
	rest = add_rare(c, meet(c, &cost), &cost);
	for (int i = 0; i < c->n_met; i++) {
		int doc = c->met[i];
		double score = c->score[doc];

		c->score[doc] = 0;
		if (!complete(c, doc, rest, &score))
			continue;
		c->score[c->met[n++] = doc] = score;    /* n <= i: what is behind is done with */
		best = score > best ? score : best;
	}
	if (n > 0)
		strike_out(c, evidence);
	for (int i = 0; i < n; i++) {
		if (c->score[c->met[i]] > 0 && c->score[c->met[i]] >= least_share * best)
			propose(c, evidence, c->met[i], c->score[c->met[i]]);
		c->score[c->met[i]] = 0;
	}
	return cost + (long)n * COST_PAIR;
}

/* ---- scoring all items against one claim ------------------------------------------------------------------ */


struct claim_parts { const struct suggest *s; int doc; double *part; };

static void note_part(void *ctx, int term, int tenths)
{
	const struct claim_parts *p = ctx;

	(void)tenths;
	p->part[term] = suggest_part(p->s, term, p->doc);
}

/* In the one order in which scores are summed up. */
static double score_of(const struct suggest *s, const struct item_terms *q, int doc)
{
	double score = 0;

	for (size_t i = 0; i < q->n; i++)
		score += q->term[i].weight * suggest_part(s, q->term[i].term, doc);
	return score;
}

/* The items that support a claim already, or were refused for it; yours. */
static bool *struck_out(const struct work *w, int leaf)
{
	bool *out = xcalloc((size_t)w->n_evidence + 1, sizeof *out);

	for (int i = w->first_support[leaf]; i >= 0; i = w->support[i].next_of_claim)
		out[w->support[i].evidence] = true;
	for (int i = 0; i < w->n_refusal; i++)
		if (w->refusal[i].claim == leaf && w->refusal[i].evidence >= 0)
			out[w->refusal[i].evidence] = true;
	return out;
}

void score_claim(struct scoring *c, int doc)
{
	struct suggest *s = c->s;
	struct claim_parts p = { s, doc, xcalloc(s->n_rows + 1, sizeof *p.part) };
	bool *struck = struck_out(s->w, s->leaf[doc]);

	suggest_doc_terms(s, doc, note_part, &p);
	for (int e = 0; e < s->w->n_evidence; e++) {
		double score;

		if (struck[e] || item_terms_bound(s, e, p.part) * rounding < c->found.least)
			continue;
		item_terms_take(&c->q, s, e);
		score = score_of(s, &c->q, doc);
		if (score >= c->found.least)
			propose(c, e, doc, score);
	}
	free(struck);
	free(p.part);
}
