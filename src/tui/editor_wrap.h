/* Private to editor*.c: the rows that a text is laid out in.
 *
 * A row is found by starting from the row before it, so the start of its line is where all begins.
 * Long lines get checkpoints on the way, which stay as long as what they depend on. */
#ifndef TUI_EDITOR_WRAP_H
#define TUI_EDITOR_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "tui/text.h"

/* Graphemes one after the other, with their columns. */
enum { UNIT_MAX = 256 };                /* bytes; text_next takes in less */
struct unit {
	size_t at, len;
	int col, width;
	bool plain;                     /* one printable ASCII character */
	bool blank, tab;
};
struct walk {
	const struct text *text;
	bool ascii;
	size_t at;
	int col;
	struct buf safe;
};
void walk_start(struct walk *w, const struct text *t, bool ascii, size_t at);
bool walk_next(struct walk *w, struct unit *u);         /* false: a newline or the end is next */
void walk_end(struct walk *w);

struct row {
	size_t start, end;              /* end: where the next row starts, or the line ends */
	size_t seen;                    /* its end depends on nothing from here on */
	bool last;                      /* of its line */
};

struct checkpoint {
	uint32_t start, seen;           /* the start of a row, and what that depends on */
};
struct checkpoints {                    /* of one long line */
	size_t line_start;
	struct checkpoint *item;
	size_t n, cap;
	bool used;
};
enum { WRAP_LINES = 4 };
struct wrap {
	struct text *text;
	bool ascii;
	int cols;                       /* for text */
	struct checkpoints line[WRAP_LINES];
	int turn;                       /* which is given up next */
};

void wrap_release(struct wrap *w);
void wrap_set_cols(struct wrap *w, int cols);

void wrap_row(const struct wrap *w, size_t start, struct row *row);             /* of the row that starts there */
bool wrap_next(const struct wrap *w, struct row *row);                          /* false: it is the last of all */
void wrap_find(struct wrap *w, size_t at, struct row *row);                     /* the row that `at` is in */
bool wrap_prev(struct wrap *w, struct row *row);                                /* false: it is the first of all */
int wrap_col(const struct wrap *w, const struct row *row, size_t at);           /* of a place in it */
size_t wrap_at(const struct wrap *w, const struct row *row, int col);           /* the place in the row nearest to col */
size_t wrap_end(const struct wrap *w, const struct row *row);                   /* the last place that is in the row */

#endif
