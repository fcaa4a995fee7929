/* --help, `assay help`, `assay help --all`: plain text of at most 80 columns from the table. */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/fields.h"
#include "cli/help.h"

enum { OPTION_COLUMN = 26, COMMAND_COLUMN = 20 };

/* "  -w, --workspace FILE"; an option without a letter stands below the long name. */
static void add_option_name(struct buf *b, const struct option_info *option)
{
	buf_add(b, "  ");
	if (option->letter != 0)
		buf_addf(b, "-%c, ", option->letter);
	buf_addf(b, "--%s", option->name);
	if (option->arg != NULL)
		buf_addf(b, " %s", option->arg);
}

static void add_option_help(struct buf *b, const struct cmd_info *cmd, const struct option_info *option)
{
	enum field f;

	buf_add(b, option->help);
	if (cmd == NULL || !fields_of_option(cmd, option, &f, NULL) || field_info(f)->values == NULL)
		return;
	const char *const *value = field_info(f)->values;
	for (size_t i = 0; value[i] != NULL; i++)
		buf_addf(b, "%s%s", i == 0 ? ": " : value[i + 1] == NULL ? " or " : ", ", value[i]);
}

static void put_option(struct out *o, const struct cmd_info *cmd, const struct option_info *option)
{
	struct buf name = {0}, help = {0};

	add_option_name(&name, option);
	add_option_help(&help, cmd, option);
	if (name.len + 2 > OPTION_COLUMN) {
		out_line(o, buf_str(&name));
		out_paragraph(o, OPTION_COLUMN, buf_str(&help));
	} else {
		out_labelled(o, OPTION_COLUMN, STYLE_TEXT, buf_str(&name), buf_str(&help));
	}
	buf_release(&name);
	buf_release(&help);
}

static void put_options(struct out *o, const struct cmd_info *cmd, const struct option_info *option)
{
	for (; option != NULL && option->name != NULL; option++)
		put_option(o, cmd, option);
}

static void put_usage(struct out *o, const struct cmd_info *cmd)
{
	struct buf b = {0};

	buf_add(&b, "usage: ");
	cmd_usage(&b, cmd);
	out_line(o, buf_str(&b));
	buf_release(&b);
}

/* Help fits 80 columns wherever it is read. */
static void narrow(struct out *o)
{
	if (o->columns > OUT_COLUMNS)
		o->columns = OUT_COLUMNS;
}

void help_command(struct out *o, const struct cmd_info *cmd)
{
	struct buf b = {0};

	narrow(o);
	put_usage(o, cmd);
	out_end(o);
	buf_addf(&b, "%s.", cmd->help);
	out_paragraph(o, 0, buf_str(&b));
	buf_release(&b);
	if (cmd->more != NULL) {
		out_end(o);
		out_paragraph(o, 0, cmd->more);
	}
	if (cmd->option != NULL) {
		out_heading(o, "Options:");
		put_options(o, cmd, cmd->option);
	}
	out_heading(o, "Options of every command:");
	put_options(o, NULL, cmd_common);
}

static void put_command(struct out *o, const struct cmd_info *cmd)
{
	struct buf b = {0};

	buf_addf(&b, "  %s", cmd->name);
	out_labelled(o, COMMAND_COLUMN + 3, STYLE_TEXT, buf_str(&b), cmd->help);
	buf_release(&b);
}

static bool in_group(const struct cmd_info *cmd, const char *group)
{
	size_t n = group != NULL ? strlen(group) : 0;

	return group == NULL || (strncmp(cmd->name, group, n) == 0 && cmd->name[n] == ' ');
}

void help_overview(struct out *o, const char *group)
{
	narrow(o);
	if (group == NULL) {
		out_line(o, "usage: assay [OPTION ...]                       open the workbench");
		out_line(o, "       assay [OPTION ...] COMMAND [OPERAND ...]   run one command");
	} else {
		out_linef(o, "usage: assay %s COMMAND [OPTION ...] [OPERAND ...]", group);
	}
	out_heading(o, "Commands:");
	for (size_t i = 0; cmd_table[i] != NULL; i++)
		if (in_group(cmd_table[i], group))
			put_command(o, cmd_table[i]);
	out_heading(o, "Options of every command:");
	put_options(o, NULL, cmd_common);
	out_end(o);
	out_paragraph(o, 0, "'assay COMMAND --help' says how a command is used. A claim is written as in the tree "
	    "(1.2.2.1.1), as in the form (1.2/2), or tree:1.2.3 for the one claim the form does not ask for.");
	out_end(o);
	out_paragraph(o, 0, "Exit status: 0 done; 1 findings, where --exit-code asks; 2 the command line or the input "
	    "is wrong; 3 the workspace is missing, foreign, damaged or newer; 4 not done, nothing changed.");
}

/* Every command with its options. */
static void help_all(struct out *o)
{
	narrow(o);
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		struct buf b = {0};
		cmd_usage(&b, cmd_table[i]);
		out_line(o, buf_str(&b));
		out_paragraph(o, 2, cmd_table[i]->help);
		put_options(o, cmd_table[i], cmd_table[i]->option);
		out_end(o);
		buf_release(&b);
	}
	out_line(o, "Options of every command:");
	put_options(o, NULL, cmd_common);
}

/* ---- the command ------------------------------------------------------------------------------ */

static bool run_help(struct context *c, const struct args *a, struct err *err)
{
	const char *word = a->n_operands > 0 ? a->operand[0] : NULL;
	const char *verb = a->n_operands > 1 ? a->operand[1] : NULL;

	if (args_has(a, "all")) {
		help_all(&c->out);
		return true;
	}
	if (word != NULL && verb == NULL && strcmp(word, "keys") == 0) {
		help_keys(&c->out);
		return true;
	}
	if (word == NULL || (verb == NULL && cmd_is_group(word))) {
		help_overview(&c->out, word);
		return true;
	}
	const struct cmd_info *cmd = cmd_find(word, verb);
	if (cmd == NULL)
		return cmd_unknown(cmd_is_group(word) ? word : NULL, cmd_is_group(word) ? verb : word, err);
	help_command(&c->out, cmd);
	return true;
}

static const struct option_info options[] = {
	{ "all", NULL, "Every command with its options", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_help = {
	.name = "help",
	.operands = "[COMMAND|keys]",
	.help = "Say how assay or one of its commands is used, or list the keys of the workbench",
	.option = options,
	.max = 2,
	.no_settings = true,
	.run = run_help,
};
