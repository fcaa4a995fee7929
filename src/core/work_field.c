/* Where each field is kept in memory, and how much of it: one table. */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/work_private.h"

enum how {
	NOWHERE,
	AS_TEXT,                /* char *: the whole */
	AS_HEAD,                /* char *: the first HEAD_MAX characters */
	AS_PRESENT,             /* bool: something is written there */
	AS_BOOL,
	AS_CHOICE,              /* int; absent: the first value */
	AS_CHOICE_OR_NONE,      /* int; absent: -1 */
	AS_DATE,
	AS_NUMBER,
	AS_NODE,                /* int: node index; absent: NODE_NONE */
};

/* Relative to a row, or to the public struct of what has no row. */
static const struct {
	enum how how;
	size_t at;
} places[FIELD_COUNT] = {
	[FIELD_TITLE] = { AS_TEXT, offsetof(struct assessment, title) },
	[FIELD_PRODUCT] = { AS_TEXT, offsetof(struct assessment, product) },
	[FIELD_PRODUCT_VERSION] = { AS_TEXT, offsetof(struct assessment, product_version) },
	[FIELD_ORGANISATION] = { AS_TEXT, offsetof(struct assessment, organisation) },
	[FIELD_ROLE] = { AS_TEXT, offsetof(struct assessment, role) },
	[FIELD_DELIVERY] = { AS_CHOICE_OR_NONE, offsetof(struct assessment, delivery) },
	[FIELD_OWNER] = { AS_TEXT, offsetof(struct assessment, owner) },
	[FIELD_SENIOR_OWNER] = { AS_TEXT, offsetof(struct assessment, senior_owner) },
	[FIELD_ASSESSED] = { AS_DATE, offsetof(struct assessment, assessed) },
	[FIELD_NEXT_REVIEW] = { AS_DATE, offsetof(struct assessment, next_review) },
	[FIELD_REVIEW_CYCLE] = { AS_CHOICE_OR_NONE, offsetof(struct assessment, review_cycle) },
	[FIELD_CATALOGUE] = { AS_TEXT, offsetof(struct assessment, catalogue) },
	[FIELD_CATALOGUE_VERSION] = { AS_TEXT, offsetof(struct assessment, catalogue_version) },

	[FIELD_SCOPE_IN] = { AS_BOOL, offsetof(struct scope_choice, in_scope) },
	[FIELD_SCOPE_REASON] = { AS_TEXT, offsetof(struct scope_choice, reason) },

	[FIELD_STATUS] = { AS_CHOICE, offsetof(struct answer, status) },
	[FIELD_INHERITED] = { AS_BOOL, offsetof(struct answer, inherited) },
	[FIELD_READING] = { AS_CHOICE, offsetof(struct answer, reading) },
	[FIELD_ARGUMENT] = { AS_PRESENT, offsetof(struct answer, has_argument) },
	[FIELD_ASSUMPTIONS] = { AS_PRESENT, offsetof(struct answer, has_assumptions) },
	[FIELD_ANSWER_OWNER] = { AS_TEXT, offsetof(struct answer, owner) },
	[FIELD_ANSWER_NOTE] = { AS_PRESENT, offsetof(struct answer, has_note) },

	[FIELD_EVIDENCE_REF] = { AS_NUMBER, offsetof(struct evidence_row, row.ref) },
	[FIELD_EVIDENCE_TITLE] = { AS_TEXT, offsetof(struct evidence_row, is.title) },
	[FIELD_DETAIL] = { AS_PRESENT, offsetof(struct evidence_row, is.has_detail) },
	[FIELD_KIND] = { AS_CHOICE_OR_NONE, offsetof(struct evidence_row, is.kind) },
	[FIELD_LOCATION] = { AS_PRESENT, offsetof(struct evidence_row, is.has_location) },
	[FIELD_TOOL] = { AS_TEXT, offsetof(struct evidence_row, is.tool) },
	[FIELD_EVIDENCE_OWNER] = { AS_TEXT, offsetof(struct evidence_row, is.owner) },
	[FIELD_COLLECTED] = { AS_DATE, offsetof(struct evidence_row, is.collected) },
	[FIELD_AFFIRMED] = { AS_DATE, offsetof(struct evidence_row, is.affirmed) },
	[FIELD_REVIEW_BY] = { AS_DATE, offsetof(struct evidence_row, is.review_by) },
	[FIELD_EVIDENCE_AUDIENCE] = { AS_CHOICE, offsetof(struct evidence_row, is.audience) },

	[FIELD_SUPPORT_NOTE] = { AS_PRESENT, offsetof(struct support_row, has_note) },

	[FIELD_GAP_REF] = { AS_NUMBER, offsetof(struct gap_row, row.ref) },
	[FIELD_GAP] = { AS_HEAD, offsetof(struct gap_row, is.head) },
	[FIELD_ACTION] = { AS_PRESENT, offsetof(struct gap_row, is.has_action) },
	[FIELD_GAP_OWNER] = { AS_TEXT, offsetof(struct gap_row, is.owner) },
	[FIELD_DUE] = { AS_DATE, offsetof(struct gap_row, is.due) },
	[FIELD_PRIORITY] = { AS_CHOICE_OR_NONE, offsetof(struct gap_row, is.priority) },
	[FIELD_GAP_STATE] = { AS_CHOICE, offsetof(struct gap_row, is.state) },
	[FIELD_GAP_AUDIENCE] = { AS_CHOICE, offsetof(struct gap_row, is.audience) },

	[FIELD_CHALLENGE_REF] = { AS_NUMBER, offsetof(struct challenge_row, row.ref) },
	[FIELD_CHALLENGE_CLAIM] = { AS_NODE, offsetof(struct challenge_row, is.claim) },
	[FIELD_CHALLENGE_EVIDENCE] = { AS_TEXT, offsetof(struct challenge_row, is.evidence_id) },
	[FIELD_CHALLENGE_BY] = { AS_TEXT, offsetof(struct challenge_row, is.by) },
	[FIELD_CHALLENGE_TEXT] = { AS_HEAD, offsetof(struct challenge_row, is.head) },
	[FIELD_CHALLENGE_ANSWER] = { AS_PRESENT, offsetof(struct challenge_row, is.has_answer) },
	[FIELD_CHALLENGE_REASON] = { AS_PRESENT, offsetof(struct challenge_row, is.has_reason) },
	[FIELD_CHALLENGE_STATE] = { AS_CHOICE, offsetof(struct challenge_row, is.state) },

	[FIELD_APPROVAL_PRINCIPLE] = { AS_NODE, offsetof(struct approval_row, is.principle) },
	[FIELD_APPROVAL_BY] = { AS_TEXT, offsetof(struct approval_row, is.by) },
	[FIELD_APPROVAL_POSITION] = { AS_TEXT, offsetof(struct approval_row, is.position) },
	[FIELD_APPROVAL_AT] = { AS_TEXT, offsetof(struct approval_row, is.at) },
	[FIELD_APPROVAL_OF] = { AS_TEXT, offsetof(struct approval_row, is.of) },

	[FIELD_WAIVER_RULE] = { AS_TEXT, offsetof(struct waiver_row, is.rule) },
	[FIELD_WAIVER_ON] = { AS_TEXT, offsetof(struct waiver_row, is.on) },
	[FIELD_WAIVER_REASON] = { AS_PRESENT, offsetof(struct waiver_row, is.has_reason) },

	[FIELD_READ] = { AS_BOOL, offsetof(struct read_through, read) },
	[FIELD_READ_NOTE] = { AS_PRESENT, offsetof(struct read_through, has_note) },

	[FIELD_BASELINE_NAME] = { AS_TEXT, offsetof(struct baseline_row, is.name) },
	[FIELD_BASELINE_BY] = { AS_TEXT, offsetof(struct baseline_row, is.by) },
	[FIELD_BASELINE_AT] = { AS_TEXT, offsetof(struct baseline_row, is.at) },
	[FIELD_BASELINE_HEAD] = { AS_TEXT, offsetof(struct baseline_row, is.head) },
};

/* Whether something is written: a text of blanks says nothing. Only the head decides, so that the
 * answer is the same whether the whole text or its head was given. */
static bool is_written(const char *value)
{
	for (int i = 0; i < HEAD_MAX && value != NULL && *value != '\0'; i++) {
		uint32_t cp;
		size_t n = utf8_decode(value, strnlen(value, 4), &cp);

		if (!isspace((unsigned char)*value))
			return true;
		value += n == 0 ? 1 : n;
	}
	return false;
}

/* Bytes of what is kept of a long text. */
static size_t head_of(const char *value)
{
	size_t at = 0, len = strlen(value);

	for (int i = 0; i < HEAD_MAX && at < len; i++) {
		uint32_t cp;
		size_t n = utf8_decode(value + at, len - at, &cp);

		at += n == 0 ? 1 : n;
	}
	return at;
}

/* The old string stays with the work; one that says the same is not kept a second time. */
static void keep_text(struct work *w, char **at, const char *value, size_t len)
{
	if (value == NULL)
		*at = NULL;
	else if (*at == NULL || strncmp(*at, value, len) != 0 || (*at)[len] != '\0')
		*at = arena_strndup(&w->private->texts->arena, value, len);
}

static bool keep_choice(int *at, enum field f, const char *value, int absent)
{
	int choice = value == NULL ? absent : field_choice(f, value);

	if (value != NULL && choice < 0)
		return false;
	*at = choice;
	return true;
}

static bool keep_date(date *at, const char *value)
{
	if (value != NULL)
		return date_parse(value, at);
	*at = DATE_NONE;
	return true;
}

bool field_keep_checks(enum field f)
{
	return places[f].how == AS_CHOICE || places[f].how == AS_CHOICE_OR_NONE || places[f].how == AS_DATE;
}

bool field_keep(struct work *w, void *base, enum field f, const char *value)
{
	void *at = (char *)base + places[f].at;

	switch (places[f].how) {
	case NOWHERE:
		break;
	case AS_TEXT:
		keep_text(w, at, value, value == NULL ? 0 : strlen(value));
		break;
	case AS_HEAD:
		keep_text(w, at, value, value == NULL ? 0 : head_of(value));
		break;
	case AS_PRESENT:
		*(bool *)at = is_written(value);
		break;
	case AS_BOOL:
		*(bool *)at = value != NULL && strcmp(value, "true") == 0;
		break;
	case AS_CHOICE:
		return keep_choice(at, f, value, 0);
	case AS_CHOICE_OR_NONE:
		return keep_choice(at, f, value, -1);
	case AS_DATE:
		return keep_date(at, value);
	case AS_NUMBER:
		*(int *)at = value == NULL ? 0 : (int)strtol(value, NULL, 10);
		break;
	case AS_NODE:
		*(int *)at = value == NULL ? NODE_NONE : tree_find(w->tree, value);
		break;
	}
	return true;
}

static void add_choice(struct buf *out, enum field f, int choice)
{
	if (choice >= 0)
		buf_add(out, field_info(f)->values[choice]);
}

static void add_date(struct buf *out, date d)
{
	char text[DATE_TEXT];

	date_print(d, text);
	buf_add(out, text);
}

bool field_kept(const struct tree *t, const void *base, enum field f, struct buf *out)
{
	const void *at = (const char *)base + places[f].at;
	const char *text = NULL;
	int number;

	switch (places[f].how) {
	case AS_HEAD:
	case AS_PRESENT:
		return false;
	case NOWHERE:
		break;
	case AS_TEXT:
		text = *(char *const *)at;
		break;
	case AS_BOOL:
		text = *(const bool *)at ? "true" : "false";
		break;
	case AS_CHOICE:
	case AS_CHOICE_OR_NONE:
		add_choice(out, f, *(const int *)at);
		break;
	case AS_DATE:
		add_date(out, *(const date *)at);
		break;
	case AS_NUMBER:
		number = *(const int *)at;
		if (number > 0)
			buf_addf(out, "%d", number);
		break;
	case AS_NODE:
		number = *(const int *)at;
		text = number >= 0 ? t->node[number].id : NULL;
		break;
	}
	if (text != NULL)
		buf_add(out, text);
	return true;
}
