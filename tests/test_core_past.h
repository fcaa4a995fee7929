/* For the tests of what is built on a workspace as it was: facts said one by one, and the past made from them. */
#ifndef TEST_CORE_PAST_H
#define TEST_CORE_PAST_H

#include "core/past.h"
#include "test_core_support.h"

/* Two nodes with a claim each, so that a principle can be gained and lost: of the catalogue that all tests use. */
#define LEAF "1.1.1"
#define OTHER_LEAF "1.2.1"
#define REVIEWED_LEAF "1.1.3.1"
#define CHALLENGED_LEAF "1.1.3.2"
#define ONLY_LEAF "4.2.1"               /* the one claim of the principle 4.2 */

static inline void say(struct past *p, enum entity e, const char *id, enum field f, const char *value)
{
	struct facts_entry entry = { .entity = e, .field = f, .id = id, .value = value, .who = "Sam", .at = "2026-01-01T00:00:00Z",
		.how = FACT_SAID, .first = true };

	facts_add(&p->facts, &entry);
}

static inline void say_link(struct past *p, enum entity e, const char *owner, const char *claim, enum field f, const char *value)
{
	char *id = link_id(owner, claim);

	say(p, e, id, f, value);
	free(id);
}

static inline void say_evidence(struct past *p, const char *id, const char *ref, const char *title)
{
	say(p, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REF, ref);
	say(p, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_TITLE, title);
	say(p, ENTITY_EVIDENCE, id, FIELD_LOCATION, "https://example.org");
}

static inline void say_gap(struct past *p, const char *id, const char *ref, const char *text, const char *state)
{
	say(p, ENTITY_GAP, id, FIELD_GAP_REF, ref);
	say(p, ENTITY_GAP, id, FIELD_GAP, text);
	say(p, ENTITY_GAP, id, FIELD_GAP_STATE, state);
}

static inline void say_challenge(struct past *p, const char *id, const char *ref, const char *claim, const char *state)
{
	say(p, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_REF, ref);
	say(p, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_CLAIM, claim);
	say(p, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_TEXT, "Is that so?");
	say(p, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_STATE, state);
}

static inline void build(struct past *p, const struct tree *t)
{
	struct err err = {0};

	cr_assert(past_build(p, t, &err), "%s", err.text);
}

/* Ids by what they are of. */
enum { E_HANDBOOK = 1, E_SCAN, E_NEW };
static inline const char *evidence_id(int n)
{
	static char id[8][ID_TEXT];

	return id_of('E', n, id[n]);
}

static inline const char *gap_id(int n)
{
	static char id[8][ID_TEXT];

	return id_of('G', n, id[n]);
}

static inline const char *other_id(int n)
{
	static char id[8][ID_TEXT];

	return id_of('X', n, id[n]);
}

/* A little of everything. */
static inline void say_everything(struct past *p)
{
	say(p, ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Portal");
	say(p, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "developer-distributor");
	say(p, ENTITY_ASSESSMENT, "assessment", FIELD_ASSESSED, "2026-01-01");
	say(p, ENTITY_ASSESSMENT, "assessment", FIELD_NEXT_REVIEW, "2026-07-01");
	say_evidence(p, evidence_id(E_HANDBOOK), "1", "Handbook");
	say_evidence(p, evidence_id(E_SCAN), "2", "Scan");
	say(p, ENTITY_ANSWER, LEAF, FIELD_STATUS, "evidenced");
	say(p, ENTITY_ANSWER, LEAF, FIELD_ARGUMENT, "The handbook says so.");
	say(p, ENTITY_ANSWER, REVIEWED_LEAF, FIELD_STATUS, "evidenced");
	say(p, ENTITY_ANSWER, REVIEWED_LEAF, FIELD_INHERITED, "true");
	say(p, ENTITY_ANSWER, CHALLENGED_LEAF, FIELD_STATUS, "evidenced");
	say(p, ENTITY_ANSWER, CHALLENGED_LEAF, FIELD_ARGUMENT, "Because.");
	say(p, ENTITY_ANSWER, ONLY_LEAF, FIELD_STATUS, "evidenced");
	say(p, ENTITY_ANSWER, ONLY_LEAF, FIELD_ARGUMENT, "The scan shows it.");
	say_link(p, ENTITY_SUPPORT, evidence_id(E_HANDBOOK), LEAF, FIELD_SUPPORT_NOTE, "page 3");
	say_link(p, ENTITY_SUPPORT, evidence_id(E_SCAN), ONLY_LEAF, FIELD_SUPPORT_NOTE, "all of it");
	say_gap(p, gap_id(1), "1", "No fuzzing", "open");
	say_link(p, ENTITY_GAP_CLAIM, gap_id(1), OTHER_LEAF, FIELD_GAP_CLAIM_REMOVED, NULL);
	say_gap(p, gap_id(2), "2", "No log", "closed");
	say_challenge(p, other_id(1), "1", OTHER_LEAF, "open");
	say(p, ENTITY_SCOPE, "4.3", FIELD_SCOPE_IN, "false");
	say(p, ENTITY_WAIVER, other_id(2), FIELD_WAIVER_RULE, "stale");
	say(p, ENTITY_WAIVER, other_id(2), FIELD_WAIVER_ON, evidence_id(E_SCAN));
	say(p, ENTITY_BASELINE, other_id(3), FIELD_BASELINE_NAME, "start");
	say(p, ENTITY_READ_THROUGH, "1.1", FIELD_READ, "true");
}

#endif
