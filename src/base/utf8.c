/* UTF-8: what is valid, how wide it is on a terminal, where it may be cut, and what is shown in
 * place of what must not reach a terminal. Bytes come in any state; nothing here fails.
 *
 * All of it works in units. A unit is a grapheme (utf8proc's extended cluster), except that
 * whatever is shown as a stand-in is a unit by itself, and that a cluster ends after UNIT_MAX
 * characters. Where a unit ends (unit_end) and how it is shown (show) are decided once, so that
 * measuring, cutting, moving and printing cannot disagree. The decision looks only at the unit
 * and at the marks before it: a prefix of whole units is shown just as it was measured. */
#include "config.h"

#include <assert.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf8.h"

enum {
	MARKS_MAX = 8,                  /* on one base; more would leave their cell */
	UNIT_MAX = 32,                  /* characters; keeps hostile clusters in bounds */
	TAB_STOP = 8,
};

enum {
	ZWJ = 0x200d,
	TEXT_STYLE = 0xfe0e,            /* variation selectors 15 and 16 */
	EMOJI_STYLE = 0xfe0f,
	KEYCAP = 0x20e3,
	BRAILLE_BLANK = 0x2800,
	DOTTED_CIRCLE = 0x25cc,
};

enum kind {
	KIND_BASE,
	KIND_MARK,                      /* combines with what is before it */
	KIND_PART,                      /* the same, without being a mark: vowels of a Hangul syllable */
	KIND_JOINER,                    /* ZWJ and the two styles: good only inside an emoji */
	KIND_STAND_IN,
};

enum look { LOOK_UTF8, LOOK_ASCII };

/* --- code points --- */

static bool is_scalar(uint32_t cp)
{
	return cp <= 0x10ffff && (cp < 0xd800 || cp > 0xdfff);
}

size_t utf8_decode(const char *s, size_t len, uint32_t *cp)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char c;
	uint32_t value;
	size_t n;

	if (!len)
		return 0;
	c = (unsigned char)s[0];
	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	if (c < 0xc2 || c > 0xf4 || n > len)
		return 0;
	value = c & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (!utf8_is_tail(s[i]))
			return 0;
		value = value << 6 | ((unsigned char)s[i] & 0x3f);
	}
	if (value < least[n] || !is_scalar(value))
		return 0;
	*cp = value;
	return n;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;

	if (!is_scalar(cp))
		return 0;
	for (size_t i = n; i-- > 1; cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3f));
	out[0] = (char)(lead[n] | cp);
	return n;
}

/* Bytes of the ASCII run at the beginning of s. Eight at a time: most text is nothing else. */
static size_t ascii_run(const char *s, size_t len)
{
	size_t i = 0;
	uint64_t eight;

	for (; i + sizeof eight <= len; i += sizeof eight) {
		memcpy(&eight, s + i, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < len && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

bool utf8_valid(const char *s, size_t len, size_t *bad)
{
	size_t at = 0, n;
	uint32_t cp;

	while ((at += ascii_run(s + at, len - at)) < len) {
		n = utf8_decode(s + at, len - at, &cp);
		if (!n) {
			if (bad)
				*bad = at;
			return false;
		}
		at += n;
	}
	return true;
}

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

/* -1: cannot be shown. Without a UTF-8 locale wcwidth() knows ASCII at best. */
static int columns_of(uint32_t cp)
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
	if (!is_scalar(cp) || (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef))
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

/* *width is set for BASE, MARK and PART. */
static enum kind kind_of(uint32_t cp, int *width)
{
	*width = 1;
	if (cp >= 0x20 && cp < 0x7f)
		return KIND_BASE;
	if (cp == ZWJ || cp == TEXT_STYLE || cp == EMOJI_STYLE)
		return KIND_JOINER;
	if (must_not_show(cp))
		return KIND_STAND_IN;
	*width = columns_of(cp);
	if (*width < 0)
		return KIND_STAND_IN;
	if (cp >= 0x300 && is_mark(cp))
		return KIND_MARK;
	return *width == 0 ? KIND_PART : KIND_BASE;
}

/* The letters shown for one that must not be; the longest is <U+10FFFF>. */
static size_t stand_in(uint32_t cp, char out[16])
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

	switch (kind_of(cp, &width)) {
	case KIND_BASE:
	case KIND_MARK:
	case KIND_PART:
		return width;
	case KIND_JOINER:
	case KIND_STAND_IN:
		break;
	}
	return (int)stand_in(cp, text);
}

/* --- units --- */

static bool combines(enum kind kind)
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
		if (!utf8_decode(s + at, end - at, &cp) || !combines(kind_of(cp, &width)))
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
	if (!m || c->count + 1 >= UNIT_MAX || kind_of(next, &width) != KIND_BASE)
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
	switch (kind_of(cp, &width)) {
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

/* Whether the character at `at`, which begins a unit, is shown as a stand-in (and so is the unit). */
static bool is_alone(const char *s, size_t at, enum kind kind)
{
	return kind == KIND_STAND_IN || kind == KIND_JOINER || kind == KIND_PART
	       || (kind == KIND_MARK && is_crowded(s, at));
}

/* Printable ASCII with ASCII or nothing behind it: a unit of one byte and one column. */
static bool is_plain(const char *s, size_t len, size_t at)
{
	return s[at] >= 0x20 && s[at] < 0x7f && (at + 1 == len || (unsigned char)s[at + 1] < 0x80);
}

/* Where the unit that starts at `at` ends. */
static size_t unit_end(const char *s, size_t len, size_t at)
{
	struct cluster c = { .count = 1 };
	size_t n;
	int width;

	if (is_plain(s, len, at))
		return at + 1;
	n = utf8_decode(s + at, len - at, &c.last);
	if (!n)
		return at + 1;
	if (is_alone(s, at, kind_of(c.last, &width)))
		return at + n;
	for (at += n; at < len && (n = cluster_adds(&c, s, len, at)); at += n)
		;
	return at;
}

size_t utf8_next(const char *s, size_t len, size_t at)
{
	assert(at < len);
	return unit_end(s, len, at);
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
	if (kind_of(before, &width) == KIND_STAND_IN || kind_of(after, &width) == KIND_STAND_IN)
		return true;
	if (combines(kind_of(after, &width)) && is_crowded(s, at))
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
	while ((end = unit_end(s, len, start)) < at)
		start = end;
	return start;
}

/* --- what is shown --- */

static size_t add_stand_in(struct buf *out, uint32_t cp)
{
	char text[16];
	size_t n = stand_in(cp, text);

	if (out)
		buf_addn(out, text, n);
	return n;
}

static size_t add_bad_byte(struct buf *out, char c)
{
	if (out)
		buf_addf(out, "<%02X>", (unsigned char)c);
	return 4;
}

/* ASCII likenesses that no decomposition gives. */
static const char *likeness(uint32_t cp)
{
	static const struct { uint32_t cp; const char *text; } like[] = {
		{ 0xa9, "(c)" }, { 0xab, "<<" }, { 0xae, "(R)" }, { 0xb7, "." }, { 0xbb, ">>" },
		{ 0xc6, "AE" }, { 0xd0, "D" }, { 0xd7, "x" }, { 0xd8, "O" }, { 0xde, "Th" }, { 0xdf, "ss" },
		{ 0xe6, "ae" }, { 0xf0, "d" }, { 0xf7, "/" }, { 0xf8, "o" }, { 0xfe, "th" },
		{ 0x110, "D" }, { 0x111, "d" }, { 0x126, "H" }, { 0x127, "h" }, { 0x131, "i" },
		{ 0x141, "L" }, { 0x142, "l" }, { 0x152, "OE" }, { 0x153, "oe" },
		{ 0x2010, "-" }, { 0x2012, "-" }, { 0x2013, "-" }, { 0x2014, "--" }, { 0x2015, "--" },
		{ 0x2018, "'" }, { 0x2019, "'" }, { 0x201a, "'" }, { 0x201b, "'" },
		{ 0x201c, "\"" }, { 0x201d, "\"" }, { 0x201e, "\"" }, { 0x2022, "*" },
		{ 0x2032, "'" }, { 0x2033, "\"" }, { 0x2039, "<" }, { 0x203a, ">" }, { 0x2044, "/" },
		{ 0x2190, "<-" }, { 0x2192, "->" }, { 0x21d2, "=>" }, { 0x2212, "-" },
		{ 0x2264, "<=" }, { 0x2265, ">=" },
	};

	for (size_t i = 0; i < sizeof like / sizeof *like; i++) {
		if (like[i].cp == cp)
			return like[i].text;
	}
	return NULL;
}

/* The ASCII letters that are left of cp without its accents; 0 if it has others too. */
static size_t base_letters(uint32_t cp, char out[32])
{
	const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
	utf8proc_int32_t parts[24];
	utf8proc_ssize_t n;
	size_t used = 0;
	int last = 0, width;

	n = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 24, how, &last);
	for (utf8proc_ssize_t i = 0; i < n && i < 24; i++) {
		uint32_t part = (uint32_t)parts[i];

		if (part == 0x2044)             /* in one half and the like */
			part = '/';
		if (part >= 0x20 && part < 0x7f)
			out[used++] = (char)part;
		else if (kind_of(part, &width) != KIND_MARK)
			return 0;
	}
	return used;
}

static size_t add_ascii(struct buf *out, uint32_t cp)
{
	char letters[32];
	const char *text = likeness(cp);
	size_t n;

	if (text) {
		n = strlen(text);
	} else {
		n = base_letters(cp, letters);
		text = n ? letters : "?";
		n = n ? n : 1;
	}
	if (out)
		buf_addn(out, text, n);
	return n;
}

static size_t width_of_all(const char *s, size_t at, size_t end)
{
	size_t sum = 0;
	uint32_t cp;
	int width;

	for (size_t n; at < end && (n = utf8_decode(s + at, end - at, &cp)); at += n) {
		if (kind_of(cp, &width) != KIND_JOINER)
			sum += (size_t)width;
	}
	return sum;
}

/* Adds what is shown for the unit s[at..end) to out, which may be NULL; returns its columns.
 * The one place that decides how text looks. `s` is where the text starts, not the unit. */
static size_t show(struct buf *out, const char *s, size_t at, size_t end, enum look look)
{
	uint32_t cp = 0;
	size_t circle = 0;
	enum kind kind;
	int width;

	if (!utf8_decode(s + at, end - at, &cp))
		return add_bad_byte(out, s[at]);
	kind = kind_of(cp, &width);
	if (is_alone(s, at, kind))
		return add_stand_in(out, cp);
	if (look == LOOK_ASCII)
		return add_ascii(out, cp);
	if (kind == KIND_MARK) {
		circle = (size_t)columns_of(DOTTED_CIRCLE);
		if (out)
			buf_add(out, "\xe2\x97\x8c");
	}
	if (out)
		buf_addn(out, s + at, end - at);
	return circle + width_of_all(s, at, end);
}

/* Bytes of the longest run of whole units that fits; *used gets its columns. */
static size_t fit(const char *s, size_t len, size_t columns, enum look look, size_t *used)
{
	size_t at = 0, end, width;

	for (*used = 0; at < len; at = end, *used += width) {
		end = unit_end(s, len, at);
		width = is_plain(s, len, at) ? 1 : show(NULL, s, at, end, look);
		if (width > columns - *used)
			break;
	}
	return at;
}

size_t utf8_width(const char *s)
{
	return utf8_width_n(s, strlen(s));
}

size_t utf8_width_n(const char *s, size_t len)
{
	size_t used;

	fit(s, len, SIZE_MAX, LOOK_UTF8, &used);
	return used;
}

size_t utf8_fit(const char *s, size_t len, size_t columns)
{
	size_t used;

	return fit(s, len, columns, LOOK_UTF8, &used);
}

static void add_shown(struct buf *b, const char *s, size_t len, bool lines, enum look look)
{
	size_t from = 0, at = 0;

	while (at < len) {
		size_t end;

		if (is_plain(s, len, at) || (lines && (s[at] == '\n' || s[at] == '\t'))) {
			at++;
			continue;
		}
		end = unit_end(s, len, at);
		buf_addn(b, s + from, at - from);
		show(b, s, at, end, look);
		from = at = end;
	}
	buf_addn(b, s + from, len - from);
}

void utf8_clean(struct buf *b, const char *s, size_t len, bool lines)
{
	add_shown(b, s, len, lines, LOOK_UTF8);
}

void utf8_ascii(struct buf *b, const char *s, size_t len, bool lines)
{
	add_shown(b, s, len, lines, LOOK_ASCII);
}

/* Returns the columns used. */
static size_t cut(struct buf *b, const char *s, size_t columns, enum look look)
{
	const char *dots = look == LOOK_ASCII ? "..." : "\xe2\x80\xa6";
	size_t dots_width = look == LOOK_ASCII ? 3 : (size_t)columns_of(0x2026);
	size_t len = strlen(s), used, n = fit(s, len, columns, look, &used);

	if (n == len) {
		add_shown(b, s, n, false, look);
		return used;
	}
	if (columns < dots_width) {             /* only ASCII dots can be cut */
		size_t room = look == LOOK_ASCII ? columns : 0;

		buf_addn(b, dots, room);
		return room;
	}
	n = fit(s, len, columns - dots_width, look, &used);
	add_shown(b, s, n, false, look);
	buf_add(b, dots);
	return used + dots_width;
}

void utf8_cut(struct buf *b, const char *s, size_t columns, bool ascii)
{
	cut(b, s, columns, ascii ? LOOK_ASCII : LOOK_UTF8);
}

void utf8_pad(struct buf *b, const char *s, size_t columns, bool ascii)
{
	size_t used = cut(b, s, columns, ascii ? LOOK_ASCII : LOOK_UTF8);

	buf_add_repeat(b, " ", columns - used);
}

/* --- wrapping --- */

/* A blank with a mark on it is no blank. */
static bool is_blank(const char *s, size_t len, size_t at)
{
	return (s[at] == ' ' || s[at] == '\t') && unit_end(s, len, at) == at + 1;
}

/* After a line that is full: the blanks there, and the newline if one follows, are used up.
 * Otherwise a line that just fits would be followed by an empty one. */
static size_t skip_used(const char *s, size_t len, size_t at)
{
	while (at < len && is_blank(s, len, at))
		at++;
	return at < len && s[at] == '\n' ? at + 1 : at;
}

static size_t wrap_width(const char *s, size_t at, size_t end, size_t column)
{
	return s[at] == '\t' ? TAB_STOP - column % TAB_STOP : show(NULL, s, at, end, LOOK_UTF8);
}

/* Blanks a text begins with are its indentation, not a place to break. */
size_t utf8_wrap(const char *s, size_t len, size_t at, size_t columns, size_t *next)
{
	size_t pos = at, column = 0, end, width;
	size_t word_end = at, word_next = at;   /* where the last blanks began, and ended */

	for (; pos < len && s[pos] != '\n'; pos = end, column += width) {
		end = unit_end(s, len, pos);
		width = wrap_width(s, pos, end, column);
		if (width > columns - column)
			break;
		if (is_blank(s, len, pos)) {
			word_end = word_next == pos ? word_end : pos;
			word_next = end;
		}
	}
	if (pos == len || s[pos] == '\n') {
		*next = pos == len ? len : pos + 1;
		return pos - at;
	}
	if (is_blank(s, len, pos)) {
		*next = skip_used(s, len, pos);
		return (word_next == pos && word_end > at ? word_end : pos) - at;
	}
	if (word_end > at) {
		*next = word_next;
		return word_end - at;
	}
	if (pos > at) {
		*next = pos;
		return pos - at;
	}
	pos = unit_end(s, len, at);             /* wider than a line: shown all the same, or we never end */
	*next = skip_used(s, len, pos);
	return pos - at;
}

/* --- searching --- */

enum { FOLD_MAX = 8 };                  /* a full folding has at most 3 characters */

/* The folded characters of the one at s, *n of them; returns its bytes. A bad byte is like
 * nothing but itself. */
static size_t fold(const char *s, size_t len, utf8proc_int32_t out[FOLD_MAX], size_t *n)
{
	uint32_t cp;
	size_t bytes = utf8_decode(s, len, &cp);
	utf8proc_ssize_t got;
	int last = 0;

	*n = 1;
	if (!bytes) {
		out[0] = -1 - (unsigned char)s[0];
		return 1;
	}
	out[0] = (utf8proc_int32_t)cp;
	if (cp < 0x80) {
		if (cp >= 'A' && cp <= 'Z')
			out[0] += 'a' - 'A';
		return bytes;
	}
	got = utf8proc_decompose_char((utf8proc_int32_t)cp, out, FOLD_MAX, UTF8PROC_CASEFOLD, &last);
	if (got >= 1 && got <= FOLD_MAX)
		*n = (size_t)got;
	else
		out[0] = (utf8proc_int32_t)cp;
	return bytes;
}

void utf8_fold(struct buf *b, const char *s, size_t len)
{
	utf8proc_int32_t folded[FOLD_MAX];
	size_t n, step;

	for (size_t at = 0; at < len; at += step) {
		step = fold(s + at, len - at, folded, &n);
		for (size_t i = 0; i < n; i++) {
			char bytes[4];

			if (folded[i] >= 0)
				buf_addn(b, bytes, utf8_encode((uint32_t)folded[i], bytes));
		}
	}
}

/* Whether hay, folded, begins with want[0..n). */
static bool begins_with(const char *hay, size_t len, const utf8proc_int32_t *want, size_t n)
{
	utf8proc_int32_t got[FOLD_MAX];
	size_t at = 0, i = 0, folded;

	while (i < n) {
		if (at == len)
			return false;
		at += fold(hay + at, len - at, got, &folded);
		for (size_t k = 0; k < folded && i < n; k++, i++) {
			if (got[k] != want[i])
				return false;
		}
	}
	return true;
}

long utf8_find(const char *hay, const char *needle)
{
	size_t len = strlen(hay), needle_len = strlen(needle), n = 0, step, folded;
	utf8proc_int32_t *want = xreallocarray(NULL, needle_len * 3 + FOLD_MAX, sizeof *want);
	uint32_t cp;
	long found = -1;

	for (size_t at = 0; at < needle_len; at += step, n += folded)
		step = fold(needle + at, needle_len - at, want + n, &folded);
	for (size_t at = 0; at <= len; at += step) {
		if (begins_with(hay + at, len - at, want, n)) {
			found = (long)at;
			break;
		}
		step = utf8_decode(hay + at, len - at, &cp);
		step = step ? step : 1;
	}
	free(want);
	return found;
}
