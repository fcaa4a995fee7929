/* Finding and replacing in a form's text: a line at its foot that takes the keys.
 *
 * What is typed is found at once, from where one was; Esc stays at what was found, Ctrl-C goes back. To replace,
 * what stands there instead is typed next, then each hit is asked about, from the one in view to the end and
 * round from the start; all that are left can be taken at once, as one step of undo. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/commands.h"
#include "tui/edit_keys.h"
#include "tui/form_private.h"

enum { SAID_COLS = 16, LINE_COLS_MIN = 8 };

struct find {
	struct layer layer;
	struct form *form;
	struct form_field *field;
	enum { FIND_WHAT, FIND_WITH, FIND_ASK } step;
	bool replacing;                 /* after what is found is said what replaces it */
	struct editor *what, *with;
	char *needle, *put;             /* what stands in the two */
	struct editor_place back;
	size_t origin;                  /* from where is searched while one types */
	struct text_hit hit;
	bool found;
	const char *said;               /* at the right */
	size_t start;                   /* where asking began: there it ends, once round */
	bool round;
	size_t replaced;
};

static const struct layer_ops find_layer;

static struct find *find_of(struct layer *l) { return (struct find *)(void *)l; }
static const struct find *find_in(const struct layer *l) { return (const struct find *)(const void *)l; }

static const struct text *text_of(const struct find *f)
{
	return editor_text(f->field->editor);
}

static char *line_value(const struct editor *e)
{
	struct buf b = {0};

	text_get(editor_text(e), &b);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

/* ---- opening and closing ------------------------------------------------------------------------- */

static void open_find(struct ui *ui, bool replacing)
{
	struct form *form = form_of(ui->top);
	struct find *f;
	size_t from, to;

	if (form->f[form->focus].editor == NULL) {
		ui_say(ui, STYLE_DIM, "This field is a choice; nothing to find in it");
		return;
	}
	f = xcalloc(1, sizeof *f);
	f->layer.ops = &find_layer;
	f->form = form;
	f->field = &form->f[form->focus];
	f->replacing = replacing;
	f->what = editor_new(TEXT_LINE, ui->ascii, &form->clipboard);
	f->with = editor_new(TEXT_LINE, ui->ascii, &form->clipboard);
	f->needle = xstrdup("");
	f->put = xstrdup("");
	f->back = editor_place(f->field->editor);
	text_selection(text_of(f), &from, &to);
	f->origin = from;
	form->find_rows = 1;
	form->layer.stale = true;
	ui_push(ui, &f->layer);
}

void do_form_find(struct ui *ui) { open_find(ui, false); }
void do_form_replace(struct ui *ui) { open_find(ui, true); }

/* The form is below, and lives as long. */
static void find_free(struct layer *l)
{
	struct find *f = find_of(l);

	editor_highlight(f->field->editor, NULL);
	f->form->find_rows = 0;
	f->form->layer.stale = true;
	if (f->needle[0] != '\0') {
		free(f->form->sought);
		f->form->sought = xstrdup(f->needle);
	}
	editor_free(f->what);
	editor_free(f->with);
	free(f->needle);
	free(f->put);
	free(f);
}

/* At what was found, with nothing selected, so that the next key deletes nothing; or back where one was. */
static void leave(struct ui *ui, struct find *f, bool back)
{
	if (back || !f->found)
		editor_return(f->field->editor, &f->back);
	else
		editor_show(f->field->editor, f->hit.from, f->hit.from);
	ui_pop(ui);
}

/* ---- finding ------------------------------------------------------------------------------------- */

static void show(struct find *f, bool found, const char *said)
{
	f->found = found;
	f->said = found ? said : f->needle[0] != '\0' ? "not found" : NULL;
	if (found)
		editor_show(f->field->editor, f->hit.from, f->hit.to);
	else
		editor_return(f->field->editor, &f->back);
}

/* From a place on, then from the start. */
static void find_from(struct find *f, size_t at)
{
	bool found = text_find(text_of(f), f->needle, at, SIZE_MAX, &f->hit);
	const char *said = NULL;

	if (!found) {
		found = text_find(text_of(f), f->needle, 0, at, &f->hit);
		said = "from the start";
	}
	show(f, found, said);
}

static void find_before(struct find *f, size_t at)
{
	bool found = text_find_last(text_of(f), f->needle, 0, at, &f->hit);
	const char *said = NULL;

	if (!found) {
		found = text_find_last(text_of(f), f->needle, at, SIZE_MAX, &f->hit);
		said = "from the end";
	}
	show(f, found, said);
}

static void needle_changed(struct find *f)
{
	editor_highlight(f->field->editor, NULL);
	free(f->needle);
	f->needle = line_value(f->what);
	editor_highlight(f->field->editor, f->needle);
	find_from(f, f->origin);
}

/* An empty line stands for what was looked for last. true: now it does. */
static bool take_last(struct ui *ui, struct find *f)
{
	const char *last = f->form->sought != NULL ? f->form->sought : ui->search;
	struct err err = {0};

	if (f->needle[0] != '\0' || last == NULL)
		return false;
	editor_paste(f->what, last, strlen(last), NULL, &err);
	needle_changed(f);
	return true;
}

static void go_on(struct ui *ui, struct find *f, int way)
{
	if (take_last(ui, f) || !f->found)
		return;
	if (way > 0)
		find_from(f, text_next(text_of(f), f->hit.from));
	else
		find_before(f, f->hit.from);
	f->origin = f->hit.from;
}

/* ---- replacing ----------------------------------------------------------------------------------- */

static void finish(struct ui *ui, struct find *f)
{
	size_t n = f->replaced;

	editor_show(f->field->editor, text_cursor(text_of(f)), text_cursor(text_of(f)));
	ui_pop(ui);
	ui_say(ui, STYLE_GOOD, "%zu replaced", n);
}

static void ask_next(struct ui *ui, struct find *f, size_t at)
{
	if (!f->round && text_find(text_of(f), f->needle, at, SIZE_MAX, &f->hit)) {
		show(f, true, NULL);
		return;
	}
	at = f->round ? at : 0;
	f->round = true;
	if (text_find(text_of(f), f->needle, at, f->start, &f->hit) && f->hit.to <= f->start)
		show(f, true, "from the start");
	else
		finish(ui, f);
}

static bool replace(struct ui *ui, struct find *f, const struct text_hits *hits)
{
	struct err err = {0};

	if (!editor_replace(f->field->editor, hits, f->put, &err)) {
		ui_say_err(ui, &err);
		return false;
	}
	form_note_change(f->field, (int)(hits->n < 1000 ? hits->n : 1000));
	f->replaced += hits->n;
	return true;
}

static void replace_one(struct ui *ui, struct find *f)
{
	struct text_hits one = { .item = &f->hit, .n = 1 };
	size_t before = text_len(text_of(f));

	if (!replace(ui, f, &one))
		return;
	if (f->round)
		f->start = f->start + text_len(text_of(f)) - before;
	ask_next(ui, f, text_cursor(text_of(f)));
}

/* This one and all that would be asked about after it. */
static void replace_rest(struct ui *ui, struct find *f)
{
	struct text_hits all = {0};
	size_t from = f->hit.from;

	if (!f->round) {
		text_find_all(text_of(f), f->needle, 0, f->start, &all);
		while (all.n > 0 && all.item[all.n - 1].to > f->start)
			all.n--;
		text_find_all(text_of(f), f->needle, from, SIZE_MAX, &all);
	} else
		text_find_all(text_of(f), f->needle, from, f->start, &all);
	if (replace(ui, f, &all))
		finish(ui, f);
	text_hits_release(&all);
}

/* What is found is known; now what stands there instead, then hit by hit. */
static void step_on(struct ui *ui, struct find *f)
{
	take_last(ui, f);
	if (!f->found)
		return;
	if (f->step == FIND_WITH) {
		free(f->put);
		f->put = line_value(f->with);
		f->start = f->hit.from;
	}
	f->step = f->step == FIND_WHAT ? FIND_WITH : FIND_ASK;
	f->said = NULL;
	f->layer.stale = true;
}

/* ---- keys ---------------------------------------------------------------------------------------- */

static bool ask_key(struct ui *ui, struct find *f, key k)
{
	switch (k) {
	case 'y':
		replace_one(ui, f);
		break;
	case 'n':
		ask_next(ui, f, f->hit.to);
		break;
	case 'a':
		replace_rest(ui, f);
		break;
	case K_ESC: case K_CTRL | 'c': case K_CTRL | 'g':
		finish(ui, f);
		break;
	default:
		return false;
	}
	return true;
}

static void edit_line(struct ui *ui, struct find *f, key k)
{
	struct editor *line = f->step == FIND_WHAT ? f->what : f->with;
	uint64_t before = text_revision(editor_text(line));
	enum editor_command c;
	struct err err = {0};
	char s[5] = "";

	if (key_is_text(k)) {
		s[utf8_encode(k, s)] = '\0';
		editor_type(line, s, &err);
	} else if (edit_key_command(k, &c) && c != EDITOR_REWRAP)
		editor_command(line, c, &err);
	if (err.text[0] != '\0')
		ui_say(ui, STYLE_WARNING, "%s", err.text);
	if (f->step == FIND_WHAT && text_revision(editor_text(line)) != before)
		needle_changed(f);
}

static void line_key(struct ui *ui, struct find *f, key k)
{
	switch (k) {
	case K_ESC:
		leave(ui, f, false);
		break;
	case K_CTRL | 'c': case K_CTRL | 'g':
		leave(ui, f, true);
		break;
	case K_ALT | 'r':
		f->replacing = true;
		step_on(ui, f);
		break;
	case K_ENTER:
		if (f->replacing)
			step_on(ui, f);
		else
			go_on(ui, f, 1);
		break;
	case K_DOWN: case K_CTRL | 'n': case K_CTRL | 'f': case K_ALT | 's':
		go_on(ui, f, 1);
		break;
	case K_UP: case K_CTRL | 'p':
		go_on(ui, f, -1);
		break;
	case K_CTRL | 'l':
		do_redraw(ui);
		break;
	case K_CTRL | 'z':
		do_suspend(ui);
		break;
	default:
		edit_line(ui, f, k);
		break;
	}
}

static bool find_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct find *f = find_of(l);
	struct err err = {0};

	ui->dirty = true;
	if (ev->kind == EVENT_PASTE && f->step != FIND_ASK) {
		if (!editor_paste(f->step == FIND_WHAT ? f->what : f->with, ev->text, ev->len, NULL, &err))
			ui_say_err(ui, &err);
		else if (f->step == FIND_WHAT)
			needle_changed(f);
	} else if (ev->kind == EVENT_KEY && f->step == FIND_ASK)
		return ask_key(ui, f, ev->key);
	else if (ev->kind == EVENT_KEY)
		line_key(ui, f, ev->key);
	return true;
}

/* ---- drawing ------------------------------------------------------------------------------------- */

static const char *label(const struct find *f)
{
	return f->step == FIND_WHAT ? "Find: " : f->step == FIND_WITH ? "Replace with: " : "Replace this one? ";
}

static int line_cols(int cols, const struct find *f)
{
	int room = cols - 2 - (int)strlen(label(f)) - SAID_COLS;

	return room > LINE_COLS_MIN ? room : LINE_COLS_MIN;
}

static void find_build(struct ui *ui, struct layer *l)
{
	struct find *f = find_of(l);

	editor_resize(f->what, 1, line_cols(ui->cols, f));
	editor_resize(f->with, 1, line_cols(ui->cols, f));
}

static void find_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct find *f = find_in(l);
	struct rect line = rect_part(body, body.rows - 1, 1, 1, body.cols - 2);
	int used;

	(void)ui;
	canvas_fill(c, rect_part(body, body.rows - 1, 0, 1, body.cols), " ", STYLE_TEXT);
	used = canvas_text(c, line, 0, 0, STYLE_KEY, label(f));
	if (f->said != NULL)
		canvas_text_right(c, line, 0, f->found ? STYLE_DIM : STYLE_WARNING, f->said);
	if (f->step != FIND_ASK)
		editor_draw(f->step == FIND_WHAT ? f->what : f->with, c, rect_part(line, 0, used, 1, line_cols(body.cols, f)), STYLE_INPUT, true);
}

static void find_hints(const struct ui *ui, const struct layer *l, struct buf *out)
{
	const struct find *f = find_in(l);

	(void)ui;
	if (f->step == FIND_ASK)
		buf_add(out, "y replace it  n leave it  a all that are left  Esc stop");
	else if (f->step == FIND_WITH)
		buf_add(out, "Enter then asks at each  Esc stay here  Ctrl-C back");
	else
		buf_addf(out, "%s  Up previous  Esc stay here  Ctrl-C back%s", f->replacing ? "Enter what to put there  Down next" : "Enter next",
		    f->replacing ? "" : "  Alt-r replace");
}

static const struct layer_ops find_layer = {
	.name = "find", .where = 0, .build = find_build, .draw = find_draw, .event = find_event, .free = find_free, .hints = find_hints,
};
