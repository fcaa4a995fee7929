/* What the files of the tree share. Nobody else includes this. */
#ifndef CORE_TREE_PRIVATE_H
#define CORE_TREE_PRIVATE_H

#include "base/buf.h"
#include "base/map.h"
#include "core/tree.h"

struct tree_private {
	struct arena arena;             /* everything the tree points to */
	struct map by_number;           /* "1.2.2" -> node */
	struct map by_position;         /* "1.2/2" -> node */
	const char **leaf_name;         /* by node, see tree_leaf_name */
};

/* A tree_in on its way to a tree: what the checks found out about it. Positions are those of in->node. */
struct plan {
	const struct tree_in *in;
	tree_complain *complain;
	void *ctx;
	bool faulty;
	struct map by_number, by_position;
	int *parent;                    /* position, or NODE_NONE; only of nodes whose parent is there */
	bool *has_children;
	bool *numbered;                 /* the id is a well-formed number */
};

/* Tells every fault of p->in; fills the rest of *p. False if there was any. */
bool plan_check(struct plan *p);
void plan_release(struct plan *p);
/* The node that guidance, strategies and roles mean: a number, "tree:" and a number, or a body
 * position. NODE_NONE if there is none. */
int plan_find(const struct plan *p, const char *name);

/* Order of two well-formed numbers, part by part as numbers; what stands above comes first. */
int number_compare(const char *a, const char *b);
/* Parts of a well-formed number ("1.2.10" has 3), or 0 if it is none. */
int number_parts(const char *s);
/* Whether `s` is PRINCIPLE/N, both well-formed; *n is N and *len the length of PRINCIPLE. */
bool position_read(const char *s, size_t *len, int *n);

#endif
