/* The two numberings of claims: tree numbers "1.2.2.1.1" and body positions "1.2/2". */
#include "config.h"

#include <string.h>

#include "core/tree_private.h"

enum { PART_DIGITS = 6 };               /* more children than that no node has: TREE_NODES_MAX */

/* The length of a part: digits, the first not 0. 0 if there is none. */
static size_t part_length(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > PART_DIGITS || *s == '0' ? 0 : n;
}

int number_parts(const char *s)
{
	for (int parts = 1;; parts++) {
		size_t n = part_length(s);

		if (n == 0)
			return 0;
		s += n;
		if (*s == '\0')
			return parts;
		if (*s++ != '.')
			return 0;
	}
}

/* No leading zeros: of two parts the longer one is the greater. */
int number_compare(const char *a, const char *b)
{
	for (;;) {
		size_t na = strcspn(a, "."), nb = strcspn(b, ".");
		int order = na != nb ? (na < nb ? -1 : 1) : memcmp(a, b, na);

		if (order != 0)
			return order;
		a += na;
		b += nb;
		if (*a == '\0' || *b == '\0')
			return (*a != '\0') - (*b != '\0');
		a++;
		b++;
	}
}

bool position_read(const char *s, size_t *len, int *n)
{
	const char *slash = strchr(s, '/');
	struct buf principle = {0};
	int parts;

	if (slash == NULL)
		return false;
	buf_addn(&principle, s, (size_t)(slash - s));
	parts = number_parts(buf_str(&principle));
	buf_release(&principle);
	if (parts == 0 || part_length(slash + 1) == 0 || strlen(slash + 1) != part_length(slash + 1))
		return false;
	*len = (size_t)(slash - s);
	*n = 0;
	for (const char *d = slash + 1; *d != '\0'; d++)
		*n = *n * 10 + (*d - '0');
	return true;
}
