/* What the files of a save share. Private to the store.
 *
 * Inside one transaction: save_plan finds out what there is to do and what speaks against it, and writes nothing;
 * save_write writes it. */
#ifndef STORE_SAVE_H
#define STORE_SAVE_H

#include "base/date.h"
#include "base/map.h"
#include "store/private.h"

/* An entity that the save names. */
struct touched {
	enum entity entity;
	const char *id;
	int64_t row, revision;          /* 0: it is not there yet */
	int64_t base;
	size_t kept;                    /* changes that change something */
};

struct save {
	struct store *st;
	struct changes *c;
	const char *command;
	char id[ID_TEXT], at[DATE_TIME_TEXT];
	bool recorded;                  /* something is kept even if it changes nothing */
	const struct store_aside *aside;        /* borrowed */
	size_t n_aside;
	bool *keep;                     /* by change */
	char **given;                   /* by change: the reference it was given */
	size_t *of;                     /* by change: index into touched */
	struct touched *touched;
	size_t n_touched, cap;
	struct map by_entity;           /* "evidence ID" -> index into touched */
	struct map by_field;            /* "evidence ID title" -> the last change of it */
	int64_t counter[ENTITY_COUNT];
	struct chain chain;
	struct buf stale;               /* why it is not taken; empty: it is */
};

/* Fills in `keep`, `of` and `touched`, and, if it cannot be taken because somebody was first, `stale`. ERR_INPUT: a link
 * leads nowhere. */
bool save_plan(struct save *s, struct err *err);
/* Nothing of its changes changes anything. */
bool save_is_empty(const struct save *s);
size_t save_count_aside(const struct save *s);          /* changes that are only kept on record */

/* "evidence E12, title: " in front of the error; an entity that is not there yet has no name but its kind. Always false. */
bool save_prefix_place(struct store *st, const struct change *ch, struct err *err);

/* Rows, references, search index, counters, history, and what is kept beside. */
bool save_write(struct save *s, struct err *err);
/* Only the history: a save that is not taken. */
bool save_write_stale(struct save *s, struct err *err);

#endif
