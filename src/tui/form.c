/* A form: opening, keys, fields. Saving is in form_save.c, drafts in form_draft.c, drawing in
 * form_draw.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/drafts.h"
#include "tui/edit_keys.h"
#include "tui/form_private.h"
#include "tui/term.h"

static const struct layer_ops form_layer;

struct form *form_of(struct layer *l) { return (struct form *)(void *)l; }
const struct form *form_in(const struct layer *l) { return (const struct form *)(const void *)l; }

struct form *form_on(const struct ui *ui)
{
	for (struct layer *l = ui->top; l != NULL; l = l->below)
		if (l->ops == &form_layer)
			return form_of(l);
	return NULL;
}

/* ---- fields --------------------------------------------------------------------------------- */

static const char *const booleans[] = { "true", "false", NULL };

char *form_field_value(const struct form_field *f)
{
	struct buf b = {0};

	if (f->editor == NULL)
		return xstrdup(f->choice >= 0 ? f->values[f->choice] : "");
	text_get(editor_text(f->editor), &b);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

char *form_value(const struct form *form, enum field f)
{
	for (int i = 0; i < form->n; i++)
		if (form->f[i].field == f)
			return form_field_value(&form->f[i]);
	return xstrdup("");
}

const char *form_context(const struct form *form)
{
	return form->ask.context;
}

bool form_field_changed(const struct form_field *f)
{
	char *value = form_field_value(f);
	bool changed = strcmp(value, f->saved) != 0;

	free(value);
	return changed;
}

bool form_changed(const struct form *form)
{
	for (int i = 0; i < form->n; i++)
		if (form_field_changed(&form->f[i]))
			return true;
	return false;
}

static void fill_field(const struct ui *ui, struct form *form, struct form_field *f, const char *offered)
{
	const struct field_info *info = field_info(f->field);
	struct buf b = {0};
	struct err err = {0};

	if (offered != NULL)
		buf_add(&b, offered);
	else if (ui->work != NULL)
		ui_text(ui, f->field, form->ask.id, &b);
	f->saved = xstrdup(buf_str(&b));
	if (info->type == FIELD_CHOICE || info->type == FIELD_BOOL) {
		f->values = info->type == FIELD_BOOL ? booleans : info->values;
		f->choice = -1;
		for (int i = 0; f->values[i] != NULL; i++)
			if (strcmp(f->values[i], f->saved) == 0)
				f->choice = i;
	} else {
		f->editor = editor_new(field_is_long(f->field) ? TEXT_LINES : TEXT_LINE, ui->ascii, &form->clipboard);
		editor_set(f->editor, buf_str(&b), b.len, b.len, &err);
		f->kept = text_revision(editor_text(f->editor));
	}
	buf_release(&b);
}

void form_open(struct ui *ui, const struct form_ask *ask)
{
	form_open_draft(ui, ask, NULL);
}

void form_open_draft(struct ui *ui, const struct form_ask *ask, const struct draft *draft)
{
	struct form *form = xcalloc(1, sizeof *form);

	form->layer.ops = &form_layer;
	form->ask = *ask;
	form->ask.title = xstrdup(ask->title);
	form->ask.above = xstrdup_or_null(ask->above);
	form->ask.id = xstrdup(ask->id);
	form->ask.context = xstrdup_or_null(ask->context);
	form->ask.offered = NULL;       /* the caller's, and only for now */
	form->base = ui->work != NULL ? work_revision(ui->work, ask->entity, ask->id) : 0;
	while (ask->field[form->n] != FIELD_COUNT)
		form->n++;
	form->f = xcalloc((size_t)form->n, sizeof *form->f);
	for (int i = 0; i < form->n; i++) {
		form->f[i].field = ask->field[i];
		fill_field(ui, form, &form->f[i], ask->offered != NULL ? ask->offered[i] : NULL);
		if (ask->field[i] == ask->focus)
			form->focus = i;
	}
	ui_push(ui, &form->layer);
	presence_say(ui->presence, ask->entity, ask->id, ask->field[form->focus]);
	if (draft != NULL)
		form_take_drafts(ui, form);
	else if (ui->store != NULL && !ask->passing)
		drafts_offer(ui, ask->entity, ask->id);
}

static void form_free(struct layer *l)
{
	struct form *form = form_of(l);

	for (int i = 0; i < form->n; i++) {
		editor_free(form->f[i].editor);
		free(form->f[i].saved);
	}
	free(form->f);
	free((char *)(uintptr_t)form->ask.title);
	free((char *)(uintptr_t)form->ask.above);
	free((char *)(uintptr_t)form->ask.id);
	free((char *)(uintptr_t)form->ask.context);
	buf_release(&form->clipboard);
	page_release(&form->lines);
	free(form->sought);
	free(form->remark);
	free(form);
}

/* ---- keys ----------------------------------------------------------------------------------- */

static struct form_field *in_focus(struct form *form)
{
	return &form->f[form->focus];
}

static void go_to_field(struct form *form, int i)
{
	if (in_focus(form)->editor != NULL)
		editor_pause(in_focus(form)->editor);
	form->focus = (i + form->n) % form->n;
	form->layer.stale = true;
}

static void say_refused(struct ui *ui, const struct err *err)
{
	if (err->text[0] != '\0')
		ui_say(ui, STYLE_WARNING, "%s", err->text);
}

/* In a line, Up, Down and Enter go to the neighbouring fields, as in every form. */
static bool leaves_line(struct form *form, enum editor_command c)
{
	if (text_kind(editor_text(in_focus(form)->editor)) != TEXT_LINE || form->n == 1)
		return false;
	if (c != EDITOR_UP && c != EDITOR_DOWN && c != EDITOR_NEWLINE)
		return false;
	go_to_field(form, form->focus + (c == EDITOR_UP ? -1 : 1));
	return true;
}

static void edit(struct ui *ui, struct form *form, enum editor_command c)
{
	struct form_field *f = in_focus(form);
	uint64_t before = text_revision(editor_text(f->editor));
	struct err err = {0};

	if (leaves_line(form, c))
		return;
	if (!editor_command(f->editor, c, &err)) {
		say_refused(ui, &err);
		return;
	}
	if (c == EDITOR_COPY || c == EDITOR_CUT)
		term_copy(ui->term, buf_str(&form->clipboard), form->clipboard.len);
	if (text_revision(editor_text(f->editor)) != before)
		form_note_change(f, 1);
}

static void type(struct ui *ui, struct form *form, key k)
{
	struct form_field *f = in_focus(form);
	struct err err = {0};
	char s[5] = "";

	s[utf8_encode(k, s)] = '\0';
	if (editor_type(f->editor, s, &err))
		form_note_change(f, 1);
	else
		say_refused(ui, &err);
}

/* A choice: Left and Right, Space, or the first letter of a value. */
static bool choose(struct form_field *f, key k)
{
	int n = 0, choice = f->choice;

	while (f->values[n] != NULL)
		n++;
	if (k == K_RIGHT || k == ' ')
		choice = (choice + 1) % n;
	else if (k == K_LEFT)
		choice = choice <= 0 ? n - 1 : choice - 1;
	else if (k < 128) {
		for (int i = 1; i <= n; i++)
			if ((key)f->values[(choice + i + n) % n][0] == k) {
				choice = (choice + i + n) % n;
				break;
			}
	}
	if (choice == f->choice)
		return false;
	f->choice = choice;
	form_note_change(f, 1);
	return true;
}

static void choice_key(struct form *form, key k)
{
	if (k == K_UP)
		go_to_field(form, form->focus - 1);
	else if (k == K_DOWN || k == K_ENTER)
		go_to_field(form, form->focus + 1);
	else
		choose(in_focus(form), k);
}

static void discard_answered(struct ui *ui, const char *context, char letter)
{
	(void)context;
	if (letter == 'd' && form_on(ui) != NULL)
		form_discard(ui, form_on(ui));
}

void do_form_save(struct ui *ui) { form_save(ui, form_of(ui->top), false); }
void do_form_close(struct ui *ui) { form_save(ui, form_of(ui->top), true); }
void do_form_next(struct ui *ui) { go_to_field(form_of(ui->top), form_of(ui->top)->focus + 1); }
void do_form_previous(struct ui *ui) { go_to_field(form_of(ui->top), form_of(ui->top)->focus - 1); }

void do_form_discard(struct ui *ui)
{
	static const struct ask_answer answers[] = { { 'd', "discard it" }, { 'k', "keep typing" }, { 0, NULL } };
	struct form *form = form_of(ui->top);

	if (form_changed(form))
		ask_open(ui, "Discard what was typed since the last save?", NULL, answers, 0, NULL, discard_answered);
	else
		form_discard(ui, form);
}

void do_form_cancel(struct ui *ui)
{
	ui_say(ui, STYLE_DIM, "Esc saves and closes, Ctrl-G offers to discard");
}

void do_form_guidance(struct ui *ui)
{
	struct form *form = form_of(ui->top);

	form->guidance = !form->guidance;
	form->layer.stale = true;
	if (form->ask.leaf == NODE_NONE)
		ui_say(ui, STYLE_DIM, "There is no guidance for this form");
}

static bool form_key(struct ui *ui, struct form *form, key k)
{
	enum editor_command c;

	if (in_focus(form)->editor == NULL)
		choice_key(form, k);
	else if (key_is_text(k))
		type(ui, form, k);
	else if (edit_key_command(k, &c))
		edit(ui, form, c);
	else
		return false;
	return true;
}

void form_say_taken(struct ui *ui, const char *how, const struct text_taken *t)
{
	if (t->repaired > 0)
		ui_say(ui, STYLE_WARNING, "%s; %zu bytes were no UTF-8 and stand as U+FFFD", how, t->repaired);
	else if (t->dropped > 0)
		ui_say(ui, STYLE_WARNING, "%s without %zu control characters", how, t->dropped);
	else if (t->joined > 0)
		ui_say(ui, STYLE_WARNING, "%s as one line; %zu line breaks became blanks", how, t->joined);
}

static void paste(struct ui *ui, struct form *form, const struct event *ev)
{
	struct form_field *f = in_focus(form);
	struct text_taken taken = {0};
	struct err err = {0};

	if (f->editor == NULL)
		return;
	if (!editor_paste(f->editor, ev->text, ev->len, &taken, &err)) {
		say_refused(ui, &err);
		return;
	}
	form_note_change(f, (int)(ev->len < 1000 ? ev->len : 1000));
	form_say_taken(ui, "Pasted", &taken);
}

static bool form_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct form *form = form_of(l);

	ui->dirty = true;
	if (ev->kind == EVENT_PASTE) {
		paste(ui, form, ev);
		return true;
	}
	return ev->kind == EVENT_KEY && form_key(ui, form, ev->key);
}

static void form_hints(const struct ui *ui, const struct layer *l, struct buf *out)
{
	const struct form *form = form_in(l);

	(void)ui;
	buf_add(out, "Esc save and close  Ctrl-S save");
	if (form->n > 1)
		buf_add(out, form->pages > 1 ? "  Tab next field and page" : "  Tab next field");
	if (form->f[form->focus].editor == NULL)
		buf_add(out, "  Space or a letter chooses");
	else if (form->ask.leaf != NODE_NONE)
		buf_add(out, "  F3 guidance");
	buf_add(out, "  Ctrl-G discard  F1 keys");
}

static const struct layer_ops form_layer = {
	.name = "form", .where = IN_TEXT, .covers = true, .build = form_build, .draw = form_draw, .event = form_event, .free = form_free, .rest = form_rest,
	.hints = form_hints,
};
