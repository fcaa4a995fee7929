/* The History view: saves, newest first, beside what each of them changed. Only the newest few hundred are read;
 * older ones when one comes near the end of the list. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/commands.h"
#include "tui/history.h"
#include "tui/moments.h"
#include "tui/picker.h"
#include "tui/split.h"
#include "tui/views.h"

enum {
	SAVES = 200, WORDS_THINGS = 3,
	SHOWN_READ = HISTORY_SHOWN + 100,       /* entries, so that the last entity shown is whole */
	COUNTED = 4000,                         /* entries at a time: some 5 ms */
};

struct history_view {
	struct split split;
	struct history h;
	struct moment_marks marks;      /* baselines, read with h */
	char head[HASH_TEXT];           /* of the chain, as h was read */
	size_t want;
	bool fresh;                     /* the filter changed: nothing in h counts */
	struct target about;            /* the filter: TARGET_NONE: everything; id is ours */
	char *who;                      /* the filter: NULL: anybody */
	struct err err;                 /* why it could not be read */
};

static struct history_view *view_of(struct split *s) { return (struct history_view *)(void *)s; }
static struct history_view *the_view(const struct ui *ui) { return view_of(split_of(ui->view[VIEW_HISTORY])); }

/* ---- reading ---------------------------------------------------------------------------------- */

static enum entity entity_of(enum target_kind kind)
{
	return kind == TARGET_GAP ? ENTITY_GAP : kind == TARGET_CHALLENGE ? ENTITY_CHALLENGE : ENTITY_EVIDENCE;
}

static void make_filter(const struct ui *ui, const struct history_view *v, struct history_filter *f)
{
	*f = (struct history_filter)HISTORY_ALL;
	f->who = v->who;
	f->who_exactly = true;
	if (v->about.kind == TARGET_NODE)
		f->node = tree_find(ui->work->tree, v->about.id);
	else if (v->about.kind != TARGET_NONE) {
		f->entity = entity_of(v->about.kind);
		f->id = v->about.id;
	}
}

/* What was read already stays, unless somebody saved or the filter is another. */
static bool read_saves(struct ui *ui, struct history_view *v)
{
	struct history_filter f;
	char head[HASH_TEXT];

	v->err = (struct err){0};
	if (!store_head(ui->store, head, &v->err))
		return false;
	if (v->fresh || strcmp(head, v->head) != 0) {
		history_release(&v->h);
		moment_marks_release(&v->marks);
		moment_marks_read(ui, &v->marks);
	}
	v->fresh = false;
	memcpy(v->head, head, sizeof v->head);
	make_filter(ui, v, &f);
	return v->h.n >= v->want || store_history(ui->store, &f, v->want - v->h.n, &v->h, &v->err);
}

static struct history_save *save_of(struct history_view *v, const char *id)
{
	for (size_t i = 0; id != NULL && i < v->h.n; i++)
		if (strcmp(v->h.save[i].save, id) == 0)
			return &v->h.save[i];
	return NULL;
}

static const struct history_save *find_save(const struct history_view *v, const char *id)
{
	return save_of((struct history_view *)(uintptr_t)v, id);
}

/* ---- the list --------------------------------------------------------------------------------- */

static void add_about(struct ui *ui, const struct history_view *v, struct buf *b)
{
	int node = v->about.kind == TARGET_NODE ? tree_find(ui->work->tree, v->about.id) : NODE_NONE;

	if (node != NODE_NONE)
		buf_add(b, tree_is_leaf(ui->work->tree, node) ? tree_leaf_name(ui->work->tree, node) : v->about.id);
	else if (v->about.kind == TARGET_NONE)
		buf_add(b, "everything");
	else
		history_name(ui->store, entity_of(v->about.kind), v->about.id, b);
}

static void filter_line(struct ui *ui, const struct history_view *v, struct page *p)
{
	struct buf b = {0};

	if (v->about.kind == TARGET_NONE && v->who == NULL)
		return;
	buf_add(&b, "only ");
	if (v->about.kind != TARGET_NONE)
		add_about(ui, v, &b);
	if (v->who != NULL)
		buf_addf(&b, "%sby %s", v->about.kind != TARGET_NONE ? ", " : "", v->who);
	page_line(p);
	page_add(p, STYLE_WARNING, buf_str(&b));
	page_right(p, STYLE_DIM, "f other");
	buf_release(&b);
}

static void save_line(struct ui *ui, const struct history_save *s, const char *time, struct page *p)
{
	struct buf words = {0};

	history_words(ui->store, s, WORDS_THINGS, &words);
	page_line(p);
	page_addf(p, STYLE_KEY, "%s ", time);
	if (!s->taken)
		page_add(p, STYLE_WARNING, "not taken: ");
	else if (s->undone)
		page_add(p, STYLE_DIM, "undone: ");
	else if (s->kind == HISTORY_UNDO || s->kind == HISTORY_REDO)
		page_addf(p, STYLE_DIM, "%s: ", history_command(s));
	page_add(p, s->undone || !s->taken ? STYLE_DIM : STYLE_TEXT, buf_str(&words));
	page_right(p, STYLE_DIM, "%s", s->who);
	page_target(p, TARGET_CHOICE, s->save, 0);
	buf_release(&words);
}

/* The baselines that follow on the entries from `seq` on and are not in the list yet. */
static void mark_lines(struct ui *ui, const struct history_view *v, int64_t seq, size_t *mark, struct page *p)
{
	for (; *mark < v->marks.n && v->marks.item[*mark].seq >= seq; ++*mark) {
		const struct baseline *b = moment_baseline_of(ui, v->marks.item[*mark].id);

		if (b != NULL)
			moment_line(ui, b, p);
	}
}

/* A heading wherever the day is another than that of the save above; clocks may have gone back. */
static void history_list(struct ui *ui, struct split *s, struct page *p)
{
	struct history_view *v = view_of(s);
	char day[DATE_TEXT] = "", at[DATE_LOCAL_TEXT];
	bool ok = read_saves(ui, v);
	size_t mark = 0;

	filter_line(ui, v, p);
	for (size_t i = 0; i < v->h.n; i++) {
		mark_lines(ui, v, v->h.save[i].last, &mark, p);
		date_time_local(v->h.save[i].at, at);
		if (strncmp(day, at, sizeof day - 1) != 0) {
			memcpy(day, at, sizeof day - 1);
			page_line(p);
			page_add(p, STYLE_HEADING, day);
		}
		save_line(ui, &v->h.save[i], at[0] != '\0' ? at + sizeof day : "?", p);
	}
	if (v->h.end)
		mark_lines(ui, v, 0, &mark, p);
	if (!ok || v->h.n == 0) {
		page_line(p);
		page_add(p, ok ? STYLE_DIM : STYLE_ERROR, ok ? "Nothing was saved that fits" : v->err.text);
	}
}

/* ---- one save ---------------------------------------------------------------------------------- */

static void history_detail(struct ui *ui, struct split *s, const struct target *t, struct page *p)
{
	struct history_view *v = view_of(s);
	struct history_save *save = save_of(v, t->id);
	const struct baseline *b = moment_baseline_of(ui, t->id);
	struct err err = {0};

	if (save != NULL && !store_history_more(ui->store, &v->h, save, SHOWN_READ, &err))
		page_paragraph(p, STYLE_ERROR, 0, err.text);
	else if (save != NULL)
		history_page(ui, save, p);
	else if (b != NULL)
		moment_page(ui, b, p);
}

static void history_title(const struct ui *ui, const struct split *s, const struct target *t, struct buf *out)
{
	const struct history_save *save = find_save((const struct history_view *)(const void *)s, t->id);
	char at[DATE_LOCAL_TEXT];

	if (save == NULL) {
		buf_add(out, moment_baseline_of(ui, t->id) != NULL ? "Baseline" : "");
		return;
	}
	date_time_local(save->at, at);
	buf_addf(out, "%s %s %s", at, ui_glyph(ui, "·", "-"), save->who);
}

/* ---- earlier texts ------------------------------------------------------------------------------ */

void old_text_release(struct old_text *t)
{
	free(t->id);
	free(t->value);
	*t = (struct old_text){0};
}

/* The value a line of the detail stands for. */
static bool read_value(struct ui *ui, const struct history_save *s, int number, struct old_text *out)
{
	const struct history_entry *e = &s->entry[number / 2];
	struct err err = {0};
	char *value = NULL;
	bool ok = number % 2 != 0 ? store_history_value(ui->store, e->seq, &value, &err) :
	    store_history_before(ui->store, e, s->first, &value, &err);

	if (!ok)
		ui_say_err(ui, &err);
	else
		*out = (struct old_text){ .entity = e->entity, .field = e->field, .id = xstrdup(e->id), .value = value };
	return ok;
}

static void copy_text(struct old_text *to, const struct old_text *from)
{
	*to = *from;
	to->id = xstrdup(from->id);
	to->value = xstrdup_or_null(from->value);
}

bool old_text_in_hand(struct ui *ui, struct old_text *out)
{
	const struct old_text *shown = old_text_shown(ui);
	const struct history_save *s;
	struct target t;

	if (shown != NULL) {
		copy_text(out, shown);
		return true;
	}
	s = find_save(the_view(ui), the_view(ui)->split.shown.id);
	if (s != NULL && ui_item(ui, &t) && t.kind == TARGET_CHOICE && t.number >= 0 && (size_t)t.number / 2 < s->n)
		return read_value(ui, s, t.number, out);
	ui_say(ui, STYLE_DIM, "Tab goes to what was saved: choose a value before or after there");
	return false;
}

static bool history_open(struct ui *ui, struct split *s, const struct target *t)
{
	struct old_text text;

	(void)s;
	if (t->kind != TARGET_CHOICE) {
		ui_jump(ui, t);
		return true;
	}
	if (!old_text_in_hand(ui, &text))
		return true;
	old_text_show(ui, &text);
	old_text_release(&text);
	return true;
}

/* ---- moments -------------------------------------------------------------------------------------- */

const struct baseline *history_baseline(const struct ui *ui)
{
	struct target t;

	return ui->current == VIEW_HISTORY && ui_subject(ui, &t) && t.kind == TARGET_CHOICE ? moment_baseline_of(ui, t.id) : NULL;
}

/* A save is the moment it ended. */
bool history_moment(struct ui *ui, struct moment *m, const char **name)
{
	const struct history_view *v = the_view(ui);
	const struct baseline *b = history_baseline(ui);
	const struct history_save *s;
	struct target t = {0};
	struct err err = {0};
	bool ok;

	s = ui->current == VIEW_HISTORY && ui_subject(ui, &t) ? find_save(v, t.id) : NULL;
	if (b == NULL && s == NULL) {
		ui_say(ui, STYLE_DIM, "Put the cursor on a baseline or a save");
		return false;
	}
	ok = b != NULL ? store_moment_of_head(ui->store, b->head, m, &err) : store_moment_of_seq(ui->store, s->last, m, &err);
	*name = b != NULL ? b->name : moment_marks_name(ui, &v->marks, s->last);
	if (!ok)
		ui_say_err(ui, &err);
	return ok;
}

/* ---- the filter --------------------------------------------------------------------------------- */

static void set_filter(struct ui *ui, const struct target *about, const char *who)
{
	struct history_view *v = the_view(ui);
	char *id = about != NULL ? xstrdup_or_null(about->id) : NULL;
	char *name = xstrdup_or_null(who);

	free((char *)(uintptr_t)v->about.id);
	free(v->who);
	v->about = about != NULL ? *about : (struct target){0};
	v->about.id = id;
	v->who = name;
	v->want = SAVES;
	v->fresh = true;
	pane_to(&v->split.list, 0);
	v->split.in_detail = false;
	ui_stale(ui);
}

enum { CHOICE_ALL = -1, CHOICE_ABOUT = -2, CHOICE_WHO = -3 };

static void fill_filters(struct ui *ui, struct picker *p)
{
	const struct history_view *v = the_view(ui);
	struct buf about = {0};
	struct err err = {0};
	char **name = NULL;
	size_t n = 0;

	picker_add(p, &(struct picker_row){ .text = "everything, by anybody", .number = CHOICE_ALL });
	if (v->about.kind != TARGET_NONE) {
		buf_add(&about, "only ");
		add_about(ui, v, &about);
		buf_add(&about, ", by anybody");
		picker_add(p, &(struct picker_row){ .text = buf_str(&about), .number = CHOICE_ABOUT });
	}
	if (!store_history_people(ui->store, &name, &n, &err))
		ui_say_err(ui, &err);
	for (size_t i = 0; i < n; i++) {
		picker_add(p, &(struct picker_row){ .lead = "by", .lead_style = STYLE_DIM, .text = name[i], .id = name[i], .number = CHOICE_WHO });
		free(name[i]);
	}
	free(name);
	buf_release(&about);
}

static void take_filter(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct target about = the_view(ui)->about;
	char *id = xstrdup_or_null(about.id);

	(void)p;
	(void)typed;
	about.id = id;
	set_filter(ui, row->number == CHOICE_ALL ? NULL : &about, row->number == CHOICE_WHO ? row->id : NULL);
	free(id);
}

static const struct picker_ops filter_picker = {
	.title = " Show ", .keeps_order = true, .fill = fill_filters, .take = take_filter,
};

void do_filter(struct ui *ui)
{
	picker_open(ui, &filter_picker, NULL, NULL, NULL);
}

/* H: of what is in hand; in this view, of everything again. */
void do_history_here(struct ui *ui)
{
	struct target t = {0};
	bool some = (ui_item(ui, &t) && (t.kind == TARGET_EVIDENCE || t.kind == TARGET_GAP || t.kind == TARGET_CHALLENGE)) || ui_subject(ui, &t);
	char *id = some ? xstrdup_or_null(t.id) : NULL;

	some = some && (t.kind == TARGET_NODE || t.kind == TARGET_EVIDENCE || t.kind == TARGET_GAP || t.kind == TARGET_CHALLENGE);
	t.id = id;
	if (ui->current != VIEW_HISTORY) {
		ui_remember_place(ui);
		ui_show_view(ui, VIEW_HISTORY);
	}
	set_filter(ui, some ? &t : NULL, NULL);
	free(id);
}

/* ---- the view ------------------------------------------------------------------------------------ */

static const struct split_ops history_split = {
	.list_title = "History ", .list = history_list, .detail = history_detail, .detail_title = history_title, .open = history_open,
};

/* Near the end of what was read, more is read. */
static bool history_move(struct ui *ui, struct layer *l, int m)
{
	struct split *s = split_of(l);
	struct history_view *v = view_of(s);
	bool used = split_move(ui, l, m);

	if (!v->h.end && v->h.n >= v->want && s->list.cursor + s->list.rows >= s->list.page.n) {
		v->want += SAVES;
		l->stale = true;
	}
	return used;
}

static void history_free(struct layer *l)
{
	struct history_view *v = view_of(split_of(l));

	history_release(&v->h);
	moment_marks_release(&v->marks);
	free((char *)(uintptr_t)v->about.id);
	free(v->who);
	split_free(l);
}

/* How many things a long save is about. */
static bool history_idle(struct ui *ui, struct layer *l)
{
	struct history_view *v = view_of(split_of(l));
	struct err ignored;
	bool done = false;

	for (size_t i = 0; i < v->h.n; i++) {
		struct history_save *s = &v->h.save[i];

		if (s->things > 0 || s->n == s->n_pass)
			continue;
		if (!store_history_count(ui->store, &v->h, s, COUNTED, &done, &ignored))
			return false;           /* it is tried again when something changes */
		if (done)
			ui->dirty = l->stale = true;
		return true;
	}
	return false;
}

static const struct layer_ops history_layer = {
	.name = "History", .where = IN_HISTORY, .covers = true, .build = split_build, .draw = split_draw, .event = split_event,
	.move = history_move, .subject = split_subject, .item = split_item, .rest = split_rest, .idle = history_idle, .free = history_free,
};

static struct layer *history_make(struct ui *ui)
{
	struct history_view *v = xcalloc(1, sizeof *v);

	(void)ui;
	v->want = SAVES;
	split_init(&v->split, &history_layer, &history_split);
	return &v->split.layer;
}

static void history_select(struct ui *ui, struct layer *l, const struct target *t)
{
	split_select(ui, split_of(l), t);
}

const struct view_ops history_view = { .title = "History", .make = history_make, .select = history_select };
