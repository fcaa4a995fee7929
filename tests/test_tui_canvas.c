/* The canvas: clipping, wide characters, hostile text, lines that join, ASCII. */
#include "config.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/canvas.h"

static struct canvas *c;
static struct rect all;

static void start(int rows, int cols, bool ascii)
{
	canvas_free(c);
	c = canvas_new(rows, cols, ascii);
	all = canvas_rect(c);
}

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	start(3, 10, false);
}

static void tear_down(void)
{
	canvas_free(c);
	c = NULL;
}

TestSuite(canvas, .init = set_up, .fini = tear_down, .timeout = 30);

/* Every cell belongs to one grapheme that lies within its row, and holds nothing a terminal would
 * act on. */
static void check_cells(void)
{
	for (int row = 0; row < all.rows; row++) {
		int col = 0;

		while (col < all.cols) {
			const struct cell *cell = canvas_cell(c, row, col);
			struct buf clean = {0};

			cr_assert(cell->width > 0, "%d,%d is no start", row, col);
			cr_assert(col + cell->width <= all.cols, "%d,%d reaches out", row, col);
			cr_assert_eq(utf8_width(cell->text), cell->width, "%d,%d: width of '%s'", row, col, cell->text);
			utf8_clean(&clean, cell->text, strlen(cell->text), false);
			cr_assert_str_eq(buf_str(&clean), cell->text);
			buf_release(&clean);
			for (const char *p = cell->text; *p != '\0'; p++)
				cr_assert(!canvas_ascii(c) || (*p >= ' ' && *p <= '~'));
			for (int i = 1; i < cell->width; i++)
				cr_assert(canvas_cell(c, row, col + i)->width == 0 && canvas_cell(c, row, col + i)->text[0] == '\0');
			col += cell->width;
		}
	}
}

static void expect_at(const char *want, int line)
{
	struct buf got = {0};

	check_cells();
	canvas_dump(c, &got);
	cr_expect_str_eq(buf_str(&got), want, "line %d: got\n%swant\n%s", line, buf_str(&got), want);
	buf_release(&got);
}
#define expect(want) expect_at(want, __LINE__)

static void expect_styles(const char *want)
{
	struct buf got = {0};

	canvas_dump_styles(c, &got);
	cr_expect_str_eq(buf_str(&got), want);
	buf_release(&got);
}

Test(canvas, text_stays_in_its_rect)
{
	struct rect in = { 1, 2, 1, 5 };

	cr_expect_eq(canvas_text(c, in, 0, 0, STYLE_TITLE, "abcdefghij"), 5);
	cr_expect_eq(canvas_text(c, in, 1, 0, STYLE_TITLE, "below"), 0);
	cr_expect_eq(canvas_text(c, in, -1, 0, STYLE_TITLE, "above"), 0);
	expect("\n  abcde\n\n");
	expect_styles("\n..bbbbb\n\n");
	cr_expect_eq(canvas_text(c, in, 0, -3, STYLE_TITLE, "ABCDEF"), 6);
	cr_expect_eq(canvas_text(c, in, 0, 5, STYLE_TITLE, "x"), 0);
	cr_expect_eq(canvas_text(c, in, 0, 4, STYLE_TITLE, "xyz"), 1);
	expect("\n  DEFdx\n\n");
}

Test(canvas, rects_outside_the_canvas)
{
	struct rect in = { -1, -2, 100, 100 };

	cr_expect_eq(canvas_text(c, in, 1, 0, STYLE_TEXT, "abcd"), 4);
	cr_expect_eq(canvas_text(c, in, 99, 0, STYLE_TEXT, "abcd"), 0);
	canvas_fill(c, (struct rect){ 2, 8, 9, 9 }, "x", STYLE_TEXT);
	canvas_fill(c, (struct rect){ -5, -5, 6, 6 }, "y", STYLE_TEXT);
	canvas_fill(c, (struct rect){ 20, 20, 6, 6 }, "z", STYLE_TEXT);
	canvas_hline(c, in, 2, 10, 50, STYLE_TEXT);
	expect("yd\n        ──\n        xx\n");
	in = rect_part((struct rect){ 1, 1, 5, 5 }, 2, -1, 2147483647, 3);
	cr_expect(in.row == 3 && in.col == 1 && in.rows == 3 && in.cols == 2);
	in = rect_part((struct rect){ 1, 1, 5, 5 }, 7, 7, 2, 2);
	cr_expect(in.rows == 0 && in.cols == 0);
}

Test(canvas, wide_characters_never_in_halves)
{
	cr_expect_eq(canvas_text(c, all, 0, 0, STYLE_TEXT, "漢字漢字漢字"), 10);
	expect("漢字漢字漢\n\n\n");
	canvas_text(c, all, 0, 3, STYLE_TEXT, "x");             /* half of the second */
	expect("漢 x漢字漢\n\n\n");
	canvas_text(c, all, 0, 5, STYLE_TEXT, "語");            /* halves of the third and the fourth */
	expect("漢 x 語 漢\n\n\n");
	cr_expect_eq(canvas_text(c, all, 1, 9, STYLE_TEXT, "漢"), 0);
	cr_expect_eq(canvas_text(c, all, 1, -1, STYLE_TEXT, "漢a"), 3);
	expect("漢 x 語 漢\n a\n\n");
	cr_expect_eq(canvas_text(c, (struct rect){ 2, 0, 1, 3 }, 0, 0, STYLE_TEXT, "漢字"), 2);
	expect("漢 x 語 漢\n a\n漢\n");
	canvas_fill(c, (struct rect){ 0, 1, 3, 1 }, "|", STYLE_TEXT);
	expect(" | x 語 漢\n |\n |\n");
}

Test(canvas, a_grapheme_is_one_cell)
{
	cr_expect_eq(canvas_text(c, all, 0, 0, STYLE_TEXT, "e\u0301x"), 2);
	cr_expect_str_eq(canvas_cell(c, 0, 0)->text, "e\u0301");
	cr_expect_str_eq(canvas_cell(c, 0, 1)->text, "x");
	cr_expect_eq(canvas_text(c, all, 1, 0, STYLE_TEXT, "👨\u200d👩\u200d👧!"), 7);
	cr_expect_eq(canvas_cell(c, 1, 0)->width, 6);
	canvas_text(c, all, 1, 3, STYLE_TEXT, "+");             /* the whole family goes */
	expect("e\u0301x\n   +  !\n\n");
}

Test(canvas, graphemes_too_long_for_a_cell)
{
	struct buf s = {0};

	start(3, 200, false);
	buf_add_repeat(&s, "\u1100", 30);                       /* Hangul leading consonants never break */
	cr_expect_eq(canvas_text(c, all, 0, 0, STYLE_TEXT, buf_str(&s)), 60);
	buf_clear(&s);
	buf_add(&s, "a");
	buf_add_repeat(&s, "\u0301", 100000);
	cr_expect_eq(canvas_text(c, all, 1, 0, STYLE_TEXT, buf_str(&s)), 200);
	buf_clear(&s);
	buf_add_repeat(&s, "👩\u200d", 1000);
	cr_expect(canvas_text(c, all, 2, 0, STYLE_TEXT, buf_str(&s)) > 190);
	check_cells();
	buf_release(&s);
}

Test(canvas, hostile_text_is_only_text)
{
	static const char *const hostile[] = {
		"\033]0;title\a", "\033[2J", "a\nb\tc\rd", "\x9b" "31m", "\xc2\x9b" "31m", "\u202eabc", "\xff\xfe",
		"\u0301start", "\u200b\u200d\ufeff", "\ue0041", "\u2028", "\x7f", "\xf4\x90\x80\x80", "\xed\xa0\x80",
		"a\xcc", "\u1160", "\u0600\u0661", "\xe0\xb8\xb3\xe0\xb8\xb3",
	};

	for (int ascii = 0; ascii < 2; ascii++) {
		for (int cols = 1; cols < 30; cols++) {
			start(1, cols, ascii != 0);
			for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
				for (int col = -10; col < cols; col++) {
					canvas_text(c, all, 0, col, STYLE_TEXT, hostile[i]);
					canvas_text_cut(c, all, 0, col, 7, STYLE_TEXT, hostile[i]);
					canvas_text_right(c, all, 0, STYLE_TEXT, hostile[i]);
					canvas_paragraph(c, all, STYLE_TEXT, hostile[i]);
					check_cells();
				}
		}
	}
	start(3, 30, false);
	canvas_text(c, all, 0, 0, STYLE_TEXT, "\033[2J\n\t\xff");
	canvas_text(c, all, 1, 0, STYLE_TEXT, "a\u202eb");
	canvas_textf(c, all, 2, 0, STYLE_TEXT, "%d %s", 7, "\033c");
	expect("^[[2J^J^I<FF>\na<U+202E>b\n7 ^[c\n");
}

Test(canvas, random_text_in_random_places)
{
	static const char *const bit[] = { "a", "漢", "e\u0301", "👨\u200d👩\u200d👧", "🇬🇧", "\u202e", " ", "\n", "\t", "\xff", "\u0301", "\u1100\u1161" };

	for (int ascii = 0; ascii < 2; ascii++) {
		srand(1);
		start(6, 17, ascii != 0);
		for (int i = 0; i < 20000; i++) {
			char s[200] = "";
			size_t used = 0;
			struct rect in = { rand() % 8 - 1, rand() % 20 - 2, rand() % 6, rand() % 20 };

			for (int n = rand() % 6; n > 0; n--) {
				const char *b = bit[(size_t)rand() % (sizeof bit / sizeof *bit)];

				memcpy(s + used, b, strlen(b) + 1);
				used += strlen(b);
			}
			switch (rand() % 7) {
			case 0: canvas_text(c, in, rand() % 6, rand() % 20 - 4, STYLE_TEXT, s); break;
			case 1: canvas_paragraph(c, in, STYLE_LINK, s); break;
			case 2: canvas_fill(c, in, s, STYLE_TEXT); break;
			case 3: canvas_hline(c, in, rand() % 6, rand() % 20 - 4, rand() % 20, STYLE_TEXT); break;
			case 4: canvas_vline(c, in, rand() % 6, rand() % 20 - 4, rand() % 20, STYLE_TEXT); break;
			case 5: canvas_text_cut(c, in, rand() % 6, rand() % 20 - 4, rand() % 20, STYLE_TEXT, s); break;
			case 6: canvas_bar(c, in, rand() % 6, rand() % 20 - 4, rand() % 20, STYLE_TEXT, rand() % 9, 9); break;
			}
			check_cells();
		}
	}
}

Test(canvas, cut_and_right)
{
	cr_expect_eq(canvas_text_cut(c, all, 0, 0, 5, STYLE_TEXT, "abcde"), 5);
	cr_expect_eq(canvas_text_cut(c, all, 1, 0, 5, STYLE_TEXT, "abcdef"), 5);
	cr_expect_eq(canvas_text_cut(c, all, 2, 0, 4, STYLE_TEXT, "漢字漢"), 3);
	expect("abcde\nabcd…\n漢…\n");
	canvas_clear(c);
	canvas_text_right(c, all, 0, STYLE_TEXT, "ok");
	canvas_text_right(c, all, 1, STYLE_TEXT, "漢字");
	canvas_text_right(c, all, 2, STYLE_TEXT, "0123456789ab");
	expect("        ok\n      漢字\n0123456789\n");
	start(2, 10, true);
	canvas_text_cut(c, all, 0, 0, 6, STYLE_TEXT, "abcdefg");
	canvas_text_cut(c, all, 1, 0, 2, STYLE_TEXT, "abcdefg");
	expect("abc...\n..\n");
}

Test(canvas, paragraphs)
{
	cr_expect_eq(canvas_paragraph(c, all, STYLE_TEXT, "one two three"), 2);
	expect("one two\nthree\n\n");
	canvas_clear(c);
	cr_expect_eq(canvas_paragraph(c, (struct rect){ 0, 2, 2, 4 }, STYLE_TEXT, "漢字漢字漢字"), 2);
	expect("  漢字\n  漢字\n\n");
	cr_expect_eq(canvas_paragraph_rows(c, 4, "漢字漢字漢字"), 3);
	cr_expect_eq(canvas_paragraph_rows(c, 4, ""), 0);
	cr_expect_eq(canvas_paragraph_rows(c, 4, "a\n\nb"), 3);
	canvas_clear(c);
	canvas_paragraph(c, all, STYLE_TEXT, "a\tb\n\u202ex");
	expect("a       b\n<U+202E>x\n\n");
}

Test(canvas, lines_join)
{
	start(5, 9, false);
	canvas_hline(c, all, 0, 0, 9, STYLE_BORDER);
	canvas_hline(c, all, 4, 0, 9, STYLE_BORDER);
	canvas_vline(c, all, 0, 0, 5, STYLE_BORDER);
	canvas_vline(c, all, 0, 8, 5, STYLE_BORDER);
	canvas_vline(c, all, 0, 4, 5, STYLE_BORDER);
	canvas_hline(c, all, 2, 0, 9, STYLE_BORDER);
	expect("┌───┬───┐\n│   │   │\n├───┼───┤\n│   │   │\n└───┴───┘\n");
	canvas_text(c, all, 0, 2, STYLE_TITLE, "ab");
	canvas_vline(c, all, 0, 2, 2, STYLE_BORDER);            /* joins no text */
	expect("┌─│b┬───┐\n│ │ │   │\n├───┼───┤\n│   │   │\n└───┴───┘\n");
	start(3, 4, true);
	canvas_hline(c, all, 0, 0, 4, STYLE_BORDER);
	canvas_vline(c, all, 0, 1, 3, STYLE_BORDER);
	canvas_hline(c, all, 2, 0, 1, STYLE_BORDER);
	expect("-+--\n |\n-|\n");
}

Test(canvas, bars)
{
	canvas_bar(c, all, 0, 0, 4, STYLE_MET, 0, 45);
	canvas_bar(c, all, 1, 0, 4, STYLE_MET, 1, 1000);
	canvas_bar(c, all, 2, 0, 4, STYLE_MET, 45, 45);
	expect("░░░░\n▏░░░\n████\n");
	canvas_bar(c, all, 0, 0, 4, STYLE_MET, 999, 1000);
	canvas_bar(c, all, 1, 0, 4, STYLE_MET, 3, 8);
	canvas_bar(c, all, 2, 0, 4, STYLE_MET, 1, 0);
	expect("███▉\n█▌░░\n░░░░\n");
	start(2, 10, true);
	canvas_bar(c, all, 0, 0, 10, STYLE_MET, 1, 3);
	canvas_bar(c, all, 1, 0, 10, STYLE_MET, 44, 45);
	expect("###.......\n#########.\n");
}

Test(canvas, ascii)
{
	start(3, 20, true);
	canvas_text(c, all, 0, 0, STYLE_TEXT, "“caf\u00e9” – 漢…");
	canvas_fill(c, (struct rect){ 1, 0, 1, 3 }, "é", STYLE_TEXT);
	expect("\"cafe\" - ?...\neee\n\n");
}

Test(canvas, styles_cursor_copy)
{
	int row, col;
	struct canvas *tall = canvas_new(10, 10, false);

	canvas_text(c, all, 1, 0, STYLE_DIM, "abc");
	canvas_style(c, (struct rect){ 1, 1, 5, 1 }, STYLE_TITLE);
	expect_styles("\naba\n.b\n");
	cr_expect(!canvas_cursor_at(c, &row, &col));
	canvas_cursor(c, 99, -5);
	cr_expect(canvas_cursor_at(c, &row, &col) && row == 2 && col == 0);
	canvas_cursor_visible(c, false);
	cr_expect(!canvas_cursor_at(c, &row, &col));
	for (int i = 0; i < 10; i++)
		canvas_textf(tall, canvas_rect(tall), i, 0, STYLE_DIM, "%d漢字", i);
	canvas_copy(c, (struct rect){ 0, 2, 2, 4 }, tall, 4, 0);
	expect("  4漢\nab5漢\n\n");
	canvas_copy(c, (struct rect){ 2, 0, 1, 4 }, tall, 9, 2);
	canvas_copy(c, (struct rect){ 0, 0, 1, 1 }, tall, 12, 0);
	expect("  4漢\nab5漢\n 字\n");
	canvas_resize(c, 1, 4);
	all = canvas_rect(c);
	expect("\n");
	canvas_free(tall);
}
