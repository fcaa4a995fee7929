/* Printing challenges: in a line, in all their parts, as JSON. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/show.h"

bool challenges_about(const struct tree *t, const struct challenge *c, int node)
{
	return c->claim != NODE_NONE && c->claim >= node && c->claim < t->node[node].end;
}

void challenges_name(struct buf *b, const struct work *w, const struct challenge *c)
{
	challenge_name(c, b);
	buf_add(b, " on ");
	challenge_place(w, c, b);
}

void challenges_state(struct buf *b, const struct challenge *c)
{
	buf_add(b, describe_choice(FIELD_CHALLENGE_STATE, (int)c->state));
	if (c->by != NULL)
		buf_addf(b, ", %s", c->by);
}

int challenges_waiting_words(struct buf *b, const struct work *w)
{
	int n = challenge_waiting(w), open = challenge_count(w, CHALLENGE_OPEN);

	if (n == 0)
		return 0;
	buf_addf(b, "%d %s: ", n, n == 1 ? "waits" : "wait");
	if (open > 0)
		buf_addf(b, "%d open%s", open, n > open ? ", " : "");
	if (n > open)
		buf_addf(b, "%d answered", n - open);
	return n;
}

void challenges_line(struct context *c, const struct work *w, const struct challenge *ch, size_t indent)
{
	struct buf b = {0};

	challenges_name(&b, w, ch);
	buf_add(&b, ", ");
	challenges_state(&b, ch);
	if (ch->head != NULL) {
		buf_add(&b, ": ");
		buf_addn(&b, ch->head, strcspn(ch->head, "\n"));
	}
	out_paragraph(&c->out, indent, buf_str(&b));
	buf_release(&b);
}

/* ---- one ---------------------------------------------------------------------------------------- */

static bool put_all(struct context *c, const struct workspace *ws, const struct challenge *ch, struct err *err)
{
	struct buf b = {0};
	char ref[32];

	snprintf(ref, sizeof ref, "C%d", ch->ref);
	if (!show_text(c, ws, ref, FIELD_CHALLENGE_TEXT, ch->id, err))
		return false;
	challenge_place(ws->work, ch, &b);
	if (ch->claim != NODE_NONE)
		buf_addf(&b, ": %s", tree_wording(ws->tree, ch->claim));
	show_label(c, "on", buf_str(&b));
	show_label(c, "by", ch->by);
	show_label(c, "state", describe_choice(FIELD_CHALLENGE_STATE, (int)ch->state));
	if (challenge_waits(ch) && !challenge_weighs(ws->work, ch))
		show_label(c, "", "weighs on nothing: its link is gone");
	buf_release(&b);
	return show_text(c, ws, "answer", FIELD_CHALLENGE_ANSWER, ch->id, err) &&
	    show_text(c, ws, "overruled", FIELD_CHALLENGE_REASON, ch->id, err);
}

static void json_item(struct json *j, const struct challenge *c)
{
	if (c->evidence_id == NULL)
		json_null(j, "evidence");
	else
		describe_json_ref(j, "evidence", 'E', c->evidence_ref);
	json_bool(j, "evidence_removed", c->evidence_id != NULL && c->evidence < 0);
}

bool challenges_json(struct json *j, const struct workspace *ws, const struct challenge *c, struct err *err)
{
	describe_json_ref(j, "ref", 'C', c->ref);
	if (c->claim != NODE_NONE) {
		describe_json_claim_keys(j, ws->tree, c->claim);
	} else {
		json_null(j, "claim");
		json_null(j, "asked_as");
	}
	json_item(j, c);
	json_string(j, "by", c->by);
	json_string(j, "state", describe_choice(FIELD_CHALLENGE_STATE, (int)c->state));
	return describe_json_text(j, "text", ws, FIELD_CHALLENGE_TEXT, c->id, err) &&
	    describe_json_text(j, "answer", ws, FIELD_CHALLENGE_ANSWER, c->id, err) &&
	    describe_json_text(j, "reason", ws, FIELD_CHALLENGE_REASON, c->id, err);
}

void challenges_json_refs(struct json *j, const struct work *w, int node, bool all)
{
	json_array(j, "challenges");
	for (int i = 0; i < w->n_challenge; i++)
		if (challenges_about(w->tree, &w->challenge[i], node) && (all || challenge_weighs(w, &w->challenge[i])))
			describe_json_ref(j, NULL, 'C', w->challenge[i].ref);
	json_end(j);
}

static bool put_json(struct context *c, const struct workspace *ws, const struct challenge *ch, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.show/1");
	bool ok = challenges_json(&j, ws, ch, err);
	json_end(&j);
	if (ok)
		out_json(&c->out, buf_str(&b));
	buf_release(&b);
	return ok;
}

bool challenges_show(struct context *c, const struct workspace *ws, int challenge, bool json, struct err *err)
{
	const struct challenge *ch = &ws->work->challenge[challenge];

	return json ? put_json(c, ws, ch, err) : put_all(c, ws, ch, err);
}

/* ---- lists -------------------------------------------------------------------------------------- */

struct filter {
	int state;                      /* -1: any */
	const char *by;
	int node;                       /* NODE_NONE: any claim */
};

static bool read_filter(const struct args *a, const struct tree *t, struct filter *f, struct err *err)
{
	const char *state = args_get(a, "state"), *claim = args_get(a, "claim");

	*f = (struct filter){ .state = -1, .by = args_get(a, "by"), .node = NODE_NONE };
	if (state != NULL && !field_check(FIELD_CHALLENGE_STATE, state, err))
		return err_prefix(err, "--state");
	if (state != NULL)
		f->state = field_choice(FIELD_CHALLENGE_STATE, state);
	return claim == NULL || tree_read_node(t, claim, &f->node, err);
}

static bool passes(const struct tree *t, const struct challenge *c, const struct filter *f)
{
	if (f->state >= 0 && (int)c->state != f->state)
		return false;
	if (f->by != NULL && (c->by == NULL || strcmp(c->by, f->by) != 0))
		return false;
	return f->node == NODE_NONE || challenges_about(t, c, f->node);
}

static bool list(struct context *c, const struct workspace *ws, const struct filter *f, struct err *err)
{
	struct buf b = {0};
	int n = 0;

	for (int i = 0; i < ws->work->n_challenge; i++) {
		if (!passes(ws->tree, &ws->work->challenge[i], f))
			continue;
		if (n++ > 0)
			out_end(&c->out);
		if (!put_all(c, ws, &ws->work->challenge[i], err))
			return false;
	}
	if (n > 0) {
		out_end(&c->out);
		buf_add_count(&b, n, "challenge", "challenges");
	} else {
		buf_add(&b, "no challenges");
	}
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
	return true;
}

static bool list_json(struct context *c, const struct workspace *ws, const struct filter *f, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };
	bool ok = true;

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.challenges/1");
	json_array(&j, "challenges");
	for (int i = 0; ok && i < ws->work->n_challenge; i++) {
		if (!passes(ws->tree, &ws->work->challenge[i], f))
			continue;
		json_object(&j, NULL);
		ok = challenges_json(&j, ws, &ws->work->challenge[i], err);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	if (ok)
		out_json(&c->out, buf_str(&b));
	buf_release(&b);
	return ok;
}

static bool run_list(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct filter f;

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && read_filter(a, ws.tree, &f, err) &&
	    (args_has(a, "json") ? list_json : list)(c, &ws, &f, err);
	workspace_close(&ws);
	return ok;
}

static const struct option_info list_options[] = {
	{ "state", "STATE", "Only those in this state: open, answered, settled or overruled", 0, 0 },
	{ "by", "NAME", "Only those that this person raised", 0, 0 },
	{ "claim", "CLAIM", "Only those on a claim, or on claims below it", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_challenge_list = {
	.name = "challenge list",
	.help = "List all challenges, those settled or overruled too",
	.option = list_options,
	.past = true,
	.run = run_list,
};

static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	int i;

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && work_read_challenge(ws.work, a->operand[0], &i, err) &&
	    challenges_show(c, &ws, i, args_has(a, "json"), err);
	workspace_close(&ws);
	return ok;
}

static const struct option_info show_options[] = {
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_challenge_show = {
	.name = "challenge show",
	.operands = "CHALLENGE",
	.help = "Print one challenge in all its parts",
	.option = show_options,
	.min = 1,
	.max = 1,
	.past = true,
	.run = run_show,
};
