/* Lists of key names. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tui/key_list.h"

enum { NAME_MAX_BYTES = 32 };

bool key_list_next(const char **keys, char *name, size_t size)
{
	size_t n;

	*keys += strspn(*keys, " ");
	n = strcspn(*keys, " ");
	if (n == 0)
		return false;
	snprintf(name, size, "%.*s", (int)n, *keys);
	*keys += n;
	return true;
}

bool key_list_has(const char *keys, key k)
{
	char name[NAME_MAX_BYTES];

	while (key_list_next(&keys, name, sizeof name))
		if (key_read(name) == k)
			return true;
	return false;
}

void key_list_show(const char *keys, struct buf *out)
{
	char name[NAME_MAX_BYTES], shown[NAME_MAX_BYTES];
	bool first = true;

	while (key_list_next(&keys, name, sizeof name)) {
		key_show(key_read(name), shown, sizeof shown);
		buf_addf(out, "%s%s", first ? "" : ", ", shown);
		first = false;
	}
}
