/* Drawing the Read-through. */
#include "config.h"

#include "tui/read.h"

/* "at 2.1, 38% read (7 of 18 sections)" */
static void place_words(const struct ui *ui, const struct read_view *v, struct buf *out)
{
	int read, all, section = read_section(ui, v);

	reading_count(ui->work, &read, &all);
	if (section != NODE_NONE)
		buf_addf(out, "at %s, ", ui->work->tree->node[section].id);
	buf_addf(out, "%d%% read", all > 0 ? read * 100 / all : 100);
	if (ui->cols >= READ_TEXT_COLS)
		buf_addf(out, " (%d of %d sections)", read, all);
	buf_addc(out, ' ');
}

static bool is_blank(const struct read_view *v, int line)
{
	return v->text.line[line].n == 0;
}

/* The lines around the cursor that belong to the same heading. A blank line belongs to what follows it. */
static void block_in_hand(const struct read_view *v, int *from, int *to)
{
	int node = v->text.n > 0 ? v->line[v->cursor].place.node : NODE_NONE;

	for (*from = v->cursor; *from > 0 && v->line[*from].stop == READ_NO_STOP && v->line[*from - 1].place.node == node;)
		--*from;
	for (*to = v->cursor; *to + 1 < v->text.n && v->line[*to + 1].place.node == node; ++*to)
		if (v->line[*to + 1].stop != READ_NO_STOP && !is_blank(v, *to))
			break;
}

static void draw_text(const struct ui *ui, const struct read_view *v, struct canvas *c, struct rect r)
{
	struct pane pane = { .page = v->text, .top = v->top, .rows = v->rows };
	int from, to;

	pane_draw(&pane, c, rect_part(r, 0, 2, r.rows, v->text_cols), false);
	block_in_hand(v, &from, &to);
	for (int i = from; i <= to && i < v->text.n; i++)
		if (!is_blank(v, i) || i == v->cursor)
			canvas_text(c, rect_part(r, 0, 0, r.rows, 1), i - v->top, 0, STYLE_KEY, ui_glyph(ui, "▌", ">"));
	canvas_cursor(c, r.row + v->cursor - v->top, r.col);
	if (v->text.n > v->top + v->rows)
		canvas_text(c, r, r.rows - 1, r.cols - 1, STYLE_DIM, ui_glyph(ui, "↓", "v"));
	if (v->top > 0)
		canvas_text(c, r, 0, r.cols - 1, STYLE_DIM, ui_glyph(ui, "↑", "^"));
}

/* The line of the outline that stands for the section in hand. */
static int outline_line(const struct ui *ui, const struct read_view *v)
{
	int section = read_section(ui, v);
	struct target t = { .kind = TARGET_CHOICE };

	if (section != NODE_NONE)
		t = (struct target){ .kind = TARGET_NODE, .id = ui->work->tree->node[section].id };
	return page_find(&v->outline, &t);
}

static void draw_outline(const struct ui *ui, const struct read_view *v, struct canvas *c, struct rect r)
{
	struct pane pane = { .page = v->outline, .rows = r.rows - 1, .cursor = outline_line(ui, v) };
	int last = v->outline.n - pane.rows;

	pane.top = pane.cursor - pane.rows / 2;
	pane.top = pane.top > last ? last : pane.top;
	pane.top = pane.top < 0 ? 0 : pane.top;
	canvas_text(c, r, 0, 1, STYLE_DIM, "Sections ");
	pane_draw(&pane, c, rect_part(r, 1, 1, r.rows - 1, r.cols - 2), false);
	if (pane.cursor >= pane.top)
		canvas_style(c, rect_part(r, 1 + pane.cursor - pane.top, 0, 1, r.cols), STYLE_SELECTED);
}

static void draw_notes(const struct ui *ui, const struct read_view *v, struct canvas *c, struct rect r)
{
	struct pane pane = { .page = v->notes, .rows = r.rows - 1 };

	(void)ui;
	canvas_text(c, r, 0, 1, STYLE_DIM, "Notes ");
	pane_draw(&pane, c, rect_part(r, 1, 1, r.rows - 1, r.cols - 2), false);
}

void read_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct read_view *v = read_in(l);
	int left = v->outline_cols > 0 ? v->outline_cols + 1 : 0, right = v->notes_cols > 0 ? v->notes_cols + 1 : 0;
	struct rect text = rect_part(body, 0, left, body.rows, body.cols - left - right);
	struct buf place = {0};

	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	place_words(ui, v, &place);
	canvas_text(c, text, 0, 1, STYLE_TITLE, "Read-through ");
	canvas_text_right(c, rect_part(text, 0, 0, 1, text.cols - 1), 0, STYLE_TEXT, buf_str(&place));
	draw_text(ui, v, c, rect_part(text, 1, 0, text.rows - 1, text.cols));
	if (left > 0) {
		canvas_vline(c, canvas_rect(c), body.row, left - 1, body.rows + 1, STYLE_BORDER);
		draw_outline(ui, v, c, rect_part(body, 0, 0, body.rows, left - 1));
	}
	if (right > 0) {
		canvas_vline(c, canvas_rect(c), body.row, body.cols - right, body.rows + 1, STYLE_BORDER);
		draw_notes(ui, v, c, rect_part(body, 0, body.cols - right + 1, body.rows, right - 1));
	}
	buf_release(&place);
}
