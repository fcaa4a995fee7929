/* Why a suggestion is made, in words that can be checked: what is shared, and where it stands. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/suggest_private.h"

/* Which words of the item a text has, by their place in its terms. */
struct having { const struct suggest *s; const struct item_terms *q; bool *has; };

static bool note_term(void *ctx, const char *stem, const char *word, size_t len, bool pair)
{
	struct having *h = ctx;
	long row = suggest_row(h->s, stem);

	(void)word;
	(void)len;
	(void)pair;
	if (row >= 0 && h->q->slot[row] >= 0)
		h->has[h->q->slot[row]] = true;
	return row >= 0;
}

static void look(const struct suggest *s, const struct item_terms *q, bool *has, const char *text)
{
	struct having h = { s, q, has };

	if (text != NULL)
		terms_each(text, SUGGEST_TEXT_MAX, note_term, &h);
}

/* ---- words ----------------------------------------------------------------------------------------- */

/* Whether a chosen pair of words has this one in it, or this pair a chosen word. */
static bool within(const struct item_term *a, const struct item_term *b)
{
	const struct item_term *pair = a->pair ? a : b, *one = a->pair ? b : a;

	if (a->pair == b->pair)
		return false;
	for (size_t i = 0; i + one->len <= pair->len; i++)
		if (strncasecmp(pair->word + i, one->word, one->len) == 0)
			return true;
	return false;
}

struct choosing {
	const struct suggest *s;
	const struct item_terms *q;
	const bool *has;                /* in the claim's own texts */
	size_t chosen[SUGGEST_WORDS];
	int n;
	int leaf;
};

static bool chosen_already(const struct choosing *c, size_t term)
{
	for (int i = 0; i < c->n; i++)
		if (c->chosen[i] == term || within(&c->q->term[c->chosen[i]], &c->q->term[term]))
			return true;
	return false;
}

/* Two words together say more than either of them. */
static double telling(const struct choosing *c, size_t term)
{
	double part = suggest_part(c->s, &c->q->term[term], c->leaf);

	return c->q->term[term].pair ? 3 * part : part;
}

static bool choose_next(struct choosing *c)
{
	double best = 0;
	size_t at = 0;

	for (size_t i = 0; i < c->q->n; i++)
		if (c->has[i] && !chosen_already(c, i) && telling(c, i) > best) {
			best = telling(c, i);
			at = i;
		}
	if (best > 0)
		c->chosen[c->n++] = at;
	return best > 0;
}

static char *word_text(const struct item_term *t)
{
	char *text = xstrndup(t->word, t->len);

	for (char *c = text; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	return text;
}

static int count_chosen(const struct choosing *c, const bool *has)
{
	int n = 0;

	for (int i = 0; i < c->n; i++)
		n += has[c->chosen[i]];
	return n;
}

/* ---- where they stand ---------------------------------------------------------------------------- */

static bool helps(const struct guidance *g, int leaf)
{
	for (size_t i = 0; i < g->n_claims; i++)
		if (g->claim[i] == leaf)
			return true;
	return false;
}

/* The lines with the most of the chosen words, in the order of the catalogue. */
static void find_guidance(struct suggestion *out, const struct choosing *c, bool *has)
{
	const struct tree *t = suggest_work(c->s)->tree;

	for (int least = c->n; least > 0 && out->n_guidance == 0; least--)
		for (size_t i = 0; i < t->n_guidance && out->n_guidance < SUGGEST_GUIDANCE; i++) {
			if (!helps(&t->guidance[i], c->leaf))
				continue;
			memset(has, 0, c->q->n * sizeof *has);
			look(c->s, c->q, has, t->guidance[i].text);
			if (count_chosen(c, has) == least)
				out->guidance[out->n_guidance++] = (int)i;
		}
}

static void look_at_wording(const struct suggest *s, int leaf, const struct item_terms *q, bool *has)
{
	const struct tree *t = suggest_work(s)->tree;

	look(s, q, has, t->node[leaf].label);
	look(s, q, has, tree_wording(t, leaf));
	look(s, q, has, t->node[leaf].text);
}

/* ---- items that are alike ------------------------------------------------------------------------- */

/* One of the names between commas is in both. */
static bool tools_meet(const char *a, const char *b)
{
	char *names, *rest, *name;
	bool meet = false;

	if (a == NULL || b == NULL)
		return false;
	names = rest = xstrdup(a);
	while (!meet && (name = strsep(&rest, ",")) != NULL) {
		struct buf b_name = {0};

		name += strspn(name, " ");
		buf_add(&b_name, name);
		buf_trim_end(&b_name);
		meet = b_name.len > 1 && utf8_find(b, buf_str(&b_name)) >= 0;
		buf_release(&b_name);
	}
	free(names);
	return meet;
}

static int words_in(const struct suggest *s, const struct item_terms *q, bool *has, const char *title)
{
	int n = 0;

	memset(has, 0, q->n * sizeof *has);
	look(s, q, has, title);
	for (size_t i = 0; i < q->n; i++)
		n += has[i] && !q->term[i].pair;
	return n;
}

enum { ALIKE_WORDS = 2, SAME_TOOL = 100 };

static void find_like(struct suggestion *out, const struct suggest *s, const struct item_terms *q, bool *has)
{
	const struct work *w = suggest_work(s);
	int best = 0;

	for (int i = w->first_support[out->claim]; i >= 0; i = w->support[i].next_of_claim) {
		const struct evidence *e = &w->evidence[w->support[i].evidence];
		bool same = tools_meet(w->evidence[out->evidence].tool, e->tool);
		int words = words_in(s, q, has, e->title), score = words + (same ? SAME_TOOL : 0);

		if ((same || words >= ALIKE_WORDS) && score > best) {
			best = score;
			out->like = w->support[i].evidence;
			out->same_tool = same;
		}
	}
}

bool suggestion_explain(struct suggestion *out, const struct suggest *s, const struct reader *r, struct err *err)
{
	const struct work *w = suggest_work(s);
	struct item_terms q;
	item_terms_init(&q, s);
	bool ok = item_terms_take(&q, s, r, out->evidence, err);
	bool *wording = xcalloc(q.n + 1, sizeof *wording), *any = xcalloc(q.n + 1, sizeof *any), *has = xcalloc(q.n + 1, sizeof *has);
	struct choosing c = { .s = s, .q = &q, .has = any, .leaf = out->claim };

	look_at_wording(s, out->claim, &q, wording);
	memcpy(any, wording, q.n * sizeof *any);
	for (size_t i = 0; i < w->tree->n_guidance; i++)
		if (helps(&w->tree->guidance[i], out->claim))
			look(s, &q, any, w->tree->guidance[i].text);
	while (ok && c.n < SUGGEST_WORDS && choose_next(&c))
		out->word[out->n_words++] = word_text(&q.term[c.chosen[c.n - 1]]);
	out->in_wording = count_chosen(&c, wording) > 0;
	find_guidance(out, &c, has);
	find_like(out, s, &q, has);
	free(wording);
	free(any);
	free(has);
	item_terms_release(&q);
	return ok;
}

/* ---- in words -------------------------------------------------------------------------------------- */

static void add_shared(struct buf *out, const struct suggestion *s, const struct tree *t)
{
	buf_add(out, "shares ");
	for (int i = 0; i < s->n_words; i++)
		buf_addf(out, "%s'%s'", i > 0 ? ", " : "", s->word[i]);
	buf_add(out, " with ");
	if (s->in_wording || s->n_guidance == 0)
		buf_addf(out, "%s%s", tree_leaf_name(t, s->claim), s->n_guidance > 0 ? " and its " : "");
	for (int i = 0; i < s->n_guidance; i++)
		buf_addf(out, "%s%s", i > 0 ? ", " : "guidance ", t->guidance[s->guidance[i]].id);
	if (!s->in_wording && s->n_guidance > 0)
		buf_addf(out, " for %s", tree_leaf_name(t, s->claim));
}

void suggestion_because(struct buf *out, const struct suggestion *s, const struct work *w)
{
	if (s->n_words > 0)
		add_shared(out, s, w->tree);
	if (s->like >= 0)
		buf_addf(out, "%sE%d, which supports it, %s", s->n_words > 0 ? "; " : "", w->evidence[s->like].ref,
		    s->same_tool ? "names the same tool" : "has a title like it");
	if (s->n_words == 0 && s->like < 0)
		buf_add(out, "shares words with the evidence that supports it");
}
