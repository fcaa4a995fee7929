/* The read-through: the document as a text, how much of it was read, and what its notes become. Pure.
 *
 * It is read by sections: each theme with its aim is one, and each principle with the claims below it. Reading is
 * asked of the whole document, so principles that are out of scope count as well. */
#ifndef CORE_READING_H
#define CORE_READING_H

#include "base/buf.h"
#include "core/work.h"

/* The section that a node is read in: its principle, or the theme itself. */
int reading_section(const struct tree *t, int node);
/* The section after (`way` 1) or before (-1) another; NODE_NONE: there is none. From NODE_NONE the first or last. */
int reading_beside(const struct tree *t, int section, int way);

/* How many sections were read, of how many. */
void reading_count(const struct work *w, int *read, int *all);
/* The first section that was not read, from `from` on (NODE_NONE: the beginning) and then from the beginning; NODE_NONE: all
 * were read. */
int reading_unread(const struct work *w, int from);
/* How many nodes have a note. */
int reading_notes(const struct work *w);

/* A note as an item of evidence: its first line that says something is the title, the rest the detail, "" where there
 * is no rest. A first line that is too long for a title is cut between characters, and stands in the detail whole. */
void reading_split(const char *note, struct buf *title, struct buf *detail);
/* `note` as a paragraph of its own after what is in `text` already. */
void reading_append(struct buf *text, const char *note);

#endif
