/* Keys: their codes and names, and the decoder from a terminal's bytes to keys. Pure: no curses.
 *
 * A key is a code point (letters as typed), or one of the K_* codes, with K_SHIFT, K_CTRL, K_ALT.
 * Ctrl with a letter is K_CTRL | 'a' .. 'z' (Tab, Enter and Backspace are keys of their own). */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

typedef uint32_t key;

enum {
	K_NONE = 0,
	K_BASE = 0x200000,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_INSERT, K_DELETE,
	K_ENTER, K_TAB, K_BACKSPACE, K_ESC, K_SPACE_NUL /* Ctrl-Space */,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_MOUSE,        /* the event's row, col and button say what */
	K_LAST,
	K_SHIFT = 0x1000000, K_CTRL = 0x2000000, K_ALT = 0x4000000,
};

/* Reads one name: "a", "]", "Up", "PgDn", "C-s", "S-Tab", "M-b", "F1", "Space", "Enter", "Esc". K_NONE: unknown. */
key key_read(const char *name);
/* The name as key_read takes it and help shows it ("Ctrl-S" for people: key_show). */
void key_name(key k, char *out, size_t size);
void key_show(key k, char *out, size_t size);
/* Whether it is text: a printable code point without Ctrl or Alt. */
bool key_is_text(key k);

enum event_kind {
	EVENT_NONE,     /* nothing (a tick) */
	EVENT_KEY,
	EVENT_PASTE,    /* text: a whole paste, or the last part of one */
	EVENT_RESIZE,
	EVENT_HANGUP,   /* the terminal is gone, or SIGHUP, SIGTERM: keep drafts, end */
	EVENT_SUSPEND,  /* SIGTSTP from outside: keep drafts, stop */
	EVENT_RESUME,   /* back after a stop: everything is painted again */
};
struct event {
	enum event_kind kind;
	key key;
	int row, col, button;   /* mouse: 0 based; button 1-3, 4/5 wheel up/down; 0 release */
	bool drag;              /* mouse: moved with the button held */
	bool bracketed;         /* paste: the terminal said so; false: many printable bytes at once */
	char *text;             /* paste: valid UTF-8 (bad bytes became U+FFFD), CR and CRLF made LF; freed by event_release */
	size_t len;
};
void event_release(struct event *ev);

/* The decoder. Fed with bytes and the time they came; asked for events. Rules:
 * - an escape sequence may be split over reads. A lone ESC becomes K_ESC after `esc_ms` (25) of
 *   silence; a remainder such as "[A" that arrives in one read up to a second later is completed to the key
 *   it was, never run as keys of its own. Unknown sequences are swallowed whole.
 * - a UTF-8 character may be split over reads; bad bytes are dropped.
 * - bracketed paste: ends at its end marker, or after 2 s of silence; bytes in the same read after the
 *   end marker, or within 50 ms of it, belong to the paste, they never run as commands.
 * - at least 8 printable bytes in one read, of at least 4 different characters, are an unbracketed paste;
 *   one key held down is not. */
struct decoder;
struct decoder *decoder_new(void);
void decoder_free(struct decoder *d);
/* A terminal's own sequence for a key (from terminfo), besides the usual ones known already. */
void decoder_learn(struct decoder *d, const char *sequence, key k);
void decoder_feed(struct decoder *d, const void *bytes, size_t n, int64_t now_ms);
/* The next event that is complete at now_ms; false: none yet. */
bool decoder_next(struct decoder *d, int64_t now_ms, struct event *ev);
/* Milliseconds until decoder_next should be asked again although no byte came; -1: not needed. */
int decoder_wait(const struct decoder *d, int64_t now_ms);

#endif
