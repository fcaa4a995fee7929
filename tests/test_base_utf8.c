/* base/utf8: validity, width, cutting, moving, stand-ins, wrapping, searching. What is expected
 * of widths and stand-ins holds in a UTF-8 locale and in C alike, unless a test says otherwise. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "base/utf8.h"

#define ZWJ     "\xe2\x80\x8d"
#define VS16    "\xef\xb8\x8f"
#define ACUTE   "\xcc\x81"
#define CIRCLE  "\xe2\x97\x8c"
#define WATER   "\xe6\xb0\xb4"
#define SMILE   "\xf0\x9f\x98\x80"
#define MAN     "\xf0\x9f\x91\xa8"
#define WOMAN   "\xf0\x9f\x91\xa9"
#define GIRL    "\xf0\x9f\x91\xa7"
#define FAMILY  MAN ZWJ WOMAN ZWJ GIRL
#define FLAG    "\xf0\x9f\x87\xac\xf0\x9f\x87\xa7"
#define WAVE    "\xf0\x9f\x91\x8b\xf0\x9f\x8f\xbd"      /* a hand with a skin tone */
#define HEART   "\xe2\x9d\xa4" VS16
#define KEYCAP  "1" VS16 "\xe2\x83\xa3"
#define HAN     "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"  /* three jamo, one syllable */
#define RLO     "\xe2\x80\xae"
#define DOTS    "\xe2\x80\xa6"

static void utf8_locale(void)
{
	cr_assert(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
}

static void expect_clean(const char *s, const char *shown)
{
	struct buf b = {0};

	utf8_clean(&b, s, strlen(s), false);
	cr_expect(eq(str, buf_str(&b), shown));
	cr_expect(eq(sz, utf8_width(s), utf8_width(shown)));
	buf_release(&b);
}

static void expect_ascii(const char *s, const char *shown)
{
	struct buf b = {0};

	utf8_ascii(&b, s, strlen(s), true);
	cr_expect(eq(str, buf_str(&b), shown));
	buf_release(&b);
}

static void expect_cut(const char *s, size_t columns, bool ascii, const char *shown)
{
	struct buf b = {0};

	utf8_cut(&b, s, columns, ascii);
	cr_expect(eq(str, buf_str(&b), shown));
	buf_release(&b);
}

/* --- validity --- */

Test(utf8, every_scalar_goes_there_and_back)
{
	for (uint32_t cp = 0; cp <= 0x110000; cp++) {
		char text[4];
		size_t n = utf8_encode(cp, text);
		uint32_t again = 0;

		if ((cp >= 0xd800 && cp <= 0xdfff) || cp > 0x10ffff) {
			cr_assert(eq(sz, n, 0));
			continue;
		}
		cr_assert(n && utf8_decode(text, n, &again) == n && again == cp, "U+%04X", (unsigned)cp);
		cr_assert(n == 1 || utf8_decode(text, n - 1, &again) == 0, "U+%04X cut", (unsigned)cp);
	}
	cr_expect(eq(sz, utf8_encode(UINT32_MAX, (char[4]){0}), 0));
}

Test(utf8, where_the_first_bad_byte_is)
{
	static const char good[] = "plain text of some length, " FAMILY WATER ACUTE "\xef\xbf\xbf";
	static const struct { const char *s; size_t bad; } row[] = {
		{ "a\x80" "b", 1 }, { "..\xc0\xaf", 2 }, { "\xe0\x80\xbc", 0 }, { "\xed\xa0\x80", 0 },
		{ "\xf4\x90\x80\x80", 0 }, { "\xf8\x88\x80\x80\x80", 0 }, { "\xfe\xff", 0 }, { "caf\xe9", 3 },
		{ "ok \xe2\x82 <b>", 3 }, { "12345678901234567\xff", 17 }, { "\xf0\x9f\x92", 0 }, { "\xc1\xbf", 0 },
		{ WATER "\x9b", 3 }, { "\xf0\x8f\xbf\xbf", 0 },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		size_t bad = 99;

		cr_expect(utf8_valid(row[i].s, strlen(row[i].s), &bad) == false && bad == row[i].bad, "row %zu: %zu", i, bad);
	}
	cr_expect(utf8_valid("", 0, NULL));
	cr_expect(utf8_valid("a\0b", 3, NULL));
	cr_expect(not(utf8_valid("\xff", 1, NULL)));
	cr_expect(utf8_valid(good, sizeof good - 1, NULL));
}

/* --- widths --- */

Test(utf8, widths, .init = utf8_locale)
{
	cr_expect(eq(sz, utf8_width(""), 0));
	cr_expect(eq(sz, utf8_width("claim"), 5));
	cr_expect(eq(sz, utf8_width(WATER WATER), 4));
	cr_expect(eq(sz, utf8_width("e" ACUTE), 1));
	cr_expect(eq(sz, utf8_width(FLAG), 2));
	cr_expect(eq(sz, utf8_width(FAMILY), 6));
	cr_expect(eq(sz, utf8_width(KEYCAP), 1));
	cr_expect(eq(sz, utf8_width(HAN), 2));
	cr_expect(eq(sz, utf8_width("a\nb"), 4));
	cr_expect(eq(sz, utf8_width("\x7f\x1b"), 4));
	cr_expect(eq(sz, utf8_width(RLO), 8));
	cr_expect(eq(sz, utf8_width("\xff"), 4));
	cr_expect(eq(sz, utf8_width(ACUTE "a"), 2));
	cr_expect(eq(sz, utf8_width_n("a\0b", 3), 4));
	cr_expect(eq(int, utf8_cp_width('a'), 1));
	cr_expect(eq(int, utf8_cp_width(0x6c34), 2));
	cr_expect(eq(int, utf8_cp_width(0x301), 0));
	cr_expect(eq(int, utf8_cp_width(0x1b), 2));
	cr_expect(eq(int, utf8_cp_width(0x9b), 8));
	cr_expect(eq(int, utf8_cp_width(0xe0001), 9));
	cr_expect(eq(int, utf8_cp_width(0x10ffff), 10));
}

Test(utf8, widths_do_not_need_a_utf8_locale)
{
	cr_assert(setlocale(LC_CTYPE, "C") != NULL);
	cr_expect(eq(sz, utf8_width(WATER SMILE "e" ACUTE "\xc3\xa9"), 6));
	cr_expect(eq(sz, utf8_width(FLAG FAMILY HAN), 10));
	cr_expect(eq(sz, utf8_width(RLO "\x1b"), 10));
	expect_clean(ACUTE WATER RLO, CIRCLE ACUTE WATER "<U+202E>");
}

/* The same as the C library's wherever something is shown as it is. */
Test(utf8, widths_are_the_terminals, .init = utf8_locale)
{
	for (uint32_t cp = 0x20; cp <= 0x10ffff; cp++) {
		struct buf b = {0};
		char text[5] = {0};
		int width = utf8_cp_width(cp);

		utf8_encode(cp, text);
		if (!*text || width == 0)
			continue;
		utf8_clean(&b, text, strlen(text), false);
		if (strcmp(buf_str(&b), text) == 0)
			cr_assert(eq(int, width, wcwidth((wchar_t)cp)));
		else if (strncmp(buf_str(&b), CIRCLE, 3) != 0)
			cr_assert(width == (int)b.len, "U+%04X: %d, shown as %s", (unsigned)cp, width, b.data);
		buf_release(&b);
	}
}

/* --- stand-ins --- */

Test(utf8, what_acts_is_shown, .init = utf8_locale)
{
	expect_clean("\x1b[31mred\x07", "^[[31mred^G");
	expect_clean("a\x7f\r\n\t", "a^?^M^J^I");
	expect_clean("\xc2\x9b" "31m\xc2\x85", "<U+009B>31m<U+0085>");
	expect_clean(RLO "x\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c", "<U+202E>x<U+2066><U+200F><U+061C>");
	expect_clean("a\xe2\x80\xa8" "b\xe2\x80\xa9", "a<U+2028>b<U+2029>");
}

Test(utf8, what_hides_is_shown, .init = utf8_locale)
{
	expect_clean("ad\xe2\x80\x8bm\xe2\x80\x8cin\xe2\x81\xa0\xef\xbb\xbf", "ad<U+200B>m<U+200C>in<U+2060><U+FEFF>");
	expect_clean("co\xc2\xadop", "co<U+00AD>op");
	expect_clean("hi\xf3\xa0\x81\xa8\xf3\xa0\x81\xbf", "hi<U+E0068><U+E007F>");
	expect_clean("\xe3\x85\xa4\xe1\x85\x9f\xe2\xa0\x80", "<U+3164><U+115F><U+2800>");
	expect_clean("\xef\xbf\xbe\xef\xb7\x90\xf4\x8f\xbf\xbf", "<U+FFFE><U+FDD0><U+10FFFF>");
	expect_clean("a\xff\xc2", "a<FF><C2>");
}

Test(utf8, ordinary_text_passes, .init = utf8_locale)
{
	static const char text[] = "caf\xc3\xa9 e" ACUTE " \xc2\xa0" WATER " \xef\xbf\xbd \xee\x80\x80 \xd7\xa9\xd7\x9c \xe2\x80\x9cq\xe2\x80\x9d " HAN
		" " FAMILY FLAG WAVE HEART KEYCAP;

	expect_clean(text, text);
}

Test(utf8, joiners_pass_only_inside_an_emoji, .init = utf8_locale)
{
	expect_clean("in" ZWJ "x", "in<U+200D>x");
	expect_clean(MAN ZWJ, MAN "<U+200D>");
	expect_clean(ZWJ MAN, "<U+200D>" MAN);
	expect_clean(MAN ZWJ "a", MAN "<U+200D>a");
	expect_clean(MAN ZWJ ZWJ WOMAN, MAN "<U+200D><U+200D>" WOMAN);
	expect_clean("a" ZWJ MAN, "a<U+200D>" MAN);
	expect_clean("a" VS16, "a<U+FE0F>");
	expect_clean("1" VS16 "2", "1<U+FE0F>2");
	expect_clean(HEART VS16, HEART "<U+FE0F>");
	expect_clean(HEART ZWJ MAN, HEART ZWJ MAN);
	expect_clean(WATER "\xf3\xa0\x84\x80", WATER "<U+E0100>");
}

Test(utf8, marks_stay_with_a_base_and_in_bounds, .init = utf8_locale)
{
	expect_clean(ACUTE "abc", CIRCLE ACUTE "abc");
	expect_clean("\x1b" ACUTE, "^[" CIRCLE ACUTE);
	expect_clean("\xff" ACUTE, "<FF>" CIRCLE ACUTE);
	expect_clean("a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE, "a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE);
	expect_clean("a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE "b" ACUTE,
	             "a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE "<U+0301><U+0301>b" ACUTE);
	expect_clean("\xe1\x85\xa1", "<U+1161>");               /* the vowel of a syllable that is not there */
}

Test(utf8, lines_pass_where_asked, .init = utf8_locale)
{
	struct buf b = {0};

	utf8_clean(&b, "a\tb\r\n\n" ACUTE "\0c", 10, true);
	cr_expect(eq(str, b.data, "a\tb^M\n\n" CIRCLE ACUTE "^@c"));
	buf_release(&b);
}

Test(utf8, ascii_likenesses)
{
	expect_ascii("plain\n\ttext", "plain\n\ttext");
	expect_ascii("\xe2\x80\x9cq\xe2\x80\x9d it\xe2\x80\x99s 1\xe2\x80\x93" "2" DOTS, "\"q\" it's 1-2...");
	expect_ascii("caf\xc3\xa9 e" ACUTE " \xc3\x85ngstr\xc3\xb6m \xc5\x81\xc3\xb3" "d\xc5\xba \xc3\x9f", "cafe e Angstrom Lodz ss");
	expect_ascii("\xc2\xbd \xef\xac\x81x\xc2\xa0y", "1/2 fix y");
	expect_ascii(WATER FAMILY FLAG "\xd7\xa9", "????");
	expect_ascii(ACUTE, "?");
	expect_ascii("\x1b" RLO "\xff", "^[<U+202E><FF>");
	expect_ascii(KEYCAP, "1");
}

/* --- cutting --- */

Test(utf8, cut_and_pad, .init = utf8_locale)
{
	struct buf b = {0};

	expect_cut("claim", 5, false, "claim");
	expect_cut("claims", 5, false, "clai" DOTS);
	expect_cut("claims", 5, true, "cl...");
	expect_cut("claims", 1, false, DOTS);
	expect_cut("claims", 2, true, "..");
	expect_cut("claims", 0, false, "");
	expect_cut("claims", 0, true, "");
	expect_cut("", 0, false, "");
	expect_cut(WATER WATER WATER, 5, false, WATER WATER DOTS);
	expect_cut(WATER WATER WATER, 4, false, WATER DOTS);
	expect_cut("a\nb", 4, false, "a^Jb");
	expect_cut("a\nb", 3, false, "a" DOTS);
	expect_cut("x" FAMILY "y", 7, false, "x" DOTS);
	expect_cut("caf\xc3\xa9 " DOTS, 8, true, "cafe ...");
	utf8_pad(&b, WATER WATER WATER, 4, false);
	utf8_pad(&b, "|", 3, false);
	utf8_pad(&b, "abc", 3, true);
	cr_expect(eq(str, b.data, WATER DOTS " |  abc"));
	buf_release(&b);
}

Test(utf8, fit, .init = utf8_locale)
{
	cr_expect(eq(sz, utf8_fit("abc", 3, 2), 2));
	cr_expect(eq(sz, utf8_fit("abc", 3, 9), 3));
	cr_expect(eq(sz, utf8_fit("abc", 3, 0), 0));
	cr_expect(eq(sz, utf8_fit(WATER WATER, 6, 3), 3));
	cr_expect(eq(sz, utf8_fit("e" ACUTE "x", 4, 1), 3));
	cr_expect(eq(sz, utf8_fit(FAMILY, strlen(FAMILY), 5), 0));
	cr_expect(eq(sz, utf8_fit("ab\x1b", 3, 3), 2));
	cr_expect(eq(sz, utf8_fit("abc", 2, 9), 2));
}

/* --- moving --- */

static void expect_units(const char *const *unit, size_t n)
{
	size_t edge[32] = {0}, len = 0;
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		buf_add(&b, unit[i]);
		edge[i + 1] = b.len;
	}
	len = b.len;
	for (size_t i = 0; i < n; i++) {
		cr_expect(eq(sz, utf8_next(b.data, len, edge[i]), edge[i + 1]));
		cr_expect(eq(sz, utf8_prev(b.data, len, edge[i + 1]), edge[i]));
	}
	buf_release(&b);
}

#define EXPECT_UNITS(...) \
	do { \
		static const char *const unit[] = { __VA_ARGS__ }; \
		expect_units(unit, sizeof unit / sizeof *unit); \
	} while (0)

Test(utf8, next_and_prev, .init = utf8_locale)
{
	EXPECT_UNITS("a", "b", "e" ACUTE, " ", WATER, "\n");
	EXPECT_UNITS(FLAG, FLAG, FLAG, "x", FLAG);
	EXPECT_UNITS("x", "\xf0\x9f\x87\xac", "y", FLAG, "\xf0\x9f\x87\xac");
	EXPECT_UNITS(FAMILY, FAMILY, "a", WAVE, HEART, KEYCAP, KEYCAP);
	EXPECT_UNITS(HAN, HAN, "k\xcc\xa8" ACUTE);
	EXPECT_UNITS("a", "\xff", "\xe2", "\x82", "b", "\x80", "\x80", WATER, "\xf0", "\x9f", "\x98");
	EXPECT_UNITS("\xff", "\xff", "\xff", "\x80", "\x80", "\x80", "\x80", "\x80");
	EXPECT_UNITS(ACUTE ACUTE, "a", "\x1b", ACUTE, "\n", ACUTE);
	EXPECT_UNITS("\r", "\n", "a", ZWJ, "b", MAN, ZWJ, "\t", VS16);
	EXPECT_UNITS("a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE, ACUTE, ACUTE, ACUTE, "b" ACUTE);
}

Test(utf8, a_grapheme_without_end_gets_one, .init = utf8_locale)
{
	struct buf b = {0};

	buf_add_repeat(&b, MAN ZWJ, 100);
	cr_expect(eq(sz, utf8_next(b.data, b.len, 0), 16 * strlen(MAN) + 15 * strlen(ZWJ)));
	buf_release(&b);
}

/* --- wrapping --- */

/* The lines joined by '|', with a bound on how many there may be. */
static void expect_wrapped(const char *s, size_t columns, const char *lines)
{
	struct buf b = {0};
	size_t len = strlen(s), at = 0, next = 0, n = 0;

	for (; at < len && n++ <= len; at = next) {
		size_t bytes = utf8_wrap(s, len, at, columns, &next);

		cr_assert(gt(sz, next, at));
		cr_assert(le(sz, at + bytes, next));
		if (at)
			buf_addc(&b, '|');
		buf_addn(&b, s + at, bytes);
	}
	cr_expect(eq(str, buf_str(&b), lines));
	buf_release(&b);
}

Test(utf8, wrap_at_blanks, .init = utf8_locale)
{
	expect_wrapped("the claim is met", 9, "the claim|is met");
	expect_wrapped("the claim is met", 8, "the|claim is|met");
	expect_wrapped("the  claim   is", 6, "the|claim|is");
	expect_wrapped("ab cd", 2, "ab|cd");
	expect_wrapped("ab cd", 3, "ab|cd");
	expect_wrapped("ab cd", 100, "ab cd");
	expect_wrapped("ab     ", 4, "ab");
	expect_wrapped("   abcdef", 6, "   abc|def");
	expect_wrapped("ab \xcc\x81" "cd", 4, "ab \xcc\x81" "c|d");     /* a blank with a mark is a letter */
}

Test(utf8, wrap_at_newlines, .init = utf8_locale)
{
	expect_wrapped("ab\ncd", 9, "ab|cd");
	expect_wrapped("ab\n\ncd\n", 9, "ab||cd");
	expect_wrapped("ab\ncd", 2, "ab|cd");                   /* a line that just fits has no empty one after it */
	expect_wrapped("ab  \ncd", 2, "ab|cd");
	expect_wrapped("ab  \n\ncd", 2, "ab||cd");
	expect_wrapped("ab  \ncd", 9, "ab  |cd");
	expect_wrapped("\n\n", 1, "|");
}

Test(utf8, wrap_long_words, .init = utf8_locale)
{
	expect_wrapped("abcdefgh", 3, "abc|def|gh");
	expect_wrapped("x abcdefgh", 3, "x|abc|def|gh");
	expect_wrapped("abc", 1, "a|b|c");
	expect_wrapped("abc", 0, "a|b|c");
	expect_wrapped("a b", 1, "a|b");
	expect_wrapped("e" ACUTE "e" ACUTE, 1, "e" ACUTE "|e" ACUTE);
	expect_wrapped("\x1b\x1b", 3, "\x1b|\x1b");
}

Test(utf8, wrap_wide, .init = utf8_locale)
{
	expect_wrapped(WATER WATER WATER, 5, WATER WATER "|" WATER);
	expect_wrapped(WATER WATER, 1, WATER "|" WATER);
	expect_wrapped(WATER "\n" WATER, 1, WATER "|" WATER);
	expect_wrapped("a" WATER "b", 2, "a|" WATER "|b");
	expect_wrapped(SMILE SMILE " " SMILE, 4, SMILE SMILE "|" SMILE);
	expect_wrapped("ab" FAMILY "c", 7, "ab|" FAMILY "c");
	expect_wrapped(FAMILY FAMILY, 3, FAMILY "|" FAMILY);
	expect_wrapped(FLAG FLAG FLAG, 4, FLAG FLAG "|" FLAG);
}

Test(utf8, wrap_tabs, .init = utf8_locale)
{
	expect_wrapped("a\tb", 9, "a\tb");
	expect_wrapped("a\tb", 8, "a|b");
	expect_wrapped("1234567\tb", 9, "1234567\tb");
	expect_wrapped("\tb", 4, "|b");
}

Test(utf8, wrap_the_end)
{
	size_t next = 9;

	cr_expect(eq(sz, utf8_wrap("abc", 3, 3, 5, &next), 0));
	cr_expect(eq(sz, next, 3));
}

/* --- searching --- */

Test(utf8, find)
{
	cr_expect(eq(long, utf8_find("The Claim", "claim"), 4L));
	cr_expect(eq(long, utf8_find("The Claim", "CLAIM"), 4L));
	cr_expect(eq(long, utf8_find("abc", ""), 0L));
	cr_expect(eq(long, utf8_find("", ""), 0L));
	cr_expect(eq(long, utf8_find("", "a"), -1L));
	cr_expect(eq(long, utf8_find("abc", "abcd"), -1L));
	cr_expect(eq(long, utf8_find("aab", "ab"), 1L));
	cr_expect(eq(long, utf8_find("CAF\xc3\x89", "f\xc3\xa9"), 2L));
	cr_expect(eq(long, utf8_find("Stra\xc3\x9f" "e", "STRASSE"), 0L));
	cr_expect(eq(long, utf8_find("STRASSE", "\xc3\x9f"), 4L));
	cr_expect(eq(long, utf8_find("\xce\xa3\xce\x91\xce\xa3", "\xcf\x82"), 0L));     /* all sigmas are one */
	cr_expect(eq(long, utf8_find("a\xff" "b", "\xff"), 1L));
	cr_expect(eq(long, utf8_find("a\xfe" "b", "\xff"), -1L));
}

/* --- properties --- */

/* Texts made of pieces that are awkward beside one another. */
static size_t random_text(uint32_t *random, char *out)
{
	static const char *const piece[] = {
		"a", "b", " ", "1", "\n", "\t", "\x1b", "\x7f", "\xff", "\xe2\x82", "\xf0\x9f", "\x80", ACUTE, ACUTE ACUTE ACUTE ACUTE,
		ZWJ, VS16, WATER, SMILE, MAN, WOMAN, FAMILY, "\xf0\x9f\x87\xac", FLAG, WAVE, "\xf0\x9f\x8f\xbd", HEART, KEYCAP,
		"\xe2\x83\xa3", HAN, "\xe1\x84\x92", "\xe1\x85\xa1", "\xe1\x86\xab", RLO, "\xc2\x9b", "\xe2\x80\x8c", "\xe0\xa4\x95\xe0\xa4\xbf",
		"\xe0\xa5\x8d", "\xe1\x80\x80\xe1\x80\xab", "\xd8\x80", "\xf3\xa0\x81\xa8", "\xef\xbf\xbd", "\xf0\x9f\xab\xb8", "word ",
	};
	size_t n, len = 0;

	*random = *random * 1664525 + 1013904223;
	n = *random >> 8;
	for (n %= 24; n--; ) {
		const char *p;

		*random = *random * 1664525 + 1013904223;
		p = piece[(*random >> 8) % (sizeof piece / sizeof *piece)];
		memcpy(out + len, p, strlen(p));
		len += strlen(p);
	}
	out[len] = '\0';
	return len;
}

/* Columns of text that was made safe to show, counted by the C library alone. */
static size_t plain_width(const char *s)
{
	size_t sum = 0, len = strlen(s);
	uint32_t cp = 0;

	for (size_t at = 0; at < len; ) {
		size_t n = utf8_decode(s + at, len - at, &cp);
		int width = wcwidth((wchar_t)cp);

		cr_assert(n > 0 && width >= 0 && cp >= 0x20, "U+%04X", (unsigned)cp);
		sum += (size_t)width;
		at += n;
	}
	return sum;
}

static bool is_edge(const char *s, size_t len, size_t offset)
{
	size_t at = 0;

	while (at < offset)
		at = utf8_next(s, len, at);
	return at == offset;
}

Test(utf8, width_is_that_of_what_is_shown, .init = utf8_locale)
{
	uint32_t random = 7;
	char s[1024];

	for (int i = 0; i < 20000; i++) {
		size_t len = random_text(&random, s);
		struct buf b = {0};

		utf8_clean(&b, s, len, false);
		cr_assert(eq(sz, utf8_width(s), plain_width(buf_str(&b))));
		buf_release(&b);
	}
}

Test(utf8, what_is_shown_is_shown_the_same_again, .init = utf8_locale)
{
	uint32_t random = 11;
	char s[1024];

	for (int i = 0; i < 20000; i++) {
		size_t len = random_text(&random, s);
		struct buf once = {0}, twice = {0};

		utf8_clean(&once, s, len, true);
		utf8_clean(&twice, buf_str(&once), once.len, true);
		cr_assert(eq(str, buf_str(&once), buf_str(&twice)));
		buf_release(&once);
		buf_release(&twice);
	}
}

Test(utf8, fit_and_cut_keep_to_the_columns_and_to_graphemes, .init = utf8_locale)
{
	uint32_t random = 1;
	char s[1024];

	for (int i = 0; i < 5000; i++) {
		size_t len = random_text(&random, s), whole = utf8_width(s);

		for (size_t columns = 0; columns < 30; columns++) {
			size_t n = utf8_fit(s, len, columns);
			struct buf b = {0}, padded = {0};

			cr_assert(is_edge(s, len, n));
			cr_assert(le(sz, utf8_width_n(s, n), columns));
			if (n < len)
				cr_assert(gt(sz, utf8_width_n(s, utf8_next(s, len, n)), columns));
			utf8_cut(&b, s, columns, false);
			cr_assert(le(sz, plain_width(buf_str(&b)), columns));
			cr_assert(eq(int, whole > columns && columns, b.len >= 3 && !strcmp(b.data + b.len - 3, DOTS)));
			utf8_pad(&padded, s, columns, false);
			cr_assert(eq(sz, plain_width(buf_str(&padded)), columns));
			buf_clear(&padded);
			utf8_pad(&padded, s, columns, true);
			cr_assert(eq(sz, padded.len, columns));
			cr_assert(eq(sz, plain_width(buf_str(&padded)), columns));
			buf_release(&padded);
			buf_release(&b);
		}
	}
}

Test(utf8, prev_undoes_next, .init = utf8_locale)
{
	uint32_t random = 3;
	char s[1024];

	for (int i = 0; i < 20000; i++) {
		size_t len = random_text(&random, s), end;

		for (size_t at = 0; at < len; at = end) {
			end = utf8_next(s, len, at);
			cr_assert(end > at && end <= len);
			cr_assert(eq(sz, utf8_prev(s, len, end), at));
		}
	}
}

Test(utf8, wrap_loses_nothing_but_blanks, .init = utf8_locale)
{
	uint32_t random = 5;
	char s[1024];

	for (int i = 0; i < 5000; i++) {
		size_t len = random_text(&random, s);

		for (size_t columns = 1; columns < 20; columns++) {
			for (size_t at = 0, next; at < len; at = next) {
				size_t n = utf8_wrap(s, len, at, columns, &next);
				bool tabs = memchr(s + at, '\t', n) != NULL;

				cr_assert(next > at && next <= len && at + n <= next);
				cr_assert(is_edge(s, len, at + n) && is_edge(s, len, next));
				cr_assert(tabs || utf8_width_n(s + at, n) <= columns || n == utf8_next(s, len, at) - at);
				cr_assert(memchr(s + at, '\n', n) == NULL);
				for (size_t k = at + n; k < next; k++)
					cr_assert(s[k] == ' ' || s[k] == '\t' || s[k] == '\n');
			}
		}
	}
}

/* A megabyte of anything must not make a keypress wait: linear, and quick to step back in. */
Test(utf8, long_texts_are_quick, .init = utf8_locale, .timeout = 60)
{
	static const char *const piece[] = { "x", WATER, ACUTE, ZWJ, "\x1b[", MAN ZWJ, FLAG, "\xe1\x84\x92", "\xff", "\xd8\x80" };

	for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
		struct buf b = {0};
		clock_t start = clock();
		size_t at = 0;

		buf_add_repeat(&b, piece[i], 1000000 / strlen(piece[i]));
		utf8_width(b.data);
		cr_expect(gt(sz, utf8_prev(b.data, b.len, b.len), b.len - 200));
		while (at < b.len)
			utf8_wrap(b.data, b.len, at, 80, &at);
		cr_expect(lt(dbl, (double)(clock() - start) / CLOCKS_PER_SEC, 4.0));
		buf_release(&b);
	}
}
