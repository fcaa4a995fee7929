/* assay evidence suggest, refuse: where an item could also serve, and where it was judged not to. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "core/suggest.h"

enum { LIMIT = 20, LIMIT_MAX = 100000, INDENT = 4 };

static bool read_limit(const struct args *a, size_t *limit, struct err *err)
{
	const char *text = args_get(a, "limit");
	char *end;
	long n;

	*limit = LIMIT;
	if (text == NULL)
		return true;
	n = strtol(text, &end, 10);
	if (*text < '0' || *text > '9' || *end != '\0' || n < 1 || n > LIMIT_MAX)
		return err_set(err, ERR_INPUT, "--limit: '%s' is no number from 1 to %d", text, LIMIT_MAX);
	*limit = (size_t)n;
	return true;
}

/* What is asked about; both unset: everything. */
struct asked { int evidence, leaf; };

static bool read_asked(const struct args *a, const struct workspace *ws, struct asked *q, struct err *err)
{
	int number;

	*q = (struct asked){ -1, NODE_NONE };
	if (a->n_operands == 0)
		return true;
	if (ref_read(a->operand[0], 'E', &number))
		return work_read_evidence(ws->work, a->operand[0], &q->evidence, err);
	return tree_read_leaf(ws->tree, a->operand[0], &q->leaf, err);
}

static bool find(const struct workspace *ws, const struct asked *q, size_t limit, struct suggestions *out, struct err *err)
{
	struct suggest *s = suggest_new(ws->work);
	bool ok;

	if (q->evidence >= 0)
		ok = suggest_for_evidence(s, &ws->reader, q->evidence, limit, out, err);
	else if (q->leaf != NODE_NONE)
		ok = suggest_for_claim(s, &ws->reader, q->leaf, limit, out, err);
	else
		ok = suggest_for_all(s, &ws->reader, limit, out, err);
	suggest_free(s);
	return ok;
}

/* ---- as text ------------------------------------------------------------------------------------ */

static void put_one(struct context *c, const struct workspace *ws, const struct suggestion *s)
{
	const struct evidence *e = &ws->work->evidence[s->evidence];
	struct buf b = {0};

	buf_addf(&b, "E%d %s", e->ref, describe_title(e));
	out_styled(&c->out, STYLE_TEXT, buf_str(&b));
	out_end(&c->out);
	buf_clear(&b);
	buf_addf(&b, "for %s %s", describe_name(ws->tree, s->claim), ws->tree->node[s->claim].label);
	if (s->supports == 0)
		buf_add(&b, " (nothing that counts supports it yet)");
	out_blanks(&c->out, 2);
	out_styled(&c->out, s->supports == 0 ? STYLE_WARNING : STYLE_TEXT, buf_str(&b));
	out_end(&c->out);
	buf_clear(&b);
	suggestion_because(&b, s, ws->work);
	out_paragraph(&c->out, INDENT, buf_str(&b));
	buf_release(&b);
}

static void put_text(struct context *c, const struct workspace *ws, const struct suggestions *list)
{
	for (size_t i = 0; i < list->n; i++)
		put_one(c, ws, &list->item[i]);
	if (list->n == 0)
		out_line(&c->out, "nothing on file seems to fit where it is not linked yet");
}

/* ---- as JSON ------------------------------------------------------------------------------------ */

static void json_one(struct json *j, const struct workspace *ws, const struct suggestion *s)
{
	const struct evidence *e = &ws->work->evidence[s->evidence];
	struct buf because = {0};

	suggestion_because(&because, s, ws->work);
	json_object(j, NULL);
	describe_json_ref(j, "ref", 'E', e->ref);
	json_string(j, "title", e->title);
	describe_json_claim_keys(j, ws->tree, s->claim);
	json_int(j, "supported_by", s->supports);
	json_array(j, "words");
	for (int i = 0; i < s->n_words; i++)
		json_string(j, NULL, s->word[i]);
	json_end(j);
	json_array(j, "guidance");
	for (int i = 0; i < s->n_guidance; i++)
		json_string(j, NULL, ws->tree->guidance[s->guidance[i]].id);
	json_end(j);
	if (s->like >= 0)
		describe_json_ref(j, "like", 'E', ws->work->evidence[s->like].ref);
	else
		json_null(j, "like");
	json_string(j, "because", buf_str(&because));
	json_end(j);
	buf_release(&because);
}

static void put_json(struct context *c, const struct workspace *ws, const struct suggestions *list)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.suggest/1");
	json_array(&j, "suggestions");
	for (size_t i = 0; i < list->n; i++)
		json_one(&j, ws, &list->item[i]);
	json_end(&j);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

static bool run_suggest(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct suggestions list = {0};
	struct asked q;
	size_t limit;
	bool ok = read_limit(a, &limit, err) && workspace_open(&ws, c, a, STORE_READ, err) && read_asked(a, &ws, &q, err) &&
	    find(&ws, &q, limit, &list, err);

	if (ok)
		(args_has(a, "json") ? put_json : put_text)(c, &ws, &list);
	suggestions_release(&list);
	workspace_close(&ws);
	return ok;
}

static const struct option_info suggest_options[] = {
	{ "json", NULL, "Print JSON", 0, 0 },
	{ "limit", "NUMBER", "Only the best ones, this many; 20 unless said", 0, 'n' },
	{ 0 },
};

const struct cmd_info cmd_evidence_suggest = {
	.name = "evidence suggest",
	.operands = "[EVIDENCE|CLAIM]",
	.help = "Say where evidence on file could also serve, and why",
	.more = "For an item the claims that it does not support yet; for a claim the items on file that could serve it. They "
	    "are ranked by the words they share with the claim, its guidance and the evidence that supports it; of claims that fit "
	    "about equally well, those with less support come first. 'assay evidence link' takes a suggestion up, 'assay evidence "
	    "refuse' keeps it from being made again.",
	.option = suggest_options,
	.max = 1,
	.past = true,
	.run = run_suggest,
};

/* ---- refuse ------------------------------------------------------------------------------------- */

static bool check_refusal(const struct workspace *ws, int e, int leaf, bool again, struct err *err)
{
	int ref = ws->work->evidence[e].ref;

	if (!again && work_find_support(ws->work, e, leaf) >= 0)
		return err_set(err, ERR_INPUT, "E%d supports %s: 'assay evidence unlink' takes the link away", ref, describe_name(ws->tree, leaf));
	if (again && !work_refused(ws->work, e, leaf))
		return err_set(err, ERR_INPUT, "E%d was not refused for %s", ref, describe_name(ws->tree, leaf));
	return true;
}

static bool plan_refusals(struct changes *ch, const struct args *a, const struct workspace *ws, int e, int *leaf, struct err *err)
{
	bool again = args_has(a, "again");

	for (size_t i = 1; i < a->n_operands; i++) {
		char *id;

		if (!tree_read_leaf(ws->tree, a->operand[i], &leaf[i - 1], err) || !check_refusal(ws, e, leaf[i - 1], again, err))
			return false;
		id = link_id(ws->work->evidence[e].id, ws->tree->node[leaf[i - 1]].id);
		changes_set(ch, ENTITY_REFUSAL, id, work_revision(ws->work, ENTITY_REFUSAL, id), FIELD_REFUSAL_REMOVED, again ? "true" : NULL);
		free(id);
	}
	return true;
}

static bool run_refuse(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	struct buf b = {0};
	int *leaf = xcalloc(a->n_operands, sizeof *leaf), e;
	bool changed, ok = workspace_open(&ws, c, a, STORE_WRITE, err) && work_read_evidence(ws.work, a->operand[0], &e, err) &&
	    plan_refusals(&ch, a, &ws, e, leaf, err);

	if (ok) {
		buf_addf(&b, "E%d is %s for ", ws.work->evidence[e].ref, args_has(a, "again") ? "suggested again" : "not suggested any more");
		describe_claims(&b, ws.tree, leaf, (int)a->n_operands - 1);
	}
	ok = ok && workspace_save(&ws, c, "evidence refuse", &ch, &changed, err);
	if (ok)
		out_line(&c->out, changed ? buf_str(&b) : "nothing to save: it is so already");
	buf_release(&b);
	free(leaf);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info refuse_options[] = {
	{ "again", NULL, "Take the refusal back: it may be suggested again", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_evidence_refuse = {
	.name = "evidence refuse",
	.operands = "EVIDENCE CLAIM ...",
	.help = "Say that an item of evidence does not support claims, so that it is not suggested for them",
	.more = "A link that is made all the same stands; the refusal then says nothing.",
	.option = refuse_options,
	.min = 2,
	.max = -1,
	.run = run_refuse,
};
