/* The Claims view: the tree, or the claims in the order of the form, beside the claim in hand. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/approvals.h"
#include "tui/challenges.h"
#include "tui/claim_page.h"
#include "tui/claims.h"
#include "tui/commands.h"
#include "tui/remarks.h"
#include "tui/split.h"
#include "tui/suggestions.h"
#include "tui/views.h"

enum { WIDE = 100 };                    /* columns of the screen from which a level is indented by two */

struct claims {
	struct split split;
	bool *open;                     /* by node: unfolded */
	bool form_order;
	bool compact;                   /* only what stands in the way */
};

static struct claims *claims_of(struct split *s) { return (struct claims *)(void *)s; }
static const struct claims *claims_in(const struct split *s) { return (const struct claims *)(const void *)s; }

/* ---- the list ------------------------------------------------------------------------------- */

/* Whether the node, or a claim below it, is neither met, set aside nor out of scope. */
static bool is_in_the_way(const struct ui *ui, int node)
{
	const struct standing *st = &ui->standing;

	if (st->is_leaf[node])
		return standing_needs(st, node);
	return st->value[node] == NODE_HELD_BACK || st->value[node] == NODE_UNFINISHED;
}

/* In the compact form the claim in hand stays, whatever became of it, until one goes on. */
static bool is_in_hand(const struct ui *ui, const struct claims *v, int node)
{
	const struct target *t = &v->split.shown;
	int hand = t->kind == TARGET_NODE ? tree_find(ui->work->tree, t->id) : NODE_NONE;

	return hand >= node && hand < ui->work->tree->node[node].end;
}

static bool is_folded_away(const struct ui *ui, const struct claims *v, int node)
{
	const struct tree *t = ui->work->tree;

	if (v->compact)
		return !is_in_the_way(ui, node) && !is_in_hand(ui, v, node);
	for (int up = t->node[node].parent; up != NODE_NONE; up = t->node[up].parent)
		if (!v->open[up])
			return true;
	return false;
}

static void node_line(const struct ui *ui, const struct claims *v, int node, struct page *p)
{
	const struct tree *t = ui->work->tree;
	const struct node *n = &t->node[node];
	const struct counts *c = &ui->standing.counts[node];
	bool leaf = tree_is_leaf(t, node);
	struct buf count = {0};
	enum style s = ui_standing_style(ui, node);

	page_line(p);
	page_indent(p, (ui->cols >= WIDE ? 2 : 1) * n->depth);
	page_add(p, STYLE_DIM, leaf ? "  " : v->open[node] || v->compact ? ui_glyph(ui, "▾ ", "v ") : ui_glyph(ui, "▸ ", "> "));
	page_addf(p, s, "%s ", standing_glyph(&ui->standing, node, ui->ascii));
	page_addf(p, s == STYLE_OUT_OF_SCOPE ? s : STYLE_KEY, "%s", n->id);
	page_addf(p, s == STYLE_OUT_OF_SCOPE ? s : STYLE_TEXT, " %s", n->kind == NODE_THEME ? n->text : n->label);
	if (!leaf)
		standing_count_words(&count, c, ui->ascii);
	if (count.len > 0)
		page_right(p, STYLE_DIM, "%s", buf_str(&count));
	buf_release(&count);
	page_target(p, TARGET_NODE, n->id, 0);
}

static void tree_list(const struct ui *ui, const struct claims *v, struct page *p)
{
	const struct tree *t = ui->work->tree;

	for (int i = 0; i < t->n_nodes; i++)
		if (!is_folded_away(ui, v, i))
			node_line(ui, v, i, p);
}

static void asked_line(const struct ui *ui, int leaf, struct page *p)
{
	const struct node *n = &ui->work->tree->node[leaf];
	enum style s = ui_standing_style(ui, leaf);

	page_line(p);
	page_indent(p, 2);
	page_addf(p, s, "%s ", standing_glyph(&ui->standing, leaf, ui->ascii));
	page_addf(p, s == STYLE_OUT_OF_SCOPE ? s : STYLE_KEY, "%s", n->asked_as);
	page_addf(p, s == STYLE_OUT_OF_SCOPE ? s : STYLE_TEXT, " %s", n->label);
	page_target(p, TARGET_NODE, n->id, 0);
}

static void form_list(const struct ui *ui, const struct claims *v, struct page *p)
{
	const struct tree *t = ui->work->tree;
	int principle = NODE_NONE;

	for (int i = 0; i < t->n_asked; i++) {
		int leaf = t->asked[i];

		if (v->compact && !is_in_the_way(ui, leaf) && !is_in_hand(ui, v, leaf))
			continue;
		if (t->node[leaf].principle != principle) {
			principle = t->node[leaf].principle;
			node_line(ui, v, principle, p);
			page_indent(p, 0);
		}
		asked_line(ui, leaf, p);
	}
}

static int in_the_way(const struct ui *ui)
{
	int n = 0;

	for (int i = 0; i < ui->work->tree->n_asked; i++)
		n += standing_needs(&ui->standing, ui->work->tree->asked[i]);
	return n;
}

static void claims_list_more(const struct ui *ui, const struct split *s, struct buf *out)
{
	if (claims_in(s)->compact)
		buf_addf(out, "in the way (%d) ", in_the_way(ui));
}

static void claims_list(struct ui *ui, struct split *s, struct page *p)
{
	struct claims *v = claims_of(s);

	if (v->compact && in_the_way(ui) == 0)
		page_paragraph(p, STYLE_GOOD, 0, ui->standing.total.in_scope > 0 ?
		    "Nothing stands in the way: every claim in scope is met or set aside" : "Nothing stands in the way: no claim is in scope");
	if (v->form_order)
		form_list(ui, v, p);
	else
		tree_list(ui, v, p);
}

/* ---- the claim ------------------------------------------------------------------------------ */

static void claims_detail(struct ui *ui, struct split *s, const struct target *t, struct page *p)
{
	int node = tree_find(ui->work->tree, t->id);

	(void)s;
	if (node == NODE_NONE)
		return;
	if (ui->work->tree->node[node].kind == NODE_PRINCIPLE)
		approvals_look(ui, node);
	claim_page(ui, node, p);
}

static void claims_aside(struct ui *ui, struct split *s, const struct target *t, struct page *p)
{
	int node = tree_find(ui->work->tree, t->id);

	(void)s;
	if (node != NODE_NONE)
		claim_around(ui, node, p);
}

static void claims_title(const struct ui *ui, const struct split *s, const struct target *t, struct buf *out)
{
	int node = t->id != NULL ? tree_find(ui->work->tree, t->id) : NODE_NONE;

	(void)s;
	if (node != NODE_NONE)
		ui_claim_name(ui, node, out);
}

static bool claims_open(struct ui *ui, struct split *s, const struct target *t)
{
	(void)s;
	if (t->kind == TARGET_NODE || t->kind == TARGET_EVIDENCE || t->kind == TARGET_GAP) {
		ui_jump(ui, t);
		return true;
	}
	if (t->kind == TARGET_CHALLENGE) {
		challenge_menu(ui, t->id);
		return true;
	}
	if (t->kind == TARGET_REMARK) {
		remark_open(ui, t);
		return true;
	}
	if (t->kind == TARGET_CHOICE && t->number == TARGET_SUGGESTION) {
		ask_suggestion(ui, t->id);
		return true;
	}
	if (t->kind != TARGET_FIELD)
		return false;
	switch ((enum field)t->number) {
	case FIELD_STATUS: do_status(ui); break;
	case FIELD_ARGUMENT: do_argument(ui); break;
	case FIELD_ASSUMPTIONS: do_assumptions(ui); break;
	case FIELD_ANSWER_NOTE: do_note(ui); break;
	default: return false;
	}
	return true;
}

/* ---- folding -------------------------------------------------------------------------------- */

static void select_node(struct ui *ui, struct split *s, int node)
{
	struct target t = { .kind = TARGET_NODE, .id = ui->work->tree->node[node].id };

	split_select(ui, s, &t);
}

static bool claims_fold(struct ui *ui, struct split *s, enum move m)
{
	const struct tree *t = ui->work->tree;
	struct claims *v = claims_of(s);
	struct target at;
	int node;

	if (v->form_order || !pane_at(&s->list, &at))
		return false;
	node = tree_find(t, at.id);
	if (v->compact && m == MOVE_TOGGLE) {
		ui_say(ui, STYLE_DIM, "What stands in the way is shown unfolded; z shows all claims again");
		return true;
	}
	if (v->compact && (m != MOVE_LEFT || t->node[node].parent == NODE_NONE))
		return m == MOVE_LEFT;
	if (v->compact)
		select_node(ui, s, t->node[node].parent);
	else if (m == MOVE_TOGGLE && !tree_is_leaf(t, node))
		v->open[node] = !v->open[node];
	else if (m == MOVE_RIGHT && !tree_is_leaf(t, node) && !v->open[node])
		v->open[node] = true;
	else if (m == MOVE_LEFT && !tree_is_leaf(t, node) && v->open[node])
		v->open[node] = false;
	else if (m == MOVE_LEFT && t->node[node].parent != NODE_NONE) {
		select_node(ui, s, t->node[node].parent);
		return true;
	} else
		return m == MOVE_LEFT || m == MOVE_TOGGLE;
	s->layer.stale = true;
	return true;
}

/* ---- the view ------------------------------------------------------------------------------- */

static const struct split_ops claims_split = {
	.list_title = "Claims ", .list_more = claims_list_more, .list = claims_list, .detail = claims_detail, .aside = claims_aside, .detail_title = claims_title, .fold = claims_fold,
	.open = claims_open,
};

static void claims_free(struct layer *l)
{
	free(claims_of(split_of(l))->open);
	split_free(l);
}

static const struct layer_ops claims_layer = {
	.name = "Claims", .where = IN_CLAIMS, .covers = true, .build = split_build, .draw = split_draw, .event = split_event,
	.move = split_move, .subject = split_subject, .item = split_item, .rest = split_rest, .free = claims_free,
};

static struct layer *claims_make(struct ui *ui)
{
	struct claims *v = xcalloc(1, sizeof *v);

	split_init(&v->split, &claims_layer, &claims_split);
	v->open = xcalloc((size_t)ui->work->tree->n_nodes + 1, sizeof *v->open);
	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		v->open[i] = ui->work->tree->node[i].kind != NODE_PRINCIPLE;    /* themes open, principles folded */
	return &v->split.layer;
}

static void unfold(const struct tree *tree, struct claims *v, int node)
{
	for (int up = tree->node[node].parent; up != NODE_NONE; up = tree->node[up].parent)
		v->open[up] = true;
}

/* Whatever folds hide the claim are opened; an unasked node is not in the order of the form, and what is met not in
 * the compact form. */
static void claims_select(struct ui *ui, struct layer *l, const struct target *t)
{
	struct claims *v = claims_of(split_of(l));
	const struct tree *tree = ui->work->tree;
	int node = t->kind == TARGET_NODE ? tree_find(tree, t->id) : NODE_NONE;

	if (node == NODE_NONE)
		return;
	if (v->form_order && tree->node[node].order < 0 && tree->node[node].kind != NODE_PRINCIPLE)
		v->form_order = false;
	if (v->compact && !is_in_the_way(ui, node))
		v->compact = false;
	unfold(tree, v, node);
	l->stale = true;
	split_select(ui, &v->split, t);
}

/* "tree 1.2 1 1.2 1.2.2": the order ("tree-way": only what is in the way), the claim in hand, what is unfolded. */
static void claims_keep(const struct ui *ui, const struct layer *l, struct buf *out)
{
	const struct claims *v = claims_in(split_in(l));
	struct target t;

	buf_addf(out, "%s%s", v->form_order ? "form" : "tree", v->compact ? "-way" : "");
	buf_addf(out, " %s", pane_at(&v->split.list, &t) ? t.id : "-");
	for (int i = 0; i < ui->work->tree->n_nodes; i++)
		if (v->open[i] && !tree_is_leaf(ui->work->tree, i))
			buf_addf(out, " %s", ui->work->tree->node[i].id);
}

static void claims_restore(struct ui *ui, struct layer *l, const char *line)
{
	struct claims *v = claims_of(split_of(l));
	char *copy = xstrdup(line), *save = NULL, *word = strtok_r(copy, " ", &save), *at;

	v->form_order = word != NULL && strncmp(word, "form", 4) == 0;
	v->compact = word != NULL && strcmp(word + strcspn(word, "-"), "-way") == 0;
	at = strtok_r(NULL, " ", &save);
	memset(v->open, 0, (size_t)ui->work->tree->n_nodes * sizeof *v->open);
	for (word = strtok_r(NULL, " ", &save); word != NULL; word = strtok_r(NULL, " ", &save)) {
		int node = tree_find(ui->work->tree, word);

		if (node != NODE_NONE)
			v->open[node] = true;
	}
	l->stale = true;
	if (at != NULL) {
		struct target t = { .kind = TARGET_NODE, .id = at };

		if (v->compact)
			split_select(ui, &v->split, &t);
		else
			claims_select(ui, l, &t);
	}
	free(copy);
}

/* The list is made anew in another shape; the cursor stays on its claim, the focus where it is. */
static void toggle(struct ui *ui, bool *what)
{
	struct layer *l = ui->view[VIEW_CLAIMS];
	struct claims *v = claims_of(split_of(l));
	bool in_detail = v->split.in_detail;
	struct target t = {0};
	char *id;

	split_rest(ui, l);              /* the claim in hand is the one that is shown */
	pane_at(&v->split.list, &t);
	id = xstrdup_or_null(t.id);
	t.id = id;
	*what = !*what;
	l->stale = true;
	if (id != NULL) {
		unfold(ui->work->tree, v, tree_find(ui->work->tree, id));
		split_select(ui, &v->split, &t);
	}
	v->split.in_detail = in_detail;
	ui->dirty = true;
	free(id);
}

void claims_toggle_order(struct ui *ui)
{
	toggle(ui, &claims_of(split_of(ui->view[VIEW_CLAIMS]))->form_order);
}

void claims_toggle_compact(struct ui *ui)
{
	struct claims *v = claims_of(split_of(ui->view[VIEW_CLAIMS]));

	toggle(ui, &v->compact);
	ui_say(ui, STYLE_DIM, v->compact ? "Only what stands in the way, with what it holds up" : "All claims");
}

/* ---- walking ----------------------------------------------------------------------------------- */

int claims_up(const struct ui *ui, int node)
{
	const struct claims *v = claims_in(split_in(ui->view[VIEW_CLAIMS]));
	const struct node *n = &ui->work->tree->node[node];

	if (!v->form_order)
		return n->parent;
	return n->kind == NODE_CLAIM ? n->principle : NODE_NONE;
}

static bool is_beside(const struct ui *ui, int node, int other)
{
	return claims_up(ui, other) == claims_up(ui, node) && ui->work->tree->node[other].kind == ui->work->tree->node[node].kind;
}

/* In the order of the form the claims asked under one principle stand beside each other, and so do the principles. */
int claims_beside(const struct ui *ui, int node, int way)
{
	const struct claims *v = claims_in(split_in(ui->view[VIEW_CLAIMS]));
	const struct tree *t = ui->work->tree;

	for (int i = node + way; i >= 0 && i < t->n_nodes; i += way)
		if (is_beside(ui, node, i) && (!v->form_order || t->node[i].order >= 0 || t->node[i].kind == NODE_PRINCIPLE) &&
		    (!v->compact || is_in_the_way(ui, i)))
			return i;
	return NODE_NONE;
}

void claims_walk_to(struct ui *ui, int node)
{
	struct split *s = split_of(ui->view[VIEW_CLAIMS]);
	struct target t = { .kind = TARGET_NODE, .id = ui->work->tree->node[node].id };
	bool in_detail = s->in_detail;

	ui_select(ui, VIEW_CLAIMS, &t);
	s->in_detail = in_detail;
	if (in_detail)
		split_build(ui, &s->layer);
}

const struct view_ops claims_view = {
	.title = "Claims", .make = claims_make, .select = claims_select, .keep = claims_keep, .restore = claims_restore,
};
