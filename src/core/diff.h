/* What changed between two moments of a workspace, or between two workspaces, in an assessor's words.
 *
 * Whatever differs is told: a field that no rule below knows is told as it is. What follows from the answers
 * (standing, what can be claimed, evidence that passed its review date) is told besides. Baselines are marks on the
 * history and no part of what is said. Pure. */
#ifndef CORE_DIFF_H
#define CORE_DIFF_H

#include "base/date.h"
#include "core/past.h"

enum diff_kind {
	/* what follows */
	DIFF_CLAIMABLE, DIFF_NOT_CLAIMABLE, DIFF_GAINED, DIFF_LOST, DIFF_STANDS_OTHERWISE,
	/* answers */
	DIFF_STATUS, DIFF_REWORDED, DIFF_AFFIRMED, DIFF_ANSWER,
	/* evidence and links */
	DIFF_EVIDENCE_ADDED, DIFF_EVIDENCE_REMOVED, DIFF_EVIDENCE_EXPIRED, DIFF_EVIDENCE_AFFIRMED, DIFF_EVIDENCE_CHANGED,
	DIFF_REUSED, DIFF_LINKED, DIFF_UNLINKED, DIFF_LINK_NOTE,
	/* gaps */
	DIFF_GAP_OPENED, DIFF_GAP_CLOSED, DIFF_GAP_REOPENED, DIFF_GAP_ACCEPTED, DIFF_GAP_REMOVED, DIFF_GAP_CHANGED, DIFF_GAP_CLAIM,
	/* the rest */
	DIFF_CHALLENGE, DIFF_SCOPE, DIFF_APPROVAL, DIFF_WAIVER, DIFF_REFUSAL, DIFF_READING, DIFF_ASSESSMENT,
	DIFF_KIND_COUNT
};

/* One side of a comparison. */
struct diff_side {
	const struct past *past;
	date day;                       /* what counted as today: for what had passed its review date */
};

struct diff_change {
	enum diff_kind kind;
	enum entity entity;             /* ENTITY_COUNT: of what follows */
	const char *id;                 /* on the side where it is there (the later one where on both); of a node: its number */
	enum field field;               /* FIELD_COUNT: the whole of it */
	int node;                       /* the claim or principle it is about, or NODE_NONE */
	char *text;                     /* one sentence without its stop; not cleaned for a terminal */
	const char *was, *is;           /* the values of the field; NULL: absent, or there is no field. Borrowed from the sides */
};

struct diff {
	struct diff_change *change;     /* in the order of the kinds, then of the tree and of the references */
	size_t n, cap;
	int n_lost;                     /* how many are DIFF_LOST or DIFF_NOT_CLAIMABLE */
};

/* The facts of two moments of one history need not be whole: what is among them on neither side counts as the same; the owner of
 * a link that is must be there too, and the links of an owner. Both sides must have trees of the same numbers; names are the later side's. Items are the same if their ids are, or,
 * where an id is on one side only, if reference and title (of a gap or challenge: the text) are. Release it. */
void diff_compare(struct diff *out, const struct diff_side *was, const struct diff_side *is);
void diff_release(struct diff *d);

/* As JSON spells it ("gap_closed"), and as a heading ("Gaps"). */
const char *diff_kind_key(enum diff_kind k);
const char *diff_kind_heading(enum diff_kind k);

#endif
