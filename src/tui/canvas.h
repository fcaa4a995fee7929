/* A grid of cells to draw on, and its dump as text. Knows nothing of a terminal: term.c puts it
 * on the screen, tests dump it.
 *
 * All text is foreign text here: it is made safe (utf8_clean, or utf8_ascii on an ASCII canvas)
 * on its way into the cells, so that whoever shows cells need not look again. A grapheme that is
 * several columns wide is in its first cell; it is never cut in half by an edge, and what
 * overwrites a part of it blanks the rest. Nothing here fails: what is outside is not drawn. */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "catalogue/theme.h"

enum { CELL_TEXT = 37 };                /* bytes with NUL: a base and the 8 marks utf8_clean lets pass */

struct cell {
	char text[CELL_TEXT];           /* a grapheme, " " for a blank, "" where one to the left reaches in */
	uint8_t width;                  /* columns; 0 where text is "" (ZWJ emoji may have 6 and more) */
	uint8_t style;                  /* enum style */
	uint8_t line;                   /* a line's arms, for joins; 0 for text */
};

struct rect {
	int row, col, rows, cols;
};

/* The part of r at row, col (relative to r) of that size, cut to r: never negative in size. */
static inline int clamp(int x, int low, int high)       /* low, where they cross */
{
	x = x > high ? high : x;
	return x < low ? low : x;
}
struct rect rect_part(struct rect r, int row, int col, int rows, int cols);

struct canvas;
struct canvas *canvas_new(int rows, int cols, bool ascii);      /* blank; ascii: only bytes 32 to 126 */
void canvas_free(struct canvas *c);
void canvas_resize(struct canvas *c, int rows, int cols);       /* blank again */
void canvas_clear(struct canvas *c);                            /* all blank STYLE_TEXT, cursor hidden */
struct rect canvas_rect(const struct canvas *c);                /* the whole */
bool canvas_ascii(const struct canvas *c);
const struct cell *canvas_cell(const struct canvas *c, int row, int col);       /* must be inside */

/* All of these take a rect `in` that clips, and rows and columns relative to it. The rect may
 * reach outside the canvas, and row and col outside the rect.
 *
 * One line of text; newlines and tabs are shown as ^J and ^I. Returns the columns it took, those
 * left of the rect included. Looks only at as much of s as fits. */
int canvas_text(struct canvas *c, struct rect in, int row, int col, enum style style, const char *s);
int canvas_textn(struct canvas *c, struct rect in, int row, int col, enum style style, const char *s, size_t len);
int canvas_textf(struct canvas *c, struct rect in, int row, int col, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
/* Ends at the rect's right edge; begins at its left edge if it is too long. */
int canvas_text_right(struct canvas *c, struct rect in, int row, enum style style, const char *s);
/* In at most `cols` columns, with "…" ("..." in ASCII) at the end if it did not fit. */
int canvas_text_cut(struct canvas *c, struct rect in, int row, int col, int cols, enum style style, const char *s);
/* Wrapped to the rect's width. Returns the rows used, at most in.rows. */
int canvas_paragraph(struct canvas *c, struct rect in, enum style style, const char *s);
/* The rows it would use in `cols` columns, however many. */
int canvas_paragraph_rows(const struct canvas *c, int cols, const char *s);

void canvas_fill(struct canvas *c, struct rect in, const char *ch, enum style style);   /* ch: one grapheme */
void canvas_style(struct canvas *c, struct rect in, enum style style);                  /* text stays */

/* Lines join where they cross or end on another: a box is two hlines and two vlines that share
 * their corners, a divided box one more line that starts and ends on the frame. */
void canvas_hline(struct canvas *c, struct rect in, int row, int col, int cols, enum style style);
void canvas_vline(struct canvas *c, struct rect in, int row, int col, int rows, enum style style);

/* part of whole as a bar of `cols` columns in eighths (ASCII: '#' and '.'), the rest in STYLE_DIM.
 * Something is never shown as nothing, nor less than all as all. */
void canvas_bar(struct canvas *c, struct rect in, int row, int col, int cols, enum style style, long part, long whole);

/* The cells of `from` starting at its row and col into the rect: for panes that scroll what was
 * drawn on a taller canvas. `from` must be another canvas. */
void canvas_copy(struct canvas *c, struct rect in, const struct canvas *from, int row, int col);

/* Where the terminal's own cursor is to stand, relative to the canvas; cut to it. Makes it visible. */
void canvas_cursor(struct canvas *c, int row, int col);
void canvas_cursor_visible(struct canvas *c, bool visible);
bool canvas_cursor_at(const struct canvas *c, int *row, int *col);      /* whether it is visible */

/* Lines without trailing blanks, one a row. Styles: '.' for STYLE_TEXT, then 'a' for the next of
 * enum style and so on, without trailing dots. */
void canvas_dump(const struct canvas *c, struct buf *out);
void canvas_dump_styles(const struct canvas *c, struct buf *out);

#endif
