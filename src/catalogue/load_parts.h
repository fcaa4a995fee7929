/* The lists of a catalogue file, on their way to a tree: private to load*.c. */
#ifndef CATALOGUE_LOAD_PARTS_H
#define CATALOGUE_LOAD_PARTS_H

#include "base/map.h"
#include "catalogue/yaml.h"
#include "core/tree.h"

enum { LOAD_NAMES_MAX = 1000 };         /* in one list of an item */

/* Where the items of one list stand in the file; their ids. Indexes are those of tree_in. */
struct part {
	const struct yaml_node **at;
	struct map seen;                /* id in lower case -> index */
};

struct load {
	struct yaml y;
	struct tree_in in;
	struct node_in *node;           /* what in.node and so on point to, in y's arena */
	struct strategy_in *strategy;
	struct guidance_in *guidance;
	struct role_in *role;
	struct part part[TREE_PART_ROLE + 1];   /* by enum tree_part */
};

/* Read one list each, complaining of every fault; what cannot be told apart (no id, an id used
 * before) is left out. `list` may be NULL: there is none. Nodes go first. */
void load_nodes(struct load *l, const struct yaml_node *themes, const struct yaml_node *principles, const struct yaml_node *claims);
void load_strategies(struct load *l, const struct yaml_node *list);
void load_guidance(struct load *l, const struct yaml_node *list);
void load_roles(struct load *l, const struct yaml_node *list);

#endif
