/* Names, numbers and JSON objects that several commands print. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/describe.h"

const char *describe_name(const struct tree *t, int node)
{
	return tree_is_leaf(t, node) ? tree_leaf_name(t, node) : t->node[node].id;
}

void describe_claim(struct buf *b, const struct tree *t, int node)
{
	buf_add(b, describe_name(t, node));
	if (t->node[node].asked_as != NULL)
		buf_addf(b, " (%s)", t->node[node].id);
}

void describe_claims(struct buf *b, const struct tree *t, const int *node, int n)
{
	for (int i = 0; i < n; i++)
		buf_addf(b, "%s%s", i > 0 ? ", " : "", describe_name(t, node[i]));
}

const char *describe_title(const struct evidence *e)
{
	return e->title != NULL ? e->title : "(no title)";
}

const char *describe_choice(enum field f, int value)
{
	return value >= 0 ? field_info(f)->values[value] : NULL;
}

const char *describe_date(date d, char out[DATE_TEXT])
{
	if (d == DATE_NONE)
		return NULL;
	date_print(d, out);
	return out;
}

static void add_part(struct buf *b, size_t start, const char *part)
{
	if (part != NULL)
		buf_addf(b, "%s%s", b->len > start ? ", " : "", part);
}

void describe_gap(struct buf *b, const struct context *c, const struct gap *g)
{
	size_t start = b->len;
	char day[DATE_TEXT], relative[64];

	add_part(b, start, describe_choice(FIELD_PRIORITY, g->priority));
	add_part(b, start, describe_choice(FIELD_GAP_STATE, (int)g->state));
	if (g->due != DATE_NONE) {
		add_part(b, start, "due ");
		buf_add(b, describe_date(g->due, day));
		date_relative(g->due, c->today, relative, sizeof relative);
		buf_addf(b, " (%s)", relative);
	}
	add_part(b, start, g->owner);
}

void describe_gap_head(struct buf *b, const struct gap *g)
{
	if (g->head != NULL)
		buf_addn(b, g->head, strcspn(g->head, "\n"));
}

/* ---- JSON ------------------------------------------------------------------------------------- */

void describe_json_claim_keys(struct json *j, const struct tree *t, int node)
{
	json_string(j, "claim", t->node[node].id);
	json_string(j, "asked_as", t->node[node].asked_as);
}

void describe_json_claim(struct json *j, const char *key, const struct tree *t, int node)
{
	json_object(j, key);
	describe_json_claim_keys(j, t, node);
	json_end(j);
}

void describe_json_ref(struct json *j, const char *key, char letter, int ref)
{
	char text[32];

	snprintf(text, sizeof text, "%c%d", letter, ref);
	json_string(j, key, text);
}

bool describe_json_text(struct json *j, const char *key, const struct workspace *ws, enum field f, const char *id,
    struct err *err)
{
	char *text = workspace_text(ws, f, id, err);

	if (text == NULL)
		return false;
	json_string(j, key, text);
	free(text);
	return true;
}

static bool json_lines(struct json *j, const char *key, const struct workspace *ws, enum field f, const char *id, struct err *err)
{
	char *text = workspace_text(ws, f, id, err);
	char *rest = text, *line;

	if (text == NULL)
		return false;
	json_array(j, key);
	while (*text != '\0' && (line = strsep(&rest, "\n")) != NULL)
		json_string(j, NULL, line);
	json_end(j);
	free(text);
	return true;
}

static void json_date(struct json *j, const char *key, date d)
{
	char day[DATE_TEXT];

	json_string(j, key, describe_date(d, day));
}

static bool json_supports(struct json *j, const struct workspace *ws, const struct evidence *e, struct err *err)
{
	json_array(j, "supports");
	for (int s = e->first_support; s >= 0; s = ws->work->support[s].next_of_evidence) {
		const struct support *link = &ws->work->support[s];
		json_object(j, NULL);
		describe_json_claim_keys(j, ws->tree, link->claim);
		if (!describe_json_text(j, "note", ws, FIELD_SUPPORT_NOTE, link->id, err))
			return false;
		json_bool(j, "counts", support_counts(ws->work, link));
		json_end(j);
	}
	json_end(j);
	return true;
}

bool describe_json_evidence(struct json *j, const struct workspace *ws, const struct evidence *e, struct err *err)
{
	describe_json_ref(j, "ref", 'E', e->ref);
	json_string(j, "title", e->title);
	if (!describe_json_text(j, "detail", ws, FIELD_DETAIL, e->id, err))
		return false;
	json_string(j, "kind", describe_choice(FIELD_KIND, e->kind));
	if (!json_lines(j, "location", ws, FIELD_LOCATION, e->id, err))
		return false;
	json_string(j, "tool", e->tool);
	json_string(j, "owner", e->owner);
	json_date(j, "collected", e->collected);
	json_date(j, "review_by", e->review_by);
	json_string(j, "audience", describe_choice(FIELD_EVIDENCE_AUDIENCE, (int)e->audience));
	return json_supports(j, ws, e, err);
}

bool describe_json_gap(struct json *j, const struct context *c, const struct workspace *ws, const struct gap *g,
    struct err *err)
{
	describe_json_ref(j, "ref", 'G', g->ref);
	json_array(j, "claims");
	for (int i = 0; i < g->n_claims; i++)
		describe_json_claim(j, NULL, ws->tree, g->claim[i]);
	json_end(j);
	if (!describe_json_text(j, "gap", ws, FIELD_GAP, g->id, err) ||
	    !describe_json_text(j, "action", ws, FIELD_ACTION, g->id, err))
		return false;
	json_string(j, "owner", g->owner);
	json_date(j, "due", g->due);
	json_bool(j, "overdue", gap_overdue(ws->work, g, c->today));
	json_string(j, "priority", describe_choice(FIELD_PRIORITY, g->priority));
	json_string(j, "state", describe_choice(FIELD_GAP_STATE, (int)g->state));
	return true;
}
