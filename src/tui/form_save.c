/* Saving and closing a form. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/ask.h"
#include "tui/form_private.h"
#include "tui/term.h"

enum { RETRY_MS = 5000 };       /* how long a lock held by somebody else is waited for */

/* What the form would change; nothing if all stands as stored. */
static void collect(const struct ui *ui, const struct form *form, struct changes *c)
{
	bool fresh = form->ask.fresh && form->base == 0;

	if (fresh && form_changed(form))
		for (enum field f = entity_first(form->ask.entity); f < entity_end(form->ask.entity); f = (enum field)(f + 1))
			if (field_is_ref(f))
				changes_set(c, form->ask.entity, form->ask.id, 0, f, NULL);     /* asks for the next number */
	for (int i = 0; i < form->n; i++) {
		char *value;

		if (!form_field_changed(&form->f[i]))
			continue;
		value = form_field_value(&form->f[i]);
		changes_set(c, form->ask.entity, form->ask.id, form->base, form->f[i].field, value);
		free(value);
	}
	if (c->n > 0 && form->ask.also != NULL)
		form->ask.also((struct ui *)(uintptr_t)ui, form->ask.id, form->ask.context, c);
}

/* What is typed is checked field by field first, so that the cursor can go to the one at fault. */
static bool check(struct ui *ui, struct form *form)
{
	for (int i = 0; i < form->n; i++) {
		char *value = form_field_value(&form->f[i]);
		struct err err = {0};
		bool ok = field_check(form->f[i].field, value, &err);

		free(value);
		if (ok)
			continue;
		form->focus = i;
		form->layer.stale = true;
		ui_say(ui, STYLE_ERROR, "Not saved: %s: %s", field_info(form->f[i].field)->label, err.text);
		return false;
	}
	return true;
}

static void note_saved(struct ui *ui, struct form *form)
{
	form->base = work_revision(ui->work, form->ask.entity, form->ask.id);
	for (int i = 0; i < form->n; i++) {
		struct form_field *f = &form->f[i];

		free(f->saved);
		f->saved = form_field_value(f);
		f->changed_at = 0;
		f->typed = 0;
		if (f->editor != NULL)
			f->kept = text_revision(editor_text(f->editor));
	}
	form_drop_drafts(ui, form);
}

void form_close(struct ui *ui, struct form *form, bool saved)
{
	ui->top = form->layer.below;
	presence_say(ui->presence, form->ask.entity, NULL, form->f[0].field);
	ui_stale(ui);
	if (form->ask.closed != NULL)
		form->ask.closed(ui, form->ask.id, form->ask.context, saved);
	form->layer.ops->free(&form->layer);
}

void form_discard(struct ui *ui, struct form *form)
{
	form_drop_drafts(ui, form);
	form_close(ui, form, false);
}

/* ---- somebody saved the same thing meanwhile ---------------------------------------------------- */

/* Theirs is put below ours in each text that differs, to be made one by hand; one step of undo. */
static void take_both(struct ui *ui, struct form *form)
{
	for (int i = 0; i < form->n; i++) {
		struct form_field *f = &form->f[i];
		struct buf theirs = {0};
		struct err err = {0};

		ui_text(ui, f->field, form->ask.id, &theirs);
		if (f->editor != NULL && theirs.len > 0 && strcmp(buf_str(&theirs), f->saved) != 0) {
			buf_insert(&theirs, 0, "\n\nSaved meanwhile:\n", strlen("\n\nSaved meanwhile:\n"));
			editor_command(f->editor, EDITOR_TEXT_END, &err);
			if (!editor_paste(f->editor, buf_str(&theirs), theirs.len, NULL, &err))
				ui_say_err(ui, &err);
			form_note_change(f, (int)(theirs.len < 1000 ? theirs.len : 1000));
		}
		buf_release(&theirs);
	}
	form->base = work_revision(ui->work, form->ask.entity, form->ask.id);
	ui_say(ui, STYLE_WARNING, "Both texts stand here now; make one of them and save");
}

/* The texts typed here replace theirs, which stay in the history; or theirs are taken in. */
static void stale_answered(struct ui *ui, const char *context, char letter)
{
	struct form *form = form_on(ui);

	(void)context;
	if (form == NULL)
		return;
	if (letter == 'm') {
		form->base = work_revision(ui->work, form->ask.entity, form->ask.id);
		form_save(ui, form, form->closing);
	} else if (letter == 't')
		form_discard(ui, form);
	else if (letter == 'b')
		take_both(ui, form);
	else
		ui_say(ui, STYLE_WARNING, "Not saved; your text stands here and in the history");
}

static void ask_stale(struct ui *ui, struct form *form)
{
	static const struct ask_answer answers[] = {
		{ 'm', "save mine over it" }, { 't', "take theirs" }, { 'b', "both into the text" }, { 'k', "keep typing" }, { 0, NULL },
	};

	form_keep(ui, form, true);
	ask_open(ui, "Somebody saved this meanwhile. Both texts are in the history; which one shall stand?", NULL, answers, 0, NULL, stale_answered);
}

/* ---- saving --------------------------------------------------------------------------------- */

static void failed(struct ui *ui, struct form *form, const struct err *err)
{
	if (err->code == ERR_STALE) {
		ask_stale(ui, form);
		return;
	}
	if (err->code == ERR_BUSY) {
		if (form->retry_until == 0)
			form->retry_until = term_now() + RETRY_MS;
		if (term_now() < form->retry_until) {
			ui_say(ui, STYLE_WARNING, "Somebody else is saving; trying again");
			return;
		}
		form->retry_until = 0;
	}
	form_keep(ui, form, true);
	ui_say_err(ui, err);
}

static bool save_instead(struct ui *ui, struct form *form)
{
	struct err err = {0};

	if (form->ask.save(ui, form, form->ask.id, &err)) {
		form_drop_drafts(ui, form);
		form_close(ui, form, true);
		return true;
	}
	ui_say_err(ui, &err);
	return false;
}

void form_save(struct ui *ui, struct form *form, bool close)
{
	struct changes c = {0};
	struct err err = {0};
	bool any;

	if (!check(ui, form))
		return;
	if (form->ask.save != NULL) {
		save_instead(ui, form);
		return;
	}
	form->closing = close;
	collect(ui, form, &c);
	any = c.n > 0;
	if (any && !ui_try_save(ui, form->ask.command, &c, &err))
		failed(ui, form, &err);
	else {
		form->retry_until = 0;
		note_saved(ui, form);
		if (close) {
			if (any)
				ui_say(ui, STYLE_GOOD, ui->review != NULL ? "Saved" : "Saved; u takes it back");
			form_close(ui, form, any);
		} else
			ui_say(ui, STYLE_GOOD, any ? "Saved" : "Nothing to save: all stands as stored");
	}
	changes_release(&c);
}

/* From the loop: the lock may be free now. */
void form_retry(struct ui *ui, struct form *form)
{
	if (form->retry_until != 0 && ui->top == &form->layer)
		form_save(ui, form, form->closing);
}
