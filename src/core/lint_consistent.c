/* Rules of consistency: what should not be here, or not in this copy. Items that are nearly the same are found in lint_near.c. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"

void rule_unused(struct lint_run *r, int evidence)
{
	if (r->w->evidence[evidence].n_supports == 0)
		lint_say(r, "unused", "supports no claim");
}

/* ---- credentials -------------------------------------------------------------------------------- */

enum { SHOWN = 4 /* characters of a credential: enough to find it, no more */, SECRET_MIN = 8, FOUND_MAX = 3 };

static void say_credential(struct lint_run *r, const char *what, const char *s, size_t n)
{
	size_t shown = 0;

	while (shown < SHOWN && shown < n && (unsigned char)s[shown] < 0x80 && s[shown] != '\n')
		shown++;
	lint_say(r, "credential", "%s in %s, beginning with \"%.*s\"", what, lint_field_words(r->now), (int)shown, s);
}

static bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

/* "password: Winter2024!", "api_key=...": letters and digits mixed, so that "password: required" is none. */
static bool secret_after(const struct lint_text *t, const struct lint_hit *h, struct lint_chunk *out)
{
	size_t at = t->token[h->to - 1].at + t->token[h->to - 1].len, from;
	bool letter = false, digit = false, plain = true;

	while (at < t->len && (t->s[at] == ' ' || is_quote(t->s[at])))
		at++;
	if (at >= t->len || (t->s[at] != ':' && t->s[at] != '='))
		return false;
	at++;
	while (at < t->len && (t->s[at] == ' ' || is_quote(t->s[at])))
		at++;
	for (from = at; at < t->len && strchr(" \n\t\"'`", t->s[at]) == NULL; at++) {
		letter = letter || (t->s[at] >= 'A' && t->s[at] <= 'z');
		digit = digit || (t->s[at] >= '0' && t->s[at] <= '9');
		plain = plain && t->s[at] != '-' && t->s[at] != '/';
	}
	*out = (struct lint_chunk){ t->s + from, at - from };
	return letter && digit && plain && out->len >= SECRET_MIN && !lint_chunk_is_address(out);
}

void rule_credential(struct lint_run *r, const struct lint_text *t)
{
	const struct lint_hit *h;
	struct lint_chunk c;
	const char *name;
	size_t at = 0, n = 0;

	if (r->in.words == NULL)
		return;
	while (n < FOUND_MAX && (name = lint_text_credential(t, r->in.words, &at, &c)) != NULL) {
		say_credential(r, name, c.s, c.len);
		n++;
	}
	at = 0;
	while (n == 0 && (h = lint_text_hit(t, LINT_SECRET, &at)) != NULL)
		if (secret_after(t, h, &c)) {
			say_credential(r, "a credential written out", c.s, c.len);
			n++;
		}
}

/* ---- internal matter ---------------------------------------------------------------------------- */

static void add_found(struct buf *b, const char *s, size_t n, const char *what)
{
	if (b->len > 0)
		buf_add(b, ", ");
	lint_quote(b, s, n);
	buf_addf(b, " (%s)", what);
}

static bool leads_to_reference(const struct lint_text *t, size_t token)
{
	static const char *const before[] = { "gap", "gaps", "evidence", "item", "items", "see", "in", "by", "and", "from" };

	if (t->token[token].at > 0 && t->s[t->token[token].at - 1] == '(')
		return true;
	for (size_t i = 0; token > 0 && i < sizeof before / sizeof *before; i++)
		if (strcmp(lint_text_word(t, token - 1), before[i]) == 0)
			return true;
	return false;
}

/* A reference to what that copy does not hold. */
static bool is_internal_reference(const struct lint_run *r, const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->token[token];
	char name[16];
	int number, i;

	if (!(k->flags & TOKEN_MIXED) || k->len >= sizeof name || (t->s[k->at] != 'E' && t->s[k->at] != 'G') || !leads_to_reference(t, token))
		return false;
	snprintf(name, sizeof name, "%.*s", (int)k->len, t->s + k->at);
	if (ref_read(name, 'E', &number) && (i = work_find_evidence_ref(r->w, number)) >= 0)
		return r->w->evidence[i].audience == AUDIENCE_INTERNAL;
	if (ref_read(name, 'G', &number) && (i = work_find_gap_ref(r->w, number)) >= 0)
		return r->w->gap[i].audience == AUDIENCE_INTERNAL;
	return false;
}

static void find_in_words(struct lint_run *r, const struct lint_text *t, struct buf *b)
{
	for (size_t i = 0, n = 0; i < t->n && n < FOUND_MAX; i++) {
		const struct lint_token *k = &t->token[i];
		size_t name = lint_name_at(r, t, i);

		if (name > 0) {
			const struct lint_token *last = &t->token[i + name - 1];

			add_found(b, t->s + k->at, last->at + last->len - k->at, "a person");
			i += name - 1;
			n++;
		} else if (is_internal_reference(r, t, i)) {
			add_found(b, t->s + k->at, k->len, "marked internal");
			n++;
		}
	}
}

void rule_internal_matter(struct lint_run *r, const struct lint_text *t)
{
	const struct lint_hit *h;
	struct lint_chunk c;
	struct buf b = {0};
	size_t at = 0, n = 0;

	if (!r->counts || !r->visible || r->in.words == NULL || field_info(r->now)->internal)
		return;
	while (n++ < FOUND_MAX && (h = lint_text_hit(t, LINT_INSIDE, &at)) != NULL)
		add_found(&b, t->s + t->token[h->from].at, t->token[h->to - 1].at + t->token[h->to - 1].len - t->token[h->from].at, "for insiders");
	n = at = 0;
	while (n < FOUND_MAX && lint_text_chunk(t, &at, &c))
		if (lint_chunk_is_inside(&c, r->in.words)) {
			add_found(&b, c.s, c.len, "an inside address");
			n++;
		}
	if (r->entity != ENTITY_ASSESSMENT)
		find_in_words(r, t, &b);
	if (b.len > 0)
		lint_say(r, "internal-matter", "%s in %s, which customers get to see", buf_str(&b), lint_field_words(r->now));
	buf_release(&b);
}
