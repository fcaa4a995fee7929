/* What can be done to an item of evidence. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/challenge.h"
#include "core/cost.h"
#include "core/trial.h"
#include "tui/ask.h"
#include "tui/claim_commands.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/item_commands.h"

/* What makes evidence specific, in the order one knows it. */
static const enum field evidence_form[] = {
	FIELD_EVIDENCE_TITLE, FIELD_DETAIL, FIELD_LOCATION, FIELD_TOOL, FIELD_KIND, FIELD_EVIDENCE_OWNER, FIELD_COLLECTED, FIELD_REVIEW_BY,
	FIELD_EVIDENCE_AUDIENCE, FIELD_COUNT
};

/* After an item was written from a claim: which other claims does it support? */
static void written(struct ui *ui, const char *id, const char *context, bool saved)
{
	int leaf = context != NULL ? tree_find(ui->work->tree, context) : NODE_NONE;

	(void)saved;
	if (work_find_evidence(ui->work, id) < 0)
		return;
	if (context == NULL)
		return;
	choose_links(ui, id, leaf);
}

void edit_evidence(struct ui *ui, const char *id, int leaf, const struct draft *draft)
{
	int e = work_find_evidence(ui->work, id);
	struct buf title = {0};
	struct form_ask ask = {
		.leaf = leaf, .entity = ENTITY_EVIDENCE, .id = id, .field = evidence_form, .closed = written,
		.focus = FIELD_COUNT, .fresh = e < 0, .command = e < 0 ? "evidence add" : "evidence edit",
	};

	if (!ui_may_write(ui))
		return;
	if (e < 0)
		buf_add(&title, "New item of evidence");
	else
		buf_addf(&title, "E%d", ui->work->evidence[e].ref);
	if (leaf != NODE_NONE) {
		buf_addf(&title, " for %s", tree_leaf_name(ui->work->tree, leaf));
		ask.above = tree_wording(ui->work->tree, leaf);
		ask.context = ui->work->tree->node[leaf].id;
		ask.focus = FIELD_DETAIL;
	} else if (e < 0)
		ask.context = "";               /* its claims are asked for, with none to begin at */
	ask.title = buf_str(&title);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
}

/* ---- removing: says first what it costs ---------------------------------------------------------- */

static void remove_done(struct ui *ui, const char *id, char letter)
{
	int e = work_find_evidence(ui->work, id), ref;
	struct changes c = {0};

	if (letter != 'r' || e < 0)
		return;
	ref = ui->work->evidence[e].ref;
	change_remove_evidence(&c, ui->work, e);
	if (ui_save(ui, "evidence remove", &c))
		ui_say(ui, STYLE_GOOD, "E%d removed; u takes it back", ref);
}

/* Nothing is settled by taking away what was doubted. */
static void challenges_kept(const struct ui *ui, int evidence, struct buf *out)
{
	bool first = true;

	for (int i = 0; i < ui->work->n_challenge; i++) {
		const struct challenge *c = &ui->work->challenge[i];

		if (c->evidence != evidence || !challenge_waits(c))
			continue;
		buf_add(out, first ? "Not settled, and kept: " : ", ");
		challenge_name(c, out);
		first = false;
	}
	if (!first)
		buf_add(out, ".");
}

static void what_it_costs(const struct ui *ui, int evidence, struct buf *out)
{
	struct cost cost;

	cost_of_evidence(&cost, ui->work, evidence, NULL, 0);
	for (int i = 0; i < cost.n_without; i++)
		buf_addf(out, "%s%s", i > 0 ? ", " : "Left with no support: ", tree_leaf_name(ui->work->tree, cost.without[i]));
	if (cost.n_without > 0)
		buf_add(out, ". ");
	if (cost.n_some > 0)
		buf_addf(out, "%d claim%s lose%s some support: judge again. ", cost.n_some, cost.n_some == 1 ? "" : "s", cost.n_some == 1 ? "s" : "");
	cost_release(&cost);
	challenges_kept(ui, evidence, out);
}

void remove_evidence(struct ui *ui, const char *id)
{
	static const struct ask_answer answers[] = { { 'r', "remove it" }, { 'k', "keep it" }, { 0, NULL } };
	int e = work_find_evidence(ui->work, id);
	struct buf q = {0}, cost = {0};

	if (e < 0 || !ui_may_write(ui))
		return;
	buf_addf(&q, "Remove E%d, %s?", ui->work->evidence[e].ref, ui->work->evidence[e].title != NULL ? ui->work->evidence[e].title : "");
	what_it_costs(ui, e, &cost);
	ask_open(ui, buf_str(&q), cost.len > 0 ? buf_str(&cost) : NULL, answers, 0, id, remove_done);
	buf_release(&q);
	buf_release(&cost);
}
