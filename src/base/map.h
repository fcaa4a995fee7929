/* A map from strings to numbers: which row of an array has this id. Zero-initialise it. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

struct map_slot;
struct map {
	struct map_slot *slot;
	size_t n, cap;
	bool borrows;                   /* keys are not copied and live as long as the map: said before the first */
};

void map_release(struct map *m);
void map_clear(struct map *m);
void map_copy(struct map *to, const struct map *from);          /* to: empty */
void map_put(struct map *m, const char *key, size_t value);     /* replaces */
long map_get(const struct map *m, const char *key);             /* -1: absent */
void map_remove(struct map *m, const char *key);

#endif
