/* Standing: what follows from the answers for every node of the tree; derived, never stored.
 * One pure function, the same for every screen, report and command. */
#ifndef CORE_STANDING_H
#define CORE_STANDING_H

#include "core/work.h"

/* Of a leaf: the first rule that applies, see leaf_standing in standing.c. The order here is no ranking. */
enum leaf_standing {
	LEAF_MET, LEAF_PARTLY, LEAF_ASSERTED, LEAF_CHALLENGED, LEAF_NOT_EVIDENCED, LEAF_OPEN, LEAF_SET_ASIDE, LEAF_OUT_OF_SCOPE,
	LEAF_COUNT
};
/* Of a node with claims below it, over the counted leaves under it (asked, in scope). */
enum node_standing { NODE_MET, NODE_HELD_BACK, NODE_UNFINISHED, NODE_SET_ASIDE, NODE_OUT_OF_SCOPE };

struct counts {
	int asked;                      /* asked leaves at or below the node */
	int in_scope;                   /* of these, not out of scope; set aside included */
	int leaf[LEAF_COUNT];           /* asked leaves by standing: adds up to asked */
};

struct standing {
	int n;                          /* = tree->n_nodes */
	bool *is_leaf;
	int *value;                     /* enum leaf_standing for leaves, enum node_standing for the others */
	struct counts *counts;          /* by node */
	struct counts total;            /* the whole catalogue */
	int gaps_outstanding;
};

/* Fills *out from scratch; release it when done. Pure: looks at w only. */
void standing_compute(struct standing *out, const struct work *w);
void standing_release(struct standing *st);

/* Whether `principle` can be claimed in good faith: every counted claim below it is met or set
 * aside, at least one met. Source: APC v1.0, "About this document". */
bool standing_claimable(const struct standing *st, int principle);
/* The claimable principles in tree order: node indexes, yours (free), *n of them. */
int *standing_all_claimable(const struct standing *st, const struct tree *t, int *n);

/* As JSON and people spell them: "not_evidenced", "not evidenced". */
const char *leaf_standing_key(enum leaf_standing s);
const char *leaf_standing_words(enum leaf_standing s);
const char *node_standing_key(enum node_standing s);
const char *node_standing_words(enum node_standing s);
/* The same for any node by index. */
const char *standing_key(const struct standing *st, int node);
const char *standing_words(const struct standing *st, int node);
/* How many are met of those in scope, and what was set aside: "4/5", "4/5 –1". Nothing where none is in scope. Adds to out. */
void standing_count_words(struct buf *out, const struct counts *c, bool ascii);
int standing_principles_in_scope(const struct standing *st, const struct tree *t);
/* One column: "●" or "*". */
const char *standing_glyph(const struct standing *st, int node, bool ascii);
const char *leaf_standing_glyph(enum leaf_standing s, bool ascii);

/* ---- why ------------------------------------------------------------------------------------ */

/* The counted leaves at or below `node` that stand in the way, in tree order: neither met, set
 * aside nor out of scope. Node indexes, yours; *n of them. */
int *standing_because(const struct standing *st, const struct tree *t, int node, int *n);
/* The nodes above up to the principle, nearest first; yours. */
int *standing_holds_up(const struct tree *t, int node, int *n);
/* One sentence why the node stands as it does: "1.2 cannot be claimed yet: 2 of 5 claims stand in
 * the way"; a leaf: "asserted: evidenced, but no evidence that counts supports it". The source's
 * remark on a principle is not in it. */
void standing_sentence(struct buf *out, const struct standing *st, const struct work *w, int node);
/* Of a leaf, what follows the standing in that sentence: "evidenced, but no evidence that counts supports it". */
void standing_leaf_reason(struct buf *out, const struct standing *st, const struct work *w, int leaf);
/* "claimable", "claimable, 2 claims set aside", with the source's remark after a colon if it has
 * one; "not yet"; or "out of scope", "set aside" where there is nothing to claim. For a principle. */
void standing_claim_words(struct buf *out, const struct standing *st, const struct tree *t, int principle);

/* Leaves that need the assessor, for `]`: asked, in scope and neither met nor set aside. False for
 * other nodes, and for advisory leaves, which nobody has to answer. */
bool standing_needs(const struct standing *st, int leaf);

/* ---- what the answer could say --------------------------------------------------------------- */

/* The status that fits what is written for a leaf now, to be offered: argument and counting support
 * without an outstanding gap: evidenced; with one: partly evidenced; a gap and nothing else: not
 * evidenced; otherwise the status it has. Pure. */
enum status standing_fitting_status(const struct work *w, int leaf);
/* The same as if the gap were closed already. */
enum status standing_fitting_without(const struct work *w, int leaf, int gap);
/* Whether the claim is only partly or not evidenced, and without the gap no outstanding one says what is missing. */
bool standing_unsaid_without(const struct work *w, int leaf, int gap);

#endif
