/* assay theme: the colour themes there are, what one looks like, whether a file is one. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/context.h"

static bool run_list(struct context *c, const struct args *a, struct err *err)
{
	struct theme_list list = {0};
	bool ok = theme_list(&list, err);

	(void)a;
	for (size_t i = 0; ok && i < list.n; i++) {
		out_cell(&c->out, STYLE_TEXT, list.name[i], 20);
		out_blanks(&c->out, 1);
		out_line(&c->out, list.path[i]);
	}
	if (ok && list.n == 0)
		out_line(&c->out, "no themes");
	theme_list_release(&list);
	return ok;
}

const struct cmd_info cmd_theme_list = {
	.name = "theme list",
	.help = "List the colour themes: your own, then those that are installed",
	.no_settings = true,
	.run = run_list,
};

/* ---- show ------------------------------------------------------------------------------------- */

static void add_colour(struct buf *b, const char *what, int colour)
{
	if (colour >= 0x1000000)
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

static void put_theme(struct context *c, const struct theme *theme)
{
	struct buf b = {0};

	if (out_wants_colour(&c->out))
		c->out.theme = theme;
	if (theme->title != NULL)
		out_line(&c->out, theme->title);
	for (int s = 0; s < STYLE_COUNT; s++) {
		const struct look *look = &theme->look[s];
		buf_clear(&b);
		add_colour(&b, "text", look->fg);
		add_colour(&b, "ground", look->bg);
		add_attributes(&b, look->attr);
		out_cell(&c->out, (enum style)s, theme_style_name((enum style)s), 20);
		out_line(&c->out, b.len > 0 ? buf_str(&b) : " as the terminal");
	}
	c->out.theme = NULL;
	buf_release(&b);
}

static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct theme theme = {0};
	bool ok = theme_load(&theme, a->operand[0], &c->complaints, err);

	if (ok)
		put_theme(c, &theme);
	theme_release(&theme);
	return ok;
}

const struct cmd_info cmd_theme_show = {
	.name = "theme show",
	.operands = "NAME|FILE",
	.help = "Print what a theme sets; on a terminal in its own colours",
	.min = 1,
	.max = 1,
	.files = true,
	.no_settings = true,
	.run = run_show,
};

static bool run_check(struct context *c, const struct args *a, struct err *err)
{
	struct theme theme = {0};
	bool ok = theme_load_file(&theme, a->operand[0], &c->complaints, err);

	if (ok)
		out_linef(&c->out, "%s: no faults", a->operand[0]);
	theme_release(&theme);
	return ok;
}

const struct cmd_info cmd_theme_check = {
	.name = "theme check",
	.operands = "FILE",
	.help = "Check a theme file, and name every fault with its place",
	.min = 1,
	.max = 1,
	.files = true,
	.no_settings = true,
	.run = run_check,
};
