/* A text in a pane: wrapping, motions by rows, scrolling, what is drawn. */
#include "config.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "core/field.h"
#include "tui/editor.h"
#include "tui/editor_private.h"
#include "watched.h"

static struct editor *e;
static struct canvas *c;
static struct buf clipboard;
static struct err err;
static int rows, cols;

static void pane(int r, int k, bool ascii)
{
	if (e == NULL || e->wrap.ascii != ascii) {
		editor_free(e);
		e = editor_new(TEXT_LINES, ascii, &clipboard);
	}
	rows = r;
	cols = k;
	editor_resize(e, rows, cols);
	canvas_free(c);
	c = canvas_new(rows + 2, cols + 2, ascii);
}

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	pane(4, 11, false);
}

static void tear_down(void)
{
	editor_free(e);
	canvas_free(c);
	buf_release(&clipboard);
	e = NULL;
	c = NULL;
}

TestSuite(editor, .init = set_up, .fini = tear_down, .timeout = 120);

static void set(const char *s)
{
	cr_assert(editor_set(e, s, strlen(s), 0, &err), "%s", err.text);
}

static void run(enum editor_command command)
{
	editor_command(e, command, &err);
}

/* Draws into the middle of a canvas whose rim must stay as it was. */
static void draw(void)
{
	struct rect all = canvas_rect(c), in = { 1, 1, rows, cols };

	canvas_clear(c);
	canvas_fill(c, all, "#", STYLE_ERROR);
	editor_draw(e, c, in, STYLE_INPUT, true);
	for (int row = 0; row < all.rows; row++) {
		for (int col = 0; col < all.cols; col++) {
			bool rim = row == 0 || col == 0 || row == all.rows - 1 || col == all.cols - 1;

			cr_assert(!rim || canvas_cell(c, row, col)->text[0] == '#', "the rim at %d,%d", row, col);
		}
	}
}

static void expect_dump(const char *want, bool styles, int line)
{
	struct canvas *inner = canvas_new(rows, cols, canvas_ascii(c));
	struct buf got = {0};

	draw();
	canvas_copy(inner, canvas_rect(inner), c, 1, 1);
	if (styles)
		canvas_dump_styles(inner, &got);
	else
		canvas_dump(inner, &got);
	cr_expect_str_eq(buf_str(&got), want, "line %d: got\n%swant\n%s", line, buf_str(&got), want);
	buf_release(&got);
	canvas_free(inner);
}
#define expect(want) expect_dump(want, false, __LINE__)
#define expect_styles(want) expect_dump(want, true, __LINE__)

static void expect_cursor_at(int row, int col, int line)
{
	int r, k;

	editor_cursor(e, &r, &k);
	cr_expect(r == row && k == col, "line %d: the cursor is at %d,%d", line, r, k);
}
#define expect_cursor(row, col) expect_cursor_at(row, col, __LINE__)

Test(editor, wraps_between_words)
{
	set("one two three\n\nelephantastic x");
	expect("one two\nthree\n\nelephantas▼\n");
	run(EDITOR_TEXT_END);
	expect("three     ▲\n\nelephantas\ntic x\n");
	expect_cursor(3, 5);
}

Test(editor, blanks_at_the_edge)
{
	set("0123456789");
	run(EDITOR_TEXT_END);
	expect_cursor(0, 10);                           /* behind the full row */
	editor_type(e, " ", &err);
	expect_cursor(1, 0);
	run(EDITOR_LEFT);
	expect_cursor(0, 10);                           /* before the blank that hangs over */
	run(EDITOR_TEXT_END);
	editor_type(e, " ", &err);
	expect_cursor(1, 1);
	editor_type(e, "a", &err);
	expect("0123456789\n a\n\n\n");
	set("01234567\tx");
	expect("01234567\nx\n\n\n");
	set("a\tb");
	expect("a       b\n\n\n\n");
}

Test(editor, wide_and_combining)
{
	set("漢字漢字漢字e\u0301e\u0301");
	expect("漢字漢字漢\n字e\u0301e\u0301\n\n\n");
	run(EDITOR_DOWN);
	expect_cursor(1, 0);
	run(EDITOR_RIGHT);
	run(EDITOR_RIGHT);
	expect_cursor(1, 3);
	run(EDITOR_BACKSPACE);
	expect("漢字漢字漢\n字e\u0301\n\n\n");
	pane(4, 1, false);
	set("漢a");
	expect(">\na\n\n\n");
	pane(2, 4, false);
	set("👨\u200d👩\u200d👧x");                         /* six columns, shown in none of three */
	expect(">\nx\n");
}

Test(editor, what_is_not_seen_is_shown)
{
	pane(2, 30, false);
	set("a\u202eb\u200bc\033d\u00ade");
	expect("a<U+202E>b<U+200B>c^[d\n<U+00AD>e\n");
	expect_styles("jxxxxxxxxjxxxxxxxxjxxjjjjjjjjj\nxxxxxxxxjjjjjjjjjjjjjjjjjjjjjj\n");
	run(EDITOR_RIGHT);
	run(EDITOR_RIGHT);
	expect_cursor(0, 9);
	run(EDITOR_BACKSPACE);
	expect("ab<U+200B>c^[d<U+00AD>e\n\n");
	pane(2, 30, true);
	set("“é漢” …\u202e");
	expect("\"e?\" ...<U+202E>\n\n");
}

Test(editor, rows_up_and_down_keep_their_column)
{
	set("0123456\nab\n漢字漢字\n");
	run(EDITOR_TEXT_START);
	for (int i = 0; i < 5; i++)
		run(EDITOR_RIGHT);
	run(EDITOR_DOWN);
	expect_cursor(1, 2);
	run(EDITOR_DOWN);
	expect_cursor(2, 4);                            /* column 5 is inside the third */
	run(EDITOR_DOWN);
	expect_cursor(3, 0);
	run(EDITOR_DOWN);
	expect_cursor(3, 0);
	run(EDITOR_UP);
	run(EDITOR_UP);
	run(EDITOR_UP);
	expect_cursor(0, 5);
	run(EDITOR_UP);
	expect_cursor(0, 5);
}

Test(editor, home_and_end_of_row_then_of_line)
{
	set("one two three four");                      /* "one two " "three four" */
	run(EDITOR_DOWN);
	run(EDITOR_RIGHT);
	run(EDITOR_LINE_START);
	expect_cursor(1, 0);
	run(EDITOR_LINE_START);
	expect_cursor(0, 0);
	run(EDITOR_LINE_END);
	expect_cursor(0, 7);
	run(EDITOR_LINE_END);
	expect_cursor(1, 10);
}

Test(editor, pages)
{
	struct buf s = {0};

	for (int i = 0; i < 20; i++)
		buf_addf(&s, "%d\n", i);
	set(buf_str(&s));
	expect("0\n1\n2\n3         ▼\n");
	run(EDITOR_PAGE_DOWN);
	expect("3         ▲\n4\n5\n6         ▼\n");
	expect_cursor(0, 0);
	run(EDITOR_DOWN);
	run(EDITOR_PAGE_DOWN);
	expect("6         ▲\n7\n8\n9         ▼\n");
	expect_cursor(1, 0);
	run(EDITOR_PAGE_UP);
	expect("3         ▲\n4\n5\n6         ▼\n");
	for (int i = 0; i < 6; i++)
		run(EDITOR_PAGE_DOWN);
	expect("17        ▲\n18\n19\n\n");
	expect_cursor(3, 0);
	run(EDITOR_UP);
	run(EDITOR_UP);
	run(EDITOR_UP);
	run(EDITOR_UP);
	expect("16        ▲\n17\n18\n19        ▼\n");
	run(EDITOR_TEXT_START);
	run(EDITOR_RIGHT);
	run(EDITOR_PAGE_UP);
	expect_cursor(0, 0);
	editor_point(e, 2, 9, false);
	expect_cursor(2, 1);
	editor_point(e, 0, 0, true);
	run(EDITOR_CUT);
	cr_expect_str_eq(buf_str(&clipboard), "0\n1\n2");
	pane(1, 11, false);
	run(EDITOR_DOWN);
	expect("3         ↕\n");
	buf_release(&s);
}

Test(editor, a_jump_lands_in_the_middle_and_the_pane_is_filled)
{
	struct buf s = {0};

	for (int i = 0; i < 50; i++)
		buf_addf(&s, "%d\n", i);
	cr_assert(editor_set(e, buf_str(&s), s.len, 100, &err));
	expect_cursor(2, 2);
	run(EDITOR_TEXT_END);
	expect("47        ▲\n48\n49\n\n");
	run(EDITOR_SELECT + EDITOR_PAGE_UP);
	run(EDITOR_DELETE);
	expect("44        ▲\n45\n46\n\n");
	pane(8, 11, false);
	expect("40        ▲\n41\n42\n43\n44\n45\n46\n\n");
	buf_release(&s);
}

Test(editor, selection_is_seen)
{
	set("ab\tcd 漢\nx");
	run(EDITOR_RIGHT);
	run(EDITOR_SELECT + EDITOR_DOWN);
	expect("ab      cd\n漢\nx\n\n");
	expect_styles("jhhhhhhhhhj\njjjjjjjjjjj\njjjjjjjjjjj\njjjjjjjjjjj\n");
	run(EDITOR_SELECT + EDITOR_DOWN);
	run(EDITOR_SELECT + EDITOR_LINE_START);
	expect_styles("jhhhhhhhhhj\nhhhjjjjjjjj\njjjjjjjjjjj\njjjjjjjjjjj\n");
	cr_expect(editor_command(e, EDITOR_COPY, &err));
	run(EDITOR_LEFT);
	expect_cursor(0, 1);
	cr_expect_not(editor_command(e, EDITOR_COPY, &err));
	cr_expect_str_eq(err.text, "nothing is selected");
	run(EDITOR_PASTE);
	expect("ab      cd\n漢\nb       cd\n漢        ▼\n");
	run(EDITOR_UNDO);
	expect("ab      cd\n漢\nx\n\n");
	cr_expect_not(editor_command(e, EDITOR_UNDO, &err));
	run(EDITOR_SELECT_ALL);
	cr_expect(editor_paste(e, "\033[31m", 5, NULL, &err));
	expect("[31m\n\n\n\n");
	cr_expect_eq(editor_rows(e, 3, 9), 2);
}

static void expect_text(const char *want, int line)
{
	struct buf got = {0};

	text_get(e->text, &got);
	cr_expect_str_eq(buf_str(&got), want, "line %d: '%s'", line, buf_str(&got));
	buf_release(&got);
}
#define expect_contents(want) expect_text(want, __LINE__)

Test(editor, deletions_in_a_row_are_one_piece)
{
	set("one 漢字 two\nthree\nfour");
	run(EDITOR_KILL_TO_END);
	run(EDITOR_KILL_TO_END);
	run(EDITOR_WORD_DELETE);
	expect_contents("\nfour");
	cr_expect_str_eq(buf_str(&clipboard), "one 漢字 two\nthree");
	run(EDITOR_DOWN);
	run(EDITOR_PASTE);
	expect_contents("\none 漢字 two\nthreefour");
	run(EDITOR_WORD_BACKSPACE);
	run(EDITOR_WORD_BACKSPACE);
	run(EDITOR_KILL_TO_END);
	cr_expect_str_eq(buf_str(&clipboard), "two\nthreefour");
	editor_pause(e);                                /* the hand may rest */
	run(EDITOR_KILL_TO_START);
	cr_expect_str_eq(buf_str(&clipboard), "one 漢字 two\nthreefour");
	cr_expect_not(editor_command(e, EDITOR_KILL_TO_END, &err));
	editor_type(e, "new words", &err);
	run(EDITOR_WORD_BACKSPACE);
	cr_expect_str_eq(buf_str(&clipboard), "words");
	run(EDITOR_BACKSPACE);                          /* no part of it */
	cr_expect_str_eq(buf_str(&clipboard), "words");
	run(EDITOR_SELECT_ALL);
	run(EDITOR_KILL_TO_END);
	cr_expect_str_eq(buf_str(&clipboard), "\nnew");
	run(EDITOR_UNDO);
	expect_contents("\nnew");
}

Test(editor, what_is_found_stands_out)
{
	struct editor_place place;

	set("ab AB\tab 漢x漢\nAba");
	editor_highlight(e, "ab");
	expect("ab AB   ab\n漢x漢\nAba\n\n");
	expect_styles("iijiijjjiij\njjjjjjjjjjj\niijjjjjjjjj\njjjjjjjjjjj\n");
	editor_highlight(e, "漢");
	expect_styles("jjjjjjjjjjj\niijiijjjjjj\njjjjjjjjjjj\njjjjjjjjjjj\n");
	editor_highlight(e, "b\t");
	expect_styles("jjjjiiiijjj\njjjjjjjjjjj\njjjjjjjjjjj\njjjjjjjjjjj\n");
	run(EDITOR_RIGHT);
	run(EDITOR_SELECT + EDITOR_RIGHT);
	place = editor_place(e);
	editor_show(e, 15, 18);
	expect_styles("jjjjiiiijjj\njjjhhhjjjjj\nhjjjjjjjjjj\njjjjjjjjjjj\n");
	expect_cursor(1, 3);
	editor_return(e, &place);
	editor_highlight(e, NULL);
	expect_styles("jhjjjjjjjjj\njjjjjjjjjjj\njjjjjjjjjjj\njjjjjjjjjjj\n");
	expect_cursor(0, 2);
}

Test(editor, every_command_has_a_name)
{
	for (int i = 0; i < EDITOR_COMMAND_COUNT; i++) {
		enum editor_command back;

		cr_assert(editor_command_name((enum editor_command)i) != NULL, "%d", i);
		cr_assert(editor_command_help((enum editor_command)i) != NULL, "%d", i);
		cr_assert(editor_command_read(editor_command_name((enum editor_command)i), &back) && back == (enum editor_command)i);
		run((enum editor_command)i);
	}
	cr_expect_not(editor_command_read("no-such", &(enum editor_command){ EDITOR_LEFT }));
	cr_expect(editor_command_name(EDITOR_COMMAND_COUNT) == NULL);
}

/* What holds for any text in any pane. */

static void check_rows(void)
{
	struct wrap plain = { .text = e->text, .ascii = e->wrap.ascii, .cols = e->wrap.cols };
	struct row row, found, before = {0};

	wrap_row(&plain, 0, &row);
	for (bool first = true;; first = false) {
		struct walk w;
		struct unit u;
		int n = 0, width = 0;
		bool blank = false;

		walk_start(&w, e->text, e->wrap.ascii, row.start);
		while (w.at < row.end && walk_next(&w, &u)) {
			n++;
			cr_assert(n == 1 || width <= plain.cols, "a row too wide");
			width = w.col;
			blank = u.blank;
		}
		cr_assert(w.at == row.end && (n > 0 || row.last));
		cr_assert(width <= plain.cols || n == 1 || blank, "%d in %d", width, plain.cols);
		walk_end(&w);
		wrap_find(&e->wrap, row.start, &found);
		cr_assert(found.start == row.start && found.end == row.end && found.last == row.last);
		found = row;
		cr_assert_eq(wrap_prev(&e->wrap, &found), !first);
		cr_assert(first || (found.start == before.start && found.end == before.end));
		before = row;
		if (!wrap_next(&plain, &row))
			break;
	}
	cr_assert_eq(row.end, text_len(e->text));
}

/* The cell under the cursor shows the grapheme there. */
static void check_cursor(void)
{
	int row, col;
	size_t at = text_cursor(e->text), next = text_next(e->text, at);
	struct buf raw = {0}, shown = {0};
	const struct cell *cell;

	editor_cursor(e, &row, &col);
	cr_assert(row >= 0 && row < rows && col >= 0 && col < cols, "the cursor is at %d,%d of %dx%d", row, col, rows, cols);
	draw();
	cell = canvas_cell(c, row + 1, col + 1);
	text_copy(e->text, at, next, &raw);
	if (e->wrap.ascii)
		utf8_ascii(&shown, buf_str(&raw), raw.len, false);
	else
		utf8_clean(&shown, buf_str(&raw), raw.len, false);
	if (text_prev(e->text, next) != at)             /* inside a grapheme: typing may lead there */
		raw.len = 0;
	if (col < e->wrap.cols && raw.len > 0 && strchr(" \t\n", raw.data[0]) == NULL && cell->text[0] != '>')
		cr_assert(strncmp(cell->text, buf_str(&shown), strlen(cell->text)) == 0 && cell->text[0] != '\0',
		    "'%s' under the cursor, not '%s'", cell->text, buf_str(&shown));
	buf_release(&raw);
	buf_release(&shown);
}

static const char *const bit[] = {
	"a", "word ", "longerword", " ", "  ", "\n", "\t", "漢", "漢字漢字", "e\u0301", "🇬🇧", "👩\u200d🚀", "العربية ", "\u202e", "नमस्ते ", "한국", "\u0301",
};

static const char *some(void)
{
	return bit[(size_t)rand() % (sizeof bit / sizeof *bit)];
}

static void random_text(size_t most)
{
	struct buf s = {0};

	while (s.len < most)
		buf_add(&s, some());
	cr_assert(editor_set(e, buf_str(&s), s.len, (size_t)rand() % s.len, &err));
	buf_release(&s);
}

Test(editor, any_text_at_any_width)
{
	for (int ascii = 0; ascii < 2; ascii++) {
		for (int width = 1; width <= 200; width++) {
			srand((unsigned)width);
			pane(1 + width % 7, width, ascii != 0);
			random_text(600);
			check_rows();
			for (int i = 0; i < 60; i++) {
				int what = rand() % EDITOR_COMMAND_COUNT;

				if (what == EDITOR_SELECT_ALL || what == EDITOR_CUT)
					what = rand() % EDITOR_SELECT;
				if (rand() % 5 == 0)
					editor_type(e, some(), &err);
				run((enum editor_command)what);
				check_cursor();
			}
			check_rows();
		}
	}
}

Test(editor, checkpoints_stay_right)
{
	for (int seed = 1; seed <= 6; seed++) {
		srand((unsigned)seed);
		pane(5, 3 + seed * 6, false);
		random_text(12000 / WATCHED);
		while (text_lines(e->text) > 4) {       /* few long lines */
			text_go(e->text, text_line_end(e->text, 1 + text_lines(e->text) / 2 - 1), false);
			text_delete(e->text, TEXT_RIGHT);
		}
		for (int i = 0; i < 40; i++) {
			text_go(e->text, (size_t)rand() % text_len(e->text), false);
			switch (rand() % 6) {
			case 0: run(EDITOR_BACKSPACE); break;
			case 1: run(EDITOR_UNDO); break;
			case 2: editor_resize(e, rows, cols = 2 + rand() % 60); pane(rows, cols, false); break;
			case 3: editor_paste(e, "漢字 a\u200d👩 ", 17, NULL, &err); break;
			default: editor_type(e, some(), &err); break;
			}
			check_rows();
			check_cursor();
		}
	}
}

/* Whether a grapheme ends where it does may depend on the second character after it. */
Test(editor, checkpoints_look_ahead)
{
	struct buf s = {0};

	pane(5, 2, false);
	buf_add_repeat(&s, "x", 508);
	buf_add(&s, "👩\u200d");
	buf_add_repeat(&s, "y", 600);
	set(buf_str(&s));
	run(EDITOR_TEXT_END);
	text_go(e->text, 515, false);
	cr_assert(text_insert(e->text, "👩", 4, NULL, &err));
	cr_assert_eq(text_next(e->text, 508), 519);
	check_rows();
	buf_release(&s);
}

/* Speed, in processor time: others may be busy on this machine. */

static double seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* Keys at a place of a big text; returns the seconds of the slowest. */
static double keys_at(size_t place)
{
	static const enum editor_command key[] = { EDITOR_UP, EDITOR_DOWN, EDITOR_LEFT, EDITOR_RIGHT, EDITOR_PAGE_UP, EDITOR_PAGE_DOWN, EDITOR_SELECT + EDITOR_RIGHT, EDITOR_BACKSPACE };
	double worst = 0;

	text_go(e->text, place, false);
	run(EDITOR_LEFT);
	draw();
	for (int i = 0; i < 100; i++) {
		double began = seconds(), took;

		if (i % 3 == 0)
			editor_type(e, "x", &err);
		else
			run(key[(size_t)i % (sizeof key / sizeof *key)]);
		editor_draw(e, c, (struct rect){ 1, 1, rows, cols }, STYLE_INPUT, true);
		took = seconds() - began;
		worst = took > worst ? took : worst;
	}
	return worst;
}

Test(editor, a_megabyte)
{
	static const struct { const char *what, *s; } kind[] = {
		{ "words, one line", "word and " }, { "no blanks", "xxxxxxxx" }, { "CJK, one line", "漢字" }, { "short lines", "a line\n" },
		{ "empty lines", "\n" }, { "lines of 900", NULL }, { "emoji", "👩\u200d🚀" }, { "marks", "\u0301" }, { "flags", "🇬🇧" },
		{ "Arabic", "العربية " },
	};
	struct buf s = {0};

	for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
		double began, opened, took, worst[3], jump;

		buf_clear(&s);
		while (s.len < (FIELD_TEXT_MAX - 2000) / WATCHED) {
			if (kind[i].s != NULL)
				buf_add(&s, kind[i].s);
			else {
				buf_add_repeat(&s, "漢字 ", 130);
				buf_add(&s, "\n");
			}
		}
		pane(24, 80, false);
		began = seconds();
		cr_assert(editor_set(e, buf_str(&s), s.len, 0, &err));
		draw();
		opened = seconds() - began;
		worst[0] = keys_at(0);
		worst[1] = keys_at(s.len / 2);
		worst[2] = keys_at(s.len);
		took = seconds() - began;
		jump = seconds();
		run(EDITOR_TEXT_START);
		editor_type(e, "x", &err);
		run(EDITOR_TEXT_END);                   /* the whole line is laid out anew */
		jump = seconds() - jump;
		if (getenv("TIMES") != NULL)
			cr_log_warn("%s: opened %.1f ms, all %.0f ms, slowest key %.2f %.2f %.2f ms, jump %.1f ms", kind[i].what, opened * 1e3,
			    took * 1e3, worst[0] * 1e3, worst[1] * 1e3, worst[2] * 1e3, jump * 1e3);
#ifdef __OPTIMIZE__
		cr_expect(took < 15, "%s: %.2f s", kind[i].what, took);         /* how long it takes is for a benchmark: this is against hanging */
		cr_expect(opened < 1 && jump < 4, "%s: %f %f", kind[i].what, opened, jump);
		for (int k = 0; k < 3; k++)
			cr_expect(worst[k] < 0.5, "%s: a key took %f s", kind[i].what, worst[k]);
#endif
	}
	buf_release(&s);
}
