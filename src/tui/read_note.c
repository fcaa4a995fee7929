/* What becomes of a note of the Read-through: evidence, a gap, a part of the claim's argument or of its note. Each is
 * one save that takes the note away, so that one undo brings it back. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/item_commands.h"
#include "tui/picker.h"
#include "tui/read.h"

/* The note lies on `node`; what it becomes belongs to `leaf`. */
struct use { int node, leaf; };

/* "1.2 1.2.2.1.1" */
static char *use_context(const struct tree *t, struct use use)
{
	return xasprintf("%s %s", t->node[use.node].id, t->node[use.leaf].id);
}

static bool use_read(const struct tree *t, const char *context, struct use *use)
{
	const char *space = strchr(context, ' ');
	char *node = xstrndup(context, (size_t)(space - context));

	*use = (struct use){ tree_find(t, node), tree_find(t, space + 1) };
	free(node);
	return use->node != NODE_NONE && use->leaf != NODE_NONE;
}

/* What cannot be read is not taken for a note. */
static bool get_text(struct ui *ui, enum field f, int node, struct buf *out)
{
	struct err err = {0};

	if (reader_text(&ui->reader, f, ui->work->tree->node[node].id, out, &err))
		return true;
	ui_say_err(ui, &err);
	return false;
}

static void take_away(const struct ui *ui, struct changes *c, int node)
{
	changes_set(c, ENTITY_READ_THROUGH, ui->work->tree->node[node].id, ui->work->read[node].revision, FIELD_READ_NOTE, NULL);
}

/* ---- a new item or gap ------------------------------------------------------------------------------- */

static void add_link(const struct ui *ui, struct changes *c, enum entity link, enum field removed, const char *owner, int leaf)
{
	char *id = link_id(owner, ui->work->tree->node[leaf].id);

	changes_set(c, link, id, 0, removed, NULL);
	free(id);
}

static void make_evidence(struct ui *ui, struct use use, const char *note)
{
	struct changes c = {0};
	struct buf title = {0}, detail = {0};
	char id[ID_TEXT];
	int e;

	reading_split(note, &title, &detail);
	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, buf_str(&title));
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, buf_str(&detail));
	add_link(ui, &c, ENTITY_SUPPORT, FIELD_SUPPORT_REMOVED, id, use.leaf);
	take_away(ui, &c, use.node);
	if (ui_save(ui, "evidence add", &c) && (e = work_find_evidence(ui->work, id)) >= 0)
		ui_say(ui, STYLE_GOOD, "The note is E%d now, for %s%s", ui->work->evidence[e].ref, tree_short_name(ui->work->tree, use.leaf),
		    detail.len == 0 ? "; without a detail it does not count yet" : "; u takes it back");
	buf_release(&title);
	buf_release(&detail);
}

static void make_gap(struct ui *ui, struct use use, const char *note)
{
	struct changes c = {0};
	char id[ID_TEXT];
	int g;

	changes_new(&c, ENTITY_GAP, id);
	changes_set(&c, ENTITY_GAP, id, 0, FIELD_GAP, note);
	add_link(ui, &c, ENTITY_GAP_CLAIM, FIELD_GAP_CLAIM_REMOVED, id, use.leaf);
	take_away(ui, &c, use.node);
	if (ui_save(ui, "gap add", &c) && (g = work_find_gap(ui->work, id)) >= 0)
		ui_say(ui, STYLE_GOOD, "The note is G%d now, on %s; u takes it back", ui->work->gap[g].ref, tree_short_name(ui->work->tree, use.leaf));
}

/* ---- a part of the answer -------------------------------------------------------------------------------- */

static void append_to(struct ui *ui, struct use use, enum field f, const char *note)
{
	struct changes c = {0};
	struct buf text = {0};

	if (get_text(ui, f, use.leaf, &text)) {
		reading_append(&text, note);
		changes_set(&c, ENTITY_ANSWER, ui->work->tree->node[use.leaf].id, ui->work->answer[use.leaf].revision, f, buf_str(&text));
		take_away(ui, &c, use.node);
		if (ui_save(ui, "set", &c))
			ui_say(ui, STYLE_GOOD, "The note stands in the %s of %s now; u takes it back", f == FIELD_ARGUMENT ? "argument" : "note",
			    tree_short_name(ui->work->tree, use.leaf));
	}
	buf_release(&text);
}

static void become(struct ui *ui, struct use use, char letter, const char *note)
{
	switch (letter) {
	case 'e': make_evidence(ui, use, note); break;
	case 'g': make_gap(ui, use, note); break;
	case 'a': append_to(ui, use, FIELD_ARGUMENT, note); break;
	case 'n': append_to(ui, use, FIELD_ANSWER_NOTE, note); break;
	default: edit_read_note(ui, use.node, NULL); break;
	}
}

static void answered(struct ui *ui, const char *context, char letter)
{
	struct buf note = {0};
	struct use use;
	bool have = letter != 0 && use_read(ui->work->tree, context, &use) && get_text(ui, FIELD_READ_NOTE, use.node, &note);

	if (have && note.len == 0)
		ui_say(ui, STYLE_DIM, "The note is gone: somebody took it meanwhile");
	else if (have)
		become(ui, use, letter, buf_str(&note));
	buf_release(&note);
}

/* ---- asking ------------------------------------------------------------------------------------------------ */

static void ask_what(struct ui *ui, struct use use)
{
	static const struct ask_answer answers[] = {
		{ 'e', "evidence" }, { 'g', "gap" }, { 'a', "argument" }, { 'n', "claim's note" }, { 'w', "write on" }, { 0, NULL },
	};
	const struct tree *t = ui->work->tree;
	char *context = use_context(t, use);
	struct buf question = {0}, note = {0}, title = {0}, detail = {0};

	if (get_text(ui, FIELD_READ_NOTE, use.node, &note)) {
		reading_split(buf_str(&note), &title, &detail);
		buf_addf(&question, "What shall this note become, for %s?", tree_short_name(t, use.leaf));
		ask_open(ui, buf_str(&question), buf_str(&title), answers, 0, context, answered);
	}
	buf_release(&question);
	buf_release(&note);
	buf_release(&title);
	buf_release(&detail);
	free(context);
}

static void fill_claims(struct ui *ui, struct picker *p)
{
	const struct tree *t = ui->work->tree;
	int node = tree_find(t, picker_context(p));

	for (int i = node; node != NODE_NONE && i < t->node[node].end; i++)
		if (tree_is_leaf(t, i))
			picker_add(p, &(struct picker_row){ .text = t->node[i].label, .find = tree_wording(t, i), .lead = tree_short_name(t, i),
				.lead_style = ui_standing_style(ui, i), .right = t->node[i].id, .id = t->node[i].id, .number = i });
}

static void take_claim(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	int node = tree_find(ui->work->tree, picker_context(p));

	(void)typed;
	if (node != NODE_NONE)
		ask_what(ui, (struct use){ node, row->number });
}

static const struct picker_ops claim_picker = {
	.title = " For which claim? ", .keeps_order = true, .fill = fill_claims, .take = take_claim,
	.hints = "type to find  Enter choose  Esc leave the note as it is",
};

void read_use_note(struct ui *ui, int node)
{
	if (!ui_may_write(ui))
		return;
	if (tree_is_leaf(ui->work->tree, node))
		ask_what(ui, (struct use){ node, node });
	else
		picker_open(ui, &claim_picker, ui->work->tree->node[node].id, NULL, NULL);
}
