/* Where an item of evidence could also serve: claims that it does not support yet, and items on file for a claim,
 * ranked by the words that they share. Pure and deterministic; it proposes, the assessor judges.
 *
 * A claim is known by its label, its wordings, its guidance, and the titles and tools of the items that support it
 * already; an item by its title, tool and detail. The rank is BM25 over the claims (Robertson and Zaragoza, "The
 * Probabilistic Relevance Framework", 2009). Claims that are out of scope, not applicable, supported by the item
 * already, or refused for it are never proposed. */
#ifndef CORE_SUGGEST_H
#define CORE_SUGGEST_H

#include "core/work.h"

enum {
	SUGGEST_WORDS = 3, SUGGEST_GUIDANCE = 2,
	SUGGEST_DETAILS_MAX = 500,      /* items on file, beyond which no details are read to find one for a claim */
	SUGGEST_RANKED_MAX = 10000,     /* pairs of an item and a claim: of more, those that score best are ranked */
	SUGGEST_DOUBTED_MAX = 2000,     /* that do not convince, after which no more are looked at for one item or claim */
	SUGGEST_PIECE = 80000,          /* terms looked at: 5 to 10 ms */
};

struct suggestion {
	int evidence, claim;            /* index into work->evidence; node index */
	double score;
	int supports;                   /* that count for the claim already */
	char *word[SUGGEST_WORDS];      /* shared words as the item writes them, the most telling first */
	int n_words;
	bool in_wording;                /* some of them stand in the claim's wording or label */
	int guidance[SUGGEST_GUIDANCE]; /* index into tree->guidance: lines that have some of them */
	int n_guidance;
	int like;                       /* an item that supports the claim and is like this one; -1: none */
	bool same_tool;                 /* they name the same tool; else their titles share words */
};
struct suggestions { struct suggestion *item; size_t n, cap; };
void suggestions_release(struct suggestions *s);

/* "shares 'lock file', 'hashes' with 1.2/2 and its guidance IG-1.2-04; E4, which supports it, names the same tool" */
void suggestion_because(struct buf *out, const struct suggestion *s, const struct work *w);

/* What is known of the items and claims of a work, gathered when first asked for; lives until the work's next change. */
struct suggest;
struct suggest *suggest_new(const struct work *w);
void suggest_free(struct suggest *s);
/* Goes on gathering for about so many terms. true: there is more, which whoever asks for suggestions would wait for. */
bool suggest_gather(struct suggest *s, long terms);
int suggest_gathered(const struct suggest *s);          /* percent */

/* The best first, at most `limit`; a claim that has less support goes before one that has more where they fit about
 * equally well. `r` reads the item's detail. Fails as the reader does. */
bool suggest_for_evidence(struct suggest *s, const struct reader *r, int evidence, size_t limit, struct suggestions *out, struct err *err);
/* The best first. Details count, and are read, where there are no more than SUGGEST_DETAILS_MAX items: all of them,
 * once. */
bool suggest_for_claim(struct suggest *s, const struct reader *r, int leaf, size_t limit, struct suggestions *out, struct err *err);
/* Of all items and claims, ranked together: the SUGGEST_RANKED_MAX pairs that score best. Details as for a claim. */
bool suggest_for_all(struct suggest *s, const struct reader *r, size_t limit, struct suggestions *out, struct err *err);

/* The same in pieces; lives no longer than `s` and `r`. */
struct suggest_all;
struct suggest_all *suggest_all_new(struct suggest *s, const struct reader *r, size_t limit);
void suggest_all_free(struct suggest_all *a);
/* Goes on, about as far as suggest_gather does; `more`: there is more to do. */
bool suggest_all_go_on(struct suggest_all *a, long terms, bool *more, struct err *err);
int suggest_all_percent(const struct suggest_all *a);
void suggest_all_take(struct suggest_all *a, struct suggestions *out);  /* once all is done: what suggest_for_all finds, yours */

#endif
