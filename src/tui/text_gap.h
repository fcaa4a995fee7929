/* Private to text*.c: bytes with a gap where the last change was, and the places of the newlines
 * kept in the same way. A change costs its own length and the distance from the last one. */
#ifndef TUI_TEXT_GAP_H
#define TUI_TEXT_GAP_H

#include <stddef.h>
#include <stdint.h>

struct gap {
	char *data;
	size_t cap, at, hole;           /* the hole is data[at .. at + hole) */
	/* newline[i] for i < n_before is an offset; those after the hole count from the end of the
	 * text, so that no change before them touches them. */
	uint32_t *newline;
	size_t newline_cap, n_before, n_after;
};

void gap_release(struct gap *g);
size_t gap_len(const struct gap *g);
void gap_insert(struct gap *g, size_t at, const char *s, size_t len);
void gap_remove(struct gap *g, size_t at, size_t len);
const char *gap_peek(const struct gap *g, size_t at, size_t *len);
void gap_read(const struct gap *g, size_t at, size_t len, char *out);

size_t gap_newlines(const struct gap *g);
size_t gap_newline(const struct gap *g, size_t i);              /* its offset */
size_t gap_newlines_before(const struct gap *g, size_t at);     /* how many have an offset < at */

#endif
