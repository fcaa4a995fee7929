/* A hash table with open addressing. Removal moves later slots back, so there are no graves
 * to clean up and a probe always ends at the first empty slot. */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

enum { MAP_FIRST = 16 };                /* a power of two, as every capacity */

struct map_slot {
	char *key;                      /* NULL: empty */
	uint64_t hash;
	size_t value;
};

/* FNV-1a, then mixed: the low bits alone choose the slot. */
static uint64_t hash_of(const char *key)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
	return h ^ (h >> 32);
}

/* The slot that holds key, or the empty one where it would go. Needs an empty slot. */
static size_t find(const struct map *m, const char *key, uint64_t hash)
{
	size_t mask = m->cap - 1, i = (size_t)hash & mask;

	while (m->slot[i].key && (m->slot[i].hash != hash || strcmp(m->slot[i].key, key) != 0))
		i = (i + 1) & mask;
	return i;
}

static void grow(struct map *m)
{
	struct map bigger = { .n = m->n, .cap = m->cap ? m->cap * 2 : MAP_FIRST };

	bigger.slot = xcalloc(bigger.cap, sizeof *bigger.slot);
	for (size_t i = 0; i < m->cap; i++) {
		if (m->slot[i].key)
			bigger.slot[find(&bigger, m->slot[i].key, m->slot[i].hash)] = m->slot[i];
	}
	free(m->slot);
	*m = bigger;
}

void map_release(struct map *m)
{
	map_clear(m);
	free(m->slot);
	*m = (struct map){0};
}

void map_clear(struct map *m)
{
	for (size_t i = 0; i < m->cap; i++) {
		free(m->slot[i].key);
		m->slot[i].key = NULL;
	}
	m->n = 0;
}

void map_copy(struct map *to, const struct map *from)
{
	*to = *from;
	to->slot = xcalloc(from->cap + 1, sizeof *to->slot);
	for (size_t i = 0; i < from->cap; i++) {
		to->slot[i] = from->slot[i];
		to->slot[i].key = xstrdup_or_null(from->slot[i].key);
	}
}

void map_put(struct map *m, const char *key, size_t value)
{
	uint64_t hash = hash_of(key);
	size_t i;

	if (m->n >= m->cap - m->cap / 4)        /* at most three quarters full */
		grow(m);
	i = find(m, key, hash);
	if (!m->slot[i].key) {
		m->slot[i].key = xstrdup(key);
		m->slot[i].hash = hash;
		m->n++;
	}
	m->slot[i].value = value;
}

long map_get(const struct map *m, const char *key)
{
	size_t i;

	if (!m->n)
		return -1;
	i = find(m, key, hash_of(key));
	return m->slot[i].key ? (long)m->slot[i].value : -1;
}

/* Closes the gap at `hole`: a later slot of the same run moves back unless its own place lies
 * between the gap and where it stands now. */
static void close_gap(struct map *m, size_t hole)
{
	size_t mask = m->cap - 1;

	for (size_t i = (hole + 1) & mask; m->slot[i].key; i = (i + 1) & mask) {
		size_t home = (size_t)m->slot[i].hash & mask;

		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		m->slot[hole] = m->slot[i];
		m->slot[i].key = NULL;
		hole = i;
	}
}

void map_remove(struct map *m, const char *key)
{
	size_t i;

	if (!m->n)
		return;
	i = find(m, key, hash_of(key));
	if (!m->slot[i].key)
		return;
	free(m->slot[i].key);
	m->slot[i].key = NULL;
	m->n--;
	close_gap(m, i);
}
