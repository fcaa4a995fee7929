/* Finding: one list of everything as one types; Enter goes there, n and N walk on. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/find.h"
#include "tui/commands.h"
#include "tui/picker.h"

enum { SHOWN_MAX = 200 /* rows */, WIDE = 60 /* columns from which a row says more */ };

/* ---- where a hit leads -------------------------------------------------------------------------------- */

struct destination { enum view view; struct target target; };

static bool to_node(const struct ui *ui, int node, struct destination *d)
{
	if (node == NODE_NONE)
		return false;
	*d = (struct destination){ VIEW_CLAIMS, { TARGET_NODE, ui->work->tree->node[node].id, 0 } };
	return true;
}

static bool to_evidence(const struct ui *ui, int i, struct destination *d)
{
	if (i < 0)
		return false;
	*d = (struct destination){ VIEW_EVIDENCE, { TARGET_EVIDENCE, ui->work->evidence[i].id, 0 } };
	return true;
}

static bool to_gap(const struct ui *ui, int i, struct destination *d)
{
	if (i < 0)
		return false;
	*d = (struct destination){ VIEW_GAPS, { TARGET_GAP, ui->work->gap[i].id, 0 } };
	return true;
}

static bool to_challenge(const struct ui *ui, const struct found *f, struct destination *d)
{
	int i = work_find_challenge(ui->work, f->id);

	if (i < 0)
		return false;
	*d = (struct destination){ VIEW_GAPS, { TARGET_CHALLENGE, ui->work->challenge[i].id, 0 } };
	return true;
}

static bool to_waived(const struct ui *ui, const struct found *f, struct destination *d)
{
	int number;

	if (to_node(ui, f->claim, d) || (ref_read(f->ref, 'E', &number) && to_evidence(ui, work_find_evidence_ref(ui->work, number), d)) ||
	    (ref_read(f->ref, 'G', &number) && to_gap(ui, work_find_gap_ref(ui->work, number), d)))
		return true;
	*d = (struct destination){ .view = VIEW_ASSESSMENT };
	return true;
}

/* false: it was removed since, or leads nowhere. */
static bool leads_to(const struct ui *ui, const struct found *f, struct destination *d)
{
	switch (f->kind) {
	case FOUND_EVIDENCE:
		return to_evidence(ui, work_find_evidence(ui->work, f->id), d);
	case FOUND_GAP:
		return to_gap(ui, work_find_gap(ui->work, f->id), d);
	case FOUND_CHALLENGE:
		return to_challenge(ui, f, d);
	case FOUND_WAIVER:
		return to_waived(ui, f, d);
	case FOUND_READ_THROUGH:
		if (!to_node(ui, f->claim, d))
			return false;
		d->view = VIEW_READ;
		return true;
	case FOUND_BASELINE:
		*d = (struct destination){ .view = VIEW_HISTORY };
		return true;
	case FOUND_ASSESSMENT:
		*d = (struct destination){ .view = VIEW_ASSESSMENT };
		return true;
	default:
		return to_node(ui, f->claim, d);
	}
}

static void go(struct ui *ui, const struct destination *d)
{
	if (d->target.kind != TARGET_NONE && d->view != VIEW_READ) {
		ui_show(ui, &d->target);
		return;
	}
	ui_remember_place(ui);
	ui_show_view(ui, d->view);
	if (d->target.kind != TARGET_NONE)
		ui_select(ui, d->view, &d->target);
}

/* ---- the list --------------------------------------------------------------------------------------- */

static void row_lead(const struct ui *ui, const struct found *f, struct picker_row *r)
{
	static const enum style style[FOUND_KIND_COUNT] = {
		[FOUND_EVIDENCE] = STYLE_LINK, [FOUND_LINK] = STYLE_LINK, [FOUND_GAP] = STYLE_WARNING, [FOUND_CHALLENGE] = STYLE_CHALLENGED,
	};

	if (style[f->kind] != STYLE_TEXT) {
		r->lead = f->ref;
		r->lead_style = style[f->kind];
	} else if (f->claim != NODE_NONE) {
		r->lead = tree_short_name(ui->work->tree, f->claim);
		r->lead_style = ui_standing_style(ui, f->claim);
	} else {
		r->lead = f->ref;
	}
}

/* The kind, and where there is room the field, or the claim's other number. */
static void row_kind(const struct ui *ui, const struct found *f, struct buf *out)
{
	const struct tree *t = ui->work->tree;

	buf_add(out, found_kind_name(f->kind));
	if (ui->cols < WIDE)
		return;
	if (f->kind == FOUND_CLAIM && t->node[f->claim].asked_as != NULL)
		buf_addf(out, " %s", t->node[f->claim].id);
	else if ((f->kind == FOUND_LINK || f->kind == FOUND_CHALLENGE) && f->claim != NODE_NONE)
		buf_addf(out, " %s", tree_short_name(t, f->claim));
	else if (f->kind == FOUND_EVIDENCE || f->kind == FOUND_GAP || f->kind == FOUND_ASSESSMENT)
		buf_addf(out, strcmp(f->field, found_kind_name(f->kind)) != 0 ? " %s" : "", f->field);
}

/* A tool or an owner says little without the title of its item. */
static void row_text(const struct ui *ui, const struct found *f, struct buf *out)
{
	bool named = f->kind == FOUND_EVIDENCE && (strcmp(f->field, field_info(FIELD_TOOL)->key) == 0 ||
	    strcmp(f->field, field_info(FIELD_EVIDENCE_OWNER)->key) == 0);
	int i = named ? work_find_evidence(ui->work, f->id) : -1;

	if (i >= 0 && ui->work->evidence[i].title != NULL)
		buf_addf(out, "%s: ", ui->work->evidence[i].title);
	buf_add(out, f->excerpt);
}

static void add_row(const struct ui *ui, struct picker *p, const struct found *f, size_t i)
{
	struct picker_row r = { .number = (int)i };
	struct buf text = {0}, kind = {0};

	row_lead(ui, f, &r);
	row_text(ui, f, &text);
	row_kind(ui, f, &kind);
	r.text = buf_str(&text);
	r.right = buf_str(&kind);
	picker_add(p, &r);
	buf_release(&text);
	buf_release(&kind);
}

static void say_how_many(const struct ui *ui, struct picker *p, const struct found_list *l)
{
	const char *where = ui->then != NULL ? "Find as it was, not in long texts" : "Find";
	char title[96];

	if (l->n == 0)
		snprintf(title, sizeof title, " %s ", where);
	else
		snprintf(title, sizeof title, " %s %s %s%zu found ", where, ui_glyph(ui, "·", "-"), l->more ? "the first " : "", l->n);
	picker_set_title(p, title);
}

/* The index is of what is said now: of a moment that is past, what memory has of it is searched. */
static bool find_all(struct ui *ui, const struct found_query *q, struct found_list *l, struct err *err)
{
	if (ui->then == NULL)
		return store_find_all(ui->store, ui->work, q, l, err);
	found_in_memory(l, q, ui->work);
	found_finish(l, q);
	return true;
}

static void search(struct ui *ui, struct picker *p, const struct seek *seek, const char *typed)
{
	struct found_list *l = picker_data(p);
	struct found_query q = { .typed = typed, .seek = seek, .limit = SHOWN_MAX, .once = true };
	struct err err = {0};

	found_list_release(l);
	if (!find_all(ui, &q, l, &err))
		ui_say_err(ui, &err);
	for (size_t i = 0; i < l->n; i++)
		add_row(ui, p, &l->item[i], i);
	say_how_many(ui, p, l);
}

static void free_list(void *data)
{
	found_list_release(data);
	free(data);
}

/* ---- going there ------------------------------------------------------------------------------------ */

static void say_where(struct ui *ui, size_t i)
{
	const struct found_list *l = &ui->found;

	ui_say(ui, STYLE_DIM, "%zu of %s%zu with \"%s\": n next, N previous, Esc back", i + 1, l->more ? "the first " : "", l->n, ui->search);
}

static void go_to_hit(struct ui *ui, size_t i)
{
	struct destination d;

	ui->found_at = i;
	if (leads_to(ui, &ui->found.item[i], &d)) {
		go(ui, &d);
		say_where(ui, i);
	} else {
		ui_say(ui, STYLE_DIM, "This stands by itself: %s", ui->found.item[i].excerpt);
	}
}

/* The list is kept for n and N: what it names, it names by ids, which outlive a save. */
static void take_hit(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct found_list *l = picker_data(p);

	found_list_release(&ui->found);
	ui->found = *l;
	*l = (struct found_list){0};
	free(ui->search);
	ui->search = xstrdup(typed);
	go_to_hit(ui, (size_t)row->number);
}

static const struct picker_ops find_picker = {
	.title = " Find ", .search = search, .take = take_hit, .free_data = free_list,
	.before = "a number (1.1/2, E12), words, or \"words in quotes\"",
	.hints = "type a number or words  Enter go there  Esc leave",
};

void do_find(struct ui *ui)
{
	picker_open_data(ui, &find_picker, xcalloc(1, sizeof(struct found_list)), NULL, NULL);
}

/* ---- n and N ---------------------------------------------------------------------------------------- */

static bool same_place(const struct destination *a, const struct destination *b)
{
	return a->view == b->view && target_same(&a->target, &b->target);
}

/* Whether an earlier hit leads to the same place: one visit each is enough. */
static bool was_visited(const struct ui *ui, size_t i)
{
	struct destination here, there;

	for (size_t k = 0; leads_to(ui, &ui->found.item[i], &here) && k < i; k++)
		if (leads_to(ui, &ui->found.item[k], &there) && same_place(&here, &there))
			return true;
	return false;
}

static bool is_at(const struct ui *ui, const struct destination *d)
{
	struct target at;

	if (ui->current != d->view)
		return false;
	return d->target.kind == TARGET_NONE || (ui_subject(ui, &at) && target_same(&at, &d->target));
}

static void walk(struct ui *ui, bool on)
{
	size_t n = ui->found.n, i = ui->found_at;
	struct destination d;

	if (ui->search == NULL) {
		ui_say(ui, STYLE_DIM, "Nothing was searched for yet: / does");
		return;
	}
	for (size_t tried = 0; tried < n; tried++) {
		i = on ? (i + 1) % n : (i + n - 1) % n;
		if (leads_to(ui, &ui->found.item[i], &d) && !was_visited(ui, i) && !is_at(ui, &d)) {
			go_to_hit(ui, i);
			return;
		}
	}
	ui_say(ui, STYLE_WARNING, "No other place has \"%s\"", ui->search);
}

void do_find_next(struct ui *ui) { walk(ui, true); }
void do_find_previous(struct ui *ui) { walk(ui, false); }
