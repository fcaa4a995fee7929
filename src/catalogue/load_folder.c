/* Which catalogues there are. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "catalogue/load.h"
#include "catalogue/yaml.h"

#define DEFAULT_CATALOGUE "sscop-apc"

enum { CATALOGUE_SIZE_MAX = 8 << 20 };

const char *data_folder(void)
{
	const char *s = getenv("ASSAY_DATA");

	return s && *s ? s : PKGDATADIR;
}

void catalogue_list_release(struct catalogue_list *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		free(l->path[i]);
	free(l->path);
	*l = (struct catalogue_list){ 0 };
}

static bool has_suffix(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n > m && strcmp(s + n - m, suffix) == 0;
}

/* Other data lies in the same folder: a catalogue says that it is one in its first key. */
static bool is_catalogue(const char *path)
{
	static const char key[] = "schema: assay-catalogue/";
	struct err ignored;
	const char *s;
	char *bytes;
	size_t len;
	bool found = false;

	if (!yaml_file(path, CATALOGUE_SIZE_MAX, &bytes, &len, &ignored))
		return false;
	for (s = bytes; s && !found; s = strchr(s, '\n')) {
		s += *s == '\n';
		found = strncmp(s, key, sizeof key - 1) == 0;
	}
	free(bytes);
	return found;
}

static int by_version(const void *a, const void *b)
{
	return strverscmp(*(char *const *)a, *(char *const *)b);
}

bool catalogue_list(struct catalogue_list *out, struct err *err)
{
	char *folder = xasprintf("%s/catalogue", data_folder());
	DIR *d = opendir(folder);
	const struct dirent *e;

	*out = (struct catalogue_list){ 0 };
	if (!d) {
		err_set(err, ERR_INPUT, "%s: the catalogues cannot be read: %s; does $ASSAY_DATA name the right folder?", folder,
		    strerror(errno));
		free(folder);
		return false;
	}
	while ((e = readdir(d))) {
		char *path = xasprintf("%s/%s", folder, e->d_name);

		if (e->d_name[0] == '.' || !has_suffix(e->d_name, ".yaml") || !is_catalogue(path)) {
			free(path);
			continue;
		}
		MEM_GROW(out->path, out->n, out->cap);
		out->path[out->n++] = path;
	}
	closedir(d);
	free(folder);
	if (out->n > 1)
		qsort(out->path, out->n, sizeof *out->path, by_version);
	return true;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Whether ID-VERSION.yaml is meant by its name, its name without suffix, or its id. */
static bool is_meant(const char *path, const char *name)
{
	const char *base = base_name(path);
	size_t n = strlen(name);

	if (strcmp(base, name) == 0)
		return true;
	return strncmp(base, name, n) == 0 &&
	    (strcmp(base + n, ".yaml") == 0 || (base[n] == '-' && base[n + 1] >= '0' && base[n + 1] <= '9'));
}

static void no_such(const char *name, const struct catalogue_list *l, struct err *err)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < l->n; i++)
		buf_addf(&b, "%s%.*s", i > 0 ? ", " : "; there is ", (int)(strlen(base_name(l->path[i])) - strlen(".yaml")),
		    base_name(l->path[i]));
	err_set(err, ERR_INPUT, "there is no catalogue '%s'%s", name, buf_str(&b));
	buf_release(&b);
}

char *catalogue_path(const char *name, struct err *err)
{
	struct catalogue_list l;
	char *path = NULL;
	size_t i;

	if (name && strchr(name, '/'))
		return xstrdup(name);
	if (!catalogue_list(&l, err))
		return NULL;
	for (i = l.n; i > 0 && !path; i--)      /* the newest version first */
		if (is_meant(l.path[i - 1], name ? name : DEFAULT_CATALOGUE))
			path = xstrdup(l.path[i - 1]);
	if (!path && name && access(name, R_OK) == 0)
		path = xstrdup(name);
	if (!path)
		no_such(name ? name : DEFAULT_CATALOGUE, &l, err);
	catalogue_list_release(&l);
	return path;
}
