/* What can be done to a remark: have it explained, leave it standing with a reason, take that back. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/on.h"
#include "tui/ask.h"
#include "tui/form.h"
#include "tui/remarks.h"

/* "RULE ON" in two; the rule is written to `rule`, what it is on is returned. */
enum { RULE_MAX = 64 };
static const char *split_id(const char *id, char rule[RULE_MAX])
{
	size_t n = strcspn(id, " ");

	snprintf(rule, RULE_MAX, "%.*s", n < RULE_MAX ? (int)n : RULE_MAX - 1, id);
	return id[n] == ' ' ? id + n + 1 : id + n;
}

void waiver_words(const struct ui *ui, const char *id, struct buf *out)
{
	char rule[RULE_MAX];
	const char *on = split_id(id, rule);

	buf_addf(out, "%s on ", rule);
	on_write(ui->work, on, out);
}

static const struct lint_remark *remark_find(const struct lint *l, const char *rule, const char *on)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->item[i].rule->id, rule) == 0 && strcmp(l->item[i].on, on) == 0)
			return &l->item[i];
	return NULL;
}

/* ---- waiving ------------------------------------------------------------------------------------ */

static const enum field waiver_form[] = { FIELD_WAIVER_REASON, FIELD_COUNT };

static bool save_waiver(struct ui *ui, const struct form *form, const char *id, struct err *err)
{
	char rule[RULE_MAX], *reason = form_value(form, FIELD_WAIVER_REASON);
	const char *on = split_id(id, rule);
	struct changes c = {0};
	bool ok = true;

	if (reason[strspn(reason, " \t\n")] == '\0')
		ok = err_set(err, ERR_INPUT, "Say why the remark may stand; Ctrl-G leaves without");
	if (ok) {
		lint_waive(&c, ui->work, rule, on, reason);
		ok = ui_try_save(ui, "waive", &c, err);
	}
	changes_release(&c);
	free(reason);
	return ok;
}

static void waived(struct ui *ui, const char *id, const char *context, bool saved)
{
	struct buf b = {0};

	(void)context;
	if (saved) {
		waiver_words(ui, id, &b);
		ui_say(ui, STYLE_GOOD, "Waived: %s; u takes it back", buf_str(&b));
	}
	buf_release(&b);
}

void edit_waiver(struct ui *ui, const char *id, const struct draft *draft)
{
	char rule[RULE_MAX];
	const struct lint_rule *row;
	struct buf title = {0};
	struct form_ask ask = { .leaf = NODE_NONE, .entity = ENTITY_WAIVER, .id = id, .fresh = true, .command = "waive",
		.field = waiver_form, .focus = FIELD_COUNT, .save = save_waiver, .closed = waived };

	if (!ui_may_write(ui))
		return;
	split_id(id, rule);
	row = lint_rule_find(rule);
	buf_add(&title, "Why may it stand? ");
	waiver_words(ui, id, &title);
	ask.title = buf_str(&title);
	ask.above = row != NULL ? row->reason : NULL;
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
}

static void unwaive(struct ui *ui, const char *id)
{
	char rule[RULE_MAX];
	const char *on = split_id(id, rule);
	struct changes c = {0};

	if (!ui_may_write(ui))
		return;
	if (lint_unwaive(&c, ui->work, rule, on) > 0 && ui_save(ui, "waive remove", &c))
		ui_say(ui, STYLE_GOOD, "No longer waived: %s", rule);
	changes_release(&c);
}

/* What all remarks on a thing are: taken from what is known, else found from what they need and no more. */
static bool remarks_on(struct ui *ui, const char *on, struct lint *out, struct err *err)
{
	struct lint_in in = remarks_input(ui);
	char owner[ID_TEXT];
	enum entity e = on_owner(ui->work, on, owner);

	return lint_of(out, &in, e, owner, err);
}

static bool is_found(const struct lint *l, const char *rule, const char *on)
{
	return l != NULL && remark_find(l, rule, on) != NULL;
}

/* Among many items nobody knows what is nearly the same before all are looked at. */
static bool may_be_used(const struct ui *ui, const struct waiver *v)
{
	return strcmp(v->rule, "near-same") == 0 && ui->work->n_evidence > LINT_NEAR_MAX && !remarks_all_known(ui);
}

/* Waivers of this thing that waive nothing any more. */
static void unwaive_old(struct ui *ui, const char *on)
{
	struct changes c = {0};
	struct lint l = {0};
	struct err err = {0};

	if (!ui_may_write(ui))
		return;
	if (!remarks_on(ui, on, &l, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	for (int i = 0; i < ui->work->n_waiver; i++) {
		const struct waiver *v = &ui->work->waiver[i];
		bool used = v->rule == NULL || v->on == NULL || strcmp(v->on, on) != 0 || may_be_used(ui, v) || is_found(&l, v->rule, on) ||
		    is_found(remarks_known(ui), v->rule, on);

		if (!used)
			lint_unwaive(&c, ui->work, v->rule, on);
	}
	if (c.n > 0 && ui_save(ui, "waive remove", &c))
		ui_say(ui, STYLE_GOOD, "Taken away");
	changes_release(&c);
	lint_release(&l);
}

/* ---- explaining --------------------------------------------------------------------------------- */

static void answered(struct ui *ui, const char *context, char letter)
{
	char rule[RULE_MAX];
	const char *on = split_id(context, rule);

	if (letter == 'w')
		edit_waiver(ui, context, NULL);
	else if (letter == 't' && strcmp(rule, "old-waiver") == 0)
		unwaive_old(ui, on);
	else if (letter == 't')
		unwaive(ui, context);
}

static void explain(struct ui *ui, const struct lint_remark *r, const char *id)
{
	static const struct ask_answer waive[] = { { 'w', "waive it, with a reason" }, { 0, NULL } };
	static const struct ask_answer take[] = { { 't', "take the waiver away" }, { 0, NULL } };
	bool old = strcmp(r->rule->id, "old-waiver") == 0;
	struct buf b = {0}, question = {0};

	buf_addf(&b, "%s: %s.\n%s\n%s", r->name, r->text, r->rule->reason, r->rule->mend);
	if (r->waived != NULL)
		buf_addf(&b, "\nWaived: %s", *r->waived != '\0' ? r->waived : "no reason is given");
	buf_addf(&question, "%s (%s)", r->rule->id, lint_heading_name(r->rule->heading));
	ask_open(ui, buf_str(&question), buf_str(&b), r->waived != NULL || old ? take : waive, 0, id, answered);
	buf_release(&b);
	buf_release(&question);
}

void remark_open(struct ui *ui, const struct target *t)
{
	const struct lint *known = remarks_known(ui);
	struct lint l = {0};
	struct err err = {0};
	char rule[RULE_MAX], *id = xstrdup(t->id);
	const char *on = split_id(id, rule);

	if (is_found(known, rule, on))
		explain(ui, remark_find(known, rule, on), id);
	else if (!remarks_on(ui, on, &l, &err))
		ui_say_err(ui, &err);
	else if (is_found(&l, rule, on))
		explain(ui, remark_find(&l, rule, on), id);
	lint_release(&l);
	free(id);
}
