/* Colours: from the palette of 256 or RGB to what a terminal has. */
#include "config.h"

#include <limits.h>

#include "catalogue/colour.h"
#include "tui/term_colour.h"

/* xterm's colours; the first 16 are the user's own to change, the rest are the same everywhere. */
static int palette_rgb(int i)
{
	static const int first[COLOUR_NAMED] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	};

	return i < COLOUR_NAMED ? first[i] : colour_rgb(i);
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
	int rgb = (colour & COLOUR_RGB) != 0 ? colour & (COLOUR_RGB - 1) : colour < 8 ? colour : palette_rgb(colour);

	return (colour & COLOUR_RGB) != 0 || colour >= 8 ? (rgb < 8 ? 0 : rgb) : rgb;
}

int term_colour(const struct term_colours *c, int colour, bool *bright)
{
	int best;

	*bright = false;
	if (colour < 0)
		return COLOUR_DEFAULT;
	if (c->direct)
		return direct(colour);
	if ((colour & COLOUR_RGB) == 0 && colour < c->count && colour < COLOUR_PALETTE)
		return colour;
	if (c->count >= COLOUR_PALETTE)
		return nearest(colour, COLOUR_NAMED, COLOUR_PALETTE);
	best = (colour & COLOUR_RGB) == 0 && colour < COLOUR_NAMED ? colour :
	    nearest((colour & COLOUR_RGB) != 0 ? colour & (COLOUR_RGB - 1) : palette_rgb(colour % COLOUR_PALETTE), 0, COLOUR_NAMED);
	*bright = best >= 8 && c->count < COLOUR_NAMED;
	return best >= 8 && c->count < COLOUR_NAMED ? best - 8 : best;
}

/* ---- both colours of a look --------------------------------------------------------------------- */

#define LEGIBLE 3.0             /* WCAG 2.2, 1.4.3, of large text: the least that is asked anywhere */

enum { BLACK = 0, WHITE = 7 };

/* The user's own choice among the terminal's colours is left alone; only what was brought down is judged,
 * as a terminal shows it that makes nothing bright. Of 256 colours there is always one near enough. */
static bool lost(const struct term_colours *c, const struct look *look, const struct term_pair *to)
{
	if (c->direct || c->count >= COLOUR_PALETTE || look->fg < 0 || look->bg < 0)
		return false;
	if (to->fg == look->fg && to->bg == look->bg && !to->bright)
		return false;
	return colour_contrast(palette_rgb(to->fg), palette_rgb(to->bg)) < LEGIBLE;
}

struct term_pair term_colour_pair(const struct term_colours *c, const struct look *look)
{
	struct term_pair to = { .bright = false };
	bool unused;

	to.fg = term_colour(c, look->fg, &to.bright);
	to.bg = term_colour(c, look->bg, &unused);
	if (!lost(c, look, &to))
		return to;
	int ground = palette_rgb(to.bg);
	bool black = colour_contrast(palette_rgb(BLACK), ground) > colour_contrast(palette_rgb(WHITE), ground);
	to.fg = black ? BLACK : WHITE;
	to.bright = false;
	return to;
}
