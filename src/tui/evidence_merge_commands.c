/* Merging two items, with what they differ in laid out to choose from; splitting a part off an item. What either
 * does to links, notes and challenges is planned in core/evidence_merge.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/evidence_merge.h"
#include "tui/commands.h"
#include "tui/evidence_view.h"
#include "tui/item_commands.h"
#include "tui/picker.h"

enum { EXCERPT = 4, DO_IT = 9000, INDENT = 2 };

struct merging {
	struct layer layer;
	struct pane pane;
	char into[ID_TEXT], from[ID_TEXT];
	struct merge_choices choices;
};

static const struct layer_ops merging_layer;

static struct merging *merging_of(struct layer *l) { return (struct merging *)(void *)l; }
static const struct merging *merging_in(const struct layer *l) { return (const struct merging *)(const void *)l; }

/* A choice of the page: a field and a side. */
static int number_of(enum field f, enum merge_side side)
{
	return (int)f * 4 + (int)side;
}

static bool plan(const struct ui *ui, const struct merging *m, struct evidence_merge *out, struct err *err)
{
	int into = work_find_evidence(ui->work, m->into), from = work_find_evidence(ui->work, m->from);

	*out = (struct evidence_merge){0};
	if (into < 0 || from < 0)
		return err_set(err, ERR_INPUT, "Somebody removed one of the two items");
	return evidence_merge_plan(out, ui->work, &ui->reader, into, from, &m->choices, err);
}

/* ---- the page -------------------------------------------------------------------------------------- */

static void add_side(const struct ui *ui, const struct merging *m, const struct merge_difference *d, enum merge_side side, const char *who,
    const char *text, struct page *p)
{
	enum merge_side now = m->choices.choice[d->field - FIELD_EVIDENCE_TITLE].side;
	bool on = now == side || (now == SIDE_UNSAID && !d->joins && side == SIDE_INTO);

	page_line(p);
	page_indent(p, INDENT);
	page_add(p, on ? STYLE_GOOD : STYLE_DIM, on ? ui_glyph(ui, "(●) ", "(*) ") : "( ) ");
	page_add(p, STYLE_KEY, who);
	page_target(p, TARGET_CHOICE, NULL, number_of(d->field, side));
	if (text != NULL)
		page_excerpt(p, STYLE_TEXT, INDENT * 4, text, EXCERPT);
}

static void add_difference(const struct ui *ui, const struct merging *m, const struct merge_difference *d, struct page *p)
{
	char into[16], from[16];

	snprintf(into, sizeof into, "E%d", ui->work->evidence[work_find_evidence(ui->work, m->into)].ref);
	snprintf(from, sizeof from, "E%d", ui->work->evidence[work_find_evidence(ui->work, m->from)].ref);
	page_heading(p, "%s", field_info(d->field)->label);
	if (d->joins)
		add_side(ui, m, d, SIDE_UNSAID, "both, one after the other", NULL, p);
	add_side(ui, m, d, SIDE_INTO, into, d->into, p);
	add_side(ui, m, d, SIDE_FROM, from, d->from, p);
}

static void add_effect(const struct ui *ui, const struct merging *m, const struct evidence_merge *e, struct page *p)
{
	const struct evidence *into = &ui->work->evidence[work_find_evidence(ui->work, m->into)];
	const struct evidence *from = &ui->work->evidence[work_find_evidence(ui->work, m->from)];

	page_line(p);
	page_line(p);
	page_addf(p, STYLE_GOOD, "Merge E%d into E%d", from->ref, into->ref);
	page_target(p, TARGET_CHOICE, NULL, DO_IT);
	page_line(p);
	page_indent(p, INDENT);
	page_addf(p, STYLE_DIM, "links moved: %d, joined: %d; challenges moved: %d; E%d goes", e->links_moved, e->links_joined,
	    e->challenges_moved, from->ref);
}

static void merging_build(struct ui *ui, struct layer *l)
{
	struct merging *m = merging_of(l);
	struct evidence_merge e;
	struct err err = {0};
	struct target at = {0};
	bool had = pane_at(&m->pane, &at);

	m->pane.rows = ui->rows - 4 > 1 ? ui->rows - 4 : 1;
	m->pane.targets_only = true;
	page_start(&m->pane.page, ui->cols - 2, ui->ascii);
	if (plan(ui, m, &e, &err)) {
		for (size_t i = 0; i < e.n_differences; i++)
			add_difference(ui, m, &e.difference[i], &m->pane.page);
		if (e.n_differences == 0)
			page_paragraph(&m->pane.page, STYLE_DIM, 0, "The two say nothing different.");
		add_effect(ui, m, &e, &m->pane.page);
	} else
		page_paragraph(&m->pane.page, STYLE_WARNING, 0, err.text);
	evidence_merge_release(&e);
	at.id = NULL;
	pane_settle(&m->pane, had ? &at : NULL);
}

static void merging_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct merging *m = merging_in(l);

	(void)ui;
	canvas_fill(c, body, " ", STYLE_TEXT);
	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	canvas_text_cut(c, body, 0, 1, body.cols - 2, STYLE_TITLE, "One item of two: what they say differently ");
	pane_draw(&m->pane, c, rect_part(body, 1, 1, body.rows - 1, body.cols - 2), true);
}

/* ---- keys ------------------------------------------------------------------------------------------ */

static void leave(struct ui *ui, struct merging *m)
{
	struct target t = { .kind = TARGET_EVIDENCE, .id = m->into };

	ui->top = m->layer.below;
	ui_stale(ui);
	ui_select(ui, VIEW_EVIDENCE, &t);
	m->layer.ops->free(&m->layer);
}

/* What was not chosen stays as the first item has it: so it is shown. */
static void merge_now(struct ui *ui, struct merging *m)
{
	struct evidence_merge e;
	struct err err = {0};
	int into = work_find_evidence(ui->work, m->into), from = work_find_evidence(ui->work, m->from);
	int refs[2] = { into >= 0 ? ui->work->evidence[into].ref : 0, from >= 0 ? ui->work->evidence[from].ref : 0 };
	bool ok = plan(ui, m, &e, &err) && ui_try_save(ui, "evidence merge", &e.changes, &err);

	evidence_merge_release(&e);
	if (!ok) {
		ui_say_err(ui, &err);
		return;
	}
	leave(ui, m);
	ui_say(ui, STYLE_GOOD, "E%d merged into E%d; u takes that back", refs[1], refs[0]);
}

static void take(struct ui *ui, struct merging *m)
{
	struct target t;

	if (!pane_at(&m->pane, &t) || t.kind != TARGET_CHOICE)
		return;
	if (t.number == DO_IT) {
		merge_now(ui, m);
		return;
	}
	m->choices.choice[t.number / 4 - FIELD_EVIDENCE_TITLE].side = (enum merge_side)(t.number % 4);
	m->layer.stale = true;
}

static bool merging_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct merging *m = merging_of(l);

	if (ev->kind != EVENT_KEY)
		return true;
	ui->dirty = true;
	switch (ev->key) {
	case K_UP: case 'k': pane_move(&m->pane, -1); break;
	case K_DOWN: case 'j': case K_TAB: pane_move(&m->pane, 1); break;
	case K_PAGE_UP: pane_page(&m->pane, -1); break;
	case K_PAGE_DOWN: pane_page(&m->pane, 1); break;
	case K_HOME: case 'g': pane_do(&m->pane, MOVE_TOP); break;
	case K_END: case 'G': pane_do(&m->pane, MOVE_BOTTOM); break;
	case ' ': case K_ENTER: take(ui, m); break;
	case K_CTRL | 's': merge_now(ui, m); break;
	case K_ESC: case 'q': case K_CTRL | 'c': case K_CTRL | 'g': leave(ui, m); ui_say(ui, STYLE_DIM, "Nothing was merged"); break;
	default: break;
	}
	return true;
}

static void merging_hints(const struct ui *ui, const struct layer *l, struct buf *out)
{
	(void)ui;
	(void)l;
	buf_add(out, "Space choose  Ctrl-S merge  Esc leave both as they are");
}

static void merging_free(struct layer *l)
{
	page_release(&merging_of(l)->pane.page);
	free(l);
}

static const struct layer_ops merging_layer = {
	.name = "merge", .where = 0, .covers = true, .build = merging_build, .draw = merging_draw, .event = merging_event, .free = merging_free,
	.hints = merging_hints,
};

static void open_merging(struct ui *ui, const char *into, const char *from)
{
	struct merging *m = xcalloc(1, sizeof *m);

	m->layer.ops = &merging_layer;
	m->choices.rest = SIDE_INTO;
	snprintf(m->into, sizeof m->into, "%s", into);
	snprintf(m->from, sizeof m->from, "%s", from);
	ui_push(ui, &m->layer);
}

/* ---- which other item ------------------------------------------------------------------------------ */

/* The one it is nearly the same as goes first. */
static void fill_others(struct ui *ui, struct picker *p)
{
	const struct near *near = &evidence_list_of(ui)->near;
	int own = work_find_evidence(ui->work, picker_context(p)), twin = own >= 0 && own < near->n ? near->other[own] : -1;

	for (int k = twin >= 0 ? -1 : 0; k < ui->work->n_evidence; k++) {
		int i = k < 0 ? twin : k;
		const struct evidence *e = &ui->work->evidence[i];
		char ref[16];

		if (i == own || (k >= 0 && i == twin))
			continue;
		snprintf(ref, sizeof ref, "E%d", e->ref);
		picker_add(p, &(struct picker_row){ .lead = ref, .lead_style = STYLE_KEY, .text = e->title != NULL ? e->title : "", .find = e->tool,
			.id = e->id, .right = k < 0 ? "nearly the same" : NULL });
	}
}

static void take_other(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)typed;
	if (row != NULL)
		open_merging(ui, picker_context(p), row->id);
}

static const struct picker_ops other_picker = {
	.title = " Which item goes into it ", .fill = fill_others, .take = take_other,
	.hints = "type to find  Enter shows what they differ in  Esc leave",
};

static bool item_in_hand(struct ui *ui, struct target *t)
{
	if (ui_subject(ui, t) && t->kind == TARGET_EVIDENCE && work_find_evidence(ui->work, t->id) >= 0)
		return ui_may_write(ui);
	ui_say(ui, STYLE_DIM, "There is no item here: e writes one");
	return false;
}

void do_merge_evidence(struct ui *ui)
{
	struct target t;
	struct buf title = {0};

	if (!item_in_hand(ui, &t))
		return;
	buf_addf(&title, " Which item goes into E%d ", ui->work->evidence[work_find_evidence(ui->work, t.id)].ref);
	picker_open(ui, &other_picker, t.id, buf_str(&title), NULL);
	buf_release(&title);
}

/* ---- a part of an item ----------------------------------------------------------------------------- */

struct part { char item[ID_TEXT]; int *leaf; bool *moves; int n; };

static void free_part(void *data)
{
	struct part *part = data;

	free(part->leaf);
	free(part->moves);
	free(part);
}

static void fill_nothing(struct ui *ui, struct picker *p)
{
	(void)ui;
	(void)p;
}

static void split_off(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	const struct part *part = picker_data(p);
	int e = work_find_evidence(ui->work, part->item);
	struct changes c = {0};
	struct err err = {0};
	char id[ID_TEXT];

	(void)row;
	if (e < 0 || !field_check(FIELD_EVIDENCE_TITLE, typed, &err) ||
	    !evidence_split_plan(&c, ui->work, &ui->reader, e, part->leaf, part->moves, part->n, id, &err)) {
		ui_say_err(ui, &err);
		changes_release(&c);
		return;
	}
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, typed);
	if (ui_save(ui, "evidence split", &c)) {
		struct target t = { .kind = TARGET_EVIDENCE, .id = id };

		ui_select(ui, VIEW_EVIDENCE, &t);
		edit_evidence(ui, id, NODE_NONE, NULL);         /* what belongs to the part alone is to be said now */
	}
}

static const struct picker_ops title_picker = {
	.title = " Title of the new item ", .fill = fill_nothing, .take = split_off, .offers_new = "split off: ",
	.before = "type what the new item is called", .free_data = free_part,
	.hints = "type its title  Enter split  Esc leave",
};

static void fill_supported(struct ui *ui, struct picker *p)
{
	int e = work_find_evidence(ui->work, picker_context(p));

	for (int s = e >= 0 ? ui->work->evidence[e].first_support : -1; s >= 0; s = ui->work->support[s].next_of_evidence) {
		const struct node *n = &ui->work->tree->node[ui->work->support[s].claim];

		picker_add(p, &(struct picker_row){ .lead = tree_leaf_name(ui->work->tree, ui->work->support[s].claim), .lead_style = STYLE_LINK,
			.text = n->label, .find = n->text, .id = n->id, .number = ui->work->support[s].claim });
	}
}

static void claims_chosen(struct ui *ui, struct picker *p, const struct picker_row *const *row, size_t n)
{
	struct part *part;

	if (n == 0) {
		ui_say(ui, STYLE_DIM, "Nothing was split: no claim was marked");
		return;
	}
	part = xcalloc(1, sizeof *part);
	snprintf(part->item, sizeof part->item, "%s", picker_context(p));
	part->leaf = xcalloc(n, sizeof *part->leaf);
	part->moves = xcalloc(n, sizeof *part->moves);
	for (part->n = 0; part->n < (int)n; part->n++) {
		part->leaf[part->n] = row[part->n]->number;
		part->moves[part->n] = true;
	}
	picker_open_data(ui, &title_picker, part, NULL, NULL);
}

static const struct picker_ops part_picker = {
	.title = " Which claims go to the new item ", .several = true, .keeps_order = true, .fill = fill_supported, .changed = claims_chosen,
};

void do_split_evidence(struct ui *ui)
{
	struct target t;

	if (!item_in_hand(ui, &t))
		return;
	if (ui->work->evidence[work_find_evidence(ui->work, t.id)].n_supports == 0)
		ui_say(ui, STYLE_DIM, "It supports no claim: there is nothing to split");
	else
		picker_open(ui, &part_picker, t.id, NULL, NULL);
}
