/* Opening and saving, the same for every command. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/workspace.h"
#include "store/moment_name.h"

static bool load(struct workspace *ws, struct err *err)
{
	if (!store_load(ws->store, &ws->work, err))
		return false;
	standing_compute(&ws->standing, ws->work);
	return true;
}

static void unload(struct workspace *ws)
{
	if (ws->work == NULL)
		return;
	standing_release(&ws->standing);
	if (ws->past != NULL)
		past_release(ws->past);
	else
		work_free(ws->work);
	free(ws->past);
	ws->past = NULL;
	ws->work = NULL;
}

static bool check_writable(const struct workspace *ws, struct err *err)
{
	if (store_readonly(ws->store) != NULL)
		return err_set(err, ERR_READONLY, "nothing was saved: %s", store_readonly(ws->store));
	return true;
}

void workspace_tell_kept(const struct context *c, const struct store *st)
{
	if (store_kept(st) == NULL)
		return;
	char *text = xasprintf("brought to the present format; as it was it is kept as %s", store_kept(st));
	out_complain(c->out.ascii, store_path(st), text);
	free(text);
}

bool workspace_open_path(struct workspace *ws, struct context *c, const char *path, enum store_mode mode, struct err *err)
{
	*ws = (struct workspace){ 0 };
	if (mode == STORE_WRITE && c->readonly)
		return err_set(err, ERR_READONLY, "nothing was saved: --read-only was given");
	if (!store_open(path, mode, c->who, &ws->store, err))
		return false;
	workspace_tell_kept(c, ws->store);
	if (mode == STORE_WRITE && !check_writable(ws, err))
		return false;
	ws->tree = store_tree(ws->store);
	ws->reader = store_reader(ws->store);
	return load(ws, err);
}

/* From the present, which knows the baselines, to the moment asked for. */
bool workspace_go_back(struct workspace *ws, struct context *c, const struct args *a, struct err *err)
{
	const char *name = args_get(a, "at");

	if (name == NULL)
		return true;
	if (!moment_read(ws->store, ws->work, name, &ws->moment, err))
		return err_prefix(err, "--at");
	unload(ws);
	ws->past = xcalloc(1, sizeof *ws->past);
	bool ok = store_past(ws->store, ws->moment.seq, ws->past, err);
	ws->work = ws->past->work;
	ws->reader = ws->past->reader;
	if (ws->work != NULL)
		standing_compute(&ws->standing, ws->work);
	if (!c->today_fixed)
		c->today = moment_day(&ws->moment);
	return ok;
}

bool workspace_open(struct workspace *ws, struct context *c, const struct args *a, enum store_mode mode, struct err *err)
{
	char *path = NULL;

	*ws = (struct workspace){ 0 };
	bool ok = context_workspace(a, c, &path, err) && workspace_open_path(ws, c, path, mode, err)
	    && workspace_go_back(ws, c, a, err);
	free(path);
	return ok;
}

bool workspace_head(const struct workspace *ws, char out[HASH_TEXT], struct err *err)
{
	if (ws->past == NULL)
		return store_head(ws->store, out, err);
	memcpy(out, ws->moment.head, HASH_TEXT);
	return true;
}

void workspace_close(struct workspace *ws)
{
	unload(ws);
	store_close(ws->store);
	ws->store = NULL;
}

/* Loading takes longest of all that a command does: where nobody else saved, the changes are made in memory too. */
static bool follow(struct workspace *ws, const struct changes *changes, struct err *err)
{
	if (ws->past != NULL || !store_followed(ws->store) || !work_apply(ws->work, changes, err)) {
		unload(ws);
		return load(ws, err);
	}
	standing_release(&ws->standing);
	standing_compute(&ws->standing, ws->work);
	return true;
}

bool workspace_save(struct workspace *ws, struct context *c, const char *command, struct changes *changes,
    bool *changed, struct err *err)
{
	return workspace_save_beside(ws, c, command, changes, NULL, 0, changed, err);
}

bool workspace_save_beside(struct workspace *ws, struct context *c, const char *command, struct changes *changes,
    const struct store_aside *aside, size_t n_aside, bool *changed, struct err *err)
{
	if (!store_save_beside(ws->store, command, changes, aside, n_aside, err))
		return false;
	/* What was so already is left out of the list; the history's head moves with other people's saves too. */
	bool any = changes->n > 0;
	for (size_t i = 0; i < n_aside; i++)
		any = any || aside[i].changes->n > 0;
	c->saved = c->saved || any;
	if (changed != NULL)
		*changed = any;
	return follow(ws, changes, err);
}

char *workspace_text(const struct workspace *ws, enum field f, const char *id, struct err *err)
{
	struct buf b = {0};

	if (!reader_text(&ws->reader, f, id, &b, err)) {
		buf_release(&b);
		return NULL;
	}
	return buf_steal(&b);
}
