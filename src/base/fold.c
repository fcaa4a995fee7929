/* Folding for search: full case folding, then decomposition of which the marks are left out. */
#include "config.h"

#include <utf8proc.h>

#include "base/fold.h"
#include "base/utf8.h"

static bool is_ascii_word(unsigned char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

size_t fold_read(const char *s, size_t len, uint32_t out[FOLD_CHARACTERS], size_t *n)
{
	const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;
	utf8proc_int32_t part[FOLD_CHARACTERS];
	utf8proc_ssize_t got;
	unsigned char c = (unsigned char)s[0];
	uint32_t cp = c;
	size_t bytes;
	int last = 0;

	*n = 1;
	if (c < 0x80) {
		out[0] = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
		return 1;
	}
	bytes = utf8_decode(s, len, &cp);
	got = bytes > 0 ? utf8proc_decompose_char((utf8proc_int32_t)cp, part, FOLD_CHARACTERS, how, &last) : -1;
	if (got < 0 || got > FOLD_CHARACTERS) {
		out[0] = cp;
		return bytes > 0 ? bytes : 1;
	}
	*n = (size_t)got;
	for (size_t i = 0; i < *n; i++)
		out[i] = (uint32_t)part[i];
	return bytes;
}

bool fold_is_word(const char *s, size_t len, size_t *bytes, bool *accent)
{
	uint32_t cp;

	*accent = false;
	*bytes = 1;
	if ((unsigned char)s[0] < 0x80)
		return is_ascii_word((unsigned char)s[0]);
	*bytes = utf8_decode(s, len, &cp);
	if (*bytes == 0) {
		*bytes = 1;
		return false;
	}
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO:
	case UTF8PROC_CATEGORY_CO:
		return true;
	case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
		*accent = true;
		return true;
	default:
		return false;
	}
}
