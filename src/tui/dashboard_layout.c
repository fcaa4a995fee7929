/* Where the sections of the Dashboard stand: columns by the window's width, rows by what each has to say, the cursor
 * from line to line and from column to column. A board that is higher than the window scrolls as one. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/dashboard.h"

enum {
	COLUMNS_MAX = 3, TWO_COLUMNS = 76, THREE_COLUMNS = 150, BETWEEN = 3,
	BRIEF_ROWS = 12,                /* a lower window shows headings only; they unfold */
	AIRY_ROWS = 30,                 /* from which there is an empty line above each heading */
};

/* By number of columns: the sections from the top, the most important first, then -1. */
static const signed char place[COLUMNS_MAX][COLUMNS_MAX][SECTION_COUNT] = {
	{
		{ SECTION_STANDING, SECTION_GAPS, SECTION_DRAFTS, SECTION_CHALLENGES, SECTION_CLAIMABLE, SECTION_ROAD, SECTION_AFFIRM,
			SECTION_EVIDENCE, SECTION_APPROVALS, SECTION_SINCE, SECTION_PEOPLE, SECTION_COURSE, -1 },
	},
	{
		{ SECTION_STANDING, SECTION_COURSE, SECTION_SINCE, SECTION_PEOPLE, -1 },
		{ SECTION_GAPS, SECTION_DRAFTS, SECTION_CHALLENGES, SECTION_CLAIMABLE, SECTION_ROAD, SECTION_AFFIRM, SECTION_EVIDENCE,
			SECTION_APPROVALS, -1 },
	},
	{
		{ SECTION_STANDING, SECTION_COURSE, -1 },
		{ SECTION_CLAIMABLE, SECTION_ROAD, SECTION_APPROVALS, -1 },
		{ SECTION_GAPS, SECTION_DRAFTS, SECTION_CHALLENGES, SECTION_AFFIRM, SECTION_EVIDENCE, SECTION_SINCE, SECTION_PEOPLE, -1 },
	},
};

const struct section_info *section_info(enum section s)
{
	static const struct section_info *const info[SECTION_COUNT] = {
		[SECTION_NEXT] = &section_next, [SECTION_STANDING] = &section_standing, [SECTION_CLAIMABLE] = &section_claimable,
		[SECTION_ROAD] = &section_road, [SECTION_GAPS] = &section_gaps, [SECTION_DRAFTS] = &section_drafts,
		[SECTION_CHALLENGES] = &section_challenges, [SECTION_AFFIRM] = &section_affirm, [SECTION_EVIDENCE] = &section_evidence,
		[SECTION_APPROVALS] = &section_approvals, [SECTION_SINCE] = &section_since, [SECTION_COURSE] = &section_course,
		[SECTION_PEOPLE] = &section_people,
	};

	return info[s];
}

/* ---- one section on its page ----------------------------------------------------------------------- */

bool board_is_brief(const struct dashboard *d)
{
	return d->rows < BRIEF_ROWS;
}

/* "Gaps by due date ────── 2": the line makes a section one to the eye, without colour too. In a low window
 * the heading is what opens it. */
static void head_line(const struct ui *ui, const struct dashboard *d, struct block *b, const char *title, const char *more)
{
	struct page *p = &b->page;
	struct buf line = {0};
	int room = p->width - (int)utf8_width(title) - 1 - (*more != '\0' ? (int)utf8_width(more) + 1 : 0);

	page_line(p);
	page_addf(p, STYLE_HEADING, "%s ", title);
	if (!board_is_brief(d) && room > 0)
		buf_add_repeat(&line, ui_glyph(ui, "─", "-"), (size_t)room);
	page_add(p, STYLE_BORDER, buf_str(&line));
	if (*more != '\0')
		page_right(p, STYLE_TEXT, "%s", more);
	if (board_is_brief(d))
		page_target(p, TARGET_CHOICE, NULL, (int)b->section);
	buf_release(&line);
}

/* false: it has nothing to say. */
static bool write_block(const struct ui *ui, const struct dashboard *d, struct block *b, int cols, int rows)
{
	const struct section_info *info = section_info(b->section);
	struct buf title = {0}, more = {0};
	bool some = info->head(ui, d, &title, &more);

	page_start(&b->page, cols, ui->ascii);
	if (some && title.len > 0)
		head_line(ui, d, b, buf_str(&title), buf_str(&more));
	if (some && (rows > 1 || title.len == 0))
		info->write(ui, d, title.len > 0 && rows < INT_MAX ? rows - 1 : rows, &b->page);
	buf_release(&title);
	buf_release(&more);
	return some;
}

/* The lines that there is room for, the last of them saying how many more there are. */
static void cut_block(struct block *b, int rows)
{
	int gone;

	if (b->page.n <= rows || rows < 2)
		return;
	gone = page_cut(&b->page, rows - 1);
	if (gone == 0)
		return;
	page_line(&b->page);
	page_addf(&b->page, STYLE_DIM, "%d more", gone);
	page_target(&b->page, TARGET_CHOICE, NULL, (int)b->section);
}

/* Where the heading does not fold it again, a last line does. */
static void fold_line(const struct dashboard *d, struct block *b)
{
	if (!d->unfolded[b->section] || board_is_brief(d))
		return;
	page_line(&b->page);
	page_add(&b->page, STYLE_DIM, "less");
	page_target(&b->page, TARGET_CHOICE, NULL, (int)b->section);
}

/* ---- rows for the sections of a column ---------------------------------------------------------------- */

struct share { int want, least, rows; bool whole; };

static int least_of(const struct dashboard *d, const struct block *b)
{
	int least = section_info(b->section)->least;

	if (d->unfolded[b->section])
		return b->page.n;
	if (board_is_brief(d) && b->section != SECTION_NEXT)
		return 1;
	return b->page.n < least ? b->page.n : least;
}

/* Row by row, from the top, to whoever wants one; first all at once to those that can do with nothing less. */
static void share_rows(struct share *s, int n, int rows)
{
	bool given = true;

	for (int i = 0; i < n; i++)
		rows -= s[i].rows = s[i].least;
	for (int i = 0; i < n; i++)
		if (s[i].whole && s[i].want - s[i].least <= rows) {
			rows -= s[i].want - s[i].least;
			s[i].rows = s[i].want;
		}
	while (rows > 0 && given) {
		given = false;
		for (int i = 0; i < n && rows > 0; i++)
			if (!s[i].whole && s[i].rows < s[i].want) {
				s[i].rows++;
				rows--;
				given = true;
			}
	}
}

/* ---- the board ------------------------------------------------------------------------------------------ */

static struct block *add_block(struct dashboard *d, enum section s, int column)
{
	struct block *b = &d->block[d->n_blocks++];

	b->section = s;
	b->column = column;
	return b;
}

static int columns_for(const struct dashboard *d)
{
	if (board_is_brief(d) || d->cols < TWO_COLUMNS)
		return 1;
	return d->cols < THREE_COLUMNS ? 2 : 3;
}

/* Everything that a column's sections have to say; returns how many they are. */
static int write_column(const struct ui *ui, struct dashboard *d, int column, int cols)
{
	const signed char *section = place[d->n_columns - 1][column];
	int first = d->n_blocks;

	for (int i = 0; i < SECTION_COUNT && section[i] >= 0; i++) {
		struct block *b = add_block(d, (enum section)section[i], column);

		if (!write_block(ui, d, b, cols, d->unfolded[b->section] ? INT_MAX : d->rows))
			d->n_blocks--;
		else
			fold_line(d, b);
	}
	return d->n_blocks - first;
}

/* Whether there are empty lines between the sections: where nothing is left out for them that a section needs. */
static bool is_airy(const struct dashboard *d, const struct share *s, int n, int rows)
{
	for (int i = 0; i < n; i++)
		rows -= (s[i].whole ? s[i].want : s[i].least) + (i > 0);
	return d->rows >= AIRY_ROWS && rows >= 0;
}

/* Gives the blocks of a column their rows and places, from `top` down; returns the row below the last. */
static int build_column(const struct ui *ui, struct dashboard *d, int column, int col, int cols, int top)
{
	struct share s[SECTION_COUNT] = {{0}};
	int first = d->n_blocks, n = write_column(ui, d, column, cols), row = top, air;

	for (int i = 0; i < n; i++) {
		const struct block *b = &d->block[first + i];
		int least = least_of(d, b);

		s[i] = (struct share){ .want = board_is_brief(d) ? least : b->page.n, .least = least, .whole = section_info(b->section)->whole };
	}
	air = is_airy(d, s, n, d->rows - top);
	share_rows(s, n, d->rows - top - (n > 0 ? air * (n - 1) : 0));
	for (int i = 0; i < n; i++) {
		struct block *b = &d->block[first + i];

		if (s[i].rows < b->page.n) {
			write_block(ui, d, b, cols, s[i].rows);
			cut_block(b, s[i].rows);
		}
		b->row = row;
		b->col = col;
		row += b->page.n + air;
	}
	return row - air;
}

static void build_blocks(const struct ui *ui, struct dashboard *d)
{
	int cols, top;

	d->n_blocks = 0;
	d->n_columns = columns_for(d);
	struct block *across = add_block(d, SECTION_NEXT, -1);
	write_block(ui, d, across, d->cols, INT_MAX);
	across->row = across->col = 0;
	top = across->page.n + (board_is_brief(d) ? 0 : d->rows >= AIRY_ROWS);
	d->height = top;
	cols = (d->cols - BETWEEN * (d->n_columns - 1)) / d->n_columns;
	for (int i = 0; i < d->n_columns; i++) {
		int below = build_column(ui, d, i, i * (cols + BETWEEN), cols, top);

		if (below > d->height)
			d->height = below;
	}
}

void board_release(struct dashboard *d)
{
	for (int i = 0; i < SECTION_COUNT; i++)
		page_release(&d->block[i].page);
}

/* ---- the cursor --------------------------------------------------------------------------------------------- */

static bool is_stop(const struct block *b, int line)
{
	return line >= 0 && line < b->page.n && b->page.line[line].target.kind != TARGET_NONE && !b->page.line[line].continued;
}

static int row_of(const struct dashboard *d)
{
	return d->block[d->at].row + d->line;
}

/* In sight, with what stands above it where it is the first. */
static void follow(struct dashboard *d)
{
	int row = row_of(d), last = d->height > d->rows ? d->height - d->rows : 0;

	if (row < d->top || row >= d->top + d->rows)
		d->top = row - d->rows / 2;
	if (row < d->rows / 2)
		d->top = 0;
	d->top = d->top > last ? last : d->top < 0 ? 0 : d->top;
}

static void go_to(struct dashboard *d, int block, int line)
{
	d->at = block;
	d->line = line;
	if (d->block[block].column >= 0)
		d->column = d->block[block].column;
	follow(d);
}

/* The stop of a column (with what is across all) that is nearest to a row: above it, below it (`way`), or
 * either (0). false: none. */
static bool nearest(const struct dashboard *d, int column, int row, int way, int *block, int *line)
{
	int best = INT_MAX;

	for (int i = 0; i < d->n_blocks; i++)
		for (int j = 0; j < d->block[i].page.n; j++) {
			int far = d->block[i].row + j - row;

			if (!is_stop(&d->block[i], j) || (d->block[i].column != column && (d->block[i].column >= 0 || way == 0)))
				continue;
			if ((way > 0 && far <= 0) || (way < 0 && far >= 0) || abs(far) >= best)
				continue;
			best = abs(far);
			*block = i;
			*line = j;
		}
	return best < INT_MAX;
}

/* After the last stop the window itself moves, so that all can be read. */
static void step(struct dashboard *d, int way)
{
	int block, line, last = d->height > d->rows ? d->height - d->rows : 0;

	if (nearest(d, d->column, row_of(d), way, &block, &line))
		go_to(d, block, line);
	else
		d->top = way > 0 ? last : 0;
}

static void step_rows(struct dashboard *d, int rows)
{
	int to = row_of(d) + rows, before;

	do {
		before = row_of(d);
		step(d, rows < 0 ? -1 : 1);
	} while (row_of(d) != before && (rows < 0 ? row_of(d) > to : row_of(d) < to));
}

static void step_aside(struct dashboard *d, int way, bool around)
{
	int block, line, column = d->column + way;

	if (around)
		column = (column + d->n_columns) % d->n_columns;
	if (column >= 0 && column < d->n_columns && nearest(d, column, row_of(d), 0, &block, &line))
		go_to(d, block, line);
}

bool board_move(struct dashboard *d, enum move m)
{
	switch (m) {
	case MOVE_UP: step(d, -1); return true;
	case MOVE_DOWN: step(d, 1); return true;
	case MOVE_LEFT: step_aside(d, -1, false); return true;
	case MOVE_RIGHT: step_aside(d, 1, false); return true;
	case MOVE_NEXT_PANE: step_aside(d, 1, true); return true;
	case MOVE_PREVIOUS_PANE: step_aside(d, -1, true); return true;
	case MOVE_PAGE_UP: step_rows(d, 1 - d->rows); return true;
	case MOVE_PAGE_DOWN: step_rows(d, d->rows - 1); return true;
	case MOVE_HALF_UP: step_rows(d, -d->rows / 2); return true;
	case MOVE_HALF_DOWN: step_rows(d, d->rows / 2); return true;
	case MOVE_TOP: step_rows(d, -d->height - 1); return true;
	case MOVE_BOTTOM: step_rows(d, d->height + 1); return true;
	default: return false;
	}
}

void board_click(struct dashboard *d, int row, int col)
{
	int column = 0, block, line;

	for (int i = 0; i < d->n_blocks; i++)
		if (d->block[i].column >= 0 && col >= d->block[i].col)
			column = d->block[i].column;
	row += d->top;
	if (row < d->block[0].page.n && is_stop(&d->block[0], 0))
		go_to(d, 0, 0);
	else if (nearest(d, column, row, 0, &block, &line))
		go_to(d, block, line);
}

bool board_at(const struct dashboard *d, struct target *t)
{
	if (d->at >= d->n_blocks || !is_stop(&d->block[d->at], d->line))
		return false;
	*t = d->block[d->at].page.line[d->line].target;
	return true;
}

/* The place of a section; what is first where it is no longer there. */
static int find_block(const struct dashboard *d, enum section s)
{
	for (int i = 0; i < d->n_blocks; i++)
		if (d->block[i].section == s)
			return i;
	return 0;
}

static bool settle_on(struct dashboard *d, int block, const struct target *t)
{
	int line = t->kind != TARGET_NONE ? page_find(&d->block[block].page, t) : -1;

	if (line < 0)
		return false;
	go_to(d, block, line);
	return true;
}

void board_settle(struct dashboard *d, enum section s, const struct target *t)
{
	int block = find_block(d, s), line, lines = d->block[block].page.n;

	if (settle_on(d, block, t))
		return;
	for (int i = 0; i < d->n_blocks; i++)
		if (settle_on(d, i, t))
			return;
	d->at = block;
	d->line = d->line >= lines ? lines - 1 : d->line;
	d->line = d->line < 0 ? 0 : d->line;
	if (!is_stop(&d->block[block], d->line) && (nearest(d, d->block[block].column, row_of(d), 0, &block, &line)
	    || nearest(d, d->column, row_of(d), 1, &block, &line)))
		go_to(d, block, line);
	follow(d);
}

/* ---- building and drawing -------------------------------------------------------------------------------------- */

void board_build(const struct ui *ui, struct dashboard *d)
{
	struct target t = {0};
	enum section s = d->n_blocks > 0 ? d->block[d->at].section : SECTION_NEXT;
	char *id;

	board_at(d, &t);
	id = xstrdup_or_null(t.id);
	t.id = id;
	build_blocks(ui, d);
	if (d->column >= d->n_columns)
		d->column = 0;
	board_settle(d, s, &t);
	free(id);
}

void board_draw(const struct ui *ui, const struct dashboard *d, struct canvas *c, struct rect r)
{
	(void)ui;
	for (int i = 0; i < d->n_blocks; i++) {
		const struct block *b = &d->block[i];
		int above = b->row < d->top ? d->top - b->row : 0, row = b->row + above - d->top;
		struct pane shown = { .page = b->page, .cursor = i == d->at ? d->line : -1, .top = above, .rows = b->page.n - above };

		if (above < b->page.n && row < r.rows)
			pane_draw(&shown, c, rect_part(r, row, b->col, b->page.n - above, b->page.width), i == d->at);
	}
}
