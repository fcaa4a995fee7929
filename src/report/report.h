/* Reports: one workspace as a document for people and programs outside. A format is a row of the table, in a
 * file of its own. Pure text: a report reads no clock, no file and no store but what it is given, so that the
 * same workspace and day give the same bytes. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "core/standing.h"
#include "core/work.h"

/* What is reported on; all of it borrowed. */
struct report {
	const struct work *work;
	const struct standing *standing;        /* of this work */
	const struct reader *reader;            /* long texts; NULL: there are none */
	date as_of;                             /* the day to take for today */
	int root;                               /* the part below this node; NODE_NONE: the whole */
	bool evidence;                          /* the items of evidence too, where the format can leave them out */
};

struct report_format {
	const char *name;                       /* as --format takes it: "dot" */
	const char *what;                       /* what it is for, a few words */
	/* Adds the whole document to `out`: valid UTF-8 in which text from the workspace or the catalogue is only
	 * text. Fails as the reader does (ERR_STORE, ERR_WORKSPACE). */
	bool (*write)(const struct report *r, struct buf *out, struct err *err);
};

const struct report_format *report_format_at(size_t i);
/* ERR_INPUT: none of that name; says which there are. NULL then. */
const struct report_format *report_format_find(const char *name, struct err *err);
/* "dot (the tree, to be drawn by Graphviz)", one after the other. Adds to out. */
void report_format_words(struct buf *out);

/* The formats. */
bool report_dot(const struct report *r, struct buf *out, struct err *err);

#endif
