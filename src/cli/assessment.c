/* assay assessment: what the assessment itself is about, its role and its scope. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/assessment.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/fields.h"

/* ---- show ------------------------------------------------------------------------------------- */

/* The value of a field as it is written, or NULL; `day` holds a date. */
static const char *value_of(const struct assessment *as, enum field f, char day[DATE_TEXT])
{
	switch ((int)f) {
	case FIELD_TITLE: return as->title;
	case FIELD_PRODUCT: return as->product;
	case FIELD_PRODUCT_VERSION: return as->product_version;
	case FIELD_ORGANISATION: return as->organisation;
	case FIELD_ROLE: return as->role;
	case FIELD_DELIVERY: return describe_choice(f, as->delivery);
	case FIELD_OWNER: return as->owner;
	case FIELD_SENIOR_OWNER: return as->senior_owner;
	case FIELD_ASSESSED: return describe_date(as->assessed, day);
	case FIELD_NEXT_REVIEW: return describe_date(as->next_review, day);
	case FIELD_REVIEW_CYCLE: return describe_choice(f, as->review_cycle);
	case FIELD_CATALOGUE: return as->catalogue;
	case FIELD_CATALOGUE_VERSION: return as->catalogue_version;
	}
	return NULL;
}

static void put_scope(struct context *c, const struct workspace *ws, int principle)
{
	const struct scope_choice *choice = &ws->work->scope[principle];
	const struct node *n = &ws->tree->node[principle];
	struct buf b = {0};

	buf_addf(&b, "%s %s: %s", n->id, n->label, work_in_scope(ws->work, principle) ? "in scope" : "out of scope");
	if (choice->chosen)
		buf_addf(&b, " (chosen%s%s)", choice->reason != NULL ? ": " : "", choice->reason != NULL ? choice->reason : "");
	out_paragraph(&c->out, 2, buf_str(&b));
	buf_release(&b);
}

static void put_text(struct context *c, const struct workspace *ws, const char *head)
{
	char day[DATE_TEXT];

	for (int f = FIELD_TITLE; f <= FIELD_CATALOGUE_VERSION; f++) {
		const char *value = value_of(&ws->work->assessment, (enum field)f, day);
		out_labelled(&c->out, 26, STYLE_DIM, field_info((enum field)f)->label, value != NULL ? value : "");
	}
	out_styled(&c->out, STYLE_DIM, "Head of the history:");
	out_end(&c->out);
	out_line(&c->out, head);
	out_heading(&c->out, "Scope");
	for (int i = 0; i < ws->tree->n_nodes; i++)
		if (ws->tree->node[i].kind == NODE_PRINCIPLE)
			put_scope(c, ws, i);
}

static void json_scope(struct json *j, const struct workspace *ws)
{
	json_array(j, "scope");
	for (int i = 0; i < ws->tree->n_nodes; i++) {
		if (ws->tree->node[i].kind != NODE_PRINCIPLE)
			continue;
		json_object(j, NULL);
		json_string(j, "principle", ws->tree->node[i].id);
		json_bool(j, "in_scope", work_in_scope(ws->work, i));
		json_bool(j, "chosen", ws->work->scope[i].chosen);
		json_string(j, "reason", ws->work->scope[i].chosen ? ws->work->scope[i].reason : NULL);
		json_end(j);
	}
	json_end(j);
}

static void put_json(struct context *c, const struct workspace *ws, const char *head)
{
	struct buf b = {0};
	struct json j = { .out = &b };
	char day[DATE_TEXT];

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.assessment/1");
	for (int f = FIELD_TITLE; f <= FIELD_CATALOGUE_VERSION; f++) {
		char *key = xstrdup(field_info((enum field)f)->key);
		for (char *p = key; (p = strchr(p, '-')) != NULL;)
			*p = '_';
		json_string(&j, key, value_of(&ws->work->assessment, (enum field)f, day));
		free(key);
	}
	json_string(&j, "chain_head", head);
	json_scope(&j, ws);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	char head[HASH_TEXT];

	bool ok = workspace_open(&ws, c, a, STORE_READ, err) && workspace_head(&ws, head, err);
	if (ok)
		(args_has(a, "json") ? put_json : put_text)(c, &ws, head);
	workspace_close(&ws);
	return ok;
}

static const struct option_info show_options[] = {
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_assessment_show = {
	.name = "assessment show",
	.help = "Print what the assessment is about, its role and scope",
	.option = show_options,
	.past = true,
	.run = run_show,
};

/* ---- set -------------------------------------------------------------------------------------- */

/* value: "true", "false", or NULL for the role's own. */
static bool set_scope(struct changes *ch, const struct args *a, const struct workspace *ws, const char *option, const char *value,
    struct err *err)
{
	const char *name, *reason = args_get(a, "reason");
	size_t at = 0;
	int principle;

	while ((name = args_next(a, option, &at)) != NULL) {
		if (!tree_read_principle(ws->tree, name, &principle, err))
			return err_prefix(err, "--%s", option);
		if (value != NULL && (reason == NULL || *reason == '\0'))
			return err_set(err, ERR_INPUT, "--%s %s: give the reason with --reason TEXT", option, name);
		const char *id = ws->tree->node[principle].id;
		int64_t base = ws->work->scope[principle].revision;
		changes_set(ch, ENTITY_SCOPE, id, base, FIELD_SCOPE_REMOVED, value == NULL ? "true" : NULL);
		changes_set(ch, ENTITY_SCOPE, id, base, FIELD_SCOPE_IN, value);
		if (!fields_set_one(ch, ENTITY_SCOPE, id, base, FIELD_SCOPE_REASON, "reason", value == NULL ? NULL : reason, err))
			return false;
	}
	return true;
}

static bool set_all(struct changes *ch, const struct args *a, const struct workspace *ws, struct err *err)
{
	const char *role = args_get(a, "role");

	if (!fields_set(ch, a, ASSESSMENT_ID, ws->work->assessment.revision, err))
		return false;
	if (role != NULL && *role != '\0' && tree_find_role(ws->tree, role) == NULL)
		return err_set(err, ERR_INPUT, "--role: the catalogue %s knows no role '%s'", ws->tree->id, role);
	return set_scope(ch, a, ws, "in-scope", "true", err) && set_scope(ch, a, ws, "out-of-scope", "false", err) &&
	    set_scope(ch, a, ws, "scope-of-role", NULL, err);
}

static bool set(struct context *c, const struct args *a, struct workspace *ws, struct changes *ch, struct err *err)
{
	bool changed;
	int before = ws->standing.total.in_scope;

	if (!set_all(ch, a, ws, err) || !workspace_save(ws, c, "assessment set", ch, &changed, err))
		return false;
	int now = ws->standing.total.in_scope;
	if (!changed)
		out_line(&c->out, "nothing to save: it says so already");
	else if (now != before)
		out_linef(&c->out, "saved; %d claims in scope (were %d)", now, before);
	else
		out_line(&c->out, "saved");
	return true;
}

static bool run_set(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	bool scope = args_has(a, "in-scope") || args_has(a, "out-of-scope") || args_has(a, "scope-of-role");

	bool ok = (scope || fields_need_one(a, err)) && workspace_open(&ws, c, a, STORE_WRITE, err) &&
	    set(c, a, &ws, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info set_options[] = {
	ASSESSMENT_OPTIONS,
	{ "in-scope", "PRINCIPLE", "Take a principle into scope, whatever the role gives; may be given several times",
	    OPTION_MANY, 0 },
	{ "out-of-scope", "PRINCIPLE", "Leave a principle out of scope", OPTION_MANY, 0 },
	{ "scope-of-role", "PRINCIPLE", "Leave a principle's scope to the role again", OPTION_MANY, 0 },
	{ "reason", "TEXT", "Why a principle is taken in or left out", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_assessment_set = {
	.name = "assessment set",
	.help = "Change what the assessment is about, its role or scope",
	.more = "What is not named stays as it is; an empty value takes the old one away. Changing role or scope loses "
	    "nothing that was written.",
	.option = set_options,
	.entity = ENTITY_ASSESSMENT,
	.run = run_set,
};
