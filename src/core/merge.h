/* Bringing two copies of one workspace together, three ways: what one side changed since they parted is
 * taken, what both changed to the same is nothing, what both changed differently is a choice for a
 * person; never averaged, never lost. Pure: facts in, changes out. */
#ifndef CORE_MERGE_H
#define CORE_MERGE_H

#include "core/change.h"
#include "core/facts.h"

/* The commands under which a merge stands in the history. The last two are not taken: the other copy's values,
 * where somebody chose what was here, and where nobody has chosen yet. */
#define MERGE_COMMAND "merge"
#define MERGE_KEPT "merge kept mine"
#define MERGE_OPEN "merge left open"

enum merge_choice { MERGE_CHOICE_OPEN, MERGE_CHOICE_MINE, MERGE_CHOICE_THEIRS };

/* A value to be taken from the other copy. Strings are borrowed from what was compared, or the merge's. */
struct merge_part {
	enum entity entity;
	enum field field;
	const char *id, *value;         /* value NULL: absent */
	const char *who, *at;           /* who said so there; NULL: not known */
};
struct merge_parts { struct merge_part *item; size_t n, cap; };

struct merge_word { const char *value, *who, *at; };

/* What both sides changed differently. Of an entity that one side removed and the other changed, the field is
 * the one that marks removal, and all of it is one choice: its fields, its links, challenges of it. */
struct merge_conflict {
	enum entity entity;
	enum field field;
	const char *id;
	const char *base;               /* what it was when the copies parted */
	bool base_known;
	struct merge_word mine, theirs;
	bool settled;                   /* it was chosen earlier that mine stands, and nothing changed since */
	enum merge_choice choice;
	struct merge_parts part;        /* what choosing theirs takes */
};

/* An item that is new here. */
struct merge_fresh {
	enum entity entity;
	const char *id;
	int theirs;                     /* the number of its reference there; 0: none */
	int here;                       /* and here: foreseen; the store gives those that cannot be kept */
};

/* Two items of evidence, added on either side, that name the same place. */
struct merge_alike { const char *mine, *theirs, *place; };

struct merge {
	const struct facts *base, *mine, *theirs;       /* borrowed; base and theirs NULL: a document */
	struct merge_parts taken;
	struct merge_conflict *conflict;
	size_t n_conflicts, cap_conflicts;
	struct merge_parts stranded;    /* challenges of items that are no more on either side: they can only be kept */
	struct merge_fresh *fresh;
	size_t n_fresh, cap_fresh;
	struct merge_alike *alike;
	size_t n_alike, cap_alike;
	struct map claimed;             /* entities that another's choice decides */
	struct map numbers;             /* references in use here: "evidence 12" */
	struct map fresh_of;            /* "evidence ID": place in fresh */
	struct map places;              /* lines of locations of items added here: place in mine */
	struct arena arena;
};
void merge_release(struct merge *m);

/* Compares two copies: `base` is what both said when they parted. Everything given must outlive *m. */
void merge_copies(struct merge *m, const struct facts *base, const struct facts *mine, const struct facts *theirs);

/* The same for a document, which has no history: `fresh` is what of it is new, `differing` what it says
 * otherwise; each difference is a conflict, and what was removed here does not come back by itself. */
void merge_document(struct merge *m, const struct facts *mine, const struct changes *fresh, const struct changes *differing);

/* What to save once choices are made: all that is taken, on the revisions of `mine`. */
void merge_changes(const struct merge *m, struct changes *out);
/* What is not taken by this choice (MINE or OPEN) and is not yet on record as such. */
void merge_aside(const struct merge *m, enum merge_choice choice, struct changes *out);
/* NULL: it is not new here. */
struct merge_fresh *merge_find_fresh(const struct merge *m, enum entity e, const char *id);
/* How many choices were left open, those settled earlier not counted. */
size_t merge_open(const struct merge *m);

#endif
