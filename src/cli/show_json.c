/* assay show --json. */
#include "config.h"

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/describe.h"
#include "cli/gaps.h"
#include "cli/show.h"

static bool json_evidence(struct json *j, const struct workspace *ws, int leaf, struct err *err)
{
	const struct work *w = ws->work;

	json_array(j, "evidence");
	for (int s = w->first_support[leaf]; s >= 0; s = w->support[s].next_of_claim) {
		const struct evidence *e = &w->evidence[w->support[s].evidence];
		json_object(j, NULL);
		describe_json_ref(j, "ref", 'E', e->ref);
		json_string(j, "title", e->title);
		if (!describe_json_text(j, "note", ws, FIELD_SUPPORT_NOTE, w->support[s].id, err))
			return false;
		json_bool(j, "counts", support_counts(w, &w->support[s]));
		json_array(j, "also");
		for (int i = e->first_support; i >= 0; i = w->support[i].next_of_evidence)
			if (w->support[i].claim != leaf)
				describe_json_claim(j, NULL, ws->tree, w->support[i].claim);
		json_end(j);
		json_end(j);
	}
	json_end(j);
	return true;
}

static bool json_leaf(struct json *j, const struct workspace *ws, int leaf, struct err *err)
{
	const struct answer *answer = &ws->work->answer[leaf];
	const char *id = ws->tree->node[leaf].id;

	json_bool(j, "inherited", answer->inherited);
	json_string(j, "reading", describe_choice(FIELD_READING, (int)answer->reading));
	if (!describe_json_text(j, "argument", ws, FIELD_ARGUMENT, id, err) ||
	    !describe_json_text(j, "assumptions", ws, FIELD_ASSUMPTIONS, id, err))
		return false;
	json_string(j, "owner", answer->owner);
	return describe_json_text(j, "note", ws, FIELD_ANSWER_NOTE, id, err) && json_evidence(j, ws, leaf, err);
}

/* A node above the leaves has no answer of its own: the same keys, nothing in them. */
static void json_no_answer(struct json *j)
{
	static const char *const key[] = { "reading", "argument", "assumptions", "owner", "note" };

	json_bool(j, "inherited", false);
	for (size_t i = 0; i < sizeof key / sizeof *key; i++)
		json_null(j, key[i]);
	json_array(j, "evidence");
	json_end(j);
}

static void json_refs(struct json *j, const struct work *w, int leaf)
{
	json_array(j, "gaps");
	for (int i = 0; i < w->n_gap; i++)
		if (gaps_about(w->tree, &w->gap[i], leaf))
			describe_json_ref(j, NULL, 'G', w->gap[i].ref);
	json_end(j);
	challenges_json_refs(j, w, leaf, true);
}

bool show_claim_json(struct context *c, const struct workspace *ws, int node, struct err *err)
{
	bool leaf = ws->standing.is_leaf[node], ok = true;
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.show/1");
	describe_json_claim_keys(&j, ws->tree, node);
	json_string(&j, "text", tree_wording(ws->tree, node));
	json_string(&j, "status", leaf ? describe_choice(FIELD_STATUS, (int)ws->work->answer[node].status) : NULL);
	json_string(&j, "standing", standing_key(&ws->standing, node));
	if (leaf)
		ok = json_leaf(&j, ws, node, err);
	else
		json_no_answer(&j);
	if (ok) {
		json_refs(&j, ws->work, node);
		json_end(&j);
		out_json(&c->out, buf_str(&b));
	}
	buf_release(&b);
	return ok;
}

bool show_evidence_json(struct context *c, const struct workspace *ws, int evidence, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.show/1");
	bool ok = describe_json_evidence(&j, ws, &ws->work->evidence[evidence], err);
	if (ok) {
		json_end(&j);
		out_json(&c->out, buf_str(&b));
	}
	buf_release(&b);
	return ok;
}
