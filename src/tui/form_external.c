/* A form's text in the user's own editor: F4 in the form, or from a view, which opens the form with what
 * came back as unsaved text. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/ask.h"
#include "tui/claim_commands.h"
#include "tui/commands.h"
#include "tui/external.h"
#include "tui/form_private.h"
#include "tui/item_commands.h"
#include "tui/term.h"

static void put_back(struct ui *ui, struct form_field *f, const struct buf *text)
{
	struct text_taken taken;
	struct err err = {0};

	if (!editor_put(f->editor, buf_str(text), text->len, &taken, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	form_note_change(f, (int)(text->len < 1000 ? text->len : 1000));
	ui_say(ui, STYLE_GOOD, "Taken from the editor, not saved yet");
	form_say_taken(ui, "Taken from the editor", &taken);
}

static void emptied_answered(struct ui *ui, const char *context, char letter)
{
	struct form *form = form_on(ui);
	struct buf nothing = {0};

	(void)context;
	if (letter == 'e' && form != NULL && form->f[form->focus].editor != NULL)
		put_back(ui, &form->f[form->focus], &nothing);
	else
		ui_say(ui, STYLE_DIM, "The text stands as it was");
}

/* true: something came back, or is asked about. */
static bool edit_outside(struct ui *ui, struct form_field *f)
{
	static const struct ask_answer answers[] = { { 'k', "keep the text" }, { 'e', "empty it" }, { 0, NULL } };
	struct buf text = {0}, back = {0}, name = {0};
	struct err err = {0};
	enum external_end end = EXTERNAL_SAME;

	form_keep_drafts(ui, true);
	buf_addf(&name, "%s.txt", field_info(f->field)->key);
	text_get(editor_text(f->editor), &text);
	if (!external_edit(ui->term, buf_str(&name), buf_str(&text), text.len, &back, &end, &err))
		ui_say_err(ui, &err);
	else if (end == EXTERNAL_CHANGED)
		put_back(ui, f, &back);
	else if (end == EXTERNAL_EMPTIED)
		ask_open(ui, "The editor left an empty text. Which shall stand?", NULL, answers, 0, NULL, emptied_answered);
	else
		ui_say(ui, STYLE_DIM, "Nothing was changed in the editor");
	ui_stale(ui);
	buf_release(&text);
	buf_release(&back);
	buf_release(&name);
	return err.text[0] == '\0' && end != EXTERNAL_SAME;
}

void do_form_editor(struct ui *ui)
{
	struct form *form = form_of(ui->top);
	struct form_field *f = &form->f[form->focus];

	if (f->editor == NULL || text_kind(editor_text(f->editor)) != TEXT_LINES)
		ui_say(ui, STYLE_DIM, "This field is one line; the editor is for texts");
	else
		edit_outside(ui, f);
}

/* ---- from a view --------------------------------------------------------------------------------- */

/* Opens the form of what is in hand; the field that is its text, FIELD_COUNT: none was opened. */
static enum field open_text(struct ui *ui)
{
	struct target t;
	int leaf;

	if (!ui_subject(ui, &t))
		return FIELD_COUNT;
	switch (t.kind) {
	case TARGET_NODE:
		leaf = ui_subject_leaf(ui);
		if (leaf == NODE_NONE)
			return FIELD_COUNT;
		edit_answer(ui, leaf, argument_form, NULL);
		return FIELD_ARGUMENT;
	case TARGET_EVIDENCE:
		edit_evidence(ui, t.id, NODE_NONE, NULL);
		return FIELD_DETAIL;
	case TARGET_GAP:
		edit_gap(ui, t.id, NULL);
		return FIELD_GAP;
	default:
		return FIELD_COUNT;
	}
}

void do_editor(struct ui *ui)
{
	enum field field;
	struct form *form;

	if (!ui_may_write(ui))
		return;
	field = open_text(ui);
	form = form_on(ui);
	if (field == FIELD_COUNT || form == NULL) {
		ui_say(ui, STYLE_WARNING, "There is no text in hand: open a claim without claims below it, an item or a gap");
		return;
	}
	for (int i = 0; i < form->n; i++)
		if (form->f[i].field == field)
			form->focus = i;
	if (!edit_outside(ui, &form->f[form->focus]) && ui->top == &form->layer)
		form_close(ui, form, false);
}
