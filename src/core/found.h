/* The list of what was found: everything in a workspace that has words, one row a text. What is in memory (the
 * tree, references, titles, names) is searched here; the long texts are the store's, which puts both together
 * (store/find.h). Pure. */
#ifndef CORE_FOUND_H
#define CORE_FOUND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "core/seek.h"
#include "core/work.h"

enum found_kind {
	FOUND_CLAIM,            /* themes and principles too */
	FOUND_STRATEGY,         /* and the notes of the tree */
	FOUND_GUIDANCE,
	FOUND_EVIDENCE,
	FOUND_LINK,             /* what part of an item shows a claim */
	FOUND_ARGUMENT,
	FOUND_ASSUMPTIONS,
	FOUND_NOTE,
	FOUND_OWNER,            /* who answers for a claim */
	FOUND_GAP,
	FOUND_CHALLENGE,
	FOUND_APPROVAL,
	FOUND_SCOPE,            /* why a principle is in scope or out of it */
	FOUND_WAIVER,
	FOUND_READ_THROUGH,     /* a note made while reading the whole through */
	FOUND_BASELINE,
	FOUND_ASSESSMENT,
	FOUND_KIND_COUNT
};
const char *found_kind_name(enum found_kind k);
bool found_kind_read(const char *name, enum found_kind *k);

struct found {
	enum found_kind kind;
	const char *field;              /* "title"; static */
	char ref[64];                   /* "E12", "S1.4", "IG-1.2-04"; "" if it has none */
	int claim;                      /* the one node it belongs to, by index: guidance to the first it helps; NODE_NONE */
	char *id;                       /* of the evidence, gap or challenge it is about; NULL */
	char *excerpt;                  /* one line of at most FOUND_COLUMNS */
};
enum { FOUND_COLUMNS = 160 };

/* Best first: the classes in this order, within each what the class says. */
enum found_class {
	FOUND_EXACT,            /* the number or reference that was typed */
	FOUND_NUMBER,           /* other readings of it, numbers that begin with it */
	FOUND_HEAD_START,       /* a title or wording that begins with a word typed */
	FOUND_HEAD,             /* one that has them all */
	FOUND_NAME,             /* owners, tools and other short fields */
	FOUND_TEXT,             /* long texts, by how well they fit */
	FOUND_SOURCE,           /* guidance and strategies of the catalogue */
	FOUND_CLASS_COUNT
};

struct found_query {
	const char *typed;              /* borrowed while searching */
	const struct seek *seek;        /* of it */
	unsigned kinds;                 /* 1 << enum found_kind; 0: all */
	size_t limit;
	bool once;                      /* one row for each thing, not for each of its texts */
};

struct found_list {
	struct { struct found *item; size_t n, cap; } class[FOUND_CLASS_COUNT];        /* of each one more than the limit at most */
	struct found *item;             /* all of them, best first, once found_finish was called */
	size_t n;
	bool more;                      /* there were more than the limit */
	struct map seen;
};

void found_list_release(struct found_list *l);

/* Everything of the query that is in memory, added to an empty list. */
void found_in_memory(struct found_list *l, const struct found_query *q, const struct work *w);
/* Whether long texts would find no room any more: what comes before them fills the list by itself. */
bool found_is_full(const struct found_list *l, const struct found_query *q);
/* Whether texts of this field may still come into the list; false too for those found_in_memory went through. */
bool found_wants(const struct found_list *l, const struct found_query *q, enum field f);
/* Adds a text the store found. false: what it belongs to was removed, or it is in the list already. */
bool found_add_text(struct found_list *l, const struct found_query *q, const struct work *w, enum field f, const char *id,
    const char *excerpt);
/* Puts the classes one after another into `item`, at most `limit`. */
void found_finish(struct found_list *l, const struct found_query *q);

#endif
