/* Rules of relevancy: whether what is said has to do with the claim, and whether it can be looked at. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"

/* ---- texts that say nothing ---------------------------------------------------------------------- */

/* Which words belong to a phrase of these two lists: they neither name anything nor speak of the matter. */
static bool *empty_words(const struct lint_text *t)
{
	bool *empty = xcalloc(t->n + 1, sizeof *empty);

	for (size_t i = 0; i < t->n_hits; i++)
		if (t->hit[i].phrase->list == LINT_TICK_BOX || t->hit[i].phrase->list == LINT_VAGUE)
			for (size_t k = t->hit[i].from; k < t->hit[i].to; k++)
				empty[k] = true;
	return empty;
}

/* By sentence; the one after the last says whether any of them names something. */
static bool *anchored(const struct lint_text *t)
{
	bool *names = xcalloc((size_t)t->sentences + 2, sizeof *names), *empty = empty_words(t);

	for (size_t i = 0; i < t->n; i++)
		if (!names[t->token[i].sentence] && !empty[i] && lint_text_anchor(t, i))
			names[t->token[i].sentence] = names[t->sentences] = true;
	free(empty);
	return names;
}

enum { QUOTES_MAX = 3, FEW_WORDS = 12, VAGUE_WORDS = 24 };

/* Adds the hits of a list, in sentences that name nothing, each phrase once. How many. */
static int quote_hits(const struct lint_text *t, enum lint_list list, const bool *names, struct buf *out)
{
	const struct lint_phrase *last = NULL;
	const struct lint_hit *h;
	size_t at = 0;
	int n = 0;

	while (n < QUOTES_MAX && (h = lint_text_hit(t, list, &at)) != NULL) {
		if (names[t->token[h->from].sentence] || h->phrase == last)
			continue;
		last = h->phrase;
		buf_add(out, n > 0 ? ", \"" : "\"");
		lint_text_quote(t, h, out);
		buf_addc(out, '"');
		n++;
	}
	return n;
}

static bool repeats(const struct lint_run *r, const struct lint_text *t);

/* An argument, or a detail of an item that names no place either: there the words have to do it all. */
static bool stands_alone(const struct lint_run *r)
{
	return r->now == FIELD_ARGUMENT || (lint_said(r, FIELD_LOCATION) == NULL && lint_said(r, FIELD_TOOL) == NULL);
}

/* Phrases that tick a box count wherever their sentence names nothing; words that say little, and brevity,
 * only in a short text that names nothing at all. */
void rule_tick_box(struct lint_run *r, const struct lint_text *t)
{
	bool *names, alone;
	struct buf b = {0};

	if (!r->counts || r->in.words == NULL || t->n == 0 || (r->now != FIELD_ARGUMENT && r->now != FIELD_DETAIL) ||
	    (r->now == FIELD_ARGUMENT && repeats(r, t)))
		return;
	names = anchored(t);
	alone = stands_alone(r) && !names[t->sentences] && !r->writing;
	if (quote_hits(t, LINT_TICK_BOX, names, &b) > 0 || (alone && t->n <= VAGUE_WORDS && quote_hits(t, LINT_VAGUE, names, &b) > 0))
		lint_say(r, "tick-box", "%s in %s, and nothing to look at", buf_str(&b), lint_field_words(r->now));
	else if (alone && t->n <= FEW_WORDS && r->now == FIELD_ARGUMENT)
		lint_say(r, "tick-box", "the argument has %zu word%s and names nothing", t->n, t->n == 1 ? "" : "s");
	free(names);
	buf_release(&b);
}

/* ---- repeating the claim -------------------------------------------------------------------------- */

static void content(const struct lint_text *t, struct lint_stems *out)
{
	bool *empty = empty_words(t);
	size_t from = 0;

	for (size_t i = 0; i <= t->n; i++) {
		if (i < t->n && !empty[i])
			continue;
		lint_text_stems(t, from, i, out);
		from = i + 1;
	}
	free(empty);
}

static void claim_words(const struct lint_run *r, const char *wording, struct lint_stems *out)
{
	struct lint_text t = {0};

	if (wording == NULL)
		return;
	lint_text_read(&t, r->in.words, wording, strlen(wording));
	lint_text_stems(&t, 0, t.n, out);
	lint_text_release(&t);
}

enum { OF_CLAIM_PERCENT = 80, CONTENT_MIN = 2, REPEAT_WORDS_MAX = 60 };

/* Nearly everything the argument says stands in the claim already. A long text always says more. */
static bool repeats(const struct lint_run *r, const struct lint_text *t)
{
	struct lint_stems said = {0}, claim = {0};
	bool same;

	if (r->leaf == NODE_NONE || t->n > REPEAT_WORDS_MAX)
		return false;
	content(t, &said);
	claim_words(r, r->w->tree->node[r->leaf].text, &claim);
	claim_words(r, r->w->tree->node[r->leaf].body, &claim);
	same = said.n >= CONTENT_MIN && lint_stems_common(&said, &claim, 0) * 100 >= said.n * OF_CLAIM_PERCENT;
	free(said.item);
	free(claim.item);
	return same;
}

void rule_repeats_claim(struct lint_run *r, int leaf)
{
	const struct lint_said *argument = lint_said(r, FIELD_ARGUMENT);

	(void)leaf;
	if (argument != NULL && r->in.words != NULL && repeats(r, &argument->text))
		lint_say(r, "repeats-claim", "the argument says little but the claim's own words");
}

/* ---- where to look -------------------------------------------------------------------------------- */

/* A title is written with capitals: they name nothing in it. */
static bool title_names(const struct lint_text *t)
{
	for (size_t i = 0; i < t->n; i++)
		if ((t->token[i].flags & (TOKEN_PLACE | TOKEN_MIXED | TOKEN_DIGITS)) || (!(t->token[i].flags & TOKEN_CAPITAL) && lint_text_anchor(t, i)))
			return true;
	return false;
}

static bool text_names(const struct lint_text *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (lint_text_anchor(t, i))
			return true;
	return false;
}

void rule_no_place(struct lint_run *r, int evidence)
{
	const struct evidence *e = &r->w->evidence[evidence];
	const struct lint_said *title = lint_said(r, FIELD_EVIDENCE_TITLE), *detail = lint_said(r, FIELD_DETAIL);

	if (r->in.words == NULL || e->has_location || e->tool != NULL)
		return;
	if ((title != NULL && title_names(&title->text)) || (detail != NULL && text_names(&detail->text)))
		return;
	lint_say(r, "no-place", detail != NULL ? "names no document, tool or place" : "a bare title: no detail, no location, no tool");
}

/* ---- the assessment as its own evidence ----------------------------------------------------------- */

static bool is_itself(const struct lint_run *r, const struct lint_text *t)
{
	const char *title = r->w->assessment.title;
	struct lint_chunk c;
	size_t at = 0;

	if (title != NULL && strcmp(t->s, title) == 0)
		return true;
	while (lint_text_chunk(t, &at, &c))
		if (c.len > 6 && memcmp(c.s + c.len - 6, ".assay", 6) == 0)
			return true;
	return false;
}

/* "1.2/2", "E4": a location that is a part of this assessment. */
static bool is_part_of_it(const struct lint_run *r, const struct lint_text *t)
{
	struct lint_chunk c;
	size_t at = 0;
	int number;
	char *name;
	bool found;

	if (!lint_text_chunk(t, &at, &c) || c.len > 40)
		return false;
	name = xstrndup(c.s, c.len);
	found = c.len == t->len && (tree_find_asked(r->w->tree, name) != NODE_NONE || (ref_read(name, 'E', &number) &&
	    work_find_evidence_ref(r->w, number) >= 0));
	free(name);
	return found;
}

void rule_own_evidence(struct lint_run *r, int evidence)
{
	static const enum field fields[] = { FIELD_EVIDENCE_TITLE, FIELD_LOCATION, FIELD_TOOL, FIELD_DETAIL };
	struct buf b = {0};

	(void)evidence;
	for (size_t i = 0; i < sizeof fields / sizeof *fields && b.len == 0; i++) {
		const struct lint_said *s = lint_said(r, fields[i]);
		const struct lint_hit *h;
		size_t at = 0;

		if (s == NULL)
			continue;
		if ((h = lint_text_hit(&s->text, LINT_OWN, &at)) != NULL)
			lint_text_quote(&s->text, h, &b);
		else if (is_itself(r, &s->text) || (fields[i] == FIELD_LOCATION && is_part_of_it(r, &s->text)))
			buf_add(&b, buf_str(&s->bytes));
		if (b.len > 0)
			lint_say(r, "own-evidence", "\"%s\" in %s is this assessment itself", buf_str(&b), lint_field_words(fields[i]));
	}
	buf_release(&b);
}

/* ---- public claims -------------------------------------------------------------------------------- */

static bool line_is_inside(const struct lint_run *r, const char *s, size_t n)
{
	struct lint_text t = {0};
	struct lint_chunk c;
	size_t at = 0, hit = 0;
	bool inside;

	lint_text_read(&t, r->in.words, s, n);
	inside = lint_text_hit(&t, LINT_INSIDE_PLACE, &hit) != NULL;
	while (!inside && lint_text_chunk(&t, &at, &c))
		inside = lint_chunk_is_inside(&c, r->in.words);
	lint_text_release(&t);
	return inside;
}

/* All its lines lead inside; an item without a location is believed. */
static bool all_inside(const struct lint_run *r, const char *s)
{
	bool inside = *s != '\0';

	while (inside && *s != '\0') {
		size_t n = strcspn(s, "\n");

		inside = line_is_inside(r, s, n);
		s += n + (s[n] == '\n');
	}
	return inside;
}

bool lint_is_inside(struct lint_run *r, int evidence)
{
	const struct evidence *e = &r->w->evidence[evidence];
	const struct lint_said *here = r->entity == ENTITY_EVIDENCE && r->id == e->id ? lint_said(r, FIELD_LOCATION) : NULL;
	struct buf b = {0};

	if (r->where[evidence] != LINT_WHERE_UNKNOWN)
		return r->where[evidence] == LINT_WHERE_INSIDE;
	if (here == NULL && e->audience == AUDIENCE_PUBLIC && e->has_location)
		lint_read(r, FIELD_LOCATION, e->id, &b);
	r->where[evidence] = e->audience != AUDIENCE_PUBLIC || (r->in.words != NULL && all_inside(r, buf_str(here != NULL ? &here->bytes : &b))) ?
	    LINT_WHERE_INSIDE : LINT_WHERE_OPEN;
	buf_release(&b);
	return r->where[evidence] == LINT_WHERE_INSIDE;
}

enum { NAMED_MAX = 3 };

void rule_public_inside(struct lint_run *r, int leaf)
{
	enum status status = r->w->answer[leaf].status;
	struct buf b = {0};
	int n = 0;

	if (!r->w->tree->node[leaf].must_be_public || (status != STATUS_EVIDENCED && status != STATUS_PARTLY_EVIDENCED))
		return;
	for (int s = r->w->first_support[leaf]; s >= 0; s = r->w->support[s].next_of_claim) {
		const struct evidence *e = &r->w->evidence[r->w->support[s].evidence];

		if (!lint_is_inside(r, r->w->support[s].evidence)) {
			n = 0;
			break;
		}
		if (++n <= NAMED_MAX)
			buf_addf(&b, "%sE%d %s", n > 1 ? ", " : "", e->ref, e->audience == AUDIENCE_INTERNAL ? "is marked internal" :
			    e->audience == AUDIENCE_CUSTOMER ? "is marked for customers" : "lies inside the organisation");
	}
	if (n > 0)
		lint_say(r, "public-inside", "what shows it must be public, but %s%s", buf_str(&b), n > NAMED_MAX ? " and so on" : "");
	buf_release(&b);
}

enum { MANY_CLAIMS = 3 };

void rule_link_unsaid(struct lint_run *r, int support)
{
	const struct support *s = &r->w->support[support];
	const struct evidence *e = &r->w->evidence[s->evidence];

	if (e->n_supports >= MANY_CLAIMS && !s->has_note)
		lint_say(r, "link-unsaid", "E%d supports %d claims, and nothing says which part of it shows this one", e->ref, e->n_supports);
}
