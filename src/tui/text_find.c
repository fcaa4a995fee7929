/* Finding in a text: piece by piece, so that no key pressed copies all of it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/text_find.h"
#include "tui/text_private.h"

enum {
	PIECE = 8192,                   /* bytes looked through at once */
	GROWS = 12,                     /* a folding has at most 3 characters, a character at most 4 bytes */
};

/* A part of the text as a string of its own. */
struct piece {
	const struct text *text;
	size_t from, len;
	char *s;
};

static void piece_read(struct piece *p, size_t from, size_t len)
{
	p->from = from;
	p->len = len;
	p->s = xrealloc(p->s, len + 1);
	gap_read(&p->text->gap, from, len, p->s);
	p->s[len] = '\0';
	for (char *nul = p->s; (nul = memchr(nul, '\0', len - (size_t)(nul - p->s))) != NULL; )
		*nul = '\001';          /* stored texts may hold some; what is looked for cannot */
}

/* Whether the first `len` bytes of s, folded, begin with the needle. */
static bool prefix_has(char *s, size_t len, const char *needle)
{
	char c = s[len];
	bool found;

	s[len] = '\0';
	found = utf8_find(s, needle) == 0;
	s[len] = c;
	return found;
}

/* Where what begins at `at` of the piece is just the needle: the bytes of it; else 0. */
static size_t exact(struct piece *p, size_t at, const char *needle)
{
	char *s = p->s + at, c;
	size_t low = 1, high = p->len - at, most = strlen(needle) * GROWS;
	bool same;

	high = high < most ? high : most;
	while (low < high) {                    /* the shortest prefix that has it */
		size_t middle = low + (high - low) / 2;

		if (prefix_has(s, middle, needle))
			high = middle;
		else
			low = middle + 1;
	}
	while (at + low < p->len && utf8_is_tail(s[low]))
		low++;
	c = s[low];
	s[low] = '\0';
	same = utf8_find(s, needle) == 0 && utf8_find(needle, s) == 0;
	s[low] = c;
	return same ? low : 0;
}

/* Whether graphemes meet at `at`. */
static bool is_bound(const struct text *t, size_t at)
{
	return at == 0 || at == text_len(t) || text_next(t, text_prev(t, at)) == at;
}

/* The first hit in the piece that starts in from..to (offsets in the text). */
static bool find_in_piece(struct piece *p, const char *needle, size_t from, size_t to, struct text_hit *hit)
{
	for (size_t at = from - p->from; at < to - p->from && at < p->len; at++) {
		long next = utf8_find(p->s + at, needle);
		size_t len;

		if (next < 0)
			return false;
		at += (size_t)next;
		if (p->from + at >= to)
			return false;
		len = exact(p, at, needle);
		if (len > 0 && is_bound(p->text, p->from + at) && is_bound(p->text, p->from + at + len)) {
			*hit = (struct text_hit){ p->from + at, p->from + at + len };
			return true;
		}
		while (at + 1 < p->len && utf8_is_tail(p->s[at + 1]))
			at++;
	}
	return false;
}

static size_t character_start(const struct text *t, size_t at)
{
	size_t n;

	while (at > 0 && at < text_len(t) && utf8_is_tail(*text_peek(t, at, &n)))
		at--;
	return at;
}

/* A piece that has all hits starting in from..to. */
static void read_for(struct piece *p, const char *needle, size_t from, size_t to)
{
	size_t end = to + strlen(needle) * GROWS, all = text_len(p->text);

	end = end < all ? character_start(p->text, end) : all;
	piece_read(p, from, (end > to ? end : to) - from);
}

bool text_find(const struct text *t, const char *needle, size_t from, size_t to, struct text_hit *hit)
{
	struct piece p = { .text = t };
	bool found = false;

	to = to < text_len(t) ? to : text_len(t);
	for (size_t end; !found && *needle != '\0' && from < to; from = end) {
		end = to - from > PIECE ? character_start(t, from + PIECE) : to;
		read_for(&p, needle, from, end);
		found = find_in_piece(&p, needle, from, end, hit);
	}
	free(p.s);
	return found;
}

bool text_find_last(const struct text *t, const char *needle, size_t from, size_t to, struct text_hit *hit)
{
	struct piece p = { .text = t };
	bool found = false;

	to = to < text_len(t) ? to : text_len(t);
	for (size_t start; !found && *needle != '\0' && from < to; to = start) {
		struct text_hit one;

		start = to - from > PIECE ? character_start(t, to - PIECE) : from;
		read_for(&p, needle, start, to);
		for (size_t at = start; at < to && find_in_piece(&p, needle, at, to, &one); at = text_next(t, one.from)) {
			*hit = one;
			found = true;
		}
	}
	free(p.s);
	return found;
}

void text_hits_release(struct text_hits *h)
{
	free(h->item);
	*h = (struct text_hits){0};
}

void text_find_all(const struct text *t, const char *needle, size_t from, size_t to, struct text_hits *hits)
{
	struct piece p = { .text = t };
	struct text_hit one;

	to = to < text_len(t) ? to : text_len(t);
	for (size_t end; *needle != '\0' && from < to; from = from > end ? from : end) {
		end = to - from > PIECE ? character_start(t, from + PIECE) : to;
		read_for(&p, needle, from, end);
		while (from < end && find_in_piece(&p, needle, from, end, &one)) {
			MEM_GROW(hits->item, hits->n, hits->cap);
			hits->item[hits->n++] = one;
			from = one.to;
		}
	}
	free(p.s);
}

bool text_replace(struct text *t, const struct text_hits *hits, const char *with, struct err *err)
{
	struct buf in = {0}, all = {0};
	struct text_taken taken = {0};
	size_t from, to;
	bool ok;

	if (hits->n == 0)
		return true;
	from = hits->item[0].from;
	to = hits->item[hits->n - 1].to;
	text_take_in(t->kind, with, strlen(with), &in, &taken);
	for (size_t i = 0; i < hits->n; i++) {
		if (i > 0)
			text_copy(t, hits->item[i - 1].to, hits->item[i].from, &all);
		buf_addn(&all, buf_str(&in), in.len);
	}
	ok = text_change(t, from, to, buf_str(&all), all.len, from + all.len, err);
	buf_release(&in);
	buf_release(&all);
	return ok;
}
