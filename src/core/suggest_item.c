/* The words of one item: those that some claim has too, each with what it weighs. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/suggest_private.h"

/* How much a place in an item says, in tenths, and a pair of words there. */
enum { OF_TITLE = 20, OF_TOOL = 10, OF_DETAIL = 10, PAIR_OF_TITLE = 12, PAIR_OF_TOOL = 6, PAIR_OF_DETAIL = 6 };

enum { MOST_OF_TERM = 30 };     /* a word said often counts no more than this */

static bool known(const struct suggest *s, int term)
{
	return (size_t)term < s->n_rows && s->row[term].n > 0;
}

/* Where it stands in q; the slots are emptied by settle(). */
static struct item_term *place(struct item_terms *q, struct suggest *s, int term)
{
	if (s->slot[term] < 0) {
		MEM_GROW(q->term, q->n, q->cap);
		s->slot[term] = (int)q->n;
		q->term[q->n] = (struct item_term){ .term = term, .pair = s->terms.info[term].pair, .order = (int)q->n };
		q->n++;
	}
	return &q->term[s->slot[term]];
}

/* What adds most first: every score is summed up in one order, so that it is the same whoever asks. */
static int compare_most(const void *a, const void *b)
{
	const struct item_term *x = a, *y = b;

	if (x->most > y->most || x->most < y->most)
		return x->most < y->most ? 1 : -1;
	return (x->term > y->term) - (x->term < y->term);
}

static void sort(struct item_terms *q)
{
	enum { FEW = 16 };

	if (q->n > FEW) {
		qsort(q->term, q->n, sizeof *q->term, compare_most);
		return;
	}
	for (size_t i = 1; i < q->n; i++) {
		struct item_term t = q->term[i];
		size_t at = i;

		for (; at > 0 && compare_most(&q->term[at - 1], &t) > 0; at--)
			q->term[at] = q->term[at - 1];
		q->term[at] = t;
	}
}

static void settle(struct item_terms *q, struct suggest *s)
{
	double rest = 0;

	for (size_t i = 0; i < q->n; i++) {
		struct item_term *t = &q->term[i];

		s->slot[t->term] = -1;
		t->weight = (double)(t->tenths < MOST_OF_TERM ? t->tenths : MOST_OF_TERM) / TENTHS;
		t->most = t->weight * s->row[t->term].most;
	}
	sort(q);
	for (size_t i = q->n; i-- > 0;)
		q->term[i].rest = rest += q->term[i].most;
}

/* ---- from what is gathered -------------------------------------------------------------------------------- */

static const int of_item[] = { OF_TITLE, PAIR_OF_TITLE, OF_TOOL, PAIR_OF_TOOL }, of_detail[] = { OF_DETAIL, PAIR_OF_DETAIL, 0, 0 };

static int tenths_of(const struct list_term *t, bool pair, const int weight[4])
{
	return t->first * weight[pair] + t->second * weight[2 + pair];
}

static void take_list(struct item_terms *q, struct suggest *s, const struct term_lists *l, int evidence, const int weight[4])
{
	size_t n;
	const struct list_term *t = term_list(l, (size_t)evidence, &n);

	for (size_t i = 0; i < n; i++)
		if (known(s, t[i].term)) {
			struct item_term *p = place(q, s, t[i].term);

			p->tenths += tenths_of(&t[i], p->pair, weight);
		}
}

void item_terms_take(struct item_terms *q, struct suggest *s, int evidence)
{
	q->n = 0;
	take_list(q, s, &s->items, evidence, of_item);
	if ((size_t)evidence < s->details.n_lists)
		take_list(q, s, &s->details, evidence, of_detail);
	settle(q, s);
}

static double sum_list(const struct suggest *s, const struct term_lists *l, int evidence, const int weight[4], const double *part)
{
	size_t n;
	const struct list_term *t = term_list(l, (size_t)evidence, &n);
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		if ((size_t)t[i].term < s->n_rows && part[t[i].term] > 0)
			sum += tenths_of(&t[i], s->terms.info[t[i].term].pair, weight) * part[t[i].term] / TENTHS;
	return sum;
}

double item_terms_bound(const struct suggest *s, int evidence, const double *part)
{
	double sum = sum_list(s, &s->items, evidence, of_item, part);

	return (size_t)evidence < s->details.n_lists ? sum + sum_list(s, &s->details, evidence, of_detail, part) : sum;
}

/* ---- from the texts ------------------------------------------------------------------------------------------ */

struct taking { struct item_terms *q; struct suggest *s; int weight, of_pair; };

static void take_term(void *ctx, int term, const char *word, size_t len)
{
	const struct taking *t = ctx;
	struct item_term *p;

	if (!known(t->s, term))
		return;
	p = place(t->q, t->s, term);
	if (p->word == NULL) {
		p->word = word;
		p->len = len;
	}
	if (p->tenths < MOST_OF_TERM)
		p->tenths += p->pair ? t->of_pair : t->weight;
}

bool item_terms_read(struct item_terms *q, struct suggest *s, const struct reader *r, int evidence, struct err *err)
{
	const struct evidence *e = &s->w->evidence[evidence];

	q->n = 0;
	buf_clear(&q->detail);
	if (r != NULL && e->has_detail && !reader_text(r, FIELD_DETAIL, e->id, &q->detail, err))
		return false;
	terms_each(&s->terms, e->title, take_term, &(struct taking){ q, s, OF_TITLE, PAIR_OF_TITLE });
	terms_each(&s->terms, e->tool, take_term, &(struct taking){ q, s, OF_TOOL, PAIR_OF_TOOL });
	if (q->detail.len > 0)
		terms_each(&s->terms, buf_str(&q->detail), take_term, &(struct taking){ q, s, OF_DETAIL, PAIR_OF_DETAIL });
	settle(q, s);
	return true;
}

void item_terms_release(struct item_terms *q)
{
	free(q->term);
	buf_release(&q->detail);
	*q = (struct item_terms){0};
}
