/* A theme's colours in those a terminal has. No curses. */
#ifndef TUI_TERM_COLOUR_H
#define TUI_TERM_COLOUR_H

#include <stdbool.h>

#include "catalogue/theme.h"

/* What a terminal can show: `count` palette colours (8 at least), or direct ones by their RGB. */
struct term_colours {
	int count;
	bool direct;
};

/* The number to give to curses for a struct look's colour; COLOUR_DEFAULT stays. *bright: with 8 colours,
 * that it is one of the bright eight and wants bold. */
int term_colour(const struct term_colours *c, int colour, bool *bright);

struct term_pair {
	int fg, bg;
	bool bright;
};
/* Both colours of a look. Where the nearest the terminal has lie too close to each other to be read, the
 * text is black or white instead: themes are written for more colours than some terminals have. */
struct term_pair term_colour_pair(const struct term_colours *c, const struct look *look);

#endif
