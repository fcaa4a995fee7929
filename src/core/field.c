/* The table of fields, and the check every value goes through before it is saved. */
#include "config.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/complaint.h"
#include "base/date.h"
#include "base/id.h"
#include "base/utf8.h"
#include "core/field.h"

/* Each in the order of its enum in work.h. */
static const char *const roles[] = { "developer-distributor", "reseller", "developer", "open-source", NULL };
static const char *const deliveries[] = { "saas", "on-premises", "hybrid", "device", "other", NULL };
static const char *const statuses[] = { "to-assess", "evidenced", "partly-evidenced", "not-evidenced", "not-applicable", NULL };
static const char *const readings[] = { "literal", "alternative", NULL };
static const char *const kinds[] = { "document", "interview", "test", "audit", "configuration", "code", "log", "publication",
	"other", NULL };
static const char *const audiences[] = { "internal", "customer", "public", NULL };
/* How often everything is looked at again. */
static const char *const cycles[] = { "monthly", "quarterly", "half-yearly", "yearly", NULL };
static const char *const priorities[] = { "high", "medium", "low", NULL };
static const char *const gap_states[] = { "open", "in-progress", "closed", "accepted", NULL };
static const char *const challenge_states[] = { "open", "answered", "settled", "overruled", NULL };

#define LINE(e, key, label)             { ENTITY_##e, FIELD_LINE, key, label, NULL, false }
#define TEXT(e, key, label)             { ENTITY_##e, FIELD_TEXT, key, label, NULL, false }
#define NOTE(e)                         { ENTITY_##e, FIELD_TEXT, "note", "Note", NULL, true }
#define CHOICE(e, key, label, values)   { ENTITY_##e, FIELD_CHOICE, key, label, values, false }
#define DATE(e, key, label)             { ENTITY_##e, FIELD_DATE, key, label, NULL, false }
#define BOOL(e, key, label)             { ENTITY_##e, FIELD_BOOL, key, label, NULL, false }
#define LINK(e, key, label)             { ENTITY_##e, FIELD_ENTITY, key, label, NULL, false }
#define REF(e)                          { ENTITY_##e, FIELD_NUMBER, "ref", "Reference", NULL, false }
#define REMOVED(e)                      BOOL(e, "removed", "Removed")

static const struct field_info fields[FIELD_COUNT] = {
	[FIELD_TITLE] = LINE(ASSESSMENT, "title", "Title"),
	[FIELD_PRODUCT] = LINE(ASSESSMENT, "product", "Product"),
	[FIELD_PRODUCT_VERSION] = LINE(ASSESSMENT, "product-version", "Product version"),
	[FIELD_ORGANISATION] = LINE(ASSESSMENT, "organisation", "Organisation"),
	[FIELD_ROLE] = CHOICE(ASSESSMENT, "role", "Role", roles),
	[FIELD_DELIVERY] = CHOICE(ASSESSMENT, "delivery", "Delivery", deliveries),
	[FIELD_OWNER] = LINE(ASSESSMENT, "owner", "Owner"),
	[FIELD_SENIOR_OWNER] = LINE(ASSESSMENT, "senior-responsible-owner", "Senior Responsible Owner"),
	[FIELD_ASSESSED] = DATE(ASSESSMENT, "assessed", "Assessed on"),
	[FIELD_NEXT_REVIEW] = DATE(ASSESSMENT, "next-review", "Next review"),
	[FIELD_REVIEW_CYCLE] = CHOICE(ASSESSMENT, "review-cycle", "Review cycle", cycles),
	[FIELD_CATALOGUE] = LINE(ASSESSMENT, "catalogue", "Catalogue"),
	[FIELD_CATALOGUE_VERSION] = LINE(ASSESSMENT, "catalogue-version", "Catalogue version"),

	[FIELD_SCOPE_IN] = BOOL(SCOPE, "in-scope", "In scope"),
	[FIELD_SCOPE_REASON] = LINE(SCOPE, "reason", "Reason"),
	[FIELD_SCOPE_REMOVED] = REMOVED(SCOPE),

	[FIELD_STATUS] = CHOICE(ANSWER, "status", "Status", statuses),
	[FIELD_INHERITED] = BOOL(ANSWER, "inherited", "Inherited"),
	[FIELD_READING] = CHOICE(ANSWER, "reading", "Reading", readings),
	[FIELD_ARGUMENT] = TEXT(ANSWER, "argument", "Argument"),
	[FIELD_ASSUMPTIONS] = TEXT(ANSWER, "assumptions", "Assumptions"),
	[FIELD_ANSWER_OWNER] = LINE(ANSWER, "owner", "Owner"),
	[FIELD_ANSWER_NOTE] = NOTE(ANSWER),

	[FIELD_EVIDENCE_REF] = REF(EVIDENCE),
	[FIELD_EVIDENCE_TITLE] = LINE(EVIDENCE, "title", "Title"),
	[FIELD_DETAIL] = TEXT(EVIDENCE, "detail", "Detail"),
	[FIELD_KIND] = CHOICE(EVIDENCE, "kind", "Kind", kinds),
	[FIELD_LOCATION] = { ENTITY_EVIDENCE, FIELD_LINES, "location", "Location", NULL, false },
	[FIELD_TOOL] = LINE(EVIDENCE, "tool", "Tool"),
	[FIELD_EVIDENCE_OWNER] = LINE(EVIDENCE, "owner", "Owner"),
	[FIELD_COLLECTED] = DATE(EVIDENCE, "collected", "Collected on"),
	[FIELD_AFFIRMED] = DATE(EVIDENCE, "affirmed", "Affirmed on"),
	[FIELD_REVIEW_BY] = DATE(EVIDENCE, "review-by", "Review by"),
	[FIELD_EVIDENCE_AUDIENCE] = CHOICE(EVIDENCE, "audience", "Audience", audiences),
	[FIELD_EVIDENCE_REMOVED] = REMOVED(EVIDENCE),

	[FIELD_SUPPORT_NOTE] = NOTE(SUPPORT),
	[FIELD_SUPPORT_REMOVED] = REMOVED(SUPPORT),

	[FIELD_GAP_REF] = REF(GAP),
	[FIELD_GAP] = TEXT(GAP, "gap", "Gap"),
	[FIELD_ACTION] = TEXT(GAP, "action", "Action"),
	[FIELD_GAP_OWNER] = LINE(GAP, "owner", "Owner"),
	[FIELD_DUE] = DATE(GAP, "due", "Due"),
	[FIELD_PRIORITY] = CHOICE(GAP, "priority", "Priority", priorities),
	[FIELD_GAP_STATE] = CHOICE(GAP, "state", "State", gap_states),
	[FIELD_GAP_AUDIENCE] = CHOICE(GAP, "audience", "Audience", audiences),
	[FIELD_GAP_REMOVED] = REMOVED(GAP),

	[FIELD_GAP_CLAIM_REMOVED] = REMOVED(GAP_CLAIM),

	[FIELD_CHALLENGE_REF] = REF(CHALLENGE),
	[FIELD_CHALLENGE_CLAIM] = LINK(CHALLENGE, "claim", "Claim"),
	[FIELD_CHALLENGE_EVIDENCE] = LINK(CHALLENGE, "evidence", "Evidence"),
	[FIELD_CHALLENGE_BY] = LINE(CHALLENGE, "by", "By"),
	[FIELD_CHALLENGE_TEXT] = TEXT(CHALLENGE, "text", "Challenge"),
	[FIELD_CHALLENGE_ANSWER] = TEXT(CHALLENGE, "answer", "Answer"),
	[FIELD_CHALLENGE_REASON] = TEXT(CHALLENGE, "reason", "Reason"),
	[FIELD_CHALLENGE_STATE] = CHOICE(CHALLENGE, "state", "State", challenge_states),
	[FIELD_CHALLENGE_REMOVED] = REMOVED(CHALLENGE),

	[FIELD_APPROVAL_PRINCIPLE] = LINK(APPROVAL, "principle", "Principle"),
	[FIELD_APPROVAL_BY] = LINE(APPROVAL, "by", "By"),
	[FIELD_APPROVAL_POSITION] = LINE(APPROVAL, "position", "Position"),
	[FIELD_APPROVAL_AT] = { ENTITY_APPROVAL, FIELD_TIME, "at", "At", NULL, false },
	[FIELD_APPROVAL_OF] = LINE(APPROVAL, "of", "Of"),
	[FIELD_APPROVAL_REMOVED] = REMOVED(APPROVAL),

	[FIELD_WAIVER_RULE] = LINE(WAIVER, "rule", "Rule"),
	[FIELD_WAIVER_ON] = LINK(WAIVER, "on", "On"),
	[FIELD_WAIVER_REASON] = TEXT(WAIVER, "reason", "Reason"),
	[FIELD_WAIVER_REMOVED] = REMOVED(WAIVER),

	[FIELD_REFUSAL_REMOVED] = REMOVED(REFUSAL),

	[FIELD_READ] = BOOL(READ_THROUGH, "read", "Read"),
	[FIELD_READ_NOTE] = NOTE(READ_THROUGH),

	[FIELD_BASELINE_NAME] = LINE(BASELINE, "name", "Name"),
	[FIELD_BASELINE_BY] = LINE(BASELINE, "by", "By"),
	[FIELD_BASELINE_AT] = { ENTITY_BASELINE, FIELD_TIME, "at", "At", NULL, false },
	[FIELD_BASELINE_HEAD] = LINE(BASELINE, "head", "Head"),
	[FIELD_BASELINE_REMOVED] = REMOVED(BASELINE),
};

static const struct {
	const char *name;
	char letter;
	enum field first, end;
} entities[ENTITY_COUNT] = {
	[ENTITY_ASSESSMENT] = { "assessment", 0, FIELD_TITLE, FIELD_SCOPE_IN },
	[ENTITY_SCOPE] = { "scope", 0, FIELD_SCOPE_IN, FIELD_STATUS },
	[ENTITY_ANSWER] = { "answer", 0, FIELD_STATUS, FIELD_EVIDENCE_REF },
	[ENTITY_EVIDENCE] = { "evidence", 'E', FIELD_EVIDENCE_REF, FIELD_SUPPORT_NOTE },
	[ENTITY_SUPPORT] = { "support", 0, FIELD_SUPPORT_NOTE, FIELD_GAP_REF },
	[ENTITY_GAP] = { "gap", 'G', FIELD_GAP_REF, FIELD_GAP_CLAIM_REMOVED },
	[ENTITY_GAP_CLAIM] = { "gap-claim", 0, FIELD_GAP_CLAIM_REMOVED, FIELD_CHALLENGE_REF },
	[ENTITY_CHALLENGE] = { "challenge", 'C', FIELD_CHALLENGE_REF, FIELD_APPROVAL_PRINCIPLE },
	[ENTITY_APPROVAL] = { "approval", 0, FIELD_APPROVAL_PRINCIPLE, FIELD_WAIVER_RULE },
	[ENTITY_WAIVER] = { "waiver", 0, FIELD_WAIVER_RULE, FIELD_REFUSAL_REMOVED },
	[ENTITY_REFUSAL] = { "refusal", 0, FIELD_REFUSAL_REMOVED, FIELD_READ },
	[ENTITY_READ_THROUGH] = { "read-through", 0, FIELD_READ, FIELD_BASELINE_NAME },
	[ENTITY_BASELINE] = { "baseline", 0, FIELD_BASELINE_NAME, FIELD_COUNT },
};

const struct field_info *field_info(enum field f)
{
	return &fields[f];
}

const char *entity_name(enum entity e)
{
	return entities[e].name;
}

bool entity_read(const char *name, enum entity *e)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		if (strcmp(entities[i].name, name) == 0) {
			*e = (enum entity)i;
			return true;
		}
	return false;
}

enum entity entity_owner(enum entity link)
{
	switch ((int)link) {
	case ENTITY_SUPPORT:
	case ENTITY_REFUSAL:
		return ENTITY_EVIDENCE;
	case ENTITY_GAP_CLAIM:
		return ENTITY_GAP;
	}
	return ENTITY_COUNT;
}

bool entity_is_link(enum entity e)
{
	return entity_owner(e) != ENTITY_COUNT;
}

bool entity_is_of_node(enum entity e)
{
	return e == ENTITY_SCOPE || e == ENTITY_ANSWER || e == ENTITY_READ_THROUGH;
}

enum field entity_first(enum entity e)
{
	return entities[e].first;
}

enum field entity_end(enum entity e)
{
	return entities[e].end;
}

char entity_letter(enum entity e)
{
	return entities[e].letter;
}

bool field_read(enum entity e, const char *key, enum field *f)
{
	for (int i = (int)entities[e].first; i < (int)entities[e].end; i++)
		if (strcmp(fields[i].key, key) == 0) {
			*f = (enum field)i;
			return true;
		}
	return false;
}

bool field_is_removed(enum field f)
{
	return fields[f].type == FIELD_BOOL && strcmp(fields[f].key, "removed") == 0;
}

bool field_is_ref(enum field f)
{
	return fields[f].type == FIELD_NUMBER;
}

bool field_is_long(enum field f)
{
	return f != FIELD_COUNT && (fields[f].type == FIELD_TEXT || fields[f].type == FIELD_LINES);
}

bool field_has_default(enum field f)
{
	switch ((int)f) {
	case FIELD_STATUS:
	case FIELD_READING:
	case FIELD_EVIDENCE_AUDIENCE:
	case FIELD_GAP_AUDIENCE:
	case FIELD_GAP_STATE:
	case FIELD_CHALLENGE_STATE:
		return true;
	}
	return false;
}

int field_choice(enum field f, const char *value)
{
	const char *const *v = fields[f].values;

	for (int i = 0; v != NULL && v[i] != NULL; i++)
		if (*v[i] == *value && strcmp(v[i], value) == 0)
			return i;
	return -1;
}

/* ---- values ---------------------------------------------------------------------------------- */

/* 1 to 999999999, no sign, no leading zeros, nothing after it. */
static bool read_number(const char *s, int *number)
{
	int n = 0;

	if (*s < '1' || *s > '9' || strlen(s) > 9)
		return false;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return false;
		n = n * 10 + (*s - '0');
	}
	*number = n;
	return true;
}

bool ref_read(const char *s, char letter, int *number)
{
	return letter != 0 && toupper((unsigned char)*s) == letter && read_number(s + 1, number);
}

/* The value as it may stand in an error: stand-ins for what is not text, cut to a readable length. */
static void add_quoted(struct buf *b, const char *value)
{
	buf_addc(b, '"');
	utf8_cut(b, value, 40, false);
	buf_addc(b, '"');
}

static bool refuse(struct err *err, const char *value, const char *format)
{
	struct buf b = {0};

	add_quoted(&b, value);
	err_set(err, ERR_INPUT, "%s is %s", buf_str(&b), format);
	buf_release(&b);
	return false;
}

static bool refuse_at(struct err *err, size_t line, size_t column, const char *what, const char *s, size_t n)
{
	struct buf b = {0};

	utf8_clean(&b, s, n, false);
	err_set(err, ERR_INPUT, "line %zu, column %zu: %s (%s)", line, column, what, buf_str(&b));
	buf_release(&b);
	return false;
}

static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

/* What of text is refused, beside what is no UTF-8 at all: control characters except those the
 * field has room for. NULL: this character may stand. */
static const char *fault_of(uint32_t cp, enum field_type type)
{
	if (!is_control(cp))
		return NULL;
	if (cp == '\n')
		return type == FIELD_LINE ? "a line break in a one-line field" : NULL;
	if (cp == '\t' && type == FIELD_TEXT)
		return NULL;
	return "a control character";
}

static bool check_line_length(size_t characters, size_t line, struct err *err)
{
	if (characters <= FIELD_LINE_MAX)
		return true;
	return err_set(err, ERR_INPUT, "line %zu has %zu characters; %d is the most", line, characters, FIELD_LINE_MAX);
}

/* At the end of each line: a list has no empty lines, lines outside texts have a limit. */
static bool check_line_end(enum field_type type, size_t line, size_t characters, struct err *err)
{
	if (type == FIELD_TEXT)
		return true;
	if (type == FIELD_LINES && characters == 0)
		return err_set(err, ERR_INPUT, "line %zu is empty; a list has one entry a line", line);
	return check_line_length(characters, line, err);
}

/* Bytes of printable ASCII, which every field has room for and most texts are. Eight at a time: below 0x20 a byte
 * borrows, 0x7f carries into its highest bit. */
static size_t plain_run(const char *s, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t n = 0;
	uint64_t eight;

	for (; n + sizeof eight <= len; n += sizeof eight) {
		memcpy(&eight, s + n, sizeof eight);
		if ((eight | (eight + ones) | (eight - 0x20 * ones)) & (0x80 * ones))
			break;
	}
	while (n < len && s[n] >= 0x20 && s[n] < 0x7f)
		n++;
	return n;
}

static bool check_text(enum field_type type, const char *s, struct err *err)
{
	size_t len = strlen(s), line = 1, column = 1;

	if (type != FIELD_LINE && len > FIELD_TEXT_MAX)
		return err_set(err, ERR_INPUT, "%zu bytes; %d (1 MiB) is the most", len, FIELD_TEXT_MAX);
	for (size_t at = 0, n; at < len; at += n) {
		uint32_t cp = 0;
		const char *fault = NULL;
		size_t plain = plain_run(s + at, len - at);

		at += plain;
		column += plain;
		if (at == len)
			break;
		n = utf8_decode(s + at, len - at, &cp);
		fault = n == 0 ? "not valid UTF-8" : fault_of(cp, type);
		if (fault != NULL)
			return refuse_at(err, line, column, fault, s + at, n == 0 ? 1 : n);
		column++;
		if (cp == '\n') {
			if (!check_line_end(type, line, column - 2, err))
				return false;
			line++;
			column = 1;
		}
	}
	return check_line_end(type, line, column - 1, err);
}

static bool check_choice(enum field f, const char *value, struct err *err)
{
	const char *const *v = fields[f].values, *near;
	struct buf b = {0};
	size_t n = 0;

	if (field_choice(f, value) >= 0)
		return true;
	add_quoted(&b, value);
	buf_add(&b, " is none of ");
	for (; v[n] != NULL; n++)
		buf_addf(&b, "%s%s", n == 0 ? "" : ", ", v[n]);
	near = complaint_nearest(value, v, n);
	if (near != NULL)
		buf_addf(&b, "; did you mean %s?", near);
	err_set(err, ERR_INPUT, "%s", buf_str(&b));
	buf_release(&b);
	return false;
}

/* A number of the tree, "1.2.2.1.1". Whether the tree has it is for those who know a tree. */
static bool is_claim_number(const char *s)
{
	for (;;) {
		size_t n = strspn(s, "0123456789");

		if (n == 0 || (n > 1 && *s == '0'))
			return false;
		s += n;
		if (*s == '\0')
			return true;
		if (*s++ != '.')
			return false;
	}
}

/* A random id, a claim's number, a link of both, or the assessment itself: what an entity's id may be. */
static bool is_entity_id(const char *s)
{
	const char *blank = strchr(s, ' ');
	char owner[ID_TEXT];

	if (blank == NULL)
		return id_valid(s) || is_claim_number(s) || strcmp(s, entities[ENTITY_ASSESSMENT].name) == 0;
	if (blank - s != ID_TEXT - 1)
		return false;
	memcpy(owner, s, ID_TEXT - 1);
	owner[ID_TEXT - 1] = '\0';
	return id_valid(owner) && is_claim_number(blank + 1);
}

bool field_check(enum field f, const char *value, struct err *err)
{
	date day;
	int number;

	if (value == NULL || *value == '\0')
		return true;
	switch (fields[f].type) {
	case FIELD_LINE:
	case FIELD_TEXT:
	case FIELD_LINES:
		return check_text(fields[f].type, value, err);
	case FIELD_CHOICE:
		return check_choice(f, value, err);
	case FIELD_DATE:
		return date_parse(value, &day) || refuse(err, value, "no date; write YYYY-MM-DD");
	case FIELD_TIME:
		return date_time_valid(value) || refuse(err, value, "no time; write YYYY-MM-DDTHH:MM:SSZ, in UTC");
	case FIELD_BOOL:
		return strcmp(value, "true") == 0 || strcmp(value, "false") == 0
		    || refuse(err, value, "neither true nor false");
	case FIELD_NUMBER:
		return read_number(value, &number) || refuse(err, value, "no number from 1 to 999999999");
	case FIELD_ENTITY:
		return is_entity_id(value) || refuse(err, value, "no id of an entity and no claim's number");
	}
	return refuse(err, value, "of no known type");
}
