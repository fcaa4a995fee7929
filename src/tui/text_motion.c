/* Where graphemes, words, lines and paragraphs of a text begin and end. */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/text_private.h"

/* How far the bounds of a grapheme are looked for. It has at most 32 characters, but whether one
 * starts at a place may depend on all that is before it, as in a row of flags: that is followed
 * so far, and beyond it a row of them may be read from another of its members. */
enum { LOOK_BEHIND = 512, LOOK_AHEAD = 192, MARKS_BEHIND = 32 };

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* Bytes around `at` in one piece: up to `behind` before it and `ahead` after it, whole characters
 * at the front. *at becomes the offset within them. */
static const char *window(const struct text *t, size_t *at, size_t behind, size_t ahead, char *scratch, size_t *len)
{
	size_t from = *at > behind ? *at - behind : 0, all = text_len(t);
	size_t to = all - *at > ahead ? *at + ahead : all;
	const char *p = text_bytes(t, from, to - from, scratch);

	*len = to - from;
	*at -= from;
	while (from > 0 && *at > 0 && utf8_is_tail(*p)) {
		p++;
		--*len;
		--*at;
	}
	return p;
}

size_t text_next(const struct text *t, size_t at)
{
	char scratch[MARKS_BEHIND + LOOK_AHEAD];
	size_t n, start = at;
	const char *p = text_peek(t, at, &n);

	if (n == 0)
		return at;
	if (n > 1 && is_ascii(p[0]) && is_ascii(p[1]))
		return at + 1;
	p = window(t, &at, MARKS_BEHIND, LOOK_AHEAD, scratch, &n);
	return start + utf8_next(p, n, at) - at;
}

size_t text_prev(const struct text *t, size_t at)
{
	char scratch[LOOK_BEHIND + LOOK_AHEAD];
	size_t n, start = at;
	const char *p;

	if (at == 0)
		return 0;
	p = text_bytes(t, at - (at > 1 ? 2 : 1), at > 1 ? 2 : 1, scratch);
	if (is_ascii(p[0]) && (at == 1 || is_ascii(p[1])))
		return at - 1;
	p = window(t, &at, LOOK_BEHIND, LOOK_AHEAD, scratch, &n);
	return start - at + utf8_prev(p, n, at);
}

/* Words. */

/* What outside ASCII separates words: blanks, punctuation, symbols, pictures. */
static const struct { uint32_t first, last; } no_word[] = {
	{ 0x80, 0xA9 }, { 0xAB, 0xB4 }, { 0xB6, 0xB9 }, { 0xBB, 0xBF }, { 0xD7, 0xD7 }, { 0xF7, 0xF7 },
	{ 0x37E, 0x37E }, { 0x387, 0x387 }, { 0x55A, 0x55F }, { 0x589, 0x58A }, { 0x5BE, 0x5BE },
	{ 0x5C0, 0x5C0 }, { 0x5C3, 0x5C3 }, { 0x5F3, 0x5F4 }, { 0x600, 0x60F }, { 0x61B, 0x61F },
	{ 0x66A, 0x66D }, { 0x6D4, 0x6D4 }, { 0x964, 0x965 }, { 0x1680, 0x1680 }, { 0x2000, 0x200B },
	{ 0x200E, 0x203E }, { 0x2041, 0x2053 }, { 0x2055, 0x206F }, { 0x20A0, 0x20CF }, { 0x2190, 0x245F },
	{ 0x2500, 0x2BFF }, { 0x2E00, 0x2E7F }, { 0x3000, 0x3004 }, { 0x3008, 0x3020 }, { 0x3030, 0x3030 },
	{ 0x303D, 0x303D }, { 0x30FB, 0x30FB }, { 0xD800, 0xF8FF }, { 0xFE10, 0xFE19 }, { 0xFE30, 0xFE6F },
	{ 0xFEFF, 0xFF0F }, { 0xFF1A, 0xFF20 }, { 0xFF3B, 0xFF40 }, { 0xFF5B, 0xFF65 }, { 0xFFE0, 0xFFFF },
	{ 0x1F000, 0x1FBEF }, { 0xE0000, 0x10FFFF },
};

bool text_is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || cp == '_';
	for (size_t i = 0; i < sizeof no_word / sizeof *no_word; i++) {
		if (cp <= no_word[i].last)
			return cp < no_word[i].first;
	}
	return true;
}

/* Whether the grapheme at `at` belongs to a word: its first character decides. */
static bool is_word(const struct text *t, size_t at)
{
	char scratch[4];
	size_t left = text_len(t) - at, n = left < 4 ? left : 4;
	uint32_t cp = 0;

	utf8_decode(text_bytes(t, at, n, scratch), n, &cp);
	return text_is_word(cp);
}

static size_t word_right(const struct text *t, size_t at)
{
	size_t end = text_len(t);

	while (at < end && !is_word(t, at))
		at = text_next(t, at);
	while (at < end && is_word(t, at))
		at = text_next(t, at);
	return at;
}

static size_t word_left(const struct text *t, size_t at)
{
	size_t before = text_prev(t, at);

	for (; at > 0 && !is_word(t, before); before = text_prev(t, at))
		at = before;
	for (; at > 0 && is_word(t, before); before = text_prev(t, at))
		at = before;
	return at;
}

/* Paragraphs. */

bool text_blank_line(const struct text *t, size_t line)
{
	size_t end = text_line_end(t, line), n;

	for (size_t at = text_line_start(t, line); at < end; at += n) {
		const char *p = text_peek(t, at, &n);

		n = n < end - at ? n : end - at;
		for (size_t i = 0; i < n; i++) {
			if (p[i] != ' ' && p[i] != '\t')
				return false;
		}
	}
	return true;
}

static size_t paragraph_down(const struct text *t, size_t at)
{
	size_t line = text_line_at(t, at), lines = text_lines(t);

	while (line < lines && text_blank_line(t, line))
		line++;
	while (line < lines && !text_blank_line(t, line))
		line++;
	return line < lines ? text_line_start(t, line) : text_len(t);
}

static size_t paragraph_up(const struct text *t, size_t at)
{
	size_t line = text_line_at(t, at);

	if (line > 0 && at == text_line_start(t, line))
		line--;
	while (line > 0 && text_blank_line(t, line))
		line--;
	while (line > 0 && !text_blank_line(t, line))
		line--;
	return text_line_start(t, line);
}

size_t text_where(const struct text *t, size_t at, enum text_motion motion)
{
	switch (motion) {
	case TEXT_LEFT: return text_prev(t, at);
	case TEXT_RIGHT: return text_next(t, at);
	case TEXT_WORD_LEFT: return word_left(t, at);
	case TEXT_WORD_RIGHT: return word_right(t, at);
	case TEXT_LINE_START: return text_line_start(t, text_line_at(t, at));
	case TEXT_LINE_END: return text_line_end(t, text_line_at(t, at));
	case TEXT_PARAGRAPH_UP: return paragraph_up(t, at);
	case TEXT_PARAGRAPH_DOWN: return paragraph_down(t, at);
	case TEXT_START: return 0;
	case TEXT_END: return text_len(t);
	case TEXT_MOTION_COUNT: break;
	}
	assert(!"a motion");
	return at;
}
