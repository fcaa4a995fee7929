/* assay import: a document into a workspace, all of it or nothing. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/exchange.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/import.h"
#include "core/merge.h"
#include "store/lineage.h"

static const char *name_of(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

bool import_read(const char *path, const struct work *w, const struct reader *r, struct changes *ch, struct context *c,
    struct err *err)
{
	char *bytes;
	size_t len;

	if (!exchange_slurp(path, EXCHANGE_SIZE_MAX, &bytes, &len, err))
		return false;
	bool ok = exchange_import(name_of(path), bytes, len, w, r, ch, &c->complaints);
	free(bytes);
	if (!ok && c->complaints.n == 0)
		return err_set(err, ERR_INPUT, "%s: cannot be imported", path);
	return ok;
}

bool import_compare(const char *path, const struct workspace *ws, struct changes *fresh, struct changes *differing,
    struct context *c, struct err *err)
{
	char *bytes;
	size_t len;

	if (!exchange_slurp(path, EXCHANGE_SIZE_MAX, &bytes, &len, err))
		return false;
	bool ok = exchange_compare(name_of(path), bytes, len, ws->work, &ws->reader, fresh, differing, &c->complaints);
	free(bytes);
	if (!ok && c->complaints.n == 0)
		return err_set(err, ERR_INPUT, "%s: cannot be read", path);
	if (ok && store_changed(ws->store))
		return err_set(err, ERR_BUSY, "somebody saved while this was compared, and nothing was changed; try again");
	return ok;
}

static int compare_changes(const void *a, const void *b)
{
	const struct change *const *x = a, *const *y = b;

	if ((*x)->entity != (*y)->entity)
		return (*x)->entity < (*y)->entity ? -1 : 1;
	return strcmp((*x)->id, (*y)->id);
}

/* How many entities of each kind the changes name. */
static void count_entities(const struct changes *ch, int count[ENTITY_COUNT])
{
	const struct change **sorted = xcalloc(ch->n + 1, sizeof *sorted);

	for (size_t i = 0; i < ch->n; i++)
		sorted[i] = &ch->item[i];
	if (ch->n > 1)
		qsort(sorted, ch->n, sizeof *sorted, compare_changes);
	for (size_t i = 0; i < ch->n; i++)
		if (i == 0 || compare_changes(&sorted[i - 1], &sorted[i]) != 0)
			count[sorted[i]->entity]++;
	free(sorted);
}

void import_words(struct buf *b, const struct changes *ch)
{
	static const struct { enum entity entity; const char *one, *many; } words[] = {
		{ ENTITY_ANSWER, "answer", "answers" },
		{ ENTITY_EVIDENCE, "item of evidence", "items of evidence" },
		{ ENTITY_SUPPORT, "link", "links" },
		{ ENTITY_GAP, "gap", "gaps" },
		{ ENTITY_CHALLENGE, "challenge", "challenges" },
		{ ENTITY_APPROVAL, "approval", "approvals" },
		{ ENTITY_WAIVER, "waiver", "waivers" },
		{ ENTITY_REFUSAL, "refused link", "refused links" },
		{ ENTITY_READ_THROUGH, "mark of reading", "marks of reading" },
		{ ENTITY_BASELINE, "baseline", "baselines" },
	};
	int count[ENTITY_COUNT] = {0};
	bool any = false;

	count_entities(ch, count);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (count[words[i].entity] == 0)
			continue;
		buf_add(b, any ? ", " : "; ");
		buf_add_count(b, count[words[i].entity], words[i].one, words[i].many);
		any = true;
	}
}

/* With a word for what differs it is a merge in which every choice is made: what is here stands, or what the
 * document says is taken. */
static void choose(const struct facts *mine, const struct changes *fresh, const struct changes *differing, enum merge_choice choice,
    struct changes *ch)
{
	struct merge m;

	merge_document(&m, mine, fresh, differing);
	for (size_t i = 0; i < m.n_conflicts; i++)
		m.conflict[i].choice = choice;
	merge_changes(&m, ch);
	merge_release(&m);
}

static bool read_settled(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	struct changes fresh = {0}, differing = {0};
	struct facts mine = {0};
	bool theirs = args_has(a, "theirs");

	if (theirs && args_has(a, "mine"))
		return err_set(err, ERR_INPUT, "--mine and --theirs exclude each other");
	bool ok = lineage_facts(ws->store, 0, 0, &mine, err) && import_compare(a->operand[0], ws, &fresh, &differing, c, err);
	if (ok)
		choose(&mine, &fresh, &differing, theirs ? MERGE_CHOICE_THEIRS : MERGE_CHOICE_MINE, ch);
	facts_release(&mine);
	changes_release(&fresh);
	changes_release(&differing);
	return ok;
}

static bool read_document(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	if (args_has(a, "mine") || args_has(a, "theirs"))
		return read_settled(c, a, ws, ch, err);
	return import_read(a->operand[0], ws->work, &ws->reader, ch, c, err);
}

static bool import(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	struct buf b = {0};
	bool changed;

	if (!read_document(c, a, ws, ch, err) || !workspace_save(ws, c, "import", ch, &changed, err))
		return false;
	buf_add(&b, changed ? "imported" : "nothing to import: everything is there already");
	if (changed)
		import_words(&b, ch);
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
	return true;
}

static bool run_import(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};

	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && import(c, a, &ws, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "mine", NULL, "Where it differs, what is here stands", 0, 0 },
	{ "theirs", NULL, "Where it differs, take what the document says", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_import = {
	.name = "import",
	.operands = "FILE|-",
	.help = "Take in a document in YAML or JSON",
	.more = "Everything is checked first, and nothing is changed if anything is wrong. A workspace without answers, "
	    "evidence and gaps takes the whole document; one with content takes what is new, and refuses what differs, unless --mine or "
	    "--theirs says which stands; merge shows the differences one by one.",
	.option = options,
	.min = 1,
	.max = 1,
	.files = true,
	.run = run_import,
};
