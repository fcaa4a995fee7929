/* What a waiver or a remark is about, as an id and as people write it: "assessment", "E12", "G3", "1.2/2",
 * "1.3", and for a link "E12 1.2/2". */
#ifndef CORE_ON_H
#define CORE_ON_H

#include "core/work.h"

/* How people write the id; the id itself where nothing has it any more. Adds to out. */
void on_write(const struct work *w, const char *id, struct buf *out);
/* The same for a node of the tree. */
void on_write_node(const struct work *w, const char *id, struct buf *out);
/* What has this id, a link's owner for a link: ENTITY_ASSESSMENT, ENTITY_EVIDENCE, ENTITY_GAP, ENTITY_CHALLENGE, ENTITY_ANSWER;
 * ENTITY_COUNT: nothing. `owner` is its id. */
enum entity on_owner(const struct work *w, const char *id, char owner[ID_TEXT]);
/* The id of what is named; adds to id. ERR_INPUT: there is no such thing, or the name may be misread (tree_read_leaf). */
bool on_read(const struct work *w, const char *name, struct buf *id, struct err *err);

#endif
