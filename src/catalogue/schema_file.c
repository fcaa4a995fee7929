/* The folder of JSON schemas. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/complaint.h"
#include "base/mem.h"
#include "catalogue/load.h"
#include "catalogue/schema_file.h"
#include "catalogue/yaml.h"

enum { SCHEMA_SIZE_MAX = 1 << 20 };

#define SUFFIX ".json"

void schema_files_release(struct schema_files *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->item[i].name);
		free(l->item[i].title);
		free(l->item[i].about);
	}
	free(l->item);
	*l = (struct schema_files){ 0 };
}

static char *path_of(const char *name)
{
	return xasprintf("%s/catalogue/schemas/%s" SUFFIX, data_folder(), name);
}

/* ---- one file ------------------------------------------------------------------------------------- */

static bool no_schema(const char *path, const char *why, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: no JSON schema: %s", path, why);
}

static bool read_head(struct schema_file *f, const char *path, const char *bytes, size_t len, struct err *err)
{
	json_error_t where;
	json_t *whole = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &where);
	const char *title = json_string_value(json_object_get(whole, "title"));
	const char *about = json_string_value(json_object_get(whole, "description"));

	if (whole == NULL)
		return no_schema(path, where.text, err);
	if (title != NULL) {
		f->title = xstrdup(title);
		f->about = xstrdup(about != NULL ? about : "");
	}
	json_decref(whole);
	return title != NULL || no_schema(path, "it has no title", err);
}

static bool add_file(struct schema_files *l, const char *name, struct err *err)
{
	struct schema_file f = { .name = xstrdup(name) };
	char *path = path_of(name), *bytes = NULL;
	size_t len;
	bool ok = yaml_file(path, SCHEMA_SIZE_MAX, &bytes, &len, err) && read_head(&f, path, bytes, len, err);

	free(bytes);
	free(path);
	MEM_GROW(l->item, l->n, l->cap);
	l->item[l->n++] = f;            /* in any case: it is released with the list */
	return ok;
}

/* ---- all ------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct schema_file *)a)->name, ((const struct schema_file *)b)->name);
}

static bool add_entry(struct schema_files *out, const char *file, struct err *err)
{
	size_t n = strlen(file), suffix = strlen(SUFFIX);

	if (file[0] == '.' || n <= suffix || strcmp(file + n - suffix, SUFFIX) != 0)
		return true;
	char *name = xstrndup(file, n - suffix);
	bool ok = add_file(out, name, err);
	free(name);
	return ok;
}

bool schema_files_list(struct schema_files *out, struct err *err)
{
	char *folder = xasprintf("%s/catalogue/schemas", data_folder());
	DIR *d = opendir(folder);
	const struct dirent *e;
	bool ok = d != NULL;

	*out = (struct schema_files){ 0 };
	if (d == NULL)
		err_set(err, ERR_INPUT, "%s: the schemas cannot be read: %s; does $ASSAY_DATA name the right folder?", folder,
		    strerror(errno));
	while (ok && (e = readdir(d)) != NULL)
		ok = add_entry(out, e->d_name, err);
	if (d != NULL)
		closedir(d);
	free(folder);
	if (out->n > 1)
		qsort(out->item, out->n, sizeof *out->item, by_name);
	if (!ok)
		schema_files_release(out);
	return ok;
}

static bool no_such(const struct schema_files *l, const char *name, struct err *err)
{
	const char **known = xcalloc(l->n + 1, sizeof *known), *nearest;

	for (size_t i = 0; i < l->n; i++)
		known[i] = l->item[i].name;
	nearest = complaint_nearest(name, known, l->n);
	if (nearest != NULL)
		err_set(err, ERR_INPUT, "there is no schema '%s'; did you mean '%s'?", name, nearest);
	else
		err_set(err, ERR_INPUT, "there is no schema '%s'; 'assay schema' lists those there are", name);
	free(known);
	return false;
}

bool schema_file_read(const char *name, char **bytes, size_t *len, struct err *err)
{
	struct schema_files l;
	const struct schema_file *f = NULL;

	if (!schema_files_list(&l, err))
		return false;
	for (size_t i = 0; i < l.n && f == NULL; i++)
		if (strcmp(l.item[i].name, name) == 0 || strcmp(l.item[i].title, name) == 0)
			f = &l.item[i];
	char *path = f != NULL ? path_of(f->name) : NULL;
	bool ok = path != NULL ? yaml_file(path, SCHEMA_SIZE_MAX, bytes, len, err) : no_such(&l, name, err);
	free(path);
	schema_files_release(&l);
	return ok;
}
