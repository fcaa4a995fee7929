/* The view of why: a layer above the view one came from. Its page is in why_page.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/command.h"
#include "tui/commands.h"
#include "tui/why.h"

enum { FRAME_ROWS_AROUND = 4 };         /* head, title, border, hints */

static struct why_layer *why_of(struct layer *l) { return (struct why_layer *)(void *)l; }
static const struct why_layer *why_in(const struct layer *l) { return (const struct why_layer *)(const void *)l; }

/* ---- what is tried ---------------------------------------------------------------------------------- */

static int tried_at(const struct why_layer *l, enum target_kind kind, const char *id)
{
	for (size_t i = 0; i < l->n_tried; i++)
		if (l->tried[i].kind == kind && strcmp(l->tried[i].id, id) == 0)
			return (int)i;
	return -1;
}

bool why_has_tried(const struct why_layer *l, enum target_kind kind, const char *id)
{
	return tried_at(l, kind, id) >= 0;
}

static void add_try(struct why_layer *l, enum target_kind kind, const char *id)
{
	MEM_GROW(l->tried, l->n_tried, l->cap_tried);
	l->tried[l->n_tried++] = (struct why_tried){ .kind = kind, .id = xstrdup(id) };
}

static void drop_try(struct why_layer *l, size_t i)
{
	free(l->tried[i].id);
	memmove(&l->tried[i], &l->tried[i + 1], (--l->n_tried - i) * sizeof *l->tried);
}

/* false: it is no longer there. */
static bool add_change(const struct ui *ui, const struct why_tried *t, struct changes *c)
{
	int at = t->kind == TARGET_EVIDENCE ? work_find_evidence(ui->work, t->id) :
	    t->kind == TARGET_GAP ? work_find_gap(ui->work, t->id) : tree_find(ui->work->tree, t->id);

	if (at < 0)
		return false;
	if (t->kind == TARGET_EVIDENCE)
		change_remove_evidence(c, ui->work, at);
	else if (t->kind == TARGET_GAP)
		change_close_gap(c, ui->work, at);
	else
		change_status(c, ui->work, at, STATUS_EVIDENCED);
	return true;
}

static void try_changes(const struct ui *ui, struct why_layer *l, struct changes *c)
{
	for (size_t i = 0; i < l->n_tried;)
		if (add_change(ui, &l->tried[i], c))
			i++;
		else
			drop_try(l, i);
}

/* "2 standings would change; 1.3 could no longer be claimed". */
static void effect_words(const struct ui *ui, const struct trial_effect *e, struct buf *out)
{
	const struct node *node = ui->work->tree->node;

	if (e->n == 0)
		buf_add(out, "No standing would change");
	else
		buf_addf(out, "%d standing%s would change", e->n, e->n == 1 ? "" : "s");
	for (int i = 0; i < e->n_gained; i++)
		buf_addf(out, "%s%s", i == 0 ? "; could be claimed: " : ", ", node[e->gained[i]].id);
	for (int i = 0; i < e->n_lost; i++)
		buf_addf(out, "%s%s", i == 0 ? "; could no longer be claimed: " : ", ", node[e->lost[i]].id);
}

/* ---- the layer --------------------------------------------------------------------------------------- */

static void build_page(const struct ui *ui, struct why_layer *l, const struct trial *trial)
{
	struct trial_effect effect = {0};
	struct ui seen = *ui;           /* for reading: nothing of it is released */
	struct buf words = {0};

	if (trial->work != NULL) {
		seen.work = trial->work;
		seen.standing = trial->standing;
		trial_compare(&effect, ui->work->tree, &ui->standing, &trial->standing);
		effect_words(ui, &effect, &words);
	}
	free(l->effect);
	l->effect = trial->work != NULL ? buf_steal(&words) : NULL;
	why_page(ui, &seen, l, &effect, &l->pane.page);
	trial_effect_release(&effect);
}

static void why_build(struct ui *ui, struct layer *layer)
{
	struct why_layer *l = why_of(layer);
	struct target at = {0};
	struct changes c = {0};
	struct trial trial = {0};
	struct err err;
	char *id;

	pane_at(&l->pane, &at);
	id = xstrdup_or_null(at.id);
	at.id = id;
	try_changes(ui, l, &c);
	if (c.n > 0 && !trial_run(&trial, ui->work, &c, &err))
		ui_say_err(ui, &err);
	l->pane.rows = ui->rows > FRAME_ROWS_AROUND ? ui->rows - FRAME_ROWS_AROUND : 1;
	page_start(&l->pane.page, ui->cols - 2, ui->ascii);
	build_page(ui, l, &trial);
	pane_settle(&l->pane, &at);
	trial_release(&trial);
	changes_release(&c);
	free(id);
	layer->stale = false;
}

static void why_draw(const struct ui *ui, const struct layer *layer, struct canvas *c, struct rect body)
{
	const struct why_layer *l = why_in(layer);
	const struct pane *v = &l->pane;
	struct buf title = {0};

	buf_add(&title, l->about.kind == TARGET_NODE ? "Why " : l->about.kind == TARGET_GAP ? "What waits for " : "What rests on ");
	why_name(ui, &l->about, &title);
	buf_add(&title, l->n_tried > 0 ? ", tried, nothing is saved " : " ");
	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	canvas_text_cut(c, body, 0, 1, body.cols - 2, STYLE_TITLE, buf_str(&title));
	pane_draw(v, c, rect_part(body, 1, 1, body.rows - 1, body.cols - 2), true);
	if (v->page.n > v->top + v->rows)
		canvas_text(c, body, body.rows - 1, body.cols - 1, STYLE_DIM, ui_glyph(ui, "↓", "v"));
	if (v->top > 0)
		canvas_text(c, body, 1, body.cols - 1, STYLE_DIM, ui_glyph(ui, "↑", "^"));
	buf_release(&title);
}

static bool can_open(const struct target *t)
{
	return t->kind == TARGET_NODE || t->kind == TARGET_EVIDENCE || t->kind == TARGET_GAP;
}

static bool why_move(struct ui *ui, struct layer *layer, int m)
{
	struct why_layer *l = why_of(layer);
	struct target t;

	if (m == MOVE_TOGGLE)
		do_try(ui);
	else if (m == MOVE_OPEN && pane_at(&l->pane, &t) && can_open(&t))
		ui_jump(ui, &t);
	else
		return pane_do(&l->pane, (enum move)m);
	return true;
}

static bool why_event(struct ui *ui, struct layer *layer, const struct event *ev)
{
	if (ev->kind == EVENT_KEY && ev->key == K_MOUSE && ev->button != 0) {
		pane_mouse(&why_of(layer)->pane, ev->button, ev->row - 2);
		ui->dirty = true;
	}
	return true;
}

static bool why_subject(const struct ui *ui, const struct layer *layer, struct target *t)
{
	(void)ui;
	*t = why_in(layer)->about;
	return true;
}

static bool why_item(const struct ui *ui, const struct layer *layer, struct target *t)
{
	(void)ui;
	return pane_at(&why_in(layer)->pane, t);
}

static void why_free(struct layer *layer)
{
	struct why_layer *l = why_of(layer);

	while (l->n_tried > 0)
		drop_try(l, l->n_tried - 1);
	free(l->tried);
	free(l->effect);
	free((char *)(uintptr_t)l->about.id);
	page_release(&l->pane.page);
	free(l);
}

/* What opens and what leaves is said here too: one came with a key, and looks for the way on. */
static void why_hints(const struct ui *ui, const struct layer *layer, struct buf *out)
{
	(void)layer;
	command_hints(ui, IN_WHY, false, out);
	buf_add(out, "  Esc back");
	command_hints(ui, IN_WHY, true, out);
	buf_add(out, "  Enter go there");
}

static void why_open(struct ui *ui, const struct target *t);

static const struct layer_ops why_ops = {
	.name = "why", .where = IN_WHY, .covers = true, .build = why_build, .draw = why_draw, .event = why_event, .move = why_move,
	.subject = why_subject, .item = why_item, .free = why_free, .hints = why_hints, .again = why_open,
};

/* What is tried goes along to the next one. */
static void why_open(struct ui *ui, const struct target *t)
{
	struct why_layer *l = xcalloc(1, sizeof *l);
	const struct why_layer *below = ui->top->ops == &why_ops ? why_in(ui->top) : NULL;

	l->layer.ops = &why_ops;
	l->about = (struct target){ .kind = t->kind, .id = xstrdup(t->id) };
	l->pane.targets_only = true;
	for (size_t i = 0; below != NULL && i < below->n_tried; i++)
		add_try(l, below->tried[i].kind, below->tried[i].id);
	ui_push(ui, &l->layer);
}

/* ---- commands ------------------------------------------------------------------------------------------ */

/* What the cursor stands on within the subject, else the subject. */
void do_why(struct ui *ui)
{
	struct target t = {0};

	if ((ui_item(ui, &t) && can_open(&t)) || (ui->top->ops != &why_ops && ui_subject(ui, &t) && can_open(&t)))
		why_open(ui, &t);
	else
		ui_say(ui, STYLE_WARNING, "Put the cursor on a claim, an item of evidence or a gap");
}

static const char *why_not_tried(const struct ui *ui, const struct target *t)
{
	int node = t->kind == TARGET_NODE ? tree_find(ui->work->tree, t->id) : NODE_NONE;
	int gap = t->kind == TARGET_GAP ? work_find_gap(ui->work, t->id) : -1;

	if (node != NODE_NONE && !tree_is_leaf(ui->work->tree, node))
		return "It follows from the claims below it: try one of those";
	if (node != NODE_NONE && ui->work->answer[node].status == STATUS_EVIDENCED)
		return "Its status is evidenced already: something else is missing";
	if (gap >= 0 && !gap_outstanding(ui->work, &ui->work->gap[gap]))
		return "This gap is not outstanding: closing it would change nothing";
	return NULL;
}

/* Tried or no longer; what follows is said at once, and stands at the top of the page. */
void do_try(struct ui *ui)
{
	struct why_layer *l = why_of(ui->top);
	struct target t;
	const char *why_not;
	int at;

	if (!pane_at(&l->pane, &t) || !can_open(&t)) {
		ui_say(ui, STYLE_WARNING, "Put the cursor on a claim, an item of evidence or a gap");
		return;
	}
	at = tried_at(l, t.kind, t.id);
	if (at < 0 && (why_not = why_not_tried(ui, &t)) != NULL) {
		ui_say(ui, STYLE_WARNING, "%s", why_not);
		return;
	}
	if (at >= 0)
		drop_try(l, (size_t)at);
	else
		add_try(l, t.kind, t.id);
	why_build(ui, &l->layer);
	ui_say(ui, STYLE_GOOD, "%s", l->effect != NULL ? l->effect : "Nothing is tried any more: this is how it is");
}
