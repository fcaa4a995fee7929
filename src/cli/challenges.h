/* Printing challenges, for the lists and for `show`. */
#ifndef CLI_CHALLENGES_H
#define CLI_CHALLENGES_H

#include "base/json.h"
#include "cli/workspace.h"
#include "core/challenge.h"

/* Whether it is about the claim, or about a claim below it. */
bool challenges_about(const struct tree *t, const struct challenge *c, int node);
/* "C4 on E7 for 1.2/2". Adds to b. */
void challenges_name(struct buf *b, const struct work *w, const struct challenge *c);
/* "open, Kim". Adds to b. */
void challenges_state(struct buf *b, const struct challenge *c);
/* "2 wait: 1 open, 1 answered"; nothing where none waits. Adds to b; how many. */
int challenges_waiting_words(struct buf *b, const struct work *w);
/* "C4 on 1.2/2, open, Kim: The policy ..." as a paragraph, `indent` columns in. */
void challenges_line(struct context *c, const struct work *w, const struct challenge *ch, size_t indent);

/* One in all its parts. */
bool challenges_show(struct context *c, const struct workspace *ws, int challenge, bool json, struct err *err);
/* Its keys inside an open object. */
bool challenges_json(struct json *j, const struct workspace *ws, const struct challenge *c, struct err *err);
/* The references of those on the claim or below it that wait, or (`all`) of all, as an array under "challenges". */
void challenges_json_refs(struct json *j, const struct work *w, int node, bool all);

#endif
