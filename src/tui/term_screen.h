/* Private to term.c: curses, writing into memory. One at a time: curses has global state. */
#ifndef TUI_TERM_SCREEN_H
#define TUI_TERM_SCREEN_H

#include <stdbool.h>

#include "base/buf.h"
#include "catalogue/theme.h"
#include "tui/canvas.h"

struct screen;

/* What this system's terminfo says of a terminal by that name. */
enum terminal { TERMINAL_UNKNOWN, TERMINAL_UNFIT /* cannot place the cursor */, TERMINAL_FIT };
enum terminal screen_terminal(const char *name);

/* NULL: curses does not want it. The size is the terminfo entry's. */
struct screen *screen_open(const char *name, bool colour);
void screen_free(struct screen *s);                     /* NULL is fine */
void screen_resize(struct screen *s, int rows, int cols);
void screen_size(const struct screen *s, int *rows, int *cols);
void screen_theme(struct screen *s, const struct theme *theme);

/* Takes over what changed on the canvas; whether anything did. */
bool screen_show(struct screen *s, const struct canvas *c);
void screen_repaint(struct screen *s);                  /* the next frame is the whole screen */
/* Adds the bytes that bring the terminal up to date: none if it is. The first, and the first after
 * screen_end, begin with the alternate screen. */
void screen_frame(struct screen *s, struct buf *out);
/* Adds the bytes that leave the screen, until the next frame. */
void screen_end(struct screen *s, struct buf *out);

/* Of the open terminal. */
const char *screen_capability(const char *name);        /* a string's terminfo name; NULL if it has none */
bool screen_ansi(void);                                 /* understands, or ignores, CSI ? private modes */
void screen_keypad(struct buf *out, bool on);
void screen_undo(struct buf *out);                      /* everything off, from any state */

#endif
