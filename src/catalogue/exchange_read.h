/* What a document says, before anybody asks what of it is new. Private to exchange. */
#ifndef CATALOGUE_EXCHANGE_READ_H
#define CATALOGUE_EXCHANGE_READ_H

#include "base/map.h"
#include "catalogue/exchange_doc.h"
#include "core/work.h"

/* One field that is there and not empty. */
struct said {
	enum field f;
	const struct yaml_node *at;
	const char *value;              /* as it would be stored; of FIELD_CHALLENGE_EVIDENCE and FIELD_WAIVER_ON: as written,
	                                 * until exchange_match has found out whose id it means */
};

/* One entry of the document: an answer, an item of evidence, a link, the assessment ... */
struct item {
	const struct yaml_node *at;
	struct said *said;              /* in the order of the document */
	int n_said;
	int ref;                        /* 0: none given */
	int node;                       /* answer, link: the leaf; scope: the principle; what was read; else NODE_NONE */
	struct item *link;              /* supports of evidence, claims of a gap: in tree order */
	int n_links;
	struct item *refused;           /* of evidence: claims that it was refused for; in tree order */
	int n_refused;

	int found;                      /* exchange_match: place in the workspace's array; -1: it is new */
	bool taken;                     /* answer, scope, link: it is to be saved */
	const char *id;                 /* of the entity, found or new */
};

struct items {
	struct item *item;
	size_t n, cap;
	struct map by_ref;              /* "12": place in item */
};

/* Everything that was read; items by entity. Strings and nodes belong to doc. */
struct said_all {
	struct doc doc;
	const struct tree *tree;
	struct items of[ENTITY_COUNT];
};

/* Reads the whole document into *all, complaining of all that is wrong with it by itself. */
void exchange_read(struct said_all *all);
void exchange_items_release(struct said_all *all);

/* NULL where the item does not say it. */
const struct said *item_said(const struct item *it, enum field f);

/* ---- exchange_field.c: values; each complains before it returns false or NULL ------------------------ */

/* An empty value says as little as a missing key. */
bool said_nothing(const struct yaml_node *n);
bool said_kind(struct said_all *all, const struct yaml_node *n, enum yaml_kind kind);
/* `line`: the newline that ends a block is not part of it. */
const char *said_text(struct said_all *all, const struct yaml_node *n, bool line);
bool said_leaf(struct said_all *all, const struct yaml_node *n, int *leaf);
bool said_node(struct said_all *all, const struct yaml_node *n, int *node);
/* The same of a name that was read; ERR_INPUT. */
bool said_read_node(const struct tree *t, const char *name, int *node, struct err *err);
bool said_principle(struct said_all *all, const struct yaml_node *n, int *principle);
/* Adds to it->said what the node says of the field; a reference goes to it->ref. */
void said_field(struct said_all *all, struct item *it, enum field f, const struct yaml_node *n);

#endif
