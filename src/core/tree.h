/* The catalogue in memory: themes, principles, claims, strategies, guidance, roles.
 *
 * Built once (by catalogue/load from YAML, by store from its own copy) and then never changed.
 * Nodes stand in reading order, so that everything below node i is the range (i, tree->node[i].end).
 * All strings belong to the tree. Source of the model: APC v1.0, claims trees and body. */
#ifndef CORE_TREE_H
#define CORE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"

enum { NODE_NONE = -1 };
enum { TREE_DEPTH_MAX = 32, TREE_NODES_MAX = 100000 };

enum node_kind { NODE_THEME, NODE_PRINCIPLE, NODE_CLAIM };

struct node {
	const char *id;         /* tree number, the identity: "1", "1.2", "1.2.2.1.1" */
	const char *text;       /* theme: title; principle, claim: the tree's wording, spelling corrected */
	const char *published;  /* the tree's wording as published where it differs from text, else NULL */
	const char *body;       /* asked claims: the body's wording where it differs from text, else NULL */
	const char *asked_as;   /* body position "1.2/2" of an asked claim, else NULL */
	const char *label;      /* a short label of the catalogue's, for narrow places; never NULL */
	const char *code_text;  /* principles: the Code's own wording; else NULL */
	const char *aim;        /* themes: the aim; else NULL */
	const char *remark;     /* what the source remarks on claiming it (1.4: decomposition not complete), else NULL */
	enum node_kind kind;
	bool must_be_public;    /* the claim is about something published: internal evidence alone cannot show it */
	int parent;             /* NODE_NONE for themes */
	int end;                /* index after the last node below it; end == own index + 1: a leaf */
	int depth;              /* themes 0, principles 1, claims from 2 */
	int theme, principle;   /* the node's own (itself for a theme or principle); principle NODE_NONE for a theme */
	int order;              /* place in the form, 0 to n_asked - 1, or -1 if not asked */
};

enum strategy_kind { STRATEGY_DECOMPOSITION, STRATEGY_TIME_SPLIT, STRATEGY_SUBSTITUTION, STRATEGY_CONCRETION, STRATEGY_NOTE };

/* A strategy box of the tree (a CAE argument node), or a note on it. */
struct strategy {
	const char *id;         /* "S1.4", "N1.1" */
	const char *text;
	const char *published;  /* where it differs, else NULL */
	const char *basis;      /* how sure its place is, in words; NULL if certain */
	enum strategy_kind kind;
	int theme;
	int node;               /* what it is attached to, NODE_NONE where no place is sure: shown with its theme */
};

struct guidance {
	const char *id;         /* "IG-1.2-04" */
	const char *text;
	int place;              /* principle or theme it stands under, or NODE_NONE: the Code as a whole */
	int *claim;             /* leaves it helps, in tree order */
	size_t n_claims;
};

struct role {
	const char *id;         /* "developer-distributor" */
	const char *text;       /* the Code's words */
	bool *in_scope;         /* by position of the theme (0 to n_themes - 1) */
	bool *if_responsible;   /* likewise: out of scope unless a principle is chosen (developer, theme 3) */
};

struct tree {
	/* assay-catalogue(5): the fields of the file's head */
	const char *id, *version, *title, *short_title, *publisher, *published_on, *licence, *attribution;
	struct node *node;              /* in reading order */
	int n_nodes;
	int *asked;                     /* node indexes in the order of the form (1.1/1, 1.1/2, ...) */
	int n_asked;
	int *theme;                     /* node indexes of the themes */
	int n_themes;
	struct strategy *strategy;
	size_t n_strategies;
	struct guidance *guidance;
	size_t n_guidance;
	struct role *role;
	size_t n_roles;
	struct tree_private *private;   /* number -> node; arena */
};

/* ---- building: give everything, then settle ------------------------------------------------- */

struct tree *tree_new(void);
void tree_free(struct tree *t);                         /* NULL is fine */

/* What a loader hands over, in any order that has parents before or after children. */
struct node_in {
	const char *id, *parent;        /* parent: NULL for themes */
	enum node_kind kind;
	const char *text, *published, *body, *asked_as, *label, *code_text, *aim, *remark;
	bool must_be_public;
};
struct strategy_in { const char *id, *text, *published, *basis, *theme, *attached_to; enum strategy_kind kind; };
struct guidance_in { const char *id, *text, *place; const char *const *claims; size_t n_claims; };
struct role_in { const char *id, *text; const char *const *themes; size_t n_themes; const char *const *if_responsible; size_t n_if_responsible; };

/* Everything a tree is made of. Copies what it needs. Where a fault has a place in a file, the
 * loader finds it through `kind` and `index` of the complaint. */
struct tree_in {
	const char *id, *version, *title, *short_title, *publisher, *published_on, *licence, *attribution;
	const struct node_in *node;
	size_t n_nodes;
	const struct strategy_in *strategy;
	size_t n_strategies;
	const struct guidance_in *guidance;
	size_t n_guidance;
	const struct role_in *role;
	size_t n_roles;
};
enum tree_part { TREE_PART_HEAD, TREE_PART_NODE, TREE_PART_STRATEGY, TREE_PART_GUIDANCE, TREE_PART_ROLE };
typedef void tree_complain(void *ctx, enum tree_part part, size_t index, const char *text);

/* Builds the tree, telling every fault through `complain`: doubled ids (also if they differ in case
 * only), doubled or malformed body positions, dangling or cyclic parents (the cycle printed), a
 * number that does not continue its parent's, a principle not under a theme, an asked claim that is
 * not a leaf, a leaf without text, a strategy, guidance line or role naming what is not there.
 * NULL if there was any fault. Children stand in the order of their numbers, compared part by part
 * as numbers. */
struct tree *tree_build(const struct tree_in *in, tree_complain *complain, void *ctx);

/* ---- asking -------------------------------------------------------------------------------- */

bool tree_is_leaf(const struct tree *t, int node);
/* By exact tree number, or body position: NODE_NONE if there is none. */
int tree_find(const struct tree *t, const char *id);
int tree_find_asked(const struct tree *t, const char *position);
/* Whether `id` is the tree number of a leaf, or of a principle. */
bool tree_has_leaf(const struct tree *t, const char *id);
bool tree_has_principle(const struct tree *t, const char *id);

/* Reads a claim, principle or theme as people write it: "1.1.2.1", "1.1/2", "tree:1.2.3".
 * Fails with ERR_INPUT: nothing of that number (with the nearest there is). For reading commands. */
bool tree_read_node(const struct tree *t, const char *name, int *node, struct err *err);

/* The same where something is about to be written, so that it must be a leaf and no misreading: a
 * number with claims below it is refused and the other reading offered ("1.1.2 has claims below it;
 * did you mean 1.1/2, which is 1.1.2.1?"); an unasked leaf must be written tree:1.2.3. */
bool tree_read_leaf(const struct tree *t, const char *name, int *leaf, struct err *err);
bool tree_read_principle(const struct tree *t, const char *name, int *principle, struct err *err);

/* How exchange files and commands write a leaf: "1.2/2" if asked, else "tree:1.2.3". Borrowed
 * from the tree. */
const char *tree_leaf_name(const struct tree *t, int leaf);
/* How it is shown to people: "1.2/2" if asked, else the tree number; of any node. */
const char *tree_short_name(const struct tree *t, int node);
/* The wording that the form asks for: body where there is one, else text. */
const char *tree_wording(const struct tree *t, int node);

/* The place of a theme (by node index) in t->theme: what a role's in_scope is indexed by. */
int tree_theme_place(const struct tree *t, int theme);
/* Whether the form words the claim otherwise than the tree, in more than hyphens, capitals and full stops. */
bool tree_wordings_differ(const struct tree *t, int node);

const struct role *tree_find_role(const struct tree *t, const char *id);
/* Asked claims in scope for a role as given, and how many more where a principle may be chosen. */
int tree_role_claims(const struct tree *t, const struct role *r, int *if_responsible /* may be NULL */);

/* SHA-256 over every field of the tree, in order: the catalogue's identity in a workspace. */
void tree_hash(const struct tree *t, char out[HASH_TEXT]);

#endif
