/* Hashes over lists of fields: what the chain of history is made of. */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"

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

void hash_bytes(struct hash *h, const void *p, size_t len)
{
	char head[24];
	int n = snprintf(head, sizeof head, "%zu:", len);

	SHA256Update(&h->ctx, (const uint8_t *)head, (size_t)n);
	if (len)
		SHA256Update(&h->ctx, p, len);
	SHA256Update(&h->ctx, (const uint8_t *)",", 1);
}

void hash_int(struct hash *h, long long value)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", value);

	hash_bytes(h, digits, (size_t)n);
}

void hash_end(struct hash *h, char out[HASH_TEXT])
{
	uint8_t digest[SHA256_DIGEST_LENGTH];

	SHA256Final(digest, &h->ctx);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}
