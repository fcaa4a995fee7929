/* The rules of challenges. */
#include "config.h"

#include <string.h>

#include "core/challenge.h"

bool challenge_waits(const struct challenge *c)
{
	return c->state == CHALLENGE_OPEN || c->state == CHALLENGE_ANSWERED;
}

int challenge_count(const struct work *w, enum challenge_state s)
{
	int n = 0;

	for (int i = 0; i < w->n_challenge; i++)
		n += w->challenge[i].state == s;
	return n;
}

int challenge_waiting(const struct work *w)
{
	return challenge_count(w, CHALLENGE_OPEN) + challenge_count(w, CHALLENGE_ANSWERED);
}

bool challenge_weighs(const struct work *w, const struct challenge *c)
{
	if (!challenge_waits(c) || c->claim == NODE_NONE)
		return false;
	return c->evidence_id == NULL || (c->evidence >= 0 && work_find_support(w, c->evidence, c->claim) >= 0);
}

/* ---- names ------------------------------------------------------------------------------------- */

void challenge_name(const struct challenge *c, struct buf *out)
{
	if (c->ref > 0)
		buf_addf(out, "C%d", c->ref);
	else
		buf_add(out, "a new challenge");
}

void challenge_place(const struct work *w, const struct challenge *c, struct buf *out)
{
	const char *claim = c->claim != NODE_NONE ? tree_leaf_name(w->tree, c->claim) : "no claim";

	if (c->evidence_id == NULL) {
		buf_add(out, claim);
		return;
	}
	buf_addf(out, "E%d", c->evidence_ref);
	if (c->evidence < 0)
		buf_add(out, ", removed,");
	else if (c->claim != NODE_NONE && work_find_support(w, c->evidence, c->claim) < 0)
		buf_add(out, ", no longer linked,");
	buf_addf(out, " for %s", claim);
}

/* ---- who may ------------------------------------------------------------------------------------ */

/* Where nobody is named as having raised it, nobody can be told apart from that person. */
static bool raised_it(const struct challenge *c, const char *who)
{
	return c->by == NULL || strcmp(c->by, who) == 0;
}

/* The claim's own owner, and the assessment's. */
static bool owns_it(const struct work *w, const struct challenge *c, const char *who)
{
	const char *whole = w->assessment.owner, *claim = c->claim != NODE_NONE ? w->answer[c->claim].owner : NULL;

	if (whole == NULL && claim == NULL)
		return c->by == NULL || strcmp(c->by, who) != 0;
	return (whole != NULL && strcmp(whole, who) == 0) || (claim != NULL && strcmp(claim, who) == 0);
}

static const char *act_words(enum challenge_act act)
{
	static const char *const words[] = {
		[CHALLENGE_ANSWER] = "answered", [CHALLENGE_SETTLE] = "settled", [CHALLENGE_OVERRULE] = "overruled",
		[CHALLENGE_REOPEN] = "opened again", [CHALLENGE_EDIT] = "worded anew", [CHALLENGE_REMOVE] = "removed",
	};

	return words[act];
}

/* The states in which it can be done at all. */
static bool fits_state(enum challenge_state s, enum challenge_act act)
{
	switch (act) {
	case CHALLENGE_ANSWER:
	case CHALLENGE_SETTLE:
	case CHALLENGE_OVERRULE:
		return s == CHALLENGE_OPEN || s == CHALLENGE_ANSWERED;
	case CHALLENGE_REOPEN:
		return s != CHALLENGE_OPEN;
	case CHALLENGE_EDIT:
	case CHALLENGE_REMOVE:
		return s == CHALLENGE_OPEN;
	}
	return false;
}

static bool refuse_state(const struct challenge *c, enum challenge_act act, const char *name, struct err *err)
{
	const char *by = c->by != NULL ? c->by : "anybody";
	const char *state = field_info(FIELD_CHALLENGE_STATE)->values[c->state];

	if (act == CHALLENGE_REOPEN)
		return err_set(err, ERR_INPUT, "%s is open already", name);
	if (c->state == CHALLENGE_ANSWERED)
		return err_set(err, ERR_INPUT, "%s is answered, and can only be %s while it is open; %s can open it again", name,
		    act_words(act), by);
	return err_set(err, ERR_INPUT, "%s is %s, and cannot be %s; %s can open it again", name, state, act_words(act), by);
}

static bool refuse_owner(const struct work *w, const struct challenge *c, const char *name, struct err *err)
{
	const char *whole = w->assessment.owner, *claim = c->claim != NODE_NONE ? w->answer[c->claim].owner : NULL;

	if (whole == NULL && claim == NULL)
		return err_set(err, ERR_INPUT, "%s was raised by %s, who can settle it; somebody else has to overrule it", name, c->by);
	if (claim != NULL && whole != NULL && strcmp(claim, whole) != 0)
		return err_set(err, ERR_INPUT, "only %s, who owns the assessment, or %s, who owns the claim, can overrule %s", whole, claim, name);
	return err_set(err, ERR_INPUT, "only %s, who owns the %s, can overrule %s", whole != NULL ? whole : claim,
	    whole != NULL ? "assessment" : "claim", name);
}

bool challenge_may(const struct work *w, const struct challenge *c, enum challenge_act act, const char *who, struct err *err)
{
	struct buf name = {0};
	bool ok = true;

	challenge_name(c, &name);
	if (!fits_state(c->state, act))
		ok = refuse_state(c, act, buf_str(&name), err);
	else if (act == CHALLENGE_OVERRULE && !owns_it(w, c, who))
		ok = refuse_owner(w, c, buf_str(&name), err);
	else if (act != CHALLENGE_ANSWER && act != CHALLENGE_OVERRULE && !raised_it(c, who))
		ok = err_set(err, ERR_INPUT, "%s can only be %s by %s, who raised it", buf_str(&name), act_words(act), c->by);
	buf_release(&name);
	return ok;
}

/* ---- changes ------------------------------------------------------------------------------------ */

void challenge_raise(struct changes *ch, const struct work *w, const char *id, int claim, const char *evidence, const char *by)
{
	changes_set(ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_CLAIM, w->tree->node[claim].id);
	if (evidence != NULL)
		changes_set(ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_EVIDENCE, evidence);
	changes_set(ch, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_BY, by);
}

void challenge_put_state(struct changes *ch, const struct challenge *c, enum challenge_act act)
{
	enum challenge_state to = act == CHALLENGE_ANSWER ? CHALLENGE_ANSWERED : act == CHALLENGE_SETTLE ? CHALLENGE_SETTLED :
	    act == CHALLENGE_OVERRULE ? CHALLENGE_OVERRULED : CHALLENGE_OPEN;

	if (act == CHALLENGE_REMOVE)
		changes_set(ch, ENTITY_CHALLENGE, c->id, c->revision, FIELD_CHALLENGE_REMOVED, "true");
	else if (act != CHALLENGE_EDIT)
		changes_set(ch, ENTITY_CHALLENGE, c->id, c->revision, FIELD_CHALLENGE_STATE, field_info(FIELD_CHALLENGE_STATE)->values[to]);
}

static const struct change *change_of(const struct changes *ch, const char *id, enum field f)
{
	for (size_t i = ch->n; i-- > 0;)
		if (ch->item[i].field == f && strcmp(ch->item[i].id, id) == 0)
			return &ch->item[i];
	return NULL;
}

/* Whether it has a reason once this is saved. */
static bool has_reason(const struct work *w, const struct changes *ch, const char *id)
{
	const struct change *reason = change_of(ch, id, FIELD_CHALLENGE_REASON);
	int i = work_find_challenge(w, id);

	return reason != NULL ? reason->value != NULL : i >= 0 && w->challenge[i].has_reason;
}

static bool has_answer(const struct work *w, const char *id)
{
	int i = work_find_challenge(w, id);

	return i >= 0 && w->challenge[i].has_answer;
}

bool challenge_check(const struct work *w, const struct changes *ch, struct err *err)
{
	for (size_t i = 0; i < ch->n; i++) {
		const struct change *c = &ch->item[i];

		if (c->field == FIELD_CHALLENGE_TEXT && c->value == NULL)
			return err_set(err, ERR_INPUT, "a challenge is not emptied: one raised by mistake is removed");
		if (c->field == FIELD_CHALLENGE_ANSWER && c->value == NULL && has_answer(w, c->id))
			return err_set(err, ERR_INPUT, "an answer is not emptied: another may replace it");
		if (c->field == FIELD_CHALLENGE_STATE && field_choice(c->field, c->value != NULL ? c->value : "") == CHALLENGE_OVERRULED &&
		    !has_reason(w, ch, c->id))
			return err_set(err, ERR_INPUT, "a challenge is overruled with a reason, which stays with it");
	}
	return true;
}

void challenge_reopened(struct buf *out, const char *text, const char *word)
{
	buf_addf(out, "%s\n\nOpened again: %s", text, word);
}
