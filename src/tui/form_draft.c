/* Drafts of a form: what was typed and not saved, written one second after the first unsaved change or
 * after 50 characters, whichever is first, and at once when the terminal goes away. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/capture.h"
#include "tui/drafts.h"
#include "tui/form_private.h"
#include "tui/term.h"

enum { DRAFT_MS = 1000, DRAFT_CHARACTERS = 50, RETRY_MS = 200 };

void form_note_change(struct form_field *f, int typed)
{
	if (f->changed_at == 0)
		f->changed_at = term_now();
	f->typed += typed;
}

/* A draft of this field as it stands; strings are borrowed from the form, but for the text. */
static struct draft draft_of(const struct ui *ui, const struct form *form, const struct form_field *f)
{
	struct draft d = {
		.workspace = (char *)(uintptr_t)store_id(ui->store), .who = (char *)(uintptr_t)ui->start->who,
		.session = (char *)(uintptr_t)ui->session, .entity = form->ask.entity, .id = (char *)(uintptr_t)form->ask.id, .field = f->field,
		.base = form->base, .text = form_field_value(f),
	};

	date_time_now(d.at);
	if (f->editor != NULL)
		d.cursor = text_cursor(editor_text(f->editor));
	return d;
}

static void keep_field(struct ui *ui, struct form *form, struct form_field *f)
{
	struct draft d = draft_of(ui, form, f);
	struct err err = {0};

	if (form_field_changed(f)) {
		if (!draft_keep(&d, &err))
			ui_say(ui, STYLE_ERROR, "No draft can be kept: %s", err.text);
		else
			ui->draft_left = true;
	} else
		draft_drop(&d, &err);           /* typed back to what is stored */
	free(d.text);
	f->changed_at = 0;
	f->typed = 0;
}

void form_keep(struct ui *ui, struct form *form, bool now)
{
	if (ui->store == NULL || form->ask.passing)
		return;
	for (int i = 0; i < form->n; i++) {
		struct form_field *f = &form->f[i];

		if (f->changed_at == 0)
			continue;
		if (now || f->typed >= DRAFT_CHARACTERS || term_now() - f->changed_at >= DRAFT_MS) {
			keep_field(ui, form, f);
			form_count(ui, form);
		}
	}
}

void form_keep_drafts(struct ui *ui, bool now)
{
	struct form *form = form_on(ui);

	capture_keep_drafts(ui, now);
	if (form == NULL)
		return;
	form_keep(ui, form, now);
	if (!now)
		form_retry(ui, form);
}

int form_draft_wait(const struct ui *ui)
{
	const struct form *form = form_on(ui);
	int64_t least = -1, now = term_now();

	if (form == NULL)
		return capture_draft_wait(ui);
	if (ui->store == NULL || form->ask.passing)
		return -1;
	if (form->retry_until != 0)
		return RETRY_MS;
	for (int i = 0; i < form->n; i++) {
		int64_t due = form->f[i].changed_at + DRAFT_MS - now;

		if (form->f[i].changed_at != 0 && (least < 0 || due < least))
			least = due < 0 ? 0 : due;
	}
	return (int)least;
}

void form_drop_drafts(struct ui *ui, struct form *form)
{
	if (ui->store == NULL || form->ask.passing)
		return;
	for (int i = 0; i < form->n; i++) {
		struct draft d = draft_of(ui, form, &form->f[i]);
		struct err err = {0};

		draft_drop(&d, &err);
		free(d.text);
	}
	drafts_forget(ui, form->ask.entity, form->ask.id);
	ui->draft_left = ui->drafts.n > 0;
}

/* Puts what was kept for this entity into its fields; it counts as typed and not yet saved. The
 * newest draft of a field wins (drafts are listed newest first). */
void form_take_drafts(struct ui *ui, struct form *form)
{
	for (int i = 0; i < form->n; i++) {
		struct form_field *f = &form->f[i];

		for (size_t d = ui->drafts.n; d-- > 0;) {
			const struct draft *draft = &ui->drafts.item[d];
			struct err err = {0};

			if (draft->entity != form->ask.entity || draft->field != f->field || strcmp(draft->id, form->ask.id) != 0)
				continue;
			if (f->editor != NULL)
				editor_set(f->editor, draft->text, strlen(draft->text), draft->cursor, &err);
			else
				for (int v = 0; f->values[v] != NULL; v++)
					if (strcmp(f->values[v], draft->text) == 0)
						f->choice = v;
			form->focus = i;
			form_note_change(f, 0);
			if (draft->base != form->base)
				ui_say(ui, STYLE_WARNING, "Somebody saved this since the draft was kept; saving will ask which one shall stand");
			form->base = draft->base;
		}
	}
}

bool form_take_up(struct ui *ui, enum entity e, const char *id)
{
	struct form *form = form_on(ui);

	if (form == NULL || form->ask.entity != e || strcmp(form->ask.id, id) != 0)
		return false;
	form_take_drafts(ui, form);
	form->layer.stale = true;
	return true;
}
