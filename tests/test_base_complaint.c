/* base/complaint: places, the bound, and guesses at what was meant. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "base/complaint.h"

static const char *const known[] = { "statement", "status", "strategy", "title", "id", "caf\xc3\xa9s" };

static const char *nearest(const char *word)
{
	const char *found = complaint_nearest(word, known, sizeof known / sizeof *known);

	return found ? found : "(none)";
}

Test(complaint, places)
{
	struct complaints c = {0};

	complaints_add(&c, "a.yaml", 212, 7, "unknown key '%s'", "statment");
	complaints_add(&c, "a.yaml", 0, 0, "is empty");
	complaints_add_path(&c, "b.json", "/answers/3/claim", "no such claim: %d", 7);
	complaints_add(&c, "bad\xff.yaml", 1, 1, "%s", "caf\xe9");
	cr_assert(eq(sz, c.n, 4));
	cr_expect(eq(str, c.item[0], "a.yaml:212:7: unknown key 'statment'"));
	cr_expect(eq(str, c.item[1], "a.yaml: is empty"));
	cr_expect(eq(str, c.item[2], "b.json:/answers/3/claim: no such claim: 7"));
	cr_expect(eq(str, c.item[3], "bad\xef\xbf\xbd.yaml:1:1: caf\xef\xbf\xbd"));
	complaints_release(&c);
	cr_expect(eq(sz, c.n, 0));
	cr_expect(eq(ptr, c.item, NULL));
}

Test(complaint, a_percent_in_a_file_name_is_only_a_name)
{
	struct complaints c = {0};

	complaints_add(&c, "%s%n.yaml", 1, 2, "x");
	cr_expect(eq(str, c.item[0], "%s%n.yaml:1:2: x"));
	complaints_release(&c);
}

Test(complaint, beyond_the_bound_they_are_counted)
{
	struct complaints c = {0};

	for (size_t i = 1; i <= COMPLAINTS_MAX + 5; i++)
		complaints_add(&c, "f", i, 1, "x");
	complaints_add_path(&c, "f", "/x", "y");
	cr_expect(eq(sz, c.n, COMPLAINTS_MAX));
	cr_expect(eq(sz, c.dropped, 6));
	cr_expect(eq(str, c.item[COMPLAINTS_MAX - 1], "f:200:1: x"));
	complaints_release(&c);
}

Test(complaint, nearest_name)
{
	cr_expect(eq(str, nearest("statment"), "statement"));
	cr_expect(eq(str, nearest("satement"), "statement"));
	cr_expect(eq(str, nearest("statuss"), "status"));
	cr_expect(eq(str, nearest("titel"), "title"));     /* neighbours that changed places: 1, not 2 */
	cr_expect(eq(str, nearest("title"), "title"));
	cr_expect(eq(str, nearest("cafes"), "caf\xc3\xa9s"));
}

Test(complaint, nothing_near)
{
	char long_word[500];

	cr_expect(eq(str, nearest("ie"), "(none)"));        /* a third of 2 is 0 */
	cr_expect(eq(str, nearest("claims"), "(none)"));
	cr_expect(eq(str, nearest("statistics"), "(none)"));
	cr_expect(eq(str, nearest(""), "(none)"));
	memset(long_word, 's', sizeof long_word - 1);
	long_word[sizeof long_word - 1] = '\0';
	cr_expect(eq(str, nearest(long_word), "(none)"));
	cr_expect(eq(ptr, complaint_nearest("x", NULL, 0), NULL));
}
