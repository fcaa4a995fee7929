/* A growing string: every text of unknown length is put together in one of these. */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

enum { BUF_FIRST = 64 };

/* Room for `more` bytes and the NUL. */
static void buf_reserve(struct buf *b, size_t more)
{
	size_t cap = b->cap ? b->cap : BUF_FIRST;

	if (b->cap > b->len && more < b->cap - b->len)
		return;
	/* Beyond half of memory doubling would wrap; SIZE_MAX is refused by malloc. */
	if (more >= SIZE_MAX / 2 - b->len)
		cap = SIZE_MAX;
	while (cap <= b->len + more)
		cap *= 2;
	b->data = xrealloc(b->data, cap);
	b->cap = cap;
}

void buf_release(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

const char *buf_str(const struct buf *b)
{
	return b->data ? b->data : "";
}

char *buf_steal(struct buf *b)
{
	char *s = b->data ? b->data : xstrdup("");

	*b = (struct buf){0};
	return s;
}

void buf_add(struct buf *b, const char *s)
{
	buf_addn(b, s, strlen(s));
}

void buf_addn(struct buf *b, const void *p, size_t n)
{
	buf_reserve(b, n);
	if (n)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_addc(struct buf *b, char c)
{
	buf_addn(b, &c, 1);
}

void buf_add_repeat(struct buf *b, const char *s, size_t times)
{
	size_t n = strlen(s);

	buf_addn(b, "", 0);     /* a string even if nothing is added */
	if (n)
		buf_reserve(b, times > SIZE_MAX / n ? SIZE_MAX : n * times);
	while (times--)
		buf_addn(b, s, n);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

void buf_add_count(struct buf *b, int n, const char *one, const char *many)
{
	buf_addf(b, "%d %s", n, n == 1 ? one : many);
}

void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	buf_reserve(b, BUF_FIRST);
	n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, ap);
	assert(n >= 0);
	if (n > 0 && (size_t)n >= b->cap - b->len) {
		buf_reserve(b, (size_t)n);
		n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, again);
	}
	if (n > 0)
		b->len += (size_t)n;
	b->data[b->len] = '\0';
	va_end(again);
}

void buf_insert(struct buf *b, size_t at, const char *s, size_t n)
{
	assert(at <= b->len);
	buf_reserve(b, n);
	memmove(b->data + at + n, b->data + at, b->len - at);
	if (n)
		memcpy(b->data + at, s, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_remove(struct buf *b, size_t at, size_t n)
{
	assert(at <= b->len && n <= b->len - at);
	if (!n)
		return;
	memmove(b->data + at, b->data + at + n, b->len - at - n);
	b->len -= n;
	b->data[b->len] = '\0';
}

void buf_trim_end(struct buf *b)
{
	while (b->len && strchr(" \t\r\n", b->data[b->len - 1]))
		b->len--;
	if (b->data)
		b->data[b->len] = '\0';
}
