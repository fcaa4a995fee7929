/* Random ids. Never derived from anything: two people may add rows apart and merge later. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/id.h"

void id_new(char out[ID_TEXT])
{
	unsigned char raw[16];

	/* The kernel refuses 16 bytes only where it has no such call at all. A weaker source
	 * would give ids that meet again in another workspace: rather end here. */
	if (getentropy(raw, sizeof raw) != 0)
		abort();
	for (size_t i = 0; i < sizeof raw; i++)
		snprintf(out + 2 * i, 3, "%02x", raw[i]);
}

bool id_valid(const char *s)
{
	return strspn(s, "0123456789abcdef") == ID_TEXT - 1 && s[ID_TEXT - 1] == '\0';
}
