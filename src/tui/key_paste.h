/* Private to the decoder: a paste being collected, and its markers. */
#ifndef TUI_KEY_PASTE_H
#define TUI_KEY_PASTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "tui/key.h"

enum { PASTE_MAX = 4 * 1024 * 1024 };   /* bytes; what comes after is ignored */

struct paste {
	struct buf text;        /* as it came */
	uint64_t last;          /* the last eight bytes, the latest lowest: markers are found there */
	size_t ignored;
};
enum paste_mark { PASTE_GOES_ON, PASTE_BEGINS, PASTE_ENDS };

void paste_release(struct paste *p);
/* A byte of a bracketed paste; markers (ESC [ 200 ~ and 201 ~, or with the 8-bit CSI) do not stay in it. */
enum paste_mark paste_byte(struct paste *p, unsigned char c);
/* Text of one without brackets. */
void paste_add(struct paste *p, const char *s, size_t n);
/* The event of what was collected, made valid text; empty again after. False: nothing was. */
bool paste_take(struct paste *p, bool bracketed, struct event *ev);

/* Whether a read is a paste without brackets: printable bytes outside of sequences, many and different. */
bool paste_is_sudden(const char *s, size_t n);

#endif
