/* What the files of verify share: how much was seen, and how a fault is told. Private to the store. */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "base/map.h"
#include "store/private.h"

enum { FIELDS_MAX = FIELD_SCOPE_IN };   /* of one entity: the assessment has the most */

/* An entity as the history says it must be. */
struct expected {
	enum entity entity;
	char *id;
	int64_t revision;
	int64_t save;                   /* first entry of the last save that named it */
	int64_t value[FIELDS_MAX];      /* entry with the field's value; 0: never set */
	bool seen;                      /* its row is there */
};

struct verify {
	struct store *st;               /* the copy */
	struct faults *out;
	struct expected *expected;
	size_t n, cap;
	struct map by_entity;           /* "evidence ID" -> index into expected */
	size_t last;                    /* index into expected: what was asked for last */
	int64_t counter[ENTITY_COUNT];  /* greatest reference that was ever given */
	int64_t searchable;             /* rows that the search index must have */
	int64_t long_texts, long_values;        /* those whose rest lies beside the rows, and beside the history */
	/* the walk along the chain */
	int64_t seq, save_begin;
	char prev[HASH_TEXT];
	char save[ID_TEXT];
	const char *head;               /* to be found in the chain; NULL once it was */
};

/* What is damaged may be anything, so all of it is cleaned. */
void verify_tell(struct verify *v, const char *where, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void verify_tell_entry(struct verify *v, int64_t seq, const char *what);
/* "answer 1.1.2.1, argument"; `prefix` in front, `field` may be NULL. */
void verify_tell_entity(struct verify *v, const char *prefix, enum entity e, const char *id, const char *field, const char *what);
/* A step that could not be carried out because of the damage is a fault itself; the next one may
 * still find more. */
void verify_tell_trouble(struct verify *v, const char *where, const struct err *err);
/* A text that goes on in a table of rests. */
bool verify_is_longer(const char *s, size_t characters);

/* The chain, and what the rows must be. */
void verify_history(struct verify *v);
/* Whether they are. After verify_history. */
void verify_rows(struct verify *v);

#endif
