/* assay undo: takes a whole save back, or does it again. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/workspace.h"
#include "cli/context.h"
#include "store/undo.h"

enum { TOLD_MAX = 3 };

/* "status of 1.2/2, by Sam (2026-11-21 10:00, set)". */
static void add_save(struct buf *b, struct store *st, const struct undoing *u)
{
	char at[DATE_LOCAL_TEXT];

	date_time_local(u->save->at, at);
	undoing_words(st, u, b);
	buf_addf(b, " (%s, %s)", at, u->save->command);
}

static void add_later(struct buf *b, const struct undo_later *l)
{
	char at[DATE_LOCAL_TEXT];

	date_time_local(l->at, at);
	buf_addf(b, "%s by %s (%s, %s)", buf_str(&l->what), l->who, at, l->command);
}

/* Always false. */
static bool refuse(struct store *st, const struct undoing *u, struct err *err)
{
	struct buf b = {0};

	undoing_words(st, u, &b);
	buf_addf(&b, ": not %s, for more was built on it: ", u->redo ? "done again" : "undone");
	for (size_t i = 0; i < u->n_later && i < TOLD_MAX; i++) {
		buf_add(&b, i > 0 ? "; " : "");
		add_later(&b, &u->later[i]);
	}
	if (u->n_later > TOLD_MAX)
		buf_addf(&b, " and %zu more", u->n_later - TOLD_MAX);
	buf_addf(&b, "; --force %s it all the same", u->redo ? "does" : "undoes");
	err_set(err, ERR_STALE, "%s", buf_str(&b));
	buf_release(&b);
	return false;
}

static void say_nothing(struct context *c, bool redo, bool any)
{
	if (redo)
		out_line(&c->out, any ? "nothing to do again" : "nothing of yours to do again");
	else
		out_line(&c->out, any ? "nothing to undo" : "nothing of yours to undo; --any undoes what others saved");
}

static void say(struct context *c, struct store *st, const struct undoing *u, bool dry)
{
	struct buf b = {0};

	buf_add(&b, u->redo ? dry ? "would be done again: " : "done again: " : dry ? "would be undone: " : "undone: ");
	add_save(&b, st, u);
	out_line(&c->out, buf_str(&b));
	for (size_t i = 0; dry && i < u->n_later; i++) {
		buf_clear(&b);
		buf_add(&b, "  built on it: ");
		add_later(&b, &u->later[i]);
		out_line(&c->out, buf_str(&b));
	}
	buf_release(&b);
}

static bool undo(struct context *c, const struct args *a, struct store *st, struct err *err)
{
	bool redo = args_has(a, "redo"), any = args_has(a, "any"), dry = args_has(a, "dry-run");
	struct undoing u;

	workspace_tell_kept(c, st);
	if (!dry && store_readonly(st) != NULL)
		return err_set(err, ERR_READONLY, "nothing was saved: %s", store_readonly(st));
	bool ok = store_undo(st, redo, any, &u, err);
	if (ok && !u.found)
		say_nothing(c, redo, any);
	else if (ok && !dry && u.n_later > 0 && !args_has(a, "force"))
		ok = refuse(st, &u, err);
	else if (ok && (dry || (ok = c->saved = store_undo_save(st, &u, err))))
		say(c, st, &u, dry);
	undoing_release(&u);
	return ok;
}

static bool run_undo(struct context *c, const struct args *a, struct err *err)
{
	struct store *st = NULL;
	char *path = NULL;
	bool dry = args_has(a, "dry-run");

	if (!dry && c->readonly)
		return err_set(err, ERR_READONLY, "nothing was saved: --read-only was given");
	bool ok = context_workspace(a, c, &path, err) &&
	    store_open(path, dry ? STORE_READ : STORE_WRITE, c->who, &st, err) && undo(c, a, st, err);
	store_close(st);
	free(path);
	return ok;
}

static const struct option_info options[] = {
	{ "redo", NULL, "Do again what was undone last", 0, 0 },
	{ "any", NULL, "Whoever saved it; else only what you saved", 0, 0 },
	{ "force", NULL, "Even if others built on it", 0, 0 },
	{ "dry-run", NULL, "Only say what would be undone, and who built on it", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_undo = {
	.name = "undo",
	.help = "Take back your last save, as a save of its own",
	.more = "What was set is as it was before; what was made is removed, and its reference is not used again. The "
	    "history keeps both. Given again it takes back the save before that one.",
	.option = options,
	.run = run_undo,
};
