/* Red, green and blue of palette colours, and contrast. */
#include "config.h"

#include <math.h>

#include "catalogue/colour.h"

/* The cube of 6 x 6 x 6 and the greys are xterm's, and everybody's since. */
int colour_rgb(int colour)
{
	static const int level[] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };
	int i = colour - COLOUR_NAMED, greys = COLOUR_NAMED + 6 * 6 * 6;

	if (colour >= COLOUR_RGB)
		return colour & (COLOUR_RGB - 1);
	if (colour < COLOUR_NAMED || colour >= COLOUR_PALETTE)
		return -1;
	if (colour >= greys)
		return (8 + 10 * (colour - greys)) * 0x010101;
	return level[i / 36] << 16 | level[i / 6 % 6] << 8 | level[i % 6];
}

static double linear(int component)
{
	double c = (component & 0xff) / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(int rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
}

double colour_contrast(int rgb, int other)
{
	double a = luminance(rgb), b = luminance(other);

	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}
