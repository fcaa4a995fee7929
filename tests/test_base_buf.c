/* base/buf: adding, inserting, removing, handing over. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

Test(buf, empty_is_an_empty_string)
{
	struct buf b = {0};
	char *s;

	cr_expect(eq(str, buf_str(&b), ""));
	buf_clear(&b);
	buf_trim_end(&b);
	buf_remove(&b, 0, 0);
	s = buf_steal(&b);
	cr_expect(eq(str, s, ""));
	free(s);
	buf_addn(&b, NULL, 0);
	cr_expect(eq(str, b.data, ""));
	buf_release(&b);
	cr_expect(eq(ptr, b.data, NULL));
}

Test(buf, adding)
{
	struct buf b = {0};

	buf_add(&b, "claim");
	buf_addc(&b, ' ');
	buf_addn(&b, "1.2.3", 3);
	buf_add_repeat(&b, "=-", 3);
	buf_add_repeat(&b, "x", 0);
	buf_add_repeat(&b, "", 1000000);
	buf_addf(&b, "%05d", 42);
	cr_expect(eq(str, b.data, "claim 1.2=-=-=-00042"));
	cr_expect(eq(sz, b.len, strlen(b.data)));
	buf_clear(&b);
	cr_expect(eq(str, b.data, ""));
	buf_release(&b);
}

/* Every length around the steps in which memory grows, by each way of adding. */
Test(buf, grows_at_every_length)
{
	for (size_t n = 0; n < 300; n++) {
		struct buf b = {0}, c = {0};

		buf_add_repeat(&b, "a", n);
		buf_addc(&b, '|');
		buf_addf(&c, "%*s|", (int)n, "");
		cr_assert(eq(sz, b.len, n + 1));
		cr_assert(eq(sz, c.len, n + 1));
		cr_assert(eq(sz, strlen(c.data), n + 1));
		buf_addf(&c, "%s", buf_str(&b));
		cr_assert(eq(sz, c.len, 2 * n + 2));
		cr_assert(eq(chr, c.data[c.len - 1], '|'));
		buf_release(&b);
		buf_release(&c);
	}
}

Test(buf, bytes_may_be_nul)
{
	struct buf b = {0};

	buf_addn(&b, "a\0b", 3);
	cr_expect(eq(sz, b.len, 3));
	cr_expect(eq(int, memcmp(b.data, "a\0b", 4), 0));
	buf_release(&b);
}

Test(buf, insert_and_remove)
{
	struct buf b = {0};

	buf_insert(&b, 0, "end", 3);
	buf_insert(&b, 0, "start ", 6);
	buf_insert(&b, b.len, "!", 1);
	buf_insert(&b, 6, "mid-middle", 4);
	cr_expect(eq(str, b.data, "start mid-end!"));
	buf_remove(&b, 5, 4);
	buf_remove(&b, 0, 1);
	buf_remove(&b, b.len - 1, 1);
	cr_expect(eq(str, b.data, "tart-end"));
	buf_remove(&b, 0, b.len);
	cr_expect(eq(str, b.data, ""));
	buf_release(&b);
}

Test(buf, trim_takes_blanks_at_the_end_only)
{
	struct buf b = {0};

	buf_add(&b, "  a b \t\r\n\n ");
	buf_trim_end(&b);
	cr_expect(eq(str, b.data, "  a b"));
	buf_clear(&b);
	buf_add(&b, " \n");
	buf_trim_end(&b);
	cr_expect(eq(str, b.data, ""));
	buf_release(&b);
}

Test(buf, stolen_text_is_the_thiefs)
{
	struct buf b = {0};
	char *s;

	buf_add(&b, "mine");
	s = buf_steal(&b);
	cr_expect(eq(str, s, "mine"));
	cr_expect(eq(ptr, b.data, NULL));
	cr_expect(eq(sz, b.len, 0));
	free(s);
}
