/* The terminal: size, events in, a canvas on the screen. Curses is behind it, and nowhere else.
 *
 * Keys are read from the terminal as bytes and decoded by key.c; curses only draws: of a canvas those
 * cells are sent that differ, between CSI ?2026h and CSI ?2026l, and nothing if none do. Drawing never
 * waits: while the terminal takes nothing, only the latest canvas is kept for it. */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "catalogue/theme.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct term;
enum { TERM_ROWS_MAX = 300, TERM_COLS_MAX = 700 };

struct term_options {
	bool ascii;             /* nothing outside ASCII is sent */
	bool colour;            /* false under NO_COLOR */
	bool mouse;
};

/* Takes the terminal: raw mode (flow control off), alternate screen, bracketed paste. An unknown TERM falls
 * back to xterm-256color, xterm, vt100 in turn, and *said (yours, may stay NULL) says so. TERMINFO,
 * TERMINFO_DIRS, TERMCAP, LINES and COLUMNS are dropped from the environment first. ERR_INPUT: standard input or output
 * is no terminal, or it cannot address the cursor (TERM=dumb): names TERM and the commands that need no screen. */
bool term_open(const struct term_options *o, const struct theme *theme, struct term **out, char **said, struct err *err);
/* Gives it back exactly as it was; NULL is fine. Also done for SIGSEGV and the like. */
void term_close(struct term *t);

void term_size(const struct term *t, int *rows, int *cols);     /* clamped to TERM_*_MAX */

/* Waits up to `ms` (-1: for ever) for the next event; EVENT_NONE when the time is up, or when what
 * came is no event yet. Signals arrive here through a self-pipe: SIGWINCH, SIGHUP, SIGTERM, SIGINT (as
 * Ctrl-C), SIGTSTP, SIGCONT. Each is one event however often it came. */
struct event term_wait(struct term *t, int ms);
/* Whether more input is waiting already (then drawing can wait). */
bool term_waiting(struct term *t);
/* Milliseconds, monotonic. */
int64_t term_now(void);

/* Puts the canvas on the screen; the cursor where the canvas has it. */
void term_show(struct term *t, const struct canvas *c);
void term_repaint(struct term *t);                              /* the next term_show sends everything (Ctrl-L) */
void term_mouse(struct term *t, bool on);
void term_copy(struct term *t, const char *text, size_t len);   /* to the local clipboard (OSC 52), only on request */

/* Stops the process as the shell expects (Ctrl-Z), the terminal given back meanwhile. */
void term_suspend(struct term *t);

/* Gives the terminal back for another program that runs in it meanwhile, and takes it again; until then
 * nothing is shown. All is painted with the next term_show; a changed size is an event. */
void term_leave(struct term *t);
void term_enter(struct term *t);

#endif
