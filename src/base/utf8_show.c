/* What a terminal shows of a text: how wide it is, how it is cut and wrapped, and what stands in place of what must not
 * reach a terminal. */
#include "config.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "base/utf8_unit.h"

enum { TAB_STOP = 8, DOTTED_CIRCLE = 0x25cc };

enum look { LOOK_UTF8, LOOK_ASCII };

static size_t add_stand_in(struct buf *out, uint32_t cp)
{
	char text[16];
	size_t n = utf8_stand_in(cp, text);

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
		else if (utf8_kind(part, &width) != KIND_MARK)
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
		if (utf8_kind(cp, &width) != KIND_JOINER)
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
	enum unit_kind kind;
	int width;

	if (!utf8_decode(s + at, end - at, &cp))
		return add_bad_byte(out, s[at]);
	kind = utf8_kind(cp, &width);
	if (utf8_is_alone(s, at, kind))
		return add_stand_in(out, cp);
	if (look == LOOK_ASCII)
		return add_ascii(out, cp);
	if (kind == KIND_MARK) {
		circle = (size_t)utf8_columns(DOTTED_CIRCLE);
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
		end = utf8_unit_end(s, len, at);
		width = utf8_is_plain(s, len, at) ? 1 : show(NULL, s, at, end, look);
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

		if (utf8_is_plain(s, len, at) || (lines && (s[at] == '\n' || s[at] == '\t'))) {
			at++;
			continue;
		}
		end = utf8_unit_end(s, len, at);
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
	size_t dots_width = look == LOOK_ASCII ? 3 : (size_t)utf8_columns(0x2026);
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
	return (s[at] == ' ' || s[at] == '\t') && utf8_unit_end(s, len, at) == at + 1;
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
		end = utf8_unit_end(s, len, pos);
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
	pos = utf8_unit_end(s, len, at);             /* wider than a line: shown all the same, or we never end */
	*next = skip_used(s, len, pos);
	return pos - at;
}
