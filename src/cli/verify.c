/* assay verify: whether everything in the file is as it was saved. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "base/json.h"
#include "cli/workspace.h"

enum { EXIT_FAULTS = 3 };

static void put_json(struct context *c, const struct faults *f, const char *head)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.verify/1");
	json_bool(&j, "ok", f->n == 0);
	json_string(&j, "head", head);
	json_array(&j, "faults");
	for (size_t i = 0; i < f->n; i++) {
		json_object(&j, NULL);
		json_string(&j, "where", f->item[i].where);
		json_string(&j, "text", f->item[i].text);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

static void put_text(struct context *c, const struct faults *f, const char *path, const char *head)
{
	for (size_t i = 0; i < f->n; i++)
		out_linef(&c->out, "%s: %s: %s", path, f->item[i].where, f->item[i].text);
	if (f->n == 0)
		out_linef(&c->out, "%s: no faults", path);
	if (*head != '\0')
		out_linef(&c->out, "head of the history: %s", head);
}

/* Read without its work: what is damaged may not load. */
static bool run_verify(struct context *c, const struct args *a, struct err *err)
{
	struct store *store = NULL;
	struct faults faults = {0};
	char *path = NULL, head[HASH_TEXT] = "";
	struct err ignored;

	bool ok = context_workspace(a, c, &path, err) && store_open(path, STORE_READ, c->who, &store, err) &&
	    store_verify(store, args_get(a, "head"), &faults, err);
	if (ok) {
		if (!store_head(store, head, &ignored))
			head[0] = '\0';
		if (args_has(a, "json"))
			put_json(c, &faults, head);
		else
			put_text(c, &faults, path, head);
		c->status = faults.n > 0 ? EXIT_FAULTS : 0;
	}
	faults_release(&faults);
	store_close(store);
	free(path);
	return ok;
}

static const struct option_info options[] = {
	{ "head", "HASH", "Also check that the history still holds this head, printed earlier", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_verify = {
	.name = "verify",
	.help = "Check the file, its links, history, catalogue and search index",
	.more = "Names every fault with its place; exit status 3 if there is any. The history shows damage and careless "
	    "edits; whoever can write the file could make up another history, so keep its head elsewhere and compare "
	    "with --head.",
	.option = options,
	.run = run_verify,
};
