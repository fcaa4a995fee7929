/* assay theme list, assay theme check: the colour themes there are, whether a file is one. What one looks
 * like is in theme_show.c. */
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
