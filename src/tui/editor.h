/* A text in a pane: wrapped softly between words, scrolled, drawn.
 *
 * The pane's last column is kept free for the cursor behind a full row and for the marks that say
 * that there is more above or below. A row ends behind the last blank that fits; one blank more
 * may hang over its edge; a word longer than a row is broken between graphemes. Everything is
 * settled in commands (the cursor is always in the pane); drawing only reads. */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "tui/canvas.h"
#include "tui/text.h"
#include "tui/text_find.h"

enum editor_command {
	EDITOR_LEFT, EDITOR_RIGHT, EDITOR_UP, EDITOR_DOWN, EDITOR_WORD_LEFT, EDITOR_WORD_RIGHT,
	EDITOR_LINE_START, EDITOR_LINE_END,     /* of the row; once more: of the line */
	EDITOR_PAGE_UP, EDITOR_PAGE_DOWN, EDITOR_PARAGRAPH_UP, EDITOR_PARAGRAPH_DOWN,
	EDITOR_TEXT_START, EDITOR_TEXT_END,
	EDITOR_SELECT,                          /* added to one of the above: the selection grows */
	EDITOR_SELECT_LAST = EDITOR_SELECT + EDITOR_TEXT_END,
	EDITOR_SELECT_ALL,
	EDITOR_BACKSPACE, EDITOR_DELETE, EDITOR_WORD_BACKSPACE, EDITOR_WORD_DELETE,
	EDITOR_KILL_TO_START, EDITOR_KILL_TO_END,       /* of the line; at its end its newline */
	EDITOR_NEWLINE, EDITOR_REWRAP, EDITOR_UNDO, EDITOR_REDO, EDITOR_CUT, EDITOR_COPY, EDITOR_PASTE,
	EDITOR_COMMAND_COUNT
};

/* For the table of keys, help and the manual: "word-left", "select-word-left"; one line of help.
 * Both NULL where there is no command. */
const char *editor_command_name(enum editor_command command);
const char *editor_command_help(enum editor_command command);
bool editor_command_read(const char *name, enum editor_command *command);

struct editor;
/* `clipboard` is borrowed: what is cut in one editor is pasted in another, and what is deleted by words or
 * to the start or end of a line; several such deletions in a row are pasted together. `ascii`: as the canvas. */
struct editor *editor_new(enum text_kind kind, bool ascii, struct buf *clipboard);
void editor_free(struct editor *e);

/* As text_set; the cursor as near to `cursor` as can be (a draft's). */
bool editor_set(struct editor *e, const char *s, size_t len, size_t cursor, struct err *err);
const struct text *editor_text(const struct editor *e);
/* The pane's size; at least 1 each is taken. To be called before drawing, and when it changes. */
void editor_resize(struct editor *e, int rows, int cols);

/* false: refused or nothing to do, and the reason for the user's message line in err. */
bool editor_command(struct editor *e, enum editor_command command, struct err *err);
bool editor_type(struct editor *e, const char *utf8, struct err *err);
bool editor_paste(struct editor *e, const char *bytes, size_t len, struct text_taken *taken, struct err *err);
/* From outside: the whole contents (text_put), or all of the hits (text_replace), as one step. */
bool editor_put(struct editor *e, const char *bytes, size_t len, struct text_taken *taken, struct err *err);
bool editor_replace(struct editor *e, const struct text_hits *hits, const char *with, struct err *err);

/* Looking around without losing one's place: selects from..to with the cursor at `from`, shown. */
void editor_show(struct editor *e, size_t from, size_t to);
struct editor_place {
	size_t cursor, anchor, top;
};
struct editor_place editor_place(const struct editor *e);
void editor_return(struct editor *e, const struct editor_place *place);
/* What is drawn as found: borrowed until the next; NULL or "": nothing. */
void editor_highlight(struct editor *e, const char *needle);

/* A mouse button at a row and column of the pane; `select`: dragged. */
void editor_point(struct editor *e, int row, int col, bool select);
void editor_pause(struct editor *e);                    /* the hand rested: ends the step of undo */

/* Draws into `in`, whose size was last given to editor_resize. Places the real cursor if focused. */
void editor_draw(const struct editor *e, struct canvas *c, struct rect in, enum style style, bool focused);
/* Where the cursor is in the pane; what editor_draw uses. */
void editor_cursor(const struct editor *e, int *row, int *col);
/* The rows that the whole text takes in `cols` columns, at most `most`: for sizing a pane. */
int editor_rows(const struct editor *e, int cols, int most);

#endif
