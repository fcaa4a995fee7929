/* Bytes with a gap, and an index of their newlines with a gap. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/text_gap.h"

void gap_release(struct gap *g)
{
	free(g->data);
	free(g->newline);
	*g = (struct gap){0};
}

size_t gap_len(const struct gap *g)
{
	return g->cap - g->hole;
}

/* Bytes. */

static void move_hole(struct gap *g, size_t at)
{
	if (at < g->at)
		memmove(g->data + at + g->hole, g->data + at, g->at - at);
	else if (at > g->at)
		memmove(g->data + g->at, g->data + g->at + g->hole, at - g->at);
	g->at = at;
}

static void widen_hole(struct gap *g, size_t need)
{
	size_t len = gap_len(g), cap = len + need + len / 4 + 256;

	if (g->hole >= need)
		return;
	move_hole(g, len);
	g->data = xrealloc(g->data, cap);
	g->cap = cap;
	g->hole = cap - len;
}

const char *gap_peek(const struct gap *g, size_t at, size_t *len)
{
	assert(at <= gap_len(g));
	*len = at < g->at ? g->at - at : gap_len(g) - at;
	return *len == 0 ? "" : g->data + at + (at < g->at ? 0 : g->hole);
}

void gap_read(const struct gap *g, size_t at, size_t len, char *out)
{
	for (size_t n; len > 0; at += n, out += n, len -= n) {
		const char *p = gap_peek(g, at, &n);

		n = n < len ? n : len;
		assert(n > 0);
		memcpy(out, p, n);
	}
}

/* Newlines. */

static uint32_t *newlines_after(const struct gap *g)
{
	return g->newline + (g->newline_cap - g->n_after);
}

size_t gap_newlines(const struct gap *g)
{
	return g->n_before + g->n_after;
}

size_t gap_newline(const struct gap *g, size_t i)
{
	assert(i < gap_newlines(g));
	return i < g->n_before ? g->newline[i] : gap_len(g) - newlines_after(g)[i - g->n_before];
}

size_t gap_newlines_before(const struct gap *g, size_t at)
{
	size_t low = 0, high = gap_newlines(g);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (gap_newline(g, middle) < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Makes the newlines before `at` those that count from the start. */
static void split_newlines(struct gap *g, size_t at)
{
	size_t want = gap_newlines_before(g, at), len = gap_len(g);

	while (g->n_before > want) {
		size_t offset = g->newline[--g->n_before];

		g->n_after++;
		newlines_after(g)[0] = (uint32_t)(len - offset);
	}
	while (g->n_before < want) {
		size_t offset = len - newlines_after(g)[0];

		g->n_after--;
		g->newline[g->n_before++] = (uint32_t)offset;
	}
}

static void add_newline(struct gap *g, size_t offset)
{
	if (gap_newlines(g) == g->newline_cap) {
		size_t cap = g->newline_cap + g->newline_cap / 2 + 16;
		uint32_t *bigger = xreallocarray(NULL, cap, sizeof *bigger);

		if (g->n_before > 0)
			memcpy(bigger, g->newline, g->n_before * sizeof *bigger);
		if (g->n_after > 0)
			memcpy(bigger + (cap - g->n_after), newlines_after(g), g->n_after * sizeof *bigger);
		free(g->newline);
		g->newline = bigger;
		g->newline_cap = cap;
	}
	g->newline[g->n_before++] = (uint32_t)offset;
}

/* Changes. */

void gap_insert(struct gap *g, size_t at, const char *s, size_t len)
{
	assert(at <= gap_len(g) && gap_len(g) + len <= UINT32_MAX);
	if (len == 0)
		return;
	split_newlines(g, at);
	widen_hole(g, len);
	move_hole(g, at);
	memcpy(g->data + at, s, len);
	g->at += len;
	g->hole -= len;
	for (const char *p = s; (p = memchr(p, '\n', len - (size_t)(p - s))) != NULL; p++)
		add_newline(g, at + (size_t)(p - s));
}

void gap_remove(struct gap *g, size_t at, size_t len)
{
	assert(at <= gap_len(g) && len <= gap_len(g) - at);
	if (len == 0)
		return;
	split_newlines(g, at);
	g->n_after -= gap_newlines_before(g, at + len) - g->n_before;
	move_hole(g, at);
	g->hole += len;
}
