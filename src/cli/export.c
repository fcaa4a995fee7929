/* assay export: the whole workspace as one document. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "catalogue/exchange.h"
#include "cli/commands.h"
#include "cli/document.h"
#include "cli/workspace.h"

struct export {
	struct workspace ws;
	enum exchange_format format;
};

/* One consistent moment, whatever others save meanwhile. What was is one already. */
static bool write_document(FILE *to, void *ctx, struct err *err)
{
	struct export *e = ctx;

	if (e->ws.past != NULL)
		return exchange_export(to, e->format, e->ws.work, &e->ws.reader, err);
	if (!store_snapshot_begin(e->ws.store, err))
		return false;
	struct work *w = NULL;
	bool ok = store_load(e->ws.store, &w, err) && exchange_export(to, e->format, w, &e->ws.reader, err);
	work_free(w);
	store_snapshot_end(e->ws.store);
	return ok;
}

static bool read_format(const struct args *a, enum exchange_format *f, struct err *err)
{
	const char *name = args_get(a, "format");

	*f = EXCHANGE_YAML;
	if (name == NULL || strcmp(name, "yaml") == 0)
		return true;
	*f = EXCHANGE_JSON;
	return strcmp(name, "json") == 0 || err_set(err, ERR_INPUT, "--format: '%s' is neither yaml nor json", name);
}

static bool run_export(struct context *c, const struct args *a, struct err *err)
{
	struct export e = {0};

	bool ok = read_format(a, &e.format, err) && workspace_open(&e.ws, c, a, STORE_READ, err) &&
	    document_write(c, args_get(a, "output"), write_document, &e, err);
	workspace_close(&e.ws);
	return ok;
}

static const struct option_info options[] = {
	{ "format", "FORMAT", "yaml (if not said) or json", 0, 0 },
	{ "output", "FILE", "Where to write it; else standard output. A file that exists is replaced", 0, 'o' },
	{ 0 },
};

const struct cmd_info cmd_export = {
	.name = "export",
	.help = "Write the whole workspace as one document",
	.more = "The same content gives the same bytes, and 'assay import' reads it.",
	.option = options,
	.past = true,
	.run = run_export,
};
