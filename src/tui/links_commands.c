/* What is done to a cell of the Links view: linking, unlinking, saying what the item shows for the claim. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/form.h"
#include "tui/item_commands.h"
#include "tui/links.h"

/* The cell in hand, both ids ours to free; false, with a word why, where there is none. */
struct link_cell { char *item, *claim; int ref; bool linked; };

static bool cell_in_hand(struct ui *ui, struct link_cell *cell)
{
	const struct links *v = links_in(ui->view[VIEW_LINKS]);
	int item = links_item(v), leaf = links_leaf(v);

	if (!ui_may_write(ui))
		return false;
	if (item < 0 || links_group_at(v) == NULL) {
		ui_say(ui, STYLE_DIM, "There is nothing to link here");
		return false;
	}
	if (leaf == NODE_NONE) {
		ui_say(ui, STYLE_WARNING, "Evidence supports single claims: z unfolds those of %s", links_claim_name(ui, v));
		return false;
	}
	*cell = (struct link_cell){ .item = xstrdup(ui->work->evidence[item].id), .claim = xstrdup(ui->work->tree->node[leaf].id),
		.ref = ui->work->evidence[item].ref, .linked = work_find_support(ui->work, item, leaf) >= 0 };
	return true;
}

static void cell_release(struct link_cell *cell)
{
	free(cell->item);
	free(cell->claim);
}

/* ---- linking ------------------------------------------------------------------------------------- */

static bool save_link(struct ui *ui, const struct link_cell *cell, bool on)
{
	char *id = link_id(cell->item, cell->claim);
	struct changes c = {0};

	changes_set(&c, ENTITY_SUPPORT, id, work_revision(ui->work, ENTITY_SUPPORT, id), FIELD_SUPPORT_REMOVED, on ? NULL : "true");
	free(id);
	return ui_save(ui, on ? "evidence link" : "evidence unlink", &c);
}

static void say_linked(struct ui *ui, const struct link_cell *cell, int leaf)
{
	int s = work_find_support(ui->work, work_find_evidence(ui->work, cell->item), leaf);
	bool counts = s >= 0 && support_counts(ui->work, &ui->work->support[s]);

	if (counts)
		ui_say(ui, STYLE_GOOD, "E%d now supports %s, which stands as %s; m says what it shows", cell->ref, tree_leaf_name(ui->work->tree, leaf),
		    standing_words(&ui->standing, leaf));
	else
		ui_say(ui, STYLE_WARNING, "E%d now supports %s, but does not count yet: say in its fields what and where it is", cell->ref,
		    tree_leaf_name(ui->work->tree, leaf));
}

static void say_unlinked(struct ui *ui, const struct link_cell *cell, int leaf)
{
	const char *name = tree_leaf_name(ui->work->tree, leaf);

	if (ui->work->n_supports[leaf] == 0)
		ui_say(ui, STYLE_WARNING, "E%d no longer supports %s, which is left with no support; u takes it back", cell->ref, name);
	else if (work_counting(ui->work, leaf) == 0)
		ui_say(ui, STYLE_WARNING, "E%d no longer supports %s, which is left with no support that counts; u takes it back", cell->ref, name);
	else
		ui_say(ui, STYLE_GOOD, "E%d no longer supports %s, which stands as %s", cell->ref, name, standing_words(&ui->standing, leaf));
}

void do_toggle_link(struct ui *ui)
{
	struct link_cell cell;
	int leaf;

	if (!cell_in_hand(ui, &cell))
		return;
	if (save_link(ui, &cell, !cell.linked) && (leaf = tree_find(ui->work->tree, cell.claim)) != NODE_NONE) {
		if (cell.linked)
			say_unlinked(ui, &cell, leaf);
		else
			say_linked(ui, &cell, leaf);
	}
	cell_release(&cell);
}

/* ---- what the item shows ---------------------------------------------------------------------------- */

static void note_closed(struct ui *ui, const char *id, const char *context, bool saved)
{
	size_t n = strcspn(id, " ");
	char *item = xstrndup(id, n);
	int e = work_find_evidence(ui->work, item), leaf = id[n] != '\0' ? tree_find(ui->work->tree, id + n + 1) : NODE_NONE;

	(void)context;
	free(item);
	if (e >= 0 && leaf != NODE_NONE && work_find_support(ui->work, e, leaf) >= 0)
		ui_say(ui, STYLE_GOOD, saved ? "Saved what E%d shows for %s" : "E%d supports %s; nothing more was written", ui->work->evidence[e].ref,
		    tree_leaf_name(ui->work->tree, leaf));
}

static const enum field support_form[] = { FIELD_SUPPORT_NOTE, FIELD_COUNT };

void edit_support(struct ui *ui, const char *id, const struct draft *draft)
{
	const char *blank = strchr(id, ' ');
	char *item = blank != NULL ? xstrndup(id, (size_t)(blank - id)) : xstrdup(id);
	int e = work_find_evidence(ui->work, item), leaf = blank != NULL ? tree_find(ui->work->tree, blank + 1) : NODE_NONE;
	struct buf title = {0};
	struct form_ask ask = { .entity = ENTITY_SUPPORT, .id = id, .command = "evidence link", .field = support_form, .focus = FIELD_COUNT,
		.leaf = leaf, .closed = note_closed };

	free(item);
	if (e < 0 || leaf == NODE_NONE || !ui_may_write(ui))
		return;
	buf_addf(&title, "What E%d shows for %s: %s", ui->work->evidence[e].ref, tree_leaf_name(ui->work->tree, leaf),
	    ui->work->evidence[e].title != NULL ? ui->work->evidence[e].title : "(no title)");
	ask.title = buf_str(&title);
	ask.above = tree_wording(ui->work->tree, leaf);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
}

/* A note says of a link what it is; so the link is made first. */
void do_link_note(struct ui *ui)
{
	struct link_cell cell;
	char *id;

	if (!cell_in_hand(ui, &cell))
		return;
	id = link_id(cell.item, cell.claim);
	if (cell.linked || save_link(ui, &cell, true))
		edit_support(ui, id, NULL);
	free(id);
	cell_release(&cell);
}

/* ---- elsewhere ---------------------------------------------------------------------------------------- */

void do_go_to_item(struct ui *ui)
{
	struct target t;

	if (ui_item(ui, &t))
		ui_jump(ui, &t);
	else
		ui_say(ui, STYLE_DIM, "There is no item here: e writes one");
}
