/* assay evidence merge, split: two items into one, and a part of one into an item of its own. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/evidence.h"
#include "cli/fields.h"
#include "core/evidence_merge.h"

#define MERGE_OPTIONS \
	{ "title", "TITLE", "The title", OPTION_FIELD, 0 }, \
	{ "detail", "TEXT", "What is done, in words", OPTION_FIELD, 0 }, \
	{ "detail-file", "FILE", "The same from a file; - reads standard input", OPTION_FIELD, 0 }, \
	{ "kind", "KIND", "What kind of evidence it is", OPTION_FIELD, 0 }, \
	{ "location", "PLACE", "Where it is kept; may be given several times", OPTION_FIELD | OPTION_MANY, 0 }, \
	{ "tool", "NAME", "The tool or process that does it", OPTION_FIELD, 0 }, \
	{ "owner", "NAME", "Who keeps it", OPTION_FIELD, 0 }, \
	{ "collected", "DATE", "The day it was looked at, YYYY-MM-DD", OPTION_FIELD, 0 }, \
	{ "review-by", "DATE", "The day to look again", OPTION_FIELD, 0 }, \
	{ "audience", "AUDIENCE", "Who may see it", OPTION_FIELD, 0 }

static bool check_title(const struct changes *given, struct err *err)
{
	const char *title;

	if (fields_changed(given, ENTITY_EVIDENCE, FIELD_EVIDENCE_TITLE, &title) && title == NULL)
		return err_set(err, ERR_INPUT, "--title: the title is empty");
	return true;
}

/* ---- merge ------------------------------------------------------------------------------------ */

static bool read_keep(const struct args *a, const struct workspace *ws, int into, int from, enum merge_side *side, struct err *err)
{
	const char *keep = args_get(a, "keep");
	int e;

	*side = SIDE_UNSAID;
	if (keep == NULL)
		return true;
	if (!work_read_evidence(ws->work, keep, &e, err))
		return err_prefix(err, "--keep");
	if (e != into && e != from)
		return err_set(err, ERR_INPUT, "--keep: E%d is neither of the two: say E%d or E%d", ws->work->evidence[e].ref,
		    ws->work->evidence[into].ref, ws->work->evidence[from].ref);
	*side = e == into ? SIDE_INTO : SIDE_FROM;
	return true;
}

static void take_given(struct merge_choices *choices, const struct changes *given)
{
	for (size_t i = 0; i < given->n; i++)
		choices->choice[given->item[i].field - FIELD_EVIDENCE_TITLE] = (struct merge_choice){ SIDE_GIVEN, given->item[i].value };
}

/* Names the fields that differ, and how to choose. */
static bool refuse_unchosen(const struct evidence_merge *m, int into, int from, struct err *err)
{
	struct buf b = {0};

	for (size_t i = 0; i < m->n_unchosen; i++)
		buf_addf(&b, "%s%s", i > 0 ? ", " : "", field_info(m->unchosen[i])->key);
	err_set(err, ERR_INPUT, "E%d and E%d differ in %s: choose with --keep E%d or --keep E%d, or give the value, as in --%s ...",
	    into, from, buf_str(&b), into, from, field_info(m->unchosen[0])->key);
	buf_release(&b);
	return false;
}

static void add_number(struct buf *b, int n, const char *one, const char *many)
{
	if (n == 0)
		return;
	buf_add(b, "; ");
	buf_add_count(b, n, one, many);
}

static void merged_words(struct buf *b, const struct evidence_merge *m, int into, int from)
{
	buf_addf(b, "E%d merged into E%d", from, into);
	add_number(b, m->links_moved, "link moved", "links moved");
	add_number(b, m->links_joined, "link of both joined", "links of both joined");
	add_number(b, m->challenges_moved, "challenge moved", "challenges moved");
	add_number(b, m->waivers_moved, "waiver moved", "waivers moved");
}

static bool merge(struct context *c, const struct args *a, struct workspace *ws, int into, int from, struct err *err)
{
	const struct evidence *item = &ws->work->evidence[into];
	struct merge_choices choices = {0};
	struct evidence_merge m = {0};
	struct changes given = {0};
	struct buf said = {0};
	int refs[2] = { item->ref, ws->work->evidence[from].ref };
	bool ok = fields_set(&given, a, item->id, item->revision, err) && check_title(&given, err) &&
	    read_keep(a, ws, into, from, &choices.rest, err);

	if (ok) {
		take_given(&choices, &given);
		ok = evidence_merge_plan(&m, ws->work, &ws->reader, into, from, &choices, err);
	}
	if (ok && m.n_unchosen > 0)
		ok = refuse_unchosen(&m, refs[0], refs[1], err);
	if (ok) {
		merged_words(&said, &m, refs[0], refs[1]);
		ok = workspace_save(ws, c, "evidence merge", &m.changes, NULL, err);
	}
	if (ok)
		out_line(&c->out, buf_str(&said));
	buf_release(&said);
	changes_release(&given);
	evidence_merge_release(&m);
	return ok;
}

static bool run_merge(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	int into, from;
	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && work_read_evidence(ws.work, a->operand[0], &into, err) &&
	    work_read_evidence(ws.work, a->operand[1], &from, err) && merge(c, a, &ws, into, from, err);

	workspace_close(&ws);
	return ok;
}

static const struct option_info merge_options[] = {
	{ "keep", "EVIDENCE", "Whose value stands where both say something different", 0, 0 },
	MERGE_OPTIONS,
	{ 0 },
};

const struct cmd_info cmd_evidence_merge = {
	.name = "evidence merge",
	.operands = "EVIDENCE OTHER",
	.help = "Make one item of two: the second goes into the first",
	.more = "Links, notes, challenges and waivers of both are kept, empty fields filled from the second, details that differ joined, "
	    "all locations kept. Where both say something different otherwise, --keep or an option with the value decides; "
	    "without it nothing is merged. Who may see an item is not filled in: what says nothing is internal.",
	.option = merge_options,
	.entity = ENTITY_EVIDENCE,
	.min = 2,
	.max = 2,
	.run = run_merge,
};

/* ---- split ------------------------------------------------------------------------------------ */

struct part { int *leaf; bool *moves; int n; };

static bool read_part(const struct args *a, const struct tree *t, const char *option, bool moves, struct part *p, struct err *err)
{
	const char *name;
	size_t at = 0;

	while ((name = args_next(a, option, &at)) != NULL) {
		int leaf;

		if (!tree_read_leaf(t, name, &leaf, err))
			return err_prefix(err, "--%s", option);
		for (int i = 0; i < p->n; i++)
			if (p->leaf[i] == leaf)
				return err_set(err, ERR_INPUT, "--%s: %s is named twice", option, describe_name(t, leaf));
		p->leaf[p->n] = leaf;
		p->moves[p->n++] = moves;
	}
	return true;
}

static bool check_split(const struct part *p, const struct changes *given, struct err *err)
{
	if (!fields_changed(given, ENTITY_EVIDENCE, FIELD_EVIDENCE_TITLE, NULL))
		return err_set(err, ERR_INPUT, "say with --title what the new item is called");
	if (p->n == 0)
		return err_set(err, ERR_INPUT, "say with --claim or --move-claim which claims the new item supports");
	return check_title(given, err);
}

/* What was given comes instead of what was copied: one value a field. */
static void put_given(struct changes *ch, const struct changes *given, const char *id)
{
	for (size_t i = 0; i < given->n; i++) {
		bool set = false;

		for (size_t k = 0; k < ch->n && !set; k++)
			if (ch->item[k].entity == ENTITY_EVIDENCE && ch->item[k].field == given->item[i].field) {
				free(ch->item[k].value);
				ch->item[k].value = xstrdup_or_null(given->item[i].value);
				set = true;
			}
		if (!set)
			changes_set(ch, ENTITY_EVIDENCE, id, 0, given->item[i].field, given->item[i].value);
	}
}

static bool split(struct context *c, const struct args *a, struct workspace *ws, int e, struct part *p, struct err *err)
{
	struct changes ch = {0}, given = {0};
	char id[ID_TEXT];
	int ref = ws->work->evidence[e].ref, made;
	struct buf b = {0};
	bool ok = read_part(a, ws->tree, "claim", false, p, err) && read_part(a, ws->tree, "move-claim", true, p, err) &&
	    fields_set(&given, a, ws->work->evidence[e].id, 0, err) && check_split(p, &given, err) &&
	    evidence_split_plan(&ch, ws->work, &ws->reader, e, p->leaf, p->moves, p->n, id, err);

	if (ok) {
		put_given(&ch, &given, id);
		ok = workspace_save(ws, c, "evidence split", &ch, NULL, err);
	}
	made = ok ? work_find_evidence(ws->work, id) : -1;
	if (made >= 0) {
		buf_addf(&b, "E%d %s: split from E%d, supports ", ws->work->evidence[made].ref, describe_title(&ws->work->evidence[made]), ref);
		describe_claims(&b, ws->tree, p->leaf, p->n);
		out_line(&c->out, buf_str(&b));
	}
	buf_release(&b);
	changes_release(&ch);
	changes_release(&given);
	return ok;
}

static bool run_split(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct part p = { xcalloc(a->n_given + 1, sizeof(int)), xcalloc(a->n_given + 1, sizeof(bool)), 0 };
	int e;
	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err) && work_read_evidence(ws.work, a->operand[0], &e, err) &&
	    split(c, a, &ws, e, &p, err);

	free(p.leaf);
	free(p.moves);
	workspace_close(&ws);
	return ok;
}

static const struct option_info split_options[] = {
	{ "claim", "CLAIM", "A claim that both items support from now on; may be given several times", OPTION_MANY, 0 },
	{ "move-claim", "CLAIM", "A claim that the new item supports instead; may be given several times", OPTION_MANY, 0 },
	MERGE_OPTIONS,
	{ 0 },
};

const struct cmd_info cmd_evidence_split = {
	.name = "evidence split",
	.operands = "EVIDENCE",
	.help = "Make an item of its own of a part of an item",
	.more = "The new item begins with the fields of the old one, but for its title and what the options say. Links are copied or "
	    "moved with their notes; a challenge or waiver on a link that moves goes with it.",
	.option = split_options,
	.entity = ENTITY_EVIDENCE,
	.min = 1,
	.max = 1,
	.run = run_split,
};
