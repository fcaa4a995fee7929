/* f in the Gaps view: which gaps are shown. A choice adds to what was chosen before; taking it again takes it off. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/gaps.h"
#include "tui/picker.h"

enum choice_kind { KIND_ALL, KIND_OWNER, KIND_NOBODY, KIND_NODE, KIND_STATE, KIND_OVERDUE, KIND_WITHIN, KIND_NO_DATE };
enum { KINDS = 16 };                    /* a row's number: what it limits to, times this, and the kind */

static const int periods[] = { 30, 90 };

struct choice {
	enum choice_kind kind;
	int value;                      /* node index, state or days */
	const char *owner;
};

static bool is_chosen(const struct gap_filter *f, const struct choice *c)
{
	switch (c->kind) {
	case KIND_ALL: return f->state < 0 && f->owner == NULL && !f->nobody && f->node == NODE_NONE && f->period == PERIOD_ANY;
	case KIND_OWNER: return f->owner != NULL && strcmp(f->owner, c->owner) == 0;
	case KIND_NOBODY: return f->nobody;
	case KIND_NODE: return f->node == c->value;
	case KIND_STATE: return f->state == c->value;
	case KIND_OVERDUE: return f->period == PERIOD_OVERDUE;
	case KIND_WITHIN: return f->period == PERIOD_WITHIN && f->days == c->value;
	case KIND_NO_DATE: return f->period == PERIOD_NO_DATE;
	}
	return false;
}

/* The filter as it would be: one person, one place, one state and one period at a time. */
static struct gap_filter chosen(struct gap_filter f, const struct choice *c)
{
	bool off = is_chosen(&f, c);

	switch (c->kind) {
	case KIND_ALL:
		f = (struct gap_filter)GAP_FILTER_ALL;
		break;
	case KIND_OWNER:
	case KIND_NOBODY:
		f.nobody = c->kind == KIND_NOBODY && !off;
		f.owner = c->kind == KIND_OWNER && !off ? c->owner : NULL;
		f.owner_exactly = true;
		break;
	case KIND_NODE:
		f.node = off ? NODE_NONE : c->value;
		break;
	case KIND_STATE:
		f.state = off ? -1 : c->value;
		break;
	case KIND_OVERDUE:
	case KIND_WITHIN:
	case KIND_NO_DATE:
		f.period = off ? PERIOD_ANY : c->kind == KIND_OVERDUE ? PERIOD_OVERDUE : c->kind == KIND_WITHIN ? PERIOD_WITHIN : PERIOD_NO_DATE;
		f.days = c->value;
		break;
	}
	return f;
}

static int count(const struct ui *ui, const struct gap_filter *f)
{
	int n = 0;

	for (int i = 0; i < ui->work->n_gap; i++)
		n += gap_passes(ui->work, &ui->work->gap[i], f, ui->today);
	return n;
}

/* ---- in words ------------------------------------------------------------------------------------- */

static void add_words(const struct tree *t, const struct choice *c, struct buf *out)
{
	switch (c->kind) {
	case KIND_ALL: buf_add(out, "all gaps"); break;
	case KIND_OWNER: buf_add(out, c->owner); break;
	case KIND_NOBODY: buf_add(out, "no owner"); break;
	case KIND_NODE: buf_add(out, t->node[c->value].id); break;
	case KIND_STATE: buf_add(out, c->value == GAP_ACCEPTED ? "nothing planned" : value_words(FIELD_GAP_STATE, c->value)); break;
	case KIND_OVERDUE: buf_add(out, "overdue"); break;
	case KIND_WITHIN: buf_addf(out, "due in %d days", c->value); break;
	case KIND_NO_DATE: buf_add(out, "no date"); break;
	}
}

void gap_filter_words(const struct ui *ui, const struct gap_filter *f, struct buf *out)
{
	struct choice c[4];
	int n = 0;

	if (f->owner != NULL)
		c[n++] = (struct choice){ KIND_OWNER, 0, f->owner };
	if (f->nobody)
		c[n++] = (struct choice){ KIND_NOBODY, 0, NULL };
	if (f->node != NODE_NONE)
		c[n++] = (struct choice){ KIND_NODE, f->node, NULL };
	if (f->state >= 0)
		c[n++] = (struct choice){ KIND_STATE, f->state, NULL };
	for (int i = 0; i < n; i++) {
		buf_add(out, i > 0 ? ", " : "");
		add_words(ui->work->tree, &c[i], out);
	}
	if (f->period == PERIOD_ANY)
		return;
	buf_add(out, n > 0 ? ", " : "");
	add_words(ui->work->tree, &(struct choice){ f->period == PERIOD_OVERDUE ? KIND_OVERDUE : f->period == PERIOD_WITHIN ? KIND_WITHIN : KIND_NO_DATE,
	    f->days, NULL }, out);
}

/* ---- choosing -------------------------------------------------------------------------------------- */

/* What nothing would be left of is not offered, except to take it off. */
static void add_choice(const struct ui *ui, struct picker *p, const struct choice *c)
{
	const struct gap_filter *now = &gaps_in_hand(ui)->filter;
	struct gap_filter f = chosen(*now, c);
	bool on = c->kind != KIND_ALL && is_chosen(now, c);
	int n = count(ui, &f);
	struct buf text = {0};
	char right[32];

	if (n == 0 && !on && c->kind != KIND_ALL)
		return;
	add_words(ui->work->tree, c, &text);
	if (c->kind == KIND_NODE)
		buf_addf(&text, " %s", ui->work->tree->node[c->value].label);
	snprintf(right, sizeof right, on ? "takes it off: %d" : "%d", n);
	picker_add(p, &(struct picker_row){ .text = buf_str(&text), .lead = on ? "now" : "   ", .lead_style = STYLE_GOOD, .right = right,
	    .id = c->owner, .number = c->value * KINDS + (int)c->kind });
	buf_release(&text);
}

static void add_owners(const struct ui *ui, struct picker *p)
{
	const struct work *w = ui->work;

	for (int i = 0; i < w->n_gap; i++) {
		bool seen = w->gap[i].owner == NULL;

		for (int k = 0; k < i && !seen; k++)
			seen = w->gap[k].owner != NULL && strcmp(w->gap[k].owner, w->gap[i].owner) == 0;
		if (!seen)
			add_choice(ui, p, &(struct choice){ KIND_OWNER, 0, w->gap[i].owner });
	}
	add_choice(ui, p, &(struct choice){ KIND_NOBODY, 0, NULL });
}

static void fill_choices(struct ui *ui, struct picker *p)
{
	const struct tree *t = ui->work->tree;

	add_choice(ui, p, &(struct choice){ KIND_ALL, 0, NULL });
	add_choice(ui, p, &(struct choice){ KIND_OVERDUE, 0, NULL });
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		add_choice(ui, p, &(struct choice){ KIND_WITHIN, periods[i], NULL });
	add_choice(ui, p, &(struct choice){ KIND_NO_DATE, 0, NULL });
	add_owners(ui, p);
	for (int s = GAP_OPEN; s <= GAP_ACCEPTED; s++)
		add_choice(ui, p, &(struct choice){ KIND_STATE, s, NULL });
	for (int i = 0; i < t->n_nodes; i++)
		if (t->node[i].kind == NODE_THEME || t->node[i].kind == NODE_PRINCIPLE)
			add_choice(ui, p, &(struct choice){ KIND_NODE, i, NULL });
}

static void take_choice(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct gaps_view *v = gaps_in_hand(ui);
	struct choice c = { (enum choice_kind)(row->number % KINDS), row->number / KINDS, row->id };
	char *owner;

	(void)p;
	(void)typed;
	v->filter = chosen(v->filter, &c);
	owner = xstrdup_or_null(v->filter.owner);
	free(v->owner);
	v->owner = owner;
	v->filter.owner = owner;
	v->split.in_detail = false;
	ui_stale(ui);
}

static const struct picker_ops choice_picker = {
	.title = " Which gaps ", .keeps_order = true, .fill = fill_choices, .take = take_choice,
};

void do_gap_filter(struct ui *ui)
{
	picker_open(ui, &choice_picker, NULL, NULL, NULL);
}
