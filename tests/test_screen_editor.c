/* Editing a text on a real terminal: each operation with wide, combining and right-to-left characters, in
 * narrow, usual and wide windows; what is saved is read back by the program's own `show --json`. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "example.h"
#include "pty.h"

TestSuite(editor, .fini = pty_cleanup, .timeout = 120);

#define MIXED "漢字 😀 e\u0301t العربية end"

static const int widths[] = { 40, 80, 200 };
enum { WIDTHS = sizeof widths / sizeof widths[0] };

/* As a person types: the terminal is given time to answer, so that it is no paste. */
static void type(struct pty *p, const char *text)
{
	for (size_t n; *text != '\0'; text += n) {
		char one[8] = "";

		for (n = 1; ((unsigned char)text[n] & 0xC0) == 0x80; n++)
			;
		memcpy(one, text, n);
		pty_type(p, one);
		pty_settle(p);
	}
}

static struct pty *start(int rows, int cols, const char *const *env)
{
	struct pty *p = pty_start(&(struct pty_options){ .rows = rows, .cols = cols, .env = env },
	    (const char *[]){ "assay", "-w", "x.assay", NULL });

	pty_wait_text(p, "met");
	return p;
}

/* The argument for 1.1/2, with this text in it, the cursor at its end. */
static struct pty *open_text(int cols, const char *const *env, const char *text)
{
	struct pty *p;

	example_make();
	p = start(24, cols, env);
	pty_keys(p, ":");
	type(p, "1.1/2");
	pty_keys(p, "Enter");
	pty_settle(p);
	pty_keys(p, "a");
	pty_wait_text(p, "Argument");
	pty_keys(p, "M-a Delete");
	pty_settle(p);
	if (text[0] != '\0')
		pty_paste(p, text);
	pty_settle(p);
	return p;
}

/* `text` as JSON writes it. */
static void expect_saved(struct pty *p, const char *text)
{
	char *out = NULL, part[4096];

	pty_settle(p);
	pty_keys(p, "C-s");
	pty_settle(p);                          /* "Saved" may stand there since the last time */
	pty_wait_text(p, "Saved");
	pty_run((const char *[]){ "assay", "-w", "x.assay", "show", "--json", "1.1/2", NULL }, NULL, NULL, &out);
	snprintf(part, sizeof part, "\"argument\": \"%s\"", text);
	cr_expect(strstr(out, part) != NULL, "%s is missing in\n%s", part, out);
	free(out);
}

static void done(struct pty *p)
{
	char path[4096];

	pty_free(p);
	snprintf(path, sizeof path, "%s/x.assay", pty_dir());
	remove(path);
}

/* ---- typing, moving, deleting ---------------------------------------------------------------------- */

Test(editor, typing_and_moving)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "");

		type(p, MIXED);
		pty_keys(p, "C-Left C-Left");
		type(p, "<");
		pty_keys(p, "Home");
		type(p, "1");
		pty_keys(p, "Right Right Backspace");   /* the second ideograph */
		pty_keys(p, "Right Delete");            /* the whole face */
		type(p, "2");
		pty_keys(p, "Right Right Delete");      /* the t behind the accented letter */
		pty_keys(p, "End");
		type(p, ".");
		expect_saved(p, "1漢 2 e\u0301 <العربية end.");
		done(p);
	}
}

Test(editor, words_and_lines_are_killed_and_come_back)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "漢字 one\ntwo e\u0301e\u0301\nالعربية");

		pty_keys(p, "C-Home C-k C-k C-k");      /* the line, its end, the next line: one piece */
		pty_keys(p, "C-End C-y");
		pty_keys(p, "C-w C-w");
		pty_keys(p, "C-Home C-y");
		expect_saved(p, "two e\u0301e\u0301\\nالعربية漢字 one\\n");
		pty_keys(p, "M-a Delete");
		type(p, "one two three");
		pty_keys(p, "C-w C-w C-y C-y C-a M-d C-u");     /* nothing is before the line's start */
		expect_saved(p, " two threetwo three");
		done(p);
	}
}

Test(editor, lists_go_on_and_end)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "");

		type(p, "- 漢字");
		pty_keys(p, "Enter");
		type(p, "الع");
		pty_keys(p, "Enter Enter");
		type(p, "9. e\u0301");
		pty_keys(p, "Enter");
		type(p, "😀");
		pty_keys(p, "Enter Enter");
		type(p, "  in");
		pty_keys(p, "Enter");
		type(p, "x");
		expect_saved(p, "- 漢字\\n- الع\\n9. e\u0301\\n10. 😀\\n  in\\n  x");
		done(p);
	}
}

Test(editor, a_paragraph_is_joined_in_one_step)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "one\n漢字\n漢字\nالعربية\n- e\u0301\n  more\n\nnext\n");

		pty_keys(p, "C-Home M-q");
		expect_saved(p, "one 漢字漢字 العربية\\n- e\u0301 more\\n\\nnext\\n");
		pty_keys(p, "M-u");
		expect_saved(p, "one\\n漢字\\n漢字\\nالعربية\\n- e\u0301\\n  more\\n\\nnext\\n");
		done(p);
	}
}

Test(editor, words_are_counted_quietly)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "");

		type(p, "one 漢字 العربية");
		pty_wait_text(p, widths[i] < 60 ? " 4 words " : " 4 words, 14 characters ");
		done(p);
	}
}

/* ---- finding and replacing ------------------------------------------------------------------------- */

static void wait_cursor_on(struct pty *p, const char *text)
{
	int row, col, r, c;

	pty_settle(p);
	cr_assert(pty_find(p, text, &row, &col), "%s\n%s", text, pty_screen(p));
	pty_cursor(p, &r, &c);
	cr_expect(row == r && col == c, "the cursor is at %d,%d, not %d,%d\n%s", r, c, row, col, pty_screen(p));
}

static void leave_find(struct pty *p, const char *keys)
{
	pty_keys(p, keys);
	pty_wait_gone(p, "Find:");
}

Test(editor, finding_as_one_types)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "1 漢字\n2 e\u0301\nالعربية Straße\n3 漢字 STRASSE");
		char plain[64];
		int row, col;

		snprintf(plain, sizeof plain, "%s", pty_look(p, 0, 0));
		pty_keys(p, "C-f");
		pty_wait_text(p, "Find:");
		type(p, "漢");
		pty_wait_text(p, "from the start");
		cr_assert(pty_find(p, "3 漢字", &row, &col));
		cr_expect(strcmp(pty_look(p, row, col + 2), pty_look(p, row, col)) != 0, "hits stand out");
		cr_expect(strcmp(pty_look(p, row, col + 4), pty_look(p, row, col)) == 0, "only hits");
		leave_find(p, "Enter Esc");             /* the second; stay there */
		wait_cursor_on(p, "漢字 STRASSE");
		cr_assert(pty_find(p, "3 漢字", &row, &col));
		cr_expect(strcmp(pty_look(p, row, col + 2), pty_look(p, row, col)) == 0, "nothing stands out any more");
		type(p, "x");                           /* nothing was selected */
		pty_keys(p, "M-s");
		type(p, "strasse");                     /* from where one is, folded */
		leave_find(p, "Up Esc");
		type(p, "y");
		pty_keys(p, "C-f");
		type(p, "nowhere");
		pty_wait_text(p, "not found");
		leave_find(p, "Backspace C-u C-y C-c"); /* the line edits as a text does; back to where one was */
		pty_settle(p);
		type(p, "z");
		pty_keys(p, "C-f Enter");               /* what was looked for last */
		pty_wait_text(p, "not found");
		leave_find(p, "Esc");
		expect_saved(p, "1 漢字\\n2 e\u0301\\nالعربية yzStraße\\n3 x漢字 STRASSE");
		done(p);
	}
}

Test(editor, finding_survives_a_resize)
{
	struct pty *p = open_text(80, NULL, "one\ntwo\nthree");
	int row;

	pty_keys(p, "C-f");
	type(p, "two");
	pty_resize(p, 12, 40);
	pty_wait_text(p, "Find: two");
	pty_settle(p);
	cr_assert(pty_find(p, "three", &row, NULL));
	cr_expect(strcmp(pty_look(p, row - 1, 1), pty_look(p, row - 1, 5)) != 0, "what is found is in sight");
	pty_resize(p, 5, 20);
	pty_wait_text(p, "Needs");
	pty_resize(p, 30, 120);
	pty_wait_text(p, "Find: two");
	pty_signal(p, SIGTERM);
	pty_wait_exit(p);
	done(p);
}

Test(editor, replacing_asks_at_each)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "ä 漢 Ä 漢 ä العربية ä ä");

		pty_keys(p, "C-Home Right Right M-r");
		pty_wait_text(p, "Find:");
		type(p, "Ä");
		pty_keys(p, "Enter");
		pty_wait_text(p, "Replace with:");
		type(p, "e\u0301😀");
		pty_keys(p, "Enter");
		pty_wait_text(p, "Replace this one?");
		pty_keys(p, "y n");
		pty_settle(p);
		pty_keys(p, "a");                       /* the last two, and the first */
		pty_wait_text(p, "4 replaced");
		expect_saved(p, "e\u0301😀 漢 e\u0301😀 漢 ä العربية e\u0301😀 e\u0301😀");
		pty_keys(p, "M-u");                     /* all three at once */
		expect_saved(p, "ä 漢 e\u0301😀 漢 ä العربية ä ä");
		pty_keys(p, "M-u");
		expect_saved(p, "ä 漢 Ä 漢 ä العربية ä ä");
		pty_keys(p, "C-f");
		type(p, "漢");
		pty_keys(p, "M-r Enter");               /* by nothing */
		pty_wait_text(p, "Replace this one?");
		pty_keys(p, "y Esc");
		pty_wait_text(p, "1 replaced");
		expect_saved(p, "ä 漢 Ä  ä العربية ä ä");        /* from where the undo led */
		done(p);
	}
}

/* ---- clipboard and pastes -------------------------------------------------------------------------- */

static void expect_sent(struct pty *p, const char *bytes)
{
	size_t n;
	const char *out;

	pty_settle(p);
	out = pty_output(p, &n);
	cr_expect(memmem(out, n, bytes, strlen(bytes)) != NULL, "%s was not sent", bytes + 1);
}

Test(editor, copies_reach_the_local_clipboard)
{
	struct pty *p = open_text(80, NULL, "漢 x");

	pty_keys(p, "M-a M-w");
	expect_sent(p, "\033]52;c;5ryiIHg=\033\\");
	pty_keys(p, "End S-Left M-x");
	expect_sent(p, "\033]52;c;eA==\033\\");
	expect_saved(p, "漢 ");
	done(p);
}

Test(editor, a_big_paste_is_one_step)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "before ");
		char *big = malloc(100001);

		for (int at = 0; at < 100000; at++)
			big[at] = at % 100 == 99 ? '\n' : "word "[at % 5];
		big[100000] = '\0';
		pty_paste(p, big);
		pty_wait_text(p, "20001 words");
		pty_keys(p, "M-u");
		expect_saved(p, "before ");
		free(big);
		done(p);
	}
}

/* Without brackets too: no list goes on, no command runs. */
Test(editor, a_paste_without_brackets_is_only_text)
{
	struct pty *p = open_text(80, NULL, "");

	pty_bytes(p, "- one\r- two\r  three\rfour five", 29);
	pty_wait_text(p, "four five");
	expect_saved(p, "- one\\n- two\\n  three\\nfour five");
	done(p);
}

Test(editor, nothing_hides)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], NULL, "a\u202eb\u2066c\u200bd\u00ade\ufefff\033]0;title\007g");
		struct pty_counts counts = pty_counts(p);

		pty_wait_text(p, "a<U+202E>b<U+2066>c<U+200B>");
		pty_wait_text(p, "<U+FEFF>f]0;titleg");
		cr_expect(eq(sz, counts.titles, 0));
		expect_saved(p, "a\\u202eb\\u2066c\\u200bd\\u00ade\\ufefff]0;titleg");
		done(p);
	}
}

/* ---- the user's own editor ------------------------------------------------------------------------- */

/* A script in pty_dir(); the environment that makes it $EDITOR. */
static const char *const *fake_editor(const char *script)
{
	static char path[4096], variable[5000];
	static const char *const env[] = { variable, NULL };
	FILE *f;

	snprintf(path, sizeof path, "%s/editor", pty_dir());
	snprintf(variable, sizeof variable, "EDITOR=%s", path);
	f = fopen(path, "w");
	cr_assert(f != NULL);
	fprintf(f, "#!/bin/sh\n%s\n", script);
	fclose(f);
	chmod(path, 0755);
	return env;
}

/* A text in an editor of its own: the terminal is as the shell had it, and comes back. */
Test(editor, in_ones_own_editor)
{
	for (int i = 0; i < WIDTHS; i++) {
		struct pty *p = open_text(widths[i], fake_editor("stty -a | grep -q ' icanon' && echo line mode\n"
		    "read answer; echo \"漢字 $answer العربية\" >\"$1\""), "before");

		pty_keys(p, "F4");
		pty_wait_text(p, "line mode");
		cr_expect(not(pty_altscreen(p)));
		pty_type(p, "typed\n");
		pty_wait_text(p, "not saved yet");
		cr_expect(pty_altscreen(p));
		pty_wait_text(p, "漢字 typed");
		pty_keys(p, "M-u");                     /* one step */
		pty_wait_gone(p, "漢字 typed");
		pty_wait_text(p, "before");
		pty_keys(p, "M-e");
		expect_saved(p, "漢字 typed العربية");
		done(p);
	}
}

Test(editor, what_an_editor_leaves_is_not_trusted)
{
	static const struct { const char *script, *said; } cases[] = {
		{ "echo changed >\"$1\"; exit 1", "status 1" }, { "kill -9 $$", "signal 9" }, { "rm \"$1\"", "removed" },
		{ "rm \"$1\"; ln -s /etc/passwd \"$1\"", "a link" }, { "rm \"$1\"; mkdir \"$1\"", "a folder" }, { "truncate -s 1G \"$1\"", "1 MiB" },
		{ "printf '\\377' >\"$1\"", "UTF-8" }, { ":", "Nothing was changed" },
	};
	struct pty *p = open_text(200, fake_editor(":"), "before 漢字");

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		fake_editor(cases[i].script);
		pty_keys(p, "F4");
		pty_wait_text(p, cases[i].said);
		pty_wait_text(p, "before 漢字");
	}
	fake_editor(": >\"$1\"");
	pty_keys(p, "F4");
	pty_wait_text(p, "left an empty text");
	pty_keys(p, "k");
	pty_wait_text(p, "stands as it was");
	expect_saved(p, "before 漢字");
	pty_keys(p, "F4");
	pty_wait_text(p, "left an empty text");
	pty_keys(p, "e");
	pty_wait_gone(p, "before 漢字");
	pty_keys(p, "M-u");
	pty_wait_text(p, "before 漢字");
	done(p);
}

/* From a view: the form opens with what came back, unsaved; with nothing changed one stays in the view. */
Test(editor, from_the_views)
{
	static const struct { const char *go, *title, *view; } cases[] = {
		{ "]", "Argument for", "asked as" }, { "2", "E1", "Supports" }, { "4", "G1", "On " },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct pty *p;

		example_make();
		p = start(40, 120, fake_editor(":"));
		pty_keys(p, cases[i].go);
		pty_settle(p);
		pty_keys(p, "E");
		pty_wait_text(p, "Nothing was changed");
		cr_expect(not(pty_find(p, "Esc save and close", NULL, NULL)));
		fake_editor("echo ' more 漢字' >>\"$1\"");
		pty_keys(p, "E");
		pty_wait_text(p, "more 漢字");
		pty_wait_text(p, "not saved yet");
		pty_wait_text(p, "Esc save and close");
		pty_keys(p, "Esc");
		pty_wait_gone(p, "Esc save and close");
		done(p);
	}
}

/* The line drops while the editor runs: what was typed before is a draft, the editor is not left behind. */
Test(editor, the_line_drops_meanwhile)
{
	struct pty *p = open_text(80, fake_editor("echo running; sleep 60"), "typed before");

	pty_keys(p, "F4");
	pty_wait_text(p, "running");
	pty_signal(p, SIGTERM);
	pty_wait_exit(p);
	p = pty_start(NULL, (const char *[]){ "assay", "-w", "x.assay", NULL });
	pty_wait_text(p, "never saved");
	pty_wait_text(p, "typed before");
	done(p);
}

/* Ctrl-Z in the editor stops both of us: the shell is asked, and fg comes back to the editor. */
Test(editor, stopped_in_the_editor)
{
	char command[4096];
	struct pty *p;

	example_make();
	p = pty_start(&(struct pty_options){ .env = fake_editor("echo in the editor; kill -TSTP 0; echo on again; read answer; echo \"$answer\" >\"$1\"") },
	    (const char *[]){ "bash", "--norc", "-i", NULL });
	snprintf(command, sizeof command, "PS1='the shell: '; '%s' -w x.assay\n", getenv("ASSAY"));
	pty_bytes(p, command, strlen(command));
	pty_wait_text(p, "met");
	pty_keys(p, "]");
	pty_wait_text(p, "asked as");
	pty_keys(p, "a");
	pty_wait_text(p, "Argument for");
	pty_keys(p, "F4");
	pty_wait_text(p, "in the editor");
	pty_wait_text(p, "Stopped");
	pty_wait_text(p, "the shell:");
	pty_bytes(p, "fg\n", 3);
	pty_wait_text(p, "on again");
	pty_bytes(p, "stopped between\n", 16);
	pty_wait_text(p, "not saved yet");
	pty_wait_text(p, "stopped between");
	type(p, "x");
	pty_wait_text(p, "stopped betweenx");
}
