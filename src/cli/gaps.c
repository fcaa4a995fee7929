/* assay gaps, assay gap list: which gaps, in what order, under which headings. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/gaps.h"
#include "core/gap_filter.h"

enum { DAYS_MAX = 36500 };

/* ---- lists -------------------------------------------------------------------------------------- */

struct list {
	struct context *c;
	const struct workspace *ws;
	struct gap_filter filter;
	bool headings;                  /* each group has its own */
	struct urgencies order;
	int shown, overdue;
};

static void put_summary(struct list *l)
{
	const struct gap_filter *f = &l->filter;
	struct buf b = {0};

	if (l->shown == 0) {
		out_line(&l->c->out, f->period == PERIOD_OVERDUE ? "no overdue gaps" : f->outstanding && f->state < 0 ? "no outstanding gaps" : "no gaps");
		return;
	}
	buf_add_count(&b, l->shown, "gap", "gaps");
	buf_addf(&b, "%s, %d overdue", f->outstanding && f->state < 0 ? " outstanding" : "", l->overdue);
	out_line(&l->c->out, buf_str(&b));
	buf_release(&b);
}

static void put_heading(struct list *l, const struct urgency *u, int *group)
{
	if (!l->headings || (int)u->group == *group)
		return;
	if (*group >= 0)
		out_end(&l->c->out);
	*group = (int)u->group;
	out_heading(&l->c->out, urgency_group_words(u->group));
}

static bool put_json_gap(struct list *l, const struct urgency *u, struct json *j, struct err *err)
{
	struct buf why = {0};

	json_object(j, NULL);
	bool ok = describe_json_gap(j, l->c, l->ws, &l->ws->work->gap[u->gap], err);
	urgency_words(&why, u, l->ws->work, l->c->today);
	json_string(j, "why", buf_str(&why));
	json_end(j);
	buf_release(&why);
	return ok;
}

static bool put_each(struct list *l, struct json *j, struct err *err)
{
	bool ok = true;
	int group = -1;

	for (int i = 0; ok && i < l->order.n; i++) {
		const struct urgency *u = &l->order.item[i];

		if (!gap_passes(l->ws->work, &l->ws->work->gap[u->gap], &l->filter, l->c->today))
			continue;
		l->shown++;
		l->overdue += u->late > 0;
		if (j == NULL)
			put_heading(l, u, &group);
		ok = j == NULL ? gaps_row(l->c, l->ws, u, err) : put_json_gap(l, u, j, err);
	}
	return ok;
}

/* ---- challenges that wait ------------------------------------------------------------------------- */

/* They have no due date, no state of a gap and no owner: a list that asks for one of these is without them. */
static bool challenge_passes(const struct list *l, const struct challenge *c)
{
	const struct gap_filter *f = &l->filter;

	return f->period == PERIOD_ANY && f->state < 0 && f->owner == NULL && challenge_waits(c) &&
	    (f->node == NODE_NONE || challenges_about(l->ws->tree, c, f->node));
}

static void put_challenges(struct list *l)
{
	const struct work *w = l->ws->work;
	struct buf b = {0};
	int n = 0;

	for (int i = 0; i < w->n_challenge; i++)
		n += challenge_passes(l, &w->challenge[i]);
	if (n == 0)
		return;
	out_end(&l->c->out);
	buf_add_count(&b, n, "challenge waits (assay challenge list)", "challenges wait (assay challenge list)");
	out_line(&l->c->out, buf_str(&b));
	for (int i = 0; i < w->n_challenge; i++)
		if (challenge_passes(l, &w->challenge[i]))
			challenges_line(l->c, w, &w->challenge[i], 2);
	buf_release(&b);
}

static bool json_challenges(struct list *l, struct json *j, struct err *err)
{
	const struct work *w = l->ws->work;

	json_array(j, "challenges");
	for (int i = 0; i < w->n_challenge; i++) {
		if (!challenge_passes(l, &w->challenge[i]))
			continue;
		json_object(j, NULL);
		if (!challenges_json(j, l->ws, &w->challenge[i], err))
			return false;
		json_end(j);
	}
	json_end(j);
	return true;
}

/* ---- both ----------------------------------------------------------------------------------------- */

static bool put_json(struct list *l, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.gaps/1");
	json_array(&j, "gaps");
	bool ok = put_each(l, &j, err);
	if (ok)
		json_end(&j);
	ok = ok && json_challenges(l, &j, err);
	if (ok) {
		json_end(&j);
		out_json(&l->c->out, buf_str(&b));
	}
	buf_release(&b);
	return ok;
}

/* Many texts are read: in one moment, and with one lock for all of them. */
static bool put_list(struct list *l, bool json, struct err *err)
{
	if (!store_snapshot_begin(l->ws->store, err))
		return false;
	bool ok = json ? put_json(l, err) : put_each(l, NULL, err);
	store_snapshot_end(l->ws->store);
	if (ok && !json) {
		put_summary(l);
		if (l->filter.outstanding)
			put_challenges(l);
	}
	return ok;
}

/* ---- which --------------------------------------------------------------------------------------- */

static bool read_days(const char *text, int *days, struct err *err)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || n > DAYS_MAX)
		return err_set(err, ERR_INPUT, "--due-within: a number of days is needed, at most %d", DAYS_MAX);
	*days = (int)n;
	return true;
}

static bool read_state(const char *text, int *state, struct err *err)
{
	if (!field_check(FIELD_GAP_STATE, text, err) || (*state = field_choice(FIELD_GAP_STATE, text)) < 0) {
		if (text[0] == '\0')
			err_set(err, ERR_INPUT, "it is empty");
		return err_prefix(err, "--state");
	}
	return true;
}

static bool read_period(struct gap_filter *f, const struct args *a, struct err *err)
{
	const char *within = args_get(a, "due-within");

	if (args_has(a, "overdue") + args_has(a, "no-date") + (within != NULL) > 1)
		return err_set(err, ERR_INPUT, "--overdue, --due-within and --no-date: only one of them");
	f->period = args_has(a, "overdue") ? PERIOD_OVERDUE : args_has(a, "no-date") ? PERIOD_NO_DATE : within != NULL ? PERIOD_WITHIN : PERIOD_ANY;
	return within == NULL || read_days(within, &f->days, err);
}

static bool read_filter(struct gap_filter *f, const struct args *a, struct err *err)
{
	const char *state = args_get(a, "state");

	*f = (struct gap_filter)GAP_FILTER_ALL;
	f->outstanding = strcmp(a->cmd->name, "gap list") != 0;
	f->owner = args_get(a, "owner");
	return (state == NULL || read_state(state, &f->state, err)) && read_period(f, a, err);
}

static bool run_list(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct list l = { .c = c, .ws = &ws };
	const char *claim = args_get(a, "claim");

	bool ok = read_filter(&l.filter, a, err) && workspace_open(&ws, c, a, STORE_READ, err) &&
	    (claim == NULL || tree_read_node(ws.tree, claim, &l.filter.node, err));
	if (ok)
		urgency_compute(&l.order, ws.work, &ws.standing, c->today);
	l.headings = !l.filter.outstanding;
	ok = ok && put_list(&l, args_has(a, "json"), err);
	if (l.shown > 0 && args_has(a, "exit-code"))
		c->status = 1;
	urgency_release(&l.order);
	workspace_close(&ws);
	return ok;
}

#define LIST_OPTIONS \
	{ "overdue", NULL, "Only those past their due date", 0, 0 }, \
	{ "owner", "NAME", "Only those of an owner whose name has this in it", 0, 0 }, \
	{ "claim", "CLAIM", "Only those about a claim, or about claims below it", 0, 0 }, \
	{ "state", "STATE", "Only those in this state", 0, 0 }, \
	{ "due-within", "DAYS", "Only those due in so many days or earlier, overdue ones too", 0, 0 }, \
	{ "no-date", NULL, "Only those without a due date", 0, 0 }, \
	{ "json", NULL, "Print JSON", 0, 0 }

static const struct option_info gaps_options[] = {
	LIST_OPTIONS,
	{ "exit-code", NULL, "End with status 1 if there are any", 0, 0 },
	{ 0 },
};
static const struct option_info list_options[] = {
	LIST_OPTIONS,
	{ 0 },
};

const struct cmd_info cmd_gaps = {
	.name = "gaps",
	.help = "List the outstanding gaps, most urgent first, and the challenges that wait",
	.more = "Overdue ones first, then by priority, then by due date, then by how many principles wait for them; each says so.",
	.option = gaps_options,
	.past = true,
	.run = run_list,
};

const struct cmd_info cmd_gap_list = {
	.name = "gap list",
	.help = "List all gaps, those closed or accepted too",
	.option = list_options,
	.past = true,
	.run = run_list,
};
