/* The bytes of a YAML file before libyaml sees them. libyaml stops at the first bad character and
 * calls it by no name; it takes UTF-16 and, as line ends, characters that no editor shows as such. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "catalogue/yaml_scan.h"

struct scan {
	struct yaml *y;
	const char *at, *end;
	char *copy;                     /* NULL until the first stand-in */
	const char *start;
	size_t line, column;
	bool strict, tab_told;          /* one complaint of tabs a line is enough */
};

const char *yaml_cp_name(uint32_t cp, char out[YAML_NAME_SIZE])
{
	if (cp < 0x20)
		snprintf(out, YAML_NAME_SIZE, "^%c", (int)(cp + 0x40));
	else if (cp == 0x7f)
		snprintf(out, YAML_NAME_SIZE, "^?");
	else
		snprintf(out, YAML_NAME_SIZE, "U+%04X", (unsigned)cp);
	return out;
}

static bool is_bidi(uint32_t cp)
{
	return cp == 0x61c || cp == 0x200e || cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069);
}

const char *yaml_banned(uint32_t cp, bool strict)
{
	if (cp == '\n' || (cp == '\t' && !strict))
		return NULL;
	if (cp == '\t')
		return "a tab";
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return "a control character";
	if (!strict)
		return NULL;
	if (cp == 0x2028 || cp == 0x2029)
		return "an invisible line end";
	if (cp == 0xfeff)
		return "an invisible mark";
	return is_bidi(cp) ? "a character that reorders text" : NULL;
}

/* Not to be written as such, in whatever file: libyaml would end a line at the first two, and refuse
 * the others. As "\u2028" they may stand in people's own texts. */
static const char *banned_raw(uint32_t cp, bool strict)
{
	if (cp == 0x2028 || cp == 0x2029)
		return "an invisible line end";
	if (cp == 0xfeff)
		return "an invisible mark";
	if ((cp & 0xfffe) == 0xfffe)
		return "no character";
	return yaml_banned(cp, strict);
}

/* As many bytes as what they stand for: places must not move. */
static void stand_in(struct scan *s, size_t n)
{
	static const char *const with[] = { "", " ", "\xc2\xb7", "\xef\xbf\xbd", "\xf0\x9f\xa4\xb7" };
	size_t at = (size_t)(s->at - s->start);
	size_t len = (size_t)(s->end - s->start);

	if (!s->copy) {
		s->copy = arena_alloc(&s->y->arena, len + 1);
		memcpy(s->copy, s->start, len);
	}
	memcpy(s->copy + at, with[n], n);
}

static void complain(struct scan *s, uint32_t cp, const char *why, size_t n)
{
	char name[YAML_NAME_SIZE];

	stand_in(s, n);
	if (cp != '\t')
		yaml_complain_at(s->y, s->line, s->column, "%s (%s) must not stand here", why, yaml_cp_name(cp, name));
	else if (!s->tab_told)
		yaml_complain_at(s->y, s->line, s->column, "a tab: write blanks instead");
	s->tab_told = s->tab_told || cp == '\t';
}

static void next_line(struct scan *s)
{
	s->line++;
	s->column = 1;
	s->tab_told = false;
}

/* One character; false if there is none. */
static bool scan_one(struct scan *s)
{
	uint32_t cp = (unsigned char)*s->at;
	size_t n = 1;
	const char *why = NULL;

	if (cp == '\n' || (cp == '\r' && s->at + 1 < s->end && s->at[1] == '\n')) {
		s->at += cp == '\r' ? 2 : 1;
		next_line(s);
		return true;
	}
	if (cp < 0x20 || cp >= 0x7f) {
		n = utf8_decode(s->at, (size_t)(s->end - s->at), &cp);
		if (n == 0)
			return false;
		why = banned_raw(cp, s->strict);
	}
	if (why)
		complain(s, cp, why, n);
	s->at += n;
	s->column++;
	return true;
}

/* Other encodings are told by their marks, or by the zero that every second Latin letter has. */
static const char *other_encoding(const char *b, size_t len)
{
	if (len >= 4 && (memcmp(b, "\xff\xfe\0\0", 4) == 0 || memcmp(b, "\0\0\xfe\xff", 4) == 0))
		return "UTF-32";
	if (len >= 2 && (memcmp(b, "\xff\xfe", 2) == 0 || memcmp(b, "\xfe\xff", 2) == 0))
		return "UTF-16";
	if (len >= 4 && ((!b[0] && b[1] && !b[2] && b[3]) || (b[0] && !b[1] && b[2] && !b[3])))
		return "UTF-16";
	return NULL;
}

bool yaml_scan(struct yaml *y, const char **bytes, size_t *len, bool strict)
{
	struct scan s = { .y = y, .line = 1, .column = 1, .strict = strict };
	const char *encoding = other_encoding(*bytes, *len);

	if (encoding) {
		yaml_complain_at(y, 1, 1, "this is %s: save the file as UTF-8", encoding);
		return false;
	}
	if (*len >= 3 && memcmp(*bytes, "\xef\xbb\xbf", 3) == 0) {
		*bytes += 3;
		*len -= 3;
	}
	s.at = s.start = *bytes;
	s.end = s.at + *len;
	while (s.at < s.end) {
		if (scan_one(&s))
			continue;
		yaml_complain_at(y, s.line, s.column, "the byte %02X is not UTF-8: save the file as UTF-8",
		    (unsigned)(unsigned char)*s.at);
		return false;
	}
	if (s.copy)
		*bytes = s.copy;
	return true;
}
