/* Why a suggestion is made, in words that can be checked: what is shared, and where it stands. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/suggest_private.h"

/* An item's words in hand, by their place in its terms. */
struct reason {
	struct suggest *s;
	const struct item_terms *q;
	int leaf, doc;
	double *telling;                /* what each says of the claim */
	bool *wording, *any;            /* whether the claim's own texts have it; these and its guidance */
	size_t chosen[SUGGEST_WORDS];
	int n;
};

static void mark(const struct reason *c, bool *has, int term)
{
	int at = (size_t)term < c->s->n_rows ? c->s->slot[term] : -1;

	if (at >= 0)
		has[at] = true;
}

struct marking { const struct reason *c; bool *has; };

static void mark_word(void *ctx, int term, const char *word, size_t len)
{
	const struct marking *m = ctx;

	(void)word;
	(void)len;
	mark(m->c, m->has, term);
}

static void mark_text(const struct reason *c, bool *has, const char *text)
{
	terms_each(&c->s->terms, text, mark_word, &(struct marking){ c, has });
}

static const int *lines_of(const struct reason *c, int *n)
{
	int from = c->doc > 0 ? c->s->line_end[c->doc - 1] : 0;

	*n = c->s->line_end[c->doc] - from;
	return c->s->line + from;
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

static bool chosen_already(const struct reason *c, size_t term)
{
	for (int i = 0; i < c->n; i++)
		if (c->chosen[i] == term || within(&c->q->term[c->chosen[i]], &c->q->term[term]))
			return true;
	return false;
}

/* Two words together say more than either of them. */
static double telling(const struct reason *c, const struct item_term *t)
{
	double part = t->weight * suggest_part(c->s, t->term, c->doc);

	return t->pair ? 3 * part : part;
}

/* The one that says more, or of those that say as much the one that stands first. */
static bool better(const struct reason *c, size_t a, size_t b)
{
	if (c->telling[a] > c->telling[b] || c->telling[a] < c->telling[b])
		return c->telling[a] > c->telling[b];
	return c->q->term[a].order < c->q->term[b].order;
}

static bool choose_next(struct reason *c)
{
	size_t none = c->q->n, at = none;

	for (size_t i = 0; i < c->q->n; i++)
		if (c->any[i] && c->telling[i] > 0 && !chosen_already(c, i) && (at == none || better(c, i, at)))
			at = i;
	if (at != none)
		c->chosen[c->n++] = at;
	return at != none;
}

static char *word_text(const struct item_term *t)
{
	char *text = xstrndup(t->word, t->len);

	for (char *c = text; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	return text;
}

/* ---- where they stand ---------------------------------------------------------------------------- */

/* How many of the chosen words a line of guidance has. */
static int chosen_in(const struct reason *c, int line)
{
	size_t n;
	const struct list_term *t = term_list(&c->s->guidance, (size_t)line, &n);
	int has = 0;

	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < c->n; k++)
			has += c->q->term[c->chosen[k]].term == t[i].term;
	return has;
}

/* The lines with the most of the chosen words, in the order of the catalogue. */
static void find_guidance(struct suggestion *out, const struct reason *c)
{
	int n, most = 0;
	const int *line = lines_of(c, &n);

	for (int i = 0; i < n; i++) {
		int has = chosen_in(c, line[i]);

		if (has > most) {
			most = has;
			out->n_guidance = 0;
		}
		if (has > 0 && has == most && out->n_guidance < SUGGEST_GUIDANCE)
			out->guidance[out->n_guidance++] = line[i];
	}
}

static void look_at_wording(const struct reason *c)
{
	const struct tree *t = c->s->w->tree;

	mark_text(c, c->wording, t->node[c->leaf].label);
	mark_text(c, c->wording, tree_wording(t, c->leaf));
	mark_text(c, c->wording, t->node[c->leaf].text);
}

static void look_at_guidance(const struct reason *c)
{
	int n_lines;
	const int *line = lines_of(c, &n_lines);

	for (int i = 0; i < n_lines; i++) {
		size_t n;
		const struct list_term *t = term_list(&c->s->guidance, (size_t)line[i], &n);

		for (size_t k = 0; k < n; k++)
			mark(c, c->any, t[k].term);
	}
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

/* Words of the item that another has in its title. */
static int words_in_title(const struct reason *c, int evidence)
{
	size_t n;
	const struct list_term *t = term_list(&c->s->items, (size_t)evidence, &n);
	int words = 0;

	for (size_t i = 0; i < n; i++)
		words += t[i].first > 0 && !c->s->terms.info[t[i].term].pair && c->s->slot[t[i].term] >= 0;
	return words;
}

enum { ALIKE_WORDS = 2, SAME_TOOL = 100 };

static void find_like(struct suggestion *out, const struct reason *c)
{
	const struct work *w = c->s->w;
	int best = 0;

	for (int i = w->first_support[out->claim]; i >= 0; i = w->support[i].next_of_claim) {
		int other = w->support[i].evidence, words = words_in_title(c, other);
		bool same = tools_meet(w->evidence[out->evidence].tool, w->evidence[other].tool);
		int score = words + (same ? SAME_TOOL : 0);

		if ((same || words >= ALIKE_WORDS) && score > best) {
			best = score;
			out->like = other;
			out->same_tool = same;
		}
	}
}

static void choose(struct reason *c, struct suggestion *out)
{
	size_t n = c->q->n;

	look_at_wording(c);
	for (size_t i = 0; i < n; i++) {
		c->any[i] = c->wording[i];
		c->telling[i] = telling(c, &c->q->term[i]);
	}
	look_at_guidance(c);
	while (c->n < SUGGEST_WORDS && choose_next(c)) {
		size_t at = c->chosen[c->n - 1];

		out->word[out->n_words++] = word_text(&c->q->term[at]);
		out->in_wording = out->in_wording || c->wording[at];
	}
}

bool suggestion_explain(struct suggestion *out, struct suggest *s, const struct reader *r, struct err *err)
{
	struct item_terms q = {0};
	struct reason c = { .s = s, .q = &q, .leaf = out->claim, .doc = s->doc_of[out->claim] };

	if (!item_terms_read(&q, s, r, out->evidence, err)) {
		item_terms_release(&q);
		return false;
	}
	c.telling = xcalloc(q.n + 1, sizeof *c.telling);
	c.wording = xcalloc(q.n + 1, sizeof *c.wording);
	c.any = xcalloc(q.n + 1, sizeof *c.any);
	for (size_t i = 0; i < q.n; i++)
		s->slot[q.term[i].term] = (int)i;
	choose(&c, out);
	find_guidance(out, &c);
	find_like(out, &c);
	for (size_t i = 0; i < q.n; i++)
		s->slot[q.term[i].term] = -1;
	free(c.telling);
	free(c.wording);
	free(c.any);
	item_terms_release(&q);
	return true;
}

void suggestion_release(struct suggestion *s)
{
	for (int i = 0; i < s->n_words; i++)
		free(s->word[i]);
	s->n_words = 0;
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
