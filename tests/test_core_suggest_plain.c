/* The rank of suggestions against a plain telling of the same rule: every item held against every claim, word by word,
 * on workspaces made up by dice. */
#include "config.h"

#include "core/suggest.h"
#include "core/terms.h"
#include "test_core_suggest_dice.h"

enum { SEEDS = 12, BAG = 1200, ALL = 100000 };

/* ---- the plain rule ------------------------------------------------------------------------------------------ */

struct bag { struct said { char key[2 * TERM_BYTES]; double n; bool pair; } said[BAG]; int n; };

static void say(struct bag *b, const char *key, double weight, bool pair)
{
	int i = 0;

	while (i < b->n && strcmp(b->said[i].key, key) != 0)
		i++;
	cr_assert(i < BAG);
	if (i == b->n) {
		b->said[b->n] = (struct said){ .pair = pair };
		snprintf(b->said[b->n++].key, sizeof b->said[0].key, "%s", key);
	}
	b->said[i].n += weight;
}

static void fill(struct bag *b, const char *text, double weight, double of_pair)
{
	struct term t, before = { .stop = true };
	char pair[2 * TERM_BYTES];

	for (size_t at = 0; text != NULL && term_next(text, &at, &t); before = t) {
		if (t.stop)
			continue;
		say(b, t.stem, weight, false);
		snprintf(pair, sizeof pair, "%.46s %.46s", before.stem, t.stem);
		if (!before.stop && t.follows)
			say(b, pair, of_pair, true);
	}
}

struct plain {
	struct bag claim[LEAVES + 8];   /* by node */
	bool counts[LEAVES + 8];
	double length[LEAVES + 8], average;
	int n_docs;
};

static void fill_claim(const struct case_made *c, struct bag *b, int leaf)
{
	const struct node *n = &c->tree->node[leaf];

	fill(b, n->label, 1.5, 1.5);
	fill(b, tree_wording(c->tree, leaf), 2, 2);
	if (tree_wordings_differ(c->tree, leaf))
		fill(b, n->text, 0.5, 0.5);
	fill(b, c->tree->node[n->parent].text, 0.3, 0.3);
	for (size_t i = 0; i < c->tree->n_guidance; i++)
		for (size_t k = 0; k < c->tree->guidance[i].n_claims; k++)
			if (c->tree->guidance[i].claim[k] == leaf)
				fill(b, c->tree->guidance[i].text, 0.7, 0.7);
	for (int i = 0; i < c->work->n_support; i++)
		if (c->work->support[i].claim == leaf) {
			fill(b, c->work->evidence[c->work->support[i].evidence].title, 0.8, 0.8);
			fill(b, c->work->evidence[c->work->support[i].evidence].tool, 0.8, 0.8);
		}
}

static struct plain *plain_make(const struct case_made *c)
{
	struct plain *p = xcalloc(1, sizeof *p);
	double total = 0;

	for (int i = 0; i < c->tree->n_nodes; i++) {
		p->counts[i] = tree_is_leaf(c->tree, i) && work_in_scope(c->work, c->tree->node[i].principle) &&
		    c->work->answer[i].status != STATUS_NOT_APPLICABLE;
		if (!p->counts[i])
			continue;
		fill_claim(c, &p->claim[i], i);
		for (int k = 0; k < p->claim[i].n; k++)
			p->length[i] += p->claim[i].said[k].pair ? 0 : p->claim[i].said[k].n;
		total += p->length[i];
		p->n_docs++;
	}
	p->average = total / p->n_docs;
	return p;
}

static double said_in(const struct bag *b, const char *key)
{
	for (int i = 0; i < b->n; i++)
		if (strcmp(b->said[i].key, key) == 0)
			return b->said[i].n;
	return 0;
}

/* The natural logarithm, by its series: the library's own is another file of another library. */
static double natural_log(double x)
{
	double y = (x - 1) / (x + 1), sum = 0, power = y;

	for (int i = 1; i < 400; i += 2, power *= y * y)
		sum += 2 * power / i;
	return sum;
}

static double plain_score(const struct plain *p, const struct bag *item, int leaf, int n_nodes)
{
	double score = 0;

	for (int i = 0; i < item->n; i++) {
		double tf = said_in(&p->claim[leaf], item->said[i].key), weight = item->said[i].n < 3 ? item->said[i].n : 3;
		int having = 0;

		if (tf <= 0)
			continue;
		for (int d = 0; d < n_nodes; d++)
			having += said_in(&p->claim[d], item->said[i].key) > 0;
		score += weight * natural_log(1 + (p->n_docs - having + 0.5) / (having + 0.5)) * tf * 2.2 /
		    (tf + 1.2 * (0.6 + 0.4 * p->length[leaf] / p->average));
	}
	return score;
}

struct plain_pair { double score; int evidence, claim, supports; };
struct plain_list { struct plain_pair pair[ITEMS * LEAVES]; int n; };

static void plain_item(const struct case_made *c, const struct plain *p, int e, struct plain_list *out)
{
	struct bag *item = xcalloc(1, sizeof *item);
	const struct evidence *ev = &c->work->evidence[e];
	double score[LEAVES + 8] = { 0 }, best = 0;

	fill(item, ev->title, 2, 1.2);
	fill(item, ev->tool, 1, 0.6);
	fill(item, c->detail[ev->ref], 1, 0.6);
	for (int i = 0; i < c->tree->n_nodes; i++)
		if (p->counts[i]) {
			score[i] = plain_score(p, item, i, c->tree->n_nodes);
			best = score[i] > best ? score[i] : best;
		}
	for (int i = 0; i < c->tree->n_nodes; i++)
		if (p->counts[i] && score[i] >= 5 && score[i] >= 0.28 * best && work_find_support(c->work, e, i) < 0 && !work_refused(c->work, e, i))
			out->pair[out->n++] = (struct plain_pair){ score[i], e, i, work_counting(c->work, i) };
	free(item);
}

/* Scores that are as good as equal are: the library adds its numbers in another order. */
static int by_score(const void *a, const void *b)
{
	const struct plain_pair *x = a, *y = b;

	if (x->score > y->score * 1.0000002 || x->score * 1.0000002 < y->score)
		return x->score < y->score ? 1 : -1;
	return x->evidence != y->evidence ? x->evidence - y->evidence : x->claim - y->claim;
}

static int by_need(const void *a, const void *b)
{
	const struct plain_pair *x = a, *y = b;

	return x->supports != y->supports ? x->supports - y->supports : by_score(a, b);
}

static void plain_rank(struct plain_list *l)
{
	int end;

	qsort(l->pair, (size_t)l->n, sizeof l->pair[0], by_score);
	for (int from = 0; from < l->n; from = end) {
		for (end = from + 1; end < l->n && l->pair[end].score >= 0.8 * l->pair[from].score;)
			end++;
		qsort(l->pair + from, (size_t)(end - from), sizeof l->pair[0], by_need);
	}
}

/* ---- against each other ---------------------------------------------------------------------------------------- */

/* What convinces is judged pair by pair: those that are told for a claim, without any bound. */
static void find_convincing(struct case_made *c, struct suggest *index, bool convincing[ITEMS][LEAVES + 8])
{
	struct err err = {0};

	for (int i = 0; i < c->tree->n_nodes; i++) {
		struct suggestions list;

		if (!tree_is_leaf(c->tree, i))
			continue;
		cr_assert(suggest_for_claim(index, &c->reader, i, ALL, &list, &err));
		for (size_t k = 0; k < list.n; k++)
			convincing[list.item[k].evidence][i] = true;
		suggestions_release(&list);
	}
}

static void expect_same(int seed, const struct plain_list *must, bool convincing[ITEMS][LEAVES + 8], const struct suggestions *is)
{
	size_t at = 0;

	for (int i = 0; i < must->n; i++) {
		const struct plain_pair *p = &must->pair[i];

		if (!convincing[p->evidence][p->claim])
			continue;
		cr_assert(at < is->n, "seed %d: only %zu found", seed, at);
		cr_assert(is->item[at].evidence == p->evidence && is->item[at].claim == p->claim, "seed %d, place %zu: %d %d %f, must be %d %d %f",
		    seed, at, is->item[at].evidence, is->item[at].claim, is->item[at].score, p->evidence, p->claim, p->score);
		cr_assert(is->item[at].score > p->score * 0.9999 && is->item[at].score < p->score * 1.0001);
		cr_assert(is->item[at++].supports == p->supports);
	}
	cr_assert(at == is->n, "seed %d: %zu too many", seed, is->n - at);
}

static size_t compare_case(int seed)
{
	struct case_made c;
	struct suggestions list;
	struct err err = {0};
	bool convincing[ITEMS][LEAVES + 8] = { { false } };
	struct plain_list *all = xcalloc(1, sizeof *all);
	size_t found;

	case_make(&c, seed);
	struct suggest *index = suggest_new(c.work);
	struct plain *p = plain_make(&c);
	find_convincing(&c, index, convincing);
	for (int e = 0; e < ITEMS; e++) {
		struct plain_list *one = xcalloc(1, sizeof *one);

		plain_item(&c, p, e, one);
		memcpy(all->pair + all->n, one->pair, (size_t)one->n * sizeof one->pair[0]);
		all->n += one->n;
		plain_rank(one);
		cr_assert(suggest_for_evidence(index, &c.reader, e, ALL, &list, &err));
		expect_same(seed, one, convincing, &list);
		suggestions_release(&list);
		free(one);
	}
	plain_rank(all);
	cr_assert(suggest_for_all(index, &c.reader, ALL, &list, &err));
	expect_same(seed, all, convincing, &list);
	found = list.n;
	suggestions_release(&list);
	suggest_free(index);
	free(p);
	free(all);
	case_free(&c);
	return found;
}

Test(suggest_plain, holding_every_item_against_every_claim_finds_the_same)
{
	size_t found = 0;

	for (int seed = 1; seed <= SEEDS; seed++)
		found += compare_case(seed);
	cr_expect(found > 1000, "only %zu: nothing was compared", found);
}

/* ---- in pieces ---------------------------------------------------------------------------------------------------- */

Test(suggest_plain, in_pieces_it_is_the_same_and_says_how_far)
{
	struct case_made c;
	struct suggestions whole, list;
	struct err err = {0};
	bool more = true;
	int pieces = 0, percent = 0;

	case_make(&c, 5);
	struct suggest *one = suggest_new(c.work), *two = suggest_new(c.work);
	struct suggest_all *a = suggest_all_new(two, &c.reader, 30);
	cr_assert(suggest_for_all(one, &c.reader, 30, &whole, &err));
	for (; more; pieces++) {
		cr_assert(suggest_all_go_on(a, 50, &more, &err));
		cr_assert(suggest_all_percent(a) >= percent && (suggest_all_percent(a) < 100) == more);
		percent = suggest_all_percent(a);
	}
	suggest_all_take(a, &list);
	cr_expect(pieces > 20);
	cr_assert(whole.n == 30 && list.n == whole.n);
	for (size_t i = 0; i < list.n; i++)
		cr_expect(list.item[i].evidence == whole.item[i].evidence && list.item[i].claim == whole.item[i].claim);
	suggestions_release(&list);
	suggestions_release(&whole);
	suggest_all_free(a);
	suggest_free(one);
	suggest_free(two);
	case_free(&c);
}
