/* Units of text: what the files of utf8.h share.
 *
 * A unit is a grapheme (utf8proc's extended cluster), except that whatever is shown as a stand-in is a unit by itself,
 * and that a cluster ends after 32 characters. Where a unit ends (utf8_unit_end) and how it is shown (show, in
 * utf8_show.c) are decided once, so that measuring, cutting, moving and printing cannot disagree. The decision looks only
 * at the unit and at the marks before it: a prefix of whole units is shown just as it was measured. */
#ifndef BASE_UTF8_UNIT_H
#define BASE_UTF8_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"

enum unit_kind {
	KIND_BASE,
	KIND_MARK,                      /* combines with what is before it */
	KIND_PART,                      /* the same, without being a mark: vowels of a Hangul syllable */
	KIND_JOINER,                    /* ZWJ and the two styles: good only inside an emoji */
	KIND_STAND_IN,
};

static inline bool utf8_is_scalar(uint32_t cp)
{
	return cp <= 0x10ffff && (cp < 0xd800 || cp > 0xdfff);
}

/* -1: cannot be shown. Without a UTF-8 locale wcwidth() knows ASCII at best. */
int utf8_columns(uint32_t cp);
/* *width is set for BASE, MARK and PART. */
enum unit_kind utf8_kind(uint32_t cp, int *width);
/* The letters shown for one that must not be; the longest is <U+10FFFF>. Returns how many. */
size_t utf8_stand_in(uint32_t cp, char out[16]);
/* Whether the character at `at`, which begins a unit, is shown as a stand-in (and so is the unit). `s` is where the text
 * starts. */
bool utf8_is_alone(const char *s, size_t at, enum unit_kind kind);
/* Where the unit that starts at `at` (below len) ends. */
size_t utf8_unit_end(const char *s, size_t len, size_t at);

/* Printable ASCII with ASCII or nothing behind it: a unit of one byte and one column. */
static inline bool utf8_is_plain(const char *s, size_t len, size_t at)
{
	return s[at] >= 0x20 && s[at] < 0x7f && (at + 1 == len || (unsigned char)s[at + 1] < 0x80);
}

#endif
