/* From what a document says to what it changes. Private to exchange. */
#ifndef CATALOGUE_EXCHANGE_IMPORT_H
#define CATALOGUE_EXCHANGE_IMPORT_H

#include "catalogue/exchange_read.h"
#include "core/change.h"

/* An item that a challenge of the document hangs on, and that was removed before the document was written. */
struct gone {
	int ref;
	const char *id;
	bool fresh;                     /* the workspace never had it: kept as a removed item, so that the number is there */
};

struct import {
	struct said_all all;
	const struct work *w;           /* borrowed, as r */
	const struct reader *r;
	struct changes *differing;      /* where what differs is kept (a merge); NULL: it is a fault */
	bool empty;                     /* the workspace holds no answers, evidence, gaps or challenges */
	bool unread;                    /* the reader failed: said once, and no more is compared */
	struct gone *gone;
	size_t n_gone, cap_gone;
	struct buf value;               /* scratch */
};

/* exchange_match.c: finds out what is there already, gives ids, complains of what differs. */
void exchange_match(struct import *im);
/* The value of the workspace in im->value; false: it could not be read, the complaint is made. */
bool import_value(struct import *im, enum field f, int index);

/* Whether a field of the assessment, whose value is in im->value, is to be replaced by what the document says. */
bool import_replaces(const struct import *im, const struct said *s);

/* exchange_resolve.c. The document's items must have their ids before anything names them. */
const char *import_work_id(const struct work *w, enum entity e, int index);
int import_find_ref(const struct work *w, enum entity e, int ref);     /* -1: none in the workspace */
/* Names of items, links and claims in the item's fields become ids. */
void import_resolve(struct import *im, struct item *it);

/* exchange_sign.c: finds items that have no reference by all they say. Zero-initialise. */
struct signs {
	bool made;
	struct map place;               /* signature: place in the workspace's array */
};
void signs_release(struct signs *s);
/* The place of an item that says exactly the same, or -1. The first call reads all of the workspace's. */
int signs_find(struct signs *s, struct import *im, enum entity e, const struct item *it);

/* exchange_plan.c: the changes, once nothing is wrong. */
void exchange_plan(struct import *im, struct changes *changes);

#endif
