/* The one table of what a workspace holds: entities and their fields.
 *
 * History entries, SQL columns, the text form, command options and forms on the screen all name
 * fields from here, and every value that is saved is checked here. */
#ifndef CORE_FIELD_H
#define CORE_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum entity {
	ENTITY_ASSESSMENT,      /* one; id "assessment" */
	ENTITY_SCOPE,           /* id: number of the principle */
	ENTITY_ANSWER,          /* id: tree number of the leaf */
	ENTITY_EVIDENCE,        /* id: random; ref E1, E2 ... */
	ENTITY_SUPPORT,         /* id: evidence id, a blank, tree number of the leaf */
	ENTITY_GAP,             /* id: random; ref G1 ... */
	ENTITY_GAP_CLAIM,       /* id: gap id, a blank, tree number of the leaf */
	ENTITY_CHALLENGE,       /* id: random; ref C1 ... */
	ENTITY_APPROVAL,        /* id: random */
	ENTITY_WAIVER,          /* id: random */
	ENTITY_REFUSAL,         /* a suggested link that was refused for good; id as of a support */
	ENTITY_READ_THROUGH,    /* the APC read as a text; id: number of any node */
	ENTITY_BASELINE,        /* id: random */
	ENTITY_COUNT
};

enum field_type {
	FIELD_LINE,             /* one line: no control characters, 1 to 1,000 characters */
	FIELD_TEXT,             /* newline and tab besides, at most 1 MiB */
	FIELD_LINES,            /* a list of lines, held as lines of a text; none of them empty */
	FIELD_CHOICE,           /* one of `values` */
	FIELD_DATE,             /* YYYY-MM-DD */
	FIELD_TIME,             /* YYYY-MM-DDTHH:MM:SSZ */
	FIELD_BOOL,             /* "true" or "false" */
	FIELD_NUMBER,           /* a reference's number, 1 to 999999999 */
	FIELD_ENTITY,           /* the id of an entity: random id or claim number */
};
enum { FIELD_LINE_MAX = 1000 /* characters */, FIELD_TEXT_MAX = 1 << 20 /* bytes */ };

enum field {
	/* assessment */
	FIELD_TITLE, FIELD_PRODUCT, FIELD_PRODUCT_VERSION, FIELD_ORGANISATION, FIELD_ROLE, FIELD_DELIVERY,
	FIELD_OWNER, FIELD_SENIOR_OWNER, FIELD_ASSESSED, FIELD_NEXT_REVIEW, FIELD_REVIEW_CYCLE,
	FIELD_CATALOGUE, FIELD_CATALOGUE_VERSION,
	/* scope */
	FIELD_SCOPE_IN, FIELD_SCOPE_REASON, FIELD_SCOPE_REMOVED,
	/* answer */
	FIELD_STATUS, FIELD_INHERITED, FIELD_READING, FIELD_ARGUMENT, FIELD_ASSUMPTIONS, FIELD_ANSWER_OWNER, FIELD_ANSWER_NOTE,
	/* evidence */
	FIELD_EVIDENCE_REF, FIELD_EVIDENCE_TITLE, FIELD_DETAIL, FIELD_KIND, FIELD_LOCATION, FIELD_TOOL, FIELD_EVIDENCE_OWNER,
	FIELD_COLLECTED, FIELD_AFFIRMED, FIELD_REVIEW_BY, FIELD_EVIDENCE_AUDIENCE, FIELD_EVIDENCE_REMOVED,
	/* support */
	FIELD_SUPPORT_NOTE, FIELD_SUPPORT_REMOVED,
	/* gap */
	FIELD_GAP_REF, FIELD_GAP, FIELD_ACTION, FIELD_GAP_OWNER, FIELD_DUE, FIELD_PRIORITY, FIELD_GAP_STATE, FIELD_GAP_AUDIENCE, FIELD_GAP_REMOVED,
	/* gap claim */
	FIELD_GAP_CLAIM_REMOVED,
	/* challenge */
	FIELD_CHALLENGE_REF, FIELD_CHALLENGE_CLAIM, FIELD_CHALLENGE_EVIDENCE, FIELD_CHALLENGE_BY, FIELD_CHALLENGE_TEXT, FIELD_CHALLENGE_ANSWER,
	FIELD_CHALLENGE_REASON, FIELD_CHALLENGE_STATE, FIELD_CHALLENGE_REMOVED,
	/* approval */
	FIELD_APPROVAL_PRINCIPLE, FIELD_APPROVAL_BY, FIELD_APPROVAL_POSITION, FIELD_APPROVAL_AT, FIELD_APPROVAL_OF, FIELD_APPROVAL_REMOVED,
	/* waiver */
	FIELD_WAIVER_RULE, FIELD_WAIVER_ON, FIELD_WAIVER_REASON, FIELD_WAIVER_REMOVED,
	/* refusal */
	FIELD_REFUSAL_REMOVED,
	/* read-through */
	FIELD_READ, FIELD_READ_NOTE,
	/* baseline */
	FIELD_BASELINE_NAME, FIELD_BASELINE_BY, FIELD_BASELINE_AT, FIELD_BASELINE_HEAD, FIELD_BASELINE_REMOVED,
	FIELD_COUNT
};

struct field_info {
	enum entity entity;
	enum field_type type;
	const char *key;                /* the text form's key: "review-by"; columns and JSON use '_' for '-' */
	const char *label;              /* on screen and in help: "Review by" */
	const char *const *values;      /* FIELD_CHOICE: NULL-ended, in the order of the enum in work.h */
	bool internal;                  /* never in a customer's copy (notes) */
};

const struct field_info *field_info(enum field f);
const char *entity_name(enum entity e);                         /* "evidence", "gap-claim" */
bool entity_read(const char *name, enum entity *e);
/* A link's id is that of its owner, a blank, and the tree number of a leaf. ENTITY_COUNT: it is no link. */
enum entity entity_owner(enum entity link);
bool entity_is_link(enum entity e);
/* Whether its id is the number of a node: there is one a node, and it is never removed as a whole (but see scope). */
bool entity_is_of_node(enum entity e);
/* First and one past the last field of an entity: its fields are a range of enum field. */
enum field entity_first(enum entity e);
enum field entity_end(enum entity e);
/* The field of this entity with this key; false if none. */
bool field_read(enum entity e, const char *key, enum field *f);
/* Whether the field marks a removed entity ("removed", "true" or absent), or its reference number. */
bool field_is_removed(enum field f);
bool field_is_ref(enum field f);
/* Whether its values are texts of several lines, too long for a list. FIELD_COUNT is not. */
bool field_is_long(enum field f);

/* Whether `value` may be stored in `f`. NULL and "" mean absent and are always allowed here.
 * ERR_INPUT: what is wrong and where ("line 3, column 7: a control character (^[)"), the limit
 * named, the values listed with the nearest one suggested. */
bool field_check(enum field f, const char *value, struct err *err);
/* Whether a choice that is absent means its first value; other absent choices mean nothing. */
bool field_has_default(enum field f);
/* The place of `value` in a choice's values, or -1. */
int field_choice(enum field f, const char *value);

/* References: 'E', 'G', 'C' of an entity that has them, else 0. Reads "E12" (case does not matter,
 * no leading zeros): false if it is no such reference. */
char entity_letter(enum entity e);
bool ref_read(const char *s, char letter, int *number);

#endif
