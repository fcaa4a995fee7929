/* assay lint: what an assurer would ask about. It advises, and changes nothing. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/wordlist.h"
#include "cli/commands.h"
#include "cli/lint.h"
#include "core/on.h"
#include "store/draft.h"

/* Drafts lie outside the workspace; where they cannot be read there are none to speak of. */
static int count_drafts(const struct context *c, const struct workspace *ws)
{
	struct drafts drafts = {0};
	struct err ignored;
	int n = draft_list(store_id(ws->store), c->who, &drafts, &ignored) ? (int)drafts.n : 0;

	drafts_release(&drafts);
	return n;
}

/* Every text is read: with one lock for all of them. */
static bool all_in_one_moment(struct lint *out, const struct workspace *ws, const struct lint_in *in, struct err *err)
{
	if (!store_snapshot_begin(ws->store, err))
		return false;
	bool ok = lint_all(out, in, err);
	store_snapshot_end(ws->store);
	return ok;
}

bool lint_workspace(struct lint *out, struct context *c, const struct workspace *ws, const char *words, struct err *err)
{
	struct lint_words w = {0};
	struct lint_in in = { .work = ws->work, .standing = &ws->standing, .reader = &ws->reader, .words = &w, .today = c->today,
		.drafts = count_drafts(c, ws) };
	bool ok = words != NULL ? wordlist_load_with(&w, words, &c->complaints, err) : wordlist_load(&w, &c->complaints, err);

	ok = ok && all_in_one_moment(out, ws, &in, err);
	lint_words_release(&w);
	return ok;
}

/* ---- which of them ------------------------------------------------------------------------------- */

struct lint_filter {
	bool waived;
	const struct args *args;        /* for --rule */
	const char *on;                 /* an id; NULL: anything */
	int node;                       /* a node with claims below: any of these; NODE_NONE */
};

static bool rule_is_wanted(const struct args *a, const struct lint_rule *rule)
{
	const char *name;
	size_t at = 0;

	if (!args_has(a, "rule"))
		return true;
	while ((name = args_next(a, "rule", &at)) != NULL)
		if (strcmp(name, rule->id) == 0)
			return true;
	return false;
}

/* The thing itself, or a link that has it at one of its ends. */
static bool is_about(const struct tree *t, const struct lint_filter *f, const char *on)
{
	const char *blank = strchr(on, ' ');
	int node;

	if (f->on == NULL)
		return true;
	if (f->node != NODE_NONE) {
		node = tree_find(t, blank != NULL ? blank + 1 : on);
		return node >= f->node && node < t->node[f->node].end;
	}
	return strcmp(on, f->on) == 0 || (blank != NULL && (size_t)(blank - on) == strlen(f->on) && strncmp(on, f->on, (size_t)(blank - on)) == 0);
}

static int by_rule(const void *a, const void *b)
{
	const struct lint_remark *x = *(const struct lint_remark *const *)a, *y = *(const struct lint_remark *const *)b;

	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;      /* the table is in the order of the headings */
	return x->place != y->place ? (x->place < y->place ? -1 : 1) : strcmp(x->on, y->on);
}

static void choose(struct lint_shown *s, const struct tree *t, const struct lint *l, const struct lint_filter *f)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct lint_remark *r = &l->item[i];

		if ((f->waived && r->waived == NULL) || !rule_is_wanted(f->args, r->rule) || !is_about(t, f, r->on))
			continue;
		MEM_GROW(s->item, s->n, s->cap);
		s->item[s->n++] = r;
	}
	if (s->n > 1)
		qsort(s->item, s->n, sizeof *s->item, by_rule);
}

static bool check_rules(const struct args *a, struct err *err)
{
	const struct lint_rule *rule;
	const char *name;
	size_t at = 0;

	while ((name = args_next(a, "rule", &at)) != NULL)
		if (!lint_rule_read(name, &rule, err))
			return err_prefix(err, "--rule");
	return true;
}

/* A principle or theme stands for all claims below it. */
static bool read_on(const struct workspace *ws, const char *name, struct buf *id, struct lint_filter *f, struct err *err)
{
	if (name == NULL)
		return true;
	if (!on_read(ws->work, name, id, err))
		return err_prefix(err, "--on");
	f->on = buf_str(id);
	f->node = tree_find(ws->tree, f->on);
	return true;
}

/* ---- the command --------------------------------------------------------------------------------- */

static bool put(struct context *c, const struct args *a, const struct workspace *ws, const struct lint_filter *f, struct err *err)
{
	struct lint remarks = {0};
	struct lint_shown shown = {0};
	bool ok = lint_workspace(&remarks, c, ws, args_get(a, "words"), err);

	if (ok) {
		choose(&shown, ws->tree, &remarks, f);
		(args_has(a, "json") ? lint_print_json : lint_print)(c, &shown);
	}
	for (size_t i = 0; i < shown.n && args_has(a, "exit-code"); i++)
		if (shown.item[i]->waived == NULL)
			c->status = 1;
	free(shown.item);
	lint_release(&remarks);
	return ok;
}

static bool explain(struct context *c, const struct args *a, struct err *err)
{
	const struct lint_rule *rule;

	for (size_t i = 0; i < a->n_operands; i++)
		if (!lint_rule_read(a->operand[i], &rule, err))
			return false;
	for (size_t i = 0; i < a->n_operands; i++) {
		lint_rule_read(a->operand[i], &rule, err);
		if (i > 0)
			out_end(&c->out);
		lint_explain(c, rule);
	}
	if (a->n_operands == 0)
		lint_list_rules(c);
	return true;
}

static bool run_lint(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct lint_filter f = { .waived = args_has(a, "waived"), .args = a, .node = NODE_NONE };
	struct buf id = {0};

	if (args_has(a, "explain"))
		return explain(c, a, err);
	if (a->n_operands > 0)
		return err_set(err, ERR_INPUT, "'%.60s': rules are named after --explain or --rule, and things after --on", a->operand[0]);
	bool ok = check_rules(a, err) && workspace_open(&ws, c, a, STORE_READ, err) &&
	    read_on(&ws, args_get(a, "on"), &id, &f, err) && put(c, a, &ws, &f, err);
	buf_release(&id);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "rule", "RULE", "Only the remarks of this rule; may be given several times", OPTION_MANY, 0 },
	{ "on", "ON", "Only those about a claim (or all below a principle), an item, a gap or a link \"E12 1.2/2\", with its links", 0, 0 },
	{ "waived", NULL, "Only those that were waived", 0, 0 },
	{ "explain", NULL, "Say what the rules named after it are for; without names, all of them", 0, 0 },
	{ "words", "FILE", "A word list to add to the shipped one, instead of your own", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ "exit-code", NULL, "End with status 1 if there are remarks that are not waived", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_lint = {
	.name = "lint",
	.operands = "[RULE ...]",
	.help = "Remark on what an assurer would ask about: completeness, accuracy, relevancy, consistency",
	.more = "The remarks advise; they never change a status. What is to stay as it is can be waived with a reason.",
	.option = options,
	.max = -1,
	.past = true,
	.run = run_lint,
};
