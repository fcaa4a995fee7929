/* Which bare items to mend: a covering of claims by items, the smallest of which is searched for.
 *
 * Every claim here needs one piece by itself (a link, a settled challenge, a new item); mending a bare
 * item is one piece for all claims it is linked to. Claims that share no item do not interact, so each
 * group is searched by itself, branch and bound: the claim with the fewest items left is decided first,
 * its items one after the other, last that none of them is mended. What a choice must still cost at
 * least is bounded by sharing: a claim costs 1/n where n is the most claims that one of its items could
 * still serve. Small workspaces are searched to the end in no time; the work is limited all the same,
 * beyond that the best that was found stands, from the greedy choice it began with (which takes at most
 * about ln n times as many: Chvatal 1979), and it is said that nothing was proved. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/takes.h"

enum { WORK_MAX = 10000000 };           /* claims and items looked at, all groups together: some 15 ms */
enum { FREE = 0, MENDED = -1 };

struct cost_of_cover {
	int pieces, writes, fresh;
};

struct cover {
	struct need *need;
	int n_needs, n_items;
	int *evidence;                  /* by item */
	int *local;                     /* by place in evidence: its item, -1 none */
	int *first, *member;            /* claims of item i: member[first[i]] to member[first[i + 1]] - 1 */
	bool *softens;                  /* by item: mended, it spares a claim that it does not serve by itself a new item */
	int *group;                     /* by claim: another of its group, itself the one that names it */
	long work;
	/* the search */
	int *state;                     /* by item: FREE, MENDED, or the depth at which it was decided to be left */
	int *gain;                      /* by item: claims it would serve that are not decided yet */
	int *served;                    /* by claim: mended items linked to it */
	bool *alone;                    /* by claim: decided to be served by itself */
	const int *claim;               /* the group searched now */
	int n_claims, n_mended;
	struct cost_of_cover best;
	bool *best_mended;              /* by item */
	bool *seen;                     /* by item: in the list of its group already */
	int *next;                      /* by item: the next in its bucket */
};

/* No cheap way by itself: a new item would have to be written. */
static bool is_hard(const struct need *n)
{
	return n->settle < 0 && n->link < 0;
}

static int compare_costs(struct cost_of_cover a, struct cost_of_cover b)
{
	if (a.pieces != b.pieces)
		return a.pieces - b.pieces;
	return a.writes != b.writes ? a.writes - b.writes : a.fresh - b.fresh;
}

/* ---- what there is to choose ----------------------------------------------------------------------------- */

static void find_items(struct cover *k, int n_evidence)
{
	size_t links = 0;

	k->local = xcalloc((size_t)n_evidence + 1, sizeof(int));
	memset(k->local, -1, ((size_t)n_evidence + 1) * sizeof(int));
	for (int i = 0; i < k->n_needs; i++)
		links += (size_t)k->need[i].n_bare;
	k->evidence = xcalloc(links + 1, sizeof(int));
	k->member = xcalloc(links + 1, sizeof(int));
	for (int i = 0; i < k->n_needs; i++)
		for (int b = 0; b < k->need[i].n_bare; b++)
			if (k->local[k->need[i].bare[b]] < 0) {
				k->local[k->need[i].bare[b]] = k->n_items;
				k->evidence[k->n_items++] = k->need[i].bare[b];
			}
}

static void find_members(struct cover *k)
{
	int *at;

	k->first = xcalloc((size_t)k->n_items + 2, sizeof(int));
	for (int i = 0; i < k->n_needs; i++)
		for (int b = 0; b < k->need[i].n_bare; b++)
			k->first[k->local[k->need[i].bare[b]] + 1]++;
	for (int i = 0; i < k->n_items; i++)
		k->first[i + 1] += k->first[i];
	at = xcalloc((size_t)k->n_items + 1, sizeof(int));
	memcpy(at, k->first, (size_t)k->n_items * sizeof(int));
	for (int i = 0; i < k->n_needs; i++)
		for (int b = 0; b < k->need[i].n_bare; b++)
			k->member[at[k->local[k->need[i].bare[b]]]++] = i;
	free(at);
}

static int name_of_group(struct cover *k, int i)
{
	while (k->group[i] != i)
		i = k->group[i] = k->group[k->group[i]];
	return i;
}

static void join(struct cover *k, int item, int claim)
{
	if (k->first[item] < k->first[item + 1])
		k->group[name_of_group(k, claim)] = name_of_group(k, k->member[k->first[item]]);
}

/* An item joins the claims it would serve, and those it would spare a new item. */
static void find_groups(struct cover *k)
{
	k->group = xcalloc((size_t)k->n_needs + 1, sizeof(int));
	k->softens = xcalloc((size_t)k->n_items + 1, sizeof(bool));
	for (int i = 0; i < k->n_needs; i++)
		k->group[i] = i;
	for (int i = 0; i < k->n_needs; i++) {
		const struct need *n = &k->need[i];

		for (int b = 0; b < n->n_bare; b++)
			join(k, k->local[n->bare[b]], i);
		for (int d = 0; is_hard(n) && d < n->n_doubted; d++)
			if (k->local[n->doubted[d]] >= 0) {
				k->softens[k->local[n->doubted[d]]] = true;
				join(k, k->local[n->doubted[d]], i);
			}
	}
}

/* ---- deciding ---------------------------------------------------------------------------------------------- */

/* A claim is decided, or is no more: its items gain less, or more again. */
static void count_claim(struct cover *k, int claim, int way)
{
	const struct need *n = &k->need[claim];

	for (int b = 0; b < n->n_bare; b++)
		k->gain[k->local[n->bare[b]]] += way;
	k->work += n->n_bare + 1;
}

static void mend(struct cover *k, int item)
{
	k->state[item] = MENDED;
	k->n_mended++;
	for (int m = k->first[item]; m < k->first[item + 1]; m++)
		if (k->served[k->member[m]]++ == 0 && !k->alone[k->member[m]])
			count_claim(k, k->member[m], -1);
}

static void unmend(struct cover *k, int item)
{
	for (int m = k->first[item]; m < k->first[item + 1]; m++)
		if (--k->served[k->member[m]] == 0 && !k->alone[k->member[m]])
			count_claim(k, k->member[m], 1);
	k->n_mended--;
	k->state[item] = FREE;
}

static bool is_softened(const struct cover *k, const struct need *n)
{
	for (int d = 0; d < n->n_doubted; d++)
		if (k->local[n->doubted[d]] >= 0 && k->state[k->local[n->doubted[d]]] == MENDED)
			return true;
	return false;
}

/* With what is mended now, and all other claims by themselves. */
static struct cost_of_cover cost_now(const struct cover *k)
{
	struct cost_of_cover c = { .pieces = k->n_mended, .writes = k->n_mended };

	for (int i = 0; i < k->n_claims; i++) {
		const struct need *n = &k->need[k->claim[i]];

		if (k->served[k->claim[i]] > 0)
			continue;
		c.pieces++;
		if (is_hard(n) && !is_softened(k, n)) {
			c.writes++;
			c.fresh++;
		}
	}
	return c;
}

static void keep_best(struct cover *k)
{
	struct cost_of_cover c = cost_now(k);

	if (compare_costs(c, k->best) >= 0)
		return;
	k->best = c;
	for (int i = 0; i < k->n_claims; i++)
		for (int b = 0; b < k->need[k->claim[i]].n_bare; b++) {
			int item = k->local[k->need[k->claim[i]].bare[b]];

			k->best_mended[item] = k->state[item] == MENDED;
		}
}

/* ---- greedy: the item that serves the most, as long as that is worth its piece ----------------------------- */

static bool is_worth(const struct cover *k, int item)
{
	if (k->gain[item] != 1)
		return k->gain[item] > 1;
	for (int m = k->first[item]; m < k->first[item + 1]; m++)
		if (k->served[k->member[m]] == 0)
			return is_hard(&k->need[k->member[m]]);
	return false;
}

static void put_in_bucket(struct cover *k, int *head, int item)
{
	k->next[item] = head[k->gain[item]];
	head[k->gain[item]] = item;
}

/* Gains only fall, so an item that was overtaken waits in a lower bucket. Everything mended is FREE again after. */
static void choose_greedily(struct cover *k, const int *item, int n_items)
{
	int *head = xcalloc((size_t)k->n_claims + 2, sizeof(int));

	memset(head, -1, ((size_t)k->n_claims + 2) * sizeof(int));
	for (int i = n_items - 1; i >= 0; i--)
		put_in_bucket(k, head, item[i]);
	for (int gain = k->n_claims; gain > 0;) {
		int at = head[gain];

		if (at < 0) {
			gain--;
			continue;
		}
		head[gain] = k->next[at];
		if (k->gain[at] < gain)
			put_in_bucket(k, head, at);
		else if (is_worth(k, at))
			mend(k, at);
	}
	keep_best(k);
	for (int i = 0; i < n_items; i++)
		if (k->state[item[i]] == MENDED)
			unmend(k, item[i]);
	free(head);
}

/* ---- the search ----------------------------------------------------------------------------------------------- */

/* What the claims that are still open cost at least, together; `hard`: in writing. *next: the one with the
 * fewest items left, -1 if none is open. */
static struct cost_of_cover least(struct cover *k, int *next)
{
	struct cost_of_cover c = { .pieces = k->n_mended, .writes = k->n_mended };
	double all = 0, hard = 0;
	int fewest = 0;

	*next = -1;
	for (int i = 0; i < k->n_claims; i++) {
		const struct need *n = &k->need[k->claim[i]];
		int most = 1, free_items = 0;

		k->work += n->n_bare + 1;
		if (k->served[k->claim[i]] > 0)
			continue;
		for (int b = 0; !k->alone[k->claim[i]] && b < n->n_bare; b++) {
			int item = k->local[n->bare[b]];

			if (k->state[item] != FREE)
				continue;
			free_items++;
			most = k->gain[item] > most ? k->gain[item] : most;
		}
		if (free_items > 0 && (*next < 0 || free_items < fewest)) {
			*next = k->claim[i];
			fewest = free_items;
		}
		all += 1.0 / most;
		if (is_hard(n) && n->n_doubted == 0) {
			hard += 1.0 / most;
			c.fresh += free_items == 0;
		}
	}
	c.pieces += (int)(all + 1 - 1e-9);
	c.writes += (int)(hard + 1 - 1e-9);
	return c;
}

/* Each set in which no item is superfluous is met once: an item that was tried is left out after that. */
static void search(struct cover *k, int depth)
{
	int next;
	struct cost_of_cover at_least = least(k, &next);
	const struct need *n;

	if (k->work > WORK_MAX || compare_costs(at_least, k->best) >= 0)
		return;
	if (next < 0) {
		keep_best(k);
		return;
	}
	n = &k->need[next];
	for (int b = 0; b < n->n_bare; b++) {
		int item = k->local[n->bare[b]];

		if (k->state[item] != FREE)
			continue;
		mend(k, item);
		search(k, depth + 1);
		unmend(k, item);
		k->state[item] = depth;
	}
	k->alone[next] = true;
	count_claim(k, next, -1);
	search(k, depth + 1);
	count_claim(k, next, 1);
	k->alone[next] = false;
	for (int b = 0; b < n->n_bare; b++)
		if (k->state[k->local[n->bare[b]]] == depth)
			k->state[k->local[n->bare[b]]] = FREE;
}

/* ---- group by group -------------------------------------------------------------------------------------------- */

/* An item that serves one claim, spares none and is no better for it than what there is: never chosen. */
static bool is_useless(const struct cover *k, int item)
{
	return k->first[item + 1] - k->first[item] == 1 && !k->softens[item] && !is_hard(&k->need[k->member[k->first[item]]]);
}

static void start_search(struct cover *k)
{
	size_t items = (size_t)k->n_items + 1, claims = (size_t)k->n_needs + 1;

	k->state = xcalloc(items, sizeof *k->state);
	k->gain = xcalloc(items, sizeof *k->gain);
	k->best_mended = xcalloc(items, sizeof *k->best_mended);
	k->seen = xcalloc(items, sizeof *k->seen);
	k->next = xcalloc(items, sizeof *k->next);
	k->served = xcalloc(claims, sizeof *k->served);
	k->alone = xcalloc(claims, sizeof *k->alone);
	for (int i = 0; i < k->n_items; i++) {
		k->gain[i] = k->first[i + 1] - k->first[i];
		if (is_useless(k, i))
			k->state[i] = 1;        /* left before anything else is decided */
	}
}

/* The items of the group that may be chosen, each once. */
static int *items_of_group(struct cover *k, int *n)
{
	size_t room = 1;
	int *item;

	for (int i = 0; i < k->n_claims; i++)
		room += (size_t)k->need[k->claim[i]].n_bare;
	item = xcalloc(room, sizeof *item);
	*n = 0;
	for (int i = 0; i < k->n_claims; i++)
		for (int b = 0; b < k->need[k->claim[i]].n_bare; b++) {
			int at = k->local[k->need[k->claim[i]].bare[b]];

			if (k->state[at] == FREE && !k->seen[at]) {
				k->seen[at] = true;
				item[(*n)++] = at;
			}
		}
	return item;
}

static void solve_group(struct cover *k, const int *claim, int n_claims)
{
	int n_items, *item;

	k->claim = claim;
	k->n_claims = n_claims;
	item = items_of_group(k, &n_items);
	if (n_items > 0) {
		k->best = cost_now(k);
		choose_greedily(k, item, n_items);
		search(k, 2);
	}
	free(item);
}

/* Claims sorted by group, so that each group is a range. */
static void solve(struct cover *k)
{
	int *count = xcalloc((size_t)k->n_needs + 2, sizeof(int)), *claim = xcalloc((size_t)k->n_needs + 1, sizeof(int));

	for (int i = 0; i < k->n_needs; i++)
		count[name_of_group(k, i) + 1]++;
	for (int i = 0; i < k->n_needs; i++)
		count[i + 1] += count[i];
	for (int i = 0; i < k->n_needs; i++)
		claim[count[name_of_group(k, i)]++] = i;
	for (int from = 0, to; from < k->n_needs; from = to) {
		to = count[name_of_group(k, claim[from])];
		solve_group(k, claim + from, to - from);
	}
	free(count);
	free(claim);
}

/* Of several mended items of a claim the first is named; one that no claim names (the greedy choice may have
 * such) is not needed after all. */
static void tell(struct cover *k, bool *chosen)
{
	for (int i = 0; i < k->n_needs; i++) {
		struct need *n = &k->need[i];

		for (int b = n->n_bare - 1; b >= 0; b--)
			if (k->best_mended[k->local[n->bare[b]]])
				n->detailed = n->bare[b];
		if (n->detailed >= 0)
			chosen[n->detailed] = true;
	}
}

bool takes_cover(struct need *need, int n, int n_evidence, bool *chosen)
{
	struct cover k = { .need = need, .n_needs = n };

	find_items(&k, n_evidence);
	find_members(&k);
	find_groups(&k);
	start_search(&k);
	solve(&k);
	tell(&k, chosen);
	free(k.local);
	free(k.evidence);
	free(k.member);
	free(k.first);
	free(k.softens);
	free(k.group);
	free(k.state);
	free(k.gain);
	free(k.best_mended);
	free(k.seen);
	free(k.next);
	free(k.served);
	free(k.alone);
	return k.work <= WORK_MAX;
}
