/* Figures in arguments: where two claims cite the same item, what they say of the same matter has to agree. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"

enum {
	FIGURES_MAX = 32,       /* of one argument */
	AROUND = 12,            /* words to either side that say what a figure is of */
	EARLIER_MAX = 64,       /* claims of one item that a further one is compared with */
};

struct figure {
	double value;
	int measure;
	char *words;                    /* "7 days" */
	struct lint_stems matter;
};
struct of_leaf { struct figure *item; size_t n; bool kept; };
struct of_item { int leaf[EARLIER_MAX]; int n; };

struct lint_figures {
	struct of_leaf *leaf;           /* by node */
	struct of_item **item;          /* by place in work->evidence; NULL: none yet */
	int n_leaves, n_items;
};

struct lint_figures *lint_figures_new(const struct work *w)
{
	struct lint_figures *f = xcalloc(1, sizeof *f);

	f->n_leaves = w->tree->n_nodes;
	f->n_items = w->n_evidence;
	f->leaf = xcalloc((size_t)f->n_leaves + 1, sizeof *f->leaf);
	f->item = xcalloc((size_t)f->n_items + 1, sizeof *f->item);
	return f;
}

void lint_figures_free(struct lint_figures *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < f->n_leaves; i++) {
		for (size_t k = 0; k < f->leaf[i].n; k++) {
			free(f->leaf[i].item[k].words);
			free(f->leaf[i].item[k].matter.item);
		}
		free(f->leaf[i].item);
	}
	for (int i = 0; i < f->n_items; i++)
		free(f->item[i]);
	free(f->leaf);
	free(f->item);
	free(f);
}

/* ---- what an argument says ----------------------------------------------------------------------- */

/* The words around a figure, in its sentence, without numbers. */
static void read_matter(const struct lint_text *t, const struct lint_figure *f, struct lint_stems *out)
{
	size_t from = f->from > AROUND ? f->from - AROUND : 0, to = f->to + AROUND < t->n ? f->to + AROUND : t->n;

	for (size_t i = from; i < to; i++) {
		bool inside = i >= f->from && i < f->to;

		if (!inside && t->token[i].sentence == t->token[f->from].sentence && !(t->token[i].flags & TOKEN_DIGITS))
			lint_text_stems(t, i, i + 1, out);
	}
}

void lint_figures_keep(struct lint_run *r, int leaf, const struct lint_text *t)
{
	struct of_leaf *l = &r->figures->leaf[leaf];
	struct lint_figure f;
	size_t at = 0, cap = 0;

	if (l->kept)
		return;
	l->kept = true;
	while (l->n < FIGURES_MAX && lint_text_figure(t, &at, &f)) {
		size_t begin = t->token[f.from].at, end = t->token[f.to - 1].at + t->token[f.to - 1].len;
		struct figure *kept;

		MEM_GROW(l->item, l->n, cap);
		kept = &l->item[l->n++];
		*kept = (struct figure){ .value = f.value, .measure = f.measure, .words = xstrndup(t->s + begin, end - begin) };
		read_matter(t, &f, &kept->matter);
	}
}

/* ---- two arguments ------------------------------------------------------------------------------- */

static bool same_matter(const struct figure *a, const struct figure *b)
{
	size_t common = lint_stems_common(&a->matter, &b->matter, 0), less = a->matter.n < b->matter.n ? a->matter.n : b->matter.n;

	return a->measure == b->measure && (common >= 2 || (common == 1 && less <= 2));
}

/* Where they agree on one figure, another that one of them adds is no contradiction. */
static bool differ(const struct of_leaf *a, const struct of_leaf *b, const struct figure **one, const struct figure **other)
{
	*one = NULL;
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++) {
			if (!same_matter(&a->item[i], &b->item[k]))
				continue;
			if (a->item[i].value == b->item[k].value)
				return false;
			if (*one == NULL) {
				*one = &a->item[i];
				*other = &b->item[k];
			}
		}
	return *one != NULL;
}

static bool look_at_earlier(struct lint_run *r, int leaf, int evidence)
{
	const struct of_item *item = r->figures->item[evidence];
	const struct figure *one, *other;

	for (int i = 0; item != NULL && i < item->n; i++)
		if (item->leaf[i] != leaf && differ(&r->figures->leaf[leaf], &r->figures->leaf[item->leaf[i]], &one, &other)) {
			lint_say(r, "figures-differ", "says %s where %s says %s, and both rest on E%d", one->words,
			    tree_leaf_name(r->w->tree, item->leaf[i]), other->words, r->w->evidence[evidence].ref);
			return true;
		}
	return false;
}

static void add_to_item(struct lint_figures *f, int evidence, int leaf)
{
	struct of_item *item = f->item[evidence];

	if (item == NULL)
		item = f->item[evidence] = xcalloc(1, sizeof *item);
	if (item->n < EARLIER_MAX)
		item->leaf[item->n++] = leaf;
}

/* Compared with the claims before it that cite the same item: one remark, on the later of the two. */
void lint_figures_look(struct lint_run *r, int leaf)
{
	bool said = false;

	if (r->figures->leaf[leaf].n == 0)
		return;
	for (int s = r->w->first_support[leaf]; s >= 0; s = r->w->support[s].next_of_claim) {
		said = said || look_at_earlier(r, leaf, r->w->support[s].evidence);
		add_to_item(r->figures, r->w->support[s].evidence, leaf);
	}
}

/* ---- one claim alone ------------------------------------------------------------------------------ */

static void read_argument(struct lint_run *r, int leaf)
{
	struct lint_text t = {0};
	struct buf b = {0};

	if (!r->figures->leaf[leaf].kept && lint_read(r, FIELD_ARGUMENT, r->w->tree->node[leaf].id, &b)) {
		lint_text_read(&t, r->in.words, buf_str(&b), b.len);
		lint_figures_keep(r, leaf, &t);
	}
	lint_text_release(&t);
	buf_release(&b);
}

void lint_figures_read(struct lint_run *r, int leaf)
{
	const struct work *w = r->w;

	for (int s = w->first_support[leaf]; s >= 0; s = w->support[s].next_of_claim)
		for (int i = w->evidence[w->support[s].evidence].first_support; i >= 0 && w->support[i].claim < leaf && !r->failed;
		    i = w->support[i].next_of_evidence) {
			int earlier = w->support[i].claim;

			if (!w->answer[earlier].has_argument || !work_in_scope(w, w->tree->node[earlier].principle))
				continue;
			read_argument(r, earlier);
			if (r->figures->leaf[earlier].n > 0)
				add_to_item(r->figures, w->support[s].evidence, earlier);
		}
}
