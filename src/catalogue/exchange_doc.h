/* A document of the text form as a tree of nodes, whichever of the two it is written in, and the
 * complaints about it: with line and column in YAML, with a path such as /answers/3/claim in JSON.
 * Private to exchange. */
#ifndef CATALOGUE_EXCHANGE_DOC_H
#define CATALOGUE_EXCHANGE_DOC_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/complaint.h"
#include "catalogue/yaml.h"

enum { DOC_DEPTH_MAX = 32, DOC_VALUES_MAX = 8000000 };

struct doc {
	const char *name;               /* borrowed */
	bool json;
	struct yaml y;                  /* its arena serves both */
	const struct yaml_node *root;   /* JSON: a value that is no string is `plain`, null an empty plain scalar */
	struct complaints *out;         /* borrowed */
	bool faulty;
};

/* false: there is nothing to look at, the complaint is made. doc_close must follow either way. */
bool doc_open(struct doc *d, const char *name, const char *bytes, size_t len, struct complaints *out);
/* Hands the complaints over and releases everything. Whether there were none. */
bool doc_close(struct doc *d);

void doc_fault(struct doc *d, const struct yaml_node *at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Enough complaints are kept: no need to find words for another. */
bool doc_full(const struct doc *d);
/* Adds where a node stands, for a sentence: "line 12", "/answers/3". */
void doc_place(const struct doc *d, const struct yaml_node *at, struct buf *out);

/* exchange_json.c: sets d->root, or complains. */
void doc_read_json(struct doc *d, const char *bytes, size_t len);

#endif
