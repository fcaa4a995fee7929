/* assay why --without, --if: what is tried, on a copy, and what it changes. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/describe.h"
#include "cli/fields.h"
#include "cli/why.h"

/* ---- reading the options ---------------------------------------------------------------------------- */

bool why_is_without(const struct why *y, int ref)
{
	for (size_t i = 0; i < y->tries.n_without; i++)
		if (y->is->work->evidence[y->tries.without[i]].ref == ref)
			return true;
	return false;
}

static bool try_without(struct why *y, const char *name, struct err *err)
{
	struct why_tries *t = &y->tries;
	int e;

	if (!work_read_evidence(y->is->work, name, &e, err))
		return err_prefix(err, "--without");
	if (why_is_without(y, y->is->work->evidence[e].ref))
		return true;
	change_remove_evidence(&t->changes, y->is->work, e);
	MEM_GROW(t->without, t->n_without, t->cap_without);
	t->without[t->n_without++] = e;
	return true;
}

static bool add_status(struct why *y, int leaf, const char *value, struct err *err)
{
	struct why_tries *t = &y->tries;

	for (size_t i = 0; i < t->n_leaves; i++)
		if (t->leaf[i] == leaf)
			return err_set(err, ERR_INPUT, "--if: %s is given two statuses", describe_name(y->is->tree, leaf));
	if (!fields_set_one(&t->changes, ENTITY_ANSWER, y->is->tree->node[leaf].id, y->is->work->answer[leaf].revision, FIELD_STATUS,
	    "if", value, err))
		return false;
	MEM_GROW(t->leaf, t->n_leaves, t->cap_leaves);
	MEM_GROW(t->status, t->n_leaves, t->cap_status);
	t->leaf[t->n_leaves] = leaf;
	t->status[t->n_leaves++] = (enum status)field_choice(FIELD_STATUS, value);
	return true;
}

static bool try_if(struct why *y, const char *what, struct err *err)
{
	const char *equals = strchr(what, '=');
	char *name;
	int leaf;

	if (equals == NULL || equals[1] == '\0')
		return err_set(err, ERR_INPUT, "--if %s names no status: write it as 1.2/2=evidenced", what);
	name = xstrndup(what, (size_t)(equals - what));
	bool ok = tree_read_leaf(y->is->tree, name, &leaf, err) || err_prefix(err, "--if");
	free(name);
	return ok && add_status(y, leaf, equals + 1, err);
}

bool why_try(struct why *y, const struct args *a, struct err *err)
{
	const char *value;
	size_t at = 0;

	y->seen = *y->is;
	while ((value = args_next(a, "without", &at)) != NULL)
		if (!try_without(y, value, err))
			return false;
	at = 0;
	while ((value = args_next(a, "if", &at)) != NULL)
		if (!try_if(y, value, err))
			return false;
	if (!why_is_tried(y))
		return true;
	if (!trial_run(&y->trial, y->is->work, &y->tries.changes, err))
		return false;
	y->seen.work = y->trial.work;
	y->seen.standing = y->trial.standing;
	trial_compare(&y->effect, y->is->tree, &y->is->standing, &y->trial.standing);
	return true;
}

bool why_is_tried(const struct why *y)
{
	return y->tries.n_without + y->tries.n_leaves > 0;
}

void why_release(struct why *y)
{
	changes_release(&y->tries.changes);
	free(y->tries.without);
	free(y->tries.leaf);
	free(y->tries.status);
	trial_effect_release(&y->effect);
	trial_release(&y->trial);
}

/* ---- text --------------------------------------------------------------------------------------------- */

void why_put_tries(const struct why *y)
{
	struct buf b = {0};

	if (!why_is_tried(y))
		return;
	out_line(&y->c->out, "Tried, nothing is saved:");
	for (size_t i = 0; i < y->tries.n_without; i++) {
		const struct evidence *e = &y->is->work->evidence[y->tries.without[i]];

		buf_clear(&b);
		buf_addf(&b, "without E%d %s", e->ref, describe_title(e));
		out_paragraph(&y->c->out, 2, buf_str(&b));
	}
	for (size_t i = 0; i < y->tries.n_leaves; i++) {
		buf_clear(&b);
		buf_add(&b, "if ");
		describe_claim(&b, y->is->tree, y->tries.leaf[i]);
		buf_addf(&b, " were %s", describe_choice(FIELD_STATUS, (int)y->tries.status[i]));
		out_paragraph(&y->c->out, 2, buf_str(&b));
	}
	out_end(&y->c->out);
	buf_release(&b);
}

static void put_principles(const struct why *y, const char *words, const int *principle, int n)
{
	struct buf b = {0};

	if (n == 0)
		return;
	buf_addf(&b, "%s: ", words);
	describe_claims(&b, y->is->tree, principle, n);
	out_paragraph(&y->c->out, 0, buf_str(&b));
	buf_release(&b);
}

void why_put_effect(const struct why *y)
{
	struct buf b = {0};

	if (!why_is_tried(y))
		return;
	out_end(&y->c->out);
	out_line(&y->c->out, y->effect.n > 0 ? "What that would change:" : "That would change no standing.");
	for (int i = 0; i < y->effect.n; i++) {
		int node = y->effect.node[i];

		buf_clear(&b);
		describe_claim(&b, y->is->tree, node);
		buf_addf(&b, " is %s, would be %s: %s", standing_words(&y->is->standing, node), standing_words(&y->seen.standing, node),
		    tree_wording(y->is->tree, node));
		out_paragraph(&y->c->out, 2, buf_str(&b));
	}
	put_principles(y, "Could be claimed then", y->effect.gained, y->effect.n_gained);
	put_principles(y, "Could no longer be claimed", y->effect.lost, y->effect.n_lost);
	buf_release(&b);
}

/* ---- JSON --------------------------------------------------------------------------------------------- */

static void json_changes(struct json *j, const struct why *y)
{
	json_array(j, "changes");
	for (int i = 0; i < y->effect.n; i++) {
		json_object(j, NULL);
		describe_json_claim_keys(j, y->is->tree, y->effect.node[i]);
		json_string(j, "before", standing_key(&y->is->standing, y->effect.node[i]));
		json_string(j, "after", standing_key(&y->seen.standing, y->effect.node[i]));
		json_end(j);
	}
	json_end(j);
	why_json_ids(j, "gained", y->is->tree, y->effect.gained, y->effect.n_gained);
	why_json_ids(j, "lost", y->is->tree, y->effect.lost, y->effect.n_lost);
}

void why_json_tries(struct json *j, const struct why *y)
{
	if (!why_is_tried(y))
		return;
	json_array(j, "without");
	for (size_t i = 0; i < y->tries.n_without; i++)
		describe_json_ref(j, NULL, 'E', y->is->work->evidence[y->tries.without[i]].ref);
	json_end(j);
	json_array(j, "if");
	for (size_t i = 0; i < y->tries.n_leaves; i++) {
		json_object(j, NULL);
		describe_json_claim_keys(j, y->is->tree, y->tries.leaf[i]);
		json_string(j, "status", describe_choice(FIELD_STATUS, (int)y->tries.status[i]));
		json_end(j);
	}
	json_end(j);
	json_changes(j, y);
}
