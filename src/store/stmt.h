/* The text of every statement, prepared once per connection. Private to the store.
 *
 * The fields of core/field.h as columns stand in one table here; the statements that read and
 * write one column are put together from it by the preprocessor, never at run time. */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"
#include "core/field.h"

struct store;

/* F(field, table, column, WHOLE or HEAD, search slot)
 * HEAD: a long text, of which a list needs only the beginning: that is what its column holds. The slot is the field's number in the
 * search index (0: not searched); it is stored, so it is never changed or given to another field. */
#define ASSESSMENT_FIELDS(F) \
	F(FIELD_TITLE, assessment, title, WHOLE, 1) \
	F(FIELD_PRODUCT, assessment, product, WHOLE, 2) \
	F(FIELD_PRODUCT_VERSION, assessment, product_version, WHOLE, 0) \
	F(FIELD_ORGANISATION, assessment, organisation, WHOLE, 3) \
	F(FIELD_ROLE, assessment, role, WHOLE, 0) \
	F(FIELD_DELIVERY, assessment, delivery, WHOLE, 0) \
	F(FIELD_OWNER, assessment, owner, WHOLE, 0) \
	F(FIELD_SENIOR_OWNER, assessment, senior_responsible_owner, WHOLE, 0) \
	F(FIELD_ASSESSED, assessment, assessed, WHOLE, 0) \
	F(FIELD_NEXT_REVIEW, assessment, next_review, WHOLE, 0) \
	F(FIELD_REVIEW_CYCLE, assessment, review_cycle, WHOLE, 0) \
	F(FIELD_CATALOGUE, assessment, catalogue, WHOLE, 0) \
	F(FIELD_CATALOGUE_VERSION, assessment, catalogue_version, WHOLE, 0)
#define SCOPE_FIELDS(F) \
	F(FIELD_SCOPE_IN, scope, in_scope, WHOLE, 0) \
	F(FIELD_SCOPE_REASON, scope, reason, WHOLE, 4) \
	F(FIELD_SCOPE_REMOVED, scope, removed, WHOLE, 0)
#define ANSWER_FIELDS(F) \
	F(FIELD_STATUS, answer, status, WHOLE, 0) \
	F(FIELD_INHERITED, answer, inherited, WHOLE, 0) \
	F(FIELD_READING, answer, reading, WHOLE, 0) \
	F(FIELD_ARGUMENT, answer, argument, HEAD, 5) \
	F(FIELD_ASSUMPTIONS, answer, assumptions, HEAD, 6) \
	F(FIELD_ANSWER_OWNER, answer, owner, WHOLE, 0) \
	F(FIELD_ANSWER_NOTE, answer, note, HEAD, 7)
#define EVIDENCE_FIELDS(F) \
	F(FIELD_EVIDENCE_REF, evidence, ref, WHOLE, 0) \
	F(FIELD_EVIDENCE_TITLE, evidence, title, WHOLE, 8) \
	F(FIELD_DETAIL, evidence, detail, HEAD, 9) \
	F(FIELD_KIND, evidence, kind, WHOLE, 0) \
	F(FIELD_LOCATION, evidence, location, HEAD, 10) \
	F(FIELD_TOOL, evidence, tool, WHOLE, 11) \
	F(FIELD_EVIDENCE_OWNER, evidence, owner, WHOLE, 0) \
	F(FIELD_COLLECTED, evidence, collected, WHOLE, 0) \
	F(FIELD_AFFIRMED, evidence, affirmed, WHOLE, 0) \
	F(FIELD_REVIEW_BY, evidence, review_by, WHOLE, 0) \
	F(FIELD_EVIDENCE_AUDIENCE, evidence, audience, WHOLE, 0) \
	F(FIELD_EVIDENCE_REMOVED, evidence, removed, WHOLE, 0)
#define SUPPORT_FIELDS(F) \
	F(FIELD_SUPPORT_NOTE, support, note, HEAD, 12) \
	F(FIELD_SUPPORT_REMOVED, support, removed, WHOLE, 0)
#define GAP_FIELDS(F) \
	F(FIELD_GAP_REF, gap, ref, WHOLE, 0) \
	F(FIELD_GAP, gap, gap, HEAD, 13) \
	F(FIELD_ACTION, gap, action, HEAD, 14) \
	F(FIELD_GAP_OWNER, gap, owner, WHOLE, 0) \
	F(FIELD_DUE, gap, due, WHOLE, 0) \
	F(FIELD_PRIORITY, gap, priority, WHOLE, 0) \
	F(FIELD_GAP_STATE, gap, state, WHOLE, 0) \
	F(FIELD_GAP_AUDIENCE, gap, audience, WHOLE, 0) \
	F(FIELD_GAP_REMOVED, gap, removed, WHOLE, 0)
#define GAP_CLAIM_FIELDS(F) \
	F(FIELD_GAP_CLAIM_REMOVED, gap_claim, removed, WHOLE, 0)
#define CHALLENGE_FIELDS(F) \
	F(FIELD_CHALLENGE_REF, challenge, ref, WHOLE, 0) \
	F(FIELD_CHALLENGE_CLAIM, challenge, claim, WHOLE, 0) \
	F(FIELD_CHALLENGE_EVIDENCE, challenge, evidence, WHOLE, 0) \
	F(FIELD_CHALLENGE_BY, challenge, by, WHOLE, 0) \
	F(FIELD_CHALLENGE_TEXT, challenge, text, HEAD, 15) \
	F(FIELD_CHALLENGE_ANSWER, challenge, answer, HEAD, 16) \
	F(FIELD_CHALLENGE_REASON, challenge, reason, HEAD, 18) \
	F(FIELD_CHALLENGE_STATE, challenge, state, WHOLE, 0) \
	F(FIELD_CHALLENGE_REMOVED, challenge, removed, WHOLE, 0)
#define APPROVAL_FIELDS(F) \
	F(FIELD_APPROVAL_PRINCIPLE, approval, principle, WHOLE, 0) \
	F(FIELD_APPROVAL_BY, approval, by, WHOLE, 0) \
	F(FIELD_APPROVAL_POSITION, approval, position, WHOLE, 0) \
	F(FIELD_APPROVAL_AT, approval, at, WHOLE, 0) \
	F(FIELD_APPROVAL_OF, approval, of, WHOLE, 0) \
	F(FIELD_APPROVAL_REMOVED, approval, removed, WHOLE, 0)
#define WAIVER_FIELDS(F) \
	F(FIELD_WAIVER_RULE, waiver, rule, WHOLE, 0) \
	F(FIELD_WAIVER_ON, waiver, on, WHOLE, 0) \
	F(FIELD_WAIVER_REASON, waiver, reason, HEAD, 17) \
	F(FIELD_WAIVER_REMOVED, waiver, removed, WHOLE, 0)
#define REFUSAL_FIELDS(F) \
	F(FIELD_REFUSAL_REMOVED, refusal, removed, WHOLE, 0)
#define READ_THROUGH_FIELDS(F) \
	F(FIELD_READ, read_through, read, WHOLE, 0) \
	F(FIELD_READ_NOTE, read_through, note, HEAD, 19)
#define BASELINE_FIELDS(F) \
	F(FIELD_BASELINE_NAME, baseline, name, WHOLE, 20) \
	F(FIELD_BASELINE_BY, baseline, by, WHOLE, 0) \
	F(FIELD_BASELINE_AT, baseline, at, WHOLE, 0) \
	F(FIELD_BASELINE_HEAD, baseline, head, WHOLE, 0) \
	F(FIELD_BASELINE_REMOVED, baseline, removed, WHOLE, 0)

#define ALL_FIELDS(F) \
	ASSESSMENT_FIELDS(F) SCOPE_FIELDS(F) ANSWER_FIELDS(F) EVIDENCE_FIELDS(F) SUPPORT_FIELDS(F) GAP_FIELDS(F) \
	GAP_CLAIM_FIELDS(F) CHALLENGE_FIELDS(F) APPROVAL_FIELDS(F) WAIVER_FIELDS(F) \
	REFUSAL_FIELDS(F) READ_THROUGH_FIELDS(F) BASELINE_FIELDS(F)

enum { SEARCH_SLOTS = 64 };     /* rowid in the search index: row * SEARCH_SLOTS + slot; stored, never changed */
/* Where the search index has a field, and text_rest the rest of a long text. false: a row of this number has no place there,
 * and none that this program made has such a number. */
bool stmt_place(int64_t row, enum field f, int64_t *place);

/* Characters of a long text in the column of its row, and of a value in the history's; what is longer has its rest in a
 * table of its own, so that nobody reads past it who does not ask for it. */
enum { TEXT_COLUMN = 200, VALUE_COLUMN = 1000 };

/* The column of a field: its key with '_' for '-'; its search slot; and whether it is a long text. */
const char *stmt_column(enum field f);
/* The column of a long text in STMT_TEXTS; -1: it is none. */
int stmt_text_column(enum field f);
int stmt_search_slot(enum field f);
bool stmt_is_parted(enum field f);

enum stmt {
	STMT_BEGIN_READ, STMT_BEGIN_WRITE, STMT_COMMIT, STMT_ROLLBACK,
	STMT_DATA_VERSION, STMT_USER_VERSION, STMT_PAGE_COUNT, STMT_QUICK_CHECK, STMT_INTEGRITY_CHECK, STMT_FOREIGN_KEY_CHECK,
	STMT_META_GET, STMT_META_ADD, STMT_META_ALL,
	STMT_HISTORY_HEAD, STMT_HISTORY_HASH, STMT_HISTORY_ADD, STMT_HISTORY_REST_ADD, STMT_HISTORY_REST_COUNT,
	STMT_HISTORY_LAST_OF, STMT_HISTORY_STATES,
	STMT_HISTORY_OF_SAVE, STMT_HISTORY_ALL, STMT_HISTORY_ENTITY, STMT_HISTORY_TOUCHED, STMT_HISTORY_VALUE,
	STMT_HISTORY_SAVES, STMT_HISTORY_UP_TO, STMT_HISTORY_OPS, STMT_HISTORY_ENTRIES, STMT_HISTORY_ABOUT, STMT_HISTORY_SEQS,
	STMT_HISTORY_AT, STMT_HISTORY_BEFORE, STMT_HISTORY_TOUCHING, STMT_HISTORY_NAMING,
	STMT_HISTORY_AFTER,
	STMT_MOMENT_NOW, STMT_MOMENT_OF_SEQ, STMT_MOMENT_NAMED, STMT_MOMENT_OF_HASH, STMT_MOMENT_OF_HEAD, STMT_MOMENT_BEFORE,
	STMT_COUNTER_ADD, STMT_COUNTER_GET, STMT_COUNTER_SET, STMT_COUNTER_ALL,
	STMT_TEXT_REST_REMOVE, STMT_TEXT_REST_ADD, STMT_TEXT_REST_COUNT,
	STMT_SEARCH_ADD, STMT_SEARCH_REMOVE, STMT_SEARCH_GET, STMT_SEARCH_COUNT, STMT_SEARCH_CHECK,
	STMT_SEARCH_BEST, STMT_SEARCH_FIRST, STMT_SEARCH_MANY,
	STMT_CATALOGUE_ADD, STMT_CATALOGUE_ALL, STMT_NODE_ADD, STMT_NODE_ALL, STMT_STRATEGY_ADD, STMT_STRATEGY_ALL,
	STMT_GUIDANCE_ADD, STMT_GUIDANCE_ALL, STMT_ROLE_ADD, STMT_ROLE_ALL,
	/* one for each entity that has references, by enum entity */
	STMT_REF_OWNER, STMT_REF_OWNER_LAST = STMT_REF_OWNER + ENTITY_COUNT - 1,
	/* one an entity */
	STMT_ROW, STMT_ROW_LAST = STMT_ROW + ENTITY_COUNT - 1,          /* row and revision of an id */
	STMT_REVISION, STMT_REVISION_LAST = STMT_REVISION + ENTITY_COUNT - 1,
	STMT_ADD, STMT_ADD_LAST = STMT_ADD + ENTITY_COUNT - 1,          /* a new row, revision 1 */
	STMT_BUMP, STMT_BUMP_LAST = STMT_BUMP + ENTITY_COUNT - 1,       /* revision + 1 */
	STMT_LOAD, STMT_LOAD_LAST = STMT_LOAD + ENTITY_COUNT - 1,       /* all rows: row, revision, id, fields, long ones their heads */
	STMT_ALL, STMT_ALL_LAST = STMT_ALL + ENTITY_COUNT - 1,          /* all rows with whole texts */
	STMT_TEXTS, STMT_TEXTS_LAST = STMT_TEXTS + ENTITY_COUNT - 1,    /* ids and whole long texts, from a row on */
	/* one a field */
	STMT_GET, STMT_GET_LAST = STMT_GET + FIELD_COUNT - 1,
	STMT_SET, STMT_SET_LAST = STMT_SET + FIELD_COUNT - 1,
	STMT_COUNT
};
enum { ROW_FIRST_FIELD = 3 };   /* STMT_LOAD, STMT_ALL: column of the entity's first field */

/* The statement, reset, with its values bound: t const char * (NULL: null), i int64_t. NULL on failure. */
sqlite3_stmt *stmt_open(struct store *st, int which, struct err *err, const char *types, ...);
/* The next row; *row false after the last (then the statement is reset, as it is on failure). */
bool stmt_next(struct store *st, sqlite3_stmt *q, bool *row, struct err *err);
/* Runs a statement that gives no rows that matter. */
bool stmt_run(struct store *st, int which, struct err *err, const char *types, ...);
/* One number; `none` if there is no row. */
bool stmt_number(struct store *st, int which, int64_t none, int64_t *out, struct err *err, const char *types, ...);
/* One text, yours; NULL if there is no row or it is null. */
bool stmt_text(struct store *st, int which, char **out, struct err *err, const char *types, ...);
/* A column as text: NULL if null. Neither text nor a whole number,
 * text that is not UTF-8 or holds a NUL: *sound becomes false. */
const char *stmt_column_text(sqlite3_stmt *q, int column, bool *sound);
void stmt_release(struct store *st);                    /* all of them, before the connection is closed */

#endif
