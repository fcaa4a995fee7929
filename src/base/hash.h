/* SHA-256 over fields of any bytes. A field is hashed as its length, a colon, its bytes and a
 * comma (a netstring), a missing one as "-,": two different lists never hash the same bytes. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <sha2.h>

enum { HASH_TEXT = 65 };                /* 64 lower-case hex digits and NUL */

struct hash {
	SHA2_CTX ctx;
};

void hash_init(struct hash *h);
void hash_field(struct hash *h, const char *s);                 /* NULL: missing */
void hash_bytes(struct hash *h, const void *p, size_t len);     /* one field of len bytes */
void hash_int(struct hash *h, long long value);                 /* its decimal digits as a field */
void hash_end(struct hash *h, char out[HASH_TEXT]);

#endif
