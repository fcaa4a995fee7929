/* assay merge: another person's copy, or a document, into this workspace. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/exchange.h"
#include "cli/commands.h"
#include "cli/import.h"
#include "cli/merge.h"
#include "store/lineage.h"

enum { EXIT_OPEN = 1 };

/* ---- reading ------------------------------------------------------------------------------------ */

/* What the histories say is believed because they were verified. */
static bool check_sound(struct store *st, struct err *err)
{
	struct faults faults = {0};

	bool ok = store_verify(st, NULL, &faults, err);
	if (ok && faults.n > 0)
		ok = err_set(err, ERR_WORKSPACE, "%s: it is damaged, and nothing was merged: %s: %s; 'assay verify -w %s' names every fault",
		    store_path(st), faults.item[0].where, faults.item[0].text, store_path(st));
	faults_release(&faults);
	return ok;
}

static bool no_copies(const struct merging *g, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: it and this workspace have no history in common, so that nobody can tell what was changed; "
	    "to bring in what it says, write it out and merge that: assay -w %s export -o other.yaml, then assay merge other.yaml",
	    g->path, g->path);
}

/* One moment of both. */
static bool read_histories(struct merging *g, struct err *err)
{
	int64_t parted;

	if (!lineage_parted(g->ws.store, g->other, &parted, g->parted, err))
		return false;
	if (parted == 0)
		return no_copies(g, err);
	return lineage_facts(g->ws.store, parted, parted, &g->base, err) &&
	    lineage_facts(g->ws.store, parted, 0, &g->mine, err) && lineage_facts(g->other, parted, 0, &g->theirs, err);
}

static bool compare_copies(struct merging *g, struct err *err)
{
	if (!store_open(g->path, STORE_READ, g->c->who, &g->other, err) || !check_sound(g->other, err) ||
	    !store_snapshot_begin(g->ws.store, err))
		return false;
	bool held = store_snapshot_begin(g->other, err);
	bool ok = held && read_histories(g, err);
	if (held)
		store_snapshot_end(g->other);
	store_snapshot_end(g->ws.store);
	if (ok)
		merge_copies(&g->m, &g->base, &g->mine, &g->theirs);
	return ok;
}

static bool compare_document(struct merging *g, struct err *err)
{
	if (!lineage_facts(g->ws.store, 0, 0, &g->mine, err) ||
	    !import_compare(g->path, &g->ws, &g->fresh, &g->differing, g->c, err))
		return false;
	merge_document(&g->m, &g->mine, &g->fresh, &g->differing);
	return true;
}

static bool is_workspace(const char *path)
{
	size_t len = strlen(path), suffix = strlen(".assay");

	return store_is_workspace(path) || (len > suffix && strcmp(path + len - suffix, ".assay") == 0);
}

/* ---- saving ------------------------------------------------------------------------------------- */

/* The numbers that new items were given in the end. */
static void read_numbers(struct merging *g, const struct changes *saved)
{
	for (size_t i = 0; i < saved->n; i++) {
		const struct change *ch = &saved->item[i];
		struct merge_fresh *f = field_is_ref(ch->field) ? merge_find_fresh(&g->m, ch->entity, ch->id) : NULL;
		if (f != NULL && ch->value != NULL)
			f->here = (int)strtol(ch->value, NULL, 10);
	}
}

static bool save(struct merging *g, struct changes *changes, struct err *err)
{
	struct changes kept = {0}, open = {0};
	const struct store_aside aside[] = { { MERGE_KEPT, &kept }, { MERGE_OPEN, &open } };

	merge_aside(&g->m, MERGE_CHOICE_MINE, &kept);
	merge_aside(&g->m, MERGE_CHOICE_OPEN, &open);
	bool ok = workspace_save_beside(&g->ws, g->c, MERGE_COMMAND, changes, aside, sizeof aside / sizeof *aside, &g->changed, err);
	changes_release(&kept);
	changes_release(&open);
	if (ok)
		read_numbers(g, changes);
	return ok;
}

static bool merge(struct merging *g, struct err *err)
{
	struct changes changes = {0};

	bool ok = check_sound(g->ws.store, err) &&
	    (is_workspace(g->path) ? compare_copies(g, err) : compare_document(g, err)) && merge_choose(g, err);
	if (ok) {
		merge_changes(&g->m, &changes);
		ok = g->dry || save(g, &changes, err);
	}
	if (ok && args_has(g->a, "json"))
		merge_report_json(g);
	else if (ok)
		merge_report(g, &changes);
	if (ok && args_has(g->a, "exit-code") && merge_open(&g->m) > 0)
		g->c->status = EXIT_OPEN;
	changes_release(&changes);
	return ok;
}

static bool run_merge(struct context *c, const struct args *a, struct err *err)
{
	struct merging g = { .c = c, .a = a, .path = a->operand[0], .dry = args_has(a, "dry-run") };

	bool ok = workspace_open(&g.ws, c, a, g.dry ? STORE_READ : STORE_WRITE, err) && merge(&g, err);
	merge_release(&g.m);
	facts_release(&g.base);
	facts_release(&g.mine);
	facts_release(&g.theirs);
	changes_release(&g.fresh);
	changes_release(&g.differing);
	store_close(g.other);
	workspace_close(&g.ws);
	return ok;
}

static const struct option_info options[] = {
	{ "mine", NULL, "Where both sides changed something, what is here stands", 0, 0 },
	{ "theirs", NULL, "Where both sides changed something, what is there is taken", 0, 0 },
	{ "take", "NAME=SIDE", "Decide one choice by the name it is printed with: 1.2/2.argument=theirs, E12.title=mine; "
	    "may be given several times, and wins over the two above", OPTION_MANY, 0 },
	{ "dry-run", NULL, "Save nothing, only print what would be done", 0, 0 },
	{ "exit-code", NULL, "End with status 1 if choices are left open", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_merge = {
	.name = "merge",
	.operands = "FILE|-",
	.help = "Bring in another person's copy of the workspace, or a document",
	.more = "What one side changed since both were one is taken; what both changed differently is a choice, asked for on "
	    "a terminal and left open elsewhere: what is here stands then, and the other value is kept in the history. New items "
	    "whose number is in use get another. The other file is only read. A document in YAML or JSON has no history: "
	    "what is new in it is taken, and every difference is a choice.",
	.option = options,
	.min = 1,
	.max = 1,
	.files = true,
	.run = run_merge,
};
