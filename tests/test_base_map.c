/* base/map: against a plain array that does the same slowly. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"

Test(map, empty)
{
	struct map m = {0};

	cr_expect(eq(long, map_get(&m, "a"), -1L));
	map_remove(&m, "a");
	map_clear(&m);
	map_release(&m);
}

Test(map, put_replaces_and_copies)
{
	struct map m = {0};
	char key[] = "alpha";

	map_put(&m, key, 1);
	key[0] = 'x';
	map_put(&m, "alpha", 2);
	map_put(&m, "", 3);
	cr_expect(eq(sz, m.n, 2));
	cr_expect(eq(long, map_get(&m, "alpha"), 2L));
	cr_expect(eq(long, map_get(&m, ""), 3L));
	cr_expect(eq(long, map_get(&m, "xlpha"), -1L));
	map_clear(&m);
	cr_expect(eq(sz, m.n, 0));
	cr_expect(eq(long, map_get(&m, "alpha"), -1L));
	map_put(&m, "beta", 4);
	cr_expect(eq(long, map_get(&m, "beta"), 4L));
	map_release(&m);
	cr_expect(eq(sz, m.cap, 0));
}

Test(map, grows)
{
	struct map m = {0};
	char key[16];

	for (size_t i = 0; i < 20000; i++) {
		snprintf(key, sizeof key, "claim-%zu", i);
		map_put(&m, key, i);
	}
	cr_expect(eq(sz, m.n, 20000));
	for (size_t i = 0; i < 20000; i++) {
		snprintf(key, sizeof key, "claim-%zu", i);
		cr_assert(eq(long, map_get(&m, key), (long)i));
	}
	cr_expect(eq(long, map_get(&m, "claim-20000"), -1L));
	map_release(&m);
}

/* Few keys and many removals: runs of slots are broken up and closed in every way. */
Test(map, behaves_like_an_array)
{
	enum { KEYS = 60 };
	long expected[KEYS];
	struct map m = {0};
	uint32_t random = 12345;
	char key[16];

	memset(expected, -1, sizeof expected);
	for (int step = 0; step < 40000; step++) {
		size_t k;

		random = random * 1664525 + 1013904223;
		k = (random >> 8) % KEYS;
		snprintf(key, sizeof key, "%zu", k);
		if (random >> 31) {
			map_put(&m, key, (size_t)step);
			expected[k] = step;
		} else {
			map_remove(&m, key);
			expected[k] = -1;
		}
		if (step % 50 != 0)
			continue;
		for (size_t i = 0; i < KEYS; i++) {
			snprintf(key, sizeof key, "%zu", i);
			cr_assert(eq(long, map_get(&m, key), expected[i]));
		}
	}
	map_release(&m);
}

/* A copy says the same, and each is changed by itself. */
Test(map, a_copy_is_its_own)
{
	struct map m = {0}, copy, none = {0};
	char key[16];

	for (int i = 0; i < 100; i++) {
		snprintf(key, sizeof key, "k%d", i);
		map_put(&m, key, (size_t)i);
	}
	map_copy(&copy, &m);
	map_put(&m, "k1", 7);
	map_remove(&m, "k2");
	cr_expect(eq(sz, copy.n, 100));
	cr_expect(eq(long, map_get(&copy, "k1"), 1L));
	cr_expect(eq(long, map_get(&copy, "k2"), 2L));
	map_put(&copy, "new", 1);
	cr_expect(eq(long, map_get(&m, "new"), -1L));
	map_release(&m);
	cr_expect(eq(long, map_get(&copy, "k99"), 99L));
	map_release(&copy);
	map_copy(&copy, &none);
	map_put(&copy, "a", 1);
	cr_expect(eq(long, map_get(&copy, "a"), 1L));
	map_release(&copy);
}

/* Keys that somebody else keeps are neither copied nor freed, and a copy of the map borrows them too. */
Test(map, borrows_keys)
{
	static char key[500][8];
	struct map m = { .borrows = true }, copy;

	for (size_t i = 0; i < 500; i++) {
		snprintf(key[i], sizeof key[i], "k%zu", i);
		map_put(&m, key[i], i);
	}
	map_remove(&m, "k3");
	map_copy(&copy, &m);
	map_release(&m);
	cr_expect(eq(long, map_get(&copy, "k3"), -1L));
	cr_expect(eq(long, map_get(&copy, "k499"), 499L));
	map_clear(&copy);
	map_put(&copy, key[7], 8);
	cr_expect(eq(long, map_get(&copy, "k7"), 8L));
	map_release(&copy);
	cr_expect(copy.borrows);
}
