/* Hashes over lists of fields: what the chain of history is made of. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/hash.h"

enum { HEAD = 24, SHORT = 200 };        /* room for a length and its colon; what is copied rather than hashed in pieces */

void hash_init(struct hash *h)
{
	SHA256Init(&h->ctx);
}

void hash_field(struct hash *h, const char *s)
{
	if (s)
		hash_bytes(h, s, strlen(s));
	else
		SHA256Update(&h->ctx, (const uint8_t *)"-,", 2);
}

/* A million entries of a history are a dozen million numbers: written from behind, without a format. */
static char *print_back(char *end, unsigned long long value)
{
	do
		*--end = (char)('0' + value % 10);
	while ((value /= 10) != 0);
	return end;
}

/* What is short goes in at once. */
void hash_bytes(struct hash *h, const void *p, size_t len)
{
	uint8_t piece[SHORT + HEAD + 1];
	char *end = (char *)piece + HEAD, *begin;

	end[-1] = ':';
	begin = print_back(end - 1, len);
	if (len <= SHORT) {
		if (len)
			memcpy(end, p, len);
		end[len] = ',';
		SHA256Update(&h->ctx, (const uint8_t *)begin, (size_t)(end + len + 1 - begin));
		return;
	}
	SHA256Update(&h->ctx, (const uint8_t *)begin, (size_t)(end - begin));
	SHA256Update(&h->ctx, p, len);
	SHA256Update(&h->ctx, (const uint8_t *)",", 1);
}

void hash_int(struct hash *h, long long value)
{
	char digits[HEAD], *end = digits + sizeof digits;
	char *begin = print_back(end, value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value);

	if (value < 0)
		*--begin = '-';
	hash_bytes(h, begin, (size_t)(end - begin));
}

void hash_end(struct hash *h, char out[HASH_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_LENGTH];

	SHA256Final(digest, &h->ctx);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[2 * sizeof digest] = '\0';
}
