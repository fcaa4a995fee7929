/* The screen tests' own tools, on programs whose behaviour is known. */
#include <config.h>

#include "golden.h"
#include "pty.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(pty, .fini = pty_cleanup, .timeout = 60);

static struct pty *shell(const char *script)
{
	return pty_start(NULL, (const char *[]){ "sh", "-c", script, NULL });
}

Test(pty, shows_what_is_printed)
{
	struct pty *p = shell("printf 'one\\r\\n  two \\303\\251\\n'");
	int row, col;

	cr_assert(eq(int, pty_wait_exit(p), 0));
	cr_expect(eq(str, pty_row(p, 0), "one"));
	cr_expect(eq(str, pty_row(p, 1), "  two é"));
	cr_assert(pty_find(p, "two", &row, &col));
	cr_expect(eq(int, row, 1));
	cr_expect(eq(int, col, 2));
	cr_expect(not(pty_find(p, "three", NULL, NULL)));
}

Test(pty, wide_and_combining_characters)
{
	struct pty *p = shell("printf '\\346\\274\\242\\345\\255\\227x e\\314\\201z'");
	int col;

	pty_wait_exit(p);
	cr_expect(eq(str, pty_row(p, 0), "漢字x e\xcc\x81z"));
	cr_expect(eq(int, pty_cell(p, 0, 0).width, 2));
	cr_expect(eq(int, pty_cell(p, 0, 1).width, 0));
	cr_assert(pty_find(p, "x", NULL, &col));
	cr_expect(eq(int, col, 4));
	cr_assert(pty_find(p, "z", NULL, &col));
	cr_expect(eq(int, col, 7));
	cr_assert(pty_find(p, "字", NULL, &col));
	cr_expect(eq(int, col, 2));
}

Test(pty, attributes_cursor_and_counts)
{
	struct pty *p = shell("printf '\\033[?1049h\\033[?25l\\033]2;a title\\007\\033[2;3H\\033[1;38;5;208mB"
	    "\\033[0;7;44mR\\033[0mn\\007'; read x");
	struct pty_counts c;
	int row, col;

	pty_wait_text(p, "BRn");
	cr_expect(eq(str, pty_look(p, 1, 2), "bold fg=208"));
	cr_expect(eq(str, pty_look(p, 1, 3), "reverse bg=4"));
	cr_expect(eq(str, pty_look(p, 1, 4), ""));
	cr_expect(eq(int, pty_cell(p, 1, 4).fg, -1));
	pty_cursor(p, &row, &col);
	cr_expect(eq(int, row, 1));
	cr_expect(eq(int, col, 5));
	cr_expect(pty_altscreen(p));
	cr_expect(not(pty_cursor_visible(p)));
	cr_expect(eq(str, pty_title(p), "a title"));
	c = pty_counts(p);
	cr_expect(eq(sz, c.titles, 1));
	cr_expect(eq(sz, c.bells, 1));
	cr_expect(eq(sz, c.replies, 0));
	cr_expect(ge(sz, c.modes, 2));
}

Test(pty, replies_and_strange_sequences_are_counted)
{
	struct pty *p = shell("stty -echo; printf '\\033]52;c;aGk=\\007\\033[c'; read x");

	pty_settle(p);
	cr_expect(eq(sz, pty_counts(p).strange, 1));
	cr_expect(gt(sz, pty_counts(p).replies, 3));
}

Test(pty, cat_gets_what_is_typed)
{
	struct pty *p = pty_start(NULL, (const char *[]){ "cat", NULL });

	pty_type(p, "hello wörld\n");
	pty_wait_text(p, "hello");
	pty_settle(p);
	cr_expect(eq(str, pty_row(p, 0), "hello wörld"));
	cr_expect(eq(str, pty_row(p, 1), "hello wörld"));
	pty_keys(p, "C-d");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

Test(pty, keys_have_their_bytes)
{
	struct pty *p = shell("stty raw -echo; printf ready; head -c 47 | od -An -c -v -w47");
	char *text, *to;

	pty_wait_text(p, "ready");
	pty_keys(p, "a Enter Tab BTab Space C-s M-x Up S-Down C-Right PageUp Delete F1 F5 Backspace - C-M-a é");
	pty_wait_exit(p);
	text = strdup(pty_screen(p));
	/* Without the blanks, and in one piece: what the shell's od made of it. */
	to = text;
	for (char *s = text; *s != '\0'; s++)
		if (*s != ' ' && *s != '\n')
			*to++ = *s;
	*to = '\0';
	cr_expect(eq(str, text, "readya\\r\\t033[Z023033x033[A033[1;2B033[1;5C033[5~033[3~033OP033[15~177-033001303251"));
	free(text);
}

Test(pty, paste_is_bracketed_when_asked_for)
{
	struct pty *p = shell("stty -echo raw; printf '\\033[?2004hready'; head -c 17 | cat -v");

	pty_wait_text(p, "ready");
	pty_paste(p, "a b\nc");
	pty_wait_text(p, "^[[200~a b");
	pty_wait_text(p, "c^[[201~");
}

Test(pty, much_input_does_not_block)
{
	struct pty *p = shell("stty raw -echo; printf ready; head -c 300000 | wc -c");
	char *big = malloc(300001);

	memset(big, 'x', 300000);
	big[300000] = '\0';
	pty_wait_text(p, "ready");
	pty_type(p, big);
	free(big);
	pty_wait_text(p, "300000");
}

static bool always(struct pty *p, void *user)
{
	(void)user;
	(void)p;
	return true;
}

Test(pty, looks_only_between_frames)
{
	struct pty *p = shell("stty -echo; printf '\\033[?2026hhalf'; read x; printf ' whole\\033[?2026l'; read x");

	while (pty_counts(p).bytes == 0)
		pty_watch(p, 10);
	cr_expect(not(pty_try(p, always, NULL, 20)));
	pty_keys(p, "Enter");
	pty_wait(p, always, NULL, "the frame's end");
	cr_expect(pty_find(p, "half whole", NULL, NULL));
	cr_expect(eq(sz, pty_counts(p).frames, 1));
	pty_settle(p);
}

Test(pty, settles_after_the_frame_a_key_earns)
{
	struct pty *p = shell("stty -echo; n=0; printf ready; while read x; do n=$((n+1));"
	    " printf '\\033[?2026h\\r%d\\033[?2026l' $n; done");

	pty_wait_text(p, "ready");
	for (int i = 1; i <= 50; i++) {
		pty_keys(p, "Enter");
		pty_settle(p);
		cr_assert(eq(int, atoi(pty_row(p, 0)), i));
	}
}

Test(pty, resize_reaches_the_program)
{
	struct pty *p = pty_start(&(struct pty_options){ .rows = 10, .cols = 40 },
	    (const char *[]){ "sh", "-c", "trap 'stty size' WINCH; stty size; while :; do read x; done", NULL });

	pty_wait_text(p, "10 40");
	pty_resize(p, 12, 50);
	pty_wait_text(p, "12 50");
}

Test(pty, environment_is_fresh)
{
	struct pty *p;

	setenv("LINES", "7", 1);
	setenv("ASSAY_WORKSPACE", "/somewhere", 1);
	p = pty_start(&(struct pty_options){ .term = "vt100", .env = (const char *[]){ "ASSAY_USER", "EXTRA=1", NULL } },
	    (const char *[]){ "sh", "-c", "echo \"<$TERM|$LINES|$ASSAY_WORKSPACE|$ASSAY_TODAY|$ASSAY_USER|$EXTRA>\";"
		" test \"$PWD\" = \"${HOME%/home}\" && test -w \"$TMPDIR\" && echo same", NULL });
	cr_expect(eq(int, pty_wait_exit(p), 0));
	cr_expect(eq(str, pty_row(p, 0), "<vt100|||2026-11-21||1>"));
	cr_expect(eq(str, pty_row(p, 1), "same"));
}

Test(pty, exit_status_and_signals)
{
	struct pty *p = shell("exit 3");

	cr_expect(eq(int, pty_wait_exit(p), 3));
	p = shell("echo ready; read x");
	pty_wait_text(p, "ready");
	pty_signal(p, SIGTERM);
	cr_expect(eq(int, pty_wait_exit(p), 128 + SIGTERM));
	p = shell("echo ready; read x");
	pty_wait_text(p, "ready");
	pty_hang_up(p);
	cr_expect(eq(int, pty_wait_exit(p), 128 + SIGHUP));
	p = pty_start(NULL, (const char *[]){ "/nonexistent/program", NULL });
	cr_expect(eq(int, pty_wait_exit(p), 127));
}

Test(pty, last_words_are_read)
{
	for (int i = 0; i < 20; i++) {
		struct pty *p = shell("printf '%5000s' end");

		pty_wait_exit(p);
		cr_assert(eq(sz, pty_counts(p).bytes, 5000));
		pty_free(p);
	}
}

Test(pty, run_without_a_terminal)
{
	char *out;

	cr_expect(eq(int, pty_run((const char *[]){ "sh", "-c", "cat; echo err >&2; test -t 1 || exit 4", NULL },
	    NULL, "text\n", &out), 4));
	cr_expect(eq(str, out, "text\nerr\n"));
	free(out);
}

Test(pty, cleanup_removes_the_folder)
{
	char *dir = strdup(pty_dir());
	struct stat st;

	pty_run((const char *[]){ "sh", "-c", "mkdir -p a/b && echo x >a/b/c", NULL }, NULL, NULL, NULL);
	cr_expect(eq(int, stat(dir, &st), 0));
	pty_cleanup();
	cr_expect(ne(int, stat(dir, &st), 0));
	free(dir);
}

Test(pty, golden_screen)
{
	struct pty *p = pty_start(&(struct pty_options){ .rows = 4, .cols = 20 },
	    (const char *[]){ "sh", "-c", "printf '\\342\\224\\214\\342\\224\\200\\342\\224\\220\\r\\n"
		"\\342\\224\\202x\\342\\224\\202\\r\\n\\342\\224\\224\\342\\224\\200\\342\\224\\230'; read x", NULL });

	pty_wait_text(p, "└─┘");
	pty_expect_golden(p, "pty-box.txt");
}

Test(golden, tells_the_line_that_differs)
{
	char *why;

	cr_assert(golden_matches("┌─┐\n│x│\n└─┘\n\n", "pty-box.txt"));
	cr_expect(not(golden_matches("┌─┐\n", "pty-box.txt")));
	if (golden_updating())
		cr_skip_test("expectations are being rewritten");
	why = golden_difference("┌─┐\n│y│\n└─┘\n\n", "pty-box.txt");
	cr_assert(why != NULL);
	cr_expect(strstr(why, "line 2") != NULL && strstr(why, "│x│") != NULL && strstr(why, "│y│") != NULL);
	free(why);
	unlink("tests/golden-new/pty-box.txt");
}
