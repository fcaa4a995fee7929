/* What tests/draw-frames and its test say to each other: the file, mapped by both, in which the program puts what
 * it has drawn before it shows it. */
#ifndef TESTS_FRAMES_H
#define TESTS_FRAMES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { FRAMES_ROWS_MAX = 60, FRAMES_COLS_MAX = 200, FRAMES_CELL_TEXT = 40 };

struct frames_look {
	int fg, bg;             /* in the terminal's own colours, -1: its default */
	unsigned attr;          /* ATTR_* of catalogue/theme.h */
};

/* A cell of the canvas. */
struct frames_cell {
	char text[FRAMES_CELL_TEXT];
	uint8_t width;
	struct frames_look look;
};

struct frames_shown {
	atomic_int frames;      /* drawn so far; 0 while the rest is written */
	int rows, cols;
	int cursor_row, cursor_col;
	bool cursor_visible;
	struct frames_look text;        /* of blanks in place of what cannot be shown */
	struct frames_cell cell[FRAMES_ROWS_MAX * FRAMES_COLS_MAX];
};

#endif
