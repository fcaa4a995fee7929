/* What somebody typed to find a text by, and where in a text it is: for the list of what was found, and for
 * marking the words in it. Pure.
 *
 * Any text is a search. Blanks part it into words, each of which must begin a word of the text; what stands in
 * double quotes is a phrase, whole words one after another. Case and accents do not matter, and of everything
 * else only letters and numbers count: "pen-test" is a phrase of two words, "?!" is nothing. */
#ifndef CORE_SEEK_H
#define CORE_SEEK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum { SEEK_WORDS_MAX = 32 };           /* the first so many words count: more than that tells no two texts apart */

struct seek;                            /* opaque */

struct seek *seek_new(const char *typed);               /* never NULL */
void seek_free(struct seek *s);                         /* NULL is fine */
bool seek_is_empty(const struct seek *s);               /* nothing in it can be found */

/* The words and phrases, for an index of texts: the n-th one's words with blanks between; *begins: its last word
 * need only begin a word of the text. NULL after the last. Borrowed. */
const char *seek_term(const struct seek *s, size_t n, bool *begins);

/* How well a text fits: all of it must be there. An empty search fits nothing; NULL is no text. */
enum seek_fit { SEEK_NOT, SEEK_INSIDE, SEEK_AT_START /* the text begins with one of the words */ };
enum seek_fit seek_in(const struct seek *s, const char *text);

/* Where the words stand in a text, any of them: whole words, in order, apart from each other. */
struct seek_place { size_t at, len; };  /* bytes */
struct seek_places { struct seek_place *item; size_t n, cap; };
void seek_places(const struct seek *s, const char *text, struct seek_places *out);
void seek_places_release(struct seek_places *p);

/* One line of at most `columns` with the first word found in it, and what stands around it; blanks and line
 * breaks become single blanks, an ellipsis stands where something is left out. Adds to out. */
void seek_excerpt(const struct seek *s, const char *text, size_t columns, struct buf *out);

#endif
