/* Differing words: what is told as gone and new gives both texts again, however they differ. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "core/words.h"

TestSuite(words, .timeout = 60);

static void expect_marked(const char *before, const char *after, const char *must)
{
	struct buf b = {0};
	struct words_diff runs;

	words_mark(before, after, &b, &runs);
	cr_expect_str_eq(buf_str(&b), must);
	words_diff_release(&runs);
	buf_release(&b);
}

Test(words, marked)
{
	expect_marked("", "", "");
	expect_marked("same", "same", "same");
	expect_marked("", "a b", "{+a b+}");
	expect_marked("a b", "", "[-a b-]");
	expect_marked("the quick brown fox", "the slow brown fox", "the [-quick-]{+slow+} brown fox");
	expect_marked("the quick brown fox", "the slow red fox", "the [-quick brown-]{+slow red+} fox");
	expect_marked("within 7 days.", "within 14 days!", "within [-7-]{+14+} days[-.-]{+!+}");
	expect_marked("one\ntwo\nthree", "one\nthree", "one\n[-two\n-]three");
	expect_marked("größer als früher", "größer als später", "größer als [-früher-]{+später+}");
	expect_marked("x a b y", "x y", "x [-a b -]y");
}

/* Both texts follow from the runs, and runs of a kind never stand side by side. */
static void expect_whole(const char *before, const char *after)
{
	struct words_diff d;
	struct buf old = {0}, new = {0};

	words_diff(before, after, &d);
	for (size_t i = 0; i < d.n; i++) {
		const struct words_run *r = &d.run[i];

		if (r->kind != WORDS_ADDED)
			buf_addn(&old, (r->kind == WORDS_SAME ? after : before) + r->at, r->len);
		if (r->kind != WORDS_REMOVED)
			buf_addn(&new, after + r->at, r->len);
		cr_assert(r->len > 0 && (i == 0 || d.run[i - 1].kind != r->kind));
		cr_assert(i == 0 || r->kind != WORDS_REMOVED || d.run[i - 1].kind == WORDS_SAME);
	}
	cr_assert_str_eq(buf_str(&old), before);
	cr_assert_str_eq(buf_str(&new), after);
	buf_release(&old);
	buf_release(&new);
	words_diff_release(&d);
}

static unsigned seed = 20261121;

static unsigned any(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static char *any_text(size_t len)
{
	static const char letters[] = "aab  \n.";
	char *s = xmalloc(len + 1);

	for (size_t i = 0; i < len; i++)
		s[i] = letters[any(sizeof letters - 1)];
	s[len] = '\0';
	return s;
}

Test(words, any_two_texts)
{
	for (int i = 0; i < 20000; i++) {
		char *a = any_text(any(30)), *b = any_text(any(30));

		expect_whole(a, b);
		free(a);
		free(b);
	}
}

/* 1 MiB with nothing in common but letters, and 1 MiB with a word changed here and there. */
Test(words, large_texts_are_bounded)
{
	clock_t start = clock();
	char *a = any_text(1 << 20), *b = any_text(1 << 20);

	expect_whole(a, b);
	free(b);
	b = xstrdup(a);
	for (int i = 0; i < 100; i++)
		b[any(1 << 20)] = 'x';
	expect_whole(a, b);
	cr_expect((clock() - start) / CLOCKS_PER_SEC < 10);
	free(a);
	free(b);
}
