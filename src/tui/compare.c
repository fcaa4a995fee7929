/* What changed since a moment, in an assessor's words: a layer above the view one came from. Losses first, each line
 * a way to what it is about; what was reworded shows its words. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/diff.h"
#include "store/moment_name.h"
#include "tui/command.h"
#include "tui/commands.h"
#include "tui/marked.h"
#include "tui/moments.h"
#include "tui/past.h"

enum { FRAME_ROWS_AROUND = 4 /* head, title, border, hints */, SIGN_COLUMNS = 2, WORDS_INDENT = 6, NAME_COLUMNS = 40 };

struct comparison {
	struct layer layer;             /* first: it is its layer */
	struct moment from, now;        /* now: as it was compared last */
	date day;
	char *name;                     /* of `from`; NULL: it has none */
	struct past was, is;            /* the changes borrow from them */
	struct diff diff;
	bool *words;                    /* by change: its words are shown */
	struct err err;                 /* why it could not be compared */
	struct pane pane;
	int start;                      /* the line to begin at, coming back; 0 then */
	char about[HASH_TEXT + 16];     /* what `again` needs: the moment's hash, a blank, the line */
};

static const struct layer_ops compare_ops;

static struct comparison *compare_of(struct layer *l) { return (struct comparison *)(void *)l; }
static const struct comparison *compare_in(const struct layer *l) { return (const struct comparison *)(const void *)l; }

/* ---- comparing ---------------------------------------------------------------------------------------- */

static void forget(struct comparison *l)
{
	diff_release(&l->diff);
	past_release(&l->was);
	past_release(&l->is);
	free(l->words);
	l->words = NULL;
	l->now = (struct moment){0};
}

/* Today, also while one looks at the past. */
static date present_day(const struct ui *ui)
{
	return ui->then == NULL ? ui->today : ui->start->today_fixed ? ui->start->today : date_today();
}

static void compare_sides(struct comparison *l)
{
	struct diff_side was = { &l->was, moment_day(&l->from) }, is = { &l->is, l->day };

	if (was.day == DATE_NONE || was.day > is.day)
		was.day = is.day;       /* a clock that was wrong */
	diff_compare(&l->diff, &was, &is);
	l->words = xcalloc(l->diff.n + 1, sizeof *l->words);
}

/* Only where something was saved since, or the day is another. */
static void compare(struct ui *ui, struct comparison *l)
{
	struct moment now;
	date day = present_day(ui);

	l->err = (struct err){0};
	if (!store_moment_now(ui->store, &now, &l->err) || (now.seq == l->now.seq && day == l->day))
		return;
	forget(l);
	l->day = day;
	if (!store_past_pair(ui->store, l->from.seq, now.seq, NULL, &l->was, &l->is, &l->err)) {
		forget(l);
		return;
	}
	l->now = now;
	compare_sides(l);
}

/* ---- the page -------------------------------------------------------------------------------------------- */

static bool is_loss(const struct diff_change *ch)
{
	return ch->kind == DIFF_LOST || ch->kind == DIFF_NOT_CLAIMABLE;
}

static bool is_bad(const struct diff_change *ch)
{
	return is_loss(ch) || ch->kind == DIFF_EVIDENCE_EXPIRED;
}

static enum style style_of(const struct diff_change *ch)
{
	if (is_bad(ch))
		return STYLE_WARNING;
	return ch->kind == DIFF_CLAIMABLE || ch->kind == DIFF_GAINED || ch->kind == DIFF_GAP_CLOSED ? STYLE_GOOD : STYLE_TEXT;
}

/* What Enter opens: the item or gap if it is still there, else the claim. */
static void change_target(const struct ui *ui, const struct diff_change *ch, int number, struct page *p)
{
	if (ch->entity == ENTITY_EVIDENCE && work_find_evidence(ui->work, ch->id) >= 0)
		page_target(p, TARGET_EVIDENCE, ch->id, number);
	else if (ch->entity == ENTITY_GAP && work_find_gap(ui->work, ch->id) >= 0)
		page_target(p, TARGET_GAP, ch->id, number);
	else if (ch->node != NODE_NONE)
		page_target(p, TARGET_NODE, ui->work->tree->node[ch->node].id, number);
	else
		page_target(p, TARGET_CHOICE, NULL, number);
}

/* The sign in front says what the colour says; what is wrapped hangs below the text. */
static void sentence(const struct ui *ui, const struct diff_change *ch, int number, struct page *p)
{
	size_t len = strlen(ch->text), next;
	int room = p->width > SIGN_COLUMNS + 1 ? p->width - SIGN_COLUMNS : 1;

	for (size_t at = 0; at < len || at == 0; at = next) {
		size_t n = utf8_wrap(ch->text, len, at, (size_t)room, &next);

		page_line(p);
		if (at == 0)
			page_add(p, style_of(ch), is_bad(ch) ? "! " : "  ");
		else
			page_indent(p, SIGN_COLUMNS);
		page_addf(p, style_of(ch), "%.*s", (int)n, ch->text + at);
		change_target(ui, ch, number, p);
		p->line[p->n - 1].continued = at > 0;
		if (len == 0)
			break;
	}
}

static void changes_of(const struct ui *ui, const struct comparison *l, bool losses, struct page *p)
{
	const char *heading = "";

	for (size_t i = 0; i < l->diff.n; i++) {
		const struct diff_change *ch = &l->diff.change[i];

		if (is_loss(ch) != losses)
			continue;
		if (strcmp(diff_kind_heading(ch->kind), heading) != 0)
			page_heading(p, "%s", heading = diff_kind_heading(ch->kind));
		sentence(ui, ch, (int)i, p);
		if (l->words[i])
			page_marked(p, WORDS_INDENT, ch->was != NULL ? ch->was : "", ch->is != NULL ? ch->is : "",
			    "and so on: the history of it (H) shows the whole");
	}
}

static void opening(const struct comparison *l, struct page *p)
{
	struct buf b = {0};

	if (l->err.code != ERR_NONE)
		page_paragraph(p, STYLE_ERROR, 0, l->err.text);
	else if (l->diff.n == 0)
		page_paragraph(p, STYLE_GOOD, 0, "Nothing is different now");
	else {
		buf_addf(&b, "%zu difference%s; ", l->diff.n, l->diff.n == 1 ? "" : "s");
		if (l->diff.n_lost > 0)
			buf_addf(&b, "lost: %d, marked with !", l->diff.n_lost);
		else
			buf_add(&b, "nothing was lost");
		page_paragraph(p, l->diff.n_lost > 0 ? STYLE_WARNING : STYLE_TEXT, 0, buf_str(&b));
	}
	buf_release(&b);
}

static void compare_build(struct ui *ui, struct layer *layer)
{
	struct comparison *l = compare_of(layer);
	struct target at = {0};
	char *id;

	pane_at(&l->pane, &at);
	id = xstrdup_or_null(at.id);
	at.id = id;
	compare(ui, l);
	l->pane.rows = ui->rows > FRAME_ROWS_AROUND ? ui->rows - FRAME_ROWS_AROUND : 1;
	page_start(&l->pane.page, ui->cols - 2, ui->ascii);
	opening(l, &l->pane.page);
	changes_of(ui, l, true, &l->pane.page);
	changes_of(ui, l, false, &l->pane.page);
	pane_settle(&l->pane, &at);
	if (l->start > 0)
		pane_to(&l->pane, l->start);
	l->start = 0;
	free(id);
	layer->stale = false;
}

/* ---- the layer --------------------------------------------------------------------------------------------- */

static void title_words(const struct ui *ui, const struct comparison *l, struct buf *out)
{
	char local[DATE_LOCAL_TEXT];

	date_time_local(l->from.at, local);
	buf_add(out, "What changed since ");
	if (l->name != NULL) {
		utf8_cut(out, l->name, NAME_COLUMNS, ui->ascii);
		buf_addf(out, ", %s ", local);
	} else
		buf_addf(out, "%s ", local);
}

static void compare_draw(const struct ui *ui, const struct layer *layer, struct canvas *c, struct rect body)
{
	const struct comparison *l = compare_in(layer);
	const struct pane *v = &l->pane;
	struct buf title = {0};

	title_words(ui, l, &title);
	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	canvas_text_cut(c, body, 0, 1, body.cols - 2, STYLE_TITLE, buf_str(&title));
	pane_draw(v, c, rect_part(body, 1, 1, body.rows - 1, body.cols - 2), true);
	if (v->page.n > v->top + v->rows)
		canvas_text(c, body, body.rows - 1, body.cols - 1, STYLE_DIM, ui_glyph(ui, "↓", "v"));
	if (v->top > 0)
		canvas_text(c, body, 1, body.cols - 1, STYLE_DIM, ui_glyph(ui, "↑", "^"));
	buf_release(&title);
}

/* A line without a way: of the assessment itself, or of what is no longer there. */
static void open_change(struct ui *ui, const struct comparison *l, const struct target *t)
{
	const struct diff_change *ch = &l->diff.change[t->number];

	if (t->kind != TARGET_CHOICE)
		ui_jump(ui, &(struct target){ .kind = t->kind, .id = t->id });
	else if (ch->entity == ENTITY_ASSESSMENT) {
		ui_remember_place(ui);
		ui_show_view(ui, VIEW_ASSESSMENT);
	} else
		ui_say(ui, STYLE_DIM, ui->then != NULL ? "It is not there in what you look at" : "It is no longer there: o shows everything as it was");
}

static void show_words(struct ui *ui, struct comparison *l, const struct target *t)
{
	if (!field_is_long(l->diff.change[t->number].field)) {
		ui_say(ui, STYLE_DIM, "It is said whole; only long texts have words to show");
		return;
	}
	l->words[t->number] = !l->words[t->number];
	l->layer.stale = true;
}

static bool compare_move(struct ui *ui, struct layer *layer, int m)
{
	struct comparison *l = compare_of(layer);
	struct target t;

	if (m != MOVE_OPEN && m != MOVE_TOGGLE)
		return pane_do(&l->pane, (enum move)m);
	if (!pane_at(&l->pane, &t) || t.number < 0 || (size_t)t.number >= l->diff.n)
		return true;
	if (m == MOVE_OPEN)
		open_change(ui, l, &t);
	else
		show_words(ui, l, &t);
	return true;
}

static bool compare_event(struct ui *ui, struct layer *layer, const struct event *ev)
{
	if (ev->kind == EVENT_KEY && ev->key == K_MOUSE && ev->button != 0) {
		pane_mouse(&compare_of(layer)->pane, ev->button, ev->row - 2);
		ui->dirty = true;
	}
	return true;
}

static bool compare_subject(const struct ui *ui, const struct layer *layer, struct target *t)
{
	struct comparison *l = (struct comparison *)(uintptr_t)layer;   /* only the words it is told with */

	(void)ui;
	snprintf(l->about, sizeof l->about, "%s %d", l->from.head, l->pane.cursor);
	*t = (struct target){ .kind = TARGET_CHOICE, .id = l->about };
	return true;
}

static bool compare_item(const struct ui *ui, const struct layer *layer, struct target *t)
{
	(void)ui;
	return pane_at(&compare_in(layer)->pane, t);
}

static void compare_free(struct layer *layer)
{
	struct comparison *l = compare_of(layer);

	forget(l);
	free(l->name);
	page_release(&l->pane.page);
	free(l);
}

static void compare_hints(const struct ui *ui, const struct layer *layer, struct buf *out)
{
	(void)layer;
	buf_add(out, "Enter go there  Space words");
	command_hints(ui, IN_COMPARE, false, out);
	buf_add(out, "  Esc back");
	command_hints(ui, IN_COMPARE, true, out);
}

static struct comparison *push(struct ui *ui, const struct moment *m, const char *name)
{
	struct comparison *l = xcalloc(1, sizeof *l);

	l->layer.ops = &compare_ops;
	l->from = *m;
	l->name = xstrdup_or_null(name);
	l->pane.targets_only = true;
	ui_push(ui, &l->layer);
	return l;
}

static void compare_again(struct ui *ui, const struct target *about)
{
	char *head = xstrndup(about->id, strcspn(about->id, " "));
	const struct work *w = past_present(ui);
	const char *name = NULL;
	struct moment m;
	struct err err = {0};

	for (int i = 0; i < w->n_baseline; i++)
		if (w->baseline[i].head != NULL && strcmp(w->baseline[i].head, head) == 0)
			name = w->baseline[i].name;
	if (store_moment_of_head(ui->store, head, &m, &err))
		push(ui, &m, name)->start = (int)strtol(about->id + strcspn(about->id, " "), NULL, 10);
	else
		ui_say_err(ui, &err);
	free(head);
}

static const struct layer_ops compare_ops = {
	.name = "comparison", .where = IN_COMPARE, .covers = true, .build = compare_build, .draw = compare_draw, .event = compare_event,
	.move = compare_move, .subject = compare_subject, .item = compare_item, .free = compare_free, .hints = compare_hints,
	.again = compare_again,
};

void compare_open(struct ui *ui, const struct moment *m, const char *name)
{
	push(ui, m, name);
}

bool compare_moment(const struct ui *ui, struct moment *m, const char **name)
{
	const struct comparison *l = compare_in(ui->top);

	if (ui->top->ops != &compare_ops)
		return false;
	*m = l->from;
	*name = l->name;
	return true;
}
