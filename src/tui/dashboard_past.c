/* What the Dashboard has to read from the file: the course of the assessment, whether approvals stand, what changed
 * since the newest baseline. A piece at a time while nobody presses a key, and kept until the next save. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/approval.h"
#include "store/moment.h"
#include "store/moment_name.h"
#include "tui/dashboard.h"
#include "tui/past.h"

enum { PIECE_ENTRIES = 2000 };          /* of the history at a time: some 10 ms */

/* ---- keeping and forgetting --------------------------------------------------------------------------- */

static void forget_changes(struct dash_past *p)
{
	for (size_t i = 0; i < p->n_changes; i++) {
		free(p->change[i].text);
		free(p->change[i].id);
	}
	p->n_changes = 0;
	p->n_lost = 0;
}

static void forget_then(struct dash_past *p)
{
	past_release(&p->then);
	free(p->then_id);
	p->then_id = NULL;
}

void dash_past_forget(struct dash_past *p)
{
	forget_changes(p);
	if (p->then_id != NULL)
		forget_then(p);
	replay_free(p->replay);
	free(p->change);
	free(p->stands);
	free(p->trouble);
	*p = (struct dash_past){0};
}

static void note_trouble(struct dash_past *p, const struct err *err)
{
	free(p->trouble);
	p->trouble = xstrdup(err->text);
}

int dash_past_baseline(const struct ui *ui)
{
	return ui->work->n_baseline - 1;
}

/* ---- since the baseline --------------------------------------------------------------------------------- */

/* The baseline's moment, once: it never changes. */
static bool take_then(struct ui *ui, struct dash_past *p, const struct baseline *b, struct err *err)
{
	struct moment m;

	if (p->then_id != NULL && strcmp(p->then_id, b->id) == 0)
		return true;
	if (p->then_id != NULL)
		forget_then(p);
	if (b->head == NULL || !store_moment_of_head(ui->store, b->head, &m, err))
		return err_set(err, ERR_INPUT, "this history does not hold its moment");
	p->then_id = xstrdup(b->id);
	p->then_day = moment_day(&m);
	if (store_past_before(ui->store, m.seq, past_present(ui), &p->then, err))
		return true;
	forget_then(p);
	return false;
}

/* Where a change leads, as things are now. */
static void keep_change(const struct ui *ui, struct dash_past *p, const struct diff_change *c)
{
	struct dash_change *k;

	MEM_GROW(p->change, p->n_changes, p->cap_changes);
	k = &p->change[p->n_changes++];
	*k = (struct dash_change){ .kind = c->kind, .text = xstrdup(c->text) };
	if (c->entity == ENTITY_EVIDENCE && c->id != NULL && work_find_evidence(ui->work, c->id) >= 0)
		*k = (struct dash_change){ c->kind, TARGET_EVIDENCE, k->text, xstrdup(c->id) };
	else if (c->entity == ENTITY_GAP && c->id != NULL && work_find_gap(ui->work, c->id) >= 0)
		*k = (struct dash_change){ c->kind, TARGET_GAP, k->text, xstrdup(c->id) };
	else if (c->node != NODE_NONE)
		*k = (struct dash_change){ c->kind, TARGET_NODE, k->text, xstrdup(ui->work->tree->node[c->node].id) };
}

/* The present's facts, beside the work that is shown of it. */
static bool read_now(struct ui *ui, struct dash_past *p, struct past *is, bool *same, struct err *err)
{
	struct moment now;

	if (p->then.source != NULL) {
		is->work = (struct work *)(uintptr_t)past_present(ui);
		return store_past_since(ui->store, &p->then, is, same, err);
	}
	*same = true;                   /* long ago, and made from the beginning, with all facts */
	return store_moment_now(ui->store, &now, err) && store_past(ui->store, now.seq, is, err);
}

static void release_now(const struct dash_past *p, struct past *is)
{
	if (p->then.source != NULL)
		facts_release(&is->facts);
	else
		past_release(is);
}

static void compare(struct ui *ui, struct dash_past *p, const struct past *is)
{
	struct diff_side before = { &p->then, p->then_day }, after = { is, ui->today };
	struct diff diff;

	if (before.day == DATE_NONE || before.day > after.day)
		before.day = after.day;         /* a clock that was wrong */
	diff_compare(&diff, &before, &after);
	for (size_t i = 0; i < diff.n; i++)
		keep_change(ui, p, &diff.change[i]);
	p->n_lost = diff.n_lost;
	diff_release(&diff);
}

/* Where what is shown is not the newest, it is worked out again when it is. */
static bool compare_now(struct ui *ui, struct dash_past *p, struct err *err)
{
	struct past is = {0};
	bool same = false, ok = read_now(ui, p, &is, &same, err);

	if (ok && same)
		compare(ui, p, &is);
	else if (ok)
		p->head[0] = '\0';
	release_now(p, &is);
	return ok;
}

/* true: there is more of it. The moment first, then what changed since. */
static bool work_out_since(struct ui *ui, struct dash_past *p)
{
	int i = dash_past_baseline(ui);
	const struct baseline *b = i >= 0 ? &ui->work->baseline[i] : NULL;
	bool there = b != NULL && p->then_id != NULL && strcmp(p->then_id, b->id) == 0;
	struct err err = {0};

	forget_changes(p);
	if (b != NULL && !there && take_then(ui, p, b, &err))
		return true;
	if (b != NULL && (!there || !compare_now(ui, p, &err)))
		note_trouble(p, &err);
	p->since_known = true;
	p->since_due = false;
	return false;
}

/* ---- approvals ---------------------------------------------------------------------------------------------- */

static void work_out_approvals(struct ui *ui, struct dash_past *p)
{
	struct err err = {0};

	free(p->stands);
	p->n_stands = ui->work->n_approval;
	p->stands = xcalloc((size_t)p->n_stands + 1, sizeof *p->stands);
	p->approvals_known = true;
	p->approvals_due = false;
	for (int i = 0; i < p->n_stands; i++)
		if (!approval_stands(ui->work, &ui->reader, i, &p->stands[i], &err)) {
			note_trouble(p, &err);
			p->n_stands = 0;        /* none is called lapsed that may stand */
			return;
		}
}

/* ---- the course ------------------------------------------------------------------------------------------------ */

/* true: there is more of it. */
static bool work_out_course(struct ui *ui, struct dash_past *p)
{
	struct err err = {0};
	bool end = false;

	if (p->replay == NULL)
		p->replay = replay_new(ui->work->tree);
	if (!replay_go_on(p->replay, ui->store, PIECE_ENTRIES, &end, &err)) {
		note_trouble(p, &err);
		end = true;
	}
	p->course_known |= end;
	p->course_due = !end;
	return !end;
}

/* ---- a piece at a time -------------------------------------------------------------------------------------------- */

void dash_past_look(struct ui *ui, struct dash_past *p)
{
	char head[HASH_TEXT];
	struct err err = {0};

	if (!store_head(ui->store, head, &err)) {
		note_trouble(p, &err);
		return;                         /* tried again with the next change */
	}
	if (strcmp(head, p->head) == 0 && p->today == ui->today)
		return;
	memcpy(p->head, head, sizeof p->head);
	p->today = ui->today;
	p->course_due = p->approvals_due = p->since_due = true;
	p->approvals_known = false;
	free(p->trouble);
	p->trouble = NULL;
}

bool dash_past_work_out(struct ui *ui, struct dash_past *p, bool *changed)
{
	*changed = false;
	dash_past_look(ui, p);
	if (p->course_due) {
		bool more = work_out_course(ui, p);

		*changed = !more;
		return true;
	}
	if (p->approvals_due) {
		work_out_approvals(ui, p);
		*changed = ui->work->n_approval > 0;
		return true;
	}
	if (p->since_due) {
		bool more = work_out_since(ui, p);

		*changed = !more && dash_past_baseline(ui) >= 0;
		return more;
	}
	return false;
}
