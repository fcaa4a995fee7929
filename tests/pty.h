/* A real program on a terminal of its own, for screen tests: openpty with libvterm behind it.
 *
 *     struct pty *p = pty_start(&(struct pty_options){ .rows = 24, .cols = 80 },
 *         (const char *[]){ "assay", "-w", "x.assay", NULL });
 *     pty_wait_text(p, "32/45 met");
 *     pty_keys(p, "Down Down Enter");
 *     pty_type(p, "typed text");
 *     pty_expect_golden(p, "claims-80x24.txt");
 *     pty_keys(p, "q");
 *     cr_expect(eq(int, pty_wait_exit(p), 0));
 *
 *     TestSuite(screen, .fini = pty_cleanup, .timeout = 60);
 *
 * Nothing here sleeps: every wait reads the terminal until what is asked for is so, and fails the
 * test (with the screen in the message) when the deadline passes: 10 seconds, or $PTY_DEADLINE
 * milliseconds. After a failed wait the test ends, as with cr_assert.
 *
 * A program that brackets what it draws with CSI ?2026h ... CSI ?2026l is only looked at between
 * two frames, so that no half-painted screen is ever compared.
 *
 * The program's environment is made afresh: HOME, the XDG folders and TMPDIR lie in pty_dir(),
 * which is also its current folder; ASSAY_TODAY=2026-11-21, ASSAY_USER=Tester, LC_ALL=C.UTF-8,
 * TZ=UTC, TERM=xterm-256color; PATH, ASSAY_DATA and the sanitizers' options stay; nothing else is
 * there, LINES and COLUMNS least of all. A program named "assay" is the one just built ($ASSAY).
 *
 * `const char *` results are borrowed until the next call for the same terminal. Rows and columns
 * count from 0. One thread, one process: each Criterion test has both to itself. */
#ifndef TESTS_PTY_H
#define TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>

struct pty;

struct pty_options {
	int rows, cols;                 /* 0: 24 and 80 */
	const char *term;               /* NULL: xterm-256color */
	const char *dir;                /* current folder; NULL: pty_dir() */
	const char *const *env;         /* "NAME=VALUE" sets, "NAME" unsets; NULL ends it; or NULL */
	bool unsized;                   /* the terminal says 0x0; rows and cols are only ours */
};

/* Both argv and options are borrowed for the call; options may be NULL, argv ends with NULL.
 * Fails the test if no terminal can be had; a program that cannot be run exits with 127. */
struct pty *pty_start(const struct pty_options *options, const char *const argv[]);
/* The program is sent SIGHUP and CONT, waited for up to two seconds, then killed. NULL is fine. */
void pty_free(struct pty *p);
/* What .fini is for: all terminals are freed, pty_dir() is removed. */
void pty_cleanup(void);

/* This test's own folder, made at the first call. Borrowed, absolute, without symbolic links. */
const char *pty_dir(void);
/* A command without a terminal in the same environment, stdin from `input` (NULL: empty), to its
 * end or the deadline. Its exit status as pty_wait_exit has it; if `output` is not NULL, what it
 * wrote on stdout and stderr, yours to free. `env` as in struct pty_options. */
int pty_run(const char *const argv[], const char *const *env, const char *input, char **output);

/* --- the keyboard ------------------------------------------------------------------------- */

/* Keys by name, with blanks between: a single character stands for itself; Enter Tab BTab Space
 * Backspace Esc Up Down Left Right Home End PageUp PageDown Insert Delete F1..F12; in front of
 * any of them C- (control), M- (alt), S- (shift). Sent as the terminal in its present mode sends
 * them, without waiting between; only after Esc the program is given time to see that it came
 * alone. An unknown name fails the test. */
void pty_keys(struct pty *p, const char *keys);
void pty_type(struct pty *p, const char *text);         /* UTF-8, as typed; \n is Enter, \t Tab */
void pty_paste(struct pty *p, const char *text);        /* bracketed if the program asked for it */
void pty_bytes(struct pty *p, const void *data, size_t n);      /* raw, cut as you like */
/* A click (button 1 left, 2 middle, 3 right, 4 and 5 the wheel): sent only if the program has
 * switched mouse reports on. */
void pty_click(struct pty *p, int row, int col, int button);

/* --- waiting ------------------------------------------------------------------------------ */

typedef bool pty_predicate(struct pty *p, void *user);

/* Until `text` stands in one row of the screen; until it no longer does. */
#define pty_wait_text(p, text) pty_wait_text_at((p), (text), true, __FILE__, __LINE__)
#define pty_wait_gone(p, text) pty_wait_text_at((p), (text), false, __FILE__, __LINE__)
void pty_wait_text_at(struct pty *p, const char *text, bool present, const char *file, int line);
/* Until `predicate` is true; `what` is for the message. */
#define pty_wait(p, predicate, user, what) pty_wait_at((p), (predicate), (user), (what), __FILE__, __LINE__)
void pty_wait_at(struct pty *p, pty_predicate *predicate, void *user, const char *what, const char *file, int line);
/* The same without failing the test: whether it became true within `ms` milliseconds. */
bool pty_try(struct pty *p, pty_predicate *predicate, void *user, int ms);
/* Reads for `ms` milliseconds, whatever comes: for "nothing is sent while nothing happens". */
void pty_watch(struct pty *p, int ms);
/* Until the program has taken all keys, sleeps, and has drawn a frame since the last key or has
 * been silent for 120 ms (it had nothing to draw, or never brackets frames). A program that waits
 * for a moment before drawing more is settled too: wait for what it will show. */
#define pty_settle(p) pty_settle_at((p), __FILE__, __LINE__)
void pty_settle_at(struct pty *p, const char *file, int line);
/* Until the program has ended: its exit status, or 128 and the signal that killed it. */
#define pty_wait_exit(p) pty_wait_exit_at((p), __FILE__, __LINE__)
int pty_wait_exit_at(struct pty *p, const char *file, int line);
bool pty_running(struct pty *p);

/* --- other events ------------------------------------------------------------------------- */

void pty_resize(struct pty *p, int rows, int cols);     /* the kernel sends SIGWINCH */
void pty_signal(struct pty *p, int sig);                /* to the program itself */
void pty_hang_up(struct pty *p);                        /* the terminal goes away; nothing is read any more */
long pty_pid(const struct pty *p);

/* --- the screen --------------------------------------------------------------------------- */

/* A row as UTF-8 without the blanks at its end, then all rows with a newline after each. */
const char *pty_row(struct pty *p, int row);
const char *pty_screen(struct pty *p);
/* Where `text` begins, from the top left; row and col may be NULL. */
bool pty_find(struct pty *p, const char *text, int *row, int *col);
void pty_size(const struct pty *p, int *rows, int *cols);

struct pty_cell {
	char text[32];          /* UTF-8; "" if blank or the right half of a wide character */
	int width;              /* 1 or 2; 0: the right half */
	/* Of 256 colours the index, -1 the terminal's own, from PTY_RGB on PTY_RGB + 0xRRGGBB. */
	int fg, bg;
	bool bold, underline, italic, blink, reverse, strike;
};
enum { PTY_RGB = 1 << 24 };

/* All zero outside the screen. */
struct pty_cell pty_cell(struct pty *p, int row, int col);
/* The cell's look in one word, as for golden texts: "bold fg=208 bg=-1", "" if plain. Borrowed. */
const char *pty_look(struct pty *p, int row, int col);
void pty_cursor(const struct pty *p, int *row, int *col);       /* either may be NULL */
bool pty_cursor_visible(const struct pty *p);
bool pty_altscreen(const struct pty *p);

/* Since the start. Differences between two moments are the usual question. */
struct pty_counts {
	size_t bytes;           /* that the program wrote */
	size_t frames;          /* CSI ?2026l after CSI ?2026h */
	size_t titles;          /* window and icon titles set */
	size_t modes;           /* alternate screen, cursor shown, mouse, ... */
	size_t bells;
	size_t strange;         /* controls and sequences the terminal does not know, OSC 52 among them */
	size_t replies;         /* bytes the terminal was made to send back */
};
struct pty_counts pty_counts(const struct pty *p);
/* All bytes the program has written so far. */
const char *pty_output(const struct pty *p, size_t *n);
const char *pty_title(const struct pty *p);             /* "" if never set */

/* Settles, then the screen must be, or become, what tests/golden/NAME says (golden.h; UPDATE=1
 * rewrites it). The test goes on if it is not. */
#define pty_expect_golden(p, name) pty_expect_golden_at((p), (name), __FILE__, __LINE__)
void pty_expect_golden_at(struct pty *p, const char *name, const char *file, int line);

#endif
