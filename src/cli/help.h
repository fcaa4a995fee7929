/* Help, made from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/cmd.h"
#include "cli/out.h"

void help_command(struct out *o, const struct cmd_info *cmd);
/* All commands in a line each; group: only those that begin with this word, NULL: all. */
void help_overview(struct out *o, const char *group);
/* The keys of the workbench. */
void help_keys(struct out *o);

#endif
