/* What is wrong with a file, every fault with its place, collected so that all are told at once.
 * At most COMPLAINTS_MAX are kept; the rest are counted. */
#ifndef BASE_COMPLAINT_H
#define BASE_COMPLAINT_H

#include <stddef.h>

enum { COMPLAINTS_MAX = 200 };

struct complaints {
	char **item;            /* "file:line:column: what is wrong", valid UTF-8, sorted by arrival */
	size_t n, cap, dropped;
};

void complaints_release(struct complaints *c);
/* `file` as the user named it. line and column count from 1, columns in characters; line 0: the
 * file as a whole. `where` instead of line and column for JSON: a path such as /answers/3/claim. */
void complaints_add(struct complaints *c, const char *file, size_t line, size_t column, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void complaints_add_path(struct complaints *c, const char *file, const char *where, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* The name in `known` (n of them) nearest to `word` (edit distance at most a third of its length),
 * or NULL: for "did you mean". */
const char *complaint_nearest(const char *word, const char *const *known, size_t n);

#endif
