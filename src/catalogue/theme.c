/* Which themes there are, and what belongs to one. How a file is read is in theme_read.c. */
#include "config.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "catalogue/load.h"
#include "catalogue/settings.h"
#include "catalogue/theme.h"

static const char *const style_names[STYLE_COUNT] = {
	[STYLE_TEXT] = "text",
	[STYLE_DIM] = "dim",
	[STYLE_TITLE] = "title",
	[STYLE_HEADING] = "heading",
	[STYLE_BORDER] = "border",
	[STYLE_KEY] = "key",
	[STYLE_STATUS_BAR] = "status-bar",
	[STYLE_CURSOR] = "cursor",
	[STYLE_SELECTED] = "selected",
	[STYLE_MATCH] = "match",
	[STYLE_INPUT] = "input",
	[STYLE_LINK] = "link",
	[STYLE_MET] = "met",
	[STYLE_PARTLY] = "partly",
	[STYLE_ASSERTED] = "asserted",
	[STYLE_CHALLENGED] = "challenged",
	[STYLE_NOT_EVIDENCED] = "not-evidenced",
	[STYLE_OPEN] = "open",
	[STYLE_SET_ASIDE] = "set-aside",
	[STYLE_OUT_OF_SCOPE] = "out-of-scope",
	[STYLE_OVERDUE] = "overdue",
	[STYLE_WARNING] = "warning",
	[STYLE_ERROR] = "error",
	[STYLE_GOOD] = "good",
	[STYLE_MARK] = "mark",
};

/* What has to be seen without any colour. */
static const unsigned plain_attrs[STYLE_COUNT] = {
	[STYLE_DIM] = ATTR_DIM,
	[STYLE_TITLE] = ATTR_BOLD,
	[STYLE_HEADING] = ATTR_BOLD,
	[STYLE_KEY] = ATTR_BOLD,
	[STYLE_STATUS_BAR] = ATTR_REVERSE,
	[STYLE_CURSOR] = ATTR_REVERSE,
	[STYLE_SELECTED] = ATTR_REVERSE,
	[STYLE_MATCH] = ATTR_UNDERLINE,
	[STYLE_INPUT] = ATTR_UNDERLINE,
	[STYLE_LINK] = ATTR_UNDERLINE,
	[STYLE_CHALLENGED] = ATTR_BOLD,
	[STYLE_NOT_EVIDENCED] = ATTR_BOLD,
	[STYLE_OUT_OF_SCOPE] = ATTR_DIM,
	[STYLE_OVERDUE] = ATTR_BOLD,
	[STYLE_WARNING] = ATTR_BOLD,
	[STYLE_ERROR] = ATTR_BOLD | ATTR_REVERSE,
	[STYLE_MARK] = ATTR_BOLD,
};

const char *theme_style_name(enum style s)
{
	return style_names[s];
}

enum style theme_leaf_style(enum leaf_standing s)
{
	static const enum style style[LEAF_COUNT] = {
		[LEAF_MET] = STYLE_MET, [LEAF_PARTLY] = STYLE_PARTLY, [LEAF_ASSERTED] = STYLE_ASSERTED,
		[LEAF_CHALLENGED] = STYLE_CHALLENGED, [LEAF_NOT_EVIDENCED] = STYLE_NOT_EVIDENCED,
		[LEAF_OPEN] = STYLE_OPEN, [LEAF_SET_ASIDE] = STYLE_SET_ASIDE, [LEAF_OUT_OF_SCOPE] = STYLE_OUT_OF_SCOPE,
	};

	return style[s];
}

void theme_release(struct theme *t)
{
	free(t->name);
	free(t->title);
	*t = (struct theme){ 0 };
}

void theme_plain(struct theme *t)
{
	int s;

	*t = (struct theme){ .name = xstrdup("plain"), .title = xstrdup("No colours") };
	for (s = 0; s < STYLE_COUNT; s++)
		t->look[s] = (struct look){ COLOUR_DEFAULT, COLOUR_DEFAULT, plain_attrs[s] };
}

/* ---- files -------------------------------------------------------------------------------------- */

/* NULL where the user has no folder of their own. */
static char *user_folder(void)
{
	char *folder = settings_folder();
	char *themes = *folder ? xasprintf("%s/themes", folder) : NULL;

	free(folder);
	return themes;
}

static char *shared_folder(void)
{
	return xasprintf("%s/themes", data_folder());
}

/* FOLDER/NAME.yaml if it is there; takes the folder, which may be NULL. */
static char *find_in_take(char *folder, const char *name)
{
	char *path = folder ? xasprintf("%s/%s.yaml", folder, name) : NULL;

	free(folder);
	if (path && access(path, F_OK) != 0) {
		free(path);
		path = NULL;
	}
	return path;
}

static char *find(const char *name)
{
	char *path;

	if (strchr(name, '/'))
		return xstrdup(name);
	path = find_in_take(user_folder(), name);
	if (!path)
		path = find_in_take(shared_folder(), name);
	if (!path && access(name, F_OK) == 0)
		path = xstrdup(name);
	return path;
}

static bool no_such(const char *name, struct err *err)
{
	struct theme_list l;
	const char *nearest;
	struct err ignored;

	if (theme_list(&l, &ignored)) {
		nearest = complaint_nearest(name, (const char *const *)l.name, l.n);
		if (nearest)
			err_set(err, ERR_INPUT, "there is no theme '%s'; did you mean '%s'?", name, nearest);
		else
			err_set(err, ERR_INPUT, "there is no theme '%s'; 'assay theme list' shows those there are", name);
		theme_list_release(&l);
	} else
		err_set(err, ERR_INPUT, "there is no theme '%s'", name);
	return false;
}

bool theme_load(struct theme *t, const char *name, struct complaints *out, struct err *err)
{
	char *path = find(name);
	bool good;

	*t = (struct theme){ 0 };
	if (!path)
		return no_such(name, err);
	good = theme_load_file(t, path, out, err);
	free(path);
	return good;
}

/* ---- the list ----------------------------------------------------------------------------------- */

void theme_list_release(struct theme_list *l)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		free(l->name[i]);
		free(l->path[i]);
	}
	free(l->name);
	free(l->path);
	*l = (struct theme_list){ 0 };
}

static bool has(const struct theme_list *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (strcmp(l->name[i], name) == 0)
			return true;
	return false;
}

/* Keeps the names sorted; both arrays are as long as each other. */
static void add_take(struct theme_list *l, char *name, char *path)
{
	size_t cap = l->cap, i;

	MEM_GROW(l->name, l->n, cap);
	MEM_GROW(l->path, l->n, l->cap);
	for (i = l->n++; i > 0 && strcmp(l->name[i - 1], name) > 0; i--) {
		l->name[i] = l->name[i - 1];
		l->path[i] = l->path[i - 1];
	}
	l->name[i] = name;
	l->path[i] = path;
}

/* A user's own theme hides the shared one of the same name: that folder is listed first. */
static void list_folder(struct theme_list *l, const char *folder)
{
	DIR *d = folder ? opendir(folder) : NULL;
	const struct dirent *e;

	while (d && (e = readdir(d))) {
		size_t n = strlen(e->d_name);
		char *name;

		if (e->d_name[0] == '.' || n <= 5 || strcmp(e->d_name + n - 5, ".yaml") != 0)
			continue;
		name = xstrndup(e->d_name, n - 5);
		if (has(l, name))
			free(name);
		else
			add_take(l, name, xasprintf("%s/%s", folder, e->d_name));
	}
	if (d)
		closedir(d);
}

bool theme_list(struct theme_list *out, struct err *err)
{
	char *own = user_folder(), *shared = shared_folder();
	bool good;

	*out = (struct theme_list){ 0 };
	list_folder(out, own);
	list_folder(out, shared);
	good = out->n > 0;
	if (!good)
		err_set(err, ERR_INPUT, "%s: no themes there; does $ASSAY_DATA name the right folder?", shared);
	free(own);
	free(shared);
	return good;
}
