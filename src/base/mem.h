/* Memory. Out of memory ends the program with one line on standard error and status 4:
 * every save is a transaction and every draft is on disk, so nothing is lost by ending.
 * Also switches off the C library's functions that write past their end. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
void *xreallocarray(void *p, size_t n, size_t size);    /* checks n * size for overflow */
char *xstrdup(const char *s);
char *xstrdup_or_null(const char *s);                   /* NULL stays NULL */
char *xstrndup(const char *s, size_t len);              /* at most len bytes, NUL added */
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Make room for one more element in a growing array: `a` pointer, `n` used, `cap` allocated.
 *     MEM_GROW(list->item, list->n, list->cap);
 *     list->item[list->n++] = x;                                                          */
#define MEM_GROW(a, n, cap) \
	((n) < (cap) ? (void)0 : (void)((a) = mem_grow((a), &(cap), sizeof *(a))))
void *mem_grow(void *a, size_t *cap, size_t size);

/* An arena: what is born and dies together. Zero-initialise it, then use it. */
struct arena_block;
struct arena {
	struct arena_block *head;
};
void *arena_alloc(struct arena *a, size_t size);        /* zeroed, aligned for any type */
char *arena_strdup(struct arena *a, const char *s);     /* NULL gives NULL */
char *arena_strndup(struct arena *a, const char *s, size_t len);
void arena_release(struct arena *a);

/* Banned: they cannot be told how much room there is. Use buf_addf, snprintf, memcpy. */
#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#define strcpy(d, s)    banned_strcpy(d, s)
#define strcat(d, s)    banned_strcat(d, s)
#define sprintf(...)    banned_sprintf(__VA_ARGS__)
#define vsprintf(...)   banned_vsprintf(__VA_ARGS__)

#endif
