/* A grid of cells: text made safe and clipped between graphemes, lines that join, bars, dumps. */
#include "config.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/canvas.h"

struct canvas {
	struct cell *cell;
	int rows, cols;
	bool ascii;
	int cursor_row, cursor_col;
	bool cursor_visible;
	struct buf safe;                /* text made safe, kept to save allocating at each call */
};

enum { ARM_UP = 1, ARM_DOWN = 2, ARM_LEFT = 4, ARM_RIGHT = 8 };

/* Raw bytes that one column can take up at most: a base and its marks; in ASCII one "?" may stand
 * for a whole emoji family. What lies behind the last column is not looked at. */
enum { BYTES_PER_COLUMN = 40, BYTES_PER_ASCII = 136 };

static const struct cell blank = { .text = " ", .width = 1, .style = STYLE_TEXT };

static int int_min(int a, int b)
{
	return a < b ? a : b;
}

static int int_max(int a, int b)
{
	return a > b ? a : b;
}

struct rect rect_part(struct rect r, int row, int col, int rows, int cols)
{
	int top = int_max(row, 0), left = int_max(col, 0);
	long bottom = (long)row + rows, right = (long)col + cols;       /* INT_MAX rows: all there are */

	bottom = bottom < r.rows ? bottom : r.rows;
	right = right < r.cols ? right : r.cols;
	return (struct rect){ r.row + top, r.col + left, int_max((int)bottom - top, 0), int_max((int)right - left, 0) };
}

/* The canvas. */

struct canvas *canvas_new(int rows, int cols, bool ascii)
{
	struct canvas *c = xcalloc(1, sizeof *c);

	c->ascii = ascii;
	canvas_resize(c, rows, cols);
	return c;
}

void canvas_free(struct canvas *c)
{
	if (c == NULL)
		return;
	free(c->cell);
	buf_release(&c->safe);
	free(c);
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
	c->rows = int_max(rows, 1);
	c->cols = int_max(cols, 1);
	c->cell = xreallocarray(c->cell, (size_t)c->rows * (size_t)c->cols, sizeof *c->cell);
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	size_t n = (size_t)c->rows * (size_t)c->cols;

	for (size_t i = 0; i < n; i++)
		c->cell[i] = blank;
	c->cursor_row = c->cursor_col = 0;
	c->cursor_visible = false;
}

struct rect canvas_rect(const struct canvas *c)
{
	return (struct rect){ 0, 0, c->rows, c->cols };
}

bool canvas_ascii(const struct canvas *c)
{
	return c->ascii;
}

const struct cell *canvas_cell(const struct canvas *c, int row, int col)
{
	assert(row >= 0 && row < c->rows && col >= 0 && col < c->cols);
	return &c->cell[(size_t)row * (size_t)c->cols + (size_t)col];
}

static struct cell *row_cells(struct canvas *c, int row)
{
	return &c->cell[(size_t)row * (size_t)c->cols];
}

/* What of `in` lies on the canvas, in its coordinates. */
static struct rect visible_part(const struct canvas *c, struct rect in)
{
	return rect_part(canvas_rect(c), in.row, in.col, in.rows, in.cols);
}

/* Whether row (relative to `in`) is on the canvas, and which of the canvas's columns are in it. */
static bool visible_row(const struct canvas *c, struct rect in, int row, int *left, int *right)
{
	if (row < 0 || row >= in.rows || in.row + row < 0 || in.row + row >= c->rows)
		return false;
	*left = int_max(in.col, 0);
	*right = int_min(in.col + in.cols, c->cols);
	return *left < *right;
}

/* Cells. */

/* Makes col the start of a cell: what reaches over it from the left becomes blanks. */
static void cell_part(struct canvas *c, int row, int col)
{
	struct cell *cells = row_cells(c, row);
	int first = col, last = col;

	if (col >= c->cols || cells[col].width != 0)
		return;
	while (first > 0 && cells[first].width == 0)
		first--;
	while (last + 1 < c->cols && cells[last + 1].width == 0)
		last++;
	for (int i = first; i <= last; i++) {
		enum style style = cells[i].style;

		cells[i] = blank;
		cells[i].style = (uint8_t)style;
	}
}

/* Text of len bytes, `width` columns wide and all on the canvas, at row, col. */
static void cell_put(struct canvas *c, int row, int col, enum style style, const char *text, size_t len, int width)
{
	struct cell *cells = row_cells(c, row);

	if (len >= 3 && memcmp(text + len - 3, "\u200d", 3) == 0)
		len -= 3;               /* of an emoji cut before the next one: must not join what comes there */
	assert(width > 0 && len < CELL_TEXT && col >= 0 && col + width <= c->cols);
	cell_part(c, row, col);
	cell_part(c, row, col + width);
	for (int i = 0; i < width; i++) {
		cells[col + i].text[0] = '\0';
		cells[col + i].width = 0;
		cells[col + i].style = (uint8_t)style;
		cells[col + i].line = 0;
	}
	memcpy(cells[col].text, text, len);
	cells[col].text[len] = '\0';
	cells[col].width = (uint8_t)width;
}

/* Text. */

static bool plain(char ch)
{
	return (unsigned char)ch < 0x80;
}

/* Columns of a character inside a grapheme: utf8_cp_width would show the joiners of an emoji. */
static size_t part_width(uint32_t cp)
{
	bool joiner = cp == 0x200d || cp == 0xfe0e || cp == 0xfe0f;

	return joiner ? 0 : (size_t)utf8_cp_width(cp);
}

/* The bytes of a grapheme too long for a cell that do go into one (Hangul and Indic letters join
 * without end): it is cut before a character that has columns of its own. */
static size_t cell_part_of(const char *s, size_t end, size_t *width)
{
	size_t fits = 0, wide = 0;
	uint32_t cp;

	*width = 0;
	for (size_t at = 0, n; at < end && (n = utf8_decode(s + at, end - at, &cp)) > 0; at += n) {
		size_t w = part_width(cp);

		if (w > 0 && at > 0) {
			fits = at;
			*width = wide;
		}
		wide += w;
		if (at + n >= CELL_TEXT)
			break;
	}
	return fits;
}

/* The bytes of s[0..len), which starts with a grapheme, that go into one cell, and their columns. */
static size_t cell_of(const char *s, size_t len, size_t *width)
{
	enum { GRAPHEME_MAX = 256 };            /* utf8_next takes in 32 characters at most */
	size_t end;

	if (plain(s[0]) && (len == 1 || plain(s[1]))) {
		*width = 1;
		return 1;
	}
	end = utf8_next(s, len < GRAPHEME_MAX ? len : GRAPHEME_MAX, 0);
	*width = utf8_width_n(s, end);
	return end < CELL_TEXT ? end : cell_part_of(s, end, width);
}

/* Draws s, which is safe, from col on within [left, right), all of them the canvas's columns.
 * Tabs become blanks to the next multiple of 8 after `col`. Returns the columns taken. */
static int put_safe(struct canvas *c, int row, int col, int left, int right, enum style style, const char *s, size_t len)
{
	int start = col;

	for (size_t at = 0, n; at < len; at += n) {
		size_t width;

		if (s[at] == '\t') {
			int stop = start + (col - start) / 8 * 8 + 8;

			for (n = 1; col < stop && col < right; col++)
				if (col >= left)
					cell_put(c, row, col, style, " ", 1, 1);
			continue;
		}
		n = cell_of(s + at, len - at, &width);
		if (n == 0)
			break;
		if (width == 0)
			continue;
		if (width > (size_t)int_max(right - col, 0))
			break;
		if (col >= left)
			cell_put(c, row, col, style, s + at, n, (int)width);
		col += (int)width;
	}
	return col - start;
}

/* Bytes that are enough to fill `columns`, whatever they are. */
static size_t most_bytes(const struct canvas *c, long columns)
{
	return (size_t)(columns > 0 ? columns + 1 : 1) * (c->ascii ? BYTES_PER_ASCII : BYTES_PER_COLUMN);
}

/* How many bytes of s need to be looked at to fill `columns`, cut between characters. */
static size_t enough(const struct canvas *c, const char *s, size_t len, long columns)
{
	size_t n = most_bytes(c, columns);

	if (len <= n)
		return len;
	while (n > 0 && utf8_is_tail(s[n]))
		n--;
	return n;
}

static size_t enough_of_string(const struct canvas *c, const char *s, long columns)
{
	return enough(c, s, strnlen(s, most_bytes(c, columns) + 1), columns);
}

static void make_safe(const struct canvas *c, struct buf *out, const char *s, size_t len, bool lines)
{
	buf_clear(out);
	if (c->ascii)
		utf8_ascii(out, s, len, lines);
	else
		utf8_clean(out, s, len, lines);
}

int canvas_textn(struct canvas *c, struct rect in, int row, int col, enum style style, const char *s, size_t len)
{
	int left, right;

	if (!visible_row(c, in, row, &left, &right) || in.col + col >= right)
		return 0;
	make_safe(c, &c->safe, s, enough(c, s, len, (long)right - in.col - col), false);
	return put_safe(c, in.row + row, in.col + col, left, right, style, buf_str(&c->safe), c->safe.len);
}

int canvas_text(struct canvas *c, struct rect in, int row, int col, enum style style, const char *s)
{
	return canvas_textn(c, in, row, col, style, s, enough_of_string(c, s, (long)in.cols - col));
}

int canvas_textf(struct canvas *c, struct rect in, int row, int col, enum style style, const char *fmt, ...)
{
	struct buf text = {0};
	va_list ap;
	int used;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	used = canvas_textn(c, in, row, col, style, buf_str(&text), text.len);
	buf_release(&text);
	return used;
}

/* The columns of s as it would be drawn, looking at no more than it takes to exceed `columns`. */
static int columns_of(struct canvas *c, const char *s, int columns)
{
	make_safe(c, &c->safe, s, enough_of_string(c, s, (long)columns + 1), false);
	return (int)utf8_width_n(buf_str(&c->safe), c->safe.len);
}

int canvas_text_right(struct canvas *c, struct rect in, int row, enum style style, const char *s)
{
	return canvas_text(c, in, row, int_max(in.cols - columns_of(c, s, in.cols), 0), style, s);
}

int canvas_text_cut(struct canvas *c, struct rect in, int row, int col, int cols, enum style style, const char *s)
{
	struct rect part = { in.row, in.col, in.rows, int_min(in.cols, col + cols) };
	int dots = c->ascii ? 3 : 1, room = part.cols - col;

	if (columns_of(c, s, room) <= room)
		return canvas_text(c, part, row, col, style, s);
	if (room < dots)
		return canvas_text(c, part, row, col, style, room > 0 ? "..." : "");
	part.cols -= dots;
	dots = canvas_text(c, part, row, col, style, s);
	part.cols = int_min(in.cols, col + cols);
	return dots + canvas_text(c, part, row, col + dots, style, c->ascii ? "..." : "…");
}

int canvas_paragraph(struct canvas *c, struct rect in, enum style style, const char *s)
{
	size_t at = 0, next, n;
	int row = 0, left, right;

	if (in.rows <= 0 || in.cols <= 0)
		return 0;
	make_safe(c, &c->safe, s, enough_of_string(c, s, ((long)in.cols + 1) * in.rows), true);
	for (; row < in.rows && at < c->safe.len; row++, at = next) {
		n = utf8_wrap(c->safe.data, c->safe.len, at, (size_t)in.cols, &next);
		if (visible_row(c, in, row, &left, &right))
			put_safe(c, in.row + row, in.col, left, right, style, c->safe.data + at, n);
	}
	return row;
}

int canvas_paragraph_rows(const struct canvas *c, int cols, const char *s)
{
	struct buf safe = {0};
	size_t at = 0, next;
	int rows = 0;

	make_safe(c, &safe, s, strlen(s), true);
	for (; at < safe.len; rows++, at = next)
		utf8_wrap(safe.data, safe.len, at, (size_t)int_max(cols, 1), &next);
	buf_release(&safe);
	return rows;
}

/* Areas. */

void canvas_fill(struct canvas *c, struct rect in, const char *ch, enum style style)
{
	struct rect part = visible_part(c, in);
	struct buf safe = {0};
	size_t width, n;

	make_safe(c, &safe, ch, strlen(ch), false);
	n = safe.len > 0 ? cell_of(safe.data, safe.len, &width) : 0;
	for (int row = part.row; n > 0 && row < part.row + part.rows; row++) {
		int end = part.col + part.cols;

		for (int col = part.col; width > 0 && col + (int)width <= end; col += (int)width)
			cell_put(c, row, col, style, safe.data, n, (int)width);
	}
	buf_release(&safe);
}

void canvas_style(struct canvas *c, struct rect in, enum style style)
{
	struct rect part = visible_part(c, in);

	for (int row = part.row; row < part.row + part.rows; row++)
		for (int col = part.col; col < part.col + part.cols; col++)
			row_cells(c, row)[col].style = (uint8_t)style;
}

void canvas_copy(struct canvas *c, struct rect in, const struct canvas *from, int row, int col)
{
	struct rect part = visible_part(c, in);

	assert(from != c);
	for (int r = part.row; r < part.row + part.rows; r++) {
		int source = row + r - in.row, end = part.col + part.cols;

		for (int to = part.col, width; to < end; to += width) {
			int at = col + to - in.col;
			const struct cell *cell = &blank;

			if (source >= 0 && source < from->rows && at >= 0 && at < from->cols)
				cell = canvas_cell(from, source, at);
			width = int_max(cell->width, 1);
			if (cell->width == 0 || to + width > end) {
				cell_put(c, r, to, cell->style, " ", 1, 1);
				width = 1;
				continue;
			}
			cell_put(c, r, to, cell->style, cell->text, strlen(cell->text), width);
			row_cells(c, r)[to].line = cell->line;
		}
	}
}

/* Lines. */

static const char *line_text(const struct canvas *c, int arms)
{
	static const char *const glyph[] = {
		" ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
	};

	if (!c->ascii)
		return glyph[arms];
	if ((arms & (ARM_UP | ARM_DOWN)) == 0)
		return "-";
	return (arms & (ARM_LEFT | ARM_RIGHT)) == 0 ? "|" : "+";
}

static void line_put(struct canvas *c, struct rect in, int row, int col, enum style style, int arms)
{
	int left, right;
	const char *text;

	if (!visible_row(c, in, row, &left, &right) || in.col + col < left || in.col + col >= right)
		return;
	row += in.row;
	col += in.col;
	arms |= row_cells(c, row)[col].line;
	text = line_text(c, arms);
	cell_put(c, row, col, style, text, strlen(text), 1);
	row_cells(c, row)[col].line = (uint8_t)arms;
}

void canvas_hline(struct canvas *c, struct rect in, int row, int col, int cols, enum style style)
{
	for (int i = 0; i < cols; i++)
		line_put(c, in, row, col + i, style, cols == 1 ? ARM_LEFT | ARM_RIGHT :
		    (i > 0 ? ARM_LEFT : 0) | (i < cols - 1 ? ARM_RIGHT : 0));
}

void canvas_vline(struct canvas *c, struct rect in, int row, int col, int rows, enum style style)
{
	for (int i = 0; i < rows; i++)
		line_put(c, in, row + i, col, style, rows == 1 ? ARM_UP | ARM_DOWN :
		    (i > 0 ? ARM_UP : 0) | (i < rows - 1 ? ARM_DOWN : 0));
}

/* Eighths (or whole columns in ASCII, `steps` 1) of a bar that stand for part of whole. */
static long bar_steps(long part, long whole, long all)
{
	long done;

	if (whole <= 0 || part <= 0)
		return 0;
	if (part >= whole)
		return all;
	done = (long)((double)part / (double)whole * (double)all + 0.5);
	return done < 1 ? 1 : done >= all && all > 1 ? all - 1 : done;
}

void canvas_bar(struct canvas *c, struct rect in, int row, int col, int cols, enum style style, long part, long whole)
{
	static const char *const eighth[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" };
	int steps = c->ascii ? 1 : 8;
	long done = bar_steps(part, whole, (long)cols * steps);

	for (int i = 0; i < cols; i++, done -= steps) {
		if (done <= 0)
			canvas_text(c, in, row, col + i, STYLE_DIM, c->ascii ? "." : "░");
		else if (c->ascii)
			canvas_text(c, in, row, col + i, style, "#");
		else
			canvas_text(c, in, row, col + i, style, eighth[done < 8 ? done : 8]);
	}
}

/* Cursor. */

void canvas_cursor(struct canvas *c, int row, int col)
{
	c->cursor_row = int_max(int_min(row, c->rows - 1), 0);
	c->cursor_col = int_max(int_min(col, c->cols - 1), 0);
	c->cursor_visible = true;
}

void canvas_cursor_visible(struct canvas *c, bool visible)
{
	c->cursor_visible = visible;
}

bool canvas_cursor_at(const struct canvas *c, int *row, int *col)
{
	*row = c->cursor_row;
	*col = c->cursor_col;
	return c->cursor_visible;
}

/* Dumps. */

static void trim_line(struct buf *out, size_t start, char ch)
{
	while (out->len > start && out->data[out->len - 1] == ch)
		buf_remove(out, out->len - 1, 1);
	buf_addc(out, '\n');
}

void canvas_dump(const struct canvas *c, struct buf *out)
{
	for (int row = 0; row < c->rows; row++) {
		size_t start = out->len;

		for (int col = 0; col < c->cols; col++)
			buf_add(out, canvas_cell(c, row, col)->text);
		trim_line(out, start, ' ');
	}
}

void canvas_dump_styles(const struct canvas *c, struct buf *out)
{
	for (int row = 0; row < c->rows; row++) {
		size_t start = out->len;

		for (int col = 0; col < c->cols; col++) {
			int style = canvas_cell(c, row, col)->style;

			buf_addc(out, (char)(style == STYLE_TEXT ? '.' : 'a' + style - 1));
		}
		trim_line(out, start, '.');
	}
}
