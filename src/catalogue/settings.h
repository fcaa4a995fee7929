/* The configuration file: $XDG_CONFIG_HOME/assay/config.yaml, else ~/.config/assay/config.yaml. */
#ifndef CATALOGUE_SETTINGS_H
#define CATALOGUE_SETTINGS_H

#include <stdbool.h>

#include "base/complaint.h"
#include "base/err.h"

struct settings_key { char *command, *keys; };          /* keys: as in the command table, "C-x" and so on */

struct settings {
	char *name;             /* who is writing */
	char *workspace;        /* path, "~/" allowed in front */
	char *theme;
	bool mouse;
	struct settings_key *key;
	int n_keys;
};

void settings_release(struct settings *s);
/* Missing file: all unset, true. A bad one: false, complaints with their places. */
bool settings_load(struct settings *s, struct complaints *out, struct err *err);
/* The folder of the configuration, "" where neither variable gives an absolute one. Yours. */
char *settings_folder(void);

#endif
