/* A growing UTF-8 string. Zero-initialise (`struct buf b = {0}`); always NUL-terminated once
 * anything was added; buf_str gives "" before that. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdarg.h>

struct buf {
	char *data;
	size_t len, cap;        /* bytes, the ending NUL not counted in len */
};

void buf_release(struct buf *b);                        /* frees, and leaves b empty */
void buf_clear(struct buf *b);                          /* empty, memory kept */
const char *buf_str(const struct buf *b);               /* borrowed; "" when empty */
char *buf_steal(struct buf *b);                         /* yours; b is empty after */
void buf_add(struct buf *b, const char *s);
void buf_addn(struct buf *b, const void *p, size_t n);
void buf_addc(struct buf *b, char c);
void buf_add_repeat(struct buf *b, const char *s, size_t times);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_add_count(struct buf *b, int n, const char *one, const char *many);     /* "2 gaps", "1 gap" */
void buf_vaddf(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
void buf_insert(struct buf *b, size_t at, const char *s, size_t n);
void buf_remove(struct buf *b, size_t at, size_t n);
void buf_trim_end(struct buf *b);                       /* trailing blanks and newlines go */

#endif
