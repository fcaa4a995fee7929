/* The table of commands: names, operands, options and help in one place, for the parser, --help,
 * `assay help --all` and the test that compares it with assay(1). */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "cli/args.h"
#include "core/field.h"

struct context;

struct cmd_info {
	const char *name;               /* "status", "evidence add" */
	const char *operands;           /* as in the usage line: "[FILE ...]"; NULL: none */
	const char *help;               /* one line, a sentence without its stop */
	const char *more;               /* further paragraphs for --help, or NULL */
	const struct option_info *option;       /* ends with an empty row; NULL: only the common ones */
	enum entity entity;             /* whose fields OPTION_FIELD options set */
	int min, max;                   /* operands; max -1: any number */
	bool files;                     /* operands are file names: any bytes */
	bool past;                      /* --at: it can tell of an earlier moment */
	bool no_settings;               /* runs even where the configuration is broken */
	bool (*run)(struct context *c, const struct args *a, struct err *err);
};

/* All commands in the order of the help, ended by NULL. */
extern const struct cmd_info *const cmd_table[];
/* The options every command has; they may stand before the command too. Ends with an empty row. */
extern const struct option_info cmd_common[];

/* NULL: no such command. `verb` may be NULL. */
const struct cmd_info *cmd_find(const char *word, const char *verb);
/* Whether `word` is the first of two words of some command. */
bool cmd_is_group(const char *word);
/* ERR_INPUT, always false: names the nearest command; group NULL: among first words. */
bool cmd_unknown(const char *group, const char *word, struct err *err);

/* "assay set [OPTION ...] CLAIM". */
void cmd_usage(struct buf *b, const struct cmd_info *cmd);

#endif
