/* What suggest.c and suggest_why.c share. Nobody else includes this. */
#ifndef CORE_SUGGEST_PRIVATE_H
#define CORE_SUGGEST_PRIVATE_H

#include <stdio.h>

#include "core/suggest.h"
#include "core/terms.h"

enum { SUGGEST_TEXT_MAX = 8192 };       /* bytes of a text that are looked at: what it is about it says early */

/* A word, or two that stand together (`pair`), with the text it was written as. false: nobody knows it, so that no
 * pair with it need be looked for. */
typedef bool term_visit(void *ctx, const char *stem, const char *word, size_t len, bool pair);
void terms_each(const char *text, size_t bytes_max, term_visit *visit, void *ctx);

struct item_term {
	size_t row;                     /* of the index */
	const char *word;               /* as the item writes it first */
	size_t len;
	bool pair;
	double weight;
};
/* The words of an item that some claim has too. */
struct item_terms {
	struct item_term *term;
	size_t n, cap;
	int *slot;                      /* by row of the index: place in term, -1: the item has no such word */
	struct buf detail;              /* that words point into */
};
/* To be released. One is enough for any number of items: taking forgets the one before. r NULL: without the detail. */
void item_terms_init(struct item_terms *q, const struct suggest *s);
bool item_terms_take(struct item_terms *q, const struct suggest *s, const struct reader *r, int evidence, struct err *err);
void item_terms_release(struct item_terms *q);

const struct work *suggest_work(const struct suggest *s);
/* The row of a stem, or -1: no claim has it. */
long suggest_row(const struct suggest *s, const char *stem);
/* What a word adds to the score of a leaf in scope. */
double suggest_part(const struct suggest *s, const struct item_term *t, int leaf);
bool suggestion_explain(struct suggestion *out, const struct suggest *s, const struct reader *r, struct err *err);

#endif
