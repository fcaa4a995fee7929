/* UTF-8: what is valid, read and written a character at a time. Bytes come in any state; nothing here fails. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "base/utf8_unit.h"

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
	if (value < least[n] || !utf8_is_scalar(value))
		return 0;
	*cp = value;
	return n;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;

	if (!utf8_is_scalar(cp))
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
