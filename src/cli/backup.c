/* assay backup: a consistent copy, also while others save. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/workspace.h"

static bool run_backup(struct context *c, const struct args *a, struct err *err)
{
	struct store *store = NULL;
	char *path = NULL;

	bool ok = context_workspace(a, c, &path, err) && store_open(path, STORE_READ, c->who, &store, err) &&
	    store_backup(store, a->operand[0], err);
	if (ok) {
		c->saved = true;
		out_linef(&c->out, "%s copied to %s", path, a->operand[0]);
	}
	store_close(store);
	free(path);
	return ok;
}

const struct cmd_info cmd_backup = {
	.name = "backup",
	.operands = "FILE",
	.help = "Make a copy of the workspace",
	.more = "The copy is of one moment, also while others save. A file that exists is never overwritten.",
	.min = 1,
	.max = 1,
	.files = true,
	.run = run_backup,
};
