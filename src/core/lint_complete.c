/* Rules of completeness: what an assurer expects to find and does not. */
#include "config.h"

#include "core/lint_private.h"
#include "core/reading.h"

static bool is_evidenced(const struct lint_run *r, int leaf)
{
	enum status s = r->w->answer[leaf].status;

	return s == STATUS_EVIDENCED || s == STATUS_PARTLY_EVIDENCED;
}

static const char *status_words(enum status s)
{
	static const char *const words[] = { "to assess", "evidenced", "partly evidenced", "not evidenced", "not applicable" };

	return words[s];
}

void rule_no_support(struct lint_run *r, int leaf)
{
	const char *status = status_words(r->w->answer[leaf].status);
	int n = r->w->n_supports[leaf];

	if (!is_evidenced(r, leaf) || work_counting(r->w, leaf) > 0)
		return;
	if (n == 0)
		lint_say(r, "no-support", "%s, and no evidence is linked", status);
	else
		lint_say(r, "no-support", "%s, but %s", status,
		    n == 1 ? "its only item of evidence does not count" : "none of its items of evidence counts");
}

void rule_no_argument(struct lint_run *r, int leaf)
{
	if (is_evidenced(r, leaf) && !r->w->answer[leaf].has_argument)
		lint_say(r, "no-argument", "%s, without an argument", status_words(r->w->answer[leaf].status));
}

void rule_no_reason(struct lint_run *r, int leaf)
{
	if (r->w->answer[leaf].status == STATUS_NOT_APPLICABLE && !r->w->answer[leaf].has_argument)
		lint_say(r, "no-reason", "not applicable, without a reason");
}

/* Where the only gaps are closed, gap-closed-early says so of them. */
void rule_no_gap(struct lint_run *r, int leaf)
{
	enum status s = r->w->answer[leaf].status;

	if ((s == STATUS_PARTLY_EVIDENCED || s == STATUS_NOT_EVIDENCED) && !r->gaps[leaf].planned && r->gaps[leaf].last_closed < 0)
		lint_say(r, "no-gap", "%s, and no gap says what is missing", status_words(s));
}

/* ---- gaps --------------------------------------------------------------------------------------- */

void rule_gap_plan(struct lint_run *r, int gap)
{
	const struct gap *g = &r->w->gap[gap];
	const char *missing[3];
	int n = 0;

	if (g->state == GAP_ACCEPTED && !g->has_action)
		lint_say(r, "gap-plan", "nothing is planned, and nothing says why");
	if (!gap_outstanding(r->w, g))
		return;
	if (!g->has_action)
		missing[n++] = "what will be done";
	if (g->owner == NULL)
		missing[n++] = "who does it";
	if (g->due == DATE_NONE)
		missing[n++] = "by when";
	if (n > 0)
		lint_say(r, "gap-plan", "does not say %s%s%s%s%s", missing[0], n > 2 ? ", " : n > 1 ? " and " : "", n > 1 ? missing[1] : "",
		    n > 2 ? " and " : "", n > 2 ? missing[2] : "");
}

/* ---- the assessment ----------------------------------------------------------------------------- */

void rule_not_read(struct lint_run *r)
{
	int read, all;

	reading_count(r->w, &read, &all);
	if (read >= all)
		return;
	if (read > 0)
		lint_say(r, "not-read", "%d of %d sections of the catalogue were read", read, all);
	else
		lint_say(r, "not-read", "the catalogue was not read through");
}

void rule_draft_lying(struct lint_run *r)
{
	if (r->in.drafts == 1)
		lint_say(r, "draft-lying", "a text was typed and not saved");
	else if (r->in.drafts > 1)
		lint_say(r, "draft-lying", "%d texts were typed and not saved", r->in.drafts);
}

void rule_clean_sheet(struct lint_run *r)
{
	const struct counts *c = &r->in.standing->total;

	if (c->leaf[LEAF_MET] > 0 && c->leaf[LEAF_MET] + c->leaf[LEAF_SET_ASIDE] == c->in_scope && r->w->n_gap == 0 && r->w->n_challenge == 0)
		lint_say(r, "clean-sheet", "all %d claims in scope are met or set aside, with no gap and no challenge", c->in_scope);
}

/* ---- blanks ------------------------------------------------------------------------------------- */

static void say_blank(struct lint_run *r, const char *s, size_t n)
{
	struct buf b = {0};

	lint_quote(&b, s, n);
	lint_say(r, "blank-left", "%s in %s", buf_str(&b), lint_field_words(r->now));
	buf_release(&b);
}

enum { BLANKS_MAX = 3 /* quoted of one text */ };

void rule_blank_left(struct lint_run *r, const struct lint_text *t)
{
	const struct lint_hit *h;
	struct lint_chunk c;
	size_t at = 0, n = 0;

	if (!r->counts || r->in.words == NULL)
		return;
	while (n < BLANKS_MAX && (h = lint_text_hit(t, LINT_BLANK, &at)) != NULL) {
		const struct lint_token *first = &t->token[h->from], *last = &t->token[h->to - 1];

		say_blank(r, t->s + first->at, last->at + last->len - first->at);
		n++;
	}
	at = 0;
	while (n < BLANKS_MAX && lint_text_bracket(t, r->in.words, &at, &c)) {
		say_blank(r, c.s, c.len);
		n++;
	}
}
