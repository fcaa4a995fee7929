/* The configuration file, assay-config(5). */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "catalogue/settings.h"
#include "catalogue/yaml.h"

/* Not strict: a name may need marks that reorder text. */
static const struct yaml_limits limits = { .bytes = 1 << 20, .events = 100000, .empty = true };

struct settings_file {
	const char *name, *workspace, *theme;
	bool mouse;
	const struct yaml_node *keys;
};

static const struct yaml_field settings_fields[] = {
	{ "name",      YAML_LINE, offsetof(struct settings_file, name),      YAML_OPTIONAL },
	{ "workspace", YAML_LINE, offsetof(struct settings_file, workspace), YAML_OPTIONAL },
	{ "theme",     YAML_LINE, offsetof(struct settings_file, theme),     YAML_OPTIONAL },
	{ "mouse",     YAML_BOOL, offsetof(struct settings_file, mouse),     YAML_OPTIONAL },
	{ "keys",      YAML_MAP,  offsetof(struct settings_file, keys),      YAML_OPTIONAL },
};

static const char *absolute(const char *variable)
{
	const char *s = getenv(variable);

	return s && *s == '/' ? s : NULL;
}

char *settings_folder(void)
{
	const char *config = absolute("XDG_CONFIG_HOME"), *home = absolute("HOME");

	if (config)
		return xasprintf("%s/assay", config);
	return home ? xasprintf("%s/.config/assay", home) : xstrdup("");
}

void settings_release(struct settings *s)
{
	int i;

	for (i = 0; i < s->n_keys; i++) {
		free(s->key[i].command);
		free(s->key[i].keys);
	}
	free(s->key);
	free(s->name);
	free(s->workspace);
	free(s->theme);
	*s = (struct settings){ 0 };
}

/* The configuration serves every folder: a relative path would mean something else in each. */
static void check_workspace(struct yaml *y, const char *path)
{
	if (path && *path != '/' && strncmp(path, "~/", 2) != 0)
		yaml_complain(y, yaml_get(y->root, "workspace"), "the workspace must be named from the root (/) or from home (~/)");
}

/* One key, or several with a blank between them, or a list of keys; "" takes a command's keys away. */
static char *read_key(struct yaml *y, const struct yaml_node *n)
{
	struct yaml_lines lines = {0};
	struct buf keys = {0};
	size_t i;

	if (n->kind == YAML_SCALAR && n->len == 0 && !n->plain && !n->faulty)
		return xstrdup("");
	if (n->n == 0 && n->len == 0 && !n->faulty) {
		yaml_complain(y, n, "'%.60s' is given no key (\"\" takes its keys away)", n->key->text);
		return NULL;
	}
	if (!yaml_lines(y, n, &lines))
		return NULL;
	for (i = 0; i < lines.n; i++)
		buf_addf(&keys, "%s%s", i > 0 ? " " : "", lines.item[i]);
	return buf_steal(&keys);
}

static void read_keys(struct yaml *y, const struct yaml_node *keys, struct settings *s)
{
	const struct yaml_node *n;

	if (!keys)
		return;
	s->key = xcalloc(keys->n + 1, sizeof *s->key);
	for (n = keys->first; n; n = n->next) {
		char *k = read_key(y, n);

		if (k)
			s->key[s->n_keys++] = (struct settings_key){ xstrdup(n->key->text), k };
	}
}

static void read_settings(struct yaml *y, struct settings *s)
{
	struct settings_file f = {0};

	yaml_read(y, y->root, "the configuration", settings_fields, sizeof settings_fields / sizeof *settings_fields, &f);
	s->name = xstrdup_or_null(f.name);
	s->workspace = xstrdup_or_null(f.workspace);
	check_workspace(y, f.workspace);
	s->theme = xstrdup_or_null(f.theme);
	s->mouse = f.mouse;
	read_keys(y, f.keys, s);
}

static bool load_file(struct settings *s, const char *path, struct complaints *out, struct err *err)
{
	struct yaml y;
	char *bytes;
	size_t len;

	if (!yaml_file(path, limits.bytes, &bytes, &len, err))
		return false;
	if (yaml_open(&y, path, bytes, len, &limits))
		read_settings(&y, s);
	free(bytes);
	if (yaml_close(&y, out))
		return true;
	settings_release(s);
	return false;
}

bool settings_load(struct settings *s, struct complaints *out, struct err *err)
{
	char *folder = settings_folder();
	char *path = xasprintf("%s/config.yaml", folder);
	bool good = true;

	*s = (struct settings){ 0 };
	if (*folder && access(path, F_OK) == 0)
		good = load_file(s, path, out, err);
	free(path);
	free(folder);
	return good;
}
