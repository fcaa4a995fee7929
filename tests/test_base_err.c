/* base/err: sentences, their context in front, and what happens when they get too long. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"

Test(err, set_formats_and_returns_false)
{
	struct err err = {0};

	cr_assert(not(err_set(&err, ERR_INPUT, "%s has %d claims", "1.2", 3)));
	cr_expect(eq(int, err.code, ERR_INPUT));
	cr_expect(eq(str, err.text, "1.2 has 3 claims"));
}

Test(err, prefix_keeps_the_code)
{
	struct err err = {0};

	err_set(&err, ERR_STALE, "somebody saved first");
	cr_assert(not(err_prefix(&err, "set %s", "1.2")));
	cr_assert(not(err_prefix(&err, "import")));
	cr_expect(eq(int, err.code, ERR_STALE));
	cr_expect(eq(str, err.text, "import: set 1.2: somebody saved first"));
}

Test(err, arguments_may_be_the_text_itself)
{
	struct err err = {0};

	err_set(&err, ERR_STORE, "disk full");
	err_set(&err, ERR_STORE, "save: %s", err.text);
	cr_expect(eq(str, err.text, "save: disk full"));
	err_prefix(&err, "again: %s", err.text);
	cr_expect(eq(str, err.text, "again: save: disk full: save: disk full"));
}

Test(err, long_text_is_cut_at_a_character)
{
	char text[3 * ERR_TEXT_MAX];
	struct err err = {0};

	for (int shift = 0; shift < 4; shift++) {
		memset(text, 'x', (size_t)shift);
		for (size_t i = (size_t)shift; i + 4 < sizeof text; i += 4)
			memcpy(text + i, "\xf0\x9f\x98\x80\0", 5);
		err_set(&err, ERR_INPUT, "%s", text);
		cr_expect(utf8_valid(err.text, strlen(err.text), NULL));
		cr_expect(gt(sz, strlen(err.text), (size_t)ERR_TEXT_MAX - 6));
		cr_expect(eq(ptr, strchr(err.text, '?'), NULL));
		err_prefix(&err, "y%d", shift);
		cr_expect(eq(ptr, strchr(err.text, '?'), NULL));
		cr_expect(utf8_valid(err.text, strlen(err.text), NULL));
		cr_expect(gt(sz, strlen(err.text), (size_t)ERR_TEXT_MAX - 6));
		cr_expect(eq(chr, err.text[0], 'y'));
	}
}

Test(err, bytes_that_are_no_text_become_question_marks)
{
	struct err err = {0};

	err_set(&err, ERR_INPUT, "no file '%s'", "caf\xe9\xff");
	cr_expect(eq(str, err.text, "no file 'caf?""?'"));
}

Test(err, exit_statuses)
{
	cr_expect(eq(int, err_exit_status(ERR_NONE), 0));
	cr_expect(eq(int, err_exit_status(ERR_INPUT), 2));
	cr_expect(eq(int, err_exit_status(ERR_WORKSPACE), 3));
	cr_expect(eq(int, err_exit_status(ERR_BUSY), 4));
	cr_expect(eq(int, err_exit_status(ERR_STALE), 4));
	cr_expect(eq(int, err_exit_status(ERR_READONLY), 4));
	cr_expect(eq(int, err_exit_status(ERR_STORE), 4));
}
