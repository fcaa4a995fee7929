/* Items that are nearly the same, and titles that say the same. */
#include "config.h"

#include "core/near.h"
#include "test_core_support.h"

static void expect_key(const char *title, const char *must)
{
	struct buf b = {0};

	title_key(&b, title);
	expect_text(buf_str(&b), must);
	buf_release(&b);
}

Test(near, what_a_title_says)
{
	expect_key("Backup  POLICY.", "backup policy");
	expect_key("backup-policy", "backup policy");
	expect_key("The backups", "the backups");
	expect_key("2026", "2026");
	expect_key("Penetration test 2025", "penetration test 2025");
	expect_key("Plan B", "plan b");
	expect_key("?!", "?!");
	expect_key("", "");
}

static void expect_near(void key(struct buf *out, const char *text), const char *text, const char *must)
{
	struct buf b = {0};

	key(&b, text);
	expect_text(buf_str(&b), must);
	buf_release(&b);
}

Test(near, what_tells_titles_apart)
{
	expect_near(near_title, "The tests of a backup", "backup test");
	expect_near(near_title, "Backup: testing", "backup test");
	expect_near(near_title, "Penetration test 2025", "2025 penetrat test");
	expect_near(near_title, "Minutes, Q3", "minut q3");
	expect_near(near_title, "Plan B", "b plan");
	expect_near(near_title, "Of the", "of the");
	expect_near(near_title, "", "");
}

Test(near, what_tells_places_apart)
{
	expect_near(near_places, "HTTPS://www.Example.org/a/#top\nb", "b\nexample.org/a\n");
	expect_near(near_places, "b\nhttp://example.org/A", "b\nexample.org/a\n");
	expect_near(near_places, "docs/a b\nx", "");
	expect_near(near_places, "docs/a", "docs/a\n");
	expect_near(near_places, "https://example.org/", "");
	expect_near(near_places, "GitHub", "");
	expect_near(near_places, "\n", "");
	expect_near(near_places, "", "");
}

static const char *places[8];

static bool place_of(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)ctx;
	(void)f;
	(void)err;
	buf_add(out, places[strtol(id + 30, NULL, 16) & 7]);
	return true;
}

static void item(struct work *w, int n, const char *title, const char *place)
{
	places[n] = place;
	put_evidence(w, n, title, place);
}

Test(near, titles_and_places)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	struct reader r = { .text = place_of };
	struct near near;
	struct err err = {0};

	item(w, 1, "Tests of the backups", "https://a/x");
	item(w, 2, "Backup test", "https://b");
	item(w, 3, "Handbook", "HTTPS://www.Example.com/Handbook/#top");
	item(w, 4, "Something else", "http://example.com/handbook");
	item(w, 5, "Alone", "Confluence");
	item(w, 6, "Alone in process", "Confluence");
	settle(w);
	cr_assert(near_find(&near, w, &r, &err), "%s", err.text);
	cr_expect(eq(int, near.other[0], 1));
	cr_expect(eq(int, near.other[1], 0));
	cr_expect(eq(int, near.other[2], 3));
	cr_expect(eq(int, near.other[3], 2));
	cr_expect(eq(int, near.other[4], -1));
	cr_expect(eq(int, near.other[5], -1));
	cr_expect(eq(int, near.n_near, 4));
	near_release(&near);
	cr_assert(near_find(&near, w, NULL, &err));
	cr_expect(eq(int, near.n_near, 2));
	near_release(&near);
	work_free(w);
	tree_free(t);
}

Test(near, in_pieces_it_is_the_same)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	struct reader r = { .text = place_of };
	struct near whole, near;
	struct err err = {0};
	bool more = true;
	int pieces = 0;

	item(w, 1, "Tests of the backups", "https://a/x");
	item(w, 2, "Handbook", "https://www.example.com/handbook");
	item(w, 3, "Something else", "http://example.com/handbook/");
	item(w, 4, "Backup test", "https://b");
	settle(w);
	cr_assert(near_find(&whole, w, &r, &err));
	struct near_search *s = near_search_new(w, &r);
	for (; more; pieces++)
		cr_assert(near_search_go_on(s, 1, &more, &err));
	near_search_take(s, &near);
	cr_expect(eq(int, pieces, 8));
	cr_expect(near.n_near == 4 && whole.n_near == 4);
	for (int i = 0; i < near.n; i++)
		cr_expect(eq(int, near.other[i], whole.other[i]));
	near_search_free(s);
	near_release(&near);
	near_release(&whole);
	work_free(w);
	tree_free(t);
}
