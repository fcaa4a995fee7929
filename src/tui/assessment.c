/* The Assessment view: the assessment's own fields, role and scope, the workspace and its chain. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/approvals.h"
#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/item_commands.h"
#include "tui/past.h"
#include "tui/picker.h"
#include "tui/views.h"

enum { INDENT = 2, FRAME_ROWS = 4, LABEL_COLUMNS = 26 };

static const enum field assessment_form[] = {
	FIELD_TITLE, FIELD_PRODUCT, FIELD_PRODUCT_VERSION, FIELD_ORGANISATION, FIELD_ROLE, FIELD_DELIVERY, FIELD_OWNER, FIELD_SENIOR_OWNER,
	FIELD_ASSESSED, FIELD_NEXT_REVIEW, FIELD_REVIEW_CYCLE, FIELD_COUNT
};

struct assessment_view {
	struct layer layer;
	struct pane pane;
};

static struct assessment_view *view_of(struct layer *l) { return (struct assessment_view *)(void *)l; }
static const struct assessment_view *view_in(const struct layer *l) { return (const struct assessment_view *)(const void *)l; }

/* ---- the page ------------------------------------------------------------------------------- */

static void fact(struct page *p, const char *label, const char *value)
{
	page_line(p);
	page_indent(p, INDENT);
	page_addf(p, STYLE_DIM, "%-*s", LABEL_COLUMNS, label);
	page_add(p, value != NULL ? STYLE_TEXT : STYLE_DIM, value != NULL ? value : "not said");
}

static void field_line(struct page *p, enum field f, const char *value)
{
	fact(p, field_info(f)->label, value);
	page_target(p, TARGET_FIELD, NULL, (int)f);
}

static void date_line(struct page *p, enum field f, date d)
{
	char text[DATE_TEXT];

	date_print(d, text);
	field_line(p, f, d != DATE_NONE ? text : NULL);
}

static void own_fields(const struct ui *ui, struct page *p)
{
	const struct assessment *a = &ui->work->assessment;

	page_heading(p, "Assessment");
	field_line(p, FIELD_TITLE, a->title);
	field_line(p, FIELD_PRODUCT, a->product);
	field_line(p, FIELD_PRODUCT_VERSION, a->product_version);
	field_line(p, FIELD_ORGANISATION, a->organisation);
	field_line(p, FIELD_ROLE, a->role);
	field_line(p, FIELD_DELIVERY, a->delivery >= 0 ? field_info(FIELD_DELIVERY)->values[a->delivery] : NULL);
	field_line(p, FIELD_OWNER, a->owner);
	field_line(p, FIELD_SENIOR_OWNER, a->senior_owner);
	date_line(p, FIELD_ASSESSED, a->assessed);
	date_line(p, FIELD_NEXT_REVIEW, a->next_review);
	field_line(p, FIELD_REVIEW_CYCLE, a->review_cycle >= 0 ? field_info(FIELD_REVIEW_CYCLE)->values[a->review_cycle] : NULL);
}

static void scope_lines(const struct ui *ui, struct page *p)
{
	const struct tree *t = ui->work->tree;

	page_heading(p, "Scope: %d of %d claims", ui->standing.total.in_scope, ui->standing.total.asked);
	for (int i = 0; i < t->n_nodes; i++) {
		bool in;

		if (t->node[i].kind != NODE_PRINCIPLE)
			continue;
		in = work_in_scope(ui->work, i);
		page_line(p);
		page_indent(p, INDENT);
		page_add(p, in ? STYLE_GOOD : STYLE_OUT_OF_SCOPE, in ? "in   " : "out  ");
		page_addf(p, STYLE_KEY, "%s ", t->node[i].id);
		page_add(p, in ? STYLE_TEXT : STYLE_OUT_OF_SCOPE, t->node[i].label);
		if (ui->work->scope[i].chosen)
			page_right(p, STYLE_WARNING, "chosen%s%s", ui->work->scope[i].reason != NULL ? ": " : "",
			    ui->work->scope[i].reason != NULL ? ui->work->scope[i].reason : "");
		page_target(p, TARGET_NODE, t->node[i].id, 0);
	}
}

static void workspace_lines(struct ui *ui, struct page *p)
{
	char head[HASH_TEXT] = "";
	struct err err = {0};
	const struct tree *t = ui->work->tree;
	struct buf catalogue = {0};

	page_heading(p, "Workspace");
	fact(p, "File", store_path(ui->store));
	fact(p, "Writing as", ui->start->who);
	buf_addf(&catalogue, "%s %s", t->title, t->version);
	fact(p, "Catalogue", buf_str(&catalogue));
	if (ui->then != NULL)
		memcpy(head, ui->then->moment.head, sizeof head);
	if (ui->then != NULL || store_head(ui->store, head, &err)) {
		fact(p, "Head of the history", "");
		page_line(p);                   /* whole, so that it can be compared */
		page_indent(p, 2 * INDENT);
		page_add(p, STYLE_TEXT, head);
	}
	if (ui->then == NULL && ui->readonly)
		fact(p, "Read-only", store_readonly(ui->store) != NULL ? store_readonly(ui->store) : "as asked");
	page_line(p);
	page_paragraph(p, STYLE_DIM, INDENT, t->attribution);
	buf_release(&catalogue);
}

static void assessment_build(struct ui *ui, struct layer *l)
{
	struct assessment_view *v = view_of(l);
	struct target t = {0};
	char *id;

	pane_at(&v->pane, &t);
	id = xstrdup_or_null(t.id);
	t.id = id;
	v->pane.targets_only = true;
	v->pane.rows = ui->rows - FRAME_ROWS < 1 ? 1 : ui->rows - FRAME_ROWS;
	page_start(&v->pane.page, ui->cols - 2, ui->ascii);
	own_fields(ui, &v->pane.page);
	scope_lines(ui, &v->pane.page);
	approvals_look(ui, NODE_NONE);
	approvals_all(ui, &v->pane.page);
	workspace_lines(ui, &v->pane.page);
	pane_settle(&v->pane, &t);
	free(id);
	l->stale = false;
}

static void assessment_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct assessment_view *v = view_in(l);

	(void)ui;
	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	canvas_text(c, body, 0, 1, STYLE_TITLE, "Assessment ");
	pane_draw(&v->pane, c, rect_part(body, 1, 1, body.rows - 1, body.cols - 2), true);
	if (v->pane.page.n > v->pane.top + v->pane.rows)
		canvas_text(c, body, body.rows - 1, body.cols - 1, STYLE_DIM, canvas_ascii(c) ? "v" : "↓");
}

/* ---- changing ------------------------------------------------------------------------------- */

static void edit_from(struct ui *ui, enum field focus, const struct draft *draft)
{
	struct form_ask ask = {
		.title = "Assessment", .leaf = NODE_NONE, .entity = ENTITY_ASSESSMENT, .id = "assessment", .command = "assessment set",
		.field = assessment_form, .focus = focus,
	};

	if (ui_may_write(ui))
		form_open_draft(ui, &ask, draft);
}

void edit_assessment(struct ui *ui, const struct draft *draft)
{
	struct target t;
	bool field = ui->current == VIEW_ASSESSMENT && ui_subject(ui, &t) && t.kind == TARGET_FIELD;

	edit_from(ui, field ? (enum field)t.number : FIELD_COUNT, draft);
}

static const enum field scope_form[] = { FIELD_SCOPE_IN, FIELD_SCOPE_REASON, FIELD_COUNT };

static bool is_empty(const struct scope_choice *s)
{
	return !s->chosen;
}

/* A choice that says what the role says anyway, without a reason, is none: it is taken back. */
static void scope_done(struct ui *ui, const char *context, char letter)
{
	int node = tree_find(ui->work->tree, context);
	struct changes c = {0};
	struct form_ask ask = {
		.leaf = NODE_NONE, .entity = ENTITY_SCOPE, .id = context, .command = "assessment set", .field = scope_form,
		.focus = FIELD_SCOPE_REASON,
	};
	struct buf title = {0};

	if (node == NODE_NONE || (letter != 'i' && letter != 'o' && letter != 'r'))
		return;
	if (letter == 'r')
		changes_set(&c, ENTITY_SCOPE, context, work_revision(ui->work, ENTITY_SCOPE, context), FIELD_SCOPE_REMOVED, "true");
	else {
		changes_set(&c, ENTITY_SCOPE, context, work_revision(ui->work, ENTITY_SCOPE, context), FIELD_SCOPE_IN, letter == 'i' ? "true" : "false");
		changes_set(&c, ENTITY_SCOPE, context, work_revision(ui->work, ENTITY_SCOPE, context), FIELD_SCOPE_REMOVED, NULL);
	}
	if (!ui_save(ui, "assessment set", &c) || letter == 'r')
		return;
	buf_addf(&title, "Why is %s %s scope?", context, letter == 'i' ? "in" : "out of");
	ask.title = buf_str(&title);
	form_open(ui, &ask);
	buf_release(&title);
}

void do_scope(struct ui *ui)
{
	static const struct ask_answer choose[] = { { 'i', "in scope" }, { 'o', "out of scope" }, { 'r', "as the role gives" }, { 0, NULL } };
	struct target t;
	int node;
	struct buf q = {0};

	if (!ui_subject(ui, &t) || t.kind != TARGET_NODE || (node = tree_find(ui->work->tree, t.id)) == NODE_NONE) {
		ui_say(ui, STYLE_DIM, "Put the cursor on a principle, then s");
		return;
	}
	if (!ui_may_write(ui))
		return;
	buf_addf(&q, "%s %s: by the role %s it is %s scope%s", t.id, ui->work->tree->node[node].label,
	    ui->work->assessment.role != NULL ? ui->work->assessment.role : "", work_role_in_scope(ui->work, node) ? "in" : "out of",
	    is_empty(&ui->work->scope[node]) ? "." : ", but a choice was made.");
	ask_open(ui, buf_str(&q), NULL, choose, 0, t.id, scope_done);
	buf_release(&q);
}

/* ---- the layer ------------------------------------------------------------------------------ */

static void open_line(struct ui *ui, const struct target *t)
{
	if (t->kind == TARGET_NODE)
		do_scope(ui);
	else if (t->kind == TARGET_CHOICE)
		ui_jump(ui, &(struct target){ .kind = TARGET_NODE, .id = ui->work->tree->node[t->number].id });
	else
		edit_from(ui, (enum field)t->number, NULL);
}

static bool assessment_move(struct ui *ui, struct layer *l, int m)
{
	struct pane *v = &view_of(l)->pane;
	struct target t;

	if ((enum move)m == MOVE_OPEN || (enum move)m == MOVE_TOGGLE) {
		if (pane_at(v, &t))
			open_line(ui, &t);
		return true;
	}
	return pane_do(v, (enum move)m);
}

static bool assessment_subject(const struct ui *ui, const struct layer *l, struct target *t)
{
	(void)ui;
	return pane_at(&view_in(l)->pane, t);
}

static void assessment_free(struct layer *l)
{
	page_release(&view_of(l)->pane.page);
	free(view_of(l));
}

static const struct layer_ops assessment_layer = {
	.name = "Assessment", .where = IN_ASSESSMENT, .covers = true, .build = assessment_build, .draw = assessment_draw,
	.move = assessment_move, .subject = assessment_subject, .free = assessment_free,
};

static struct layer *assessment_make(struct ui *ui)
{
	struct assessment_view *v = xcalloc(1, sizeof *v);

	(void)ui;
	v->layer.ops = &assessment_layer;
	return &v->layer;
}

static void assessment_select(struct ui *ui, struct layer *l, const struct target *t)
{
	(void)ui;
	pane_settle(&view_of(l)->pane, t);
}

const struct view_ops assessment_view = { .title = "Assessment", .make = assessment_make, .select = assessment_select };
