/* assay import: a document into a workspace, all of it or nothing. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/exchange.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/import.h"

bool
import_read(const char *path, const struct work *w, const struct reader *r, struct changes *ch, struct context *c,
    struct err *err)
{
	char *bytes;
	size_t len;

	if (!exchange_slurp(path, EXCHANGE_SIZE_MAX, &bytes, &len, err))
		return false;
	bool ok = exchange_import(strcmp(path, "-") == 0 ? "standard input" : path, bytes, len, w, r, ch, &c->complaints);
	free(bytes);
	if (!ok && c->complaints.n == 0)
		return err_set(err, ERR_INPUT, "%s: cannot be imported", path);
	return ok;
}

static int
compare_changes(const void *a, const void *b)
{
	const struct change *const *x = a, *const *y = b;

	if ((*x)->entity != (*y)->entity)
		return (*x)->entity < (*y)->entity ? -1 : 1;
	return strcmp((*x)->id, (*y)->id);
}

/* How many entities of each kind the changes name. */
static void
count_entities(const struct changes *ch, int count[ENTITY_COUNT])
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

void
import_words(struct buf *b, const struct changes *ch)
{
	static const struct { enum entity entity; const char *one, *many; } words[] = {
		{ ENTITY_ANSWER, "answer", "answers" },
		{ ENTITY_EVIDENCE, "item of evidence", "items of evidence" },
		{ ENTITY_SUPPORT, "link", "links" },
		{ ENTITY_GAP, "gap", "gaps" },
		{ ENTITY_CHALLENGE, "challenge", "challenges" },
		{ ENTITY_APPROVAL, "approval", "approvals" },
		{ ENTITY_WAIVER, "waiver", "waivers" },
	};
	int count[ENTITY_COUNT] = { 0 };
	bool any = false;

	count_entities(ch, count);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (count[words[i].entity] == 0)
			continue;
		buf_add(b, any ? ", " : "; ");
		describe_number(b, count[words[i].entity], words[i].one, words[i].many);
		any = true;
	}
}

static bool
import(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	struct buf b = { 0 };
	bool changed;

	if (!import_read(a->operand[0], ws->work, &ws->reader, ch, c, err) ||
	    !workspace_save(ws, c, "import", ch, &changed, err))
		return false;
	buf_add(&b, changed ? "imported" : "nothing to import: everything is there already");
	if (changed)
		import_words(&b, ch);
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
	return true;
}

static bool
run_import(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = { 0 };
	struct changes ch = { 0 };

	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && import(c, a, &ws, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

const struct cmd_info cmd_import = {
	.name = "import",
	.operands = "FILE|-",
	.help = "Take in a document in YAML or JSON",
	.more = "Everything is checked first, and nothing is changed if anything is wrong. A workspace without answers, "
	    "evidence and gaps takes the whole document; one with content takes what is new, and refuses what differs.",
	.min = 1,
	.max = 1,
	.files = true,
	.run = run_import,
};
