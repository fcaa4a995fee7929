/* Text being edited: bytes, cursor, selection, undo. No drawing, no keys, no clock.
 *
 * It is valid UTF-8 throughout. Places are byte offsets, always between characters; motions and
 * deletions go by graphemes. What an operation costs depends on what it touches, not on how long
 * the text is. A typed or pasted text never holds control characters, which no field takes. */
#ifndef TUI_TEXT_H
#define TUI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum text_kind {
	TEXT_LINES,             /* at most FIELD_TEXT_MAX bytes */
	TEXT_LINE,              /* no newlines nor tabs, at most FIELD_LINE_MAX characters */
};

enum text_motion {
	TEXT_LEFT, TEXT_RIGHT,
	TEXT_WORD_LEFT, TEXT_WORD_RIGHT,        /* to the start of this or the last word, the end of this or the next */
	TEXT_LINE_START, TEXT_LINE_END,         /* between newlines */
	TEXT_PARAGRAPH_UP, TEXT_PARAGRAPH_DOWN, /* to the next blank line beyond a line with text */
	TEXT_START, TEXT_END,
	TEXT_MOTION_COUNT
};

/* What became of a text on its way in, for telling the user; all 0 if nothing. */
struct text_taken {
	size_t joined;          /* newlines that became blanks (TEXT_LINE) */
	size_t dropped;         /* control characters left out */
	size_t repaired;        /* bytes that were no UTF-8 and became U+FFFD */
};

struct text;
struct text *text_new(enum text_kind kind);
void text_free(struct text *t);

/* The whole contents, as they are stored: nothing is left out, except that newlines become blanks
 * in a TEXT_LINE. The cursor is at the start, nothing is left to undo. ERR_INPUT: too long, not
 * UTF-8; then nothing has changed. */
bool text_set(struct text *t, const char *s, size_t len, struct err *err);
void text_get(const struct text *t, struct buf *out);           /* adds all of it */
size_t text_len(const struct text *t);
enum text_kind text_kind(const struct text *t);
uint64_t text_revision(const struct text *t);                   /* another number after every change, undo too */

/* Reading. Offsets up to text_len. */
const char *text_peek(const struct text *t, size_t at, size_t *len);    /* bytes that lie together from `at` on; 0 at the end */
/* The len bytes at `at` in one piece: in place, or put into `scratch` (of at least len). */
const char *text_bytes(const struct text *t, size_t at, size_t len, char *scratch);
void text_copy(const struct text *t, size_t from, size_t to, struct buf *out);  /* adds */
size_t text_next(const struct text *t, size_t at);              /* past the grapheme there; the end stays */
size_t text_prev(const struct text *t, size_t at);              /* before the grapheme that ends there; 0 stays */
size_t text_where(const struct text *t, size_t at, enum text_motion motion);    /* where a motion leads */
size_t text_lines(const struct text *t);                        /* newlines + 1 */
size_t text_line_at(const struct text *t, size_t at);           /* from 0 */
size_t text_line_start(const struct text *t, size_t line);
size_t text_line_end(const struct text *t, size_t line);        /* before its newline */
/* Of the whole text. A word has a letter or digit; apostrophes, hyphens and points inside do not part it; a
 * CJK character is one. Characters are code points. */
size_t text_words(const struct text *t);
size_t text_characters(const struct text *t);

/* Cursor and selection: what is between the anchor and the cursor. */
size_t text_cursor(const struct text *t);
bool text_selection(const struct text *t, size_t *from, size_t *to);    /* false: nothing is selected */
/* To an offset (moved back between characters), or by a motion; `select` leaves the anchor.
 * Without it left and right only end a selection, at its side. */
void text_go(struct text *t, size_t at, bool select);
void text_move(struct text *t, enum text_motion motion, bool select);
void text_select_all(struct text *t);

/* Changes. Each replaces the selection. Typing, and deleting by characters, goes together into
 * one step of undo: a word with its blanks, until a motion, another operation, or text_pause.
 * ERR_INPUT: the limit would be passed; then nothing has changed, not even the selection. */
bool text_type(struct text *t, const char *s, struct err *err);
bool text_newline(struct text *t, struct err *err);             /* a TEXT_LINE refuses */
/* A new line that goes on as this one began: with its leading blanks, and in a list with the next mark
 * ("- ", "* ", "+ ", "• ", "1. ", "1) "). On an empty item the list ends: its mark goes. One step. */
bool text_newline_on(struct text *t, struct err *err);
/* The lines of the paragraph at the cursor, or of all that the selection touches, become one flowing line
 * each; items of a list stay apart, as does what is indented deeper than the line before. One step;
 * the cursor stays where it was in the words. ERR_INPUT: nothing to join there. */
bool text_rewrap(struct text *t, struct err *err);
/* The whole contents anew, from outside: any bytes. One step, nothing if they are the same; what they have in common
 * with the old ones at either end stays, and so does the cursor in front of it or at the very end. */
bool text_put(struct text *t, const char *s, size_t len, struct text_taken *taken, struct err *err);
/* A paste, or what else comes from outside: any bytes. One step. `taken` may be NULL. In a
 * TEXT_LINE newlines at either end vanish. */
bool text_insert(struct text *t, const char *s, size_t len, struct text_taken *taken, struct err *err);
/* The selection, or from the cursor to where the motion leads (TEXT_LINE_END at the end of a
 * line: its newline). false: nothing there. */
bool text_delete(struct text *t, enum text_motion motion);
bool text_undo(struct text *t);                                 /* false: nothing to undo */
bool text_redo(struct text *t);
void text_pause(struct text *t);                                /* the hand rested */

/* The first offset changed since this was last asked, SIZE_MAX for none: for one cache of layout. */
size_t text_take_changed(struct text *t);

#endif
