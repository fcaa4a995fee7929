/* Evidence and claims: finding or writing an item from a claim, linking it to further claims in one go,
 * choosing the claims of an item or a gap, and taking links away. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/ask.h"
#include "tui/claim_commands.h"
#include "tui/commands.h"
#include "tui/item_commands.h"
#include "tui/picker.h"

/* ---- choosing claims ------------------------------------------------------------------------- */

struct claims_choice {
	char *context;
	bool (*marked)(const struct ui *ui, const char *context, int leaf);
	void (*done)(struct ui *ui, const char *context, const int *leaf, const bool *on, size_t n);
};

static void fill_claims(struct ui *ui, struct picker *p)
{
	const struct tree *t = ui->work->tree;
	const struct claims_choice *choice = picker_data(p);

	for (int i = 0; i < t->n_nodes; i++) {
		struct picker_row r = { .id = t->node[i].id, .number = i, .text = t->node[i].label, .find = tree_wording(t, i) };
		struct buf right = {0};

		if (!tree_is_leaf(t, i))
			continue;
		r.lead = tree_short_name(t, i);
		r.lead_style = ui_standing_style(ui, i);
		r.marked = choice->marked(ui, choice->context, i);
		buf_addf(&right, "%s %s", t->node[i].id, standing_glyph(&ui->standing, i, ui->ascii));
		r.right = buf_str(&right);
		picker_add(p, &r);
		buf_release(&right);
	}
}

static void claims_changed(struct ui *ui, struct picker *p, const struct picker_row *const *row, size_t n)
{
	const struct claims_choice *choice = picker_data(p);
	int *leaf = xcalloc(n + 1, sizeof *leaf);
	bool *on = xcalloc(n + 1, sizeof *on);

	for (size_t i = 0; i < n; i++) {
		leaf[i] = row[i]->number;
		on[i] = row[i]->marked;
	}
	choice->done(ui, choice->context, leaf, on, n);
	free(leaf);
	free(on);
}

static void free_choice(void *data)
{
	struct claims_choice *choice = data;

	free(choice->context);
	free(choice);
}

static const struct picker_ops claims_picker = {
	.title = " Claims ", .several = true, .keeps_order = true, .fill = fill_claims, .changed = claims_changed, .free_data = free_choice,
	.hints = "Space mark  Enter done  type a number or words to find  Esc leave",
};

void pick_claims(struct ui *ui, const char *title, const char *context, int start,
    bool (*marked)(const struct ui *ui, const char *context, int leaf),
    void (*done)(struct ui *ui, const char *context, const int *leaf, const bool *on, size_t n))
{
	struct claims_choice *choice = xcalloc(1, sizeof *choice);

	*choice = (struct claims_choice){ .context = xstrdup(context), .marked = marked, .done = done };
	picker_open_data(ui, &claims_picker, choice, title, start != NODE_NONE ? ui->work->tree->node[start].id : NULL);
}

/* ---- the claims of an item of evidence --------------------------------------------------------- */

static bool item_supports(const struct ui *ui, const char *evidence, int leaf)
{
	int e = work_find_evidence(ui->work, evidence);

	return e >= 0 && work_find_support(ui->work, e, leaf) >= 0;
}

static void set_support(const struct ui *ui, struct changes *c, const char *evidence, int leaf, bool on)
{
	char *id = link_id(evidence, ui->work->tree->node[leaf].id);

	changes_set(c, ENTITY_SUPPORT, id, work_revision(ui->work, ENTITY_SUPPORT, id), FIELD_SUPPORT_REMOVED, on ? NULL : "true");
	free(id);
}

static void links_done(struct ui *ui, const char *evidence, const int *leaf, const bool *on, size_t n)
{
	struct changes c = {0};
	int e;

	for (size_t i = 0; i < n; i++)
		set_support(ui, &c, evidence, leaf[i], on[i]);
	if (n > 0 && !ui_save(ui, "evidence link", &c))
		return;
	e = work_find_evidence(ui->work, evidence);
	if (e >= 0)
		ui_say(ui, STYLE_GOOD, "E%d supports %d claim%s", ui->work->evidence[e].ref, ui->work->evidence[e].n_supports,
		    ui->work->evidence[e].n_supports == 1 ? "" : "s");
}

void choose_links(struct ui *ui, const char *evidence, int start)
{
	int e = work_find_evidence(ui->work, evidence);
	struct buf title = {0};

	if (e < 0 || !ui_may_write(ui))
		return;
	buf_addf(&title, " Claims that E%d supports: %s ", ui->work->evidence[e].ref,
	    ui->work->evidence[e].title != NULL ? ui->work->evidence[e].title : "");
	pick_claims(ui, buf_str(&title), evidence, start, item_supports, links_done);
	buf_release(&title);
}

/* ---- e on a claim: find an item or write one, link it, then further claims ------------------------ */

static void fill_evidence(struct ui *ui, struct picker *p)
{
	int leaf = tree_find(ui->work->tree, picker_context(p));

	for (int i = 0; i < ui->work->n_evidence; i++) {
		const struct evidence *e = &ui->work->evidence[i];
		char ref[16], right[48];
		struct picker_row r = { .text = e->title != NULL ? e->title : "", .find = e->tool, .lead = ref, .lead_style = STYLE_KEY,
			.id = e->id, .number = i, .right = right };

		snprintf(ref, sizeof ref, "E%d", e->ref);
		snprintf(right, sizeof right, "%s%d claim%s", work_find_support(ui->work, i, leaf) >= 0 ? "linked here, " : "",
		    e->n_supports, e->n_supports == 1 ? "" : "s");
		picker_add(p, &r);
	}
}

/* In the matrix the item just linked comes under the cursor. */
static void come_to_item(struct ui *ui, const char *id)
{
	if (ui->current == VIEW_LINKS)
		ui_select(ui, VIEW_LINKS, &(struct target){ .kind = TARGET_EVIDENCE, .id = id });
}

static void new_item(struct ui *ui, int leaf, const char *title)
{
	struct changes c = {0};
	char id[ID_TEXT];

	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, title);
	set_support(ui, &c, id, leaf, true);
	if (!ui_save(ui, "evidence add", &c))
		return;
	come_to_item(ui, id);
	edit_evidence(ui, id, leaf, NULL);      /* a bare title is no evidence: ask what and where at once */
}

static void take_evidence(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	int leaf = tree_find(ui->work->tree, picker_context(p));
	struct changes c = {0};
	char *id;

	if (leaf == NODE_NONE)
		return;
	if (row == NULL) {
		new_item(ui, leaf, typed);
		return;
	}
	id = xstrdup(row->id);
	set_support(ui, &c, id, leaf, true);
	if (ui_save(ui, "evidence link", &c)) {
		come_to_item(ui, id);
		choose_links(ui, id, leaf);
		ui_say(ui, STYLE_GOOD, "E%d supports %s now; u takes it back", ui->work->evidence[work_find_evidence(ui->work, id)].ref,
		    tree_leaf_name(ui->work->tree, leaf));
	}
	free(id);
}

static const struct picker_ops evidence_picker = {
	.title = " Evidence ", .rows_max = 12,          /* the claim's wording stays in sight */
	.fill = fill_evidence, .take = take_evidence, .offers_new = "write a new item: ",
	.before = "nothing is on file yet: type the title of a new item",
	.hints = "type to find  Enter link it here, or write a new item  Esc leave",
};

void do_evidence(struct ui *ui)
{
	int leaf = ui_subject_leaf(ui);
	struct buf title = {0};

	if (leaf == NODE_NONE) {
		ui_say(ui, STYLE_WARNING, "Evidence supports claims without claims below them: open one");
		return;
	}
	if (!ui_may_write(ui))
		return;
	buf_addf(&title, " Evidence for %s ", tree_leaf_name(ui->work->tree, leaf));
	picker_open(ui, &evidence_picker, ui->work->tree->node[leaf].id, buf_str(&title), NULL);
	buf_release(&title);
}

/* ---- L: the claims of what the cursor stands on ---------------------------------------------------- */

void do_links(struct ui *ui)
{
	struct target t;
	int start = ui_subject_leaf(ui);
	char *id;

	if (!ui_item(ui, &t) || (t.kind != TARGET_EVIDENCE && t.kind != TARGET_GAP))
		if (!ui_subject(ui, &t))
			return;
	id = xstrdup_or_null(t.id);
	if (t.kind == TARGET_EVIDENCE)
		choose_links(ui, id, start);
	else if (t.kind == TARGET_GAP)
		choose_gap_claims(ui, id, start);
	else
		ui_say(ui, STYLE_DIM, "Put the cursor on an item of evidence or a gap (Tab), then L");
	free(id);
}

/* ---- D ------------------------------------------------------------------------------------------- */

static void unlink_done(struct ui *ui, const char *context, char letter)
{
	const char *blank = strchr(context, ' ');
	char *evidence = xstrndup(context, (size_t)(blank - context));
	int leaf = tree_find(ui->work->tree, blank + 1);
	struct changes c = {0};

	if (letter == 'u' && leaf != NODE_NONE) {
		set_support(ui, &c, evidence, leaf, false);
		if (ui_save(ui, "evidence unlink", &c))
			ui_say(ui, STYLE_GOOD, "Link removed; %s now stands as %s; u takes it back", tree_leaf_name(ui->work->tree, leaf),
			    standing_words(&ui->standing, leaf));
	} else if (letter == 'd')
		remove_evidence(ui, evidence);
	free(evidence);
}

void ask_unlink(struct ui *ui, const char *evidence, int leaf)
{
	static const struct ask_answer answers[] = {
		{ 'u', "unlink it from this claim" }, { 'd', "remove the item altogether" }, { 0, NULL },
	};
	int e = work_find_evidence(ui->work, evidence);
	char *context = link_id(evidence, ui->work->tree->node[leaf].id);
	struct buf q = {0};

	if (e >= 0) {
		buf_addf(&q, "E%d supports %d claim%s.%s", ui->work->evidence[e].ref, ui->work->evidence[e].n_supports,
		    ui->work->evidence[e].n_supports == 1 ? "" : "s",
		    ui->work->n_supports[leaf] == 1 ? " This claim would be left with no support." : "");
		ask_open(ui, buf_str(&q), NULL, answers, 0, context, unlink_done);
	}
	buf_release(&q);
	free(context);
}

void do_remove(struct ui *ui)
{
	struct target t;
	int leaf = ui_subject_leaf(ui);
	char *id;

	if (!ui_may_write(ui))
		return;
	if (!ui_item(ui, &t) && (!ui_subject(ui, &t) || t.kind == TARGET_NODE)) {
		ui_say(ui, STYLE_DIM, "Put the cursor on what is to go: an item of evidence or a gap (Tab), then D");
		return;
	}
	id = xstrdup_or_null(t.id);
	if (t.kind == TARGET_EVIDENCE && leaf != NODE_NONE && item_supports(ui, id, leaf))
		ask_unlink(ui, id, leaf);
	else if (t.kind == TARGET_EVIDENCE)
		remove_evidence(ui, id);
	else if (t.kind == TARGET_GAP)
		remove_gap(ui, id);
	else if (t.kind == TARGET_NODE)
		remove_link_here(ui, id);
	free(id);
}
