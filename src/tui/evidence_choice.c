/* Choosing what the register shows: order, filter, columns, the wide form; and going through what is unfinished. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/evidence_view.h"
#include "tui/picker.h"

static void changed(struct ui *ui)
{
	ui->view[VIEW_EVIDENCE]->stale = true;
	ui->dirty = true;
}

static void say_list(struct ui *ui)
{
	struct buf b = {0};

	evidence_list_fill(evidence_list_of(ui), ui, split_of(ui->view[VIEW_EVIDENCE])->one_pane);
	evidence_list_words(evidence_list_of(ui), ui, &b);
	ui_say(ui, STYLE_DIM, "Evidence: %s", buf_str(&b));
	buf_release(&b);
	changed(ui);
}

/* ---- order ------------------------------------------------------------------------------------- */

static void fill_sorts(struct ui *ui, struct picker *p)
{
	static const char *const more[SORT_COUNT] = {
		[SORT_WEIGHT] = "most first", [SORT_COLLECTED] = "collected longest ago first", [SORT_REVIEW] = "due first",
	};

	for (int i = 0; i < SORT_COUNT; i++)
		picker_add(p, &(struct picker_row){ .text = evidence_sort_words((enum evidence_sort)i), .number = i,
			.right = evidence_list_of(ui)->sort == (enum evidence_sort)i ? "now" : more[i] });
}

static void take_sort(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	if (row == NULL)
		return;
	evidence_list_of(ui)->sort = (enum evidence_sort)row->number;
	say_list(ui);
}

static const struct picker_ops sort_picker = { .title = " Order of the evidence ", .keeps_order = true, .fill = fill_sorts, .take = take_sort };

void do_sort_evidence(struct ui *ui)
{
	picker_open(ui, &sort_picker, NULL, NULL, NULL);
}

/* ---- columns ----------------------------------------------------------------------------------- */

static void fill_columns(struct ui *ui, struct picker *p)
{
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (i != COLUMN_TITLE)
			picker_add(p, &(struct picker_row){ .text = evidence_column_words((enum evidence_column)i), .number = i,
				.marked = (evidence_list_of(ui)->columns & 1u << i) != 0 });
}

static void columns_changed(struct ui *ui, struct picker *p, const struct picker_row *const *row, size_t n)
{
	(void)p;
	for (size_t i = 0; i < n; i++)
		evidence_list_of(ui)->columns ^= 1u << row[i]->number;
	changed(ui);
	ui_say(ui, STYLE_DIM, "Columns that do not fit beside the item are left out; W shows the list alone");
}

static const struct picker_ops columns_picker = {
	.title = " Columns of the evidence ", .several = true, .keeps_order = true, .fill = fill_columns, .changed = columns_changed,
};

void do_columns(struct ui *ui)
{
	picker_open(ui, &columns_picker, NULL, NULL, NULL);
}

/* The list alone, as wide as the window, or beside the item again. The cursor stays on its item. */
void do_wide_list(struct ui *ui)
{
	struct split *s = split_of(ui->view[VIEW_EVIDENCE]);

	s->one_pane = !s->one_pane;
	if (s->one_pane)
		s->in_detail = false;
	changed(ui);
}

/* ---- filter ------------------------------------------------------------------------------------ */

/* What a row of the picker stands for: a kind of criterion, and which. */
enum { FILTER_NONE = 0, FILTER_MARK = 1000, FILTER_KIND = 2000, FILTER_OWNER = 3000, FILTER_NODE = 4000 };

static void add_criterion(struct picker *p, int number, const char *lead, const char *text, const char *id, bool now)
{
	picker_add(p, &(struct picker_row){ .lead = lead, .lead_style = STYLE_DIM, .text = text, .id = id, .number = number, .right = now ? "now" : NULL });
}

static bool owner_before(const struct work *w, int i)
{
	for (int k = 0; k < i; k++)
		if (w->evidence[k].owner != NULL && strcmp(w->evidence[k].owner, w->evidence[i].owner) == 0)
			return true;
	return false;
}

enum { OWNERS_MAX = 200, OWNERS_LOOKED = 2000 };

/* Each owner once, of the first items: whoever is not among them is found by typing the name. */
static void add_owners(struct ui *ui, struct picker *p)
{
	const struct work *w = ui->work;
	const char *now = evidence_list_of(ui)->filter.owner;

	for (int i = 0, n = 0; i < w->n_evidence && i < OWNERS_LOOKED && n < OWNERS_MAX; i++)
		if (w->evidence[i].owner != NULL && !owner_before(w, i)) {
			add_criterion(p, FILTER_OWNER, "owner", w->evidence[i].owner, w->evidence[i].owner, now != NULL && strcmp(now, w->evidence[i].owner) == 0);
			n++;
		}
}

static void fill_criteria(struct ui *ui, struct picker *p)
{
	const struct evidence_filter *f = &evidence_list_of(ui)->filter;
	const struct tree *t = ui->work->tree;

	if (evidence_list_filtered(evidence_list_of(ui)))
		add_criterion(p, FILTER_NONE, "", "show everything again", NULL, false);
	for (int m = 0; m < MARK_COUNT; m++)
		add_criterion(p, FILTER_MARK + m, evidence_mark_sign((enum evidence_mark)m), evidence_mark_words((enum evidence_mark)m), NULL,
		    (f->marks & 1u << m) != 0);
	for (int k = 0; field_info(FIELD_KIND)->values[k] != NULL; k++)
		add_criterion(p, FILTER_KIND + k, "kind", field_info(FIELD_KIND)->values[k], NULL, f->kind == k);
	add_criterion(p, FILTER_KIND - 1, "kind", "none said", NULL, f->kind == -1);
	add_owners(ui, p);
	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].kind != NODE_CLAIM)
			add_criterion(p, FILTER_NODE, t->node[i].id, t->node[i].label, t->node[i].id, f->node == i);
}

/* Chosen once more it is taken away again. */
static void choose_text(char **kept, const char *value)
{
	bool same = *kept != NULL && strcmp(*kept, value) == 0;

	free(*kept);
	*kept = same ? NULL : xstrdup(value);
}

static void choose_criterion(struct ui *ui, struct evidence_filter *f, int number, const char *id)
{
	int node = number == FILTER_NODE ? tree_find(ui->work->tree, id) : NODE_NONE;

	if (number == FILTER_NODE)
		f->node = f->node == node ? NODE_NONE : node;
	else if (number == FILTER_OWNER)
		choose_text(&f->owner, id);
	else if (number >= FILTER_KIND - 1)
		f->kind = f->kind == number - FILTER_KIND ? KIND_ANY : number - FILTER_KIND;
	else if (number >= FILTER_MARK)
		f->marks ^= 1u << (number - FILTER_MARK);
	else
		evidence_list_show_all(evidence_list_of(ui));
}

static void take_criterion(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct evidence_filter *f = &evidence_list_of(ui)->filter;

	(void)p;
	if (row != NULL)
		choose_criterion(ui, f, row->number, row->id);
	else
		choose_text(&f->words, typed);
	say_list(ui);
}

static const struct picker_ops filter_picker = {
	.title = " Show only evidence that ", .fill = fill_criteria, .take = take_criterion, .offers_new = "has the words: ",
	.hints = "type words, or choose  Enter add to the filter, or take away  Esc leave",
};

void do_filter_evidence(struct ui *ui)
{
	picker_open(ui, &filter_picker, NULL, NULL, NULL);
}

/* ---- what is unfinished ------------------------------------------------------------------------- */

static bool unfinished(const struct evidence *e)
{
	return (!e->has_detail && !e->has_location) || e->n_supports == 0;
}

/* In the order of the list, round its end. */
static void go_unfinished(struct ui *ui, int way)
{
	struct evidence_list *l = evidence_list_of(ui);
	struct target t = {0};
	int from = way > 0 ? -1 : 0;

	ui_subject(ui, &t);
	for (int i = 0; i < l->n; i++)
		if (t.id != NULL && strcmp(ui->work->evidence[l->row[i]].id, t.id) == 0)
			from = i;
	for (int i = 1; i <= l->n; i++) {
		const struct evidence *e = &ui->work->evidence[l->row[((from + way * i) % l->n + l->n) % l->n]];
		struct target to = { .kind = TARGET_EVIDENCE, .id = e->id };

		if (!unfinished(e))
			continue;
		ui_select(ui, VIEW_EVIDENCE, &to);
		return;
	}
	ui_say(ui, STYLE_GOOD, "No item here is a bare title or unused");
}

void do_next_unfinished(struct ui *ui) { go_unfinished(ui, 1); }
void do_previous_unfinished(struct ui *ui) { go_unfinished(ui, -1); }
