/* Approvals of principles, and giving and withdrawing one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/approval.h"
#include "store/approval_lapse.h"
#include "tui/approvals.h"
#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/past.h"

enum { INDENT = 2 };

/* ---- what is known ------------------------------------------------------------------------------- */

struct approvals {
	int n;                          /* = work->n_approval */
	struct approval_seen {
		bool known, stands;
		bool sought;            /* what made it lapse, if it did, was looked for */
		char *lapse;            /* what that is; NULL: it stands, or that is not known */
	} item[];
};

void approvals_forget(struct ui *ui)
{
	for (int i = 0; ui->approvals != NULL && i < ui->approvals->n; i++)
		free(ui->approvals->item[i].lapse);
	free(ui->approvals);
	ui->approvals = NULL;
}

static void look_at(struct ui *ui, int i)
{
	const struct approval *a = &ui->work->approval[i];
	struct approval_seen *seen = &ui->approvals->item[i];
	struct err err = {0};

	if (seen->known)
		return;
	seen->known = approval_stands(ui->work, &ui->reader, i, &seen->stands, &err);
	if (!seen->known)
		ui_say_err(ui, &err);   /* the next look may get through */
	seen->sought = seen->stands || a->principle < 0 || a->of == NULL;       /* without what it is of, nothing says when it lapsed */
}

void approvals_look(struct ui *ui, int principle)
{
	int n = ui->work->n_approval;

	if (n == 0)
		return;
	if (ui->approvals == NULL) {
		ui->approvals = xcalloc(1, sizeof *ui->approvals + (size_t)n * sizeof ui->approvals->item[0]);
		ui->approvals->n = n;
	}
	for (int i = 0; i < n; i++)
		if (principle == NODE_NONE || ui->work->approval[i].principle == principle)
			look_at(ui, i);
}

static int next_due(const struct ui *ui)
{
	for (int i = 0; ui->approvals != NULL && i < ui->approvals->n; i++)
		if (ui->approvals->item[i].known && !ui->approvals->item[i].sought)
			return i;
	return -1;
}

bool approvals_due(const struct ui *ui)
{
	return next_due(ui) >= 0;
}

void approvals_seek(struct ui *ui)
{
	int i = next_due(ui);
	struct buf lapse = {0};
	struct err err = {0};

	if (i < 0)
		return;
	if (!store_approval_lapse(ui->store, &ui->work->approval[i], ui->then != NULL ? ui->then->moment.seq : 0, &lapse, &err))
		ui_say_err(ui, &err);
	else
		ui->approvals->item[i].lapse = buf_steal(&lapse);
	ui->approvals->item[i].sought = true;
	buf_release(&lapse);
	ui_stale(ui);
}

/* ---- shown ----------------------------------------------------------------------------------------- */

static void who_and_when(const struct approval *a, struct buf *out)
{
	char local[DATE_LOCAL_TEXT];

	date_time_local(a->at != NULL ? a->at : "", local);
	buf_addf(out, "%s%s%s, %s", a->by != NULL ? a->by : "somebody", a->position != NULL ? ", " : "", a->position != NULL ? a->position : "",
	    local);
}

static enum style state_words(const struct ui *ui, int i, struct buf *out)
{
	const struct approval_seen *seen = ui->approvals != NULL && i < ui->approvals->n ? &ui->approvals->item[i] : NULL;

	if (seen == NULL || !seen->known)
		return STYLE_DIM;
	if (seen->stands)
		buf_add(out, "stands");
	else
		buf_addf(out, "lapsed%s%s", seen->lapse != NULL ? " with: " : "", seen->lapse != NULL ? seen->lapse : "");
	return seen->stands ? STYLE_GOOD : STYLE_WARNING;
}

/* The cursor stops at each, so that a small pane scrolls there; there is nothing to open. */
static void approval_lines(const struct ui *ui, int i, struct page *p)
{
	struct buf who = {0}, state = {0};
	enum style s = state_words(ui, i, &state);
	int from = p->n;

	who_and_when(&ui->work->approval[i], &who);
	page_paragraph(p, STYLE_TEXT, INDENT, buf_str(&who));
	if (state.len > 0)
		page_paragraph(p, s, INDENT * 2, buf_str(&state));
	for (int line = from; line < p->n; line++) {
		p->line[line].target = (struct target){ .kind = TARGET_CHOICE, .id = arena_strdup(&p->arena, ui->work->approval[i].id), .number = i };
		p->line[line].continued = line > from;
	}
	buf_release(&who);
	buf_release(&state);
}

void approvals_of_node(const struct ui *ui, int principle, struct page *p)
{
	bool any = false;

	for (int i = ui->work->n_approval - 1; i >= 0; i--) {
		if (ui->work->approval[i].principle != principle)
			continue;
		if (!any)
			page_heading(p, "Approved by");
		any = true;
		approval_lines(ui, i, p);
	}
}

void approvals_all(const struct ui *ui, struct page *p)
{
	const struct tree *t = ui->work->tree;

	if (ui->work->n_approval > 0)
		page_heading(p, "Approvals (%d)", ui->work->n_approval);
	for (int i = 0; i < ui->work->n_approval; i++) {
		const struct approval *a = &ui->work->approval[i];
		struct buf who = {0}, state = {0};
		enum style s = state_words(ui, i, &state);

		who_and_when(a, &who);
		page_line(p);
		page_indent(p, INDENT);
		page_addf(p, STYLE_KEY, "%s ", a->principle >= 0 ? t->node[a->principle].id : "?");
		page_add(p, STYLE_TEXT, buf_str(&who));
		if (a->principle >= 0)
			page_target(p, TARGET_CHOICE, a->id, a->principle);
		if (state.len > 0)
			page_paragraph(p, s, INDENT * 3, buf_str(&state));
		buf_release(&who);
		buf_release(&state);
	}
}

/* ---- the principle in hand ------------------------------------------------------------------------- */

static int principle_in_hand(struct ui *ui)
{
	struct target t = {0};
	int node = NODE_NONE;

	if (ui_subject(ui, &t) && t.kind == TARGET_NODE)
		node = tree_find(ui->work->tree, t.id);
	else if (t.kind == TARGET_CHOICE && ui->current == VIEW_ASSESSMENT)
		node = t.number;
	if (node != NODE_NONE && ui->work->tree->node[node].kind != NODE_PRINCIPLE)
		node = ui->work->tree->node[node].principle;
	if (node == NODE_NONE)
		ui_say(ui, STYLE_WARNING, "It is principles that are approved: put the cursor on one, or on a claim below it");
	return node;
}

/* ---- giving ----------------------------------------------------------------------------------------- */

static const enum field approval_form[] = { FIELD_APPROVAL_BY, FIELD_APPROVAL_POSITION, FIELD_COUNT };

/* The principle is the form's context. */
static bool record(struct ui *ui, const struct form *form, const char *id, struct err *err)
{
	char *by = form_value(form, FIELD_APPROVAL_BY), *position = form_value(form, FIELD_APPROVAL_POSITION), at[DATE_TIME_TEXT];
	int principle = tree_find(ui->work->tree, form_context(form));
	struct changes c = {0};
	bool ok = principle != NODE_NONE;

	(void)id;
	date_time_now(at);
	if (*by == '\0')
		ok = err_set(err, ERR_INPUT, "Not approved: say who approves it, or leave with Ctrl-G");
	ok = ok && approval_give(&c, ui->work, &ui->reader, principle, by, position, at, err) && ui_try_save(ui, "approve", &c, err);
	if (ok)
		ui_say(ui, STYLE_GOOD, "%s approved by %s as it stands; u takes it back", ui->work->tree->node[principle].id, by);
	changes_release(&c);
	free(by);
	free(position);
	return ok;
}

static void open_approval(struct ui *ui, const char *principle)
{
	const char *offered[] = { ui->start->who, "" };
	char id[ID_TEXT];
	struct buf title = {0};
	struct form_ask ask = {
		.leaf = NODE_NONE, .entity = ENTITY_APPROVAL, .id = id, .fresh = true, .command = "approve", .field = approval_form,
		.focus = FIELD_COUNT, .context = principle, .passing = true, .save = record, .offered = offered,
	};

	id_new(id);
	buf_addf(&title, "Approval of %s: Ctrl-S records it, Ctrl-G does not", principle);
	ask.title = buf_str(&title);
	form_open(ui, &ask);
	buf_release(&title);
}

static void agreed(struct ui *ui, const char *principle, char letter)
{
	if (letter == 'a')
		open_approval(ui, principle);
}

/* What is approved stands before whoever approves it: a form alone is closed too easily. */
void do_approve(struct ui *ui)
{
	static const struct ask_answer answers[] = { { 'a', "approve it: who, and their position" }, { 'k', "leave it" }, { 0, NULL } };
	struct buf question = {0}, detail = {0};
	int principle;

	if (!ui_may_write(ui) || (principle = principle_in_hand(ui)) == NODE_NONE)
		return;
	standing_sentence(&detail, &ui->standing, ui->work, principle);
	buf_addf(&question, "Approve %s %s as it stands? Any later change below it makes the approval lapse.",
	    ui->work->tree->node[principle].id, ui->work->tree->node[principle].label);
	ask_open(ui, buf_str(&question), buf_str(&detail), answers, 0, ui->work->tree->node[principle].id, agreed);
	buf_release(&question);
	buf_release(&detail);
}

/* ---- withdrawing ------------------------------------------------------------------------------------- */

static void withdrawn(struct ui *ui, const char *principle, char letter)
{
	int i = approval_of(ui->work, tree_find(ui->work->tree, principle));
	struct changes c = {0};

	if (letter != 'w' || i < 0)
		return;
	approval_withdraw(&c, ui->work, i);
	if (ui_save(ui, "approve withdraw", &c))
		ui_say(ui, STYLE_GOOD, "%s: the newest approval was withdrawn; the history keeps it", principle);
}

void do_withdraw_approval(struct ui *ui)
{
	static const struct ask_answer answers[] = { { 'w', "withdraw it" }, { 'k', "keep it" }, { 0, NULL } };
	struct buf question = {0};
	int principle, i;

	if (!ui_may_write(ui) || (principle = principle_in_hand(ui)) == NODE_NONE)
		return;
	i = approval_of(ui->work, principle);
	if (i < 0) {
		ui_say(ui, STYLE_DIM, "%s was not approved", ui->work->tree->node[principle].id);
		return;
	}
	buf_addf(&question, "Withdraw the approval of %s by ", ui->work->tree->node[principle].id);
	who_and_when(&ui->work->approval[i], &question);
	buf_addc(&question, '?');
	ask_open(ui, buf_str(&question), NULL, answers, 0, ui->work->tree->node[principle].id, withdrawn);
	buf_release(&question);
}
