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

/* Whether a terminal's answer begins so, after its ESC: OSC with a number, DCS and APC with what they are
 * for; else it is Alt with a key. Two characters at least. */
bool sequence_begins_string(const char *s);
/* Bytes at the beginning of a read that finish a sequence; introduced: it has its '[' or 'O' already. */
size_t sequence_rest(const char *s, size_t n, bool introduced);
/* Whether a read is what a late sequence lacks after its ESC: one sequence and nothing else, whole or not,
 * or one that is a key, at the beginning. */
bool sequence_is_remainder(const char *s, size_t n);

/* A terminal's own sequences. */
enum { SEQUENCE_MAX = 64 /* bytes kept of one */, LEARNT_MAX = 128 };
struct learnt_key {
	char *sequence;
	size_t len;
	key key;
};
struct learnt {
	struct learnt_key item[LEARNT_MAX];
	size_t n;
};
void learnt_release(struct learnt *l);
/* Nothing is learnt that is no sequence, or would hide others or a paste's markers. */
void learnt_add(struct learnt *l, const char *sequence, key k);
key learnt_key(const struct learnt *l, const char *seq, size_t n);              /* K_NONE: no such */
bool learnt_begins(const struct learnt *l, const char *seq, size_t n);          /* a longer one begins so */

/* The key that `k`, typed with K_SHIFT, K_CTRL, K_ALT, is (in key.c). */
key key_with(key k, key mods);
/* A control character's key. */
key key_of_control(unsigned char c);

#endif
