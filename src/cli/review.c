/* assay review: the workbench for somebody who reads everything and changes nothing but challenges. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/bench.h"
#include "cli/commands.h"

static bool run_review(struct context *c, const struct args *a, struct err *err)
{
	char *path = NULL;

	if (a->n_operands > 0 && args_has(a, "workspace"))
		return err_set(err, ERR_INPUT, "name the workspace once: with -w or as FILE");
	if (a->n_operands > 0)
		path = xstrdup(a->operand[0]);
	bool ok = (path != NULL || context_workspace(a, c, &path, err)) && bench_review(c, a, path, args_get(a, "to"), err);
	free(path);
	return ok;
}

static const struct option_info options[] = {
	{ "to", "FILE", "The document the challenges go to; the workspace is not written then", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_review = {
	.name = "review",
	.operands = "[FILE]",
	.help = "Open the workbench to read everything and raise challenges, and to change nothing else",
	.more = "Where the workspace cannot be written, or is not to be (--read-only, --to), the challenges go into a document, "
	    "NAME.challenges-PERSON.yaml in the current folder, or in $XDG_STATE_HOME/assay where that cannot be written. It is "
	    "taken up again at the next review by the same person, and its owner brings it in with 'assay merge'.",
	.option = options,
	.max = 1,
	.files = true,
	.run = run_review,
};
