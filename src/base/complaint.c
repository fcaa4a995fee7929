/* Complaints about a file: kept in order, each a whole line; and guesses at what was meant. */
#include "config.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/complaint.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { WORD_MAX = 64 };                 /* characters; nobody mistypes a longer name */

void complaints_release(struct complaints *c)
{
	for (size_t i = 0; i < c->n; i++)
		free(c->item[i]);
	free(c->item);
	*c = (struct complaints){0};
}

/* Bad bytes (a file name may hold any) become U+FFFD. */
static void add_valid(struct buf *b, const char *s)
{
	size_t len = strlen(s), bad;

	while (!utf8_valid(s, len, &bad)) {
		buf_addn(b, s, bad);
		buf_add(b, "\xef\xbf\xbd");
		s += bad + 1;
		len -= bad + 1;
	}
	buf_addn(b, s, len);
}

static bool is_full(struct complaints *c)
{
	if (c->n < COMPLAINTS_MAX)
		return false;
	c->dropped++;
	return true;
}

static void add_line(struct complaints *c, const char *place, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));

static void add_line(struct complaints *c, const char *place, const char *fmt, va_list ap)
{
	struct buf raw = {0}, line = {0};

	buf_addf(&raw, "%s: ", place);
	buf_vaddf(&raw, fmt, ap);
	add_valid(&line, buf_str(&raw));
	buf_release(&raw);
	MEM_GROW(c->item, c->n, c->cap);
	c->item[c->n++] = buf_steal(&line);
}

void complaints_add(struct complaints *c, const char *file, size_t line, size_t column, const char *fmt, ...)
{
	struct buf place = {0};
	va_list ap;

	if (is_full(c))
		return;
	buf_add(&place, file);
	if (line)
		buf_addf(&place, ":%zu:%zu", line, column);
	va_start(ap, fmt);
	add_line(c, buf_str(&place), fmt, ap);
	va_end(ap);
	buf_release(&place);
}

void complaints_add_path(struct complaints *c, const char *file, const char *where, const char *fmt, ...)
{
	struct buf place = {0};
	va_list ap;

	if (is_full(c))
		return;
	buf_addf(&place, "%s:%s", file, where);
	va_start(ap, fmt);
	add_line(c, buf_str(&place), fmt, ap);
	va_end(ap);
	buf_release(&place);
}

/* The characters of s, at most WORD_MAX of them; false if there are more. */
static bool characters(const char *s, uint32_t out[WORD_MAX], size_t *n)
{
	size_t len = strlen(s), at = 0, step;

	for (*n = 0; at < len; at += step) {
		if (*n == WORD_MAX)
			return false;
		step = utf8_decode(s + at, len - at, &out[*n]);
		if (!step) {
			out[*n] = UINT32_MAX;
			step = 1;
		}
		(*n)++;
	}
	return true;
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Damerau-Levenshtein distance where no stretch is edited twice (optimal string alignment):
 * insertions, deletions, substitutions, and two neighbours that changed places. */
static size_t distance(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t row[3][WORD_MAX + 1];

	for (size_t k = 0; k <= nb; k++)
		row[0][k] = k;
	for (size_t i = 1; i <= na; i++) {
		size_t *now = row[i % 3];
		const size_t *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];

		now[0] = i;
		for (size_t k = 1; k <= nb; k++) {
			now[k] = min3(now[k - 1] + 1, last[k] + 1, last[k - 1] + (a[i - 1] != b[k - 1]));
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] && before[k - 2] + 1 < now[k])
				now[k] = before[k - 2] + 1;
		}
	}
	return row[na % 3][nb];
}

const char *complaint_nearest(const char *word, const char *const *known, size_t n)
{
	uint32_t w[WORD_MAX], k[WORD_MAX];
	size_t nw, nk, best;
	const char *nearest = NULL;

	if (!characters(word, w, &nw))
		return NULL;
	best = nw / 3 + 1;
	for (size_t i = 0; i < n; i++) {
		size_t d;

		if (!characters(known[i], k, &nk))
			continue;
		d = distance(w, nw, k, nk);
		if (d < best) {
			best = d;
			nearest = known[i];
		}
	}
	return nearest;
}
