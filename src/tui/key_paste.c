/* A paste being collected: its markers, its bound, and how bytes become valid text. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "tui/key_paste.h"
#include "tui/key_sequence.h"

enum {
	SLACK = 8,              /* bytes kept over PASTE_MAX, so that a marker that begins before it is taken out whole */
	SUDDEN_BYTES = 8,       /* printable, in one read, of at least so many different characters: */
	SUDDEN_DIFFERENT = 4,   /* nobody types like that */
};

void paste_release(struct paste *p)
{
	buf_release(&p->text);
}

void paste_add(struct paste *p, const char *s, size_t n)
{
	size_t room = PASTE_MAX + SLACK - p->text.len, fits = n < room ? n : room;

	buf_addn(&p->text, s, fits);
	p->ignored += n - fits;
}

/* Whether the byte 0x9b that stands `bytes` from the end of `last` ends a character, and is no CSI. */
static bool inside_character(uint64_t last, int bytes)
{
	char s[4];
	uint32_t cp;

	for (int i = 0; i < 4; i++)
		s[i] = (char)(bytes + 3 - i < 8 ? last >> (8 * (bytes + 3 - i)) & 0xff : 0);
	for (size_t n = 2; n <= 4; n++)
		if (utf8_decode(s + 4 - n, n, &cp) == n)
			return cp != 0x9b;
	return false;
}

/* Bytes of the marker that the last byte ended, 0 if none; *digit is its third digit. */
static size_t marker(const struct paste *p, char *digit)
{
	uint64_t four = p->last & 0xffffffff;

	*digit = (char)(four >> 8 & 0xff);
	if (four != 0x3230307e && four != 0x3230317e)           /* 200~ 201~ */
		return 0;
	if ((p->last >> 32 & 0xffff) == 0x1b5b)                 /* ESC [ */
		return 6;
	if ((p->last >> 32 & 0xff) != 0x9b || inside_character(p->last, 4))
		return 0;
	return (p->last >> 40 & 0xff) == 0xc2 ? 6 : 5;
}

enum paste_mark paste_byte(struct paste *p, unsigned char c)
{
	size_t n;
	char digit;

	p->last = p->last << 8 | c;
	paste_add(p, (const char *)&c, 1);
	if (c != '~' || (n = marker(p, &digit)) == 0)
		return PASTE_GOES_ON;
	n -= n < p->ignored ? n : p->ignored;
	if (n > p->text.len)
		n = p->text.len;
	buf_remove(&p->text, p->text.len - n, n);
	p->last = 0;
	return digit == '0' ? PASTE_BEGINS : PASTE_ENDS;
}

/* One byte or character of s at `at` into out; returns how many bytes that was. */
static size_t add_valid(struct buf *out, const char *s, size_t len, size_t at)
{
	uint32_t cp;
	size_t n;

	if (s[at] == '\r') {
		buf_addc(out, '\n');
		return at + 1 < len && s[at + 1] == '\n' ? 2 : 1;
	}
	n = utf8_decode(s + at, len - at, &cp);
	if (n == 0 || cp == 0) {
		buf_add(out, "\xef\xbf\xbd");
		return 1;
	}
	buf_addn(out, s + at, n);
	return n;
}

/* Bytes up to which whole characters reach, where the last may have been cut. */
static size_t whole_characters(const char *s, size_t len)
{
	size_t back = 1;

	while (back < 4 && back < len && utf8_is_tail(s[len - back]))
		back++;
	return len > 0 && (unsigned char)s[len - back] >= 0xc0 && !utf8_valid(s + len - back, back, NULL) ? len - back : len;
}

bool paste_take(struct paste *p, bool bracketed, struct event *ev)
{
	struct buf text = {0};
	size_t len = p->text.len;

	*ev = (struct event){ .kind = EVENT_PASTE, .bracketed = bracketed };
	if (len > PASTE_MAX)
		len = whole_characters(p->text.data, PASTE_MAX);
	for (size_t at = 0; at < len && text.len < PASTE_MAX;)
		at += add_valid(&text, p->text.data, len, at);
	buf_release(&p->text);
	*p = (struct paste){0};
	ev->len = text.len;
	ev->text = text.len > 0 ? buf_steal(&text) : NULL;
	return ev->len > 0;
}

/* Notes a character among the first few different ones. */
static void note_different(uint32_t seen[SUDDEN_DIFFERENT], size_t *different, uint32_t cp)
{
	size_t i = 0;

	while (i < *different && seen[i] != cp)
		i++;
	if (i == *different && i < SUDDEN_DIFFERENT)
		seen[(*different)++] = cp;
}

bool paste_is_sudden(const char *s, size_t n)
{
	uint32_t seen[SUDDEN_DIFFERENT], cp;
	size_t bytes = 0, different = 0, len;

	for (size_t at = 0; at < n && (bytes < SUDDEN_BYTES || different < SUDDEN_DIFFERENT); at += len) {
		if (s[at] == '\033') {
			if (n - at >= 6 && memcmp(s + at, "\033[200~", 6) == 0)
				break;
			len = 1 + sequence_rest(s + at + 1, n - at - 1, false);
			continue;
		}
		len = utf8_decode(s + at, n - at, &cp);
		if (len > 0 && key_is_text(cp)) {
			bytes += len;
			note_different(seen, &different, cp);
		}
		len += len == 0;
	}
	return bytes >= SUDDEN_BYTES && different >= SUDDEN_DIFFERENT;
}
