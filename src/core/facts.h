/* What a workspace says, field by field, with who said it and when: put together from a history, entry by
 * entry. Whole texts, removed entities too: for comparing two copies of one workspace. Pure. */
#ifndef CORE_FACTS_H
#define CORE_FACTS_H

#include <stdint.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/field.h"

enum fact_how {
	FACT_SHARED,                    /* saved before the two copies parted */
	FACT_SAID,
	FACT_MERGED,                    /* brought in from another copy */
	FACT_UNDONE,                    /* what an undo brought back */
	FACT_KEPT,                      /* another copy's value, not taken: somebody chose what was here */
	FACT_OPEN,                      /* another copy's value, not taken: nobody has chosen yet */
};

/* What happened to a field since the copies parted. Values are kept as hashes of fact_hash. */
struct fact_memory {
	char *merged;                   /* what was brought in last, if has_merged */
	bool has_merged;
	const char *merged_at;
	char kept[HASH_TEXT], open[HASH_TEXT];  /* of the last such value; "": none */
	char (*past)[HASH_TEXT];        /* every value it had */
	size_t n, cap;
};

struct fact {
	char *value;                    /* NULL: absent */
	const char *who, *at;           /* who said so last; NULL: nobody ever said anything */
	struct fact_memory *memory;     /* NULL: nothing happened since the copies parted */
};

struct facts_item {
	enum entity entity;
	char *id;
	int64_t revision;               /* 0: never saved; only values that were not taken are known */
	bool withdrawn;                 /* an undo removed it */
	struct fact *fact;              /* by field, from entity_first on */
};

struct facts {
	struct facts_item *item;        /* in the order of the history */
	size_t n, cap;
	struct map by_name;             /* "evidence ID": place in item */
	struct arena arena;
	const char *who, *at;           /* of the last entry */
};

/* One entry of a history. Strings are borrowed for the call. */
struct facts_entry {
	enum entity entity;
	enum field field;
	const char *id, *value, *who, *at;
	enum fact_how how;
	bool first;                     /* of this entity in its save: its revision grows */
};

void facts_release(struct facts *f);
void facts_add(struct facts *f, const struct facts_entry *e);

char *facts_name(enum entity e, const char *id);        /* "evidence ID"; yours */
/* NULL: nothing is known of it. */
const struct facts_item *facts_find(const struct facts *f, enum entity e, const char *id);
/* These take NULL for what is not there. */
bool facts_there(const struct facts_item *it);          /* it was saved; it may be removed */
bool facts_gone(const struct facts_item *it);           /* it is there and removed */
bool facts_live(const struct facts_item *it);
const struct fact *facts_fact(const struct facts_item *it, enum field f);
const char *facts_value(const struct facts_item *it, enum field f);     /* NULL: absent */
int facts_ref(const struct facts_item *it);             /* the number of its reference; 0: none */

/* The field that marks an entity of this kind as removed; false: it cannot be. */
bool facts_removed_field(enum entity e, enum field *f);

/* Whether two values say the same: "to-assess" says as little as nothing. */
bool fact_same(enum field f, const char *a, const char *b);
void fact_hash(enum field f, const char *value, char out[HASH_TEXT]);

#endif
