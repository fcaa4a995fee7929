/* libFuzzer: a catalogue from any bytes is a tree or complaints, each with its place. */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "catalogue/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct complaints *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (strncmp(c->item[i], "fuzz.yaml:", 10) != 0 || !utf8_valid(c->item[i], strlen(c->item[i]), NULL))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct complaints c = {0};
	struct tree *t = catalogue_load_bytes("fuzz.yaml", (const char *)data, size, &c);
	char hash[HASH_TEXT];

	if ((t != NULL) != (c.n == 0))
		abort();
	check(&c);
	if (t)
		tree_hash(t, hash);
	tree_free(t);
	complaints_release(&c);
	return 0;
}
