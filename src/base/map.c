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
	const char *key;                /* NULL: empty; the map's unless it borrows them */
	uint64_t hash;
	size_t value;
};

/* The low bits alone choose the slot, and a product mixes upwards only. */
static uint64_t mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ (h >> 32);
}

/* Eight bytes at a time, the last ones filled up with zeros. */
static uint64_t hash_of(const char *key)
{
	size_t len = strlen(key);
	uint64_t h = len, word = 0;

	for (; len >= sizeof word; key += sizeof word, len -= sizeof word) {
		memcpy(&word, key, sizeof word);
		h = mix(h, word);
	}
	word = 0;
	memcpy(&word, key, len);
	return mix(h, word);
}

static const char *key_take(const struct map *m, const char *key)
{
	return m->borrows ? key : xstrdup(key);
}

static void key_drop(const struct map *m, size_t i)
{
	if (!m->borrows)
		free((void *)(uintptr_t)m->slot[i].key);
	m->slot[i].key = NULL;
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
	struct map bigger = { .n = m->n, .cap = m->cap ? m->cap * 2 : MAP_FIRST, .borrows = m->borrows };

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
	*m = (struct map){ .borrows = m->borrows };
}

void map_clear(struct map *m)
{
	for (size_t i = 0; i < m->cap; i++)
		key_drop(m, i);
	m->n = 0;
}

void map_copy(struct map *to, const struct map *from)
{
	*to = *from;
	to->slot = xcalloc(from->cap + 1, sizeof *to->slot);
	for (size_t i = 0; i < from->cap; i++) {
		to->slot[i] = from->slot[i];
		if (from->slot[i].key)
			to->slot[i].key = key_take(to, from->slot[i].key);
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
		m->slot[i].key = key_take(m, key);
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
	key_drop(m, i);
	m->n--;
	close_gap(m, i);
}
