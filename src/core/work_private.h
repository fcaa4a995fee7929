/* What the files of the workspace in memory share. Nobody else includes this.
 *
 * Rows hold everything that was ever put, removed entities too: one that is put again as not
 * removed comes back with all its fields. The public arrays are copied from the live rows by
 * work_settle, and borrow their strings. */
#ifndef CORE_WORK_PRIVATE_H
#define CORE_WORK_PRIVATE_H

#include "base/map.h"
#include "core/work.h"

/* What every row begins with. */
struct row {
	char *id;
	int64_t revision;
	int ref;                        /* 0: none */
	bool removed;
	int live;                       /* place in the public array; -1: not there */
};

struct evidence_row { struct row row; struct evidence is; };
struct support_row { struct row row; char *owner; struct support is; };
struct gap_row { struct row row; struct gap is; };
struct gap_claim_row { struct row row; char *owner; int gap, claim; };
struct challenge_row { struct row row; struct challenge is; };
struct approval_row { struct row row; struct approval is; };
struct waiver_row { struct row row; struct waiver is; };
struct refusal_row { struct row row; char *owner; struct refusal is; };
struct baseline_row { struct row row; struct baseline is; };

/* The rows of one kind of entity, in the order in which they came. */
struct rows {
	void *row;
	size_t n, cap, size;            /* size: of one */
	struct map by_id;
};

/* A scope choice has a place of its own (by node), so only what is not public is here. */
struct scope_row {
	bool has_value, removed;
};

struct work_private {
	struct rows rows[ENTITY_COUNT]; /* of those that have random ids or are links */
	struct scope_row *scope;        /* [n_nodes] */
	int *gap_claim;                 /* the pools that gap.claim and gap.link_id point into */
	char **gap_link;
	bool *support_challenged;       /* by support */
	bool *claim_challenged;         /* by node */
	bool *claim_has_gap;            /* by node: open or in progress, in scope or not */
};

/* NULL if there is none. */
struct row *rows_find(const struct rows *r, const char *id);
struct row *rows_at(const struct rows *r, size_t i);
/* The row of this id, new if there was none. The pointer lives until the next new row. */
struct row *rows_get(struct rows *r, const char *id);

/* Keeps one field in the struct it belongs to (a row, or what is kept by node); NULL: absent. */
void field_keep(const struct tree *t, void *base, enum field f, const char *value);
/* Adds what field_keep kept of it to `out`; false: not the whole is in memory. */
bool field_kept(const struct tree *t, const void *base, enum field f, struct buf *out);
/* Frees the strings that the fields of one entity own. */
void fields_release(enum entity e, void *base);
/* Gives what was copied byte by byte strings of its own. */
void fields_copy(enum entity e, void *base);

/* Whether id and value fit the tree and the field. What a link leads to is for work_settle. */
bool work_check(const struct work *w, enum entity e, const char *id, enum field f, const char *value, struct err *err);
/* Sets what work_check has passed. */
void work_set(struct work *w, enum entity e, const char *id, enum field f, const char *value);

/* The order of work->support: by claim, then evidence. */
int support_order(int claim_a, int evidence_a, int claim_b, int evidence_b);
/* Which claims have an unfinished gap, which claims and links an unsettled challenge. */
void work_flag(struct work *w);

#endif
