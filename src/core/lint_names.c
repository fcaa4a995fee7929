/* The people whom the fields for names name: nobody's name goes into a customer's copy unasked. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"

struct lint_people {
	bool gathered;
	struct map names;               /* as they are written: how many words, 1 or 2 */
	struct map fields;              /* what was found in them: few people have many things */
	struct map single;              /* folded: names of one word, NOT_IN_CLAIMS until a claim is found to have it */
};
enum { IN_CLAIMS = 1, NOT_IN_CLAIMS = 2 };

struct lint_people *lint_people_new(void)
{
	return xcalloc(1, sizeof(struct lint_people));
}

void lint_people_free(struct lint_people *p)
{
	if (p == NULL)
		return;
	map_release(&p->names);
	map_release(&p->fields);
	map_release(&p->single);
	free(p);
}

/* ---- gathering ---------------------------------------------------------------------------------- */

static bool is_person(const struct lint_text *t)
{
	size_t at = 0;

	if (t->n == 0 || lint_text_hit(t, LINT_NO_PERSON, &at) != NULL || !(t->token[0].flags & TOKEN_CAPITAL))
		return false;
	return t->n > 1 || (t->token[0].len > 2 && !(t->token[0].flags & (TOKEN_STOP | TOKEN_PLACE)));
}

/* "Maya (engineering team lead)": what stands in front of the bracket, its first two words. */
static void gather(struct lint_people *p, const struct lint_words *words, const char *name, struct lint_text *t)
{
	struct buf key = {0};

	if (name == NULL || map_get(&p->fields, name) >= 0)
		return;
	map_put(&p->fields, name, 1);
	lint_text_read(t, words, name, strcspn(name, "(,;/&"));
	if (!is_person(t))
		return;
	buf_addn(&key, name + t->token[0].at, t->token[0].len);
	if (t->n > 1) {
		buf_addc(&key, ' ');
		buf_addn(&key, name + t->token[1].at, t->token[1].len);
	} else {
		map_put(&p->single, lint_text_word(t, 0), NOT_IN_CLAIMS);
	}
	map_put(&p->names, buf_str(&key), t->n > 1 ? 2 : 1);
	buf_release(&key);
}

/* Words that a claim is made of are no names, whatever stands in a field: "Security". */
static void look_in_claims(struct lint_people *p, const struct tree *tree, struct lint_text *t)
{
	if (p->single.n == 0)
		return;
	for (int i = 0; i < tree->n_nodes; i++) {
		lint_text_read(t, NULL, tree->node[i].text, strlen(tree->node[i].text));
		for (size_t k = 0; k < t->n; k++)
			if (map_get(&p->single, lint_text_word(t, k)) == NOT_IN_CLAIMS)
				map_put(&p->single, lint_text_word(t, k), IN_CLAIMS);
	}
}

static void gather_all(struct lint_people *p, const struct work *w, const struct lint_words *words)
{
	struct lint_text t = {0};

	gather(p, words, w->assessment.owner, &t);
	gather(p, words, w->assessment.senior_owner, &t);
	for (int i = 0; i < w->tree->n_nodes; i++)
		gather(p, words, w->answer[i].owner, &t);
	for (int i = 0; i < w->n_evidence; i++)
		gather(p, words, w->evidence[i].owner, &t);
	for (int i = 0; i < w->n_gap; i++)
		gather(p, words, w->gap[i].owner, &t);
	for (int i = 0; i < w->n_challenge; i++)
		gather(p, words, w->challenge[i].by, &t);
	look_in_claims(p, w->tree, &t);
	p->gathered = true;
	map_release(&p->fields);
	lint_text_release(&t);
}

/* ---- in a text ---------------------------------------------------------------------------------- */

enum { NAME_MAX_BYTES = 200 };

static const struct lint_people *people_of(struct lint_run *r)
{
	if (r->people == NULL)
		r->people = lint_people_new();
	if (!r->people->gathered)
		gather_all(r->people, r->w, r->in.words);
	return r->people;
}

static bool is_single(const struct lint_people *p, const char *name, const char *folded)
{
	return map_get(&p->names, name) == 1 && map_get(&p->single, folded) == NOT_IN_CLAIMS;
}

size_t lint_name_at(struct lint_run *r, const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->token[token], *next = token + 1 < t->n ? k + 1 : NULL;
	const struct lint_people *p;
	char key[NAME_MAX_BYTES];

	if (!(k->flags & TOKEN_CAPITAL) || k->len >= sizeof key / 2)
		return 0;
	p = people_of(r);
	memcpy(key, t->s + k->at, k->len);
	if (next != NULL && next->len < sizeof key / 2) {
		key[k->len] = ' ';
		memcpy(key + k->len + 1, t->s + next->at, next->len);
		key[k->len + 1 + next->len] = '\0';
		if (map_get(&p->names, key) == 2)
			return 2;
	}
	key[k->len] = '\0';
	return is_single(p, key, lint_text_word(t, token)) ? 1 : 0;
}
