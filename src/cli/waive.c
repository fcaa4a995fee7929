/* assay waive: leave a remark standing, with a reason that is told wherever the remark is. */
#include "config.h"

#include <string.h>

#include "cli/commands.h"
#include "cli/fields.h"
#include "cli/lint.h"
#include "core/on.h"

/* A link may be written as one operand or as two: E12 1.2/2. */
static void join_on(const struct args *a, struct buf *name)
{
	for (size_t i = 1; i < a->n_operands; i++)
		buf_addf(name, "%s%s", i > 1 ? " " : "", a->operand[i]);
}

static bool check_reason(const char *reason, struct err *err)
{
	if (reason == NULL || strspn(reason, " \t\n") == strlen(reason))
		return err_set(err, ERR_INPUT, "say why the remark may stand: --reason TEXT");
	if (!field_check(FIELD_WAIVER_REASON, reason, err))
		return err_prefix(err, "--reason");
	return true;
}

/* Whether there was something to waive. */
static bool is_found(struct context *c, const struct workspace *ws, const char *rule, const char *on, bool *found, struct err *err)
{
	struct lint l = {0};
	bool ok = lint_workspace(&l, c, ws, NULL, err);

	*found = false;
	for (size_t i = 0; i < l.n; i++)
		*found = *found || (strcmp(l.item[i].rule->id, rule) == 0 && strcmp(l.item[i].on, on) == 0);
	lint_release(&l);
	return ok;
}

static bool waive(struct context *c, const struct args *a, struct workspace *ws, const char *name, struct err *err)
{
	const char *rule = a->operand[0], *reason = args_get(a, "reason");
	struct changes ch = {0};
	struct buf id = {0};
	bool changed = false, found = false;

	bool ok = check_reason(reason, err) && on_read(ws->work, name, &id, err);
	if (ok)
		lint_waive(&ch, ws->work, rule, buf_str(&id), reason);
	ok = ok && workspace_save(ws, c, "waive", &ch, &changed, err) && is_found(c, ws, rule, buf_str(&id), &found, err);
	if (ok)
		out_linef(&c->out, "%s on %s: %s%s", rule, name, changed ? "waived" : "nothing to save, it is waived so already",
		    found ? "" : "; nothing of the kind is found there now");
	changes_release(&ch);
	buf_release(&id);
	return ok;
}

/* What was waived is known by its name even where the thing is gone. */
static const char *find_on(const struct work *w, const char *rule, const char *name)
{
	const char *found = NULL;
	struct buf b = {0};

	for (int i = 0; i < w->n_waiver && found == NULL; i++) {
		const struct waiver *v = &w->waiver[i];

		if (v->rule == NULL || v->on == NULL || strcmp(v->rule, rule) != 0)
			continue;
		buf_clear(&b);
		on_write(w, v->on, &b);
		if (strcmp(buf_str(&b), name) == 0)
			found = v->on;
	}
	buf_release(&b);
	return found;
}

static bool take_away(struct context *c, const struct args *a, struct workspace *ws, const char *name, struct err *err)
{
	const char *rule = a->operand[0], *on = find_on(ws->work, rule, name);
	struct changes ch = {0};
	struct buf id = {0};
	bool ok = true;

	if (on == NULL) {
		ok = on_read(ws->work, name, &id, err);
		on = buf_str(&id);
	}
	if (ok && lint_unwaive(&ch, ws->work, rule, on) == 0)
		ok = err_set(err, ERR_INPUT, "%s is not waived on %s; 'assay lint --waived' shows what is", rule, name);
	ok = ok && workspace_save(ws, c, "waive remove", &ch, NULL, err);
	if (ok)
		out_linef(&c->out, "%s on %s: no longer waived", rule, name);
	changes_release(&ch);
	buf_release(&id);
	return ok;
}

static bool run_waive(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	const struct lint_rule *rule;
	struct buf name = {0};
	bool away = args_has(a, "remove"), ok = true;

	if (away && args_has(a, "reason"))
		return err_set(err, ERR_INPUT, "--remove takes a waiver away and needs no --reason");
	if (!away && strcmp(a->operand[0], "old-waiver") == 0)
		return err_set(err, ERR_INPUT, "old-waiver cannot be waived: take the old waiver away with --remove");
	if (!away)
		ok = lint_rule_read(a->operand[0], &rule, err) && check_reason(args_get(a, "reason"), err);
	join_on(a, &name);
	ok = ok && workspace_open(&ws, c, a, STORE_WRITE, err) && (away ? take_away : waive)(c, a, &ws, buf_str(&name), err);
	buf_release(&name);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "reason", "TEXT", "Why the remark may stand; told wherever the remark is", 0, 0 },
	{ "remove", NULL, "Take the waiver away again", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_waive = {
	.name = "waive",
	.operands = "RULE ON",
	.help = "Leave a remark of 'assay lint' standing, with a reason",
	.more = "ON is what the remark is about, as lint names it: 1.2/2, E12, G3, \"E12 1.2/2\" for a link, assessment. "
	    "Waived remarks are still told, with the reason.",
	.option = options,
	.entity = ENTITY_WAIVER,
	.min = 2,
	.max = 3,
	.run = run_waive,
};
