/* Searching for text without regard to case. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"

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
