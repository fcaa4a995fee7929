/* In which order the Links view shows items, and which items and claims it shows. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/links.h"
#include "tui/picker.h"

static struct links *the_links(const struct ui *ui) { return links_of(ui->view[VIEW_LINKS]); }

static const char *const sort_key[LINKS_SORT_COUNT] = { "reference", "weight", "name", "age", "kind" };
static const char *const items_words[LINKS_ITEMS_COUNT] = {
	[LINKS_ITEMS_ALL] = "all items", [LINKS_ITEMS_UNUSED] = "unused", [LINKS_ITEMS_STALE] = "past review",
	[LINKS_ITEMS_BARE] = "bare titles", [LINKS_ITEMS_LINKED] = "linked to",
};

const char *links_sort_key(enum links_sort s)
{
	return sort_key[s];
}

/* ---- the order ------------------------------------------------------------------------------------ */

/* The cursor stays on its item, wherever that goes. */
void do_sort_links(struct ui *ui)
{
	static const char *const help[LINKS_SORT_COUNT] = {
		"By reference", "By weight: what supports most claims first", "By name", "By age: what was collected longest ago first", "By kind",
	};
	struct links *v = the_links(ui);

	v->sort = (enum links_sort)((v->sort + 1) % LINKS_SORT_COUNT);
	links_reorder(ui);
	ui_say(ui, STYLE_DIM, "%s", help[v->sort]);
}

/* ---- the filter in words ----------------------------------------------------------------------------- */

static const char *claims_words(int claims)
{
	return claims == LINKS_CLAIMS_NOTHING ? "claims without support" : leaf_standing_words((enum leaf_standing)(claims - LINKS_CLAIMS_STANDING));
}

static void add_part(const struct ui *ui, struct buf *out, const char *a, const char *b)
{
	buf_addf(out, " %s %s%s", ui_glyph(ui, "·", "-"), a, b);
}

void links_filter_words(const struct ui *ui, const struct links *v, struct buf *out)
{
	const struct links_filter *f = &v->filter;
	const struct tree *t = ui->work->tree;

	buf_addf(out, "by %s", sort_key[v->sort]);
	if (f->node != NODE_NONE)
		add_part(ui, out, t->node[f->node].kind == NODE_THEME ? "theme " : "principle ", t->node[f->node].id);
	if (f->claims != LINKS_CLAIMS_ALL)
		add_part(ui, out, claims_words(f->claims), "");
	if (f->items == LINKS_ITEMS_LINKED)
		add_part(ui, out, "linked to ", tree_short_name(t, f->leaf));
	else if (f->items != LINKS_ITEMS_ALL)
		add_part(ui, out, items_words[f->items], "");
	if (f->kind >= 0)
		add_part(ui, out, "kind ", field_info(FIELD_KIND)->values[f->kind]);
	if (f->owner != NULL)
		add_part(ui, out, "of ", f->owner);
}

void links_show_all_items(struct links *v)
{
	free(v->filter.owner);
	v->filter.owner = NULL;
	v->filter.items = LINKS_ITEMS_ALL;
	v->filter.kind = -1;
}

void links_show_all_claims(struct links *v)
{
	v->filter.node = NODE_NONE;
	v->filter.claims = LINKS_CLAIMS_ALL;
}

/* ---- choosing it ---------------------------------------------------------------------------------------- */

/* What a row of the picker sets; its number is that times CHOICE and a value. */
enum { SET_ALL, SET_NODE, SET_CLAIMS, SET_ITEMS, SET_KIND, SET_OWNER, CHOICE = 1000 };

/* A part that is set already is marked; choosing it again takes it away. */
static void add_choice(struct picker *p, bool set, int what, int value, const char *label, const char *text, const char *id)
{
	struct buf b = {0};

	buf_addf(&b, "%s%s", label, text);
	picker_add(p, &(struct picker_row){ .lead = set ? "on" : "  ", .lead_style = STYLE_GOOD, .text = buf_str(&b), .id = id,
		.number = what * CHOICE + value });
	buf_release(&b);
}

static void fill_states(struct ui *ui, const struct links *v, struct picker *p)
{
	const struct links_filter *f = &v->filter;
	int leaf = links_leaf(v);

	for (int i = LINKS_ITEMS_UNUSED; i <= LINKS_ITEMS_BARE; i++)
		add_choice(p, f->items == (enum links_items)i, SET_ITEMS, i, "items: ", items_words[i], NULL);
	if (leaf != NODE_NONE)
		add_choice(p, f->items == LINKS_ITEMS_LINKED && f->leaf == leaf, SET_ITEMS, LINKS_ITEMS_LINKED, "items: linked to ", links_claim_name(ui, v), NULL);
	add_choice(p, f->claims == LINKS_CLAIMS_NOTHING, SET_CLAIMS, LINKS_CLAIMS_NOTHING, "claims: without support that counts", "", NULL);
	for (int i = 0; i < LEAF_COUNT; i++)
		add_choice(p, f->claims == LINKS_CLAIMS_STANDING + i, SET_CLAIMS, LINKS_CLAIMS_STANDING + i, "claims: ",
		    leaf_standing_words((enum leaf_standing)i), NULL);
}

static void fill_nodes(struct ui *ui, const struct links *v, struct picker *p)
{
	const struct tree *t = ui->work->tree;

	for (int i = 0; i < t->n_nodes; i++) {
		struct buf b = {0};

		if (t->node[i].kind == NODE_CLAIM)
			continue;
		buf_addf(&b, "%s %s", t->node[i].id, t->node[i].label);
		add_choice(p, v->filter.node == i, SET_NODE, 0, t->node[i].kind == NODE_THEME ? "claims: theme " : "claims: principle ",
		    buf_str(&b), t->node[i].id);
		buf_release(&b);
	}
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void fill_owners(struct ui *ui, const struct links *v, struct picker *p)
{
	const struct work *w = ui->work;
	const char **name = xcalloc((size_t)w->n_evidence + 1, sizeof *name);
	size_t n = 0;

	for (int i = 0; i < w->n_evidence; i++)
		if (w->evidence[i].owner != NULL)
			name[n++] = w->evidence[i].owner;
	qsort(name, n, sizeof *name, compare_names);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(name[i], name[i - 1]) != 0)
			add_choice(p, v->filter.owner != NULL && strcmp(v->filter.owner, name[i]) == 0, SET_OWNER, 0, "items: person ", name[i], name[i]);
	free(name);
}

static void fill_choices(struct ui *ui, struct picker *p)
{
	const struct links *v = the_links(ui);
	const char *const *kind = field_info(FIELD_KIND)->values;

	add_choice(p, false, SET_ALL, 0, "everything", "", NULL);
	fill_states(ui, v, p);
	fill_nodes(ui, v, p);
	for (int i = 0; kind[i] != NULL; i++)
		add_choice(p, v->filter.kind == i, SET_KIND, i, "items: kind ", kind[i], NULL);
	fill_owners(ui, v, p);
}

static void set_owner(struct links *v, const char *name)
{
	bool same = v->filter.owner != NULL && strcmp(v->filter.owner, name) == 0;

	free(v->filter.owner);
	v->filter.owner = same ? NULL : xstrdup(name);
}

static void set_items(struct links *v, enum links_items items)
{
	bool same = v->filter.items == items && (items != LINKS_ITEMS_LINKED || v->filter.leaf == links_leaf(v));

	v->filter.items = same ? LINKS_ITEMS_ALL : items;
	v->filter.leaf = links_leaf(v);
}

static void set_part(const struct ui *ui, struct links *v, const struct picker_row *row)
{
	struct links_filter *f = &v->filter;
	int value = row->number % CHOICE, node;

	switch (row->number / CHOICE) {
	case SET_NODE:
		node = tree_find(ui->work->tree, row->id);
		f->node = f->node == node ? NODE_NONE : node;
		break;
	case SET_CLAIMS: f->claims = f->claims == value ? LINKS_CLAIMS_ALL : value; break;
	case SET_ITEMS: set_items(v, (enum links_items)value); break;
	case SET_KIND: f->kind = f->kind == value ? -1 : value; break;
	case SET_OWNER: set_owner(v, row->id); break;
	default:
		links_show_all_items(v);
		links_show_all_claims(v);
		break;
	}
}

/* The cursor leaves what the filter no longer takes; what it takes it stays on. */
static void take_choice(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct links *v = the_links(ui);
	int item = links_item(v), leaf = links_leaf(v);

	(void)p;
	(void)typed;
	set_part(ui, v, row);
	links_reorder(ui);
	if (item >= 0 && !links_takes_item(ui, v, item)) {
		free(v->item);
		v->item = NULL;
		v->row = 0;
	}
	if (leaf != NODE_NONE && !links_takes_leaf(ui, v, leaf)) {
		free(v->claim);
		v->claim = NULL;
		v->at = 0;
	}
	ui_stale(ui);
}

static const struct picker_ops choice_picker = {
	.title = " Show ", .keeps_order = true, .fill = fill_choices, .take = take_choice,
	.hints = "type to find  Enter show only these, or no longer  Esc leave",
};

void do_filter_links(struct ui *ui)
{
	picker_open(ui, &choice_picker, NULL, NULL, NULL);
}
