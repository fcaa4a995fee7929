/* What the keys do in the Read-through: marks, notes, guidance, sections. */
#include "config.h"

#include <string.h>

#include "tui/commands.h"
#include "tui/form.h"
#include "tui/item_commands.h"
#include "tui/read.h"

static struct read_view *the_view(const struct ui *ui)
{
	return read_of(ui->view[VIEW_READ]);
}

/* ---- marks ------------------------------------------------------------------------------------------ */

static bool set_mark(struct ui *ui, int section, bool read)
{
	struct changes c = {0};

	changes_set(&c, ENTITY_READ_THROUGH, ui->work->tree->node[section].id, ui->work->read[section].revision, FIELD_READ, read ? "true" : NULL);
	return ui_save(ui, "read", &c);
}

/* The section in hand, or NODE_NONE with a word on it. */
static int section_in_hand(struct ui *ui)
{
	int section = read_section(ui, the_view(ui));

	if (section == NODE_NONE)
		ui_say(ui, STYLE_DIM, "These are your notes: the sections stand above");
	return section;
}

static void say_marked(struct ui *ui, int section, bool already)
{
	const char *id = ui->work->tree->node[section].id;
	int read, all;

	reading_count(ui->work, &read, &all);
	if (read == all)
		ui_say(ui, STYLE_GOOD, "%s %s read: all %d sections are", id, already ? "was" : "is", all);
	else if (already)
		ui_say(ui, STYLE_DIM, "%s was read already; R takes a mark away", id);
	else
		ui_say(ui, STYLE_GOOD, "%s is read: %d of %d sections", id, read, all);
}

void do_mark_read(struct ui *ui)
{
	int section = section_in_hand(ui);
	bool already;

	if (section == NODE_NONE || !ui_may_write(ui))
		return;
	already = ui->work->read[section].read;
	if (!already && !set_mark(ui, section, true))
		return;
	read_go(ui, reading_beside(ui->work->tree, section, 1));
	say_marked(ui, section, already);
}

void do_mark_unread(struct ui *ui)
{
	int section = section_in_hand(ui);

	if (section == NODE_NONE || !ui_may_write(ui))
		return;
	if (!ui->work->read[section].read)
		ui_say(ui, STYLE_DIM, "%s is not marked as read", ui->work->tree->node[section].id);
	else if (set_mark(ui, section, false))
		ui_say(ui, STYLE_GOOD, "%s is to be read again", ui->work->tree->node[section].id);
}

/* ---- notes ------------------------------------------------------------------------------------------ */

void edit_read_note(struct ui *ui, int node, const struct draft *draft)
{
	static const enum field note_field[] = { FIELD_READ_NOTE, FIELD_COUNT };
	const struct tree *t = ui->work->tree;
	struct buf title = {0};
	struct form_ask ask = {
		.leaf = tree_is_leaf(t, node) ? node : NODE_NONE, .entity = ENTITY_READ_THROUGH, .id = t->node[node].id, .command = "read note",
		.field = note_field, .focus = FIELD_COUNT, .above = tree_wording(t, node),
	};

	if (!ui_may_write(ui))
		return;
	buf_add(&title, "Note on ");
	ui_claim_name(ui, node, &title);
	ask.title = buf_str(&title);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
}

void do_read_note(struct ui *ui)
{
	int node = read_node(the_view(ui));

	if (node == NODE_NONE)
		ui_say(ui, STYLE_DIM, "A note belongs to a theme, a principle or a claim: go down to one");
	else
		edit_read_note(ui, node, NULL);
}

/* ---- guidance ------------------------------------------------------------------------------------------ */

static bool has_guidance(const struct tree *t, int section)
{
	for (size_t i = 0; i < t->n_guidance; i++)
		if (t->guidance[i].place == section)
			return true;
	return false;
}

/* Before the first theme: the guidance on the Code as a whole. */
void do_section_guidance(struct ui *ui)
{
	struct read_view *v = the_view(ui);
	const struct tree *t = ui->work->tree;
	int section = read_node(v) != NODE_NONE ? read_section(ui, v) : NODE_NONE;
	bool *shown = &v->guidance[section != NODE_NONE ? section : t->n_nodes];

	if (!has_guidance(t, section)) {
		ui_say(ui, STYLE_DIM, "There is no guidance on this section");
		return;
	}
	*shown = !*shown;
	ui_say(ui, STYLE_DIM, "The guidance on %s, at its end, is %s", section != NODE_NONE ? t->node[section].id : "the Code", *shown ? "shown" : "hidden");
	ui->view[VIEW_READ]->stale = true;
}

void do_all_guidance(struct ui *ui)
{
	struct read_view *v = the_view(ui);
	size_t n = (size_t)ui->work->tree->n_nodes + 1;
	bool all = true;

	for (int i = 0; i < (int)n - 1; i++)
		all = all && (v->guidance[i] || !has_guidance(ui->work->tree, i));
	memset(v->guidance, !all, n * sizeof *v->guidance);
	ui_say(ui, STYLE_DIM, all ? "All guidance is hidden" : "All guidance is shown, at the end of each section");
	ui->view[VIEW_READ]->stale = true;
}

/* ---- sections and claims ----------------------------------------------------------------------------------- */

static void step(struct ui *ui, int way, enum read_stop least)
{
	if (!read_step(ui, way, least))
		ui_say(ui, STYLE_DIM, way > 0 ? "Nothing comes after this" : "Nothing comes before this");
}

void do_next_section(struct ui *ui) { step(ui, 1, READ_SECTION_STOP); }
void do_previous_section(struct ui *ui) { step(ui, -1, READ_SECTION_STOP); }
void do_next_in_text(struct ui *ui) { step(ui, 1, READ_CLAIM_STOP); }
void do_previous_in_text(struct ui *ui) { step(ui, -1, READ_CLAIM_STOP); }

void do_next_unread(struct ui *ui)
{
	int section = read_section(ui, the_view(ui)), beside = section != NODE_NONE ? reading_beside(ui->work->tree, section, 1) : NODE_NONE;
	int unread = reading_unread(ui->work, beside);

	if (unread == NODE_NONE)
		ui_say(ui, STYLE_GOOD, "All sections are read");
	else
		read_go(ui, unread);
}

void do_view_read(struct ui *ui) { ui_show_view(ui, VIEW_READ); }
