/* base/mem: allocation, growing arrays, arenas, and the end when there is no more. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

Test(mem, strings)
{
	char *a = xstrdup("claim"), *b = xstrndup("claim", 3), *c = xstrndup("ab", 9), *d = xasprintf("%d-%s", 7, "x");

	cr_expect(eq(str, a, "claim"));
	cr_expect(eq(str, b, "cla"));
	cr_expect(eq(str, c, "ab"));
	cr_expect(eq(str, d, "7-x"));
	cr_expect(eq(ptr, xstrdup_or_null(NULL), NULL));
	free(a);
	free(b);
	free(c);
	free(d);
}

Test(mem, nothing_is_something)
{
	void *p = xmalloc(0), *q = xcalloc(0, 8), *r = xrealloc(NULL, 0);

	cr_expect(p && q && r);
	free(p);
	free(q);
	free(r);
}

Test(mem, arrays_grow_and_keep_their_elements)
{
	int *item = NULL;
	size_t n = 0, cap = 0;

	for (int i = 0; i < 10000; i++) {
		MEM_GROW(item, n, cap);
		cr_assert(lt(sz, n, cap));
		item[n++] = i;
	}
	for (int i = 0; i < 10000; i++)
		cr_assert(eq(int, item[i], i));
	free(item);
}

Test(mem, arena_pieces_are_zeroed_aligned_and_apart)
{
	struct arena a = {0};
	unsigned char *piece[400];

	for (size_t i = 0; i < 400; i++) {
		size_t size = i * 37 % 611 + (i % 50 == 0 ? 100000 : 1);

		piece[i] = arena_alloc(&a, size);
		cr_assert(eq(sz, (uintptr_t)piece[i] % _Alignof(max_align_t), 0));
		cr_assert(eq(int, piece[i][0], 0));
		cr_assert(eq(int, piece[i][size - 1], 0));
		memset(piece[i], (int)(i % 255 + 1), size);
	}
	for (size_t i = 0; i < 400; i++)
		cr_assert(eq(int, piece[i][0], (int)(i % 255 + 1)));
	cr_expect(eq(str, arena_strdup(&a, "principle"), "principle"));
	cr_expect(eq(str, arena_strndup(&a, "principle", 4), "prin"));
	cr_expect(eq(ptr, arena_strdup(&a, NULL), NULL));
	arena_release(&a);
	cr_expect(eq(ptr, a.head, NULL));
	cr_expect(eq(str, arena_strdup(&a, "used again"), "used again"));
	arena_release(&a);
}

Test(mem, overflow_ends_with_status_4, .exit_code = 4)
{
	xreallocarray(NULL, SIZE_MAX / 4 + 2, 4);      /* 4 bytes, were it not checked */
	exit(0);
}

Test(mem, array_that_cannot_double_ends_with_status_4, .exit_code = 4)
{
	size_t cap = SIZE_MAX / 2 + 1;

	mem_grow(NULL, &cap, 1);
	exit(0);
}
