/* Finds out what the workbench starts with, and starts it. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/bench.h"
#include "tui/tui.h"

/* What every start has in common. */
static struct tui_start start_of(const struct context *c, const struct args *a, const char *path)
{
	return (struct tui_start){
		.path = path,
		.who = c->who,
		.today = c->today,
		.today_fixed = c->today_fixed,
		.ascii = c->out.ascii,
		.readonly = c->readonly,
		.colour = out_wants_colour(&c->out),
		.mouse = c->settings.mouse,
		.theme = args_has(a, "theme") ? args_get(a, "theme") : c->settings.theme,
		.settings = &c->settings,
	};
}

static bool run(struct context *c, const struct tui_start *start, struct err *err)
{
	char *said = NULL;
	bool ok = tui_run(start, &said, err);

	if (ok && said != NULL)
		out_line(&c->out, said);
	free(said);
	return ok;
}

static bool has_terminal(const struct context *c)
{
	return isatty(STDIN_FILENO) == 1 && c->out.terminal;
}

bool bench_review(struct context *c, const struct args *a, const char *path, const char *to, struct err *err)
{
	struct tui_start start = start_of(c, a, path);

	if (!has_terminal(c))
		return err_set(err, ERR_INPUT,
		    "a review needs a terminal: use 'ssh -t HOST assay review', or a command such as 'assay challenge add'");
	start.review = true;
	start.review_to = to;
	return run(c, &start, err);
}

bool bench_run(struct context *c, const struct args *a, struct err *err)
{
	struct names here = {0};
	char *path = NULL;

	if (!has_terminal(c))
		return err_set(err, ERR_INPUT,
		    "the workbench needs a terminal: use 'ssh -t HOST assay', or a command such as 'assay status'");
	bool ok = context_find(a, c, &path, &here, err);
	if (ok) {
		struct tui_start start = start_of(c, a, path);

		start.at = args_get(a, "at");
		start.choices = here.item;
		start.n_choices = path == NULL ? here.n : 0;
		ok = run(c, &start, err);
	}
	free(path);
	names_release(&here);
	return ok;
}
