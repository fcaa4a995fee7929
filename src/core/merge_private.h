/* What the files of the merge share. Nobody else includes this. */
#ifndef CORE_MERGE_PRIVATE_H
#define CORE_MERGE_PRIVATE_H

#include "core/merge.h"

void parts_add(struct merge_parts *p, enum entity e, const char *id, enum field f, const char *value, const struct fact *by);
/* Finds out whether it was settled before, on either side, and keeps it: as a conflict, or as taken. */
void merge_add_conflict(struct merge *m, struct merge_conflict *c);
char *merge_number_key(enum entity e, int number);      /* "evidence 7"; yours */
/* Numbers of new items, and items that may be one. */
void merge_settle(struct merge *m);

#endif
