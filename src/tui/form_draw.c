/* Laying out and drawing a form. The claim's wording is always in sight; a text gets the rows that are left. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "tui/claim_page.h"
#include "tui/form_private.h"

enum {
	FRAME_ROWS = 4, ABOVE_ROWS_MAX = 3, LABEL_COLS = 14, TEXT_ROWS_MIN = 12, SHORT_TEXT_ROWS_MIN = 4, LIST_ROWS = 3,
};

/* ---- layout --------------------------------------------------------------------------------- */

static bool is_text(const struct form_field *f)
{
	return field_info(f->field)->type == FIELD_TEXT;
}

/* The rows a field asks for at least. */
static int rows_wanted(const struct form *form, const struct form_field *f, int room)
{
	enum field_type type = field_info(f->field)->type;
	int texts = 0, want;

	for (int i = 0; i < form->n; i++)
		texts += is_text(&form->f[i]);
	if (type == FIELD_LINES)
		return LIST_ROWS < room ? LIST_ROWS : room;
	if (type != FIELD_TEXT)
		return 1;
	want = texts > 1 ? SHORT_TEXT_ROWS_MIN : TEXT_ROWS_MIN;
	return want < room ? want : room;
}

/* Fields fill pages in order; a page that is not full gives the rest of its rows to its texts. */
static void share_rest(struct form *form, int page, int rest)
{
	int texts = 0, extra, row = 0;

	for (int i = 0; i < form->n; i++)
		texts += form->f[i].page == page && is_text(&form->f[i]);
	extra = texts > 0 ? rest / texts : 0;
	for (int i = 0; i < form->n; i++) {
		struct form_field *f = &form->f[i];

		if (f->page != page)
			continue;
		if (is_text(f))
			f->rows += extra;
		f->row = row;
		row += f->rows;
	}
}

/* Where not all fits, the short fields behind the last long one stand together on a page. */
static int break_before(const struct form *form, int room)
{
	int all = 0, last_long = -1;

	for (int i = 0; i < form->n; i++) {
		all += rows_wanted(form, &form->f[i], room);
		if (field_is_long(form->f[i].field))
			last_long = i;
	}
	return all > room && last_long >= 0 ? last_long + 1 : form->n;
}

static void lay_out_fields(struct form *form, int room)
{
	int page = 0, used = 0, end = break_before(form, room);

	for (int i = 0; i < form->n; i++) {
		struct form_field *f = &form->f[i];

		f->rows = rows_wanted(form, f, room);
		if (used > 0 && (used + f->rows > room || i == end)) {
			share_rest(form, page, room - used);
			page++;
			used = 0;
		}
		f->page = page;
		used += f->rows;
	}
	share_rest(form, page, room - used);
	form->pages = page + 1;
}

static void lay_out_above(struct ui *ui, struct form *form, int room)
{
	page_start(&form->lines, ui->cols - 2, ui->ascii);
	if (form->ask.above != NULL)
		page_excerpt(&form->lines, STYLE_TITLE, 0, form->ask.above, ABOVE_ROWS_MAX);
	form->above_rows = form->lines.n;
	form->guidance_rows = 0;
	if (form->guidance && form->ask.leaf != NODE_NONE) {
		guidance_lines(ui, form->ask.leaf, &form->lines);
		form->guidance_rows = form->lines.n - form->above_rows;
		if (form->guidance_rows > room / 2)
			form->guidance_rows = room / 2;
	}
}

/* What the title says of the text in hand. Not with every key: over a slow link each costs bytes. */
void form_count(struct ui *ui, struct form *form)
{
	for (int i = 0; i < form->n; i++) {
		struct form_field *f = &form->f[i];
		size_t words, characters;

		if (f->editor == NULL)
			continue;
		words = text_words(editor_text(f->editor));
		characters = text_characters(editor_text(f->editor));
		ui->dirty = ui->dirty || words != f->words || characters != f->characters;
		f->words = words;
		f->characters = characters;
	}
}

void form_build(struct ui *ui, struct layer *l)
{
	struct form *form = form_of(l);
	int room = ui->rows - FRAME_ROWS - form->find_rows - (form->remark != NULL);

	lay_out_above(ui, form, room);
	room -= form->above_rows + form->guidance_rows + (form->above_rows > 0);
	form->label_cols = form->n > 1 ? LABEL_COLS : 0;
	lay_out_fields(form, room < 1 ? 1 : room);
	for (int i = 0; i < form->n; i++)
		if (form->f[i].editor != NULL)
			editor_resize(form->f[i].editor, form->f[i].rows, ui->cols - 2 - form->label_cols);
	form_count(ui, form);
	l->stale = false;
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* All values where they fit, so that one sees what there is; else from the chosen one on. */
static void draw_choice(const struct form_field *f, struct canvas *c, struct rect r, bool focused)
{
	int col = 0, all = 0, first = 0;

	for (int i = 0; f->values[i] != NULL; i++)
		all += (int)utf8_width(f->values[i]) + 2;
	if (all > r.cols && f->choice > 0)
		first = f->choice;
	for (int i = first; f->values[i] != NULL; i++) {
		enum style s = i != f->choice ? STYLE_DIM : focused ? STYLE_SELECTED : STYLE_TEXT;

		if (focused && i == f->choice)
			canvas_cursor(c, r.row, r.col + col);
		col += canvas_textf(c, r, 0, col, s, i == f->choice ? "[%s]" : " %s ", f->values[i]);
	}
	if (focused && f->choice < 0)
		canvas_cursor(c, r.row, r.col);
}

static void draw_field(const struct form *form, int i, struct canvas *c, struct rect area)
{
	const struct form_field *f = &form->f[i];
	bool focused = i == form->focus;
	struct rect r = rect_part(area, f->row, form->label_cols, f->rows, area.cols - form->label_cols);

	if (form->label_cols > 0)
		canvas_text_cut(c, area, f->row, 0, form->label_cols - 1, focused ? STYLE_KEY : STYLE_DIM, field_info(f->field)->label);
	if (f->editor != NULL)
		editor_draw(f->editor, c, r, STYLE_TEXT, focused);
	else
		draw_choice(f, c, r, focused);
}

enum { WIDE_COLS = 60, PAGE_COLS = 14 };

static void count_words(const struct form_field *f, bool wide, struct buf *out)
{
	if (f->editor == NULL || !is_text(f) || f->characters == 0)
		return;
	buf_addf(out, " %zu word%s", f->words, f->words == 1 ? "" : "s");
	if (wide)
		buf_addf(out, ", %zu character%s", f->characters, f->characters == 1 ? "" : "s");
	buf_addc(out, ' ');
}

static void draw_title(const struct ui *ui, const struct form *form, struct canvas *c, struct rect body)
{
	struct buf b = {0}, count = {0};
	int right = form->pages > 1 ? PAGE_COLS : 1, room;

	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	count_words(&form->f[form->focus], body.cols >= WIDE_COLS, &count);
	room = body.cols - 2 - right - (int)count.len;
	buf_addf(&b, "%s ", form->ask.title);
	canvas_text_cut(c, body, 0, 1, room < body.cols - 20 ? room : body.cols - 20, STYLE_TITLE, buf_str(&b));
	canvas_text_right(c, rect_part(body, 0, 0, 1, body.cols - right), 0, STYLE_DIM, buf_str(&count));
	for (int i = 0; i < ui->people.n; i++) {
		const struct person *p = &ui->people.item[i];

		if (p->has_open && p->entity == form->ask.entity && strcmp(p->id, form->ask.id) == 0) {
			buf_clear(&b);
			buf_addf(&b, " %s has this open too ", p->who);
			canvas_hline(c, body, 0, body.cols - right - (int)count.len, (int)count.len, STYLE_BORDER);
			canvas_text_right(c, rect_part(body, 0, 0, 1, body.cols - 14), 0, STYLE_WARNING, buf_str(&b));
		}
	}
	buf_release(&b);
	buf_release(&count);
	if (form->pages > 1)
		canvas_textf(c, body, 0, body.cols - 13, STYLE_DIM, " page %d of %d", form->f[form->focus].page + 1, form->pages);
}

void form_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct form *form = form_in(l);
	struct pane above = { .page = form->lines, .rows = form->above_rows + form->guidance_rows };
	struct rect area;

	(void)ui;
	draw_title(ui, form, c, body);
	pane_draw(&above, c, rect_part(body, 1, 1, above.rows, body.cols - 2), false);
	if (form->above_rows > 0)
		canvas_hline(c, body, 1 + above.rows, 0, body.cols, STYLE_BORDER);
	area = rect_part(body, 1 + above.rows + (form->above_rows > 0), 1, body.rows, body.cols - 2);
	for (int i = 0; i < form->n; i++)
		if (form->f[i].page == form->f[form->focus].page)
			draw_field(form, i, c, area);
	form_draw_remark(form, c, body);
}
