/* SGR codes (ECMA-48 8.3.117, and the 256 colours every terminal of the last twenty years has). */
#include "config.h"

#include "base/mem.h"
#include "cli/paint.h"

enum { RGB = 0x1000000 };

/* The nearest of the 6x6x6 cube, so that direct colour is never assumed. */
static int cube(int rgb)
{
	int r = rgb >> 16 & 255, g = rgb >> 8 & 255, b = rgb & 255;

	return 16 + 36 * ((r * 5 + 127) / 255) + 6 * ((g * 5 + 127) / 255) + (b * 5 + 127) / 255;
}

static void add_code(struct buf *b, int code)
{
	buf_addf(b, "%s%d", b->len > 0 ? ";" : "", code);
}

/* base: 30 for the foreground, 40 for the background. */
static void add_colour(struct buf *b, int colour, int base)
{
	if (colour == COLOUR_DEFAULT)
		return;
	if (colour >= RGB)
		colour = cube(colour);
	if (colour < 8) {
		add_code(b, base + colour);
	} else if (colour < 16) {
		add_code(b, base + 60 + colour - 8);
	} else {
		add_code(b, base + 8);
		add_code(b, 5);
		add_code(b, colour);
	}
}

bool paint_begin(struct buf *b, const struct look *look)
{
	static const struct { unsigned attr; int code; } attrs[] = {
		{ ATTR_BOLD, 1 }, { ATTR_DIM, 2 }, { ATTR_ITALIC, 3 }, { ATTR_UNDERLINE, 4 }, { ATTR_REVERSE, 7 },
	};
	struct buf codes = {0};

	for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++)
		if (look->attr & attrs[i].attr)
			add_code(&codes, attrs[i].code);
	add_colour(&codes, look->fg, 30);
	add_colour(&codes, look->bg, 40);
	bool any = codes.len > 0;
	if (any)
		buf_addf(b, "\033[%sm", buf_str(&codes));
	buf_release(&codes);
	return any;
}

void paint_end(struct buf *b)
{
	buf_add(b, "\033[m");
}
