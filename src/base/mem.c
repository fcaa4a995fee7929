/* Memory: allocation that cannot fail, growing arrays, arenas. */
#include "config.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	GROW_FIRST = 8,                 /* elements a growing array begins with */
	ARENA_BLOCK = 32 * 1024,        /* bytes; what is larger gets a block of its own */
};

/* exit, not abort: what is registered with atexit gives the terminal back to the shell. */
static _Noreturn void out_of_memory(void)
{
	fputs("assay: out of memory\n", stderr);
	exit(4);
}

static void *checked(void *p)
{
	if (!p)
		out_of_memory();
	return p;
}

/* A size of 0 asks for 1: then NULL always means failure. */
void *xmalloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *xcalloc(size_t n, size_t size)
{
	return checked(n && size ? calloc(n, size) : calloc(1, 1));
}

void *xrealloc(void *p, size_t size)
{
	return checked(realloc(p, size ? size : 1));
}

void *xreallocarray(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		out_of_memory();
	return xrealloc(p, n * size);
}

char *xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

char *xstrdup_or_null(const char *s)
{
	return s ? xstrdup(s) : NULL;
}

char *xstrndup(const char *s, size_t len)
{
	size_t n = strnlen(s, len);
	char *copy = xmalloc(n + 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	if (n < 0)
		out_of_memory();
	return s;
}

void *mem_grow(void *a, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap : GROW_FIRST;

	if (*cap > SIZE_MAX - more)
		out_of_memory();
	a = xreallocarray(a, *cap + more, size);
	*cap += more;
	return a;
}

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	_Alignas(max_align_t) unsigned char data[];
};

static struct arena_block *block_new(size_t size)
{
	struct arena_block *block;

	if (size > SIZE_MAX - sizeof *block)
		out_of_memory();
	block = xcalloc(1, sizeof *block + size);
	block->size = size;
	return block;
}

/* A large piece goes behind the head, so that the room left in the head is still used. */
static void *arena_alloc_large(struct arena *a, size_t size)
{
	struct arena_block *block = block_new(size);

	block->used = size;
	if (a->head) {
		block->next = a->head->next;
		a->head->next = block;
	} else {
		a->head = block;
	}
	return block->data;
}

static void *alloc_aligned(struct arena *a, size_t size, size_t align)
{
	struct arena_block *block = a->head;
	size_t at = block ? (block->used + align - 1) / align * align : 0;

	if (size > ARENA_BLOCK / 4)
		return arena_alloc_large(a, size);
	if (!block || at + size > block->size) {
		block = block_new(ARENA_BLOCK);
		block->next = a->head;
		a->head = block;
		at = 0;
	}
	block->used = at + size;
	return block->data + at;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return alloc_aligned(a, size + !size, _Alignof(max_align_t));
}

static char *copy_bytes(struct arena *a, const char *s, size_t n)
{
	char *copy = alloc_aligned(a, n + 1, 1);

	memcpy(copy, s, n);             /* arena memory is zeroed: the NUL is there */
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? copy_bytes(a, s, strlen(s)) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	return copy_bytes(a, s, strnlen(s, len));
}

void arena_release(struct arena *a)
{
	struct arena_block *block, *next;

	for (block = a->head; block; block = next) {
		next = block->next;
		free(block);
	}
	a->head = NULL;
}
