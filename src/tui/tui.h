/* The workbench: what the command line starts. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "catalogue/settings.h"

struct tui_start {
	const char *path;               /* the workspace; NULL: none was found, offer the first start */
	const char *who;                /* who is writing */
	date today;
	bool today_fixed;               /* given by --as-of or $ASSAY_TODAY: midnight does not change it */
	bool ascii, readonly, colour, mouse;
	const char *at;                 /* the moment to begin with; NULL: now */
	bool review;                    /* everything is read, nothing changed but challenges */
	const char *review_to;          /* the document the challenges go to; NULL: review.c says which. Makes it read-only */
	const char *theme;              /* a theme's name; NULL: "terminal" */
	const struct settings *settings;
	char *const *choices;           /* several workspaces were found: ask which */
	size_t n_choices;
};

/* Runs until the user leaves. On success `*said` (yours, may stay NULL) is the one line to print after the
 * screen is gone: what was saved where. Fails with the codes of store_open and term_open. */
bool tui_run(const struct tui_start *start, char **said, struct err *err);

#endif
