/* What one run of the program knows: who, which day, which workspace, how to print. */
#ifndef CLI_CONTEXT_H
#define CLI_CONTEXT_H

#include "base/complaint.h"
#include "base/date.h"
#include "base/err.h"
#include "catalogue/settings.h"
#include "catalogue/theme.h"
#include "cli/args.h"
#include "cli/out.h"

struct context {
	struct settings settings;
	struct theme theme;
	char *who;
	date today;
	bool today_fixed, readonly;
	struct out out;
	struct complaints complaints;   /* told line by line when a command fails */
	int status;                     /* of a command that was carried out: 0, or what it found: 1, 3 */
	bool saved;                     /* something was: an output that fails cannot take it back */
};

/* Reads the configuration, the environment and the common options. ERR_INPUT; a broken
 * configuration is in c->complaints. Release it in either case. */
bool context_init(struct context *c, const struct args *a, bool utf8, struct err *err);
void context_release(struct context *c);

/* Which workspace is meant; *path is yours. ERR_INPUT: none or several. */
bool context_workspace(const struct args *a, const struct context *c, char **path, struct err *err);

/* The *.assay files of the current folder, sorted. */
struct names { char **item; size_t n, cap; };
void names_release(struct names *n);
void names_here(struct names *n);
/* The workspace that is named by an option, the environment or, last, the configuration; NULL
 * with `here` filled where the current folder decides. Fails as context_workspace, except that
 * none and several are no failure. */
bool context_find(const struct args *a, const struct context *c, char **path, struct names *here, struct err *err);

#endif
