/* What the files of suggest share. Nobody else includes this. */
#ifndef CORE_SUGGEST_PRIVATE_H
#define CORE_SUGGEST_PRIVATE_H

#include "base/map.h"
#include "core/suggest.h"
#include "core/terms.h"

enum {
	SUGGEST_TEXT_MAX = 8192,        /* bytes of a text that are looked at: what it is about it says early */
	TENTHS = 10,                    /* weights of places are counted in tenths, so that sums of them are exact */
};

/* ---- suggest_terms.c: words, and two that stand together, as numbers ------------------------------------ */

struct pair_slot;
struct terms {
	struct map written;             /* a word as it is written, folded: its number + 1, 0: one that every text has */
	struct map stem;                /* its number */
	struct pair_slot *pair;         /* two numbers: the number of both together */
	size_t n_pairs, cap_pairs;
	struct term_info { bool pair; size_t place; } *info;    /* by number; place: in the list that is being made */
	size_t n, cap;
};
void terms_release(struct terms *v);

typedef void term_visit(void *ctx, int term, const char *word, size_t len);
/* Every word and pair of a text (NULL: none) in its order, a pair after its second word; what is new gets a number. */
void terms_learn(struct terms *v, const char *text, term_visit *visit, void *ctx);
/* Those that have a number. */
void terms_each(const struct terms *v, const char *text, term_visit *visit, void *ctx);

/* The terms of things that have a text or two, one thing after the other, each term once. */
struct term_lists {
	struct list_term { int term; unsigned char first, second; } *term;      /* how often it stands in each of the texts */
	size_t n, cap, *end, n_lists, cap_lists;
};
void term_lists_add(struct term_lists *l, struct terms *v, const char *first, const char *second);
void term_lists_release(struct term_lists *l);
/* One of them, and how many terms it has. */
const struct list_term *term_list(const struct term_lists *l, size_t i, size_t *n);

/* ---- suggest_index.c: what is known ------------------------------------------------------------------------- */

/* part: how often the term is in the claim, in tenths; once all is gathered what that adds to a score, for an item that
 * has the term with the weight 1. */
struct posting { int doc; float part; };

struct term_row {
	struct posting *posting;        /* by doc */
	size_t n, cap;
	float *part_of;                 /* by doc, where most have it; else NULL */
	float most;                     /* of the parts */
};

enum gathering { GATHER_ITEMS, GATHER_GUIDANCE, GATHER_CLAIMS, GATHER_WEIGHTS, GATHERED };

struct suggest {
	const struct work *w;
	enum gathering at;
	size_t done;                    /* of what is gathered now */
	struct terms terms;
	struct term_lists items;        /* title and tool */
	struct term_lists details;      /* for as many items as have been asked for; suggest_read_details */
	struct term_lists guidance;     /* by line */
	struct term_row *row;           /* by term */
	size_t n_rows;
	int *slot;                      /* by term: scratch, -1 wherever nobody is at work */
	int *leaf, *doc_of;             /* leaves in scope; by node their place there, or -1 */
	int *line, *line_end;           /* lines of guidance, a doc's after the other's; by doc where they end */
	double *length, average;        /* by doc */
	int *counting;                  /* by doc: supports that count */
	int n_docs;
};

struct term_row *suggest_row(struct suggest *s, int term);      /* made where there is none */
/* The terms of a claim's own texts, its guidance and the items that support it; a term may come again. */
typedef void doc_visit(void *ctx, int term, int tenths);
void suggest_doc_terms(struct suggest *s, int doc, doc_visit *visit, void *ctx);
/* Reads what is not read yet; r NULL: nothing. Fails as the reader does. */
bool suggest_read_details(struct suggest *s, const struct reader *r, struct err *err);

/* ---- suggest_weigh.c ------------------------------------------------------------------------------------------- */

void suggest_average(struct suggest *s);
/* From how often a term is in claims to what that adds to a score, once all claims are gathered; what it cost. */
long suggest_weigh(struct suggest *s, size_t term);
/* What a term adds to the score of a doc for the weight 1. */
double suggest_part(const struct suggest *s, int term, int doc);

/* ---- suggest_item.c: the words of one item that some claim has too -------------------------------------------- */

struct item_term {
	int term;
	const char *word;               /* as the item writes it first; NULL where it was not asked for */
	size_t len;
	bool pair;
	int order;                      /* in which it came */
	int tenths;                     /* of weight */
	double weight;
	double most, rest;              /* that it, and that it and those after it, can add to a score */
};
struct item_terms {
	struct item_term *term;
	size_t n, cap;
	struct buf detail;              /* that words point into */
};
/* From what is gathered, those that can add most first. One is enough for any number of items: taking forgets the one
 * before. */
void item_terms_take(struct item_terms *q, struct suggest *s, int evidence);
/* From the texts, with the words as they are written, and in the same order. r NULL: without the detail. */
bool item_terms_read(struct item_terms *q, struct suggest *s, const struct reader *r, int evidence, struct err *err);
void item_terms_release(struct item_terms *q);
/* No less than what an item scores for a claim, whose parts are given by term. */
double item_terms_bound(const struct suggest *s, int evidence, const double *part);

/* ---- suggest_rank.c: the best of any number of pairs -------------------------------------------------------------- */

struct ranked_pair { double score; int evidence, claim, supports; };
struct ranked {
	struct ranked_pair *pair;
	size_t n, cap;
	double least;                   /* what scores less need not be added: set at first, and rises */
};
void ranked_add(struct ranked *l, const struct ranked_pair *p);
/* The SUGGEST_RANKED_MAX that score best, the best first; among those about as good as the first of them, what has
 * less support goes first. */
void ranked_settle(struct ranked *l);
void ranked_release(struct ranked *l);

/* ---- suggest_score.c ----------------------------------------------------------------------------------------------- */

struct scoring {
	struct suggest *s;
	struct item_terms q;
	double *score;                  /* by doc; 0 between items */
	int *met;                       /* docs that have a telling word of the item */
	int n_met;
	struct ranked found;
};
void scoring_init(struct scoring *c, struct suggest *s);        /* all is gathered */
void scoring_release(struct scoring *c);
/* Every claim that an item, whose terms are in c->q, could serve. What it cost, in terms. */
long score_item(struct scoring *c, int evidence);
/* Every item that could serve a claim. */
void score_claim(struct scoring *c, int doc);

/* ---- suggest_why.c ---------------------------------------------------------------------------------------------- */

void suggestion_release(struct suggestion *s);
bool suggestion_explain(struct suggestion *out, struct suggest *s, const struct reader *r, struct err *err);

#endif
