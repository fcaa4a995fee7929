/* core/lint: texts as the rules read them. The rules themselves are tested with documents, in test_catalogue_lint.c. */
#include "config.h"

#include "core/lint_text.h"
#include "test_core_support.h"

static struct lint_words words;

static void start(void)
{
	cr_assert(lint_words_add(&words, LINT_TICK_BOX, "best practice", 0, 0));
	cr_assert(lint_words_add(&words, LINT_TICK_BOX, "state of the art", 0, 0));
	cr_assert(lint_words_add(&words, LINT_TICK_BOX, "appropriate*", 0, 0));
	cr_assert(lint_words_add(&words, LINT_BLANK, "TBD", 0, 0));
	cr_assert(lint_words_add(&words, LINT_PLACE, "register", 0, 0));
	cr_assert(lint_words_add(&words, LINT_STOP, "the", 0, 0));
	cr_assert(lint_words_add(&words, LINT_NUMBER, "two", 2, 0));
	cr_assert(lint_words_add(&words, LINT_UNIT, "day", 24, lint_words_measure(&words, "time")));
	cr_assert(lint_words_add(&words, LINT_UNIT, "week", 168, lint_words_measure(&words, "time")));
	cr_assert(lint_words_add(&words, LINT_UNIT, "%", 1, lint_words_measure(&words, "share")));
	lint_words_add_address(&words, ".local");
	lint_words_add_address(&words, "10.");
	lint_words_add_address(&words, "wiki.");
	lint_words_add_credential(&words, &(struct lint_credential){ "a key", "key_", LINT_HEX, 4, 8 });
	lint_words_add_bracket(&words, &(struct lint_bracket){ "[", "]", (const char *const[]){ "insert" }, 1 });
	lint_words_add_bracket(&words, &(struct lint_bracket){ "____", NULL, NULL, 0 });
	lint_words_settle(&words);
}

static void end(void)
{
	lint_words_release(&words);
}

TestSuite(lint_text, .init = start, .fini = end);

/* The phrases of a list in a text, with "|" between. */
static void expect_hits(enum lint_list list, const char *s, const char *should)
{
	struct lint_text t = {0};
	struct buf b = {0};
	const struct lint_hit *h;
	size_t at = 0;

	lint_text_read(&t, &words, s, strlen(s));
	while ((h = lint_text_hit(&t, list, &at)) != NULL) {
		if (b.len > 0)
			buf_addc(&b, '|');
		lint_text_quote(&t, h, &b);
	}
	expect_text(buf_str(&b), should);
	lint_text_release(&t);
	buf_release(&b);
}

Test(lint_text, phrases_are_found_however_they_are_written)
{
	expect_hits(LINT_TICK_BOX, "We follow best practice.", "best practice");
	expect_hits(LINT_TICK_BOX, "BEST\npractices, State-of-the-art", "BEST practices|State-of-the-art");
	expect_hits(LINT_TICK_BOX, "It is the best. Practice is different.", "");
	expect_hits(LINT_TICK_BOX, "appropriately inappropriate", "appropriately");
	expect_hits(LINT_TICK_BOX, "bestpractice best practiced", "");
	expect_hits(LINT_BLANK, "TBD tbd Tbd TBDs", "TBD");
	expect_hits(LINT_BLANK, "", "");
}

Test(lint_text, what_cannot_be_looked_for_is_not_added)
{
	struct lint_words w = {0};

	cr_expect(lint_words_add(&w, LINT_VAGUE, "...", 0, 0) == false);
	cr_expect(lint_words_add(&w, LINT_VAGUE, "abc*", 0, 0) == false);
	cr_expect(lint_words_add(&w, LINT_VAGUE, "a b c d e f g h i j k l m", 0, 0) == false);
	cr_expect(lint_words_add(&w, LINT_VAGUE, "abcd*", 0, 0));
	cr_expect(lint_words_take(&w, LINT_STOP, "abcd*") == false && lint_words_take(&w, LINT_VAGUE, "abcd*") && !lint_words_take(&w, LINT_VAGUE, "abcd*"));
	lint_words_release(&w);
}

static bool names_something(const char *s)
{
	struct lint_text t = {0};
	bool found = false;

	lint_text_read(&t, &words, s, strlen(s));
	for (size_t i = 0; i < t.n; i++)
		found = found || lint_text_anchor(&t, i);
	lint_text_release(&t);
	return found;
}

Test(lint_text, what_names_something)
{
	static const char *const yes[] = { "it is in the register", "we use Jenkins", "GitHub does it", "since 3 May", "see docs/a/b.md for it",
		"example.org/security tells", "S3 holds it", "run by release_check" };
	static const char *const no[] = { "We do this", "Yes: All of it", "1. We do this", "ALL OF IT IS SECURE", "and/or", "e.g. this", "Done. Always", "" };

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(names_something(yes[i]), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect(names_something(no[i]) == false, "%s", no[i]);
}

static void expect_figure(const char *s, double value, int measure)
{
	struct lint_text t = {0};
	struct lint_figure f = { .measure = -1 };
	size_t at = 0;

	lint_text_read(&t, &words, s, strlen(s));
	cr_expect(lint_text_figure(&t, &at, &f) == (measure >= 0), "%s", s);
	cr_expect(f.measure == measure && (measure < 0 || (f.value > value - 0.01 && f.value < value + 0.01)), "%s: %f of %d", s, f.value, f.measure);
	lint_text_release(&t);
}

Test(lint_text, figures_with_their_units)
{
	expect_figure("within 7 days", 168, 0);
	expect_figure("in two weeks", 336, 0);
	expect_figure("a 14-day window", 336, 0);
	expect_figure("7 working days", 168, 0);
	expect_figure("95% of it", 95, 1);
	expect_figure("99.5 % of it", 99.5, 1);
	expect_figure("1,000 days", 24000, 0);
	expect_figure("7 apples and a day", 0, -1);
	expect_figure("version 7. Days pass", 0, -1);
	expect_figure("7", 0, -1);
}

Test(lint_text, stems_join_the_forms_of_a_word)
{
	cr_expect(lint_stem("documented") == lint_stem("documents") && lint_stem("documents") == lint_stem("documentation"));
	cr_expect(lint_stem("scanning") == lint_stem("scanned") && lint_stem("policies") == lint_stem("policy"));
	cr_expect(lint_stem("test") != lint_stem("text") && lint_stem("2025") != lint_stem("2026"));
}

static bool inside(const char *s)
{
	struct lint_chunk c = { s, strlen(s) };

	return lint_chunk_is_inside(&c, &words);
}

Test(lint_text, addresses_inside)
{
	cr_expect(inside("https://build.example.local/a") && inside("ci.local") && inside("10.1.2.3:8080") && inside("http://wiki.example.org"));
	cr_expect(inside("https://example.org/a.local") == false && !inside("10.2") && !inside("local") && !inside("https://example.org/wiki.html") && !inside(".local"));
}

Test(lint_text, credentials_and_brackets)
{
	static const struct { const char *text, *credential, *bracket; } table[] = {
		{ "the key_12ab is", "key_12ab", "" }, { "monkey_12ab", "", "" }, { "key_12", "", "" }, { "key_123456789", "", "" },
		{ "[Insert date] and [inserted]", "", "[Insert date]" }, { "[insert", "", "" }, { "signed ________ by", "", "____" }, { "a_b", "", "" },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct lint_text t = {0};
		struct lint_chunk c = { "", 0 }, b = { "", 0 };
		size_t at = 0, from = 0;

		lint_text_read(&t, &words, table[i].text, strlen(table[i].text));
		lint_text_credential(&t, &words, &at, &c);
		lint_text_bracket(&t, &words, &from, &b);
		cr_expect(c.len == strlen(table[i].credential) && memcmp(c.s, table[i].credential, c.len) == 0, "%s", table[i].text);
		cr_expect(b.len == strlen(table[i].bracket) && memcmp(b.s, table[i].bracket, b.len) == 0, "%s", table[i].text);
		lint_text_release(&t);
	}
}

/* Any bytes: nothing is read beyond the end (the sanitizers look), nothing is found outside. */
Test(lint_text, random_bytes)
{
	struct dice d = { 7 };
	struct lint_text t = {0};

	for (int round = 0; round < 2000; round++) {
		size_t n = (size_t)dice_below(&d, 80), at = 0;
		char *s = xmalloc(n + 1);
		struct lint_figure f;
		struct lint_chunk c;

		for (size_t i = 0; i < n; i++)
			s[i] = (char)(dice_chance(&d, 70) ? "aT7 .[]_%key:/@"[dice_below(&d, 15)] : 1 + dice_below(&d, 255));
		s[n] = '\0';
		lint_text_read(&t, &words, s, n);
		for (size_t i = 0; i < t.n; i++) {
			cr_assert(t.token[i].at + t.token[i].len <= n);
			lint_text_anchor(&t, i);
		}
		while (lint_text_figure(&t, &at, &f))
			cr_assert(f.to <= t.n);
		for (at = 0; lint_text_credential(&t, &words, &at, &c) != NULL;)
			cr_assert(c.s >= s && c.s + c.len <= s + n);
		for (at = 0; lint_text_bracket(&t, &words, &at, &c);)
			cr_assert(c.s >= s && c.s + c.len <= s + n);
		for (at = 0; lint_text_chunk(&t, &at, &c);)
			cr_assert(c.len > 0 && c.s + c.len <= s + n);
		free(s);
	}
	lint_text_release(&t);
}
