/* Finds out what the workbench starts with, and starts it. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/bench.h"
#include "tui/tui.h"

bool bench_run(struct context *c, const struct args *a, struct err *err)
{
	struct names here = {0};
	char *path = NULL, *said = NULL;

	if (isatty(STDIN_FILENO) != 1 || !c->out.terminal)
		return err_set(err, ERR_INPUT,
		    "the workbench needs a terminal: use 'ssh -t HOST assay', or a command such as 'assay status'");
	bool ok = context_find(a, c, &path, &here, err);
	if (ok) {
		struct tui_start start = {
			.path = path,
			.who = c->who,
			.today = c->today,
			.today_fixed = c->today_fixed,
			.ascii = c->out.ascii,
			.readonly = c->readonly,
			.colour = out_wants_colour(&c->out),
			.mouse = c->settings.mouse,
			.at = args_get(a, "at"),
			.theme = args_has(a, "theme") ? args_get(a, "theme") : c->settings.theme,
			.settings = &c->settings,
			.choices = here.item,
			.n_choices = path == NULL ? here.n : 0,
		};
		ok = tui_run(&start, &said, err);
	}
	if (ok && said != NULL)
		out_line(&c->out, said);
	free(said);
	free(path);
	names_release(&here);
	return ok;
}
