/* Words and pairs of words as numbers, so that texts are read once and then compared by numbers. The same few
 * thousand words make all titles: what a word's stem is, is worked out when it is met first. */
#include "config.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/suggest_private.h"

enum { PAIRS_FIRST = 64 };              /* a power of two, as every capacity */

struct pair_slot { uint64_t key; int term; };           /* key 0: empty; no pair has it, as the second word counts from 1 */

void terms_release(struct terms *v)
{
	map_release(&v->written);
	map_release(&v->stem);
	free(v->pair);
	free(v->info);
	*v = (struct terms){0};
}

static int new_term(struct terms *v, bool pair)
{
	MEM_GROW(v->info, v->n, v->cap);
	v->info[v->n] = (struct term_info){ pair, 0 };
	return (int)v->n++;
}

/* ---- pairs ------------------------------------------------------------------------------------------ */

static uint64_t pair_key(int first, int second)
{
	return (uint64_t)(unsigned)first << 32 | ((unsigned)second + 1);
}

static struct pair_slot *find_pair(const struct terms *v, uint64_t key)
{
	uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);
	size_t mask = v->cap_pairs - 1, i = (size_t)(h >> 32) & mask;

	while (v->pair[i].key != 0 && v->pair[i].key != key)
		i = (i + 1) & mask;
	return &v->pair[i];
}

static void grow_pairs(struct terms *v)
{
	struct pair_slot *old = v->pair;
	size_t cap = v->cap_pairs;

	v->cap_pairs = cap > 0 ? cap * 2 : PAIRS_FIRST;
	v->pair = xcalloc(v->cap_pairs, sizeof *v->pair);
	for (size_t i = 0; i < cap; i++)
		if (old[i].key != 0)
			*find_pair(v, old[i].key) = old[i];
	free(old);
}

static int pair_term(const struct terms *v, int first, int second)
{
	const struct pair_slot *p = v->n_pairs > 0 ? find_pair(v, pair_key(first, second)) : NULL;

	return p != NULL && p->key != 0 ? p->term : -1;
}

static int learn_pair(struct terms *v, int first, int second)
{
	struct pair_slot *p;

	if (v->n_pairs >= v->cap_pairs / 2)
		grow_pairs(v);
	p = find_pair(v, pair_key(first, second));
	if (p->key == 0) {
		*p = (struct pair_slot){ pair_key(first, second), new_term(v, true) };
		v->n_pairs++;
	}
	return p->term;
}

/* ---- words ------------------------------------------------------------------------------------------ */

/* -1: one that every text has, or that nobody knows. */
static int word_term(const struct terms *v, const char *folded)
{
	long at = map_get(&v->written, folded);
	struct term t;

	if (at >= 0)
		return (int)at - 1;
	term_of(folded, strlen(folded), &t);
	return t.stop ? -1 : (int)map_get(&v->stem, t.stem);
}

static int learn_word(struct terms *v, const char *folded)
{
	long at = map_get(&v->written, folded);
	int term = -1;
	struct term t;

	if (at >= 0)
		return (int)at - 1;
	term_of(folded, strlen(folded), &t);
	if (!t.stop) {
		term = (int)map_get(&v->stem, t.stem);
		if (term < 0)
			map_put(&v->stem, t.stem, (size_t)(term = new_term(v, false)));
	}
	map_put(&v->written, folded, (size_t)(term + 1));
	return term;
}

/* ---- texts ------------------------------------------------------------------------------------------ */

/* learner: v itself, or NULL where nothing is learnt. */
static void walk(const struct terms *v, struct terms *learner, const char *text, term_visit *visit, void *ctx)
{
	struct term t, before = {0};
	char folded[TERM_BYTES];
	int term, last = -1;

	for (size_t at = 0; text != NULL && at < SUGGEST_TEXT_MAX && term_find(text, &at, &t); before = t, last = term) {
		term_fold(text + t.at, t.len, folded);
		term = learner != NULL ? learn_word(learner, folded) : word_term(v, folded);
		if (term < 0)
			continue;
		visit(ctx, term, text + t.at, t.len);
		if (last >= 0 && t.follows) {
			int pair = learner != NULL ? learn_pair(learner, last, term) : pair_term(v, last, term);

			if (pair >= 0)
				visit(ctx, pair, text + before.at, t.at + t.len - before.at);
		}
	}
}

void terms_learn(struct terms *v, const char *text, term_visit *visit, void *ctx)
{
	walk(v, v, text, visit, ctx);
}

void terms_each(const struct terms *v, const char *text, term_visit *visit, void *ctx)
{
	walk(v, NULL, text, visit, ctx);
}

/* ---- lists ------------------------------------------------------------------------------------------ */

struct listing { struct term_lists *l; struct terms *v; size_t from; bool second; };

static void list_one(void *ctx, int term, const char *word, size_t len)
{
	const struct listing *g = ctx;
	struct term_lists *l = g->l;
	size_t *place = &g->v->info[term].place;
	unsigned char *n;

	(void)word;
	(void)len;
	if (*place < g->from || *place >= l->n || l->term[*place].term != term) {
		MEM_GROW(l->term, l->n, l->cap);
		*place = l->n;
		l->term[l->n++] = (struct list_term){ .term = term };
	}
	n = g->second ? &l->term[*place].second : &l->term[*place].first;
	if (*n < UCHAR_MAX)
		++*n;
}

void term_lists_add(struct term_lists *l, struct terms *v, const char *first, const char *second)
{
	struct listing g = { l, v, l->n, false };

	terms_learn(v, first, list_one, &g);
	g.second = true;
	terms_learn(v, second, list_one, &g);
	MEM_GROW(l->end, l->n_lists, l->cap_lists);
	l->end[l->n_lists++] = l->n;
}

const struct list_term *term_list(const struct term_lists *l, size_t i, size_t *n)
{
	size_t from = i > 0 ? l->end[i - 1] : 0;

	*n = l->end[i] - from;
	return l->term + from;
}

void term_lists_release(struct term_lists *l)
{
	free(l->term);
	free(l->end);
	*l = (struct term_lists){0};
}
