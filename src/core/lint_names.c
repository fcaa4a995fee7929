/* The people whom the fields for names name: nobody's name goes into a customer's copy unasked. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"

/* Words that a claim is made of are no names, whatever stands in a field: "Security". */
static void gather_claim_words(const struct lint_run *r, struct map *words)
{
	struct lint_text t = {0};

	for (int i = 0; i < r->w->tree->n_nodes; i++) {
		lint_text_read(&t, NULL, r->w->tree->node[i].text, strlen(r->w->tree->node[i].text));
		for (size_t k = 0; k < t.n; k++)
			map_put(words, lint_text_word(&t, k), 1);
	}
	lint_text_release(&t);
}

static bool is_person(const struct lint_text *t, const struct map *claim_words)
{
	size_t at = 0;

	if (t->n == 0 || lint_text_hit(t, LINT_NO_PERSON, &at) != NULL || !(t->token[0].flags & TOKEN_CAPITAL))
		return false;
	return t->n > 1 || (t->token[0].len > 2 && !(t->token[0].flags & (TOKEN_STOP | TOKEN_PLACE)) &&
	    map_get(claim_words, lint_text_word(t, 0)) < 0);
}

/* "Maya (engineering team lead)": what stands in front of the bracket, its first two words. */
static void gather(struct lint_run *r, const char *name, const struct map *claim_words, struct lint_text *t)
{
	struct buf key = {0};

	if (name == NULL)
		return;
	lint_text_read(t, r->in->words, name, strcspn(name, "(,;/&"));
	if (!is_person(t, claim_words))
		return;
	buf_addn(&key, name + t->token[0].at, t->token[0].len);
	if (t->n > 1) {
		buf_addc(&key, ' ');
		buf_addn(&key, name + t->token[1].at, t->token[1].len);
	}
	map_put(&r->names, buf_str(&key), t->n > 1 ? 2 : 1);
	buf_release(&key);
}

void lint_names_gather(struct lint_run *r)
{
	const struct work *w = r->w;
	struct map claim_words = {0};
	struct lint_text t = {0};

	gather_claim_words(r, &claim_words);
	gather(r, w->assessment.owner, &claim_words, &t);
	gather(r, w->assessment.senior_owner, &claim_words, &t);
	for (int i = 0; i < w->tree->n_nodes; i++)
		gather(r, w->answer[i].owner, &claim_words, &t);
	for (int i = 0; i < w->n_evidence; i++)
		gather(r, w->evidence[i].owner, &claim_words, &t);
	for (int i = 0; i < w->n_gap; i++)
		gather(r, w->gap[i].owner, &claim_words, &t);
	for (int i = 0; i < w->n_challenge; i++)
		gather(r, w->challenge[i].by, &claim_words, &t);
	map_release(&claim_words);
	lint_text_release(&t);
}

enum { NAME_MAX_BYTES = 200 };

size_t lint_name_at(const struct lint_run *r, const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->token[token], *next = token + 1 < t->n ? k + 1 : NULL;
	char key[NAME_MAX_BYTES];

	if (!(k->flags & TOKEN_CAPITAL) || k->len >= sizeof key / 2)
		return 0;
	if (next != NULL && next->len < sizeof key / 2) {
		snprintf(key, sizeof key, "%.*s %.*s", (int)k->len, t->s + k->at, (int)next->len, t->s + next->at);
		if (map_get(&r->names, key) == 2)
			return 2;
	}
	snprintf(key, sizeof key, "%.*s", (int)k->len, t->s + k->at);
	return map_get(&r->names, key) == 1 ? 1 : 0;
}
