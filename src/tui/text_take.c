/* What comes from outside, in any bytes: made such as a text may hold, and put in as one change. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "tui/text_private.h"

/* What becomes of the character cp at s: *s, *n is what goes in instead. */
static void take_character(enum text_kind kind, uint32_t cp, const char **s, size_t *n, struct text_taken *taken)
{
	if (cp == '\n' && kind == TEXT_LINE) {
		taken->joined++;
		*s = " ";
	} else if (cp == '\t' && kind == TEXT_LINE) {
		*s = " ";
	} else if (cp != '\n' && cp != '\t' && (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))) {
		taken->dropped++;
		*n = 0;
	}
}

void text_take_in(enum text_kind kind, const char *s, size_t len, struct buf *out, struct text_taken *taken)
{
	while (kind == TEXT_LINE && len > 0 && (s[len - 1] == '\n' || s[len - 1] == '\r'))
		len--;
	while (kind == TEXT_LINE && len > 0 && (*s == '\n' || *s == '\r')) {
		s++;
		len--;
	}
	for (size_t at = 0, n; at < len; at += n) {
		const char *in = s + at;
		size_t used;
		uint32_t cp;

		for (n = 0; at + n < len && in[n] >= 0x20 && in[n] < 0x7F; )
			n++;
		if (n > 0) {
			buf_addn(out, in, n);
			continue;
		}
		n = used = utf8_decode(in, len - at, &cp);
		if (n == 0) {
			taken->repaired++;
			n = 1;
			buf_add(out, "\ufffd");
			continue;
		}
		if (cp == '\r') {
			n = at + 1 < len && in[1] == '\n' ? 2 : 1;
			cp = '\n';
			in = "\n";
		}
		take_character(kind, cp, &in, &used, taken);
		buf_addn(out, in, used);
	}
}

/* How many bytes the text and s have in common at the front, whole characters. */
static size_t same_front(const struct text *t, const char *s, size_t len)
{
	size_t most = text_len(t) < len ? text_len(t) : len, at = 0, n;

	while (at < most && *text_peek(t, at, &n) == s[at])
		at++;
	while (at > 0 && ((at < len && utf8_is_tail(s[at])) || text_inside_character(t, at)))
		at--;
	return at;
}

bool text_put(struct text *t, const char *s, size_t len, struct text_taken *taken, struct err *err)
{
	struct text_taken ignored;
	struct buf in = {0};
	size_t front, back = 0, all = text_len(t), cursor = t->place.cursor, n;
	bool ok = true;

	taken = taken != NULL ? taken : &ignored;
	*taken = (struct text_taken){0};
	text_take_in(t->kind, s, len, &in, taken);
	s = buf_str(&in);
	len = in.len;
	front = same_front(t, s, len);
	while (back < all - front && back < len - front && *text_peek(t, all - back - 1, &n) == s[len - back - 1])
		back++;
	while (back > 0 && (utf8_is_tail(s[len - back]) || text_inside_character(t, all - back)))
		back--;
	if (front < all || front < len) {
		size_t end = len - back, to = cursor == all ? len : cursor <= front ? cursor : end;

		ok = text_change(t, front, all - back, s + front, end - front, to, err);
	}
	buf_release(&in);
	return ok;
}
