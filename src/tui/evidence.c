/* The Evidence view: the register of items beside the item in hand with all its claims. What the list shows is in
 * evidence_list.c, the item in evidence_page.c, what chooses columns, order and filter in evidence_choice.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/challenges.h"
#include "tui/evidence_page.h"
#include "tui/evidence_view.h"
#include "tui/item_commands.h"
#include "tui/remarks.h"
#include "tui/suggestions.h"
#include "tui/views.h"

struct evidence_view { struct split split; struct evidence_list list; };

static struct evidence_view *view_of(struct split *s) { return (struct evidence_view *)(void *)s; }
static const struct evidence_view *view_in(const struct split *s) { return (const struct evidence_view *)(const void *)s; }

struct evidence_list *evidence_list_of(struct ui *ui)
{
	return &view_of(split_of(ui->view[VIEW_EVIDENCE]))->list;
}

/* ---- the two panes -------------------------------------------------------------------------- */

static void evidence_rows(struct ui *ui, struct split *s, struct page *p)
{
	struct evidence_view *v = view_of(s);

	evidence_list_fill(&v->list, ui, s->one_pane);
	evidence_list_page(&v->list, ui, s->one_pane, p);
}

static void evidence_row(const struct ui *ui, const struct split *s, const struct target *t, struct page *p)
{
	int i = work_find_evidence(ui->work, t->id);

	if (i >= 0)
		evidence_list_row(&view_in(s)->list, ui, i, p);
}

static void evidence_detail(struct ui *ui, struct split *s, const struct target *t, struct page *p)
{
	int i = t->id != NULL ? work_find_evidence(ui->work, t->id) : -1;

	if (i < 0)
		return;
	evidence_page(ui, &view_of(s)->list, i, p);
	challenges_of_item(ui, i, p);
	remarks_section(ui, ENTITY_EVIDENCE, ui->work->evidence[i].id, p);
	suggestions_of_item(ui, i, p);
}

static void evidence_title(const struct ui *ui, const struct split *s, const struct target *t, struct buf *out)
{
	int i = t->id != NULL ? work_find_evidence(ui->work, t->id) : -1;

	(void)s;
	if (i >= 0)
		buf_addf(out, "E%d", ui->work->evidence[i].ref);
}

static void evidence_more(const struct ui *ui, const struct split *s, struct buf *out)
{
	evidence_list_words(&view_in(s)->list, ui, out);
	buf_addc(out, ' ');
}

static bool evidence_open(struct ui *ui, struct split *s, const struct target *t)
{
	if (t->kind == TARGET_NODE || t->kind == TARGET_EVIDENCE)
		ui_jump(ui, t);
	else if (t->kind == TARGET_CHALLENGE)
		challenge_menu(ui, t->id);
	else if (t->kind == TARGET_REMARK)
		remark_open(ui, t);
	else if (t->kind == TARGET_FIELD)
		edit_evidence(ui, s->shown.id, NODE_NONE, NULL);
	else if (t->kind == TARGET_CHOICE && t->number == TARGET_SUGGESTION)
		ask_suggestion(ui, t->id);
	else
		return false;
	return true;
}

static const struct split_ops evidence_split = {
	.list_title = "Evidence ", .list_more = evidence_more, .list = evidence_rows, .row = evidence_row, .detail = evidence_detail,
	.detail_title = evidence_title, .open = evidence_open,
};

static void evidence_free(struct layer *l)
{
	evidence_list_release(&view_of(split_of(l))->list);
	split_free(l);
}

/* What is nearly the same shows once all of it is known. */
static bool evidence_idle(struct ui *ui, struct layer *l)
{
	struct evidence_list *list = &view_of(split_of(l))->list;
	bool due = list->looking != NULL, more = evidence_list_seek(list, ui);

	if (due && !more) {
		l->stale = true;
		ui->dirty = true;
	}
	return more;
}

static const struct layer_ops evidence_layer = {
	.name = "Evidence", .where = IN_EVIDENCE, .covers = true, .build = split_build, .ready = split_ready, .draw = split_draw,
	.event = split_event, .move = split_move, .subject = split_subject, .item = split_item, .rest = split_rest, .idle = evidence_idle,
	.free = evidence_free,
};

static struct layer *evidence_make(struct ui *ui)
{
	struct evidence_view *v = xcalloc(1, sizeof *v);

	(void)ui;
	split_init(&v->split, &evidence_layer, &evidence_split);
	evidence_list_init(&v->list);
	return &v->split.layer;
}

/* An item that the filter hides is shown all the same: whoever goes there wants to see it. */
static void evidence_select(struct ui *ui, struct layer *l, const struct target *t)
{
	struct evidence_view *v = view_of(split_of(l));

	if (t->kind != TARGET_EVIDENCE || split_select(ui, &v->split, t) || !evidence_list_filtered(&v->list))
		return;
	evidence_list_show_all(&v->list);
	l->stale = true;
	split_select(ui, &v->split, t);
}

/* ---- the next start --------------------------------------------------------------------------- */

/* "columns 511 sort 2 wide 0 at ID". A filter is not taken up: what it hides would be missed. */
static void evidence_keep(const struct ui *ui, const struct layer *l, struct buf *out)
{
	const struct evidence_view *v = view_in(split_in(l));
	struct target t;

	(void)ui;
	buf_addf(out, "columns %u sort %d wide %d at %s", v->list.columns, (int)v->list.sort, v->split.one_pane,
	    pane_at(&v->split.list, &t) && t.id != NULL ? t.id : "-");
}

static void evidence_restore(struct ui *ui, struct layer *l, const char *line)
{
	struct evidence_view *v = view_of(split_of(l));
	struct target t = { .kind = TARGET_EVIDENCE };
	char *copy = xstrdup(line), *save = NULL, *word = strtok_r(copy, " ", &save), *value;

	for (; word != NULL && (value = strtok_r(NULL, " ", &save)) != NULL; word = strtok_r(NULL, " ", &save)) {
		long n = strtol(value, NULL, 10);

		if (strcmp(word, "columns") == 0 && n > 0 && n <= EVERY_COLUMN)
			v->list.columns = (unsigned)n;
		else if (strcmp(word, "sort") == 0 && n >= 0 && n < SORT_COUNT)
			v->list.sort = (enum evidence_sort)n;
		else if (strcmp(word, "wide") == 0)
			v->split.one_pane = n == 1;
		else if (strcmp(word, "at") == 0)
			t.id = value;
	}
	l->stale = true;
	if (t.id != NULL)
		evidence_select(ui, l, &t);
	free(copy);
}

const struct view_ops evidence_view = {
	.title = "Evidence", .make = evidence_make, .select = evidence_select, .keep = evidence_keep, .restore = evidence_restore,
};
