/* The words of a text as they are compared: folded, endings taken off, so that "tests", "tested" and "Testing"
 * are one. English, as the catalogue is; other words pass as they are. Pure. */
#ifndef CORE_TERMS_H
#define CORE_TERMS_H

#include <stdbool.h>
#include <stddef.h>

enum { TERM_BYTES = 48 };               /* with NUL; longer words are cut */

struct term {
	char stem[TERM_BYTES];
	size_t at, len;                 /* the word itself in the text, bytes */
	bool stop;                      /* a word that every text has: "the", "of" */
	bool follows;                   /* nothing but blanks or a hyphen between the word before and this one */
};

/* One word of a text, whatever is in it. */
void term_of(const char *word, size_t len, struct term *out);

/* As it is written, in lower case: words that are the same so have the same stem. */
void term_fold(const char *word, size_t len, char out[TERM_BYTES]);

/* The next word from *at on, which is moved behind it; false: none. Numbers alone and single letters are no words. */
bool term_next(const char *text, size_t *at, struct term *out);
/* The same without stem and stop, for who has seen most words before. */
bool term_find(const char *text, size_t *at, struct term *out);

#endif
