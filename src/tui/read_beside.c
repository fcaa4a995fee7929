/* What stands beside the text of the Read-through in a wide window: the sections at its left, the notes at its right. */
#include "config.h"

#include "tui/read.h"

enum { INDENT = 2, NOTE_LINES = 2 };

void read_outline(const struct ui *ui, struct read_view *v)
{
	const struct tree *t = ui->work->tree;

	page_start(&v->outline, v->outline_cols - 2, ui->ascii);
	for (int i = reading_beside(t, NODE_NONE, 1); i != NODE_NONE; i = reading_beside(t, i, 1)) {
		const struct node *n = &t->node[i];
		bool read = ui->work->read[i].read;

		page_line(&v->outline);
		page_indent(&v->outline, n->kind == NODE_THEME ? 0 : INDENT);
		page_addf(&v->outline, STYLE_GOOD, "%s ", read ? ui_glyph(ui, "✓", "+") : " ");
		page_addf(&v->outline, n->kind == NODE_THEME ? STYLE_HEADING : STYLE_TEXT, "%s %s", n->id, n->kind == NODE_THEME ? n->text : n->label);
		if (read)
			page_right(&v->outline, STYLE_DIM, "read");
		page_target(&v->outline, TARGET_NODE, n->id, 0);
	}
	page_line(&v->outline);
	page_addf(&v->outline, STYLE_HEADING, "  Your notes (%d)", reading_notes(ui->work));
	page_target(&v->outline, TARGET_CHOICE, NULL, 0);
}

/* As many as there is room for: a note that is not seen is not read from the file. */
void read_notes(const struct ui *ui, struct read_view *v)
{
	const struct tree *t = ui->work->tree;

	page_start(&v->notes, v->notes_cols - 2, ui->ascii);
	for (int i = 0; i < t->n_nodes && v->notes.n < v->rows; i++) {
		struct buf b = {0};

		if (!ui->work->read[i].has_note)
			continue;
		buf_addf(&b, "%s ", tree_short_name(t, i));
		ui_text(ui, FIELD_READ_NOTE, t->node[i].id, &b);
		page_excerpt(&v->notes, STYLE_MARK, 0, buf_str(&b), NOTE_LINES);
		buf_release(&b);
	}
	if (v->notes.n == 0)
		page_paragraph(&v->notes, STYLE_DIM, 0, ui_offer(ui, "m writes a note on the claim in hand; all of them stand here, and at the end of "
		    "the text.", "None."));
}
