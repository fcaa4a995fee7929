/* The document of a review: challenges that have no reference yet. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#define WORLD_MUST(condition, ...) cr_assert(condition, __VA_ARGS__)
#include "test_catalogue_exchange.h"

/* Ids are random, and new ones at each reading: what they sort as would shuffle the document each time. */
Test(review, keeps_the_order_in_which_they_were_raised)
{
	static const char letters[] = "fa90c37be";
	struct world wd;
	struct changes said = {0};
	struct err err = {0};
	char *document = NULL;
	const char *at;
	size_t len;
	FILE *out = open_memstream(&document, &len);

	world_open(&wd);
	for (const char *l = letters; *l != '\0'; l++) {
		char id[ID_TEXT] = {0}, text[] = { 'T', 'h', 'e', ' ', *l, '\0' };

		memset(id, *l, ID_TEXT - 1);
		changes_set(&said, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_REF, NULL);
		changes_set(&said, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_CLAIM, "1.1.1");
		changes_set(&said, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, text);
	}
	for (size_t i = 0; i < said.n; i++)
		world_keep(&wd, &said.item[i]);
	cr_assert(work_apply(wd.work, &said, &err), "%s", err.text);
	cr_assert(exchange_export_challenges(out, "# x", wd.work, &wd.reader, &said, &err), "%s", err.text);
	fclose(out);
	at = document;
	for (const char *l = letters; *l != '\0'; l++) {
		char text[] = { 't', 'e', 'x', 't', ':', ' ', 'T', 'h', 'e', ' ', *l, '\n', '\0' };

		at = strstr(at, text);
		cr_assert(at != NULL, "The %c is not where it was raised:\n%s", *l, document);
	}
	free(document);
	changes_release(&said);
	world_close(&wd);
}
