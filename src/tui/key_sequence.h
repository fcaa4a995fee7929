/* Private to the decoder: what one whole escape sequence means. */
#ifndef TUI_KEY_SEQUENCE_H
#define TUI_KEY_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/key.h"

enum sequence {
	SEQUENCE_UNKNOWN,       /* to be swallowed */
	SEQUENCE_KEY,
	SEQUENCE_PASTE,         /* a paste begins */
};

/* Whether seq (from its ESC on, with '[' or 'O' after it) is a whole sequence. */
bool sequence_ends(const char *seq, size_t n);
/* The event of a whole sequence. */
enum sequence sequence_read(const char *seq, size_t n, struct event *ev);

/* The key that `k`, typed with K_SHIFT, K_CTRL, K_ALT, is (in key.c). */
key key_with(key k, key mods);
/* A control character's key. */
key key_of_control(unsigned char c);

#endif
