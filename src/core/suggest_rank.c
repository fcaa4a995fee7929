/* The pairs that are ranked: the best of any number, the best first, need before a little more likeness. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/suggest_private.h"

static const double about_equal = 0.8;          /* of the score before: need decides between them */

void ranked_release(struct ranked *l)
{
	free(l->pair);
	*l = (struct ranked){0};
}

static int compare_score(const void *a, const void *b)
{
	const struct ranked_pair *x = a, *y = b;

	if (x->score > y->score || x->score < y->score)
		return x->score < y->score ? 1 : -1;
	if (x->evidence != y->evidence)
		return x->evidence - y->evidence;
	return x->claim - y->claim;
}

static int compare_need(const void *a, const void *b)
{
	const struct ranked_pair *x = a, *y = b;

	return x->supports != y->supports ? x->supports - y->supports : compare_score(a, b);
}

static void cut_down(struct ranked *l)
{
	qsort(l->pair, l->n, sizeof *l->pair, compare_score);
	if (l->n < SUGGEST_RANKED_MAX)
		return;
	l->n = SUGGEST_RANKED_MAX;
	if (l->pair[l->n - 1].score > l->least)
		l->least = l->pair[l->n - 1].score;
}

void ranked_add(struct ranked *l, const struct ranked_pair *p)
{
	if (p->score < l->least)
		return;
	if (l->n == 2 * (size_t)SUGGEST_RANKED_MAX)
		cut_down(l);
	MEM_GROW(l->pair, l->n, l->cap);
	l->pair[l->n++] = *p;
}

void ranked_settle(struct ranked *l)
{
	size_t end;

	if (l->n == 0)
		return;
	cut_down(l);
	for (size_t from = 0; from < l->n; from = end) {
		for (end = from + 1; end < l->n && l->pair[end].score >= about_equal * l->pair[from].score;)
			end++;
		qsort(l->pair + from, end - from, sizeof *l->pair, compare_need);
	}
}
