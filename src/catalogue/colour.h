/* The colours of looks (theme.h) as numbers: what they are, and how well one is read on another. */
#ifndef CATALOGUE_COLOUR_H
#define CATALOGUE_COLOUR_H

#include <stdbool.h>

enum {
	COLOUR_NAMED = 16,              /* palette colours that every terminal lets its user choose: we do not know them */
	COLOUR_PALETTE = 256,
	COLOUR_RGB = 0x1000000,         /* | rgb: a direct colour */
};

/* 0xrrggbb of a colour that is the same on every terminal; -1 for one of the user's own. */
int colour_rgb(int colour);
/* The contrast of two 0xrrggbb, 1 (none) to 21. Source: WCAG 2.2, contrast ratio and relative luminance. */
double colour_contrast(int rgb, int other);

#endif
