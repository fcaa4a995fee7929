/* Options before the environment, the environment before the configuration, that before guesses. */
#include "config.h"

#include <dirent.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/cmd.h"
#include "cli/context.h"
#include "core/field.h"

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? value : NULL;
}

/* ---- who and when ----------------------------------------------------------------------------- */

static bool set_who(struct context *c, const char *name, const char *source, struct err *err)
{
	if (*name == '\0')
		return err_set(err, ERR_INPUT, "%s: the name is empty", source);
	if (!field_check(FIELD_OWNER, name, err))
		return err_prefix(err, "%s", source);
	c->who = xstrdup(name);
	return true;
}

static bool set_login(struct context *c, struct err *err)
{
	const struct passwd *login = getpwuid(getuid());
	char number[32];

	if (login != NULL && *login->pw_name != '\0')
		return set_who(c, login->pw_name, "the login's name", err);
	snprintf(number, sizeof number, "user %lu", (unsigned long)getuid());
	return set_who(c, number, "the login's name", err);
}

static bool find_who(struct context *c, const struct args *a, struct err *err)
{
	const char *name;

	if ((name = args_get(a, "as")) != NULL)
		return set_who(c, name, "--as", err);
	if ((name = environment("ASSAY_USER")) != NULL)
		return set_who(c, name, "$ASSAY_USER", err);
	if (c->settings.name != NULL)
		return set_who(c, c->settings.name, "the configuration's name", err);
	return set_login(c, err);
}

static bool find_today(struct context *c, const struct args *a, struct err *err)
{
	const char *source = "--as-of", *day = args_get(a, source + 2);

	if (day == NULL) {
		source = "$ASSAY_TODAY";
		day = environment(source + 1);
	}
	c->today_fixed = day != NULL;
	if (day == NULL)
		c->today = date_today();
	else if (!date_parse(day, &c->today))
		return err_set(err, ERR_INPUT, "%s: '%s' is no day; write it as YYYY-MM-DD", source, day);
	return true;
}

/* ---- colours ---------------------------------------------------------------------------------- */

/* A theme asked for on the command line must be there; another one's faults cost only colours. */
static bool find_theme(struct context *c, const struct args *a, struct err *err)
{
	const char *asked = args_get(a, "theme");
	const char *name = asked != NULL ? asked : c->settings.theme != NULL ? c->settings.theme : "terminal";
	struct complaints faults = {0};
	struct err why = {0};

	if (asked == NULL && !out_wants_colour(&c->out))
		return true;
	bool loaded = theme_load(&c->theme, name, asked != NULL ? &c->complaints : &faults, &why);
	if (!loaded && asked != NULL) {
		*err = why;
		return false;
	}
	if (!loaded && c->settings.theme != NULL)
		out_complain(c->out.ascii, "theme", faults.n > 0 ? faults.item[0] : why.text);
	complaints_release(&faults);
	if (!loaded)
		theme_plain(&c->theme);
	if (out_wants_colour(&c->out))
		c->out.theme = &c->theme;
	return true;
}

bool context_init(struct context *c, const struct args *a, bool utf8, struct err *err)
{
	*c = (struct context){ 0 };
	out_init(&c->out, STDOUT_FILENO, !utf8 || args_has(a, "ascii"));
	c->readonly = args_has(a, "read-only");
	bool settled = a->cmd != NULL && a->cmd->no_settings;
	if (!settled && !settings_load(&c->settings, &c->complaints, err))
		return false;
	return find_who(c, a, err) && find_today(c, a, err) && find_theme(c, a, err);
}

void context_release(struct context *c)
{
	settings_release(&c->settings);
	theme_release(&c->theme);
	complaints_release(&c->complaints);
	out_release(&c->out);
	free(c->who);
}

/* ---- which workspace -------------------------------------------------------------------------- */

void names_release(struct names *n)
{
	for (size_t i = 0; i < n->n; i++)
		free(n->item[i]);
	free(n->item);
	*n = (struct names){ 0 };
}

static bool is_candidate(const char *name)
{
	size_t len = strlen(name), suffix = strlen(".assay");
	struct stat sb;

	return len > suffix && *name != '.' && strcmp(name + len - suffix, ".assay") == 0 &&
	    stat(name, &sb) == 0 && S_ISREG(sb.st_mode);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void names_here(struct names *n)
{
	DIR *folder = opendir(".");
	const struct dirent *entry;

	*n = (struct names){ 0 };
	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (is_candidate(entry->d_name)) {
			MEM_GROW(n->item, n->n, n->cap);
			n->item[n->n++] = xstrdup(entry->d_name);
		}
	if (folder != NULL)
		closedir(folder);
	if (n->n > 1)
		qsort(n->item, n->n, sizeof *n->item, compare_names);
}

static bool expand_home(const char *path, char **out, struct err *err)
{
	const char *home = environment("HOME");

	if (strncmp(path, "~/", 2) != 0) {
		*out = xstrdup(path);
		return true;
	}
	if (home == NULL)
		return err_set(err, ERR_INPUT, "the configuration's workspace begins with ~/, but $HOME is not set");
	*out = xasprintf("%s%s", home, path + 1);
	return true;
}

bool context_find(const struct args *a, const struct context *c, char **path, struct names *here, struct err *err)
{
	const char *given = args_get(a, "workspace");

	*path = NULL;
	if (given == NULL)
		given = environment("ASSAY_WORKSPACE");
	if (given != NULL && *given == '\0')
		return err_set(err, ERR_INPUT, "--workspace: the file name is empty");
	if (given != NULL) {
		*path = xstrdup(given);
		return true;
	}
	names_here(here);
	if (here->n == 1)
		*path = xstrdup(here->item[0]);
	else if (here->n == 0 && c->settings.workspace != NULL)
		return expand_home(c->settings.workspace, path, err);
	return true;
}

static bool which_one(const struct names *here, struct err *err)
{
	struct buf b = {0};

	if (here->n == 0)
		return err_set(err, ERR_INPUT,
		    "no workspace here: name one with -w FILE, or make one with 'assay new FILE'");
	for (size_t i = 0; i < here->n && i < 5; i++)
		buf_addf(&b, "%s%s", i > 0 ? ", " : "", here->item[i]);
	err_set(err, ERR_INPUT, "several workspaces here (%s%s): name one with -w FILE", buf_str(&b),
	    here->n > 5 ? " and more" : "");
	buf_release(&b);
	return false;
}

bool context_workspace(const struct args *a, const struct context *c, char **path, struct err *err)
{
	struct names here = {0};
	bool ok = context_find(a, c, path, &here, err) && (*path != NULL || which_one(&here, err));

	names_release(&here);
	return ok;
}
