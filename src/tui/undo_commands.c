/* Undo and redo of what was saved, saying what it was; where others built on it, only after asking. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/undo.h"
#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/review.h"

static void say_nothing(struct ui *ui, bool redo)
{
	ui_say(ui, STYLE_DIM, redo ? "Nothing of yours to do again" : "Nothing of yours to undo; H shows what was saved");
}

static void add_later(struct buf *b, const struct undo_later *l)
{
	char at[DATE_LOCAL_TEXT];

	date_time_local(l->at, at);
	buf_addf(b, "%s%s: %s, by %s", b->len > 0 ? "\n" : "", at, buf_str(&l->what), l->who);
}

static void answered(struct ui *ui, const char *command, char letter);

static void ask(struct ui *ui, const struct undoing *u)
{
	static const struct ask_answer undo[] = { { 'u', "undo it all the same" }, { 'k', "keep it" }, { 0, NULL } };
	static const struct ask_answer redo[] = { { 'r', "do it again all the same" }, { 'k', "leave it" }, { 0, NULL } };
	struct buf question = {0}, detail = {0};

	buf_add(&question, u->redo ? "Built on it since. Do again: " : "Built on it since. Undo: ");
	undoing_words(ui->store, u, &question);
	buf_addc(&question, '?');
	for (size_t i = 0; i < u->n_later; i++)
		add_later(&detail, &u->later[i]);
	ask_open(ui, buf_str(&question), buf_str(&detail), u->redo ? redo : undo, 0, u->command, answered);
	buf_release(&question);
	buf_release(&detail);
}

/* What is stored decides, also where the save was not taken. */
static void save(struct ui *ui, struct undoing *u)
{
	struct err err = {0}, ignored;
	struct buf words = {0};

	undoing_words(ui->store, u, &words);
	if (!ui_check_save(ui, &u->changes, &err) || !store_undo_save(ui->store, u, &err)) {
		if (err.code == ERR_STALE)
			ui_reload(ui, &ignored);
		ui_say_err(ui, &err);
	} else if (ui_follow_save(ui, &u->changes, &err)) {
		ui_say(ui, STYLE_GOOD, "%s: %s", u->redo ? "done again" : "undone", buf_str(&words));
	} else {
		ui_say_err(ui, &err);
	}
	buf_release(&words);
}

/* `asked`: the command that was agreed to, NULL before asking. */
static void take_back(struct ui *ui, bool redo, const char *asked)
{
	struct err err = {0};
	struct undoing u;

	if (ui->review != NULL && review_document(ui->review) != NULL) {
		ui_say(ui, STYLE_WARNING, "Not undone: c on a challenge of yours edits or removes it");
		return;
	}
	if (ui->review == NULL && !ui_may_write(ui))
		return;
	if (!store_undo(ui->store, redo, false, &u, &err))
		ui_say_err(ui, &err);
	else if (!u.found)
		say_nothing(ui, redo);
	else if (asked != NULL && strcmp(asked, u.command) != 0)
		ui_say(ui, STYLE_WARNING, "Something else was saved meanwhile: look again");
	else if (asked == NULL && u.n_later > 0)
		ask(ui, &u);
	else
		save(ui, &u);
	undoing_release(&u);
}

static void answered(struct ui *ui, const char *command, char letter)
{
	if (letter == 'u' || letter == 'r')
		take_back(ui, letter == 'r', command);
}

void do_undo(struct ui *ui) { take_back(ui, false, NULL); }
void do_redo(struct ui *ui) { take_back(ui, true, NULL); }
