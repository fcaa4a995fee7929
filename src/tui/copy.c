/* Copying what is in hand to the clipboard of the terminal one sits at, through the terminal (OSC 52). */
#include "config.h"

#include <string.h>

#include "core/ticket.h"
#include "tui/commands.h"
#include "tui/term.h"

static void add_text(const struct ui *ui, enum field f, const char *id, const char *label, struct buf *out)
{
	struct buf b = {0};

	ui_text(ui, f, id, &b);
	if (b.len > 0)
		buf_addf(out, "%s%s%s\n", label, label[0] != '\0' ? ": " : "", buf_str(&b));
	buf_release(&b);
}

static void add_claim(const struct ui *ui, int node, struct buf *out)
{
	const struct tree *t = ui->work->tree;

	buf_addf(out, "%s %s\n", tree_short_name(t, node), tree_wording(t, node));
	if (tree_is_leaf(t, node)) {
		add_text(ui, FIELD_ARGUMENT, t->node[node].id, "", out);
		add_text(ui, FIELD_ASSUMPTIONS, t->node[node].id, field_info(FIELD_ASSUMPTIONS)->label, out);
	}
}

static void add_fields(const struct ui *ui, const char *id, const enum field *field, struct buf *out)
{
	for (; *field != FIELD_COUNT; field++)
		add_text(ui, *field, id, field_info(*field)->label, out);
}

/* The gap itself, or the one that a line of its detail belongs to. */
static int gap_in_hand(const struct ui *ui, const struct target *t)
{
	bool gap = t->kind == TARGET_GAP || (t->kind == TARGET_FIELD && ui->current == VIEW_GAPS);

	return gap && t->id != NULL ? work_find_gap(ui->work, t->id) : -1;
}

void do_copy(struct ui *ui)
{
	static const enum field evidence[] = { FIELD_EVIDENCE_TITLE, FIELD_DETAIL, FIELD_LOCATION, FIELD_TOOL, FIELD_COUNT };
	static const enum field challenge[] = { FIELD_CHALLENGE_TEXT, FIELD_CHALLENGE_ANSWER, FIELD_CHALLENGE_REASON, FIELD_COUNT };
	struct target t;
	struct buf b = {0};
	struct err err = {0};
	int node, gap;

	if (!ui_item(ui, &t) && !ui_subject(ui, &t))
		return;
	node = t.kind == TARGET_NODE || t.kind == TARGET_FIELD ? tree_find(ui->work->tree, t.id != NULL ? t.id : "") : NODE_NONE;
	gap = gap_in_hand(ui, &t);
	if (node != NODE_NONE)
		add_claim(ui, node, &b);
	else if (t.kind == TARGET_EVIDENCE)
		add_fields(ui, t.id, evidence, &b);
	else if (gap >= 0 && !ticket_add(&b, ui->work, &ui->reader, gap, &err))
		ui_say_err(ui, &err);
	else if (t.kind == TARGET_CHALLENGE)
		add_fields(ui, t.id, challenge, &b);
	if (b.len > 0) {
		term_copy(ui->term, buf_str(&b), b.len);
		ui_say(ui, STYLE_GOOD, "Copied, if the terminal takes it: %s", gap >= 0 ? "this gap as a ticket" : "the text in hand");
	}
	buf_release(&b);
}
