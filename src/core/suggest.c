/* Suggestions for an item, for a claim, for all: the best of what is scored (suggest_score.c), as far as it convinces.
 * What is known of items and claims is gathered in suggest_index.c; why one is made is told in suggest_why.c. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/suggest_private.h"

static const double least_of_one_word = 8.0;

enum { COST_REASON = 300 };     /* in terms: a pair that is explained */

void suggestions_release(struct suggestions *s)
{
	for (size_t i = 0; i < s->n; i++)
		suggestion_release(&s->item[i]);
	free(s->item);
	*s = (struct suggestions){0};
}

/* ---- keeping what convinces -------------------------------------------------------------------------------- */

/* One word alone is chance, unless it stands in the claim itself and is telling. */
static bool convinces(const struct suggestion *s)
{
	return s->n_words > 1 || (s->n_words == 1 && s->in_wording && s->score >= least_of_one_word);
}

/* Says of a pair why, and keeps it if that convinces. */
static bool keep(struct suggest *s, const struct reader *r, const struct ranked_pair *p, struct suggestions *out, struct err *err)
{
	struct suggestion one = { .evidence = p->evidence, .claim = p->claim, .score = p->score, .supports = p->supports, .like = -1 };
	bool ok = suggestion_explain(&one, s, r, err);

	if (!ok || !convinces(&one)) {
		suggestion_release(&one);
		return ok;
	}
	MEM_GROW(out->item, out->n, out->cap);
	out->item[out->n++] = one;
	return true;
}

static bool keep_best(struct scoring *c, const struct reader *r, size_t limit, struct suggestions *out, struct err *err)
{
	bool ok = true;

	ranked_settle(&c->found);
	for (size_t i = 0; ok && i < c->found.n && out->n < limit && i < out->n + SUGGEST_DOUBTED_MAX; i++)
		ok = keep(c->s, r, &c->found.pair[i], out, err);
	return ok;
}

/* ---- for one item, for one claim ----------------------------------------------------------------------------- */

bool suggest_for_evidence(struct suggest *s, const struct reader *r, int evidence, size_t limit, struct suggestions *out, struct err *err)
{
	struct scoring c;
	bool ok;

	*out = (struct suggestions){0};
	suggest_gather(s, LONG_MAX);
	scoring_init(&c, s);
	ok = item_terms_read(&c.q, s, r, evidence, err);
	if (ok)
		score_item(&c, evidence);
	ok = ok && keep_best(&c, r, limit, out, err);
	scoring_release(&c);
	return ok;
}

/* Of so many items no details are read, neither to find some nor to say why. */
static const struct reader *details_of(const struct suggest *s, const struct reader *r)
{
	return s->w->n_evidence <= SUGGEST_DETAILS_MAX ? r : NULL;
}

bool suggest_for_claim(struct suggest *s, const struct reader *r, int leaf, size_t limit, struct suggestions *out, struct err *err)
{
	const struct reader *details = details_of(s, r);
	struct scoring c;
	bool ok;

	*out = (struct suggestions){0};
	suggest_gather(s, LONG_MAX);
	if (s->doc_of[leaf] < 0)
		return true;
	scoring_init(&c, s);
	ok = suggest_read_details(s, details, err);
	if (ok)
		score_claim(&c, s->doc_of[leaf]);
	ok = ok && keep_best(&c, details, limit, out, err);
	scoring_release(&c);
	return ok;
}

/* ---- for all, in pieces -------------------------------------------------------------------------------------- */

enum stage { STAGE_GATHER, STAGE_SCORE, STAGE_KEEP, STAGE_DONE };

struct suggest_all {
	struct suggest *s;
	const struct reader *details;
	size_t limit;
	enum stage stage;
	size_t done;                    /* items scored, pairs looked at */
	struct scoring c;
	struct suggestions out;
};

struct suggest_all *suggest_all_new(struct suggest *s, const struct reader *r, size_t limit)
{
	struct suggest_all *a = xcalloc(1, sizeof *a);

	*a = (struct suggest_all){ .s = s, .details = details_of(s, r), .limit = limit };
	return a;
}

void suggest_all_free(struct suggest_all *a)
{
	if (a == NULL)
		return;
	scoring_release(&a->c);
	suggestions_release(&a->out);
	free(a);
}

/* Each piece takes off what it cost, and moves on to the next stage at the end of its own. */
static bool gather(struct suggest_all *a, long *terms, struct err *err)
{
	bool more = suggest_gather(a->s, *terms);

	*terms = more ? 0 : *terms / 2;         /* nobody counted what it was */
	if (more)
		return true;
	if (!suggest_read_details(a->s, a->details, err))
		return false;
	scoring_init(&a->c, a->s);
	a->stage = STAGE_SCORE;
	return true;
}

static void score(struct suggest_all *a, long *terms)
{
	for (; *terms > 0 && a->done < (size_t)a->s->w->n_evidence; a->done++) {
		item_terms_take(&a->c.q, a->s, (int)a->done);
		*terms -= score_item(&a->c, (int)a->done);
	}
	if (a->done < (size_t)a->s->w->n_evidence)
		return;
	ranked_settle(&a->c.found);
	a->done = 0;
	a->stage = STAGE_KEEP;
}

static bool explain(struct suggest_all *a, long *terms, struct err *err)
{
	const struct ranked *l = &a->c.found;
	bool ok = true;

	for (; ok && *terms > 0 && a->done < l->n && a->out.n < a->limit; *terms -= COST_REASON)
		ok = keep(a->s, a->details, &l->pair[a->done++], &a->out, err);
	if (a->done == l->n || a->out.n == a->limit)
		a->stage = STAGE_DONE;
	return ok;
}

bool suggest_all_go_on(struct suggest_all *a, long terms, bool *more, struct err *err)
{
	bool ok = true;

	while (ok && terms > 0 && a->stage != STAGE_DONE) {
		if (a->stage == STAGE_GATHER)
			ok = gather(a, &terms, err);
		else if (a->stage == STAGE_SCORE)
			score(a, &terms);
		else
			ok = explain(a, &terms, err);
	}
	*more = a->stage != STAGE_DONE;
	return ok;
}

int suggest_all_percent(const struct suggest_all *a)
{
	int n = a->s->w->n_evidence;

	if (a->stage == STAGE_GATHER)
		return suggest_gathered(a->s) / 2;
	return a->stage == STAGE_SCORE && n > 0 ? 50 + (int)(45 * a->done / (size_t)n) : a->stage == STAGE_DONE ? 100 : 95;
}

void suggest_all_take(struct suggest_all *a, struct suggestions *out)
{
	*out = a->out;
	a->out = (struct suggestions){0};
}

bool suggest_for_all(struct suggest *s, const struct reader *r, size_t limit, struct suggestions *out, struct err *err)
{
	struct suggest_all *a = suggest_all_new(s, r, limit);
	bool more = true, ok = true;

	while (ok && more)
		ok = suggest_all_go_on(a, LONG_MAX, &more, err);
	suggest_all_take(a, out);
	suggest_all_free(a);
	return ok;
}
