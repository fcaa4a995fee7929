/* SGR codes (ECMA-48 8.3.117, and the 256 colours every terminal of the last twenty years has). */
#include "config.h"

#include "base/mem.h"
#include "catalogue/colour.h"
#include "cli/paint.h"
#include "tui/term_colour.h"

static void add_code(struct buf *b, int code)
{
	buf_addf(b, "%s%d", b->len > 0 ? ";" : "", code);
}

/* base: 30 for the foreground, 40 for the background. */
static void add_colour(struct buf *b, int colour, int base)
{
	static const struct term_colours palette = { .count = COLOUR_PALETTE };
	bool bright;

	colour = term_colour(&palette, colour, &bright);        /* direct colour is never assumed */
	if (colour == COLOUR_DEFAULT)
		return;
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
