/* Reading the history: the saves, newest first, and any earlier text.
 *
 * The order is that of the chain, never that of clocks, which may have been wrong; a moment is shown as
 * it was recorded. Texts are not read with the entries: each is fetched when it is asked for. */
#ifndef STORE_HISTORY_READ_H
#define STORE_HISTORY_READ_H

#include "base/buf.h"
#include "base/mem.h"
#include "core/field.h"
#include "store/store.h"

enum history_kind {
	HISTORY_SAVE,
	HISTORY_BEGINNING,              /* the workspace itself, and what it was made with: never undone */
	HISTORY_UNDO, HISTORY_REDO,     /* of the save `of` */
};

/* One field of one entity. */
struct history_entry {
	int64_t seq;
	enum entity entity;
	enum field field;
	const char *id;
	bool fresh;                     /* the entity was not there before */
	bool made;                      /* nor is it anybody else's: this was taken, so none of its fields had a value */
	bool absent;                    /* the field became empty */
	bool gone;                      /* a "removed" that removes; otherwise it brings back */
};

struct history_save {
	enum history_kind kind;
	const char *save;               /* its id */
	const char *command, *who, *at; /* `at` in UTC */
	const char *of;                 /* undo, redo: the save; else NULL */
	int64_t first, last;            /* of its entries' numbers */
	bool taken;                     /* false: kept, and never shown as current; history_why_not says why */
	bool undone;                    /* taken back, and not done again */
	struct history_entry *entry;    /* those that pass the filter, in the order they were saved; the first `n` of them */
	size_t n, cap;
	size_t n_pass, n_all;           /* how many pass; how many there are */
	size_t things;                  /* how many entities in a row they are about; 0: not counted yet (store_history_count) */
	size_t counting;                /* for store_history_count: those so far, up to the entry `counted` (0: none yet) */
	int64_t counted;
};

struct history_private;

/* Saves read so far. Zero-initialise; strings live until history_release. */
struct history {
	struct arena arena;
	struct history_save *save;      /* newest first */
	size_t n, cap;
	int64_t next;                   /* entries before this one were not looked at; 0: none was yet */
	bool end;                       /* there are no more */
	struct history_private *private;
};
void history_release(struct history *h);
/* Forgets the saves it holds, not its place. */
void history_let_go(struct history *h);

/* A filter without limits: HISTORY_ALL, then what is to be limited; not to a node and an id at once. Strings are borrowed. */
struct history_filter {
	const char *who;                /* NULL: anybody */
	bool who_exactly;               /* else a part of the name is enough */
	const char *command;            /* "evidence link"; its first words are enough; NULL: any */
	const char *since, *until;      /* as recorded: from this moment on, and before that one (UTC); NULL: any */
	int node;                       /* this claim and those below it: answers, links, gaps, challenges, scope; NODE_NONE: any */
	enum entity entity;             /* of `id`: with the links of an item or gap */
	const char *id;                 /* NULL: any */
	enum { HISTORY_TAKEN_OR_NOT, HISTORY_TAKEN, HISTORY_NOT_TAKEN } taken;
};
#define HISTORY_ALL { .node = NODE_NONE }

/* Adds up to `max` further saves that pass, older than those already there; a history is read with one filter. One consistent
 * moment a call; who reads on after somebody saved gets the older ones all the same. Of a long save only the first entries are
 * read: enough for its words, but for how many things it is about. ERR_WORKSPACE, ERR_BUSY. */
bool store_history(struct store *st, const struct history_filter *f, size_t max, struct history *h, struct err *err);

/* Reads more of a save: until `n` of its entries are there, or all. */
bool store_history_more(struct store *st, struct history *h, struct history_save *s, size_t n, struct err *err);
/* Counts s->things, up to `entries` of them a call; *done: they are counted. */
bool store_history_count(struct store *st, struct history *h, struct history_save *s, size_t entries, bool *done, struct err *err);

/* A long save a part at a time, each without dividing an entity: zero-initialise it; where no entry is left, part.save.n is 0. */
struct history_part {
	struct history_save save;       /* the save with the entries of this part; its strings are those of the whole */
	struct arena arena;
	int64_t next;                   /* entries before this one were read; 0: none was yet */
};
bool store_history_part(struct store *st, struct history *h, const struct history_save *s, struct history_part *part, struct err *err);
void history_part_release(struct history_part *part);

/* The save that an entry belongs to, as the only one of `h`, which is empty; with its things counted. */
bool store_history_of(struct store *st, int64_t seq, struct history *h, struct err *err);

/* The value an entry saved, and the one its field had before that save; yours, NULL where absent. */
bool store_history_value(struct store *st, int64_t seq, char **value, struct err *err);
bool store_history_before(struct store *st, const struct history_entry *e, int64_t first, char **value, struct err *err);

/* The names that occur in it, sorted; added to `out`, each yours. */
bool store_history_people(struct store *st, char ***name, size_t *n, struct err *err);

/* The id of "E12" and the like, removed ones too; yours. ERR_INPUT: it was never given out. */
bool store_find_ref(struct store *st, enum entity e, int ref, char **id, struct err *err);

/* ---- in words (history_words.c); none of it is cleaned for a terminal yet ---------------------------- */

/* What an entry is about: "1.2/2", "E4", "E4 for 1.2/2", "the assessment". */
void history_name(struct store *st, enum entity e, const char *id, struct buf *out);
/* What it did: "status of 1.2/2", "E4 linked to 1.2/2", "new G3", "E4 removed". */
void history_act(struct store *st, const struct history_entry *e, struct buf *out);
/* Whether an entry comes first of a new link's although it sets something else: then `linked` is what made the
 * link, for history_act. */
bool history_links(const struct history_save *s, size_t i, struct history_entry *linked);
/* What a whole save did, at most `max` things: "status, argument of 1.2/2; new E4 and 3 more"; only "and more" where its
 * entries are not all in memory and its things were not counted. */
void history_words(struct store *st, const struct history_save *s, size_t max, struct buf *out);
/* A value as people read it, added to `out`: references for ids, what an absent choice means; "nothing" where that
 * says nothing. */
void history_value_words(struct store *st, enum field f, const char *value, struct buf *out);
/* Why a save was not taken: "somebody had saved first", or what a merge left. */
const char *history_why_not(const struct history_save *s);
/* Its command as people read it: "set", "undo". */
const char *history_command(const struct history_save *s);

#endif
