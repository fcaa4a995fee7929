/* What the files of the workspace in memory share. Nobody else includes this.
 *
 * Rows hold everything that was ever put, removed entities too: one that is put again as not
 * removed comes back with all its fields. The public arrays are copied from the live rows by
 * work_settle, and borrow their strings. */
#ifndef CORE_WORK_PRIVATE_H
#define CORE_WORK_PRIVATE_H

#include "base/map.h"
#include "core/work.h"

/* The strings of a work. A value that was replaced stays until the work goes: there are as many as a session
 * saves. Copies keep the strings that they began with in common. */
struct texts {
	struct arena arena;
	struct texts *under;            /* those of the work that this one is a copy of; NULL: it is none */
	int users;
};

/* What every row begins with. */
struct row {
	char *id;
	int64_t revision;
	int ref;                        /* 0: none */
	bool removed;
	int live;                       /* place in the public array; -1: not there */
};

/* What the row of a link begins with. */
struct link {
	struct row row;
	long owner;                     /* place of the owner's row, which never moves; -1: not looked up yet */
	int at;                         /* place of the owner in its public array; -1: not there */
	int claim;                      /* node index */
};

struct evidence_row { struct row row; struct evidence is; };
struct support_row { struct link link; bool has_note; };
struct gap_row { struct row row; struct gap is; };
struct gap_claim_row { struct link link; };
struct challenge_row { struct row row; struct challenge is; };
struct approval_row { struct row row; struct approval is; };
struct waiver_row { struct row row; struct waiver is; };
struct refusal_row { struct link link; };
struct baseline_row { struct row row; struct baseline is; };

/* The rows of one kind of entity, in the order in which they came. */
struct rows {
	void *row;
	size_t n, cap, size;            /* size: of one */
	void *blank;                    /* one in which every field is absent */
	struct map by_id;               /* of the first n_mapped of them, the others follow when one is asked for; borrows the ids */
	size_t n_mapped;
};

/* A scope choice has a place of its own (by node), so only what is not public is here. */
struct scope_row {
	bool has_value, removed;
};

struct work_private {
	struct texts *texts;            /* all strings of the rows and of what is kept by node */
	struct rows rows[ENTITY_COUNT]; /* of those that have random ids or are links */
	struct scope_row *scope;        /* [n_nodes] */
	int *gap_claim;                 /* the pools that gap.claim and gap.link_id point into */
	char **gap_link;
	bool *support_challenged;       /* by support */
	bool *claim_challenged;         /* by node */
	bool *claim_has_gap;            /* by node: open or in progress, in scope or not */
};

/* One that adds to those of another work, which may go before it; NULL: of none. */
struct texts *texts_new(struct texts *under);
void texts_free(struct texts *t);

/* -1 if there is none. */
long rows_place(struct rows *r, const char *id);
/* NULL if there is none. */
struct row *rows_find(struct rows *r, const char *id);
struct row *rows_at(const struct rows *r, size_t i);

/* Keeps one field in the struct it belongs to (a row, or what is kept by node); NULL: absent. False: it is not what
 * field_check passes, and was not kept; that can only be told of the fields of which field_keep_checks says so. */
bool field_keep(struct work *w, void *base, enum field f, const char *value);
bool field_keep_checks(enum field f);
/* Adds what field_keep kept of it to `out`; false: not the whole is in memory. */
bool field_kept(const struct tree *t, const void *base, enum field f, struct buf *out);

/* Whether id and value fit the tree and the field. What a link leads to is for work_settle. */
bool work_check(const struct work *w, enum entity e, const char *id, enum field f, const char *value, struct err *err);
/* Sets what work_check has passed. */
void work_set(struct work *w, enum entity e, const char *id, enum field f, const char *value);

/* The order of work->support: by claim, then evidence. */
int support_order(int claim_a, int evidence_a, int claim_b, int evidence_b);
/* Which claims have an unfinished gap, which claims and links an unsettled challenge. */
void work_flag(struct work *w);

#endif
