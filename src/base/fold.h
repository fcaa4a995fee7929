/* Characters as a search sees them: without case and without accents. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FOLD_CHARACTERS = 24 };          /* one character gives at most */

/* What the character at s (len > 0) is to a search: its bytes are returned, the folded characters written to
 * `out`, *n of them: none for an accent that stands by itself. Bytes that are no UTF-8 are taken one by one. */
size_t fold_read(const char *s, size_t len, uint32_t out[FOLD_CHARACTERS], size_t *n);

/* Whether the character at s belongs to a word: a letter, a number, or an accent (which begins none). Blanks,
 * punctuation and pictures do not. *bytes gets its length, *accent whether it is one. */
bool fold_is_word(const char *s, size_t len, size_t *bytes, bool *accent);

#endif
