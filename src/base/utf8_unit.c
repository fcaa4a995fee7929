/* Where text may be cut: characters, how wide they are, and the units they make. */
#include "config.h"

#include <assert.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/utf8.h"
#include "base/utf8_unit.h"

enum {
	MARKS_MAX = 8,                  /* on one base; more would leave their cell */
	UNIT_MAX = 32                   /* characters; keeps hostile clusters in bounds */
};

enum {
	ZWJ = 0x200d,
	TEXT_STYLE = 0xfe0e,            /* variation selectors 15 and 16 */
	EMOJI_STYLE = 0xfe0f,
	KEYCAP = 0x20e3,
	BRAILLE_BLANK = 0x2800
};

/* Where the character, or the bad byte, that ends before `at` starts. */
static size_t step_back(const char *s, size_t at)
{
	uint32_t cp;

	for (size_t n = 1; n <= 4 && n <= at; n++) {
		if (!utf8_is_tail(s[at - n]))
			return utf8_decode(s + at - n, n, &cp) == n ? at - n : at - 1;
	}
	return at - 1;
}

static const utf8proc_property_t *property(uint32_t cp)
{
	return utf8proc_get_property((utf8proc_int32_t)cp);
}

static bool is_pictogram(uint32_t cp)
{
	return property(cp)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* utf8proc's idea where the C library has none, brought in line with it: vowels and finals of a
 * Hangul syllable lie over its initial, a spacing mark takes a column. */
static int columns_without_locale(uint32_t cp)
{
	const utf8proc_property_t *p = property(cp);

	if (p->boundclass == UTF8PROC_BOUNDCLASS_V || p->boundclass == UTF8PROC_BOUNDCLASS_T)
		return 0;
	if (p->category == UTF8PROC_CATEGORY_MC)
		return 1;
	return utf8proc_charwidth((utf8proc_int32_t)cp);
}

int utf8_columns(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (MB_CUR_MAX > 1 && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return wcwidth((wchar_t)cp);
	return columns_without_locale(cp);
}

/* What could act on the terminal, re-order its neighbours, or be there without being seen. */
static bool must_not_show(uint32_t cp)
{
	const utf8proc_property_t *p;

	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return true;
	if (cp < 0x300)
		return cp == 0xad;              /* the soft hyphen */
	if (!utf8_is_scalar(cp) || (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef))
		return true;
	p = property(cp);
	switch (p->category) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return p->ignorable || cp == BRAILLE_BLANK;
	}
}

static bool is_mark(uint32_t cp)
{
	const utf8proc_property_t *p = property(cp);

	switch (p->category) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		/* The other spacing marks (Myanmar has some) stand in a cluster of their own. */
		return p->boundclass == UTF8PROC_BOUNDCLASS_EXTEND
		       || p->boundclass == UTF8PROC_BOUNDCLASS_SPACINGMARK;
	default:
		return false;
	}
}

enum unit_kind utf8_kind(uint32_t cp, int *width)
{
	*width = 1;
	if (cp >= 0x20 && cp < 0x7f)
		return KIND_BASE;
	if (cp == ZWJ || cp == TEXT_STYLE || cp == EMOJI_STYLE)
		return KIND_JOINER;
	if (must_not_show(cp))
		return KIND_STAND_IN;
	*width = utf8_columns(cp);
	if (*width < 0)
		return KIND_STAND_IN;
	if (cp >= 0x300 && is_mark(cp))
		return KIND_MARK;
	return *width == 0 ? KIND_PART : KIND_BASE;
}

size_t utf8_stand_in(uint32_t cp, char out[16])
{
	int n;

	if (cp < 0x20 || cp == 0x7f)
		n = snprintf(out, 16, "^%c", (char)(cp ^ 0x40));
	else
		n = snprintf(out, 16, "<U+%04X>", (unsigned)cp);
	return (size_t)n;
}

int utf8_cp_width(uint32_t cp)
{
	char text[16];
	int width;

	switch (utf8_kind(cp, &width)) {
	case KIND_BASE:
	case KIND_MARK:
	case KIND_PART:
		return width;
	case KIND_JOINER:
	case KIND_STAND_IN:
		break;
	}
	return (int)utf8_stand_in(cp, text);
}

/* --- units --- */

static bool combines(enum unit_kind kind)
{
	return kind == KIND_MARK || kind == KIND_PART;
}

/* Whether the MARKS_MAX characters before `at` all combine, so that one more is too many. Asks
 * the text and not a counter: the answer is the same from whichever side the unit is reached. */
static bool is_crowded(const char *s, size_t at)
{
	for (int i = 0; i < MARKS_MAX; i++) {
		size_t end = at;
		uint32_t cp;
		int width;

		if (!at)
			return false;
		at = step_back(s, at);
		if (!utf8_decode(s + at, end - at, &cp) || !combines(utf8_kind(cp, &width)))
			return false;
	}
	return true;
}

struct cluster {
	uint32_t last;                  /* the character before the one being asked about */
	utf8proc_int32_t state;         /* utf8proc's, over the unit so far */
	int count;
};

static bool breaks(struct cluster *c, uint32_t cp)
{
	return utf8proc_grapheme_break_stateful((utf8proc_int32_t)c->last, (utf8proc_int32_t)cp, &c->state);
}

/* Bytes that a style selector or a ZWJ adds to the unit, 0 if it is out of place there. A ZWJ
 * comes with the pictogram it joins, or not at all. `after` follows it. */
static size_t joiner_adds(struct cluster *c, uint32_t joiner, size_t n, const char *after, size_t len)
{
	uint32_t next;
	size_t m = utf8_decode(after, len, &next);
	int width;

	if (joiner != ZWJ) {
		bool keycap = c->last < 0x80 && strchr("0123456789#*", (int)c->last) && m && next == KEYCAP;

		if (!keycap && !is_pictogram(c->last))
			return 0;
		c->last = joiner;
		return n;
	}
	c->last = joiner;
	if (!m || c->count + 1 >= UNIT_MAX || utf8_kind(next, &width) != KIND_BASE)
		return 0;
	if (!is_pictogram(next) || breaks(c, next))
		return 0;
	c->last = next;
	c->count++;
	return n + m;
}

/* Bytes that the unit so far takes in at `at`; 0: it ends there. */
static size_t cluster_adds(struct cluster *c, const char *s, size_t len, size_t at)
{
	uint32_t cp;
	size_t n = utf8_decode(s + at, len - at, &cp);
	int width;

	if (!n || c->count >= UNIT_MAX || breaks(c, cp))
		return 0;
	c->count++;
	switch (utf8_kind(cp, &width)) {
	case KIND_STAND_IN:
		return 0;
	case KIND_JOINER:
		return joiner_adds(c, cp, n, s + at + n, len - at - n);
	case KIND_MARK:
	case KIND_PART:
		if (is_crowded(s, at))
			return 0;
		break;
	case KIND_BASE:
		break;
	}
	c->last = cp;
	return n;
}

bool utf8_is_alone(const char *s, size_t at, enum unit_kind kind)
{
	return kind == KIND_STAND_IN || kind == KIND_JOINER || kind == KIND_PART
	       || (kind == KIND_MARK && is_crowded(s, at));
}

size_t utf8_unit_end(const char *s, size_t len, size_t at)
{
	struct cluster c = { .count = 1 };
	size_t n;
	int width;

	if (utf8_is_plain(s, len, at))
		return at + 1;
	n = utf8_decode(s + at, len - at, &c.last);
	if (!n)
		return at + 1;
	if (utf8_is_alone(s, at, utf8_kind(c.last, &width)))
		return at + n;
	for (at += n; at < len && (n = cluster_adds(&c, s, len, at)); at += n)
		;
	return at;
}

size_t utf8_next(const char *s, size_t len, size_t at)
{
	assert(at < len);
	return utf8_unit_end(s, len, at);
}

/* Whether a unit starts at `at` whatever stands further before: false where that depends on it,
 * as in a row of flags. */
static bool starts_unit(const char *s, size_t len, size_t at)
{
	size_t last = at ? step_back(s, at) : 0;
	uint32_t before, after;
	int width;

	if (at == 0 || !utf8_decode(s + last, at - last, &before) || !utf8_decode(s + at, len - at, &after))
		return true;
	if (utf8_kind(before, &width) == KIND_STAND_IN || utf8_kind(after, &width) == KIND_STAND_IN)
		return true;
	if (combines(utf8_kind(after, &width)) && is_crowded(s, at))
		return true;
	if (before == ZWJ && is_pictogram(after))
		return false;
	return utf8proc_grapheme_break((utf8proc_int32_t)before, (utf8proc_int32_t)after);
}

/* Back to a place that is surely a start, then forward from there: units cannot be read backwards. */
size_t utf8_prev(const char *s, size_t len, size_t at)
{
	size_t start, end;

	assert(at > 0 && at <= len);
	for (start = step_back(s, at); !starts_unit(s, len, start); )
		start = step_back(s, start);
	while ((end = utf8_unit_end(s, len, start)) < at)
		start = end;
	return start;
}
