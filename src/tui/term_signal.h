/* Private to term.c: signals as bytes in a pipe, the shell's stop, and giving the terminal back when
 * the program crashes. No curses. */
#ifndef TUI_TERM_SIGNAL_H
#define TUI_TERM_SIGNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

struct term_signals;

/* Takes the signals that concern a terminal; those the parent had ignored stay so. NULL: no pipe. */
struct term_signals *term_signals_new(void);
void term_signals_free(struct term_signals *s);         /* the former handlers are back; NULL is fine */
void term_signals_take(struct term_signals *s);         /* again, should a library have put in its own */

/* Readable as long as term_signals_next has something. */
int term_signals_fd(const struct term_signals *s);
/* The next signal that came, SIGHUP and SIGTERM first, each once however often it came; 0: none;
 * TERM_SIGNAL_TAKEN: fd was readable for one that has been returned already. */
enum { TERM_SIGNAL_TAKEN = -1 };
int term_signals_next(struct term_signals *s);
bool term_signals_ended(const struct term_signals *s);  /* SIGHUP or SIGTERM waits to be taken */

/* From now on a crash, or an exit, writes `undo` to fd and sets `saved` on it (borrowed until disarmed). */
void term_signals_arm(struct term_signals *s, int fd, const struct termios *saved, const char *undo, size_t len);
void term_signals_disarm(struct term_signals *s);

/* Stops the whole foreground job as the shell expects; returns when it goes on. Nothing where the
 * parent had SIGTSTP ignored. SIGCONT is not reported afterwards. */
void term_signals_stop(struct term_signals *s);

#endif
