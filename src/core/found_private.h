/* What the files of the list share. Nobody else includes this. */
#ifndef CORE_FOUND_PRIVATE_H
#define CORE_FOUND_PRIVATE_H

#include "core/found.h"

bool found_wants_kind(const struct found_query *q, enum found_kind k);
/* Adds a row with `text` as its excerpt (may be NULL); f's strings are copied. false: it is there already, or
 * its class is full. */
bool found_add(struct found_list *l, const struct found_query *q, enum found_class c, const struct found *f, const char *text);

/* Rows for what is in the workspace, without excerpt; their strings are borrowed. */
struct found found_of_node(int node, const char *field);
struct found found_of_evidence(const struct evidence *e, const char *field);
struct found found_of_gap(const struct gap *g, const char *field);
struct found found_of_challenge(const struct challenge *c, const char *field);
struct found found_of_strategy(const struct strategy *s);
struct found found_of_guidance(const struct guidance *g);

/* found_number.c: numbers and references. */
void found_numbers(struct found_list *l, const struct found_query *q, const struct work *w);

#endif
