/* What a term counts in a claim: all of BM25 but the item's own weight. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/suggest_private.h"

static const double k1 = 1.2, b_length = 0.4;

enum { COST_ROW = 2 };                  /* in terms: a row is looked at even where nothing is in it */

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

/* Of what most claims have a part is found at once, without a search. */
static void spread(const struct suggest *s, struct term_row *r)
{
	if (r->n == 0 || r->n < (size_t)s->n_docs / 2)
		return;
	r->part_of = xcalloc((size_t)s->n_docs + 1, sizeof *r->part_of);
	for (size_t k = 0; k < r->n; k++)
		r->part_of[r->posting[k].doc] = r->posting[k].part;
}

long suggest_weigh(struct suggest *s, size_t i)
{
	struct term_row *r = suggest_row(s, (int)i);
	double idf = logarithm(1 + ((double)s->n_docs - (double)r->n + 0.5) / ((double)r->n + 0.5));

	for (size_t k = 0; k < r->n; k++) {
		double tf = (double)r->posting[k].part / TENTHS, length = s->length[r->posting[k].doc] / s->average;

		r->posting[k].part = (float)(idf * tf * (k1 + 1) / (tf + k1 * (1 - b_length + b_length * length)));
		if (r->posting[k].part > r->most)
			r->most = r->posting[k].part;
	}
	spread(s, r);
	return (long)r->n / 2 + COST_ROW;
}

void suggest_average(struct suggest *s)
{
	double total = 0;

	for (int d = 0; d < s->n_docs; d++)
		total += s->length[d];
	s->average = s->n_docs > 0 && total > 0 ? total / s->n_docs : 1;
}

static int compare_doc(const void *key, const void *posting)
{
	int doc = *(const int *)key, other = ((const struct posting *)posting)->doc;

	return (doc > other) - (doc < other);
}

double suggest_part(const struct suggest *s, int term, int doc)
{
	const struct term_row *r = &s->row[term];
	const struct posting *p;

	if (r->part_of != NULL)
		return r->part_of[doc];
	p = r->n > 0 ? bsearch(&doc, r->posting, r->n, sizeof *r->posting, compare_doc) : NULL;
	return p != NULL ? p->part : 0;
}
