/* assay diff: what changed since a moment, or between two workspaces, in an assessor's words. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/marked.h"
#include "core/diff.h"
#include "store/moment_name.h"

/* One side: a moment of this workspace, or another workspace as it is. */
struct side {
	struct workspace other;         /* where it is one */
	bool is_other;
	struct past past;
	struct moment moment;
	const char *name;               /* as given; "now" */
};

static bool is_file(const char *name)
{
	return strchr(name, '/') != NULL || store_is_workspace(name);
}

/* Whose facts are all needed: another workspace's, and those that are compared with them. */
static bool find_side(struct side *s, struct context *c, struct workspace *ws, const char *name, struct err *err)
{
	struct store *st = ws->store;

	s->name = name != NULL ? name : "now";
	if (name != NULL && is_file(name)) {
		s->is_other = true;
		if (!workspace_open_path(&s->other, c, name, STORE_READ, err))
			return false;
		st = s->other.store;
		name = NULL;
	}
	return name != NULL ? moment_read(st, ws->work, name, &s->moment, err) : store_moment_now(st, &s->moment, err);
}

static bool read_side(struct side *s, struct workspace *ws, struct err *err)
{
	return store_past(s->is_other ? s->other.store : ws->store, s->moment.seq, &s->past, err);
}

static bool read_sides(struct workspace *ws, struct side *was, struct side *is, struct err *err)
{
	if (was->is_other || is->is_other)
		return read_side(was, ws, err) && read_side(is, ws, err);
	standing_release(&ws->standing);
	ws->standing = (struct standing){0};
	return store_past_pair(ws->store, was->moment.seq, is->moment.seq, &ws->work, &was->past, &is->past, err);
}

static void close_side(struct side *s)
{
	past_release(&s->past);
	workspace_close(&s->other);
}

/* The newest baseline whose moment is in this history; yours. */
static char *newest_baseline(const struct workspace *ws, struct err *err)
{
	struct moment m;
	struct err ignored;

	for (int i = ws->work->n_baseline - 1; i >= 0; i--)
		if (ws->work->baseline[i].name != NULL && moment_read(ws->store, ws->work, ws->work->baseline[i].name, &m, &ignored))
			return xstrdup(ws->work->baseline[i].name);
	err_set(err, ERR_INPUT, "say what to compare with: a baseline ('assay baseline NAME' names this moment), a day, a hash of the history, "
	    "or another workspace");
	return NULL;
}

/* ---- text -------------------------------------------------------------------------------------------- */

static enum style style_of(enum diff_kind k)
{
	if (k == DIFF_LOST || k == DIFF_NOT_CLAIMABLE || k == DIFF_EVIDENCE_EXPIRED)
		return STYLE_WARNING;
	return k == DIFF_CLAIMABLE || k == DIFF_GAINED || k == DIFF_GAP_CLOSED ? STYLE_GOOD : STYLE_TEXT;
}

static void put_change(struct context *c, const struct diff_change *ch, bool texts)
{
	out_blanks(&c->out, 2);
	out_styled(&c->out, style_of(ch->kind), style_of(ch->kind) == STYLE_WARNING ? "! " : "  ");
	out_hanging(&c->out, 4, ch->text);
	if (texts && field_is_long(ch->field))
		marked_paragraph(&c->out, 6, ch->was, ch->is);
}

static void put_head(struct context *c, const struct side *s, const char *word)
{
	char local[DATE_LOCAL_TEXT];

	date_time_local(s->moment.at, local);
	out_linef(&c->out, "%s %s (%s, head %.16s)", word, s->name, local, s->moment.head);
}

static void put_diff(struct context *c, const struct diff *d, bool texts)
{
	const char *heading = "";

	if (d->n == 0)
		out_line(&c->out, "no difference");
	for (size_t i = 0; i < d->n; i++) {
		if (strcmp(diff_kind_heading(d->change[i].kind), heading) != 0)
			out_heading(&c->out, heading = diff_kind_heading(d->change[i].kind));
		put_change(c, &d->change[i], texts);
	}
}

/* ---- JSON -------------------------------------------------------------------------------------------- */

static void json_side(struct json *j, const char *key, const struct side *s)
{
	json_object(j, key);
	json_string(j, "name", s->name);
	json_string(j, "at", s->moment.at);
	json_string(j, "head", s->moment.head);
	json_end(j);
}

static void json_change(struct json *j, const struct diff_change *ch, const struct side *was, const struct side *is)
{
	const struct tree *t = is->past.work->tree;
	const struct facts_item *it = ch->entity == ENTITY_COUNT ? NULL : facts_find(&is->past.facts, ch->entity, ch->id);
	int number = facts_ref(it), item;
	char ref[32];

	if (it == NULL && ch->entity != ENTITY_COUNT)
		number = facts_ref(facts_find(&was->past.facts, ch->entity, ch->id));
	/* What only passed a date is among the facts of neither side. */
	if (number == 0 && ch->entity == ENTITY_EVIDENCE && (item = work_find_evidence(is->past.work, ch->id)) >= 0)
		number = is->past.work->evidence[item].ref;
	json_object(j, NULL);
	json_string(j, "kind", diff_kind_key(ch->kind));
	json_bool(j, "loss", ch->kind == DIFF_LOST || ch->kind == DIFF_NOT_CLAIMABLE);
	if (ch->node != NODE_NONE)
		describe_json_claim(j, "claim", t, ch->node);
	else
		json_null(j, "claim");
	snprintf(ref, sizeof ref, "%c%d", number > 0 ? entity_letter(ch->entity) : 0, number);
	json_string(j, "ref", number > 0 ? ref : NULL);
	json_string(j, "field", ch->field != FIELD_COUNT ? field_info(ch->field)->key : NULL);
	json_string(j, "text", ch->text);
	json_string(j, "was", ch->was);
	json_string(j, "is", ch->is);
	json_end(j);
}

static void put_json(struct context *c, const struct diff *d, const struct side *was, const struct side *is)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.diff/1");
	json_side(&j, "from", was);
	json_side(&j, "to", is);
	json_int(&j, "lost", d->n_lost);
	json_array(&j, "changes");
	for (size_t i = 0; i < d->n; i++)
		json_change(&j, &d->change[i], was, is);
	json_end(&j);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

/* ---- the command --------------------------------------------------------------------------------------- */

/* What was past its date then is judged by the day of then; the present by the day that counts as today. */
static date day_of(const struct context *c, const struct side *s)
{
	return strcmp(s->name, "now") == 0 ? c->today : moment_day(&s->moment);
}

static void compare(struct context *c, const struct args *a, const struct side *was, const struct side *is)
{
	struct diff_side before = { &was->past, day_of(c, was) }, after = { &is->past, day_of(c, is) };
	struct diff d;

	if (before.day == DATE_NONE || before.day > after.day)
		before.day = after.day;         /* a clock that was wrong */
	diff_compare(&d, &before, &after);
	if (args_has(a, "json")) {
		put_json(c, &d, was, is);
	} else {
		put_head(c, was, "from");
		put_head(c, is, "to  ");
		put_diff(c, &d, args_has(a, "texts"));
	}
	if (args_has(a, "exit-code") && d.n_lost > 0)
		c->status = 1;
	diff_release(&d);
}

static bool run_diff(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct side was = {0}, is = {0};
	char *from = xstrdup_or_null(a->n_operands > 0 ? a->operand[0] : NULL);

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && (from != NULL || (from = newest_baseline(&ws, err)) != NULL)
	    && find_side(&was, c, &ws, from, err) && find_side(&is, c, &ws, a->n_operands > 1 ? a->operand[1] : NULL, err)
	    && read_sides(&ws, &was, &is, err);
	if (ok)
		compare(c, a, &was, &is);
	close_side(&was);
	close_side(&is);
	workspace_close(&ws);
	free(from);
	return ok;
}

static const struct option_info options[] = {
	{ "texts", NULL, "Show what changed in long texts, word by word", 0, 0 },
	{ "exit-code", NULL, "End with status 1 if a claim was lost, or a principle can no longer be claimed", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_diff = {
	.name = "diff",
	.operands = "[FROM [TO]]",
	.help = "Say what changed since a moment, or since another workspace, in an assessor's words",
	.more = "FROM and TO are a baseline, a day, a hash of the history, or the file of another workspace. FROM is the newest "
	    "baseline unless said, TO is now.",
	.option = options,
	.max = 2,
	.files = true,
	.run = run_diff,
};
