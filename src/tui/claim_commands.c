/* What can be done to the claim in hand: status, texts, owner, next claim that needs me. Its evidence is in
 * link_commands.c, its gaps in gap_commands.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/strategy.h"
#include "tui/ask.h"
#include "tui/claim_commands.h"
#include "tui/claims.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/links.h"
#include "tui/picker.h"

/* The leaf in hand, or NODE_NONE with a word on what to do. */
static int leaf_in_hand(struct ui *ui)
{
	int leaf = ui_subject_leaf(ui);

	if (leaf == NODE_NONE)
		ui_say(ui, STYLE_WARNING, "This node has claims below it; answers belong to those without any: open one");
	return leaf;
}

/* ---- one field of the answer ---------------------------------------------------------------- */

static bool set_field(struct ui *ui, int leaf, enum field f, const char *value)
{
	struct changes c = {0};

	changes_set(&c, ENTITY_ANSWER, ui->work->tree->node[leaf].id, ui->work->answer[leaf].revision, f, value);
	return ui_save(ui, "set", &c);
}

/* ---- status --------------------------------------------------------------------------------- */

static const char *const status_meaning[] = {
	[STATUS_TO_ASSESS] = "not answered yet",
	[STATUS_EVIDENCED] = "the evidence shows the claim",
	[STATUS_PARTLY_EVIDENCED] = "it shows part of the claim; a gap says what is missing",
	[STATUS_NOT_EVIDENCED] = "nothing shows it; a gap says what will be done",
	[STATUS_NOT_APPLICABLE] = "it cannot apply here; the argument says why",
};

static void fill_statuses(struct ui *ui, struct picker *p)
{
	const char *const *values = field_info(FIELD_STATUS)->values;
	int leaf = tree_find(ui->work->tree, picker_context(p));

	for (int i = 0; values[i] != NULL; i++) {
		struct picker_row r = { .text = value_words(FIELD_STATUS, i), .id = values[i], .number = i, .right = status_meaning[i] };

		r.lead = i == (int)standing_fitting_status(ui->work, leaf) && i != STATUS_TO_ASSESS ? "fits" : "    ";
		r.lead_style = STYLE_GOOD;
		picker_add(p, &r);
	}
}

/* A status that needs more to count says so at once. */
static void say_what_follows(struct ui *ui, int leaf)
{
	enum status status = ui->work->answer[leaf].status;

	ui_say(ui, STYLE_GOOD, "%s: status %s; it now stands as %s%s", tree_leaf_name(ui->work->tree, leaf), value_words(FIELD_STATUS, (int)status),
	    standing_words(&ui->standing, leaf),
	    ui->standing.value[leaf] == LEAF_ASSERTED ? ": nothing on file supports it yet (e)" :
	    ui->standing.value[leaf] == LEAF_OPEN && status == STATUS_NOT_APPLICABLE ? " until the argument says why (a)" : "");
}

static void remark_read(struct ui *ui, const char *context, char letter)
{
	int leaf = tree_find(ui->work->tree, context);

	(void)letter;
	if (leaf != NODE_NONE)
		say_what_follows(ui, leaf);
}

/* What the source remarks on a principle stands before whoever has just made it claimable. */
static void show_remark(struct ui *ui, int leaf, int of)
{
	static const struct ask_answer answers[] = { { 'o', "understood" }, { 0, NULL } };
	const struct node *n = &ui->work->tree->node[of];
	struct buf question = {0}, detail = {0};

	buf_addf(&detail, "With this %s can be claimed: %s", n->id, n->label);
	buf_addf(&question, "The source remarks on it: %s", n->remark);
	ask_open(ui, buf_str(&question), buf_str(&detail), answers, 'o', ui->work->tree->node[leaf].id, remark_read);
	buf_release(&question);
	buf_release(&detail);
}

static void set_status(struct ui *ui, int leaf, const char *value)
{
	int of = strategy_remarked(ui->work->tree, leaf);
	bool before = of != NODE_NONE && standing_claimable(&ui->standing, of);

	if (!set_field(ui, leaf, FIELD_STATUS, value))
		return;
	say_what_follows(ui, leaf);
	if (of != NODE_NONE && !before && standing_claimable(&ui->standing, of))
		show_remark(ui, leaf, of);
}

static void take_status(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	int leaf = tree_find(ui->work->tree, picker_context(p));

	(void)typed;
	if (leaf != NODE_NONE)
		set_status(ui, leaf, row->id);
}

static const struct picker_ops status_picker = {
	.title = "Status", .keeps_order = true, .fill = fill_statuses, .take = take_status,
};

void do_status(struct ui *ui)
{
	int leaf = leaf_in_hand(ui);
	const char *const *values = field_info(FIELD_STATUS)->values;
	struct buf title = {0};

	if (leaf == NODE_NONE || !ui_may_write(ui))
		return;
	buf_addf(&title, " Status of %s ", tree_leaf_name(ui->work->tree, leaf));
	picker_open(ui, &status_picker, ui->work->tree->node[leaf].id, buf_str(&title),
	    values[ui->work->answer[leaf].status != STATUS_TO_ASSESS ? ui->work->answer[leaf].status :
	    standing_fitting_status(ui->work, leaf)]);
	buf_release(&title);
}

/* ---- the status that fits is offered when the text is written ---------------------------------- */

static void take_offer(struct ui *ui, const char *context, char letter)
{
	int leaf = tree_find(ui->work->tree, context);

	if (letter == 's')
		do_status(ui);
	else if (letter == 'y' && leaf != NODE_NONE)
		set_status(ui, leaf, field_info(FIELD_STATUS)->values[standing_fitting_status(ui->work, leaf)]);
}

/* Offers the status that fits what is written, where it is not the one chosen. */
static void offer_status(struct ui *ui, int leaf)
{
	static const struct ask_answer answers[] = { { 'y', "take it" }, { 's', "choose another" }, { 'n', "not now" }, { 0, NULL } };
	enum status fits = standing_fitting_status(ui->work, leaf);
	struct buf q = {0};

	if (fits == ui->work->answer[leaf].status || fits == STATUS_TO_ASSESS || ui->readonly)
		return;
	buf_addf(&q, "By what is written for %s the fitting status is: %s. It is now: %s.", tree_leaf_name(ui->work->tree, leaf),
	    value_words(FIELD_STATUS, (int)fits), value_words(FIELD_STATUS, (int)ui->work->answer[leaf].status));
	ask_open(ui, buf_str(&q), NULL, answers, 'y', ui->work->tree->node[leaf].id, take_offer);
	buf_release(&q);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static void text_closed(struct ui *ui, const char *id, const char *context, bool saved)
{
	int leaf = tree_find(ui->work->tree, id);

	(void)context;
	if (saved && leaf != NODE_NONE)
		offer_status(ui, leaf);
}

void edit_answer(struct ui *ui, int leaf, const enum field *field, const struct draft *draft)
{
	struct buf title = {0}, above = {0};
	struct form_ask ask = {
		.leaf = leaf, .entity = ENTITY_ANSWER, .id = ui->work->tree->node[leaf].id, .command = "set", .field = field,
		.focus = FIELD_COUNT, .closed = field[0] == FIELD_ARGUMENT ? text_closed : NULL,
	};

	if (!ui_may_write(ui))
		return;
	buf_addf(&title, "%s for ", field_info(field[0])->label);
	ui_claim_name(ui, leaf, &title);
	buf_add(&above, tree_wording(ui->work->tree, leaf));
	ask.title = buf_str(&title);
	ask.above = buf_str(&above);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
	buf_release(&above);
}

static void edit_in_hand(struct ui *ui, const enum field *field)
{
	int leaf = leaf_in_hand(ui);

	if (leaf != NODE_NONE)
		edit_answer(ui, leaf, field, NULL);
}

/* Each a form of its own: the wording above, the whole rest of the screen for the text. */
const enum field argument_form[] = { FIELD_ARGUMENT, FIELD_COUNT };
const enum field assumptions_form[] = { FIELD_ASSUMPTIONS, FIELD_COUNT };
const enum field note_form[] = { FIELD_ANSWER_NOTE, FIELD_COUNT };
const enum field owner_form[] = { FIELD_ANSWER_OWNER, FIELD_COUNT };

void do_argument(struct ui *ui) { edit_in_hand(ui, argument_form); }
void do_assumptions(struct ui *ui) { edit_in_hand(ui, assumptions_form); }
void do_note(struct ui *ui) { edit_in_hand(ui, note_form); }

/* ---- owner: people already named are found as one types ----------------------------------------- */

static void add_person(struct picker *p, const char *name, char ***seen, size_t *n, size_t *cap)
{
	struct picker_row r = { .text = name, .id = name };

	if (name == NULL)
		return;
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*seen)[i], name) == 0)
			return;
	MEM_GROW(*seen, *n, *cap);
	(*seen)[(*n)++] = xstrdup(name);
	picker_add(p, &r);
}

static void fill_people(struct ui *ui, struct picker *p)
{
	const struct work *w = ui->work;
	char **seen = NULL;
	size_t n = 0, cap = 0;

	add_person(p, ui->start->who, &seen, &n, &cap);
	add_person(p, w->assessment.owner, &seen, &n, &cap);
	for (int i = 0; i < w->tree->n_nodes; i++)
		add_person(p, w->answer[i].owner, &seen, &n, &cap);
	for (int i = 0; i < w->n_evidence; i++)
		add_person(p, w->evidence[i].owner, &seen, &n, &cap);
	for (int i = 0; i < w->n_gap; i++)
		add_person(p, w->gap[i].owner, &seen, &n, &cap);
	for (size_t i = 0; i < n; i++)
		free(seen[i]);
	free(seen);
}

static void take_owner(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	int leaf = tree_find(ui->work->tree, picker_context(p));
	const char *name = row != NULL ? row->id : typed;

	if (leaf != NODE_NONE && set_field(ui, leaf, FIELD_ANSWER_OWNER, name))
		ui_say(ui, STYLE_GOOD, "%s: owner %s", tree_leaf_name(ui->work->tree, leaf), name);
}

static const struct picker_ops owner_picker = {
	.title = " Owner ", .fill = fill_people, .take = take_owner, .offers_new = "somebody else: ",
	.before = "nobody is named yet: type a name",
};

void do_owner(struct ui *ui)
{
	int leaf = leaf_in_hand(ui);

	if (leaf != NODE_NONE && ui_may_write(ui))
		picker_open(ui, &owner_picker, ui->work->tree->node[leaf].id, NULL, ui->work->answer[leaf].owner);
}

void do_reading(struct ui *ui)
{
	int leaf = leaf_in_hand(ui);
	const char *value;

	if (leaf == NODE_NONE || !ui_may_write(ui))
		return;
	value = field_info(FIELD_READING)->values[ui->work->answer[leaf].reading == READING_LITERAL ? READING_ALTERNATIVE : READING_LITERAL];
	if (set_field(ui, leaf, FIELD_READING, value))
		ui_say(ui, STYLE_GOOD, "%s: %s reading%s", tree_leaf_name(ui->work->tree, leaf), value,
		    strcmp(value, "alternative") == 0 ? "; the argument says why it meets the claim" : "");
}

/* ---- the next claim that needs me ------------------------------------------------------------ */

/* From the claim in hand on, round once; in the order of the tree. */
static void go_to_needing(struct ui *ui, int way)
{
	const struct tree *t = ui->work->tree;
	struct target at = {0};
	int from = ui->current == VIEW_CLAIMS && ui_subject(ui, &at) ? tree_find(t, at.id) : way > 0 ? -1 : 0;

	for (int i = 1; i <= t->n_nodes; i++) {
		int node = (from + way * i + 2 * t->n_nodes) % t->n_nodes;

		if (tree_is_leaf(t, node) && t->node[node].asked_as != NULL && standing_needs(&ui->standing, node)) {
			struct target to = { .kind = TARGET_NODE, .id = t->node[node].id };

			if (ui->current != VIEW_CLAIMS)
				ui_show_view(ui, VIEW_CLAIMS);
			ui_select(ui, VIEW_CLAIMS, &to);
			if (way * (node - from) < 0)
				ui_say(ui, STYLE_DIM, way > 0 ? "Round to the first that needs you" : "Round to the last that needs you");
			return;
		}
	}
	ui_say(ui, STYLE_GOOD, "Nothing needs you: every claim in scope is met or set aside");
}

/* In the matrix what needs me is support. */
static void go_on(struct ui *ui, int way)
{
	if (ui->current == VIEW_LINKS)
		links_go_unsupported(ui, way);
	else
		go_to_needing(ui, way);
}

void do_next_needing(struct ui *ui) { go_on(ui, 1); }
void do_previous_needing(struct ui *ui) { go_on(ui, -1); }

/* ---- walking the tree -------------------------------------------------------------------------- */

static int node_in_hand(const struct ui *ui)
{
	struct target t;

	return ui_subject(ui, &t) && t.kind == TARGET_NODE ? tree_find(ui->work->tree, t.id) : NODE_NONE;
}

void do_parent(struct ui *ui)
{
	int node = node_in_hand(ui), up = node != NODE_NONE ? claims_up(ui, node) : NODE_NONE;

	if (up != NODE_NONE)
		claims_walk_to(ui, up);
	else if (node != NODE_NONE)
		ui_say(ui, STYLE_DIM, "Nothing stands above %s", ui->work->tree->node[node].id);
}

static void go_beside(struct ui *ui, int way)
{
	int node = node_in_hand(ui), beside = node != NODE_NONE ? claims_beside(ui, node, way) : NODE_NONE;

	if (beside != NODE_NONE)
		claims_walk_to(ui, beside);
	else if (node != NODE_NONE)
		ui_say(ui, STYLE_DIM, "%s is the %s here", ui->work->tree->node[node].id, way > 0 ? "last" : "first");
}

void do_next_beside(struct ui *ui) { go_beside(ui, 1); }
void do_previous_beside(struct ui *ui) { go_beside(ui, -1); }

void do_in_the_way(struct ui *ui)
{
	claims_toggle_compact(ui);
}

void do_form_order(struct ui *ui)
{
	claims_toggle_order(ui);
}
