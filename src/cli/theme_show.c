/* assay theme show: on a terminal a picture of every style in its own colours, the standings with their
 * glyphs and a piece of a screen; piped, a line each with what the theme sets. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/colour.h"
#include "cli/commands.h"
#include "cli/context.h"

enum { NAME = 15, SAMPLE = 16, CONTRAST = 8, LINE = NAME + SAMPLE + CONTRAST + 2, LEFT = 38, RIGHT = 38 };

static const char *const purpose[STYLE_COUNT] = {
	[STYLE_TEXT] = "ordinary text",
	[STYLE_DIM] = "what matters less",
	[STYLE_TITLE] = "the line on top",
	[STYLE_HEADING] = "headings",
	[STYLE_BORDER] = "lines between panes",
	[STYLE_KEY] = "names of keys",
	[STYLE_STATUS_BAR] = "messages and hints",
	[STYLE_CURSOR] = "the row in hand",
	[STYLE_SELECTED] = "rows that are marked",
	[STYLE_MATCH] = "what a search found",
	[STYLE_INPUT] = "a field being filled in",
	[STYLE_LINK] = "addresses",
	[STYLE_MET] = "met",
	[STYLE_PARTLY] = "partly",
	[STYLE_ASSERTED] = "asserted",
	[STYLE_CHALLENGED] = "challenged",
	[STYLE_NOT_EVIDENCED] = "not evidenced",
	[STYLE_OPEN] = "open",
	[STYLE_SET_ASIDE] = "set aside",
	[STYLE_OUT_OF_SCOPE] = "out of scope",
	[STYLE_OVERDUE] = "dates that have passed",
	[STYLE_WARNING] = "messages that warn",
	[STYLE_ERROR] = "what went wrong",
	[STYLE_GOOD] = "what went well",
	[STYLE_MARK] = "small signs, as of unsaved text",
};

/* The contrast of a look; false where a colour is the terminal's own, which is not known here. */
static bool contrast_of(const struct look *look, double *contrast)
{
	int fg = colour_rgb(look->fg), bg = colour_rgb(look->bg);

	if (fg < 0 || bg < 0)
		return false;
	*contrast = colour_contrast(fg, bg);
	return true;
}

/* ---- piped: what the theme sets ------------------------------------------------------------------ */

static void add_colour(struct buf *b, const char *what, int colour)
{
	if (colour >= COLOUR_RGB)
		buf_addf(b, " %s #%06x", what, (unsigned)colour & 0xffffff);
	else if (colour != COLOUR_DEFAULT)
		buf_addf(b, " %s %d", what, colour);
}

static void add_attributes(struct buf *b, unsigned attr)
{
	static const struct { unsigned attr; const char *name; } names[] = {
		{ ATTR_BOLD, "bold" }, { ATTR_DIM, "dim" }, { ATTR_UNDERLINE, "underline" },
		{ ATTR_REVERSE, "reverse" }, { ATTR_ITALIC, "italic" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (attr & names[i].attr)
			buf_addf(b, " %s", names[i].name);
}

static void put_list(struct context *c, const struct theme *theme)
{
	struct buf b = {0};
	double contrast;

	out_line(&c->out, theme->title);
	for (int s = 0; s < STYLE_COUNT; s++) {
		const struct look *look = &theme->look[s];
		buf_clear(&b);
		add_colour(&b, "text", look->fg);
		add_colour(&b, "ground", look->bg);
		add_attributes(&b, look->attr);
		if (b.len == 0)
			buf_add(&b, " as the terminal");
		if (contrast_of(look, &contrast))
			buf_addf(&b, ", contrast %.1f", contrast);
		out_cell(&c->out, STYLE_TEXT, theme_style_name((enum style)s), NAME);
		out_line(&c->out, buf_str(&b));
	}
	buf_release(&b);
}

/* ---- on a terminal: how it looks ------------------------------------------------------------------- */

static bool is_standing(int s)
{
	return s >= STYLE_MET && s <= STYLE_OUT_OF_SCOPE;
}

static enum leaf_standing leaf_of(int s)
{
	int i = 0;

	while (i < LEAF_COUNT - 1 && theme_leaf_style((enum leaf_standing)i) != (enum style)s)
		i++;
	return (enum leaf_standing)i;
}

/* A standing never shows by colour alone: its glyph is part of the sample. */
static void put_sample(struct out *o, int s)
{
	struct buf b = {0};

	if (is_standing(s))
		buf_addf(&b, "%s ", leaf_standing_glyph(leaf_of(s), o->ascii));
	buf_add(&b, is_standing(s) ? leaf_standing_words(leaf_of(s)) : "Sample text");
	out_styled(o, (enum style)s, buf_str(&b));
	out_blanks(o, SAMPLE - out_width(o, buf_str(&b)));
	buf_release(&b);
}

static bool has_purpose(const struct out *o)
{
	return o->columns >= LINE + OUT_COLUMNS_MIN;
}

static void put_style(struct out *o, const struct theme *theme, int s)
{
	char number[16] = "-";
	double contrast;

	if (contrast_of(&theme->look[s], &contrast))
		snprintf(number, sizeof number, "%.1f", contrast);
	out_cell(o, STYLE_DIM, theme_style_name((enum style)s), NAME);
	put_sample(o, s);
	out_cell_right(o, STYLE_DIM, number, CONTRAST);
	if (has_purpose(o)) {
		out_blanks(o, 2);
		out_hanging(o, LINE, is_standing(s) ? "a claim's standing" : purpose[s]);
	} else {
		out_end(o);
	}
}

static void put_styles(struct out *o, const struct theme *theme)
{
	out_cell(o, STYLE_HEADING, "Style", NAME);
	out_cell(o, STYLE_HEADING, "Sample", SAMPLE);
	out_cell_right(o, STYLE_HEADING, "Contrast", CONTRAST);
	out_blanks(o, 2);
	out_styled(o, STYLE_HEADING, has_purpose(o) ? "For" : "");
	out_end(o);
	for (int s = 0; s < STYLE_COUNT; s++)
		put_style(o, theme, s);
	out_end(o);
	out_paragraph(o, 0, "Contrast is that of WCAG, from 1 to 21; 4.5 reads well. A hyphen: the colours are the "
	    "terminal's own, which only it knows.");
}

/* A piece of a row: cut or filled to its width. */
struct piece {
	enum style style;
	const char *text;
	size_t width;
};

enum { PIECES = 3 };

/* Painted to its end, so that a theme with a ground of its own shows as it does in the workbench. */
static void put_cell(struct out *o, enum style style, const char *s, size_t columns)
{
	struct buf b = {0};

	utf8_pad(&b, s, columns, o->ascii);
	out_styled(o, style, buf_str(&b));
	buf_release(&b);
}

/* A claim on the left, one piece of its detail on the right. */
static const struct {
	enum style standing, row;
	const char *claim;
	struct piece detail[PIECES];
} scene[] = {
	{ STYLE_OPEN, STYLE_TEXT, "1.2 third parties understood", { { STYLE_HEADING, "1.2.2.1.1, asked as 1.2/2", RIGHT } } },
	{ STYLE_MET, STYLE_CURSOR, "1.2.2.1.1 integrity verified", { { STYLE_TEXT, "Integrity of components is verified.", RIGHT } } },
	{ STYLE_PARTLY, STYLE_TEXT, "1.2.2.1.2 tested before use", { { STYLE_MET, "", 2 }, { STYLE_TEXT, "met", 20 },
	    { STYLE_DIM, "owner: Tom", RIGHT - 22 } } },
	{ STYLE_ASSERTED, STYLE_SELECTED, "1.2.2.1.3 managed through life", { { STYLE_MARK, "+ ", 2 },
	    { STYLE_TEXT, "E4 Automated dependency updates", RIGHT - 2 } } },
	{ STYLE_NOT_EVIDENCED, STYLE_TEXT, "2.2 build changes controlled", { { STYLE_TEXT, "  ", 2 },
	    { STYLE_LINK, "https://git.example/renovate", RIGHT - 2 } } },
	{ STYLE_CHALLENGED, STYLE_TEXT, "4.1/1 support period published", { { STYLE_TEXT, "G1 Records are kept late,", 26 },
	    { STYLE_OVERDUE, "overdue", RIGHT - 26 } } },
	{ STYLE_SET_ASIDE, STYLE_DIM, "4.2/1 end of support announced", { { STYLE_TEXT, "find:", 6 }, { STYLE_MATCH, "renov", 5 },
	    { STYLE_TEXT, "ate", RIGHT - 11 } } },
	{ STYLE_OUT_OF_SCOPE, STYLE_OUT_OF_SCOPE, "4.3/1 incidents told", { { STYLE_TEXT, "Owner", 7 }, { STYLE_INPUT, "Sam     ", RIGHT - 7 } } },
};

static void put_detail(struct out *o, const struct piece *piece)
{
	for (int i = 0; i < PIECES && piece[i].width > 0; i++) {
		bool glyph = is_standing((int)piece[i].style);
		put_cell(o, piece[i].style, glyph ? leaf_standing_glyph(leaf_of((int)piece[i].style), o->ascii) : piece[i].text,
		    piece[i].width);
	}
}

static void put_scene_row(struct out *o, size_t i, bool wide)
{
	put_cell(o, STYLE_TEXT, "", 1);
	put_cell(o, scene[i].standing, leaf_standing_glyph(leaf_of((int)scene[i].standing), o->ascii), 2);
	put_cell(o, scene[i].row, scene[i].claim, LEFT - 4);
	if (wide) {
		out_styled(o, STYLE_BORDER, o->ascii ? "|" : "│");
		put_cell(o, STYLE_TEXT, "", 1);
		put_detail(o, scene[i].detail);
	}
	out_end(o);
}

static void put_key(struct out *o, const char *key, const char *what)
{
	put_cell(o, STYLE_TEXT, "", 1);
	out_styled(o, STYLE_KEY, key);
	put_cell(o, STYLE_TEXT, "", 1);
	out_styled(o, STYLE_TEXT, what);
}

static void put_scene(struct out *o)
{
	bool wide = o->columns >= LEFT + RIGHT;

	out_heading(o, "A piece of a screen:");
	out_styled(o, STYLE_TITLE, " Example Portal 4.2");
	out_styled(o, STYLE_TEXT, "  32/45 met, ");
	out_styled(o, STYLE_WARNING, "2 gaps");
	out_end(o);
	for (size_t i = 0; i < sizeof scene / sizeof *scene; i++)
		put_scene_row(o, i, wide);
	out_styled(o, STYLE_STATUS_BAR, " 1.2/2: saved ");
	put_key(o, "s", "status");
	put_key(o, "e", "evidence");
	out_end(o);
}

/* ---- the command ---------------------------------------------------------------------------------- */

static void put_theme(struct context *c, const struct theme *theme)
{
	if (!out_wants_colour(&c->out)) {
		put_list(c, theme);
		return;
	}
	const struct theme *usual = c->out.theme;
	c->out.theme = theme;
	out_styled(&c->out, STYLE_TITLE, theme->title);
	out_styled(&c->out, STYLE_DIM, " (");
	out_styled(&c->out, STYLE_DIM, theme->name);
	out_styled(&c->out, STYLE_DIM, ")");
	out_end(&c->out);
	out_end(&c->out);
	put_styles(&c->out, theme);
	put_scene(&c->out);
	c->out.theme = usual;
}

/* The theme that is in use where none is named. */
static char *name_of(const struct args *a, const struct settings *settings)
{
	const char *name = a->n_operands > 0 ? a->operand[0] : args_get(a, "theme");

	return xstrdup(name != NULL ? name : settings->theme != NULL ? settings->theme : "terminal");
}

static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct settings settings = {0};
	struct theme theme = {0};

	if (a->n_operands == 0 && !settings_load(&settings, &c->complaints, err))
		return false;
	char *name = name_of(a, &settings);
	bool ok = theme_load(&theme, name, &c->complaints, err);
	if (ok)
		put_theme(c, &theme);
	free(name);
	theme_release(&theme);
	settings_release(&settings);
	return ok;
}

const struct cmd_info cmd_theme_show = {
	.name = "theme show",
	.operands = "[NAME|FILE]",
	.help = "Show a theme: on a terminal every style in its own colours and how well it reads, piped what it sets",
	.more = "Without a name it is the theme in use.",
	.max = 1,
	.files = true,
	.no_settings = true,
	.run = run_show,
};
