/* One workspace in memory: ids, references, states, dates, links and one-line fields. Long texts
 * stay in the store and are read when shown, through a reader.
 *
 * Everything enters through work_put, one field at a time: rows when a workspace is opened, the
 * changes of a save, a past moment rebuilt from the history, a trial ("what if"). Removed entities
 * leave the arrays but keep their revision (work_revision). After a batch of puts call work_settle,
 * which sorts and links; pointers and indexes into the arrays live until the next work_put: hold
 * ids across saves. */
#ifndef CORE_WORK_H
#define CORE_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "core/change.h"
#include "core/field.h"
#include "core/tree.h"

/* The order of each enum is that of the field's `values` in field.c. */
enum status { STATUS_TO_ASSESS, STATUS_EVIDENCED, STATUS_PARTLY_EVIDENCED, STATUS_NOT_EVIDENCED, STATUS_NOT_APPLICABLE };
enum reading { READING_LITERAL, READING_ALTERNATIVE };
enum delivery { DELIVERY_SAAS, DELIVERY_ON_PREMISES, DELIVERY_HYBRID, DELIVERY_DEVICE, DELIVERY_OTHER };
enum review_cycle { CYCLE_MONTHLY, CYCLE_QUARTERLY, CYCLE_HALF_YEARLY, CYCLE_YEARLY };
enum kind { KIND_DOCUMENT, KIND_INTERVIEW, KIND_TEST, KIND_AUDIT, KIND_CONFIGURATION, KIND_CODE, KIND_LOG, KIND_PUBLICATION, KIND_OTHER };
enum audience { AUDIENCE_INTERNAL, AUDIENCE_CUSTOMER, AUDIENCE_PUBLIC };
enum priority { PRIORITY_HIGH, PRIORITY_MEDIUM, PRIORITY_LOW };
enum gap_state { GAP_OPEN, GAP_IN_PROGRESS, GAP_CLOSED, GAP_ACCEPTED };
enum challenge_state { CHALLENGE_OPEN, CHALLENGE_ANSWERED, CHALLENGE_SETTLED, CHALLENGE_OVERRULED };

enum { HEAD_MAX = 200 };        /* characters of a long text that are kept in memory for lists */

struct assessment {
	char *title, *product, *product_version, *organisation, *role, *owner, *senior_owner, *catalogue, *catalogue_version;
	int delivery;                   /* enum delivery, -1 unset */
	date assessed, next_review;
	int review_cycle;               /* enum review_cycle, -1 unset */
	int64_t revision;
};

struct scope_choice {           /* one a principle, in work->scope by node index; says something only if chosen */
	bool chosen, in_scope;
	char *reason;
	int64_t revision;
};

struct answer {                 /* one a leaf, in work->answer by node index */
	enum status status;
	enum reading reading;
	bool inherited, has_argument, has_assumptions, has_note;
	char *owner;
	int64_t revision;               /* 0: nothing was ever saved */
};

struct evidence {
	char *id, *title, *tool, *owner;
	int ref;
	int kind;                       /* enum kind, -1 unset */
	enum audience audience;
	bool has_detail, has_location;
	date collected, affirmed, review_by;
	int64_t revision;
	int first_support;              /* index into work->support, linked by next_of_evidence in tree order; -1: none */
	int n_supports;
};

struct support {
	char *id;
	int evidence;                   /* index into work->evidence (set by work_settle) */
	int claim;                      /* node index of the leaf */
	bool has_note;
	int64_t revision;
	int next_of_evidence, next_of_claim;    /* -1: the last */
};

struct gap {
	char *id, *head, *owner;        /* head: first HEAD_MAX characters of the gap */
	int ref;
	bool has_action;
	date due;
	int priority;                   /* enum priority, -1 unset */
	enum gap_state state;
	enum audience audience;
	int *claim;                     /* node indexes, tree order */
	char **link_id;                 /* of the gap-claim, parallel to claim */
	int n_claims;
	int64_t revision;
};

struct challenge {
	char *id, *by, *head;
	int ref;
	int claim;                      /* node index, NODE_NONE if unset */
	int evidence;                   /* index into work->evidence, -1: on the claim itself, or the item was removed */
	char *evidence_id;              /* NULL: on the claim itself */
	int evidence_ref;               /* number of the item, removed or not; 0: on the claim itself */
	enum challenge_state state;
	bool has_answer, has_reason;    /* reason: why it was overruled */
	int64_t revision;
};

struct approval { char *id, *by, *position, *at, *of; int principle; int64_t revision; };
struct waiver { char *id, *rule, *on; bool has_reason; int64_t revision; };
struct refusal { char *id; int evidence, claim; int64_t revision; };    /* of a suggested link: index into evidence, leaf */
struct read_through { bool read, has_note; int64_t revision; };         /* one a node, by node index */
struct baseline { char *id, *name, *by, *at, *head; int64_t revision; };        /* head: of the history at that moment */

struct work {
	const struct tree *tree;        /* borrowed */
	struct assessment assessment;
	struct scope_choice *scope;     /* [tree->n_nodes] */
	struct answer *answer;          /* [tree->n_nodes] */
	int *first_support;             /* [tree->n_nodes]: index into support, by next_of_claim in order of reference; -1 */
	int *n_supports;                /* [tree->n_nodes] */
	struct evidence *evidence;      /* by reference */
	struct support *support;
	struct gap *gap;                /* by reference */
	struct challenge *challenge;    /* by reference */
	struct approval *approval;
	struct waiver *waiver;
	struct refusal *refusal;        /* by evidence, then claim */
	struct read_through *read;      /* [tree->n_nodes] */
	struct baseline *baseline;      /* the oldest first */
	int n_evidence, n_support, n_gap, n_challenge, n_approval, n_waiver, n_refusal, n_baseline;
	struct work_private *private;
};

/* A text that work does not hold. `core` declares it, the store implements it; whoever shows or
 * exports asks it. */
struct reader {
	void *ctx;
	/* Adds the text to out (nothing if absent). ERR_STORE, ERR_WORKSPACE. */
	bool (*text)(void *ctx, enum field f, const char *id, struct buf *out, struct err *err);
};
/* r NULL: a work that nothing was stored of yet; all texts are absent. */
bool reader_text(const struct reader *r, enum field f, const char *id, struct buf *out, struct err *err);

struct work *work_new(const struct tree *t);            /* empty; borrows t */
void work_free(struct work *w);
/* One that says the same, removed entities and revisions included, and may be changed by itself. Yours; borrows
 * the same tree. */
struct work *work_copy(const struct work *w);
/* The same with changes made, as work_apply makes them; NULL where that fails. */
struct work *work_try(const struct work *w, const struct changes *c, struct err *err);

/* Sets one field. What was removed stays so until its "removed" is put as absent. A long text may be
 * given whole or only its head (HEAD_MAX characters, no fewer: a text of which these are all blank
 * says nothing, and counts as absent). ERR_WORKSPACE: the id names no claim or principle of this tree,
 * or the value does not fit the field (damaged data, named). */
bool work_put(struct work *w, enum entity e, const char *id, enum field f, const char *value, struct err *err);
/* A whole entity as it was stored, into a work that does not have it yet: a value for each of its fields in their order,
 * NULL where it is absent. The same as putting them one by one, with one look for the id. Fails as work_put does, with
 * some of them put. */
bool work_put_row(struct work *w, enum entity e, const char *id, const char *const *value, int64_t revision, struct err *err);
void work_put_revision(struct work *w, enum entity e, const char *id, int64_t revision);
/* Sorts, links supports, resolves ids. ERR_WORKSPACE: a link to evidence or a gap that is not there
 * (the arrays are sound then too, without it). */
bool work_settle(struct work *w, struct err *err);
/* Puts every change and settles. Revisions grow by one for each entity changed. Where a change does
 * not fit, none is put. */
bool work_apply(struct work *w, const struct changes *c, struct err *err);

/* The revision of an entity, removed ones too; 0: never saved. */
int64_t work_revision(const struct work *w, enum entity e, const char *id);

/* -1: no such thing. */
int work_find_evidence(const struct work *w, const char *id);
int work_find_evidence_ref(const struct work *w, int ref);
/* Makes `out` the value of any field of an entity, wherever it lies: in memory or behind the reader; "" where there is
 * none, or no such entity. Ids where the field holds ids. Fails as the reader does. */
bool work_value(const struct work *w, const struct reader *r, enum field f, const char *id, struct buf *out, struct err *err);

int work_find_gap(const struct work *w, const char *id);
int work_find_gap_ref(const struct work *w, int ref);
int work_find_challenge(const struct work *w, const char *id);
int work_find_challenge_ref(const struct work *w, int ref);
/* The id of the removed item that had this number, NULL if there is none. Borrowed. */
const char *work_removed_evidence(const struct work *w, int ref);
int work_find_support(const struct work *w, int evidence, int claim);
/* Where the refusals of an item begin in work->refusal, and how many there are. */
int work_refusals(const struct work *w, int evidence, int *n);
/* Whether somebody said for good that the item does not support the claim. */
bool work_refused(const struct work *w, int evidence, int claim);

/* Reads "E12": ERR_INPUT if there is none, with the nearest title where it was words. */
bool work_read_evidence(const struct work *w, const char *name, int *index, struct err *err);
bool work_read_gap(const struct work *w, const char *name, int *index, struct err *err);
bool work_read_challenge(const struct work *w, const char *name, int *index, struct err *err);

/* Whether there are any answers, evidence, gaps or challenges yet. */
bool work_is_empty(const struct work *w);

/* ---- rules that need no standing --------------------------------------------------------------- */

/* Scope of a principle: the role's, unless a choice says otherwise (Code, Table 1). */
bool work_in_scope(const struct work *w, int principle);
/* What the role alone would give. */
bool work_role_in_scope(const struct work *w, int principle);
/* Outstanding: open or in progress, with at least one claim in scope. */
bool gap_outstanding(const struct work *w, const struct gap *g);
bool gap_overdue(const struct work *w, const struct gap *g, date today);   /* outstanding and due before today */
int gaps_overdue(const struct work *w, date today);     /* how many */
/* An open or answered challenge on the claim itself (not on one of its links). */
bool work_claim_challenged(const struct work *w, int leaf);
/* An outstanding gap on the claim. */
bool work_claim_has_gap(const struct work *w, int leaf);
/* A support, one of work->support, counts if the item says where or what and no open or answered challenge hangs on it. */
bool support_counts(const struct work *w, const struct support *s);
/* How many supports of a claim count. */
int work_counting(const struct work *w, int leaf);

#endif
