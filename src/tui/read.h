/* The Read-through's inside, for read*.c: the document as one long text, a cursor on its lines, marks and notes.
 *
 * Every line knows its place in the document, and by that the cursor and the window stay where they are when the
 * text is made anew. Notes are read from the file only near what is in sight: elsewhere a note is one line that waits. */
#ifndef TUI_READ_H
#define TUI_READ_H

#include "core/reading.h"
#include "tui/ui.h"

static inline int read_clamp(int x, int low, int high)
{
	if (x > high)
		x = high;
	return x < low ? low : x;
}

enum { READ_TEXT_COLS = 78 };           /* longer lines are hard to read */
enum { READ_OUTLINE_COLS = 120 };       /* columns of the screen from which an outline stands at the left */
enum { READ_NOTES_COLS = 160 };         /* and notes at the right */

enum read_part { READ_WORDING, READ_NOTE, READ_STRATEGIES, READ_GUIDANCE, READ_LIST };

struct read_place {
	int node;                       /* NODE_NONE: before the first theme, or in READ_LIST the heading of the notes */
	enum read_part part;
	int at;                         /* line within the part */
};
enum read_stop { READ_NO_STOP, READ_CLAIM_STOP, READ_SECTION_STOP };
struct read_line {
	struct read_place place;
	enum read_stop stop;            /* the heading of a claim or section */
	bool waits;                     /* a note that was not read from the file yet */
};

struct read_view {
	struct layer layer;
	struct page text, outline, notes;
	struct read_line *line;         /* one each of text.line */
	size_t n_lines, cap_lines;
	bool *guidance;                 /* by section: shown; the last is that of the Code as a whole */
	bool *near;                     /* by node, twice: notes to be read from the file, in the text and in the list at its end */
	int cursor, top, rows;          /* lines; rows of the window as laid out last */
	int outline_cols, text_cols, notes_cols;
	struct read_place kept;         /* of the last session */
	bool has_kept, begun;
};

struct read_view *read_of(struct layer *l);
const struct read_view *read_in(const struct layer *l);

/* read_text.c */
void read_text(const struct ui *ui, struct read_view *v);

/* read_beside.c */
void read_outline(const struct ui *ui, struct read_view *v);
void read_notes(const struct ui *ui, struct read_view *v);

/* read_draw.c */
void read_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body);

/* read.c */
/* What the cursor stands in; section NODE_NONE: the notes at the end, or nothing. */
int read_node(const struct read_view *v);
int read_section(const struct ui *ui, const struct read_view *v);
bool read_on_note(const struct read_view *v);
/* After the cursor or the window was moved: both are inside, and the notes in sight are read from the file. */
void read_settle(const struct ui *ui, struct read_view *v);
/* The cursor on a line, with as much of what follows in sight as fits. */
void read_show_from(const struct ui *ui, struct read_view *v, int line);
/* The line of a node's heading; of NODE_NONE, that of the notes at the end. */
int read_heading(const struct read_view *v, int node);

/* read_move.c */
/* From anywhere to the first section that was not read; where one came from is remembered. */
void read_go_unread(struct ui *ui);
/* The text is made anew where it is stale; then the cursor goes to the heading of `node`, or for NODE_NONE to the notes at the end. */
void read_go(struct ui *ui, int node);
/* To the next (1) or previous (-1) heading of this kind at least; false: there is none. */
bool read_step(struct ui *ui, int way, enum read_stop least);
bool read_move(struct ui *ui, struct layer *l, int m);
bool read_event(struct ui *ui, struct layer *l, const struct event *ev);

/* read_note.c: Enter on a note. */
void read_use_note(struct ui *ui, int node);

#endif
