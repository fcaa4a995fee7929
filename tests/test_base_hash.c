/* base/hash and base/id: known vectors, and that no two lists of fields look alike. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>

#include "base/hash.h"
#include "base/id.h"

static void hash_of(char out[HASH_TEXT], size_t n, ...)
{
	struct hash h;
	va_list ap;

	hash_init(&h);
	va_start(ap, n);
	while (n--)
		hash_field(&h, va_arg(ap, const char *));
	va_end(ap);
	hash_end(&h, out);
}

/* Values from sha256sum: printf '' | sha256sum, printf '3:abc,' | sha256sum, and so on. */
Test(hash, known_vectors)
{
	char out[HASH_TEXT];

	hash_of(out, 0);
	cr_expect(eq(str, out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	hash_of(out, 1, "abc");
	cr_expect(eq(str, out, "d7863618cccd3bb7b6a1e37bb28ab7d01db8c49467a3e497e630f325b4fabf74"));
	hash_of(out, 3, "abc", NULL, "");
	cr_expect(eq(str, out, "b8edd7129717d176b78f61dee2e3d26e17c2fbc06af7f028334794615c681f1a"));
}

Test(hash, integers_are_their_digits)
{
	static const struct { long long value; const char *digits; } row[] = {
		{ 0, "0" }, { -1, "-1" }, { LLONG_MAX, "9223372036854775807" }, { LLONG_MIN, "-9223372036854775808" },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		char a[HASH_TEXT], b[HASH_TEXT];
		struct hash h;

		hash_init(&h);
		hash_int(&h, row[i].value);
		hash_end(&h, a);
		hash_of(b, 1, row[i].digits);
		cr_expect(eq(str, a, b));
	}
}

Test(hash, bytes_are_one_field)
{
	char a[HASH_TEXT], b[HASH_TEXT];
	struct hash h;

	hash_init(&h);
	hash_bytes(&h, "a\0b", 3);
	hash_bytes(&h, NULL, 0);
	hash_end(&h, a);
	cr_expect(eq(str, a, "ab1121e00dfb5f57a515dc7176478ae54f96c2dd96c8622cef3e9295addd2980"));
	hash_of(b, 2, "a", "");
	cr_expect(ne(str, a, b));
}

Test(hash, different_lists_differ)
{
	char out[8][HASH_TEXT];

	hash_of(out[0], 2, "ab", "c");
	hash_of(out[1], 2, "a", "bc");
	hash_of(out[2], 1, "abc");
	hash_of(out[3], 2, "abc", "");
	hash_of(out[4], 2, "abc", NULL);
	hash_of(out[5], 2, NULL, "abc");
	hash_of(out[6], 1, "2:ab,1:c,");
	hash_of(out[7], 2, "abc", "-,");
	for (size_t i = 0; i < 8; i++) {
		for (size_t k = 0; k < i; k++)
			cr_expect(ne(str, out[i], out[k]));
	}
}

Test(id, new_ones_are_valid_and_differ)
{
	char id[200][ID_TEXT];

	for (size_t i = 0; i < 200; i++) {
		id_new(id[i]);
		cr_assert(id_valid(id[i]));
		for (size_t k = 0; k < i; k++)
			cr_assert(ne(str, id[i], id[k]));
	}
}

Test(id, only_32_lower_case_hex_digits_are_valid)
{
	cr_expect(id_valid("0123456789abcdef0123456789abcdef"));
	cr_expect(not(id_valid("")));
	cr_expect(not(id_valid("0123456789abcdef0123456789abcde")));
	cr_expect(not(id_valid("0123456789abcdef0123456789abcdef0")));
	cr_expect(not(id_valid("0123456789abcdef0123456789abcdef\n")));
	cr_expect(not(id_valid("0123456789ABCDEF0123456789abcdef")));
	cr_expect(not(id_valid("0123456789abcdef0123456789abcdeg")));
	cr_expect(not(id_valid("0123456789abcdef-123456789abcdef")));
}
