/* Keys: names there and back, and the decoder with bytes cut and delayed as networks do it. Time is
 * an argument: nothing here waits. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/key.h"
#include "watched.h"

static struct decoder *d;
static int64_t now;
static struct buf seen;         /* the events, one after the other, with blanks between */

static void set_up(void)
{
	d = decoder_new();
	now = 1000000;
}

static void tear_down(void)
{
	decoder_free(d);
	buf_release(&seen);
}

TestSuite(key, .init = set_up, .fini = tear_down, .timeout = 60);

static void note(const struct event *ev)
{
	char name[40];

	buf_add(&seen, seen.len > 0 ? " " : "");
	if (ev->kind == EVENT_PASTE) {
		cr_assert(utf8_valid(ev->text, ev->len, NULL));
		cr_assert_eq(strlen(ev->text), ev->len);
		buf_addf(&seen, "%s{%s}", ev->bracketed ? "paste" : "sudden", ev->text);
		return;
	}
	cr_assert_eq(ev->kind, EVENT_KEY);
	key_name(ev->key, name, sizeof name);
	buf_add(&seen, name);
	if ((ev->key & 0xffffff) == K_MOUSE)
		buf_addf(&seen, "%d%s@%d,%d", ev->button, ev->drag ? "drag" : "", ev->row, ev->col);
}

static void take(void)
{
	struct event ev;

	while (decoder_next(d, now, &ev)) {
		note(&ev);
		event_release(&ev);
	}
}

static void feed_n(const void *bytes, size_t n)
{
	decoder_feed(d, bytes, n, now);
	take();
}

static void feed(const char *bytes)
{
	feed_n(bytes, strlen(bytes));
}

static void later(int ms)
{
	now += ms;
	take();
}

/* What has been seen since the last time, all patience over. */
static const char *events(void)
{
	static char text[1000];

	later(10000);
	snprintf(text, sizeof text, "%s", buf_str(&seen));
	buf_clear(&seen);
	return text;
}

/* All there is to come is `wanted`; `after` says what was sent. */
static void check(const char *wanted, const char *after, size_t cut)
{
	const char *had = events();

	cr_expect_str_eq(had, wanted, "'%s' instead of '%s' after '%s' cut at %zu", had, wanted, after, cut);
}

static void expect(const char *bytes, const char *wanted)
{
	feed(bytes);
	check(wanted, bytes + (bytes[0] == '\033'), 0);
}

/* --- names --- */

Test(key, names_there_and_back)
{
	static const char *const names[] = {
		"a", "]", "?", "-", "é", "漢", "Space", "Enter", "Esc", "Tab", "Backspace", "Up", "Down", "Left", "Right",
		"Home", "End", "PgUp", "PgDn", "Ins", "Del", "F1", "F9", "F10", "F12", "C-s", "C-a", "C-z", "C-\\", "C-]",
		"C-^", "C-_", "C-Space", "S-Tab", "M-b", "M-B", "M--", "M-Enter", "C-M-a", "C-Left", "C-M-S-Up", "S-F3",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char name[40];
		key k = key_read(names[i]);

		cr_assert_neq(k, K_NONE, "%s", names[i]);
		key_name(k, name, sizeof name);
		cr_expect_str_eq(name, names[i]);
	}
}

Test(key, names_of_one_key)
{
	cr_expect_eq(key_read("C-S"), key_read("C-s"));
	cr_expect_eq(key_read("C-s"), K_CTRL | 's');
	cr_expect_eq(key_read("S-a"), 'A');
	cr_expect_eq(key_read("C-i"), K_TAB);
	cr_expect_eq(key_read("C-m"), K_ENTER);
	cr_expect_eq(key_read("C-j"), K_ENTER);
	cr_expect_eq(key_read("C-h"), K_BACKSPACE);
	cr_expect_eq(key_read("C-["), K_ESC);
	cr_expect_eq(key_read("C-@"), K_SPACE_NUL);
	cr_expect_eq(key_read("PageDown"), K_PAGE_DOWN);
	cr_expect_eq(key_read("pgdn"), K_PAGE_DOWN);
	cr_expect_eq(key_read("Escape"), K_ESC);
	cr_expect_eq(key_read("M-C-x"), key_read("C-M-x"));
}

Test(key, names_of_none)
{
	static const char *const names[] = { "", "ab", "F0", "F13", "C-", "X-a", "C-C-a", "Upp", "\x01", "\xff", "\xc2\x9b", "S-C-" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		cr_expect_eq(key_read(names[i]), K_NONE, "'%s'", names[i]);
}

Test(key, shown_for_people)
{
	char text[40], tiny[5];

	key_show(K_CTRL | 's', text, sizeof text);
	cr_expect_str_eq(text, "Ctrl-S");
	key_show(K_SHIFT | K_TAB, text, sizeof text);
	cr_expect_str_eq(text, "Shift-Tab");
	key_show(K_ALT | 'b', text, sizeof text);
	cr_expect_str_eq(text, "Alt-b");
	key_show(K_SPACE_NUL, text, sizeof text);
	cr_expect_str_eq(text, "Ctrl-Space");
	key_show('G', text, sizeof text);
	cr_expect_str_eq(text, "G");
	key_show(K_NONE, text, sizeof text);
	cr_expect_str_eq(text, "");
	key_show(K_CTRL | 's', tiny, sizeof tiny);
	cr_expect_str_eq(tiny, "Ctrl");
}

Test(key, text)
{
	cr_expect(key_is_text('a') && key_is_text(' ') && key_is_text(0x6f22) && key_is_text(0x1f600));
	cr_expect(!key_is_text(K_CTRL | 'a') && !key_is_text(K_ALT | 'a') && !key_is_text(K_UP) && !key_is_text(0x7f) &&
	    !key_is_text(0x9b) && !key_is_text(K_NONE));
}

/* --- single bytes --- */

Test(key, control_characters)
{
	expect("\x01", "C-a");
	expect("\x1a", "C-z");
	expect("\t", "Tab");
	expect("\r", "Enter");
	expect("\n", "Enter");
	expect("\b", "Backspace");
	expect("\x7f", "Backspace");
	expect("\x1c", "C-\\");
	expect("\x1d", "C-]");
	expect("\x1e", "C-^");
	expect("\x1f", "C-_");
	feed_n("", 1);
	cr_expect_str_eq(events(), "C-Space");
	expect("q", "q");
	expect(" ", "Space");
}

/* --- sequences --- */

static const struct { const char *bytes, *name; } sequences[] = {
	{ "\033[A", "Up" }, { "\033OB", "Down" }, { "\033[C", "Right" }, { "\033OD", "Left" },
	{ "\033[H", "Home" }, { "\033[F", "End" }, { "\033OH", "Home" }, { "\033OF", "End" },
	{ "\033[1~", "Home" }, { "\033[2~", "Ins" }, { "\033[3~", "Del" }, { "\033[4~", "End" },
	{ "\033[5~", "PgUp" }, { "\033[6~", "PgDn" }, { "\033[7~", "Home" }, { "\033[8~", "End" },
	{ "\033OP", "F1" }, { "\033OS", "F4" }, { "\033[11~", "F1" }, { "\033[15~", "F5" }, { "\033[17~", "F6" },
	{ "\033[21~", "F10" }, { "\033[23~", "F11" }, { "\033[24~", "F12" }, { "\033[[A", "F1" }, { "\033[[E", "F5" },
	{ "\033[Z", "S-Tab" }, { "\033[1;5C", "C-Right" }, { "\033[1;2A", "S-Up" }, { "\033[1;3B", "M-Down" },
	{ "\033[1;8D", "C-M-S-Left" }, { "\033[5;5~", "C-PgUp" }, { "\033[3;2~", "S-Del" }, { "\033[1;2P", "S-F1" },
	{ "\033[1;9A", "M-Up" }, { "\033O5C", "C-Right" }, { "\033O1;5D", "C-Left" },
	{ "\033[5^", "C-PgUp" }, { "\033[5$", "S-PgUp" }, { "\033[5@", "C-S-PgUp" }, { "\033[a", "S-Up" }, { "\033Oa", "C-Up" },
	{ "\033OM", "Enter" }, { "\033Op", "0" }, { "\033Oy", "9" }, { "\033Ok", "+" }, { "\033On", "." },
	{ "\033\033[A", "M-Up" }, { "\033\033OA", "M-Up" },
	{ "\033[97;5u", "C-a" }, { "\033[13;2u", "S-Enter" }, { "\033[27u", "Esc" }, { "\033[32;5u", "C-Space" },
	{ "\033[97;2u", "A" }, { "\033[233u", "é" }, { "\033[105;5u", "Tab" }, { "\033[9;2u", "S-Tab" },
	{ "\033[27;5;49~", "C-1" }, { "\033[27;2;9~", "S-Tab" }, { "\033[27;3;98~", "M-b" }, { "\033[97:65;5:1u", "C-a" },
	{ "\x9b" "A", "Up" }, { "\xc2\x9b" "A", "Up" }, { "\x8f" "A", "Up" }, { "\xc2\x8f" "A", "Up" },
	{ "\033[<0;13;4M", "Mouse1@3,12" }, { "\033[<0;13;4m", "Mouse0@3,12" }, { "\033[<2;1;1M", "Mouse3@0,0" },
	{ "\033[<64;2;3M", "Mouse4@2,1" }, { "\033[<65;2;3M", "Mouse5@2,1" }, { "\033[<16;2;3M", "C-Mouse1@2,1" },
	{ "\033[<0;99999;0M", "Mouse1@0,9999" }, { "\033[M !!", "Mouse1@0,0" }, { "\033[Ma\xff\xff", "Mouse5@222,222" },
	{ "\033[<32;5;7M", "Mouse1drag@6,4" }, { "\033[<34;5;7M", "Mouse3drag@6,4" },
	/* nobody's: swallowed whole */
	{ "\033[99~", "" }, { "\033[?2026;1$y", "" }, { "\033[12;40R", "" }, { "\033[?62;c", "" }, { "\033[>1;2;3c", "" },
	{ "\033[201~", "" }, { "\033[I", "" }, { "\033[<35;5;5M", "" }, { "\033[<66;5;5M", "" },
	{ "\033[<1M", "" }, { "\033[57358u", "" }, { "\033[97;1:3u", "" }, { "\033[1114112u", "" }, { "\033[55296u", "" },
	{ "\033O!", "" }, { "\033[;;;;;;;;;;;;;;A", "Up" }, { "\033[99999999999999999999~", "" }, { "\033[1;99999999999u", "" },
	{ "\033]11;rgb:0000/0000/0000\033\\", "" }, { "\033]4;1;x\a", "" }, { "\033P1+r524742=38\033\\", "" },
	{ "\033P>|term(1)\033\\", "" }, { "\033_Gi=1;OK\033\\", "" },
};
enum { SEQUENCES = sizeof sequences / sizeof sequences[0] };

Test(key, sequences_in_one_read)
{
	for (int i = 0; i < SEQUENCES; i++)
		expect(sequences[i].bytes, sequences[i].name);
}

Test(key, sequences_then_a_key)
{
	for (int i = 0; i < SEQUENCES; i++) {
		char wanted[60];

		feed(sequences[i].bytes);
		feed("x");
		snprintf(wanted, sizeof wanted, "%s%sx", sequences[i].name, sequences[i].name[0] != '\0' ? " " : "");
		check(wanted, sequences[i].bytes + 1, 0);
	}
}

/* Cut anywhere, the rest a moment later. */
Test(key, sequences_split_anywhere)
{
	for (int i = 0; i < SEQUENCES; i++) {
		const char *s = sequences[i].bytes;

		for (size_t cut = 1; cut < strlen(s); cut++) {
			feed_n(s, cut);
			later(20);
			feed(s + cut);
			check(sequences[i].name, s + 1, cut);
		}
		for (const char *p = s; *p != '\0'; p++) {
			feed_n(p, 1);
			later(20);
		}
		check(sequences[i].name, s + 1, 1000);
	}
}

/* Cut anywhere, the rest up to a second later: the key it was, perhaps after an Esc, but never keys. */
Test(key, sequences_late)
{
	for (int i = 0; i < SEQUENCES; i++) {
		const char *s = sequences[i].bytes;
		char with_esc[60];

		if (s[0] != '\033' || s[1] == '\033' || s[1] == ']' || s[1] == 'P' || s[1] == '_')
			continue;
		snprintf(with_esc, sizeof with_esc, "Esc%s%s", sequences[i].name[0] != '\0' ? " " : "", sequences[i].name);
		for (size_t cut = 1; cut < strlen(s); cut++) {
			feed_n(s, cut);
			later(990);
			feed(s + cut);
			check(cut == 1 ? with_esc : sequences[i].name, s + 1, cut);
		}
		/* The program was busy: nobody asked in between. */
		feed_n(s, 1);
		now += 600;
		feed(s + 1);
		check(sequences[i].name, s + 1, 1);
	}
}

Test(key, sequences_never_finished)
{
	expect("\033[", "");
	expect("\033[1;5", "");
	expect("\033O", "");
	feed("\033[1;");
	later(1000);
	expect("q", "q");
	expect("\033[1;\033[A", "Up");
	expect("\033[1;\x03", "C-c");
	expect("\033[1;\x18" "x", "x");
	expect("\033[1;\xe9x", "x");
	feed("\033]0;title");
	later(1000);
	expect("q", "q");
}

Test(key, sequence_without_bound)
{
	char many[10000];

	memset(many, '1', sizeof many);
	feed("\033[");
	for (int i = 0; i < 100; i++)
		feed_n(many, sizeof many);
	expect("~q", "q");
}

/* --- Esc and Alt --- */

Test(key, escape_alone)
{
	feed("\033");
	cr_expect_eq(decoder_wait(d, now), 25);
	later(24);
	cr_expect_eq(seen.len, 0);
	cr_expect_eq(decoder_wait(d, now), 1);
	later(1);
	cr_expect_str_eq(buf_str(&seen), "Esc");
	cr_expect_eq(decoder_wait(d, now), -1);
	cr_expect_str_eq(events(), "Esc");
	expect("\033\033", "Esc Esc");
	expect("\033\033\033", "Esc Esc Esc");
	feed("\033");
	later(300);
	expect("q", "Esc q");
	feed("\033");
	later(300);
	expect("[", "Esc [");           /* alone it is a key */
	feed("\033");
	later(1001);
	expect("[A", "Esc [ A");        /* too late */
	feed("\033");
	later(300);
	feed("x");
	expect("[A", "Esc x [ A");      /* something came in between */
	feed("\033");
	now += 30;
	expect("q", "Esc q");           /* nobody had asked */
	feed("\033");
	later(100);
	expect("[1] is a list", "Esc sudden{[1] is a list}");
}

Test(key, alt)
{
	expect("\033b", "M-b");
	expect("\033B", "M-B");
	expect("\033\xc3\xa9", "M-é");
	expect("\033\r", "M-Enter");
	expect("\033\x7f", "M-Backspace");
	expect("\033\x01", "C-M-a");
	expect("\033]", "M-]");
	expect("\033P", "M-P");
	expect("\033_", "M-_");
	expect("\033]x", "M-] x");
	expect("\033Px", "M-P x");
	expect("\033\033b", "Esc M-b");
	feed("\033");
	later(10);
	expect("b", "M-b");
	feed("\033");
	later(25);
	expect("b", "Esc b");
	expect("\033bc", "M-b c");
}

/* --- UTF-8 --- */

Test(key, characters_split_anywhere)
{
	static const char *const chars[] = { "é", "漢", "😀", "\xef\xbf\xbd" };

	for (size_t i = 0; i < 4; i++) {
		for (size_t cut = 1; cut < strlen(chars[i]); cut++) {
			feed_n(chars[i], cut);
			later(5000);
			feed(chars[i] + cut);
			cr_expect_str_eq(events(), chars[i]);
		}
	}
}

Test(key, bad_bytes_are_dropped)
{
	expect("\xff", "");
	expect("\xc0\x80", "");
	expect("\xe9x", "x");                   /* Latin-1 */
	expect("\xed\xa0\x80x", "x");           /* a surrogate */
	expect("\xf4\x90\x80\x80x", "x");       /* above U+10FFFF */
	expect("\xe2\x82x", "x");
	expect("\xe2\xe2\x82\xac", "€");
	expect("\x80\xbfx", "x");
	expect("\xc2\x85x", "x");               /* C1 */
	expect("\xe2\x82\033[A", "Up");
}

/* --- bracketed paste --- */

#define BEGIN "\033[200~"
#define END "\033[201~"

Test(key, paste)
{
	expect(BEGIN "hello" END, "paste{hello}");
	expect(BEGIN "a\rb\r\nc\nd\r" END, "paste{a\nb\nc\nd\n}");
	expect(BEGIN "j" END, "paste{j}");
	expect(BEGIN END, "");
	expect(BEGIN "\xff|\xe9|漢|\xe6\xbc" END, "paste{\xef\xbf\xbd|\xef\xbf\xbd|漢|\xef\xbf\xbd\xef\xbf\xbd}");
	expect(BEGIN "\033[A\x03" END, "paste{\033[A\x03}");
	expect("\x9b" "200~x\x9b" "201~", "paste{x}");
	expect("q" BEGIN "x" END, "q paste{x}");
	feed_n(BEGIN "a\0b" END, 15);
	cr_expect_str_eq(events(), "paste{a\xef\xbf\xbd" "b}");
}

Test(key, paste_split_anywhere)
{
	static const char text[] = BEGIN "a\r\nb漢c\r" END;

	for (size_t cut = 1; cut < sizeof text - 1; cut++) {
		feed_n(text, cut);
		later(20);
		feed(text + cut);
		check("paste{a\nb漢c\n}", text + 1, cut);
	}
	for (size_t i = 0; i < sizeof text - 1; i++) {
		feed_n(text + i, 1);
		later(20);
	}
	cr_expect_str_eq(events(), "paste{a\nb漢c\n}");
}

/* What stands behind an end marker inside the text must not run. */
Test(key, paste_with_end_marker_inside)
{
	static const char *const pastes[] = {
		BEGIN "x" END ":q!\rD" END, BEGIN "x\x9b" "201~:q!\rD" END, BEGIN "x\xc2\x9b" "201~:q!\rD" END,
	};

	for (size_t i = 0; i < sizeof pastes / sizeof pastes[0]; i++) {
		const char *s = pastes[i];

		expect(s, "paste{x:q!\nD}");
		for (size_t cut = 1; cut < strlen(s); cut++) {
			feed_n(s, cut);
			later(20);
			feed(s + cut);
			check("paste{x:q!\nD}", s + 1, cut);
		}
	}
	expect(BEGIN "x" BEGIN "y" END, "paste{xy}");
	expect(BEGIN "x" END BEGIN "y" END, "paste{xy}");
	expect(BEGIN "\xe6\x9b\x9b" "201~" END, "paste{\xe6\x9b\x9b" "201~}");    /* 0x9b ends a character here */
}

Test(key, paste_tail)
{
	feed(BEGIN "x" END);
	cr_expect_eq(decoder_wait(d, now), 50);
	later(49);
	cr_expect_eq(seen.len, 0);
	feed("y");
	later(49);
	cr_expect_eq(seen.len, 0);
	later(1);
	cr_expect_str_eq(buf_str(&seen), "paste{xy}");
	buf_clear(&seen);
	expect("q", "q");
}

Test(key, paste_without_end)
{
	feed(BEGIN "hello");
	cr_expect_eq(decoder_wait(d, now), 2000);
	later(1999);
	feed(" wor");
	later(1999);
	cr_expect_eq(seen.len, 0);
	later(1);
	cr_expect_str_eq(buf_str(&seen), "paste{hello wor}");
	buf_clear(&seen);
	expect("q", "q");
	expect(END "q", "q");
}

static struct event one_event(void)
{
	struct event ev;

	cr_assert(decoder_next(d, now += 10000, &ev));
	return ev;
}

Test(key, paste_too_long)
{
	static char text[1 << 20];
	struct event ev;

	for (size_t i = 0; i + 2 < sizeof text; i += 3)
		memcpy(text + i, "漢", 3);
	memset(text + sizeof text - 1, 'x', 1);
	feed(BEGIN);
	for (int i = 0; i < 6; i++)
		decoder_feed(d, text, sizeof text, now += 10);
	decoder_feed(d, END "tail", 10, now += 10);
	ev = one_event();
	cr_assert_eq(ev.kind, EVENT_PASTE);
	cr_expect(ev.len <= 4 << 20 && ev.len > (4 << 20) - 4, "%zu", ev.len);
	cr_expect(utf8_valid(ev.text, ev.len, NULL));
	event_release(&ev);
	expect("q", "q");
}

/* The end marker where the bound is: found whichever bytes of it were kept. */
Test(key, paste_about_as_long_as_can_be)
{
	static char text[(4 << 20) + 32];

	memset(text, 'x', sizeof text);
	for (size_t len = (4 << 20) - 10; len < (4 << 20) + 20; len += WATCHED) {
		struct event ev;

		feed(BEGIN);
		decoder_feed(d, text, len, now);
		decoder_feed(d, END, 6, now);
		ev = one_event();
		cr_expect_eq(ev.len, len < 4 << 20 ? len : 4 << 20, "%zu gave %zu", len, ev.len);
		cr_expect(memchr(ev.text, '\033', ev.len) == NULL);
		event_release(&ev);
	}
}

/* --- paste without brackets --- */

Test(key, sudden_text_is_a_paste)
{
	expect("Delete all\r", "sudden{Delete all\n}");
	expect("abcdefg", "a b c d e f g");
	expect("abababab", "a b a b a b a b");
	expect("abcabcabcabc", "a b c a b c a b c a b c");
	expect("jjjjjjjjjjjjjjjj", "j j j j j j j j j j j j j j j j");
	expect("漢字漢字漢字", "漢 字 漢 字 漢 字");
	expect("漢字文化", "sudden{漢字文化}");
	expect("\033[A\033[B\033[C\033[D\033[1;5A\033OP", "Up Down Right Left C-Up F1");
	expect("\t\r\t\r\t\r\t\r\t\r", "Tab Enter Tab Enter Tab Enter Tab Enter Tab Enter");
	expect("one\ttwo\r\nthree", "sudden{one\ttwo\nthree}");
}

Test(key, sudden_text_goes_on)
{
	feed("Delete all");
	cr_expect_eq(decoder_wait(d, now), 50);
	later(40);
	feed("D\r");
	later(40);
	feed("y");
	later(49);
	cr_expect_eq(seen.len, 0);
	later(1);
	cr_expect_str_eq(buf_str(&seen), "sudden{Delete allD\ny}");
	buf_clear(&seen);
	expect("D", "D");
}

Test(key, keys_in_sudden_text)
{
	expect("some words\x13", "sudden{some words} C-s");
	expect("some words\033", "sudden{some words} Esc");
	expect("some words\033[Amore", "sudden{some words} Up sudden{more}");
	expect("some words\x03" "D", "sudden{some words} C-c sudden{D}");
	expect("some words" BEGIN "x" END, "sudden{some words} paste{x}");
	feed("some words");
	later(10);
	expect(BEGIN "x" END, "sudden{some words} paste{x}");
}

/* --- learnt --- */

Test(key, learnt_sequences)
{
	decoder_learn(d, "\033[42~", K_F1);
	decoder_learn(d, "\033k", K_UP);                /* would be Alt-k */
	decoder_learn(d, "\033?x", K_F2);               /* longer, without '[' or 'O' */
	decoder_learn(d, "\033[A", K_PAGE_UP);          /* before what is usual */
	decoder_learn(d, "\033[5;2z", K_SHIFT | K_END);
	expect("\033[42~", "F1");
	expect("\033k", "Up");
	expect("\033?x", "F2");
	expect("\033?", "M-?");
	expect("\033?y", "M-? y");
	expect("\033[A", "PgUp");
	expect("\033\033[42~", "M-F1");
	expect("\033[5;2z", "S-End");
	feed("\033?");
	later(20);
	expect("x", "F2");
	feed("\033");
	later(900);
	expect("[42~", "Esc F1");
}

Test(key, not_to_be_learnt)
{
	char longest[100] = "\033[";

	memset(longest + 2, '1', 90);
	decoder_learn(d, "", K_F1);
	decoder_learn(d, "q", K_F1);
	decoder_learn(d, "\b", K_F1);
	decoder_learn(d, "\033", K_F1);
	decoder_learn(d, "\033[", K_F1);
	decoder_learn(d, "\033O", K_F1);
	decoder_learn(d, "\033[1", K_F1);
	decoder_learn(d, "\033\033[A", K_F1);
	decoder_learn(d, "\033[200~", K_F1);
	decoder_learn(d, "\033[201~", K_F1);
	decoder_learn(d, longest, K_F1);
	decoder_learn(d, "\033[B", K_NONE);
	expect("q\b\033[A\033[1;5A\033OA\033[B", "q Backspace Up C-Up Up Down");
	expect("\033", "Esc");
	expect(BEGIN "x" END, "paste{x}");
	for (int i = 0; i < 1000; i++) {
		char s[20];

		snprintf(s, sizeof s, "\033[%d~", 1000 + i);
		decoder_learn(d, s, K_F2);
	}
	expect("\033[1000~", "F2");
}

/* --- anything --- */

Test(key, random_bytes)
{
	static const char alphabet[] = "\033\033\033[[O]P_0129;~<MmuA\x9b\xc2\xe6\x8f q\r\x03";
	struct event ev;

	srand(7);
	for (long i = 0; i < 1 << 20;) {
		char bytes[64];
		size_t n = 1 + (size_t)rand() % sizeof bytes;

		for (size_t j = 0; j < n; j++)
			bytes[j] = (char)(i % 3 == 0 ? rand() : alphabet[(size_t)rand() % (sizeof alphabet - 1)]);
		decoder_feed(d, bytes, n, now);
		i += (long)n;
		now += rand() % 8 == 0 ? rand() % 3000 : rand() % 30;
		cr_assert(decoder_wait(d, now) >= -1);
		while (decoder_next(d, now, &ev)) {
			cr_assert(ev.kind == EVENT_KEY || ev.kind == EVENT_PASTE);
			if (ev.kind == EVENT_PASTE)
				cr_assert(ev.len > 0 && utf8_valid(ev.text, ev.len, NULL) && strlen(ev.text) == ev.len);
			else
				cr_assert_neq(ev.key, K_NONE);
			event_release(&ev);
		}
	}
}

/* An end that leaves events and a paste behind loses no memory (under a sanitizer). */
Test(key, freed_with_events_left)
{
	decoder_feed(d, BEGIN "hello" END, 17, now);
	decoder_feed(d, "abc", 3, now += 500);
	decoder_feed(d, BEGIN "more", 10, now += 500);
	decoder_free(NULL);
}
