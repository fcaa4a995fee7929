/* Numbers that no honest file has, where the schema allows any: nothing is counted on from them. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "test_store_help.h"

static char *folder, *path;

static void begin(void)
{
	struct err err;
	struct store *st;

	folder = help_folder();
	path = help_workspace(folder);
	st = help_open(path, STORE_WRITE);
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "An argument", &err), "%s", err.text);
	store_close(st);
}

static void end(void)
{
	free(path);
	help_remove(folder);
}

TestSuite(store_numbers, .init = begin, .fini = end, .timeout = 60);

static void expect_refused(const char *words)
{
	struct err err = {0};
	struct store *st = NULL;
	struct changes c = {0};

	changes_set(&c, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "Another");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 1, FIELD_ANSWER_NOTE, "A note");
	cr_expect(!store_open(path, STORE_WRITE, "Sam", &st, &err) || !store_save(st, "set", &c, &err), "it was saved");
	cr_expect_eq(err.code, ERR_WORKSPACE, "%s", err.text);
	cr_expect(strstr(err.text, words) != NULL, "%s", err.text);
	changes_release(&c);
	store_close(st);
}

/* Its texts would get a place in the search index that is another's. */
Test(store_numbers, of_a_row)
{
	static const char *const rows[] = { "9223372036854775807", "288230376151711744", "-1" };

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char sql[80];

		snprintf(sql, sizeof sql, "UPDATE answer SET row = %s", rows[i]);
		help_sql(path, sql);
		expect_refused("the number of answer 1.1.1");
		cr_expect(help_finds(path, "answer 1.1.1"), "row %s", rows[i]);
	}
}

/* The entries of a save would be counted on beyond the last number there is. */
Test(store_numbers, of_the_newest_entry)
{
	help_sql(path, "UPDATE history SET seq = 9223372036854775806 WHERE seq = (SELECT max(seq) FROM history)");
	expect_refused("the newest entry of its history");
}
