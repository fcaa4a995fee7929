/* assay schema: JSON schemas of what the reading commands print, and of the text form. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "catalogue/schema_file.h"
#include "cli/commands.h"
#include "cli/context.h"

enum { NAME = 12, TITLE = 21 };

static bool put_list(struct context *c, struct err *err)
{
	struct schema_files list = {0};

	if (!schema_files_list(&list, err))
		return false;
	for (size_t i = 0; i < list.n; i++) {
		out_cell(&c->out, STYLE_TEXT, list.item[i].name, NAME);
		out_cell(&c->out, STYLE_DIM, list.item[i].title, TITLE);
		out_hanging(&c->out, NAME + TITLE, list.item[i].about);
	}
	schema_files_release(&list);
	return true;
}

static bool run_schema(struct context *c, const struct args *a, struct err *err)
{
	char *bytes = NULL;
	size_t len;

	if (a->n_operands == 0)
		return put_list(c, err);
	bool ok = schema_file_read(a->operand[0], &bytes, &len, err);
	if (ok)
		out_document(&c->out, bytes, len);
	free(bytes);
	return ok;
}

const struct cmd_info cmd_schema = {
	.name = "schema",
	.operands = "[NAME]",
	.help = "Print the JSON schema of what a command prints with --json, or of the text form; without a name, list them",
	.max = 1,
	.no_settings = true,
	.run = run_schema,
};
