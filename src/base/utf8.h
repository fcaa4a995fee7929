/* UTF-8: validity, what a terminal shows of it, and where it may be cut.
 *
 * Inside the program text is valid UTF-8 ending in NUL, checked where it enters. Columns are
 * wcwidth()'s (the terminal's own idea), a character to the user is a grapheme (utf8proc). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Whether a byte goes on with a character that began before it. */
static inline bool utf8_is_tail(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Bytes of the valid character at s (1 to 4) with its code point, or 0 if the bytes there are
 * no valid UTF-8 (overlong, surrogate, above U+10FFFF, cut short). */
size_t utf8_decode(const char *s, size_t len, uint32_t *cp);
size_t utf8_encode(uint32_t cp, char out[4]);           /* bytes written; 0 if cp is no scalar */

/* Whether s[0..len) is valid; if not, *bad (may be NULL) is the offset of the first bad byte. */
bool utf8_valid(const char *s, size_t len, size_t *bad);

/* Columns of one code point: 0, 1 or 2; of what utf8_clean shows for it where it has no width. */
int utf8_cp_width(uint32_t cp);
/* Columns of a whole string, of its first len bytes, as utf8_clean would show them. */
size_t utf8_width(const char *s);
size_t utf8_width_n(const char *s, size_t len);

/* Bytes of the longest prefix that fits `columns`, cut between graphemes. */
size_t utf8_fit(const char *s, size_t len, size_t columns);
/* Adds s to b, cut to `columns` with an ellipsis at the end if it did not fit ("…", or "..." if
 * ascii). Control characters, newlines included, are shown as utf8_clean shows them, all of it as
 * utf8_ascii does (and measured so) if ascii. */
void utf8_cut(struct buf *b, const char *s, size_t columns, bool ascii);
/* The same, then filled up with blanks to exactly `columns`. */
void utf8_pad(struct buf *b, const char *s, size_t columns, bool ascii);

/* Grapheme boundaries: the offset after the grapheme that starts at `at` (at < len), and of the
 * start of the one that ends before `at` (at > 0). Invalid bytes count as one each, and so does
 * every character shown as a stand-in; a cluster without end is cut after 32 characters. */
size_t utf8_next(const char *s, size_t len, size_t at);
size_t utf8_prev(const char *s, size_t len, size_t at);

/* Adds s to b with everything that could act on a terminal, or hide, made a visible stand-in:
 * C0 as ^X, DEL as ^?, C1, bidirectional controls, zero-width, tag and other format characters
 * and non-characters as <U+202E>, bad bytes as <9B>, U+FFFD as itself; a leading combining mark
 * gets U+25CC in front; more than 8 marks on one base are shown as <U+0301>. ZWJ and variation
 * selectors inside an emoji sequence pass. A newline or tab passes only where `lines` is set.
 * Text for a person goes through here exactly once, where it leaves the program. */
void utf8_clean(struct buf *b, const char *s, size_t len, bool lines);
/* The same for terminals without UTF-8: every character outside ASCII becomes a stand-in too:
 * common typography its ASCII likeness ("…" "...", "’" "'", "–" "-"), letters with accents their
 * base letter, the rest "?". */
void utf8_ascii(struct buf *b, const char *s, size_t len, bool lines);

/* One line of a wrapped text: from offset `at`, the bytes that fit `columns`, broken after a
 * blank where there is one, between graphemes otherwise; a newline always ends the line. Sets
 * *next to where the following line starts (after the blanks or the newline that were used up).
 * Returns the bytes to show; at == len gives 0. A tab counts to the next multiple of 8. */
size_t utf8_wrap(const char *s, size_t len, size_t at, size_t columns, size_t *next);

/* Adds s as a comparison sees it that minds no capitals (full case folding); bad bytes are left out. */
void utf8_fold(struct buf *b, const char *s, size_t len);
/* Case-insensitive (full case folding) search: the offset of `needle` in `hay`, or -1. */
long utf8_find(const char *hay, const char *needle);

#endif
