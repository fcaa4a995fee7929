/* What it takes, in words. */
#include "config.h"

#include "core/takes.h"

const char takes_caution[] = "This is what would satisfy the counting rule; whether the evidence shows the claim is for "
    "the assessor to judge.";

enum { CLAIMS_SHOWN = 6 };              /* named in one sentence */

static const char *const status_words[] = {
	[STATUS_TO_ASSESS] = "to assess", [STATUS_EVIDENCED] = "evidenced", [STATUS_PARTLY_EVIDENCED] = "partly evidenced",
	[STATUS_NOT_EVIDENCED] = "not evidenced", [STATUS_NOT_APPLICABLE] = "not applicable",
};

const char *piece_key(enum piece_act act)
{
	static const char *const keys[] = {
		[PIECE_AFFIRM] = "affirm", [PIECE_STATUS] = "raise-status", [PIECE_SETTLE] = "settle", [PIECE_LINK] = "link",
		[PIECE_DETAIL] = "add-detail", [PIECE_WRITE] = "write", [PIECE_CLOSE] = "close",
	};

	return keys[act];
}

const char *effort_key(enum piece_effort e)
{
	static const char *const keys[] = { [EFFORT_FILE] = "on-file", [EFFORT_WRITE] = "write", [EFFORT_DO] = "do" };

	return keys[e];
}

static void add_serves(struct buf *out, const struct work *w, const struct piece *p)
{
	for (int i = 0; i < p->n_serves && i < CLAIMS_SHOWN; i++)
		buf_addf(out, "%s%s", i > 0 ? ", " : "", tree_leaf_name(w->tree, p->serves[i]));
	if (p->n_serves > CLAIMS_SHOWN)
		buf_addf(out, " and %d more", p->n_serves - CLAIMS_SHOWN);
}

static void add_item(struct buf *out, const struct work *w, int evidence)
{
	const struct evidence *e = &w->evidence[evidence];

	if (e->ref > 0)
		buf_addf(out, "E%d", e->ref);
	else
		buf_add(out, "the new item");
}

static void settle_words(struct buf *out, const struct work *w, const struct piece *p)
{
	const struct challenge *c = &w->challenge[p->challenge];

	if (c->ref > 0)
		buf_addf(out, "settle C%d on ", c->ref);
	else
		buf_add(out, "settle the new challenge on ");
	if (p->evidence >= 0) {
		buf_add(out, "what ");
		add_item(out, w, p->evidence);
		buf_add(out, " shows of ");
	}
	add_serves(out, w, p);
}

static void detail_words(struct buf *out, const struct work *w, const struct piece *p)
{
	buf_add(out, "say where or what ");
	add_item(out, w, p->evidence);
	buf_add(out, " is, so that it counts for ");
	add_serves(out, w, p);
}

static void close_words(struct buf *out, const struct work *w, const struct piece *p)
{
	if (w->gap[p->gap].ref > 0)
		buf_addf(out, "close G%d, which is on ", w->gap[p->gap].ref);
	else
		buf_add(out, "close the new gap on ");
	add_serves(out, w, p);
}

void piece_words(struct buf *out, const struct work *w, const struct piece *p)
{
	const char *name = tree_leaf_name(w->tree, p->leaf);

	switch (p->act) {
	case PIECE_AFFIRM:
		buf_addf(out, "affirm the answer to %s", name);
		break;
	case PIECE_STATUS:
		buf_addf(out, "raise the status of %s ", name);
		if (w->answer[p->leaf].status != STATUS_TO_ASSESS)
			buf_addf(out, "from %s ", status_words[w->answer[p->leaf].status]);
		buf_add(out, "to evidenced");
		break;
	case PIECE_SETTLE:
		settle_words(out, w, p);
		break;
	case PIECE_LINK:
		buf_addf(out, "one evidence item for %s: link one that is on file, or write it", name);
		break;
	case PIECE_DETAIL:
		detail_words(out, w, p);
		break;
	case PIECE_WRITE:
		buf_addf(out, "one evidence item for %s: write it", name);
		break;
	case PIECE_CLOSE:
		close_words(out, w, p);
		break;
	}
}

/* ": 2 with what is on file, 1 to write, 1 to do". */
static void add_efforts(struct buf *out, const struct takes *t)
{
	static const char *const words[] = {
		[EFFORT_FILE] = "with what is on file", [EFFORT_WRITE] = "to write", [EFFORT_DO] = "to do (a gap)",
	};
	int said = 0;

	for (int e = 0; e < EFFORT_COUNT; e++)
		if (t->effort[e] > 0)
			buf_addf(out, "%s%d %s", said++ == 0 ? ": " : ", ", t->effort[e], words[e]);
}

void takes_sentence(struct buf *out, const struct takes *t, const struct tree *tree, int node)
{
	const char *name = tree_is_leaf(tree, node) ? tree_leaf_name(tree, node) : tree->node[node].id;

	if (!t->counts) {
		buf_addf(out, "%s does not count: nothing is asked of it", name);
	} else if (t->n == 0) {
		buf_addf(out, "Nothing is missing for %s", name);
	} else {
		buf_addf(out, "%zu piece%s would satisfy the counting rule for %s", t->n, t->n == 1 ? "" : "s", name);
		add_efforts(out, t);
	}
	if (t->aside && !tree_is_leaf(tree, node))
		buf_addf(out, "; all its claims are set aside%s, so that nothing is left to claim", t->n > 0 ? " then" : "");
	if (!t->smallest)
		buf_add(out, "; there may be fewer: too many items are open to choice for all to be tried");
}
