/* s on a gap: its state. Closing asks what its claims say now, in the same save: one undo takes all of it back. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/ask.h"
#include "tui/challenges.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/picker.h"

static void set_state(const struct ui *ui, struct changes *c, int g, enum gap_state state)
{
	const struct gap *gap = &ui->work->gap[g];

	changes_set(c, ENTITY_GAP, gap->id, gap->revision, FIELD_GAP_STATE, field_info(FIELD_GAP_STATE)->values[state]);
}

/* ---- closing ------------------------------------------------------------------------------------- */

static bool offers(const struct ui *ui, int g, int leaf)
{
	enum status fits = standing_fitting_without(ui->work, leaf, g);

	return fits != ui->work->answer[leaf].status && fits != STATUS_TO_ASSESS;
}

static void set_status(const struct ui *ui, struct changes *c, int g, int leaf)
{
	changes_set(c, ENTITY_ANSWER, ui->work->tree->node[leaf].id, ui->work->answer[leaf].revision, FIELD_STATUS,
	    field_info(FIELD_STATUS)->values[standing_fitting_without(ui->work, leaf, g)]);
}

/* What is still not met stays in sight after the closing. */
static void say_closed(struct ui *ui, const char *id)
{
	int g = work_find_gap(ui->work, id);
	struct buf b = {0};

	if (g < 0)
		return;
	buf_addf(&b, "G%d closed", ui->work->gap[g].ref);
	for (int i = 0; i < ui->work->gap[g].n_claims; i++) {
		int leaf = ui->work->gap[g].claim[i];

		buf_addf(&b, "%s %s %s", i == 0 ? ":" : ",", tree_leaf_name(ui->work->tree, leaf), standing_words(&ui->standing, leaf));
	}
	ui_say(ui, STYLE_GOOD, "%s", buf_str(&b));
	buf_release(&b);
}

static void fill_offers(struct ui *ui, struct picker *p)
{
	int g = work_find_gap(ui->work, picker_data(p));

	for (int i = 0; g >= 0 && i < ui->work->gap[g].n_claims; i++) {
		int leaf = ui->work->gap[g].claim[i];
		struct buf right = {0};

		if (!offers(ui, g, leaf))
			continue;
		buf_addf(&right, "%s, now %s", value_words(FIELD_STATUS, (int)ui->work->answer[leaf].status),
		    value_words(FIELD_STATUS, (int)standing_fitting_without(ui->work, leaf, g)));
		picker_add(p, &(struct picker_row){ .text = ui->work->tree->node[leaf].label, .find = tree_wording(ui->work->tree, leaf),
		    .lead = tree_leaf_name(ui->work->tree, leaf), .lead_style = ui_standing_style(ui, leaf), .right = buf_str(&right),
		    .id = ui->work->tree->node[leaf].id, .number = leaf, .marked = true });
		buf_release(&right);
	}
}

/* All are offered marked: those whose mark was taken off keep their status. */
static void close_with(struct ui *ui, struct picker *p, const struct picker_row *const *row, size_t n)
{
	const char *id = picker_data(p);
	int g = work_find_gap(ui->work, id);
	struct changes c = {0};

	if (g < 0)
		return;
	set_state(ui, &c, g, GAP_CLOSED);
	for (int i = 0; i < ui->work->gap[g].n_claims; i++) {
		int leaf = ui->work->gap[g].claim[i];
		bool off = !offers(ui, g, leaf);

		for (size_t k = 0; k < n && !off; k++)
			off = row[k]->number == leaf;
		if (!off)
			set_status(ui, &c, g, leaf);
	}
	if (ui_save(ui, "gap close", &c))
		say_closed(ui, id);
}

static void not_closed(struct ui *ui, struct picker *p)
{
	(void)p;
	ui_say(ui, STYLE_DIM, "Not closed: all stands as it was");
}

static const struct picker_ops close_picker = {
	.hints = "Space mark  Enter closes the gap and sets what is marked  Esc not closed", .several = true, .keeps_order = true,
	.fill = fill_offers, .changed = close_with, .cancelled = not_closed, .free_data = free,
};

static void close_gap(struct ui *ui, int g)
{
	const char *id = ui->work->gap[g].id;
	char *copy = xstrdup(id), title[80];
	struct changes c = {0};
	bool any = false;

	for (int i = 0; i < ui->work->gap[g].n_claims; i++)
		any = any || offers(ui, g, ui->work->gap[g].claim[i]);
	if (any) {
		snprintf(title, sizeof title, " Closing G%d: what do its claims say now? ", ui->work->gap[g].ref);
		picker_open_data(ui, &close_picker, copy, title, NULL);
		return;
	}
	set_state(ui, &c, g, GAP_CLOSED);
	if (ui_save(ui, "gap close", &c))
		say_closed(ui, copy);
	free(copy);
}

/* ---- nothing planned ------------------------------------------------------------------------------- */

static void with_accepted(struct ui *ui, const char *id, const char *context, struct changes *c)
{
	int g = work_find_gap(ui->work, id);

	(void)context;
	if (g >= 0)
		set_state(ui, c, g, GAP_ACCEPTED);
}

static void kept_answered(struct ui *ui, const char *id, char letter)
{
	int g = work_find_gap(ui->work, id);
	struct changes c = {0};

	if (letter != 'y' || g < 0)
		return;
	set_state(ui, &c, g, GAP_ACCEPTED);
	ui_save(ui, "gap accept", &c);
}

/* A form that was left as it stood saved nothing: what stood there may be the reason already. */
static void reason_closed(struct ui *ui, const char *id, const char *context, bool saved)
{
	static const struct ask_answer answers[] = { { 'y', "yes, nothing is planned" }, { 'n', "no, leave its state" }, { 0, NULL } };
	int g = work_find_gap(ui->work, id);
	struct buf reason = {0};

	(void)context;
	if (g < 0)
		return;
	if (saved) {
		ui_say(ui, STYLE_GOOD, "G%d: nothing is planned, and it says why", ui->work->gap[g].ref);
	} else if (ui->work->gap[g].has_action) {
		ui_text(ui, FIELD_ACTION, id, &reason);
		ask_open(ui, "Is this the reason why nothing is planned?", buf_str(&reason), answers, 0, id, kept_answered);
	} else
		ui_say(ui, STYLE_DIM, "G%d stays as it was: no reason was written", ui->work->gap[g].ref);
	buf_release(&reason);
}

static void accept_gap(struct ui *ui, int g)
{
	static const enum field reason[] = { FIELD_ACTION, FIELD_COUNT };
	struct buf title = {0}, above = {0};
	struct form_ask ask = {
		.leaf = NODE_NONE, .entity = ENTITY_GAP, .id = ui->work->gap[g].id, .command = "gap accept", .field = reason, .focus = FIELD_COUNT,
		.also = with_accepted, .closed = reason_closed, .context = "",
	};

	buf_addf(&title, "G%d: nothing is planned, because", ui->work->gap[g].ref);
	ui_text(ui, FIELD_GAP, ui->work->gap[g].id, &above);
	ask.title = buf_str(&title);
	ask.above = buf_str(&above);
	form_open(ui, &ask);
	buf_release(&title);
	buf_release(&above);
}

/* ---- which state ----------------------------------------------------------------------------------- */

static void fill_states(struct ui *ui, struct picker *p)
{
	static const char *const words[] = { "open", "in progress", "closed", "nothing planned" };
	static const char *const meaning[] = {
		"to be done", "somebody is at it", "what was missing is there", "and the reason why: asked for next",
	};
	int g = work_find_gap(ui->work, picker_context(p));

	for (int i = 0; g >= 0 && i <= GAP_ACCEPTED; i++)
		picker_add(p, &(struct picker_row){ .text = words[i], .right = meaning[i], .lead = (int)ui->work->gap[g].state == i ? "now" : "   ",
		    .lead_style = STYLE_DIM, .id = field_info(FIELD_GAP_STATE)->values[i], .number = i });
}

static void take_state(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	int g = work_find_gap(ui->work, picker_context(p)), ref;
	bool settled;
	struct changes c = {0};

	(void)typed;
	if (g < 0)
		return;
	ref = ui->work->gap[g].ref;
	settled = ui->work->gap[g].state == GAP_CLOSED || ui->work->gap[g].state == GAP_ACCEPTED;
	if ((int)ui->work->gap[g].state == row->number && row->number != GAP_ACCEPTED) {
		ui_say(ui, STYLE_DIM, "G%d is %s already", ref, row->text);
	} else if (row->number == GAP_CLOSED) {
		close_gap(ui, g);
	} else if (row->number == GAP_ACCEPTED) {
		accept_gap(ui, g);
	} else {
		set_state(ui, &c, g, (enum gap_state)row->number);
		if (ui_save(ui, row->number == GAP_IN_PROGRESS ? "gap start" : "gap reopen", &c))
			ui_say(ui, STYLE_GOOD, "G%d %s%s", ref, row->number == GAP_OPEN && settled ? "open again" : row->text,
			    row->number != GAP_OPEN && settled ? " again" : "");
	}
}

static const struct picker_ops state_picker = { .keeps_order = true, .fill = fill_states, .take = take_state };

/* The cursor begins on what comes next: closed, or of what is closed or accepted, open again. */
void do_close_gap(struct ui *ui)
{
	struct target t;
	char title[48];
	bool going;
	int g;

	if (ui_subject(ui, &t) && t.kind == TARGET_CHALLENGE) {
		challenge_menu(ui, t.id);
		return;
	}
	if (!ui_subject(ui, &t) || t.kind != TARGET_GAP || (g = work_find_gap(ui->work, t.id)) < 0 || !ui_may_write(ui))
		return;
	going = ui->work->gap[g].state == GAP_OPEN || ui->work->gap[g].state == GAP_IN_PROGRESS;
	snprintf(title, sizeof title, " State of G%d ", ui->work->gap[g].ref);
	picker_open(ui, &state_picker, ui->work->gap[g].id, title, field_info(FIELD_GAP_STATE)->values[going ? GAP_CLOSED : GAP_OPEN]);
}
