/* The same few words about claims, evidence and gaps, for every command that prints them. */
#ifndef CLI_DESCRIBE_H
#define CLI_DESCRIBE_H

#include "base/json.h"
#include "cli/workspace.h"

/* "1.2/2 (1.2.2.1.1)", "tree:1.2.3", "1.2": as people and the tree write it. Adds to b. */
void describe_claim(struct buf *b, const struct tree *t, int node);
/* As people write it only: "1.2/2", "tree:1.2.3", "1.2". Borrowed from the tree. */
const char *describe_name(const struct tree *t, int node);
/* "1.2/2, 1.2/5". */
void describe_claims(struct buf *b, const struct tree *t, const int *node, int n);
/* The title of an item, or words that say it has none. Borrowed. */
const char *describe_title(const struct evidence *e);
/* The value of a choice, or NULL where it is unset (-1). */
const char *describe_choice(enum field f, int value);
/* "2026-12-12", or NULL; `out` holds it. */
const char *describe_date(date d, char out[DATE_TEXT]);
/* "high, due 2026-12-12 (3 days ago), open, Sam": what there is of it. Adds to b. */
void describe_gap(struct buf *b, const struct context *c, const struct gap *g);

/* The first line of what is missing, as far as it is in memory. Adds to b. */
void describe_gap_head(struct buf *b, const struct gap *g);

/* {"claim": ..., "asked_as": ...} as an element or under `key`; then as two keys of an open object. */
void describe_json_claim(struct json *j, const char *key, const struct tree *t, int node);
void describe_json_claim_keys(struct json *j, const struct tree *t, int node);
void describe_json_ref(struct json *j, const char *key, char letter, int ref);
/* A long text under `key`, null if there is none. */
bool describe_json_text(struct json *j, const char *key, const struct workspace *ws, enum field f, const char *id,
    struct err *err);
/* The keys of an item of evidence, of a gap, inside an open object. */
bool describe_json_evidence(struct json *j, const struct workspace *ws, const struct evidence *e, struct err *err);
bool describe_json_gap(struct json *j, const struct context *c, const struct workspace *ws, const struct gap *g,
    struct err *err);

#endif
