/* What suggest.c and suggest_why.c share. Nobody else includes this. */
#ifndef CORE_SUGGEST_PRIVATE_H
#define CORE_SUGGEST_PRIVATE_H

#include <stdio.h>

#include "base/map.h"
#include "core/suggest.h"
#include "core/terms.h"

enum { SUGGEST_TEXT_MAX = 8192 };       /* bytes of a text that are looked at: what it is about it says early */

/* A word, or two that stand together (`pair`), with the text it was written as. */
typedef void term_visit(void *ctx, const char *stem, const char *word, size_t len, bool pair);
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
	struct map place;               /* stem: place in term */
	struct buf detail;              /* that words point into */
};
/* r NULL: without the detail. To be released in either case. */
bool item_terms_take(struct item_terms *q, const struct suggest *s, const struct reader *r, int evidence, struct err *err);
void item_terms_release(struct item_terms *q);

const struct work *suggest_work(const struct suggest *s);
/* What a word adds to the score of a leaf in scope. */
double suggest_part(const struct suggest *s, const struct item_term *t, int leaf);
bool suggestion_explain(struct suggestion *out, const struct suggest *s, const struct reader *r, struct err *err);

#endif
