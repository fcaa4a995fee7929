/* YAML scalars for the text form: the plainest style from which the bytes come back exactly.
 * One line of harmless text stands plain; several lines as a block; all else in quotes. */
#include "config.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "catalogue/exchange_emit.h"

/* What has to be known of a text to choose its style. */
struct shape {
	bool newline, tab, ink;         /* ink: anything but blanks */
	bool escape;                    /* holds what may not stand there as itself */
};

static bool is_noncharacter(uint32_t cp)
{
	return (cp >= 0xfdd0 && cp <= 0xfdef) || (cp & 0xfffe) == 0xfffe;
}

/* What libyaml refuses or takes for a line break, and what would turn round the line in which the
 * document is read by people. */
static bool needs_escape(uint32_t cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7f && cp <= 0x9f) || cp == 0xfeff
	    || (cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) || is_noncharacter(cp);
}

static struct shape shape_of(const char *s, size_t len)
{
	struct shape shape = {0};

	for (size_t at = 0, n; at < len; at += n) {
		uint32_t cp = 0;

		n = utf8_decode(s + at, len - at, &cp);
		if (n == 0) {
			shape.escape = true;
			n = 1;
			continue;
		}
		shape.newline = shape.newline || cp == '\n';
		shape.tab = shape.tab || cp == '\t';
		shape.ink = shape.ink || (cp != '\n' && cp != '\t' && cp != ' ');
		shape.escape = shape.escape || needs_escape(cp);
	}
	return shape;
}

/* Words that other readers take for something else than text. */
static bool is_reserved(const char *s)
{
	static const char *const words[] = { "y", "n", "yes", "no", "on", "off", "true", "false", "null" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(s, words[i]) == 0)
			return true;
	return false;
}

/* Narrower than YAML allows: begins with a letter, so that it is no number, date or indicator. */
static bool is_plain(const char *s, size_t len, const struct shape *shape)
{
	unsigned char first = (unsigned char)s[0];
	bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first > 0xc2;

	return letter && !shape->newline && !shape->tab && !shape->escape && !is_reserved(s)
	    && strstr(s, ": ") == NULL && strstr(s, " #") == NULL && s[len - 1] != ' ' && s[len - 1] != ':';
}

static void add_escape(struct buf *b, uint32_t cp)
{
	if (cp == '\n')
		buf_add(b, "\\n");
	else if (cp == '\t')
		buf_add(b, "\\t");
	else if (cp == '"' || cp == '\\')
		buf_addf(b, "\\%c", (char)cp);
	else if (cp <= 0xffff)
		buf_addf(b, "\\u%04X", (unsigned)cp);
	else
		buf_addf(b, "\\U%08X", (unsigned)cp);
}

/* Bytes that are no text become U+FFFD, as in JSON: the document is strict whatever came in. */
static void add_quoted(struct buf *b, const char *s, size_t len)
{
	size_t from = 0, at = 0;

	buf_addc(b, '"');
	while (at < len) {
		uint32_t cp = 0;
		size_t n = utf8_decode(s + at, len - at, &cp);

		if (n != 0 && !needs_escape(cp) && cp != '"' && cp != '\\' && cp != '\n' && cp != '\t') {
			at += n;
			continue;
		}
		buf_addn(b, s + from, at - from);
		add_escape(b, n == 0 ? 0xfffd : cp);
		at += n == 0 ? 1 : n;
		from = at;
	}
	buf_addn(b, s + from, at - from);
	buf_addc(b, '"');
}

/* The sign after the bar: what becomes of the newlines at the end. */
static const char *chomping(const char *s, size_t len)
{
	if (s[len - 1] != '\n')
		return "-";
	return len >= 2 && s[len - 2] == '\n' ? "+" : "";
}

/* The indentation has to be said where the first line does not show it. */
static void add_block(struct buf *b, const char *s, size_t len, int indent)
{
	const char *end = s + len;
	bool hidden = *s == ' ' || *s == '\t' || *s == '\n';

	buf_addf(b, "|%s%s\n", hidden ? "2" : "", chomping(s, len));
	while (s < end) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((newline != NULL ? newline : end) - s);

		if (n > 0)
			buf_add_repeat(b, " ", (size_t)indent);
		buf_addn(b, s, n);
		buf_addc(b, '\n');
		s += n + (newline != NULL ? 1 : 0);
	}
}

void emit_yaml_scalar(struct buf *b, const char *value, int indent)
{
	size_t len = strlen(value);
	struct shape shape = shape_of(value, len);

	if (shape.newline && shape.ink && !shape.escape) {
		add_block(b, value, len, indent);
		return;
	}
	if (len > 0 && is_plain(value, len, &shape))
		buf_addn(b, value, len);
	else
		add_quoted(b, value, len);
	buf_addc(b, '\n');
}
