/* Raising a challenge, and what becomes of it. What may be done by whom is in core/challenge.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/ask.h"
#include "tui/challenges.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/picker.h"
#include "tui/review.h"

/* Whether challenges may be written; false: said why not. */
static bool challenge_writable(struct ui *ui)
{
	return ui->review != NULL || ui_may_write(ui);
}

static void say_standing(struct ui *ui, const char *id, const char *what)
{
	int i = work_find_challenge(ui->work, id);
	const struct challenge *c;
	struct buf b = {0};

	if (i < 0)
		return;
	c = &ui->work->challenge[i];
	challenge_title(c, &b);
	buf_addf(&b, " %s", what);
	if (c->claim != NODE_NONE)
		buf_addf(&b, "; %s stands as %s", tree_leaf_name(ui->work->tree, c->claim), standing_words(&ui->standing, c->claim));
	ui_say(ui, STYLE_GOOD, "%s", buf_str(&b));
	buf_release(&b);
}

/* ---- forms ------------------------------------------------------------------------------------- */

static const enum field text_form[] = { FIELD_CHALLENGE_TEXT, FIELD_COUNT };
static const enum field answer_form[] = { FIELD_CHALLENGE_ANSWER, FIELD_COUNT };
static const enum field reason_form[] = { FIELD_CHALLENGE_REASON, FIELD_COUNT };

/* A new one is saved with what it is on: `context` is a leaf, or the id of a link. */
static void with_place(struct ui *ui, const char *id, const char *context, struct changes *c)
{
	const char *blank = strchr(context, ' ');
	char *item = blank != NULL ? xstrndup(context, (size_t)(blank - context)) : NULL;
	int leaf = tree_find(ui->work->tree, blank != NULL ? blank + 1 : context);

	if (leaf != NODE_NONE && work_find_challenge(ui->work, id) < 0)
		challenge_raise(c, ui->work, id, leaf, item, ui->start->who);
	free(item);
}

static void raised(struct ui *ui, const char *id, const char *context, bool done)
{
	(void)context;
	if (done)
		say_standing(ui, id, "raised");
}

/* An act that goes with a text. */
static enum challenge_act act_of(enum field f)
{
	return f == FIELD_CHALLENGE_ANSWER ? CHALLENGE_ANSWER : f == FIELD_CHALLENGE_REASON ? CHALLENGE_OVERRULE : CHALLENGE_REOPEN;
}

static void with_state(struct ui *ui, const char *id, const char *context, struct changes *c)
{
	int i = work_find_challenge(ui->work, id);

	if (i >= 0)
		challenge_put_state(c, &ui->work->challenge[i], act_of((enum field)atoi(context)));
}

static void act_closed(struct ui *ui, const char *id, const char *context, bool done)
{
	static const char *const words[] = { [CHALLENGE_ANSWER] = "answered", [CHALLENGE_OVERRULE] = "overruled", [CHALLENGE_REOPEN] = "open again" };
	enum challenge_act act = act_of((enum field)atoi(context));
	int i = work_find_challenge(ui->work, id);

	if (i < 0)
		return;
	if (done)
		say_standing(ui, id, words[act]);
	else
		ui_say(ui, STYLE_DIM, "Nothing was changed: the challenge is %s", field_info(FIELD_CHALLENGE_STATE)->values[ui->work->challenge[i].state]);
}

/* The doubt stands above what is said to it. */
static void open_act(struct ui *ui, const struct challenge *c, const char *title, const enum field *field, const struct draft *draft)
{
	struct buf head = {0}, above = {0};
	char context[16];
	struct form_ask ask = {
		.leaf = c->claim, .entity = ENTITY_CHALLENGE, .id = c->id, .field = field, .focus = FIELD_COUNT, .closed = act_closed,
		.also = with_state, .context = context,
		.command = field == answer_form ? "challenge answer" : field == reason_form ? "challenge overrule" : "challenge reopen",
	};

	snprintf(context, sizeof context, "%d", (int)field[0]);
	buf_addf(&head, "%s ", title);
	challenge_title(c, &head);
	if (field != text_form)
		ui_text(ui, FIELD_CHALLENGE_TEXT, c->id, &above);
	ask.title = buf_str(&head);
	ask.above = above.len > 0 ? buf_str(&above) : NULL;
	form_open_draft(ui, &ask, draft);
	buf_release(&head);
	buf_release(&above);
}

static void edit_text(struct ui *ui, const struct challenge *c, const struct draft *draft)
{
	struct buf title = {0};
	struct form_ask ask = {
		.leaf = c->claim, .entity = ENTITY_CHALLENGE, .id = c->id, .field = text_form, .focus = FIELD_COUNT, .command = "challenge edit",
		.above = c->claim != NODE_NONE ? tree_wording(ui->work->tree, c->claim) : NULL,
	};

	challenge_title(c, &title);
	ask.title = buf_str(&title);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
}

/* `item`: permanent id, or NULL for the claim itself. */
static void raise_on(struct ui *ui, const char *id, int leaf, const char *item, const struct draft *draft)
{
	const char *number = ui->work->tree->node[leaf].id;
	char *link = item != NULL ? link_id(item, number) : NULL;
	int e = item != NULL ? work_find_evidence(ui->work, item) : -1;
	struct buf title = {0};
	struct form_ask ask = {
		.leaf = leaf, .entity = ENTITY_CHALLENGE, .id = id, .field = text_form, .focus = FIELD_COUNT, .fresh = true,
		.command = "challenge add", .above = tree_wording(ui->work->tree, leaf), .closed = raised, .also = with_place,
		.context = link != NULL ? link : number,
	};

	buf_add(&title, "Challenge to ");
	if (e >= 0)
		buf_addf(&title, "E%d for ", ui->work->evidence[e].ref);
	buf_add(&title, tree_leaf_name(ui->work->tree, leaf));
	ask.title = buf_str(&title);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
	free(link);
}

/* ---- acts --------------------------------------------------------------------------------------- */

static void put_state(struct ui *ui, const struct challenge *c, enum challenge_act act, const char *command, const char *words)
{
	struct changes ch = {0};
	char *id = xstrdup(c->id);
	struct buf name = {0};

	challenge_title(c, &name);
	challenge_put_state(&ch, c, act);
	if (ui_save(ui, command, &ch)) {
		if (act == CHALLENGE_REMOVE)
			ui_say(ui, STYLE_GOOD, ui->review != NULL ? "%s removed" : "%s removed; u takes it back", buf_str(&name));
		else
			say_standing(ui, id, words);
	}
	buf_release(&name);
	free(id);
}

static void reopen_answered(struct ui *ui, const char *id, char letter)
{
	int i = work_find_challenge(ui->work, id);

	if (i < 0)
		return;
	if (letter == 'o')
		put_state(ui, &ui->work->challenge[i], CHALLENGE_REOPEN, "challenge reopen", "open again");
	else if (letter == 'w')
		open_act(ui, &ui->work->challenge[i], "Open again", text_form, NULL);
}

static void ask_reopen(struct ui *ui, const struct challenge *c)
{
	static const struct ask_answer answers[] = { { 'o', "open it" }, { 'w', "with a word more" }, { 'k', "leave it" }, { 0, NULL } };
	struct buf q = {0};

	buf_add(&q, "Open ");
	challenge_title(c, &q);
	buf_add(&q, " again? Answer and reason stay with it.");
	ask_open(ui, buf_str(&q), c->head, answers, 0, c->id, reopen_answered);
	buf_release(&q);
}

static void remove_answered(struct ui *ui, const char *id, char letter)
{
	int i = work_find_challenge(ui->work, id);

	if (letter == 'r' && i >= 0)
		put_state(ui, &ui->work->challenge[i], CHALLENGE_REMOVE, "challenge remove", NULL);
}

static void ask_remove(struct ui *ui, const struct challenge *c)
{
	static const struct ask_answer answers[] = { { 'r', "remove it" }, { 'k', "keep it" }, { 0, NULL } };
	struct buf q = {0};

	buf_add(&q, "Remove ");
	challenge_title(c, &q);
	buf_add(&q, "? One whose doubt is gone is settled, not removed.");
	ask_open(ui, buf_str(&q), c->head, answers, 0, c->id, remove_answered);
	buf_release(&q);
}

/* Asks the rules first: what they refuse is said, with who may. */
static void act_on(struct ui *ui, const char *id, enum challenge_act act)
{
	int i = work_find_challenge(ui->work, id);
	const struct challenge *c;
	struct err err = {0};

	if (i < 0 || !challenge_writable(ui))
		return;
	c = &ui->work->challenge[i];
	if (!challenge_may(ui->work, c, act, ui->start->who, &err)) {
		ui_say(ui, STYLE_WARNING, "%s", err.text);
		return;
	}
	switch (act) {
	case CHALLENGE_ANSWER: open_act(ui, c, "Answer to", answer_form, NULL); break;
	case CHALLENGE_SETTLE: put_state(ui, c, act, "challenge settle", "settled"); break;
	case CHALLENGE_OVERRULE: open_act(ui, c, "Why to overrule", reason_form, NULL); break;
	case CHALLENGE_REOPEN: ask_reopen(ui, c); break;
	case CHALLENGE_EDIT: edit_text(ui, c, NULL); break;
	case CHALLENGE_REMOVE: ask_remove(ui, c); break;
	}
}

/* ---- the menu ----------------------------------------------------------------------------------- */

enum { GO_TO_CLAIM = 100 };

static void fill_acts(struct ui *ui, struct picker *p)
{
	static const struct { enum challenge_act act; const char *text, *right; } rows[] = {
		{ CHALLENGE_ANSWER, "answer", "it then waits for who raised it" },
		{ CHALLENGE_SETTLE, "settle", "the doubt is gone" },
		{ CHALLENGE_OVERRULE, "overrule", "with a reason that stays" },
		{ CHALLENGE_REOPEN, "open again", "with a word more, or without" },
		{ CHALLENGE_EDIT, "edit", "other words, while it is open" },
		{ CHALLENGE_REMOVE, "remove", "raised by mistake" },
	};
	int i = work_find_challenge(ui->work, picker_context(p));
	struct err err;

	for (size_t k = 0; i >= 0 && k < sizeof rows / sizeof *rows; k++)
		if (challenge_may(ui->work, &ui->work->challenge[i], rows[k].act, ui->start->who, &err))
			picker_add(p, &(struct picker_row){ .text = rows[k].text, .right = rows[k].right, .id = rows[k].text,
				.number = (int)rows[k].act });
	if (i >= 0 && ui->work->challenge[i].claim != NODE_NONE)
		picker_add(p, &(struct picker_row){ .text = "go to the claim", .number = GO_TO_CLAIM,
			.right = tree_leaf_name(ui->work->tree, ui->work->challenge[i].claim) });
}

static void take_act(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	int i = work_find_challenge(ui->work, picker_context(p));

	(void)typed;
	if (row == NULL || i < 0)
		return;
	if (row->number == GO_TO_CLAIM)
		ui_jump(ui, &(struct target){ .kind = TARGET_NODE, .id = ui->work->tree->node[ui->work->challenge[i].claim].id });
	else
		act_on(ui, picker_context(p), (enum challenge_act)row->number);
}

static const struct picker_ops act_picker = { .title = " Challenge ", .keeps_order = true, .fill = fill_acts, .take = take_act };

void challenge_menu(struct ui *ui, const char *id)
{
	int i = work_find_challenge(ui->work, id);
	struct buf title = {0};

	if (i < 0 || !challenge_writable(ui))
		return;
	buf_addc(&title, ' ');
	challenge_title(&ui->work->challenge[i], &title);
	buf_addf(&title, ", %s ", field_info(FIELD_CHALLENGE_STATE)->values[ui->work->challenge[i].state]);
	/* an answer waits for a word on it by who asked, and is not to be overwritten by a hasty Enter */
	picker_open(ui, &act_picker, id, buf_str(&title), ui->work->challenge[i].state == CHALLENGE_ANSWERED ? "settle" : NULL);
	buf_release(&title);
}

/* ---- c: what is in hand --------------------------------------------------------------------------- */

/* What a new challenge would be on. */
struct doubted { int leaf; const char *item; };

static int only_claim_of_item(const struct ui *ui, const char *id)
{
	int e = work_find_evidence(ui->work, id);

	return e >= 0 && ui->work->evidence[e].n_supports == 1 ? ui->work->support[ui->work->evidence[e].first_support].claim : NODE_NONE;
}

static int only_claim_of_gap(const struct ui *ui, const char *id)
{
	int g = work_find_gap(ui->work, id);

	return g >= 0 && ui->work->gap[g].n_claims == 1 ? ui->work->gap[g].claim[0] : NODE_NONE;
}

static int leaf_of(const struct ui *ui, const struct target *t)
{
	int node = t->kind == TARGET_NODE && t->id != NULL ? tree_find(ui->work->tree, t->id) : NODE_NONE;

	return node != NODE_NONE && tree_is_leaf(ui->work->tree, node) ? node : NODE_NONE;
}

/* A claim, an item under a claim, a claim under an item or a gap; an item or a gap with one claim only. */
static struct doubted doubted_in_hand(const struct ui *ui, const struct target *subject, const struct target *item)
{
	struct doubted d = { .leaf = leaf_of(ui, subject) };
	int e;

	if (subject->kind == TARGET_EVIDENCE || subject->kind == TARGET_GAP) {
		d.leaf = leaf_of(ui, item);
		if (d.leaf == NODE_NONE)
			d.leaf = subject->kind == TARGET_GAP ? only_claim_of_gap(ui, subject->id) : only_claim_of_item(ui, subject->id);
		d.item = subject->kind == TARGET_EVIDENCE ? subject->id : NULL;
	} else if (item->kind == TARGET_EVIDENCE)
		d.item = item->id;
	e = d.item != NULL ? work_find_evidence(ui->work, d.item) : -1;
	if (e < 0 || d.leaf == NODE_NONE || work_find_support(ui->work, e, d.leaf) < 0)
		d.item = NULL;
	return d;
}

void do_challenge(struct ui *ui)
{
	struct target subject = {0}, item = {0};
	struct doubted d;
	char id[ID_TEXT];

	if (!ui_subject(ui, &subject))
		return;
	if (!ui_item(ui, &item))
		item = (struct target){0};
	if (item.kind == TARGET_CHALLENGE || subject.kind == TARGET_CHALLENGE) {
		challenge_menu(ui, item.kind == TARGET_CHALLENGE ? item.id : subject.id);
		return;
	}
	d = doubted_in_hand(ui, &subject, &item);
	if (d.leaf == NODE_NONE) {
		ui_say(ui, STYLE_WARNING, subject.kind == TARGET_NODE ? "A challenge belongs to claims without claims below them: open one" :
		    "Put the cursor on the claim that is doubted (Tab), then c");
		return;
	}
	if (!challenge_writable(ui))
		return;
	id_new(id);
	raise_on(ui, id, d.leaf, d.item, NULL);
}

/* ---- by name: on the challenge in hand, or the one that waits on the claim in hand ---------------------- */

static void fill_waiting(struct ui *ui, struct picker *p)
{
	for (int i = 0; i < ui->work->n_challenge; i++) {
		const struct challenge *c = &ui->work->challenge[i];
		struct buf lead = {0};

		challenge_title(c, &lead);
		picker_add(p, &(struct picker_row){ .text = c->head != NULL ? c->head : "", .lead = buf_str(&lead), .lead_style = STYLE_CHALLENGED,
			.id = c->id, .right = field_info(FIELD_CHALLENGE_STATE)->values[c->state] });
		buf_release(&lead);
	}
}

static void take_waiting(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)typed;
	if (row != NULL)
		act_on(ui, row->id, (enum challenge_act)atoi(picker_context(p)));
}

static const struct picker_ops which_picker = { .title = " Which challenge ", .keeps_order = true, .fill = fill_waiting, .take = take_waiting };

static void act_in_hand(struct ui *ui, enum challenge_act act)
{
	struct target t;
	char context[16];

	if (ui->work->n_challenge == 0) {
		ui_say(ui, STYLE_DIM, "There is no challenge: c on a claim raises one");
		return;
	}
	if ((ui_item(ui, &t) && t.kind == TARGET_CHALLENGE) || (ui_subject(ui, &t) && t.kind == TARGET_CHALLENGE)) {
		char *id = xstrdup(t.id);

		act_on(ui, id, act);
		free(id);
		return;
	}
	snprintf(context, sizeof context, "%d", (int)act);
	picker_open(ui, &which_picker, context, NULL, NULL);
}

void do_challenge_answer(struct ui *ui) { act_in_hand(ui, CHALLENGE_ANSWER); }
void do_challenge_settle(struct ui *ui) { act_in_hand(ui, CHALLENGE_SETTLE); }
void do_challenge_overrule(struct ui *ui) { act_in_hand(ui, CHALLENGE_OVERRULE); }
void do_challenge_reopen(struct ui *ui) { act_in_hand(ui, CHALLENGE_REOPEN); }
void do_challenge_edit(struct ui *ui) { act_in_hand(ui, CHALLENGE_EDIT); }

/* ---- drafts --------------------------------------------------------------------------------------- */

/* The draft that is taken up once its claim is known; by its place, as drafts may go meanwhile. */
static void fill_leaves(struct ui *ui, struct picker *p)
{
	const struct tree *t = ui->work->tree;

	for (int i = 0; i < t->n_nodes; i++)
		if (tree_is_leaf(t, i))
			picker_add(p, &(struct picker_row){ .lead = tree_short_name(t, i),
				.lead_style = ui_standing_style(ui, i), .text = t->node[i].label, .find = tree_wording(t, i), .id = t->node[i].id, .number = i });
}

static void take_leaf(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)typed;
	if (row == NULL)
		return;
	for (size_t i = 0; i < ui->drafts.n; i++)
		if (ui->drafts.item[i].entity == ENTITY_CHALLENGE && strcmp(ui->drafts.item[i].id, picker_context(p)) == 0) {
			raise_on(ui, ui->drafts.item[i].id, row->number, NULL, &ui->drafts.item[i]);
			return;
		}
}

static const struct picker_ops leaf_picker = {
	.title = " Which claim was the challenge to ", .keeps_order = true, .fill = fill_leaves, .take = take_leaf,
	.hints = "type a number or words  Enter that one  Esc later",
};

void challenge_take_up(struct ui *ui, const struct draft *draft)
{
	int i = work_find_challenge(ui->work, draft->id);
	const struct challenge *c = i >= 0 ? &ui->work->challenge[i] : NULL;

	if (!challenge_writable(ui))
		return;
	if (c == NULL)
		picker_open(ui, &leaf_picker, draft->id, NULL, NULL);
	else if (draft->field == FIELD_CHALLENGE_ANSWER)
		open_act(ui, c, "Answer to", answer_form, draft);
	else if (draft->field == FIELD_CHALLENGE_REASON)
		open_act(ui, c, "Why to overrule", reason_form, draft);
	else if (c->state == CHALLENGE_OPEN)
		edit_text(ui, c, draft);
	else
		open_act(ui, c, "Open again", text_form, draft);
}
