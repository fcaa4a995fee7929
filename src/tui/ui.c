/* The state of the workbench: layers, jumps, messages, and the one way to a save. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/challenge.h"
#include "tui/approvals.h"
#include "tui/past.h"
#include "tui/remarks.h"
#include "tui/review.h"
#include "tui/suggestions.h"
#include "tui/ui.h"
#include "tui/views.h"

/* ---- opening and closing -------------------------------------------------------------------- */

const struct view_ops *view_ops_of(enum view v)
{
	static const struct view_ops *const views[VIEW_COUNT] = {
		[VIEW_CLAIMS] = &claims_view, [VIEW_EVIDENCE] = &evidence_view, [VIEW_LINKS] = &links_view,
		[VIEW_GAPS] = &gaps_view, [VIEW_DASHBOARD] = &dashboard_view, [VIEW_READ] = &read_view,
		[VIEW_HISTORY] = &history_view, [VIEW_ASSESSMENT] = &assessment_view,
	};

	return views[v];
}

static void make_views(struct ui *ui)
{
	for (int v = 0; v < VIEW_COUNT; v++) {
		ui->view[v] = view_ops_of((enum view)v)->make(ui);
		ui->view[v]->stale = true;
	}
	ui->current = VIEW_CLAIMS;
	ui->top = ui->view[VIEW_CLAIMS];
}

static bool begin_review(struct ui *ui, struct err *err)
{
	if (!review_begin(&ui->review, ui->start, ui->store, ui->work, ui->readonly, err) || !review_lay_over(ui->review, ui->work, err))
		return false;
	ui->reader = review_reader(ui->review);
	return true;
}

bool ui_open(struct ui *ui, const char *path, struct err *err)
{
	bool readonly = ui->start->readonly || ui->start->review_to != NULL;

	if (!store_open(path, readonly ? STORE_READ : STORE_WORKBENCH, ui->start->who, &ui->store, err) ||
	    !store_load(ui->store, &ui->work, err))
		return false;
	ui->reader = store_reader(ui->store);
	ui->readonly = readonly || store_readonly(ui->store) != NULL;
	if (ui->start->review && !begin_review(ui, err))
		return false;
	standing_compute(&ui->standing, ui->work);
	draft_session_new(ui->session, sizeof ui->session);
	if (!ui->readonly)
		ui->presence = presence_open(path, ui->start->who);
	presence_look(ui->presence, &ui->people);
	make_views(ui);
	if (store_kept(ui->store) != NULL)
		ui_say(ui, STYLE_WARNING, "Brought to the present format; as it was it is kept as %s", store_kept(ui->store));
	return true;
}

static void release_place(struct place *p)
{
	free(p->id);
	free(p->item);
	free(p->about);
}

void ui_close(struct ui *ui)
{
	while (ui->top != NULL && ui->view[0] != NULL && ui->top != ui->view[ui->current])
		ui_pop(ui);
	for (int v = 0; v < VIEW_COUNT; v++)
		if (ui->view[v] != NULL)
			ui->view[v]->ops->free(ui->view[v]);
	past_forget(ui);
	approvals_forget(ui);
	standing_release(&ui->standing);
	work_free(ui->work);
	review_free(ui->review);
	store_close(ui->store);
	for (int i = 0; i < ui->n_back; i++)
		release_place(&ui->back[i]);
	free(ui->back);
	free(ui->message);
	free(ui->search);
	found_list_release(&ui->found);
	drafts_release(&ui->drafts);
	people_release(&ui->people);
	presence_close(ui->presence);
	remarks_free(ui);
	suggestions_forget(ui);
}

/* ---- layers ------------------------------------------------------------------------------- */

void ui_push(struct ui *ui, struct layer *l)
{
	l->below = ui->top;
	l->stale = true;
	ui->top = l;
	ui->idle_due = true;
	ui->dirty = true;
}

static bool is_view(const struct ui *ui, const struct layer *l)
{
	return l == ui->view[ui->current];
}

void ui_pop(struct ui *ui)
{
	struct layer *l = ui->top;

	if (is_view(ui, l))
		return;
	ui->top = l->below;
	l->ops->free(l);
	ui_stale(ui);
}

void ui_stale(struct ui *ui)
{
	for (struct layer *l = ui->top; l != NULL; l = l->below)
		l->stale = true;
	for (int v = 0; v < VIEW_COUNT; v++)
		if (ui->view[v] != NULL)
			ui->view[v]->stale = true;
	ui->idle_due = true;
	ui->dirty = true;
}

void ui_build(struct ui *ui)
{
	for (struct layer *l = ui->top; l != NULL; l = l->below) {
		if (l->stale && l->ops->build != NULL)
			l->ops->build(ui, l);
		l->stale = false;
		if (l->ops->ready != NULL)
			l->ops->ready(ui, l);
	}
}

struct layer *ui_view_layer(const struct ui *ui)
{
	return ui->view[ui->current];
}

/* ---- going places ------------------------------------------------------------------------- */

void ui_show_view(struct ui *ui, enum view v)
{
	while (!is_view(ui, ui->top))
		ui_pop(ui);
	ui->current = v;
	ui->top = ui->view[v];
	ui->top->stale = true;
	ui->idle_due = true;
	ui->dirty = true;
}

void ui_select(struct ui *ui, enum view v, const struct target *t)
{
	struct layer *l = ui->view[v];

	if (l->stale)
		l->ops->build(ui, l);
	view_ops_of(v)->select(ui, l, t);
	l->stale = true;
}

void ui_remember_place(struct ui *ui)
{
	const struct layer *view = ui_view_layer(ui), *top = ui->top;
	const struct layer *at = top->ops->again != NULL ? view : top;
	struct target t = {0}, about = {0}, item = {0};
	size_t cap = (size_t)ui->cap_back;

	if (at->ops->subject == NULL || !at->ops->subject(ui, at, &t))
		t = (struct target){0};         /* the view by itself is a place too */
	MEM_GROW(ui->back, (size_t)ui->n_back, cap);
	ui->cap_back = (int)cap;
	ui->back[ui->n_back] = (struct place){ .view = ui->current, .kind = t.kind, .id = xstrdup_or_null(t.id) };
	if (ui->current == VIEW_LINKS && at->ops->item != NULL && at->ops->item(ui, at, &item))
		ui->back[ui->n_back].item = xstrdup(item.id);
	if (top->ops->again != NULL && ui_subject(ui, &about)) {
		ui->back[ui->n_back].again = top->ops->again;
		ui->back[ui->n_back].about = xstrdup_or_null(about.id);
		ui->back[ui->n_back].about_kind = about.kind;
	}
	ui->n_back++;
}

static enum view view_of(enum target_kind kind)
{
	switch (kind) {
	case TARGET_EVIDENCE:
		return VIEW_EVIDENCE;
	case TARGET_GAP:
	case TARGET_CHALLENGE:
		return VIEW_GAPS;
	default:
		return VIEW_CLAIMS;
	}
}

void ui_jump(struct ui *ui, const struct target *t)
{
	char *id = xstrdup_or_null(t->id);      /* a page that is built anew takes t's id with it */
	struct target to = { .kind = t->kind, .id = id, .number = t->number };

	ui_remember_place(ui);
	ui_show_view(ui, view_of(to.kind));
	ui_select(ui, ui->current, &to);
	free(id);
}

void ui_show(struct ui *ui, const struct target *t)
{
	const struct view_ops *ops = view_ops_of(ui->current);

	if (ops->shows == NULL || !ops->shows(ui, t)) {
		ui_jump(ui, t);
		return;
	}
	ui_remember_place(ui);
	ui_select(ui, ui->current, t);
}

void ui_forget_place(struct ui *ui)
{
	release_place(&ui->back[--ui->n_back]);
}

bool ui_go_back(struct ui *ui)
{
	struct place *p;
	struct target t, item = { .kind = TARGET_EVIDENCE };

	if (ui->n_back == 0)
		return false;
	p = &ui->back[--ui->n_back];
	t = (struct target){ .kind = p->kind, .id = p->id };
	ui_show_view(ui, p->view);
	if (t.kind != TARGET_NONE)
		ui_select(ui, p->view, &t);
	item.id = p->item;
	if (item.id != NULL)
		ui_select(ui, p->view, &item);
	if (p->again != NULL)
		p->again(ui, &(struct target){ .kind = p->about_kind, .id = p->about });
	release_place(p);
	return true;
}

bool ui_subject(const struct ui *ui, struct target *t)
{
	const struct layer *l = ui->top;

	return l->ops->subject != NULL && l->ops->subject(ui, l, t);
}

bool ui_item(const struct ui *ui, struct target *t)
{
	const struct layer *l = ui->top;

	return l->ops->item != NULL && l->ops->item(ui, l, t);
}

int ui_subject_leaf(const struct ui *ui)
{
	struct target t;
	int node;

	if (!ui_subject(ui, &t) || t.kind != TARGET_NODE)
		return NODE_NONE;
	node = tree_find(ui->work->tree, t.id);
	return node != NODE_NONE && tree_is_leaf(ui->work->tree, node) ? node : NODE_NONE;
}

/* ---- saying ------------------------------------------------------------------------------- */

void ui_say(struct ui *ui, enum style s, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	free(ui->message);
	ui->message = buf_steal(&b);
	ui->message_style = s;
	ui->dirty = true;
}

void ui_say_err(struct ui *ui, const struct err *err)
{
	ui_say(ui, STYLE_ERROR, "%s", err->text);
}

/* ---- saving ------------------------------------------------------------------------------- */

static void follow(struct ui *ui, bool waivers)
{
	approvals_forget(ui);
	suggestions_forget(ui);
	remarks_follow(ui, waivers);
	standing_release(&ui->standing);
	standing_compute(&ui->standing, ui->work);
	ui_stale(ui);
}

void ui_follow(struct ui *ui)
{
	follow(ui, false);
}

/* Why nothing can be saved, where ui_writable says so: "Not changed: this session is read-only". */
static void refusal(const struct ui *ui, struct buf *out)
{
	if (ui->then != NULL)
		past_refusal(ui, out);
	else if (ui->review != NULL)
		buf_add(out, REVIEW_REFUSES);
	else
		buf_addf(out, "Not changed: %s", store_readonly(ui->store) != NULL ? store_readonly(ui->store) : "this session is read-only");
}

bool ui_writable(const struct ui *ui)
{
	return ui->then == NULL && ui->review == NULL && !ui->readonly;
}

const char *ui_offer(const struct ui *ui, const char *with_key, const char *without)
{
	return ui_writable(ui) ? with_key : without;
}

bool ui_may_write(struct ui *ui)
{
	struct buf why = {0};

	if (ui_writable(ui))
		return true;
	refusal(ui, &why);
	ui_say(ui, STYLE_WARNING, "%s", buf_str(&why));
	buf_release(&why);
	return false;
}

bool ui_check_save(const struct ui *ui, const struct changes *c, struct err *err)
{
	struct buf why = {0};

	if (ui->review != NULL && ui->then == NULL)
		return review_allows(c, err);
	if (ui_writable(ui))
		return true;
	refusal(ui, &why);
	err_set(err, ERR_READONLY, "%s", buf_str(&why));
	buf_release(&why);
	return false;
}

/* Where somebody else saved meanwhile, our picture of the rows is old: read them again, so that the
 * next try is made on what is there now. */
bool ui_reload(struct ui *ui, struct err *err)
{
	struct work *w;

	if (!store_load(ui->store, &w, err))
		return false;
	if (ui->review != NULL && !review_lay_over(ui->review, w, err)) {
		work_free(w);
		return false;
	}
	if (ui->then != NULL) {
		past_renew(ui, w);
		return true;
	}
	work_free(ui->work);
	ui->work = w;
	ui_follow(ui);
	return true;
}

/* Into the document of a review. */
static bool save_aside(struct ui *ui, const struct changes *c, struct err *err)
{
	struct err ignored;

	if (!review_keep(ui->review, c, ui->work, err)) {
		ui_reload(ui, &ignored);
		return false;
	}
	ui->saves++;
	ui_follow(ui);
	return true;
}

static bool is_of_waivers(const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->item[i].entity != ENTITY_WAIVER)
			return false;
	return true;
}

bool ui_follow_save(struct ui *ui, const struct changes *c, struct err *err)
{
	ui->saves++;
	if (!work_apply(ui->work, c, err))
		return ui_reload(ui, err);      /* what is stored decides */
	follow(ui, is_of_waivers(c));
	return true;
}

bool ui_try_save(struct ui *ui, const char *command, struct changes *c, struct err *err)
{
	struct err ignored;

	if (!ui_check_save(ui, c, err) || !challenge_check(ui->work, c, err))
		return false;
	if (ui->review != NULL && review_document(ui->review) != NULL)
		return save_aside(ui, c, err);
	if (!store_save(ui->store, command, c, err)) {
		if (err->code == ERR_STALE)
			ui_reload(ui, &ignored);
		return false;
	}
	return ui_follow_save(ui, c, err);
}

bool ui_save(struct ui *ui, const char *command, struct changes *c)
{
	struct err err = {0};
	bool ok = ui_try_save(ui, command, c, &err);

	if (!ok)
		ui_say_err(ui, &err);
	changes_release(c);
	return ok;
}

void ui_text(const struct ui *ui, enum field f, const char *id, struct buf *b)
{
	struct err err = {0};

	if (!reader_text(&ui->reader, f, id, b, &err))
		buf_addf(b, "(cannot be read: %s)", err.text);
}

/* ---- words for the screen ------------------------------------------------------------------ */

enum style ui_standing_style(const struct ui *ui, int node)
{
	static const enum style style[] = {
		[NODE_MET] = STYLE_MET, [NODE_HELD_BACK] = STYLE_PARTLY, [NODE_UNFINISHED] = STYLE_OPEN,
		[NODE_SET_ASIDE] = STYLE_SET_ASIDE, [NODE_OUT_OF_SCOPE] = STYLE_OUT_OF_SCOPE,
	};

	if (ui->standing.is_leaf[node])
		return theme_leaf_style((enum leaf_standing)ui->standing.value[node]);
	return style[ui->standing.value[node]];
}

const char *value_words(enum field f, int value)
{
	switch (f) {
	case FIELD_STATUS: {
		static const char *const words[] = { "to assess", "evidenced", "partly evidenced", "not evidenced", "not applicable" };

		return words[value];
	}
	case FIELD_GAP_STATE: {
		static const char *const words[] = { "open", "in progress", "closed", "accepted: nothing planned" };

		return words[value];
	}
	default:
		return field_info(f)->values[value];
	}
}

const char *ui_glyph(const struct ui *ui, const char *utf8, const char *ascii)
{
	return ui->ascii ? ascii : utf8;
}

void ui_claim_name(const struct ui *ui, int node, struct buf *out)
{
	const struct node *n = &ui->work->tree->node[node];

	buf_add(out, n->id);
	if (n->asked_as != NULL)
		buf_addf(out, " %s asked as %s", ui_glyph(ui, "·", "-"), n->asked_as);
	else if (n->kind == NODE_CLAIM && tree_is_leaf(ui->work->tree, node))
		buf_addf(out, " %s advisory, not asked", ui_glyph(ui, "·", "-"));
}
