/* Colours: from the palette of 256 or RGB to what a terminal has. */
#include "config.h"

#include <limits.h>

#include "catalogue/theme.h"
#include "tui/term_colour.h"

enum { RGB = 0x1000000, PALETTE = 256, CUBE = 16, GREYS = 232 };

/* xterm's colours; the first 16 are the user's own to change, the rest are the same everywhere. */
static int palette_rgb(int i)
{
	static const int first[CUBE] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	};
	static const int level[] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };

	if (i < CUBE)
		return first[i];
	if (i >= GREYS)
		return (8 + 10 * (i - GREYS)) * 0x010101;
	i -= CUBE;
	return level[i / 36] << 16 | level[i / 6 % 6] << 8 | level[i % 6];
}

static int distance(int a, int b)
{
	int red = (a >> 16 & 0xff) - (b >> 16 & 0xff), green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
	int blue = (a & 0xff) - (b & 0xff);

	return 2 * red * red + 4 * green * green + 3 * blue * blue;     /* about as the eye has it */
}

static int nearest(int rgb, int from, int to)
{
	int best = from, least = INT_MAX;

	for (int i = from; i < to; i++) {
		int d = distance(rgb, palette_rgb(i));

		if (d < least) {
			least = d;
			best = i;
		}
	}
	return best;
}

/* Terminals with direct colour keep 0 to 7 for the palette. */
static int direct(int colour)
{
	int rgb = (colour & RGB) != 0 ? colour & (RGB - 1) : colour < 8 ? colour : palette_rgb(colour);

	return (colour & RGB) != 0 || colour >= 8 ? (rgb < 8 ? 0 : rgb) : rgb;
}

int term_colour(const struct term_colours *c, int colour, bool *bright)
{
	int best;

	*bright = false;
	if (colour < 0)
		return COLOUR_DEFAULT;
	if (c->direct)
		return direct(colour);
	if ((colour & RGB) == 0 && colour < c->count && colour < PALETTE)
		return colour;
	if (c->count >= PALETTE)
		return nearest(colour, CUBE, PALETTE);
	best = (colour & RGB) == 0 && colour < CUBE ? colour :
	    nearest((colour & RGB) != 0 ? colour & (RGB - 1) : palette_rgb(colour % PALETTE), 0, CUBE);
	*bright = best >= 8 && c->count < CUBE;
	return best >= 8 && c->count < CUBE ? best - 8 : best;
}
